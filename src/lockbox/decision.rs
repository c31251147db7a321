use crate::bounds::KEY_LEN;
use crate::calendar::UnixSeconds;
use crate::codes::{Operation, ServiceCommand};

/// The one answer of every call.
///
/// Its [number](Decision::number) is fixed, the same in every language, and never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(all(feature = "serde", feature = "alloc"), derive(serde::Deserialize))]
#[must_use = "the caller has to open, to set its clock or to refuse"]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "decision", rename_all = "snake_case"))]
pub enum Decision {
    /// Open now. What made it so is saved already.
    Open {
        /// What to open.
        operation: Operation,
        /// The instant until which the same code may open again, if its use allows.
        until: UnixSeconds,
    },
    /// Done, and saved.
    Applied {
        /// What was done.
        applied: Applied,
        /// The instant to which the caller has to set its clock before the next call. A
        /// caller that loses its power in between reports that as a loss of the clock's
        /// ([`power_restored`](super::Lockbox::power_restored)): the engine has saved that
        /// the clock is set, and cannot know that it was not.
        set_clock: Option<UnixSeconds>,
    },
    /// Refused.
    Deny {
        /// Why.
        reason: Reason,
    },
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(all(feature = "serde", feature = "alloc"), derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "applied", rename_all = "snake_case"))]
pub enum Applied {
    /// A service code's command.
    Service(ServiceCommand),
    /// The bulletin of this sequence.
    Bulletin {
        /// Its number.
        sequence: u32,
    },
    /// The door was noted as opened.
    Confirmed,
    /// The loss of power was noted: the clock is unset.
    PowerRestored,
    /// Time was kept.
    Ticked,
    /// A grant was accepted: the log may be read on this connection.
    ReadLog,
    /// A grant was accepted: pieces of the firmware image with this manifest may be taken.
    UpdateFirmware {
        /// SHA-256 of the manifest.
        #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
        manifest: [u8; KEY_LEN],
    },
    /// A grant was accepted: its holder acts as the owner on this connection.
    Own,
    /// The box went to another owner: what was issued before is void.
    Transferred {
        /// The new ownership epoch.
        epoch: u32,
    },
    /// New limits are in force.
    LimitsReplaced,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $reason:ident $({ $(#[$field_doc:meta])* $field:ident: $type:ty })? = $number:literal, $text:literal;)*) => {
        /// Why a call was refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        #[cfg_attr(all(feature = "serde", feature = "alloc"), derive(serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(tag = "reason", rename_all = "snake_case"))]
        pub enum Reason {
            $($(#[$doc])* $reason $({ $(#[$field_doc])* $field: $type })?,)*
        }

        /// A reason without its instant: what a judgement hands on, in one register.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Cause {
            $($reason = $number,)*
        }

        impl Cause {
            /// The reason, with the instant that goes with it, if one does.
            pub(super) const fn reason(self, instant: UnixSeconds) -> Reason {
                match self {
                    $(Self::$reason => Reason::$reason $({ $field: instant })?,)*
                }
            }
        }

        impl Reason {
            /// The fixed number, 2 to 26.
            #[must_use]
            pub const fn number(self) -> u8 {
                match self {
                    $(Self::$reason { .. } => $number,)*
                }
            }

            /// What to tell a person.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$reason { .. } => $text,)*
                }
            }
        }
    };
}

reasons! {
    /// Not a code that is acceptable now; whether it ever was or will be is not said.
    WrongCode = 2, "wrong code";
    /// A wrong number of digits, or something that is no digit. Not counted.
    Malformed = 3, "not a code";
    /// Refused unread until an instant, after too many refusals in a run. Not counted.
    Throttled {
        /// The instant at which the keypad is read again.
        until: UnixSeconds
    } = 4, "wait before the next try";
    /// Refused unread, after too many refusals in all. Not counted.
    KeypadStopped = 5, "the keypad is stopped after too many refusals";
    /// A good code outside the access hours.
    OutsideHours = 6, "outside the access hours";
    /// The code's use, or its time, is over.
    UsedUp = 7, "the code is used up";
    /// The code was cancelled.
    Cancelled = 8, "the code was cancelled";
    /// The service has suspended the lockbox.
    Suspended = 9, "the lockbox is suspended";
    /// The clock has lost its power, or was never set.
    ClockUnset = 10, "the lockbox's clock is not set";
    /// The clock reads less than it did.
    ClockWentBack = 11, "the lockbox's clock went back";
    /// No place is left to remember the code by.
    LedgerFull = 12, "the lockbox's ledger is full";
    /// The store failed: nothing was done. Not counted.
    StoreFailed = 13, "the lockbox could not save";
    /// What the lockbox remembered is lost: it has to be provisioned anew. Not counted.
    StateLost = 14, "the lockbox has lost its state and has to be provisioned anew";
    /// Not a well-formed message.
    BadMessage = 15, "not a well-formed message";
    /// The message's authenticity could not be shown.
    BadProof = 16, "the message is not authentic";
    /// The message is for another lockbox.
    WrongLockbox = 17, "meant for another lockbox";
    /// The message belongs to an older ownership epoch.
    WrongEpoch = 18, "of an older ownership epoch";
    /// The lockbox must first have a bulletin that it has not seen.
    BulletinOwed = 19, "a bulletin has to be brought first";
    /// The grant was revoked.
    Revoked = 20, "the grant was revoked";
    /// The grant holds from an instant on.
    TooEarly {
        /// That instant.
        from: UnixSeconds
    } = 21, "the grant does not hold yet";
    /// The grant holds no longer.
    TooLate = 22, "the grant holds no longer";
    /// The grant does not allow the operation.
    OperationNotGranted = 23, "the grant does not allow this";
    /// There is no challenge that this could answer.
    ChallengeSpent = 24, "the lockbox gave no challenge for this, or too long ago";
    /// A bulletin as new or newer was applied before.
    StaleBulletin = 25, "a newer bulletin was applied before";
    /// A version, or an operation, that this lockbox does not have.
    Unsupported = 26, "not supported by this lockbox";
}

impl Cause {
    /// The reason's number.
    pub(super) const fn number(self) -> u8 {
        self as u8
    }
}

impl From<Cause> for Reason {
    fn from(cause: Cause) -> Self {
        cause.reason(0)
    }
}

impl core::fmt::Display for Reason {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.text())
    }
}

impl Decision {
    /// None yet: a refusal of what was not read.
    pub const NONE: Self = Self::Deny {
        reason: Reason::Malformed,
    };

    /// The fixed number: 0 open, 1 applied, else the [reason](Reason::number)'s.
    #[must_use]
    pub const fn number(&self) -> u8 {
        match self {
            Self::Open { .. } => 0,
            Self::Applied { .. } => 1,
            Self::Deny { reason } => reason.number(),
        }
    }

    /// The instant to which the caller has to set its clock before the next call.
    #[must_use]
    pub const fn set_clock(&self) -> Option<UnixSeconds> {
        match self {
            Self::Applied { set_clock, .. } => *set_clock,
            Self::Open { .. } | Self::Deny { .. } => None,
        }
    }
}

impl From<Reason> for Decision {
    fn from(reason: Reason) -> Self {
        Self::Deny { reason }
    }
}

/// What was done, or why it was not.
pub(super) fn answer(done: Result<(), Cause>, applied: Applied) -> Decision {
    match done {
        Ok(()) => Decision::Applied {
            applied,
            set_clock: None,
        },
        Err(cause) => Reason::from(cause).into(),
    }
}
