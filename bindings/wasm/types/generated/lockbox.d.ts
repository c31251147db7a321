/* tslint:disable */
/* eslint-disable */
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

/** What a box says to a manifest. */
export type OfferAnswer =
/** not a manifest */
| "bad_manifest"
/** the firmware is for another model */
| "wrong_model"
/** the transfer goes on */
| "resumed"
/** the firmware may not replace the one that runs */
| "wrong_version"
/** a newer firmware is on its way already */
| "older_than_stored"
/** the maker has not signed this */
| "bad_signature"
/** the transfer begins */
| "accepted";

/** What a box says to a piece. */
export type PieceAnswer =
/** no manifest was accepted */
| "no_manifest"
/** the image has no such piece */
| "bad_index"
/** the piece is there already */
| "already"
/** the piece has another length */
| "bad_length"
/** not this piece of the image */
| "bad_piece"
/** the piece is stored */
| "stored"
/** the image is complete */
| "complete"
/** the image is damaged, and has to be brought again */
| "bad_image";

/** What a box says to an activation. */
export type ActivationAnswer =
/** the firmware is activated */
| "activated"
/** the firmware was activated before */
| "already"
/** pieces of the firmware are missing */
| "incomplete";


// Written by `cargo xtask wasm` from the library's lists.

/** Why a box refuses. */
export type DenialName =
/** wrong code */
| "wrong_code"
/** not a code */
| "malformed"
/** wait before the next try */
| "throttled"
/** the keypad is stopped after too many refusals */
| "keypad_stopped"
/** outside the access hours */
| "outside_hours"
/** the code is used up */
| "used_up"
/** the code was cancelled */
| "cancelled"
/** the lockbox is suspended */
| "suspended"
/** the lockbox's clock is not set */
| "clock_unset"
/** the lockbox's clock went back */
| "clock_went_back"
/** the lockbox's ledger is full */
| "ledger_full"
/** the lockbox could not save */
| "store_failed"
/** the lockbox has lost its state and has to be provisioned anew */
| "state_lost"
/** not a well-formed message */
| "bad_message"
/** the message is not authentic */
| "bad_proof"
/** meant for another lockbox */
| "wrong_lockbox"
/** of an older ownership epoch */
| "wrong_epoch"
/** a bulletin has to be brought first */
| "bulletin_owed"
/** the grant was revoked */
| "revoked"
/** the grant does not hold yet */
| "too_early"
/** the grant holds no longer */
| "too_late"
/** the grant does not allow this */
| "operation_not_granted"
/** the lockbox gave no challenge for this, or too long ago */
| "challenge_spent"
/** a newer bulletin was applied before */
| "stale_bulletin"
/** not supported by this lockbox */
| "unsupported";

/** What happened. */
export type AuditEvent =
| "entry"
| "grant"
| "bulletin"
| "service_command"
| "clock"
| "power"
| "epoch";

/** By what it happened. */
export type AuditMethod =
| "none"
| "day"
| "flex"
| "service"
| "grant"
| "bulletin";



/**
 * A box's log, put together from the pieces that phones bring.
 */
export class AuditCollection {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Takes in what a phone brought: rows in the order in which they came, and the head given
     * with them. Genuine rows are kept, whatever is wrong with others.
     *
     * @throws {DoorwardError} `bad_value`
     */
    add(rows: readonly Uint8Array[], head?: Uint8Array | null): Fault[];
    /**
     * The log, still empty, of the box with this first key.
     */
    constructor(first: AuditKey);
    /**
     * What the rows say, in their order.
     */
    readonly entries: AuditEntry[];
    /**
     * The rows that there must be and that no phone has brought.
     */
    readonly missing: Missing[];
    /**
     * The sequence of the next row, as far as rows and heads tell.
     */
    readonly next: number;
    /**
     * The rows, in their order, to be stored.
     */
    readonly rows: Uint8Array[];
}

/**
 * r" The key of one row of the audit log.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class AuditKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): AuditKey;
    /**
     * The head of a log whose next row is number `next`, under that row's key.
     *
     * @throws {DoorwardError} `bad_value`
     */
    head(next: number, instant: Instant): Uint8Array;
    /**
     * The key of the row after. There is no way back.
     */
    next(): AuditKey;
    /**
     * The row of an entry, whose sequence is this key's.
     *
     * @throws {DoorwardError} `bad_value`
     */
    row(entry: AuditEntry): Uint8Array;
    /**
     * What the key is for.
     */
    readonly kind: "audit";
}

/**
 * Checks a box's log row by row.
 */
export class AuditLog {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Whether the box gave this head, and what it says.
     *
     * @throws {DoorwardError} `forged`, `bad_value`
     */
    checkHead(head: Uint8Array): AuditHead;
    /**
     * Whether the box wrote this row, and what it says.
     *
     * @throws {DoorwardError} `bad_value`
     */
    checkRow(row: Uint8Array): Finding;
    /**
     * The log of the box with this first key.
     */
    constructor(first: AuditKey);
}

/**
 * r" Bulletins, in every ownership epoch.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class BulletinKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): BulletinKey;
    /**
     * The bulletin of a message for this lockbox, if this key made it.
     *
     * @throws {DoorwardError} `unsupported`, `bad_message`, `wrong_lockbox`, `bad_proof`,
     * `id_length`, `id_character`, `bad_value`
     */
    open(lockbox: string, message: Uint8Array): Bulletin;
    /**
     * The message of a bulletin, 107 to 235 bytes.
     *
     * @throws {DoorwardError} `bad_value`
     */
    seal(bulletin: Bulletin): Uint8Array;
    /**
     * What the key is for.
     */
    readonly kind: "bulletin";
}

/**
 * r" The challenges that a lockbox gives.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class ChallengeKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The challenge that a lockbox gives, from the counter of its challenges and 16 random
     * bytes. For checking other implementations; boxes do it themselves.
     *
     * @throws {DoorwardError} `bad_value`
     */
    challenge(counter: number, entropy: Uint8Array): Uint8Array;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): ChallengeKey;
    /**
     * What the key is for.
     */
    readonly kind: "challenge";
}

/**
 * Reads what is typed at a keypad, as a box does that remembers nothing. Whoever holds a box's
 * state asks a `Lockbox`.
 */
export class CodeReader {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The reader of a box of this key, in this ownership epoch.
     *
     * @throws {DoorwardError} `bad_value`
     */
    constructor(lockbox: LockboxKey, epoch: number, profile: CodeProfile);
    /**
     * What a code means in this zone, at this instant of a clock that may be off by the
     * tolerance in seconds, after the operation was chosen. A code that is not acceptable
     * now is refused without a reason.
     *
     * @throws {DoorwardError} `code_length`, `code_character`, `tolerance`, `bad_value`
     */
    read(zone: Zone, now: Instant, tolerance: number, operation: Operation, code: string): Reading;
}

/**
 * r" The renewal codes of one card.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class CredentialKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): CredentialKey;
    /**
     * Which renewal of a day these digits are.
     *
     * @throws {DoorwardError} `code_length`, `code_character`, `bad_value`
     */
    readRenewal(day: Day, code: string): RenewalReading;
    /**
     * The eight digits that renew the card for a day, the first, second or third time.
     *
     * @throws {DoorwardError} `renewal_number`, `bad_value`
     */
    renewalCode(day: Day, number: number): string;
    /**
     * What the key is for.
     */
    readonly kind: "credential";
}

/**
 * r" Opens one date of one ownership epoch and no other.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class DayKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The code of a slot, in 7 to 9 digits.
     *
     * @throws {DoorwardError} `digits`, `slot`, `bad_value`
     */
    code(digits: number, slot: number): string;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): DayKey;
    /**
     * The code of the lowest slot of a half that is not taken and whose code no other slot
     * of the day has. The service has slots 0 to 7, the holder of this key 8 to 15; `taken`
     * names the slots handed out before.
     *
     * @throws {DoorwardError} `digits`, `no_slot_left`, `slot`, `bad_value`
     */
    issue(digits: number, taken: readonly number[], issuer: DayIssuer): DayIssue;
    /**
     * What the key is for.
     */
    readonly kind: "day";
}

/**
 * r" The key that the day keys of one ownership epoch come from.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class DayRootKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The key of one date, days since 1970-01-01 in the lockbox's zone. It may be handed to
     * the listing agent's phone, to issue that date's codes without a connection.
     *
     * @throws {DoorwardError} `bad_value`
     */
    day(day: Day): DayKey;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): DayRootKey;
    /**
     * What the key is for.
     */
    readonly kind: "day-root";
}

/**
 * A box's transfer of new firmware, in pieces that any phones bring in any order. No state of it
 * changes what opens the box.
 */
export class FirmwareTransfer {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Hands an image that is complete to the boot loader: to be told it when this returns.
     *
     * @throws {DoorwardError} `store_failed`
     */
    activate(): ActivationAnswer;
    /**
     * Notes that the new firmware runs, or could not be started.
     *
     * @throws {DoorwardError} `store_failed`
     */
    finish(): void;
    /**
     * The first piece from this one on that is missing; `null` if none is.
     *
     * @throws {DoorwardError} `bad_value`
     */
    missing(from: number): number | null;
    /**
     * Goes on where the store says, as after a loss of power.
     *
     * @throws {DoorwardError} `store_failed`, `bad_value`
     */
    constructor(store: FirmwareStore);
    /**
     * Decides about a manifest for a box of this model that runs this firmware version. `verify` gets
     * the message and the signature, and says whether it is the maker's; one that throws says no.
     *
     * @throws {DoorwardError} `store_failed`, `id_length`, `id_character`, `bad_value`
     */
    offer(manifest: Uint8Array, model: string, running: number, verify: (message: Uint8Array, signature: Uint8Array) => boolean): OfferAnswer;
    /**
     * Takes a piece in; the last one that was missing has the whole image checked.
     *
     * @throws {DoorwardError} `store_failed`, `bad_value`
     */
    piece(index: number, piece: Uint8Array): PieceAnswer;
    /**
     * What the manifest that was accepted says; `null` in the state idle.
     */
    readonly manifest: FirmwareManifest | null;
    /**
     * Where the transfer stands.
     */
    readonly state: TransferState;
}

/**
 * r" The FlexCodes of one ownership epoch.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class FlexKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The code of these terms, in 10 or 11 digits.
     *
     * @throws {DoorwardError} `digits`, `bad_value`
     */
    code(digits: number, terms: FlexTerms): string;
    /**
     * What `encipher` made of it, back.
     *
     * @throws {DoorwardError} `numeral_range`, `bad_value`
     */
    decipher(digits: number, tweak: string, cipher: number): number;
    /**
     * Enciphers a number of 10 to 12 digits: the permutation within FlexCodes and service codes.
     * The tweak has up to 64 bits, in decimal digits. For checking other implementations.
     *
     * @throws {DoorwardError} `numeral_range`, `bad_value`
     */
    encipher(digits: number, tweak: string, plain: number): number;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): FlexKey;
    /**
     * The code for a window, in the lowest copy that may be issued. `taken` names the copies
     * issued before for this window, operation and use.
     *
     * @throws {DoorwardError} `digits`, `no_copy_left`, `copy`, `bad_value`
     */
    issue(digits: number, window: FlexWindow, operation: Operation, codeUse: CodeUse, taken: readonly number[]): FlexIssue;
    /**
     * What the key is for.
     */
    readonly kind: "flex";
}

/**
 * A right on a phone. A secret: whoever has it can use it.
 *
 * Shows what was granted and never its tag. `free()` erases it.
 */
export class Grant {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Checks that the lockbox itself answered `outcome` to this very message, the bytes that
     * `present` gave. Returns if it did, and throws if it did not.
     *
     * @throws {DoorwardError} `not_authentic`, `bad_value`
     */
    checkAcknowledgement(challenge: Uint8Array, message: Uint8Array, outcome: number, acknowledgement: Uint8Array): void;
    /**
     * The last tag: the secret.
     */
    exposeTag(): Uint8Array;
    /**
     * The grant of a text form, `dwg1.` and base64url.
     *
     * @throws {DoorwardError} `grant_text`, `bad_value`
     */
    static fromText(text: string): Grant;
    /**
     * The grant under one more caveat, a value or the bytes of its type, length and value.
     * Needs no key and no connection, and cannot be undone.
     *
     * @throws {DoorwardError} `caveats`, `caveat`, `bad_value`
     */
    narrow(caveat: Caveat | Uint8Array): Grant;
    /**
     * The answer to a lockbox's challenge. `nonce` is 16 fresh random bytes.
     *
     * @throws {DoorwardError} `bad_value`
     */
    present(challenge: Uint8Array, nonce: Uint8Array, request: Request): Uint8Array;
    /**
     * The rights, without anything that opens.
     */
    toJSON(): Rights;
    /**
     * The text form: a secret, for whoever may use the grant.
     */
    toText(): string;
    /**
     * What the service granted.
     */
    readonly body: GrantBody;
    /**
     * What holders took away from it, in order.
     */
    readonly caveats: Caveat[];
    /**
     * What is left.
     */
    readonly rights: Rights;
}

/**
 * r" The grants of one ownership epoch.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class GrantKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): GrantKey;
    /**
     * The grant of this body, whose ownership epoch must be this key's.
     *
     * @throws {DoorwardError} `grant_times`, `bad_value`
     */
    issue(body: GrantBody): Grant;
    /**
     * What the key is for.
     */
    readonly kind: "grant";
}

/**
 * Keeps a box's snapshots in two areas of flash, so that a loss of power at any moment leaves the one
 * before or the one after.
 */
export class Journal {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The newest snapshot, for `Lockbox.restore`; `null` if there is none, or a newer one was
     * damaged: then the state is lost.
     *
     * @throws {DoorwardError} `store_failed`
     */
    load(): Uint8Array | null;
    /**
     * Looks for the newest snapshot.
     *
     * @throws {DoorwardError} `store_failed`, `bad_value`
     */
    constructor(flash: Flash);
    /**
     * Saves a snapshot and reads it back: what a lockbox's `Save` does.
     *
     * @throws {DoorwardError} `store_failed`, `bad_value`
     */
    save(snapshot: Uint8Array): void;
}

/**
 * A lockbox: its profile, its key and everything it remembers. The same engine as in firmware.
 *
 * It saves by calling the function it was made with, before it answers; a function that throws
 * has not saved.
 */
export class Lockbox {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Takes in the service's word.
     *
     * @throws {DoorwardError} `bad_value`
     */
    applyBulletin(now: Instant, message: Uint8Array): Decision;
    /**
     * The head of the log, which every phone is told.
     *
     * @throws {DoorwardError} `bad_value`
     */
    auditHead(now: Instant): HeadAnswer;
    /**
     * The rows written last, to be copied after each call.
     */
    auditRows(): RowsAnswer;
    /**
     * Notes that the door was opened, so that the code of the last opening cannot be repeated.
     *
     * @throws {DoorwardError} `bad_value`
     */
    confirmOpened(now: Instant): Decision;
    /**
     * Notes that the phone is no longer connected.
     */
    disconnected(): void;
    /**
     * Closes the count of the last failures, and gives the head of the log; for a connection
     * on which a grant was accepted to read it.
     *
     * @throws {DoorwardError} `bad_value`
     */
    drainAudit(now: Instant): HeadAnswer;
    /**
     * Decides about the keys pressed at `now`, after an operation was chosen.
     *
     * @throws {DoorwardError} `bad_value`
     */
    enterCode(now: Instant, operation: Operation, digits: string): Decision;
    /**
     * Notes that somebody pressed a key: for 30 seconds a phone may connect.
     *
     * @throws {DoorwardError} `bad_value`
     */
    keyPressed(now: Instant): void;
    /**
     * What the keypad would do with an entry at `now`.
     *
     * @throws {DoorwardError} `state_lost`, `bad_value`
     */
    keypad(now: Instant): Keypad;
    /**
     * Gives a phone a challenge, from 16 random bytes.
     *
     * @throws {DoorwardError} `bad_value`
     */
    openSession(now: Instant, entropy: Uint8Array): ChallengeAnswer;
    /**
     * Notes that the clock lost its power. The decision names the instant to set it to.
     */
    powerRestored(): Decision;
    /**
     * Decides about a grant presented in answer to the last challenge.
     *
     * @throws {DoorwardError} `bad_value`
     */
    presentGrant(now: Instant, message: Uint8Array): GrantAnswer;
    /**
     * Provisions a lockbox: saves its first snapshot, with the clock unset and nothing used.
     *
     * @throws {DoorwardError} `store_failed`, `bad_value`
     */
    static provision(profile: Profile, key: LockboxKey, firstAudit: AuditKey, epoch: number, zone: Zone, save: Save): Lockbox;
    /**
     * Puts new limits, in 30 bytes, in the place of the old; for the owner's connection.
     *
     * @throws {DoorwardError} `bad_value`
     */
    replaceLimits(now: Instant, limits: Uint8Array): Decision;
    /**
     * A lockbox that remembers the snapshot saved last. Anything else, such as nothing, makes
     * a box that refuses everything until it is provisioned anew.
     *
     * @throws {DoorwardError} `id_length`, `id_character`, `bad_value`
     */
    static restore(id: string, codes: CodeProfile, key: LockboxKey, snapshot: Uint8Array, save: Save): Lockbox;
    /**
     * What the box tells about itself.
     *
     * @throws {DoorwardError} `state_lost`
     */
    status(): Status;
    /**
     * Keeps time: to be called now and then, saves once an hour.
     *
     * @throws {DoorwardError} `bad_value`
     */
    tick(now: Instant): Decision;
    /**
     * Seconds by which the clock may be off at `now`.
     *
     * @throws {DoorwardError} `state_lost`, `bad_value`
     */
    tolerance(now: Instant): number;
}

/**
 * r" What a lockbox is provisioned with: everything it checks codes by.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class LockboxKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The bulletin key.
     */
    bulletin(): BulletinKey;
    /**
     * The challenge key.
     */
    challenge(): ChallengeKey;
    /**
     * The key that an ownership epoch's day keys come from.
     *
     * @throws {DoorwardError} `bad_value`
     */
    dayRoot(epoch: number): DayRootKey;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The FlexCode key of an ownership epoch.
     *
     * @throws {DoorwardError} `bad_value`
     */
    flex(epoch: number): FlexKey;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): LockboxKey;
    /**
     * The grant key of an ownership epoch.
     *
     * @throws {DoorwardError} `bad_value`
     */
    grant(epoch: number): GrantKey;
    /**
     * The service-code key.
     */
    service(): ServiceKey;
    /**
     * What the key is for.
     */
    readonly kind: "lockbox";
}

/**
 * r" The issuing service's own key: 32 uniformly random bytes from a key store.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class RootKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The key of a card.
     *
     * @throws {DoorwardError} `id_length`, `id_character`, `bad_value`
     */
    credential(id: string): CredentialKey;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of the first row of a lockbox's log. It comes from the root and never from the
     * lockbox key, so that a box taken apart cannot rewrite its past.
     *
     * @throws {DoorwardError} `id_length`, `id_character`, `bad_value`
     */
    firstAudit(id: string, generation: number): AuditKey;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): RootKey;
    /**
     * The key of a lockbox. `generation` counts its provisionings from 0.
     *
     * @throws {DoorwardError} `id_length`, `id_character`, `bad_value`
     */
    lockbox(id: string, generation: number): LockboxKey;
    /**
     * What the key is for.
     */
    readonly kind: "root";
}

/**
 * r" Service codes, in every ownership epoch.
 *
 * Shows what it is for and never its bytes. `free()` erases it; a key that is
 * forgotten is erased when the garbage collector comes to it.
 */
export class ServiceKey {
    private constructor();
    /**
     ** Return copy of self without private attributes.
     */
    toJSON(): Object;
    /**
     * Return stringified version of self.
     */
    toString(): string;
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The code that cancels a day code of this ownership epoch.
     *
     * @throws {DoorwardError} `service_field`, `slot`, `bad_value`
     */
    cancelDay(day: Day, slot: number, epoch: number): string;
    /**
     * The code that cancels the FlexCode of these terms and ownership epoch.
     *
     * @throws {DoorwardError} `service_field`, `bad_value`
     */
    cancelFlex(terms: FlexTerms, epoch: number): string;
    /**
     * The secret bytes, to hand to a key store or to a box that is provisioned.
     */
    exposeBytes(): Uint8Array;
    /**
     * The key of 32 bytes.
     *
     * @throws {DoorwardError} `key_length`, `bad_value`
     */
    static fromBytes(bytes: Uint8Array): ServiceKey;
    /**
     * The code that raises the ownership epoch to this one.
     *
     * @throws {DoorwardError} `service_field`, `bad_value`
     */
    raiseEpoch(epoch: number): string;
    /**
     * What twelve digits command. Whether a box does it is another matter.
     *
     * @throws {DoorwardError} `code_length`, `code_character`, `bad_value`
     */
    read(code: string): ServiceReading;
    /**
     * The code that sets a box's clock to the minute.
     *
     * @throws {DoorwardError} `service_field`, `bad_value`
     */
    setClock(now: Instant): string;
    /**
     * What the key is for.
     */
    readonly kind: "service";
}

/**
 * The zone a lockbox lives in: a standard offset from UTC and, where there is one, the rule of
 * its daylight saving. Goes into JSON as its value.
 */
export class Zone {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The local date at an instant.
     *
     * @throws {DoorwardError} `bad_value`, `day`
     */
    dayAt(instant: Instant): Day;
    /**
     * The instant at which a local date is over: 23, 24 or 25 hours after its first.
     *
     * @throws {DoorwardError} `bad_value`
     */
    endOf(day: Day): UnixSeconds;
    /**
     * The zone of the 14 bytes of a bulletin.
     *
     * @throws {DoorwardError} `zone_length`, `zone_offset`, `zone_rule`, `zone_half`, `zone_order`
     */
    static fromBytes(bytes: Uint8Array): Zone;
    /**
     * Minutes since local midnight at an instant.
     *
     * @throws {DoorwardError} `bad_value`
     */
    minuteOfDayAt(instant: Instant): number;
    /**
     * The zone of a value, checked.
     *
     * @throws {DoorwardError} `bad_value`: an offset beyond 900 minutes, a rule out of its
     * range, or two rules that can fall in either order
     */
    constructor(value: ZoneValue);
    /**
     * Minutes that local time is ahead of UTC at an instant.
     *
     * @throws {DoorwardError} `bad_value`
     */
    offsetAt(instant: Instant): number;
    /**
     * The first instant of a local date.
     *
     * @throws {DoorwardError} `bad_value`
     */
    startOf(day: Day): UnixSeconds;
    /**
     * The 14 bytes of a bulletin.
     */
    toBytes(): Uint8Array;
    /**
     * The value.
     */
    toJSON(): ZoneValue;
    /**
     * Coordinated Universal Time.
     */
    static utc(): Zone;
}

/**
 * The acknowledgement of an outcome under a grant's last tag. For checking other
 * implementations; boxes do it themselves.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function acknowledgement(tag: Uint8Array, challenge: Uint8Array, proof: Uint8Array, outcome: number): Uint8Array;

/**
 * The manifest of an image. `sign` gets the message and gives the signature of the maker, 64 bytes as
 * Ed25519 has them.
 *
 * @throws {DoorwardError} `bad_value`; what `sign` throws
 */
export function buildManifest(release: FirmwareRelease, image: Uint8Array, sign: (message: Uint8Array) => Uint8Array): Uint8Array;

/**
 * The date of a day, as `YYYY-MM-DD`; of a day past the last date its number.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function dateOf(day: Day): string;

/**
 * Everything that a code may mean, the likeliest first, for whoever holds the lockbox key: is it
 * one of this box's codes at all, for when, and if not now, why not? Empty for a number that is
 * none within the range searched.
 *
 * @throws {DoorwardError} `code_length`, `code_character`, `bad_value`
 */
export function diagnose(lockbox: LockboxKey, profile: CodeProfile, zone: Zone, question: CodeQuestion, code: string): Diagnosis[];

/**
 * A code's digits in groups, as people read them to each other.
 *
 * @throws {DoorwardError} `code_length`, `code_character`, `bad_value`
 */
export function groupCode(code: string): string;

/**
 * The odds of day codes, FlexCodes and service codes under a profile of these lengths, at the
 * instant at which most codes are acceptable.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function guessOdds(parameters: Partial<GuessParameters>): [GuessOdds, GuessOdds, GuessOdds];

/**
 * Whether something that was caught is this package's.
 */
export function isDoorwardError(error: any): error is DoorwardError;

/**
 * The limits of 30 bytes, as a phone sends them.
 *
 * @throws {DoorwardError} `limit`, `bad_value`
 */
export function limitsFromBytes(bytes: Uint8Array): Limits;

/**
 * The 30 bytes of limits, as a phone sends them.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function limitsToBytes(limits: Partial<Limits>): Uint8Array;

/**
 * What a bulletin made now has to list, of grants that were released and then revoked: each
 * until no box can accept it. More than 16 need a new ownership epoch instead.
 *
 * @throws {DoorwardError} `revocations`, `bad_value`
 */
export function neededRevocations(revoked: readonly Revoked[], now: Instant): string[];

/**
 * The proof that the holder of a grant with this last tag makes a request now. For checking
 * other implementations; phones call `Grant.present`.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function proof(tag: Uint8Array, challenge: Uint8Array, nonce: Uint8Array, request: Request): Uint8Array;

/**
 * What a manifest says, and the SHA-256 of all its bytes: the argument of operation 8. Whether the
 * maker signed it is another question.
 *
 * @throws {DoorwardError} `bad_manifest`, `bad_value`
 */
export function readManifest(manifest: Uint8Array): FirmwareManifest & { sha256: Hex };

/**
 * What an entry is about: a grant, a code, or nobody.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function subjectOf(entry: AuditEntry): Subject;

/**
 * Unix seconds of an instant, for the members of values: there an instant is a number.
 */
export function unixSeconds(instant: Instant): UnixSeconds;

/**
 * The version of this package, and of the library inside.
 */
export function version(): string;
