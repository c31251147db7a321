//! `numeral-cipher`: the permutation of the numbers of 10 to 12 digits, both ways.

use doorward::Error;
use doorward::codes::Code;
use doorward::codes::numeral::{decipher, encipher};
use doorward::keys::FlexKey;
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::refusal::{MALFORMED, Meaning, Mismatch, Reason, Refusal, same};
use crate::text::{Bytes, Decimal};

pub(super) struct NumeralCipher;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    key: Bytes,
    digits: u8,
    tweak: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    plain: String,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    cipher: String,
}

impl Group {
    /// Any key will do; the cipher has none of its own.
    fn key(&self) -> Result<FlexKey, Error> {
        FlexKey::from_bytes(self.key.as_slice())
    }

    fn number(&self, text: &str) -> Result<u64, Refusal> {
        let code = Code::parse(text)?;
        if code.digits() != self.digits {
            return Err(Refusal::Reading(Meaning::OtherLength));
        }
        text.parse().map_err(|_| Refusal::NoRoom("plain"))
    }

    fn text(&self, number: u64) -> String {
        format!("{number:0width$}", width = usize::from(self.digits))
    }
}

impl Algorithm for NumeralCipher {
    const NAME: &'static str = "numeral-cipher";
    const SPEC: &'static str = "section 3";
    const OUTPUTS: &'static [&'static str] = &["cipher"];
    const REASONS: &'static [Reason] = &[
        MALFORMED,
        Reason {
            flag: "BadInput",
            refusals: &[Refusal::Input(Error::NumeralRange)],
        },
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let key = group.key()?;
        // A width that the cipher does not have is refused whatever the number.
        encipher(&key, group.digits, group.tweak.0, 0)?;
        let plain = group.number(&inputs.plain)?;
        let cipher = encipher(&key, group.digits, group.tweak.0, plain)?;
        Ok(Outputs {
            cipher: group.text(cipher),
        })
    }

    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let cipher = group.number(&outputs.cipher)?;
        let plain = decipher(&group.key()?, group.digits, group.tweak.0, cipher)?;
        same("deciphered", &group.text(plain), &inputs.plain)
    }
}
