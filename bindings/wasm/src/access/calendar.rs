//! Days and zones.

use doorward::calendar::{self, Day, Tolerance};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::values::bytes_of;
use crate::fault::Result;
use crate::values::{read, seconds, whole, write};

pub(super) fn day(number: &JsValue) -> Result<Day> {
    whole(
        number,
        "a day must be the days since 1970-01-01, 0 to 4,294,967,295",
    )
    .map(Day::from_number)
}

pub(super) fn tolerance(seconds: &JsValue) -> Result<Tolerance> {
    let seconds = whole(seconds, "a tolerance must be whole seconds, 0 to 1,800")?;
    Ok(Tolerance::new(seconds)?)
}

/// The date of a day, as `YYYY-MM-DD`; of a day past the last date its number.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = dateOf)]
pub fn date_of(#[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue) -> Result<String> {
    Ok(self::day(day)?.to_string())
}

/// The zone a lockbox lives in: a standard offset from UTC and, where there is one, the rule of
/// its daylight saving. Goes into JSON as its value.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Zone(pub(super) calendar::Zone);

#[wasm_bindgen]
impl Zone {
    /// The zone of a value, checked.
    ///
    /// @throws {DoorwardError} `bad_value`: an offset beyond 900 minutes, a rule out of its
    /// range, or two rules that can fall in either order
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "ZoneValue")] value: &JsValue,
    ) -> Result<Zone> {
        Ok(Self(read(value)?))
    }

    /// Coordinated Universal Time.
    #[must_use]
    pub fn utc() -> Zone {
        Self(calendar::Zone::UTC)
    }

    /// The zone of the 14 bytes of a bulletin.
    ///
    /// @throws {DoorwardError} `zone_length`, `zone_offset`, `zone_rule`, `zone_half`, `zone_order`
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] bytes: &JsValue,
    ) -> Result<Zone> {
        Ok(Self(calendar::Zone::from_bytes(&bytes_of(
            bytes, "a zone",
        )?)?))
    }

    /// The 14 bytes of a bulletin.
    #[must_use]
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Uint8Array {
        Uint8Array::from(self.0.to_bytes().as_slice())
    }

    /// The value.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "ZoneValue")]
    pub fn to_json(&self) -> Result<JsValue> {
        write(&self.0)
    }

    /// Minutes that local time is ahead of UTC at an instant.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = offsetAt)]
    pub fn offset_at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] instant: &JsValue,
    ) -> Result<i16> {
        Ok(self.0.offset_at(seconds(instant)?))
    }

    /// The local date at an instant.
    ///
    /// @throws {DoorwardError} `bad_value`, `day`
    #[wasm_bindgen(js_name = dayAt, unchecked_return_type = "Day")]
    pub fn day_at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] instant: &JsValue,
    ) -> Result<u32> {
        let day = self.0.day_at(seconds(instant)?);
        Ok(day.ok_or(doorward::Error::Day)?.number())
    }

    /// Minutes since local midnight at an instant.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = minuteOfDayAt)]
    pub fn minute_of_day_at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] instant: &JsValue,
    ) -> Result<u16> {
        Ok(self.0.minute_of_day_at(seconds(instant)?))
    }

    /// The first instant of a local date.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = startOf, unchecked_return_type = "UnixSeconds")]
    pub fn start_of(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue,
    ) -> Result<f64> {
        Ok(number(self.0.start_of(self::day(day)?)))
    }

    /// The instant at which a local date is over: 23, 24 or 25 hours after its first.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = endOf, unchecked_return_type = "UnixSeconds")]
    pub fn end_of(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue,
    ) -> Result<f64> {
        Ok(number(self.0.end_of(self::day(day)?)))
    }
}

/// An instant of the library's: far below 2^53.
#[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
fn number(instant: u64) -> f64 {
    instant as f64
}
