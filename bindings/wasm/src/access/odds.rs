//! How often a random guess at the keypad would be a good code.

use doorward::codes::odds::GuessParameters;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::fault::Result;
use crate::values::{read_object, write};

/// Odds with what is reckoned from them; the first two are far below 2^53.
#[derive(Serialize)]
struct OddsMembers {
    family: doorward::codes::Family,
    acceptable: u64,
    codes: u64,
    one_in: u64,
}

/// The odds of day codes, FlexCodes and service codes under a profile of these lengths, at the
/// instant at which most codes are acceptable.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = guessOdds, unchecked_return_type = "[GuessOdds, GuessOdds, GuessOdds]")]
pub fn guess_odds(
    #[wasm_bindgen(unchecked_param_type = "Partial<GuessParameters>")] parameters: &JsValue,
) -> Result<JsValue> {
    let parameters: GuessParameters = read_object(parameters)?;
    let odds = parameters.odds().map(|odds| OddsMembers {
        family: odds.family,
        acceptable: odds.acceptable,
        codes: odds.codes,
        one_in: odds.one_in(),
    });
    write(&odds)
}
