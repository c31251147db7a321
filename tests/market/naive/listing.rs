//! Steps 2 and 3.

use std::collections::BTreeSet;

use doorward::market::{ClockFrom, EndEvent, OwnedListing, Rules, StartField, Status, Warning};

use super::rows::{Row, rows_of};

/// A listing after steps 1 to 3.
pub(super) struct Seen<'a> {
    pub(super) listing: &'a OwnedListing,
    pub(super) rows: Vec<Row>,
    pub(super) intervals: Vec<(i64, i64)>,
    pub(super) warnings: BTreeSet<Warning>,
    pub(super) is_absent: bool,
    pub(super) off: i64,
    pub(super) entered: i64,
}

impl Seen<'_> {
    pub(super) fn first(&self) -> i64 {
        self.intervals[0].0
    }

    pub(super) fn last(&self) -> i64 {
        self.intervals[self.intervals.len() - 1].1
    }

    pub(super) fn was_on_market(&self) -> bool {
        !self.intervals.is_empty()
    }

    pub(super) fn is_left_out(&self) -> bool {
        let doubts = [
            Warning::OnDateMissing,
            Warning::OffDateMissing,
            Warning::OffBeforeOn,
            Warning::CloseBeforeOn,
        ];
        doubts.iter().any(|doubt| self.warnings.contains(doubt))
    }

    /// The status of the last row dated on or before a day.
    pub(super) fn status_at(&self, day: i64) -> Option<Status> {
        let row = self.rows.iter().rfind(|(date, _)| *date <= day);
        row.map(|(_, status)| *status)
    }

    pub(super) fn closed_by(&self, day: i64) -> bool {
        let mut rows = self.rows.iter();
        rows.any(|(date, status)| *status == Status::Closed && *date <= day)
    }
}

const TERMINAL: [Status; 3] = [Status::Canceled, Status::Expired, Status::Closed];

/// What step 1 leaves of a listing, on the way through steps 2 and 3.
struct Draft<'a> {
    listing: &'a OwnedListing,
    rules: &'a Rules,
    as_of: i64,
    rows: Vec<Row>,
    undated: Vec<Status>,
    warnings: BTreeSet<Warning>,
    is_absent: bool,
}

/// Steps 1 to 3; none for an unknown status.
pub(super) fn see<'a>(listing: &'a OwnedListing, rules: &'a Rules, as_of: i64) -> Option<Seen<'a>> {
    let mut warnings = BTreeSet::new();
    let (rows, undated) = rows_of(listing, as_of, &mut warnings)?;
    let mut draft = Draft {
        listing,
        rules,
        as_of,
        rows,
        undated,
        warnings,
        is_absent: false,
    };
    let dates = [
        listing.listing_contract_date,
        listing.original_entry_date,
        listing.expiration_date,
    ];
    if dates.iter().any(|date| date.is_out_of_range()) {
        draft.warnings.insert(Warning::DateOutOfRange);
    }
    draft.expire();
    let mut intervals = draft.runs();
    draft.move_start(&mut intervals);
    draft.end_early(&mut intervals);
    draft.doubt();
    let off = match (rules.clock_from, intervals.last()) {
        (ClockFrom::LastOnMarket, Some((_, end))) => *end,
        _ => draft.off_row().map_or(as_of, |(date, _)| date),
    };
    let entered = match (intervals.first(), draft.entered()) {
        (Some((first, _)), Some((date, _))) => date.min(*first),
        _ => 0,
    };
    Some(Seen {
        listing,
        rows: draft.rows,
        intervals,
        warnings: draft.warnings,
        is_absent: draft.is_absent,
        off,
        entered,
    })
}

fn is_terminal(row: &Row) -> bool {
    TERMINAL.contains(&row.1)
}

impl Draft<'_> {
    fn is_accruing(&self, row: &Row) -> bool {
        self.rules.accrues.contains(row.1)
    }

    /// The first row that is not `Incomplete`.
    fn entered(&self) -> Option<Row> {
        let mut rows = self.rows.iter().copied();
        rows.find(|(_, status)| *status != Status::Incomplete)
    }

    fn has_undated_terminal(&self) -> bool {
        self.undated.iter().any(|status| TERMINAL.contains(status))
    }

    fn off_row(&self) -> Option<Row> {
        let last = self.rows.iter().rposition(|row| self.is_accruing(row));
        let after = last.map_or(0, |last| last + 1);
        self.rows[after..].iter().copied().find(is_terminal)
    }

    /// Step 1.6.
    fn expire(&mut self) {
        let expiration = self.listing.expiration_date.day();
        let expiration = expiration.map(|day| i64::from(day.number()));
        let (Some(expiration), Some((date, status))) = (expiration, self.rows.last().copied())
        else {
            return;
        };
        if expiration >= self.as_of || !status.is_in_force() || self.has_undated_terminal() {
            return;
        }
        if date <= expiration {
            self.rows.push((expiration, Status::Expired));
            self.warnings.insert(Warning::ExpiredInferred);
        } else {
            self.warnings.insert(Warning::StatusAfterExpiration);
        }
    }

    /// Step 2.1.
    fn runs(&self) -> Vec<(i64, i64)> {
        let mut intervals = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let goes_on = i > 0 && self.is_accruing(&self.rows[i - 1]);
            if self.is_accruing(row) && !goes_on {
                let end = self.rows[i..].iter().find(|row| !self.is_accruing(row));
                intervals.push((row.0, end.map_or(self.as_of, |(date, _)| *date)));
            }
        }
        intervals
    }

    /// Step 2.2.
    fn move_start(&mut self, intervals: &mut [(i64, i64)]) {
        let named = match self.rules.start_field {
            StartField::OnMarket => return,
            StartField::ListingContractDate => self.listing.listing_contract_date,
            StartField::OriginalEntryDate => self.listing.original_entry_date,
        };
        if !self.entered().is_some_and(|row| self.is_accruing(&row)) {
            return;
        }
        let Some(named) = named.day().map(|day| i64::from(day.number())) else {
            self.warnings.insert(Warning::StartDateMissing);
            return;
        };
        if named > intervals[0].1 {
            self.warnings.insert(Warning::OffBeforeOn);
            self.is_absent = true;
        } else {
            intervals[0].0 = named;
        }
    }

    /// Step 2.3.
    fn end_early(&self, intervals: &mut Vec<(i64, i64)>) {
        let Some((start, _)) = intervals.first().copied() else {
            return;
        };
        match self.rules.end_event {
            EndEvent::OffMarket => {}
            EndEvent::Contract => {
                let contract = (0..self.rows.len()).find(|i| {
                    let (date, status) = self.rows[*i];
                    let mut later = self.rows[*i..].iter();
                    [Status::ActiveUnderContract, Status::Pending].contains(&status)
                        && date >= start
                        && later.all(|(_, status)| *status != Status::Active)
                });
                if let Some(contract) = contract {
                    let date = self.rows[contract].0;
                    intervals.retain(|(start, _)| *start <= date);
                    for (_, end) in intervals {
                        *end = date.min(*end);
                    }
                }
            }
            EndEvent::Close => {
                if let (Some((date, Status::Closed)), Some(last)) =
                    (self.off_row(), intervals.last_mut())
                {
                    last.1 = date;
                }
            }
        }
    }

    /// Step 3, and the warning of step 1.7.
    fn doubt(&mut self) {
        let accrues = self.rules.accrues;
        let rows = self.rows.clone();
        let accruing: Vec<usize> = (0..rows.len())
            .filter(|i| self.is_accruing(&rows[*i]))
            .collect();
        let terminal: Vec<usize> = (0..rows.len()).filter(|i| is_terminal(&rows[*i])).collect();
        if terminal
            .iter()
            .any(|i| accruing.iter().any(|on| on < i) && accruing.iter().any(|on| i < on))
        {
            self.warnings.insert(Warning::BackAfterTerminal);
        }
        let is_undated_on = self.undated.iter().any(|status| accrues.contains(*status));
        if accruing.is_empty() && is_undated_on {
            self.warnings.insert(Warning::OnDateMissing);
            self.is_absent = true;
        }
        if self.has_undated_terminal() && self.off_row().is_none() {
            self.warnings.insert(Warning::OffDateMissing);
            self.is_absent |= rows.last().is_some_and(|row| self.is_accruing(row));
        }
        let Some(on) = accruing.first().map(|i| rows[*i].0) else {
            return;
        };
        if rows
            .iter()
            .any(|(date, status)| *status == Status::Closed && *date < on)
        {
            self.warnings.insert(Warning::CloseBeforeOn);
            self.is_absent = true;
        }
        let is_soon_by = |day: i64| {
            let mut rows = rows.iter();
            rows.any(|(date, status)| *status == Status::ComingSoon && *date <= day)
        };
        let is_odd = |(date, status): &Row| {
            [Status::Canceled, Status::Expired].contains(status) && *date < on && !is_soon_by(*date)
        };
        let is_ended_later = terminal.iter().any(|i| rows[*i].0 >= on);
        if rows.iter().any(is_odd) && !is_ended_later {
            self.warnings.insert(Warning::OffBeforeOn);
            self.is_absent = true;
        }
    }
}
