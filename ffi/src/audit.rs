//! The audit log: the box's ring, and the service's check (specification, audit log).

use core::mem::{ManuallyDrop, MaybeUninit, align_of, size_of};

use doorward::audit::{AuditLog, Entry, Event, Finding, Method, Ring, StatusLine};
use doorward::bounds::{AUDIT_HEAD_LEN, AUDIT_RING_MIN_ROWS, AUDIT_ROW_LEN, STATUS_LINE_LEN};
use doorward::keys::AuditKey;

use crate::guard::{apart, change, change_slice, out, read, run};
use crate::result::dw_result;
use crate::values::{dw_key, dw_nonce};

/// Bytes of a head of the log.
pub const DW_HEAD_LEN: usize = 28;
/// Bytes of the status line that goes with it.
pub const DW_STATUS_LINE_LEN: usize = 16;
/// Bytes of a row of the log.
pub const DW_ROW_LEN: usize = 64;
/// Rows of the smallest ring.
pub const DW_RING_MIN_ROWS: usize = 500;
/// Eight-byte words of `dw_audit_log`.
pub const DW_AUDIT_LOG_WORDS: usize = 42;

const _: () = {
    assert!(DW_HEAD_LEN == AUDIT_HEAD_LEN && DW_ROW_LEN == AUDIT_ROW_LEN);
    assert!(DW_STATUS_LINE_LEN == STATUS_LINE_LEN && DW_RING_MIN_ROWS == AUDIT_RING_MIN_ROWS);
};

/// What a box tells every phone of its log.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_head {
    /// The bytes.
    pub bytes: [u8; DW_HEAD_LEN],
}

/// What goes with a head.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_status_line {
    /// The bytes.
    pub bytes: [u8; DW_STATUS_LINE_LEN],
}

/// A row of the log.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_row {
    /// The bytes.
    pub bytes: [u8; DW_ROW_LEN],
}

/// What a status line says.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_status_facts {
    /// When the clock was set last, in Unix seconds.
    pub set: u64,
    /// The version of the firmware.
    pub firmware: u32,
    /// The battery's voltage, in thousandths of a volt.
    pub millivolts: u16,
    /// Refusals in all that were counted.
    pub refusals: u16,
}

/// What a status line says. It is not authentic, and all 16 bytes are one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_status_line_read(
    line: *const dw_status_line,
    facts: *mut dw_status_facts,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (line, facts) = unsafe { (read(line)?, out(facts)?) };
        let said = StatusLine::from_bytes(&line.bytes);
        facts.put(dw_status_facts {
            set: said.set,
            firmware: said.firmware,
            millivolts: said.millivolts,
            refusals: said.refusals,
        });
        Ok(())
    })
}

/// The sequence of the oldest row that a ring of `count` rows can still have, below `next`, the
/// number of rows that the head tells.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_ring_oldest(
    rows: *mut dw_row,
    count: usize,
    next: u32,
    oldest: *mut u32,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (rows, oldest) = unsafe { (places(rows, count)?, out(oldest)?) };
        oldest.put(Ring::new(rows)?.oldest(next));
        Ok(())
    })
}

/// Row `sequence` of a ring; `DW_NOT_FOUND` if it was overwritten, or is not below `next`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_ring_row(
    rows: *mut dw_row,
    count: usize,
    sequence: u32,
    next: u32,
    row: *mut dw_row,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (rows, row) = unsafe { (places(rows, count)?, out(row)?) };
        let ring = Ring::new(rows)?;
        let found = ring.row(sequence, next).ok_or(dw_result::DW_NOT_FOUND)?;
        let bytes = *found;
        row.put(dw_row { bytes });
        Ok(())
    })
}

/// The places of a ring.
///
/// # Safety
/// As for [`change_slice`].
pub(crate) unsafe fn places<'a>(
    rows: *mut dw_row,
    count: usize,
) -> Result<&'a mut [[u8; DW_ROW_LEN]], dw_result> {
    // SAFETY: the caller's promise; a row is its bytes.
    unsafe { change_slice(rows.cast::<[u8; DW_ROW_LEN]>(), count) }
}

/// What a row says.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_entry {
    /// The instant by the box's clock, in Unix seconds.
    pub instant: u64,
    /// What the event has to add: a count, an instant, a sequence.
    pub detail: u64,
    /// Counts the box's rows from 0.
    pub sequence: u32,
    /// The box's ownership epoch.
    pub epoch: u32,
    /// What happened: 1 entry, 2 grant, 3 bulletin, 4 service command, 5 clock, 6 power, 7
    /// epoch.
    pub event: u8,
    /// The decision's number, 0 to 26.
    pub outcome: u8,
    /// By what: 0 nothing of these, 1 day code, 2 FlexCode, 3 service code, 4 grant, 5 bulletin.
    pub method: u8,
    /// The right, `DW_GRANT_...`, or 0.
    pub operation: u8,
    /// The grant's id, or what identifies a code without its digits.
    pub subject: dw_nonce,
}

impl From<&Entry> for dw_entry {
    fn from(entry: &Entry) -> Self {
        Self {
            instant: entry.instant,
            detail: entry.detail,
            sequence: entry.sequence,
            epoch: entry.epoch,
            event: entry.event.number(),
            outcome: entry.outcome,
            method: entry.method.number(),
            operation: entry.operation,
            subject: dw_nonce {
                bytes: entry.subject,
            },
        }
    }
}

impl TryFrom<&dw_entry> for Entry {
    type Error = dw_result;

    fn try_from(entry: &dw_entry) -> Result<Self, dw_result> {
        Ok(Self {
            sequence: entry.sequence,
            epoch: entry.epoch,
            instant: entry.instant,
            event: Event::from_number(entry.event).ok_or(dw_result::DW_ERROR_VALUE)?,
            outcome: entry.outcome,
            method: Method::from_number(entry.method).ok_or(dw_result::DW_ERROR_VALUE)?,
            operation: entry.operation,
            subject: entry.subject.bytes,
            detail: entry.detail,
        })
    }
}

/// The row of an entry under the key of its sequence, as a box writes it; for checking other
/// implementations.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_audit_row(
    audit_key: *const dw_key,
    entry: *const dw_entry,
    row: *mut dw_row,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, entry, row) = unsafe { (read(audit_key)?, read(entry)?, out(row)?) };
        let key: AuditKey = key.key();
        row.put(dw_row {
            bytes: key.row(&entry.try_into()?),
        });
        Ok(())
    })
}

/// The head of a log whose next row is number `next`, under that row's key, as a box gives it;
/// for checking other implementations.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_audit_head(
    audit_key: *const dw_key,
    next: u32,
    instant: u64,
    head: *mut dw_head,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, head) = unsafe { (read(audit_key)?, out(head)?) };
        let key: AuditKey = key.key();
        head.put(dw_head {
            bytes: key.head(next, instant),
        });
        Ok(())
    })
}

/// The service's check of one box's log, in the caller's memory. Made by `dw_audit_log_make`;
/// `dw_audit_log_erase` ends it.
#[repr(C)]
pub struct dw_audit_log {
    /// Not for the caller.
    pub opaque: [u64; DW_AUDIT_LOG_WORDS],
}

/// What a made log begins with.
const MADE: u32 = 0x4457_414c;

#[repr(C)]
struct State {
    made: u32,
    log: ManuallyDrop<AuditLog>,
}

const _: () = assert!(
    size_of::<State>() <= size_of::<dw_audit_log>()
        && align_of::<State>() <= align_of::<dw_audit_log>()
);

/// # Safety
/// As for [`change`].
unsafe fn state<'a>(log: *mut dw_audit_log) -> Result<&'a mut State, dw_result> {
    // SAFETY: the caller's promise; the number is looked at before the rest is believed.
    let memory = unsafe { change(log)? };
    let state = (&raw mut *memory).cast::<State>();
    // SAFETY: within the caller's memory.
    if unsafe { (*state).made } != MADE {
        return Err(dw_result::DW_ERROR_NOT_READY);
    }
    // SAFETY: `dw_audit_log_make` made it.
    Ok(unsafe { &mut *state })
}

/// The check of the log of the box with this first audit key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_audit_log_make(
    first_audit: *const dw_key,
    log: *mut dw_audit_log,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header; a `dw_audit_log` has room for a `State`.
        let (key, _) = unsafe { (read(first_audit)?, out(log)?) };
        // SAFETY: as above.
        let log = unsafe { out(log.cast::<MaybeUninit<State>>())? };
        log.put(MaybeUninit::new(State {
            made: MADE,
            log: ManuallyDrop::new(AuditLog::new(key.key())),
        }));
        Ok(())
    })
}

/// Checks one row by itself, whatever rows are missing: what it says; or `DW_NOT_AUTHENTIC` for
/// one that this box did not write as this row, and `DW_NOT_FOUND` for one that claims a number
/// too far ahead to be followed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_audit_log_check_row(
    log: *mut dw_audit_log,
    row: *const dw_row,
    entry: *mut dw_entry,
) -> dw_result {
    run(|| {
        apart(log, row, 1)?;
        apart(log, entry, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (state, row, entry) = unsafe { (state(log)?, read(row)?, out(entry)?) };
        match state.log.check_row(&row.bytes) {
            Finding::Genuine(found) => {
                entry.put((&found).into());
                Ok(())
            }
            Finding::Forged { .. } => Err(dw_result::DW_NOT_AUTHENTIC),
            Finding::TooFar { .. } => Err(dw_result::DW_NOT_FOUND),
        }
    })
}

/// Checks a head: how many rows there are, and when the box said so; or `DW_NOT_AUTHENTIC`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_audit_log_check_head(
    log: *mut dw_audit_log,
    head: *const dw_head,
    next: *mut u32,
    instant: *mut u64,
) -> dw_result {
    run(|| {
        apart(log, head, 1)?;
        apart(log, next, 1)?;
        apart(log, instant, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (state, head) = unsafe { (state(log)?, read(head)?) };
        // SAFETY: as above.
        let (next, instant) = unsafe { (out(next)?, out(instant)?) };
        let found = state.log.check_head(&head.bytes);
        let found = found.map_err(|_| dw_result::DW_NOT_AUTHENTIC)?;
        next.put(found.next);
        instant.put(found.instant);
        Ok(())
    })
}

/// Ends a log: its keys are erased from memory, and the memory is the caller's again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_audit_log_erase(log: *mut dw_audit_log) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let state = unsafe { state(log)? };
        state.made = 0;
        // SAFETY: made, and not looked at again.
        unsafe { ManuallyDrop::drop(&mut state.log) };
        Ok(())
    })
}
