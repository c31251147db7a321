//! Lockboxes: what the service knows of each.

use doorward::calendar::Zone;
use doorward::codes::CodeProfile;
use doorward::fleet::models::Model;
use doorward::keys::{Id, LockboxKey, RootKey};
use doorward::policy::Name;
use rusqlite::{Row, ToSql, params};

use super::roster::{listed, maybe_name};
use super::{Records, damaged, is_taken};
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
    /// The key of the listing that it serves.
    pub(crate) listing: Option<String>,
    /// What it can do.
    pub(crate) model: Model,
    /// The member with owner privileges on it.
    pub(crate) owner: Option<Name>,
}

impl Lockbox {
    /// The key it was provisioned with.
    pub(crate) fn key(&self, root: &RootKey) -> LockboxKey {
        root.lockbox(&self.id, self.generation)
    }
}

const COLUMNS: &str = "id, generation, epoch, zone, day_digits, flex_digits, listing, model, owner";

fn lockbox(row: &Row<'_>) -> Result<Lockbox, Failure> {
    let id: String = row.get(0)?;
    let zone: Vec<u8> = row.get(3)?;
    Ok(Lockbox {
        id: Id::new(&id).map_err(|_| damaged())?,
        generation: row.get(1)?,
        epoch: row.get(2)?,
        zone: Zone::from_bytes(&zone).map_err(|_| damaged())?,
        profile: CodeProfile::new(row.get(4)?, row.get(5)?).map_err(|_| damaged())?,
        listing: row.get(6)?,
        model: listed(row, 7)?,
        owner: maybe_name(row, 8)?,
    })
}

impl Records<'_> {
    /// Adds a lockbox that is not there yet.
    pub(crate) fn add_lockbox(&self, lockbox: &Lockbox) -> Result<(), Failure> {
        let added = self.connection.execute(
            &format!("INSERT INTO lockbox ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                lockbox.zone.to_bytes(),
                lockbox.profile.day_digits(),
                lockbox.profile.flex_digits(),
                lockbox.listing,
                lockbox.model.name(),
                lockbox.owner.as_ref().map(Name::as_str),
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
        self.lockboxes_where("id = ?1", &[&id])?
            .pop()
            .ok_or_else(|| {
                Failure::not_found(format!(
                    "the vault knows no lockbox {id:?}; add it with `doorward lockbox add`"
                ))
            })
    }

    /// All lockboxes, by id.
    pub(crate) fn lockboxes(&self) -> Result<Vec<Lockbox>, Failure> {
        self.lockboxes_where("true ORDER BY id", &[])
    }

    /// The lockboxes that serve a listing, by id.
    pub(crate) fn lockboxes_of(&self, listing: &Name) -> Result<Vec<Lockbox>, Failure> {
        self.lockboxes_where("listing = ?1 ORDER BY id", &[&listing.as_str()])
    }

    fn lockboxes_where(&self, which: &str, values: &[&dyn ToSql]) -> Result<Vec<Lockbox>, Failure> {
        let query = format!("SELECT {COLUMNS} FROM lockbox WHERE {which}");
        self.all(&query, values, lockbox)
    }

    /// Records which listing a box serves, and who has owner privileges on it.
    pub(crate) fn assign(
        &self,
        id: &Id,
        listing: Option<&Name>,
        owner: Option<&Name>,
    ) -> Result<(), Failure> {
        self.connection.execute(
            "UPDATE lockbox SET listing = ?2, owner = ?3 WHERE id = ?1",
            params![
                id.as_str(),
                listing.map(Name::as_str),
                owner.map(Name::as_str)
            ],
        )?;
        Ok(())
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
