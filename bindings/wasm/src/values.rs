//! Values on their way in and out.

use js_sys::{Date, JSON};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::fault::{Fault, NAME, Result};

/// Whether something that was caught is this package's.
#[must_use]
#[wasm_bindgen(js_name = isDoorwardError, unchecked_return_type = "error is DoorwardError")]
pub fn is_doorward_error(error: &JsValue) -> bool {
    error
        .dyn_ref::<js_sys::Error>()
        .is_some_and(|error| error.name() == NAME)
}

/// A value of the library's, by way of its JSON: what the library refuses there, it refuses here.
pub(crate) fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T> {
    let text = JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string())
        .ok_or_else(|| Fault::bad_value("a value that JSON does not have"))?;
    serde_json::from_str(&text).map_err(|error| Fault::bad_value(&error.to_string()))
}

/// The JSON of a value of the library's, as JavaScript has it.
pub(crate) fn write(value: &impl Serialize) -> Result<JsValue> {
    let text = serde_json::to_string(value)
        .map_err(|_| Fault::new("bad_value", "a value that JSON does not have"))?;
    JSON::parse(&text).map_err(|_| Fault::new("bad_value", "a value that JSON does not have"))
}

/// A whole number in the range of `T`; anything else would be bent into it on its way.
pub(crate) fn whole<T: TryFrom<u64>>(number: f64, range: &str) -> Result<T> {
    let is_whole = (0.0..=MAX_SAFE_INTEGER).contains(&number) && number.fract() == 0.0;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked"
    )]
    is_whole
        .then_some(number as u64)
        .and_then(|number| T::try_from(number).ok())
        .ok_or_else(|| Fault::bad_value(range))
}

/// The largest number below which JavaScript has every whole one.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Unix seconds of a `Date` or a number of them; what is less than a second is cut off.
pub(crate) fn seconds(instant: &JsValue) -> Result<u64> {
    const EXPECTED: &str = "an instant must be a Date or whole Unix seconds, from 1970 on";
    if let Some(date) = instant.dyn_ref::<Date>() {
        return whole((date.get_time() / 1_000.0).floor(), EXPECTED);
    }
    let number = instant.as_f64();
    whole(number.ok_or_else(|| Fault::bad_value(EXPECTED))?, EXPECTED)
}

/// Unix seconds of an instant, for the members of values: there an instant is a number.
#[wasm_bindgen(js_name = unixSeconds, unchecked_return_type = "UnixSeconds")]
pub fn unix_seconds(
    #[wasm_bindgen(unchecked_param_type = "Instant")] instant: &JsValue,
) -> std::result::Result<f64, JsValue> {
    #[allow(clippy::cast_precision_loss, reason = "it came from a number")]
    Ok(seconds(instant)? as f64)
}
