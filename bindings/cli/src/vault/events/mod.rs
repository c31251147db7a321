//! What happened to the access to the boxes: one row for each event, never changed.

mod made;
mod rows;

use doorward::calendar::UnixSeconds;
use doorward::codes::Operation;
use doorward::grants::GrantBody;
use doorward::keys::Id;
use doorward::policy::{Name, Text};
use doorward::records::{AccessEvent, AccessMethod, EventKind, Outcome, Reasons, credential};
use rusqlite::params;

pub(crate) use made::{Denied, Holder, MadeFor, access_method};
pub(crate) use rows::Recorded;

use self::made::{holder_of, method_of_grant};
use super::{Card, Lockbox, Records, damaged, instant, optional, stored};
use crate::failure::Failure;
use crate::texts;

/// An event as the vault keeps it.
pub(crate) type Event = AccessEvent<Text>;

/// Which events are wanted; what is none is not asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) lockbox: Option<&'a Id>,
    pub(crate) listing: Option<&'a Name>,
    pub(crate) from: UnixSeconds,
    /// Itself not in it.
    pub(crate) to: UnixSeconds,
}

impl Records<'_> {
    /// Records that a grant or a code was made.
    pub(crate) fn record_issue(
        &self,
        lockbox: &Lockbox,
        made: &MadeFor,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        let event = Event {
            event: EventKind::Issue,
            method: made.method,
            operation: bit(made.operation),
            key_or_credential_id: made.credential,
            outcome: Outcome::Permit,
            ..self.event_at(lockbox, &made.holder, now)?
        };
        self.add_event(&event, Some((lockbox.generation, lockbox.epoch)))
    }

    /// What is to be recorded of a denial by a rule.
    pub(crate) fn denial(
        &self,
        lockbox: &Lockbox,
        denied: &Denied,
        now: UnixSeconds,
    ) -> Result<Event, Failure> {
        Ok(Event {
            event: EventKind::Refusal,
            method: denied.method,
            operation: bit(denied.operation),
            outcome: Outcome::Deny,
            reasons: denied.reasons,
            ..self.event_at(lockbox, &denied.holder, now)?
        })
    }

    /// Records a denial by a rule.
    pub(crate) fn record_denial(&self, denial: &Event) -> Result<(), Failure> {
        // Others may have been recorded since it was put together.
        let lock_or_box_key = self.next_key()?;
        let event = Event {
            lock_or_box_key,
            ..*denial
        };
        self.add_event(&event, None)
    }

    /// Records that a grant was withheld or revoked.
    pub(super) fn record_revocation(
        &self,
        body: &GrantBody,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        let granted = self.grant_of(&body.grant_id)?.ok_or_else(damaged)?;
        let lockbox = Lockbox {
            generation: granted.generation,
            ..self.lockbox(body.lockbox.as_str())?
        };
        let credential = credential::of_grant(&body.grant_id)?;
        let holder = match self.issue_of(&lockbox, None, &credential)? {
            Some(issue) => holder_of(&issue),
            None => self.holder_of_grant(&granted)?,
        };
        let event = Event {
            event: EventKind::Revocation,
            method: method_of_grant(&granted),
            key_or_credential_id: Some(credential),
            outcome: Outcome::Permit,
            ..self.event_at(&lockbox, &holder, now)?
        };
        self.add_event(&event, None)
    }

    /// Records that a card was renewed, or why it was not.
    pub(crate) fn record_renewal(
        &self,
        card: &Card,
        method: AccessMethod,
        against: Reasons,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        let (event, outcome) = if against.is_empty() {
            (EventKind::Renewal, Outcome::Permit)
        } else {
            (EventKind::Refusal, Outcome::Deny)
        };
        let holder = self.holder(card.member.as_ref().map(Name::as_str))?;
        let event = Event {
            event,
            method,
            key_or_credential_id: Some(card.id),
            showing_agent_id: holder.account,
            showing_agent_mls_id: holder.mls_id,
            showing_agent_full_name: holder.name,
            outcome,
            reasons: against,
            utc_offset_minutes: card.zone.offset_at(now),
            ..Event::new(self.next_key()?, now)
        };
        self.add_event(&event, None)
    }

    /// The events that are wanted, in the order in which they were recorded.
    pub(crate) fn events(&self, wanted: &Wanted<'_>) -> Result<Vec<Event>, Failure> {
        let mut statement = self.connection.prepare(
            "SELECT members FROM access_event
             WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR lockbox = ?3) ORDER BY number",
        )?;
        let mut rows = statement.query(params![
            stored(wanted.from),
            stored(wanted.to),
            wanted.lockbox.map(Id::as_str)
        ])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            let event = read(&row.get::<_, String>(0)?)?;
            let is_wanted = |listing: &Name| event.listing_id.as_ref() == Some(listing);
            if wanted.listing.is_none_or(is_wanted) {
                events.push(event);
            }
        }
        Ok(events)
    }

    /// An event at a box of the vault, of which no more is known than where, when and for whom.
    fn event_at(
        &self,
        lockbox: &Lockbox,
        holder: &Holder,
        at: UnixSeconds,
    ) -> Result<Event, Failure> {
        let listing = lockbox.listing.as_deref();
        let listing = listing.map(|key| self.listing(key)).transpose()?;
        let agent = match listing.as_ref().and_then(|it| it.row.list_agent_key) {
            Some(agent) => self.find_member(agent.as_str())?,
            None => None,
        };
        let list_agent = agent.and_then(|agent| agent.member_full_name);
        Ok(Event {
            utc_offset_minutes: lockbox.zone.offset_at(at),
            lock_or_box_id: Some(lockbox.id),
            listing_id: listing.as_ref().map(|listing| listing.row.listing_key),
            listing_address1: listing.and_then(|listing| texts::text(listing.address())),
            list_agent_full_name: list_agent.as_deref().and_then(texts::text),
            holder_kind: holder.kind,
            showing_agent_id: holder.account,
            showing_agent_mls_id: holder.mls_id,
            showing_agent_full_name: holder.name,
            ..Event::new(self.next_key()?, at)
        })
    }

    /// A key for an event that the vault makes itself.
    fn next_key(&self) -> Result<Name, Failure> {
        let last: Option<i64> =
            self.connection
                .query_row("SELECT max(number) FROM access_event", [], |row| row.get(0))?;
        let next = last.unwrap_or(0).saturating_add(1);
        Name::new(&format!("E-{next:06}")).map_err(|_| damaged())
    }

    /// Keeps an event; one by a code or a grant of a box with its generation and epoch.
    fn add_event(&self, event: &Event, under: Option<(u32, u32)>) -> Result<(), Failure> {
        event.check()?;
        let credential = event.key_or_credential_id.as_ref().map(Id::as_str);
        self.connection.execute(
            "INSERT INTO access_event (key, at, event, lockbox, generation, epoch, credential,
                                       members)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                event.lock_or_box_key.as_str(),
                stored(event.lock_or_box_access_timestamp),
                event.event.name(),
                event.lock_or_box_id.as_ref().map(Id::as_str),
                under.map(|(generation, _)| generation),
                under.map(|(_, epoch)| epoch),
                under.and(credential),
                serde_json::to_string(event)?,
            ],
        )?;
        Ok(())
    }

    fn event(&self, key: &Name) -> Result<Option<Event>, Failure> {
        let found = self.connection.query_row(
            "SELECT members FROM access_event WHERE key = ?1",
            [key.as_str()],
            |row| row.get::<_, String>(0),
        );
        optional(found)?.map(|members| read(&members)).transpose()
    }

    /// The issue of what this credential stands for, in this epoch or, of a grant, in any.
    fn issue_of(
        &self,
        lockbox: &Lockbox,
        epoch: Option<u32>,
        credential: &Id,
    ) -> Result<Option<Event>, Failure> {
        let found = self.connection.query_row(
            "SELECT members FROM access_event
             WHERE lockbox = ?1 AND generation = ?2 AND credential = ?3 AND event = ?5
               AND (?4 IS NULL OR epoch = ?4)
             ORDER BY number DESC LIMIT 1",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                credential.as_str(),
                epoch,
                EventKind::Issue.name()
            ],
            |row| row.get::<_, String>(0),
        );
        optional(found)?.map(|members| read(&members)).transpose()
    }

    /// When a code of the box's present epoch was first used, if a log that was brought says so.
    pub(crate) fn first_use(
        &self,
        lockbox: &Lockbox,
        credential: &Id,
    ) -> Result<Option<UnixSeconds>, Failure> {
        let at: Option<i64> = self.connection.query_row(
            "SELECT min(at) FROM access_event
             WHERE lockbox = ?1 AND generation = ?2 AND credential = ?3 AND event = ?4
               AND epoch = ?5",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                credential.as_str(),
                EventKind::Use.name(),
                lockbox.epoch
            ],
            |row| row.get(0),
        )?;
        Ok(at.map(instant))
    }
}

/// The operation of a code; 0 for none.
const fn bit(operation: Option<Operation>) -> u8 {
    match operation {
        Some(Operation::KeyCompartment) => 1,
        Some(Operation::Shackle) => 2,
        None => 0,
    }
}

fn read(members: &str) -> Result<Event, Failure> {
    serde_json::from_str(members).map_err(|_| damaged())
}
