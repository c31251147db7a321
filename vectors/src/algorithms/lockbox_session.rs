//! `lockbox-session`: what a box decides and saves, step by step.

use doorward::bounds::{NONCE_LEN, SNAPSHOT_LEN};
use doorward::calendar::{UnixSeconds, Zone};
use doorward::codes::CodeProfile;
use doorward::keys::{AuditKey, Id, LockboxKey};
use doorward::lockbox::{Applied, Decision, Limits, Lockbox, Profile, Reason, Store, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Algorithm;
use super::refusal::{self, Mismatch, Refusal, same};
use super::service_code::Command;
use crate::text::{Bytes, present};

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
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
enum Step {
    Enter {
        now: UnixSeconds,
        op_chosen: u8,
        code: String,
        decision: Answer,
        saved: Vec<String>,
        #[serde(default)]
        store_fails: u32,
    },
    Confirm {
        now: UnixSeconds,
        decision: Answer,
        saved: Vec<String>,
        #[serde(default)]
        store_fails: u32,
    },
    Tick {
        now: UnixSeconds,
        decision: Answer,
        saved: Vec<String>,
        #[serde(default)]
        store_fails: u32,
    },
    PowerRestored {
        decision: Answer,
        saved: Vec<String>,
        #[serde(default)]
        store_fails: u32,
    },
    Restart {},
    KeyPressed {
        now: UnixSeconds,
    },
    OpenSession {
        now: UnixSeconds,
        entropy: Bytes,
        decision: Answer,
        saved: Vec<String>,
        #[serde(default)]
        store_fails: u32,
    },
    Bulletin {
        now: UnixSeconds,
        message: Bytes,
        decision: Answer,
        saved: Vec<String>,
        #[serde(default)]
        store_fails: u32,
    },
}

/// A decision as the members of a step.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    number: u8,
    #[serde(default)]
    until: Option<UnixSeconds>,
    #[serde(default)]
    applied: Option<serde_json::Value>,
    #[serde(default)]
    set_clock: Option<UnixSeconds>,
    #[serde(default)]
    challenge: Option<String>,
}

impl Answer {
    fn of(decision: Decision) -> Result<Self, Mismatch> {
        let mut answer = Self::of_number(decision.number());
        match decision {
            Decision::Open { until, .. }
            | Decision::Deny {
                reason: Reason::Throttled { until },
            } => answer.until = Some(until),
            Decision::Deny { .. } => {}
            Decision::Applied { applied, set_clock } => {
                let applied = serde_json::to_value(Done::from(applied));
                answer.applied = Some(applied.map_err(|error| Mismatch(error.to_string()))?);
                answer.set_clock = set_clock;
            }
        }
        Ok(answer)
    }

    const fn of_number(number: u8) -> Self {
        Self {
            number,
            until: None,
            applied: None,
            set_clock: None,
            challenge: None,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Done {
    Service(Command),
    Bulletin { sequence: u32 },
    Confirmed,
    PowerRestored,
    Ticked,
}

impl From<Applied> for Done {
    fn from(applied: Applied) -> Self {
        match applied {
            Applied::Service(command) => Self::Service(command.into()),
            Applied::Bulletin { sequence } => Self::Bulletin { sequence },
            Applied::Confirmed => Self::Confirmed,
            Applied::PowerRestored => Self::PowerRestored,
            Applied::Ticked => Self::Ticked,
        }
    }
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
        let profile = Profile::new(self.id()?, self.codes()?, limits)?;
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
            run(group, &mut lockbox, &mut store, step)
                .map_err(|Mismatch(message)| Mismatch(format!("step {index}: {message}")))?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
pub(super) struct Nothing {}

fn run(
    group: &Group,
    lockbox: &mut Lockbox,
    store: &mut Recorder,
    step: &Step,
) -> Result<(), Mismatch> {
    let (answer, decision, saved) = match step {
        Step::Restart {} => {
            *lockbox = group.restored(&store.last)?;
            return Ok(());
        }
        Step::KeyPressed { now } => {
            lockbox.key_pressed(*now);
            return Ok(());
        }
        Step::Enter {
            now,
            op_chosen,
            code,
            decision,
            saved,
            store_fails,
        } => {
            store.begin(*store_fails);
            let operation = refusal::operation(*op_chosen)?;
            let answer = lockbox.enter_code(store, *now, operation, code.as_bytes());
            (Answer::of(answer)?, decision, saved)
        }
        Step::Confirm {
            now,
            decision,
            saved,
            store_fails,
        } => {
            store.begin(*store_fails);
            (
                Answer::of(lockbox.confirm_opened(store, *now))?,
                decision,
                saved,
            )
        }
        Step::Tick {
            now,
            decision,
            saved,
            store_fails,
        } => {
            store.begin(*store_fails);
            (Answer::of(lockbox.tick(store, *now))?, decision, saved)
        }
        Step::PowerRestored {
            decision,
            saved,
            store_fails,
        } => {
            store.begin(*store_fails);
            (Answer::of(lockbox.power_restored(store))?, decision, saved)
        }
        Step::OpenSession {
            now,
            entropy,
            decision,
            saved,
            store_fails,
        } => {
            store.begin(*store_fails);
            let entropy: [u8; NONCE_LEN] = entropy
                .as_slice()
                .try_into()
                .map_err(|_| Refusal::NoRoom("entropy"))?;
            let answer = match lockbox.open_session(store, *now, &entropy) {
                Ok(challenge) => Answer {
                    challenge: Some(hex::encode(challenge)),
                    ..Answer::of_number(1)
                },
                Err(reason) => Answer::of_number(reason.number()),
            };
            (answer, decision, saved)
        }
        Step::Bulletin {
            now,
            message,
            decision,
            saved,
            store_fails,
        } => {
            store.begin(*store_fails);
            let answer = lockbox.apply_bulletin(store, *now, message.as_slice());
            (Answer::of(answer)?, decision, saved)
        }
    };
    same("decision", &answer, decision)?;
    same("saved", &store.digests, saved)
}
