//! Listings and agents: names to print and to keep with what was issued.

use rusqlite::params;
use serde::Serialize;

use super::{Records, is_taken, optional};
use crate::failure::Failure;

/// A listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Listing {
    pub(crate) id: String,
    pub(crate) address: String,
}

/// An agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Agent {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) licence: Option<String>,
}

impl Records<'_> {
    /// Adds a listing that is not there yet.
    pub(crate) fn add_listing(&self, listing: &Listing) -> Result<(), Failure> {
        let added = self.connection.execute(
            "INSERT INTO listing (id, address) VALUES (?1, ?2)",
            [&listing.id, &listing.address],
        );
        match added {
            Err(error) if is_taken(&error) => Err(Failure::refused(format!(
                "listing {:?} is in the vault already",
                listing.id
            ))),
            added => Ok(added.map(|_| ())?),
        }
    }

    /// The listing called `id`.
    pub(crate) fn listing(&self, id: &str) -> Result<Listing, Failure> {
        let found = self.connection.query_row(
            "SELECT id, address FROM listing WHERE id = ?1",
            [id],
            |row| {
                Ok(Listing {
                    id: row.get(0)?,
                    address: row.get(1)?,
                })
            },
        );
        optional(found)?.ok_or_else(|| {
            Failure::not_found(format!(
                "the vault knows no listing {id:?}; add it with `doorward listing add`"
            ))
        })
    }

    /// All listings, by id.
    pub(crate) fn listings(&self) -> Result<Vec<Listing>, Failure> {
        let mut statement = self
            .connection
            .prepare("SELECT id, address FROM listing ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok(Listing {
                id: row.get(0)?,
                address: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Adds an agent who is not there yet.
    pub(crate) fn add_agent(&self, agent: &Agent) -> Result<(), Failure> {
        let added = self.connection.execute(
            "INSERT INTO agent (id, name, licence) VALUES (?1, ?2, ?3)",
            params![agent.id, agent.name, agent.licence],
        );
        match added {
            Err(error) if is_taken(&error) => Err(Failure::refused(format!(
                "agent {:?} is in the vault already",
                agent.id
            ))),
            added => Ok(added.map(|_| ())?),
        }
    }

    /// All agents, by id.
    pub(crate) fn agents(&self) -> Result<Vec<Agent>, Failure> {
        let mut statement = self
            .connection
            .prepare("SELECT id, name, licence FROM agent ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok(Agent {
                id: row.get(0)?,
                name: row.get(1)?,
                licence: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The name of the recipient typed as `text`: an agent's if it is one's id, else itself.
    pub(crate) fn recipient(&self, text: &str) -> Result<String, Failure> {
        let name =
            self.connection
                .query_row("SELECT name FROM agent WHERE id = ?1", [text], |row| {
                    row.get(0)
                });
        Ok(optional(name)?.unwrap_or_else(|| text.to_owned()))
    }
}
