//! When a card may be renewed, at a reader or by a telephone call, and until when it is then
//! good (specification, the key of the day).
//!
//! What is permitted by telephone is made into digits by
//! [`renewal_code`](crate::keys::CredentialKey::renewal_code); and every permitted renewal is
//! a [`RenewCard`](super::single_key::KeyAction::RenewCard) of the key of the day.
//!
//! ```
//! use doorward::calendar::{Day, Zone};
//! use doorward::policy::renewal::{
//!     RenewalError, RenewalMethod, RenewalParameters, RenewalReason, RenewalRequest, judge,
//! };
//!
//! let (zone, parameters) = (Zone::UTC, RenewalParameters::default());
//! let now = 1_767_340_800; // 2026-01-02, 08:00, day 20455
//! let call = RenewalRequest {
//!     now,
//!     method: RenewalMethod::Phone,
//!     expires: now - 3_600,
//!     phone_days: [20_450, 20_454].map(Day::from_number),
//!     member_active: true,
//!     card_lost: false,
//! };
//! // The second call of January: the other one before it was in December.
//! let ruling = judge(&zone, &parameters, &call)?;
//! assert_eq!((ruling.expires, ruling.n), (1_767_398_400, Some(1)));
//!
//! let lost = RenewalRequest { card_lost: true, ..call };
//! let denied = judge(&zone, &parameters, &lost)?;
//! assert!(denied.reasons.iter().eq([RenewalReason::CardLost]));
//!
//! let phone_days = [20_454, 20_450].map(Day::from_number);
//! let unsorted = RenewalRequest { phone_days, ..call };
//! assert_eq!(judge(&zone, &parameters, &unsorted), Err(RenewalError::DaysOutOfOrder));
//! # Ok::<(), RenewalError>(())
//! ```

use super::listed::{closed_list, errors, reasons};
use super::single_key::day_of;
use super::values::{check, check_day, check_instant};
use super::{Decision, Set};
use crate::bounds::RENEWALS_PER_MONTH;
use crate::calendar::{Day, UnixSeconds, Zone};

/// The association's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct RenewalParameters {
    /// For how many days a renewal at a reader is good, today counted: 7, this project's
    /// choice; 1 to 31.
    pub reader_days: u8,
    /// Renewals by telephone in a calendar month: 3, a convention of existing systems; 0 to 3,
    /// as there are no more codes.
    pub phone_per_month: u8,
    /// Days in a row on which a card may be renewed by telephone: 2, a convention of existing
    /// systems, and 3 in some associations; 1 to 3.
    pub phone_in_a_row: u8,
    /// A card good for so many days after today needs no call: 1, this project's choice; 1 to
    /// 31.
    pub min_days_left: u8,
}

impl Default for RenewalParameters {
    fn default() -> Self {
        Self {
            reader_days: 7,
            phone_per_month: RENEWALS_PER_MONTH,
            phone_in_a_row: 2,
            min_days_left: 1,
        }
    }
}

impl RenewalParameters {
    /// Checks that each is within its range.
    ///
    /// # Errors
    /// [`RenewalError::BadValue`].
    pub fn check(&self) -> Result<(), RenewalError> {
        let days = 1..=31;
        Ok(check(
            days.contains(&self.reader_days)
                && self.phone_per_month <= RENEWALS_PER_MONTH
                && (1..=3).contains(&self.phone_in_a_row)
                && days.contains(&self.min_days_left),
        )?)
    }
}

closed_list! {
    /// How a card is renewed.
    RenewalMethod {
        Reader = 1, "reader", "at a reader";
        Phone = 2, "phone", "by a telephone call";
    }
}

/// A card that is to be renewed. `D` holds the days of its renewals by telephone: a slice, an
/// array, a `Vec`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RenewalRequest<D> {
    /// The present.
    pub now: UnixSeconds,
    /// How.
    pub method: RenewalMethod,
    /// The instant from which the card opens nothing, as the card has it now.
    pub expires: UnixSeconds,
    /// The local days of its renewals by telephone so far, rising; two on one day are there
    /// twice. Those more than 40 days ago may be left out.
    pub phone_days: D,
    /// The membership stands.
    pub member_active: bool,
    /// The card is reported lost or stolen.
    pub card_lost: bool,
}

errors! {
    /// An input that makes no sense. Nothing was ruled.
    RenewalError {
        BadValue = 1, "bad_value", "a value is out of its range";
        DaysOutOfOrder = 2, "days_out_of_order", "the days of the renewals by telephone do not rise";
        DayInFuture = 3, "day_in_future", "a renewal by telephone lies ahead";
    }
}

reasons! {
    /// Why a card may not be renewed.
    RenewalReason {
        MembershipInactive = 1, "membership_inactive", Some("active_membership"), "the membership does not stand";
        CardLost = 2, "card_lost", Some("new_card"), "the card is lost";
        MonthUsedUp = 3, "month_used_up", Some("reader_renewal"), "no more renewals by telephone this month";
        RowUsedUp = 4, "row_used_up", Some("reader_renewal"), "no more renewals by telephone in a row";
        DaysLeft = 5, "days_left", Some("later_day"), "the card is still good";
    }
}

closed_list! {
    /// What has to be done with the answer.
    RenewalObligation {
        RecordRenewal = 1, "record_renewal", "record the renewal";
        UploadCardLog = 2, "upload_card_log", "take over the card's log";
        ReadOutCode = 3, "read_out_code", "read out the renewal code";
        ClaimKeyOfDay = 4, "claim_key_of_day", "the renewal is an event of the key of the day";
        RecordRefusal = 5, "record_refusal", "record the refusal";
    }
}

/// Whether the card may be renewed, and until when it is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RenewalRuling {
    /// Permit exactly where there is no reason.
    pub decision: Decision,
    /// Every reason against it.
    #[cfg_attr(feature = "serde", serde(with = "super::listed::reasons_list"))]
    pub reasons: Set<RenewalReason>,
    /// What has to be done.
    pub obligations: Set<RenewalObligation>,
    /// The instant from which the card opens nothing; never before the present one.
    pub expires: UnixSeconds,
    /// The reader takes over the card's log.
    pub uploads_log: bool,
    /// The day of the renewal code, of a renewal by telephone.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "super::values::nullable"))]
    pub day: Option<Day>,
    /// The number of the renewal code, 0 to 2, of a renewal by telephone.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "super::values::nullable"))]
    pub n: Option<u8>,
}

/// Judges a renewal of a card of the association that lives in `zone`.
///
/// # Errors
/// [`RenewalError`]: a value out of its range; days that fall; a day after today.
pub fn judge<D: AsRef<[Day]>>(
    zone: &Zone,
    parameters: &RenewalParameters,
    request: &RenewalRequest<D>,
) -> Result<RenewalRuling, RenewalError> {
    let &RenewalRequest {
        now,
        method,
        expires,
        ..
    } = request;
    let phone_days = request.phone_days.as_ref();
    parameters.check()?;
    check_instant(expires)?;
    let today = day_of(zone, now)?;
    phone_days.iter().copied().try_for_each(check_day)?;
    // Not `is_sorted`, which a linker finds to be able to panic.
    let mut pairs = phone_days.iter().zip(phone_days.iter().skip(1));
    if pairs.any(|(day, next)| day > next) {
        return Err(RenewalError::DaysOutOfOrder);
    }
    if phone_days.last().is_some_and(|last| *last > today) {
        return Err(RenewalError::DayInFuture);
    }

    let by_phone = method == RenewalMethod::Phone;
    let number = renewals_in_month(phone_days, today);
    let days_left = if now < expires {
        let last = day_of(zone, expires.saturating_sub(1))?;
        Some(last.number().saturating_sub(today.number()))
    } else {
        None
    };
    let enough = u32::from(parameters.min_days_left);
    let is_enough = days_left.is_some_and(|days| days >= enough);
    let is_row = is_row(phone_days, today, parameters.phone_in_a_row);
    let reasons = Set::of([
        (!request.member_active, RenewalReason::MembershipInactive),
        (request.card_lost, RenewalReason::CardLost),
        (
            by_phone && number >= parameters.phone_per_month,
            RenewalReason::MonthUsedUp,
        ),
        (by_phone && is_row, RenewalReason::RowUsedUp),
        (by_phone && is_enough, RenewalReason::DaysLeft),
    ]);
    let decision = Decision::of(reasons);
    let is_permit = decision.is_permit();
    let last_day = if by_phone {
        today
    } else {
        let more = u32::from(parameters.reader_days).saturating_sub(1);
        Day::from_number(today.number().saturating_add(more))
    };
    Ok(RenewalRuling {
        decision,
        reasons,
        obligations: Set::of([
            (is_permit, RenewalObligation::RecordRenewal),
            (is_permit && !by_phone, RenewalObligation::UploadCardLog),
            (is_permit && by_phone, RenewalObligation::ReadOutCode),
            (is_permit, RenewalObligation::ClaimKeyOfDay),
            (!is_permit, RenewalObligation::RecordRefusal),
        ]),
        expires: if is_permit {
            expires.max(zone.end_of(last_day))
        } else {
            expires
        },
        uploads_log: is_permit && !by_phone,
        day: (is_permit && by_phone).then_some(today),
        n: (is_permit && by_phone).then_some(number),
    })
}

/// How many of the days are of the calendar month of `today`.
fn renewals_in_month(days: &[Day], today: Day) -> u8 {
    let month = |day: Day| day.to_date().ok().map(|date| (date.year(), date.month()));
    days.iter()
        .rev()
        .take_while(|day| month(**day) == month(today))
        .fold(0, |count, _| count.saturating_add(1))
}

/// Whether each of the `length` days before `today` is among the days.
fn is_row(days: &[Day], today: Day, length: u8) -> bool {
    (1..=u32::from(length)).all(|back| {
        let day = today.number().checked_sub(back).map(Day::from_number);
        day.is_some_and(|day| days.binary_search(&day).is_ok())
    })
}

#[cfg(test)]
mod tests;
