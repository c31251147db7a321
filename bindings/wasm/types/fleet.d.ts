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
