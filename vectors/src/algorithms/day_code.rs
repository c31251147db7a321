//! `day-code`: the code of a given slot. `day-code-issue`: the slot handed out next.

use doorward::Error;
use doorward::bounds::{DAY_SLOTS, LAST_INSTANT, SECONDS_PER_DAY};
use doorward::calendar::{Day, Tolerance, UnixSeconds, Zone};
use doorward::codes::Code;
use doorward::codes::day::{DayMatch, Issuer};
use doorward::keys::{DayKey, DayRootKey, LockboxKey};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::refusal::{Mismatch, Reason, Refusal, not_read, same, same_code, taken_bits};
use crate::text::Bytes;

pub(super) struct DayCode;

/// The day that the tests of a group issue codes for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    box_key: Bytes,
    epoch: u32,
    day: u32,
    digits: u8,
}

impl Group {
    fn root(&self) -> Result<DayRootKey, Error> {
        let lockbox = LockboxKey::from_bytes(self.box_key.as_slice())?;
        Ok(lockbox.day_root(self.epoch))
    }

    fn key(&self) -> Result<DayKey, Error> {
        Ok(self.root()?.day(Day::from_number(self.day)))
    }

    /// What a box in UTC reads at noon of the day; `None` past the last instant that the
    /// library reckons with.
    fn read_back(&self, code: &str) -> Result<Option<DayMatch>, Mismatch> {
        let Some(noon) = noon_of(self.day) else {
            return Ok(None);
        };
        let (root, exact) = (self.root()?, Tolerance::new(0)?);
        root.read(self.digits, &Zone::UTC, noon, exact, &Code::parse(code)?)
            .map(Some)
            .map_err(not_read("read at noon of its day"))
    }
}

fn noon_of(day: u32) -> Option<UnixSeconds> {
    let length = u64::from(SECONDS_PER_DAY);
    let noon = u64::from(day)
        .checked_mul(length)?
        .checked_add(length >> 1)?;
    (noon <= LAST_INSTANT).then_some(noon)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    slot: u8,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    code: String,
}

impl Algorithm for DayCode {
    const NAME: &'static str = "day-code";
    const SPEC: &'static str = "section 2";
    const OUTPUTS: &'static [&'static str] = &["code"];
    const REASONS: &'static [Reason] = &[Reason {
        flag: "BadInput",
        refusals: &[Refusal::Input(Error::Digits), Refusal::Input(Error::Slot)],
    }];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let code = group.key()?.code(group.digits, inputs.slot)?;
        Ok(Outputs {
            code: code.as_str().to_owned(),
        })
    }

    /// A vector may hold a code that a lower slot has too; the box then reads that slot.
    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let Some(found) = group.read_back(&outputs.code)? else {
            return Ok(());
        };
        same("the day read back", &found.day.number(), &group.day)?;
        same(
            "a slot that is not higher",
            &(found.slot <= inputs.slot),
            &true,
        )?;
        let code = group.key()?.code(group.digits, found.slot)?;
        same_code("the code of the slot read back", &code, &outputs.code)
    }
}

pub(super) struct DayCodeIssue;

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Half {
    Service,
    Holder,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueInputs {
    half: Half,
    taken: Vec<u8>,
}

#[derive(Serialize)]
pub(super) struct IssueOutputs {
    slot: u8,
    code: String,
}

impl Algorithm for DayCodeIssue {
    const NAME: &'static str = "day-code-issue";
    const SPEC: &'static str = "section 2";
    const OUTPUTS: &'static [&'static str] = &["slot", "code"];
    const REASONS: &'static [Reason] = &[Reason {
        flag: "NoneLeft",
        refusals: &[Refusal::Input(Error::NoSlotLeft)],
    }];
    type Group = Group;
    type Inputs = IssueInputs;
    type Outputs = IssueOutputs;

    fn compute(group: &Group, inputs: &IssueInputs) -> Result<IssueOutputs, Refusal> {
        let issuer = match inputs.half {
            Half::Service => Issuer::Service,
            Half::Holder => Issuer::Holder,
        };
        let taken = taken_bits(&inputs.taken, DAY_SLOTS)?;
        let (slot, code) = group.key()?.issue(group.digits, taken, issuer)?;
        Ok(IssueOutputs {
            slot,
            code: code.as_str().to_owned(),
        })
    }

    /// What was issued is read as exactly the slot it was issued for.
    fn check_back(group: &Group, _: &IssueInputs, outputs: &IssueOutputs) -> Result<(), Mismatch> {
        let code = group.key()?.code(group.digits, outputs.slot)?;
        same_code("the code of the slot", &code, &outputs.code)?;
        let Some(found) = group.read_back(&outputs.code)? else {
            return Ok(());
        };
        same("the day read back", &found.day.number(), &group.day)?;
        same("the slot read back", &found.slot, &outputs.slot)
    }
}
