//! What genuine rows of a log say of access goes to the vault's events.

use super::Verified;
use crate::failure::Failure;
use crate::vault::{Lockbox, Recorded, Vault};

/// What became of the rows.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Rows that are recorded now.
    pub(crate) now: usize,
    /// Rows that were recorded before.
    pub(crate) before: usize,
    /// Numbers of which another row was recorded before.
    pub(crate) forked: Vec<u32>,
}

/// Records what the rows say, all of it or nothing. A row that was recorded before is left as
/// it is, so that a log may be brought as often as anybody likes.
pub(crate) fn record(
    vault: &mut Vault,
    lockbox: &Lockbox,
    verified: &Verified,
) -> Result<Rows, Failure> {
    vault.change(|records| {
        let mut rows = Rows::default();
        for entry in verified.log.entries() {
            match records.record_row(lockbox, entry)? {
                Recorded::NoAccess => {}
                Recorded::Now => rows.now = rows.now.saturating_add(1),
                Recorded::Before => rows.before = rows.before.saturating_add(1),
                Recorded::Forked => rows.forked.push(entry.sequence),
            }
        }
        Ok(rows)
    })
}

impl Rows {
    /// What was recorded, in words.
    pub(super) fn words(&self) -> String {
        let Self { now, before, .. } = self;
        format!("access events: {now} recorded, {before} known before")
    }

    pub(super) fn warnings(&self, lockbox: &Lockbox) -> Vec<String> {
        let forked = self.forked.iter();
        forked
            .map(|number| {
                format!(
                    "row {number} of lockbox {} is genuine, and so was another of this number \
                     that was recorded before: the box was copied, or its key taken",
                    lockbox.id
                )
            })
            .collect()
    }
}
