//! `appointment`: what an event makes of an appointment, whom it lets in, what is issued for
//! it, and what a receiver makes of its events.

use doorward::policy::appointment::{
    Admission, Appointment, Error, OwnedRules, OwnedSituation, Receipt, Record, Step, admit,
    grant_for, receive,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Algorithm;
use super::policy::{comes_back, members, named, not_null, read};
use super::refusal::{Mismatch, Reason, Refusal};
use crate::container::Members;

pub(super) struct AppointmentSteps;

const STEP: &[&str] = &[
    "decision",
    "reasons",
    "obligations",
    "appointment_after",
    "created",
    "events",
];
const ACCESS: &[&str] = &["decision", "reasons"];
const GRANT: &[&str] = &[
    "holder",
    "lockbox",
    "not_before",
    "not_after",
    "release_at",
    "bulletin_named",
];
const RECEIVE: &[&str] = &["outcome", "expected"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, tag = "function", rename_all = "snake_case")]
pub(super) enum Group {
    Step {
        #[serde(deserialize_with = "not_null")]
        rules: Value,
    },
    Access {
        #[serde(deserialize_with = "not_null")]
        rules: Value,
    },
    Grant {
        #[serde(deserialize_with = "not_null")]
        rules: Value,
    },
    Receive {},
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Inputs {
    Step(OneStep),
    Access(OneAccess),
    Grant(OneGrant),
    Receive(OneEvent),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneStep {
    appointment: Value,
    #[serde(deserialize_with = "not_null")]
    others: Value,
    #[serde(deserialize_with = "not_null")]
    showable: Value,
    #[serde(deserialize_with = "not_null")]
    bulletin: Value,
    #[serde(deserialize_with = "not_null")]
    event: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneAccess {
    appointment: Value,
    #[serde(deserialize_with = "not_null")]
    holder: Value,
    #[serde(deserialize_with = "not_null")]
    listing: Value,
    #[serde(deserialize_with = "not_null")]
    now: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneGrant {
    appointment: Value,
    #[serde(deserialize_with = "not_null")]
    bulletin: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneEvent {
    last: Value,
    #[serde(deserialize_with = "not_null")]
    event: Value,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Outputs {
    Step(Members),
    Access(Admission),
    Grant(Members),
    Receive(Receipt),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Policy(error.name())
    }
}

impl Algorithm for AppointmentSteps {
    const NAME: &'static str = "appointment";
    const SPEC: &'static str = "section 14";
    const OUTPUTS: &'static [&'static str] = &[
        "decision",
        "reasons",
        "obligations",
        "appointment_after",
        "created",
        "events",
        // And "holder" of `grant`, which is an input of `access`.
        "lockbox",
        "not_before",
        "not_after",
        "release_at",
        "bulletin_named",
        "outcome",
        "expected",
    ];
    const REASONS: &'static [Reason] = &[
        named("BadValue", &[Refusal::Policy(Error::BadValue.name())]),
        named(
            "WindowBackwards",
            &[Refusal::Policy(Error::WindowBackwards.name())],
        ),
        named(
            "NoAppointment",
            &[Refusal::Policy(Error::NoAppointment.name())],
        ),
        named(
            "FutureOpening",
            &[Refusal::Policy(Error::FutureOpening.name())],
        ),
        named("RepeatedId", &[Refusal::Policy(Error::RepeatedId.name())]),
        named("NotApproved", &[Refusal::Policy(Error::NotApproved.name())]),
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn outputs_of(group: &Group) -> &'static [&'static str] {
        match group {
            Group::Step { .. } => STEP,
            Group::Access { .. } => ACCESS,
            Group::Grant { .. } => GRANT,
            Group::Receive {} => RECEIVE,
        }
    }

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        match (group, inputs) {
            (Group::Step { rules }, Inputs::Step(asked)) => {
                let after = members(&step(rules, asked)?);
                Ok(Outputs::Step(renamed(
                    after,
                    "appointment",
                    "appointment_after",
                )))
            }
            (Group::Access { rules }, Inputs::Access(asked)) => {
                let rules: OwnedRules = read(rules.clone())?;
                let appointment: Option<Appointment> = read(asked.appointment.clone())?;
                let admission = admit(
                    &rules.as_rules(),
                    appointment.as_ref(),
                    &read(asked.holder.clone())?,
                    &read(asked.listing.clone())?,
                    read(asked.now.clone())?,
                )?;
                Ok(Outputs::Access(admission))
            }
            (Group::Grant { rules }, Inputs::Grant(asked)) => {
                let rules: OwnedRules = read(rules.clone())?;
                let appointment: Appointment = read(asked.appointment.clone())?;
                let bulletin = read(asked.bulletin.clone())?;
                let terms = grant_for(&rules.as_rules(), &appointment, bulletin)?;
                let terms = members(&terms);
                Ok(Outputs::Grant(renamed(terms, "bulletin", "bulletin_named")))
            }
            (Group::Receive {}, Inputs::Receive(asked)) => {
                let last: Option<Record> = read(asked.last.clone())?;
                let event: Record = read(asked.event.clone())?;
                Ok(Outputs::Receive(receive(last.as_ref(), &event)?))
            }
            _ => Err(Refusal::Runner("a test of another function")),
        }
    }

    /// An answer is the same once written and read.
    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        match (group, inputs, outputs) {
            (Group::Step { rules }, Inputs::Step(asked), _) => comes_back(&step(rules, asked)?),
            (_, _, Outputs::Access(admission)) => comes_back(admission),
            (_, _, Outputs::Receive(receipt)) => comes_back(receipt),
            _ => Ok(()),
        }
    }
}

fn step(rules: &Value, asked: &OneStep) -> Result<Step, Refusal> {
    let mut all = members(asked);
    all.insert("rules".to_owned(), rules.clone());
    let situation: OwnedSituation = read(all)?;
    Ok(situation.step()?)
}

/// With the file's name for an output whose own name is an input's too.
fn renamed(mut outputs: Members, own: &str, name: &str) -> Members {
    let value = outputs.remove(own).unwrap_or_default();
    outputs.insert(name.to_owned(), value);
    outputs
}
