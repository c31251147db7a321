//! `bulletin`: the service's messages to a box.

use doorward::bulletin::{Bulletin as Said, Refusal as NotOpened};
use doorward::keys::{BulletinKey, Id, LockboxKey};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::refusal::{Mismatch, Reason, Refusal, same};
use crate::text::Bytes;

pub(super) struct Bulletin;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    box_key: Bytes,
    lockbox: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    message: Bytes,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    nonce: String,
    sequence: u32,
    epoch: u32,
    issued_at: u64,
    flags_byte: u8,
    zone: String,
    revoked: Vec<String>,
}

impl Group {
    fn key(&self) -> Result<BulletinKey, Refusal> {
        Ok(LockboxKey::from_bytes(self.box_key.as_slice())?.bulletin())
    }

    fn open(&self, message: &[u8]) -> Result<Said, Refusal> {
        let id = Id::new(&self.lockbox)?;
        self.key()?.open(&id, message).map_err(Refusal::Bulletin)
    }
}

const fn reason(flag: &'static str, refusals: &'static [Refusal]) -> Reason {
    Reason { flag, refusals }
}

const NOT_WHOLE: &[Refusal] = &[Refusal::Bulletin(NotOpened::BadMessage)];

impl Algorithm for Bulletin {
    const NAME: &'static str = "bulletin";
    const SPEC: &'static str = "section 8";
    const OUTPUTS: &'static [&'static str] = &[
        "nonce",
        "sequence",
        "epoch",
        "issued_at",
        "flags_byte",
        "zone",
        "revoked",
    ];
    const REASONS: &'static [Reason] = &[
        // A flipped bit may hit what is looked at before the tag; so may a cut.
        reason(
            "Forged",
            &[
                Refusal::Bulletin(NotOpened::BadProof),
                Refusal::Bulletin(NotOpened::BadMessage),
                Refusal::Bulletin(NotOpened::WrongLockbox),
                Refusal::Bulletin(NotOpened::Unsupported),
            ],
        ),
        reason(
            "WrongLockbox",
            // An id whose length counts a zero of its padding is no id.
            &[
                Refusal::Bulletin(NotOpened::WrongLockbox),
                Refusal::Bulletin(NotOpened::BadMessage),
            ],
        ),
        reason(
            "UnknownVersion",
            &[Refusal::Bulletin(NotOpened::Unsupported)],
        ),
        reason("UnknownFlag", NOT_WHOLE),
        reason("BadId", NOT_WHOLE),
        reason("BadZone", NOT_WHOLE),
        reason("BadCount", NOT_WHOLE),
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let said = group.open(inputs.message.as_slice())?;
        Ok(Outputs {
            nonce: hex::encode(said.nonce),
            sequence: said.sequence,
            epoch: said.epoch,
            issued_at: said.issued_at,
            flags_byte: u8::from(said.is_suspended),
            zone: hex::encode(said.zone.to_bytes()),
            revoked: said
                .revocations
                .as_slice()
                .iter()
                .map(hex::encode)
                .collect(),
        })
    }

    fn check_back(group: &Group, inputs: &Inputs, _: &Outputs) -> Result<(), Mismatch> {
        let said = group.open(inputs.message.as_slice())?;
        let sealed = group.key()?.seal(&said);
        same("sealed again", sealed.as_bytes(), inputs.message.as_slice())
    }
}
