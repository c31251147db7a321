//! Instants, dates and lengths of time: as they are typed, and as they are shown.

use std::time::{SystemTime, UNIX_EPOCH};

use doorward::bounds::{LAST_INSTANT, SECONDS_PER_DAY, SECONDS_PER_MINUTE};
use doorward::calendar::{Day, UnixSeconds, Zone};
use serde::Serialize;
use time::format_description::StaticFormatDescription;
use time::macros::format_description;
use time::{Date, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use crate::failure::Failure;
use crate::zone::offset_name;

const DATE: StaticFormatDescription = format_description!("[year]-[month]-[day]");
const LONG_DATE: StaticFormatDescription =
    format_description!("[weekday], [month repr:long] [day padding:none], [year]");
const WITH_OFFSET: StaticFormatDescription = format_description!(
    version = 2,
    "[year]-[month]-[day]T[hour]:[minute][optional [:[second]]]\
     [offset_hour sign:mandatory]:[offset_minute]"
);
const LOCAL: StaticFormatDescription = format_description!(
    version = 2,
    "[year]-[month]-[day]T[hour]:[minute][optional [:[second]]]"
);
const SHOWN: StaticFormatDescription = format_description!("[year]-[month]-[day] [hour]:[minute]");
const SHOWN_SECONDS: StaticFormatDescription =
    format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
const HOUR: StaticFormatDescription = format_description!("[hour]:[minute]");
const TWELVE_HOURS: StaticFormatDescription =
    format_description!("[hour repr:12 padding:none]:[minute] [period]");
const RFC_3339: StaticFormatDescription = format_description!(
    "[year]-[month]-[day]T[hour]:[minute]:[second][offset_hour sign:mandatory]:[offset_minute]"
);

/// Where the present comes from: `--now`, or the system.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    given: Option<String>,
}

impl Clock {
    pub(crate) fn new(given: Option<String>) -> Self {
        Self { given }
    }

    /// The present. A `--now` without an offset is a local time of `zone`.
    pub(crate) fn now(&self, zone: &Zone) -> Result<UnixSeconds, Failure> {
        match &self.given {
            Some(text) => instant(text, zone, system()?),
            None => system(),
        }
    }
}

fn system() -> Result<UnixSeconds, Failure> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|since| since.as_secs())
        .map_err(|_| Failure::io("the system's clock reads before 1970; set it"))
}

/// The instant typed as `text`: RFC 3339 with an offset, a local time of `zone`, or `now`.
pub(crate) fn instant(text: &str, zone: &Zone, now: UnixSeconds) -> Result<UnixSeconds, Failure> {
    if text == "now" {
        return Ok(now);
    }
    let malformed = || {
        Failure::usage(format!(
            "{text:?} is no time; write 2026-03-08T14:00-08:00, or 2026-03-08T14:00 for the \
             box's local time"
        ))
    };
    let separator = ['T', 't', ' '];
    let word = ["today", "tomorrow"]
        .into_iter()
        .find_map(|word| Some((word, text.strip_prefix(word)?.strip_prefix(separator)?)));
    let (date, rest) = match word {
        Some((word, rest)) => (self::date(word, zone, now)?.to_string(), rest),
        None => text
            .split_once(separator)
            .map(|(date, rest)| (date.to_owned(), rest))
            .ok_or_else(malformed)?,
    };
    let rest = match rest.strip_suffix(['Z', 'z']) {
        Some(time) => format!("{time}+00:00"),
        None => rest.to_owned(),
    };
    let normal = format!("{date}T{rest}");
    if let Ok(exact) = OffsetDateTime::parse(&normal, WITH_OFFSET) {
        return u64::try_from(exact.unix_timestamp()).map_err(|_| malformed());
    }
    let local = PrimitiveDateTime::parse(&normal, LOCAL).map_err(|_| malformed())?;
    from_local(local, zone)
}

/// The date typed as `text`: `2026-03-08`, `today` or `tomorrow` in `zone`.
pub(crate) fn date(text: &str, zone: &Zone, now: UnixSeconds) -> Result<Day, Failure> {
    let ahead = match text {
        "today" => 0,
        "tomorrow" => 1,
        _ => {
            return Date::parse(text, DATE)
                .ok()
                .and_then(|date| Day::from_date(date).ok())
                .ok_or_else(|| {
                    Failure::usage(format!(
                        "{text:?} is no date; write 2026-03-08, today or tomorrow"
                    ))
                });
        }
    };
    let today = zone.day_at(now).ok_or(doorward::Error::Day)?;
    Ok(Day::from_number(today.number().saturating_add(ahead)))
}

/// The seconds typed as `text`: `30m`, `2h`, `1h30m`, `3d`. A day is 24 hours.
pub(crate) fn seconds(text: &str) -> Result<u32, Failure> {
    let malformed = || Failure::usage(format!("{text:?} is no length; write 30m, 2h, 1h30m or 3d"));
    let mut total = 0_u32;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|character: char| !character.is_ascii_digit())
            .ok_or_else(malformed)?;
        let (number, unit) = rest.split_at_checked(end).ok_or_else(malformed)?;
        let per_unit = match unit.as_bytes().first() {
            Some(b'm') => SECONDS_PER_MINUTE,
            Some(b'h') => SECONDS_PER_MINUTE.saturating_mul(60),
            Some(b'd') => SECONDS_PER_DAY,
            _ => return Err(malformed()),
        };
        total = number
            .parse::<u32>()
            .ok()
            .and_then(|number| number.checked_mul(per_unit))
            .and_then(|seconds| seconds.checked_add(total))
            .ok_or_else(malformed)?;
        rest = unit.get(1..).ok_or_else(malformed)?;
    }
    if text.is_empty() {
        Err(malformed())
    } else {
        Ok(total)
    }
}

/// The one instant at which the clocks of `zone` show `local`.
fn from_local(local: PrimitiveDateTime, zone: &Zone) -> Result<UnixSeconds, Failure> {
    let seconds = local.assume_utc().unix_timestamp();
    let at = |offset: i16| {
        let ahead = i64::from(offset).saturating_mul(i64::from(SECONDS_PER_MINUTE));
        u64::try_from(seconds.saturating_sub(ahead)).unwrap_or(0)
    };
    let standard = zone.standard();
    let daylight = zone.daylight().map_or(standard, |saving| saving.offset);
    let is_shown = |offset: i16| zone.offset_at(at(offset)) == offset;
    let shown = local.format(SHOWN).unwrap_or_default();
    match (is_shown(standard), is_shown(daylight)) {
        (true, true) if standard != daylight => {
            let written = shown.replace(' ', "T");
            Err(Failure::usage(format!(
                "{shown} comes twice there, as the clocks go back; write {written}{} or {written}{}",
                offset_name(standard.max(daylight)),
                offset_name(standard.min(daylight)),
            )))
        }
        (true, _) => Ok(at(standard)),
        (false, true) => Ok(at(daylight)),
        (false, false) => {
            let (before, after) = gap(zone, at(standard.max(daylight)), at(standard.min(daylight)));
            Err(Failure::usage(format!(
                "{shown} does not come there: the clocks go from {before} to {after}; give \
                 another time, or one with its offset"
            )))
        }
    }
}

/// What the clocks show just before and after they jump forward between two instants.
fn gap(zone: &Zone, before: UnixSeconds, after: UnixSeconds) -> (String, String) {
    let (mut low, mut high) = (before, after);
    let old = zone.offset_at(low);
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if zone.offset_at(middle) == old {
            low = middle;
        } else {
            high = middle;
        }
    }
    let shown = |offset: i16| {
        fixed(offset, high)
            .and_then(|time| time.format(HOUR).ok())
            .unwrap_or_default()
    };
    (shown(old), shown(zone.offset_at(high)))
}

fn fixed(offset: i16, instant: UnixSeconds) -> Option<OffsetDateTime> {
    let seconds = i64::try_from(instant.min(LAST_INSTANT)).ok()?;
    let ahead = i32::from(offset).saturating_mul(60);
    OffsetDateTime::from_unix_timestamp(seconds)
        .ok()?
        .checked_to_offset(UtcOffset::from_whole_seconds(ahead).ok()?)
}

fn formatted(zone: &Zone, instant: UnixSeconds, format: StaticFormatDescription) -> String {
    fixed(zone.offset_at(instant), instant)
        .and_then(|time| time.format(format).ok())
        .unwrap_or_else(|| format!("second {instant}"))
}

/// `2026-03-08 14:00 -07:00`, with seconds where there are any.
pub(crate) fn shown(zone: &Zone, instant: UnixSeconds) -> String {
    let is_whole = instant.checked_rem(u64::from(SECONDS_PER_MINUTE)) == Some(0);
    let format = if is_whole { SHOWN } else { SHOWN_SECONDS };
    let offset = offset_name(zone.offset_at(instant));
    format!("{} {offset}", formatted(zone, instant, format))
}

/// `Sunday, March 8, 2026` at `instant`.
pub(crate) fn long_date(zone: &Zone, instant: UnixSeconds) -> String {
    formatted(zone, instant, LONG_DATE)
}

/// `Sunday, March 8, 2026`.
pub(crate) fn long_day(day: Day) -> String {
    day.to_date()
        .ok()
        .and_then(|date| date.format(LONG_DATE).ok())
        .unwrap_or_else(|| day.to_string())
}

/// `2:00 PM`.
pub(crate) fn twelve_hours(zone: &Zone, instant: UnixSeconds) -> String {
    formatted(zone, instant, TWELVE_HOURS)
}

/// `14:00`.
pub(crate) fn hour(zone: &Zone, instant: UnixSeconds) -> String {
    formatted(zone, instant, HOUR)
}

/// `2 hours`, `3 days`, `30 minutes`, `1 hour 30 minutes`.
pub(crate) fn length(seconds: u32) -> String {
    let minutes = seconds.checked_div(SECONDS_PER_MINUTE).unwrap_or(0);
    let part = |count: u32, name: &str| match count {
        0 => None,
        1 => Some(format!("1 {name}")),
        _ => Some(format!("{count} {name}s")),
    };
    let split = |value: u32, by: u32| {
        (
            value.checked_div(by).unwrap_or(0),
            value.checked_rem(by).unwrap_or(0),
        )
    };
    let (hours, minutes) = split(minutes, 60);
    let (days, left) = split(hours, 24);
    let parts = if days > 2 && left == 0 && minutes == 0 {
        [part(days, "day"), None]
    } else {
        [part(hours, "hour"), part(minutes, "minute")]
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

/// An instant in JSON: Unix seconds, and RFC 3339 in the box's zone.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Moment {
    unix: UnixSeconds,
    local: String,
}

impl Moment {
    pub(crate) fn new(zone: &Zone, instant: UnixSeconds) -> Self {
        Self {
            unix: instant,
            local: formatted(zone, instant, RFC_3339),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{date, instant, length, seconds, shown};
    use crate::zone;

    /// 2026-03-08T20:00:00Z, the date on which the clocks go forward.
    const NOW: u64 = 20_520 * 86_400 + 20 * 3_600;

    #[test]
    fn instants_are_exact_or_local() {
        let pacific = zone::parse("pacific").unwrap();
        for text in [
            "2026-03-08T14:00-07:00",
            "2026-03-08T14:00:00-07:00",
            "2026-03-08T21:00Z",
            "2026-03-08t21:00:00z",
            "2026-03-08 21:00Z",
            "2026-03-08T14:00",
            "2026-03-08 14:00",
            "today 14:00",
        ] {
            let read = instant(text, &pacific, NOW).unwrap();
            assert_eq!(read, NOW + 3_600, "{text}");
            assert_eq!(shown(&pacific, read), "2026-03-08 14:00 -07:00");
        }
        assert_eq!(instant("now", &pacific, NOW).unwrap(), NOW);
        for text in [
            "",
            "14:00",
            "2026-03-08",
            "2026-02-30 14:00",
            "2026-03-08T24:00",
            "2026-03-08T14:00-07",
            "yesterday 14:00",
            "1969-12-31T00:00Z",
            "2026-03-08T14:00Z+00:00",
        ] {
            assert!(instant(text, &pacific, NOW).is_err(), "{text}");
        }
    }

    #[test]
    fn times_skipped_or_shown_twice_are_refused_with_the_reason() {
        let refusal = |text: &str, zone: &str| {
            format!(
                "{:?}",
                instant(text, &zone::parse(zone).unwrap(), NOW).unwrap_err()
            )
        };
        assert!(refusal("2026-03-08 02:30", "pacific").contains("from 02:00 to 03:00"));
        let twice = refusal("2026-11-01 01:30", "pacific");
        assert!(
            twice.contains("2026-11-01T01:30-07:00 or 2026-11-01T01:30-08:00"),
            "{twice}"
        );
        let lord_howe = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";
        assert!(refusal("2026-10-04 02:15", lord_howe).contains("from 02:00 to 02:30"));
        assert!(
            refusal("2026-04-05 01:45", lord_howe).contains("+11:00 or 2026-04-05T01:45+10:30")
        );
        // The hour before and the one after come once.
        let pacific = zone::parse("pacific").unwrap();
        for text in [
            "2026-03-08 01:59",
            "2026-03-08 03:00",
            "2026-11-01 00:59",
            "2026-11-01 02:00",
        ] {
            let read = instant(text, &pacific, NOW).unwrap();
            assert!(shown(&pacific, read).starts_with(text), "{text}");
        }
    }

    #[test]
    fn dates_are_the_zones() {
        let pacific = zone::parse("pacific").unwrap();
        let late = NOW + 10 * 3_600; // 2026-03-09T06:00Z, still the 8th on the west coast
        assert_eq!(
            date("today", &pacific, late).unwrap().to_string(),
            "2026-03-08"
        );
        assert_eq!(
            date("tomorrow", &pacific, late).unwrap().to_string(),
            "2026-03-09"
        );
        assert_eq!(date("2026-03-08", &pacific, 0).unwrap().number(), 20_520);
        for text in ["", "2026-3-8", "2026-02-29", "1969-12-31", "08/03/2026"] {
            assert!(date(text, &pacific, NOW).is_err(), "{text}");
        }
    }

    #[test]
    fn lengths_are_read_and_shown() {
        for (text, count, words) in [
            ("30m", 1_800, "30 minutes"),
            ("2h", 7_200, "2 hours"),
            ("1h30m", 5_400, "1 hour 30 minutes"),
            ("3d", 259_200, "3 days"),
            ("48h", 172_800, "48 hours"),
        ] {
            assert_eq!(seconds(text).unwrap(), count);
            assert_eq!(length(count), words);
        }
        for text in ["", "2", "h", "2w", "-2h", "2 h", "9999999999d", "99999d"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
