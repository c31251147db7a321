//! `doorward code day`: one slot of one date for one recipient.

use doorward::bounds::DAY_SLOTS;
use doorward::calendar::{Day, UnixSeconds, Zone};
use doorward::codes::day::Issuer;
use doorward::codes::{Code, Operation};
use doorward::keys::RootKey;
use doorward::records::{AccessMethod, credential};
use serde::Serialize;

use super::Context;
use super::view::{operation, place, sheet, span};
use crate::answer::Answer;
use crate::args::{DayArgs, Slots};
use crate::clock::{self, Moment};
use crate::failure::Failure;
use crate::limits::DAY_CODE_DAYS_AHEAD;
use crate::message::{self, Place};
use crate::vault::{Lockbox, MadeFor, Party, Records, Vault};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) lockbox: &'a str,
    pub(crate) day: Day,
    pub(crate) to: Option<&'a str>,
    pub(crate) slots: Slots,
    pub(crate) now: UnixSeconds,
}

/// What was issued.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) lockbox: Lockbox,
    pub(crate) address: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) day: Day,
    pub(crate) slot: u8,
    pub(crate) code: Code,
    pub(crate) warnings: Vec<String>,
}

/// Issues a day code: takes the slot and records it in one transaction.
pub(crate) fn issue(
    vault: &mut Vault,
    root: &RootKey,
    request: Request<'_>,
) -> Result<Issued, Failure> {
    let Request {
        day, slots, now, ..
    } = request;
    vault.change(|records| {
        let lockbox = records.lockbox(request.lockbox)?;
        check_date(&lockbox.zone, day, now)?;
        let to = request.to.map(|to| records.recipient(to)).transpose()?;
        let taken = records.day_slots_taken(&lockbox, day)?;
        let is_handed_out = records.day_key(&lockbox, lockbox.epoch, day)?.is_some();
        let key = lockbox.key(root).day_root(lockbox.epoch).day(day);
        let digits = lockbox.profile.day_digits();
        let found = issuers(slots, is_handed_out)
            .iter()
            .map(|issuer| key.issue(digits, taken, *issuer))
            .find(|issued| *issued != Err(doorward::Error::NoSlotLeft));
        let Some(found) = found else {
            return Err(none_left(&lockbox, day, slots, is_handed_out));
        };
        let (slot, code) = found?;
        records.take_day_slot(&lockbox, day, slot, to.as_deref(), &Party::default(), now)?;
        let made = MadeFor {
            method: AccessMethod::DayCode,
            operation: Some(Operation::KeyCompartment),
            credential: Some(credential::of_day_code(day, slot)?),
            holder: records.holder(request.to)?,
        };
        records.record_issue(&lockbox, &made, now)?;
        Ok(Issued {
            address: address(records, &lockbox)?,
            warnings: warnings(records, &lockbox)?,
            lockbox,
            to,
            day,
            slot,
            code,
        })
    })
}

/// Whose slots may be taken, in order.
fn issuers(slots: Slots, is_handed_out: bool) -> &'static [Issuer] {
    match (slots, is_handed_out) {
        (Slots::Any, false) => &[Issuer::Service, Issuer::Holder],
        (Slots::Any, true) | (Slots::Service, _) => &[Issuer::Service],
        (Slots::Holder, false) => &[Issuer::Holder],
        (Slots::Holder, true) => &[],
    }
}

fn none_left(lockbox: &Lockbox, day: Day, slots: Slots, is_handed_out: bool) -> Failure {
    let id = &lockbox.id;
    let instead = "issue a flex code, or a day code for another date";
    Failure::refused(match (slots, is_handed_out) {
        (Slots::Any, false) => {
            format!("all {DAY_SLOTS} day codes of lockbox {id} for {day} are issued; {instead}")
        }
        (Slots::Holder, true) => format!(
            "the key of {day} of lockbox {id} was handed out, and slots 8 to 15 are its holder's \
             to issue; take one of the service's"
        ),
        (_, true) => format!(
            "the service's 8 day codes of lockbox {id} for {day} are issued, and the other 8 are \
             for the holder of that date's key to issue; ask the holder, or {instead}"
        ),
        (_, false) => format!(
            "no slot is left of that half of lockbox {id}'s day codes for {day}; take one of the \
             other half, or {instead}"
        ),
    })
}

/// Refuses a date that is over, or too far ahead.
pub(super) fn check_date(zone: &Zone, day: Day, now: UnixSeconds) -> Result<(), Failure> {
    let today = zone.day_at(now).ok_or(doorward::Error::Day)?;
    let last = Day::from_number(today.number().saturating_add(DAY_CODE_DAYS_AHEAD));
    if day < today {
        Err(Failure::refused(format!(
            "{day} is over at the box, where it is {today}"
        )))
    } else if day > last {
        Err(Failure::refused(format!(
            "{day} is more than {DAY_CODE_DAYS_AHEAD} days ahead; the last date that may be \
             issued is {last}"
        )))
    } else {
        Ok(())
    }
}

/// The address of the listing that a box serves.
pub(super) fn address(records: Records<'_>, lockbox: &Lockbox) -> Result<Option<String>, Failure> {
    match &lockbox.listing {
        Some(listing) => Ok(Some(records.listing(listing)?.address().to_owned())),
        None => Ok(None),
    }
}

/// What an issuer should know beforehand.
pub(super) fn warnings(records: Records<'_>, lockbox: &Lockbox) -> Result<Vec<String>, Failure> {
    let under_way = records.epoch_under_way(lockbox)?;
    Ok(Vec::from_iter(under_way.map(|epoch| {
        format!(
            "a service code that raises lockbox {id} to epoch {epoch} was made; if the box has \
             taken it, what is issued for epoch {} opens nothing: record it with `doorward \
             lockbox epoch {id} {epoch}` and issue again",
            lockbox.epoch,
            id = lockbox.id,
        )
    })))
}

/// A day code in JSON.
#[derive(Serialize)]
struct View<'a> {
    family: &'static str,
    lockbox: &'a str,
    address: Option<&'a str>,
    epoch: u32,
    date: String,
    slot: u8,
    issuer: Issuer,
    from: Moment,
    until: Moment,
    operation: Operation,
    to: Option<&'a str>,
    code: &'a str,
    grouped: String,
    message: &'a str,
}

pub(super) fn run(context: &Context, args: &DayArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let zone = vault.records().lockbox(&args.lockbox)?.zone;
    let now = context.clock.now(&zone)?;
    let request = Request {
        lockbox: &args.lockbox,
        day: clock::date(&args.date, &zone, now)?,
        to: args.to.as_deref(),
        slots: args.slots,
        now,
    };
    answer(issue(&mut vault, &root, request)?)
}

fn answer(given: Issued) -> Result<Answer, Failure> {
    let Issued {
        lockbox,
        address,
        to,
        day,
        slot,
        code,
        warnings,
    } = given;
    let zone = &lockbox.zone;
    let issuer = if Issuer::Service.owns(slot) {
        Issuer::Service
    } else {
        Issuer::Holder
    };
    let half = match issuer {
        Issuer::Service => "the service's",
        Issuer::Holder => "the key holder's",
    };
    let (from, until) = (zone.start_of(day), zone.end_of(day));
    let message = message::day(
        Place {
            lockbox: &lockbox.id,
            address: address.as_deref(),
            zone,
        },
        to.as_deref(),
        day,
        &code,
    )?;
    let sheet = sheet(&[
        ("day code", code.grouped().to_string()),
        ("lockbox", place(&lockbox.id, address.as_deref())),
        ("good", span(zone, from, until)),
        ("opens", operation(Operation::KeyCompartment).to_owned()),
        (
            "slot",
            format!("{slot}, one of {half}; epoch {}", lockbox.epoch),
        ),
        ("for", to.clone().unwrap_or_default()),
    ]);
    let view = View {
        family: "day",
        lockbox: lockbox.id.as_str(),
        address: address.as_deref(),
        epoch: lockbox.epoch,
        date: day.to_string(),
        slot,
        issuer,
        from: Moment::new(zone, from),
        until: Moment::new(zone, until),
        operation: Operation::KeyCompartment,
        to: to.as_deref(),
        code: code.as_str(),
        grouped: code.grouped().to_string(),
        message: &message,
    };
    let text = format!("{sheet}\nMessage to send:\n\n{message}");
    Answer::with_warnings(text, &view, warnings)
}
