//! One row of the ledger: a code that was used or cancelled, or a grant that is counted.

use core::ops::Range;

use crate::bounds::DAY_SLOTS;
use crate::calendar::{Day, UnixSeconds, Zone};
use crate::codes::{CodeUse, Family, FlexTerms};
use crate::wire::{Reader, Writer};

use super::{DayUse, Limits};

/// Bytes of a row in a snapshot.
pub(super) const ROW_LEN: usize = 29;

const CANCELLED: u8 = 1;
const USED: u8 = 2;

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
    /// From the last opening to the end of the time for its repeat.
    pub(super) fn repeat(&self, limits: &Limits) -> Option<Range<UnixSeconds>> {
        let (_, opened) = self.used?;
        Some(opened..opened.saturating_add(u64::from(limits.repeat_seconds)))
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
}

/// A place of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Free,
    Code(CodeRow),
}

impl Row {
    pub(super) fn to_bytes(self) -> [u8; ROW_LEN] {
        let mut bytes = [0; ROW_LEN];
        if let Self::Code(row) = self {
            let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
            let flags = flag(row.is_cancelled, CANCELLED) | flag(row.used.is_some(), USED);
            let (first, last) = row.used.unwrap_or_default();
            let (kind, slot, number, payload) = match row.meaning {
                Meaning::Day { day, slot } => (1, slot, day.number(), 0),
                Meaning::Flex(terms) => (2, 0, terms.window().start_slot(), terms.payload().0),
            };
            let mut writer = Writer::new(&mut bytes);
            writer.u8(kind).u8(flags).u8(slot).u32(number).u32(payload);
            writer.u40(row.digits).u40(first).u40(last);
        }
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8; ROW_LEN]) -> Option<Self> {
        if *bytes == [0; ROW_LEN] {
            return Some(Self::Free);
        }
        let mut reader = Reader::new(bytes);
        let (kind, flags, slot) = (reader.u8()?, reader.u8()?, reader.u8()?);
        let (number, payload) = (reader.u32()?, reader.u32()?);
        let meaning = match kind {
            1 => Meaning::Day {
                day: Day::from_number(number),
                slot,
            },
            2 => Meaning::Flex(FlexTerms::from_payload(number, payload).ok()?),
            _ => return None,
        };
        let digits = reader.u40()?;
        let (first, last) = (reader.u40()?, reader.u40()?);
        let row = Self::Code(CodeRow {
            meaning,
            digits,
            is_cancelled: flags & CANCELLED != 0,
            used: (flags & USED != 0).then_some((first, last)),
        });
        // A row has one spelling: what it has no use for is zero.
        (slot < DAY_SLOTS && row.to_bytes() == *bytes).then_some(row)
    }
}
