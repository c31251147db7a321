//! Days on market.

use doorward::calendar::Day;
use doorward::market::leads::LeadQuestion;
use doorward::market::presets::{Chosen, PRESETS, Preset, PropertyKeys, rules_at};
use doorward::market::property::{PropertyRecord, properties as properties_of};
use doorward::market::{Counted, Date, Error, History, OwnedListing, Rules, count_all};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::fault::{Fault, Result};
use crate::values::{read, read_object, text, write};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../types/market.d.ts");
#[wasm_bindgen(typescript_custom_section)]
const LISTS: &str = include_str!("../types/lists/market.d.ts");

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::new(error.name(), error.text())
    }
}

/// Rules from JavaScript; those that are none are an error of their own.
fn rules(value: &JsValue) -> Result<Rules> {
    read_object(value).map_err(|_| Error::BadRules.into())
}

/// What a preset is, in short; `presetRules` has its rules.
#[derive(Serialize)]
struct Summary {
    id: &'static str,
    name: &'static str,
    family: Option<&'static str>,
    experimental: bool,
    effective_from: Option<Date>,
    effective_to: Option<Date>,
    property_key: PropertyKeys,
    rules: Rules,
    notes: &'static [&'static str],
}

impl From<&'static Preset> for Summary {
    fn from(preset: &'static Preset) -> Self {
        Self {
            id: preset.id,
            name: preset.name,
            family: preset.family,
            experimental: preset.experimental,
            effective_from: preset.effective_from.map(|from| from.day.into()),
            effective_to: preset.effective_to.map(Date::from),
            property_key: preset.property_key,
            rules: preset.rules,
            notes: preset.notes,
        }
    }
}

/// The presets: the rules of MLSs, each at a time, with what is known of them.
#[wasm_bindgen(unchecked_return_type = "Preset[]")]
pub fn presets() -> Result<JsValue> {
    write(&PRESETS.iter().map(Summary::from).collect::<Vec<_>>())
}

/// The status that a name of an MLS means: by the preset's own table, else RESO's spelling;
/// `null` if it means none.
///
/// @throws {DoorwardError} `unknown_preset`, `bad_value`
#[wasm_bindgen(js_name = statusOf, unchecked_return_type = "MarketStatus | null")]
pub fn status_of(
    #[wasm_bindgen(unchecked_param_type = "string")] preset: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue,
) -> Result<JsValue> {
    write(&self::preset(&text(preset, "a preset")?)?.status(&text(name, "a name")?))
}

fn preset(id: &str) -> Result<&'static Preset> {
    Preset::of(id).ok_or_else(|| Fault::new("unknown_preset", "there is no preset of this id"))
}

/// Days on market, and cumulative ones, of a listing by these rules.
///
/// @throws {DoorwardError} `bad_value`, `bad_rules`, `unknown_target`, `repeated_listing`,
/// `unknown_status`
#[wasm_bindgen(js_name = daysOnMarket, unchecked_return_type = "MarketAnswer")]
pub fn days_on_market(
    #[wasm_bindgen(unchecked_param_type = "History")] history: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "MarketRules")] rules: &JsValue,
) -> Result<JsValue> {
    let history: History = read(history)?;
    write(&history.answer(&self::rules(rules)?)?)
}

/// The same with everything that led there. The rules are a preset's, those that a family has at
/// the listing's own date, or the caller's.
///
/// @throws {DoorwardError} as `daysOnMarket`; `unknown_preset`, `unknown_family`
#[wasm_bindgen(js_name = explainDaysOnMarket, unchecked_return_type = "Explanation")]
pub fn explain_days_on_market(
    #[wasm_bindgen(unchecked_param_type = "History")] history: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "RulesChoice")] choice: &JsValue,
) -> Result<JsValue> {
    let history: History = read(history)?;
    let explanation = match read(choice)? {
        Choice::Preset(id) => history.explain(&Chosen::from(preset(&id)?))?,
        Choice::Family(family) => history.explain_by_family(&family)?,
        Choice::Rules(rules) => history.explain(&Chosen::from(rules))?,
    };
    write(&explanation)
}

/// Where rules come from.
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Choice {
    Preset(String),
    Family(String),
    Rules(Rules),
}

/// Days on market of every listing of many properties, each a target once: rows in, rows out. The rules
/// are a preset's or the caller's. Whoever has millions of rows takes the library in Python or Rust,
/// which counts columns of Arrow on all processors.
///
/// @throws {DoorwardError} `bad_value`, `bad_rules`, `unknown_preset`, `repeated_listing`
#[wasm_bindgen(js_name = countListings, unchecked_return_type = "CountedListing[]")]
pub fn count_listings(
    #[wasm_bindgen(unchecked_param_type = "readonly PropertyHistory[]")] properties: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "{ preset: string } | { rules: MarketRules }")]
    choice: &JsValue,
    #[wasm_bindgen(js_name = asOf, unchecked_param_type = "CalendarDate")] as_of: &JsValue,
) -> Result<JsValue> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Given {
        property: String,
        listings: Vec<OwnedListing>,
    }
    #[derive(Serialize)]
    struct Row<'a> {
        property: &'a str,
        #[serde(flatten)]
        counted: Counted,
    }
    let properties: Vec<Given> = read(properties)?;
    let rules = match read(choice)? {
        Choice::Preset(id) => preset(&id)?.rules,
        Choice::Rules(rules) => rules,
        Choice::Family(_) => {
            let message = "a family's rules differ from listing to listing: take those of a preset";
            return Err(Fault::bad_value(message));
        }
    };
    let as_of = Date::parse(&text(as_of, "a date")?).and_then(Date::day);
    let as_of = as_of.ok_or(Error::BadValue)?;
    let mut rows = Vec::new();
    for Given { property, listings } in &properties {
        let counted = count_all(listings, &rules, as_of)?;
        rows.extend(counted.into_iter().map(|counted| Row { property, counted }));
    }
    write(&rows)
}

/// The rules that a family has on a day, and what is uncertain about them.
///
/// @throws {DoorwardError} `unknown_family`, `bad_value`
#[wasm_bindgen(js_name = rulesAt, unchecked_return_type = "ChosenRules")]
pub fn rules_of_family(
    #[wasm_bindgen(unchecked_param_type = "string")] family: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "CalendarDate")] date: &JsValue,
) -> Result<JsValue> {
    #[derive(Serialize)]
    struct Rule {
        preset: Option<&'static str>,
        rules: Rules,
        cautions: Vec<doorward::market::presets::Caution>,
    }
    let day: Option<Day> = Date::parse(&text(date, "a date")?).and_then(Date::day);
    let chosen = rules_at(&text(family, "a family")?, day.ok_or(Error::BadValue)?)?;
    write(&Rule {
        preset: chosen.id(),
        rules: *chosen.rules(),
        cautions: chosen.cautions().collect(),
    })
}

/// May the owner be contacted after a listing ended, and what is against it?
///
/// @throws {DoorwardError} as `daysOnMarket`
#[wasm_bindgen(js_name = judgeLead, unchecked_return_type = "Lead")]
pub fn judge_lead(
    #[wasm_bindgen(unchecked_param_type = "LeadQuestion")] question: &JsValue,
) -> Result<JsValue> {
    let question: LeadQuestion = read(question)?;
    write(&question.answer()?)
}

/// Which listings are of one property, and what is doubtful about that.
///
/// @throws {DoorwardError} `bad_value`, `repeated_listing`
#[wasm_bindgen(unchecked_return_type = "PropertyOf[]")]
pub fn properties(
    #[wasm_bindgen(unchecked_param_type = "readonly PropertyRecord[]")] records: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "PropertyKeys")] keys: &JsValue,
) -> Result<JsValue> {
    let records: Vec<PropertyRecord> = read(records)?;
    write(&properties_of(&records, read(keys)?)?)
}
