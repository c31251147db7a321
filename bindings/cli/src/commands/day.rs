//! `doorward code day`: one slot of one date for one recipient.

use doorward::bounds::DAY_SLOTS;
use doorward::calendar::{Day, UnixSeconds, Zone};
use doorward::codes::day::Issuer;
use doorward::codes::{Code, Operation};
use doorward::grants::{GrantOperation, Operations};
use doorward::keys::RootKey;
use doorward::policy::Method;
use doorward::policy::issuance::Skip;
use serde::Serialize;

use super::Context;
use super::ruling::{Asking, Outcome, Ruled, RulingView, Want};
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
    vault.change(|records| issue_freely(records, root, request))
}

/// The same within a transaction.
fn issue_freely(
    records: Records<'_>,
    root: &RootKey,
    request: Request<'_>,
) -> Result<Issued, Failure> {
    let Request {
        day, slots, now, ..
    } = request;
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
    let made = MadeFor::day_code(day, slot, &records.holder(request.to)?)?;
    records.record_issue(&lockbox, &made, now)?;
    Issued::new(records, lockbox, to, (day, slot), code)
}

impl Issued {
    fn new(
        records: Records<'_>,
        lockbox: Lockbox,
        to: Option<String>,
        (day, slot): (Day, u8),
        code: Code,
    ) -> Result<Self, Failure> {
        Ok(Self {
            address: address(records, &lockbox)?,
            warnings: warnings(records, &lockbox)?,
            lockbox,
            to,
            day,
            slot,
            code,
        })
    }
}

/// Issues a day code by the issuing rules, or says what is against it.
fn issue_by_rules(
    records: Records<'_>,
    root: &RootKey,
    request: Request<'_>,
    asking: &Asking,
    is_question: bool,
) -> Result<Outcome<Issued>, Failure> {
    let Request {
        day, slots, now, ..
    } = request;
    let lockbox = records.lockbox(request.lockbox)?;
    let is_handed_out = records.day_key(&lockbox, lockbox.epoch, day)?.is_some();
    let key = lockbox.key(root).day_root(lockbox.epoch).day(day);
    let digits = lockbox.profile.day_digits();
    // The slots whose code is that of a lower one: none of them is issued even alone.
    let skip: Vec<u8> = (0..DAY_SLOTS)
        .filter(|slot| {
            let others = !1_u16.checked_shl(u32::from(*slot)).unwrap_or(0);
            let halves = [Issuer::Service, Issuer::Holder];
            halves
                .iter()
                .all(|half| key.issue(digits, others, *half).is_err())
        })
        .collect();
    let mut ruled = None;
    for half in issuers(slots, is_handed_out) {
        let want = Want {
            method: Method::DayCode,
            operations: Operations::of(&[GrantOperation::KeyCompartment]),
            window: None,
            day: Some(day),
            half: Some(*half),
            code_use: None,
            skip: Skip::new(&skip),
        };
        let answer = asking.ask(records, &lockbox, want, now)?;
        let lacks_only_a_slot = answer.lacks_only_a_slot();
        ruled = Some(answer);
        if !lacks_only_a_slot {
            break;
        }
    }
    let ruled = ruled.ok_or_else(|| none_left(&lockbox, day, slots, is_handed_out))?;
    let permit = ruled.ruling.permit.filter(|_| !is_question);
    let Some((permit, slot)) = permit.and_then(|permit| Some((permit, permit.slot?))) else {
        return Ok(Outcome::Ruled(ruled));
    };
    let code = key.code(digits, slot)?;
    let to = ruled.name.clone();
    if permit.issued().is_some() {
        records.take_day_slot(&lockbox, day, slot, to.as_deref(), &ruled.party, now)?;
        let made = MadeFor::day_code(day, slot, &ruled.holder(records)?)?;
        records.record_issue(&lockbox, &made, now)?;
    }
    let issued = Issued::new(records, lockbox, to, (day, slot), code)?;
    Ok(Outcome::Issued(issued, Some(ruled)))
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
    #[serde(skip_serializing_if = "Option::is_none")]
    ruling: Option<RulingView>,
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
    let is_question = args.rules.check;
    let outcome = vault.change(|records| {
        let lockbox = records.lockbox(&args.lockbox)?;
        let asking = Asking::new(&lockbox, request.to, &args.rules)?;
        let Some(asking) = asking else {
            let issued = issue_freely(records, &root, request)?;
            return Ok(Outcome::Issued(issued, None));
        };
        let outcome = issue_by_rules(records, &root, request, &asking, is_question)?;
        outcome.record(records, &lockbox, is_question, now)
    })?;
    match outcome {
        Outcome::Issued(given, ruled) => answer(given, ruled.as_ref()),
        Outcome::Ruled(ruled) => ruled.answer(&vault.records().lockbox(&args.lockbox)?),
    }
}

fn answer(given: Issued, ruled: Option<&Ruled>) -> Result<Answer, Failure> {
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
        ruling: ruled.map(|ruled| ruled.view(&lockbox.zone)),
    };
    let duties = ruled.map(Ruled::duties).transpose()?.unwrap_or_default();
    let text = format!("{sheet}{duties}\nMessage to send:\n\n{message}");
    Answer::with_warnings(text, &view, warnings)
}
