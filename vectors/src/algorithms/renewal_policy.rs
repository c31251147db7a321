//! `renewal-policy`: whether a card may be renewed, and until when it is then good.

use doorward::calendar::{Day, Zone};
use doorward::policy::renewal::{
    RenewalError, RenewalParameters, RenewalRequest, RenewalRuling, judge,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Algorithm;
use super::policy::{BAD_VALUE, comes_back, members, named, not_null, read};
use super::refusal::{Mismatch, Reason, Refusal, same};
use super::single_key::zone;

pub(super) struct RenewalPolicy;

/// An invalid test may have its wrong value here too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    #[serde(deserialize_with = "not_null")]
    zone: Value,
    #[serde(deserialize_with = "not_null")]
    reader_days: Value,
    #[serde(deserialize_with = "not_null")]
    phone_per_month: Value,
    #[serde(deserialize_with = "not_null")]
    phone_in_a_row: Value,
    #[serde(deserialize_with = "not_null")]
    min_days_left: Value,
}

/// The members of a request.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    #[serde(deserialize_with = "not_null")]
    now: Value,
    #[serde(deserialize_with = "not_null")]
    method: Value,
    #[serde(deserialize_with = "not_null")]
    expires: Value,
    #[serde(deserialize_with = "not_null")]
    phone_days: Value,
    #[serde(deserialize_with = "not_null")]
    member_active: Value,
    #[serde(deserialize_with = "not_null")]
    card_lost: Value,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    #[serde(flatten)]
    members: Map<String, Value>,
}

/// The result's `expires` stands beside the request's, under another name.
const EXPIRES: &str = "expires";
const EXPIRES_AFTER: &str = "expires_after";

impl Group {
    fn given(&self) -> Value {
        json!({
            "reader_days": self.reader_days,
            "phone_per_month": self.phone_per_month,
            "phone_in_a_row": self.phone_in_a_row,
            "min_days_left": self.min_days_left,
        })
    }

    fn parameters(&self) -> Result<(Zone, RenewalParameters), Refusal> {
        Ok((zone(&self.zone)?, read(self.given())?))
    }
}

impl Inputs {
    fn request(&self) -> Result<RenewalRequest<Vec<Day>>, Refusal> {
        read(members(self))
    }
}

impl From<RenewalError> for Refusal {
    fn from(error: RenewalError) -> Self {
        Self::Policy(error.name())
    }
}

impl Algorithm for RenewalPolicy {
    const NAME: &'static str = "renewal-policy";
    const SPEC: &'static str = "section 15";
    const OUTPUTS: &'static [&'static str] = &[
        "decision",
        "reasons",
        "obligations",
        EXPIRES_AFTER,
        "uploads_log",
        "day",
        "n",
    ];
    const REASONS: &'static [Reason] = &[
        named("BadValue", &[BAD_VALUE]),
        named(
            "DaysOutOfOrder",
            &[Refusal::Policy(RenewalError::DaysOutOfOrder.name())],
        ),
        named(
            "DayInFuture",
            &[Refusal::Policy(RenewalError::DayInFuture.name())],
        ),
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let (zone, parameters) = group.parameters()?;
        let ruling = judge(&zone, &parameters, &inputs.request()?)?;
        let Value::Object(mut members) = json!(ruling) else {
            return Err(Refusal::Runner("a ruling that is no object"));
        };
        let expires = members.remove(EXPIRES);
        members.extend(expires.map(|expires| (EXPIRES_AFTER.to_owned(), expires)));
        Ok(Outputs { members })
    }

    /// What was read is written as it was, and what was ruled is read as it is.
    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let request = json!(inputs.request()?);
        same("the request", &request, &json!(inputs))?;
        let (_, parameters) = group.parameters()?;
        same("the parameters", &json!(parameters), &group.given())?;
        let mut members = outputs.members.clone();
        let expires = members.remove(EXPIRES_AFTER);
        members.extend(expires.map(|expires| (EXPIRES.to_owned(), expires)));
        comes_back(&read::<RenewalRuling>(Value::Object(members))?)
    }
}
