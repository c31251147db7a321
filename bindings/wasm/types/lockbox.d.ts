/** A lockbox's own caution; a member left out has its default. */
export interface Limits {
  /** How often a day code opens: `reusable`. */
  day_use: "reusable" | "single";
  /** Whether the time of a reusable day code runs on past midnight: no. */
  outlasts_midnight: boolean;
  /** How long a day code can be used again, in seconds: 3,600; 60 to 43,200. */
  reuse_seconds: number;
  /** Local minutes between which codes that can be used again open: none. */
  access_hours: { from: number; to: number } | null;
  /** How long an opening that was not confirmed can be repeated, in seconds: 120; 0 to 600. */
  repeat_seconds: number;
  /** Refusals of a run that start no wait: 5; 0 to 20. */
  free_refusals: number;
  /** Refusals in all that stop the keypad: 100; 1 to 100. */
  refusals_max: number;
  /** The first wait in seconds, doubled by each further refusal: 60; 1 to 3,600. */
  first_wait_seconds: number;
  /** The longest wait in seconds: 900; to 43,200. */
  longest_wait_seconds: number;
  /** After how many seconds the refusals in all fall by one: 10,800; 3,600 to 604,800. */
  refusal_falls_seconds: number;
  /** Tolerance of a clock just set, in seconds: 120; 0 to 1,800. */
  tolerance_seconds: number;
  /** What the clock may drift, in parts in a million: 100; 0 to 1,000. */
  drift_ppm: number;
  /** The largest tolerance in seconds: 1,800. */
  tolerance_max_seconds: number;
  /** Day codes for one date: 16; 1 to 16. */
  day_slots: number;
  /** Rows of the ledger: 32. */
  rows: number;
  /** Rows kept for cancellations: 8; 1 to 8. */
  cancellation_rows: number;
}
/** What a lockbox is provisioned as. */
export interface Profile {
  id: string;
  codes: CodeProfile;
  limits: Partial<Limits>;
  /** The operations that its model cannot do. */
  lacking: OperationBits;
}
/** Saves a snapshot: when it returns, the bytes must outlast a loss of power. Throws if it cannot. */
export type Save = (snapshot: Uint8Array) => void;

/** What was done. */
export type Applied =
  | ({ applied: "service" } & ServiceCommand)
  | { applied: "bulletin"; sequence: number }
  | { applied: "confirmed" }
  | { applied: "power_restored" }
  | { applied: "ticked" }
  | { applied: "read_log" }
  | { applied: "update_firmware"; manifest: Hex }
  | { applied: "own" }
  | { applied: "transferred"; epoch: number }
  | { applied: "limits_replaced" };
/** Why a box refused. */
export type DenialReason =
  | { reason: "throttled"; until: UnixSeconds }
  | { reason: "too_early"; from: UnixSeconds }
  | { reason: Exclude<DenialName, "throttled" | "too_early"> };
/**
 * The one answer of a box. Its `number` is fixed: 0 open, 1 applied, else the reason's. It is the
 * outcome in a row of the log, and what an acknowledgement is about.
 */
export type Decision =
  | { decision: "open"; number: 0; operation: Operation; until: UnixSeconds }
  | { decision: "applied"; number: 1; applied: Applied; set_clock: UnixSeconds | null }
  | {
      decision: "deny";
      number: number;
      reason: DenialReason;
      /** What to tell a person; a stranger at the keypad is told nothing but that it did not open. */
      text: string;
    };

/** What a lockbox says to whoever asks for something. */
export type Refused = { answer: "refused"; reason: DenialReason };
/** A challenge of 16 bytes. */
export type ChallengeAnswer = { answer: "given"; challenge: Uint8Array } | Refused;
/** The head of a log, 28 bytes. */
export type HeadAnswer = { answer: "given"; head: Uint8Array } | Refused;
/** Rows of a log, 64 bytes each. */
export type RowsAnswer = { answer: "given"; rows: Uint8Array[] } | Refused;
/** The answer to a grant. */
export interface GrantAnswer {
  decision: Decision;
  /** Shows the phone that it was this box that decided; none before the proof was found good. */
  acknowledgement: Uint8Array | null;
}

/** What a lockbox tells about itself. */
export interface Status {
  epoch: number;
  /** The sequence of the last bulletin applied, 0 before the first. */
  bulletin_sequence: number;
  clock_is_set: boolean;
  is_suspended: boolean;
  /** The last persisted instant. */
  persisted: UnixSeconds;
  /** When the clock was set last. */
  set: UnixSeconds;
  /** Refusals in all that were counted, as of the last entry. */
  refusals: number;
  zone: ZoneValue;
  limits: Limits;
}
/** What a keypad would do. */
export interface Keypad {
  /** It reads, waits until an instant, or is stopped until one. */
  state: "reads" | { waits: UnixSeconds } | { stopped: UnixSeconds };
  /** Refusals since the last opening by a code. */
  run: number;
  /** Refusals in all, less those that time has forgiven. */
  refusals: number;
  next_forgiven: UnixSeconds | null;
  /** Until when the code of the last opening opens once more. */
  repeat_until: UnixSeconds | null;
}

/** What a row of the log says. */
export interface AuditEntry {
  /** Counts the box's rows from 0. */
  sequence: number;
  epoch: number;
  instant: UnixSeconds;
  event: AuditEvent;
  /** The decision's number, 0 to 26. */
  outcome: number;
  method: AuditMethod;
  /** The bit of the operation, 0 for none. */
  operation: number;
  /** 16 bytes; `subjectOf` reads them. */
  subject: Hex;
  /** What the event has to add, in decimal digits. */
  detail: string;
}
/** What an entry is about. */
export type Subject =
  | "nobody"
  | "service"
  | { grant: Hex }
  | { day: { day: Day; slot: number } }
  | { flex: FlexTerms }
  | { unknown: Hex };
/** What is found about a row. */
export type Finding =
  | { genuine: AuditEntry }
  | { forged: { sequence: number } }
  | { too_far: { sequence: number } };
/** A head that is genuine. */
export interface AuditHead { next: number; instant: UnixSeconds }
/** What is wrong in a piece of a log, and where. */
export interface Fault {
  /** The row's place in the piece, from 0; for the head, the number of rows. */
  position: number;
  sequence: number;
  kind:
    | "changed" | "too_far" | "out_of_order" | "replayed" | "forked" | "head_forged" | "head_stale"
    | { foreign: number };
}
/** Rows that no phone has brought: from the first to before the last. */
export interface Missing { start: number; end: number }

/** What decides how often a guess is a good code; a member left out has its default. */
export interface GuessParameters {
  /** Digits of a day code: 7. */
  day_digits: number;
  /** Day codes for one date: 16. */
  day_slots: number;
  /** Digits of a FlexCode: 10. */
  flex_digits: number;
  /** FlexCodes for one window, operation and use: 4. */
  flex_copies: number;
  /** Seconds by which the clock may be off: 1,800. */
  tolerance: number;
}
/** How often one guess of a family's length is a good code. */
export interface GuessOdds {
  family: "day" | "flex" | "service";
  /** Codes that would be accepted, for one operation, if all of them were issued. */
  acceptable: number;
  /** Codes that can be typed. */
  codes: number;
  /** One guess in so many is good. */
  one_in: number;
}

/**
 * Two areas of flash. Erased flash reads 0xff; a byte is written once between two erasures, and may
 * then be cleared to zero. A function that throws has failed.
 */
export interface Flash {
  /** Bytes of one area, at least a frame's: 1,556. */
  areaLength: number;
  read(area: 0 | 1, offset: number, length: number): Uint8Array;
  erase(area: 0 | 1): void;
  write(area: 0 | 1, offset: number, bytes: Uint8Array): void;
}

/** What a maker decides about an image. */
export interface FirmwareRelease {
  model: string;
  /** Above 0. */
  firmware: number;
  /** The lowest firmware version that it may replace, below its own. */
  lowest: number;
  /** Bytes of a piece: 16 to 4,096. */
  piece_len: number;
}
/** What a manifest says. */
export interface FirmwareManifest extends FirmwareRelease {
  image_len: number;
  /** How many pieces the image has. */
  pieces: number;
  image_sha256: Hex;
}
/** Where a box keeps a transfer. What was saved must outlast a loss of power; what throws has failed. */
export interface FirmwareStore {
  saveRecord(record: Uint8Array): void;
  /** No bytes if there is none. */
  readRecord(): Uint8Array;
  saveManifest(manifest: Uint8Array): void;
  readManifest(offset: number, length: number): Uint8Array;
  writeImage(offset: number, bytes: Uint8Array): void;
  readImage(offset: number, length: number): Uint8Array;
}
/** Where a transfer stands. */
export type TransferState = "idle" | "receiving" | "complete" | "activated";
