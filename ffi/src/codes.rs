//! Codes: what the service and a phone issue, and what a reader without a memory reads
//! (specification, day codes to renewal codes).

use doorward::calendar::Day;
use doorward::codes::day::Issuer;
use doorward::codes::{Code, CodeReader, FlexTerms, FlexWindow, Reading};
use doorward::keys::{CredentialKey, DayKey, FlexKey, LockboxKey, ServiceKey, purpose};

use crate::guard::{flag, out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::{
    Bytes, code_use, dw_code, dw_code_profile, dw_flex_terms, dw_key, dw_service_command, dw_zone,
    operation, read_key, tolerance,
};

/// The code of `length` digits at `digits`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_code_parse(
    digits: *const u8,
    length: usize,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (digits, code) = unsafe { (read_slice(digits, length)?, out(code)?) };
        code.put(Code::from_ascii(digits)?.into());
        Ok(())
    })
}

/// The day code of a slot, 0 to 15, in 7 to 9 digits.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_day_code(
    day_key: *const dw_key,
    digits: u8,
    slot: u8,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, code) = unsafe { (read(day_key)?, out(code)?) };
        let key: DayKey = key.key();
        code.put(key.code(digits, slot)?.into());
        Ok(())
    })
}

/// The day code of the lowest slot that may be issued. Bit `1 << slot` of `taken` says which
/// were; `is_holder` is 1 for a phone that was handed the day key, whose slots are 8 to 15,
/// and 0 for the service, whose slots are 0 to 7.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_day_issue(
    day_key: *const dw_key,
    digits: u8,
    taken: u16,
    is_holder: u8,
    slot: *mut u8,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, slot, code) = unsafe { (read(day_key)?, out(slot)?, out(code)?) };
        let key: DayKey = key.key();
        let issuer = if flag(is_holder)? {
            Issuer::Holder
        } else {
            Issuer::Service
        };
        let (lowest, made) = key.issue(digits, taken, issuer)?;
        slot.put(lowest);
        code.put(made.into());
        Ok(())
    })
}

/// Reads a day code at an instant in Unix seconds: its date and slot, or
/// `DW_NOT_ACCEPTED`. Takes the same time for every code.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_day_read(
    day_root: *const dw_key,
    digits: u8,
    zone: *const dw_zone,
    now: u64,
    tolerance_seconds: u32,
    code: *const dw_code,
    date: *mut u32,
    slot: *mut u8,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, zone, code) = unsafe { (read_key(day_root)?, read(zone)?, read(code)?) };
        // SAFETY: the contract of the header.
        let (date, slot) = unsafe { (out(date)?, out(slot)?) };
        let key: &Bytes<purpose::DayRoot> = key;
        let tolerance = tolerance(tolerance_seconds)?;
        let found = key.read(digits, &zone.try_into()?, now, tolerance, &code.try_into()?)?;
        date.put(found.day.number());
        slot.put(found.slot);
        Ok(())
    })
}

/// The FlexCode of these terms, in 10 or 11 digits.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_flex_code(
    flex_key: *const dw_key,
    digits: u8,
    terms: *const dw_flex_terms,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, terms, code) = unsafe { (read(flex_key)?, read(terms)?, out(code)?) };
        let key: FlexKey = key.key();
        code.put(key.code(digits, &terms.try_into()?)?.into());
        Ok(())
    })
}

/// The FlexCode of the lowest copy that may be issued for a window: `terms` says which, and
/// its `copy` must be 0. Bit `1 << copy` of `taken` says which were issued. `issued` has the
/// terms with the copy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_flex_issue(
    flex_key: *const dw_key,
    digits: u8,
    terms: *const dw_flex_terms,
    taken: u8,
    issued: *mut dw_flex_terms,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, terms) = unsafe { (read(flex_key)?, read(terms)?) };
        // SAFETY: the contract of the header.
        let (issued, code) = unsafe { (out(issued)?, out(code)?) };
        if terms.copy != 0 || terms.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        let key: FlexKey = key.key();
        let window = FlexWindow::new(terms.start, terms.seconds)?;
        let (operation, code_use) = (operation(terms.operation)?, code_use(terms.code_use)?);
        let (terms, digits) = key.issue(digits, window, operation, code_use, taken)?;
        issued.put(dw_flex_terms::from(&terms));
        code.put(digits.into());
        Ok(())
    })
}

/// Reads a FlexCode typed after an operation was chosen: its terms, or `DW_NOT_ACCEPTED`.
/// Takes the same time for every code.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_flex_read(
    flex_key: *const dw_key,
    digits: u8,
    now: u64,
    tolerance_seconds: u32,
    chosen_operation: u8,
    code: *const dw_code,
    terms: *mut dw_flex_terms,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, code, terms) = unsafe { (read(flex_key)?, read(code)?, out(terms)?) };
        let key: FlexKey = key.key();
        let (tolerance, operation) = (tolerance(tolerance_seconds)?, operation(chosen_operation)?);
        let found = key.read(digits, now, tolerance, operation, &code.try_into()?)?;
        terms.put(dw_flex_terms::from(&found));
        Ok(())
    })
}

/// A service code that cancels a FlexCode of an ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_service_cancel_flex(
    service_key: *const dw_key,
    terms: *const dw_flex_terms,
    epoch: u32,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, terms, code) = unsafe { (read(service_key)?, read(terms)?, out(code)?) };
        let key: ServiceKey = key.key();
        let terms: FlexTerms = terms.try_into()?;
        code.put(key.cancel_flex(&terms, epoch)?.into());
        Ok(())
    })
}

/// A service code that cancels a day code of an ownership epoch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_service_cancel_day(
    service_key: *const dw_key,
    date: u32,
    slot: u8,
    epoch: u32,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, code) = unsafe { (read(service_key)?, out(code)?) };
        let key: ServiceKey = key.key();
        code.put(key.cancel_day(Day::from_number(date), slot, epoch)?.into());
        Ok(())
    })
}

/// A service code that sets the clock to the minute of `now`, rounded down. Made for the
/// present minute alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_service_set_clock(
    service_key: *const dw_key,
    now: u64,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, code) = unsafe { (read(service_key)?, out(code)?) };
        let key: ServiceKey = key.key();
        code.put(key.set_clock(now)?.into());
        Ok(())
    })
}

/// A service code that raises the ownership epoch to `epoch`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_service_raise_epoch(
    service_key: *const dw_key,
    epoch: u32,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, code) = unsafe { (read(service_key)?, out(code)?) };
        let key: ServiceKey = key.key();
        code.put(key.raise_epoch(epoch)?.into());
        Ok(())
    })
}

/// Reads a service code: its command, or `DW_NOT_ACCEPTED`. Whether a box does it is for the
/// box to say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_service_read(
    service_key: *const dw_key,
    code: *const dw_code,
    command: *mut dw_service_command,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, code, command) = unsafe { (read(service_key)?, read(code)?, out(command)?) };
        let key: ServiceKey = key.key();
        command.put((&key.read(&code.try_into()?)?).into());
        Ok(())
    })
}

/// A card's renewal code of a date, in its association's zone; `number` counts the renewals of
/// that month from 0 to 2.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_renewal_code(
    credential_key: *const dw_key,
    date: u32,
    number: u8,
    code: *mut dw_code,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, code) = unsafe { (read(credential_key)?, out(code)?) };
        let key: CredentialKey = key.key();
        code.put(key.renewal_code(Day::from_number(date), number)?.into());
        Ok(())
    })
}

/// Reads a renewal code of a date, as a card does: its number, or `DW_NOT_ACCEPTED`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_renewal_read(
    credential_key: *const dw_key,
    date: u32,
    code: *const dw_code,
    number: *mut u8,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, code, number) = unsafe { (read(credential_key)?, read(code)?, out(number)?) };
        let key: CredentialKey = key.key();
        number.put(key.read_renewal(Day::from_number(date), &code.try_into()?)?);
        Ok(())
    })
}

/// A day code was read.
pub const DW_FAMILY_DAY: u8 = 1;
/// A FlexCode was read.
pub const DW_FAMILY_FLEX: u8 = 2;
/// A service code was read.
pub const DW_FAMILY_SERVICE: u8 = 3;

/// What a code turned out to be. Members that its family does not have are zero.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct dw_reading {
    /// The terms of a FlexCode.
    pub terms: dw_flex_terms,
    /// The command of a service code.
    pub command: dw_service_command,
    /// The ownership epoch of a day code or a FlexCode.
    pub epoch: u32,
    /// The date of a day code, in days since 1970-01-01.
    pub day: u32,
    /// The family: `DW_FAMILY_...`.
    pub family: u8,
    /// The slot of a day code, 0 to 15.
    pub slot: u8,
    /// Zero.
    pub reserved: [u8; 6],
}

impl From<&Reading> for dw_reading {
    fn from(reading: &Reading) -> Self {
        let none = Self::default();
        match reading {
            Reading::Day { epoch, day, slot } => Self {
                family: DW_FAMILY_DAY,
                epoch: *epoch,
                day: day.number(),
                slot: *slot,
                ..none
            },
            Reading::Flex { epoch, terms } => Self {
                family: DW_FAMILY_FLEX,
                epoch: *epoch,
                terms: terms.into(),
                ..none
            },
            Reading::Service(command) => Self {
                family: DW_FAMILY_SERVICE,
                command: command.into(),
                ..none
            },
        }
    }
}

/// Reads a code of any family of a lockbox in an ownership epoch, typed after an operation was
/// chosen; or `DW_NOT_ACCEPTED`. It remembers nothing: a box calls `dw_lockbox_enter_code`.
/// The time depends on the code's length and on the clock, never on the code.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_code_read(
    lockbox_key: *const dw_key,
    epoch: u32,
    profile: *const dw_code_profile,
    zone: *const dw_zone,
    now: u64,
    tolerance_seconds: u32,
    chosen_operation: u8,
    code: *const dw_code,
    reading: *mut dw_reading,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, profile) = unsafe { (read(lockbox_key)?, read(profile)?) };
        // SAFETY: the contract of the header.
        let (zone, code, reading) = unsafe { (read(zone)?, read(code)?, out(reading)?) };
        let key: LockboxKey = key.key();
        let reader = CodeReader::new(&key, epoch, profile.try_into()?);
        let (tolerance, operation) = (tolerance(tolerance_seconds)?, operation(chosen_operation)?);
        let found = reader.read(
            &zone.try_into()?,
            now,
            tolerance,
            operation,
            &code.try_into()?,
        )?;
        reading.put(dw_reading::from(&found));
        Ok(())
    })
}
