//! The fleet: rosters, regions, reciprocity, models.

use doorward::calendar::Day;
use doorward::fleet::FleetError;
use doorward::fleet::models::Model;
use doorward::fleet::reciprocity::{self, Relation};
use doorward::fleet::regions::OwnedMove;
use doorward::fleet::roster::{self, OwnedImport};
use doorward::policy::Name;
use wasm_bindgen::prelude::*;

use crate::fault::{Fault, Result};
use crate::values::{read, seconds, text, write};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../types/fleet.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const LISTS: &str = include_str!("../types/lists/fleet.d.ts");

impl From<FleetError> for Fault {
    fn from(error: FleetError) -> Self {
        Self::new(error.name(), error.text())
    }
}

/// Compares the MLS's list of offices, members and listings with what is known: what changes, whether
/// a person has to look first, what follows, and the rows as known from then on.
///
/// @throws {DoorwardError} `bad_value`, `repeated_key`
#[wasm_bindgen(js_name = compareRosters, unchecked_return_type = "RosterComparison")]
pub fn compare_rosters(
    #[wasm_bindgen(unchecked_param_type = "RosterImport")] import: &JsValue,
) -> Result<JsValue> {
    let import: OwnedImport = read(import)?;
    write(&import.compare()?)
}

/// What is wrong with the time of the last import, `null` if there was none; more than `interval`
/// seconds are too many.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = importOverdue, unchecked_return_type = "ImportWarning | null")]
pub fn import_overdue(
    #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    #[wasm_bindgen(js_name = lastImport, unchecked_param_type = "Instant | null")]
    last_import: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] interval: &JsValue,
) -> Result<JsValue> {
    let last = (!last_import.is_null()).then(|| seconds(last_import));
    write(&roster::overdue(
        seconds(now)?,
        last.transpose()?,
        read(interval)?,
    )?)
}

/// The status that a feed spells like this, such as `Coming Soon`.
///
/// @throws {DoorwardError} `unknown_status`, `bad_value`
#[wasm_bindgen(js_name = standardStatus, unchecked_return_type = "ListingStatus")]
pub fn standard_status(
    #[wasm_bindgen(unchecked_param_type = "string")] spelled: &JsValue,
) -> Result<JsValue> {
    write(&roster::standard_status(&text(spelled, "a status")?)?)
}

/// Whether a box may be taken to another region, and what has to be done.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = judgeMove, unchecked_return_type = "MoveRuling")]
pub fn judge_move(
    #[wasm_bindgen(unchecked_param_type = "BoxMove")] wanted: &JsValue,
) -> Result<JsValue> {
    let wanted: OwnedMove = read(wanted)?;
    write(&wanted.judge())
}

fn relations(value: &JsValue) -> Result<Vec<Relation>> {
    let relations: Vec<Relation> = read(value)?;
    relations.iter().try_for_each(Relation::check)?;
    Ok(relations)
}

/// Whether agents of the association `of` are treated as members at another one on a day.
///
/// @throws {DoorwardError} `bad_value`, `window_backwards`
#[wasm_bindgen(js_name = isHonoured)]
pub fn is_honoured(
    #[wasm_bindgen(unchecked_param_type = "readonly Relation[]")] relations: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] of: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] at: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue,
) -> Result<bool> {
    let (of, at, day): (Name, Name, Day) = (read(of)?, read(at)?, read(day)?);
    Ok(reciprocity::honoured(
        &self::relations(relations)?,
        &of,
        &at,
        day,
    ))
}

/// The other associations that are honoured at one on a day: the `reciprocity` of a request to issue.
///
/// @throws {DoorwardError} `bad_value`, `window_backwards`
#[wasm_bindgen(js_name = honouredAt, unchecked_return_type = "string[]")]
pub fn honoured_at(
    #[wasm_bindgen(unchecked_param_type = "readonly Relation[]")] relations: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] at: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue,
) -> Result<JsValue> {
    let relations = self::relations(relations)?;
    let at: Name = read(at)?;
    let others = reciprocity::honoured_at(&relations, &at, read(day)?);
    write(&others.collect::<Vec<_>>())
}

/// What a model of box can do.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = capabilitiesOf, unchecked_return_type = "Capabilities")]
pub fn capabilities_of(
    #[wasm_bindgen(unchecked_param_type = "BoxModel")] model: &JsValue,
) -> Result<JsValue> {
    let model: Model = read(model)?;
    write(&model.capabilities())
}
