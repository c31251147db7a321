//! What is done to a box, and what it answers and saves.

use doorward::bounds::NONCE_LEN;
use doorward::calendar::UnixSeconds;
use doorward::lockbox::Lockbox;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::refusal::{self, Refusal};
use super::answer::Answer;
use super::{Group, Recorder};
use crate::text::Bytes;

#[derive(Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub(super) struct Step {
    call: Call,
    /// Which save of the step fails; 0 for none.
    store_fails: u32,
}

/// What a step leads to; nothing for what has no answer.
#[derive(Default, Serialize)]
pub(super) struct Outcome {
    #[serde(flatten)]
    answered: Option<Answered>,
}

#[derive(Serialize)]
struct Answered {
    decision: Answer,
    saved: Vec<String>,
}

/// The members of [`Answered`].
pub(super) const OUTPUTS: [&str; 2] = ["decision", "saved"];

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
        let store_fails = members.remove("store_fails");
        Ok(Self {
            store_fails: store_fails.map_or(Ok(0), serde_json::from_value)?,
            call: serde_json::from_value(members.into())?,
        })
    }
}

impl Step {
    /// Does it.
    pub(super) fn run(
        &self,
        group: &Group,
        lockbox: &mut Lockbox,
        store: &mut Recorder,
    ) -> Result<Outcome, Refusal> {
        store.begin(self.store_fails);
        let answered = self
            .call
            .run(group, lockbox, store)?
            .map(|decision| Answered {
                decision,
                saved: std::mem::take(&mut store.digests),
            });
        Ok(Outcome { answered })
    }
}

impl Call {
    fn run(
        &self,
        group: &Group,
        lockbox: &mut Lockbox,
        store: &mut Recorder,
    ) -> Result<Option<Answer>, Refusal> {
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
                Answer::of_challenge(lockbox.open_session(store, *now, &entropy))
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
            Self::DrainAudit { now } => Answer::of_head(lockbox.drain_audit(store, *now)),
            Self::Head { now } => Answer::of_head(lockbox.audit_head(*now)),
        };
        Ok(Some(answer))
    }
}
