//! The rules: who may be given access, what a status takes away, showings, keys and cards.

use doorward::calendar::Day;
use doorward::policy::appointment::{
    Appointment, OwnedRules, OwnedSituation, Record, admit, grant_for, receive,
};
use doorward::policy::issuance::{OwnedInput, OwnedLedger, Permit};
use doorward::policy::renewal::{RenewalParameters, RenewalRequest, judge as judge_renewal};
use doorward::policy::single_key::{KeyEvent, KeyParameters, KeyState, step as step_of_key};
use doorward::policy::status_gate::{self, OwnedChange};
use doorward::policy::{
    BadValue, Class, Listed, Name, Status, appointment, issuance, renewal, single_key,
};
use pyo3::prelude::*;

use crate::calendar::ZoneOf;
use crate::codes::CodeOf;
use crate::convert::{Bad, Days, decode, object, read, read_members};
use crate::errors::{Kind, bad_input, raise};
use crate::keys::id;
use crate::time::Instant;

const BAD_VALUE: Bad = Bad {
    kind: Kind::Rule,
    reason: "bad_value",
    text: "a value is of the wrong type or out of its range",
};

fn refused<E: Listed>(error: E) -> PyErr {
    raise(Kind::Rule, error.text(), error.name())
}

fn bad_value(_: BadValue) -> PyErr {
    raise(Kind::Rule, BAD_VALUE.text, BAD_VALUE.reason)
}

/// Whether an issuer may give a recipient access to a box, and what becomes of its ledger.
#[pyfunction]
#[pyo3(signature = (request, *, association, r#box, ledger, parameters, listing, appointment))]
pub(crate) fn rule_issuance<'py>(
    py: Python<'py>,
    request: &Bound<'py, PyAny>,
    association: &Bound<'py, PyAny>,
    r#box: &Bound<'py, PyAny>,
    ledger: &Bound<'py, PyAny>,
    parameters: &Bound<'py, PyAny>,
    listing: &Bound<'py, PyAny>,
    appointment: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let members = [
        ("request", request),
        ("association", association),
        ("box", r#box),
        ("ledger", ledger),
        ("parameters", parameters),
        ("listing", listing),
        ("appointment", appointment),
    ];
    let input: OwnedInput = read_members(object(&members, Days::Numbered)?, &BAD_VALUE)?;
    let ruling = input.rule().map_err(refused::<issuance::Error>)?;
    decode(py, "policy.issuance:Ruling", &ruling)
}

/// What to tell the recipient of a code.
#[pyfunction]
pub(crate) fn permit_message(
    permit: &Bound<'_, PyAny>,
    lockbox: &str,
    zone: ZoneOf,
    code: CodeOf,
) -> PyResult<String> {
    let permit: Permit<OwnedLedger> = read(permit, Days::Numbered, &BAD_VALUE)?;
    let mut text = String::new();
    permit
        .write_message(&mut text, &id(lockbox)?, &zone.0, &code.0)
        .map_err(|_| bad_input("permit", "the permit has no message"))?;
    Ok(text)
}

/// Whether a status lets a class of people in.
#[pyfunction]
#[pyo3(signature = (status, class_, *, coming_soon_showings))]
pub(crate) fn access<'py>(
    py: Python<'py>,
    status: &Bound<'py, PyAny>,
    class_: &Bound<'py, PyAny>,
    coming_soon_showings: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let status: Status = read(status, Days::Numbered, &BAD_VALUE)?;
    let class: Class = read(class_, Days::Numbered, &BAD_VALUE)?;
    let showings = read(coming_soon_showings, Days::Numbered, &BAD_VALUE)?;
    decode(
        py,
        "_lists:Access",
        &status_gate::access(status, class, showings),
    )
}

/// What a change of status takes away: grants, codes, the right to be issued more.
#[pyfunction]
#[pyo3(signature = (change, *, parameters))]
pub(crate) fn judge_status<'py>(
    py: Python<'py>,
    change: &Bound<'py, PyAny>,
    parameters: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let parameters = read(parameters, Days::Numbered, &BAD_VALUE)?;
    let change: OwnedChange = read(change, Days::Numbered, &BAD_VALUE)?;
    let consequences = change
        .judge(&parameters)
        .map_err(refused::<status_gate::Error>)?;
    decode(py, "policy.status_gate:Consequences", &consequences)
}

/// What an event makes of an appointment for a showing.
#[pyfunction]
#[pyo3(signature = (event, *, rules, appointment, others, showable, bulletin))]
pub(crate) fn step_appointment<'py>(
    py: Python<'py>,
    event: &Bound<'py, PyAny>,
    rules: &Bound<'py, PyAny>,
    appointment: &Bound<'py, PyAny>,
    others: &Bound<'py, PyAny>,
    showable: &Bound<'py, PyAny>,
    bulletin: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let members = [
        ("event", event),
        ("rules", rules),
        ("appointment", appointment),
        ("others", others),
        ("showable", showable),
        ("bulletin", bulletin),
    ];
    let situation: OwnedSituation = read_members(object(&members, Days::Numbered)?, &BAD_VALUE)?;
    let step = situation.step().map_err(refused::<appointment::Error>)?;
    decode(py, "policy.appointment:Step", &step)
}

/// Whether an appointment lets its holder in now.
#[pyfunction]
#[pyo3(signature = (appointment, *, rules, holder, listing, now))]
pub(crate) fn admit_to_showing<'py>(
    py: Python<'py>,
    appointment: &Bound<'py, PyAny>,
    rules: &Bound<'py, PyAny>,
    holder: &Bound<'py, PyAny>,
    listing: &Bound<'py, PyAny>,
    now: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let rules: OwnedRules = read(rules, Days::Numbered, &BAD_VALUE)?;
    let appointment: Option<Appointment> = read(appointment, Days::Numbered, &BAD_VALUE)?;
    let holder: Name = read(holder, Days::Numbered, &BAD_VALUE)?;
    let listing: Name = read(listing, Days::Numbered, &BAD_VALUE)?;
    let now: u64 = read(now, Days::Numbered, &BAD_VALUE)?;
    let admission = admit(
        &rules.as_rules(),
        appointment.as_ref(),
        &holder,
        &listing,
        now,
    )
    .map_err(refused::<appointment::Error>)?;
    decode(py, "policy.appointment:Admission", &admission)
}

/// The terms of the grant for an appointment that was approved.
#[pyfunction]
#[pyo3(signature = (appointment, *, rules, bulletin))]
pub(crate) fn grant_for_showing<'py>(
    py: Python<'py>,
    appointment: &Bound<'py, PyAny>,
    rules: &Bound<'py, PyAny>,
    bulletin: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let rules: OwnedRules = read(rules, Days::Numbered, &BAD_VALUE)?;
    let appointment: Appointment = read(appointment, Days::Numbered, &BAD_VALUE)?;
    let bulletin: u32 = read(bulletin, Days::Numbered, &BAD_VALUE)?;
    let terms = grant_for(&rules.as_rules(), &appointment, bulletin)
        .map_err(refused::<appointment::Error>)?;
    decode(py, "policy.appointment:GrantTerms", &terms)
}

/// What the receiver of an appointment's records makes of one that came, after `last`.
#[pyfunction]
#[pyo3(signature = (record, *, last))]
pub(crate) fn receive_record<'py>(
    py: Python<'py>,
    record: &Bound<'py, PyAny>,
    last: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let last: Option<Record> = read(last, Days::Numbered, &BAD_VALUE)?;
    let record: Record = read(record, Days::Numbered, &BAD_VALUE)?;
    let receipt = receive(last.as_ref(), &record).map_err(refused::<appointment::Error>)?;
    decode(py, "policy.appointment:Receipt", &receipt)
}

/// Which of a member's app and card opens boxes, after an event.
#[pyfunction]
#[pyo3(signature = (event, *, state, zone, parameters))]
pub(crate) fn step_key<'py>(
    py: Python<'py>,
    event: &Bound<'py, PyAny>,
    state: &Bound<'py, PyAny>,
    zone: ZoneOf,
    parameters: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let parameters: KeyParameters = read(parameters, Days::Numbered, &BAD_VALUE)?;
    let state: KeyState = read(state, Days::Numbered, &BAD_VALUE)?;
    let event: KeyEvent = read(event, Days::Numbered, &BAD_VALUE)?;
    let ruling = step_of_key(&zone.0, &parameters, &state, &event)
        .map_err(refused::<single_key::SingleKeyError>)?;
    decode(py, "policy.single_key:Ruling", &ruling)
}

/// The state of a member whose keys nobody has seen before.
#[pyfunction]
pub(crate) fn first_key_state(
    py: Python<'_>,
    zone: ZoneOf,
    now: Instant,
) -> PyResult<Bound<'_, PyAny>> {
    let state = KeyState::first(&zone.0, now.0).map_err(refused::<single_key::SingleKeyError>)?;
    decode(py, "policy.single_key:State", &state)
}

/// The day of a member's key at an instant.
#[pyfunction]
pub(crate) fn day_of_key(py: Python<'_>, zone: ZoneOf, now: Instant) -> PyResult<Bound<'_, PyAny>> {
    let day = single_key::day_of(&zone.0, now.0).map_err(bad_value)?;
    crate::time::date(py, day)
}

/// Whether a card may be renewed, and until when it is then good.
#[pyfunction]
#[pyo3(signature = (request, *, zone, parameters))]
pub(crate) fn judge_card<'py>(
    py: Python<'py>,
    request: &Bound<'py, PyAny>,
    zone: ZoneOf,
    parameters: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let parameters: RenewalParameters = read(parameters, Days::Numbered, &BAD_VALUE)?;
    let request: RenewalRequest<Vec<Day>> = read(request, Days::Numbered, &BAD_VALUE)?;
    let ruling =
        judge_renewal(&zone.0, &parameters, &request).map_err(refused::<renewal::RenewalError>)?;
    decode(py, "policy.renewal:Ruling", &ruling)
}
