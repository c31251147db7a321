//! What a box may be told about its own caution (specification, lockbox).

use doorward::bounds::LIMITS_LEN;
use doorward::lockbox::{AccessHours, DayUse, Limits, Profile};

use crate::guard::{flag, out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::{dw_code_profile, dw_id, operations};

/// Bytes of encoded limits, as an owner's phone sends them.
pub const DW_LIMITS_LEN: usize = 30;

const _: () = assert!(DW_LIMITS_LEN == LIMITS_LEN);

/// The limits of a box. Begin with `dw_limits_default`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_limits {
    /// After how many seconds of the box's time the refusals in all fall by one: 3,600 to
    /// 604,800.
    pub refusal_falls_seconds: u32,
    /// How long a day code can be used again, in seconds: 60 to 43,200.
    pub reuse_seconds: u16,
    /// First minute of the local day at which codes that can be used again open, to 1,439. With
    /// `access_to` zero as well there are no access hours.
    pub access_from: u16,
    /// The minute at which they open no more, above `access_from`, to 1,440.
    pub access_to: u16,
    /// How long after an opening that was not confirmed the same code opens once more, in
    /// seconds: 0 to 600.
    pub repeat_seconds: u16,
    /// The first wait in seconds: 1 to 3,600.
    pub first_wait_seconds: u16,
    /// The longest wait in seconds: from the first wait to 43,200.
    pub longest_wait_seconds: u16,
    /// Tolerance of a clock just set, in seconds: 0 to 1,800.
    pub tolerance_seconds: u16,
    /// What the clock may drift, in parts in a million: 0 to 1,000.
    pub drift_ppm: u16,
    /// Largest tolerance in seconds: from that of a clock just set to 1,800.
    pub tolerance_max_seconds: u16,
    /// 1 if a day code opens once, 0 if it can be used again for a time.
    pub day_is_single_use: u8,
    /// 1 if that time runs on past midnight.
    pub outlasts_midnight: u8,
    /// Refusals of a run that start no wait: 0 to 20.
    pub free_refusals: u8,
    /// Refusals in all that stop the keypad: 1 to 100.
    pub refusals_max: u8,
    /// Day codes for one date: 1 to 16.
    pub day_slots: u8,
    /// Rows of the ledger: more than those for cancellations, to 32.
    pub rows: u8,
    /// Rows kept for cancellations: 1 to 8.
    pub cancellation_rows: u8,
    /// Zero.
    pub reserved: u8,
}

impl TryFrom<&dw_limits> for Limits {
    type Error = dw_result;

    fn try_from(limits: &dw_limits) -> Result<Self, dw_result> {
        if limits.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Self {
            day_use: if flag(limits.day_is_single_use)? {
                DayUse::Single
            } else {
                DayUse::Reusable
            },
            outlasts_midnight: flag(limits.outlasts_midnight)?,
            reuse_seconds: limits.reuse_seconds,
            access_hours: match (limits.access_from, limits.access_to) {
                (0, 0) => None,
                (from, to) => Some(AccessHours { from, to }),
            },
            repeat_seconds: limits.repeat_seconds,
            free_refusals: limits.free_refusals,
            refusals_max: limits.refusals_max,
            first_wait_seconds: limits.first_wait_seconds,
            longest_wait_seconds: limits.longest_wait_seconds,
            refusal_falls_seconds: limits.refusal_falls_seconds,
            tolerance_seconds: limits.tolerance_seconds,
            drift_ppm: limits.drift_ppm,
            tolerance_max_seconds: limits.tolerance_max_seconds,
            day_slots: limits.day_slots,
            rows: limits.rows,
            cancellation_rows: limits.cancellation_rows,
        })
    }
}

impl From<&Limits> for dw_limits {
    fn from(limits: &Limits) -> Self {
        let (access_from, access_to) = limits
            .access_hours
            .map_or((0, 0), |hours| (hours.from, hours.to));
        Self {
            refusal_falls_seconds: limits.refusal_falls_seconds,
            reuse_seconds: limits.reuse_seconds,
            access_from,
            access_to,
            repeat_seconds: limits.repeat_seconds,
            first_wait_seconds: limits.first_wait_seconds,
            longest_wait_seconds: limits.longest_wait_seconds,
            tolerance_seconds: limits.tolerance_seconds,
            drift_ppm: limits.drift_ppm,
            tolerance_max_seconds: limits.tolerance_max_seconds,
            day_is_single_use: u8::from(limits.day_use == DayUse::Single),
            outlasts_midnight: u8::from(limits.outlasts_midnight),
            free_refusals: limits.free_refusals,
            refusals_max: limits.refusals_max,
            day_slots: limits.day_slots,
            rows: limits.rows,
            cancellation_rows: limits.cancellation_rows,
            reserved: 0,
        }
    }
}

/// The limits that the specification gives as defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_limits_default(limits: *mut dw_limits) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let limits = unsafe { out(limits)? };
        limits.put((&Limits::default()).into());
        Ok(())
    })
}

/// Limits as an owner's phone sends them.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_limits_bytes {
    /// The bytes.
    pub bytes: [u8; DW_LIMITS_LEN],
}

/// The 30 bytes of limits, for `dw_lockbox_replace_limits`. Their ranges are the box's to
/// check.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_limits_encode(
    limits: *const dw_limits,
    bytes: *mut dw_limits_bytes,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (limits, bytes) = unsafe { (read(limits)?, out(bytes)?) };
        bytes.put(dw_limits_bytes {
            bytes: Limits::try_from(limits)?.to_bytes(),
        });
        Ok(())
    })
}

/// The limits of 30 bytes: of a phone, or of a profile that is kept. `DW_ERROR_LIMIT` for
/// another length, or a limit outside its range.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_limits_decode(
    bytes: *const u8,
    length: usize,
    limits: *mut dw_limits,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (bytes, limits) = unsafe { (read_slice(bytes, length)?, out(limits)?) };
        limits.put((&Limits::from_bytes(bytes)?).into());
        Ok(())
    })
}

/// What a box is provisioned as.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_profile {
    /// Its limits.
    pub limits: dw_limits,
    /// The rights, `DW_GRANT_...`, that its model cannot serve: a box without a shackle.
    pub lacking: u16,
    /// Its id.
    pub id: dw_id,
    /// The lengths of its codes.
    pub codes: dw_code_profile,
}

impl TryFrom<&dw_profile> for Profile {
    type Error = dw_result;

    fn try_from(profile: &dw_profile) -> Result<Self, dw_result> {
        let codes = (&profile.codes).try_into()?;
        let made = Self::new(
            (&profile.id).try_into()?,
            codes,
            (&profile.limits).try_into()?,
        )?;
        Ok(made.lacking(operations(profile.lacking)?)?)
    }
}
