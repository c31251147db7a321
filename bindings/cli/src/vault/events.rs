//! What happened to the access to the boxes: one row for each event, never changed.

use doorward::audit::{Entry, Method as RowMethod, Subject};
use doorward::bounds::{FIRST_PLAUSIBLE_INSTANT, POLICY_FIRST_INSTANT, POLICY_LAST_INSTANT};
use doorward::calendar::UnixSeconds;
use doorward::codes::Operation;
use doorward::grants::{GrantBody, GrantOperation, Operations};
use doorward::keys::Id;
use doorward::policy::{Method, Name, RecipientKind, Text};
use doorward::records::{AccessEvent, AccessMethod, EventKind, Outcome, RowFacts, credential};
use rusqlite::params;

use super::{Card, Granted, Lockbox, Party, Records, damaged, optional, stored};
use crate::failure::Failure;
use crate::texts;

/// An event as the vault keeps it.
pub(crate) type Event = AccessEvent<Text>;

/// Whom something is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) kind: Option<RecipientKind>,
    /// The account.
    pub(crate) account: Option<Name>,
    /// The member id.
    pub(crate) mls_id: Option<Name>,
    pub(crate) name: Option<Text>,
}

/// A grant or a code that is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MadeFor {
    pub(crate) method: AccessMethod,
    /// What a code opens; none of a grant, which may do several things.
    pub(crate) operation: Option<Operation>,
    pub(crate) credential: Option<Id>,
    pub(crate) holder: Holder,
}

/// Which events are wanted; what is none is not asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) lockbox: Option<&'a Id>,
    pub(crate) listing: Option<&'a Name>,
    pub(crate) from: UnixSeconds,
    /// Itself not in it.
    pub(crate) to: UnixSeconds,
}

/// What became of a row of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recorded {
    /// It says nothing of access.
    NoAccess,
    Now,
    Before,
    /// Another row of this number was recorded before, and both are genuine.
    Forked,
}

impl Records<'_> {
    /// Who was typed as `text`: a member of the vault, or anybody by name.
    pub(crate) fn holder(&self, text: Option<&str>) -> Result<Holder, Failure> {
        let Some(text) = text else {
            return Ok(Holder::default());
        };
        Ok(match self.find_member(text)? {
            Some(member) => Holder {
                kind: None,
                account: Some(member.member_key),
                mls_id: member.member_mls_id.as_deref().and_then(texts::name),
                name: texts::text(member.member_full_name.as_deref().unwrap_or(text)),
            },
            None => Holder {
                name: texts::text(text),
                ..Holder::default()
            },
        })
    }

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
            operation: match made.operation {
                Some(Operation::KeyCompartment) => 1,
                Some(Operation::Shackle) => 2,
                None => 0,
            },
            key_or_credential_id: made.credential,
            outcome: Outcome::Permit,
            ..self.event_at(lockbox, &made.holder, now)?
        };
        self.add_event(&event, Some(lockbox))
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

    /// Records that a card was renewed by telephone.
    pub(crate) fn record_renewal(&self, card: &Card, now: UnixSeconds) -> Result<(), Failure> {
        let event = Event {
            event: EventKind::Renewal,
            method: AccessMethod::CardPhone,
            key_or_credential_id: Some(card.id),
            outcome: Outcome::Permit,
            utc_offset_minutes: card.zone.offset_at(now),
            ..Event::new(self.next_key()?, now)
        };
        self.add_event(&event, None)
    }

    /// Records what a genuine row of a log says, unless it was before.
    pub(crate) fn record_row(&self, lockbox: &Lockbox, entry: &Entry) -> Result<Recorded, Failure> {
        let issue = self.issue_of_row(lockbox, entry)?;
        let issued_as = match &issue {
            Some(issue) => method_of(issue.method),
            None => match Subject::of(entry) {
                Subject::Grant(id) => {
                    let granted = self.grant_of(&id)?;
                    granted.as_ref().map(method_of_grant).and_then(method_of)
                }
                _ => None,
            },
        };
        let Some(facts) = RowFacts::of(entry, issued_as)? else {
            return Ok(Recorded::NoAccess);
        };
        let key = row_key(lockbox, entry.sequence)?;
        let holder = match &issue {
            Some(issue) => holder_of(issue),
            None => self.holder_of_row(lockbox, entry)?,
        };
        let (at, undated) = dated(entry.instant);
        let mut event = self.event_at(lockbox, &holder, at)?;
        facts.fill(&mut event);
        event.lock_or_box_key = key;
        event.lock_or_box_access_timestamp = at;
        event.notes = match (facts.note(), undated) {
            (note, false) => note,
            (None, true) => texts::text(UNDATED),
            (Some(note), true) => texts::text(&format!("{note}; {UNDATED}")),
        };
        if let Some(issue) = issue {
            // Where the box hung when it was issued: it may have moved since.
            event.label = issue.label;
            event.listing_id = issue.listing_id;
            event.listing_address1 = issue.listing_address1;
            event.list_agent_full_name = issue.list_agent_full_name;
            event.listing_time_zone = issue.listing_time_zone;
        }
        if let Some(before) = self.event(&event.lock_or_box_key)? {
            let is_same = before.event == event.event
                && before.lock_or_box_access_timestamp == event.lock_or_box_access_timestamp
                && before.operation == event.operation
                && before.outcome == event.outcome
                && before.notes == event.notes;
            return Ok(if is_same {
                Recorded::Before
            } else {
                Recorded::Forked
            });
        }
        self.add_event(&event, None)?;
        Ok(Recorded::Now)
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

    fn add_event(&self, event: &Event, issued_for: Option<&Lockbox>) -> Result<(), Failure> {
        event.check()?;
        let credential = event.key_or_credential_id.as_ref().map(Id::as_str);
        self.connection.execute(
            "INSERT INTO access_event (key, at, lockbox, generation, epoch, credential, members)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                event.lock_or_box_key.as_str(),
                stored(event.lock_or_box_access_timestamp),
                event.lock_or_box_id.as_ref().map(Id::as_str),
                issued_for.map(|lockbox| lockbox.generation),
                issued_for.map(|lockbox| lockbox.epoch),
                issued_for.and(credential),
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
             WHERE lockbox = ?1 AND generation = ?2 AND credential = ?3
               AND (?4 IS NULL OR epoch = ?4)
             ORDER BY number DESC LIMIT 1",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                credential.as_str(),
                epoch
            ],
            |row| row.get::<_, String>(0),
        );
        optional(found)?.map(|members| read(&members)).transpose()
    }

    fn issue_of_row(&self, lockbox: &Lockbox, entry: &Entry) -> Result<Option<Event>, Failure> {
        // A service code is about somebody's code, but not typed by them.
        if matches!(entry.method, RowMethod::Service | RowMethod::Bulletin) {
            return Ok(None);
        }
        let (epoch, credential) = match Subject::of(entry) {
            Subject::Day { day, slot } => {
                (Some(entry.epoch), credential::of_day_code(day, slot).ok())
            }
            Subject::Flex(terms) => (Some(entry.epoch), credential::of_flex_code(&terms).ok()),
            Subject::Grant(id) => (None, Some(credential::of_grant(&id)?)),
            Subject::Nobody | Subject::Service | Subject::Unknown(_) => return Ok(None),
        };
        match credential {
            Some(credential) => self.issue_of(lockbox, epoch, &credential),
            None => Ok(None),
        }
    }

    /// The holder of what was issued before the vault kept events.
    fn holder_of_row(&self, lockbox: &Lockbox, entry: &Entry) -> Result<Holder, Failure> {
        if entry.method == RowMethod::Service {
            return Ok(Holder::default());
        }
        let issue = match Subject::of(entry) {
            Subject::Day { day, slot } => self.day_slot(lockbox, entry.epoch, day, slot)?,
            Subject::Flex(terms) => self.flex_copy(lockbox, entry.epoch, &terms)?,
            Subject::Grant(id) => {
                return match self.grant_of(&id)? {
                    Some(granted) => self.holder_of_grant(&granted),
                    None => Ok(Holder::default()),
                };
            }
            Subject::Nobody | Subject::Service | Subject::Unknown(_) => None,
        };
        Ok(Holder {
            name: issue.and_then(|issue| texts::text(&issue.recipient?)),
            ..Holder::default()
        })
    }

    fn holder_of_grant(&self, granted: &Granted) -> Result<Holder, Failure> {
        self.holder_of_party(Some(&granted.recipient), &granted.party)
    }

    /// Who something was given to, by what was kept with it.
    fn holder_of_party(&self, name: Option<&str>, party: &Party) -> Result<Holder, Failure> {
        let member = match &party.recipient {
            Some(account) => self.find_member(account.as_str())?,
            None => None,
        };
        let mls_id = member.and_then(|member| texts::name(&member.member_mls_id?));
        Ok(Holder {
            kind: party.kind,
            account: party.recipient,
            mls_id,
            name: name.and_then(texts::text),
        })
    }
}

/// What the notes say of a row that was written before the box's clock was first set.
const UNDATED: &str = "the lockbox's clock was not set";

/// An instant that a record can have, and whether the box knew none.
fn dated(instant: UnixSeconds) -> (UnixSeconds, bool) {
    (
        instant.clamp(POLICY_FIRST_INSTANT, POLICY_LAST_INSTANT),
        instant < FIRST_PLAUSIBLE_INSTANT,
    )
}

/// The key of a row's event: the same however often the row is brought.
fn row_key(lockbox: &Lockbox, sequence: u32) -> Result<Name, Failure> {
    let Lockbox { id, generation, .. } = lockbox;
    Name::new(&format!("row-{id}-{generation}-{sequence:06}")).map_err(|_| damaged())
}

fn read(members: &str) -> Result<Event, Failure> {
    serde_json::from_str(members).map_err(|_| damaged())
}

fn holder_of(issue: &Event) -> Holder {
    Holder {
        kind: issue.holder_kind,
        account: issue.showing_agent_id,
        mls_id: issue.showing_agent_mls_id,
        name: issue.showing_agent_full_name,
    }
}

/// By what a grant with these operations gives access: whoever may read the log or own the
/// box is no guest.
pub(crate) fn grant_method(operations: Operations) -> AccessMethod {
    let is_guests =
        !operations.contains(GrantOperation::ReadLog) && !operations.contains(GrantOperation::Own);
    if is_guests {
        AccessMethod::GuestGrant
    } else {
        AccessMethod::MemberGrant
    }
}

/// By what a grant that was issued gives access.
fn method_of_grant(granted: &Granted) -> AccessMethod {
    match granted.method {
        Some(Method::GuestGrant) => AccessMethod::GuestGrant,
        Some(Method::MemberGrant) => AccessMethod::MemberGrant,
        _ => grant_method(granted.body.operations),
    }
}

/// The method of the rules that an issue was recorded with.
const fn method_of(method: AccessMethod) -> Option<Method> {
    Some(match method {
        AccessMethod::MemberGrant => Method::MemberGrant,
        AccessMethod::GuestGrant => Method::GuestGrant,
        AccessMethod::DayCode => Method::DayCode,
        AccessMethod::FlexCode => Method::FlexCode,
        AccessMethod::ContractorCode => Method::ContractorCode,
        _ => return None,
    })
}
