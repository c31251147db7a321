//! Lockboxes: what the service knows of each.

use doorward::calendar::Zone;
use doorward::codes::CodeProfile;
use doorward::keys::{Id, LockboxKey, RootKey};
use rusqlite::{Row, params};

use super::{Records, damaged, is_taken, optional};
use crate::failure::Failure;

/// One lockbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lockbox {
    /// Its serial number.
    pub(crate) id: Id,
    /// Counts its provisionings from 0.
    pub(crate) generation: u32,
    /// The ownership epoch that the box is known to have.
    pub(crate) epoch: u32,
    /// Where it hangs.
    pub(crate) zone: Zone,
    /// Digits of its codes.
    pub(crate) profile: CodeProfile,
    /// The listing that it serves.
    pub(crate) listing: Option<String>,
}

impl Lockbox {
    /// The key it was provisioned with.
    pub(crate) fn key(&self, root: &RootKey) -> LockboxKey {
        root.lockbox(&self.id, self.generation)
    }
}

const COLUMNS: &str = "id, generation, epoch, zone, day_digits, flex_digits, listing";

type Columns = (String, u32, u32, Vec<u8>, u8, u8, Option<String>);

fn columns(row: &Row<'_>) -> Result<Columns, rusqlite::Error> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
    ))
}

fn lockbox(columns: Columns) -> Result<Lockbox, Failure> {
    let (id, generation, epoch, zone, day_digits, flex_digits, listing) = columns;
    Ok(Lockbox {
        id: Id::new(&id).map_err(|_| damaged())?,
        generation,
        epoch,
        zone: Zone::from_bytes(&zone).map_err(|_| damaged())?,
        profile: CodeProfile::new(day_digits, flex_digits).map_err(|_| damaged())?,
        listing,
    })
}

impl Records<'_> {
    /// Adds a lockbox that is not there yet.
    pub(crate) fn add_lockbox(&self, lockbox: &Lockbox) -> Result<(), Failure> {
        if let Some(listing) = &lockbox.listing {
            self.listing(listing)?;
        }
        let added = self.connection.execute(
            &format!("INSERT INTO lockbox ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                lockbox.zone.to_bytes(),
                lockbox.profile.day_digits(),
                lockbox.profile.flex_digits(),
                lockbox.listing,
            ],
        );
        match added {
            Err(error) if is_taken(&error) => Err(Failure::refused(format!(
                "lockbox {} is in the vault already",
                lockbox.id
            ))),
            added => Ok(added.map(|_| ())?),
        }
    }

    /// The lockbox called `id`.
    pub(crate) fn lockbox(&self, id: &str) -> Result<Lockbox, Failure> {
        let found = self.connection.query_row(
            &format!("SELECT {COLUMNS} FROM lockbox WHERE id = ?1"),
            [id],
            columns,
        );
        match optional(found)? {
            Some(columns) => lockbox(columns),
            None => Err(Failure::not_found(format!(
                "the vault knows no lockbox {id:?}; add it with `doorward lockbox add`"
            ))),
        }
    }

    /// All lockboxes, by id.
    pub(crate) fn lockboxes(&self) -> Result<Vec<Lockbox>, Failure> {
        let mut statement = self
            .connection
            .prepare(&format!("SELECT {COLUMNS} FROM lockbox ORDER BY id"))?;
        let rows = statement.query_map([], columns)?;
        rows.map(|row| lockbox(row?)).collect()
    }

    /// Records the generation and epoch that a box has.
    pub(crate) fn set_epoch(&self, id: &Id, generation: u32, epoch: u32) -> Result<(), Failure> {
        self.connection.execute(
            "UPDATE lockbox SET generation = ?2, epoch = ?3 WHERE id = ?1",
            params![id.as_str(), generation, epoch],
        )?;
        Ok(())
    }
}
