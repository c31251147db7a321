//! Appointments as C has them.

use crate::policy::dw_name;
use crate::values::{dw_id, dw_zone};

/// There is no appointment. Members of one that is not there do not matter.
pub const DW_APPOINTMENT_NONE: u8 = 0;
/// Asked for, not answered.
pub const DW_APPOINTMENT_REQUESTED: u8 = 1;
/// The listing side agreed.
pub const DW_APPOINTMENT_APPROVED: u8 = 2;
/// The lockbox was opened.
pub const DW_APPOINTMENT_IN_PROGRESS: u8 = 3;
/// The listing side refused, or nobody answered in time. Final, as all that follow.
pub const DW_APPOINTMENT_DECLINED: u8 = 4;
/// Called off by either side.
pub const DW_APPOINTMENT_CANCELLED: u8 = 5;
/// Replaced by another appointment.
pub const DW_APPOINTMENT_RESCHEDULED: u8 = 6;
/// Over, and the lockbox was never opened.
pub const DW_APPOINTMENT_NO_SHOW: u8 = 7;
/// Over.
pub const DW_APPOINTMENT_COMPLETED: u8 = 8;

/// An appointment is asked for, by the holder.
pub const DW_EVENT_REQUEST: u8 = 1;
/// The listing side agrees.
pub const DW_EVENT_APPROVE: u8 = 2;
/// The listing side refuses.
pub const DW_EVENT_DECLINE: u8 = 3;
/// One side calls it off.
pub const DW_EVENT_CANCEL: u8 = 4;
/// One side moves it.
pub const DW_EVENT_RESCHEDULE: u8 = 5;
/// The grant is about to leave the service; an event of the service, as the next and the last.
pub const DW_EVENT_RELEASE: u8 = 6;
/// The holder opened the lockbox.
pub const DW_EVENT_OPEN: u8 = 7;
/// The holder has left, as the holder says.
pub const DW_EVENT_COMPLETE: u8 = 8;
/// Time has passed.
pub const DW_EVENT_TICK: u8 = 9;

/// What a listing says about appointments, in seconds. Begin with `dw_appointment_rules_default`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_appointment_rules {
    /// Grace before the start: 0 to 5,400.
    pub early: u32,
    /// Grace after the end: 0 to 5,400; 900 is usual.
    pub late: u32,
    /// How long before its start an appointment has to be asked for: 0 to 604,800.
    pub lead_time: u32,
    /// The longest appointment: 900 to 86,400; 3,600 is usual.
    pub max_length: u32,
    /// How long before access begins the grant may leave the service: 0 to 3,600; 300 is usual.
    pub release_lead: u32,
    /// First minute of the local day at which there are showings, if `has_access_hours`.
    pub access_from: u16,
    /// The minute at which there are none any more: above `access_from`, to 1,440.
    pub access_to: u16,
    /// The lockbox's zone.
    pub zone: dw_zone,
    /// 1 if showings lie within access hours.
    pub has_access_hours: u8,
    /// 1 if several parties may come at one time.
    pub overlap: u8,
}

/// An appointment. A name of length 0 is none.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_appointment {
    /// Its first instant, grace not counted.
    pub start: u64,
    /// The instant at which it is over, grace not counted.
    pub end: u64,
    /// When the lockbox was opened first, if `is_opened`; else 0.
    pub opened_at: u64,
    /// The number of its last event, from 1.
    pub sequence: u32,
    /// Its id.
    pub id: dw_name,
    /// The listing shown.
    pub listing: dw_name,
    /// Who shows it.
    pub holder: dw_name,
    /// The appointment that this one is in place of.
    pub replaces: dw_name,
    /// The appointment in place of this one.
    pub replaced_by: dw_name,
    /// The lockbox at its door.
    pub lockbox: dw_id,
    /// Where it stands: `DW_APPOINTMENT_...`.
    pub state: u8,
    /// 1 if its grant has left the service.
    pub grant_released: u8,
    /// 1 if the lockbox was opened.
    pub is_opened: u8,
    /// Zero.
    pub reserved: [u8; 2],
}

/// Another appointment of the listing.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_appointment_other {
    /// Its first instant.
    pub start: u64,
    /// The instant at which it is over.
    pub end: u64,
    /// Its id.
    pub id: dw_name,
    /// Where it stands: `DW_APPOINTMENT_...`.
    pub state: u8,
    /// Zero.
    pub reserved: [u8; 6],
}

/// What happens to an appointment. Members that the event does not have are not looked at.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_appointment_event {
    /// The present.
    pub now: u64,
    /// The first instant that a request or a reschedule asks for; when the lockbox was opened.
    pub start: u64,
    /// The instant at which what is asked for is over.
    pub end: u64,
    /// The id of the appointment that a request or a reschedule makes.
    pub id: dw_name,
    /// The listing, of a request.
    pub listing: dw_name,
    /// Who will show it, of a request.
    pub holder: dw_name,
    /// The lockbox at its door, of a request.
    pub lockbox: dw_id,
    /// What happens: `DW_EVENT_...`.
    pub event: u8,
    /// Who acts: 1 the holder, 2 the listing side, 3 the service itself.
    pub actor: u8,
    /// Zero.
    pub reserved: u8,
}

/// What other systems are told of an appointment whose state is new. One of state 0 is none.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_appointment_record {
    /// Its first instant, grace not counted.
    pub start: u64,
    /// The instant at which it is over, grace not counted.
    pub end: u64,
    /// When this happened.
    pub at: u64,
    /// The number of this event, from 1.
    pub sequence: u32,
    /// The appointment.
    pub appointment: dw_name,
    /// The listing shown.
    pub listing: dw_name,
    /// Who shows it.
    pub holder: dw_name,
    /// The appointment that this one is in place of.
    pub replaces: dw_name,
    /// The appointment in place of this one.
    pub replaced_by: dw_name,
    /// The lockbox at its door.
    pub lockbox: dw_id,
    /// Where it stands now: `DW_APPOINTMENT_...`.
    pub state: u8,
    /// Zero.
    pub reserved: [u8; 4],
}

/// The answer to an event.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_appointment_step {
    /// The appointment after the event; as it was if the event is denied.
    pub appointment: dw_appointment,
    /// The appointment that a reschedule puts in its place, or none.
    pub created: dw_appointment,
    /// What other systems are told: of the appointment, then of the one created.
    pub records: [dw_appointment_record; 2],
    /// Why not: bit 1 the appointment has ended, 2 it is not in a state for this, 3 someone else
    /// has to do this, 4 the listing's status allows no showings, 5 the start has passed, 6 the
    /// listing wants to be asked earlier, 7 too long, 8 not shown at that time, 9 outside the
    /// access hours, 10 the appointment is over, 11 another showing has that time, 12 the grant may
    /// not leave yet, 13 opened outside the appointment.
    pub reasons: u32,
    /// What has to be done: bit 1 tell other systems, 2 never release the grant, 3 revoke it, 4
    /// issue it, 5 release it, 6 give the phone the bulletin with it, 7 tell the holder, 8 tell the
    /// listing side.
    pub obligations: u32,
    /// How many records there are, to 2.
    pub record_count: u8,
    /// 1 if it is permitted: exactly where there is no reason.
    pub is_permitted: u8,
    /// Zero.
    pub reserved: [u8; 6],
}

/// Whether an appointment lets somebody in.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_admission {
    /// Why not: bit 1 there is no appointment, 2 it is not approved, 3 it is someone else's, 4 it is
    /// at another listing, 5 it has not begun, 6 it is over.
    pub reasons: u32,
    /// 1 if it does: exactly where there is no reason.
    pub is_permitted: u8,
    /// Zero.
    pub reserved: [u8; 3],
}

/// What to issue for an appointment.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_appointment_grant {
    /// The first instant: grace included.
    pub not_before: u64,
    /// The instant at which it is over: grace included.
    pub not_after: u64,
    /// When it may leave the service.
    pub release_at: u64,
    /// The sequence of the bulletin that the phone is given with it; 0 for none.
    pub bulletin: u32,
    /// For whom.
    pub holder: dw_name,
    /// For which lockbox.
    pub lockbox: dw_id,
    /// Zero.
    pub reserved: u8,
}

/// What to make of a record from elsewhere.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_receipt {
    /// The number of the event that is expected next; 1 while none was applied.
    pub expected: u64,
    /// 1 apply it: it becomes the last one; 2 it was told twice; 3 one before it is missing: ask for
    /// those from `expected` on; 4 a later one was applied before; 5 it contradicts what was told.
    pub outcome: u8,
    /// Zero.
    pub reserved: [u8; 7],
}
