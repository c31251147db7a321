//! The service's look at the log: every row that the box wrote is genuine, and says what the
//! naive box noted.

use doorward::audit::{AuditLog, Entry, Finding, HeadBytes, Ring, Row};
use doorward::bounds::{AUDIT_RING_MIN_ROWS, AUDIT_ROW_LEN};
use doorward::lockbox::Lockbox;

use super::log::Note;
use super::support::{id, root};
use super::tally::Tally;

pub(crate) struct Reader {
    /// The places of the box's ring.
    places: Vec<Row>,
    log: AuditLog,
    /// All rows, from the first.
    known: Vec<Row>,
    #[cfg(feature = "alloc")]
    brought: doorward::audit::Collection,
}

fn says(entry: &Entry, sequence: usize, note: &Note) -> bool {
    usize::try_from(entry.sequence) == Ok(sequence)
        && entry.epoch == note.epoch
        && entry.instant == note.instant
        && entry.event.number() == note.event
        && entry.outcome == note.outcome
        && entry.method.number() == note.method
        && entry.operation == note.operation
        && entry.subject == note.subject
        && entry.detail == note.detail
}

impl Reader {
    pub(crate) fn new() -> Self {
        let first = || root().first_audit(&id(), 0);
        Self {
            places: vec![[0; AUDIT_ROW_LEN]; AUDIT_RING_MIN_ROWS],
            log: AuditLog::new(first()),
            known: Vec::new(),
            #[cfg(feature = "alloc")]
            brought: doorward::audit::Collection::new(first()),
        }
    }

    /// Looks at what a call wrote; how many rows that was.
    pub(crate) fn look(
        &mut self,
        lockbox: &Lockbox,
        now: u64,
        notes: &[Note],
        tally: &mut Tally,
    ) -> Result<usize, String> {
        let rows = lockbox.audit_rows().map_err(|reason| reason.to_string())?;
        Ring::new(&mut self.places).unwrap().keep(&rows);
        let rows = rows.as_slice();
        if rows.len() != notes.len().min(4) {
            return Err(format!("{} rows held of {}", rows.len(), notes.len()));
        }
        let (first, before) = (notes.len() - rows.len(), self.known.len());
        for (sequence, row) in (first..).zip(rows) {
            match self.known.get(sequence) {
                Some(known) if known == row => {}
                Some(_) => return Err(format!("row {sequence} is another")),
                None => {
                    self.check(row, sequence, &notes[sequence])?;
                    self.known.push(*row);
                    tally.row(notes[sequence].what);
                }
            }
        }
        if self.known.len() != notes.len() {
            return Err(format!(
                "{} rows known of {}",
                self.known.len(),
                notes.len()
            ));
        }
        let head = lockbox
            .audit_head(now)
            .map_err(|reason| reason.to_string())?;
        self.check_head(&head, now)?;
        Ok(notes.len() - before)
    }

    fn check(&mut self, row: &Row, sequence: usize, note: &Note) -> Result<(), String> {
        match self.log.check_row(row) {
            Finding::Genuine(entry) if says(&entry, sequence, note) => Ok(()),
            other => Err(format!("row {sequence} is {other:?}, not {note:?}")),
        }
    }

    fn check_head(&mut self, head: &HeadBytes, now: u64) -> Result<(), String> {
        match self.log.check_head(head) {
            Ok(head) if usize::try_from(head.next) == Ok(self.known.len()) => {
                let is_now = head.instant == now;
                is_now.then_some(()).ok_or(format!("{head:?} at {now}"))
            }
            other => Err(format!("{other:?} behind {} rows", self.known.len())),
        }
    }

    /// A phone takes rows out of the ring, up to the head's, from `from` or the oldest.
    pub(crate) fn take_rows(
        &mut self,
        head: &HeadBytes,
        now: u64,
        from: u32,
        notes: &[Note],
    ) -> Result<(), String> {
        self.check_head(head, now)?;
        let next = u32::try_from(notes.len()).unwrap();
        let ring = Ring::new(&mut self.places).unwrap();
        let from = from.max(ring.oldest(next));
        let rows = (from..next).map(|sequence| ring.row(sequence, next).copied());
        let Some(piece) = rows.collect::<Option<Vec<Row>>>() else {
            return Err(format!("the ring lacks a row from {from} to {next}"));
        };
        for (sequence, row) in (usize::try_from(from).unwrap()..).zip(&piece) {
            if self.known[sequence] != *row {
                return Err(format!("row {sequence} of the ring is another"));
            }
        }
        self.bring(&piece, head, notes)
    }

    #[cfg(feature = "alloc")]
    fn bring(&mut self, piece: &[Row], head: &HeadBytes, notes: &[Note]) -> Result<(), String> {
        let faults = self.brought.add(piece, Some(head), &mut []);
        let mut entries = self.brought.entries();
        let is_said = |entry: &Entry| {
            let sequence = usize::try_from(entry.sequence).unwrap();
            says(entry, sequence, &notes[sequence])
        };
        let missing: usize = (self.brought.missing().iter().map(ExactSizeIterator::len)).sum();
        let is_all = missing + self.brought.rows().count() == notes.len();
        if faults.is_empty() && entries.all(is_said) && is_all {
            Ok(())
        } else {
            Err(format!("{faults:?}, {missing} rows missing"))
        }
    }

    #[cfg(not(feature = "alloc"))]
    fn bring(&mut self, piece: &[Row], _: &HeadBytes, _: &[Note]) -> Result<(), String> {
        let is_genuine = |row| matches!(self.log.check_row(row), Finding::Genuine(_));
        let mut rows = piece.iter();
        let is_good = rows.all(is_genuine);
        is_good.then_some(()).ok_or("a forged row".to_owned())
    }
}
