//! Plain data in and out: what the core writes to JSON becomes Python's values, and values,
//! mappings and dataclasses become what it reads.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyBytes, PyDate, PyDateTime, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PyMapping,
    PySet, PyString, PyTuple,
};
use serde::Serialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use serde_json::{Map, Number, Value};

use crate::calendar::Zone;
use crate::errors::{Kind, bad_input, raise, unwritten};
use crate::time::{day_number, unix_seconds};

/// Deeper than anything that the core reads.
const DEPTH_MAX: u8 = 32;

/// How the core's JSON spells a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Days {
    /// Days since 1970-01-01.
    Numbered,
    /// `2026-05-16`.
    Spelled,
}

/// The core's value of this Python value, which may be a mapping in the form of JSON, or one of the
/// package's own values.
pub(crate) fn read<T: DeserializeOwned>(
    object: &Bound<'_, PyAny>,
    days: Days,
    bad: &Bad,
) -> PyResult<T> {
    read_members(value_of(object, days, DEPTH_MAX)?, bad)
}

/// The core's value of this JSON.
pub(crate) fn read_members<T: DeserializeOwned>(value: Value, bad: &Bad) -> PyResult<T> {
    serde_path_to_error::deserialize(value).map_err(|error| bad.at(&error))
}

/// An object of JSON with these members.
pub(crate) fn object(members: &[(&str, &Bound<'_, PyAny>)], days: Days) -> PyResult<Value> {
    members
        .iter()
        .map(|(name, object)| Ok(((*name).to_owned(), value_of(object, days, DEPTH_MAX)?)))
        .collect::<PyResult<Map<_, _>>>()
        .map(Value::Object)
}

/// What a value is called that cannot be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bad {
    pub(crate) kind: Kind,
    pub(crate) reason: &'static str,
    pub(crate) text: &'static str,
}

impl Bad {
    fn at(&self, error: &serde_path_to_error::Error<serde_json::Error>) -> PyErr {
        let path = error.path().to_string();
        let mut message = self.text.to_owned();
        if path != "." {
            message.push_str(": ");
            message.push_str(&path);
        }
        // Which members there are and which are missing is said in words of the format alone.
        let inner = error.inner().to_string();
        if ["unknown field", "missing field", "unknown variant"]
            .iter()
            .any(|known| inner.starts_with(known))
        {
            message.push_str(": ");
            message.push_str(&inner.replace("field", "member").replace("variant", "name"));
        }
        raise(self.kind, &message, self.reason)
    }
}

fn value_of(object: &Bound<'_, PyAny>, days: Days, depth: u8) -> PyResult<Value> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(bad_input(
            "value",
            "the values lie within each other too deeply",
        ));
    };
    if object.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(is) = object.cast::<PyBool>() {
        return Ok(Value::Bool(is.is_true()));
    }
    if let Ok(text) = object.cast::<PyString>() {
        return Ok(Value::String(text.to_str()?.to_owned()));
    }
    if object.is_instance_of::<PyInt>() {
        return number_of(object);
    }
    if let Ok(dict) = object.cast::<PyDict>() {
        return members(dict.iter(), days, depth);
    }
    if let Ok(list) = object.cast::<PyList>() {
        return items(list.iter(), days, depth);
    }
    if let Ok(list) = object.cast::<PyTuple>() {
        return items(list.iter(), days, depth);
    }
    if let Ok(moment) = object.cast::<PyDateTime>() {
        return unix_seconds(moment).map(Value::from);
    }
    if let Ok(date) = object.cast::<PyDate>() {
        return match days {
            Days::Numbered => day_number(date).map(Value::from),
            Days::Spelled => Ok(Value::String(date.call_method0("isoformat")?.extract()?)),
        };
    }
    if let Ok(own) = object.getattr("_members") {
        return value_of(&own.call0()?, days, depth);
    }
    other_value_of(object, days, depth)
}

fn other_value_of(object: &Bound<'_, PyAny>, days: Days, depth: u8) -> PyResult<Value> {
    if let Ok(bytes) = object.cast::<PyBytes>() {
        return Ok(Value::String(hex(bytes.as_bytes())));
    }
    if let Ok(zone) = object.cast::<Zone>() {
        return Ok(Value::String(hex(&zone.get().0.to_bytes())));
    }
    if let Ok(set) = object.cast::<PySet>() {
        return items(set.iter(), days, depth);
    }
    if let Ok(set) = object.cast::<PyFrozenSet>() {
        return items(set.iter(), days, depth);
    }
    if let Ok(float) = object.cast::<PyFloat>() {
        return finite(float.value());
    }
    if let Ok(mapping) = object.cast::<PyMapping>() {
        let pairs = mapping.items()?;
        let pairs = pairs
            .iter()
            .map(|pair| pair.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>())
            .collect::<PyResult<Vec<_>>>()?;
        return members(pairs.into_iter(), days, depth);
    }
    Err(PyTypeError::new_err(format!(
        "a value of type {} cannot be read",
        object.get_type().name()?
    )))
}

fn number_of(object: &Bound<'_, PyAny>) -> PyResult<Value> {
    if let Ok(number) = object.extract::<i64>() {
        return Ok(number.into());
    }
    if let Ok(number) = object.extract::<u64>() {
        return Ok(number.into());
    }
    // A number that has no place here is one with a fraction to whoever wants a whole one, who
    // refuses it and says where it stands.
    finite(object.extract()?)
}

fn finite(number: f64) -> PyResult<Value> {
    Number::from_f64(number)
        .map(Value::Number)
        .ok_or_else(|| bad_input("value", "a number must be finite"))
}

fn items<'py>(
    objects: impl Iterator<Item = Bound<'py, PyAny>>,
    days: Days,
    depth: u8,
) -> PyResult<Value> {
    objects
        .map(|object| value_of(&object, days, depth))
        .collect::<PyResult<Vec<_>>>()
        .map(Value::Array)
}

fn members<'py>(
    pairs: impl Iterator<Item = (Bound<'py, PyAny>, Bound<'py, PyAny>)>,
    days: Days,
    depth: u8,
) -> PyResult<Value> {
    let mut members = Map::new();
    for (name, object) in pairs {
        let name: String = name.extract()?;
        members.insert(name, value_of(&object, days, depth)?);
    }
    Ok(Value::Object(members))
}

/// The Python value of JSON.
fn python_of<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(is) => PyBool::new(py, *is).to_owned().into_any(),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => number.into_pyobject(py)?.into_any(),
            (None, Some(number)) => number.into_pyobject(py)?.into_any(),
            (None, None) => PyFloat::new(py, number.as_f64().unwrap_or(f64::NAN)).into_any(),
        },
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Array(items) => {
            let list = PyList::empty(py);
            for item in items {
                list.append(python_of(py, item)?)?;
            }
            list.into_any()
        }
        Value::Object(members) => {
            let dict = PyDict::new(py);
            for (name, value) in members {
                dict.set_item(name, python_of(py, value)?)?;
            }
            dict.into_any()
        }
    })
}

/// What the core writes to JSON, in Python's own values.
pub(crate) fn plain<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    python_of(py, &serde_json::to_value(value).map_err(unwritten)?)
}

fn decoder(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static DECODER: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let decoder = DECODER.get_or_try_init(py, || {
        Ok::<_, PyErr>(py.import("doorward._decode")?.getattr("decode")?.unbind())
    })?;
    Ok(decoder.bind(py))
}

/// The package's own value of this kind: a name in `doorward._values`, or, behind the name of the
/// module and a colon, in another one.
pub(crate) fn decode<'py>(
    py: Python<'py>,
    kind: &str,
    value: &impl Serialize,
) -> PyResult<Bound<'py, PyAny>> {
    let (module, kind) = kind.split_once(':').unwrap_or(("_values", kind));
    let kind = py.import(format!("doorward.{module}"))?.getattr(kind)?;
    decoder(py)?.call1((kind, plain(py, value)?))
}

/// An item of a list, by the name that it has in JSON: a Python enum with such values, or the name
/// alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<T>(pub(crate) T);

impl<'py, T: DeserializeOwned> FromPyObject<'_, 'py> for Named<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let Ok(text) = object.cast::<PyString>() else {
            return Err(PyTypeError::new_err("a name is wanted"));
        };
        let text = text.to_str()?;
        let reader: StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
        T::deserialize(reader)
            .map(Self)
            .map_err(|_| bad_input("name", &format!("there is no {text:?} in this list")))
    }
}

/// A value of the core's that is read from its form in JSON or from the package's own value.
#[derive(Clone, Debug)]
pub(crate) struct Given<T>(pub(crate) T);

impl<'py, T: DeserializeOwned> FromPyObject<'_, 'py> for Given<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        read(&object, Days::Numbered, &BAD_INPUT).map(Self)
    }
}

const BAD_INPUT: Bad = Bad {
    kind: Kind::Input,
    reason: "bad_value",
    text: "a value is of the wrong type or out of its range",
};

/// Bytes of one length.
pub(crate) fn fixed<const N: usize>(bytes: &[u8], reason: &str, what: &str) -> PyResult<[u8; N]> {
    bytes
        .try_into()
        .map_err(|_| bad_input(reason, &format!("{what} must be {N} bytes")))
}

/// Two digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        // Text always fits into a `String`.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
