//! Step 1.

use std::collections::BTreeSet;

use doorward::market::{OwnedListing, OwnedRow, Status, Warning};

/// A row that is left, in order.
pub(super) type Row = (i64, Status);

struct Version<'a> {
    date: Option<i64>,
    sequence: u64,
    status: Status,
    event: Option<&'a str>,
}

const LAST_DAY: i64 = 2_932_896;

fn version<'a>(row: &'a OwnedRow, warnings: &mut BTreeSet<Warning>) -> Option<Version<'a>> {
    let given = row.date.number().map(i64::from);
    let date = given.filter(|date| (0..=LAST_DAY).contains(date));
    if given != date {
        warnings.insert(Warning::DateOutOfRange);
    }
    Some(Version {
        date,
        sequence: row.sequence,
        status: row.status.known()?,
        event: row.event.as_deref(),
    })
}

/// Step 1 but for its last point: the rows in order, and the statuses without a date.
pub(super) fn rows_of(
    listing: &OwnedListing,
    as_of: i64,
    warnings: &mut BTreeSet<Warning>,
) -> Option<(Vec<Row>, Vec<Status>)> {
    let mut versions: Vec<Version<'_>> = Vec::new();
    for row in &listing.events {
        let it = version(row, warnings)?;
        let same = |other: &Version<'_>| {
            (other.date, other.sequence, other.status, other.event)
                == (it.date, it.sequence, it.status, it.event)
        };
        if versions.iter().any(same) {
            warnings.insert(Warning::DuplicateRow);
        } else {
            versions.push(it);
        }
    }
    let key = |it: &Version<'_>| (it.sequence, it.date, it.status.number());
    let is_superseded = |it: &Version<'_>| {
        let mut others = versions.iter();
        it.event.is_some() && others.any(|other| other.event == it.event && key(other) > key(it))
    };
    let (gone, kept): (Vec<_>, Vec<_>) = versions.iter().partition(|it| is_superseded(it));
    for it in &gone {
        let kept = kept.iter().find(|other| other.event == it.event).unwrap();
        if kept.sequence == it.sequence {
            warnings.insert(Warning::ConflictingRows);
        }
    }
    let mut dated: Vec<_> = kept
        .iter()
        .filter_map(|it| Some((it.date?, it.sequence, it.status.number(), it.status)))
        .collect();
    dated.sort_unstable();
    let mut undated: Vec<_> = kept
        .iter()
        .filter(|it| it.date.is_none())
        .map(|it| it.status)
        .collect();
    if undated.contains(&Status::Delete) {
        warnings.insert(Warning::Deleted);
        return Some((Vec::new(), Vec::new()));
    }
    while let Some(delete) = dated
        .iter()
        .position(|(date, .., status)| *status == Status::Delete && *date <= as_of)
    {
        warnings.insert(Warning::Deleted);
        dated.drain(..=delete);
        undated.clear();
    }
    if !undated.is_empty() {
        warnings.insert(Warning::DateMissing);
    }
    let past = dated.iter().filter(|(date, ..)| *date <= as_of);
    let rows = past.map(|(date, .., status)| (*date, *status)).collect();
    Some((rows, undated))
}
