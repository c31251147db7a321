//! `doorward showing`: appointments, with the vault as their state.

mod act;
mod step;
mod view;

use doorward::calendar::{UnixSeconds, Zone};
use doorward::policy::Name;
use doorward::policy::appointment::{Action, Actor, Booking, Event};

pub(super) use step::{cancel_unless_shown, release};

use self::act::Acted;
use super::Context;
use crate::answer::Answer;
use crate::args::{RequestArgs, RescheduleArgs, ShowingCommand};
use crate::clock;
use crate::commands::ruling::{self, Asking};
use crate::failure::Failure;
use crate::vault::{Lockbox, Records, Vault};
use crate::{hex, random};

pub(super) fn run(context: &Context, command: &ShowingCommand) -> Result<Answer, Failure> {
    match command {
        ShowingCommand::Request(args) => request(context, args),
        ShowingCommand::Approve(args) => act(context, &args.id, &args.by, Action::Approve),
        ShowingCommand::Decline(args) => act(context, &args.id, &args.by, Action::Decline),
        ShowingCommand::Cancel(args) => act(context, &args.id, &args.by, Action::Cancel),
        ShowingCommand::Complete(args) => act(context, &args.id, &args.by, Action::Complete),
        ShowingCommand::Reschedule(args) => reschedule(context, args),
        ShowingCommand::Start { id, at } => {
            let mut vault = context.vault()?;
            let (zone, now) = times(context, &vault, id)?;
            let at = clock::instant(at, &zone, now)?;
            let acted = act::by_system(&mut vault, id, Action::Open { at }, now)?;
            view::answer(&zone, &acted)
        }
        ShowingCommand::Tick => tick(context),
        ShowingCommand::List => view::list(context.vault()?.records()),
        ShowingCommand::Show { id } => view::show(context.vault()?.records(), id),
        ShowingCommand::Events { after } => view::events(context.vault()?.records(), *after),
    }
}

/// The zone of a showing's box, and the present.
fn times(context: &Context, vault: &Vault, id: &str) -> Result<(Zone, UnixSeconds), Failure> {
    let records = vault.records();
    let showing = records.showing(id)?.appointment;
    let zone = records.lockbox(showing.lockbox.as_str())?.zone;
    Ok((zone, context.clock.now(&zone)?))
}

/// The end of a window that starts at `start`.
fn end(
    start: UnixSeconds,
    length: Option<&str>,
    until: Option<&str>,
    zone: &Zone,
    now: UnixSeconds,
) -> Result<UnixSeconds, Failure> {
    match (length, until) {
        (Some(length), _) => Ok(start.saturating_add(u64::from(clock::seconds(length)?))),
        (None, Some(until)) => clock::instant(until, zone, now),
        (None, None) => Err(Failure::usage(
            "give a length with --for, or an end with --until",
        )),
    }
}

/// An id that was typed, or a random one.
fn id(typed: Option<&str>) -> Result<Name, Failure> {
    if let Some(id) = typed {
        return Ok(Name::new(id)?);
    }
    let random = random::nonce()?;
    let digits = hex::encode(random.get(..8).unwrap_or(&random));
    Ok(Name::new(&format!("S-{}", digits.as_str()))?)
}

fn act(context: &Context, id: &str, by: &str, action: Action) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let (zone, now) = times(context, &vault, id)?;
    let acted = act::by_somebody(&mut vault, id, by, action, random::nonce()?, now)?;
    view::answer(&zone, &acted)
}

fn reschedule(context: &Context, args: &RescheduleArgs) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let showing = &args.act.id;
    let (zone, now) = times(context, &vault, showing)?;
    let start = clock::instant(&args.from, &zone, now)?;
    let (length, until) = (args.length.as_deref(), args.until.as_deref());
    let action = Action::Reschedule {
        new_id: id(args.new_id.as_deref())?,
        start,
        end: end(start, length, until, &zone, now)?,
    };
    let by = &args.act.by;
    let acted = act::by_somebody(&mut vault, showing, by, action, random::nonce()?, now)?;
    view::answer(&zone, &acted)
}

/// The box of a listing that is meant.
fn box_of(records: Records<'_>, listing: &Name, named: Option<&str>) -> Result<Lockbox, Failure> {
    let boxes = records.lockboxes_of(listing)?;
    let is_meant = |lockbox: &Lockbox| named.is_none_or(|named| lockbox.id.as_str() == named);
    let mut meant: Vec<Lockbox> = boxes.into_iter().filter(is_meant).collect();
    match (meant.pop(), meant.is_empty()) {
        (Some(lockbox), true) => Ok(lockbox),
        (Some(_), false) => Err(Failure::usage(format!(
            "listing {listing} has several lockboxes; name one with --lockbox"
        ))),
        (None, _) => Err(Failure::refused(format!(
            "no such lockbox is assigned to listing {listing}; assign one with `doorward lockbox \
             assign`"
        ))),
    }
}

fn request(context: &Context, args: &RequestArgs) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let records = vault.records();
    let key = records.listing(&args.listing)?.row.listing_key;
    let named = args.lockbox.as_deref();
    let zone = box_of(records, &key, named)?.zone;
    let now = context.clock.now(&zone)?;
    let start = clock::instant(&args.from, &zone, now)?;
    let end = end(
        start,
        args.length.as_deref(),
        args.until.as_deref(),
        &zone,
        now,
    )?;
    let id = id(args.id.as_deref())?;
    // Without a service the holder asks, for itself.
    let mut rules = args.rules.clone();
    rules.by.get_or_insert_with(|| args.to.clone());
    let acted = vault.change(|records| {
        let listing = records.listing(key.as_str())?;
        let lockbox = box_of(records, &key, named)?;
        let (holder, _) = ruling::reference(records, &args.to)?;
        let asking = Asking::new(&lockbox, Some(&args.to), &rules)?
            .ok_or_else(|| Failure::usage("say who asks"))?;
        // Refuses now what nobody could be issued a grant for later.
        asking.grant_method(records, &lockbox)?;
        let event = Event {
            actor: Actor::Holder,
            now,
            action: Action::Request(Booking {
                id,
                listing: key,
                lockbox: lockbox.id,
                holder,
                start,
                end,
            }),
        };
        let step = step::judge(records, &listing, &lockbox, None, &event)?;
        if step.decision.is_permit() {
            step::add(records, &step, &asking)?;
        } else {
            let denial = step::denial(records, &lockbox, &asking, &step, now)?;
            records.record_denial(&denial)?;
        }
        Ok(Acted::of(&step))
    })?;
    view::answer(&zone, &acted)
}

fn tick(context: &Context) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let now = context.clock.now(&Zone::UTC)?;
    let moved = vault.change(|records| act::tick(records, now))?;
    view::moved(&moved)
}
