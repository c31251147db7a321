//! `doorward code service`: what the owner tells a box through anyone who stands at it.

use doorward::bounds::{
    CANCEL_DAYS_AHEAD, CANCEL_HALF_HOURS_AHEAD, EPOCH_STEP_MAX, SECONDS_PER_HALF_HOUR,
};
use doorward::calendar::{Day, UnixSeconds};
use doorward::codes::{Code, FlexTerms, Reading, ServiceCommand};
use doorward::keys::{RootKey, ServiceKey};
use doorward::records::AccessMethod;
use serde::Serialize;

use super::read::{self, Meaning, Provenance};
use super::view::{CommandView, command, place, sheet};
use super::{Context, day, flex};
use crate::answer::Answer;
use crate::args::{ServiceArgs, ServiceKind};
use crate::clock;
use crate::failure::Failure;
use crate::message::{self, Place};
use crate::vault::{Holder, Lockbox, MadeFor, Records, Vault};

/// What was made.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) lockbox: Lockbox,
    pub(crate) address: Option<String>,
    pub(crate) command: ServiceCommand,
    pub(crate) code: Code,
    pub(crate) warnings: Vec<String>,
}

/// What a box is to be told, before the epoch it is in is known.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wish {
    CancelFlex(FlexTerms),
    CancelDay(Day, u8),
    SetClock,
    RaiseEpoch(Option<u32>),
}

/// Makes a service code and records it.
pub(crate) fn make(
    vault: &mut Vault,
    root: &RootKey,
    lockbox: &str,
    wish: Wish,
    now: UnixSeconds,
) -> Result<Made, Failure> {
    vault.change(|records| {
        let lockbox = records.lockbox(lockbox)?;
        let mut warnings = Vec::new();
        let [epoch_low, ..] = lockbox.epoch.to_le_bytes();
        let epoch_mod_16 = epoch_low & 0x0f;
        let command = match wish {
            Wish::CancelFlex(terms) => {
                check_flex(&lockbox, &terms, now)?;
                if records
                    .flex_copy(&lockbox, lockbox.epoch, &terms)?
                    .is_none()
                {
                    warnings.push(not_known("flex code"));
                }
                ServiceCommand::CancelFlex {
                    terms,
                    epoch_mod_16,
                }
            }
            Wish::CancelDay(day, slot) => {
                check_day(&lockbox, day, now)?;
                if !may_be_out(records, &lockbox, day, slot)? {
                    warnings.push(not_known("day code"));
                }
                ServiceCommand::CancelDay {
                    day,
                    slot,
                    epoch_mod_16,
                }
            }
            Wish::SetClock => ServiceCommand::SetClock {
                instant: now.saturating_sub(now.checked_rem(60).unwrap_or(0)),
            },
            Wish::RaiseEpoch(to) => {
                let epoch = next_epoch(&lockbox, to)?;
                warnings.push(format!(
                    "once the box has accepted it, run `doorward lockbox epoch {} {epoch}`: until \
                     then codes are issued for epoch {}",
                    lockbox.id, lockbox.epoch
                ));
                ServiceCommand::RaiseEpoch { epoch }
            }
        };
        let code = code(&lockbox.key(root).service(), &command, lockbox.epoch)?;
        records.add_service_code(&lockbox, &command, now)?;
        let made = MadeFor {
            method: AccessMethod::ServiceCode,
            operation: None,
            credential: None,
            holder: Holder::default(),
        };
        records.record_issue(&lockbox, &made, now)?;
        Ok(Made {
            address: day::address(records, &lockbox)?,
            lockbox,
            command,
            code,
            warnings,
        })
    })
}

/// The code of `command` for a box in `epoch`.
pub(super) fn code(
    key: &ServiceKey,
    command: &ServiceCommand,
    epoch: u32,
) -> Result<Code, Failure> {
    Ok(match command {
        ServiceCommand::CancelFlex { terms, .. } => key.cancel_flex(terms, epoch)?,
        ServiceCommand::CancelDay { day, slot, .. } => key.cancel_day(*day, *slot, epoch)?,
        ServiceCommand::SetClock { instant } => key.set_clock(*instant)?,
        ServiceCommand::RaiseEpoch { epoch } => key.raise_epoch(*epoch)?,
    })
}

fn not_known(what: &str) -> String {
    format!("the vault has issued no such {what}; the service code cancels it all the same")
}

/// Whether a slot was issued, or may have been by the holder of the date's key.
fn may_be_out(
    records: Records<'_>,
    lockbox: &Lockbox,
    day: Day,
    slot: u8,
) -> Result<bool, Failure> {
    let is_issued = records
        .day_slot(lockbox, lockbox.epoch, day, slot)?
        .is_some();
    Ok(is_issued || read::is_holders(records, lockbox, lockbox.epoch, day, slot)?)
}

/// Refuses a cancellation that the box would not take: it is over, or too far ahead.
fn check_flex(lockbox: &Lockbox, terms: &FlexTerms, now: UnixSeconds) -> Result<(), Failure> {
    let window = terms.window();
    let half_hour = u64::from(SECONDS_PER_HALF_HOUR);
    let ahead = u64::from(CANCEL_HALF_HOURS_AHEAD).saturating_mul(half_hour);
    let takes_from = window.start().saturating_sub(ahead);
    if now >= window.end() {
        Err(Failure::refused(format!(
            "its window ended at {}; there is nothing left to cancel",
            clock::shown(&lockbox.zone, window.end())
        )))
    } else if now < takes_from {
        Err(Failure::refused(format!(
            "the box takes this cancellation from {} on; make the code then",
            clock::shown(&lockbox.zone, takes_from)
        )))
    } else {
        Ok(())
    }
}

fn check_day(lockbox: &Lockbox, day: Day, now: UnixSeconds) -> Result<(), Failure> {
    let today = lockbox.zone.day_at(now).ok_or(doorward::Error::Day)?;
    let takes_from = Day::from_number(day.number().saturating_sub(CANCEL_DAYS_AHEAD));
    if day < today {
        Err(Failure::refused(format!(
            "{day} is over at the box; there is nothing left to cancel"
        )))
    } else if today < takes_from {
        Err(Failure::refused(format!(
            "the box takes this cancellation from {takes_from} on; make the code then"
        )))
    } else {
        Ok(())
    }
}

fn next_epoch(lockbox: &Lockbox, to: Option<u32>) -> Result<u32, Failure> {
    let next = lockbox.epoch.saturating_add(1);
    let last = lockbox.epoch.saturating_add(EPOCH_STEP_MAX);
    let epoch = to.unwrap_or(next);
    if (next..=last).contains(&epoch) {
        Ok(epoch)
    } else {
        Err(Failure::refused(format!(
            "lockbox {} is in epoch {}; one code raises it to {next} at least and {last} at most",
            lockbox.id, lockbox.epoch
        )))
    }
}

#[derive(Serialize)]
struct View<'a> {
    family: &'static str,
    lockbox: &'a str,
    address: Option<&'a str>,
    epoch: u32,
    #[serde(flatten)]
    command: CommandView,
    code: &'a str,
    grouped: String,
    message: &'a str,
}

pub(super) fn run(context: &Context, args: &ServiceArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let lockbox = vault.records().lockbox(&args.lockbox)?;
    let zone = lockbox.zone;
    let now = context.clock.now(&zone)?;
    let wish = match &args.kind {
        ServiceKind::Cancel { code } => {
            let code = read::typed(std::slice::from_ref(code))?;
            let meanings = read::of_lockbox(vault.records(), &root, &lockbox, now, &code)?;
            cancellation(&lockbox, &meanings)?
        }
        ServiceKind::CancelFlex { terms, copy } => {
            let (window, operation, code_use) = flex::terms(terms, &zone, now)?;
            Wish::CancelFlex(FlexTerms::new(window, *copy, operation, code_use)?)
        }
        ServiceKind::CancelDay { date, slot } => {
            Wish::CancelDay(clock::date(date, &zone, now)?, *slot)
        }
        ServiceKind::SetClock => Wish::SetClock,
        ServiceKind::RaiseEpoch { to } => Wish::RaiseEpoch(*to),
    };
    answer(make(&mut vault, &root, &args.lockbox, wish, now)?)
}

/// What cancels the likeliest code among `meanings`, if it was given out.
fn cancellation(lockbox: &Lockbox, meanings: &[Meaning]) -> Result<Wish, Failure> {
    let known = |meaning: &&Meaning| meaning.provenance() != Provenance::NotIssued;
    let wishes = meanings.iter().filter(known).filter_map(|meaning| {
        let (epoch, wish) = match meaning.reading()? {
            Reading::Day { epoch, day, slot } => (epoch, Wish::CancelDay(day, slot)),
            Reading::Flex { epoch, terms } => (epoch, Wish::CancelFlex(terms)),
            Reading::Service(_) => return None,
        };
        Some((epoch, wish))
    });
    let mut is_past = false;
    for (epoch, wish) in wishes {
        if epoch == lockbox.epoch {
            return Ok(wish);
        }
        is_past |= epoch < lockbox.epoch;
    }
    if is_past {
        Err(Failure::refused(
            "this code belongs to an epoch that is over; it opens nothing any more",
        ))
    } else {
        Err(Failure::not_found(format!(
            "the vault has issued no such day code or flex code for lockbox {}; `doorward code \
             list {}` shows what it has, and cancel-day and cancel-flex cancel by date or window",
            lockbox.id, lockbox.id
        )))
    }
}

fn answer(made: Made) -> Result<Answer, Failure> {
    let Made {
        lockbox,
        address,
        command: what,
        code,
        warnings,
    } = made;
    let zone = &lockbox.zone;
    let message = message::service(
        Place {
            lockbox: &lockbox.id,
            address: address.as_deref(),
            zone,
        },
        &what,
        &code,
    )?;
    let sheet = sheet(&[
        ("service code", code.grouped().to_string()),
        ("lockbox", place(&lockbox.id, address.as_deref())),
        ("what it does", command(zone, &what)),
        ("epoch", lockbox.epoch.to_string()),
    ]);
    let view = View {
        family: "service",
        lockbox: lockbox.id.as_str(),
        address: address.as_deref(),
        epoch: lockbox.epoch,
        command: CommandView::new(zone, &what),
        code: code.as_str(),
        grouped: code.grouped().to_string(),
        message: &message,
    };
    let text = format!("{sheet}\nMessage to send:\n\n{message}");
    Answer::with_warnings(text, &view, warnings)
}
