//! The closed lists of the library, printed as TypeScript.

mod fleet;

use std::fmt::Write as _;
use std::fs;

use doorward::audit::{Event, Method};
use doorward::policy::{self, Listed, appointment, issuance, renewal, single_key, status_gate};
use doorward::{bulletin, lockbox, market, records};
use serde_json::from_str;

use crate::shell::{Outcome, root};

const FOLDER: &str = "bindings/wasm/types/lists";
const HEAD: &str = "// Written by `cargo xtask wasm` from the library's lists.\n";

/// Errors that have no list of their own: of bytes, of a store, and of a name.
const OTHER_ERRORS: [&str; 5] = [
    "not_authentic",
    "forged",
    "store_failed",
    "state_lost",
    "unknown_preset",
];

/// A name and its text; nothing is said where the name says it all.
type Item = (String, &'static str);

/// Writes the files, or compares them.
pub(super) fn run(is_check: bool) -> Outcome {
    for (name, text) in [
        ("errors", errors()?),
        ("lockbox", lockbox()?),
        ("policy", policy()),
        ("market", market()),
        ("fleet", fleet::policy()),
        ("firmware", fleet::lockbox()),
    ] {
        let name = format!("{FOLDER}/{name}.d.ts");
        let path = root().join(&name);
        if is_check {
            let committed =
                fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            if committed != text {
                return Err(format!(
                    "{name} is not what the library says: run `cargo xtask wasm`"
                ));
            }
        } else {
            fs::write(&path, text).map_err(|error| format!("{name}: {error}"))?;
        }
    }
    Ok(())
}

fn union(out: &mut String, name: &str, what: &str, items: &[Item]) {
    // Writing to a string does not fail.
    let _ = write!(out, "\n/** {what} */\nexport type {name} =");
    for (item, text) in items {
        if !text.is_empty() {
            let _ = write!(out, "\n  /** {text} */");
        }
        let _ = write!(out, "\n  | \"{item}\"");
    }
    out.push_str(";\n");
}

/// The names of an enum that is read by name, out of what it says to a wrong one.
fn variants<T: serde::de::DeserializeOwned>(wrong: &str) -> Result<Vec<Item>, String> {
    let Err(error) = from_str::<T>(wrong) else {
        return Err(format!(
            "{wrong} was read as a {}",
            std::any::type_name::<T>()
        ));
    };
    let text = error.to_string();
    let (_, names) = text.split_once("expected ").ok_or_else(|| text.clone())?;
    Ok(names
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|name| (name.to_owned(), ""))
        .collect())
}

fn listed<T: Listed>() -> Vec<Item> {
    T::ALL
        .iter()
        .map(|item| (item.name().to_owned(), item.text()))
        .collect()
}

fn errors() -> Result<String, String> {
    let mut all = variants::<doorward::Error>("\"?\"")?;
    all.extend(variants::<bulletin::Refusal>("\"?\"")?);
    all.extend(OTHER_ERRORS.map(|name| (name.to_owned(), "")));
    all.extend(listed::<issuance::Error>());
    all.extend(listed::<status_gate::Error>());
    all.extend(listed::<appointment::Error>());
    all.extend(listed::<single_key::SingleKeyError>());
    all.extend(listed::<renewal::RenewalError>());
    all.extend(listed::<records::RecordError>());
    all.extend(listed::<doorward::fleet::FleetError>());
    all.extend(
        market::Error::ALL
            .iter()
            .map(|error| (error.name().to_owned(), "")),
    );
    let mut names: Vec<Item> = all.into_iter().map(|(name, _)| (name, "")).collect();
    names.sort();
    names.dedup();
    let mut out = HEAD.to_owned();
    union(
        &mut out,
        "ErrorCode",
        "The library's names of its refusals.",
        &names,
    );
    Ok(out)
}

fn lockbox() -> Result<String, String> {
    let reasons = variants::<lockbox::Reason>("{\"reason\": \"?\"}")?;
    let reasons: Vec<Item> = reasons
        .into_iter()
        .map(|(name, _)| {
            let object = format!("{{\"reason\": \"{name}\", \"until\": 0, \"from\": 0}}");
            let text = from_str::<lockbox::Reason>(&object).map_or("", lockbox::Reason::text);
            (name, text)
        })
        .collect();
    let mut out = HEAD.to_owned();
    union(&mut out, "DenialName", "Why a box refuses.", &reasons);
    let events = variants::<Event>("\"?\"")?;
    union(&mut out, "AuditEvent", "What happened.", &events);
    let methods = variants::<Method>("\"?\"")?;
    union(&mut out, "AuditMethod", "By what it happened.", &methods);
    Ok(out)
}

#[allow(clippy::too_many_lines, reason = "a table")]
fn policy() -> String {
    print(&[
        (
            "ListingStatus",
            "The status of a listing.",
            listed::<policy::Status>(),
        ),
        (
            "AccessClass",
            "What people are to a listing.",
            listed::<policy::Class>(),
        ),
        (
            "AccessMethodIssued",
            "How access is given.",
            listed::<policy::Method>(),
        ),
        (
            "RecipientKind",
            "Who gets access.",
            listed::<policy::RecipientKind>(),
        ),
        (
            "IssuerKind",
            "Who gives access.",
            listed::<issuance::IssuerKind>(),
        ),
        (
            "ListingAccess",
            "Whether showing agents need an appointment.",
            listed::<issuance::ListingAccess>(),
        ),
        (
            "PhoneSystem",
            "The system of a phone.",
            listed::<issuance::System>(),
        ),
        (
            "Uses",
            "How often what was permitted opens.",
            listed::<issuance::Uses>(),
        ),
        (
            "RecordedAs",
            "By what the recipient is known in the records.",
            listed::<issuance::RecordedAs>(),
        ),
        (
            "Recall",
            "How what was permitted can be taken back.",
            listed::<issuance::Recall>(),
        ),
        (
            "IssuanceReason",
            "Why a request is denied.",
            listed::<issuance::Reason>(),
        ),
        (
            "IssuanceObligation",
            "What the caller has to do about a ruling.",
            listed::<issuance::Obligation>(),
        ),
        (
            "Access",
            "What a status allows.",
            listed::<status_gate::Access>(),
        ),
        (
            "CodeMethod",
            "What kind of code was made.",
            listed::<status_gate::CodeMethod>(),
        ),
        (
            "CodeValidity",
            "How often a code opens.",
            listed::<status_gate::CodeValidity>(),
        ),
        (
            "AccessLeft",
            "Whether the holder of a code may use it.",
            listed::<status_gate::AccessLeft>(),
        ),
        (
            "StatusReason",
            "Why a change is denied.",
            listed::<status_gate::Reason>(),
        ),
        (
            "StatusObligation",
            "What the caller has to do about a change.",
            listed::<status_gate::Obligation>(),
        ),
        (
            "AppointmentState",
            "Where an appointment stands.",
            listed::<appointment::State>(),
        ),
        (
            "AppointmentActor",
            "Who acts.",
            listed::<appointment::Actor>(),
        ),
        (
            "AppointmentEventKind",
            "What happens to an appointment.",
            listed::<appointment::EventKind>(),
        ),
        (
            "AppointmentReason",
            "Why an event is denied.",
            listed::<appointment::Reason>(),
        ),
        (
            "AppointmentObligation",
            "What the caller has to do about a step.",
            listed::<appointment::Obligation>(),
        ),
        (
            "AdmissionReason",
            "Why an appointment lets nobody in now.",
            listed::<appointment::AccessReason>(),
        ),
        (
            "ReceiptOutcome",
            "What to make of an event from elsewhere.",
            listed::<appointment::Outcome>(),
        ),
        (
            "KeyOfDay",
            "What holds a member's day.",
            listed::<single_key::DayKey>(),
        ),
        ("KeyReason", "Why a member may not.", key_reasons()),
        (
            "KeyObligation",
            "What has to be done about the key of the day.",
            listed::<single_key::KeyObligation>(),
        ),
        (
            "RenewalMethod",
            "How a card is renewed.",
            listed::<renewal::RenewalMethod>(),
        ),
        (
            "RenewalReason",
            "Why a card may not be renewed.",
            listed::<renewal::RenewalReason>(),
        ),
        (
            "RenewalObligation",
            "What has to be done about a renewal.",
            listed::<renewal::RenewalObligation>(),
        ),
        (
            "AccessEventKind",
            "What happened to access.",
            listed::<records::EventKind>(),
        ),
        (
            "AccessMethod",
            "By what it happened.",
            listed::<records::AccessMethod>(),
        ),
        (
            "AccessOutcome",
            "How it ended.",
            listed::<records::Outcome>(),
        ),
    ])
}

/// One name stands for two reasons, which differ in what is needed.
fn key_reasons() -> Vec<Item> {
    let mut names: Vec<Item> = Vec::new();
    for reason in single_key::KeyReason::ALL {
        if names.iter().all(|(name, _)| name != reason.name()) {
            names.push((reason.name().to_owned(), reason.text()));
        }
    }
    names
}

fn market() -> String {
    use market::{leads, presets, property};

    macro_rules! all {
        ($list:ty) => {
            <$list>::ALL
                .iter()
                .map(|item| (item.name().to_owned(), item.text()))
                .collect()
        };
    }
    print(&[
        (
            "MarketStatus",
            "The status of a listing: RESO's `StandardStatus`.",
            all!(market::Status),
        ),
        (
            "GapMetric",
            "How the days of a gap are counted.",
            all!(market::GapMetric),
        ),
        ("ClockFrom", "Where a gap begins.", all!(market::ClockFrom)),
        (
            "Scope",
            "What two listings must have in common for days to carry.",
            all!(market::Scope),
        ),
        (
            "Count",
            "Whether the end date of an interval counts too.",
            all!(market::Count),
        ),
        (
            "Combine",
            "How the days of a chain's listings become one number.",
            all!(market::Combine),
        ),
        (
            "StartField",
            "The date at which the count begins.",
            all!(market::StartField),
        ),
        (
            "EndEvent",
            "What ends the count of a listing.",
            all!(market::EndEvent),
        ),
        (
            "ChainClass",
            "What a listing is to those before it.",
            all!(market::Class),
        ),
        (
            "MarketWarning",
            "What is wrong with a listing's rows or dates.",
            all!(market::Warning),
        ),
        ("RulesField", "A member of the rules.", all!(presets::Field)),
        (
            "RulesWarning",
            "What is uncertain about rules.",
            all!(presets::RulesWarning),
        ),
        (
            "PropertyKeys",
            "The keys that a property is known by.",
            all!(presets::PropertyKeys),
        ),
        (
            "ListingClass",
            "Whether a listing is for sale or for lease.",
            all!(property::ListingClass),
        ),
        (
            "KeyDoubt",
            "Why a property may not be the one that its keys say.",
            all!(market::Doubt),
        ),
        (
            "LeadAnswer",
            "Whether the owner may be contacted.",
            all!(leads::LeadAnswer),
        ),
        ("LeadReason", "What is against it.", all!(leads::LeadReason)),
    ])
}

fn print(lists: &[(&str, &str, Vec<Item>)]) -> String {
    let mut out = HEAD.to_owned();
    for (name, what, items) in lists {
        union(&mut out, name, what, items);
    }
    out
}
