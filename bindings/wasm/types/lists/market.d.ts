// Written by `cargo xtask wasm` from the library's lists.

/** The status of a listing: RESO's `StandardStatus`. */
export type MarketStatus =
  /** incomplete */
  | "Incomplete"
  /** coming soon */
  | "ComingSoon"
  /** active */
  | "Active"
  /** active under contract */
  | "ActiveUnderContract"
  /** on hold */
  | "Hold"
  /** withdrawn */
  | "Withdrawn"
  /** pending */
  | "Pending"
  /** canceled */
  | "Canceled"
  /** expired */
  | "Expired"
  /** closed */
  | "Closed"
  /** deleted */
  | "Delete";

/** How the days of a gap are counted. */
export type GapMetric =
  /** all of its days */
  | "date_difference"
  /** its days without the one on which the listing went off */
  | "full_days";

/** Where a gap begins. */
export type ClockFrom =
  /** the date of the terminal status */
  | "terminal"
  /** the end of the last day on the market */
  | "last_on_market";

/** What two listings must have in common for days to carry. */
export type Scope =
  /** nothing */
  | "any"
  /** the branch */
  | "same_branch"
  /** the office */
  | "same_office"
  /** the firm */
  | "same_firm"
  /** the agent */
  | "same_agent"
  /** the property type */
  | "same_property_type";

/** Whether the end date of an interval counts too. */
export type Count =
  /** the end date does not count */
  | "difference"
  /** the end date counts too */
  | "inclusive";

/** How the days of a chain's listings become one number. */
export type Combine =
  /** each day once */
  | "union"
  /** each day once for each listing */
  | "sum"
  /** from the first day to the last */
  | "span";

/** The date at which the count begins. */
export type StartField =
  /** the date of the first status that counts */
  | "on_market"
  /** the date of the listing contract */
  | "listing_contract_date"
  /** the date of the entry */
  | "original_entry_date";

/** What ends the count of a listing. */
export type EndEvent =
  /** going off the market */
  | "off_market"
  /** the contract of sale that lasts */
  | "contract"
  /** the closing */
  | "close";

/** What a listing is to those before it. */
export type ChainClass =
  /** the first listing of the property */
  | "first"
  /** relisted after a gap that carries */
  | "linear"
  /** relisted without a gap */
  | "overlapping"
  /** a listing seen through another system too */
  | "twin"
  /** begins anew: sold before */
  | "reset_close"
  /** begins anew: another branch, office or whatever has to be equal */
  | "reset_scope"
  /** begins anew: the gap is too long */
  | "reset_gap"
  /** never on the market */
  | "never_on_market";

/** What is wrong with a listing's rows or dates. */
export type MarketWarning =
  /** a row is there twice */
  | "duplicate_row"
  /** two rows recorded at one time are versions of one event and differ */
  | "conflicting_rows"
  /** a date is not between 1970-01-01 and 9999-12-31 and was not used */
  | "date_out_of_range"
  /** a row has no date and was set aside */
  | "date_missing"
  /** the listing was on the market, but since when is not known */
  | "on_date_missing"
  /** the listing ended, but when is not known */
  | "off_date_missing"
  /** the listing ended before it was on the market */
  | "off_before_on"
  /** the listing closed before it was on the market */
  | "close_before_on"
  /** rows were deleted */
  | "deleted"
  /** the expiration date has passed: expired at that date, though no row says so */
  | "expired_inferred"
  /** a row is dated after the expiration date, and the listing is still in force */
  | "status_after_expiration"
  /** the date that the count begins at is missing: it begins with the first row */
  | "start_date_missing"
  /** what has to be equal for days to carry is not known of this listing */
  | "scope_missing"
  /** another listing of the property is in doubt and was left out */
  | "listing_left_out"
  /** the listing came back on the market after it had ended */
  | "back_after_terminal"
  /** rows of the listing differ in a value of the listing */
  | "listing_values_differ"
  /** the property is not known: taken by itself */
  | "property_missing";

/** A member of the rules. */
export type RulesField =
  /** the longest gap that carries */
  | "carry_max_gap"
  /** how far back is looked */
  | "lookback_days"
  /** how the days of a gap are counted */
  | "gap_metric"
  /** the statuses whose days count */
  | "accrues"
  /** the statuses whose days count against the gap */
  | "clock_statuses"
  /** where a gap begins */
  | "clock_from"
  /** whether Coming Soon ends a gap */
  | "coming_soon_stops_clock"
  /** whether a sale resets */
  | "reset_on_close"
  /** what must be equal to carry */
  | "scope"
  /** whether end dates count */
  | "count"
  /** how the days of a chain become one number */
  | "combine"
  /** the date at which the count begins */
  | "start_field"
  /** what ends the count */
  | "end_event"
  /** what properties are known by */
  | "property_key";

/** What is uncertain about rules. */
export type RulesWarning =
  /** a field is not known: the generic value */
  | "field_fallback"
  /** a field is assumed, not documented */
  | "field_assumed"
  /** no source of the preset was checked */
  | "experimental"
  /** since when the rules hold is not known */
  | "dates_unknown"
  /** the rules begin in this month or year, on a day that is not known */
  | "boundary_imprecise"
  /** no source vouches for the rules so late */
  | "unverified_at_date"
  /** no rules of the family are known at this date: the generic ones */
  | "no_preset_at_date";

/** The keys that a property is known by. */
export type PropertyKeys =
  /** parcel id, parcel number and address */
  | "parcel_then_address"
  /** parcel id and parcel number */
  | "parcel"
  /** address */
  | "address";

/** Whether a listing is for sale or for lease. */
export type ListingClass =
  /** for sale */
  | "sale"
  /** for lease */
  | "lease";

/** Why a property may not be the one that its keys say. */
export type KeyDoubt =
  /** the parcel number stands for none */
  | "placeholder_parcel"
  /** there is nothing that the property is known by */
  | "no_key"
  /** one address has two parcels */
  | "address_two_parcels";

/** Whether the owner may be contacted. */
export type LeadAnswer =
  /** may be contacted */
  | "Clear"
  /** in doubt: has to be looked up first */
  | "Unverified"
  /** must not be contacted */
  | "Blocked";

/** What is against it. */
export type LeadReason =
  /** the listing contract is in force */
  | "target_in_force"
  /** the listing did not end unsold */
  | "target_not_ended"
  /** the property is listed with another contract */
  | "other_in_force"
  /** the property was sold since */
  | "sold_later"
  /** the contract still protects its broker */
  | "protection_period"
  /** the owner does not want to be contacted */
  | "opted_out"
  /** which property it is is in doubt */
  | "key_doubtful"
  /** a row has no date, or a status that is not known */
  | "history_unclear"
  /** no row says that the contract has ended */
  | "expiry_inferred";
