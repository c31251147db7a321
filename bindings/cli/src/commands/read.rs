//! `doorward read`: what a code is, for whoever keeps the vault.

use std::fmt::Write as _;
use std::io::Read as _;

use doorward::bounds::{
    CODE_DIGITS_MAX, DAY_DIGITS_MIN, RENEWAL_DIGITS, SERVICE_DIGITS, TOLERANCE_MIN_SECONDS,
};
use doorward::calendar::{Tolerance, UnixSeconds, Zone};
use doorward::codes::diagnose::{SearchRange, Verdict};
use doorward::codes::{Code, CodeUse, FlexTerms, Reading};
use doorward::keys::RootKey;
use zeroize::Zeroizing;

mod at_box;
mod meaning;
mod view;

pub(crate) use meaning::{Asked, Meaning, Provenance, What, is_holders};

use super::Context;
use super::view::{command, fold, place, sheet, span, terms};
use crate::answer::Answer;
use crate::args::ReadArgs;
use crate::clock;
use crate::failure::Failure;
use crate::vault::{Lockbox, Records};
use at_box::AtBox;

/// Meanings that are told besides the likeliest one.
const OTHERS_TOLD: usize = 3;

/// The code typed as `parts`, groups and all; `-` is one on standard input. Spaces and
/// hyphens are dropped here, at the tool's edge, and nowhere else.
pub(crate) fn typed(parts: &[String]) -> Result<Code, Failure> {
    let mut text = Zeroizing::new(parts.concat());
    if text.as_str() == "-" {
        text.clear();
        std::io::stdin()
            .take(64)
            .read_to_string(&mut text)
            .map_err(|error| Failure::io(format!("standard input cannot be read: {error}")))?;
    }
    let text = Zeroizing::new(text.trim().replace([' ', '-'], ""));
    Code::parse(&text).map_err(|error| match error {
        doorward::Error::CodeLength => Failure::usage(format!(
            "a code has {DAY_DIGITS_MIN} to {CODE_DIGITS_MAX} digits"
        )),
        error => Failure::usage(error),
    })
}

/// Everything that `code` may mean at `lockbox` now, the likeliest first.
pub(crate) fn of_lockbox(
    records: Records<'_>,
    root: &RootKey,
    lockbox: &Lockbox,
    now: UnixSeconds,
    code: &Code,
) -> Result<Vec<Meaning>, Failure> {
    let asked = Asked {
        now,
        box_clock: now,
        tolerance: Tolerance::new(TOLERANCE_MIN_SECONDS)?,
    };
    meaning::at_lockbox(records, root, lockbox, asked, code)
}

pub(super) fn run(context: &Context, args: &ReadArgs) -> Result<Answer, Failure> {
    let code = typed(&args.code)?;
    let (vault, root) = context.vault_and_root()?;
    let records = vault.records();
    let tolerance = Tolerance::new(args.tolerance).map_err(Failure::usage)?;
    let (mut lockboxes, cards) = match args.at_box.as_ref().or(args.lockbox.as_ref()) {
        Some(id) => (vec![records.lockbox(id)?], Vec::new()),
        None => (records.lockboxes()?, records.cards()?),
    };
    let at_box = match &args.at_box {
        Some(id) => Some(AtBox::ask(context, id, args.flash.as_ref())?),
        None => None,
    };
    let mut warnings = Vec::new();
    let mut meanings = Vec::new();
    for lockbox in &mut lockboxes {
        if let Some(at_box) = &at_box {
            warnings = at_box.correct(lockbox);
        }
        let now = context.clock.now(&lockbox.zone)?;
        let box_clock = match (&at_box, &args.box_clock) {
            (Some(at_box), _) => at_box.clock,
            (None, Some(text)) => clock::instant(text, &lockbox.zone, now)?,
            (None, None) => now,
        };
        let asked = Asked {
            now,
            box_clock,
            tolerance: at_box.as_ref().map_or(tolerance, |at_box| at_box.tolerance),
        };
        meanings.extend(meaning::at_lockbox(records, &root, lockbox, asked, &code)?);
    }
    if code.digits() == RENEWAL_DIGITS {
        for card in &cards {
            let now = context.clock.now(&card.zone)?;
            meanings.extend(meaning::at_card(records, &root, card, now, &code)?);
        }
    }
    // The more boxes are searched, the likelier one of them has a code like it by chance.
    let searched = u64::try_from(meaning::takers(&lockboxes, code.digits())).unwrap_or(u64::MAX);
    for meaning in &mut meanings {
        let by = match meaning.what {
            What::Box(..) => searched,
            What::Renewal(..) => u64::try_from(cards.len()).unwrap_or(u64::MAX),
        };
        let one_in = meaning.coincidence_one_in.checked_div(by).unwrap_or(1);
        meaning.coincidence_one_in = one_in.max(1);
    }
    meanings.sort_by_key(Meaning::rank);
    let text = match meanings.split_first() {
        Some((first, others)) => explained(records, first, others, at_box.as_ref())?,
        None => unknown(&lockboxes, &code),
    };
    let is_accepted = meanings
        .first()
        .is_some_and(|first| first.is_acceptable() && refusal(at_box.as_ref(), first).is_none());
    let view = view::View::new(is_accepted, &meanings, at_box.as_ref());
    Ok(Answer::with_warnings(text, &view, warnings)?.accepted(is_accepted))
}

/// Why a box that was asked refuses what would be good by its clock.
fn refusal(at_box: Option<&AtBox>, meaning: &Meaning) -> Option<&'static str> {
    at_box?.refusal(&meaning.reading()?)
}

fn unknown(lockboxes: &[Lockbox], code: &Code) -> String {
    let whose = match lockboxes {
        [] => "the vault knows no lockbox".to_owned(),
        [only] => format!("not a code of lockbox {}", only.id),
        all => format!("not a code of any of the {} lockboxes", all.len()),
    };
    let digits = code.digits();
    let why = if meaning::takers(lockboxes, digits) == 0 {
        format!("none takes codes of {digits} digits")
    } else if digits == SERVICE_DIGITS {
        "no service code says this".to_owned()
    } else {
        let range = SearchRange::default();
        format!(
            "within {} days and {} epochs of the present",
            range.days, range.epochs
        )
    };
    format!("{whose}: {why}")
}

/// The zone in which a meaning's times are told.
fn zone_of(meaning: &Meaning) -> &Zone {
    match &meaning.what {
        What::Box(lockbox, _) => &lockbox.zone,
        What::Renewal(card, ..) => &card.zone,
    }
}

/// What the code is, in a few words.
fn name(meaning: &Meaning) -> String {
    let zone = zone_of(meaning);
    match &meaning.what {
        What::Box(_, Reading::Day { day, slot, .. }) => format!("day code of {day}, slot {slot}"),
        What::Box(_, Reading::Flex { terms: flex, .. }) => {
            format!("flex code of {}", terms(zone, flex))
        }
        What::Box(_, Reading::Service(what)) => {
            format!("service code that {}", command(zone, what))
        }
        What::Renewal(card, day, number) => format!(
            "renewal code of card {} on {day}, number {} of that month",
            card.id,
            number.saturating_add(1)
        ),
    }
}

fn explained(
    records: Records<'_>,
    first: &Meaning,
    others: &[Meaning],
    at_box: Option<&AtBox>,
) -> Result<String, Failure> {
    let zone = zone_of(first);
    let mut rows = vec![("code", name(first))];
    if let What::Box(lockbox, reading) = &first.what {
        let address = super::day::address(records, lockbox)?;
        rows.push(("lockbox", place(&lockbox.id, address.as_deref())));
        let (epoch, good) = match reading {
            Reading::Day { epoch, day, .. } => (
                Some(epoch),
                Some(span(zone, zone.start_of(*day), zone.end_of(*day))),
            ),
            Reading::Flex { epoch, .. } => (Some(epoch), None),
            Reading::Service(_) => (None, None),
        };
        rows.push(("good", good.unwrap_or_default()));
        rows.push((
            "epoch",
            epoch.map_or(String::new(), |epoch| {
                format!("{epoch}; the box is in {}", lockbox.epoch)
            }),
        ));
    }
    rows.push(("issued", issued(first)));
    if let Some(at) = first.cancelled {
        let at = clock::shown(zone, at);
        rows.push((
            "cancelled",
            format!("a code that cancels it was made at {at}"),
        ));
    }
    if let Some(at_box) = at_box {
        rows.push(("box clock", at_box.clock_words()));
    }
    let answer = match refusal(at_box, first) {
        Some(reason) => format!("refused: {reason}"),
        None => verdict(first, at_box.is_some()),
    };
    rows.push(("now", answer));
    let mut text = sheet(&rows);
    if first.provenance == Provenance::NotIssued && !others.is_empty() {
        text.push_str("\nIt may as well be:\n");
        for other in others.iter().take(OTHERS_TOLD) {
            let at = match &other.what {
                What::Box(lockbox, _) => format!(" at lockbox {}", lockbox.id),
                What::Renewal(..) => String::new(),
            };
            writeln!(text, "- {}{at}", name(other))?;
        }
    }
    Ok(text)
}

fn issued(meaning: &Meaning) -> String {
    let whom = |to: &Option<String>| to.as_ref().map_or(String::new(), |to| format!(", to {to}"));
    match (&meaning.issue, meaning.provenance) {
        (Some(issue), _) => {
            let at = clock::shown(zone_of(meaning), issue.at);
            format!("{at}{}", whom(&issue.recipient))
        }
        (None, Provenance::KeyHolder) => {
            "not by this vault; the date's key was handed out, and its holder may have".to_owned()
        }
        (None, _) => format!(
            "not by this vault; one number in {} looks like a code by chance",
            meaning.coincidence_one_in
        ),
    }
}

/// Whether it opens now, and if not, why not; `is_asked` where the box itself was asked.
fn verdict(meaning: &Meaning, is_asked: bool) -> String {
    let zone = zone_of(meaning);
    let shown = |instant| clock::shown(zone, instant);
    match (&meaning.what, meaning.verdict) {
        (What::Box(_, Reading::Service(_)), _) if !meaning.is_acceptable() => {
            "nothing to type: no such service code was made".to_owned()
        }
        (What::Box(_, Reading::Service(_)), _) => {
            "the box accepts it if its epoch and clock allow; it opens nothing".to_owned()
        }
        (What::Renewal(..), Verdict::Acceptable { .. }) => {
            "the card accepts it until local midnight".to_owned()
        }
        (_, Verdict::Acceptable { until }) => format!(
            "accepted{}, unless it is used up or cancelled at the box",
            until.map_or(String::new(), |until| format!(" until {}", shown(until)))
        ),
        (_, Verdict::TooEarly { from }) => format!("too early: accepted from {} on", shown(from)),
        (what, Verdict::Expired { since }) => {
            let late = format!(
                "too late: a first entry had to come before {}",
                shown(since)
            );
            match activated_until(what) {
                Some(end) => format!("{late}; entered before then, it opens until {}", shown(end)),
                None => late,
            }
        }
        (What::Box(lockbox, Reading::Day { epoch, .. } | Reading::Flex { epoch, .. }), _)
            if *epoch > lockbox.epoch && !is_asked =>
        {
            format!("refused unless the box has taken epoch {epoch}, which the vault does not know")
        }
        (What::Box(lockbox, Reading::Day { epoch, .. } | Reading::Flex { epoch, .. }), _)
            if *epoch > lockbox.epoch =>
        {
            "refused: the box is not in its epoch yet".to_owned()
        }
        (_, Verdict::WrongEpoch) => "refused: its epoch is over".to_owned(),
        (_, Verdict::BoxClockOff) => fold(
            "refused by the box's clock, though it is good now: set the clock with `doorward code \
             service`",
        ),
    }
}

/// The end of a window that goes on after the last instant of a first entry.
fn activated_until(what: &What) -> Option<UnixSeconds> {
    match what {
        What::Box(_, Reading::Flex { terms, .. }) => Some(terms)
            .filter(|terms| terms.code_use() == CodeUse::UntilEnd)
            .map(FlexTerms::window)
            .filter(|window| window.first_entry_end() < window.end())
            .map(|window| window.end()),
        _ => None,
    }
}
