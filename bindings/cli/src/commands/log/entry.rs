//! A row of the log, for people: what happened, and who it was.

use doorward::audit::{Entry, Event, Method, Subject};
use doorward::bounds::FIRST_PLAUSIBLE_INSTANT;
use doorward::calendar::Zone;
use doorward::grants::GrantOperation;
use doorward::lockbox::Reason;
use serde::Serialize;

use super::moment;
use crate::clock::{self, Moment};
use crate::commands::view::{TermsView, span};
use crate::failure::Failure;
use crate::vault::{Issue, Lockbox, Records, short};
use crate::{hex, operations};

/// Which code or grant a row is about, in JSON.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum SubjectView {
    Day {
        date: String,
        slot: u8,
    },
    Flex(TermsView),
    Service,
    Grant {
        grant: String,
    },
    /// What no box of this version writes.
    Other {
        bytes: String,
    },
}

/// A row in JSON.
#[derive(Debug, Serialize)]
pub(super) struct EntryView {
    sequence: u32,
    epoch: u32,
    at: Moment,
    event: Event,
    method: Method,
    outcome: u8,
    /// The reason's name of a refusal.
    reason: Option<String>,
    operation: Option<GrantOperation>,
    subject: Option<SubjectView>,
    /// Whom the code or the grant was issued to, if the vault knows.
    to: Option<String>,
    /// To whom the grant was handed on, by its holder's word.
    delegate: Option<String>,
    /// How many refusals the row stands for.
    count: Option<u64>,
    bulletin: Option<u64>,
    epoch_before: Option<u64>,
    clock_before: Option<Moment>,
    text: String,
    #[serde(skip)]
    cells: [String; 5],
}

/// The subject in JSON.
fn view(subject: &Subject, zone: &Zone) -> Option<SubjectView> {
    Some(match subject {
        Subject::Nobody => return None,
        Subject::Day { day, slot } => SubjectView::Day {
            date: day.to_string(),
            slot: *slot,
        },
        Subject::Flex(terms) => SubjectView::Flex(TermsView::new(zone, terms)),
        Subject::Service => SubjectView::Service,
        Subject::Grant(id) => SubjectView::Grant {
            grant: hex::encode(id).to_string(),
        },
        Subject::Unknown(bytes) => SubjectView::Other {
            bytes: hex::encode(bytes).to_string(),
        },
    })
}

/// Which one, in words; empty where the row says no more than the family.
fn words(subject: &Subject, zone: &Zone) -> String {
    match subject {
        Subject::Nobody | Subject::Service | Subject::Unknown(_) => String::new(),
        Subject::Day { day, slot } => format!("of {day}, slot {slot}"),
        Subject::Flex(flex) => {
            let window = flex.window();
            let times = span(zone, window.start(), window.end());
            format!("of {times}, copy {}", flex.copy())
        }
        Subject::Grant(id) => short(id),
    }
}

/// To whom it was issued.
fn issued_to(
    subject: &Subject,
    records: Records<'_>,
    lockbox: &Lockbox,
    epoch: u32,
) -> Result<Option<String>, Failure> {
    let issue = match subject {
        Subject::Day { day, slot } => records.day_slot(lockbox, epoch, *day, *slot)?,
        Subject::Flex(terms) => records.flex_copy(lockbox, epoch, terms)?,
        Subject::Grant(id) => records.grant_of(id)?.map(|granted| Issue {
            recipient: Some(granted.recipient),
            at: granted.issued_at,
        }),
        Subject::Nobody | Subject::Service | Subject::Unknown(_) => None,
    };
    Ok(issue.and_then(|issue| issue.recipient))
}

impl EntryView {
    pub(super) fn new(
        records: Records<'_>,
        lockbox: &Lockbox,
        entry: &Entry,
    ) -> Result<Self, Failure> {
        let zone = &lockbox.zone;
        let subject = Subject::of(entry);
        let to = issued_to(&subject, records, lockbox, entry.epoch)?;
        let is_failure = entry.outcome > 1;
        let is = |event: Event| !is_failure && entry.event == event;
        let delegate = if is(Event::Grant) && entry.detail > 0 {
            let name = records.person(entry.detail)?;
            Some(name.unwrap_or_else(|| format!("{:016x}", entry.detail)))
        } else {
            None
        };
        let detail = |wanted: bool| wanted.then_some(entry.detail);
        let operation = GrantOperation::from_bit(u16::from(entry.operation));
        let what = what(zone, entry, &subject, operation);
        let answer = answer(entry, is_failure);
        let who = match (&to, &delegate) {
            (Some(to), Some(delegate)) => format!("{to}, handed on to {delegate}"),
            (None, Some(delegate)) => format!("handed on to {delegate}"),
            (Some(to), None) => to.clone(),
            (None, None) => String::new(),
        };
        // That something was applied goes without saying where it is said what.
        let said_of = if entry.outcome == 1 { "" } else { &answer };
        let said = [what.as_str(), said_of, who.as_str()];
        let text: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
        Ok(Self {
            sequence: entry.sequence,
            epoch: entry.epoch,
            at: moment(lockbox, entry.instant),
            event: entry.event,
            method: entry.method,
            outcome: entry.outcome,
            reason: reason(entry.outcome).and_then(|reason| {
                let value = serde_json::to_value(reason).ok()?;
                Some(value.get("reason")?.as_str()?.to_owned())
            }),
            operation,
            subject: view(&subject, zone),
            count: detail(is_failure),
            bulletin: detail(is(Event::Bulletin)),
            epoch_before: detail(is(Event::Epoch)),
            clock_before: detail(is(Event::Clock)).map(|instant| moment(lockbox, instant)),
            text: text.join("; "),
            cells: [
                entry.sequence.to_string(),
                match entry.instant {
                    ..FIRST_PLAUSIBLE_INSTANT => "never set".to_owned(),
                    instant => clock::shown(zone, instant),
                },
                what,
                answer,
                who,
            ],
            to,
            delegate,
        })
    }

    /// What, answer and who in one line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Number, time, what, answer and who.
    pub(super) fn cells(&self) -> [String; 5] {
        self.cells.clone()
    }
}

/// What was done, or tried.
fn what(
    zone: &Zone,
    entry: &Entry,
    subject: &Subject,
    operation: Option<GrantOperation>,
) -> String {
    let method = match entry.method {
        Method::None => "",
        Method::Day => "day code",
        Method::Flex => "flex code",
        Method::Service => "service code",
        Method::Grant => "grant",
        Method::Bulletin => "bulletin",
    };
    let which = words(subject, zone);
    let joined = |parts: &[&str]| {
        let parts: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" ")
    };
    match entry.event {
        Event::Entry | Event::Grant => {
            let name = joined(&[method, &which]);
            match operation {
                Some(operation) => format!("{name}: {}", operations::name(operation)),
                None => name,
            }
        }
        Event::Bulletin => format!("bulletin {}", entry.detail),
        Event::ServiceCommand => {
            let family = match subject {
                Subject::Day { .. } => "the day code",
                Subject::Flex(_) => "the flex code",
                _ => "a code",
            };
            joined(&["service code: cancels", family, &which])
        }
        Event::Clock => match entry.detail {
            ..FIRST_PLAUSIBLE_INSTANT => format!("{method}: sets the clock for the first time"),
            before => format!(
                "{method}: sets the clock, which showed {}",
                clock::shown(zone, before)
            ),
        },
        Event::Power => "power came back: the clock is not set".to_owned(),
        Event::Epoch => format!(
            "{}: raises the epoch from {} to {}",
            joined(&[method, &which]),
            entry.detail,
            entry.epoch
        ),
    }
}

/// What the box answered.
fn answer(entry: &Entry, is_failure: bool) -> String {
    let words = match (entry.outcome, reason(entry.outcome)) {
        (0, _) => "open".to_owned(),
        (1, _) => "applied".to_owned(),
        (_, Some(reason)) => format!("refused: {reason}"),
        (number, None) => format!("refused: {number}"),
    };
    match entry.detail {
        count if is_failure && count > 1 => format!("{words}, {count} times"),
        _ => words,
    }
}

/// The reason of this number. What it carries beside the number is not in a log.
fn reason(number: u8) -> Option<Reason> {
    let all = [
        Reason::WrongCode,
        Reason::Malformed,
        Reason::Throttled { until: 0 },
        Reason::KeypadStopped,
        Reason::OutsideHours,
        Reason::UsedUp,
        Reason::Cancelled,
        Reason::Suspended,
        Reason::ClockUnset,
        Reason::ClockWentBack,
        Reason::LedgerFull,
        Reason::StoreFailed,
        Reason::StateLost,
        Reason::BadMessage,
        Reason::BadProof,
        Reason::WrongLockbox,
        Reason::WrongEpoch,
        Reason::BulletinOwed,
        Reason::Revoked,
        Reason::TooEarly { from: 0 },
        Reason::TooLate,
        Reason::OperationNotGranted,
        Reason::ChallengeSpent,
        Reason::StaleBulletin,
        Reason::Unsupported,
    ];
    all.into_iter().find(|reason| reason.number() == number)
}

#[cfg(test)]
mod tests {
    use doorward::lockbox::Reason;

    use super::reason;

    #[test]
    fn every_refusal_has_a_reason() {
        for number in 2..=26 {
            assert_eq!(reason(number).map(Reason::number), Some(number));
        }
        assert!(reason(1).is_none() && reason(27).is_none());
    }
}
