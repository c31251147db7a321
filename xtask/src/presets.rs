//! The table of presets, printed from their files.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::shell::{Outcome, root};

const FOLDER: &str = "src/market/presets";
const TABLE: &str = "src/market/presets/table.rs";
const HEAD: &str = "//! Written by `cargo xtask presets` from the files beside it.

use super::{Basis, EffectiveFrom, Field, LocalStatus, Precision, Preset, PropertyKeys, Source};
use crate::calendar::Day;
use crate::market::{ClockFrom, Combine, Count, EndEvent, GapMetric, Rules, Scope, StartField, Status, Statuses};

/// Every preset, by id.
pub static PRESETS: &[Preset] = &[
";

/// The fields in the order of the rules table.
const FIELDS: [&str; 14] = [
    "carry_max_gap",
    "lookback_days",
    "gap_metric",
    "accrues",
    "clock_statuses",
    "clock_from",
    "coming_soon_stops_clock",
    "reset_on_close",
    "scope",
    "count",
    "combine",
    "start_field",
    "end_event",
    "property_key",
];

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let path = root().join(TABLE);
    let table = table()?;
    if arguments.iter().any(|argument| argument == "--check") {
        let committed = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
        return if committed == table {
            println!("{TABLE} is what the files say");
            Ok(())
        } else {
            Err(format!(
                "{TABLE} is not what the files say: run `cargo xtask presets`"
            ))
        };
    }
    fs::write(&path, table).map_err(|error| at(&path, &error))?;
    println!("wrote {TABLE}");
    Ok(())
}

fn at(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

fn table() -> Result<String, String> {
    let folder = root().join(FOLDER);
    let mut paths = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| at(&folder, &error))? {
        let path = entry.map_err(|error| at(&folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".json") && !name.ends_with(".schema.json") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut table = HEAD.to_owned();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
        let file: Map<String, Value> =
            serde_json::from_str(&text).map_err(|error| at(&path, &error))?;
        let preset = preset(&file).ok_or_else(|| at(&path, &"not a preset"))?;
        if file.get("id").and_then(Value::as_str) != path.file_stem().and_then(|stem| stem.to_str())
        {
            return Err(at(&path, &"the id is not the name of the file"));
        }
        table.push_str(&preset);
    }
    table.push_str("];\n");
    Ok(table)
}

/// The table's entry of a file; none where a member is missing or has the wrong type.
fn preset(file: &Map<String, Value>) -> Option<String> {
    let fields = file.get("fields")?.as_object()?;
    let mut text = "    Preset {\n".to_owned();
    let mut line = |name: &str, value: &str| writeln!(text, "        {name}: {value},").ok();
    line("id", &literal(file.get("id")?)?)?;
    line("name", &literal(file.get("name")?)?)?;
    line("family", &option(file.get("family")?, literal)?)?;
    line(
        "experimental",
        &file.get("experimental")?.as_bool()?.to_string(),
    )?;
    line(
        "effective_from",
        &option(file.get("effective_from")?, effective)?,
    )?;
    line("effective_to", &option(file.get("effective_to")?, day)?)?;
    line("verified_until", &option(file.get("verified_until")?, day)?)?;
    line("rules", &rules(fields)?)?;
    let keys = match fields.get("property_key") {
        Some(field) => item("PropertyKeys", field.get("value")?)?,
        None => "PropertyKeys::ParcelThenAddress".to_owned(),
    };
    line("property_key", &keys)?;
    let bases = FIELDS.iter().filter_map(|name| {
        let field = fields.get(*name)?;
        Some(basis(field).map(|basis| format!("(Field::{}, {basis})", camel(name))))
    });
    line("fields", &list(bases)?)?;
    line(
        "local_statuses",
        &list(file.get("local_statuses")?.as_array()?.iter().map(local))?,
    )?;
    line(
        "sources",
        &list(file.get("sources")?.as_array()?.iter().map(source))?,
    )?;
    line(
        "notes",
        &list(file.get("notes")?.as_array()?.iter().map(literal))?,
    )?;
    text.push_str("    },\n");
    Some(text)
}

fn rules(fields: &Map<String, Value>) -> Option<String> {
    let mut text = "Rules { ".to_owned();
    if fields.contains_key("lookback_days") {
        text.push_str("carry_max_gap: None, ");
    }
    for name in &FIELDS[..13] {
        let Some(value) = fields.get(*name).map(|field| field.get("value")) else {
            continue;
        };
        let value = value?;
        let value = match *name {
            "carry_max_gap" | "lookback_days" => option(value, number)?,
            "accrues" => statuses(value)?,
            "clock_statuses" => option(value, statuses)?,
            "coming_soon_stops_clock" | "reset_on_close" => value.as_bool()?.to_string(),
            list => item(&camel(list), value)?,
        };
        write!(text, "{name}: {value}, ").ok()?;
    }
    text.push_str("..Rules::GENERIC }");
    Some(text)
}

/// An option of what `print` makes of a value.
fn option(value: &Value, print: fn(&Value) -> Option<String>) -> Option<String> {
    if value.is_null() {
        return Some("None".to_owned());
    }
    Some(format!("Some({})", print(value)?))
}

fn list(items: impl Iterator<Item = Option<String>>) -> Option<String> {
    let items: Vec<String> = items.collect::<Option<_>>()?;
    Some(format!("&[{}]", items.join(", ")))
}

fn literal(value: &Value) -> Option<String> {
    Some(format!("{:?}", value.as_str()?))
}

fn number(value: &Value) -> Option<String> {
    Some(value.as_u64()?.to_string())
}

/// `same_office` of a list is `List::SameOffice`.
fn item(list: &str, value: &Value) -> Option<String> {
    Some(format!("{list}::{}", camel(value.as_str()?)))
}

fn camel(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    words.collect()
}

fn statuses(value: &Value) -> Option<String> {
    let items = value
        .as_array()?
        .iter()
        .map(|status| item("Status", status));
    Some(format!("Statuses::of({})", list(items)?))
}

fn basis(field: &Value) -> Option<String> {
    let sources = field.get("sources")?.as_array()?;
    match field.get("confidence")?.as_str()? {
        "documented" if !sources.is_empty() => Some(format!(
            "Basis::Documented({})",
            list(sources.iter().map(number))?
        )),
        "assumed" if sources.is_empty() => Some("Basis::Assumed".to_owned()),
        _ => None,
    }
}

fn local(value: &Value) -> Option<String> {
    let name = literal(value.get("local")?)?;
    let status = item("Status", value.get("status")?)?;
    let basis = basis(value)?;
    Some(format!(
        "LocalStatus {{ local: {name}, status: {status}, basis: {basis} }}"
    ))
}

fn source(value: &Value) -> Option<String> {
    let title = literal(value.get("title")?)?;
    let publisher = literal(value.get("publisher")?)?;
    let url = option(value.get("url")?, literal)?;
    let date = option(value.get("date")?, literal)?;
    Some(format!(
        "Source {{ title: {title}, publisher: {publisher}, url: {url}, date: {date} }}"
    ))
}

fn effective(value: &Value) -> Option<String> {
    let day = day(value.get("date")?)?;
    let precision = item("Precision", value.get("precision")?)?;
    Some(format!(
        "EffectiveFrom {{ day: {day}, precision: {precision} }}"
    ))
}

/// `YYYY-MM-DD` as the number of days since 1970-01-01.
fn day(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let mut parts = text.splitn(3, '-').map(str::parse::<u16>);
    let mut part = || parts.next()?.ok();
    let (year, month, day) = (part()?, part()?, part()?);
    let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = time::Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()?;
    let epoch = time::Date::from_ordinal_date(1970, 1).ok()?;
    let number = date.to_julian_day().checked_sub(epoch.to_julian_day())?;
    Some(format!("Day::from_number({number}) /* {text} */"))
}
