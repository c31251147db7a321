//! One row of the ledger: a code that was used or cancelled, or a grant that is counted.

use core::ops::Range;

use crate::audit::Subject;
use crate::bounds::{DAY_SLOTS, NONCE_LEN};
use crate::calendar::{Day, UnixSeconds, Zone};
use crate::codes::{CodeUse, Family, FlexTerms, Operation};
use crate::wire::{Reader, Writer};

use super::{DayUse, Limits};

/// Bytes of a row in a snapshot.
pub(super) const ROW_LEN: usize = 29;

const CANCELLED: u8 = 1;
const USED: u8 = 2;
const SHACKLE: u8 = 4;

/// What a code of the ledger means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Day { day: Day, slot: u8 },
    Flex(FlexTerms),
}

impl Meaning {
    pub(super) const fn family(&self) -> Family {
        match self {
            Self::Day { .. } => Family::Day,
            Self::Flex(_) => Family::Flex,
        }
    }

    pub(super) fn is_single(&self, limits: &Limits) -> bool {
        match self {
            Self::Day { .. } => limits.day_use == DayUse::Single,
            Self::Flex(terms) => terms.code_use() == CodeUse::Single,
        }
    }

    /// Whether access hours bind it: single-use FlexCodes carry their own times.
    pub(super) fn keeps_hours(&self) -> bool {
        match self {
            Self::Day { .. } => true,
            Self::Flex(terms) => terms.code_use() == CodeUse::UntilEnd,
        }
    }

    /// What the log knows it by: never its digits (specification, audit log).
    pub(super) fn subject(&self) -> Subject {
        match *self {
            Self::Day { day, slot } => Subject::Day { day, slot },
            Self::Flex(terms) => Subject::Flex(terms),
        }
    }

    /// The last instant at which it could be entered first, tolerance left out.
    pub(super) fn last_instant(&self, zone: &Zone) -> UnixSeconds {
        match self {
            Self::Day { day, .. } => zone.end_of(*day),
            Self::Flex(terms) => terms.window().first_entry_end(),
        }
    }
}

/// A code that was used or cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CodeRow {
    pub(super) meaning: Meaning,
    /// The digits as a number.
    pub(super) digits: u64,
    pub(super) is_cancelled: bool,
    /// The first use and the last opening; none if it was cancelled before.
    pub(super) used: Option<(UnixSeconds, UnixSeconds)>,
}

impl CodeRow {
    /// A code that was neither used nor cancelled.
    pub(super) const fn unused(meaning: Meaning, digits: u64) -> Self {
        Self {
            meaning,
            digits,
            is_cancelled: false,
            used: None,
        }
    }

    pub(super) fn bytes(&self) -> [u8; ROW_LEN] {
        let mut bytes = [0; ROW_LEN];
        self.write(&mut Writer::new(&mut bytes));
        bytes
    }

    /// From the last opening to the end of the time for its repeat.
    pub(super) fn repeat(&self, limits: &Limits) -> Option<Range<UnixSeconds>> {
        self.used.map(|(_, opened)| limits.repeat(opened))
    }

    /// The instant at which it is over and may be forgotten, tolerance left out.
    pub(super) fn end(&self, zone: &Zone, limits: &Limits) -> UnixSeconds {
        let last_instant = self.meaning.last_instant(zone);
        match (self.meaning, self.used) {
            (Meaning::Flex(terms), Some(_)) => terms.window().end(),
            (Meaning::Day { .. }, Some((first, _))) if limits.outlasts_midnight => {
                last_instant.max(limits.reuse_end(first))
            }
            _ => last_instant,
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        let flags = flag(self.is_cancelled, CANCELLED) | flag(self.used.is_some(), USED);
        let (first, last) = self.used.unwrap_or_default();
        let (kind, slot, number, payload) = match self.meaning {
            Meaning::Day { day, slot } => (1, slot, day.number(), 0),
            Meaning::Flex(terms) => (2, 0, terms.window().start_slot(), terms.payload().0),
        };
        writer.u8(kind).u8(flags).u8(slot).u32(number).u32(payload);
        writer.u40(self.digits).u40(first).u40(last);
    }
}

/// A grant whose uses are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GrantRow {
    pub(super) grant_id: [u8; NONCE_LEN],
    /// The body's; the row's end and its last instant.
    pub(super) not_after: UnixSeconds,
    /// At least one.
    pub(super) openings: u8,
    pub(super) last_opening: UnixSeconds,
    pub(super) last_operation: Operation,
}

impl GrantRow {
    const KIND: u8 = 3;

    /// Whether bytes are a row's of the same grant.
    pub(super) fn is_of(&self, bytes: &[u8; ROW_LEN]) -> bool {
        let [kind, _, _, rest @ ..] = bytes;
        *kind == Self::KIND && rest.first_chunk() == Some(&self.grant_id)
    }

    pub(super) fn bytes(&self) -> [u8; ROW_LEN] {
        let mut bytes = [0; ROW_LEN];
        self.write(&mut Writer::new(&mut bytes));
        bytes
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let shackle = match self.last_operation {
            Operation::KeyCompartment => 0,
            Operation::Shackle => SHACKLE,
        };
        writer
            .u8(Self::KIND)
            .u8(USED | shackle)
            .u8(self.openings)
            .put(&self.grant_id)
            .u40(self.not_after)
            .u40(self.last_opening);
    }

    /// The row behind its kind.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let last_operation = match reader.u8() {
            USED => Operation::KeyCompartment,
            flags if flags == USED | SHACKLE => Operation::Shackle,
            _ => return None,
        };
        let openings = reader.u8();
        (openings > 0).then_some(())?;
        Some(Self {
            last_operation,
            openings,
            grant_id: reader.array(),
            not_after: reader.u40(),
            last_opening: reader.u40(),
        })
    }
}

/// A place of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Free,
    Code(CodeRow),
    Grant(GrantRow),
}

impl Row {
    #[cfg(test)]
    pub(super) fn bytes(&self) -> [u8; ROW_LEN] {
        match self {
            Self::Free => [0; ROW_LEN],
            Self::Code(row) => row.bytes(),
            Self::Grant(row) => row.bytes(),
        }
    }

    pub(super) fn from_bytes(bytes: &[u8; ROW_LEN]) -> Option<Self> {
        if *bytes == [0; ROW_LEN] {
            return Some(Self::Free);
        }
        let mut reader = Reader::new(bytes);
        let kind = reader.u8();
        if kind == GrantRow::KIND {
            return GrantRow::read(&mut reader).map(Self::Grant);
        }
        let (flags, slot) = (reader.u8(), reader.u8());
        let (number, payload) = (reader.u32(), reader.u32());
        let meaning = match kind {
            1 => Meaning::Day {
                day: Day::from_number(number),
                slot,
            },
            2 => Meaning::Flex(FlexTerms::from_payload(number, payload).ok()?),
            _ => return None,
        };
        let digits = reader.u40();
        let (first, last) = (reader.u40(), reader.u40());
        let row = CodeRow {
            meaning,
            digits,
            is_cancelled: flags & CANCELLED != 0,
            used: (flags & USED != 0).then_some((first, last)),
        };
        // A row has one spelling: what it has no use for is zero.
        (slot < DAY_SLOTS && row.bytes() == *bytes).then_some(Self::Code(row))
    }
}
