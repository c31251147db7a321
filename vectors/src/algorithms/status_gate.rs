//! `status-gate`: what a status allows, and what a change of it takes away.

use doorward::policy::status_gate::{Access, Consequences, Error, OwnedChange, Parameters, access};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Algorithm;
use super::policy::{comes_back, members, named, not_null, read};
use super::refusal::{Mismatch, Reason, Refusal};

pub(super) struct StatusGate;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, tag = "function", rename_all = "snake_case")]
pub(super) enum Group {
    Access {},
    Change {
        #[serde(deserialize_with = "not_null")]
        parameters: Value,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Inputs {
    Access(OneStatus),
    Change(Box<OneChange>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneStatus {
    #[serde(deserialize_with = "not_null")]
    status: Value,
    #[serde(deserialize_with = "not_null")]
    class: Value,
    #[serde(deserialize_with = "not_null")]
    coming_soon_showings: Value,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneChange {
    #[serde(deserialize_with = "not_null")]
    now: Value,
    #[serde(deserialize_with = "not_null")]
    listing: Value,
    #[serde(deserialize_with = "not_null")]
    lockbox: Value,
    #[serde(deserialize_with = "not_null")]
    from: Value,
    #[serde(deserialize_with = "not_null")]
    to: Value,
    #[serde(deserialize_with = "not_null")]
    coming_soon_showings: Value,
    #[serde(deserialize_with = "not_null")]
    off_market_permission: Value,
    #[serde(deserialize_with = "not_null")]
    seller_signed_request: Value,
    #[serde(deserialize_with = "not_null")]
    suspension_requested: Value,
    #[serde(deserialize_with = "not_null")]
    suspended: Value,
    #[serde(deserialize_with = "not_null")]
    revocations: Value,
    #[serde(deserialize_with = "not_null")]
    grants: Value,
    #[serde(deserialize_with = "not_null")]
    codes: Value,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Outputs {
    Access { access: Access },
    Change(Consequences),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Policy(error.name())
    }
}

impl Algorithm for StatusGate {
    const NAME: &'static str = "status-gate";
    const SPEC: &'static str = "section 13";
    const OUTPUTS: &'static [&'static str] = &[
        "access",
        "decision",
        "reasons",
        "obligations",
        "withheld",
        "revoked",
        "alive",
        "reissue",
    ];
    const REASONS: &'static [Reason] = &[
        named("BadValue", &[Refusal::Policy(Error::BadValue.name())]),
        named(
            "WindowBackwards",
            &[Refusal::Policy(Error::WindowBackwards.name())],
        ),
        named("UseMismatch", &[Refusal::Policy(Error::UseMismatch.name())]),
        named("RepeatedId", &[Refusal::Policy(Error::RepeatedId.name())]),
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        match (group, inputs) {
            (Group::Access {}, Inputs::Access(asked)) => Ok(Outputs::Access {
                access: access(
                    read(asked.status.clone())?,
                    read(asked.class.clone())?,
                    read(asked.coming_soon_showings.clone())?,
                ),
            }),
            (Group::Change { parameters }, Inputs::Change(change)) => {
                let parameters: Parameters = read(parameters.clone())?;
                let change: OwnedChange = read(members(change))?;
                Ok(Outputs::Change(change.judge(&parameters)?))
            }
            _ => Err(Refusal::Runner("a test of another function")),
        }
    }

    /// The consequences are the same once written and read.
    fn check_back(_: &Group, _: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        match outputs {
            Outputs::Access { .. } => Ok(()),
            Outputs::Change(consequences) => comes_back(consequences),
        }
    }
}
