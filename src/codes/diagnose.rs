//! What a code is, for support staff who hold the lockbox key.
//!
//! The keypad never says why it refuses a code. Here whoever may make every code of a box
//! anyway can ask: is this one of its codes at all, for when, and if not now, why not?

use super::numeral::power_of_ten;
use super::{Code, CodeProfile, Family, Reading};
use crate::NotAccepted;
use crate::bounds::{
    DAY_SLOTS, FLEX_PAYLOADS, LAST_INSTANT, SECONDS_PER_DAY, SECONDS_PER_HALF_HOUR, SLOTS_PER_TWEAK,
};
use crate::calendar::{Day, Tolerance, UnixSeconds, Zone};
use crate::keys::LockboxKey;

/// How far around the present a code is looked for. The wider, the likelier that a number
/// made up by someone is a code of some day by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct SearchRange {
    /// Days before and after the present.
    pub days: u32,
    /// Ownership epochs before and after the box's.
    pub epochs: u32,
}

impl Default for SearchRange {
    /// 62 days, twice the longest window, and 4 epochs.
    fn default() -> Self {
        Self {
            days: 62,
            epochs: 4,
        }
    }
}

/// What is asked about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Question {
    /// The present.
    pub now: UnixSeconds,
    /// What the box's clock shows at the present; the same where that is not known.
    pub box_clock: UnixSeconds,
    /// The box's clock tolerance.
    pub tolerance: Tolerance,
    /// The box's ownership epoch.
    pub epoch: u32,
    /// How far to look.
    pub range: SearchRange,
}

/// Why a genuine code opens now or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(all(feature = "serde", feature = "alloc"), derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "verdict", rename_all = "snake_case"))]
pub enum Verdict {
    /// The box accepts it, unless its ledger knows it as used or cancelled.
    Acceptable {
        /// The instant from which a first entry is too late; none for a service code.
        until: Option<UnixSeconds>,
    },
    /// It can first be entered at `from`, tolerance included.
    TooEarly {
        /// The instant on the box's clock.
        from: UnixSeconds,
    },
    /// It can no longer be entered for the first time.
    Expired {
        /// The instant on the box's clock.
        since: UnixSeconds,
    },
    /// It belongs to another ownership epoch than the box's.
    WrongEpoch,
    /// It is good at the present, but not by the box's clock.
    BoxClockOff,
}

/// A genuine code, explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(all(feature = "serde", feature = "alloc"), derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Diagnosis {
    /// What the code says.
    pub reading: Reading,
    /// Whether it opens now.
    pub verdict: Verdict,
    /// A number made up by someone would have been found a code of some day as well, 1 time
    /// in this many.
    pub coincidence_one_in: u64,
}

/// Explains `code`: the box's own epoch is searched first, and within an epoch the day
/// nearest to the present.
///
/// ```
/// use doorward::calendar::{Tolerance, Zone};
/// use doorward::codes::diagnose::{Question, SearchRange, Verdict, diagnose};
/// use doorward::codes::{CodeProfile, CodeUse, FlexWindow, Operation};
/// use doorward::keys::{Id, RootKey};
///
/// let lockbox = RootKey::from_bytes(&[7; 32])?.lockbox(&Id::new("LB-1")?, 0);
/// let start = 1_767_362_400;
/// let window = FlexWindow::new(start, 7_200)?;
/// let (operation, code_use) = (Operation::KeyCompartment, CodeUse::Single);
/// let (_, code) = lockbox.flex(0).issue(10, window, operation, code_use, 0)?;
/// let question = Question {
///     now: start - 3_600,
///     box_clock: start - 3_600,
///     tolerance: Tolerance::new(120)?,
///     epoch: 0,
///     range: SearchRange::default(),
/// };
/// let found = diagnose(&lockbox, CodeProfile::default(), &Zone::UTC, &question, &code)?;
/// assert_eq!(found.verdict, Verdict::TooEarly { from: start - 120 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NotAccepted`] if it is no code of this box within the range, or has a length that the
/// box's profile does not know.
pub fn diagnose(
    lockbox: &LockboxKey,
    profile: CodeProfile,
    zone: &Zone,
    question: &Question,
    code: &Code,
) -> Result<Diagnosis, NotAccepted> {
    Search {
        lockbox,
        profile,
        zone,
        question,
        code,
    }
    .meanings()
    .next()
    .ok_or(NotAccepted)
}

/// Everything that `code` may mean, the likeliest first. See [`diagnose`].
#[cfg(feature = "alloc")]
#[must_use]
pub fn diagnose_all(
    lockbox: &LockboxKey,
    profile: CodeProfile,
    zone: &Zone,
    question: &Question,
    code: &Code,
) -> no_std_compat::vec::Vec<Diagnosis> {
    Search {
        lockbox,
        profile,
        zone,
        question,
        code,
    }
    .meanings()
    .collect()
}

/// 10^12 codes over 33,597,423,616 commands, rounded down: every command is genuine, so
/// the range of payloads alone decides.
const SERVICE_COINCIDENCE: u64 = 29;

#[derive(Clone, Copy)]
struct Search<'a> {
    lockbox: &'a LockboxKey,
    profile: CodeProfile,
    zone: &'a Zone,
    question: &'a Question,
    code: &'a Code,
}

/// A reading and the instants between which its first entry is accepted, tolerance left out.
type Found = (Reading, UnixSeconds, UnixSeconds);

impl<'a> Search<'a> {
    /// What the code may mean: in the box's epoch and then in those around it, the nearer
    /// ones first.
    fn meanings(self) -> impl Iterator<Item = Diagnosis> + 'a {
        let family = self.profile.family(self.code.digits());
        let epochs = around(self.question.epoch, self.question.range.epochs);
        let day = epochs
            .clone()
            .filter(move |_| family == Some(Family::Day))
            .flat_map(move |epoch| self.day_codes(epoch));
        let flex = epochs
            .filter(move |_| family == Some(Family::Flex))
            .flat_map(move |epoch| self.flex_codes(epoch));
        let service = (family == Some(Family::Service))
            .then(|| self.service_code())
            .flatten();
        day.chain(flex)
            .map(move |found| self.explain(found))
            .chain(service)
    }

    fn explain(&self, (reading, from, until): Found) -> Diagnosis {
        let verdict = match reading {
            Reading::Day { epoch, .. } | Reading::Flex { epoch, .. }
                if epoch != self.question.epoch =>
            {
                Verdict::WrongEpoch
            }
            _ => self.verdict(from, until),
        };
        Diagnosis {
            reading,
            verdict,
            coincidence_one_in: self.coincidence(reading.family()),
        }
    }

    fn verdict(&self, from: UnixSeconds, until: UnixSeconds) -> Verdict {
        let tolerance = u64::from(self.question.tolerance.seconds());
        let from = from.saturating_sub(tolerance);
        let until = until.saturating_add(tolerance);
        let Question { now, box_clock, .. } = *self.question;
        if (from..until).contains(&box_clock) {
            Verdict::Acceptable { until: Some(until) }
        } else if (from..until).contains(&now) {
            Verdict::BoxClockOff
        } else if now < from {
            Verdict::TooEarly { from }
        } else {
            Verdict::Expired { since: until }
        }
    }

    fn service_code(&self) -> Option<Diagnosis> {
        let reading = self
            .lockbox
            .service()
            .read(self.code)
            .map(Reading::Service)
            .ok()?;
        let verdict = Verdict::Acceptable { until: None };
        Some(Diagnosis {
            reading,
            verdict,
            coincidence_one_in: SERVICE_COINCIDENCE,
        })
    }

    fn day_codes(self, epoch: u32) -> impl Iterator<Item = Found> + 'a {
        let root = self.lockbox.day_root(epoch);
        let value = u32::try_from(self.code.value()).ok();
        let today = self.zone.day_at(self.question.now).map_or(0, Day::number);
        around(today, self.question.range.days).filter_map(move |number| {
            let day = Day::from_number(number);
            let (found, slot) = root.day(day).find(self.profile.day_digits(), value?);
            let reading = Reading::Day { epoch, day, slot };
            bool::from(found).then(|| (reading, self.zone.start_of(day), self.zone.end_of(day)))
        })
    }

    fn flex_codes(self, epoch: u32) -> impl Iterator<Item = Found> + 'a {
        let key = self.lockbox.flex(epoch);
        let (tweak, tweaks) = self.tweaks();
        around(tweak, tweaks).filter_map(move |tweak| {
            let terms = key.genuine(tweak, self.code).ok()?;
            let window = terms.window();
            Some((
                Reading::Flex { epoch, terms },
                window.start(),
                window.first_entry_end(),
            ))
        })
    }

    /// The present's tweak and how many to look at before and after it.
    fn tweaks(&self) -> (u32, u32) {
        let tweaks = |seconds: u64| {
            let per_tweak = u64::from(SLOTS_PER_TWEAK.wrapping_mul(SECONDS_PER_HALF_HOUR));
            seconds
                .checked_div(per_tweak)
                .and_then(|n| u32::try_from(n).ok())
                .unwrap_or(0)
        };
        let days = u64::from(self.question.range.days);
        let range = tweaks(days.saturating_mul(u64::from(SECONDS_PER_DAY)));
        (
            tweaks(self.question.now.min(LAST_INSTANT)),
            range.saturating_add(1),
        )
    }

    /// Codes that can be typed over codes that would have been found, rounded down.
    fn coincidence(&self, family: Family) -> u64 {
        let tried = |range: u32| u64::from(range).saturating_mul(2).saturating_add(1);
        let places = match family {
            Family::Flex => tried(self.tweaks().1).saturating_mul(u64::from(FLEX_PAYLOADS)),
            _ => tried(self.question.range.days).saturating_mul(u64::from(DAY_SLOTS)),
        };
        let places = places.saturating_mul(tried(self.question.range.epochs));
        let codes = power_of_ten(self.profile.digits(family));
        codes.checked_div(places).unwrap_or(u64::MAX)
    }
}

/// `middle`, and then the numbers up to `range` away from it, the nearer ones first.
fn around(middle: u32, range: u32) -> impl Iterator<Item = u32> + Clone {
    (0..=range).flat_map(move |distance| {
        let above = if distance == 0 {
            None
        } else {
            middle.checked_add(distance)
        };
        middle.checked_sub(distance).into_iter().chain(above)
    })
}

#[cfg(test)]
mod tests;
