//! `renewal-code`: the digits that renew a card by phone.

use doorward::Error;
use doorward::calendar::Day;
use doorward::codes::Code;
use doorward::keys::{CredentialKey, Id, RootKey};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::keys::BAD_INPUT;
use super::refusal::{Mismatch, Reason, Refusal, not_read, same, same_code};
use crate::text::Bytes;

pub(super) struct RenewalCode;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    root: Bytes,
    credential: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    day: u32,
    n: u8,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    code: String,
}

impl Group {
    fn key(&self) -> Result<CredentialKey, Error> {
        let root = RootKey::from_bytes(self.root.as_slice())?;
        Ok(root.credential(&Id::new(&self.credential)?))
    }
}

impl Algorithm for RenewalCode {
    const NAME: &'static str = "renewal-code";
    const SPEC: &'static str = "section 6";
    const OUTPUTS: &'static [&'static str] = &["code"];
    const REASONS: &'static [Reason] = &[
        BAD_INPUT,
        Reason {
            flag: "OutOfRange",
            refusals: &[Refusal::Input(Error::RenewalNumber)],
        },
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let day = Day::from_number(inputs.day);
        let code = group.key()?.renewal_code(day, inputs.n)?;
        Ok(Outputs {
            code: code.as_str().to_owned(),
        })
    }

    /// Two renewals of a day may have one code; the card then takes the lower number.
    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let (key, day) = (group.key()?, Day::from_number(inputs.day));
        let number = key
            .read_renewal(day, &Code::parse(&outputs.code)?)
            .map_err(not_read("read on its day"))?;
        same("a number that is not higher", &(number <= inputs.n), &true)?;
        let code = key.renewal_code(day, number)?;
        same_code("the code of the number read", &code, &outputs.code)
    }
}
