//! Steps 1.7, 2 and 3: when a listing was on the market, and whether its dates can be right.

use super::rows::{Cleaned, Row};
use super::{Listing, Place, State};
use crate::calendar::Day;
use crate::market::{ClockFrom, EndEvent, Rules, StartField, Status, Statuses, Warning, Warnings};

/// An interval of days, half open, of the listing at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub(super) start: Day,
    pub(super) end: Day,
    pub(super) place: usize,
}

impl Default for Interval {
    fn default() -> Self {
        Self {
            start: Day::from_number(0),
            end: Day::from_number(0),
            place: 0,
        }
    }
}

/// The rows of a listing in order, with the one that is added.
#[derive(Clone, Copy)]
pub(in crate::market) struct Course<'r, 'k> {
    pub(super) rows: &'r [Row<'k>],
    pub(super) expired_on: Option<Day>,
}

impl<'r> Course<'r, '_> {
    pub(in crate::market) fn entries(self) -> impl Iterator<Item = (Day, Status)> + 'r {
        let added = self.expired_on.map(|day| (day, Status::Expired));
        let rows = self.rows.iter();
        rows.filter_map(|row| row.date.day().zip(row.status))
            .chain(added)
    }

    /// From the last row on that is dated before `day`.
    pub(super) fn entries_from(self, day: Day) -> impl Iterator<Item = (Day, Status)> + 'r {
        let is_before = |row: &Row<'_>| row.date.day().is_some_and(|date| date < day);
        let first = self.rows.partition_point(is_before).saturating_sub(1);
        let rows = self.rows.get(first..).unwrap_or_default();
        Course { rows, ..self }.entries()
    }

    /// The status of the last row dated on or before `day`.
    pub(super) fn status_at(self, day: Day) -> Option<Status> {
        if self.expired_on.is_some_and(|expired| expired <= day) {
            return Some(Status::Expired);
        }
        let is_before = |row: &Row<'_>| row.date.day().is_some_and(|date| date <= day);
        let later = self.rows.partition_point(is_before);
        self.rows.get(later.checked_sub(1)?)?.status
    }
}

/// What one walk through the rows finds.
#[derive(Default)]
struct Found {
    /// The first row that is not `Incomplete`.
    entered: Option<(Day, Status)>,
    /// The date of the first accruing row.
    accruing: Option<Day>,
    coming_soon: Option<Day>,
    closed: Option<Day>,
    /// The date of the first `Canceled` or `Expired` row.
    ended: Option<Day>,
    /// The date of the last terminal row.
    terminal: Option<Day>,
    off: Option<(Day, Status)>,
    /// Whether the last row is accruing, since when.
    open: Option<Day>,
    last: Option<Status>,
    is_back: bool,
    /// The date of the last row that ended a run of accruing ones.
    paused: Option<Day>,
}

impl Found {
    /// Takes the next row; a run of accruing rows that it ends is an interval.
    fn take(&mut self, day: Day, status: Status, accrues: Statuses) -> Option<(Day, Day)> {
        self.last = Some(status);
        if status != Status::Incomplete {
            self.entered = self.entered.or(Some((day, status)));
        }
        match status {
            Status::ComingSoon => self.coming_soon = self.coming_soon.or(Some(day)),
            Status::Closed => self.closed = self.closed.or(Some(day)),
            Status::Canceled | Status::Expired => self.ended = self.ended.or(Some(day)),
            _ => {}
        }
        if accrues.contains(status) {
            self.is_back |= self.accruing.is_some() && self.off.is_some();
            self.accruing = self.accruing.or(Some(day));
            self.open = self.open.or(Some(day));
            self.off = None;
            return None;
        }
        if status.is_terminal() {
            self.terminal = Some(day);
            self.off = self.off.or(Some((day, status)));
        }
        let start = self.open.take()?;
        self.paused = Some(day);
        Some((start, day))
    }

    /// Step 3, but for the start that a field of the listing gives: what is doubtful.
    fn doubt(&self, cleaned: &Cleaned, accrues: Statuses) -> Warnings {
        let undated = cleaned.undated;
        let is_on_missing = self.accruing.is_none() && !undated.intersection(accrues).is_empty();
        let is_off_missing =
            self.off.is_none() && !undated.intersection(Statuses::TERMINAL).is_empty();
        let is_before_on =
            |date: Option<Day>| date.zip(self.accruing).is_some_and(|(date, on)| date < on);
        let is_coming_soon = self
            .coming_soon
            .zip(self.ended)
            .is_some_and(|(soon, ended)| soon <= ended);
        let is_ended_after = self.terminal.is_some() && self.terminal >= self.accruing;
        let is_off_before = is_before_on(self.ended) && !is_coming_soon && !is_ended_after;
        let mut doubts = Warnings::EMPTY;
        doubts.insert_if(is_on_missing, Warning::OnDateMissing);
        doubts.insert_if(is_off_missing, Warning::OffDateMissing);
        doubts.insert_if(is_off_before, Warning::OffBeforeOn);
        doubts.insert_if(is_before_on(self.closed), Warning::CloseBeforeOn);
        doubts
    }
}

/// Fills in a listing's place; its intervals go to the front of `room`, which has one for each
/// row. How many there are.
pub(super) fn settle(
    rules: &Rules,
    as_of: Day,
    listing: &Listing<'_>,
    course: Course<'_, '_>,
    cleaned: &Cleaned,
    room: &mut [Interval],
    place: &mut Place,
) -> usize {
    let mut found = Found::default();
    let mut len = 0_usize;
    let mut push = |interval: Option<(Day, Day)>| {
        if let Some(((start, end), next)) = interval.zip(room.get_mut(len)) {
            *next = Interval {
                start,
                end,
                place: 0,
            };
            len = len.saturating_add(1);
        }
    };
    for (day, status) in course.entries() {
        push(found.take(day, status, rules.accrues));
    }
    push(found.open.map(|start| (start, as_of)));
    let intervals = room.get_mut(..len).unwrap_or_default();

    let doubts = found.doubt(cleaned, rules.accrues);
    place.warnings = place.warnings.union(doubts);
    let is_absent = place.warnings.contains(Warning::OnDateMissing)
        || place.warnings.contains(Warning::CloseBeforeOn)
        || place.warnings.contains(Warning::OffBeforeOn)
        || place.warnings.contains(Warning::OffDateMissing) && found.open.is_some();
    place
        .warnings
        .insert_if(found.is_back, Warning::BackAfterTerminal);
    let is_moved = move_start(rules, listing, &found, intervals, place);
    let len = end_early(rules, &found, course, intervals);
    let intervals = intervals.get(..len).unwrap_or_default();

    place.status = found.last;
    place.closed = found.closed;
    place.off_row = found.off.map(|(day, _)| day);
    place.was_on_market = !intervals.is_empty();
    place.accrues_until = match found.open {
        Some(_) => Day::from_number(u32::MAX),
        None => found.paused.unwrap_or(place.accrues_until),
    };
    place.state = match (is_absent || !is_moved, intervals.is_empty()) {
        (true, _) => State::Absent,
        (false, true) => State::Never,
        (false, false) => State::OnMarket,
    };
    if let [first, ..] = intervals
        && let [.., last] = intervals
    {
        place.first = first.start;
        place.last = last.end;
        place.dom = rules.count(intervals, last.end);
        let entered = found.entered.map_or(first.start, |(day, _)| day);
        place.entered = entered.min(first.start);
        place.off = match rules.clock_from {
            ClockFrom::Terminal => place.off_row.unwrap_or(as_of),
            ClockFrom::LastOnMarket => last.end,
        };
    }
    len
}

/// Step 2.2. Whether the first interval still starts before it ends.
fn move_start(
    rules: &Rules,
    listing: &Listing<'_>,
    found: &Found,
    intervals: &mut [Interval],
    place: &mut Place,
) -> bool {
    let date = match rules.start_field {
        StartField::OnMarket => return true,
        StartField::ListingContractDate => listing.listing_contract_date,
        StartField::OriginalEntryDate => listing.original_entry_date,
    };
    let is_accruing = |(_, status)| rules.accrues.contains(status);
    let Some(first) = intervals
        .first_mut()
        .filter(|_| found.entered.is_some_and(is_accruing))
    else {
        return true;
    };
    match date.day() {
        None => place.warnings.insert_if(true, Warning::StartDateMissing),
        Some(day) if day <= first.end => first.start = day,
        Some(_) => {
            place.warnings.insert_if(true, Warning::OffBeforeOn);
            return false;
        }
    }
    true
}

/// Step 2.3. How many intervals are left.
fn end_early(
    rules: &Rules,
    found: &Found,
    course: Course<'_, '_>,
    intervals: &mut [Interval],
) -> usize {
    match rules.end_event {
        EndEvent::OffMarket => {}
        EndEvent::Contract => {
            // Without an interval any day will do.
            let start = intervals
                .first()
                .map_or(Day::from_number(0), |first| first.start);
            let contract = course
                .entries()
                .fold(None, |contract, (day, status)| match status {
                    Status::Active => None,
                    Status::ActiveUnderContract | Status::Pending if start <= day => {
                        contract.or(Some(day))
                    }
                    _ => contract,
                });
            if let Some(contract) = contract {
                for interval in intervals.iter_mut() {
                    interval.end = interval.end.min(contract);
                }
                return intervals.partition_point(|interval| interval.start <= contract);
            }
        }
        EndEvent::Close => {
            if let (Some((closed, Status::Closed)), [.., last]) = (found.off, &mut *intervals) {
                last.end = closed;
            }
        }
    }
    intervals.len()
}
