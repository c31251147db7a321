/* tslint:disable */
/* eslint-disable */
/** A date as `YYYY-MM-DD`. */
export type CalendarDate = string;

/** The rules of an MLS; a member left out has its generic value. */
export interface MarketRules {
    /** The longest gap that still carries, in days; `null`: nothing carries, unless by `lookback_days`. */
    carry_max_gap?: number | null;
    /** In its place: how many days before the first day of a listing another one's last may lie. */
    lookback_days?: number | null;
    gap_metric?: GapMetric;
    /** Statuses whose days count. */
    accrues?: MarketStatus[];
    /** Only the days of a gap in these statuses count against it; `null`: all. */
    clock_statuses?: MarketStatus[] | null;
    clock_from?: ClockFrom;
    coming_soon_stops_clock?: boolean;
    reset_on_close?: boolean;
    scope?: Scope;
    count?: Count;
    combine?: Combine;
    start_field?: StartField;
    end_event?: EndEvent;
}
/** Where rules come from: a preset, those that a family has at the listing's date, or the caller. */
export type RulesChoice = { preset: string } | { family: string } | { rules: MarketRules };
/** Something uncertain about rules, and the field it is about; `null` for all. */
export interface Caution { warning: RulesWarning; field: RulesField | null }
/** Rules, and where they come from. */
export interface ChosenRules { preset: string | null; rules: Required<MarketRules>; cautions: Caution[] }
/** The rules of an MLS at a time. */
export interface Preset {
    id: string;
    name: string;
    family: string | null;
    /** Whether no source was checked. */
    experimental: boolean;
    effective_from: CalendarDate | null;
    effective_to: CalendarDate | null;
    property_key: PropertyKeys;
    rules: Required<MarketRules>;
    /** What the rules cannot say. */
    notes: string[];
}

/** A row of a listing's history. */
export interface HistoryRow {
    /** The day from which the status holds. */
    date?: CalendarDate | null;
    /** A status of RESO's; any other text is the error of its listing. */
    status: string;
    /** When the row was recorded: any number that rises; 0 is not known. */
    sequence?: number;
    /** What makes two rows versions of one event. */
    event?: string | null;
}
/** A listing with its rows. */
export interface HistoryListing {
    /** The `ListingKey`. */
    listing: string;
    office?: string | null;
    branch?: string | null;
    firm?: string | null;
    agent?: string | null;
    property_type?: string | null;
    originating_system?: string | null;
    listing_contract_date?: CalendarDate | null;
    original_entry_date?: CalendarDate | null;
    expiration_date?: CalendarDate | null;
    events: HistoryRow[];
}
/** The listings of one property, and what is asked about them. */
export interface History {
    /** The day the count is made for. */
    as_of: CalendarDate;
    /** The listing asked about. */
    target: string;
    listings: HistoryListing[];
}
/** The days between two listings of a chain. */
export interface Gap {
    after: string;
    before: string;
    from: CalendarDate;
    to: CalendarDate;
    /** 0 or less if they overlap. */
    days: number;
    /** The days of it that count against the limit. */
    counted: number;
}
/** The answer for a listing. */
export interface MarketAnswer {
    /** `DaysOnMarket`; `null` if the listing's dates are in doubt. */
    dom: number | null;
    /** `CumulativeDaysOnMarket`. */
    cdom: number | null;
    /** What the listing is to those before it. */
    class: ChainClass | null;
    /** The keys of the listings that were joined, this one the last. */
    chain: string[];
    gaps: Gap[];
    warnings: MarketWarning[];
}
/** The answer, by which rules, and why. */
export interface Explanation extends MarketAnswer {
    listing: string;
    as_of: CalendarDate;
    status: MarketStatus | null;
    on_market_date: CalendarDate | null;
    off_market_date: CalendarDate | null;
    /** The id of the preset; `null` for rules made by hand. */
    rules_id: string | null;
    rules: Required<MarketRules>;
    rules_warnings: Caution[];
    /** The listings walked through, in order. */
    steps: { listing: string; first: CalendarDate; off: CalendarDate; class: ChainClass }[];
    /** The listings of the chain, with their days on the market, half open. */
    members: { listing: string; intervals: { on: CalendarDate; off: CalendarDate }[]; days: number }[];
    /** The keys of the other listings that were left out, sorted. */
    left_out: string[];
}

/** A question about a lead. */
export interface LeadQuestion extends History {
    /** The last day of a protection period under the target's contract. */
    protected_until?: CalendarDate | null;
    opted_out: boolean;
    do_not_call: boolean;
    key_doubts: KeyDoubt[];
}
/** Whether an owner may be contacted, and why not. */
export interface Lead {
    answer: LeadAnswer;
    reasons: LeadReason[];
    status: MarketStatus | null;
    ended_on: CalendarDate | null;
    do_not_call: boolean;
}

/** What a listing says of its property. */
export interface PropertyRecord {
    listing: string;
    class: ListingClass;
    universal_parcel_id?: string | null;
    state?: string | null;
    county?: string | null;
    parcel_number?: string | null;
    address?: string | null;
    unit?: string | null;
    postal_code?: string | null;
}
/** The property of a listing. */
export interface PropertyOf {
    listing: string;
    /** The least key of the property's listings. */
    property: string;
    /** The accepted keys of the listing, those among them that do not join too. */
    keys: {
        universal: [parcel: string, of: ListingClass] | null;
        parcel:
        | [state: string, county: string, parcel: string, unit: string | null, of: ListingClass]
        | null;
        address: [address: string, unit: string | null, postalCode: string, of: ListingClass] | null;
    };
    doubts: KeyDoubt[];
}

/** The listings of one property. */
export interface PropertyHistory { property: string; listings: HistoryListing[] }
/** What is counted of a listing. */
export interface CountedListing {
    property: string;
    listing: string;
    /** The status on the day of the count. */
    status: MarketStatus | null;
    on_market_date: CalendarDate | null;
    off_market_date: CalendarDate | null;
    /** `DaysOnMarket`; `null` if the listing's dates are in doubt. */
    dom: number | null;
    /** `CumulativeDaysOnMarket`. */
    cdom: number | null;
    class: ChainClass | null;
    /** The first listing of its chain, and how many there are. */
    chain_first: string | null;
    chain_length: number;
    warnings: MarketWarning[];
    /** Why nothing was counted. */
    error: "unknown_status" | null;
}


/** Whole seconds since 1970-01-01 UTC: how every value spells an instant. */
export type UnixSeconds = number;
/** An instant as an argument: a `Date`, or whole Unix seconds. */
export type Instant = Date | UnixSeconds;
/** Days from 1970-01-01 to a date. */
export type Day = number;
/** Bytes in lower-case hexadecimal digits. */
export type Hex = string;

/** A change of the clock: the weekday of a week of a month (5 is the last), 0 for Sunday. */
export interface ClockChange {
    /** 1 to 12. */
    month: number;
    /** 1 to 5; 5 is the last. */
    week: number;
    /** 0 for Sunday, to 6. */
    weekday: number;
    /** Minute of the day, 0 to 1,440. */
    minute: number;
}

/** The zone that a lockbox lives in. */
export interface ZoneValue {
    /** Minutes east of UTC, -900 to 900. */
    standard: number;
    /** Daylight saving, where there is any. */
    daylight?: { offset: number; start: ClockChange; end: ClockChange } | null;
}

/** What this package throws where the library refuses. Nothing was done. */
export interface DoorwardError extends Error {
    readonly name: "DoorwardError";
    /** The library's name for the refusal; the same in every language. */
    readonly code: ErrorCode;
}


// Written by `cargo xtask wasm` from the library's lists.

/** The library's names of its refusals. */
export type ErrorCode =
| "argument"
| "bad_manifest"
| "bad_message"
| "bad_proof"
| "bad_rules"
| "bad_value"
| "box_missing"
| "caveat"
| "caveats"
| "code_character"
| "code_length"
| "copy"
| "day"
| "day_in_future"
| "day_went_back"
| "days_out_of_order"
| "digits"
| "forged"
| "future_opening"
| "grant_text"
| "grant_times"
| "guess_too_likely"
| "id_character"
| "id_length"
| "inconsistent_state"
| "key_length"
| "lacking"
| "ledger_mismatch"
| "limit"
| "method_mismatch"
| "methods_mismatch"
| "missing_field"
| "missing_key"
| "no_appointment"
| "no_copy_left"
| "no_room"
| "no_slot_left"
| "not_approved"
| "not_authentic"
| "numeral_range"
| "operations"
| "operations_mismatch"
| "outcome_mismatch"
| "renewal_number"
| "repeated_id"
| "repeated_key"
| "repeated_listing"
| "revocations"
| "ring_too_small"
| "rows_out_of_order"
| "service_field"
| "skip_mismatch"
| "slot"
| "state_lost"
| "store_failed"
| "tolerance"
| "unknown_family"
| "unknown_preset"
| "unknown_status"
| "unknown_target"
| "unsupported"
| "use_mismatch"
| "window_backwards"
| "window_length"
| "window_mismatch"
| "window_start"
| "work_too_small"
| "wrong_lockbox"
| "zone_half"
| "zone_length"
| "zone_offset"
| "zone_order"
| "zone_rule";


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



/**
 * Days on market of every listing of many properties, each a target once: rows in, rows out. The rules
 * are a preset's or the caller's. Whoever has millions of rows takes the library in Python or Rust,
 * which counts columns of Arrow on all processors.
 *
 * @throws {DoorwardError} `bad_value`, `bad_rules`, `unknown_preset`, `repeated_listing`
 */
export function countListings(properties: readonly PropertyHistory[], choice: { preset: string } | { rules: MarketRules }, asOf: CalendarDate): CountedListing[];

/**
 * Days on market, and cumulative ones, of a listing by these rules.
 *
 * @throws {DoorwardError} `bad_value`, `bad_rules`, `unknown_target`, `repeated_listing`,
 * `unknown_status`
 */
export function daysOnMarket(history: History, rules: MarketRules): MarketAnswer;

/**
 * The same with everything that led there. The rules are a preset's, those that a family has at
 * the listing's own date, or the caller's.
 *
 * @throws {DoorwardError} as `daysOnMarket`; `unknown_preset`, `unknown_family`
 */
export function explainDaysOnMarket(history: History, choice: RulesChoice): Explanation;

/**
 * Whether something that was caught is this package's.
 */
export function isDoorwardError(error: any): error is DoorwardError;

/**
 * May the owner be contacted after a listing ended, and what is against it?
 *
 * @throws {DoorwardError} as `daysOnMarket`
 */
export function judgeLead(question: LeadQuestion): Lead;

/**
 * The presets: the rules of MLSs, each at a time, with what is known of them.
 */
export function presets(): Preset[];

/**
 * Which listings are of one property, and what is doubtful about that.
 *
 * @throws {DoorwardError} `bad_value`, `repeated_listing`
 */
export function properties(records: readonly PropertyRecord[], keys: PropertyKeys): PropertyOf[];

/**
 * The rules that a family has on a day, and what is uncertain about them.
 *
 * @throws {DoorwardError} `unknown_family`, `bad_value`
 */
export function rulesAt(family: string, date: CalendarDate): ChosenRules;

/**
 * The status that a name of an MLS means: by the preset's own table, else RESO's spelling;
 * `null` if it means none.
 *
 * @throws {DoorwardError} `unknown_preset`, `bad_value`
 */
export function statusOf(preset: string, name: string): MarketStatus | null;

/**
 * Unix seconds of an instant, for the members of values: there an instant is a number.
 */
export function unixSeconds(instant: Instant): UnixSeconds;

/**
 * The version of this package, and of the library inside.
 */
export function version(): string;
