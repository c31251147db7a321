//! What the service has told each box: the numbers of its bulletins, and what they say.

use doorward::bounds::{NONCE_LEN, REVOCATION_LEN, REVOCATIONS_MAX};
use doorward::bulletin::{Bulletin, Revocations, Revoked};
use doorward::calendar::{UnixSeconds, Zone};
use doorward::keys::Id;
use rusqlite::params;

use super::{Lockbox, Records, damaged, instant, optional, stored};
use crate::failure::Failure;

/// The nonce of a bulletin that answers no challenge.
pub(crate) const CARRIED: [u8; NONCE_LEN] = [0; NONCE_LEN];

/// What the next bulletin for a box is to say besides what the vault knows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NextBulletin {
    /// The challenge that it answers; zero for a carried one.
    pub(crate) nonce: [u8; NONCE_LEN],
    /// A suspension, or its end.
    pub(crate) suspend: Option<bool>,
    /// Whether it raises the ownership epoch.
    pub(crate) raise_epoch: bool,
}

impl Records<'_> {
    /// Takes the number of the next bulletin, and records what it says. A number is taken
    /// once, whether its bulletin arrives or not.
    pub(crate) fn next_bulletin(
        &self,
        lockbox: &Lockbox,
        next: &NextBulletin,
        now: UnixSeconds,
    ) -> Result<Bulletin, Failure> {
        let id = &lockbox.id;
        let (last, was_suspended) = self.last_word(id)?;
        let all_had = |what: &str| {
            Failure::refused(format!(
                "lockbox {id} has had all the {what} that can be numbered; provision it anew"
            ))
        };
        let sequence = last.checked_add(1).ok_or_else(|| all_had("bulletins"))?;
        let is_suspended = next.suspend.unwrap_or(was_suspended);
        let mut epoch = lockbox.epoch;
        if next.raise_epoch {
            epoch = epoch.checked_add(1).ok_or_else(|| all_had("epochs"))?;
            self.set_epoch(id, lockbox.generation, epoch)?;
        }
        let bulletin = Bulletin {
            lockbox: *id,
            nonce: next.nonce,
            sequence,
            epoch,
            issued_at: now,
            is_suspended,
            zone: lockbox.zone,
            revocations: self.revocations(lockbox, epoch, now)?,
        };
        self.connection.execute(
            "UPDATE lockbox SET bulletin_sequence = ?2, is_suspended = ?3 WHERE id = ?1",
            params![id.as_str(), sequence, is_suspended],
        )?;
        self.connection.execute(
            "INSERT INTO bulletin (lockbox, generation, sequence, epoch, issued_at, is_suspended,
                                   zone, revoked)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                id.as_str(),
                lockbox.generation,
                sequence,
                epoch,
                stored(now),
                is_suspended,
                lockbox.zone.to_bytes(),
                bulletin.revocations.as_slice().as_flattened(),
            ],
        )?;
        Ok(bulletin)
    }

    /// What a bulletin made at `now` has to list, for a box that is in `epoch` once it has
    /// it. Grants of an epoch before are void there.
    pub(crate) fn revocations(
        &self,
        lockbox: &Lockbox,
        epoch: u32,
        now: UnixSeconds,
    ) -> Result<Revocations, Failure> {
        self.revocations_that_fit(lockbox, epoch, now)?
            .ok_or_else(|| {
                Failure::refused(format!(
                    "more than {REVOCATIONS_MAX} revoked grants of lockbox {id} would have to be \
                     listed, and a bulletin has no room for them: raise the epoch, which ends \
                     everything issued before, with `doorward bulletin {id} --raise-epoch` or \
                     `doorward code service {id} raise-epoch`, and issue anew what is still wanted",
                    id = lockbox.id
                ))
            })
    }

    /// The same; none where they do not fit.
    pub(crate) fn revocations_that_fit(
        &self,
        lockbox: &Lockbox,
        epoch: u32,
        now: UnixSeconds,
    ) -> Result<Option<Revocations>, Failure> {
        let revoked = self.all(
            "SELECT grant_id, not_after FROM grant_body
             WHERE lockbox = ?1 AND generation = ?2 AND epoch >= ?3
               AND released_at IS NOT NULL AND revoked_at IS NOT NULL
             ORDER BY revoked_at, grant_id",
            &[&lockbox.id.as_str(), &lockbox.generation, &epoch],
            |row| {
                Ok(Revoked {
                    grant_id: row.get(0)?,
                    not_after: instant(row.get(1)?),
                })
            },
        )?;
        match Revocations::needed(revoked, now) {
            Ok(revocations) => Ok(Some(revocations)),
            Err(doorward::Error::Revocations) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The number of the last bulletin made for a box, 0 for none, and whether it suspends it.
    pub(crate) fn last_word(&self, lockbox: &Id) -> Result<(u32, bool), Failure> {
        Ok(self.connection.query_row(
            "SELECT bulletin_sequence, is_suspended FROM lockbox WHERE id = ?1",
            [lockbox.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    }

    /// The newest bulletin made for the box in its present generation, as it can be carried.
    pub(crate) fn newest_bulletin(&self, lockbox: &Lockbox) -> Result<Option<Bulletin>, Failure> {
        let found = self.connection.query_row(
            "SELECT sequence, epoch, issued_at, is_suspended, zone, revoked FROM bulletin
             WHERE lockbox = ?1 AND generation = ?2 ORDER BY sequence DESC LIMIT 1",
            params![lockbox.id.as_str(), lockbox.generation],
            |row| {
                Ok((
                    row.get::<_, Vec<u8>>(4)?,
                    row.get::<_, Vec<u8>>(5)?,
                    Bulletin {
                        lockbox: lockbox.id,
                        nonce: CARRIED,
                        sequence: row.get(0)?,
                        epoch: row.get(1)?,
                        issued_at: instant(row.get(2)?),
                        is_suspended: row.get(3)?,
                        zone: Zone::UTC,
                        revocations: Revocations::default(),
                    },
                ))
            },
        );
        let Some((zone, revoked, bulletin)) = optional(found)? else {
            return Ok(None);
        };
        let (prefixes, rest) = revoked.as_chunks::<REVOCATION_LEN>();
        if !rest.is_empty() {
            return Err(damaged());
        }
        Ok(Some(Bulletin {
            zone: Zone::from_bytes(&zone).map_err(|_| damaged())?,
            revocations: Revocations::new(prefixes).map_err(|_| damaged())?,
            ..bulletin
        }))
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
