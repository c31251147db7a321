//! `doorward code flex`: a code for a window.

use doorward::bounds::{DURATION_LAST, FLEX_COPIES, SECONDS_PER_HALF_HOUR};
use doorward::calendar::{UnixSeconds, Zone};
use doorward::codes::{Code, CodeUse, FlexTerms, FlexWindow, Operation};
use doorward::grants::{GrantOperation, Operations};
use doorward::keys::RootKey;
use doorward::policy::issuance::Skip;
use doorward::policy::{Method, Window};
use serde::Serialize;

use super::Context;
use super::day::{address, warnings};
use super::ruling::{Asking, Outcome, Ruled, RulingView, Want};
use super::view::{TermsView, code_use, operation, place, sheet, span};
use crate::answer::Answer;
use crate::args::{FlexArgs, TermsArgs};
use crate::clock;
use crate::failure::Failure;
use crate::limits::FLEX_WINDOWS_OVERLAPPING;
use crate::message::{self, Place};
use crate::vault::{FlexGiven, Holder, Lockbox, MadeFor, Party, Records, Vault};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) lockbox: &'a str,
    pub(crate) window: FlexWindow,
    pub(crate) operation: Operation,
    pub(crate) code_use: CodeUse,
    pub(crate) to: Option<&'a str>,
    pub(crate) now: UnixSeconds,
}

/// What was issued.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) lockbox: Lockbox,
    pub(crate) address: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) terms: FlexTerms,
    pub(crate) code: Code,
    pub(crate) warnings: Vec<String>,
}

/// Issues a FlexCode: takes the copy and records it in one transaction.
pub(crate) fn issue(
    vault: &mut Vault,
    root: &RootKey,
    request: Request<'_>,
) -> Result<Issued, Failure> {
    vault.change(|records| issue_freely(records, root, request))
}

/// The same within a transaction.
fn issue_freely(
    records: Records<'_>,
    root: &RootKey,
    request: Request<'_>,
) -> Result<Issued, Failure> {
    let Request {
        window,
        operation,
        code_use,
        now,
        ..
    } = request;
    let lockbox = records.lockbox(request.lockbox)?;
    if now >= window.first_entry_end() {
        return Err(Failure::refused(format!(
            "a code for this window can first be entered until {} only, and that is past",
            clock::shown(&lockbox.zone, window.first_entry_end())
        )));
    }
    let to = request.to.map(|to| records.recipient(to)).transpose()?;
    let taken = records.flex_copies_taken(&lockbox, window, operation, code_use)?;
    check_overlap(records, &lockbox, window)?;
    let digits = lockbox.profile.flex_digits();
    let issued = lockbox
        .key(root)
        .flex(lockbox.epoch)
        .issue(digits, window, operation, code_use, taken);
    let (terms, code) = issued.map_err(|error| match error {
        doorward::Error::NoCopyLeft => Failure::refused(format!(
            "all {FLEX_COPIES} codes for this window, operation and use are issued; choose a \
                 window that starts or ends half an hour away, or the other use"
        )),
        error => error.into(),
    })?;
    let given = FlexGiven {
        recipient: to.as_deref(),
        party: &Party::default(),
        is_contractor: false,
    };
    let holder = records.holder(request.to)?;
    give(records, lockbox, (terms, code), given, &holder, now)
}

/// Takes the copy, and records to whom it went.
fn give(
    records: Records<'_>,
    lockbox: Lockbox,
    (terms, code): (FlexTerms, Code),
    given: FlexGiven<'_>,
    holder: &Holder,
    now: UnixSeconds,
) -> Result<Issued, Failure> {
    records.take_flex_copy(&lockbox, &terms, given, now)?;
    let made = MadeFor::flex_code(&terms, given.is_contractor, holder)?;
    records.record_issue(&lockbox, &made, now)?;
    Ok(Issued {
        address: address(records, &lockbox)?,
        warnings: warnings(records, &lockbox)?,
        lockbox,
        to: given.recipient.map(str::to_owned),
        terms,
        code,
    })
}

/// Issues a FlexCode by the issuing rules, or says what is against it.
fn issue_by_rules(
    records: Records<'_>,
    root: &RootKey,
    request: Request<'_>,
    asking: &Asking,
    method: Method,
    is_question: bool,
) -> Result<Outcome<Issued>, Failure> {
    let Request {
        window,
        operation,
        code_use,
        now,
        ..
    } = request;
    let lockbox = records.lockbox(request.lockbox)?;
    let key = lockbox.key(root).flex(lockbox.epoch);
    let digits = lockbox.profile.flex_digits();
    // The copies whose code has a second meaning: none of them is issued even alone.
    let skip: Vec<u8> = (0..FLEX_COPIES)
        .filter(|copy| {
            let others = !1_u8.checked_shl(u32::from(*copy)).unwrap_or(0);
            let alone = key.issue(digits, window, operation, code_use, others);
            alone.is_err()
        })
        .collect();
    let asked = match operation {
        Operation::KeyCompartment => GrantOperation::KeyCompartment,
        Operation::Shackle => GrantOperation::Shackle,
    };
    let want = Want {
        method,
        operations: Operations::of(&[asked]),
        window: Some(Window {
            start: window.start(),
            end: window.end(),
        }),
        day: None,
        half: None,
        code_use: Some(code_use),
        skip: Skip::new(&skip),
    };
    let ruled = asking.ask(records, &lockbox, want, now)?;
    let permit = ruled.ruling.permit.filter(|_| !is_question);
    let Some(copy) = permit.and_then(|permit| permit.copy) else {
        return Ok(Outcome::Ruled(ruled));
    };
    let terms = FlexTerms::new(window, copy, operation, code_use)?;
    let code = key.code(digits, &terms)?;
    let given = FlexGiven {
        recipient: ruled.name.as_deref(),
        party: &ruled.party,
        is_contractor: method == Method::ContractorCode,
    };
    let holder = ruled.holder(records)?;
    let issued = give(records, lockbox, (terms, code), given, &holder, now)?;
    Ok(Outcome::Issued(issued, Some(ruled)))
}

/// Refuses a window during which too many others are open at once.
fn check_overlap(
    records: Records<'_>,
    lockbox: &Lockbox,
    window: FlexWindow,
) -> Result<(), Failure> {
    let others = records.flex_windows_during(lockbox, window)?;
    // The number of open windows is highest where one of them starts.
    let starts = others.iter().map(FlexWindow::start);
    let fullest = starts
        .filter(|start| *start > window.start())
        .chain([window.start()])
        .map(|at| {
            let is_open = |other: &&FlexWindow| (other.start()..other.end()).contains(&at);
            (others.iter().filter(is_open).count(), at)
        })
        .max_by_key(|(open, _)| *open);
    match fullest {
        Some((open, at)) if open >= FLEX_WINDOWS_OVERLAPPING => Err(Failure::refused(format!(
            "{open} flex codes of lockbox {} are open at {} already, and {} is the most; choose \
             another time",
            lockbox.id,
            clock::shown(&lockbox.zone, at),
            FLEX_WINDOWS_OVERLAPPING
        ))),
        _ => Ok(()),
    }
}

/// The window, operation and use that were typed.
pub(super) fn terms(
    args: &TermsArgs,
    zone: &Zone,
    now: UnixSeconds,
) -> Result<(FlexWindow, Operation, CodeUse), Failure> {
    let start = clock::instant(&args.from, zone, now)?;
    let seconds = match (&args.length, &args.until) {
        (Some(length), _) => clock::seconds(length)?,
        (None, Some(until)) => clock::instant(until, zone, now)?
            .checked_sub(start)
            .and_then(|seconds| u32::try_from(seconds).ok())
            .ok_or_else(|| Failure::usage("the window must end after it starts, within 31 days"))?,
        (None, None) => {
            return Err(Failure::usage(
                "give a length with --for, or an end with --until",
            ));
        }
    };
    let window = FlexWindow::new(start, seconds).map_err(|error| match error {
        doorward::Error::WindowStart => Failure::refused(off_the_half_hour(zone, start)),
        doorward::Error::WindowLength => Failure::refused(odd_length(seconds)),
        error => error.into(),
    })?;
    let operation = if args.shackle {
        Operation::Shackle
    } else {
        Operation::KeyCompartment
    };
    let code_use = if args.until_end {
        CodeUse::UntilEnd
    } else {
        CodeUse::Single
    };
    Ok((window, operation, code_use))
}

fn off_the_half_hour(zone: &Zone, start: UnixSeconds) -> String {
    let half_hour = u64::from(SECONDS_PER_HALF_HOUR);
    let before = start.saturating_sub(start.checked_rem(half_hour).unwrap_or(0));
    format!(
        "a window must start on a half hour of UTC, and {} is none; the nearest are {} and {}",
        clock::shown(zone, start),
        clock::hour(zone, before),
        clock::hour(zone, before.saturating_add(half_hour))
    )
}

fn odd_length(seconds: u32) -> String {
    let lengths = (1..=DURATION_LAST)
        .filter_map(|duration| FlexWindow::from_slot(0, duration).ok())
        .map(|window| window.seconds());
    let shorter = lengths.clone().filter(|length| *length < seconds).max();
    let longer = lengths.filter(|length| *length > seconds).min();
    let nearest: Vec<String> = [shorter, longer]
        .into_iter()
        .flatten()
        .map(clock::length)
        .collect();
    format!(
        "{}; the nearest length is {}",
        doorward::Error::WindowLength,
        nearest.join(" or ")
    )
}

/// A FlexCode in JSON.
#[derive(Serialize)]
struct View<'a> {
    family: &'static str,
    lockbox: &'a str,
    address: Option<&'a str>,
    epoch: u32,
    #[serde(flatten)]
    terms: TermsView,
    to: Option<&'a str>,
    code: &'a str,
    grouped: String,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ruling: Option<RulingView>,
}

pub(super) fn run(context: &Context, args: &FlexArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let zone = vault.records().lockbox(&args.lockbox)?.zone;
    let now = context.clock.now(&zone)?;
    let (window, operation, code_use) = terms(&args.terms, &zone, now)?;
    let (method, code_use) = if args.contractor {
        (Method::ContractorCode, CodeUse::UntilEnd)
    } else {
        (Method::FlexCode, code_use)
    };
    let request = Request {
        lockbox: &args.lockbox,
        window,
        operation,
        code_use,
        to: args.to.as_deref(),
        now,
    };
    let is_question = args.rules.check;
    let outcome = vault.change(|records| {
        let lockbox = records.lockbox(&args.lockbox)?;
        let asking = Asking::new(&lockbox, request.to, &args.rules)?;
        let Some(asking) = asking else {
            let issued = issue_freely(records, &root, request)?;
            return Ok(Outcome::Issued(issued, None));
        };
        let outcome = issue_by_rules(records, &root, request, &asking, method, is_question)?;
        outcome.record(records, &lockbox, is_question, now)
    })?;
    match outcome {
        Outcome::Issued(given, ruled) => answer(given, ruled.as_ref()),
        Outcome::Ruled(ruled) => ruled.answer(&vault.records().lockbox(&args.lockbox)?),
    }
}

fn answer(issued: Issued, ruled: Option<&Ruled>) -> Result<Answer, Failure> {
    let Issued {
        lockbox,
        address,
        to,
        terms,
        code,
        warnings,
    } = issued;
    let (zone, window) = (&lockbox.zone, terms.window());
    let message = message::flex(
        Place {
            lockbox: &lockbox.id,
            address: address.as_deref(),
            zone,
        },
        to.as_deref(),
        &terms,
        &code,
    )?;
    let sheet = sheet(&[
        ("flex code", code.grouped().to_string()),
        ("lockbox", place(&lockbox.id, address.as_deref())),
        ("good", span(zone, window.start(), window.end())),
        (
            "opens",
            format!(
                "{}, {}",
                operation(terms.operation()),
                code_use(terms.code_use())
            ),
        ),
        ("copy", format!("{}; epoch {}", terms.copy(), lockbox.epoch)),
        ("for", to.clone().unwrap_or_default()),
    ]);
    let view = View {
        family: "flex",
        lockbox: lockbox.id.as_str(),
        address: address.as_deref(),
        epoch: lockbox.epoch,
        terms: TermsView::new(zone, &terms),
        to: to.as_deref(),
        code: code.as_str(),
        grouped: code.grouped().to_string(),
        message: &message,
        ruling: ruled.map(|ruled| ruled.view(&lockbox.zone)),
    };
    let duties = ruled.map(Ruled::duties).transpose()?.unwrap_or_default();
    let text = format!("{sheet}{duties}\nMessage to send:\n\n{message}");
    Answer::with_warnings(text, &view, warnings)
}
