//! `flex-code-reading`: the window that typed digits stand for at a first entry.

use doorward::bounds::{DURATION_DAYS_OFFSET, DURATION_LAST};
use doorward::calendar::{Tolerance, UnixSeconds, Zone};
use doorward::codes::diagnose::{Question, SearchRange, Verdict};
use doorward::codes::{Code, CodeReader, FlexTerms, Operation, Reading, diagnose};
use doorward::keys::LockboxKey;
use doorward::{Error, NotAccepted};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::flex_code::Inputs as Terms;
use super::profile::with_flex_digits;
use super::refusal::{
    MALFORMED, Meaning, Mismatch, Reason, Refusal, not_read, operation, same, same_code,
};
use crate::text::Bytes;

pub(super) struct FlexCodeReading;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    box_key: Bytes,
    epoch: u32,
    digits: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    instant: UnixSeconds,
    tolerance: u32,
    op_chosen: u8,
    code: String,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    start_slot: u32,
    duration: u8,
    copy: u8,
    op: u8,
    #[serde(rename = "use")]
    code_use: u8,
}

impl From<FlexTerms> for Outputs {
    fn from(terms: FlexTerms) -> Self {
        Self {
            start_slot: terms.window().start_slot(),
            duration: terms.window().duration(),
            copy: terms.copy(),
            op: terms.operation().number(),
            code_use: terms.code_use().number(),
        }
    }
}

impl Algorithm for FlexCodeReading {
    const NAME: &'static str = "flex-code-reading";
    const SPEC: &'static str = "section 4";
    const OUTPUTS: &'static [&'static str] = &["start_slot", "duration", "copy", "op", "use"];
    const REASONS: &'static [Reason] = &[
        MALFORMED,
        Reason {
            flag: "NotNow",
            refusals: &[
                Refusal::Reading(Meaning::OtherTime),
                Refusal::Reading(Meaning::OtherOperation),
                Refusal::Reading(Meaning::OtherEpoch),
                // Of a time or an epoch farther away than is searched.
                Refusal::Reading(Meaning::Nothing),
            ],
        },
        // Digits that mean nothing under the tweaks tried may mean something under others.
        Reason {
            flag: "NoPayload",
            refusals: &[
                Refusal::Reading(Meaning::Nothing),
                Refusal::Reading(Meaning::OtherTime),
                Refusal::Reading(Meaning::OtherEpoch),
            ],
        },
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let entry = Entry::new(group, inputs)?;
        let flex = entry.lockbox.flex(entry.epoch);
        let read = flex.read(
            entry.digits,
            entry.instant,
            entry.tolerance,
            entry.operation,
            &entry.code,
        );
        match read {
            Ok(terms) => Ok(terms.into()),
            Err(NotAccepted) => Err(Refusal::Reading(entry.meaning()?)),
        }
    }

    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let terms = Terms {
            start_slot: outputs.start_slot,
            duration: outputs.duration,
            copy: outputs.copy,
            op: outputs.op,
            code_use: outputs.code_use,
        };
        let terms = terms.terms()?;
        let entry = Entry::new(group, inputs)?;
        let issued = entry.lockbox.flex(entry.epoch).code(entry.digits, &terms)?;
        same_code("issued again", &issued, &inputs.code)?;
        let reading = entry.read_at_keypad()?.map_err(not_read("at the keypad"))?;
        let expected = Reading::Flex {
            epoch: entry.epoch,
            terms,
        };
        same("at the keypad", &reading, &expected)
    }
}

/// Digits typed at a box.
struct Entry {
    lockbox: LockboxKey,
    epoch: u32,
    digits: u8,
    instant: UnixSeconds,
    tolerance: Tolerance,
    operation: Operation,
    code: Code,
}

impl Entry {
    fn new(group: &Group, inputs: &Inputs) -> Result<Self, Refusal> {
        Ok(Self {
            lockbox: LockboxKey::from_bytes(group.box_key.as_slice())?,
            epoch: group.epoch,
            digits: group.digits,
            instant: inputs.instant,
            tolerance: Tolerance::new(inputs.tolerance)?,
            operation: operation(inputs.op_chosen)?,
            code: Code::parse(&inputs.code)?,
        })
    }

    /// As a box reads it, which knows the family by the number of digits.
    fn read_at_keypad(&self) -> Result<Result<Reading, NotAccepted>, Error> {
        let reader = CodeReader::new(&self.lockbox, self.epoch, with_flex_digits(self.digits)?);
        Ok(reader.read(
            &Zone::UTC,
            self.instant,
            self.tolerance,
            self.operation,
            &self.code,
        ))
    }

    /// What a code that was not accepted is.
    fn meaning(&self) -> Result<Meaning, Error> {
        if let Ok(Reading::Flex { .. }) = self.read_at_keypad()? {
            return Ok(Meaning::Acceptable);
        }
        if self.code.digits() != self.digits {
            return Ok(Meaning::OtherLength);
        }
        for epoch in [
            self.epoch,
            self.epoch.wrapping_add(1),
            self.epoch.wrapping_sub(1),
        ] {
            if let Some(meaning) = self.meaning_in(epoch)? {
                return Ok(meaning);
            }
        }
        Ok(Meaning::Nothing)
    }

    fn meaning_in(&self, epoch: u32) -> Result<Option<Meaning>, Error> {
        let longest = DURATION_LAST.saturating_sub(DURATION_DAYS_OFFSET);
        let question = Question {
            now: self.instant,
            box_clock: self.instant,
            tolerance: self.tolerance,
            epoch,
            range: SearchRange {
                days: u32::from(longest).saturating_add(1),
                epochs: 0,
            },
        };
        let found = diagnose(
            &self.lockbox,
            with_flex_digits(self.digits)?,
            &Zone::UTC,
            &question,
            &self.code,
        );
        let Ok(found) = found else {
            return Ok(None);
        };
        let is_for_other = |reading: Reading| match reading {
            Reading::Flex { terms, .. } => terms.operation() != self.operation,
            _ => false,
        };
        Ok(Some(match found.verdict {
            _ if epoch != self.epoch => Meaning::OtherEpoch,
            Verdict::Acceptable { .. } if is_for_other(found.reading) => Meaning::OtherOperation,
            Verdict::Acceptable { .. } => Meaning::Acceptable,
            _ => Meaning::OtherTime,
        }))
    }
}
