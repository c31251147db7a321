use super::Error;
use crate::bounds::{DAY_SLOTS, DURATION_LAST, FLEX_COPIES};
use crate::calendar::{Day, UnixSeconds};
use crate::codes::day::Issuer as Half;
use crate::codes::{CodeUse, FlexTerms, FlexWindow, Operation};
use crate::keys::Id;
use crate::listed::count;
use crate::policy::values::{check, check_day};
use crate::policy::{BadValue, Name, Window};

/// What was issued for one lockbox under one epoch, without any digits. A new epoch begins
/// with an empty one.
///
/// The caller stores the ledger of a permit only if the stored revision is still the one that
/// it passed in, and otherwise asks anew with the stored ledger: that is what keeps two issues
/// at one time from getting one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Ledger<'a> {
    /// The lockbox.
    pub lockbox: Id,
    /// Its ownership epoch.
    pub epoch: u32,
    /// Rises with every row.
    pub revision: u32,
    /// Day codes, by day and slot.
    pub day_codes: &'a [DayRow],
    /// FlexCodes and contractor codes, by start, duration, operation, use and copy.
    pub flex_codes: &'a [FlexRow],
}

/// A day code that was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DayRow {
    /// Its date.
    pub day: Day,
    /// Its slot, 0 to 15.
    pub slot: u8,
    /// Whom it was issued to.
    pub recipient: Name,
    /// Whether it was cancelled at the box. Its slot stays taken: its digits are dead there.
    pub cancelled: bool,
}

impl DayRow {
    /// Its place in the ledger.
    const fn key(&self) -> (Day, u8) {
        (self.day, self.slot)
    }
}

/// A FlexCode or contractor code that was issued. The numbers are those of the payload
/// (specification, flex codes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FlexRow {
    /// The half hour it starts with.
    pub start_slot: u32,
    /// The index of its duration, 1 to 125.
    pub duration: u8,
    /// 0 for the key compartment, 1 for the shackle.
    pub op: u8,
    /// 0 for a single use, 1 until the window ends.
    #[cfg_attr(feature = "serde", serde(rename = "use"))]
    pub code_use: u8,
    /// Which of the codes for these terms it is, 0 to 3.
    pub copy: u8,
    /// Whom it was issued to.
    pub recipient: Name,
    /// Whether it was issued as a contractor code.
    pub contractor: bool,
    /// Whether it was cancelled at the box. Its copy stays taken: its digits are dead there.
    pub cancelled: bool,
}

impl FlexRow {
    /// Its place in the ledger.
    const fn key(&self) -> (u32, u8, u8, u8, u8) {
        let Self {
            start_slot,
            duration,
            op,
            code_use,
            copy,
            ..
        } = *self;
        (start_slot, duration, op, code_use, copy)
    }

    /// What the code says; none for numbers out of their ranges.
    #[must_use]
    pub fn terms(&self) -> Option<FlexTerms> {
        let window = FlexWindow::from_slot(self.start_slot, self.duration).ok()?;
        let operation = Operation::from_number(self.op)?;
        let code_use = CodeUse::from_number(self.code_use)?;
        FlexTerms::new(window, self.copy, operation, code_use).ok()
    }

    fn window(&self) -> Option<Window> {
        let window = FlexWindow::from_slot(self.start_slot, self.duration).ok()?;
        Some(Window {
            start: window.start(),
            end: window.end(),
        })
    }

    /// Its window, if it is alive: not cancelled, and not over.
    pub(super) fn alive_window(&self, now: UnixSeconds) -> Option<Window> {
        self.window()
            .filter(|window| !self.cancelled && now < window.end)
    }

    /// Whether it is of these terms, whichever copy.
    fn is_of(&self, asked: &Copies) -> bool {
        let (start_slot, duration, op, code_use, _) = self.key();
        (start_slot, duration, op, code_use)
            == (asked.start_slot, asked.duration, asked.op, asked.code_use)
    }
}

/// The terms of which a copy is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copies {
    pub(super) start_slot: u32,
    pub(super) duration: u8,
    pub(super) op: u8,
    pub(super) code_use: u8,
}

/// A row to be put into the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Issued {
    /// A day code.
    Day(DayRow),
    /// A FlexCode or contractor code.
    Flex(FlexRow),
}

/// What a permit makes of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LedgerChange {
    /// The row to put in its place; none for a grant, and for a day code given again.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub issued: Option<Issued>,
    /// The revision after it.
    pub revision: u32,
}

impl Ledger<'_> {
    pub(super) fn check_values(&self) -> Result<(), BadValue> {
        for row in self.day_codes {
            check_day(row.day)?;
            check(row.slot < DAY_SLOTS)?;
        }
        check(self.flex_codes.iter().all(|row| {
            (1..=DURATION_LAST).contains(&row.duration)
                && row.op <= 1
                && row.code_use <= 1
                && row.copy < FLEX_COPIES
        }))
    }

    pub(super) fn is_of(&self, lockbox: &Id, epoch: u32) -> bool {
        self.lockbox == *lockbox && self.epoch == epoch
    }

    /// Rows strictly rising, and contractor rows as contractor codes are.
    pub(super) fn is_well_formed(&self) -> bool {
        let is_contractors = |row: &FlexRow| {
            row.code_use == CodeUse::UntilEnd.number()
                && row.op == Operation::KeyCompartment.number()
        };
        self.day_codes.is_sorted_by(|a, b| a.key() < b.key())
            && self.flex_codes.is_sorted_by(|a, b| a.key() < b.key())
            && self
                .flex_codes
                .iter()
                .all(|row| !row.contractor || is_contractors(row))
    }

    /// The windows of the rows that are alive at `now`, with the rows.
    pub(super) fn alive(&self, now: UnixSeconds) -> impl Iterator<Item = (&FlexRow, Window)> {
        let rows = self.flex_codes.iter();
        rows.filter_map(move |row| Some((row, row.alive_window(now)?)))
    }

    /// The slot of this half that a recipient has of a day already.
    pub(super) fn slot_of(&self, day: Day, half: Half, recipient: &Name) -> Option<u8> {
        let rows = self.day_codes.iter().filter(|row| row.day == day);
        rows.filter(|row| row.recipient == *recipient && half.owns(row.slot) && !row.cancelled)
            .map(|row| row.slot)
            .min()
    }

    /// The lowest slot of a half, below `end`, that no row of the day has.
    pub(super) fn free_slot(
        &self,
        day: Day,
        half: Half,
        end: u8,
        skips: impl Fn(u8) -> bool,
    ) -> Option<u8> {
        let is_taken = |slot| {
            let mut rows = self.day_codes.iter();
            rows.any(|row| row.key() == (day, slot))
        };
        (0..end.min(DAY_SLOTS)).find(|slot| half.owns(*slot) && !is_taken(*slot) && !skips(*slot))
    }

    /// The lowest copy of these terms that no row has, if fewer than `end` have one.
    pub(super) fn free_copy(
        &self,
        asked: &Copies,
        end: u8,
        skips: impl Fn(u8) -> bool,
    ) -> Option<u8> {
        let rows = || self.flex_codes.iter().filter(|row| row.is_of(asked));
        let is_taken = |copy| rows().any(|row| row.copy == copy);
        if count(rows()) >= usize::from(end) {
            return None;
        }
        (0..FLEX_COPIES).find(|copy| !is_taken(*copy) && !skips(*copy))
    }

    /// What becomes of the ledger with this row in it.
    ///
    /// # Errors
    /// [`Error::BadValue`] where the revision has no successor.
    pub(super) fn with(&self, issued: Option<Issued>) -> Result<LedgerChange, Error> {
        let revision = match issued {
            None => self.revision,
            Some(_) => self.revision.checked_add(1).ok_or(Error::BadValue)?,
        };
        Ok(LedgerChange { issued, revision })
    }

    /// Where a row goes, in the list of its kind.
    #[must_use]
    pub fn place_of(&self, issued: &Issued) -> usize {
        match issued {
            Issued::Day(row) => self.day_codes.partition_point(|it| it.key() < row.key()),
            Issued::Flex(row) => self.flex_codes.partition_point(|it| it.key() < row.key()),
        }
    }
}
