/* tslint:disable */
/* eslint-disable */
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
     * What the key is for.
     */
    readonly kind: "audit";
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
 * Whether something that was caught is this package's.
 */
export function isDoorwardError(error: any): error is DoorwardError;

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
 * Unix seconds of an instant, for the members of values: there an instant is a number.
 */
export function unixSeconds(instant: Instant): UnixSeconds;

/**
 * The version of this package, and of the library inside.
 */
export function version(): string;
