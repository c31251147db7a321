//! Judging a day code or a FlexCode.

use super::decision::Cause;
use super::draft::Draft;
use super::engine::Typed;
use super::header::Header;
use super::ledger::{Places, find_code, take_place};
use super::log::Note;
use super::row::{CodeRow, Meaning};
use super::throttle::Throttle;
use super::{Decision, Lockbox};
use crate::calendar::UnixSeconds;
use crate::codes::day::DayMatch;
use crate::codes::{Family, Operation};
use crate::keys::{DayRootKey, FlexKey};

impl Lockbox {
    /// The rules of a day code or a FlexCode: the draft's header is what was saved.
    #[inline(never)]
    pub(super) fn judge_code(&self, draft: &mut Draft<'_>, typed: &Typed) -> Result<(), Cause> {
        draft.header.check_clock(typed.now)?;
        if draft.header.is_suspended {
            return Err(Cause::Suspended);
        }
        // The code is read whether it has a row or not, so that both take the same time.
        let reading = self.read(&draft.header, typed);
        self.judge_meaning(draft, typed, reading.as_ref())
    }

    /// The rules of a code that was read as `reading`, or has a row.
    #[inline(never)]
    fn judge_meaning(
        &self,
        draft: &mut Draft<'_>,
        typed: &Typed,
        reading: Option<&Meaning>,
    ) -> Result<(), Cause> {
        let now = typed.now;
        let header = &mut draft.header;
        let digits = typed.code.value();
        let snapshot = self.snapshot()?;
        let mut repeats = false;
        let mut found = find_code(snapshot, typed.family, digits);
        if let Some((index, row)) = &found {
            draft.note.subject = row.meaning.subject();
            repeats = judge_row(header, typed, *index, row)?;
        } else {
            let meaning = judge_reading(header, &mut draft.note, now, reading)?;
            let index = take_place(snapshot, header, Places::Ordinary, now);
            let index = index.ok_or(Cause::LedgerFull)?;
            draft.note.subject = meaning.subject();
            found = Some((index, CodeRow::unused(*meaning, digits)));
        }
        let Some((index, row)) = &mut found else {
            return Err(Cause::LedgerFull);
        };
        row.used = Some((row.used.map_or(now, |(first, _)| first), now));
        let may_repeat = row.meaning.is_single(&header.limits) && !repeats;
        header.note_opening(may_repeat.then_some(*index));
        header.throttle = Throttle::opened(typed.before);
        header.persist(now);
        *draft.decision = Decision::Open {
            operation: typed.operation,
            until: until(header, row, now),
        };
        draft.row = Some((*index, row.bytes()));
        Ok(())
    }

    /// What the code is, if it can be entered first now.
    fn read(&self, header: &Header, typed: &Typed) -> Option<Meaning> {
        if typed.family == Family::Day {
            self.read_day(header, typed)
        } else {
            self.read_flex(header, typed)
        }
    }

    #[inline(never)]
    fn read_day(&self, header: &Header, typed: &Typed) -> Option<Meaning> {
        let mut root = DayRootKey::BLANK;
        self.key.put_day_root(header.epoch, &mut root);
        let tolerance = header.tolerance(typed.now);
        let digits = self.codes.day_digits();
        let found = root.read(digits, &header.zone, typed.now, tolerance, &typed.code);
        let DayMatch { day, slot } = found.ok()?;
        let opens = typed.operation == Operation::KeyCompartment && slot < header.limits.day_slots;
        opens.then_some(Meaning::Day { day, slot })
    }

    #[inline(never)]
    fn read_flex(&self, header: &Header, typed: &Typed) -> Option<Meaning> {
        let mut key = FlexKey::BLANK;
        self.key.put_flex(header.epoch, &mut key);
        let tolerance = header.tolerance(typed.now);
        let digits = self.codes.flex_digits();
        let read = key.read(digits, typed.now, tolerance, typed.operation, &typed.code);
        read.ok().map(Meaning::Flex)
    }
}

/// Whether the access hours keep a code of this meaning out.
fn is_outside_hours(header: &Header, meaning: &Meaning, now: UnixSeconds) -> bool {
    meaning.keeps_hours()
        && header
            .limits
            .access_hours
            .is_some_and(|hours| !hours.contains(header.zone.minute_of_day_at(now)))
}

/// A first entry of a code that is acceptable now.
#[inline(never)]
fn judge_reading<'a>(
    header: &Header,
    note: &mut Note,
    now: UnixSeconds,
    reading: Option<&'a Meaning>,
) -> Result<&'a Meaning, Cause> {
    let meaning = reading.ok_or(Cause::WrongCode)?;
    if is_outside_hours(header, meaning, now) {
        // There are few day codes of a date, and many FlexCodes worth guessing at night.
        return Err(match meaning {
            Meaning::Day { .. } => {
                note.subject = meaning.subject();
                Cause::OutsideHours
            }
            Meaning::Flex(_) => Cause::WrongCode,
        });
    }
    if meaning.last_instant(&header.zone) <= header.forgotten {
        return Err(Cause::WrongCode);
    }
    Ok(meaning)
}

/// A further entry of a code in the ledger: whether it repeats an opening that was not
/// confirmed, if it opens at all.
#[inline(never)]
fn judge_row(header: &Header, typed: &Typed, index: u8, row: &CodeRow) -> Result<bool, Cause> {
    let now = typed.now;
    if row.is_cancelled {
        return Err(Cause::Cancelled);
    }
    let repeat = row.repeat(&header.limits).ok_or(Cause::UsedUp)?;
    let repeats = row.meaning.is_single(&header.limits);
    let may_repeat = header.is_unconfirmed(index) && repeat.contains(&now);
    if is_over(header, row, now) || (repeats && !may_repeat) {
        return Err(Cause::UsedUp);
    }
    let (operation, has_begun) = match row.meaning {
        Meaning::Day { .. } => (Operation::KeyCompartment, true),
        Meaning::Flex(terms) => {
            let latest = now.saturating_add(u64::from(header.tolerance(now).seconds()));
            (terms.operation(), terms.window().start() <= latest)
        }
    };
    if operation != typed.operation || !has_begun {
        return Err(Cause::WrongCode);
    }
    if is_outside_hours(header, &row.meaning, now) {
        return Err(Cause::OutsideHours);
    }
    Ok(repeats)
}

/// Whether the time of a code that was used is over.
fn is_over(header: &Header, row: &CodeRow, now: UnixSeconds) -> bool {
    let tolerance = u64::from(header.tolerance(now).seconds());
    match row.meaning {
        Meaning::Flex(terms) => now >= terms.window().end().saturating_add(tolerance),
        Meaning::Day { day, .. } => {
            let (first, _) = row.used.unwrap_or_default();
            let hour = header.limits.reuse_end(first);
            let night = header.zone.end_of(day).saturating_add(tolerance);
            let past_night = !header.limits.outlasts_midnight && now >= night;
            !(first..hour).contains(&now) || past_night
        }
    }
}

/// The instant until which a code that opens now may open again.
#[inline(never)]
fn until(header: &Header, row: &CodeRow, now: UnixSeconds) -> UnixSeconds {
    match row.meaning {
        Meaning::Flex(terms) => terms.window().end(),
        Meaning::Day { day, .. } => {
            let (first, _) = row.used.unwrap_or_default();
            let hour = header.limits.reuse_end(first);
            let night = header.zone.end_of(day);
            if header.limits.outlasts_midnight {
                hour
            } else if first >= night {
                hour.min(night.saturating_add(u64::from(header.tolerance(now).seconds())))
            } else {
                hour.min(night)
            }
        }
    }
}
