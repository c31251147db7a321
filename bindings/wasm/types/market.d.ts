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
