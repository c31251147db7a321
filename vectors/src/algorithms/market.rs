//! `market`: days on market of a listing, and of its chain.

use doorward::market::{Answer, Class, Error, History, Rules};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Algorithm;
use super::policy::{comes_back, members, named, not_null, read};
use super::refusal::{Mismatch, Reason, Refusal, same};

pub(super) struct Market;

/// The parameters of a group: rules, which may be bad ones.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    #[serde(deserialize_with = "not_null")]
    rules: Value,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    #[serde(deserialize_with = "not_null")]
    as_of: Value,
    #[serde(deserialize_with = "not_null")]
    target: Value,
    #[serde(deserialize_with = "not_null")]
    listings: Value,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    dom: Option<u32>,
    cdom: Option<u32>,
    class: Option<Class>,
    chain: Vec<String>,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Policy(error.name())
    }
}

/// The flags and the errors that they are named after.
pub(super) const REASONS: &[Reason] = &[
    named("BadValue", &[Refusal::Policy(Error::BadValue.name())]),
    named("BadRules", &[Refusal::Policy(Error::BadRules.name())]),
    named(
        "UnknownTarget",
        &[Refusal::Policy(Error::UnknownTarget.name())],
    ),
    named(
        "RepeatedListing",
        &[Refusal::Policy(Error::RepeatedListing.name())],
    ),
    named(
        "UnknownStatus",
        &[Refusal::Policy(Error::UnknownStatus.name())],
    ),
];

/// The answer for the history that a test's members are.
pub(super) fn answer(group: &Group, inputs: &Inputs) -> Result<Answer, Refusal> {
    let history: History = read(members(inputs))?;
    Ok(history.answer(&rules(group)?)?)
}

fn rules(group: &Group) -> Result<Rules, Refusal> {
    serde_json::from_value(group.rules.clone()).map_err(|_| Error::BadRules.into())
}

/// The history in another order, and every row twice, has the same answer but for a warning;
/// history and answer are the same once written and read.
pub(super) fn check_back(group: &Group, inputs: &Inputs) -> Result<(), Mismatch> {
    let mut history: History = read(members(inputs))?;
    let rules: Rules = rules(group)?;
    let answer = history.answer(&rules).map_err(Refusal::from)?;
    comes_back(&history)?;
    comes_back(&rules)?;
    comes_back(&answer)?;

    history.listings.reverse();
    for listing in &mut history.listings {
        listing.events.reverse();
    }
    let turned = history.answer(&rules).map_err(Refusal::from)?;
    same("the history turned round", &turned, &answer)
}

impl Algorithm for Market {
    const NAME: &'static str = "market";
    const SPEC: &'static str = "days on market";
    const OUTPUTS: &'static [&'static str] = &["dom", "cdom", "class", "chain"];
    const REASONS: &'static [Reason] = REASONS;
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let answer = answer(group, inputs)?;
        Ok(Outputs {
            dom: answer.dom,
            cdom: answer.cdom,
            class: answer.class,
            chain: answer.chain,
        })
    }

    fn check_back(group: &Group, inputs: &Inputs, _: &Outputs) -> Result<(), Mismatch> {
        check_back(group, inputs)
    }
}
