//! What is done to a box, and what it has to answer and save.

use doorward::bounds::NONCE_LEN;
use doorward::calendar::UnixSeconds;
use doorward::lockbox::Lockbox;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::refusal::{self, Mismatch, Refusal, same};
use super::answer::Answer;
use super::{Group, Recorder};
use crate::text::Bytes;

#[derive(Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub(super) struct Step {
    call: Call,
    /// What it answers; nothing for what has no answer.
    expected: Option<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    decision: Answer,
    saved: Vec<String>,
    /// Which save of the step fails; 0 for none.
    #[serde(default)]
    store_fails: u32,
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
enum Call {
    Enter {
        now: UnixSeconds,
        op_chosen: u8,
        code: String,
    },
    Confirm {
        now: UnixSeconds,
    },
    Tick {
        now: UnixSeconds,
    },
    PowerRestored {},
    Restart {},
    KeyPressed {
        now: UnixSeconds,
    },
    OpenSession {
        now: UnixSeconds,
        entropy: Bytes,
    },
    Disconnect {},
    Bulletin {
        now: UnixSeconds,
        message: Bytes,
    },
    Present {
        now: UnixSeconds,
        message: Bytes,
    },
    ReplaceLimits {
        now: UnixSeconds,
        limits: Bytes,
    },
    DrainAudit {
        now: UnixSeconds,
    },
    Head {
        now: UnixSeconds,
    },
}

impl TryFrom<Map<String, Value>> for Step {
    type Error = serde_json::Error;

    fn try_from(mut members: Map<String, Value>) -> Result<Self, Self::Error> {
        let expected: Map<_, _> = ["decision", "saved", "store_fails"]
            .into_iter()
            .filter_map(|name| members.remove_entry(name))
            .collect();
        let is_expected = !expected.is_empty();
        let expected = is_expected.then(|| serde_json::from_value(expected.into()));
        Ok(Self {
            call: serde_json::from_value(members.into())?,
            expected: expected.transpose()?,
        })
    }
}

impl Step {
    /// Does it, and compares what comes of it.
    pub(super) fn run(
        &self,
        group: &Group,
        lockbox: &mut Lockbox,
        store: &mut Recorder,
    ) -> Result<(), Mismatch> {
        store.begin(
            self.expected
                .as_ref()
                .map_or(0, |expected| expected.store_fails),
        );
        let answer = self.call.run(group, lockbox, store)?;
        match (answer, &self.expected) {
            (Some(answer), Some(expected)) => {
                same("decision", &answer, &expected.decision)?;
                same("saved", &store.digests, &expected.saved)
            }
            (None, None) => Ok(()),
            (answer, _) => Err(Mismatch(format!("the step answers {answer:?}"))),
        }
    }
}

impl Call {
    fn run(
        &self,
        group: &Group,
        lockbox: &mut Lockbox,
        store: &mut Recorder,
    ) -> Result<Option<Answer>, Mismatch> {
        let answer = match self {
            Self::Restart {} => {
                *lockbox = group.restored(&store.last)?;
                return Ok(None);
            }
            Self::KeyPressed { now } => {
                lockbox.key_pressed(*now);
                return Ok(None);
            }
            Self::Disconnect {} => {
                lockbox.disconnected();
                return Ok(None);
            }
            Self::Enter {
                now,
                op_chosen,
                code,
            } => {
                let operation = refusal::operation(*op_chosen)?;
                Answer::of(lockbox.enter_code(store, *now, operation, code.as_bytes()))
            }
            Self::Confirm { now } => Answer::of(lockbox.confirm_opened(store, *now)),
            Self::Tick { now } => Answer::of(lockbox.tick(store, *now)),
            Self::PowerRestored {} => Answer::of(lockbox.power_restored(store)),
            Self::OpenSession { now, entropy } => {
                let entropy: [u8; NONCE_LEN] = entropy
                    .as_slice()
                    .try_into()
                    .map_err(|_| Refusal::NoRoom("entropy"))?;
                Ok(Answer::of_challenge(
                    lockbox.open_session(store, *now, &entropy),
                ))
            }
            Self::Bulletin { now, message } => {
                Answer::of(lockbox.apply_bulletin(store, *now, message.as_slice()))
            }
            Self::Present { now, message } => {
                Answer::of_grant(&lockbox.present_grant(store, *now, message.as_slice()))
            }
            Self::ReplaceLimits { now, limits } => {
                Answer::of(lockbox.replace_limits(store, *now, limits.as_slice()))
            }
            Self::DrainAudit { now } => Ok(Answer::of_head(lockbox.drain_audit(store, *now))),
            Self::Head { now } => Ok(Answer::of_head(lockbox.audit_head(*now))),
        };
        answer.map(Some)
    }
}
