//! Requests for access and the answers to them, as C has them.

use crate::policy::dw_name;
use crate::values::{dw_id, dw_zone};

/// Bytes of the longest text that a person typed.
pub const DW_TYPED_MAX_LEN: usize = 255;
/// No day, where a day is wanted.
pub const DW_DAY_NONE: u32 = u32::MAX;

const _: () = assert!(DW_TYPED_MAX_LEN == doorward::bounds::POLICY_TEXT_MAX_LEN);

/// A text that a person typed: 1 to 255 bytes of UTF-8, or none of length 0.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_typed {
    /// How many bytes.
    pub length: u8,
    /// The bytes; what is behind them does not matter.
    pub text: [u8; DW_TYPED_MAX_LEN],
}

/// What the association decides about issuing, lengths in seconds. Begin with
/// `dw_issuance_settings_default`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_issuance_settings {
    /// The shortest guest grant: 60 to 2,678,400; 1,800 is usual.
    pub guest_min: u32,
    /// The longest guest grant, to 2,678,400; 604,800 is usual.
    pub guest_max: u32,
    /// The longest guest grant of a homeowner: 60 to 86,400; 3,600 is usual.
    pub homeowner_max: u32,
    /// The longest member grant: 60 to 259,200, which is usual.
    pub member_max: u32,
    /// The shortest FlexCode or contractor code: 1,800 to 2,678,400; 1,800 is usual.
    pub flex_min: u32,
    /// The longest FlexCode, to 2,678,400, which is usual.
    pub flex_max: u32,
    /// The longest contractor code: 1,800 to 2,678,400; 1,209,600 is usual.
    pub contractor_max: u32,
    /// How long before it is good a grant may leave the service: 0 to 3,600; 300 is usual.
    pub release_lead: u32,
    /// The local day from which showing services get no codes, or `DW_DAY_NONE`.
    pub service_codes_refused_from: u32,
    /// The oldest Android that is supported: 6, 0, 1 is usual.
    pub android_min: [u16; 3],
    /// The oldest iOS that is supported: 8, 0, 0 is usual.
    pub ios_min: [u16; 3],
    /// How many days ahead a day code may lie: 0 to 64; 14 is usual.
    pub day_days_ahead: u8,
    /// Day codes for one date: 1 to 16.
    pub day_slots: u8,
    /// Contractor codes alive at one time: 0 to 16; 3 is usual.
    pub contractor_alive: u8,
    /// FlexCodes for one window, operation and use: 1 to 4.
    pub flex_per_window: u8,
    /// FlexCodes alive whose windows meet a new one's: 1 to 64; 16 is usual.
    pub flex_overlapping: u8,
    /// 1 if there are day codes at all.
    pub day_codes: u8,
    /// 1 if there are contractor codes at all.
    pub contractor_codes: u8,
    /// The association's id.
    pub association: dw_name,
}

/// What is asked for.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_issuance_request {
    /// The present, in Unix seconds.
    pub now: u64,
    /// The first instant, if `has_window`: of everything but a day code.
    pub start: u64,
    /// The instant at which it is over, if `has_window`.
    pub end: u64,
    /// The date of a day code, in the lockbox's zone; else `DW_DAY_NONE`.
    pub day: u32,
    /// The slots or copies that must be skipped, since their codes are taken or have two meanings:
    /// bit n is slot or copy n.
    pub skip: u16,
    /// For which operations: `DW_GRANT_...`; of a code exactly one.
    pub operations: u16,
    /// The version of the recipient's phone, if `phone_system` says which.
    pub phone_version: [u16; 3],
    /// Who gives access: 1 the listing agent, 2 the listing office, 3 the owner of the lockbox, 4
    /// the association's support, 5 a showing service, 6 a member who asks for itself, 7 another.
    pub issuer_kind: u8,
    /// 1 if the issuer's PIN was verified.
    pub pin_verified: u8,
    /// Who gets it: 1 an agent of the association, 2 of another one, 3 the owner of the lockbox, 4
    /// the association's staff, 5 an appraiser, 6 an inspector, 7 a contractor, 8 the homeowner, 9 a
    /// consumer.
    pub recipient_kind: u8,
    /// 1 if the recipient's membership stands.
    pub member_active: u8,
    /// 1 if the recipient's licence was verified.
    pub licence_verified: u8,
    /// 1 if the recipient's e-mail belongs to a registered account.
    pub account_registered: u8,
    /// The recipient's phone: 0 not known, 1 Android, 2 iOS.
    pub phone_system: u8,
    /// How: 1 a member's grant, 2 a guest's grant, 3 a day code, 4 a FlexCode, 5 a contractor code.
    pub method: u8,
    /// 1 if there is a window.
    pub has_window: u8,
    /// Who hands out a day code: 1 the service, 2 whoever was handed the day's key; else 0.
    pub half: u8,
    /// 1 if there is a use, of a FlexCode or a contractor code.
    pub has_use: u8,
    /// How often such a code opens: `DW_USE_...`; else 0.
    pub code_use: u8,
    /// 1 if the seller's written permission is on file, for this recipient.
    pub seller_written_permission: u8,
    /// 1 if the listing side allows showing in the present status.
    pub off_market_permission: u8,
    /// 1 if the issuer states to have checked who the homeowner is.
    pub identity_checked: u8,
    /// The issuer's account.
    pub issuer: dw_name,
    /// The recipient's account; for a person without one, the issuer's own reference.
    pub recipient: dw_name,
    /// An agent's association; length 0 for none.
    pub recipient_association: dw_name,
    /// The recipient's name, as the issuer typed it; length 0 for none.
    pub recipient_name: dw_typed,
}

/// The lockbox, its listing, and the appointment for which access is asked.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_issuance_facts {
    /// The first instant of the appointment, grace not counted.
    pub start: u64,
    /// The instant at which it is over, grace not counted.
    pub end: u64,
    /// Grace before the appointment: 0 to 5,400 seconds.
    pub early: u32,
    /// Grace after it: 0 to 5,400 seconds.
    pub late: u32,
    /// The lockbox's ownership epoch.
    pub epoch: u32,
    /// The sequence of the last bulletin made for the lockbox; 0 for none.
    pub bulletin: u32,
    /// The methods that the listing allows, if `has_methods`: bit n is method n.
    pub methods: u32,
    /// The lockbox.
    pub lockbox: dw_id,
    /// The zone that it lives in.
    pub zone: dw_zone,
    /// 1 if the lockbox is suspended.
    pub suspended: u8,
    /// 1 if phones can talk to it.
    pub bluetooth: u8,
    /// 1 if it knows FlexCodes.
    pub flex_codes: u8,
    /// 1 if an app releases its shackle.
    pub shackle_by_app: u8,
    /// 1 if a code releases its shackle.
    pub shackle_by_code: u8,
    /// The status of the listing to which the lockbox is assigned, as in `dw_policy_status`; 0 if
    /// it is not assigned, and members of the listing do not matter.
    pub status: u8,
    /// 1 if the listing is shown while Coming Soon.
    pub coming_soon_showings: u8,
    /// 1 if the listing says which methods it allows; 0 for all.
    pub has_methods: u8,
    /// Whether showing agents need an appointment: 1 no, 2 yes.
    pub access: u8,
    /// Where the appointment stands: `DW_APPOINTMENT_...`; if there is none its members do not
    /// matter.
    pub appointment_state: u8,
    /// The listing.
    pub listing: dw_name,
    /// The appointment's id.
    pub appointment: dw_name,
    /// Whose appointment it is.
    pub appointment_holder: dw_name,
    /// The listing that it shows.
    pub appointment_listing: dw_name,
    /// The lockbox at the door that it shows.
    pub appointment_lockbox: dw_id,
    /// Zero.
    pub reserved: [u8; 4],
}

/// What is stored of the codes that were issued for a lockbox under one epoch, besides its rows.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_issuance_ledger {
    /// The ownership epoch.
    pub epoch: u32,
    /// Rises with every row.
    pub revision: u32,
    /// The lockbox.
    pub lockbox: dw_id,
    /// Zero.
    pub reserved: [u8; 2],
}

/// A day code that was issued.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_issuance_day_row {
    /// Its date.
    pub day: u32,
    /// Its slot, 0 to 15.
    pub slot: u8,
    /// 1 if it was cancelled at the box: its slot stays taken.
    pub cancelled: u8,
    /// Whom it was issued to.
    pub recipient: dw_name,
    /// Zero.
    pub reserved: u8,
}

/// A FlexCode or contractor code that was issued.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_issuance_flex_row {
    /// The half hour it starts with, since 1970-01-01.
    pub start_slot: u32,
    /// The index of its duration, 1 to 125 (specification, flex codes).
    pub duration: u8,
    /// What it opens: `DW_OPERATION_...`.
    pub operation: u8,
    /// How often: `DW_USE_...`.
    pub code_use: u8,
    /// Which of the codes for these terms it is, 0 to 3.
    pub copy: u8,
    /// 1 if it was issued as a contractor code.
    pub contractor: u8,
    /// 1 if it was cancelled at the box: its copy stays taken.
    pub cancelled: u8,
    /// Whom it was issued to.
    pub recipient: dw_name,
    /// Zero.
    pub reserved: u8,
}

/// A grant is permitted.
pub const DW_PERMIT_GRANT: u8 = 1;
/// A day code is permitted.
pub const DW_PERMIT_DAY_CODE: u8 = 2;
/// A FlexCode or contractor code is permitted.
pub const DW_PERMIT_FLEX_CODE: u8 = 3;

/// The answer to a request. What follows `recommended` is of a permit, and else zero.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_issuance_ruling {
    /// Why not: bit n is rule n of the specification's list, 1 to 39.
    pub reasons: u64,
    /// The first instant; of a day code, the first of its date.
    pub not_before: u64,
    /// The instant at which it is over; of a day code, the end of its date.
    pub not_after: u64,
    /// When a grant may leave the service; of a code, the present.
    pub release_at: u64,
    /// The instant before which a FlexCode or contractor code is first entered; else 0.
    pub first_entry_before: u64,
    /// What has to be done: bit 1 record what was issued, 2 keep the permission on file, 3 give a
    /// notice at each use, 4 give the phone the bulletin with the grant, 5 hold the grant until its
    /// release, and ask again, 6 say that the code cannot be recalled, 7 say by when it is first
    /// entered, 8 record the refusal.
    pub obligations: u32,
    /// The sequence of the bulletin that a grant names; of a code 0.
    pub bulletin: u32,
    /// The ledger's revision afterwards.
    pub revision: u32,
    /// The place of the new row among those of its kind, if `adds_row`.
    pub row_place: u32,
    /// The row of a day code: its date and slot, new if `adds_row`.
    pub day_row: dw_issuance_day_row,
    /// The row of a FlexCode or contractor code: the terms to make it of, always new.
    pub flex_row: dw_issuance_flex_row,
    /// The operations that it is for: `DW_GRANT_...`.
    pub operations: u16,
    /// 1 if it is permitted: exactly where there is no reason.
    pub is_permitted: u8,
    /// The method that is best for the recipient, of those that nothing about a method is against;
    /// 0 for none.
    pub recommended: u8,
    /// What is permitted: `DW_PERMIT_...`; 0 for nothing.
    pub permit: u8,
    /// 1 if there is a new row for the ledger.
    pub adds_row: u8,
    /// How many openings a grant is good for, 0 for any number.
    pub max_uses: u8,
    /// How often it opens: 1 any number of times, 2 once, 3 for an hour from the first use, 4 until
    /// the window ends.
    pub uses: u8,
    /// By what the recipient is known in the records: 1 the account, 2 the e-mail, 3 the name.
    pub recorded_as: u8,
    /// How it can be taken back: 1 by withholding or revoking the grant, 2 only at the box.
    pub recall: u8,
    /// Zero.
    pub reserved: [u8; 2],
}
