//! `service-code`: the digits of a command. `service-code-reading`: the command of digits.

use doorward::bounds::{SECONDS_PER_MINUTE, SERVICE_DIGITS, SERVICE_EPOCH_MODULUS};
use doorward::calendar::{Day, UnixSeconds};
use doorward::codes::{Code, ServiceCommand};
use doorward::keys::{LockboxKey, ServiceKey};
use doorward::{Error, NotAccepted};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::flex_code::Inputs as Terms;
use super::refusal::{MALFORMED, Meaning, Mismatch, Reason, Refusal, not_read, same, same_code};
use crate::text::Bytes;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    box_key: Bytes,
}

impl Group {
    fn key(&self) -> Result<ServiceKey, Error> {
        Ok(LockboxKey::from_bytes(self.box_key.as_slice())?.service())
    }
}

pub(super) struct ServiceCode;

#[derive(Deserialize)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Inputs {
    CancelFlex {
        start_slot: u32,
        duration: u8,
        copy: u8,
        op: u8,
        #[serde(rename = "use")]
        code_use: u8,
        epoch: u32,
    },
    CancelDay {
        day: u32,
        slot: u8,
        epoch: u32,
    },
    SetClock {
        instant: UnixSeconds,
    },
    RaiseEpoch {
        epoch: u32,
    },
}

impl Inputs {
    fn code(&self, key: &ServiceKey) -> Result<Code, Refusal> {
        Ok(match *self {
            Self::CancelFlex { epoch, .. } => key.cancel_flex(&self.terms()?.terms()?, epoch)?,
            Self::CancelDay { day, slot, epoch } => {
                key.cancel_day(Day::from_number(day), slot, epoch)?
            }
            Self::SetClock { instant } => key.set_clock(instant)?,
            Self::RaiseEpoch { epoch } => key.raise_epoch(epoch)?,
        })
    }

    fn terms(&self) -> Result<Terms, Refusal> {
        match *self {
            Self::CancelFlex {
                start_slot,
                duration,
                copy,
                op,
                code_use,
                epoch: _,
            } => Ok(Terms {
                start_slot,
                duration,
                copy,
                op,
                code_use,
            }),
            _ => Err(Refusal::Runner("terms of another command")),
        }
    }

    /// What a box is told.
    fn told(&self) -> Result<Command, Refusal> {
        Ok(match *self {
            Self::CancelFlex { epoch, .. } => {
                let terms = self.terms()?;
                Command::CancelFlex {
                    start_slot: terms.start_slot,
                    epoch_mod_16: epoch % SERVICE_EPOCH_MODULUS,
                    code_use: terms.code_use,
                    op: terms.op,
                    copy: terms.copy,
                    duration: terms.duration,
                }
            }
            Self::CancelDay { day, slot, epoch } => Command::CancelDay {
                day,
                slot,
                epoch_mod_16: epoch % SERVICE_EPOCH_MODULUS,
            },
            Self::SetClock { instant } => {
                let part = instant.checked_rem(u64::from(SECONDS_PER_MINUTE));
                Command::SetClock {
                    instant: instant.saturating_sub(part.unwrap_or(0)),
                }
            }
            Self::RaiseEpoch { epoch } => Command::RaiseEpoch { epoch },
        })
    }
}

#[derive(Serialize)]
pub(super) struct Outputs {
    code: String,
}

impl Algorithm for ServiceCode {
    const NAME: &'static str = "service-code";
    const SPEC: &'static str = "section 5";
    const OUTPUTS: &'static [&'static str] = &["code"];
    const REASONS: &'static [Reason] = &[Reason {
        flag: "OutOfRange",
        refusals: &[
            Refusal::Input(Error::ServiceField),
            Refusal::Input(Error::WindowLength),
            Refusal::Input(Error::Copy),
            Refusal::Input(Error::Slot),
            Refusal::NoRoom("op"),
            Refusal::NoRoom("use"),
        ],
    }];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let code = inputs.code(&group.key()?)?;
        Ok(Outputs {
            code: code.as_str().to_owned(),
        })
    }

    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let command = group
            .key()?
            .read(&Code::parse(&outputs.code)?)
            .map_err(not_read("read back"))?;
        same("read back", &Command::from(command), &inputs.told()?)
    }
}

pub(super) struct ServiceCodeReading;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadingInputs {
    code: String,
}

/// What a service code says, as the members of a test.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub(super) enum Command {
    CancelFlex {
        start_slot: u32,
        epoch_mod_16: u32,
        #[serde(rename = "use")]
        code_use: u8,
        op: u8,
        copy: u8,
        duration: u8,
    },
    CancelDay {
        day: u32,
        slot: u8,
        epoch_mod_16: u32,
    },
    SetClock {
        instant: UnixSeconds,
    },
    RaiseEpoch {
        epoch: u32,
    },
}

impl From<ServiceCommand> for Command {
    fn from(command: ServiceCommand) -> Self {
        match command {
            ServiceCommand::CancelFlex {
                terms,
                epoch_mod_16,
            } => Self::CancelFlex {
                start_slot: terms.window().start_slot(),
                epoch_mod_16: epoch_mod_16.into(),
                code_use: terms.code_use().number(),
                op: terms.operation().number(),
                copy: terms.copy(),
                duration: terms.window().duration(),
            },
            ServiceCommand::CancelDay {
                day,
                slot,
                epoch_mod_16,
            } => Self::CancelDay {
                day: day.number(),
                slot,
                epoch_mod_16: epoch_mod_16.into(),
            },
            ServiceCommand::SetClock { instant } => Self::SetClock { instant },
            ServiceCommand::RaiseEpoch { epoch } => Self::RaiseEpoch { epoch },
        }
    }
}

impl Command {
    /// The inputs that tell a box this, the epoch itself in place of its remainder.
    fn inputs(&self) -> Inputs {
        match *self {
            Self::CancelFlex {
                start_slot,
                epoch_mod_16,
                code_use,
                op,
                copy,
                duration,
            } => Inputs::CancelFlex {
                start_slot,
                duration,
                copy,
                op,
                code_use,
                epoch: epoch_mod_16,
            },
            Self::CancelDay {
                day,
                slot,
                epoch_mod_16,
            } => Inputs::CancelDay {
                day,
                slot,
                epoch: epoch_mod_16,
            },
            Self::SetClock { instant } => Inputs::SetClock { instant },
            Self::RaiseEpoch { epoch } => Inputs::RaiseEpoch { epoch },
        }
    }
}

impl Algorithm for ServiceCodeReading {
    const NAME: &'static str = "service-code-reading";
    const SPEC: &'static str = "section 5";
    const OUTPUTS: &'static [&'static str] = &[
        "command",
        "start_slot",
        "epoch_mod_16",
        "use",
        "op",
        "copy",
        "duration",
        "day",
        "slot",
        "instant",
        "epoch",
    ];
    const REASONS: &'static [Reason] = &[
        MALFORMED,
        Reason {
            flag: "NoCommand",
            refusals: &[Refusal::Reading(Meaning::Nothing)],
        },
    ];
    type Group = Group;
    type Inputs = ReadingInputs;
    type Outputs = Command;

    fn compute(group: &Group, inputs: &ReadingInputs) -> Result<Command, Refusal> {
        let code = Code::parse(&inputs.code)?;
        match group.key()?.read(&code) {
            Ok(command) => Ok(command.into()),
            Err(NotAccepted) if code.digits() != SERVICE_DIGITS => {
                Err(Refusal::Reading(Meaning::OtherLength))
            }
            Err(NotAccepted) => Err(Refusal::Reading(Meaning::Nothing)),
        }
    }

    fn check_back(
        group: &Group,
        inputs: &ReadingInputs,
        command: &Command,
    ) -> Result<(), Mismatch> {
        let code = command.inputs().code(&group.key()?)?;
        same_code("issued again", &code, &inputs.code)
    }
}
