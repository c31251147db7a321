//! `keys`: the whole tree below one root key.

use doorward::Error;
use doorward::calendar::Day;
use doorward::keys::{DayRootKey, Id, Key, LockboxKey, Purpose, RootKey};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::refusal::{Mismatch, Reason, Refusal, same};
use crate::text::Bytes;

pub(super) struct Keys;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    root: Bytes,
    lockbox: String,
    generation: u32,
    epoch: u32,
    day: u32,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    box_key: String,
    day_root: String,
    flex: String,
    grant: String,
    service: String,
    bulletin: String,
    challenge: String,
    audit_0: String,
    day_key: String,
    credential: String,
}

impl Algorithm for Keys {
    const NAME: &'static str = "keys";
    const SPEC: &'static str = "section 1";
    const OUTPUTS: &'static [&'static str] = &[
        "box_key",
        "day_root",
        "flex",
        "grant",
        "service",
        "bulletin",
        "challenge",
        "audit_0",
        "day_key",
        "credential",
    ];
    const REASONS: &'static [Reason] = &[BAD_INPUT];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(_: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let root = RootKey::from_bytes(inputs.root.as_slice())?;
        let id = Id::new(&inputs.lockbox)?;
        let lockbox = root.lockbox(&id, inputs.generation);
        let day_root = lockbox.day_root(inputs.epoch);
        Ok(Outputs {
            box_key: shown(&lockbox),
            flex: shown(&lockbox.flex(inputs.epoch)),
            grant: shown(&lockbox.grant(inputs.epoch)),
            service: shown(&lockbox.service()),
            bulletin: shown(&lockbox.bulletin()),
            challenge: shown(&lockbox.challenge()),
            audit_0: shown(&root.first_audit(&id, inputs.generation)),
            day_key: shown(&day_root.day(Day::from_number(inputs.day))),
            day_root: shown(&day_root),
            credential: shown(&root.credential(&id)),
        })
    }

    /// A key that left the library as bytes and came in again derives the same.
    fn check_back(_: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let id = Id::new(&inputs.lockbox)?;
        same("the id", id.as_str(), &inputs.lockbox)?;
        let lockbox = LockboxKey::from_bytes(&published(&outputs.box_key)?)?;
        let flex = shown(&lockbox.flex(inputs.epoch));
        same("flex from box_key", &flex, &outputs.flex)?;
        let day_root = DayRootKey::from_bytes(&published(&outputs.day_root)?)?;
        let day_key = shown(&day_root.day(Day::from_number(inputs.day)));
        same("day_key from day_root", &day_key, &outputs.day_key)
    }
}

/// A key or an id that is none.
pub(super) const BAD_INPUT: Reason = Reason {
    flag: "BadInput",
    refusals: &[
        Refusal::Input(Error::KeyLength),
        Refusal::Input(Error::IdLength),
        Refusal::Input(Error::IdCharacter),
    ],
};

fn shown<P: Purpose>(key: &Key<P>) -> String {
    hex::encode(key.expose_bytes())
}

fn published(text: &str) -> Result<Vec<u8>, Mismatch> {
    hex::decode(text).map_err(|error| Mismatch(error.to_string()))
}
