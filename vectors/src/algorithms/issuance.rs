//! `issuance`: whether an issuer may give a recipient access, and what becomes of the ledger.

use doorward::policy::issuance::{Error, OwnedInput, OwnedLedger, Ruling};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Algorithm;
use super::policy::{comes_back, members, named, not_null, read};
use super::refusal::{Mismatch, Reason, Refusal};

pub(super) struct Issuance;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    #[serde(deserialize_with = "not_null")]
    association: Value,
    #[serde(deserialize_with = "not_null")]
    parameters: Value,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    #[serde(deserialize_with = "not_null")]
    request: Value,
    listing: Value,
    #[serde(deserialize_with = "not_null")]
    r#box: Value,
    appointment: Value,
    #[serde(deserialize_with = "not_null")]
    ledger: Value,
}

fn input(group: &Group, inputs: &Inputs) -> Result<OwnedInput, Refusal> {
    let mut all = members(group);
    all.extend(members(inputs));
    read(all)
}

#[derive(Serialize)]
pub(super) struct Outputs {
    ruling: Ruling<OwnedLedger>,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Policy(error.name())
    }
}

impl Algorithm for Issuance {
    const NAME: &'static str = "issuance";
    const SPEC: &'static str = "section 12";
    const OUTPUTS: &'static [&'static str] = &["ruling"];
    const REASONS: &'static [Reason] = &[
        named("BadValue", &[Refusal::Policy(Error::BadValue.name())]),
        named(
            "WindowMismatch",
            &[Refusal::Policy(Error::WindowMismatch.name())],
        ),
        named(
            "WindowBackwards",
            &[Refusal::Policy(Error::WindowBackwards.name())],
        ),
        named(
            "OperationsMismatch",
            &[Refusal::Policy(Error::OperationsMismatch.name())],
        ),
        named("UseMismatch", &[Refusal::Policy(Error::UseMismatch.name())]),
        named(
            "SkipMismatch",
            &[Refusal::Policy(Error::SkipMismatch.name())],
        ),
        named(
            "MethodsMismatch",
            &[Refusal::Policy(Error::MethodsMismatch.name())],
        ),
        named(
            "LedgerMismatch",
            &[Refusal::Policy(Error::LedgerMismatch.name())],
        ),
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let ruling = input(group, inputs)?.rule()?;
        Ok(Outputs { ruling })
    }

    /// The ruling is the same once written and read, and its ledger is one to rule by.
    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let Outputs { ruling } = outputs;
        comes_back(ruling)?;
        let Some(permit) = &ruling.permit else {
            return Ok(());
        };
        let mut input = input(group, inputs)?;
        input.ledger = permit.ledger.clone();
        // A revision without a successor is the end of a ledger.
        if input.ledger.revision < u32::MAX {
            comes_back(&input.rule().map_err(Refusal::from)?)?;
        }
        Ok(())
    }
}
