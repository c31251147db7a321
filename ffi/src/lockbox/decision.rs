//! What a box decides and answers, in C.

use doorward::lockbox::{Answer, Applied, Decision, Reason};

use crate::guard::Zeros;
use crate::values::{DW_KEY_LEN, dw_service_command};

/// Decision: open now.
pub const DW_DECISION_OPEN: u8 = 0;
/// Decision: done, and saved.
pub const DW_DECISION_APPLIED: u8 = 1;

/// Applied: a service code's command.
pub const DW_APPLIED_SERVICE: u8 = 1;
/// Applied: a bulletin.
pub const DW_APPLIED_BULLETIN: u8 = 2;
/// Applied: the door was noted as opened.
pub const DW_APPLIED_CONFIRMED: u8 = 3;
/// Applied: the loss of power was noted.
pub const DW_APPLIED_POWER_RESTORED: u8 = 4;
/// Applied: time was kept.
pub const DW_APPLIED_TICKED: u8 = 5;
/// Applied: the log may be read on this connection.
pub const DW_APPLIED_READ_LOG: u8 = 6;
/// Applied: pieces of the firmware image with this manifest may be taken.
pub const DW_APPLIED_UPDATE_FIRMWARE: u8 = 7;
/// Applied: the holder acts as the owner on this connection.
pub const DW_APPLIED_OWN: u8 = 8;
/// Applied: the box went to another owner.
pub const DW_APPLIED_TRANSFERRED: u8 = 9;
/// Applied: new limits are in force.
pub const DW_APPLIED_LIMITS_REPLACED: u8 = 10;

/// What a box decided. Members that a decision does not have are zero.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_decision {
    /// Of an opening, until when the same code may open again; of a wait, when the keypad is
    /// read again; of a grant that is too early, when it begins to hold. Unix seconds.
    pub until: u64,
    /// With `sets_clock`, the instant to which the clock has to be set before the next call.
    pub clock: u64,
    /// What a service code commanded.
    pub command: dw_service_command,
    /// The sequence of a bulletin, or the ownership epoch of a transfer.
    pub value: u32,
    /// 0 open, 1 applied, 2 to 26 refused, as `DW_REFUSED_...` less 200.
    pub number: u8,
    /// What was applied: `DW_APPLIED_...`.
    pub applied: u8,
    /// What to open: `DW_OPERATION_...`.
    pub operation: u8,
    /// 1 if the clock has to be set to `clock`.
    pub sets_clock: u8,
    /// SHA-256 of a firmware manifest.
    pub manifest: [u8; DW_KEY_LEN],
}

// SAFETY: integers and arrays of them.
unsafe impl Zeros for dw_decision {}

impl dw_decision {
    /// Says a decision, over zeros.
    pub(super) fn say(&mut self, decision: &Decision) {
        self.number = decision.number();
        match decision {
            Decision::Open { operation, until } => {
                self.operation = operation.number();
                self.until = *until;
            }
            Decision::Applied { applied, set_clock } => {
                self.applied = self.note(applied);
                self.clock = set_clock.unwrap_or(0);
                self.sets_clock = u8::from(set_clock.is_some());
            }
            Decision::Deny { reason } => match reason {
                Reason::Throttled { until } => self.until = *until,
                Reason::TooEarly { from } => self.until = *from,
                _ => {}
            },
        }
    }

    fn note(&mut self, applied: &Applied) -> u8 {
        match applied {
            Applied::Service(command) => {
                self.command = command.into();
                DW_APPLIED_SERVICE
            }
            Applied::Bulletin { sequence } => {
                self.value = *sequence;
                DW_APPLIED_BULLETIN
            }
            Applied::Confirmed => DW_APPLIED_CONFIRMED,
            Applied::PowerRestored => DW_APPLIED_POWER_RESTORED,
            Applied::Ticked => DW_APPLIED_TICKED,
            Applied::ReadLog => DW_APPLIED_READ_LOG,
            Applied::UpdateFirmware { manifest } => {
                self.manifest = *manifest;
                DW_APPLIED_UPDATE_FIRMWARE
            }
            Applied::Own => DW_APPLIED_OWN,
            Applied::Transferred { epoch } => {
                self.value = *epoch;
                DW_APPLIED_TRANSFERRED
            }
            Applied::LimitsReplaced => DW_APPLIED_LIMITS_REPLACED,
        }
    }
}

/// Bytes of a box's longest answer to a presentation.
pub const DW_ANSWER_MAX_LEN: usize = 33;

/// A box's answer to a phone.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_answer {
    /// 1, or 33 with an acknowledgement.
    pub length: u8,
    /// What to send.
    pub bytes: [u8; DW_ANSWER_MAX_LEN],
}

impl From<&Answer> for dw_answer {
    fn from(answer: &Answer) -> Self {
        let (bytes, length) = answer.to_bytes();
        Self {
            length: u8::try_from(length).unwrap_or(0),
            bytes,
        }
    }
}
