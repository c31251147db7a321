//! `flex-code`: the code of given terms. `flex-code-issue`: from a length in seconds to a
//! duration, the copy handed out next and its code.

use doorward::Error;
use doorward::bounds::{FLEX_COPIES, LAST_INSTANT, SECONDS_PER_HALF_HOUR};
use doorward::calendar::Tolerance;
use doorward::codes::{Code, FlexTerms, FlexWindow};
use doorward::keys::{FlexKey, LockboxKey};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::refusal::{
    Mismatch, Reason, Refusal, code_use, not_read, operation, same, same_code, taken_bits,
};
use crate::text::Bytes;

pub(super) struct FlexCode;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    box_key: Bytes,
    epoch: u32,
    digits: u8,
}

impl Group {
    fn key(&self) -> Result<FlexKey, Error> {
        Ok(LockboxKey::from_bytes(self.box_key.as_slice())?.flex(self.epoch))
    }

    /// A clock that is never off reads the code at the window's first instant: there the
    /// window's own tweak is the highest one tried, so no other meaning can win. A window
    /// past the last instant that the library reckons with is never read.
    fn check_back(&self, code: &str, terms: FlexTerms) -> Result<(), Mismatch> {
        let start = terms.window().start();
        if start > LAST_INSTANT {
            return Ok(());
        }
        let (code, exact) = (Code::parse(code)?, Tolerance::new(0)?);
        let read = self
            .key()?
            .read(self.digits, start, exact, terms.operation(), &code)
            .map_err(not_read("read at its start"))?;
        same("read at its start", &read, &terms)
    }
}

/// What a FlexCode says, as the members of a test.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    pub(super) start_slot: u32,
    pub(super) duration: u8,
    pub(super) copy: u8,
    pub(super) op: u8,
    #[serde(rename = "use")]
    pub(super) code_use: u8,
}

impl Inputs {
    pub(super) fn terms(self) -> Result<FlexTerms, Refusal> {
        let window = FlexWindow::from_slot(self.start_slot, self.duration)?;
        let (operation, code_use) = (operation(self.op)?, code_use(self.code_use)?);
        Ok(FlexTerms::new(window, self.copy, operation, code_use)?)
    }
}

#[derive(Serialize)]
pub(super) struct Outputs {
    code: String,
}

impl Algorithm for FlexCode {
    const NAME: &'static str = "flex-code";
    const SPEC: &'static str = "section 4";
    const OUTPUTS: &'static [&'static str] = &["code"];
    const REASONS: &'static [Reason] = &[
        Reason {
            flag: "BadInput",
            refusals: &[Refusal::Input(Error::Digits)],
        },
        Reason {
            flag: "OutOfRange",
            refusals: &[
                Refusal::Input(Error::WindowLength),
                Refusal::Input(Error::Copy),
                Refusal::NoRoom("op"),
                Refusal::NoRoom("use"),
            ],
        },
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let code = group.key()?.code(group.digits, &inputs.terms()?)?;
        Ok(Outputs {
            code: code.as_str().to_owned(),
        })
    }

    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        group.check_back(&outputs.code, inputs.terms()?)
    }
}

pub(super) struct FlexCodeIssue;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueInputs {
    start_slot: u32,
    /// In seconds.
    length: u64,
    op: u8,
    #[serde(rename = "use")]
    code_use: u8,
    taken: Vec<u8>,
}

#[derive(Serialize)]
pub(super) struct IssueOutputs {
    duration: u8,
    copy: u8,
    code: String,
}

impl IssueInputs {
    fn window(&self) -> Result<FlexWindow, Refusal> {
        let half_hour = u64::from(SECONDS_PER_HALF_HOUR);
        let start = u64::from(self.start_slot).checked_mul(half_hour);
        let length = u32::try_from(self.length).map_err(|_| Refusal::NoRoom("length"))?;
        let start = start.ok_or(Refusal::NoRoom("start_slot"))?;
        Ok(FlexWindow::new(start, length)?)
    }
}

impl Algorithm for FlexCodeIssue {
    const NAME: &'static str = "flex-code-issue";
    const SPEC: &'static str = "section 4";
    const OUTPUTS: &'static [&'static str] = &["duration", "copy", "code"];
    const REASONS: &'static [Reason] = &[
        Reason {
            flag: "OutOfRange",
            refusals: &[
                Refusal::Input(Error::WindowLength),
                Refusal::NoRoom("length"),
                Refusal::NoRoom("op"),
                Refusal::NoRoom("use"),
            ],
        },
        Reason {
            flag: "NoneLeft",
            refusals: &[Refusal::Input(Error::NoCopyLeft)],
        },
    ];
    type Group = Group;
    type Inputs = IssueInputs;
    type Outputs = IssueOutputs;

    fn compute(group: &Group, inputs: &IssueInputs) -> Result<IssueOutputs, Refusal> {
        let [taken, _] = taken_bits(&inputs.taken, FLEX_COPIES)?.to_le_bytes();
        let (operation, code_use) = (operation(inputs.op)?, code_use(inputs.code_use)?);
        let window = inputs.window()?;
        let key = group.key()?;
        let (terms, code) = key.issue(group.digits, window, operation, code_use, taken)?;
        Ok(IssueOutputs {
            duration: terms.window().duration(),
            copy: terms.copy(),
            code: code.as_str().to_owned(),
        })
    }

    fn check_back(
        group: &Group,
        inputs: &IssueInputs,
        outputs: &IssueOutputs,
    ) -> Result<(), Mismatch> {
        let terms = Inputs {
            start_slot: inputs.start_slot,
            duration: outputs.duration,
            copy: outputs.copy,
            op: inputs.op,
            code_use: inputs.code_use,
        };
        let terms = terms.terms()?;
        let seconds = u64::from(terms.window().seconds());
        same("the length of the duration", &seconds, &inputs.length)?;
        let code = group.key()?.code(group.digits, &terms)?;
        same_code("the code of the copy", &code, &outputs.code)?;
        group.check_back(&outputs.code, terms)
    }
}
