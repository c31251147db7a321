//! Rows as they come in: in pieces, from several phones, in any order, with overlaps.

use core::ops::Range;

use no_std_compat::collections::BTreeMap;
use no_std_compat::vec::Vec;

use super::{AuditLog, Entry, Finding, HeadBytes, Row};
use crate::keys::AuditKey;

/// What is wrong in a piece, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Fault {
    /// The row's place in the piece, from 0; for the head, the number of rows.
    pub position: usize,
    /// The sequence that the row claims; for the head, that of the next row.
    pub sequence: u32,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What can be wrong with a row of a piece, or with its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum FaultKind {
    /// Not a row of this box, or of another one that was asked: changed, or made up.
    Changed,
    /// A row of the other log with this index in the list given.
    Foreign(usize),
    /// Claims a number so far ahead that it was not followed.
    TooFar,
    /// A row of this box that stands behind a later one.
    OutOfOrder,
    /// A row of this box that stood in this piece before.
    Replayed,
    /// Differs from another row of this box with the same number, and both are genuine: the
    /// box was copied, or its key taken.
    Forked,
    /// A head that this box did not give.
    HeadForged,
    /// A head of this box that is older than the rows that came with it.
    HeadStale,
}

/// What the service has of one box's log.
///
/// ```
/// use doorward::audit::{Collection, Entry, Event, FaultKind, Method};
/// use doorward::keys::{Id, RootKey};
///
/// let root = RootKey::from_bytes(&[7; 32])?;
/// let id = Id::new("LB-00012345")?;
/// let mut key = root.first_audit(&id, 0);
/// let mut rows = Vec::new();
/// for sequence in 0..4 {
///     rows.push(key.row(&Entry {
///         sequence,
///         epoch: 0,
///         instant: 1_767_362_400,
///         event: Event::Entry,
///         outcome: 0,
///         method: Method::Day,
///         operation: 1,
///         subject: [0; 16],
///         detail: 0,
///     }));
///     key = key.next();
/// }
///
/// // One phone brings the last two, with the head; another a changed row and row 0.
/// let mut log = Collection::new(root.first_audit(&id, 0));
/// assert!(log.add(&rows[2..], Some(&key.head(4, 1_767_362_400)), &mut []).is_empty());
/// assert_eq!(log.missing(), [0..2]);
/// rows[1][16] = 5;
/// let faults = log.add(&rows[..2], None, &mut []);
/// assert_eq!((faults[0].position, faults[0].kind), (1, FaultKind::Changed));
/// assert_eq!(log.missing(), [1..2]);
/// # Ok::<(), doorward::Error>(())
/// ```
#[derive(Debug)]
pub struct Collection {
    log: AuditLog,
    rows: BTreeMap<u32, (Row, Entry)>,
    /// The sequence of the next row, as far as rows and heads tell.
    next: u32,
}

impl Collection {
    /// The log, still empty, of the box with this first key.
    #[must_use]
    pub fn new(first: AuditKey) -> Self {
        Self {
            log: AuditLog::new(first),
            rows: BTreeMap::new(),
            next: 0,
        }
    }

    /// Takes in what a phone brought: rows in the order in which they came, and the head
    /// given with them. Genuine rows are kept, whatever is wrong with others. `others` are
    /// the logs of other boxes, or of this box's other generations, to name a foreign row's.
    ///
    /// The faults are those of this piece, by position.
    pub fn add(
        &mut self,
        piece: &[Row],
        head: Option<&HeadBytes>,
        others: &mut [AuditLog],
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        // In the order of what they claim, so that the keys are walked along once.
        let mut order: Vec<usize> = (0..piece.len()).collect();
        order.sort_by_key(|position| piece.get(*position).map(|row| super::sequence_of(row)));
        let mut genuine: BTreeMap<usize, Entry> = BTreeMap::new();
        for position in order {
            let Some(row) = piece.get(position) else {
                continue;
            };
            let fault = match self.log.check_row(row) {
                Finding::Genuine(entry) => {
                    genuine.insert(position, entry);
                    None
                }
                Finding::TooFar { .. } => Some(FaultKind::TooFar),
                Finding::Forged { .. } => Some(whose(row, others)),
            };
            if let Some(kind) = fault {
                let sequence = super::sequence_of(row);
                faults.push(Fault {
                    position,
                    sequence,
                    kind,
                });
            }
        }
        let mut highest = None;
        for (position, entry) in &genuine {
            let Some(row) = piece.get(*position) else {
                continue;
            };
            let sequence = entry.sequence;
            let stood_before = genuine.range(..*position).any(|(_, other)| other == entry);
            let known = self.rows.get(&sequence);
            let kind = if stood_before {
                Some(FaultKind::Replayed)
            } else if known.is_some_and(|(known, _)| known != row) {
                Some(FaultKind::Forked)
            } else if highest.is_some_and(|highest| sequence < highest) {
                Some(FaultKind::OutOfOrder)
            } else {
                None
            };
            faults.extend(kind.map(|kind| Fault {
                position: *position,
                sequence,
                kind,
            }));
            highest = highest.max(Some(sequence));
            self.rows.entry(sequence).or_insert((*row, *entry));
            self.next = self.next.max(sequence.saturating_add(1));
        }
        if let Some(head) = head {
            let position = piece.len();
            let (sequence, kind) = match self.log.check_head(head) {
                Err(_) => (super::sequence_of(head), Some(FaultKind::HeadForged)),
                Ok(head) => {
                    self.next = self.next.max(head.next);
                    let is_stale = highest.is_some_and(|highest| head.next <= highest);
                    (head.next, is_stale.then_some(FaultKind::HeadStale))
                }
            };
            faults.extend(kind.map(|kind| Fault {
                position,
                sequence,
                kind,
            }));
        }
        faults.sort_by_key(|fault| fault.position);
        faults
    }

    /// The rows that there must be and that no phone has brought: they left the ring before
    /// they were read, or somebody dropped them.
    #[must_use]
    pub fn missing(&self) -> Vec<Range<u32>> {
        let mut missing = Vec::new();
        let mut expected = 0;
        for sequence in self.rows.keys().copied().chain([self.next]) {
            if sequence > expected {
                missing.push(expected..sequence);
            }
            expected = sequence.saturating_add(1);
        }
        missing
    }

    /// What the rows say, in their order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.rows.values().map(|(_, entry)| entry)
    }

    /// The rows, in their order, to be stored.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().map(|(row, _)| row)
    }

    /// The sequence of the next row, as far as rows and heads tell: all below were written.
    #[must_use]
    pub const fn next(&self) -> u32 {
        self.next
    }
}

/// Whose row it is that is not this box's.
fn whose(row: &Row, others: &mut [AuditLog]) -> FaultKind {
    others
        .iter_mut()
        .position(|other| matches!(other.check_row(row), Finding::Genuine(_)))
        .map_or(FaultKind::Changed, FaultKind::Foreign)
}
