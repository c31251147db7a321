//! Showings: appointments, the grant of each, and what other systems are told of them.

use doorward::bounds::NONCE_LEN;
use doorward::keys::Id;
use doorward::policy::Name;
use doorward::policy::appointment::{Appointment, Record, State};
use rusqlite::{Row, ToSql, params};

use super::roster::{listed, maybe_name, name};
use super::{Records, damaged, instant, is_taken, stored};
use crate::failure::Failure;

/// A showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Showing {
    pub(crate) appointment: Appointment,
    /// What is known of the holder and of who asked, as JSON.
    pub(crate) asked: String,
    /// The grant made for it.
    pub(crate) grant_id: Option<[u8; NONCE_LEN]>,
}

const COLUMNS: &str = "id, listing, lockbox, holder, starts_at, ends_at, state, sequence,
                       grant_released, opened_at, replaces, replaced_by, asked, grant_id";

fn showing(row: &Row<'_>) -> Result<Showing, Failure> {
    let lockbox: String = row.get(2)?;
    Ok(Showing {
        appointment: Appointment {
            id: name(row, 0)?,
            listing: name(row, 1)?,
            lockbox: Id::new(&lockbox).map_err(|_| damaged())?,
            holder: name(row, 3)?,
            start: instant(row.get(4)?),
            end: instant(row.get(5)?),
            state: listed::<State>(row, 6)?,
            sequence: row.get(7)?,
            grant_released: row.get(8)?,
            opened_at: row.get::<_, Option<i64>>(9)?.map(instant),
            replaces: maybe_name(row, 10)?,
            replaced_by: maybe_name(row, 11)?,
        },
        asked: row.get(12)?,
        grant_id: row.get(13)?,
    })
}

impl Records<'_> {
    /// Records a showing that is not there yet.
    pub(crate) fn add_showing(&self, showing: &Showing) -> Result<(), Failure> {
        let Showing {
            appointment, asked, ..
        } = showing;
        let added = self.connection.execute(
            "INSERT INTO showing (id, listing, lockbox, holder, starts_at, ends_at, state,
                                  sequence, grant_released, opened_at, replaces, replaced_by,
                                  asked)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                appointment.id.as_str(),
                appointment.listing.as_str(),
                appointment.lockbox.as_str(),
                appointment.holder.as_str(),
                stored(appointment.start),
                stored(appointment.end),
                appointment.state.name(),
                appointment.sequence,
                appointment.grant_released,
                appointment.opened_at.map(stored),
                appointment.replaces.as_ref().map(Name::as_str),
                appointment.replaced_by.as_ref().map(Name::as_str),
                asked
            ],
        );
        match added {
            Err(error) if is_taken(&error) => Err(Failure::refused(format!(
                "showing {} is in the vault already",
                appointment.id
            ))),
            added => Ok(added.map(|_| ())?),
        }
    }

    /// Records where a showing stands now.
    pub(crate) fn move_showing(&self, appointment: &Appointment) -> Result<(), Failure> {
        self.connection.execute(
            "UPDATE showing SET state = ?2, sequence = ?3, grant_released = ?4, opened_at = ?5,
                 replaced_by = ?6
             WHERE id = ?1",
            params![
                appointment.id.as_str(),
                appointment.state.name(),
                appointment.sequence,
                appointment.grant_released,
                appointment.opened_at.map(stored),
                appointment.replaced_by.as_ref().map(Name::as_str),
            ],
        )?;
        Ok(())
    }

    /// Records which grant was made for a showing.
    pub(crate) fn set_showing_grant(
        &self,
        id: &Name,
        grant_id: &[u8; NONCE_LEN],
    ) -> Result<(), Failure> {
        self.connection.execute(
            "UPDATE showing SET grant_id = ?2 WHERE id = ?1",
            params![id.as_str(), grant_id],
        )?;
        Ok(())
    }

    /// The showing called `id`.
    pub(crate) fn showing(&self, id: &str) -> Result<Showing, Failure> {
        let found = self.showings_where("id = ?1", &[&id])?.pop();
        found.ok_or_else(|| {
            Failure::not_found(format!(
                "the vault knows no showing {id:?}; `doorward showing list` shows what it has"
            ))
        })
    }

    /// All showings, by start.
    pub(crate) fn showings(&self) -> Result<Vec<Showing>, Failure> {
        self.showings_where("true ORDER BY starts_at, id", &[])
    }

    /// The showings of a listing, by start.
    pub(crate) fn showings_of(&self, listing: &Name) -> Result<Vec<Showing>, Failure> {
        self.showings_where("listing = ?1 ORDER BY starts_at, id", &[&listing.as_str()])
    }

    fn showings_where(&self, which: &str, values: &[&dyn ToSql]) -> Result<Vec<Showing>, Failure> {
        let query = format!("SELECT {COLUMNS} FROM showing WHERE {which}");
        self.all(&query, values, showing)
    }

    /// Keeps what other systems are told.
    pub(crate) fn add_showing_event(&self, record: &Record) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO showing_event (showing, sequence, record) VALUES (?1, ?2, ?3)",
            params![
                record.appointment.as_str(),
                record.sequence,
                serde_json::to_string(record)?
            ],
        )?;
        Ok(())
    }

    /// What other systems are told after the event of this number, in order, each as JSON.
    pub(crate) fn showing_events(&self, after: u64) -> Result<Vec<(u64, String)>, Failure> {
        self.all(
            "SELECT number, record FROM showing_event WHERE number > ?1 ORDER BY number",
            &[&stored(after)],
            |row| Ok((instant(row.get(0)?), row.get(1)?)),
        )
    }
}
