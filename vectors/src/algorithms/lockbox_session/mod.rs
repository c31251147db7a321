//! `lockbox-session`: what a box decides and saves, step by step.

use doorward::bounds::SNAPSHOT_LEN;
use doorward::calendar::Zone;
use doorward::codes::CodeProfile;
use doorward::grants::Operations;
use doorward::keys::{AuditKey, Id, LockboxKey};
use doorward::lockbox::{Limits, Lockbox, Profile, Store, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

mod answer;
mod step;

use super::Algorithm;
use super::refusal::{Mismatch, Refusal};
use crate::container::Members;
use crate::text::{Bytes, present};
use step::{Outcome, Step};

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

    fn provisioned(&self, by: &Provision, store: &mut Recorder) -> Result<Lockbox, Refusal> {
        let limits = Limits::from_bytes(by.limits.as_slice())?;
        let lacking = Operations::from_bits(by.lacking)?;
        let profile = Profile::new(self.id()?, self.codes()?, limits)?.lacking(lacking)?;
        let first_audit = AuditKey::from_bytes(self.audit_0.as_slice())?;
        let zone = Zone::from_bytes(by.zone.as_slice())?;
        Lockbox::provision(&profile, self.key()?, &first_audit, by.epoch, zone, store)
            .map_err(|StoreError| Refusal::Runner("a store that fails at provisioning"))
    }
}

#[derive(Serialize)]
pub(super) struct Outputs {
    #[serde(skip_serializing_if = "Option::is_none")]
    first_saved: Option<String>,
    steps: Vec<Outcome>,
}

impl Algorithm for LockboxSession {
    const NAME: &'static str = "lockbox-session";
    const SPEC: &'static str = "section 9";
    /// A step's decision and digests stand in it, beside what they answer.
    const OUTPUTS: &'static [&'static str] = &[];
    const REASONS: &'static [super::Reason] = &[];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn take_outputs(_: &Group, members: &mut Members) -> Members {
        let mut outputs: Members = members.remove_entry("first_saved").into_iter().collect();
        let steps = members.get_mut("steps").and_then(Value::as_array_mut);
        let taken = |step: &mut Value| -> Option<Members> {
            let step = step.as_object_mut()?;
            let taken = step::OUTPUTS.iter();
            Some(taken.filter_map(|name| step.remove_entry(*name)).collect())
        };
        let taken = steps.into_iter().flatten().filter_map(taken);
        outputs.insert("steps".into(), taken.map(Value::Object).collect());
        outputs
    }

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let mut store = Recorder::default();
        let mut first_saved = None;
        let mut lockbox = match &inputs.provision {
            Some(provision) if inputs.initial.as_slice().is_empty() => {
                let lockbox = group.provisioned(provision, &mut store)?;
                if store.digests.len() > 1 {
                    return Err(Refusal::Runner("a second save at provisioning"));
                }
                first_saved = store.digests.pop();
                lockbox
            }
            Some(_) => return Err(Refusal::Runner("a snapshot beside provisioning")),
            None => {
                store.last = inputs.initial.as_slice().to_vec();
                group.restored(&store.last)?
            }
        };
        let steps = inputs
            .steps
            .iter()
            .map(|step| step.run(group, &mut lockbox, &mut store))
            .collect::<Result<_, _>>()?;
        Ok(Outputs { first_saved, steps })
    }

    /// What a box has done cannot be undone.
    fn check_back(_: &Group, _: &Inputs, _: &Outputs) -> Result<(), Mismatch> {
        Ok(())
    }
}
