//! What genuine rows of a log say of the access to a box.

use doorward::audit::{Entry, Method as RowMethod, Subject};
use doorward::bounds::{FIRST_PLAUSIBLE_INSTANT, POLICY_FIRST_INSTANT, POLICY_LAST_INSTANT};
use doorward::calendar::UnixSeconds;
use doorward::policy::{Method, Name};
use doorward::records::{AccessMethod, RowFacts, credential};

use super::made::{holder_of, method_of_grant};
use super::{Event, Holder};
use crate::failure::Failure;
use crate::texts;
use crate::vault::{Lockbox, Records, damaged};

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
        self.add_event(&event, Some((lockbox.generation, entry.epoch)))?;
        Ok(Recorded::Now)
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
