/* tslint:disable */
/* eslint-disable */
/** A set of operations, as the sum of their bits. */
export type OperationBits = number;
/** From an instant to before another. */
export interface Window { start: UnixSeconds; end: UnixSeconds }
/** Permitted, or not. */
export type Verdict = "permit" | "deny";
/** A reason against something, and what is needed for it to apply no longer. */
export interface Against<Reason> { reason: Reason; needs: string | null }

/** What is asked for. */
export interface IssuanceRequest {
    now: UnixSeconds;
    /** Who gives access. */
    issuer: { kind: IssuerKind; id: string; pin_verified: boolean };
    recipient: Recipient;
    method: AccessMethodIssued;
    operations: OperationBits;
    /** For which time; `null` for a day code. */
    window: Window | null;
    /** A day code's date; else `null`. */
    day: Day | null;
    /** Who hands out a day code; else `null`. */
    half: "service" | "holder" | null;
    /** How often a FlexCode or a contractor code opens; else `null`. */
    use: "single" | "until_end" | null;
    /** Slots or copies that the key says must be skipped, rising. */
    skip: number[];
    /** The issuer checked who the homeowner is. */
    identity_checked: boolean;
    /** The seller's written permission is on file, for this recipient. */
    seller_written_permission: boolean;
    off_market_permission: boolean;
}
/** Who gets access. */
export interface Recipient {
    kind: RecipientKind;
    id: string;
    name: string | null;
    association: string | null;
    member_active: boolean;
    licence_verified: boolean;
    account_registered: boolean;
    phone: { os: PhoneSystem; version: [number, number, number] } | null;
}
/** The association's settings; a member left out has its default. */
export interface Association {
    id: string;
    day_codes?: boolean;
    contractor_codes?: boolean;
    /** The local day from which showing services get no codes; `null`: never. */
    service_codes_refused_from?: Day | null;
    reciprocity?: string[];
}
/** The association's numbers. Lengths are in seconds. */
export interface IssuanceParameters {
    guest_min: number;
    guest_max: number;
    homeowner_max: number;
    member_max: number;
    day_days_ahead: number;
    day_slots: number;
    flex_min: number;
    flex_max: number;
    contractor_max: number;
    contractor_alive: number;
    flex_per_window: number;
    flex_overlapping: number;
    release_lead: number;
    android_min: [number, number, number];
    ios_min: [number, number, number];
}
/** A day code that was issued, without its digits. */
export interface DayRow { day: Day; slot: number; recipient: string; cancelled: boolean }
/** A FlexCode or contractor code that was issued, without its digits. */
export interface FlexRow {
    start_slot: number;
    duration: number;
    op: number;
    use: number;
    copy: number;
    recipient: string;
    contractor: boolean;
    cancelled: boolean;
}
/** What was issued for one lockbox under one ownership epoch. */
export interface IssuanceLedger {
    lockbox: string;
    epoch: number;
    /** Rises with every row: store a new ledger only over the revision it was made from. */
    revision: number;
    day_codes: DayRow[];
    flex_codes: FlexRow[];
}
/** All that a ruling is made of. */
export interface IssuanceInput {
    association: Association;
    parameters?: Partial<IssuanceParameters>;
    request: IssuanceRequest;
    listing: {
        id: string;
        status: ListingStatus;
        coming_soon_showings: boolean;
        /** The methods that it allows, in the order of the list; `null`: all. */
        methods: AccessMethodIssued[] | null;
        access: ListingAccess;
    } | null;
    box: {
        id: string;
        /** The 14 bytes of the zone. */
        zone: Hex;
        epoch: number;
        bulletin: number;
        suspended: boolean;
        bluetooth: boolean;
        flex_codes: boolean;
        shackle_by_app: boolean;
        shackle_by_code: boolean;
    };
    appointment: {
        id: string;
        holder: string;
        listing: string;
        lockbox: string;
        state: AppointmentState;
        start: UnixSeconds;
        end: UnixSeconds;
        /** Grace before and after, 0 to 5,400 seconds. */
        early: number;
        late: number;
    } | null;
    ledger: IssuanceLedger;
}
/** What is permitted. */
export interface IssuancePermit {
    not_before: UnixSeconds;
    not_after: UnixSeconds;
    /** When a grant may leave the service; of a code, the present. */
    release_at: UnixSeconds;
    operations: OperationBits;
    max_uses: number | null;
    bulletin: number | null;
    uses: Uses;
    recorded_as: RecordedAs;
    recall: Recall;
    first_entry_before: UnixSeconds | null;
    day: Day | null;
    slot: number | null;
    start_slot: number | null;
    duration: number | null;
    copy: number | null;
    op: number | null;
    use: number | null;
    /** The whole new ledger, to be stored in the place of the one asked with. */
    ledger: IssuanceLedger;
}
interface IssuanceRuled {
    obligations: IssuanceObligation[];
    /** The recipient's first preferred method that nothing about a method is against. */
    recommended: AccessMethodIssued | null;
}
/** The answer to a request. */
export type IssuanceRuling =
| (IssuanceRuled & { decision: "permit"; reasons: []; permit: IssuancePermit })
| (IssuanceRuled & { decision: "deny"; reasons: Against<IssuanceReason>[]; permit: null });

/** A change of a listing's status, with the grants and codes made for its lockbox. */
export interface StatusChange {
    now: UnixSeconds;
    listing: string;
    lockbox: string;
    from: ListingStatus;
    to: ListingStatus;
    coming_soon_showings: boolean;
    off_market_permission: boolean;
    seller_signed_request: boolean;
    suspension_requested: boolean;
    suspended: boolean;
    /** Revocations that the next bulletin has to list already, 0 to 16. */
    revocations: number;
    grants: {
        id: string;
        class: AccessClass;
        not_before: UnixSeconds;
        not_after: UnixSeconds;
        released: boolean;
    }[];
    codes: {
        id: string;
        class: AccessClass;
        method: CodeMethod;
        start: UnixSeconds;
        end: UnixSeconds;
        use: CodeValidity;
        first_used: UnixSeconds | null;
        cancelled: boolean;
    }[];
}
/** What the association decides about a change of status. */
export interface StatusGateParameters { revocations_max: number; hour: number; first_entry: number }
/** What follows from a change of status. */
export interface Consequences {
    decision: Verdict;
    reasons: Against<StatusReason>[];
    obligations: StatusObligation[];
    /** Grants never to be released. */
    withheld: string[];
    revoked: { id: string; until: UnixSeconds }[];
    /** Codes that still open, whoever holds them. */
    alive: { id: string; until: UnixSeconds; access: AccessLeft }[];
    /** Grants, then codes, of the old epoch whose holders keep access. */
    reissue: string[];
}

/** What a listing says about appointments; a member left out has its default. */
export interface AppointmentRules {
    early?: number;
    late?: number;
    lead_time?: number;
    max_length?: number;
    overlap?: boolean;
    blocked?: Window[];
    access_hours?: { from: number; to: number } | null;
    release_lead?: number;
    /** The 14 bytes of the lockbox's zone. */
    zone: Hex;
}
/** An appointment. */
export interface Appointment {
    id: string;
    listing: string;
    holder: string;
    lockbox: string;
    start: UnixSeconds;
    end: UnixSeconds;
    state: AppointmentState;
    sequence: number;
    grant_released: boolean;
    opened_at: UnixSeconds | null;
    replaces: string | null;
    replaced_by: string | null;
}
/** What other systems are told of an appointment. */
export interface AppointmentRecord {
    appointment: string;
    listing: string;
    lockbox: string;
    holder: string;
    start: UnixSeconds;
    end: UnixSeconds;
    state: AppointmentState;
    sequence: number;
    at: UnixSeconds;
    replaces: string | null;
    replaced_by: string | null;
}
interface AppointmentActed { actor: AppointmentActor; now: UnixSeconds }
/** Something that happens to an appointment. */
export type AppointmentEvent =
| (AppointmentActed & {
    event: "request";
    id: string;
    listing: string;
    lockbox: string;
    holder: string;
    start: UnixSeconds;
    end: UnixSeconds;
})
| (AppointmentActed & {
    event: "reschedule";
    new_id: string;
    start: UnixSeconds;
    end: UnixSeconds;
})
| (AppointmentActed & { event: "open"; at: UnixSeconds })
| (AppointmentActed & {
    event: Exclude<AppointmentEventKind, "request" | "reschedule" | "open">;
});
/** An appointment, what there is around it, and what happens to it. */
export interface AppointmentSituation {
    rules: AppointmentRules;
    appointment: Appointment | null;
    others: { id: string; start: UnixSeconds; end: UnixSeconds; state: AppointmentState }[];
    showable: boolean;
    bulletin: number;
    event: AppointmentEvent;
}
/** What an event makes of an appointment. */
export interface AppointmentStep {
    decision: Verdict;
    reasons: Against<AppointmentReason>[];
    obligations: AppointmentObligation[];
    appointment: Appointment | null;
    created: Appointment | null;
    events: AppointmentRecord[];
}
/** Whether an appointment lets its holder in. */
export interface Admission { decision: Verdict; reasons: Against<AdmissionReason>[] }
/** What to issue for an appointment. */
export interface AppointmentGrant {
    holder: string;
    lockbox: string;
    not_before: UnixSeconds;
    not_after: UnixSeconds;
    release_at: UnixSeconds;
    bulletin: number;
}
/** What to make of an event from elsewhere. */
export interface Receipt { outcome: ReceiptOutcome; expected: number }

/** What is remembered of a member. */
export interface KeyState { day: Day; key: KeyOfDay; fallback: boolean; card_next: boolean }
/** The minute of the local day from which a renewal means tomorrow: 960; 0 to 1,439. */
export interface KeyParameters { afternoon?: number }
/** What a member does, and when. */
export type KeyEvent =
| { event: "open_app" | "use_card" | "renew_card"; now: UnixSeconds }
| { event: "update_code"; now: UnixSeconds; phone_lost: boolean };
/** Whether a member may, and what is remembered from then on. */
export interface KeyRuling {
    decision: Verdict;
    reasons: Against<KeyReason>[];
    obligations: KeyObligation[];
    state: KeyState;
}

/** The association's numbers about renewals. */
export interface RenewalParameters {
    reader_days: number;
    phone_per_month: number;
    phone_in_a_row: number;
    min_days_left: number;
}
/** A card that is to be renewed. */
export interface RenewalRequest {
    now: UnixSeconds;
    method: RenewalMethod;
    expires: UnixSeconds;
    /** The local days of its renewals by telephone so far, rising. */
    phone_days: Day[];
    member_active: boolean;
    card_lost: boolean;
}
/** Whether a card may be renewed, and until when it is good. */
export interface RenewalRuling {
    decision: Verdict;
    reasons: Against<RenewalReason>[];
    obligations: RenewalObligation[];
    expires: UnixSeconds;
    uploads_log: boolean;
    /** Day and number of the renewal code, of a renewal by telephone. */
    day: Day | null;
    n: number | null;
}

/** A row of a box's log, as `doorward` gives it. */
export interface AuditEntry {
    sequence: number;
    epoch: number;
    instant: UnixSeconds;
    event: "entry" | "grant" | "bulletin" | "service_command" | "clock" | "power" | "epoch";
    outcome: number;
    method: "none" | "day" | "flex" | "service" | "grant" | "bulletin";
    operation: number;
    subject: Hex;
    detail: string;
}
/** What a row tells of an event. */
export interface RowFacts {
    event: AccessEventKind;
    instant: UnixSeconds;
    method: AccessMethod;
    operation: number;
    credential: string | null;
    outcome: AccessOutcome;
    attempts: number;
}
/** One thing that happened to the access to a box; the names are RESO's where it has one. */
export interface AccessEvent {
    lock_or_box_key: string;
    event: AccessEventKind;
    lock_or_box_access_timestamp: UnixSeconds;
    utc_offset_minutes: number;
    listing_time_zone: string | null;
    lock_or_box_id: string | null;
    label: string | null;
    listing_id: string | null;
    listing_address1: string | null;
    method: AccessMethod;
    operation: number;
    key_or_credential_id: string | null;
    holder_kind: RecipientKind | null;
    showing_agent_id: string | null;
    showing_agent_mls_id: string | null;
    showing_agent_full_name: string | null;
    list_agent_full_name: string | null;
    outcome: AccessOutcome;
    reasons: string[];
    notes: string | null;
}
/** What a report is about. */
export interface ReportFilter {
    from: UnixSeconds;
    to: UnixSeconds;
    listing: string | null;
    /** Uses and refusals unless said. */
    kinds?: AccessEventKind[];
}
/** What the listing side is told of a showing. */
export interface Notice {
    event: string;
    listing: string | null;
    lockbox: string | null;
    at: UnixSeconds;
    text: string;
}


/** An office of the MLS's list, by the names of RESO's Data Dictionary. */
export interface RosterOffice {
    OfficeKey: string;
    OfficeMlsId: string | null;
    OfficeName: string | null;
    OfficeStatus: ActivityStatus;
}
/** A member of the MLS's list. */
export interface RosterMember {
    MemberKey: string;
    MemberMlsId: string | null;
    MemberFullName: string | null;
    OfficeKey: string | null;
    MemberStatus: ActivityStatus;
    MemberStateLicense: string | null;
}
/** A listing of the MLS's list. */
export interface RosterListing {
    ListingKey: string;
    ListingId: string | null;
    StandardStatus: ListingStatus;
    ListAgentKey: string | null;
    ListOfficeKey: string | null;
    LockBoxSerialNumber: string | null;
    UnparsedAddress: string | null;
}
/** Rows in any order; a kind that is left out has none. */
export interface Roster {
    offices?: readonly RosterOffice[];
    members?: readonly RosterMember[];
    listings?: readonly RosterListing[];
}
/** When a snapshot is held back, and when the next one is due. */
export interface RosterParameters {
    /** More than so many percent of a kind's active rows deactivated at once are held: 5; 0 to 100. */
    held_percent: number;
    /** Fewer deactivations of a kind than this never are: 2; 1 to 1,000. */
    held_rows: number;
    /** After so many seconds the next import is overdue: 86,400; 3,600 to 2,678,400. */
    interval: number;
}
/** A snapshot that is to be taken over. */
export interface RosterImport {
    /** The rows as they were after the last snapshot. */
    known: Roster;
    snapshot: Roster;
    /** The kinds that the snapshot lists in full: what it has no longer is deactivated. */
    complete: RosterKind[];
    /** Whether a person has looked at it and says that it is right. */
    confirmed: boolean;
    parameters?: Partial<RosterParameters>;
}
/** A row that a snapshot changes. */
export interface RosterDifference {
    difference: "create" | "deactivation" | "change";
    kind: RosterKind;
    key: string;
    /** The fields that differ, of a change. */
    fields: RosterField[];
    /** A listing's status before and after. */
    from?: ListingStatus;
    to?: ListingStatus;
}
/** What follows from one row. */
export interface RosterConsequence {
    consequence: ConsequenceKind;
    kind: RosterKind;
    key: string;
    from?: ListingStatus;
    to?: ListingStatus;
}
/** What an import comes to. */
export interface RosterComparison {
    /** Whether nothing is taken over until a person confirms it. */
    is_held: boolean;
    /** The kinds that lose too many rows at once. */
    held: RosterKind[];
    differences: RosterDifference[];
    /** Nothing of a snapshot that is held. */
    consequences: RosterConsequence[];
    /** The rows as known from now on, by their keys. */
    known: Required<Roster>;
}

/** A region. */
export interface Region {
    id: string;
    association: string;
    /** Two capital letters. */
    state: string;
    /** The 14 bytes of the zone. */
    zone: Hex;
}
/** A box that is to be taken to another region, and what is known of the member who does it. */
export interface BoxMove {
    from: Region;
    to: Region;
    /** Whether the member has owner privileges on the box. */
    owner: boolean;
    /** The states in which the member has a licence. */
    licences: string[];
    /** Whether the box is assigned to a listing. */
    assigned: boolean;
    /** Whether the member belongs to the association of the region to be, or is honoured there. */
    association_member: boolean;
}
/** The answer to a move. */
export interface MoveRuling {
    decision: "permit" | "deny";
    reasons: { reason: MoveReason; needs: string | null }[];
    obligations: MoveObligation[];
}
/** Whose agents an association treats as members. */
export interface Relation {
    of: string;
    at: string;
    kind: RelationKind;
    from: Day;
    /** The day from which it holds no longer. */
    until: Day | null;
}
/** What a model of box can do. */
export interface Capabilities {
    bluetooth: boolean;
    flex_codes: boolean;
    shackle_by_app: boolean;
    shackle_by_code: boolean;
    firmware_by_visit: boolean;
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

/** The status of a listing. */
export type ListingStatus =
/** incomplete */
| "Incomplete"
/** coming soon */
| "ComingSoon"
/** active */
| "Active"
/** active under contract */
| "ActiveUnderContract"
/** hold */
| "Hold"
/** pending */
| "Pending"
/** withdrawn */
| "Withdrawn"
/** canceled */
| "Canceled"
/** expired */
| "Expired"
/** closed */
| "Closed"
/** deleted */
| "Delete";

/** What people are to a listing. */
export type AccessClass =
/** a showing agent */
| "showing_agent"
/** an appraiser, an inspector or a contractor */
| "trade"
/** whoever has owner privileges on the lockbox */
| "owner"
/** the association's staff, attending to the lockbox */
| "staff"
/** the owner of the house */
| "homeowner";

/** How access is given. */
export type AccessMethodIssued =
/** a grant on the member's own app */
| "member_grant"
/** a grant on the app of a guest */
| "guest_grant"
/** a day code */
| "day_code"
/** a flex code */
| "flex_code"
/** a contractor code */
| "contractor_code";

/** Who gets access. */
export type RecipientKind =
/** an agent of the association */
| "member_agent"
/** an agent of another association */
| "out_of_board_agent"
/** whoever has owner privileges on the lockbox */
| "owner"
/** the association's staff */
| "staff"
/** an appraiser */
| "appraiser"
/** an inspector */
| "inspector"
/** a contractor */
| "contractor"
/** the owner of the house */
| "homeowner"
/** a consumer */
| "consumer";

/** Who gives access. */
export type IssuerKind =
/** the listing agent */
| "listing_agent"
/** the listing office */
| "listing_office"
/** whoever has owner privileges on the lockbox */
| "owner"
/** the association's support */
| "association_staff"
/** a showing service */
| "showing_service"
/** a member who asks for itself */
| "member"
/** anyone else */
| "other";

/** Whether showing agents need an appointment. */
export type ListingAccess =
/** without appointment */
| "open"
/** by appointment */
| "by_appointment";

/** The system of a phone. */
export type PhoneSystem =
/** Android */
| "android"
/** iOS */
| "ios";

/** How often what was permitted opens. */
export type Uses =
/** any number of openings */
| "unlimited"
/** one opening */
| "single"
/** for 60 minutes from the first use */
| "hour_from_first_use"
/** any number of openings until the window ends */
| "until_end";

/** By what the recipient is known in the records. */
export type RecordedAs =
/** by account */
| "account"
/** by e-mail */
| "email"
/** by the name that the issuer typed */
| "name";

/** How what was permitted can be taken back. */
export type Recall =
/** by withholding or revoking the grant */
| "revocable"
/** only at the lockbox */
| "only_at_box";

/** Why a request is denied. */
export type IssuanceReason =
/** consumers get no access */
| "consumer"
/** the issuer may not give access to this lockbox */
| "issuer_not_entitled"
/** the issuer's PIN was not verified */
| "pin_not_verified"
/** showing services get no codes */
| "service_codes_refused"
/** such a recipient gets no access by this method */
| "method_not_for_recipient"
/** the agent's association is not treated as the lockbox's own */
| "no_reciprocity"
/** a trade gets a code for many openings as a contractor code only */
| "contractor_code_required"
/** the recipient's membership does not stand */
| "membership_inactive"
/** the agent's licence was not verified */
| "licence_unverified"
/** the e-mail belongs to no registered account */
| "account_unregistered"
/** a code is recorded by the recipient's name, and there is none */
| "name_missing"
/** nobody checked who the homeowner is */
| "identity_unchecked"
/** the seller's written permission is not on file */
| "seller_permission_missing"
/** the lockbox is not assigned to a listing */
| "box_unassigned"
/** the listing's status allows no access to such a recipient */
| "status_forbids"
/** the listing's status allows access with permission only */
| "status_needs_permission"
/** the listing does not allow this method */
| "method_not_in_listing"
/** there is no appointment */
| "appointment_missing"
/** the appointment is not approved */
| "appointment_not_approved"
/** the appointment is for another recipient, lockbox or listing */
| "appointment_of_another"
/** the appointment does not cover the request */
| "outside_appointment"
/** the association has no day codes */
| "day_codes_off"
/** the association has no contractor codes */
| "contractor_codes_off"
/** the lockbox is suspended */
| "box_suspended"
/** the lockbox has no Bluetooth */
| "box_lacks_bluetooth"
/** the lockbox knows no flex codes */
| "box_lacks_flex_codes"
/** the lockbox cannot release its shackle this way */
| "box_lacks_shackle"
/** the phone is too old */
| "phone_too_old"
/** such a recipient may not do all that was asked for */
| "operation_not_allowed"
/** the time has passed */
| "window_over"
/** the day lies too far ahead */
| "too_far_ahead"
/** the window is too short */
| "window_too_short"
/** the window is too long */
| "window_too_long"
/** the window does not start on a half hour */
| "window_off_half_hour"
/** no flex code has this length */
| "length_unavailable"
/** no day code of that day is left */
| "no_slot_left"
/** no code of that window is left */
| "no_copy_left"
/** too many codes are good at that time */
| "too_many_overlapping"
/** too many contractor codes are alive */
| "too_many_contractor_codes";

/** What the caller has to do about a ruling. */
export type IssuanceObligation =
/** record what was issued */
| "record_issue"
/** keep the permission on file */
| "keep_consent"
/** give a showing notice at each use */
| "notify_on_use"
/** give the phone the bulletin with the grant */
| "carry_bulletin"
/** do not hand the grant out before its release */
| "hold_until_release"
/** say that the code cannot be recalled */
| "say_not_recallable"
/** say by when the code is first entered */
| "say_first_entry"
/** record the refusal */
| "record_refusal";

/** What a status allows. */
export type Access =
/** allowed */
| "yes"
/** allowed with permission */
| "permission"
/** not allowed */
| "never";

/** What kind of code was made. */
export type CodeMethod =
/** a day code */
| "day_code"
/** a flex code */
| "flex_code"
/** a contractor code */
| "contractor_code";

/** How often a code opens. */
export type CodeValidity =
/** for a time after the first use */
| "hour"
/** one opening */
| "single"
/** any number of openings until the window ends */
| "until_end";

/** Whether the holder of a code may use it. */
export type AccessLeft =
/** the holder keeps access */
| "kept"
/** the holder lost access */
| "lost";

/** Why a change is denied. */
export type StatusReason =
/** the listing was deleted */
| "listing_deleted"
/** the seller has not signed a request to withdraw */
| "seller_request_missing";

/** What the caller has to do about a change. */
export type StatusObligation =
/** record the change of status */
| "record_status_change"
/** keep the seller's request on file */
| "keep_consent"
/** never release the grants withheld */
| "withhold_grants"
/** raise the ownership epoch */
| "raise_epoch"
/** suspend the lockbox */
| "suspend_box"
/** lift the suspension of the lockbox */
| "lift_suspension"
/** send the lockbox a bulletin */
| "send_bulletin"
/** issue anew what the raised epoch ends */
| "reissue"
/** cancel the appointments */
| "cancel_appointments"
/** tell the listing agent what still opens */
| "tell_listing_agent"
/** record the refusal */
| "record_refusal";

/** Where an appointment stands. */
export type AppointmentState =
/** asked for, not answered */
| "requested"
/** the listing side agreed */
| "approved"
/** the lockbox was opened */
| "in_progress"
/** the listing side refused */
| "declined"
/** called off */
| "cancelled"
/** replaced by another appointment */
| "rescheduled"
/** over, and the lockbox was never opened */
| "no_show"
/** over */
| "completed";

/** Who acts. */
export type AppointmentActor =
/** whoever shows the listing */
| "holder"
/** the listing side */
| "listing_side"
/** the service itself */
| "system";

/** What happens to an appointment. */
export type AppointmentEventKind =
/** an appointment is asked for */
| "request"
/** the listing side agrees */
| "approve"
/** the listing side refuses */
| "decline"
/** one side calls it off */
| "cancel"
/** one side moves it */
| "reschedule"
/** the grant is about to leave the service */
| "release"
/** the holder opened the lockbox */
| "open"
/** the holder has left */
| "complete"
/** time has passed */
| "tick";

/** Why an event is denied. */
export type AppointmentReason =
/** the appointment has ended */
| "final_state"
/** the appointment is not in a state for this */
| "wrong_state"
/** someone else has to do this */
| "wrong_actor"
/** the listing's status allows no showings */
| "not_showable"
/** the start has passed */
| "start_passed"
/** the listing wants to be asked earlier */
| "lead_time_short"
/** longer than the listing allows */
| "too_long"
/** the listing is not shown at that time */
| "blocked_period"
/** outside the access hours */
| "outside_access_hours"
/** the appointment is over */
| "appointment_over"
/** another showing has that time */
| "overlaps"
/** the grant may not leave the service yet */
| "before_release"
/** the lockbox was opened outside the appointment */
| "outside_window";

/** What the caller has to do about a step. */
export type AppointmentObligation =
/** tell other systems */
| "publish_events"
/** never release the grant */
| "withhold_grant"
/** revoke the grant */
| "revoke_grant"
/** issue the grant */
| "issue_grant"
/** release the grant */
| "release_grant"
/** give the phone the bulletin with the grant */
| "carry_bulletin"
/** tell the holder */
| "notify_holder"
/** tell the listing side */
| "notify_listing_side";

/** Why an appointment lets nobody in now. */
export type AdmissionReason =
/** there is no appointment */
| "no_appointment"
/** the appointment is not approved */
| "not_approved"
/** the appointment is someone else's */
| "other_holder"
/** the appointment is at another listing */
| "other_listing"
/** the appointment has not begun */
| "too_early"
/** the appointment is over */
| "too_late";

/** What to make of an event from elsewhere. */
export type ReceiptOutcome =
/** the next event of the appointment */
| "applied"
/** told twice */
| "repeated"
/** an event is missing before this one */
| "gap"
/** a later event was applied before */
| "stale"
/** it contradicts what was told before */
| "conflict";

/** What holds a member's day. */
export type KeyOfDay =
/** nothing yet */
| "none"
/** the app */
| "app"
/** the card */
| "card";

/** Why a member may not. */
export type KeyReason =
/** the card is the key of today */
| "other_key_in_use"
/** the app is not the key of today */
| "fallback_not_needed"
/** the phone is not stated to be lost */
| "phone_not_lost";

/** What has to be done about the key of the day. */
export type KeyObligation =
/** record that the card serves in place of the app */
| "record_fallback"
/** the app opens nothing more today */
| "block_app_today";

/** How a card is renewed. */
export type RenewalMethod =
/** at a reader */
| "reader"
/** by a telephone call */
| "phone";

/** Why a card may not be renewed. */
export type RenewalReason =
/** the membership does not stand */
| "membership_inactive"
/** the card is lost */
| "card_lost"
/** no more renewals by telephone this month */
| "month_used_up"
/** no more renewals by telephone in a row */
| "row_used_up"
/** the card is still good */
| "days_left";

/** What has to be done about a renewal. */
export type RenewalObligation =
/** record the renewal */
| "record_renewal"
/** take over the card's log */
| "upload_card_log"
/** read out the renewal code */
| "read_out_code"
/** the renewal is an event of the key of the day */
| "claim_key_of_day"
/** record the refusal */
| "record_refusal";

/** What happened to access. */
export type AccessEventKind =
/** a grant or code was made */
| "issue"
/** something was done at a lockbox */
| "use"
/** a lockbox refused, or a ruling denied */
| "refusal"
/** a grant was withheld or revoked, or a code cancelled */
| "revocation"
/** a card was renewed */
| "renewal";

/** By what it happened. */
export type AccessMethod =
/** member access */
| "member_grant"
/** guest access */
| "guest_grant"
/** day code */
| "day_code"
/** flex code */
| "flex_code"
/** contractor code */
| "contractor_code"
/** service code */
| "service_code"
/** bulletin */
| "bulletin"
/** card at reader */
| "card_reader"
/** card by telephone */
| "card_phone"
/** unknown means */
| "unknown";

/** How it ended. */
export type AccessOutcome =
/** permitted */
| "Permit"
/** denied */
| "Deny"
/** opened */
| "Open"
/** done */
| "Applied"
/** wrong code */
| "WrongCode"
/** not a code */
| "Malformed"
/** too soon after refusals */
| "Throttled"
/** the keypad was stopped */
| "KeypadStopped"
/** outside the access hours */
| "OutsideHours"
/** used up */
| "UsedUp"
/** cancelled */
| "Cancelled"
/** the lockbox was suspended */
| "Suspended"
/** the lockbox's clock was not set */
| "ClockUnset"
/** the lockbox's clock went back */
| "ClockWentBack"
/** the lockbox's ledger was full */
| "LedgerFull"
/** the lockbox could not save */
| "StoreFailed"
/** the lockbox had lost its state */
| "StateLost"
/** not a well-formed message */
| "BadMessage"
/** not authentic */
| "BadProof"
/** meant for another lockbox */
| "WrongLockbox"
/** of an older ownership epoch */
| "WrongEpoch"
/** a bulletin was owed */
| "BulletinOwed"
/** revoked */
| "Revoked"
/** too early */
| "TooEarly"
/** too late */
| "TooLate"
/** not granted */
| "OperationNotGranted"
/** the challenge was spent */
| "ChallengeSpent"
/** a newer bulletin was there */
| "StaleBulletin"
/** not supported by the lockbox */
| "Unsupported";


// Written by `cargo xtask wasm` from the library's lists.

/** What a row of the MLS's list is about. */
export type RosterKind =
/** an office */
| "office"
/** a member */
| "member"
/** a listing */
| "listing";

/** The status of an office or a member. */
export type ActivityStatus =
/** active */
| "Active"
/** inactive */
| "Inactive";

/** A field of a row. */
export type RosterField =
/** the office's id at the MLS */
| "OfficeMlsId"
/** the office's name */
| "OfficeName"
/** the office's status */
| "OfficeStatus"
/** the member's id at the MLS */
| "MemberMlsId"
/** the member's name */
| "MemberFullName"
/** the member's office */
| "OfficeKey"
/** the member's status */
| "MemberStatus"
/** the member's licence */
| "MemberStateLicense"
/** the listing's number */
| "ListingId"
/** the listing's status */
| "StandardStatus"
/** the listing agent */
| "ListAgentKey"
/** the listing office */
| "ListOfficeKey"
/** the lockbox */
| "LockBoxSerialNumber"
/** the address */
| "UnparsedAddress";

/** What the caller has to do about a row that changed. */
export type ConsequenceKind =
/** the member loses app and card */
| "member_loses_keys"
/** the office's members are to be looked at */
| "members_to_review"
/** the listing's status changed */
| "status_change"
/** owner privileges on the lockbox are to be looked at */
| "ownership_to_review"
/** the assignment of the lockbox is to be looked at */
| "box_to_review";

/** What is wrong with the time of the last import. */
export type ImportWarning =
/** no list was ever taken over */
| "never_imported"
/** the list has not been renewed in time */
| "import_overdue";

/** Why a box may not be taken to a region. */
export type MoveReason =
/** the member has no owner privileges on the lockbox */
| "not_owner"
/** the lockbox is assigned to a listing */
| "box_assigned"
/** the member has no licence where the lockbox is */
| "no_licence_from"
/** the member has no licence where the lockbox is to be */
| "no_licence_to"
/** the member does not belong to the region's association */
| "not_in_association";

/** What has to be done about a move. */
export type MoveObligation =
/** record the move */
| "record_move"
/** send a bulletin with the new zone */
| "send_bulletin"
/** the settings of the new region hold from now on */
| "use_new_association"
/** record the refusal */
| "record_refusal";

/** Which way a relation of two associations holds. */
export type RelationKind =
/** agents of the one are treated as members by the other */
| "one_way"
/** either treats the other's agents as members */
| "symmetric";

/** A model of box. */
export type BoxModel =
/** a keypad alone */
| "keypad"
/** a keypad that knows flex codes */
| "keypad_flex"
/** a keypad and a radio */
| "bluetooth"
/** a keypad that knows flex codes, and a radio */
| "bluetooth_flex";



/**
 * The access report, a line for each event.
 *
 * @throws {DoorwardError} `bad_value`, `outcome_mismatch`, `method_mismatch`, `box_missing`,
 * `repeated_key`
 */
export function accessReport(events: readonly AccessEvent[], filter: ReportFilter): string;

/**
 * Whether an appointment lets its holder into a listing at `now`, grace included.
 *
 * @throws {DoorwardError} `bad_value`, `window_backwards`
 */
export function admitAppointment(rules: AppointmentRules, appointment: Appointment | null, holder: string, listing: string, now: Instant): Admission;

/**
 * What a model of box can do.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function capabilitiesOf(model: BoxModel): Capabilities;

/**
 * Compares the MLS's list of offices, members and listings with what is known: what changes, whether
 * a person has to look first, what follows, and the rows as known from then on.
 *
 * @throws {DoorwardError} `bad_value`, `repeated_key`
 */
export function compareRosters(_import: RosterImport): RosterComparison;

/**
 * The compliance export as CSV.
 *
 * @throws {DoorwardError} as `accessReport`
 */
export function exportCsv(events: readonly AccessEvent[]): string;

/**
 * The compliance export as JSON lines, an object for each event.
 *
 * @throws {DoorwardError} as `accessReport`
 */
export function exportJsonLines(events: readonly AccessEvent[]): string;

/**
 * What a verified row of a log tells of an event; `null` for one of clock, power or epoch.
 * `issuedAs` is the method by which the grant or the code was issued, if it was issued here.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function factsOfRow(entry: AuditEntry, issuedAs: AccessMethodIssued | null): RowFacts | null;

/**
 * A member's state, before which neither the app nor the card opened anything today.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function firstKeyState(zone: ZoneValue, now: Instant): KeyState;

/**
 * What to issue for an appointment that is approved or in progress. `bulletin` is the sequence
 * of the last bulletin made for the lockbox, 0 for none.
 *
 * @throws {DoorwardError} `bad_value`, `window_backwards`, `not_approved`
 */
export function grantForAppointment(rules: AppointmentRules, appointment: Appointment, bulletin: number): AppointmentGrant;

/**
 * The other associations that are honoured at one on a day: the `reciprocity` of a request to issue.
 *
 * @throws {DoorwardError} `bad_value`, `window_backwards`
 */
export function honouredAt(relations: readonly Relation[], at: string, day: Day): string[];

/**
 * What is wrong with the time of the last import, `null` if there was none; more than `interval`
 * seconds are too many.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function importOverdue(now: Instant, lastImport: Instant | null, interval: number): ImportWarning | null;

/**
 * Whether something that was caught is this package's.
 */
export function isDoorwardError(error: any): error is DoorwardError;

/**
 * Whether agents of the association `of` are treated as members at another one on a day.
 *
 * @throws {DoorwardError} `bad_value`, `window_backwards`
 */
export function isHonoured(relations: readonly Relation[], of: string, at: string, day: Day): boolean;

/**
 * Whether a box may be taken to another region, and what has to be done.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function judgeMove(wanted: BoxMove): MoveRuling;

/**
 * Whether a card may be renewed, and until when it is then good.
 *
 * @throws {DoorwardError} `bad_value`, `days_out_of_order`, `day_in_future`
 */
export function judgeRenewal(zone: ZoneValue, parameters: Partial<RenewalParameters>, request: RenewalRequest): RenewalRuling;

/**
 * What a change of a listing's status takes away, and what has to be done about it.
 *
 * @throws {DoorwardError} `bad_value`, `window_backwards`, `use_mismatch`, `repeated_id`
 */
export function judgeStatusChange(change: StatusChange, parameters: Partial<StatusGateParameters>): Consequences;

/**
 * A text as it may be shown: every digit of a run that could be a code is a `#`.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function maskCodes(text: string): string;

/**
 * What a receiver makes of an appointment's event from elsewhere, `last` being the last one
 * applied.
 *
 * @throws {DoorwardError} `bad_value`, `window_backwards`
 */
export function receiveAppointment(last: AppointmentRecord | null, event: AppointmentRecord): Receipt;

/**
 * May access be given, by which method, and what has to be done with the answer?
 *
 * @throws {DoorwardError} `bad_value`, `window_mismatch`, `window_backwards`,
 * `operations_mismatch`, `use_mismatch`, `skip_mismatch`, `methods_mismatch`, `ledger_mismatch`
 */
export function ruleIssuance(input: IssuanceInput): IssuanceRuling;

/**
 * What the listing side is told: a notice for each opening of a key compartment by a grant.
 *
 * @throws {DoorwardError} as `accessReport`
 */
export function showingNotices(events: readonly AccessEvent[]): Notice[];

/**
 * The status that a feed spells like this, such as `Coming Soon`.
 *
 * @throws {DoorwardError} `unknown_status`, `bad_value`
 */
export function standardStatus(spelled: string): ListingStatus;

/**
 * What a listing's status allows to a class of people.
 *
 * @throws {DoorwardError} `bad_value`
 */
export function statusAccess(status: ListingStatus, _class: AccessClass, comingSoonShowings: boolean): Access;

/**
 * What an event makes of an appointment.
 *
 * @throws {DoorwardError} `bad_value`, `window_backwards`, `no_appointment`, `future_opening`,
 * `repeated_id`
 */
export function stepAppointment(situation: AppointmentSituation): AppointmentStep;

/**
 * Whether the app or the card opens boxes today, after an event.
 *
 * @throws {DoorwardError} `bad_value`, `inconsistent_state`, `day_went_back`
 */
export function stepSingleKey(zone: ZoneValue, parameters: KeyParameters, state: KeyState, event: KeyEvent): KeyRuling;

/**
 * Unix seconds of an instant, for the members of values: there an instant is a number.
 */
export function unixSeconds(instant: Instant): UnixSeconds;

/**
 * The version of this package, and of the library inside.
 */
export function version(): string;
