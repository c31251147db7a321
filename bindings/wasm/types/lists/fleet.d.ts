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
