//! What followed at a box, for people and programs.

use doorward::policy::status_gate::{AccessLeft, Obligation, Reason};
use doorward::policy::{Name, Set};
use serde::Serialize;

use super::{Followed, Told};
use crate::clock::{self, Moment};
use crate::vault::{Granted, short};

/// A code that still opens, in JSON.
#[derive(Debug, Serialize)]
struct AliveView {
    id: String,
    to: String,
    until: Moment,
    access: AccessLeft,
}

/// What followed at one box, in JSON.
#[derive(Debug, Serialize)]
pub(in crate::commands) struct View {
    lockbox: String,
    /// Ids of the grants that nobody will get.
    withheld: Vec<String>,
    /// Ids of the grants that a bulletin revokes.
    revoked: Vec<String>,
    alive: Vec<AliveView>,
    reissue: Vec<String>,
    obligations: Set<Obligation>,
    /// What is against the change, although the MLS decided it.
    against: Set<Reason>,
}

impl Followed {
    /// Whether the change was made.
    pub(in crate::commands) fn is_done(&self) -> bool {
        self.consequences.decision.is_permit()
    }

    pub(in crate::commands) fn view(&self) -> View {
        let zone = &self.lockbox.zone;
        let ended = |was_released: bool| {
            let of = move |granted: &&Granted| granted.released_at.is_some() == was_released;
            let ids = self.ended.iter().filter(of);
            ids.map(|granted| short(&granted.body.grant_id)).collect()
        };
        let alive = self.consequences.alive.iter().map(|code| AliveView {
            id: code.id.to_string(),
            to: self.holder(&code.id),
            until: Moment::new(zone, code.until),
            access: code.access,
        });
        View {
            lockbox: self.lockbox.id.to_string(),
            withheld: ended(false),
            revoked: ended(true),
            alive: alive.collect(),
            reissue: self
                .consequences
                .reissue
                .iter()
                .map(Name::to_string)
                .collect(),
            obligations: self.consequences.obligations,
            against: self.against,
        }
    }

    fn holder(&self, id: &Name) -> String {
        self.holders.get(id).cloned().unwrap_or_default()
    }

    /// What was against it, as warnings.
    pub(in crate::commands) fn warnings(&self) -> Vec<String> {
        let words = |reason: Reason| {
            format!(
                "lockbox {}: {}; needs {}",
                self.lockbox.id,
                reason,
                reason.needs().unwrap_or("nothing that helps")
            )
        };
        self.against.iter().map(words).collect()
    }

    /// What followed, a line each.
    pub(in crate::commands) fn lines(&self) -> Vec<String> {
        let zone = &self.lockbox.zone;
        let mut lines = Vec::new();
        for granted in &self.ended {
            let (id, to) = (short(&granted.body.grant_id), &granted.recipient);
            lines.push(match granted.released_at {
                None => format!("grant {id} for {to} withheld: it is never handed out"),
                Some(_) => format!(
                    "grant {id} for {to} revoked: without the bulletin it opens until {}",
                    clock::shown(zone, granted.body.not_after)
                ),
            });
        }
        let is_suspended = self
            .consequences
            .obligations
            .contains(Obligation::SuspendBox);
        for code in &self.consequences.alive {
            let access = match code.access {
                AccessLeft::Kept => "keeps access",
                AccessLeft::Lost if is_suspended => {
                    "has lost access, which the box knows once it is suspended"
                }
                AccessLeft::Lost => "has lost access, and the code opens all the same",
            };
            lines.push(format!(
                "{} of {} opens until {}; the holder {access}",
                code.id,
                named(&self.holder(&code.id)),
                clock::shown(zone, code.until)
            ));
        }
        for id in &self.consequences.reissue {
            lines.push(format!("issue anew: {id} of {}", named(&self.holder(id))));
        }
        lines
    }
}

fn named(holder: &str) -> &str {
    if holder.is_empty() {
        "nobody in particular"
    } else {
        holder
    }
}

/// A bulletin that was made, in words.
pub(in crate::commands) fn told(told: &Told) -> String {
    let Told {
        lockbox,
        sequence,
        epoch,
        is_suspended,
    } = told;
    let state = if *is_suspended { ", suspended" } else { "" };
    format!(
        "bulletin {sequence} of lockbox {lockbox} (epoch {epoch}{state}) has to be carried there: \
         doorward bulletin {lockbox} --newest --out FILE"
    )
}
