//! What a code may mean: the library finds the meanings, the vault says which was issued.

use doorward::calendar::{Day, Tolerance, UnixSeconds};
use doorward::codes::day::Issuer;
use doorward::codes::diagnose::{Diagnosis, Question, SearchRange, Verdict, diagnose_all};
use doorward::codes::{Code, Family, Reading, ServiceCommand};
use doorward::keys::RootKey;
use serde::Serialize;

use crate::failure::Failure;
use crate::limits::RENEWAL_SEARCH_DAYS;
use crate::vault::{Card, Issue, Lockbox, Records};

/// Where a code comes from. In this order meanings are preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Provenance {
    /// The vault has issued it.
    Issued,
    /// The date's key was handed out, and the slot is its holder's.
    KeyHolder,
    /// Nobody is known to have issued it: a made-up number may look like it.
    NotIssued,
}

/// What a code says, and to whom it says it.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Box(Box<Lockbox>, Reading),
    Renewal(Card, Day, u8),
}

/// One thing that a code may mean.
#[derive(Clone, Debug)]
pub(crate) struct Meaning {
    pub(crate) what: What,
    pub(crate) verdict: Verdict,
    pub(crate) coincidence_one_in: u64,
    pub(crate) provenance: Provenance,
    pub(crate) issue: Option<Issue>,
    /// When a code that cancels it was last made.
    pub(crate) cancelled: Option<UnixSeconds>,
}

impl Meaning {
    pub(crate) fn provenance(&self) -> Provenance {
        self.provenance
    }

    /// What a lockbox reads.
    pub(crate) fn reading(&self) -> Option<Reading> {
        match self.what {
            What::Box(_, reading) => Some(reading),
            What::Renewal(..) => None,
        }
    }

    /// Whether the box, or the card, takes the code now, as far as the service can know. A
    /// service code that was never made is rather a number that looks like one.
    pub(crate) fn is_acceptable(&self) -> bool {
        let is_credible = self.provenance == Provenance::Issued
            || !matches!(self.what, What::Box(_, Reading::Service(_)));
        is_credible && matches!(self.verdict, Verdict::Acceptable { .. })
    }

    /// Puts what was issued first, then what opens now.
    pub(super) fn rank(&self) -> (Provenance, bool) {
        (self.provenance, !self.is_acceptable())
    }
}

/// What is asked besides the code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) now: UnixSeconds,
    pub(crate) box_clock: UnixSeconds,
    pub(crate) tolerance: Tolerance,
}

/// Everything that `code` may mean at `lockbox`, the likeliest first.
pub(super) fn at_lockbox(
    records: Records<'_>,
    root: &RootKey,
    lockbox: &Lockbox,
    asked: Asked,
    code: &Code,
) -> Result<Vec<Meaning>, Failure> {
    let question = Question {
        now: asked.now,
        box_clock: asked.box_clock,
        tolerance: asked.tolerance,
        epoch: lockbox.epoch,
        range: SearchRange::default(),
    };
    let found = diagnose_all(
        &lockbox.key(root),
        lockbox.profile,
        &lockbox.zone,
        &question,
        code,
    );
    let mut meanings = found
        .into_iter()
        .map(|diagnosis| explain(records, lockbox, &diagnosis))
        .collect::<Result<Vec<_>, _>>()?;
    meanings.sort_by_key(Meaning::rank);
    Ok(meanings)
}

fn explain(
    records: Records<'_>,
    lockbox: &Lockbox,
    diagnosis: &Diagnosis,
) -> Result<Meaning, Failure> {
    let Diagnosis {
        reading,
        verdict,
        coincidence_one_in,
    } = *diagnosis;
    let (issue, by_holder) = match &reading {
        Reading::Day { epoch, day, slot } => (
            records.day_slot(lockbox, *epoch, *day, *slot)?,
            is_holders(records, lockbox, *epoch, *day, *slot)?,
        ),
        Reading::Flex { epoch, terms } => (records.flex_copy(lockbox, *epoch, terms)?, false),
        Reading::Service(command) => {
            let made = records.service_code(lockbox, command)?;
            let issue = made.map(|at| Issue {
                recipient: None,
                at,
            });
            (issue, false)
        }
    };
    let provenance = match (&issue, by_holder) {
        (Some(_), _) => Provenance::Issued,
        (None, true) => Provenance::KeyHolder,
        (None, false) => Provenance::NotIssued,
    };
    let cancelled = match cancelling(&reading) {
        Some(command) => records.service_code(lockbox, &command)?,
        None => None,
    };
    Ok(Meaning {
        what: What::Box(Box::new(lockbox.clone()), reading),
        verdict,
        coincidence_one_in,
        provenance,
        issue,
        cancelled,
    })
}

/// Whether a slot is that of the holder of a date's key, and the key was handed out.
pub(crate) fn is_holders(
    records: Records<'_>,
    lockbox: &Lockbox,
    epoch: u32,
    day: Day,
    slot: u8,
) -> Result<bool, Failure> {
    Ok(Issuer::Holder.owns(slot) && records.day_key(lockbox, epoch, day)?.is_some())
}

/// The command that cancels what was read.
fn cancelling(reading: &Reading) -> Option<ServiceCommand> {
    let low = |epoch: u32| {
        let [low, ..] = epoch.to_le_bytes();
        low & 0x0f
    };
    match *reading {
        Reading::Day { epoch, day, slot } => Some(ServiceCommand::CancelDay {
            day,
            slot,
            epoch_mod_16: low(epoch),
        }),
        Reading::Flex { epoch, terms } => Some(ServiceCommand::CancelFlex {
            terms,
            epoch_mod_16: low(epoch),
        }),
        Reading::Service(_) => None,
    }
}

/// The renewals of `card` around the present that `code` may be.
pub(super) fn at_card(
    records: Records<'_>,
    root: &RootKey,
    card: &Card,
    now: UnixSeconds,
    code: &Code,
) -> Result<Vec<Meaning>, Failure> {
    let key = root.credential(&card.id);
    let today = card.zone.day_at(now).map_or(0, Day::number);
    let first = today.saturating_sub(RENEWAL_SEARCH_DAYS);
    let last = today.saturating_add(RENEWAL_SEARCH_DAYS);
    let tried = u64::from(last.saturating_sub(first))
        .saturating_add(1)
        .saturating_mul(u64::from(doorward::bounds::RENEWALS_PER_MONTH));
    let codes = 10_u64.saturating_pow(u32::from(doorward::bounds::RENEWAL_DIGITS));
    let mut meanings = Vec::new();
    for day in (first..=last).map(Day::from_number) {
        let Ok(number) = key.read_renewal(day, code) else {
            continue;
        };
        let (from, until) = (card.zone.start_of(day), card.zone.end_of(day));
        let issued = records.renewal(card, day, number)?;
        meanings.push(Meaning {
            what: What::Renewal(card.clone(), day, number),
            verdict: match day.number().cmp(&today) {
                std::cmp::Ordering::Less => Verdict::Expired { since: until },
                std::cmp::Ordering::Equal => Verdict::Acceptable { until: Some(until) },
                std::cmp::Ordering::Greater => Verdict::TooEarly { from },
            },
            coincidence_one_in: codes.checked_div(tried).unwrap_or(u64::MAX),
            provenance: if issued.is_some() {
                Provenance::Issued
            } else {
                Provenance::NotIssued
            },
            issue: issued.map(|at| Issue {
                recipient: None,
                at,
            }),
            cancelled: None,
        });
    }
    Ok(meanings)
}

/// How many lockboxes take a code of so many digits as one of theirs.
pub(super) fn takers(lockboxes: &[Lockbox], digits: u8) -> usize {
    let takes = |lockbox: &&Lockbox| {
        matches!(
            lockbox.profile.family(digits),
            Some(Family::Day | Family::Flex | Family::Service)
        )
    };
    lockboxes.iter().filter(takes).count()
}
