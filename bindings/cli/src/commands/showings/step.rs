//! One event of a showing, and what has to be done about it.

use doorward::calendar::UnixSeconds;
use doorward::policy::appointment::{
    Action, Actor, Event, Obligation, Other, OwnedRules, OwnedSituation, Step,
};
use doorward::policy::{Class, Name};
use doorward::records::Reasons;

use crate::clock;
use crate::commands::gate::{self, Word};
use crate::commands::ruling::{Asking, reason_lines};
use crate::failure::Failure;
use crate::vault::{
    Denied, Event as AccessEvent, Granted, Listing, Lockbox, Records, Showing, access_method,
};

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
    event: &Event,
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
        event: *event,
    };
    situation.step().map_err(Failure::refused)
}

/// What is to be recorded of a denied event: whoever is to get the grant is refused it.
pub(super) fn denial(
    records: Records<'_>,
    lockbox: &Lockbox,
    asking: &Asking,
    step: &Step,
    now: UnixSeconds,
) -> Result<AccessEvent, Failure> {
    let denied = Denied {
        method: access_method(asking.grant_method(records, lockbox)?),
        operation: None,
        holder: asking.holder(records, lockbox)?,
        reasons: Reasons::of(step.reasons)?,
    };
    records.denial(lockbox, &denied, now)
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

/// Keeps a showing that was asked for.
pub(super) fn add(records: Records<'_>, step: &Step, asking: &Asking) -> Result<(), Failure> {
    if let Some(appointment) = step.appointment {
        records.add_showing(&Showing {
            appointment,
            asked: serde_json::to_string(asking)?,
            grant_id: None,
        })?;
    }
    for record in step.events.iter() {
        records.add_showing_event(record)?;
    }
    Ok(())
}

/// The grant of a showing is about to leave the service; refused where the rules say so.
pub(in crate::commands) fn release(
    records: Records<'_>,
    lockbox: &Lockbox,
    granted: &Granted,
    now: UnixSeconds,
) -> Result<(), Failure> {
    let Some(id) = granted.showing else {
        return Ok(());
    };
    let showing = records.showing(id.as_str())?;
    if showing.grant_id != Some(granted.body.grant_id) {
        return Ok(());
    }
    let listing = records.listing(showing.appointment.listing.as_str())?;
    let event = Event {
        actor: Actor::System,
        now,
        action: Action::Release,
    };
    let step = judge(records, &listing, lockbox, Some(&showing), &event)?;
    if !step.decision.is_permit() {
        let release = rules(&listing, lockbox)
            .as_rules()
            .release_at(&showing.appointment);
        let message = format!(
            "showing {id}: {} (it may be handed out from {})",
            reason_lines(step.reasons).join("; "),
            clock::shown(&lockbox.zone, release)
        );
        let asking = Asking::kept(&showing.asked)?;
        let denial = denial(records, lockbox, &asking, &step, now)?;
        return Err(Failure::denied(message, vec![denial]));
    }
    keep(records, &step, &showing)
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
        let step = judge(records, listing, &lockbox, Some(&showing), &event)?;
        // One that has ended, or is under way, is not called off any more.
        if step.decision.is_permit() {
            keep(records, &step, &showing)?;
            end_grant(records, &step, &showing, word, now)?;
            cancelled.push(showing.appointment.id);
        }
    }
    Ok(cancelled)
}
