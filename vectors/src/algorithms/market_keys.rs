//! `market-keys`: which listings are of one property, and what is doubtful about that.

use doorward::market::presets::PropertyKeys;
use doorward::market::property::{PropertyOf, PropertyRecord, properties};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Algorithm;
use super::market;
use super::policy::{comes_back, not_null, read};
use super::refusal::{Mismatch, Reason, Refusal, same};

pub(super) struct MarketKeys;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    property_key: PropertyKeys,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    #[serde(deserialize_with = "not_null")]
    records: Value,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    properties: Vec<PropertyOf>,
}

impl Algorithm for MarketKeys {
    const NAME: &'static str = "market-keys";
    const SPEC: &'static str = "section 20";
    const OUTPUTS: &'static [&'static str] = &["properties"];
    const REASONS: &'static [Reason] = market::REASONS;
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let records: Vec<PropertyRecord> = read(inputs.records.clone())?;
        let properties = properties(&records, group.property_key)?;
        Ok(Outputs { properties })
    }

    /// The records in another order are of the same properties; records and properties are the
    /// same once written and read.
    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let mut records: Vec<PropertyRecord> = read(inputs.records.clone())?;
        comes_back(&records)?;
        comes_back(&outputs.properties)?;
        records.reverse();
        let mut turned = properties(&records, group.property_key).map_err(Refusal::from)?;
        turned.reverse();
        same("the records turned round", &turned, &outputs.properties)
    }
}
