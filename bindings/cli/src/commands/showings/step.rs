//! One event of a showing, and what has to be done about it.

use doorward::calendar::UnixSeconds;
use doorward::policy::appointment::{
    Action, Actor, Event, Obligation, Other, OwnedRules, OwnedSituation, Step,
};
use doorward::policy::{Class, Name};

use crate::commands::gate::{self, Word};
use crate::failure::Failure;
use crate::vault::{Granted, Listing, Lockbox, Records, Showing};

/// The rules of a listing at its box.
pub(super) fn rules(listing: &Listing, lockbox: &Lockbox) -> OwnedRules {
    OwnedRules {
        zone: lockbox.zone,
        ..listing.settings.showings.clone()
    }
}

/// What the rules of appointments say to an event, with the vault's facts.
pub(super) fn judge(
    records: Records<'_>,
    listing: &Listing,
    lockbox: &Lockbox,
    showing: Option<&Showing>,
    event: Event,
) -> Result<Step, Failure> {
    let appointment = showing.map(|showing| showing.appointment);
    let others = records.showings_of(&listing.row.listing_key)?;
    let (bulletin, _) = records.last_word(&lockbox.id)?;
    let situation = OwnedSituation {
        rules: rules(listing, lockbox),
        appointment,
        others: others
            .iter()
            .map(|other| other.appointment)
            .filter(|other| appointment.is_none_or(|this| this.id != other.id))
            .map(|other| Other {
                id: other.id,
                start: other.start,
                end: other.end,
                state: other.state,
            })
            .collect(),
        showable: gate::keeps(records, listing, Class::ShowingAgent)?,
        bulletin,
        event,
    };
    situation.step().map_err(Failure::refused)
}

/// Keeps what a permitted event made of a showing, and what others are told of it.
pub(super) fn keep(records: Records<'_>, step: &Step, showing: &Showing) -> Result<(), Failure> {
    if let Some(appointment) = &step.appointment {
        records.move_showing(appointment)?;
    }
    if let Some(created) = step.created {
        records.add_showing(&Showing {
            appointment: created,
            asked: showing.asked.clone(),
            grant_id: None,
        })?;
    }
    for record in step.events.iter() {
        records.add_showing_event(record)?;
    }
    Ok(())
}

/// Withholds or revokes the grant of a showing that is off, if an event asks for it.
pub(super) fn end_grant(
    records: Records<'_>,
    step: &Step,
    showing: &Showing,
    word: &mut Word,
    now: UnixSeconds,
) -> Result<Option<Granted>, Failure> {
    let has = |obligation| step.obligations.contains(obligation);
    if !has(Obligation::WithholdGrant) && !has(Obligation::RevokeGrant) {
        return Ok(None);
    }
    let granted = match &showing.grant_id {
        None => None,
        Some(id) => records.grant_of(id)?,
    };
    // The status gate may have been there before.
    let Some(mut granted) = granted.filter(|granted| granted.revoked_at.is_none()) else {
        return Ok(None);
    };
    records.revoke_grant(&granted.body, now)?;
    granted.revoked_at = Some(now);
    if granted.released_at.is_some() {
        word.needed(&granted.body.lockbox);
    }
    Ok(Some(granted))
}

/// Calls off what was asked for or approved at a listing that is shown no more; which.
pub(in crate::commands) fn cancel_unless_shown(
    records: Records<'_>,
    listing: &Listing,
    word: &mut Word,
    now: UnixSeconds,
) -> Result<Vec<Name>, Failure> {
    let mut cancelled = Vec::new();
    if gate::keeps(records, listing, Class::ShowingAgent)? {
        return Ok(cancelled);
    }
    for showing in records.showings_of(&listing.row.listing_key)? {
        let lockbox = records.lockbox(showing.appointment.lockbox.as_str())?;
        let event = Event {
            actor: Actor::ListingSide,
            now,
            action: Action::Cancel,
        };
        let step = judge(records, listing, &lockbox, Some(&showing), event)?;
        // One that has ended, or is under way, is not called off any more.
        if step.decision.is_permit() {
            keep(records, &step, &showing)?;
            end_grant(records, &step, &showing, word, now)?;
            cancelled.push(showing.appointment.id);
        }
    }
    Ok(cancelled)
}
