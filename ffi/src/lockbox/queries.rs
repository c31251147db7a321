//! What a box tells: of itself, of its keypad, of its log.

use doorward::audit::Ring;
use doorward::lockbox::{KeypadState, SnapshotError};

use super::dw_lockbox;
use crate::audit::{DW_ROW_LEN, dw_head, dw_row, dw_status_line, places};
use crate::guard::{apart, out, read, run};
use crate::held::hold;
use crate::limits::dw_limits;
use crate::result::dw_result;
use crate::store::{Callbacks, dw_store};
use crate::values::dw_zone;

/// What a box tells about itself.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_status {
    /// The last instant saved.
    pub persisted: u64,
    /// When the clock was set last.
    pub set: u64,
    /// The limits in force.
    pub limits: dw_limits,
    /// The ownership epoch.
    pub epoch: u32,
    /// The sequence of the last bulletin applied, 0 before the first.
    pub bulletin_sequence: u32,
    /// The zone.
    pub zone: dw_zone,
    /// 1 if the clock is set.
    pub clock_is_set: u8,
    /// 1 if the service has suspended the box.
    pub is_suspended: u8,
    /// Refusals in all that were counted, as of the last entry.
    pub refusals: u8,
    /// Zero.
    pub reserved: [u8; 3],
}

fn lost(_: SnapshotError) -> dw_result {
    dw_result::DW_REFUSED_STATE_LOST
}

/// What the box is; `DW_REFUSED_STATE_LOST` where it has lost its state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_status(
    lockbox: *mut dw_lockbox,
    status: *mut dw_status,
) -> dw_result {
    run(|| {
        apart(lockbox, status, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (held, status) = unsafe { (hold(lockbox)?, out(status)?) };
        let state = held.0.kept.state().map_err(lost)?;
        status.put(dw_status {
            persisted: state.persisted,
            set: state.set,
            limits: (&state.limits).into(),
            epoch: state.epoch,
            bulletin_sequence: state.bulletin_sequence,
            zone: (&state.zone).into(),
            clock_is_set: u8::from(state.clock_is_set),
            is_suspended: u8::from(state.is_suspended),
            refusals: state.refusals,
            reserved: [0; 3],
        });
        Ok(())
    })
}

/// The keypad reads what is typed.
pub const DW_KEYPAD_READS: u8 = 0;
/// It does not, before an instant, after too many refusals in a run.
pub const DW_KEYPAD_WAITS: u8 = 1;
/// It does not, after too many refusals in all.
pub const DW_KEYPAD_STOPPED: u8 = 2;

/// What the keypad would do with an entry.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_keypad {
    /// Not before this instant, if it waits or is stopped; else 0.
    pub until: u64,
    /// When the next refusal is forgiven; 0 where there is none.
    pub next_forgiven: u64,
    /// Until when the code of the last opening opens once more; 0 if it does not.
    pub repeat_until: u64,
    /// `DW_KEYPAD_...`.
    pub state: u8,
    /// Refusals since the last opening by a code.
    pub run: u8,
    /// Refusals in all, less those that time has forgiven.
    pub refusals: u8,
    /// Zero.
    pub reserved: [u8; 5],
}

/// What the keypad would do with an entry at `now`, for a display.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_keypad(
    lockbox: *mut dw_lockbox,
    now: u64,
    keypad: *mut dw_keypad,
) -> dw_result {
    run(|| {
        apart(lockbox, keypad, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (held, keypad) = unsafe { (hold(lockbox)?, out(keypad)?) };
        let found = held.0.kept.keypad(now).map_err(lost)?;
        let (state, until) = match found.state {
            KeypadState::Reads => (DW_KEYPAD_READS, 0),
            KeypadState::Waits(until) => (DW_KEYPAD_WAITS, until),
            KeypadState::Stopped(until) => (DW_KEYPAD_STOPPED, until),
        };
        keypad.put(dw_keypad {
            until,
            next_forgiven: found.next_forgiven.unwrap_or(0),
            repeat_until: found.repeat_until.unwrap_or(0),
            state,
            run: found.run,
            refusals: found.refusals,
            reserved: [0; 5],
        });
        Ok(())
    })
}

/// Rows that a box holds itself.
pub const DW_HELD_ROWS: usize = 4;

/// What every phone is told of the log: how many rows there are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_audit_head(
    lockbox: *mut dw_lockbox,
    now: u64,
    head: *mut dw_head,
) -> dw_result {
    run(|| {
        apart(lockbox, head, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (state, head) = unsafe { (hold(lockbox)?, out(head)?) };
        head.put(dw_head {
            bytes: state.0.kept.audit_head(now)?,
        });
        Ok(())
    })
}

/// As `dw_lockbox_audit_head`, but the count of the last failures is closed first, so that it
/// is among the rows. On a connection on which a grant was accepted for reading the log, else
/// `DW_REFUSED_OPERATION_NOT_GRANTED`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_drain_audit(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    now: u64,
    head: *mut dw_head,
) -> dw_result {
    run(|| {
        apart(lockbox, store, 1)?;
        apart(lockbox, head, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (store, head) = unsafe { (read(store)?, out(head)?) };
        let mut store = Callbacks::try_from(store)?;
        // SAFETY: the contract of the header.
        let state = unsafe { hold(lockbox)? };
        head.put(dw_head {
            bytes: state.0.kept.drain_audit(&mut store, now)?,
        });
        Ok(())
    })
}

/// The rows written last, the oldest first.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_held_rows {
    /// The rows.
    pub rows: [dw_row; DW_HELD_ROWS],
    /// How many there are.
    pub count: u8,
}

/// The rows written last, to be copied to a ring after each call and once at the start.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_audit_rows(
    lockbox: *mut dw_lockbox,
    rows: *mut dw_held_rows,
) -> dw_result {
    run(|| {
        apart(lockbox, rows, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (held, rows) = unsafe { (hold(lockbox)?, out(rows)?) };
        let written = held.0.kept.audit_rows()?;
        let mut given = dw_held_rows {
            rows: [dw_row {
                bytes: [0; DW_ROW_LEN],
            }; DW_HELD_ROWS],
            count: 0,
        };
        for (place, row) in given.rows.iter_mut().zip(written.as_slice()) {
            place.bytes = *row;
            given.count = given.count.saturating_add(1);
        }
        rows.put(given);
        Ok(())
    })
}

/// Copies the rows written last to the caller's ring of `count` rows, at least 500, zero at
/// first: after each call, and once at the start.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_keep_rows(
    lockbox: *mut dw_lockbox,
    ring: *mut dw_row,
    count: usize,
) -> dw_result {
    run(|| {
        apart(lockbox, ring, count)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (held, rows) = unsafe { (hold(lockbox)?, places(ring, count)?) };
        let written = held.0.kept.audit_rows()?;
        Ring::new(rows)?.keep(&written);
        Ok(())
    })
}

/// What goes with a head, with the battery's voltage and the firmware's version.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_status_line(
    lockbox: *mut dw_lockbox,
    millivolts: u16,
    firmware: u32,
    line: *mut dw_status_line,
) -> dw_result {
    run(|| {
        apart(lockbox, line, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (held, line) = unsafe { (hold(lockbox)?, out(line)?) };
        let said = held.0.kept.status_line(millivolts, firmware)?;
        line.put(dw_status_line {
            bytes: said.to_bytes(),
        });
        Ok(())
    })
}
