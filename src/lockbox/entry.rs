//! Judging a day code or a FlexCode.

use super::engine::{Accepted, Refused, Typed};
use super::header::Header;
use super::ledger::{Places, find_code, take_place};
use super::row::{CodeRow, Meaning, Row};
use super::throttle::Throttle;
use super::{Decision, Lockbox, Reason};
use crate::calendar::UnixSeconds;
use crate::codes::{Family, Operation};

impl Lockbox {
    /// The rules of a day code or a FlexCode: `header` is what was saved, `before` the
    /// throttle before the entry was counted.
    #[inline(never)]
    pub(super) fn judge_code(
        &self,
        mut header: Header,
        before: Throttle,
        typed: &Typed,
    ) -> Result<Accepted<'static>, Refused> {
        let now = typed.now;
        header.check_clock(now)?;
        if header.is_suspended {
            return Err(Reason::Suspended.into());
        }
        // The code is read whether it has a row or not, so that both take the same time.
        let reading = self.read(&header, typed);
        let digits = typed.code.value();
        let snapshot = self.snapshot()?;
        let (index, row, repeats) =
            if let Some((index, row)) = find_code(snapshot, typed.family, digits) {
                let repeats = judge_row(&header, typed, index, &row).map_err(|reason| Refused {
                    reason,
                    subject: row.meaning.subject(),
                })?;
                let first = row.used.map_or(now, |(first, _)| first);
                let used = Some((first, now));
                (index, CodeRow { used, ..row }, repeats)
            } else {
                let meaning = judge_reading(&header, now, reading)?;
                let index = take_place(snapshot, &mut header, Places::Ordinary, now)
                    .ok_or(Reason::LedgerFull)?;
                let row = CodeRow {
                    meaning,
                    digits,
                    is_cancelled: false,
                    used: Some((now, now)),
                };
                (index, row, false)
            };
        let may_repeat = row.meaning.is_single(&header.limits) && !repeats;
        header.note_opening(may_repeat.then_some(index));
        header.throttle = Throttle::opened(before);
        header.persist(now);
        let decision = Decision::Open {
            operation: typed.operation,
            until: until(&header, &row, now),
        };
        let note = typed.note(row.meaning.subject());
        Ok(Accepted {
            row: Some((index, Row::Code(row))),
            ..Accepted::of(header, decision, note)
        })
    }

    /// What the code is, if it can be entered first now.
    #[inline(never)]
    fn read(&self, header: &Header, typed: &Typed) -> Option<Meaning> {
        let Typed {
            now,
            operation,
            family,
            code,
        } = typed;
        let (now, operation) = (*now, *operation);
        let tolerance = header.tolerance(now);
        if *family == Family::Day {
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
#[inline(never)]
fn judge_reading(
    header: &Header,
    now: UnixSeconds,
    reading: Option<Meaning>,
) -> Result<Meaning, Refused> {
    let meaning = reading.ok_or(Reason::WrongCode)?;
    if is_outside_hours(header, &meaning, now) {
        // There are few day codes of a date, and many FlexCodes worth guessing at night.
        return Err(match meaning {
            Meaning::Day { .. } => Refused {
                reason: Reason::OutsideHours,
                subject: meaning.subject(),
            },
            Meaning::Flex(_) => Reason::WrongCode.into(),
        });
    }
    if meaning.last_instant(&header.zone) <= header.forgotten {
        return Err(Reason::WrongCode.into());
    }
    Ok(meaning)
}

/// A further entry of a code in the ledger: whether it repeats an opening that was not
/// confirmed, if it opens at all.
#[inline(never)]
fn judge_row(header: &Header, typed: &Typed, index: u8, row: &CodeRow) -> Result<bool, Reason> {
    let now = typed.now;
    if row.is_cancelled {
        return Err(Reason::Cancelled);
    }
    let repeat = row.repeat(&header.limits).ok_or(Reason::UsedUp)?;
    let repeats = row.meaning.is_single(&header.limits);
    let may_repeat = header.is_unconfirmed(index) && repeat.contains(&now);
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
    if operation != typed.operation || !has_begun {
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
