//! `grant`: what the service issues and a holder narrows. `grant-proof`: what phone and box
//! say to each other.

use doorward::Error;
use doorward::grants::{
    Caveat, Grant as Token, GrantBody, GrantOperation, Operations, Request, acknowledgement, proof,
};
use doorward::keys::{Id, LockboxKey};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::refusal::{Mismatch, Reason, Refusal, fixed, same};
use crate::text::Bytes;

pub(super) struct Grant;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    box_key: Bytes,
    lockbox: String,
    epoch: u32,
}

/// A valid test is issued; an invalid one has a text that must be refused.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Inputs {
    Issue(Issue),
    Text(Text),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Issue {
    operations: u16,
    bulletin: u32,
    grant_id: Bytes,
    holder: Bytes,
    not_before: u64,
    not_after: u64,
    max_uses: u8,
    caveats: Vec<Bytes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    token: String,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    body: String,
    tag: String,
    token: String,
}

impl Outputs {
    fn of(grant: &Token) -> Self {
        Self {
            body: hex::encode(grant.body().to_bytes()),
            tag: hex::encode(grant.expose_tag()),
            token: grant.to_text().as_str().to_owned(),
        }
    }
}

impl Issue {
    fn grant(&self, group: &Group) -> Result<Token, Refusal> {
        let key = LockboxKey::from_bytes(group.box_key.as_slice())?.grant(group.epoch);
        let grant = key.issue(&GrantBody {
            operations: Operations::from_bits(self.operations)?,
            epoch: group.epoch,
            bulletin: self.bulletin,
            grant_id: fixed(&self.grant_id, "grant_id")?,
            holder: fixed(&self.holder, "holder")?,
            not_before: self.not_before,
            not_after: self.not_after,
            max_uses: self.max_uses,
            lockbox: Id::new(&group.lockbox)?,
        });
        self.caveats.iter().try_fold(grant, |grant, caveat| {
            Ok(grant.narrow(Caveat::from_bytes(caveat.as_slice())?)?)
        })
    }
}

/// A flag whose texts are all refused as texts.
const fn text(flag: &'static str) -> Reason {
    Reason {
        flag,
        refusals: &[Refusal::Input(Error::GrantText)],
    }
}

impl Algorithm for Grant {
    const NAME: &'static str = "grant";
    const SPEC: &'static str = "section 7";
    const OUTPUTS: &'static [&'static str] = &["body", "tag", "token"];
    const REASONS: &'static [Reason] = &[
        text("BadText"),
        text("BadLength"),
        text("UnknownVersion"),
        text("UnknownOperation"),
        text("BadId"),
        text("UnknownCaveat"),
        text("BadCaveat"),
        text("TooManyCaveats"),
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        match inputs {
            Inputs::Issue(issue) => Ok(Outputs::of(&issue.grant(group)?)),
            Inputs::Text(text) => Ok(Outputs::of(&Token::from_text(&text.token)?)),
        }
    }

    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let read = Token::from_text(&outputs.token)?;
        let Inputs::Issue(issue) = inputs else {
            return Err(Refusal::Runner("a valid test without its members").into());
        };
        let issued = issue.grant(group)?;
        same("body read back", read.body(), issued.body())?;
        same("caveats read back", read.caveats(), issued.caveats())?;
        same("tag read back", read.expose_tag(), issued.expose_tag())
    }
}

pub(super) struct GrantProof;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofGroup {
    box_key: Bytes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofInputs {
    tag: Bytes,
    counter: u64,
    entropy: Bytes,
    nonce: Bytes,
    op: u16,
    argument: Bytes,
    outcome: u8,
}

#[derive(Serialize)]
pub(super) struct ProofOutputs {
    challenge: String,
    proof: String,
    ack: String,
}

impl Algorithm for GrantProof {
    const NAME: &'static str = "grant-proof";
    const SPEC: &'static str = "section 7";
    const OUTPUTS: &'static [&'static str] = &["challenge", "proof", "ack"];
    const REASONS: &'static [Reason] = &[
        Reason {
            flag: "BadOperation",
            refusals: &[Refusal::NoRoom("op")],
        },
        Reason {
            flag: "BadArgument",
            refusals: &[Refusal::Input(Error::Argument)],
        },
    ];
    type Group = ProofGroup;
    type Inputs = ProofInputs;
    type Outputs = ProofOutputs;

    fn compute(group: &ProofGroup, inputs: &ProofInputs) -> Result<ProofOutputs, Refusal> {
        let operation = GrantOperation::from_bit(inputs.op).ok_or(Refusal::NoRoom("op"))?;
        let request = Request::new(operation, inputs.argument.as_slice())?;
        let tag = fixed(&inputs.tag, "tag")?;
        let key = LockboxKey::from_bytes(group.box_key.as_slice())?.challenge();
        let challenge = key.challenge(inputs.counter, &fixed(&inputs.entropy, "entropy")?);
        let proof = proof(&tag, &challenge, &fixed(&inputs.nonce, "nonce")?, &request);
        let ack = acknowledgement(&tag, &challenge, &proof, inputs.outcome);
        Ok(ProofOutputs {
            challenge: hex::encode(challenge),
            proof: hex::encode(proof),
            ack: hex::encode(ack),
        })
    }

    /// There is no way back from a MAC.
    fn check_back(_: &ProofGroup, _: &ProofInputs, _: &ProofOutputs) -> Result<(), Mismatch> {
        Ok(())
    }
}
