//! What happened: access reports, showing notices and the export for compliance.

use doorward::audit::Entry;
use doorward::keys::Id;
use doorward::policy::{Method, Name, Set};
use doorward::records::{
    AccessEvent, EventKind, RecordError, Records, ReportFilter, RowFacts, credential,
};
use pyo3::prelude::*;

use crate::convert::{Bad, Days, Given, Named, decode, fixed, read};
use crate::errors::{Kind, bad_input, raise};
use crate::flex::FlexTerms;
use crate::time::{DayOf, Instant};

const BAD_VALUE: Bad = Bad {
    kind: Kind::Rule,
    reason: "bad_value",
    text: "a value is of the wrong type or out of its range",
};

fn refused(error: RecordError) -> PyErr {
    raise(Kind::Rule, error.text(), error.name())
}

/// What is made of the events once they are in order.
fn with_records<T>(
    events: &Bound<'_, PyAny>,
    make: impl FnOnce(&Records<'_, String>) -> PyResult<T>,
) -> PyResult<T> {
    let events: Vec<AccessEvent<String>> = read(events, Days::Numbered, &BAD_VALUE)?;
    let mut order: Vec<&AccessEvent<String>> = events.iter().collect();
    make(&Records::arrange(&mut order).map_err(refused)?)
}

fn unwritten(_: std::fmt::Error) -> PyErr {
    bad_input("text", "the text cannot be written")
}

/// The report of who opened what, and who was refused.
#[pyfunction]
#[pyo3(signature = (events, *, from_, to, listing, kinds))]
pub(crate) fn access_report(
    events: &Bound<'_, PyAny>,
    from_: Instant,
    to: Instant,
    listing: Option<&str>,
    kinds: Option<Vec<Named<EventKind>>>,
) -> PyResult<String> {
    let mut filter = ReportFilter::new(from_.0, to.0);
    let name = listing.map(Name::new).transpose();
    filter.listing = name.map_err(|_| refused(RecordError::BadValue))?;
    if let Some(kinds) = kinds {
        filter.kinds = kinds.into_iter().map(|kind| kind.0).collect::<Set<_>>();
    }
    filter.check().map_err(refused)?;
    with_records(events, |records| {
        let mut text = String::new();
        records
            .access_report(&filter, &mut text)
            .map_err(unwritten)?;
        Ok(text)
    })
}

/// The export for compliance, a JSON object on each line.
#[pyfunction]
pub(crate) fn export_json_lines(events: &Bound<'_, PyAny>) -> PyResult<String> {
    with_records(events, |records| {
        let mut text = String::new();
        records.json_lines(&mut text).map_err(unwritten)?;
        Ok(text)
    })
}

/// The export for compliance as CSV.
#[pyfunction]
pub(crate) fn export_csv(events: &Bound<'_, PyAny>) -> PyResult<String> {
    with_records(events, |records| {
        let mut text = String::new();
        records.csv(&mut text).map_err(unwritten)?;
        Ok(text)
    })
}

/// What the listing side is told of showings.
#[pyfunction]
pub(crate) fn notices<'py>(
    py: Python<'py>,
    events: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    with_records(events, |records| {
        let notices: Vec<_> = records.notices().collect();
        decode(py, "records:Notices", &notices)
    })
}

/// What a row of a box's log says for the records; none for one of clock, power or epoch.
#[pyfunction]
#[pyo3(signature = (entry, *, issued_as))]
pub(crate) fn row_facts(
    py: Python<'_>,
    entry: Given<Entry>,
    issued_as: Option<Named<Method>>,
) -> PyResult<Bound<'_, PyAny>> {
    let facts = RowFacts::of(&entry.0, issued_as.map(|method| method.0)).map_err(refused)?;
    decode(py, "records:RowFacts", &facts)
}

fn named(id: Result<Id, RecordError>) -> PyResult<String> {
    id.map(|id| id.as_str().to_owned()).map_err(refused)
}

/// What a grant is called in the records.
#[pyfunction]
pub(crate) fn credential_of_grant(grant_id: &[u8]) -> PyResult<String> {
    named(credential::of_grant(&fixed(
        grant_id,
        "length",
        "a grant's id",
    )?))
}

/// What a day code is called in the records.
#[pyfunction]
pub(crate) fn credential_of_day_code(day: DayOf, slot: u8) -> PyResult<String> {
    named(credential::of_day_code(day.0, slot))
}

/// What a FlexCode is called in the records.
#[pyfunction]
pub(crate) fn credential_of_flex_code(terms: &FlexTerms) -> PyResult<String> {
    named(credential::of_flex_code(&terms.0))
}
