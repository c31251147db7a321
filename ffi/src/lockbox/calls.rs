//! What is done to a box: each call saves and decides.

use doorward::lockbox::{Answer, Decision, Lockbox};

use super::{dw_answer, dw_decision, dw_lockbox};
use crate::guard::{Out, apart, out, read, read_slice, run};
use crate::held::{Held, hold};
use crate::result::dw_result;
use crate::store::{Callbacks, dw_store};
use crate::values::{dw_nonce, operation};

/// A call that saves and decides.
struct Call<'a> {
    held: Held<'a, dw_lockbox>,
    store: Callbacks,
    decision: Out<dw_decision>,
}

impl Call<'_> {
    /// # Safety
    /// As for [`change`] and [`read`].
    // Once for all calls, not once for each: firmware links every one of them.
    #[inline(never)]
    unsafe fn begin(
        lockbox: *mut dw_lockbox,
        store: *const dw_store,
        decision: *mut dw_decision,
    ) -> Result<Self, dw_result> {
        apart(lockbox, store, 1)?;
        apart(lockbox, decision, 1)?;
        // SAFETY: the caller's promise; they were seen to lie apart.
        let (store, decision) = unsafe { (read(store)?, out(decision)?) };
        let store = Callbacks::try_from(store)?;
        // SAFETY: the caller's promise.
        let held = unsafe { hold(lockbox)? };
        Ok(Self {
            held,
            store,
            decision,
        })
    }

    /// The box and its store.
    fn parts(&mut self) -> (&mut Lockbox, &mut Callbacks) {
        (&mut self.held.0.kept, &mut self.store)
    }

    #[inline(never)]
    fn end(self, decided: &Decision) {
        self.decision.zeros().say(decided);
    }
}

/// Bytes that were brought to a box.
///
/// # Safety
/// As for [`read_slice`].
unsafe fn brought<'a>(
    lockbox: *mut dw_lockbox,
    bytes: *const u8,
    length: usize,
) -> Result<&'a [u8], dw_result> {
    apart(lockbox, bytes, length)?;
    // SAFETY: the caller's promise; they were seen to lie apart.
    unsafe { read_slice(bytes, length) }
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
        let operation = operation(chosen_operation)?;
        // SAFETY: the contract of the header.
        let digits = unsafe { brought(lockbox, digits, length)? };
        // SAFETY: the contract of the header.
        let mut call = unsafe { Call::begin(lockbox, store, decision)? };
        let (lockbox, store) = call.parts();
        let mut decided = Decision::NONE;
        lockbox.decide_on_code(store, now, operation, digits, &mut decided);
        call.end(&decided);
        Ok(())
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
        let mut call = unsafe { Call::begin(lockbox, store, decision)? };
        let (lockbox, store) = call.parts();
        let decided = lockbox.confirm_opened(store, now);
        call.end(&decided);
        Ok(())
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
        let mut call = unsafe { Call::begin(lockbox, store, decision)? };
        let (lockbox, store) = call.parts();
        let decided = lockbox.power_restored(store);
        call.end(&decided);
        Ok(())
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
        let mut call = unsafe { Call::begin(lockbox, store, decision)? };
        let (lockbox, store) = call.parts();
        let decided = lockbox.tick(store, now);
        call.end(&decided);
        Ok(())
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
        // SAFETY: the contract of the header.
        let message = unsafe { brought(lockbox, message, length)? };
        // SAFETY: the contract of the header.
        let mut call = unsafe { Call::begin(lockbox, store, decision)? };
        let (lockbox, store) = call.parts();
        let mut decided = Decision::NONE;
        lockbox.decide_on_bulletin(store, now, message, &mut decided);
        call.end(&decided);
        Ok(())
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
        // SAFETY: the contract of the header.
        let limits = unsafe { brought(lockbox, limits, length)? };
        // SAFETY: the contract of the header.
        let mut call = unsafe { Call::begin(lockbox, store, decision)? };
        let (lockbox, store) = call.parts();
        let decided = lockbox.replace_limits(store, now, limits);
        call.end(&decided);
        Ok(())
    })
}

/// Notes that somebody pressed a key on the box: for 30 seconds a phone may ask for a first
/// challenge.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_key_pressed(lockbox: *mut dw_lockbox, now: u64) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let held = unsafe { hold(lockbox)? };
        held.0.kept.key_pressed(now);
        Ok(())
    })
}

/// Notes that the phone is no longer connected.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_disconnected(lockbox: *mut dw_lockbox) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let held = unsafe { hold(lockbox)? };
        held.0.kept.disconnected();
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
        let bytes = held.0.kept.open_session(&mut store, now, &entropy.bytes)?;
        challenge.put(dw_nonce { bytes });
        Ok(())
    })
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
        // SAFETY: the contract of the header.
        let mut call = unsafe { Call::begin(lockbox, store, decision)? };
        let (lockbox, store) = call.parts();
        let mut given = Answer::NONE;
        lockbox.answer_grant(store, now, message, &mut given);
        tell(answer, &given);
        call.end(&given.decision);
        Ok(())
    })
}

// Apart from the call, whose stack has no room for it.
#[inline(never)]
fn tell(answer: Out<dw_answer>, given: &Answer) {
    answer.put(dw_answer::from(given));
}
