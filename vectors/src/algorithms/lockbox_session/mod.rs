//! `lockbox-session`: what a box decides and saves, step by step.

use doorward::bounds::SNAPSHOT_LEN;
use doorward::calendar::Zone;
use doorward::codes::CodeProfile;
use doorward::grants::Operations;
use doorward::keys::{AuditKey, Id, LockboxKey};
use doorward::lockbox::{Limits, Lockbox, Profile, Store, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

mod answer;
mod step;

use super::Algorithm;
use super::refusal::{Mismatch, Refusal, same};
use crate::text::{Bytes, present};
use step::Step;

pub(super) struct LockboxSession;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    lockbox: String,
    box_key: Bytes,
    audit_0: Bytes,
    day_digits: u8,
    flex_digits: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    /// The snapshot that the session begins with; empty for a box that is provisioned.
    initial: Bytes,
    #[serde(default, deserialize_with = "present")]
    provision: Option<Provision>,
    #[serde(default, deserialize_with = "present")]
    first_saved: Option<String>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Provision {
    epoch: u32,
    zone: Bytes,
    limits: Bytes,
    #[serde(default)]
    lacking: u16,
}

/// Keeps the last snapshot and the digests of all that a step saves; fails when told to.
#[derive(Default)]
struct Recorder {
    last: Vec<u8>,
    digests: Vec<String>,
    /// Which save of the step fails; 0 for none.
    fails: u32,
    saves: u32,
}

impl Recorder {
    fn begin(&mut self, fails: u32) {
        self.fails = fails;
        self.saves = 0;
        self.digests.clear();
    }
}

impl Store for Recorder {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        self.saves = self.saves.saturating_add(1);
        if self.saves == self.fails {
            return Err(StoreError);
        }
        self.last = snapshot.to_vec();
        self.digests.push(digest(snapshot));
        Ok(())
    }
}

/// The first 16 bytes of SHA-256, in hexadecimal.
fn digest(snapshot: &[u8]) -> String {
    hex::encode(Sha256::digest(snapshot))
        .chars()
        .take(32)
        .collect()
}

impl Group {
    fn id(&self) -> Result<Id, Refusal> {
        Ok(Id::new(&self.lockbox)?)
    }

    fn key(&self) -> Result<LockboxKey, Refusal> {
        Ok(LockboxKey::from_bytes(self.box_key.as_slice())?)
    }

    fn codes(&self) -> Result<CodeProfile, Refusal> {
        Ok(CodeProfile::new(self.day_digits, self.flex_digits)?)
    }

    fn restored(&self, snapshot: &[u8]) -> Result<Lockbox, Refusal> {
        Ok(Lockbox::restore(
            &self.id()?,
            self.codes()?,
            self.key()?,
            snapshot,
        ))
    }

    fn provisioned(&self, by: &Provision, store: &mut Recorder) -> Result<Lockbox, Mismatch> {
        let limits = Limits::from_bytes(by.limits.as_slice())?;
        let lacking = Operations::from_bits(by.lacking)?;
        let profile = Profile::new(self.id()?, self.codes()?, limits)?.lacking(lacking)?;
        let first_audit = AuditKey::from_bytes(self.audit_0.as_slice())?;
        let zone = Zone::from_bytes(by.zone.as_slice())?;
        Lockbox::provision(&profile, self.key()?, &first_audit, by.epoch, zone, store)
            .map_err(|error| Mismatch(error.to_string()))
    }
}

impl Algorithm for LockboxSession {
    const NAME: &'static str = "lockbox-session";
    const SPEC: &'static str = "section 9";
    /// Decisions and digests stand in the steps, beside what they answer.
    const OUTPUTS: &'static [&'static str] = &[];
    const REASONS: &'static [super::Reason] = &[];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Nothing;

    fn compute(_: &Group, _: &Inputs) -> Result<Nothing, Refusal> {
        Ok(Nothing {})
    }

    fn check_back(group: &Group, inputs: &Inputs, _: &Nothing) -> Result<(), Mismatch> {
        let mut store = Recorder::default();
        let mut lockbox = if let Some(provision) = &inputs.provision {
            let lockbox = group.provisioned(provision, &mut store)?;
            same("initial", inputs.initial.as_slice(), &[])?;
            let first_saved = inputs.first_saved.iter().cloned().collect();
            same("first_saved", &store.digests, &first_saved)?;
            lockbox
        } else {
            store.last = inputs.initial.as_slice().to_vec();
            same("first_saved", &None, &inputs.first_saved)?;
            group.restored(&store.last)?
        };
        for (index, step) in inputs.steps.iter().enumerate() {
            step.run(group, &mut lockbox, &mut store)
                .map_err(|Mismatch(message)| Mismatch(format!("step {index}: {message}")))?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
pub(super) struct Nothing {}
