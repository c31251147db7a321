//! `single-key`: which of a member's app and card opens boxes, event after event.

use doorward::calendar::Zone;
use doorward::policy::single_key::{
    KeyEvent, KeyParameters, KeyRuling, KeyState, SingleKeyError, step,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Algorithm;
use super::policy::{BAD_VALUE, comes_back, named, not_null, read};
use super::refusal::{Mismatch, Reason, Refusal, same};
use crate::text::Bytes;

pub(super) struct SingleKey;

/// An invalid test may have its wrong value here too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    #[serde(deserialize_with = "not_null")]
    zone: Value,
    #[serde(deserialize_with = "not_null")]
    afternoon: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    #[serde(deserialize_with = "not_null")]
    state: Value,
    events: Vec<Value>,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    steps: Vec<KeyRuling>,
}

impl Group {
    fn parameters(&self) -> Result<(Zone, KeyParameters), Refusal> {
        let parameters: KeyParameters = read(json!({ "afternoon": self.afternoon }))?;
        Ok((zone(&self.zone)?, parameters))
    }
}

pub(super) fn zone(hexadecimal: &Value) -> Result<Zone, Refusal> {
    let bytes: Bytes = read(hexadecimal.clone())?;
    Zone::from_bytes(bytes.as_slice()).map_err(|_| BAD_VALUE)
}

impl From<SingleKeyError> for Refusal {
    fn from(error: SingleKeyError) -> Self {
        Self::Policy(error.name())
    }
}

impl Algorithm for SingleKey {
    const NAME: &'static str = "single-key";
    const SPEC: &'static str = "section 15";
    const OUTPUTS: &'static [&'static str] = &["steps"];
    const REASONS: &'static [Reason] = &[
        named("BadValue", &[BAD_VALUE]),
        named(
            "InconsistentState",
            &[Refusal::Policy(SingleKeyError::InconsistentState.name())],
        ),
        named(
            "DayWentBack",
            &[Refusal::Policy(SingleKeyError::DayWentBack.name())],
        ),
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let (zone, parameters) = group.parameters()?;
        let mut state: KeyState = read(inputs.state.clone())?;
        let mut steps = Vec::new();
        for event in &inputs.events {
            let event: KeyEvent = read(event.clone())?;
            let ruling = step(&zone, &parameters, &state, &event)?;
            state = ruling.state;
            steps.push(ruling);
        }
        Ok(Outputs { steps })
    }

    /// What was read is written as it was, and what was ruled is read as it is.
    fn check_back(_: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let state: KeyState = read(inputs.state.clone())?;
        same("the state", &json!(state), &inputs.state)?;
        for event in &inputs.events {
            let read_event: KeyEvent = read(event.clone())?;
            same("an event", &json!(read_event), event)?;
        }
        outputs.steps.iter().try_for_each(comes_back)
    }
}
