/** What an opening opens. Chosen on the keypad before a code is typed. */
export type Operation = "key_compartment" | "shackle";
/** How often a FlexCode opens. */
export type CodeUse = "single" | "until_end";
/** Whose slots of a day: the service's, 0 to 7, or those of the holder of its key, 8 to 15. */
export type DayIssuer = "service" | "holder";

/** A day code that was issued. */
export interface DayIssue { slot: number; code: string }

/** When a FlexCode opens: from a half hour of UTC, 1 to 96 half hours or 3 to 31 days. */
export interface FlexWindow { start: UnixSeconds; seconds: number }

/** What a FlexCode says. */
export interface FlexTerms {
  window: FlexWindow;
  /** 0 to 3, so that one window can have four codes. */
  copy: number;
  operation: Operation;
  use: CodeUse;
}

/** A FlexCode that was issued. */
export interface FlexIssue { terms: FlexTerms; code: string }

/** The lengths of a box's codes. */
export interface CodeProfile {
  /** 7 to 9. */
  day_digits: number;
  /** 10 or 11. */
  flex_digits: number;
}

/** What a service code says. */
export type ServiceCommand =
  | { command: "cancel_flex"; terms: FlexTerms; epoch_mod_16: number }
  | { command: "cancel_day"; day: Day; slot: number; epoch_mod_16: number }
  | { command: "set_clock"; instant: UnixSeconds }
  | { command: "raise_epoch"; epoch: number };

/** A code that is not acceptable here and now, for whatever reason. */
export interface NotAccepted { family: "not_accepted" }
/** What digits command. */
export type ServiceReading = ({ family: "service" } & ServiceCommand) | NotAccepted;
/** Which renewal digits are. */
export type RenewalReading = { family: "renewal"; number: number } | NotAccepted;
/** What a genuine code says. */
export type GenuineReading =
  | { family: "day"; epoch: number; day: Day; slot: number }
  | { family: "flex"; epoch: number; terms: FlexTerms }
  | ({ family: "service" } & ServiceCommand);
/** What a code turned out to be at a keypad. */
export type Reading = GenuineReading | NotAccepted;

/** What is asked about a code. */
export interface CodeQuestion {
  now: UnixSeconds;
  /** What the box's clock shows at the present; the same where that is not known. */
  box_clock: UnixSeconds;
  /** Seconds by which the box's clock may be off. */
  tolerance: number;
  /** The box's ownership epoch. */
  epoch: number;
  /** How far to look: 62 days and 4 epochs either way. */
  range: { days?: number; epochs?: number };
}
/** Why a genuine code opens now or does not. */
export type Verdict =
  | { verdict: "acceptable"; until: UnixSeconds | null }
  | { verdict: "too_early"; from: UnixSeconds }
  | { verdict: "expired"; since: UnixSeconds }
  | { verdict: "wrong_epoch" }
  | { verdict: "box_clock_off" };
/** A genuine code, explained. */
export interface Diagnosis {
  reading: GenuineReading;
  verdict: Verdict;
  /** A number made up by someone would be found a code as well, 1 time in this many. */
  coincidence_one_in: number;
}

/** What a grant may allow, one at a time. */
export type GrantOperation = "key_compartment" | "shackle" | "read_log" | "update_firmware" | "own";
/**
 * A set of operations, as the sum of their bits: 1 key compartment, 2 shackle, 4 read the log,
 * 8 update the firmware, 16 own.
 */
export type OperationBits = number;

/** What the service grants. */
export interface GrantBody {
  operations: OperationBits;
  /** The ownership epoch. */
  epoch: number;
  /** The sequence of the bulletin that the box must have seen; 0 for none. */
  bulletin: number;
  /** 16 random bytes. */
  grant_id: Hex;
  /** 16 bytes that the service knows the holder by. */
  holder: Hex;
  not_before: UnixSeconds;
  not_after: UnixSeconds;
  /** How many openings; 0 for any number. */
  max_uses: number;
  lockbox: string;
}
/** A restriction that a holder adds. */
export type Caveat =
  | { not_before: UnixSeconds }
  | { not_after: UnixSeconds }
  | { operations: OperationBits }
  | { delegate: Hex };
/** What is left of a grant. */
export interface Rights {
  operations: OperationBits;
  not_before: UnixSeconds;
  not_after: UnixSeconds;
  /** To whom it was handed on, by the word of the holder before: decimal digits, 0 for nobody. */
  delegate: string;
}
/** An operation and its argument. */
export type Request =
  | { operation: "key_compartment" | "shackle" | "read_log"; manifest: null; new_epoch: null }
  | { operation: "update_firmware"; manifest: Hex; new_epoch: null }
  | { operation: "own"; manifest: null; new_epoch: number | null };

/** What a bulletin says. */
export interface Bulletin {
  lockbox: string;
  /** The challenge it answers, 16 bytes; zeros for a carried one. */
  nonce: Hex;
  /** Rises with every bulletin of the lockbox that says something new. */
  sequence: number;
  /** The ownership epoch. */
  epoch: number;
  issued_at: UnixSeconds;
  /** Whether nothing may open. */
  is_suspended: boolean;
  /** The 14 bytes of the zone. */
  zone: Hex;
  /** The grants that hold no longer, each by the first eight bytes of its id; at most 16. */
  revocations: Hex[];
}
/** A grant that was released and then revoked. */
export interface Revoked { grant_id: Hex; not_after: UnixSeconds }
