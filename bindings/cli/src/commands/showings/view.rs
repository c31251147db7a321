//! What a showing comes to, for people and programs.

use doorward::calendar::Zone;
use doorward::policy::Decision;
use doorward::policy::Set;
use doorward::policy::appointment::{Appointment, Obligation, Record};
use serde::Serialize;

use super::act::Acted;
use crate::answer::Answer;
use crate::clock;
use crate::commands::gate::{self, Told};
use crate::commands::ruling::{ReasonView, RulingView, items, reason_lines, reasons};
use crate::commands::view::{Table, sheet, span};
use crate::failure::Failure;
use crate::vault::{Records, short};

#[derive(Serialize)]
struct View<'a> {
    decision: Decision,
    reasons: Vec<ReasonView>,
    obligations: Set<Obligation>,
    showing: Option<Appointment>,
    created: Option<Appointment>,
    events: Vec<&'a Record>,
    /// The grant that was made.
    grant: Option<String>,
    /// The grant that was withheld or revoked.
    ended_grant: Option<String>,
    bulletins: &'a [Told],
    ruling: Option<RulingView>,
}

fn words(zone: &Zone, showing: &Appointment) -> String {
    format!(
        "showing {} of listing {}, {}: {}",
        showing.id,
        showing.listing,
        span(zone, showing.start, showing.end),
        showing.state
    )
}

pub(super) fn answer(zone: &Zone, acted: &Acted) -> Result<Answer, Failure> {
    let step = &acted.step;
    let mut lines = Vec::new();
    if acted.is_done() {
        let showings = step.appointment.iter().chain(&step.created);
        lines.extend(showings.map(|showing| words(zone, showing)));
        if let Some(made) = &acted.made {
            let release = acted.ruled.as_ref().and_then(|ruled| ruled.ruling.permit);
            let release = release.map_or(made.issued_at, |permit| permit.release_at);
            lines.push(format!(
                "grant {} for {} is made, and may be handed out from {}:",
                short(&made.body.grant_id),
                made.recipient,
                clock::shown(zone, release)
            ));
            lines.push(format!(
                "    doorward grant release {}",
                short(&made.body.grant_id)
            ));
        }
        if let Some(ended) = &acted.ended {
            let (id, to) = (short(&ended.body.grant_id), &ended.recipient);
            lines.push(match ended.released_at {
                None => format!("grant {id} for {to} withheld: it is never handed out"),
                Some(_) => format!("grant {id} for {to} revoked"),
            });
        }
        lines.extend(acted.told.iter().map(gate::told));
        if !step.obligations.is_empty() {
            lines.push(format!("to do: {}", items(step.obligations)));
        }
    } else {
        lines.push("refused".to_owned());
        let against = reason_lines(step.reasons).into_iter();
        let ruled = acted.ruled.iter();
        let ruled = ruled.flat_map(|ruled| reason_lines(ruled.ruling.reasons));
        lines.extend(against.chain(ruled).map(|line| format!("  {line}")));
    }
    let id = |granted: &crate::vault::Granted| short(&granted.body.grant_id);
    let is_done = acted.is_done();
    let view = View {
        decision: if is_done {
            Decision::Permit
        } else {
            Decision::Deny
        },
        reasons: reasons(step.reasons),
        obligations: if is_done {
            step.obligations
        } else {
            Set::EMPTY
        },
        showing: step.appointment.filter(|_| is_done),
        created: step.created.filter(|_| is_done),
        events: step.events.iter().filter(|_| is_done).collect(),
        grant: acted.made.as_ref().map(id),
        ended_grant: acted.ended.as_ref().map(id),
        bulletins: &acted.told,
        ruling: acted.ruled.as_ref().map(|ruled| ruled.view(zone)),
    };
    Ok(Answer::new(lines.join("\n"), &view)?.accepted(is_done))
}

#[derive(Serialize)]
struct Showings {
    showings: Vec<Appointment>,
}

pub(super) fn moved(moved: &[Appointment]) -> Result<Answer, Failure> {
    let lines: Vec<String> = moved
        .iter()
        .map(|showing| format!("showing {}: {}", showing.id, showing.state))
        .collect();
    let text = if lines.is_empty() {
        "no showing has come to its end".to_owned()
    } else {
        lines.join("\n")
    };
    let view = Showings {
        showings: moved.to_vec(),
    };
    Answer::new(text, &view)
}

pub(super) fn list(records: Records<'_>) -> Result<Answer, Failure> {
    let found = records.showings()?;
    let mut table = Table::new(&["showing", "listing", "lockbox", "holder", "when", "state"]);
    for showing in &found {
        let showing = &showing.appointment;
        let zone = records.lockbox(showing.lockbox.as_str())?.zone;
        table.row([
            showing.id.to_string(),
            showing.listing.to_string(),
            showing.lockbox.to_string(),
            showing.holder.to_string(),
            span(&zone, showing.start, showing.end),
            showing.state.name().to_owned(),
        ]);
    }
    let text = table.text("no showing was asked for yet");
    let showings = found.iter().map(|showing| showing.appointment).collect();
    Answer::new(text, &Showings { showings })
}

#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    showing: Appointment,
    grant: Option<String>,
}

pub(super) fn show(records: Records<'_>, id: &str) -> Result<Answer, Failure> {
    let found = records.showing(id)?;
    let showing = found.appointment;
    let zone = records.lockbox(showing.lockbox.as_str())?.zone;
    let grant = found.grant_id.as_ref().map(short);
    let text = sheet(&[
        ("showing", showing.id.to_string()),
        ("listing", showing.listing.to_string()),
        ("lockbox", showing.lockbox.to_string()),
        ("holder", showing.holder.to_string()),
        ("when", span(&zone, showing.start, showing.end)),
        ("state", showing.state.to_string()),
        ("grant", grant.clone().unwrap_or_default()),
    ]);
    Answer::new(text, &Whole { showing, grant })
}

#[derive(Serialize)]
struct Event {
    number: u64,
    #[serde(flatten)]
    record: serde_json::Value,
}

#[derive(Serialize)]
struct Events {
    events: Vec<Event>,
}

/// A line of JSON for each, whether JSON was asked for or not: they are for programs.
pub(super) fn events(records: Records<'_>, after: u64) -> Result<Answer, Failure> {
    let mut events = Vec::new();
    let mut lines = Vec::new();
    for (number, record) in records.showing_events(after)? {
        let event = Event {
            number,
            record: serde_json::from_str(&record)?,
        };
        lines.push(serde_json::to_string(&event)?);
        events.push(event);
    }
    Answer::new(lines.join("\n"), &Events { events })
}
