//! `doorward box present` and `doorward box limits`: what a phone asks a box for.

use std::fmt::Write as _;

use doorward::grants::{GrantOperation, Request};
use doorward::lockbox::{Applied, Decision, Reason};
use serde::Serialize;

use super::install::limits;
use super::phone::{BroughtView, Phone, Presented, Voice};
use super::view::{self, EventView};
use crate::answer::Answer;
use crate::args::{LimitsArgs, PresentArgs};
use crate::commands::Context;
use crate::commands::view::{fold, sheet};
use crate::failure::Failure;
use crate::{hex, operations};

/// What a box said to a grant, in JSON.
#[derive(Serialize)]
pub(super) struct View {
    #[serde(flatten)]
    event: EventView,
    asked: GrantOperation,
    answered_by: Voice,
    bulletins: Vec<BroughtView>,
}

impl View {
    pub(super) fn new(
        phone: &Phone,
        asked: GrantOperation,
        answer: &Presented,
    ) -> Result<Self, Failure> {
        Ok(Self {
            event: EventView::new(&phone.device, &answer.decision)?,
            asked,
            answered_by: answer.voice,
            bulletins: phone.brought_views(),
        })
    }
}

pub(super) fn run(context: &Context, args: &PresentArgs) -> Result<Answer, Failure> {
    let request = request(args)?;
    let mut phone = Phone::arrive(context, &args.phone)?;
    let answer = phone.present(&request)?;
    let view = View::new(&phone, args.operation, &answer)?;
    let text = text(&phone, args.operation, &answer)?;
    phone.leave(text, &view, answer.is_yes())
}

/// Replaces a box's limits, as its owner.
pub(super) fn replace_limits(context: &Context, args: &LimitsArgs) -> Result<Answer, Failure> {
    let limits = limits(&args.limits)?;
    let mut phone = Phone::arrive(context, &args.phone)?;
    let mut answer = phone.present(&Request::new(GrantOperation::Own, &[])?)?;
    if answer.is_yes() {
        answer.decision = phone.device.replace_limits(&limits)?;
    }
    let view = View::new(&phone, GrantOperation::Own, &answer)?;
    let text = text(&phone, GrantOperation::Own, &answer)?;
    phone.leave(text, &view, answer.is_yes())
}

/// The request that was typed.
fn request(args: &PresentArgs) -> Result<Request, Failure> {
    let wants = |words: &str| Failure::usage(words);
    let mut argument = Vec::new();
    match (args.operation, &args.manifest, args.transfer_to) {
        (GrantOperation::UpdateFirmware, Some(manifest), None) => {
            let bytes = hex::decode(manifest.as_bytes())
                .filter(|bytes| bytes.len() == doorward::bounds::KEY_LEN);
            let bytes =
                bytes.ok_or_else(|| wants("a manifest's SHA-256 is 64 hexadecimal digits"))?;
            argument.extend_from_slice(&bytes);
        }
        (GrantOperation::UpdateFirmware, ..) => {
            return Err(wants(
                "a firmware update wants --manifest, and nothing else",
            ));
        }
        (GrantOperation::Own, None, Some(epoch)) => {
            argument.extend_from_slice(&epoch.to_be_bytes());
        }
        (_, None, None) => {}
        (_, Some(_), _) => return Err(wants("--manifest is for --operation firmware")),
        (_, _, Some(_)) => return Err(wants("--transfer-to is for --operation own")),
    }
    Ok(Request::new(args.operation, &argument)?)
}

/// What happened, and what to do about it.
pub(super) fn text(
    phone: &Phone,
    asked: GrantOperation,
    answer: &Presented,
) -> Result<String, Failure> {
    let mut text = lines(phone, asked, answer)?;
    if let Some((words, commands)) = hint(phone, &answer.decision) {
        writeln!(text, "\n{}", fold(&words))?;
        for command in commands {
            writeln!(text, "\n    {command}")?;
        }
    }
    Ok(text)
}

/// Labelled lines about a grant at a box.
pub(super) fn lines(
    phone: &Phone,
    asked: GrantOperation,
    answer: &Presented,
) -> Result<String, Failure> {
    let device = &phone.device;
    let (zone, now) = (device.zone(), device.now()?);
    let Presented { decision, voice } = answer;
    let mut lines = phone.brought_words();
    lines.push(("asked for", operations::name(asked).to_owned()));
    lines.push((
        "answer",
        format!("{}, {}", decision.number(), view::words(&zone, decision)),
    ));
    let said_by = match voice {
        Voice::Genuine => "this box: it knows the grant's key",
        Voice::Unproven => "anybody: it was refused before the proof, and nothing is acknowledged",
        Voice::False => {
            "a false box: whatever answered does not know the grant's key; do not believe it"
        }
    };
    lines.push(("said by", said_by.to_owned()));
    lines.push(("box clock", view::box_clock(device, now)));
    Ok(sheet(&lines))
}

/// What somebody can do about a decision, and the commands for it.
fn hint(phone: &Phone, decision: &Decision) -> Option<(String, Vec<String>)> {
    let id = &phone.device.id;
    let body = phone.grant.body();
    let with = |words: &str, commands: &[String]| Some((words.to_owned(), commands.to_vec()));
    match *decision {
        Decision::Applied { applied, .. } => match applied {
            Applied::ReadLog => with(
                "To take it along:",
                &[format!("doorward box log {id} --grant - --out FILE")],
            ),
            Applied::Own => with(
                "The keypad's counts are cleared. To replace the limits:",
                &[format!("doorward box limits {id} --grant -")],
            ),
            Applied::Transferred { epoch } => with(
                "What was issued before is void. The vault has to be told:",
                &[format!("doorward lockbox epoch {id} {epoch}")],
            ),
            _ => None,
        },
        Decision::Deny { reason } => match reason {
            Reason::BulletinOwed => {
                let grant = crate::vault::short(&body.grant_id);
                Some((
                    format!(
                        "The phone has to bring bulletin {}, or a later one, with --bulletin; the \
                         service hands it out with the grant:",
                        body.bulletin
                    ),
                    vec![format!(
                        "doorward grant release {grant} --bulletin-out FILE"
                    )],
                ))
            }
            Reason::ClockUnset => with(
                "A live bulletin sets the clock, or a service code typed at the keypad:",
                &[
                    format!("doorward box sync {id}"),
                    format!("doorward code service {id} set-clock"),
                ],
            ),
            Reason::WrongEpoch => with(
                "The grant is of an epoch that is over at the box, or would transfer it to one. \
                 Issue another.",
                &[],
            ),
            _ => None,
        },
        Decision::Open { .. } => None,
    }
}
