//! `day-code-reading` and `day-code-zone-reading`: the date and slot that typed digits
//! stand for, at a fixed offset from UTC and in a zone with daylight saving.

use doorward::bounds::DAY_DIGITS_MIN;
use doorward::calendar::{Day, Tolerance, UnixSeconds, Zone};
use doorward::codes::diagnose::{Question, SearchRange, Verdict};
use doorward::codes::{Code, CodeReader, Operation, Reading, diagnose};
use doorward::keys::LockboxKey;
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::profile::with_day_digits;
use super::refusal::{MALFORMED, Meaning, Mismatch, Reason, Refusal, not_read, same, same_code};
use crate::text::Bytes;

const REASONS: &[Reason] = &[
    MALFORMED,
    Reason {
        flag: "WrongDay",
        refusals: &[
            Refusal::Reading(Meaning::OtherTime),
            Refusal::Reading(Meaning::Nothing),
        ],
    },
    Reason {
        flag: "WrongEpoch",
        refusals: &[
            Refusal::Reading(Meaning::OtherEpoch),
            Refusal::Reading(Meaning::Nothing),
        ],
    },
    // The days and epochs nearby are searched for what a code is; one from farther away is
    // found to be nothing, and random digits may be a code of some other day by chance.
    Reason {
        flag: "WrongCode",
        refusals: &[
            Refusal::Reading(Meaning::Nothing),
            Refusal::Reading(Meaning::OtherTime),
            Refusal::Reading(Meaning::OtherEpoch),
        ],
    },
];
const OUTPUTS: &[&str] = &["day", "slot"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    instant: UnixSeconds,
    code: String,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    day: u32,
    slot: u8,
}

pub(super) struct DayCodeReading;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    box_key: Bytes,
    epoch: u32,
    tolerance: u32,
    offset_minutes: i16,
}

impl Group {
    fn lockbox(&self) -> Result<Lockbox, doorward::Error> {
        Ok(Lockbox {
            key: LockboxKey::from_bytes(self.box_key.as_slice())?,
            epoch: self.epoch,
            digits: DAY_DIGITS_MIN,
            tolerance: Tolerance::new(self.tolerance)?,
            zone: Zone::fixed(self.offset_minutes)?,
        })
    }
}

impl Algorithm for DayCodeReading {
    const NAME: &'static str = "day-code-reading";
    const SPEC: &'static str = "section 2";
    const OUTPUTS: &'static [&'static str] = OUTPUTS;
    const REASONS: &'static [Reason] = REASONS;
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        group.lockbox()?.read(inputs)
    }

    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        group.lockbox()?.check_back(inputs, outputs)
    }
}

pub(super) struct DayCodeZoneReading;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ZoneGroup {
    box_key: Bytes,
    epoch: u32,
    digits: u8,
    tolerance: u32,
    zone: Bytes,
}

impl ZoneGroup {
    fn lockbox(&self) -> Result<Lockbox, doorward::Error> {
        Ok(Lockbox {
            key: LockboxKey::from_bytes(self.box_key.as_slice())?,
            epoch: self.epoch,
            digits: self.digits,
            tolerance: Tolerance::new(self.tolerance)?,
            zone: Zone::from_bytes(self.zone.as_slice())?,
        })
    }
}

impl Algorithm for DayCodeZoneReading {
    const NAME: &'static str = "day-code-zone-reading";
    const SPEC: &'static str = "sections 2 and 8";
    const OUTPUTS: &'static [&'static str] = OUTPUTS;
    const REASONS: &'static [Reason] = REASONS;
    type Group = ZoneGroup;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &ZoneGroup, inputs: &Inputs) -> Result<Outputs, Refusal> {
        group.lockbox()?.read(inputs)
    }

    fn check_back(group: &ZoneGroup, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        group.lockbox()?.check_back(inputs, outputs)
    }
}

/// The box at whose keypad the digits are typed.
struct Lockbox {
    key: LockboxKey,
    epoch: u32,
    digits: u8,
    tolerance: Tolerance,
    zone: Zone,
}

impl Lockbox {
    fn read(&self, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let code = Code::parse(&inputs.code)?;
        let root = self.key.day_root(self.epoch);
        let found = root.read(
            self.digits,
            &self.zone,
            inputs.instant,
            self.tolerance,
            &code,
        );
        match found {
            Ok(found) => Ok(Outputs {
                day: found.day.number(),
                slot: found.slot,
            }),
            Err(_) => Err(Refusal::Reading(self.meaning(inputs.instant, &code)?)),
        }
    }

    /// As a box reads it, which knows the family by the number of digits.
    fn read_at_keypad(
        &self,
        instant: UnixSeconds,
        operation: Operation,
        code: &Code,
    ) -> Result<Result<Reading, doorward::NotAccepted>, doorward::Error> {
        let profile = with_day_digits(self.digits)?;
        let reader = CodeReader::new(&self.key, self.epoch, profile);
        Ok(reader.read(&self.zone, instant, self.tolerance, operation, code))
    }

    fn check_back(&self, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let day = Day::from_number(outputs.day);
        let root = self.key.day_root(self.epoch);
        let issued = root.day(day).code(self.digits, outputs.slot)?;
        same_code("issued again", &issued, &inputs.code)?;
        let reading = self
            .read_at_keypad(inputs.instant, Operation::KeyCompartment, &issued)?
            .map_err(not_read("at the keypad"))?;
        let expected = Reading::Day {
            epoch: self.epoch,
            day,
            slot: outputs.slot,
        };
        same("at the keypad", &reading, &expected)?;
        let shackle = self.read_at_keypad(inputs.instant, Operation::Shackle, &issued)?;
        same("accepted for the shackle", &shackle.is_ok(), &false)
    }

    /// What a code that was not accepted is.
    fn meaning(&self, instant: UnixSeconds, code: &Code) -> Result<Meaning, doorward::Error> {
        let at_keypad = self.read_at_keypad(instant, Operation::KeyCompartment, code)?;
        if let Ok(Reading::Day { .. }) = at_keypad {
            return Ok(Meaning::Acceptable);
        }
        if code.digits() != self.digits {
            return Ok(Meaning::OtherLength);
        }
        let profile = with_day_digits(self.digits)?;
        for epoch in [
            self.epoch,
            self.epoch.wrapping_add(1),
            self.epoch.wrapping_sub(1),
        ] {
            let question = Question {
                now: instant,
                box_clock: instant,
                tolerance: self.tolerance,
                epoch,
                range: SearchRange { days: 3, epochs: 0 },
            };
            let Ok(found) = diagnose(&self.key, profile, &self.zone, &question, code) else {
                continue;
            };
            return Ok(match found.verdict {
                _ if epoch != self.epoch => Meaning::OtherEpoch,
                Verdict::Acceptable { .. } => Meaning::Acceptable,
                _ => Meaning::OtherTime,
            });
        }
        Ok(Meaning::Nothing)
    }
}
