//! Cards, and the renewals by phone that each had.

use doorward::bounds::RENEWALS_PER_MONTH;
use doorward::calendar::{Day, UnixSeconds, Zone};
use doorward::keys::Id;
use rusqlite::{Row, params};

use super::{Records, damaged, instant, is_taken, optional, stored};
use crate::failure::Failure;

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    /// Its credential's id.
    pub(crate) id: Id,
    /// Its association's zone.
    pub(crate) zone: Zone,
}

fn card((id, zone): (String, Vec<u8>)) -> Result<Card, Failure> {
    Ok(Card {
        id: Id::new(&id).map_err(|_| damaged())?,
        zone: Zone::from_bytes(&zone).map_err(|_| damaged())?,
    })
}

fn columns(row: &Row<'_>) -> Result<(String, Vec<u8>), rusqlite::Error> {
    Ok((row.get(0)?, row.get(1)?))
}

impl Records<'_> {
    /// Adds a card that is not there yet.
    pub(crate) fn add_card(&self, card: &Card) -> Result<(), Failure> {
        let added = self.connection.execute(
            "INSERT INTO card (id, zone) VALUES (?1, ?2)",
            params![card.id.as_str(), card.zone.to_bytes()],
        );
        match added {
            Err(error) if is_taken(&error) => Err(Failure::refused(format!(
                "card {} is in the vault already",
                card.id
            ))),
            added => Ok(added.map(|_| ())?),
        }
    }

    /// The card called `id`.
    pub(crate) fn card(&self, id: &str) -> Result<Card, Failure> {
        let found =
            self.connection
                .query_row("SELECT id, zone FROM card WHERE id = ?1", [id], columns);
        match optional(found)? {
            Some(columns) => card(columns),
            None => Err(Failure::not_found(format!(
                "the vault knows no card {id:?}; add it with `doorward card add`"
            ))),
        }
    }

    /// All cards, by id.
    pub(crate) fn cards(&self) -> Result<Vec<Card>, Failure> {
        let mut statement = self
            .connection
            .prepare("SELECT id, zone FROM card ORDER BY id")?;
        let rows = statement.query_map([], columns)?;
        rows.map(|row| card(row?)).collect()
    }

    /// Takes the next renewal of the month of `day`: its number.
    pub(crate) fn take_renewal(
        &self,
        card: &Card,
        day: Day,
        now: UnixSeconds,
    ) -> Result<u8, Failure> {
        let month = month(day)?;
        let number: u8 = self.connection.query_row(
            "SELECT count(*) FROM renewal WHERE card = ?1 AND month = ?2",
            params![card.id.as_str(), month],
            |row| row.get(0),
        )?;
        if number >= RENEWALS_PER_MONTH {
            return Err(Failure::refused(format!(
                "card {} has had {RENEWALS_PER_MONTH} renewals by phone in the month of {day}; it \
                 has to be renewed at a reader, or next month",
                card.id
            )));
        }
        self.connection.execute(
            "INSERT INTO renewal (card, month, number, day, issued_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![card.id.as_str(), month, number, day.number(), stored(now)],
        )?;
        Ok(number)
    }

    /// When the code of a card's renewal was issued, if it was.
    pub(crate) fn renewal(
        &self,
        card: &Card,
        day: Day,
        number: u8,
    ) -> Result<Option<UnixSeconds>, Failure> {
        let at = optional(self.connection.query_row(
            "SELECT issued_at FROM renewal WHERE card = ?1 AND day = ?2 AND number = ?3",
            params![card.id.as_str(), day.number(), number],
            |row| row.get(0),
        ))?;
        Ok(at.map(instant))
    }
}

/// The month of `day`, counted so that each has a number of its own.
fn month(day: Day) -> Result<i32, Failure> {
    let date = day.to_date()?;
    let month = i32::from(u8::from(date.month())).saturating_sub(1);
    Ok(date.year().saturating_mul(12).saturating_add(month))
}
