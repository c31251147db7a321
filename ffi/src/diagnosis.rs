//! What support staff ask of a code, and how likely a guess is one (specification, guess odds).

use doorward::codes::Family;
use doorward::codes::diagnose::{Question, SearchRange, Verdict, diagnose};
use doorward::codes::odds::{GuessParameters, Odds};
use doorward::keys::LockboxKey;

use crate::codes::{DW_FAMILY_DAY, DW_FAMILY_FLEX, DW_FAMILY_SERVICE, dw_reading};
use crate::guard::{out, read, run};
use crate::result::dw_result;
use crate::values::{dw_code, dw_code_profile, dw_key, dw_zone, tolerance};

/// Days before and after the present that a code is looked for, at most.
pub const DW_SEARCH_DAYS_MAX: u32 = 366;
/// Ownership epochs before and after the box's that a code is looked for, at most.
pub const DW_SEARCH_EPOCHS_MAX: u32 = 16;
/// Seconds of tolerance for which odds are counted, at most; no clock has more than 1,800.
pub const DW_GUESS_TOLERANCE_MAX: u32 = 86_400;

/// What is asked about a code. Begin with `dw_question_default`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_question {
    /// The present, in Unix seconds.
    pub now: u64,
    /// What the box's clock shows at the present; the same where that is not known.
    pub box_clock: u64,
    /// The tolerance of the box's clock, in seconds: 0 to 1,800.
    pub tolerance_seconds: u32,
    /// The box's ownership epoch.
    pub epoch: u32,
    /// How many days to look before and after the present; 62 is usual. The more, the likelier
    /// that a number made up by someone is a code of some day.
    pub days: u32,
    /// How many epochs to look before and after the box's; 4 is usual.
    pub epochs: u32,
}

/// The box accepts the code, unless it was used or cancelled.
pub const DW_VERDICT_ACCEPTABLE: u8 = 1;
/// The code can first be entered later.
pub const DW_VERDICT_TOO_EARLY: u8 = 2;
/// The code can no longer be entered for the first time.
pub const DW_VERDICT_EXPIRED: u8 = 3;
/// The code is of another ownership epoch than the box's.
pub const DW_VERDICT_WRONG_EPOCH: u8 = 4;
/// The code is good at the present, but not by the box's clock.
pub const DW_VERDICT_BOX_CLOCK_OFF: u8 = 5;

/// A genuine code, explained.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_diagnosis {
    /// What the code says.
    pub reading: dw_reading,
    /// The instant until which the code can be entered first, from which, or since which it
    /// cannot, as the verdict has it, on the box's clock and tolerance included; 0 for a service
    /// code and for the other verdicts.
    pub instant: u64,
    /// A number made up by someone would have been found a code as well, 1 time in so many.
    pub coincidence_one_in: u64,
    /// `DW_VERDICT_...`.
    pub verdict: u8,
    /// Zero.
    pub reserved: [u8; 7],
}

impl TryFrom<&dw_question> for Question {
    type Error = dw_result;

    fn try_from(question: &dw_question) -> Result<Self, dw_result> {
        if question.days > DW_SEARCH_DAYS_MAX || question.epochs > DW_SEARCH_EPOCHS_MAX {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Self {
            now: question.now,
            box_clock: question.box_clock,
            tolerance: tolerance(question.tolerance_seconds)?,
            epoch: question.epoch,
            range: SearchRange {
                days: question.days,
                epochs: question.epochs,
            },
        })
    }
}

/// The question about a box in this epoch whose clock shows `now`, without tolerance and with
/// the usual range.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_question_default(
    now: u64,
    epoch: u32,
    question: *mut dw_question,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let question = unsafe { out(question)? };
        let range = SearchRange::default();
        question.put(dw_question {
            now,
            box_clock: now,
            tolerance_seconds: 0,
            epoch,
            days: range.days,
            epochs: range.epochs,
        });
        Ok(())
    })
}

/// Explains a code to whoever holds the lockbox key: what it says, and whether it opens now. Or
/// `DW_NOT_ACCEPTED`: it is no code of this box within the range, or has a length that the
/// profile does not know. The time depends on the range and on how far away the code is found.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_code_diagnose(
    lockbox_key: *const dw_key,
    profile: *const dw_code_profile,
    zone: *const dw_zone,
    question: *const dw_question,
    code: *const dw_code,
    diagnosis: *mut dw_diagnosis,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (key, profile, zone) = unsafe { (read(lockbox_key)?, read(profile)?, read(zone)?) };
        // SAFETY: the contract of the header.
        let (question, code, place) = unsafe { (read(question)?, read(code)?, out(diagnosis)?) };
        let key: LockboxKey = key.key();
        let found = diagnose(
            &key,
            profile.try_into()?,
            &zone.try_into()?,
            &question.try_into()?,
            &code.try_into()?,
        )?;
        let (verdict, instant) = match found.verdict {
            Verdict::Acceptable { until } => (DW_VERDICT_ACCEPTABLE, until.unwrap_or(0)),
            Verdict::TooEarly { from } => (DW_VERDICT_TOO_EARLY, from),
            Verdict::Expired { since } => (DW_VERDICT_EXPIRED, since),
            Verdict::WrongEpoch => (DW_VERDICT_WRONG_EPOCH, 0),
            Verdict::BoxClockOff => (DW_VERDICT_BOX_CLOCK_OFF, 0),
        };
        place.put(dw_diagnosis {
            reading: (&found.reading).into(),
            instant,
            coincidence_one_in: found.coincidence_one_in,
            verdict,
            reserved: [0; 7],
        });
        Ok(())
    })
}

/// What decides how many codes are good at one time, in any numbers. Begin with
/// `dw_guess_default`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_guess_parameters {
    /// The clock tolerance in seconds, to `DW_GUESS_TOLERANCE_MAX`.
    pub tolerance_seconds: u32,
    /// Digits of a day code.
    pub day_digits: u8,
    /// Day codes for one date.
    pub day_slots: u8,
    /// Digits of a FlexCode.
    pub flex_digits: u8,
    /// FlexCodes for one window, operation and use.
    pub flex_copies: u8,
}

/// The chance that a guess of a family's length is a good code, at the worst time.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_odds {
    /// Codes that would be accepted, for one operation, if all of them were issued.
    pub acceptable: u64,
    /// Codes that can be typed.
    pub codes: u64,
    /// One guess in this many is good, rounded down; all bits 1 if none ever is.
    pub one_in: u64,
}

impl From<&Odds> for dw_odds {
    fn from(odds: &Odds) -> Self {
        Self {
            acceptable: odds.acceptable,
            codes: odds.codes,
            one_in: odds.one_in(),
        }
    }
}

impl TryFrom<&dw_guess_parameters> for GuessParameters {
    type Error = dw_result;

    fn try_from(parameters: &dw_guess_parameters) -> Result<Self, dw_result> {
        if parameters.tolerance_seconds > DW_GUESS_TOLERANCE_MAX {
            return Err(dw_result::DW_ERROR_TOLERANCE);
        }
        Ok(Self {
            day_digits: parameters.day_digits,
            day_slots: parameters.day_slots,
            flex_digits: parameters.flex_digits,
            flex_copies: parameters.flex_copies,
            tolerance: parameters.tolerance_seconds,
        })
    }
}

/// The numbers of the default profile, with the largest tolerance.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_guess_default(parameters: *mut dw_guess_parameters) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let parameters = unsafe { out(parameters)? };
        let usual = GuessParameters::default();
        parameters.put(dw_guess_parameters {
            tolerance_seconds: usual.tolerance,
            day_digits: usual.day_digits,
            day_slots: usual.day_slots,
            flex_digits: usual.flex_digits,
            flex_copies: usual.flex_copies,
        });
        Ok(())
    })
}

/// The odds of guessing a code of a family, `DW_FAMILY_...`, counted rule by rule.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_guess_odds(
    parameters: *const dw_guess_parameters,
    family: u8,
    odds: *mut dw_odds,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (parameters, odds) = unsafe { (read(parameters)?, out(odds)?) };
        let family = match family {
            DW_FAMILY_DAY => Family::Day,
            DW_FAMILY_FLEX => Family::Flex,
            DW_FAMILY_SERVICE => Family::Service,
            _ => return Err(dw_result::DW_ERROR_VALUE),
        };
        let counted = GuessParameters::try_from(parameters)?.odds();
        let found = counted.iter().find(|odds| odds.family == family);
        odds.put(found.ok_or(dw_result::DW_ERROR_VALUE)?.into());
        Ok(())
    })
}

/// Refuses numbers under which a guess succeeds more often than 1 time in 100,000:
/// `DW_ERROR_GUESS_TOO_LIKELY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_guess_check(parameters: *const dw_guess_parameters) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let parameters = unsafe { read(parameters)? };
        Ok(GuessParameters::try_from(parameters)?.check()?)
    })
}
