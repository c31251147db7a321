//! Keys, from the root down (specification, keys).

use doorward::calendar::Day;
use doorward::keys::{Id, Purpose, purpose};

use crate::guard::{change, out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::{Bytes, dw_id, dw_key, out_key, read_key};

/// The id of `length` characters at `text`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_id_make(text: *const u8, length: usize, id: *mut dw_id) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, id) = unsafe { (read_slice(text, length)?, out(id)?) };
        let made = Id::from_ascii(text)?;
        id.put(dw_id::from(&made));
        Ok(())
    })
}

/// Derives a key from another.
///
/// # Safety
/// The contract of the header.
unsafe fn derive<P: Purpose, Q: Purpose>(
    from: *const dw_key,
    key: *mut dw_key,
    step: impl FnOnce(&Bytes<P>) -> Bytes<Q>,
) -> dw_result {
    run(|| {
        // SAFETY: the caller's promise.
        let (from, key) = unsafe { (read_key(from)?, out_key(key)?) };
        key.put(*step(from).expose_bytes());
        Ok(())
    })
}

/// Derives the key of something that has an id.
///
/// # Safety
/// The contract of the header.
unsafe fn derive_for<Q: Purpose>(
    root: *const dw_key,
    id: *const dw_id,
    key: *mut dw_key,
    step: impl FnOnce(&Bytes<purpose::Root>, &Id) -> Bytes<Q>,
) -> dw_result {
    run(|| {
        // SAFETY: the caller's promise.
        let (root, key, id) = unsafe { (read_key(root)?, out_key(key)?, read(id)?) };
        let id = id.try_into()?;
        key.put(*step(root, &id).expose_bytes());
        Ok(())
    })
}

/// The key of a lockbox, from the service's root key. `generation` counts the box's
/// provisionings from 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_lockbox(
    root: *const dw_key,
    id: *const dw_id,
    generation: u32,
    key: *mut dw_key,
) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe { derive_for(root, id, key, |root, id| root.lockbox(id, generation)) }
}

/// The key of the first row of a lockbox's log, from the root key: loaded at provisioning,
/// and kept by the service.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_first_audit(
    root: *const dw_key,
    id: *const dw_id,
    generation: u32,
    key: *mut dw_key,
) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe { derive_for(root, id, key, |root, id| root.first_audit(id, generation)) }
}

/// The key of the row of the log after the one with key `audit`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_next_audit(audit: *const dw_key, key: *mut dw_key) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe { derive(audit, key, |audit: &Bytes<purpose::Audit>| audit.next()) }
}

/// The key of a card's renewal codes, from the root key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_credential(
    root: *const dw_key,
    id: *const dw_id,
    key: *mut dw_key,
) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe { derive_for(root, id, key, Bytes::credential) }
}

/// The key that the day keys of an ownership epoch come from.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_day_root(
    lockbox: *const dw_key,
    epoch: u32,
    key: *mut dw_key,
) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe {
        derive(lockbox, key, |lockbox: &Bytes<purpose::Lockbox>| {
            lockbox.day_root(epoch)
        })
    }
}

/// The key of one date, in days since 1970-01-01 in the lockbox's zone. A phone that has it
/// issues that date's codes offline, and no other's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_day(
    day_root: *const dw_key,
    day: u32,
    key: *mut dw_key,
) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe {
        derive(day_root, key, |day_root: &Bytes<purpose::DayRoot>| {
            day_root.day(Day::from_number(day))
        })
    }
}

/// The key of the FlexCodes of an ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_flex(
    lockbox: *const dw_key,
    epoch: u32,
    key: *mut dw_key,
) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe {
        derive(lockbox, key, |lockbox: &Bytes<purpose::Lockbox>| {
            lockbox.flex(epoch)
        })
    }
}

/// The key of the grants of an ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_grant(
    lockbox: *const dw_key,
    epoch: u32,
    key: *mut dw_key,
) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe {
        derive(lockbox, key, |lockbox: &Bytes<purpose::Lockbox>| {
            lockbox.grant(epoch)
        })
    }
}

/// The key of a lockbox's service codes, in every ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_service(lockbox: *const dw_key, key: *mut dw_key) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe {
        derive(lockbox, key, |lockbox: &Bytes<purpose::Lockbox>| {
            lockbox.service()
        })
    }
}

/// The key of a lockbox's bulletins, in every ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_bulletin(lockbox: *const dw_key, key: *mut dw_key) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe {
        derive(lockbox, key, |lockbox: &Bytes<purpose::Lockbox>| {
            lockbox.bulletin()
        })
    }
}

/// The key of the challenges that a lockbox gives, in every ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_challenge(lockbox: *const dw_key, key: *mut dw_key) -> dw_result {
    // SAFETY: the contract of the header.
    unsafe {
        derive(lockbox, key, |lockbox: &Bytes<purpose::Lockbox>| {
            lockbox.challenge()
        })
    }
}

/// Overwrites a key with zeros, in a way that the compiler does not leave out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_erase(key: *mut dw_key) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let key = unsafe { change(key)? };
        zeroize::Zeroize::zeroize(&mut key.bytes);
        Ok(())
    })
}
