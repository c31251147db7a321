//! The presets: what is compiled in is what the files say, and what the sources say is what
//! comes out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use doorward::market::presets::{
    Basis, Chosen, Field, PRESETS, Precision, Preset, PropertyKeys, RulesWarning, rules_at,
};
use doorward::market::{Error, History, OwnedListing, Rules, Status};
use serde::Deserialize;
use serde_json::Value;

use crate::brute::{agree, modes, share};
use crate::random::{Dirt, Random, history};
use crate::support::day;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    name: String,
    family: Option<String>,
    experimental: bool,
    effective_from: Option<From>,
    effective_to: Option<String>,
    verified_until: Option<String>,
    fields: BTreeMap<String, FileField>,
    local_statuses: Vec<Local>,
    sources: Vec<Source>,
    examples: Vec<Example>,
    notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct From {
    date: String,
    precision: Precision,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileField {
    value: Value,
    confidence: String,
    sources: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Local {
    #[serde(rename = "local")]
    name: String,
    status: Status,
    confidence: String,
    sources: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    title: String,
    publisher: String,
    url: Option<String>,
    date: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    source: usize,
    text: String,
    as_of: String,
    target: String,
    listings: Vec<OwnedListing>,
    dom: u32,
    cdom: u32,
    agrees: bool,
}

fn files() -> Vec<File> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/market/presets");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|it| it == "json") && !name.ends_with(".schema.json") {
            let text = std::fs::read_to_string(&path).unwrap();
            let file: File = serde_json::from_str(&text).unwrap();
            assert_eq!(name, format!("{}.json", file.id));
            files.push(file);
        }
    }
    files.sort_by(|a, b| a.id.cmp(&b.id));
    files
}

fn check_basis(basis: Basis, confidence: &str, sources: &[usize], file: &File) {
    match basis {
        Basis::Documented(documented) => {
            assert_eq!((confidence, sources), ("documented", documented));
            assert!(!sources.is_empty(), "{}", file.id);
            assert!(sources.iter().all(|source| *source < file.sources.len()));
        }
        Basis::Assumed => assert_eq!((confidence, sources), ("assumed", &[][..])),
    }
}

#[test]
fn what_is_compiled_in_is_what_the_files_say() {
    let files = files();
    assert_eq!((PRESETS.len(), files.len()), (37, 37));
    for (preset, file) in PRESETS.iter().zip(&files) {
        let is_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        assert!(file.id.bytes().all(is_id));
        assert_eq!((preset.id, preset.name), (&file.id[..], &file.name[..]));
        assert_eq!(preset.family, file.family.as_deref());
        assert_eq!(preset.experimental, file.experimental);
        let from = preset.effective_from.map(|from| (from.day, from.precision));
        let file_from = file.effective_from.as_ref();
        assert_eq!(
            from,
            file_from.map(|from| (day(&from.date), from.precision))
        );
        assert_eq!(preset.effective_to, file.effective_to.as_deref().map(day));
        assert_eq!(
            preset.verified_until,
            file.verified_until.as_deref().map(day)
        );
        assert_eq!(preset.notes, file.notes);
        assert_eq!(preset.fields.len(), file.fields.len());
        let mut rules = serde_json::Map::new();
        for (name, field) in &file.fields {
            let known = Field::from_name(name).unwrap();
            let mut fields = preset.fields.iter();
            let (_, basis) = fields.find(|(field, _)| *field == known).unwrap();
            check_basis(*basis, &field.confidence, &field.sources, file);
            rules.insert(name.clone(), field.value.clone());
        }
        let keys = rules.remove("property_key");
        let keys = keys.map(|keys| serde_json::from_value::<PropertyKeys>(keys).unwrap());
        assert_eq!(
            preset.property_key,
            keys.unwrap_or(PropertyKeys::ParcelThenAddress)
        );
        let is_both = rules.contains_key("carry_max_gap") && rules.contains_key("lookback_days");
        assert!(!is_both, "{}", file.id);
        // Rules read from JSON have the generic value of what is left out.
        let rules: Rules = serde_json::from_value(Value::Object(rules)).unwrap();
        assert_eq!((preset.rules, preset.rules.check()), (rules, Ok(())));
        assert_eq!(preset.local_statuses.len(), file.local_statuses.len());
        for (local, given) in preset.local_statuses.iter().zip(&file.local_statuses) {
            assert_eq!((local.local, local.status), (&given.name[..], given.status));
            check_basis(local.basis, &given.confidence, &given.sources, file);
        }
        assert_eq!(preset.sources.len(), file.sources.len());
        for (source, given) in preset.sources.iter().zip(&file.sources) {
            assert_eq!(
                (source.title, source.publisher),
                (&given.title[..], &given.publisher[..])
            );
            assert_eq!(
                (source.url, source.date),
                (given.url.as_deref(), given.date.as_deref())
            );
        }
        let is_checked = !file.experimental && file.id != "generic";
        assert_eq!(is_checked, !file.sources.is_empty(), "{}", file.id);
        assert_eq!(is_checked, file.family.is_some(), "{}", file.id);
    }
}

#[test]
fn what_the_sources_compute_comes_out() {
    let mut examples = 0;
    let mut disagreeing = 0;
    for file in files() {
        let preset = Preset::of(&file.id).unwrap();
        for example in &file.examples {
            assert!(example.source < file.sources.len() && !example.text.is_empty());
            let history = History {
                as_of: day(&example.as_of),
                target: example.target.clone(),
                listings: example.listings.clone(),
            };
            let answer = history.answer(&preset.rules).unwrap();
            let expected = (Some(example.dom), Some(example.cdom));
            assert_eq!(
                (answer.dom, answer.cdom),
                expected,
                "{}: {}",
                file.id,
                example.text
            );
            examples += 1;
            disagreeing += usize::from(!example.agrees);
        }
    }
    assert_eq!((examples, disagreeing), (19, 1));
    println!("PROOF market, documented examples of the presets: {examples}");
}

/// The warnings of chosen rules: `field_fallback(count)` and the like.
fn cautions(chosen: Chosen) -> Vec<String> {
    let cautions = chosen.cautions().map(|caution| match caution.field {
        Some(field) => format!("{}({})", caution.warning.name(), field.name()),
        None => caution.warning.name().to_owned(),
    });
    cautions.collect()
}

fn at(family: &str, date: &str) -> (&'static str, Vec<String>) {
    let chosen = rules_at(family, day(date)).unwrap();
    let dated = [
        RulesWarning::BoundaryImprecise,
        RulesWarning::UnverifiedAtDate,
        RulesWarning::NoPresetAtDate,
    ];
    let mut names = cautions(chosen);
    names.retain(|name| dated.iter().any(|dated| dated.name() == name));
    (chosen.id().unwrap(), names)
}

#[test]
fn rules_are_chosen_by_date() {
    let none: [&str; 0] = [];
    let expect = |family, date, id: &str, warnings: &[&str]| {
        let (found, names) = at(family, date);
        assert_eq!(
            (
                found,
                &names.iter().map(String::as_str).collect::<Vec<_>>()[..]
            ),
            (id, warnings)
        );
    };
    expect("armls", "2020-06-03", "armls_pre2020", &none);
    expect("armls", "2020-06-04", "armls_2020", &none);
    expect("armls", "2023-10-04", "armls_2020", &none);
    expect("armls", "2023-10-05", "armls", &none);
    expect("armls", "2004-09-06", "generic", &["no_preset_at_date"]);
    expect("rmls_or", "2008-09-15", "rmls_or", &["boundary_imprecise"]);
    expect("rmls_or", "2008-10-01", "rmls_or", &none);
    expect("rmls_or", "2023-12-31", "rmls_or", &none);
    expect("rmls_or", "2024-01-01", "rmls_or", &["unverified_at_date"]);
    expect("canopy", "2026-04-30", "canopy_90", &none);
    expect("canopy", "2026-05-01", "canopy", &["boundary_imprecise"]);
    expect("canopy", "2026-06-01", "canopy", &none);
    expect("bareis", "2022-12-31", "bareis", &["boundary_imprecise"]);
    expect("bareis", "2023-01-01", "bareis", &["unverified_at_date"]);
    expect("smartmls", "1970-01-01", "smartmls", &none);
    assert_eq!(rules_at("nobody", day("01-01")), Err(Error::UnknownFamily));
    // The family of none of the experimental ones is their id.
    assert_eq!(rules_at("nwmls", day("01-01")), Err(Error::UnknownFamily));
    // After that warning there is no other.
    let missing = rules_at("armls", day("2004-09-06")).unwrap();
    assert_eq!(cautions(missing), ["no_preset_at_date"]);
    assert_eq!(missing.rules(), &Rules::GENERIC);
}

#[test]
fn what_is_uncertain_is_said_in_order() {
    let of = |id| cautions(Chosen::from(Preset::of(id).unwrap()));
    assert_eq!(
        of("rmls_or"),
        [
            "field_fallback(clock_statuses)",
            "field_assumed(coming_soon_stops_clock)",
            "field_assumed(reset_on_close)",
            "field_assumed(start_field)",
            "field_assumed(property_key)"
        ]
    );
    assert_eq!(
        of("northstar_mn"),
        [
            "field_fallback(count)",
            "field_fallback(combine)",
            "field_fallback(start_field)",
            "field_fallback(end_event)",
            "dates_unknown"
        ]
    );
    let nwmls = of("nwmls");
    assert_eq!(
        (nwmls.len(), &nwmls[12][..]),
        (15, "field_assumed(carry_max_gap)")
    );
    assert_eq!(nwmls[13..], ["experimental", "dates_unknown"]);
    let generic = of("generic");
    assert_eq!(
        (generic.len(), &generic[0][..]),
        (14, "field_assumed(carry_max_gap)")
    );
    assert_eq!(
        generic[12..],
        ["field_assumed(property_key)", "dates_unknown"]
    );
    assert!(cautions(Chosen::from(Rules::GENERIC)).is_empty());
    assert_eq!(Preset::of("generic").unwrap().rules, Rules::GENERIC);
}

/// Counts by every preset in every way of counting, against sets of days.
#[test]
fn presets_agree_with_sets_of_days() {
    let histories = share(100_000);
    for (seed, preset) in (100..).zip(PRESETS) {
        let mut random = Random(seed);
        for number in 0..histories {
            let dirt = if number % 2 == 0 {
                Dirt::All
            } else {
                Dirt::None
            };
            agree(&history(&mut random, dirt), &preset.rules).unwrap();
        }
    }
    println!(
        "PROOF market, random histories under each of {} presets, in each of {} ways of counting, as sets of days: {histories}",
        PRESETS.len(),
        modes().count()
    );
}
