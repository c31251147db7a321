//! What a code may mean, in JSON.

use doorward::codes::diagnose::Verdict;
use doorward::codes::{Family, Reading};
use serde::Serialize;

use super::at_box::{self, AtBox};
use super::{Meaning, Provenance, What, zone_of};
use crate::clock::Moment;
use crate::commands::view::{CommandView, TermsView};

/// The answer of `doorward read`.
#[derive(Serialize)]
pub(super) struct View {
    accepted: bool,
    /// What the box shows of itself, if it was asked.
    #[serde(rename = "box")]
    at_box: Option<at_box::View>,
    meanings: Vec<MeaningView>,
}

impl View {
    pub(super) fn new(accepted: bool, meanings: &[Meaning], at_box: Option<&AtBox>) -> Self {
        Self {
            accepted,
            at_box: at_box.map(AtBox::view),
            meanings: meanings.iter().map(MeaningView::new).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Terms {
    Day {
        date: String,
        slot: u8,
        from: Moment,
        until: Moment,
    },
    Flex(TermsView),
    Service(CommandView),
    Renewal {
        date: String,
        number: u8,
    },
}

#[derive(Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
enum VerdictView {
    Acceptable {
        #[serde(skip_serializing_if = "Option::is_none")]
        accepted_until: Option<Moment>,
    },
    TooEarly {
        accepted_from: Moment,
    },
    Expired {
        expired_since: Moment,
    },
    WrongEpoch,
    BoxClockOff,
    NotMade,
}

#[derive(Serialize)]
struct MeaningView {
    family: Family,
    #[serde(skip_serializing_if = "Option::is_none")]
    lockbox: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    card: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    epoch: Option<u32>,
    #[serde(flatten)]
    terms: Terms,
    #[serde(flatten)]
    verdict: VerdictView,
    provenance: Provenance,
    to: Option<String>,
    issued: Option<Moment>,
    cancellation_made: Option<Moment>,
    coincidence_one_in: u64,
}

impl MeaningView {
    fn new(meaning: &Meaning) -> Self {
        let zone = zone_of(meaning);
        let moment = |instant| Moment::new(zone, instant);
        let (lockbox, card, family, epoch, terms) = match &meaning.what {
            What::Box(lockbox, reading) => {
                let (epoch, terms) = match reading {
                    Reading::Day { epoch, day, slot } => {
                        let terms = Terms::Day {
                            date: day.to_string(),
                            slot: *slot,
                            from: moment(zone.start_of(*day)),
                            until: moment(zone.end_of(*day)),
                        };
                        (Some(*epoch), terms)
                    }
                    Reading::Flex { epoch, terms } => {
                        (Some(*epoch), Terms::Flex(TermsView::new(zone, terms)))
                    }
                    Reading::Service(command) => {
                        (None, Terms::Service(CommandView::new(zone, command)))
                    }
                };
                let id = Some(lockbox.id.to_string());
                (id, None, reading.family(), epoch, terms)
            }
            What::Renewal(card, day, number) => {
                let terms = Terms::Renewal {
                    date: day.to_string(),
                    number: *number,
                };
                (
                    None,
                    Some(card.id.to_string()),
                    Family::Renewal,
                    None,
                    terms,
                )
            }
        };
        Self {
            family,
            lockbox,
            card,
            epoch,
            terms,
            verdict: match meaning.verdict {
                Verdict::Acceptable { .. } if !meaning.is_acceptable() => VerdictView::NotMade,
                Verdict::Acceptable { until } => VerdictView::Acceptable {
                    accepted_until: until.map(moment),
                },
                Verdict::TooEarly { from } => VerdictView::TooEarly {
                    accepted_from: moment(from),
                },
                Verdict::Expired { since } => VerdictView::Expired {
                    expired_since: moment(since),
                },
                Verdict::WrongEpoch => VerdictView::WrongEpoch,
                Verdict::BoxClockOff => VerdictView::BoxClockOff,
            },
            provenance: meaning.provenance,
            to: meaning
                .issue
                .as_ref()
                .and_then(|issue| issue.recipient.clone()),
            issued: meaning.issue.as_ref().map(|issue| moment(issue.at)),
            cancellation_made: meaning.cancelled.map(moment),
            coincidence_one_in: meaning.coincidence_one_in,
        }
    }
}
