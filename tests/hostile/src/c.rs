//! The C library: memory filled with anything at all, as a careless caller or an attacker's message
//! fills it.

use std::ffi::c_void;
use std::mem::MaybeUninit;

use doorward::codes::Code;
use doorward::grants::Grant;
use doorward_c as c;

use crate::bytes::Bytes;

/// A value of C's made of any bytes; all of C's types here are integers and arrays of them.
fn any<T: Copy>(bytes: &mut Bytes<'_>) -> T {
    let mut value = MaybeUninit::<T>::zeroed();
    let taken = bytes.take(size_of::<T>());
    // SAFETY: no more bytes than the value has, and any are a value of integers.
    unsafe {
        std::ptr::copy_nonoverlapping(taken.as_ptr(), value.as_mut_ptr().cast(), taken.len());
        value.assume_init()
    }
}

fn zeroed<T>() -> T {
    // SAFETY: all of C's types here are integers and arrays of them.
    unsafe { MaybeUninit::zeroed().assume_init() }
}

unsafe extern "C" fn save(context: *mut c_void, snapshot: *const u8, length: usize) -> u32 {
    // SAFETY: the context is the vector that the store below was made with.
    let saved = unsafe { &mut *context.cast::<Vec<u8>>() };
    // SAFETY: the library hands over so many bytes.
    *saved = unsafe { std::slice::from_raw_parts(snapshot, length) }.to_vec();
    0
}

/// Texts, structs and messages: every call answers, and as the library in Rust does.
pub(crate) fn c_interface(data: &[u8]) {
    let mut bytes = Bytes(data);
    match bytes.u8() % 6 {
        0 => texts(bytes.rest()),
        1 => codes(&mut bytes),
        2 => grants(&mut bytes),
        3 => bulletins(&mut bytes),
        4 => zones(&mut bytes),
        _ => lockbox(&mut bytes),
    }
}

fn texts(text: &[u8]) {
    let mut code: c::dw_code = zeroed();
    // SAFETY: a text with its length, and a place that nobody else uses.
    let result = unsafe { c::dw_code_parse(text.as_ptr(), text.len(), &raw mut code) };
    assert_eq!(
        result == c::dw_result::DW_OK,
        Code::from_ascii(text).is_ok()
    );
    let mut grant: c::dw_grant = zeroed();
    // SAFETY: as above.
    let result = unsafe { c::dw_grant_parse(text.as_ptr(), text.len(), &raw mut grant) };
    let read = std::str::from_utf8(text)
        .ok()
        .and_then(|text| Grant::from_text(text).ok());
    assert_eq!(result == c::dw_result::DW_OK, read.is_some());
}

fn codes(bytes: &mut Bytes<'_>) {
    let key = c::dw_key { bytes: [7; 32] };
    let profile: c::dw_code_profile = any(bytes);
    let (zone, code): (c::dw_zone, c::dw_code) = (any(bytes), any(bytes));
    let (epoch, now, tolerance, operation) = (bytes.u32(), bytes.u64(), bytes.u32(), bytes.u8());
    let mut reading: c::dw_reading = zeroed();
    let mut terms: c::dw_flex_terms = any(bytes);
    let mut made: c::dw_code = zeroed();
    let (mut date, mut slot, mut number) = (0_u32, 0_u8, 0_u8);
    let mut command: c::dw_service_command = zeroed();
    // SAFETY: every pointer is to a value of its own that outlives the call.
    unsafe {
        c::dw_code_read(
            &raw const key,
            epoch,
            &raw const profile,
            &raw const zone,
            now,
            tolerance,
            operation,
            &raw const code,
            &raw mut reading,
        );
        let digits = bytes.u8();
        c::dw_day_read(
            &raw const key,
            digits,
            &raw const zone,
            now,
            tolerance,
            &raw const code,
            &raw mut date,
            &raw mut slot,
        );
        c::dw_flex_code(&raw const key, digits, &raw const terms, &raw mut made);
        c::dw_flex_read(
            &raw const key,
            digits,
            now,
            tolerance,
            operation,
            &raw const code,
            &raw mut terms,
        );
        c::dw_service_cancel_flex(&raw const key, &raw const terms, epoch, &raw mut made);
        c::dw_service_read(&raw const key, &raw const code, &raw mut command);
        c::dw_renewal_read(&raw const key, epoch, &raw const code, &raw mut number);
    }
}

fn grants(bytes: &mut Bytes<'_>) {
    let (grant, caveat): (c::dw_grant, c::dw_caveat) = (any(bytes), any(bytes));
    let (challenge, nonce): (c::dw_nonce, c::dw_nonce) = (zeroed(), zeroed());
    let mut view: c::dw_grant_view = zeroed();
    let mut narrowed: c::dw_grant = zeroed();
    let mut presentation: c::dw_presentation = any(bytes);
    let right = bytes.u16();
    let argument = bytes.rest();
    // SAFETY: every pointer is to a value of its own that outlives the call.
    unsafe {
        c::dw_grant_read(&raw const grant, &raw mut view);
        c::dw_grant_narrow(&raw const grant, &raw const caveat, &raw mut narrowed);
        c::dw_grant_check_acknowledgement(
            &raw const grant,
            &raw const challenge,
            &raw const presentation,
            1,
            argument.as_ptr(),
            argument.len(),
        );
        c::dw_grant_present(
            &raw const grant,
            &raw const challenge,
            &raw const nonce,
            right,
            argument.as_ptr(),
            argument.len(),
            &raw mut presentation,
        );
    }
}

fn bulletins(bytes: &mut Bytes<'_>) {
    let key = c::dw_key { bytes: [7; 32] };
    let (id, bulletin): (c::dw_id, c::dw_bulletin) = (any(bytes), any(bytes));
    let mut message: c::dw_bulletin_message = zeroed();
    let mut opened: c::dw_bulletin = zeroed();
    // SAFETY: every pointer is to a value of its own that outlives the call.
    unsafe {
        let sealed = c::dw_bulletin_seal(&raw const key, &raw const bulletin, &raw mut message);
        let rest = bytes.rest();
        c::dw_bulletin_open(
            &raw const key,
            &raw const id,
            rest.as_ptr(),
            rest.len(),
            &raw mut opened,
        );
        if sealed == c::dw_result::DW_OK {
            let result = c::dw_bulletin_open(
                &raw const key,
                &raw const bulletin.lockbox,
                message.bytes.as_ptr(),
                message.length.into(),
                &raw mut opened,
            );
            assert_eq!(result, c::dw_result::DW_OK);
        }
    }
}

fn zones(bytes: &mut Bytes<'_>) {
    let zone: c::dw_zone = any(bytes);
    let (mut offset, mut date, mut start, mut end) = (0_i16, 0_u32, 0_u64, 0_u64);
    let (instant, day) = (bytes.u64(), bytes.u32());
    // SAFETY: every pointer is to a value of its own that outlives the call.
    let results = unsafe {
        [
            c::dw_zone_offset_at(&raw const zone, instant, &raw mut offset),
            c::dw_zone_day_at(&raw const zone, instant, &raw mut date),
            c::dw_zone_day_bounds(&raw const zone, day, &raw mut start, &raw mut end),
        ]
    };
    let is_zone = doorward::calendar::Zone::from_bytes(&zone.bytes).is_ok();
    assert_eq!(results[0] == c::dw_result::DW_OK, is_zone);
    assert!(start <= end);
}

fn lockbox(bytes: &mut Bytes<'_>) {
    let key = c::dw_key { bytes: [7; 32] };
    let (id, codes): (c::dw_id, c::dw_code_profile) = (any(bytes), any(bytes));
    let mut saved: Vec<u8> = Vec::new();
    let store = c::dw_store {
        context: (&raw mut saved).cast(),
        save: Some(save),
    };
    let mut place: Box<c::dw_lockbox> = Box::new(zeroed());
    let lockbox: *mut c::dw_lockbox = &raw mut *place;
    let mut decision: c::dw_decision = zeroed();
    let mut answer: c::dw_answer = zeroed();
    let mut challenge: c::dw_nonce = zeroed();
    let entropy: c::dw_nonce = any(bytes);
    let mut head: c::dw_head = zeroed();
    let len = usize::from(bytes.u16()) % 1_600;
    let snapshot = bytes.take(len);
    // SAFETY: every pointer is to a value of its own that outlives the call; the box stays where
    // it is.
    unsafe {
        let restored = c::dw_lockbox_restore(
            &raw const id,
            &raw const codes,
            &raw const key,
            snapshot.as_ptr(),
            snapshot.len(),
            lockbox,
        );
        let store = &raw const store;
        while !bytes.is_empty() {
            let (now, kind) = (bytes.u64(), bytes.u8());
            let len = usize::from(bytes.u8());
            let operation = bytes.u8();
            let message = bytes.take(len);
            let (start, len) = (message.as_ptr(), message.len());
            let decided = &raw mut decision;
            let _ = match kind % 6 {
                0 => c::dw_lockbox_enter_code(lockbox, store, now, operation, start, len, decided),
                1 => c::dw_lockbox_apply_bulletin(lockbox, store, now, start, len, decided),
                2 => c::dw_lockbox_open_session(
                    lockbox,
                    store,
                    now,
                    &raw const entropy,
                    &raw mut challenge,
                ),
                3 => c::dw_lockbox_present_grant(
                    lockbox,
                    store,
                    now,
                    start,
                    len,
                    decided,
                    &raw mut answer,
                ),
                4 => c::dw_lockbox_tick(lockbox, store, now, decided),
                _ => c::dw_lockbox_drain_audit(lockbox, store, now, &raw mut head),
            };
        }
        let erased = c::dw_lockbox_erase(lockbox);
        assert_eq!(
            erased == c::dw_result::DW_OK,
            restored == c::dw_result::DW_OK
        );
    }
}
