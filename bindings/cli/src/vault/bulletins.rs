//! What the service has told each box: the numbers of its bulletins, and what they say.

use rusqlite::params;

use super::{Lockbox, Records};
use crate::failure::Failure;

/// What the next bulletin for a box says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NextBulletin {
    /// Its number. A number is taken once, whether its bulletin arrives or not.
    pub(crate) sequence: u32,
    /// Whether the box is suspended. Each bulletin says so anew.
    pub(crate) is_suspended: bool,
}

impl Records<'_> {
    /// Takes the number of the next bulletin, and records a suspension or its end.
    pub(crate) fn next_bulletin(
        &self,
        lockbox: &Lockbox,
        suspend: Option<bool>,
    ) -> Result<NextBulletin, Failure> {
        let (last, was_suspended): (u32, bool) = self.connection.query_row(
            "SELECT bulletin_sequence, is_suspended FROM lockbox WHERE id = ?1",
            [lockbox.id.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let sequence = last.checked_add(1).ok_or_else(|| {
            Failure::refused(format!(
                "lockbox {} has had all the bulletins that can be numbered; provision it anew",
                lockbox.id
            ))
        })?;
        let is_suspended = suspend.unwrap_or(was_suspended);
        self.connection.execute(
            "UPDATE lockbox SET bulletin_sequence = ?2, is_suspended = ?3 WHERE id = ?1",
            params![lockbox.id.as_str(), sequence, is_suspended],
        )?;
        Ok(NextBulletin {
            sequence,
            is_suspended,
        })
    }

    /// Records that a box was provisioned with its present generation; refuses a second time.
    pub(crate) fn install(&self, lockbox: &Lockbox) -> Result<(), Failure> {
        let installed: Option<u32> = self.connection.query_row(
            "SELECT installed_generation FROM lockbox WHERE id = ?1",
            [lockbox.id.as_str()],
            |row| row.get(0),
        )?;
        if installed.is_some_and(|installed| installed >= lockbox.generation) {
            return Err(installed_before(lockbox));
        }
        self.connection.execute(
            "UPDATE lockbox SET installed_generation = ?2 WHERE id = ?1",
            params![lockbox.id.as_str(), lockbox.generation],
        )?;
        Ok(())
    }
}

/// Why a box is not provisioned twice with the same keys.
pub(crate) fn installed_before(lockbox: &Lockbox) -> Failure {
    let (id, generation) = (&lockbox.id, lockbox.generation);
    Failure::refused(format!(
        "a box was provisioned as lockbox {id}, generation {generation} already; a second one \
         would open again to codes that were used: to provision it anew, run `doorward lockbox \
         generation {id} {}` first",
        generation.saturating_add(1)
    ))
}
