//! `doorward market rules`: the presets, with where they come from.

use std::fmt::Write as _;

use doorward::market::presets::{
    Basis, Caution, Chosen, EffectiveFrom, Field, PRESETS, Precision, Preset,
};
use doorward::market::{Date, Rules};
use serde::Serialize;

use crate::answer::Answer;
use crate::commands::view::{Table, fold, sheet};
use crate::failure::Failure;

#[derive(Serialize)]
struct SourceView {
    title: &'static str,
    publisher: &'static str,
    url: Option<&'static str>,
    date: Option<&'static str>,
}

#[derive(Serialize)]
struct LocalView {
    local: &'static str,
    status: doorward::market::Status,
}

#[derive(Serialize)]
struct PresetView {
    id: &'static str,
    name: &'static str,
    family: Option<&'static str>,
    experimental: bool,
    effective_from: Option<String>,
    effective_to: Option<String>,
    verified_until: Option<String>,
    rules: Rules,
    property_key: &'static str,
    local_statuses: Vec<LocalView>,
    sources: Vec<SourceView>,
    notes: &'static [&'static str],
    rules_warnings: Vec<Caution>,
}

#[derive(Serialize)]
struct View {
    rules: Vec<PresetView>,
}

impl PresetView {
    fn new(preset: &'static Preset) -> Self {
        Self {
            id: preset.id,
            name: preset.name,
            family: preset.family,
            experimental: preset.experimental,
            effective_from: preset.effective_from.map(since),
            effective_to: preset.effective_to.map(|day| day.to_string()),
            verified_until: preset.verified_until.map(|day| day.to_string()),
            rules: preset.rules,
            property_key: preset.property_key.name(),
            local_statuses: preset
                .local_statuses
                .iter()
                .map(|status| LocalView {
                    local: status.local,
                    status: status.status,
                })
                .collect(),
            sources: preset
                .sources
                .iter()
                .map(|source| SourceView {
                    title: source.title,
                    publisher: source.publisher,
                    url: source.url,
                    date: source.date,
                })
                .collect(),
            notes: preset.notes,
            rules_warnings: Chosen::from(preset).cautions().collect(),
        }
    }
}

/// A first day, as precisely as it is known.
fn since(from: EffectiveFrom) -> String {
    let date = Date::from(from.day).to_string();
    let len = match from.precision {
        Precision::Day => date.len(),
        Precision::Month => 7,
        Precision::Year => 4,
    };
    date.get(..len).unwrap_or(&date).to_owned()
}

pub(super) fn run(id: Option<&str>) -> Result<Answer, Failure> {
    match id {
        None => list(),
        Some(id) => {
            let preset = Preset::of(id).ok_or_else(|| {
                Failure::not_found(format!(
                    "no rules are called {id:?}; `doorward market rules` lists them"
                ))
            })?;
            Answer::new(one(preset), &PresetView::new(preset))
        }
    }
}

fn list() -> Result<Answer, Failure> {
    let mut table = Table::new(&["rules", "of", "from", "to", "carries", "sources"]);
    for preset in PRESETS {
        let rules = &preset.rules;
        let carries = match (rules.carry_max_gap, rules.lookback_days) {
            (Some(days), _) => format!("{days} days"),
            (None, Some(days)) => format!("{days} days back"),
            (None, None) => "never".to_owned(),
        };
        let sources = match (preset.experimental, preset.sources.len()) {
            (true, _) => "none checked".to_owned(),
            (false, number) => number.to_string(),
        };
        table.row([
            preset.id.to_owned(),
            preset.name.to_owned(),
            preset.effective_from.map(since).unwrap_or_default(),
            preset
                .effective_to
                .map(|day| day.to_string())
                .unwrap_or_default(),
            carries,
            sources,
        ]);
    }
    let text = table.text("no rules are known");
    let rules = PRESETS.iter().map(PresetView::new).collect();
    Answer::new(text, &View { rules })
}

fn one(preset: &'static Preset) -> String {
    let day = |day: Option<doorward::calendar::Day>| day.map(|day| day.to_string());
    let mut text = sheet(&[
        ("rules", preset.id.to_owned()),
        ("of", preset.name.to_owned()),
        (
            "in effect from",
            preset.effective_from.map_or("not known".to_owned(), since),
        ),
        ("to", day(preset.effective_to).unwrap_or_default()),
        (
            "verified until",
            day(preset.verified_until).unwrap_or_default(),
        ),
    ]);
    text.push('\n');
    let mut table = Table::new(&["field", "value", "from"]);
    for field in Field::ALL {
        let basis = match preset.basis(*field) {
            None => "not known: the generic value".to_owned(),
            Some(Basis::Assumed) => "assumed".to_owned(),
            Some(Basis::Documented(sources)) => {
                let numbers: Vec<String> = sources
                    .iter()
                    .map(|source| source.saturating_add(1).to_string())
                    .collect();
                format!("source {}", numbers.join(", "))
            }
        };
        table.row([field.name().to_owned(), value(preset, *field), basis]);
    }
    text.push_str(&table.text(""));
    if !preset.local_statuses.is_empty() {
        text.push_str("\nlocal names of statuses\n");
        for status in preset.local_statuses {
            // Text always fits into a `String`.
            let _ = writeln!(text, "  {:?} means {}", status.local, status.status.name());
        }
    }
    for (number, source) in (1_u32..).zip(preset.sources) {
        let mut line = format!(
            "\nsource {number}: {}: \"{}\"",
            source.publisher, source.title
        );
        for part in [source.date, source.url].into_iter().flatten() {
            line.push_str(", ");
            line.push_str(part);
        }
        text.push_str(&line);
    }
    if preset.experimental {
        text.push_str("\nno source was checked: experimental");
    }
    for note in preset.notes {
        text.push_str("\nnote: ");
        text.push_str(&fold(note));
    }
    text
}

/// A field as its JSON says it, without the quotes.
fn value(preset: &Preset, field: Field) -> String {
    if field == Field::PropertyKey {
        return preset.property_key.name().to_owned();
    }
    let rules = serde_json::to_value(preset.rules).unwrap_or_default();
    match rules.get(field.name()) {
        Some(serde_json::Value::String(word)) => word.clone(),
        Some(serde_json::Value::Null) | None => "none".to_owned(),
        Some(serde_json::Value::Array(words)) => {
            let words: Vec<&str> = words.iter().filter_map(serde_json::Value::as_str).collect();
            words.join(", ")
        }
        Some(other) => other.to_string(),
    }
}
