//! What the core refuses, as Python's exceptions: one class each for what a caller can do about it,
//! all of them a `DoorwardError` with the name of the reason.

use doorward::grants::NotAuthentic;
use doorward::market::batch::BatchError;
use doorward::{Error, NotAccepted};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyModule, PyType};
use serde::Serialize;

/// An exception's class, by the name that it has in `doorward._errors`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// An argument was refused.
    Input,
    /// A code is not acceptable.
    NotAccepted,
    /// A sealed message was refused.
    Message,
    /// A proof does not fit.
    NotAuthentic,
    /// A box refused to be talked to.
    Box,
    /// A box's snapshot could not be saved.
    Store,
    /// A row or head of a log is not the box's.
    Audit,
    /// The facts that rules were asked with make no sense.
    Rule,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Input => "InputError",
            Self::NotAccepted => "NotAccepted",
            Self::Message => "MessageError",
            Self::NotAuthentic => "NotAuthentic",
            Self::Box => "BoxError",
            Self::Store => "StoreError",
            Self::Audit => "AuditError",
            Self::Rule => "RuleError",
        }
    }
}

/// The Python module with the exceptions.
pub(crate) fn classes(py: Python<'_>) -> PyResult<&Bound<'_, PyModule>> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_try_init(py, || {
        Ok::<_, PyErr>(py.import("doorward._errors")?.unbind())
    })?;
    Ok(module.bind(py))
}

/// An exception of this kind.
pub(crate) fn raise(kind: Kind, message: &str, reason: &str) -> PyErr {
    Python::attach(|py| {
        let made = classes(py)
            .and_then(|module| module.getattr(kind.name()))
            .and_then(|class| class.call1((message, reason)));
        match made {
            Ok(exception) => PyErr::from_value(exception),
            Err(error) => error,
        }
    })
}

/// The name that an item of a list has in JSON.
pub(crate) fn name_of(item: &impl Serialize) -> String {
    match serde_json::to_value(item) {
        Ok(serde_json::Value::String(name)) => name,
        // A choice with something to it: named by a member of its own, or by its one member.
        Ok(serde_json::Value::Object(members)) => {
            let named = members.get("reason").and_then(serde_json::Value::as_str);
            let named = named.or_else(|| members.keys().next().map(String::as_str));
            named.unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

/// An argument that the core refused.
pub(crate) fn input(error: Error) -> PyErr {
    raise(Kind::Input, &error.to_string(), &name_of(&error))
}

/// An argument that does not get as far as the core.
pub(crate) fn bad_input(reason: &str, message: &str) -> PyErr {
    raise(Kind::Input, message, reason)
}

/// A code that is not acceptable.
pub(crate) fn not_accepted(refused: NotAccepted) -> PyErr {
    raise(Kind::NotAccepted, &refused.to_string(), "not_accepted")
}

/// A proof or an acknowledgement that does not fit.
pub(crate) fn not_authentic(refused: NotAuthentic) -> PyErr {
    raise(Kind::NotAuthentic, &refused.to_string(), "not_authentic")
}

/// A table that is refused, with its column and row.
pub(crate) fn batch(error: BatchError) -> PyErr {
    Python::attach(|py| {
        let made = classes(py)
            .and_then(|module| module.getattr("BatchError"))
            .and_then(|class| {
                class.call1((
                    error.to_string(),
                    error.refusal.name(),
                    error.column.map(doorward::market::batch::Column::name),
                    error.row,
                ))
            });
        match made {
            Ok(exception) => PyErr::from_value(exception),
            Err(error) => error,
        }
    })
}

/// Whether an exception says that a box's snapshot could not be saved.
pub(crate) fn is_store_error(py: Python<'_>, error: &PyErr) -> bool {
    classes(py)
        .and_then(|module| module.getattr("StoreError"))
        .is_ok_and(|class| {
            class
                .cast::<PyType>()
                .is_ok_and(|class| error.is_instance(py, class))
        })
}

/// What cannot be turned into JSON, which the core's values always can.
pub(crate) fn unwritten(error: serde_json::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}
