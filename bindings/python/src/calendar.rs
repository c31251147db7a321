//! The zone that a box lives in.

use doorward::calendar::{Change, DaylightSaving, Zone as Rule};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDelta, PyString, PyTzInfo};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use tz::TimeZoneSettings;
use tz::timezone::{RuleDay, TransitionRule};

use crate::convert::{Given, hex};
use crate::errors::{bad_input, input};
use crate::time::{DayOf, Instant, Seconds, date, datetime, offset};

/// A rule for local time that fits into the 14 bytes of a box: an offset from UTC, or two with the
/// days of the year on which they change.
///
/// >>> from zoneinfo import ZoneInfo
/// >>> zone = Zone.from_zoneinfo(ZoneInfo("America/Los_Angeles"))
/// >>> zone == Zone.from_rule("PST8PDT,M3.2.0,M11.1.0")
/// True
/// >>> zone.day_at(datetime(2026, 5, 17, 6, 59, tzinfo=timezone.utc))
/// datetime.date(2026, 5, 16)
#[pyclass(frozen, eq, module = "doorward")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Zone(pub(crate) Rule);

/// A zone as Python gives it: a [`Zone`], or a `ZoneInfo`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ZoneOf(pub(crate) Rule);

impl<'py> FromPyObject<'_, 'py> for ZoneOf {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(zone) = object.cast::<Zone>() {
            return Ok(Self(zone.get().0));
        }
        of_zoneinfo(&object).map(Self)
    }
}

fn of_zoneinfo(object: &Bound<'_, PyAny>) -> PyResult<Rule> {
    let zone = object.cast::<PyTzInfo>()?;
    let rule = object
        .py()
        .import("doorward._zoneinfo")?
        .call_method1("rule_of", (zone,))?;
    of_rule(rule.extract()?)
}

#[pymethods]
impl Zone {
    /// A zone that keeps one offset from UTC all year.
    ///
    /// >>> Zone.fixed(timedelta(hours=-7)).offset_at(datetime(2026, 7, 1, tzinfo=timezone.utc))
    /// datetime.timedelta(days=-1, seconds=61200)
    #[staticmethod]
    fn fixed(offset: Seconds) -> PyResult<Self> {
        let minutes = whole_minutes(offset.0)?;
        Rule::fixed(minutes).map(Self).map_err(input)
    }

    /// The zone of a POSIX ``TZ`` rule, such as ``PST8PDT,M3.2.0,M11.1.0``.
    #[staticmethod]
    fn from_rule(rule: &str) -> PyResult<Self> {
        of_rule(rule).map(Self)
    }

    /// The zone of a ``zoneinfo.ZoneInfo``, by the rule that it has for the years to come.
    #[staticmethod]
    fn from_zoneinfo(zone: &Bound<'_, PyTzInfo>) -> PyResult<Self> {
        of_zoneinfo(zone.as_any()).map(Self)
    }

    /// The zone of its 14 bytes.
    #[staticmethod]
    fn from_bytes(encoded: &[u8]) -> PyResult<Self> {
        Rule::from_bytes(encoded).map(Self).map_err(input)
    }

    /// The 14 bytes of the zone.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.to_bytes())
    }

    /// The offset from UTC in standard time.
    #[getter]
    fn standard<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDelta>> {
        offset(py, self.0.standard())
    }

    /// The offset from UTC in daylight time; none where there is no such time.
    #[getter]
    fn daylight<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDelta>>> {
        self.0
            .daylight()
            .map(|saving| offset(py, saving.offset))
            .transpose()
    }

    /// The offset from UTC at an instant.
    fn offset_at<'py>(&self, py: Python<'py>, instant: Instant) -> PyResult<Bound<'py, PyDelta>> {
        offset(py, self.0.offset_at(instant.0))
    }

    /// The local date of an instant.
    fn day_at<'py>(&self, py: Python<'py>, instant: Instant) -> PyResult<Bound<'py, PyAny>> {
        let day = self.0.day_at(instant.0);
        date(py, day.ok_or_else(|| input(doorward::Error::Day))?)
    }

    /// The instant at which a date begins.
    fn start_of<'py>(&self, py: Python<'py>, day: DayOf) -> PyResult<Bound<'py, PyAny>> {
        datetime(py, self.0.start_of(day.0))
    }

    /// The instant at which a date is over.
    fn end_of<'py>(&self, py: Python<'py>, day: DayOf) -> PyResult<Bound<'py, PyAny>> {
        datetime(py, self.0.end_of(day.0))
    }

    /// A zone as the core's JSON has it: its bytes, or its members.
    #[staticmethod]
    fn _of(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if value.is_instance_of::<PyString>() {
            let bytes = value.py().get_type::<PyBytes>();
            let encoded: Vec<u8> = bytes.call_method1("fromhex", (value,))?.extract()?;
            return Self::from_bytes(&encoded);
        }
        value.extract::<Given<Rule>>().map(|rule| Self(rule.0))
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.to_bytes().hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        format!(
            "Zone.from_bytes(bytes.fromhex('{}'))",
            hex(&self.0.to_bytes())
        )
    }
}

fn whole_minutes(seconds: i64) -> PyResult<i16> {
    seconds
        .checked_div(60)
        .filter(|_| seconds.checked_rem(60) == Some(0))
        .and_then(|minutes| i16::try_from(minutes).ok())
        .ok_or_else(|| {
            bad_input(
                "zone_offset",
                "a zone's offsets and changes must lie on whole minutes",
            )
        })
}

fn change(day: &RuleDay, seconds: i32) -> PyResult<Change> {
    let RuleDay::MonthWeekDay(day) = day else {
        return Err(bad_input(
            "zone_rule",
            "a zone's rule must name a month, week and weekday, such as M3.2.0; a box knows no \
             other form",
        ));
    };
    let minute = whole_minutes(seconds.into())?;
    Ok(Change {
        month: day.month(),
        week: day.week(),
        weekday: day.week_day(),
        minute: u16::try_from(minute).map_err(|_| input(doorward::Error::ZoneRule))?,
    })
}

fn of_rule(text: &str) -> PyResult<Rule> {
    let unknown = || {
        bad_input(
            "zone_rule",
            "not a rule for local time, such as EST5EDT,M3.2.0,M11.1.0",
        )
    };
    // Without folders to look into, a text is a rule or nothing: no file is ever read.
    let settings = TimeZoneSettings::new(&[], |_| Err("no zone files are read".into()));
    let zone = settings.parse_posix_tz(text).map_err(|_| unknown())?;
    let rule = match zone.as_ref().extra_rule() {
        Some(TransitionRule::Fixed(only)) => Rule::fixed(whole_minutes(only.ut_offset().into())?),
        Some(TransitionRule::Alternate(rule)) => {
            let saving = DaylightSaving {
                offset: whole_minutes(rule.dst().ut_offset().into())?,
                start: change(rule.dst_start(), rule.dst_start_time())?,
                end: change(rule.dst_end(), rule.dst_end_time())?,
            };
            Rule::new(whole_minutes(rule.std().ut_offset().into())?, Some(saving))
        }
        None => return Err(unknown()),
    };
    rule.map_err(input)
}
