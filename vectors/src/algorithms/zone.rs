//! `zone`: from an instant to the local offset and date, by the 14 bytes of a zone.

use doorward::Error;
use doorward::calendar::{Day, UnixSeconds, Zone};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::refusal::{Mismatch, Reason, Refusal, same};
use crate::text::{Bytes, present};

pub(super) struct ZoneRule;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    zone: Bytes,
}

/// A zone that must be refused is not asked about any instant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    #[serde(default, deserialize_with = "present")]
    instant: Option<UnixSeconds>,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    offset_minutes: i16,
    day: u32,
}

const OUT_OF_RANGE: &[Refusal] = &[Refusal::Input(Error::ZoneRule)];

const fn rule(flag: &'static str) -> Reason {
    Reason {
        flag,
        refusals: OUT_OF_RANGE,
    }
}

impl Algorithm for ZoneRule {
    const NAME: &'static str = "zone";
    const SPEC: &'static str = "section 8";
    const OUTPUTS: &'static [&'static str] = &["offset_minutes", "day"];
    const REASONS: &'static [Reason] = &[
        rule("BadMonth"),
        rule("BadWeek"),
        rule("BadWeekday"),
        rule("BadMinutes"),
        Reason {
            flag: "BadLength",
            refusals: &[Refusal::Input(Error::ZoneLength)],
        },
        Reason {
            flag: "BadOffset",
            refusals: &[Refusal::Input(Error::ZoneOffset)],
        },
        Reason {
            flag: "HalfZero",
            refusals: &[Refusal::Input(Error::ZoneHalf)],
        },
        Reason {
            flag: "BadOrder",
            refusals: &[Refusal::Input(Error::ZoneOrder)],
        },
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let zone = Zone::from_bytes(group.zone.as_slice())?;
        let instant = inputs
            .instant
            .ok_or(Refusal::Runner("a test without instant"))?;
        let day = zone.day_at(instant).ok_or(Error::Day)?;
        Ok(Outputs {
            offset_minutes: zone.offset_at(instant),
            day: day.number(),
        })
    }

    /// The zone is spelled by the same bytes, and the date is not over yet.
    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let zone = Zone::from_bytes(group.zone.as_slice())?;
        same(
            "the bytes",
            zone.to_bytes().as_slice(),
            group.zone.as_slice(),
        )?;
        let end = zone.end_of(Day::from_number(outputs.day));
        let lasts = inputs.instant.is_some_and(|instant| instant < end);
        same("the instant lies before the end of its date", &lasts, &true)
    }
}
