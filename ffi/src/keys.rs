//! Keys, from the root down (specification, keys).

use doorward::calendar::Day;
use doorward::keys::{AuditKey, DayRootKey, Id, LockboxKey, RootKey};

use crate::guard::{out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::{dw_id, dw_key};

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

/// The key of a lockbox, from the service's root key. `generation` counts the box's
/// provisionings from 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_lockbox(
    root: *const dw_key,
    id: *const dw_id,
    generation: u32,
    key: *mut dw_key,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (root, id, key) = unsafe { (read(root)?, read(id)?, out(key)?) };
        let root: RootKey = root.key()?;
        key.put(root.lockbox(&id.try_into()?, generation).into());
        Ok(())
    })
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
    run(|| {
        // SAFETY: the contract of the header.
        let (root, id, key) = unsafe { (read(root)?, read(id)?, out(key)?) };
        let root: RootKey = root.key()?;
        key.put(root.first_audit(&id.try_into()?, generation).into());
        Ok(())
    })
}

/// The key of the row of the log after the one with key `audit`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_next_audit(audit: *const dw_key, key: *mut dw_key) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (audit, key) = unsafe { (read(audit)?, out(key)?) };
        let audit: AuditKey = audit.key()?;
        key.put(audit.next().into());
        Ok(())
    })
}

/// The key of a card's renewal codes, from the root key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_credential(
    root: *const dw_key,
    id: *const dw_id,
    key: *mut dw_key,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (root, id, key) = unsafe { (read(root)?, read(id)?, out(key)?) };
        let root: RootKey = root.key()?;
        key.put(root.credential(&id.try_into()?).into());
        Ok(())
    })
}

/// The key that the day keys of an ownership epoch come from.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_day_root(
    lockbox: *const dw_key,
    epoch: u32,
    key: *mut dw_key,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (lockbox, key) = unsafe { (read(lockbox)?, out(key)?) };
        let lockbox: LockboxKey = lockbox.key()?;
        key.put(lockbox.day_root(epoch).into());
        Ok(())
    })
}

/// The key of one date, in days since 1970-01-01 in the lockbox's zone. A phone that has it
/// issues that date's codes offline, and no other's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_day(
    day_root: *const dw_key,
    day: u32,
    key: *mut dw_key,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (day_root, key) = unsafe { (read(day_root)?, out(key)?) };
        let day_root: DayRootKey = day_root.key()?;
        key.put(day_root.day(Day::from_number(day)).into());
        Ok(())
    })
}

/// The key of the FlexCodes of an ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_flex(
    lockbox: *const dw_key,
    epoch: u32,
    key: *mut dw_key,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (lockbox, key) = unsafe { (read(lockbox)?, out(key)?) };
        let lockbox: LockboxKey = lockbox.key()?;
        key.put(lockbox.flex(epoch).into());
        Ok(())
    })
}

/// The key of the grants of an ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_grant(
    lockbox: *const dw_key,
    epoch: u32,
    key: *mut dw_key,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (lockbox, key) = unsafe { (read(lockbox)?, out(key)?) };
        let lockbox: LockboxKey = lockbox.key()?;
        key.put(lockbox.grant(epoch).into());
        Ok(())
    })
}

/// The key of a lockbox's service codes, in every ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_service(lockbox: *const dw_key, key: *mut dw_key) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (lockbox, key) = unsafe { (read(lockbox)?, out(key)?) };
        let lockbox: LockboxKey = lockbox.key()?;
        key.put(lockbox.service().into());
        Ok(())
    })
}

/// The key of a lockbox's bulletins, in every ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_bulletin(lockbox: *const dw_key, key: *mut dw_key) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (lockbox, key) = unsafe { (read(lockbox)?, out(key)?) };
        let lockbox: LockboxKey = lockbox.key()?;
        key.put(lockbox.bulletin().into());
        Ok(())
    })
}

/// The key of the challenges that a lockbox gives, in every ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_challenge(lockbox: *const dw_key, key: *mut dw_key) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (lockbox, key) = unsafe { (read(lockbox)?, out(key)?) };
        let lockbox: LockboxKey = lockbox.key()?;
        key.put(lockbox.challenge().into());
        Ok(())
    })
}

/// Overwrites a key with zeros, in a way that the compiler does not leave out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_key_erase(key: *mut dw_key) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let key = unsafe { crate::guard::change(key)? };
        zeroize::Zeroize::zeroize(&mut key.bytes);
        Ok(())
    })
}
