//! Day codes and day keys that were given out.

use doorward::calendar::{Day, UnixSeconds};
use rusqlite::params;

use super::{Issue, Lockbox, Party, Records, instant, optional, stored};
use crate::failure::Failure;

/// A day code that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssuedDay {
    pub(crate) epoch: u32,
    pub(crate) day: Day,
    pub(crate) slot: u8,
    pub(crate) issue: Issue,
    pub(crate) party: Party,
}

impl Records<'_> {
    /// The slots of a date issued before, slot `s` in bit `1 << s`.
    pub(crate) fn day_slots_taken(&self, lockbox: &Lockbox, day: Day) -> Result<u16, Failure> {
        let mut statement = self.connection.prepare(
            "SELECT slot FROM day_slot
             WHERE lockbox = ?1 AND generation = ?2 AND epoch = ?3 AND day = ?4",
        )?;
        let slots = statement.query_map(
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                day.number()
            ],
            |row| row.get::<_, u8>(0),
        )?;
        let mut taken = 0_u16;
        for slot in slots {
            taken |= 1_u16.checked_shl(u32::from(slot?)).unwrap_or(0);
        }
        Ok(taken)
    }

    /// Records that a slot is given.
    pub(crate) fn take_day_slot(
        &self,
        lockbox: &Lockbox,
        day: Day,
        slot: u8,
        recipient: Option<&str>,
        party: &Party,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        let [id, kind, issuer, listing] = party.columns();
        self.connection.execute(
            "INSERT INTO day_slot (lockbox, generation, epoch, day, slot, recipient, issued_at,
                                   recipient_id, recipient_kind, issuer, listing)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                day.number(),
                slot,
                recipient,
                stored(now),
                id,
                kind,
                issuer,
                listing
            ],
        )?;
        Ok(())
    }

    /// The issue of one slot, if it was issued.
    pub(crate) fn day_slot(
        &self,
        lockbox: &Lockbox,
        epoch: u32,
        day: Day,
        slot: u8,
    ) -> Result<Option<Issue>, Failure> {
        optional(self.connection.query_row(
            "SELECT recipient, issued_at FROM day_slot
             WHERE lockbox = ?1 AND generation = ?2 AND epoch = ?3 AND day = ?4 AND slot = ?5",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                epoch,
                day.number(),
                slot
            ],
            |row| {
                Ok(Issue {
                    recipient: row.get(0)?,
                    at: instant(row.get(1)?),
                })
            },
        ))
    }

    /// The day codes of a lockbox in its present generation, the latest date last.
    pub(crate) fn day_slots(&self, lockbox: &Lockbox) -> Result<Vec<IssuedDay>, Failure> {
        self.all(
            "SELECT epoch, day, slot, recipient, issued_at, recipient_id, recipient_kind, issuer,
                    listing
             FROM day_slot WHERE lockbox = ?1 AND generation = ?2 ORDER BY day, epoch, slot",
            &[&lockbox.id.as_str(), &lockbox.generation],
            |row| {
                Ok(IssuedDay {
                    epoch: row.get(0)?,
                    day: Day::from_number(row.get(1)?),
                    slot: row.get(2)?,
                    issue: Issue {
                        recipient: row.get(3)?,
                        at: instant(row.get(4)?),
                    },
                    party: Party::read(row, 5)?,
                })
            },
        )
    }

    /// When and to whom a date's key was first handed out, if it was.
    pub(crate) fn day_key(
        &self,
        lockbox: &Lockbox,
        epoch: u32,
        day: Day,
    ) -> Result<Option<Issue>, Failure> {
        optional(self.connection.query_row(
            "SELECT recipient, issued_at FROM day_key
             WHERE lockbox = ?1 AND generation = ?2 AND epoch = ?3 AND day = ?4",
            params![lockbox.id.as_str(), lockbox.generation, epoch, day.number()],
            |row| {
                Ok(Issue {
                    recipient: row.get(0)?,
                    at: instant(row.get(1)?),
                })
            },
        ))
    }

    /// Records that a date's key is handed out. The first time stays recorded.
    pub(crate) fn hand_out_day_key(
        &self,
        lockbox: &Lockbox,
        day: Day,
        recipient: Option<&str>,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO day_key (lockbox, generation, epoch, day, recipient, issued_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                day.number(),
                recipient,
                stored(now)
            ],
        )?;
        Ok(())
    }
}
