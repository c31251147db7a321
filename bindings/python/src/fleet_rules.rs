//! The fleet: rosters, regions, reciprocity, models.

use doorward::calendar::Day;
use doorward::fleet::models::Model;
use doorward::fleet::reciprocity::{self, Relation};
use doorward::fleet::regions::OwnedMove;
use doorward::fleet::roster::{self, OwnedImport};
use doorward::fleet::{FleetError, roster::RosterParameters};
use doorward::policy::Name;
use pyo3::prelude::*;

use crate::convert::{Bad, Days, decode, object, read, read_members};
use crate::errors::{Kind, raise};
use crate::time::{DayOf, Instant};

const BAD_VALUE: Bad = Bad {
    kind: Kind::Rule,
    reason: "bad_value",
    text: "a value is of the wrong type or out of its range",
};

pub(crate) fn refused(error: FleetError) -> PyErr {
    raise(Kind::Rule, error.text(), error.name())
}

/// What a snapshot of the MLS's list changes.
#[pyfunction]
#[pyo3(signature = (known, snapshot, *, complete, confirmed, parameters))]
pub(crate) fn compare_rosters<'py>(
    py: Python<'py>,
    known: &Bound<'py, PyAny>,
    snapshot: &Bound<'py, PyAny>,
    complete: &Bound<'py, PyAny>,
    confirmed: &Bound<'py, PyAny>,
    parameters: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let members = [
        ("known", known),
        ("snapshot", snapshot),
        ("complete", complete),
        ("confirmed", confirmed),
        ("parameters", parameters),
    ];
    let import: OwnedImport = read_members(object(&members, Days::Numbered)?, &BAD_VALUE)?;
    let compared = py.detach(|| import.compare()).map_err(refused)?;
    decode(py, "fleet:Comparison", &compared)
}

/// What is wrong with the time of the last import.
#[pyfunction]
#[pyo3(signature = (now, last_import, *, parameters))]
pub(crate) fn import_overdue<'py>(
    py: Python<'py>,
    now: Instant,
    last_import: Option<Instant>,
    parameters: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let parameters: RosterParameters = read(parameters, Days::Numbered, &BAD_VALUE)?;
    let last = last_import.map(|last| last.0);
    let warning = roster::overdue(now.0, last, parameters.interval).map_err(refused)?;
    decode(py, "_lists:ImportWarning", &warning)
}

/// The status that a feed spells like this.
#[pyfunction]
pub(crate) fn standard_status<'py>(py: Python<'py>, spelled: &str) -> PyResult<Bound<'py, PyAny>> {
    let status = roster::standard_status(spelled).map_err(refused)?;
    decode(py, "_lists:Status", &status)
}

/// Whether a box may be taken to another region.
#[pyfunction]
#[pyo3(signature = (from_, to, *, owner, licences, assigned, association_member))]
pub(crate) fn judge_move<'py>(
    py: Python<'py>,
    from_: &Bound<'py, PyAny>,
    to: &Bound<'py, PyAny>,
    owner: &Bound<'py, PyAny>,
    licences: &Bound<'py, PyAny>,
    assigned: &Bound<'py, PyAny>,
    association_member: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let members = [
        ("from", from_),
        ("to", to),
        ("owner", owner),
        ("licences", licences),
        ("assigned", assigned),
        ("association_member", association_member),
    ];
    let wanted: OwnedMove = read_members(object(&members, Days::Numbered)?, &BAD_VALUE)?;
    decode(py, "fleet:MoveRuling", &wanted.judge())
}

fn relations(value: &Bound<'_, PyAny>) -> PyResult<Vec<Relation>> {
    let relations: Vec<Relation> = read(value, Days::Numbered, &BAD_VALUE)?;
    relations
        .iter()
        .try_for_each(Relation::check)
        .map_err(refused)?;
    Ok(relations)
}

fn name(text: &Bound<'_, PyAny>) -> PyResult<Name> {
    read(text, Days::Numbered, &BAD_VALUE)
}

/// Whether agents of an association are treated as members at another one.
#[pyfunction]
#[pyo3(signature = (relations, *, of, at, day))]
pub(crate) fn is_honoured(
    relations: &Bound<'_, PyAny>,
    of: &Bound<'_, PyAny>,
    at: &Bound<'_, PyAny>,
    day: DayOf,
) -> PyResult<bool> {
    let relations = self::relations(relations)?;
    Ok(reciprocity::honoured(
        &relations,
        &name(of)?,
        &name(at)?,
        day.0,
    ))
}

/// The other associations that are honoured at one.
#[pyfunction]
#[pyo3(signature = (relations, *, at, day))]
pub(crate) fn honoured_at(
    relations: &Bound<'_, PyAny>,
    at: &Bound<'_, PyAny>,
    day: DayOf,
) -> PyResult<Vec<String>> {
    let (relations, day): (_, Day) = (self::relations(relations)?, day.0);
    let others = reciprocity::honoured_at(&relations, &name(at)?, day);
    Ok(others.map(|other| other.as_str().to_owned()).collect())
}

/// What a model of box can do.
#[pyfunction]
pub(crate) fn capabilities_of<'py>(
    py: Python<'py>,
    model: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let model: Model = read(model, Days::Numbered, &BAD_VALUE)?;
    decode(py, "fleet:Capabilities", &model.capabilities())
}
