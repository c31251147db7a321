//! The log as its page says it: a plain list of everything that was written.

use doorward::codes::{CodeUse, FlexTerms, Operation};

use super::memory::Meaning;

/// What the naive box writes down, and what for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Note {
    /// The line of the page's table, for counting.
    pub(crate) what: &'static str,
    pub(crate) epoch: u32,
    pub(crate) instant: u64,
    pub(crate) event: u8,
    pub(crate) outcome: u8,
    pub(crate) method: u8,
    pub(crate) operation: u8,
    pub(crate) subject: [u8; 16],
    pub(crate) detail: u64,
}

impl Note {
    /// A note of nothing yet.
    pub(crate) fn of(what: &'static str, event: u8, epoch: u32, instant: u64) -> Self {
        Self {
            what,
            epoch,
            instant,
            event,
            outcome: 1,
            method: 0,
            operation: 0,
            subject: [0; 16],
            detail: 0,
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    pub(crate) rows: Vec<Note>,
    /// Failures that follow one another.
    pub(crate) open: Option<Note>,
}

impl Log {
    pub(crate) fn close(&mut self) {
        self.rows.extend(self.open.take());
    }

    pub(crate) fn write(&mut self, note: Note) {
        self.close();
        self.rows.push(note);
    }

    pub(crate) fn fail(&mut self, note: Note) {
        if let Some(open) = &mut self.open {
            let is_same = open.event == note.event
                && open.outcome == note.outcome
                && open.subject == note.subject;
            if is_same {
                open.detail += 1;
                return;
            }
        }
        self.close();
        self.open = Some(Note { detail: 1, ..note });
    }
}

/// The payload of a flex code, as its page counts it.
fn payload(terms: &FlexTerms) -> u32 {
    let d = u32::from(terms.window().duration());
    let op = u32::from(terms.operation() == Operation::Shackle);
    let code_use = u32::from(terms.code_use() == CodeUse::UntilEnd);
    let n = terms.window().start_slot();
    ((((d - 1) * 4 + u32::from(terms.copy())) * 2 + op) * 2 + code_use) * 64 + n % 64
}

/// What the log names a code by.
pub(crate) fn subject(meaning: &Meaning) -> [u8; 16] {
    let (family, slot, number, payload) = match meaning {
        Meaning::Day { day, slot } => (1, *slot, *day, 0),
        Meaning::Flex(terms) => (2, 0, terms.window().start_slot(), payload(terms)),
        Meaning::Service(_) => (3, 0, 0, 0),
        Meaning::Grant { id, .. } => return *id,
    };
    let mut bytes = vec![family, slot, 0, 0];
    bytes.extend(number.to_be_bytes());
    bytes.extend(payload.to_be_bytes());
    bytes.extend([0; 4]);
    bytes.try_into().unwrap()
}

/// The bit of an operation that a code opens.
pub(crate) fn bit(operation: Operation) -> u8 {
    match operation {
        Operation::KeyCompartment => 1,
        Operation::Shackle => 2,
    }
}
