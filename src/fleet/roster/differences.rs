//! Two lists of rows, side by side.

use core::cmp::Ordering;

use super::lists::{Field, RowKind};
use super::row::Row;
#[cfg(feature = "serde")]
use crate::fleet::FleetError;
use crate::policy::listed::closed_list;
use crate::policy::{Name, Set, Status};

closed_list! {
    /// In which list a row is.
    DifferenceKind {
        /// Not known, and in the snapshot.
        Create = 1, "create", "new";
        /// Active as known, and not any more.
        Deactivation = 2, "deactivation", "no longer active";
        /// Known, in the snapshot, and not the same.
        Change = 3, "change", "changed";
    }
}

/// A row that a snapshot changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Members", into = "Members"))]
pub struct Difference {
    /// In which list it is.
    pub difference: DifferenceKind,
    /// What the row is about.
    pub kind: RowKind,
    /// Its key.
    pub key: Name,
    /// The fields that differ, of a change; none otherwise.
    pub fields: Set<Field>,
    /// A listing's status before and after; before its creation it is `Incomplete`.
    pub status: Option<(Status, Status)>,
}

/// A difference as it is serialized: the two statuses have a member each.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    difference: DifferenceKind,
    kind: RowKind,
    key: Name,
    fields: Set<Field>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Status>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<Status>,
}

#[cfg(feature = "serde")]
impl TryFrom<Members> for Difference {
    type Error = FleetError;

    fn try_from(members: Members) -> Result<Self, FleetError> {
        if members.from.is_some() != members.to.is_some() {
            return Err(FleetError::BadValue);
        }
        Ok(Self {
            difference: members.difference,
            kind: members.kind,
            key: members.key,
            fields: members.fields,
            status: members.from.zip(members.to),
        })
    }
}

#[cfg(feature = "serde")]
impl From<Difference> for Members {
    fn from(difference: Difference) -> Self {
        Self {
            difference: difference.difference,
            kind: difference.kind,
            key: difference.key,
            fields: difference.fields,
            from: difference.status.map(|(from, _)| from),
            to: difference.status.map(|(_, to)| to),
        }
    }
}

/// A row as known and as the snapshot has it, where it is there.
pub(super) struct Pair<'a, R> {
    pub(super) known: Option<&'a R>,
    pub(super) snapshot: Option<&'a R>,
}

impl<R: Row> Pair<'_, R> {
    /// The row once the snapshot is taken over.
    pub(super) fn after(&self, is_complete: bool) -> Option<R> {
        match (self.known, self.snapshot) {
            (Some(row), None) if is_complete && row.is_active() => Some(row.deactivated()),
            (_, Some(row)) | (Some(row), None) => Some(row.clone()),
            (None, None) => None,
        }
    }

    pub(super) fn difference(&self, is_complete: bool) -> Option<Difference> {
        let after = self.after(is_complete)?;
        let (difference, fields) = match self.known {
            None => (DifferenceKind::Create, Set::EMPTY),
            Some(known) if known.is_active() && !after.is_active() => {
                (DifferenceKind::Deactivation, Set::EMPTY)
            }
            Some(known) => {
                let fields = known.differing(&after);
                if fields.is_empty() {
                    return None;
                }
                (DifferenceKind::Change, fields)
            }
        };
        let before = self
            .known
            .map_or(Some(Status::Incomplete), Row::standard_status);
        Some(Difference {
            difference,
            kind: R::KIND,
            key: *after.key(),
            fields,
            status: before.zip(after.standard_status()),
        })
    }
}

/// Rows that rise by their keys, paired by key.
pub(super) struct Pairs<'a, R> {
    known: &'a [R],
    snapshot: &'a [R],
}

impl<'a, R: Row> Pairs<'a, R> {
    pub(super) const fn new(known: &'a [R], snapshot: &'a [R]) -> Self {
        Self { known, snapshot }
    }
}

impl<'a, R: Row> Iterator for Pairs<'a, R> {
    type Item = Pair<'a, R>;

    fn next(&mut self) -> Option<Pair<'a, R>> {
        let (known, snapshot) = (self.known.split_first(), self.snapshot.split_first());
        let order = match (known, snapshot) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((known, _)), Some((snapshot, _))) => known.key().cmp(snapshot.key()),
        };
        let known = known.filter(|_| order.is_le());
        let snapshot = snapshot.filter(|_| order.is_ge());
        if let Some((_, rest)) = known {
            self.known = rest;
        }
        if let Some((_, rest)) = snapshot {
            self.snapshot = rest;
        }
        Some(Pair {
            known: known.map(|(row, _)| row),
            snapshot: snapshot.map(|(row, _)| row),
        })
    }
}
