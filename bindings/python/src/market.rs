//! Days on market of one property, presets, leads and property keys.

use doorward::market::leads::LeadQuestion;
use doorward::market::presets::{
    Basis, Caution, Chosen as Choice, LocalStatus, PRESETS, Precision, Preset, PropertyKeys,
    rules_at,
};
use doorward::market::property::{PropertyRecord, properties};
use doorward::market::{Date, Error, History, Rules, Status};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use serde::Serialize;

use crate::convert::{Bad, Days, Named, decode, object, read, read_members};
use crate::errors::{Kind, raise};

const BAD_VALUE: Bad = Bad {
    kind: Kind::Rule,
    reason: Error::BadValue.name(),
    text: Error::BadValue.text(),
};
const BAD_RULES: Bad = Bad {
    kind: Kind::Rule,
    reason: Error::BadRules.name(),
    text: Error::BadRules.text(),
};

fn refused(error: Error) -> PyErr {
    raise(Kind::Rule, error.text(), error.name())
}

/// Rules that were chosen: a preset, a preset by date, or rules of the caller's.
///
/// >>> choice = choose("rmls_or")
/// >>> choice.preset, choice.rules.carry_max_gap
/// ('rmls_or', 30)
#[pyclass(frozen, module = "doorward.market")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen(pub(crate) Choice);

#[pymethods]
impl Chosen {
    /// The rules.
    #[getter]
    fn rules<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decode(py, "_market:Rules", self.0.rules())
    }

    /// The id of the preset; none for rules of the caller's.
    #[getter]
    fn preset(&self) -> Option<&'static str> {
        self.0.id()
    }

    /// What is uncertain about them.
    #[getter]
    fn cautions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let cautions: Vec<Caution> = self.0.cautions().collect();
        decode(py, "_market:Cautions", &cautions)
    }

    fn __repr__(&self) -> String {
        format!("Chosen(preset={})", self.0.id().unwrap_or("None"))
    }
}

/// Rules as Python gives them: what was chosen, the id of a preset, or rules.
pub(crate) struct ChoiceOf(pub(crate) Choice);

impl<'py> FromPyObject<'_, 'py> for ChoiceOf {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(chosen) = object.cast::<Chosen>() {
            return Ok(Self(chosen.get().0));
        }
        if let Ok(id) = object.cast::<PyString>() {
            let id = id.to_str()?;
            let preset = Preset::of(id).ok_or_else(|| {
                let message = format!("there is no preset {id:?}");
                raise(Kind::Rule, &message, "unknown_preset")
            })?;
            return Ok(Self(preset.into()));
        }
        let rules: Rules = read(&object, Days::Spelled, &BAD_RULES)?;
        Ok(Self(rules.into()))
    }
}

/// The rules of a preset, by its id, or of the caller's, checked.
#[pyfunction]
pub(crate) fn choose(rules: ChoiceOf) -> Chosen {
    Chosen(rules.0)
}

/// The rules of a family of presets at a date; the generic ones, with a caution, where it has none.
#[pyfunction]
pub(crate) fn choose_at(family: &str, day: crate::time::DayOf) -> PyResult<Chosen> {
    rules_at(family, day.0).map(Chosen).map_err(refused)
}

fn history(
    listings: &Bound<'_, PyAny>,
    target: &Bound<'_, PyAny>,
    as_of: &Bound<'_, PyAny>,
) -> PyResult<History> {
    let members = [("listings", listings), ("target", target), ("as_of", as_of)];
    read_members(object(&members, Days::Spelled)?, &BAD_VALUE)
}

/// Days on market of one listing of a property, and of its chain.
#[pyfunction]
#[pyo3(signature = (listings, *, target, as_of, rules))]
pub(crate) fn days_on_market<'py>(
    py: Python<'py>,
    listings: &Bound<'py, PyAny>,
    target: &Bound<'py, PyAny>,
    as_of: &Bound<'py, PyAny>,
    rules: ChoiceOf,
) -> PyResult<Bound<'py, PyAny>> {
    let history = history(listings, target, as_of)?;
    let answer = history.answer(rules.0.rules()).map_err(refused)?;
    decode(py, "_market:Answer", &answer)
}

/// The same with how it came about.
#[pyfunction]
#[pyo3(signature = (listings, *, target, as_of, rules))]
pub(crate) fn explain<'py>(
    py: Python<'py>,
    listings: &Bound<'py, PyAny>,
    target: &Bound<'py, PyAny>,
    as_of: &Bound<'py, PyAny>,
    rules: ChoiceOf,
) -> PyResult<Bound<'py, PyAny>> {
    let history = history(listings, target, as_of)?;
    let explanation = history.explain(&rules.0).map_err(refused)?;
    decode(py, "_market:Explanation", &explanation)
}

/// The same by the rules that a family had when the listing began.
#[pyfunction]
#[pyo3(signature = (listings, *, target, as_of, family))]
pub(crate) fn explain_by_family<'py>(
    py: Python<'py>,
    listings: &Bound<'py, PyAny>,
    target: &Bound<'py, PyAny>,
    as_of: &Bound<'py, PyAny>,
    family: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let history = history(listings, target, as_of)?;
    let explanation = history.explain_by_family(family).map_err(refused)?;
    decode(py, "_market:Explanation", &explanation)
}

/// Whether the owner may be contacted after a listing ended without a sale, and why not.
#[pyfunction]
#[pyo3(signature = (
    listings, *, target, as_of, protected_until, opted_out, do_not_call, key_doubts
))]
pub(crate) fn judge_lead<'py>(
    py: Python<'py>,
    listings: &Bound<'py, PyAny>,
    target: &Bound<'py, PyAny>,
    as_of: &Bound<'py, PyAny>,
    protected_until: &Bound<'py, PyAny>,
    opted_out: &Bound<'py, PyAny>,
    do_not_call: &Bound<'py, PyAny>,
    key_doubts: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let members = [
        ("listings", listings),
        ("target", target),
        ("as_of", as_of),
        ("protected_until", protected_until),
        ("opted_out", opted_out),
        ("do_not_call", do_not_call),
        ("key_doubts", key_doubts),
    ];
    let question: LeadQuestion = read_members(object(&members, Days::Spelled)?, &BAD_VALUE)?;
    let lead = question.answer().map_err(refused)?;
    decode(py, "_market:Lead", &lead)
}

/// Which listings are of one property, and what is doubtful about that.
#[pyfunction]
#[pyo3(signature = (records, *, known_by))]
pub(crate) fn find_properties<'py>(
    py: Python<'py>,
    records: &Bound<'py, PyAny>,
    known_by: Named<PropertyKeys>,
) -> PyResult<Bound<'py, PyAny>> {
    let records: Vec<PropertyRecord> = read(records, Days::Spelled, &BAD_VALUE)?;
    let found = py.detach(|| properties(&records, known_by.0));
    decode(py, "_market:Properties", &found.map_err(refused)?)
}

/// The status that a name of an MLS means, by its preset's table or RESO's spelling.
#[pyfunction]
pub(crate) fn status_of<'py>(
    py: Python<'py>,
    name: &str,
    preset: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let preset = Preset::of(preset).ok_or_else(|| {
        let message = format!("there is no preset {preset:?}");
        raise(Kind::Rule, &message, "unknown_preset")
    })?;
    decode(py, "_market:MaybeStatus", &preset.status(name))
}

/// A preset's members.
#[derive(Serialize)]
struct PresetMembers {
    id: &'static str,
    name: &'static str,
    family: Option<&'static str>,
    experimental: bool,
    effective_from: Option<Date>,
    precision: Option<Precision>,
    effective_to: Option<Date>,
    verified_until: Option<Date>,
    rules: Rules,
    property_key: PropertyKeys,
    assumed: Vec<doorward::market::presets::Field>,
    local_statuses: Vec<(&'static str, Status)>,
    sources: Vec<SourceMembers>,
    notes: &'static [&'static str],
}

/// Where something about a preset is said.
#[derive(Serialize)]
struct SourceMembers {
    title: &'static str,
    publisher: &'static str,
    url: Option<&'static str>,
    date: Option<&'static str>,
}

impl From<&'static Preset> for PresetMembers {
    fn from(preset: &'static Preset) -> Self {
        let assumed = preset.fields.iter();
        let assumed = assumed.filter(|(_, basis)| *basis == Basis::Assumed);
        let local = |status: &LocalStatus| (status.local, status.status);
        Self {
            id: preset.id,
            name: preset.name,
            family: preset.family,
            experimental: preset.experimental,
            effective_from: preset.effective_from.map(|from| from.day.into()),
            precision: preset.effective_from.map(|from| from.precision),
            effective_to: preset.effective_to.map(Date::from),
            verified_until: preset.verified_until.map(Date::from),
            rules: preset.rules,
            property_key: preset.property_key,
            assumed: assumed.map(|(field, _)| *field).collect(),
            local_statuses: preset.local_statuses.iter().map(local).collect(),
            sources: preset
                .sources
                .iter()
                .map(|source| SourceMembers {
                    title: source.title,
                    publisher: source.publisher,
                    url: source.url,
                    date: source.date,
                })
                .collect(),
            notes: preset.notes,
        }
    }
}

/// The rules of MLSs that are known, with their sources.
#[pyfunction]
pub(crate) fn presets(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
    let all = PRESETS.iter().map(PresetMembers::from);
    let all = all.map(|preset| decode(py, "_market:Preset", &preset));
    PyTuple::new(py, all.collect::<PyResult<Vec<_>>>()?)
}
