//! Instants and days: aware `datetime` and `date` outside, Unix seconds and numbers of days inside.

use doorward::bounds::{LAST_DAY, LAST_INSTANT, SECONDS_PER_DAY};
use doorward::calendar::{Day, UnixSeconds};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDate, PyDateTime, PyDelta, PyDeltaAccess as _, PyInt, PyTzInfo};

use crate::errors::bad_input;

/// An instant as Python gives it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instant(pub(crate) UnixSeconds);

/// A civil day as Python gives it: a `date`, or the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DayOf(pub(crate) Day);

/// A length of time in whole seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seconds(pub(crate) i64);

fn epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyDateTime>> {
    static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    let epoch = EPOCH.get_or_try_init(py, || {
        let utc = PyTzInfo::utc(py)?.to_owned();
        PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc)).map(Bound::unbind)
    })?;
    Ok(epoch.bind(py))
}

fn seconds_of(delta: &Bound<'_, PyDelta>) -> i64 {
    i64::from(delta.get_days())
        .saturating_mul(i64::from(SECONDS_PER_DAY))
        .saturating_add(i64::from(delta.get_seconds()))
}

/// The Unix seconds of an aware `datetime`; a part of a second is left off.
pub(crate) fn unix_seconds(moment: &Bound<'_, PyDateTime>) -> PyResult<UnixSeconds> {
    let py = moment.py();
    if moment.call_method0("utcoffset")?.is_none() {
        return Err(bad_input(
            "naive_datetime",
            "a datetime must say its offset from UTC: give it a tzinfo, such as timezone.utc or \
             a ZoneInfo",
        ));
    }
    let since = moment.sub(epoch(py)?)?;
    let seconds = seconds_of(since.cast::<PyDelta>()?);
    u64::try_from(seconds).map_err(|_| {
        bad_input(
            "instant",
            "an instant must not lie before 1970-01-01 in UTC",
        )
    })
}

impl<'py> FromPyObject<'_, 'py> for Instant {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyDateTime>() {
            Ok(moment) => unix_seconds(&moment).map(Self),
            Err(_) => Err(PyTypeError::new_err("an aware datetime is wanted")),
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for DayOf {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyDateTime>() {
            return Err(PyTypeError::new_err(
                "a date is wanted, not a datetime: the day depends on the zone",
            ));
        }
        if let Ok(date) = object.cast::<PyDate>() {
            return day_number(&date).map(|number| Self(Day::from_number(number)));
        }
        if object.is_instance_of::<PyInt>() && !object.is_instance_of::<PyBool>() {
            let number = object.extract::<u32>().map_err(|_| {
                bad_input(
                    "day",
                    "a number of days since 1970-01-01 must be 0 to 4294967295",
                )
            })?;
            return Ok(Self(Day::from_number(number)));
        }
        Err(PyTypeError::new_err("a date or a number of days is wanted"))
    }
}

/// The number of days from 1970-01-01 to a `date`.
pub(crate) fn day_number(date: &Bound<'_, PyDate>) -> PyResult<u32> {
    let ordinal: u32 = date.call_method0("toordinal")?.extract()?;
    ordinal
        .checked_sub(FIRST_ORDINAL)
        .ok_or_else(|| bad_input("day", "a date must not lie before 1970-01-01"))
}

/// 1970-01-01 in Python's count of days, which begins with 1 for 0001-01-01.
const FIRST_ORDINAL: u32 = 719_163;

impl<'py> FromPyObject<'_, 'py> for Seconds {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyDelta>() {
            Ok(delta) if delta.get_microseconds() == 0 => Ok(Self(seconds_of(&delta))),
            Ok(_) => Err(bad_input(
                "duration",
                "a length of time must be whole seconds",
            )),
            Err(_) => Err(PyTypeError::new_err("a timedelta is wanted")),
        }
    }
}

/// An instant as a `datetime` in UTC.
pub(crate) fn datetime(py: Python<'_>, instant: UnixSeconds) -> PyResult<Bound<'_, PyAny>> {
    if instant > LAST_INSTANT {
        return Err(bad_input("instant", "an instant lies past 9999-12-31"));
    }
    let length = u64::from(SECONDS_PER_DAY);
    let number = |part: Option<u64>| i32::try_from(part.unwrap_or(0)).unwrap_or(i32::MAX);
    let days = number(instant.checked_div(length));
    let rest = number(instant.checked_rem(length));
    epoch(py)?.add(PyDelta::new(py, days, rest, 0, false)?)
}

/// A day as a `date`.
pub(crate) fn date(py: Python<'_>, day: Day) -> PyResult<Bound<'_, PyAny>> {
    static FROM: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    if day.number() > LAST_DAY {
        return Err(bad_input("day", "a day lies past 9999-12-31"));
    }
    let from = FROM.get_or_try_init(py, || {
        let class = py.import("datetime")?.getattr("date")?;
        Ok::<_, PyErr>(class.getattr("fromordinal")?.unbind())
    })?;
    let ordinal = day.number().saturating_add(FIRST_ORDINAL);
    from.bind(py).call1((ordinal,))
}

/// A length of time as a `timedelta`.
pub(crate) fn timedelta(py: Python<'_>, seconds: u32) -> PyResult<Bound<'_, PyDelta>> {
    let part = |part: Option<u32>| i32::try_from(part.unwrap_or(0)).unwrap_or(i32::MAX);
    let days = part(seconds.checked_div(SECONDS_PER_DAY));
    PyDelta::new(
        py,
        days,
        part(seconds.checked_rem(SECONDS_PER_DAY)),
        0,
        false,
    )
}

/// Minutes east of Greenwich as a `timedelta`.
pub(crate) fn offset(py: Python<'_>, minutes: i16) -> PyResult<Bound<'_, PyDelta>> {
    PyDelta::new(py, 0, i32::from(minutes).saturating_mul(60), 0, true)
}
