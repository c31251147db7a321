//! Judging a day code or a FlexCode.

use super::header::Header;
use super::ledger::{Places, find, take_place};
use super::row::{CodeRow, Meaning, Row};
use super::snapshot::Change;
use super::throttle::Throttle;
use super::{Decision, Lockbox, Reason, Store};
use crate::calendar::UnixSeconds;
use crate::codes::{Code, Family, Operation};

/// A code that was typed.
struct Entry {
    now: UnixSeconds,
    operation: Operation,
    digits: u64,
}

impl Lockbox {
    /// The rules of a code that was counted: `header` is what was saved, `before` the
    /// throttle before it.
    #[allow(
        clippy::too_many_arguments,
        reason = "all of an entry, in the order it is known"
    )]
    pub(super) fn judge_code(
        &mut self,
        store: &mut dyn Store,
        mut header: Header,
        before: Throttle,
        now: UnixSeconds,
        operation: Operation,
        family: Family,
        code: &Code,
    ) -> Result<Decision, Reason> {
        if !header.has_time(now) {
            return Err(Reason::ClockUnset);
        }
        let tolerance = header.tolerance(now);
        if now.saturating_add(u64::from(tolerance.seconds())) < header.persisted {
            return Err(Reason::ClockWentBack);
        }
        if header.is_suspended {
            return Err(Reason::Suspended);
        }
        // The code is read whether it has a row or not, so that both take the same time.
        let reading = self.read(&header, now, operation, family, code);
        let entry = Entry {
            now,
            operation,
            digits: code.value(),
        };
        let snapshot = self.snapshot()?;
        let (index, row, repeats) = if let Some((index, row)) = find(snapshot, family, entry.digits)
        {
            let repeats = judge_row(&header, &entry, index, &row)?;
            let first = row.used.map_or(now, |(first, _)| first);
            (
                index,
                CodeRow {
                    used: Some((first, now)),
                    ..row
                },
                repeats,
            )
        } else {
            let meaning = judge_reading(&header, now, reading)?;
            let index = take_place(snapshot, &mut header, Places::Ordinary, now)
                .ok_or(Reason::LedgerFull)?;
            let used = Some((now, now));
            let row = CodeRow {
                meaning,
                digits: entry.digits,
                is_cancelled: false,
                used,
            };
            (index, row, false)
        };
        let may_repeat = row.meaning.is_single(&header.limits) && !repeats;
        header.unconfirmed = if may_repeat {
            index.saturating_add(1)
        } else {
            0
        };
        header.throttle = Throttle::opened(before);
        header.persist(now);
        let until = until(&header, &row, now);
        let change = Change {
            header,
            row: Some((index, Row::Code(row))),
            revocations: None,
        };
        self.commit(store, &change)?;
        Ok(Decision::Open { operation, until })
    }

    /// What the code is, if it can be entered first now.
    fn read(
        &self,
        header: &Header,
        now: UnixSeconds,
        operation: Operation,
        family: Family,
        code: &Code,
    ) -> Option<Meaning> {
        let tolerance = header.tolerance(now);
        if family == Family::Day {
            let root = self.key.day_root(header.epoch);
            let digits = self.codes.day_digits();
            let found = root.read(digits, &header.zone, now, tolerance, code).ok()?;
            let opens =
                operation == Operation::KeyCompartment && found.slot < header.limits.day_slots;
            opens.then_some(Meaning::Day {
                day: found.day,
                slot: found.slot,
            })
        } else {
            let key = self.key.flex(header.epoch);
            let digits = self.codes.flex_digits();
            key.read(digits, now, tolerance, operation, code)
                .ok()
                .map(Meaning::Flex)
        }
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
fn judge_reading(
    header: &Header,
    now: UnixSeconds,
    reading: Option<Meaning>,
) -> Result<Meaning, Reason> {
    let meaning = reading.ok_or(Reason::WrongCode)?;
    if is_outside_hours(header, &meaning, now) {
        // There are few day codes of a date, and many FlexCodes worth guessing at night.
        return Err(match meaning {
            Meaning::Day { .. } => Reason::OutsideHours,
            Meaning::Flex(_) => Reason::WrongCode,
        });
    }
    if meaning.last_instant(&header.zone) <= header.forgotten {
        return Err(Reason::WrongCode);
    }
    Ok(meaning)
}

/// A further entry of a code in the ledger: whether it repeats an opening that was not
/// confirmed, if it opens at all.
fn judge_row(header: &Header, entry: &Entry, index: u8, row: &CodeRow) -> Result<bool, Reason> {
    let now = entry.now;
    if row.is_cancelled {
        return Err(Reason::Cancelled);
    }
    let repeat = row.repeat(&header.limits).ok_or(Reason::UsedUp)?;
    let repeats = row.meaning.is_single(&header.limits);
    let may_repeat = header.unconfirmed == index.saturating_add(1) && repeat.contains(&now);
    if is_over(header, row, now) || (repeats && !may_repeat) {
        return Err(Reason::UsedUp);
    }
    let (operation, has_begun) = match row.meaning {
        Meaning::Day { .. } => (Operation::KeyCompartment, true),
        Meaning::Flex(terms) => {
            let latest = now.saturating_add(u64::from(header.tolerance(now).seconds()));
            (terms.operation(), terms.window().start() <= latest)
        }
    };
    if operation != entry.operation || !has_begun {
        return Err(Reason::WrongCode);
    }
    if is_outside_hours(header, &row.meaning, now) {
        return Err(Reason::OutsideHours);
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
