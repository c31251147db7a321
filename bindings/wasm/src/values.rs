//! Values on their way in and out.

use js_sys::{Date, JSON};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::fault::{Fault, NAME, Result};
use crate::place::path;

/// Whether something that was caught is this package's.
#[must_use]
#[wasm_bindgen(js_name = isDoorwardError, unchecked_return_type = "error is DoorwardError")]
pub fn is_doorward_error(error: &JsValue) -> bool {
    error
        .dyn_ref::<js_sys::Error>()
        .is_some_and(|error| error.name() == NAME)
}

const NO_JSON: &str = "a value that JSON does not have";

thread_local! {
    /// Stops what JSON would leave out or write as null.
    static CHECK: JsValue =
        Closure::<dyn Fn(JsValue, JsValue) -> std::result::Result<JsValue, JsValue>>::new(check)
            .into_js_value();
}

#[allow(clippy::needless_pass_by_value, reason = "what JSON calls gets values")]
fn check(name: JsValue, value: JsValue) -> std::result::Result<JsValue, JsValue> {
    let is_wrong = match value.as_f64() {
        Some(number) => !number.is_finite(),
        None => value.is_function() || value.is_symbol() || value.is_bigint(),
    };
    if is_wrong {
        let name = name.as_string().unwrap_or_default();
        return Err(Fault::unread(NO_JSON, &name, "").into());
    }
    Ok(value)
}

/// A value of the library's, by way of its JSON: what the library refuses there, it refuses here.
pub(crate) fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T> {
    let text = CHECK
        .with(|check| JSON::stringify_with_replacer(value, check))
        .map_err(|error| match error.dyn_ref::<js_sys::Error>() {
            Some(error) if error.name() == NAME => Fault::bad_value(&String::from(error.message())),
            _ => Fault::bad_value(NO_JSON),
        })?;
    let text = text.as_string().ok_or_else(|| Fault::bad_value(NO_JSON))?;
    serde_json::from_str(&text).map_err(|error| {
        // All of it is on one line.
        let place = path(&text, error.column());
        Fault::unread(WRONG, &place, &error.to_string())
    })
}

/// An object's value; an array would be read as the values of its members in their order.
#[cfg(any(feature = "lockbox", feature = "policy", feature = "market"))]
pub(crate) fn read_object<T: DeserializeOwned>(value: &JsValue) -> Result<T> {
    if js_sys::Array::is_array(value) {
        return Err(Fault::bad_value(WRONG));
    }
    read(value)
}

const WRONG: &str = "a value is of the wrong type or out of its range";

/// The string that an argument is.
pub(crate) fn text(argument: &JsValue, what: &str) -> Result<String> {
    let text = argument.as_string();
    text.ok_or_else(|| Fault::bad_value(&(what.to_owned() + " must be a string")))
}

/// The JSON of a value of the library's, as JavaScript has it.
pub(crate) fn write(value: &impl Serialize) -> Result<JsValue> {
    let text = serde_json::to_string(value)
        .map_err(|_| Fault::new("bad_value", "a value that JSON does not have"))?;
    JSON::parse(&text).map_err(|_| Fault::new("bad_value", "a value that JSON does not have"))
}

/// A whole number in the range of `T`; anything else would be bent into it on its way.
pub(crate) fn whole<T: TryFrom<u64>>(argument: &JsValue, range: &str) -> Result<T> {
    // Neither a text of digits nor null is one.
    whole_number(argument.as_f64().unwrap_or(f64::NAN), range)
}

fn whole_number<T: TryFrom<u64>>(number: f64, range: &str) -> Result<T> {
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
        return whole_number((date.get_time() / 1_000.0).floor(), EXPECTED);
    }
    whole(instant, EXPECTED)
}

/// Unix seconds of an instant, for the members of values: there an instant is a number.
#[wasm_bindgen(js_name = unixSeconds, unchecked_return_type = "UnixSeconds")]
pub fn unix_seconds(
    #[wasm_bindgen(unchecked_param_type = "Instant")] instant: &JsValue,
) -> std::result::Result<f64, JsValue> {
    #[allow(clippy::cast_precision_loss, reason = "it came from a number")]
    Ok(seconds(instant)? as f64)
}
