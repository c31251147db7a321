//! FlexCodes that were given out.

use doorward::calendar::UnixSeconds;
use doorward::codes::{CodeUse, FlexTerms, FlexWindow, Operation};
use rusqlite::params;

use super::{Issue, Lockbox, Party, Records, damaged, instant, optional, stored};
use crate::failure::Failure;

/// A FlexCode that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssuedFlex {
    pub(crate) epoch: u32,
    pub(crate) terms: FlexTerms,
    pub(crate) issue: Issue,
    pub(crate) party: Party,
    /// It was issued as a contractor code.
    pub(crate) is_contractor: bool,
}

/// To whom a copy is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlexGiven<'a> {
    pub(crate) recipient: Option<&'a str>,
    pub(crate) party: &'a Party,
    pub(crate) is_contractor: bool,
}

impl Records<'_> {
    /// The copies of a window issued before, copy `c` in bit `1 << c`.
    pub(crate) fn flex_copies_taken(
        &self,
        lockbox: &Lockbox,
        window: FlexWindow,
        operation: Operation,
        code_use: CodeUse,
    ) -> Result<u8, Failure> {
        let mut statement = self.connection.prepare(
            "SELECT copy FROM flex_copy
             WHERE lockbox = ?1 AND generation = ?2 AND epoch = ?3 AND start_slot = ?4
               AND duration = ?5 AND operation = ?6 AND code_use = ?7",
        )?;
        let copies = statement.query_map(
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                window.start_slot(),
                window.duration(),
                operation.number(),
                code_use.number()
            ],
            |row| row.get::<_, u8>(0),
        )?;
        let mut taken = 0_u8;
        for copy in copies {
            taken |= 1_u8.checked_shl(u32::from(copy?)).unwrap_or(0);
        }
        Ok(taken)
    }

    /// The windows of the present epoch that have an instant in common with `window`.
    pub(crate) fn flex_windows_during(
        &self,
        lockbox: &Lockbox,
        window: FlexWindow,
    ) -> Result<Vec<FlexWindow>, Failure> {
        let mut statement = self.connection.prepare(
            "SELECT start_slot, duration FROM flex_copy
             WHERE lockbox = ?1 AND generation = ?2 AND epoch = ?3
               AND start_slot * 1800 < ?4 AND ends_at > ?5",
        )?;
        let rows = statement.query_map(
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                stored(window.end()),
                stored(window.start())
            ],
            |row| Ok((row.get::<_, u32>(0)?, row.get::<_, u8>(1)?)),
        )?;
        rows.map(|row| {
            let (start_slot, duration) = row?;
            FlexWindow::from_slot(start_slot, duration).map_err(|_| damaged())
        })
        .collect()
    }

    /// Records that a copy is given.
    pub(crate) fn take_flex_copy(
        &self,
        lockbox: &Lockbox,
        terms: &FlexTerms,
        given: FlexGiven<'_>,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        let [id, kind, issuer, listing] = given.party.columns();
        let window = terms.window();
        self.connection.execute(
            "INSERT INTO flex_copy (lockbox, generation, epoch, start_slot, duration, operation,
                                    code_use, copy, ends_at, recipient, issued_at, recipient_id,
                                    recipient_kind, issuer, listing, is_contractor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                window.start_slot(),
                window.duration(),
                terms.operation().number(),
                terms.code_use().number(),
                terms.copy(),
                stored(window.end()),
                given.recipient,
                stored(now),
                id,
                kind,
                issuer,
                listing,
                given.is_contractor
            ],
        )?;
        Ok(())
    }

    /// The issue of one code, if it was issued.
    pub(crate) fn flex_copy(
        &self,
        lockbox: &Lockbox,
        epoch: u32,
        terms: &FlexTerms,
    ) -> Result<Option<Issue>, Failure> {
        optional(self.connection.query_row(
            "SELECT recipient, issued_at FROM flex_copy
             WHERE lockbox = ?1 AND generation = ?2 AND epoch = ?3 AND start_slot = ?4
               AND duration = ?5 AND operation = ?6 AND code_use = ?7 AND copy = ?8",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                epoch,
                terms.window().start_slot(),
                terms.window().duration(),
                terms.operation().number(),
                terms.code_use().number(),
                terms.copy()
            ],
            |row| {
                Ok(Issue {
                    recipient: row.get(0)?,
                    at: instant(row.get(1)?),
                })
            },
        ))
    }

    /// The FlexCodes of a lockbox in its present generation, the latest start last.
    pub(crate) fn flex_copies(&self, lockbox: &Lockbox) -> Result<Vec<IssuedFlex>, Failure> {
        let mut statement = self.connection.prepare(
            "SELECT epoch, start_slot, duration, operation, code_use, copy, recipient, issued_at,
                    recipient_id, recipient_kind, issuer, listing, is_contractor
             FROM flex_copy WHERE lockbox = ?1 AND generation = ?2
             ORDER BY start_slot, duration, operation, code_use, copy, epoch",
        )?;
        let mut rows = statement.query(params![lockbox.id.as_str(), lockbox.generation])?;
        let mut issued = Vec::new();
        while let Some(row) = rows.next()? {
            let window = FlexWindow::from_slot(row.get(1)?, row.get(2)?).map_err(|_| damaged())?;
            let operation = operation(row.get(3)?)?;
            let code_use = code_use(row.get(4)?)?;
            issued.push(IssuedFlex {
                epoch: row.get(0)?,
                terms: FlexTerms::new(window, row.get(5)?, operation, code_use)
                    .map_err(|_| damaged())?,
                issue: Issue {
                    recipient: row.get(6)?,
                    at: instant(row.get(7)?),
                },
                party: Party::read(row, 8)?,
                is_contractor: row.get(12)?,
            });
        }
        Ok(issued)
    }
}

/// The operation with this number.
pub(super) fn operation(number: u8) -> Result<Operation, Failure> {
    [Operation::KeyCompartment, Operation::Shackle]
        .into_iter()
        .find(|operation| operation.number() == number)
        .ok_or_else(damaged)
}

/// The use with this number.
pub(super) fn code_use(number: u8) -> Result<CodeUse, Failure> {
    [CodeUse::Single, CodeUse::UntilEnd]
        .into_iter()
        .find(|code_use| code_use.number() == number)
        .ok_or_else(damaged)
}
