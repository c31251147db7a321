//! Somebody acts on a showing: the rules are asked, and what they oblige to is done, in one
//! transaction.

use doorward::bounds::NONCE_LEN;
use doorward::calendar::UnixSeconds;
use doorward::policy::Window;
use doorward::policy::appointment::{
    Action, Actor, Appointment, Event, Obligation, Step, grant_for,
};

use super::step;
use crate::commands::gate::{Told, Word};
use crate::commands::grants::issue::{self, Permitted};
use crate::commands::ruling::{Asking, Ruled, Want, actor_of};
use crate::failure::Failure;
use crate::vault::{Granted, Listing, Lockbox, Records, Showing, Vault};

/// What became of it.
#[derive(Debug)]
pub(super) struct Acted {
    pub(super) step: Step,
    /// What the issuing rules said to the grant, if one was due.
    pub(super) ruled: Option<Ruled>,
    /// The grant that was made.
    pub(super) made: Option<Granted>,
    /// The grant that was withheld or revoked.
    pub(super) ended: Option<Granted>,
    pub(super) told: Vec<Told>,
}

impl Acted {
    pub(super) const fn of(step: &Step) -> Self {
        Self {
            step: *step,
            ruled: None,
            made: None,
            ended: None,
            told: Vec::new(),
        }
    }

    /// Whether it was done.
    pub(super) fn is_done(&self) -> bool {
        let ruled = self.ruled.as_ref();
        self.step.decision.is_permit()
            && ruled.is_none_or(|ruled| ruled.ruling.decision.is_permit())
    }
}

/// A showing with what belongs to it.
fn found(records: Records<'_>, id: &str) -> Result<(Showing, Listing, Lockbox), Failure> {
    let showing = records.showing(id)?;
    let listing = records.listing(showing.appointment.listing.as_str())?;
    let lockbox = records.lockbox(showing.appointment.lockbox.as_str())?;
    Ok((showing, listing, lockbox))
}

/// The holder or the listing side acts.
pub(super) fn by_somebody(
    vault: &mut Vault,
    id: &str,
    by: &str,
    action: Action,
    grant_id: [u8; NONCE_LEN],
    now: UnixSeconds,
) -> Result<Acted, Failure> {
    vault.change(|records| {
        let (showing, listing, lockbox) = found(records, id)?;
        let holder = showing.appointment.holder;
        let asking = Asking::kept(&showing.asked)?;
        // A showing service acts for the holder.
        let actor = if asking.by_kind.is_some() && asking.by == by {
            Some(Actor::Holder)
        } else {
            actor_of(records, &lockbox, &listing, &holder, by)?
        };
        let Some(actor) = actor else {
            return Err(Failure::refused(format!(
                "{by:?} is neither the holder of showing {id} nor of the listing side"
            )));
        };
        let event = Event { actor, now, action };
        let step = step::judge(records, &listing, &lockbox, Some(&showing), &event)?;
        let mut acted = Acted::of(&step);
        if !acted.step.decision.is_permit() {
            let denial = step::denial(records, &lockbox, &asking, &step, now)?;
            records.record_denial(&denial)?;
            return Ok(acted);
        }
        let approved = if step.obligations.contains(Obligation::IssueGrant) {
            step.created.or(step.appointment)
        } else {
            None
        };
        // Asked before anything is kept: where no grant may be made, nothing is approved.
        let due = match approved {
            None => None,
            Some(approved) => {
                let asking = Asking {
                    showing: Some(approved.id),
                    // Who approves is who issues; a service does so itself.
                    by: if asking.by_kind.is_some() {
                        asking.by.clone()
                    } else {
                        issuer(&listing, by, actor)
                    },
                    ..asking
                };
                let ruled = ask(records, &listing, &lockbox, &asking, &approved, now)?;
                Some((asking, approved, ruled))
            }
        };
        if let Some((.., ruled)) = &due {
            acted.ruled = Some(ruled.clone());
            if ruled.ruling.permit.is_none() {
                records.record_denial(&ruled.denial(records, &lockbox, now)?)?;
                return Ok(acted);
            }
        }
        step::keep(records, &step, &showing)?;
        let mut word = Word::default();
        acted.ended = step::end_grant(records, &step, &showing, &mut word, now)?;
        acted.told = word.make(records, now)?;
        if let Some((asking, approved, ruled)) = due {
            // The bulletin just made is to be named as well, so that this is asked anew.
            let lockbox = records.lockbox(lockbox.id.as_str())?;
            let ruled = if acted.told.is_empty() {
                ruled
            } else {
                ask(records, &listing, &lockbox, &asking, &approved, now)?
            };
            if let Some(permit) = ruled.ruling.permit {
                let permitted = Permitted {
                    asking: &asking,
                    ruled: &ruled,
                    grant_id,
                    now,
                };
                let granted = issue::record(records, &lockbox, &permit, &permitted)?;
                records.set_showing_grant(&approved.id, &granted.body.grant_id)?;
                acted.made = Some(granted);
            }
            acted.ruled = Some(ruled);
        }
        Ok(acted)
    })
}

/// Who issues the grant of a showing: whoever of the listing side acts, or else the listing
/// agent.
fn issuer(listing: &Listing, by: &str, actor: Actor) -> String {
    match (actor, listing.row.list_agent_key) {
        (Actor::ListingSide, _) | (_, None) => by.to_owned(),
        (_, Some(agent)) => agent.to_string(),
    }
}

/// What the issuing rules say to the grant of an appointment.
fn ask(
    records: Records<'_>,
    listing: &Listing,
    lockbox: &Lockbox,
    asking: &Asking,
    approved: &Appointment,
    now: UnixSeconds,
) -> Result<Ruled, Failure> {
    let rules = step::rules(listing, lockbox);
    let (bulletin, _) = records.last_word(&lockbox.id)?;
    let terms = grant_for(&rules.as_rules(), approved, bulletin).map_err(Failure::refused)?;
    let method = asking.grant_method(records, lockbox)?;
    let operations = asking.operations(records, lockbox, method)?;
    let window = Window {
        start: terms.not_before,
        end: terms.not_after,
    };
    let want = Want::grant(method, operations, window);
    asking.ask_for(records, lockbox, want, Some(approved), now)
}

/// The service notices something.
pub(super) fn by_system(
    vault: &mut Vault,
    id: &str,
    action: Action,
    now: UnixSeconds,
) -> Result<Acted, Failure> {
    vault.change(|records| {
        let (showing, listing, lockbox) = found(records, id)?;
        let event = Event {
            actor: Actor::System,
            now,
            action,
        };
        let step = step::judge(records, &listing, &lockbox, Some(&showing), &event)?;
        if step.decision.is_permit() {
            step::keep(records, &step, &showing)?;
        } else {
            let asking = Asking::kept(&showing.asked)?;
            let denial = step::denial(records, &lockbox, &asking, &step, now)?;
            records.record_denial(&denial)?;
        }
        Ok(Acted::of(&step))
    })
}

/// Time has passed for all showings; those that moved.
pub(super) fn tick(records: Records<'_>, now: UnixSeconds) -> Result<Vec<Appointment>, Failure> {
    let mut moved = Vec::new();
    for showing in records.showings()? {
        if showing.appointment.state.is_final() {
            continue;
        }
        let (showing, listing, lockbox) = found(records, showing.appointment.id.as_str())?;
        let event = Event {
            actor: Actor::System,
            now,
            action: Action::Tick,
        };
        let step = step::judge(records, &listing, &lockbox, Some(&showing), &event)?;
        step::keep(records, &step, &showing)?;
        let after = step.appointment;
        moved.extend(after.filter(|after| after.state != showing.appointment.state));
    }
    Ok(moved)
}
