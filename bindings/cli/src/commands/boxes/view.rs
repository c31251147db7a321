//! What a box decided, in words and in JSON.

use std::fmt::Write as _;

use doorward::calendar::Zone;
use doorward::codes::{Operation, ServiceCommand};
use doorward::lockbox::{Applied, Decision, KeypadState, Reason, SnapshotError};
use serde::Serialize;

use crate::answer::Answer;
use crate::clock::{self, Moment};
use crate::commands::view::{CommandView, command, fold, operation, sheet};
use crate::device::Device;
use crate::failure::Failure;
use crate::hex;

/// A decision in JSON.
#[derive(Debug, Serialize)]
pub(crate) struct DecisionView {
    number: u8,
    decision: &'static str,
    reason: Option<String>,
    text: String,
    operation: Option<Operation>,
    /// Until when the code or the grant opens; until when the keypad reads nothing.
    until: Option<Moment>,
    /// From when a grant holds that was presented too early.
    from: Option<Moment>,
    applied: Option<&'static str>,
    #[serde(flatten)]
    command: Option<CommandView>,
    sequence: Option<u32>,
    /// Of a firmware image, the SHA-256 of its manifest.
    #[serde(skip_serializing_if = "Option::is_none")]
    manifest: Option<String>,
    /// The epoch to which the box went over.
    #[serde(skip_serializing_if = "Option::is_none")]
    transferred_to: Option<u32>,
    clock_set_to: Option<Moment>,
}

impl DecisionView {
    pub(crate) fn new(zone: &Zone, decision: &Decision) -> Self {
        let moment = |instant| Moment::new(zone, instant);
        let mut view = Self {
            number: decision.number(),
            decision: "open",
            reason: None,
            text: words(zone, decision),
            operation: None,
            until: None,
            from: None,
            applied: None,
            command: None,
            sequence: None,
            manifest: None,
            transferred_to: None,
            clock_set_to: decision.set_clock().map(moment),
        };
        match *decision {
            Decision::Open { operation, until } => {
                view.operation = Some(operation);
                view.until = Some(moment(until));
            }
            Decision::Applied { applied, .. } => {
                view.decision = "applied";
                view.applied = Some(name(&applied));
                match applied {
                    Applied::Service(what) => view.command = Some(CommandView::new(zone, &what)),
                    Applied::Bulletin { sequence } => view.sequence = Some(sequence),
                    Applied::UpdateFirmware { manifest } => {
                        view.manifest = Some(hex::encode(&manifest).to_string());
                    }
                    Applied::Transferred { epoch } => view.transferred_to = Some(epoch),
                    Applied::Confirmed
                    | Applied::PowerRestored
                    | Applied::Ticked
                    | Applied::ReadLog
                    | Applied::Own
                    | Applied::LimitsReplaced => {}
                }
            }
            Decision::Deny { reason } => {
                view.decision = "deny";
                view.reason = reason_name(reason);
                match reason {
                    Reason::Throttled { until } => view.until = Some(moment(until)),
                    Reason::TooEarly { from } => view.from = Some(moment(from)),
                    _ => {}
                }
            }
        }
        view
    }
}

fn name(applied: &Applied) -> &'static str {
    match applied {
        Applied::Service(_) => "service",
        Applied::Bulletin { .. } => "bulletin",
        Applied::Confirmed => "confirmed",
        Applied::PowerRestored => "power_restored",
        Applied::Ticked => "ticked",
        Applied::ReadLog => "read_log",
        Applied::UpdateFirmware { .. } => "update_firmware",
        Applied::Own => "own",
        Applied::Transferred { .. } => "transferred",
        Applied::LimitsReplaced => "limits_replaced",
    }
}

/// The reason's name, as the library spells it for every language.
fn reason_name(reason: Reason) -> Option<String> {
    let value = serde_json::to_value(reason).ok()?;
    Some(value.get("reason")?.as_str()?.to_owned())
}

/// A decision in words.
pub(crate) fn words(zone: &Zone, decision: &Decision) -> String {
    let shown = |instant| clock::shown(zone, instant);
    match *decision {
        Decision::Open {
            operation: what,
            until,
        } => format!("open: {}, until {}", operation(what), shown(until)),
        Decision::Applied { applied, set_clock } => {
            let set = set_clock.map_or(String::new(), |instant| {
                format!("; the clock is set to {}", shown(instant))
            });
            match applied {
                // It names the instant itself.
                Applied::Service(what) => format!("applied: {}", command(zone, &what)),
                Applied::Bulletin { sequence } => format!("applied: bulletin {sequence}{set}"),
                Applied::Confirmed => "applied: the opening is confirmed".to_owned(),
                Applied::PowerRestored => format!(
                    "applied: the clock has lost its power, and goes on unset from {}",
                    shown(set_clock.unwrap_or(0))
                ),
                Applied::Ticked => "applied: time is kept".to_owned(),
                Applied::ReadLog => "applied: the log may be read".to_owned(),
                Applied::UpdateFirmware { .. } => {
                    "applied: the firmware image of this manifest is taken".to_owned()
                }
                Applied::Own => "applied: the phone acts as the owner's".to_owned(),
                Applied::Transferred { epoch } => {
                    format!("applied: the box went to another owner, in epoch {epoch}")
                }
                Applied::LimitsReplaced => "applied: the new limits are in force".to_owned(),
            }
        }
        Decision::Deny {
            reason: reason @ Reason::Throttled { until },
        } => format!("refused: {reason}, until {}", shown(until)),
        Decision::Deny {
            reason: reason @ Reason::TooEarly { from },
        } => format!("refused: {reason}, it holds from {}", shown(from)),
        Decision::Deny { reason } => format!("refused: {reason}"),
    }
}

/// What the keypad would do next, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct KeypadView {
    keypad: &'static str,
    until: Option<Moment>,
    /// Refusals since the last opening by a code.
    run: u8,
    /// Refusals in all.
    refusals: u8,
    next_forgiven: Option<Moment>,
    /// Until when the code of the last opening opens once more.
    repeat_until: Option<Moment>,
}

impl KeypadView {
    /// `None` where the state is lost.
    pub(super) fn new(device: &Device, now: u64) -> Option<Self> {
        let keypad = device.keypad(now)?;
        let zone = device.zone();
        let moment = |instant| Moment::new(&zone, instant);
        let (name, until) = match keypad.state {
            KeypadState::Reads => ("reads", None),
            KeypadState::Waits(until) => ("waits", Some(until)),
            KeypadState::Stopped(until) => ("stopped", Some(until)),
        };
        Some(Self {
            keypad: name,
            until: until.map(moment),
            run: keypad.run,
            refusals: keypad.refusals,
            next_forgiven: keypad.next_forgiven.map(moment),
            repeat_until: keypad.repeat_until.map(moment),
        })
    }
}

/// What the keypad would do next, in words.
pub(super) fn next(device: &Device, now: u64) -> Option<String> {
    let keypad = device.keypad(now)?;
    let status = device.status().ok()?;
    let shown = |instant| clock::shown(&status.zone, instant);
    Some(match keypad.state {
        KeypadState::Waits(until) => format!(
            "reads nothing until {}, after {} refusals in a run",
            shown(until),
            keypad.run
        ),
        KeypadState::Stopped(until) => format!(
            "reads nothing until {}, after {} refusals in all; a live bulletin frees it at once",
            shown(until),
            status.limits.refusals_max
        ),
        KeypadState::Reads => match (keypad.repeat_until, keypad.run) {
            (Some(until), _) => format!(
                "reads on; the last code opens once more until {}, unless confirmed",
                shown(until)
            ),
            (None, 0) => "reads on".to_owned(),
            (None, 1) => "reads on; 1 refusal in a run".to_owned(),
            (None, run) => format!("reads on; {run} refusals in a run"),
        },
    })
}

/// A decision and what surrounds it, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct EventView {
    pub(super) lockbox: String,
    /// What the box's clock shows afterwards.
    pub(super) at: Moment,
    #[serde(flatten)]
    pub(super) decision: DecisionView,
    pub(super) next: Option<KeypadView>,
}

impl EventView {
    pub(super) fn new(device: &Device, decision: &Decision) -> Result<Self, Failure> {
        let (zone, now) = (device.zone(), device.now()?);
        Ok(Self {
            lockbox: device.id.to_string(),
            at: Moment::new(&zone, now),
            decision: DecisionView::new(&zone, decision),
            next: KeypadView::new(device, now),
        })
    }
}

/// Labelled lines about a decision.
pub(super) fn text(device: &Device, decision: &Decision) -> Result<String, Failure> {
    let (zone, now) = (device.zone(), device.now()?);
    let rows = [
        (
            "answer",
            format!("{}, {}", decision.number(), words(&zone, decision)),
        ),
        ("box clock", box_clock(device, now)),
        ("keypad", next(device, now).unwrap_or_default()),
    ];
    let mut text = sheet(&rows);
    if let Some((words, commands)) = to_do(device, decision) {
        writeln!(text, "\n{}\n", fold(words))?;
        for command in commands {
            writeln!(text, "    {command}")?;
        }
    }
    Ok(text)
}

/// What a box's clock shows, and whether that is worth anything.
pub(super) fn box_clock(device: &Device, now: u64) -> String {
    match device.status() {
        Err(error) => lost(error),
        Ok(status) => {
            let shown = clock::shown(&status.zone, now);
            let set = if status.clock_is_set {
                ""
            } else {
                ", but is not set"
            };
            format!("{shown}{set}")
        }
    }
}

/// Why a box has no state.
pub(super) fn lost(error: SnapshotError) -> String {
    format!("none, for the state is lost: {error}")
}

/// What somebody has to do about a decision, and the commands for it.
fn to_do(device: &Device, decision: &Decision) -> Option<(&'static str, Vec<String>)> {
    let id = &device.id;
    let record = |epoch: u32| vec![format!("doorward lockbox epoch {id} {epoch}")];
    let set_clock = || {
        let words = "A live bulletin sets the clock, or a service code typed at the keypad:";
        let code = format!("doorward code service {id} set-clock");
        Some((words, vec![format!("doorward box sync {id}"), code]))
    };
    match *decision {
        Decision::Applied { applied, .. } => match applied {
            Applied::Service(ServiceCommand::RaiseEpoch { epoch }) => Some((
                "Codes issued before are void. The vault has to be told:",
                record(epoch),
            )),
            Applied::PowerRestored => set_clock(),
            _ => None,
        },
        Decision::Deny { reason } => match reason {
            Reason::ClockUnset => set_clock(),
            Reason::WrongEpoch => Some((
                "The box is in a higher epoch than the vault knows:",
                record(device.status().ok()?.epoch),
            )),
            Reason::StateLost => {
                // Only a head that can be read lets an installation replace the file.
                let (words, next) = match device.generation {
                    Some(generation) => (
                        "To provision it anew, with other keys:",
                        generation.saturating_add(1).to_string(),
                    ),
                    None => (
                        "To provision it anew, with other keys, move what is left of its flash \
                         away, and then:",
                        "N".to_owned(),
                    ),
                };
                let generation = format!("doorward lockbox generation {id} {next}");
                Some((
                    words,
                    vec![generation, format!("doorward box install {id}")],
                ))
            }
            Reason::Suspended => Some((
                "The service ends the suspension:",
                vec![format!("doorward box sync {id} --resume")],
            )),
            _ => None,
        },
        Decision::Open { .. } => None,
    }
}

/// Whether the box did what it was asked.
pub(super) fn is_yes(decision: &Decision) -> bool {
    !matches!(decision, Decision::Deny { .. })
}

/// The answer to one thing done at a box.
pub(super) fn answer(device: &Device, decision: &Decision) -> Result<Answer, Failure> {
    let view = EventView::new(device, decision)?;
    let text = text(device, decision)?;
    Ok(Answer::with_warnings(text, &view, device.remarks.clone())?.accepted(is_yes(decision)))
}
