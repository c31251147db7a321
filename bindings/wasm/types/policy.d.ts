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
