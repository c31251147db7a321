//! The lockbox engine over the caller's memory.

use core::mem::{ManuallyDrop, MaybeUninit, align_of, size_of};

use doorward::audit::Ring;
use doorward::lockbox::{
    Answer, Applied, Decision, KeypadState, Lockbox, Profile, Reason, SnapshotError,
};

use crate::audit::{DW_ROW_LEN, dw_head, dw_row, dw_status_line, places};
use crate::guard::{Ended, apart, change, out, read, read_slice, run};
use crate::limits::{dw_limits, dw_profile};
use crate::result::dw_result;
use crate::store::{Callbacks, dw_store};
use crate::values::{
    DW_KEY_LEN, dw_code_profile, dw_id, dw_key, dw_nonce, dw_service_command, dw_zone, operation,
};

/// Eight-byte words of `dw_lockbox`.
pub const DW_LOCKBOX_WORDS: usize = 250;

/// A lockbox, in the caller's memory, which must not move while it is used. Made by
/// `dw_lockbox_provision` or `dw_lockbox_restore`; `dw_lockbox_erase` ends it.
#[repr(C)]
pub struct dw_lockbox {
    /// Not for the caller.
    pub opaque: [u64; DW_LOCKBOX_WORDS],
}

const IDLE: u32 = 0x4457_4c42;
const BUSY: u32 = 0x4457_4c21;

#[repr(C)]
struct State {
    standing: u32,
    lockbox: ManuallyDrop<Lockbox>,
}

const _: () = assert!(
    size_of::<State>() <= size_of::<dw_lockbox>()
        && align_of::<State>() <= align_of::<dw_lockbox>()
);

/// A lockbox while a call has hold of it.
struct Held<'a>(&'a mut State);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.standing = IDLE;
    }
}

/// # Safety
/// As for [`change`].
unsafe fn hold<'a>(lockbox: *mut dw_lockbox) -> Result<Held<'a>, dw_result> {
    // SAFETY: the caller's promise; the number is looked at before the rest is believed.
    let memory = unsafe { change(lockbox)? };
    let state = (&raw mut *memory).cast::<State>();
    // SAFETY: within the caller's memory.
    match unsafe { (*state).standing } {
        IDLE => {
            // SAFETY: it was made by one of the two functions that do.
            let state = unsafe { &mut *state };
            state.standing = BUSY;
            Ok(Held(state))
        }
        BUSY => Err(dw_result::DW_ERROR_BUSY),
        _ => Err(dw_result::DW_ERROR_NOT_READY),
    }
}

fn made(lockbox: Lockbox) -> MaybeUninit<State> {
    MaybeUninit::new(State {
        standing: IDLE,
        lockbox: ManuallyDrop::new(lockbox),
    })
}

/// Decision: open now.
pub const DW_DECISION_OPEN: u8 = 0;
/// Decision: done, and saved.
pub const DW_DECISION_APPLIED: u8 = 1;

/// Applied: a service code's command.
pub const DW_APPLIED_SERVICE: u8 = 1;
/// Applied: a bulletin.
pub const DW_APPLIED_BULLETIN: u8 = 2;
/// Applied: the door was noted as opened.
pub const DW_APPLIED_CONFIRMED: u8 = 3;
/// Applied: the loss of power was noted.
pub const DW_APPLIED_POWER_RESTORED: u8 = 4;
/// Applied: time was kept.
pub const DW_APPLIED_TICKED: u8 = 5;
/// Applied: the log may be read on this connection.
pub const DW_APPLIED_READ_LOG: u8 = 6;
/// Applied: pieces of the firmware image with this manifest may be taken.
pub const DW_APPLIED_UPDATE_FIRMWARE: u8 = 7;
/// Applied: the holder acts as the owner on this connection.
pub const DW_APPLIED_OWN: u8 = 8;
/// Applied: the box went to another owner.
pub const DW_APPLIED_TRANSFERRED: u8 = 9;
/// Applied: new limits are in force.
pub const DW_APPLIED_LIMITS_REPLACED: u8 = 10;

/// What a box decided. Members that a decision does not have are zero.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_decision {
    /// Of an opening, until when the same code may open again; of a wait, when the keypad is
    /// read again; of a grant that is too early, when it begins to hold. Unix seconds.
    pub until: u64,
    /// With `sets_clock`, the instant to which the clock has to be set before the next call.
    pub clock: u64,
    /// What a service code commanded.
    pub command: dw_service_command,
    /// The sequence of a bulletin, or the ownership epoch of a transfer.
    pub value: u32,
    /// 0 open, 1 applied, 2 to 26 refused, as `DW_REFUSED_...` less 200.
    pub number: u8,
    /// What was applied: `DW_APPLIED_...`.
    pub applied: u8,
    /// What to open: `DW_OPERATION_...`.
    pub operation: u8,
    /// 1 if the clock has to be set to `clock`.
    pub sets_clock: u8,
    /// SHA-256 of a firmware manifest.
    pub manifest: [u8; DW_KEY_LEN],
}

impl From<&Decision> for dw_decision {
    fn from(decision: &Decision) -> Self {
        let mut said = Self {
            until: 0,
            clock: 0,
            command: dw_service_command::default(),
            value: 0,
            number: decision.number(),
            applied: 0,
            operation: 0,
            sets_clock: 0,
            manifest: [0; DW_KEY_LEN],
        };
        match decision {
            Decision::Open { operation, until } => {
                said.operation = operation.number();
                said.until = *until;
            }
            Decision::Applied { applied, set_clock } => {
                said.applied = said.note(applied);
                said.clock = set_clock.unwrap_or(0);
                said.sets_clock = u8::from(set_clock.is_some());
            }
            Decision::Deny { reason } => match reason {
                Reason::Throttled { until } => said.until = *until,
                Reason::TooEarly { from } => said.until = *from,
                _ => {}
            },
        }
        said
    }
}

impl dw_decision {
    fn note(&mut self, applied: &Applied) -> u8 {
        match applied {
            Applied::Service(command) => {
                self.command = command.into();
                DW_APPLIED_SERVICE
            }
            Applied::Bulletin { sequence } => {
                self.value = *sequence;
                DW_APPLIED_BULLETIN
            }
            Applied::Confirmed => DW_APPLIED_CONFIRMED,
            Applied::PowerRestored => DW_APPLIED_POWER_RESTORED,
            Applied::Ticked => DW_APPLIED_TICKED,
            Applied::ReadLog => DW_APPLIED_READ_LOG,
            Applied::UpdateFirmware { manifest } => {
                self.manifest = *manifest;
                DW_APPLIED_UPDATE_FIRMWARE
            }
            Applied::Own => DW_APPLIED_OWN,
            Applied::Transferred { epoch } => {
                self.value = *epoch;
                DW_APPLIED_TRANSFERRED
            }
            Applied::LimitsReplaced => DW_APPLIED_LIMITS_REPLACED,
        }
    }
}

/// Provisions a box: saves its first snapshot, with the clock unset and nothing used. Erase
/// `first_audit` afterwards. A box that lost its state is provisioned with the keys of the next
/// generation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_provision(
    profile: *const dw_profile,
    key: *const dw_key,
    first_audit: *const dw_key,
    epoch: u32,
    zone: *const dw_zone,
    store: *const dw_store,
    lockbox: *mut dw_lockbox,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (profile, key, audit) = unsafe { (read(profile)?, read(key)?, read(first_audit)?) };
        // SAFETY: the contract of the header.
        let (zone, store) = unsafe { (read(zone)?, read(store)?) };
        // SAFETY: the contract of the header.
        let lockbox = unsafe { room(lockbox)? };
        let profile: Profile = profile.try_into()?;
        let mut store = Callbacks::try_from(store)?;
        let zone = zone.try_into()?;
        let provisioned =
            Lockbox::provision(&profile, key.key()?, &audit.key()?, epoch, zone, &mut store)?;
        lockbox.put(made(provisioned));
        Ok(())
    })
}

/// # Safety
/// As for [`out`], of a whole `dw_lockbox`.
unsafe fn room(
    lockbox: *mut dw_lockbox,
) -> Result<crate::guard::Out<MaybeUninit<State>>, dw_result> {
    // SAFETY: the caller's promise; a `dw_lockbox` is aligned for a `State`.
    unsafe { out(lockbox) }?;
    // SAFETY: as above.
    unsafe { out(lockbox.cast::<MaybeUninit<State>>()) }
}

/// A box that remembers the `length` bytes saved last. Anything else, even none, makes a box
/// that refuses everything until it is provisioned anew: `dw_lockbox_status` says
/// `DW_REFUSED_STATE_LOST`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_restore(
    id: *const dw_id,
    codes: *const dw_code_profile,
    key: *const dw_key,
    snapshot: *const u8,
    length: usize,
    lockbox: *mut dw_lockbox,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (id, codes, key) = unsafe { (read(id)?, read(codes)?, read(key)?) };
        // SAFETY: the contract of the header.
        let (snapshot, lockbox) = unsafe { (read_slice(snapshot, length)?, room(lockbox)?) };
        let restored = Lockbox::restore(&id.try_into()?, codes.try_into()?, key.key()?, snapshot);
        lockbox.put(made(restored));
        Ok(())
    })
}

/// Ends a box: its key is erased from memory, and the memory is the caller's again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_erase(lockbox: *mut dw_lockbox) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let held = unsafe { hold(lockbox)? };
        let held = ManuallyDrop::new(held);
        let state = (&raw const *held.0).cast_mut();
        // SAFETY: made, held by nobody else, and not looked at again.
        unsafe {
            ManuallyDrop::drop(&mut (*state).lockbox);
            (*state).standing = 0;
        }
        Ok(())
    })
}

/// Runs a call that saves and decides.
///
/// # Safety
/// As for [`change`] and [`read`].
// Once for all calls, not once for each.
#[inline(never)]
unsafe fn decide(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    decision: *mut dw_decision,
    call: &mut dyn FnMut(&mut Lockbox, &mut Callbacks) -> Decision,
) -> Ended {
    apart(lockbox, store, 1)?;
    apart(lockbox, decision, 1)?;
    // SAFETY: the caller's promise; they were seen to lie apart.
    let (store, decision) = unsafe { (read(store)?, out(decision)?) };
    let mut store = Callbacks::try_from(store)?;
    // SAFETY: the caller's promise.
    let held = unsafe { hold(lockbox)? };
    let decided = call(&mut held.0.lockbox, &mut store);
    decision.put((&decided).into());
    Ok(())
}

/// Decides about the `length` keys pressed at `now`, as ASCII, after an operation was chosen. An
/// entry is counted as a refusal, and saved, before it is compared; an opening is saved before
/// it is answered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_enter_code(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    now: u64,
    chosen_operation: u8,
    digits: *const u8,
    length: usize,
    decision: *mut dw_decision,
) -> dw_result {
    run(|| {
        apart(lockbox, digits, length)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let digits = unsafe { read_slice(digits, length)? };
        let operation = operation(chosen_operation)?;
        // SAFETY: the contract of the header.
        unsafe {
            decide(lockbox, store, decision, &mut |lockbox, store| {
                lockbox.enter_code(store, now, operation, digits)
            })
        }
    })
}

/// Notes that the door was opened after the last opening: its code cannot be repeated. For
/// boxes with a sensor.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_confirm_opened(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    now: u64,
    decision: *mut dw_decision,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        unsafe {
            decide(lockbox, store, decision, &mut |lockbox, store| {
                lockbox.confirm_opened(store, now)
            })
        }
    })
}

/// Notes that the clock lost its power: it is unset, and goes on from the last instant saved,
/// to which the caller sets it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_power_restored(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    decision: *mut dw_decision,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        unsafe {
            decide(lockbox, store, decision, &mut |lockbox, store| {
                lockbox.power_restored(store)
            })
        }
    })
}

/// Keeps time: to be called now and then; saves when an hour has passed since it last did.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_tick(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    now: u64,
    decision: *mut dw_decision,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        unsafe {
            decide(lockbox, store, decision, &mut |lockbox, store| {
                lockbox.tick(store, now)
            })
        }
    })
}

/// Decides about the bulletin of `length` bytes that a phone brought.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_apply_bulletin(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    now: u64,
    message: *const u8,
    length: usize,
    decision: *mut dw_decision,
) -> dw_result {
    run(|| {
        apart(lockbox, message, length)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let message = unsafe { read_slice(message, length)? };
        // SAFETY: the contract of the header.
        unsafe {
            decide(lockbox, store, decision, &mut |lockbox, store| {
                lockbox.apply_bulletin(store, now, message)
            })
        }
    })
}

/// Replaces the limits by `length` bytes of a phone, on a connection on which a grant was
/// accepted for acting as the owner.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_replace_limits(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    now: u64,
    limits: *const u8,
    length: usize,
    decision: *mut dw_decision,
) -> dw_result {
    run(|| {
        apart(lockbox, limits, length)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let limits = unsafe { read_slice(limits, length)? };
        // SAFETY: the contract of the header.
        unsafe {
            decide(lockbox, store, decision, &mut |lockbox, store| {
                lockbox.replace_limits(store, now, limits)
            })
        }
    })
}

/// Notes that somebody pressed a key on the box: for 30 seconds a phone may ask for a first
/// challenge.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_key_pressed(lockbox: *mut dw_lockbox, now: u64) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let held = unsafe { hold(lockbox)? };
        held.0.lockbox.key_pressed(now);
        Ok(())
    })
}

/// Notes that the phone is no longer connected.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_disconnected(lockbox: *mut dw_lockbox) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let held = unsafe { hold(lockbox)? };
        held.0.lockbox.disconnected();
        Ok(())
    })
}

/// Gives a phone a challenge, from 16 random bytes. `DW_REFUSED_CHALLENGE_SPENT` where none may
/// be given; `DW_REFUSED_STATE_LOST`, `DW_REFUSED_STORE_FAILED`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_open_session(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    now: u64,
    entropy: *const dw_nonce,
    challenge: *mut dw_nonce,
) -> dw_result {
    run(|| {
        apart(lockbox, store, 1)?;
        apart(lockbox, entropy, 1)?;
        apart(lockbox, challenge, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (store, entropy, challenge) =
            unsafe { (read(store)?, read(entropy)?, out(challenge)?) };
        let mut store = Callbacks::try_from(store)?;
        // SAFETY: the contract of the header.
        let held = unsafe { hold(lockbox)? };
        let bytes = held
            .0
            .lockbox
            .open_session(&mut store, now, &entropy.bytes)?;
        challenge.put(dw_nonce { bytes });
        Ok(())
    })
}

/// Bytes of a box's longest answer to a presentation.
pub const DW_ANSWER_MAX_LEN: usize = 33;

/// A box's answer to a phone.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_answer {
    /// 1, or 33 with an acknowledgement.
    pub length: u8,
    /// What to send.
    pub bytes: [u8; DW_ANSWER_MAX_LEN],
}

impl From<&Answer> for dw_answer {
    fn from(answer: &Answer) -> Self {
        let (bytes, length) = answer.to_bytes();
        Self {
            length: u8::try_from(length).unwrap_or(0),
            bytes,
        }
    }
}

/// Decides about the grant that a phone presented in `length` bytes, in answer to the last
/// challenge, which ends with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_present_grant(
    lockbox: *mut dw_lockbox,
    store: *const dw_store,
    now: u64,
    message: *const u8,
    length: usize,
    decision: *mut dw_decision,
    answer: *mut dw_answer,
) -> dw_result {
    run(|| {
        apart(lockbox, message, length)?;
        apart(lockbox, answer, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (message, answer) = unsafe { (read_slice(message, length)?, out(answer)?) };
        let mut given = None;
        // SAFETY: the contract of the header.
        unsafe {
            decide(lockbox, store, decision, &mut |lockbox, store| {
                let answer = lockbox.present_grant(store, now, message);
                given = Some(dw_answer::from(&answer));
                answer.decision
            })?;
        }
        answer.put(given.ok_or(dw_result::DW_ERROR_NOT_READY)?);
        Ok(())
    })
}

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
        let state = held.0.lockbox.state().map_err(lost)?;
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
        let found = held.0.lockbox.keypad(now).map_err(lost)?;
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
            bytes: state.0.lockbox.audit_head(now)?,
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
            bytes: state.0.lockbox.drain_audit(&mut store, now)?,
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
        let written = held.0.lockbox.audit_rows()?;
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
        let written = held.0.lockbox.audit_rows()?;
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
        let said = held.0.lockbox.status_line(millivolts, firmware)?;
        line.put(dw_status_line {
            bytes: said.to_bytes(),
        });
        Ok(())
    })
}
