//! A box's answer, as the members of a step.

use doorward::audit::HeadBytes;
use doorward::bounds::NONCE_LEN;
use doorward::calendar::UnixSeconds;
use doorward::lockbox::{Applied, Decision, Reason};
use serde::Serialize;

use super::super::service_code::Command;

/// A decision as the members of a step.
#[derive(Serialize)]
pub(super) struct Answer {
    number: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<UnixSeconds>,
    #[serde(flatten)]
    done: Option<WithClock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<String>,
    /// With `TooEarly`: the instant from which the grant holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<UnixSeconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acknowledgement: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<String>,
}

/// What was applied; the clock's new instant is null if it stays.
#[derive(Serialize)]
struct WithClock {
    applied: Done,
    set_clock: Option<UnixSeconds>,
}

impl Answer {
    pub(super) fn of(decision: Decision) -> Self {
        let mut answer = Self::of_number(decision.number());
        match decision {
            Decision::Open { until, .. }
            | Decision::Deny {
                reason: Reason::Throttled { until },
            } => answer.until = Some(until),
            Decision::Deny {
                reason: Reason::TooEarly { from },
            } => answer.from = Some(from),
            Decision::Deny { .. } => {}
            Decision::Applied { applied, set_clock } => {
                let applied = applied.into();
                answer.done = Some(WithClock { applied, set_clock });
            }
        }
        answer
    }

    const fn of_number(number: u8) -> Self {
        Self {
            number,
            until: None,
            done: None,
            challenge: None,
            from: None,
            acknowledgement: None,
            head: None,
        }
    }

    pub(super) fn of_challenge(challenge: Result<[u8; NONCE_LEN], Reason>) -> Self {
        match challenge {
            Ok(challenge) => Self {
                challenge: Some(hex::encode(challenge)),
                ..Self::of_number(1)
            },
            Err(reason) => Self::of_number(reason.number()),
        }
    }

    pub(super) fn of_grant(answer: &doorward::lockbox::Answer) -> Self {
        Self {
            acknowledgement: answer.acknowledgement.map(hex::encode),
            ..Self::of(answer.decision)
        }
    }

    pub(super) fn of_head(head: Result<HeadBytes, Reason>) -> Self {
        match head {
            Ok(head) => Self {
                head: Some(hex::encode(head)),
                ..Self::of_number(1)
            },
            Err(reason) => Self::of_number(reason.number()),
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
    ReadLog,
    UpdateFirmware { manifest: String },
    Own,
    Transferred { epoch: u32 },
    LimitsReplaced,
}

impl From<Applied> for Done {
    fn from(applied: Applied) -> Self {
        match applied {
            Applied::Service(command) => Self::Service(command.into()),
            Applied::Bulletin { sequence } => Self::Bulletin { sequence },
            Applied::Confirmed => Self::Confirmed,
            Applied::PowerRestored => Self::PowerRestored,
            Applied::Ticked => Self::Ticked,
            Applied::ReadLog => Self::ReadLog,
            Applied::UpdateFirmware { manifest } => Self::UpdateFirmware {
                manifest: hex::encode(manifest),
            },
            Applied::Own => Self::Own,
            Applied::Transferred { epoch } => Self::Transferred { epoch },
            Applied::LimitsReplaced => Self::LimitsReplaced,
        }
    }
}
