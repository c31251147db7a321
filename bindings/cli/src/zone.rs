//! Zones by name: the presets of the United States, a fixed offset, or a POSIX `TZ` rule.

use doorward::calendar::{Change, DaylightSaving, Zone};
use tz::TimeZoneSettings;
use tz::timezone::{AlternateTime, RuleDay, TransitionRule};

use crate::failure::Failure;

/// Daylight saving of the United States since 2007: 15 U.S.C. 260a.
const US_START: Change = Change {
    month: 3,
    week: 2,
    weekday: 0,
    minute: 120,
};
const US_END: Change = Change {
    month: 11,
    week: 1,
    weekday: 0,
    minute: 120,
};

/// Name, standard offset in minutes, and whether daylight saving is kept.
const PRESETS: [(&str, i16, bool); 12] = [
    ("utc", 0, false),
    ("atlantic", -240, false),
    ("eastern", -300, true),
    ("central", -360, true),
    ("mountain", -420, true),
    ("arizona", -420, false),
    ("pacific", -480, true),
    ("alaska", -540, true),
    ("aleutian", -600, true),
    ("hawaii", -600, false),
    ("samoa", -660, false),
    ("chamorro", 600, false),
];

fn preset(standard: i16, has_daylight: bool) -> Result<Zone, doorward::Error> {
    let saving = DaylightSaving {
        offset: standard.saturating_add(60),
        start: US_START,
        end: US_END,
    };
    Zone::new(standard, has_daylight.then_some(saving))
}

/// The zone called `text`.
pub(crate) fn parse(text: &str) -> Result<Zone, Failure> {
    let name = text.to_ascii_lowercase();
    if let Some((_, standard, has_daylight)) = PRESETS.iter().find(|(preset, ..)| *preset == name) {
        return Ok(preset(*standard, *has_daylight)?);
    }
    if text.starts_with(['+', '-']) {
        let minutes = offset(text).ok_or_else(|| unknown(text))?;
        return Zone::fixed(minutes).map_err(Failure::usage);
    }
    posix(text)
}

/// What to call `zone`: a text that [`parse`] takes back.
pub(crate) fn name(zone: &Zone) -> String {
    let known = PRESETS
        .iter()
        .find(|(_, standard, has)| preset(*standard, *has).as_ref() == Ok(zone));
    match (known, zone.daylight()) {
        (Some((name, ..)), _) => (*name).to_owned(),
        (None, None) => offset_name(zone.standard()),
        (None, Some(saving)) => {
            // POSIX counts offsets west of Greenwich.
            let place = |offset: i16| {
                let west = offset_name(offset.saturating_neg());
                format!("<{}>{west}", offset_name(offset).replace(':', ""))
            };
            let change = |Change {
                              month,
                              week,
                              weekday,
                              minute,
                          }: Change| {
                let (hour, minute) = hours(minute);
                format!("M{month}.{week}.{weekday}/{hour}:{minute:02}")
            };
            format!(
                "{}{},{},{}",
                place(zone.standard()),
                place(saving.offset),
                change(saving.start),
                change(saving.end)
            )
        }
    }
}

/// An offset from UTC as `+05:45`.
pub(crate) fn offset_name(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hour, minute) = hours(minutes.unsigned_abs());
    format!("{sign}{hour:02}:{minute:02}")
}

fn hours(minutes: u16) -> (u16, u16) {
    (
        minutes.checked_div(60).unwrap_or(0),
        minutes.checked_rem(60).unwrap_or(0),
    )
}

/// `+05:45`, `-08`, `+0545` in minutes.
fn offset(text: &str) -> Option<i16> {
    let (sign, digits) = text.split_at_checked(1)?;
    let digits = digits.replace(':', "");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hour, minute) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    let minute: i16 = minute.parse().ok().filter(|minute| *minute < 60)?;
    let minutes = hour
        .parse::<i16>()
        .ok()?
        .checked_mul(60)?
        .checked_add(minute)?;
    Some(if sign == "-" {
        minutes.saturating_neg()
    } else {
        minutes
    })
}

fn posix(text: &str) -> Result<Zone, Failure> {
    // Without folders to look into, a text is a rule or nothing: no file is ever read.
    let settings = TimeZoneSettings::new(&[], |_| Err("no zone files are read".into()));
    let zone = settings.parse_posix_tz(text).map_err(|_| unknown(text))?;
    match zone.as_ref().extra_rule() {
        Some(TransitionRule::Fixed(only)) => {
            Zone::fixed(whole_minutes(only.ut_offset())?).map_err(Failure::usage)
        }
        Some(TransitionRule::Alternate(rule)) => {
            let saving = DaylightSaving {
                offset: whole_minutes(rule.dst().ut_offset())?,
                start: change(rule.dst_start(), rule.dst_start_time())?,
                end: change(rule.dst_end(), rule.dst_end_time())?,
            };
            of_rule(rule, saving)
        }
        None => Err(unknown(text)),
    }
}

fn of_rule(rule: &AlternateTime, saving: DaylightSaving) -> Result<Zone, Failure> {
    Zone::new(whole_minutes(rule.std().ut_offset())?, Some(saving)).map_err(Failure::usage)
}

fn change(day: &RuleDay, seconds: i32) -> Result<Change, Failure> {
    let RuleDay::MonthWeekDay(day) = day else {
        return Err(Failure::usage(
            "a zone's rule must name a month, week and weekday, such as M3.2.0; a box knows no \
             other form",
        ));
    };
    let minute = whole_minutes(seconds)?;
    Ok(Change {
        month: day.month(),
        week: day.week(),
        weekday: day.week_day(),
        minute: u16::try_from(minute).map_err(|_| Failure::usage(doorward::Error::ZoneRule))?,
    })
}

fn whole_minutes(seconds: i32) -> Result<i16, Failure> {
    seconds
        .checked_div(60)
        .filter(|_| seconds.checked_rem(60) == Some(0))
        .and_then(|minutes| i16::try_from(minutes).ok())
        .ok_or_else(|| Failure::usage("a zone's offsets and changes must lie on whole minutes"))
}

fn unknown(text: &str) -> Failure {
    let names: Vec<&str> = PRESETS.iter().map(|(name, ..)| *name).collect();
    Failure::usage(format!(
        "no zone is called {text:?}; use {}, an offset such as +05:45, or a rule such as \
         PST8PDT,M3.2.0,M11.1.0",
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::{PRESETS, name, parse};

    #[test]
    fn every_name_comes_back() {
        let presets = PRESETS.map(|(name, ..)| name);
        let others = [
            "+05:45",
            "-03:30",
            "<-0330>+03:30<-0230>+02:30,M3.2.0/0:01,M11.1.0/0:01",
        ];
        for text in presets.into_iter().chain(others) {
            assert_eq!(name(&parse(text).unwrap()), text);
        }
        assert_eq!(name(&parse("PST8PDT,M3.2.0,M11.1.0").unwrap()), "pacific");
        assert_eq!(name(&parse("Pacific").unwrap()), "pacific");
        assert_eq!(name(&parse("UTC0").unwrap()), "utc");
        let lord_howe = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";
        let zone = parse(lord_howe).unwrap();
        assert_eq!(parse(&name(&zone)).unwrap(), zone);
    }

    #[test]
    fn what_a_box_cannot_keep_is_refused() {
        for text in [
            "",
            "mars",
            "localtime",
            ":America/Los_Angeles",
            "/etc/localtime",
            "America/Los_Angeles",
            "+16:00",
            "+05:60",
            "+5:4",
            "-",
            "PST8PDT",
            "PST8PDT,J60,J300",
            "PST8PDT,M3.2.0/2:00:30,M11.1.0",
            "PST8PDT,M13.2.0,M11.1.0",
            "PST8PDT,M3.2.0/-1,M11.1.0",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
