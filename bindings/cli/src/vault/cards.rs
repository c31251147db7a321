//! Cards, the renewals that each had, and which of a member's app and card is the day's key.

use doorward::calendar::{Day, UnixSeconds, Zone};
use doorward::keys::Id;
use doorward::policy::Name;
use doorward::policy::single_key::{DayKey, KeyState};
use rusqlite::{Row, ToSql, params};

use super::roster::{listed, maybe_name};
use super::{Records, damaged, instant, is_taken, optional, stored};
use crate::failure::Failure;

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    /// Its credential's id.
    pub(crate) id: Id,
    /// Its association's zone.
    pub(crate) zone: Zone,
    /// Whose it is.
    pub(crate) member: Option<Name>,
    /// The instant from which it opens nothing.
    pub(crate) expires: UnixSeconds,
    /// It was reported lost or stolen.
    pub(crate) is_lost: bool,
}

impl Card {
    /// Whose app the card shares its days with: the member's, or that of nobody known.
    fn holder(&self) -> &str {
        self.member.as_ref().map_or(self.id.as_str(), Name::as_str)
    }
}

fn card(row: &Row<'_>) -> Result<Card, Failure> {
    let (id, zone): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
    Ok(Card {
        id: Id::new(&id).map_err(|_| damaged())?,
        zone: Zone::from_bytes(&zone).map_err(|_| damaged())?,
        member: maybe_name(row, 2)?,
        expires: instant(row.get(3)?),
        is_lost: row.get(4)?,
    })
}

impl Records<'_> {
    /// Adds a card that is not there yet.
    pub(crate) fn add_card(&self, card: &Card) -> Result<(), Failure> {
        let added = self.connection.execute(
            "INSERT INTO card (id, zone, member, expires_at, is_lost) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                card.id.as_str(),
                card.zone.to_bytes(),
                card.member.as_ref().map(Name::as_str),
                stored(card.expires),
                card.is_lost
            ],
        );
        match added {
            Err(error) if is_taken(&error) => Err(Failure::refused(format!(
                "card {} is in the vault already",
                card.id
            ))),
            added => Ok(added.map(|_| ())?),
        }
    }

    fn cards_where(&self, which: &str, values: &[&dyn ToSql]) -> Result<Vec<Card>, Failure> {
        let query = format!("SELECT id, zone, member, expires_at, is_lost FROM card WHERE {which}");
        self.all(&query, values, card)
    }

    /// The card called `id`.
    pub(crate) fn card(&self, id: &str) -> Result<Card, Failure> {
        self.cards_where("id = ?1", &[&id])?.pop().ok_or_else(|| {
            Failure::not_found(format!(
                "the vault knows no card {id:?}; add it with `doorward card add`"
            ))
        })
    }

    /// All cards, by id.
    pub(crate) fn cards(&self) -> Result<Vec<Card>, Failure> {
        self.cards_where("true ORDER BY id", &[])
    }

    /// Records until when a card is good, and whether it is lost.
    pub(crate) fn set_card(&self, card: &Card) -> Result<(), Failure> {
        self.connection.execute(
            "UPDATE card SET expires_at = ?2, is_lost = ?3 WHERE id = ?1",
            params![card.id.as_str(), stored(card.expires), card.is_lost],
        )?;
        Ok(())
    }

    /// The local days of a card's renewals by telephone, rising.
    pub(crate) fn phone_days(&self, card: &Card) -> Result<Vec<Day>, Failure> {
        self.all(
            "SELECT day FROM renewal WHERE card = ?1 ORDER BY day",
            &[&card.id.as_str()],
            |row| Ok(Day::from_number(row.get(0)?)),
        )
    }

    /// Records a renewal by telephone.
    pub(crate) fn add_phone_renewal(
        &self,
        card: &Card,
        day: Day,
        number: u8,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO renewal (card, month, number, day, issued_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                card.id.as_str(),
                month(day)?,
                number,
                day.number(),
                stored(now)
            ],
        )?;
        Ok(())
    }

    /// Records a renewal at a reader.
    pub(crate) fn add_reader_renewal(&self, card: &Card, now: UnixSeconds) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO reader_renewal (card, issued_at, expires_at) VALUES (?1, ?2, ?3)",
            params![card.id.as_str(), stored(now), stored(card.expires)],
        )?;
        Ok(())
    }

    /// What is remembered of the day's key of a card's member.
    pub(crate) fn key_state(&self, card: &Card) -> Result<Option<KeyState>, Failure> {
        let found = self.all(
            "SELECT day, held_by, is_fallback, card_next FROM day_holder WHERE member = ?1",
            &[&card.holder()],
            |row| {
                Ok(KeyState {
                    day: Day::from_number(row.get(0)?),
                    key: listed::<DayKey>(row, 1)?,
                    fallback: row.get(2)?,
                    card_next: row.get(3)?,
                })
            },
        )?;
        Ok(found.into_iter().next())
    }

    /// Remembers it.
    pub(crate) fn set_key_state(&self, card: &Card, state: &KeyState) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO day_holder (member, day, held_by, is_fallback, card_next)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (member) DO UPDATE SET day = ?2, held_by = ?3, is_fallback = ?4,
                 card_next = ?5",
            params![
                card.holder(),
                state.day.number(),
                state.key.name(),
                state.fallback,
                state.card_next
            ],
        )?;
        Ok(())
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
