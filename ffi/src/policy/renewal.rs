//! When a card may be renewed, and until when it is then good.

use doorward::calendar::Day;
use doorward::policy::renewal::{RenewalError, RenewalParameters, RenewalRequest, judge};

use super::{bits, item};
use crate::guard::{flag, out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::dw_zone;

/// A card is renewed at a reader.
pub const DW_RENEWAL_READER: u8 = 1;
/// A card is renewed by a telephone call.
pub const DW_RENEWAL_PHONE: u8 = 2;
/// Renewals by telephone that a request can list: more than there can be in 40 days.
pub const DW_RENEWAL_DAYS_MAX: usize = 128;

/// The association's numbers; begin with `dw_policy_renewal_default`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_renewal_parameters {
    /// For how many days a renewal at a reader is good, today counted: 1 to 31.
    pub reader_days: u8,
    /// Renewals by telephone in a calendar month: 0 to 3.
    pub phone_per_month: u8,
    /// Days in a row on which a card may be renewed by telephone: 1 to 3.
    pub phone_in_a_row: u8,
    /// A card good for so many days after today needs no call: 1 to 31.
    pub min_days_left: u8,
}

/// A card that is to be renewed.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_renewal_request {
    /// The present, in Unix seconds.
    pub now: u64,
    /// The instant from which the card opens nothing, as the card has it now.
    pub expires: u64,
    /// How: `DW_RENEWAL_...`.
    pub method: u8,
    /// 1 if the membership stands.
    pub member_active: u8,
    /// 1 if the card is reported lost or stolen.
    pub card_lost: u8,
    /// Zero.
    pub reserved: [u8; 5],
}

/// Whether a card may be renewed, and until when it is good.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_renewal_ruling {
    /// The instant from which the card opens nothing; never before the present one.
    pub expires: u64,
    /// Why not: bit 1 the membership does not stand, 2 the card is lost, 3 no more calls this
    /// month, 4 no more calls in a row, 5 the card is still good.
    pub reasons: u32,
    /// What has to be done: bit 1 record the renewal, 2 take over the card's log, 3 read out the
    /// code, 4 the renewal is an event of the key of the day, 5 record the refusal.
    pub obligations: u32,
    /// The day of the renewal code, of a renewal by telephone; else 0.
    pub day: u32,
    /// 1 if it is permitted: exactly where there is no reason.
    pub is_permitted: u8,
    /// 1 if the reader takes over the card's log.
    pub uploads_log: u8,
    /// 1 if there is a renewal code, of `day` and `number`.
    pub has_code: u8,
    /// The number of the renewal code, 0 to 2.
    pub number: u8,
}

impl From<&dw_renewal_parameters> for RenewalParameters {
    fn from(parameters: &dw_renewal_parameters) -> Self {
        Self {
            reader_days: parameters.reader_days,
            phone_per_month: parameters.phone_per_month,
            phone_in_a_row: parameters.phone_in_a_row,
            min_days_left: parameters.min_days_left,
        }
    }
}

impl From<RenewalError> for dw_result {
    fn from(error: RenewalError) -> Self {
        match error {
            RenewalError::DaysOutOfOrder => Self::DW_POLICY_DAYS_OUT_OF_ORDER,
            RenewalError::DayInFuture => Self::DW_POLICY_DAY_IN_FUTURE,
            RenewalError::BadValue => Self::DW_POLICY_BAD_VALUE,
        }
    }
}

/// The numbers that the specification gives as defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_policy_renewal_default(
    parameters: *mut dw_renewal_parameters,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let parameters = unsafe { out(parameters)? };
        let usual = RenewalParameters::default();
        parameters.put(dw_renewal_parameters {
            reader_days: usual.reader_days,
            phone_per_month: usual.phone_per_month,
            phone_in_a_row: usual.phone_in_a_row,
            min_days_left: usual.min_days_left,
        });
        Ok(())
    })
}

/// Rules about a renewal. `phone_days` are the `count` local days, in days since 1970-01-01, of
/// the card's renewals by telephone so far, rising; those more than 40 days ago may be left out,
/// and more than `DW_RENEWAL_DAYS_MAX` are `DW_ERROR_LENGTH`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_policy_renewal(
    zone: *const dw_zone,
    parameters: *const dw_renewal_parameters,
    request: *const dw_renewal_request,
    phone_days: *const u32,
    count: usize,
    ruling: *mut dw_renewal_ruling,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (zone, parameters, request) =
            unsafe { (read(zone)?, read(parameters)?, read(request)?) };
        // SAFETY: the contract of the header.
        let (numbers, ruling) = unsafe { (read_slice(phone_days, count)?, out(ruling)?) };
        if request.reserved != [0; 5] {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        let mut days = [Day::from_number(0); DW_RENEWAL_DAYS_MAX];
        let days = days.get_mut(..count).ok_or(dw_result::DW_ERROR_LENGTH)?;
        for (day, number) in days.iter_mut().zip(numbers) {
            *day = Day::from_number(*number);
        }
        let request = RenewalRequest {
            now: request.now,
            method: item(request.method)?,
            expires: request.expires,
            phone_days: &*days,
            member_active: flag(request.member_active)?,
            card_lost: flag(request.card_lost)?,
        };
        let found = judge(&zone.try_into()?, &parameters.into(), &request)?;
        ruling.put(dw_renewal_ruling {
            expires: found.expires,
            reasons: bits(found.reasons),
            obligations: bits(found.obligations),
            day: found.day.map_or(0, Day::number),
            is_permitted: u8::from(found.decision.is_permit()),
            uploads_log: u8::from(found.uploads_log),
            has_code: u8::from(found.n.is_some()),
            number: found.n.unwrap_or(0),
        });
        Ok(())
    })
}
