//! The algorithms that vectors exist for: one module for each family, one table of all.

mod appointment;
mod audit;
mod bulletin;
mod code_digest;
mod day_code;
mod day_code_reading;
mod flex_code;
mod flex_code_reading;
mod grant;
mod issuance;
mod keys;
mod lockbox_session;
mod market;
mod market_fields;
mod market_keys;
mod market_leads;
mod numeral_cipher;
mod policy;
mod profile;
mod refusal;
mod renewal_code;
mod renewal_policy;
mod service_code;
mod single_key;
mod status_gate;
mod zone;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::container::{Expected, Group, Members, Test};
use crate::difference::differences;
use crate::questions::{self, Asked};
use crate::{Failure, Limits, Problem, Report};
use refusal::{Mismatch, Reason, Refusal};

static TABLE: &[Entry] = &[
    Entry::of::<keys::Keys>(),
    Entry::of::<day_code::DayCode>(),
    Entry::of::<day_code_reading::DayCodeReading>(),
    Entry::of::<day_code_reading::DayCodeZoneReading>(),
    Entry::of::<day_code::DayCodeIssue>(),
    Entry::of::<numeral_cipher::NumeralCipher>(),
    Entry::of::<flex_code::FlexCode>(),
    Entry::of::<flex_code_reading::FlexCodeReading>(),
    Entry::of::<flex_code::FlexCodeIssue>(),
    Entry::of::<service_code::ServiceCode>(),
    Entry::of::<service_code::ServiceCodeReading>(),
    Entry::of::<renewal_code::RenewalCode>(),
    Entry::of::<grant::Grant>(),
    Entry::of::<grant::GrantProof>(),
    Entry::of::<zone::ZoneRule>(),
    Entry::of::<bulletin::Bulletin>(),
    Entry::of::<audit::Audit>(),
    Entry::of::<code_digest::CodeDigest>(),
    Entry::of::<lockbox_session::LockboxSession>(),
    Entry::of::<market::Market>(),
    Entry::of::<market_fields::MarketFields>(),
    Entry::of::<market_leads::MarketLeads>(),
    Entry::of::<market_keys::MarketKeys>(),
    Entry::of::<single_key::SingleKey>(),
    Entry::of::<renewal_policy::RenewalPolicy>(),
    Entry::of::<issuance::Issuance>(),
    Entry::of::<status_gate::StatusGate>(),
    Entry::of::<appointment::AppointmentSteps>(),
];

/// An algorithm: what its tests are made of, and how the library answers them.
///
/// Of a test's members those named in `OUTPUTS` are compared, one by one, with the members
/// of the computed `Outputs`; all others must be members of `Inputs`. Nothing is left over.
trait Algorithm {
    const NAME: &'static str;
    /// The section of the specification, as the files name it.
    const SPEC: &'static str;
    const OUTPUTS: &'static [&'static str];
    /// The flags that say why a test is invalid.
    const REASONS: &'static [Reason];

    /// The parameters that the tests of a group share.
    type Group: DeserializeOwned;
    type Inputs: DeserializeOwned;
    type Outputs: Serialize;

    /// What the library makes of the inputs.
    fn compute(group: &Self::Group, inputs: &Self::Inputs) -> Result<Self::Outputs, Refusal>;

    /// The way back from the outputs, which are the published ones, to the inputs.
    fn check_back(
        group: &Self::Group,
        inputs: &Self::Inputs,
        outputs: &Self::Outputs,
    ) -> Result<(), Mismatch>;

    /// Of `OUTPUTS`, those that a test of this group may have; a name of another may be one of
    /// its inputs.
    fn outputs_of(_group: &Self::Group) -> &'static [&'static str] {
        Self::OUTPUTS
    }

    /// Takes the outputs of a valid test out of its members.
    fn take_outputs(group: &Self::Group, members: &mut Members) -> Members {
        let outputs = Self::outputs_of(group).iter();
        outputs
            .filter_map(|name| members.remove_entry(*name))
            .collect()
    }

    /// Whether the test is small enough to be run. Only an algorithm all of whose tests have
    /// all `OUTPUTS` may say no.
    fn is_within(_limits: Limits, _inputs: &Self::Inputs) -> bool {
        true
    }
}

/// An [`Algorithm`] in the table.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) spec: &'static str,
    outputs: &'static [&'static str],
    pub(crate) reasons: &'static [Reason],
    pub(crate) run: fn(Vec<Group>, Limits) -> Result<Report, Problem>,
    pub(crate) ask: fn(Vec<Group>, Limits) -> Result<Asked, Problem>,
}

impl Entry {
    const fn of<A: Algorithm>() -> Self {
        Self {
            name: A::NAME,
            spec: A::SPEC,
            outputs: A::OUTPUTS,
            reasons: A::REASONS,
            run: run::<A>,
            ask: ask::<A>,
        }
    }
}

/// The algorithm of a file.
pub(crate) fn find(name: &str) -> Result<&'static Entry, Problem> {
    TABLE
        .iter()
        .find(|entry| entry.name == name)
        .ok_or_else(|| Problem::UnknownAlgorithm(name.to_owned()))
}

/// The algorithms whose files can be checked, in the order of the specification.
pub fn supported() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|entry| entry.name)
}

/// The members of an algorithm's tests that the library computes; all others are given to
/// it. `None` for an algorithm that is not [supported].
#[must_use]
pub fn outputs(algorithm: &str) -> Option<&'static [&'static str]> {
    find(algorithm).ok().map(|entry| entry.outputs)
}

fn run<A: Algorithm>(groups: Vec<Group>, limits: Limits) -> Result<Report, Problem> {
    let mut report = Report {
        algorithm: A::NAME.to_owned(),
        executed: 0,
        skipped: 0,
        failures: Vec::new(),
    };
    for group in groups {
        let parameters: A::Group = parse(group.parameters, &group.place)?;
        for test in group.tests {
            run_test::<A>(&parameters, test, limits, &mut report)?;
        }
    }
    Ok(report)
}

fn run_test<A: Algorithm>(
    group: &A::Group,
    test: Test,
    limits: Limits,
    report: &mut Report,
) -> Result<(), Problem> {
    let Test {
        id,
        comment,
        flags,
        result,
        members: mut inputs,
    } = test;
    let published = match result {
        Expected::Valid => A::take_outputs(group, &mut inputs),
        Expected::Invalid => Members::new(),
    };
    let place = format!("test {id}");
    let inputs: A::Inputs = parse(inputs, &place)?;
    if !A::is_within(limits, &inputs) {
        if published.len() != A::OUTPUTS.len() {
            return Err(Problem::members(place, &"an output is missing"));
        }
        report.skipped = report.skipped.saturating_add(1);
        return Ok(());
    }
    report.executed = report.executed.saturating_add(1);
    let outcome = match result {
        Expected::Valid => check_valid::<A>(group, &inputs, &published),
        Expected::Invalid => check_invalid::<A>(group, &inputs, &flags),
    };
    if let Err(Mismatch(message)) = outcome {
        report.failures.push(Failure {
            id,
            comment,
            message,
        });
    }
    Ok(())
}

/// The tests for somebody else to answer.
fn ask<A: Algorithm>(groups: Vec<Group>, limits: Limits) -> Result<Asked, Problem> {
    questions::ask(groups, |group, test| {
        let parameters: A::Group = parse(group.parameters.clone(), &group.place)?;
        let outputs = match test.result {
            Expected::Valid => A::take_outputs(&parameters, &mut test.members),
            Expected::Invalid => Members::new(),
        };
        let inputs: A::Inputs = parse(test.members.clone(), &format!("test {}", test.id))?;
        Ok((outputs, A::is_within(limits, &inputs)))
    })
}

fn parse<T: DeserializeOwned>(members: Members, place: &str) -> Result<T, Problem> {
    serde_json::from_value(Value::Object(members)).map_err(|error| Problem::members(place, &error))
}

fn check_valid<A: Algorithm>(
    group: &A::Group,
    inputs: &A::Inputs,
    published: &Members,
) -> Result<(), Mismatch> {
    let outputs = A::compute(group, inputs)?;
    let differences = differences(published, &members_of(&outputs)?);
    if !differences.is_empty() {
        let shown: Vec<String> = differences.iter().map(ToString::to_string).collect();
        return Err(Mismatch(shown.join("; ")));
    }
    A::check_back(group, inputs, &outputs)
}

fn check_invalid<A: Algorithm>(
    group: &A::Group,
    inputs: &A::Inputs,
    flags: &[String],
) -> Result<(), Mismatch> {
    let refusal = match A::compute(group, inputs) {
        Ok(outputs) => {
            let accepted = Value::Object(members_of(&outputs)?);
            return Err(Mismatch(format!("accepted, with {accepted}")));
        }
        Err(refusal) => refusal,
    };
    for reason in A::REASONS {
        if flags.iter().any(|flag| flag == reason.flag) && !reason.refusals.contains(&refusal) {
            let flag = reason.flag;
            return Err(Mismatch(format!("refused, but not for {flag}: {refusal}")));
        }
    }
    Ok(())
}

fn members_of(outputs: &impl Serialize) -> Result<Members, Mismatch> {
    match serde_json::to_value(outputs) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(other) => Err(Mismatch(format!("computed {other}, which is no object"))),
        Err(error) => Err(Mismatch(error.to_string())),
    }
}
