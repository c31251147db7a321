//! `audit`: the rows and heads of a box's log.

use doorward::audit::{AuditLog, Entry, Event, Finding, Method};
use doorward::keys::{AuditKey, Id, RootKey};
use serde::{Deserialize, Serialize};

use super::Algorithm;
use super::refusal::{Mismatch, Reason, Refusal, fixed, same};
use crate::text::{Bytes, Decimal};

pub(super) struct Audit;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    root: Bytes,
    lockbox: String,
    generation: u32,
}

/// A valid test is written; an invalid one has a row or a head that must be refused.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Inputs {
    Write(Write),
    Row(Row),
    Head(Head),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Write {
    sequence: u32,
    epoch: u32,
    instant: u64,
    event: u8,
    outcome: u8,
    method: u8,
    operation: u8,
    subject: Bytes,
    detail: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    row: Bytes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    head: Bytes,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    row: String,
    head: String,
}

impl Group {
    fn first(&self) -> Result<AuditKey, Refusal> {
        let root = RootKey::from_bytes(self.root.as_slice())?;
        Ok(root.first_audit(&Id::new(&self.lockbox)?, self.generation))
    }
}

impl Write {
    fn entry(&self) -> Result<Entry, Refusal> {
        Ok(Entry {
            sequence: self.sequence,
            epoch: self.epoch,
            instant: self.instant,
            event: Event::from_number(self.event).ok_or(Refusal::NoRoom("event"))?,
            outcome: self.outcome,
            method: Method::from_number(self.method).ok_or(Refusal::NoRoom("method"))?,
            operation: self.operation,
            subject: fixed(&self.subject, "subject")?,
            detail: self.detail.0,
        })
    }
}

const NOT_GENUINE: &[Refusal] = &[Refusal::NotGenuine];

impl Algorithm for Audit {
    const NAME: &'static str = "audit";
    const SPEC: &'static str = "section 10";
    const OUTPUTS: &'static [&'static str] = &["row", "head"];
    const REASONS: &'static [Reason] = &[
        Reason {
            flag: "Forged",
            refusals: NOT_GENUINE,
        },
        Reason {
            flag: "BadEntry",
            refusals: NOT_GENUINE,
        },
        Reason {
            flag: "BadLength",
            refusals: &[Refusal::NoRoom("row"), Refusal::NoRoom("head")],
        },
    ];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    /// Rows and heads of invalid tests stand where valid ones have their outputs.
    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let mut log = AuditLog::new(group.first()?);
        match inputs {
            Inputs::Write(write) => {
                let key = (0..write.sequence).fold(group.first()?, |key, _| key.next());
                let row = key.row(&write.entry()?);
                let next = write.sequence.checked_add(1);
                let next = next.ok_or(Refusal::NoRoom("sequence"))?;
                let head = key.next().head(next, write.instant);
                Ok(Outputs {
                    row: hex::encode(row),
                    head: hex::encode(head),
                })
            }
            Inputs::Row(row) => match log.check_row(&fixed(&row.row, "row")?) {
                Finding::Genuine(_) => Err(Refusal::Runner("a row that is genuine")),
                Finding::Forged { .. } | Finding::TooFar { .. } => Err(Refusal::NotGenuine),
            },
            Inputs::Head(head) => match log.check_head(&fixed(&head.head, "head")?) {
                Ok(_) => Err(Refusal::Runner("a head that is genuine")),
                Err(_) => Err(Refusal::NotGenuine),
            },
        }
    }

    fn check_back(group: &Group, inputs: &Inputs, outputs: &Outputs) -> Result<(), Mismatch> {
        let Inputs::Write(write) = inputs else {
            return Err(Refusal::Runner("a valid test without its members").into());
        };
        let bytes = |text: &str| hex::decode(text).map_err(|error| Mismatch(error.to_string()));
        let (row, head) = (bytes(&outputs.row)?, bytes(&outputs.head)?);
        let mut log = AuditLog::new(group.first()?);
        let row = row.try_into().map_err(|_| Refusal::NoRoom("row"))?;
        same(
            "the row",
            &log.check_row(&row),
            &Finding::Genuine(write.entry()?),
        )?;
        let head = head.try_into().map_err(|_| Refusal::NoRoom("head"))?;
        let found = log.check_head(&head).map_err(|_| Refusal::NotGenuine)?;
        same("the head's instant", &found.instant, &write.instant)
    }
}
