//! Codes: issued as strings, read into values.

use doorward::bounds::{DAY_SLOTS, FLEX_COPIES};
use doorward::codes::diagnose::{Question, diagnose_all};
use doorward::codes::{self, Code, CodeProfile, FlexTerms, FlexWindow};
use doorward::{Error, NotAccepted};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::calendar::{Zone, day, tolerance};
use super::keys::{CredentialKey, DayKey, FlexKey, LockboxKey, ServiceKey, epoch};
use super::secret::Secret;
use super::values::{item, object};
use crate::fault::{Fault, Result};
use crate::values::{read, seconds, text, whole, write};

const CODE: &str = "a code";
pub(super) const OPERATION: &str = "an operation";
const DIGITS: &str = "a number of digits must be 7 to 11";
const SLOT: &str = "a day code's slot must be 0 to 15";
const NUMBER: &str = "a renewal's number must be 0, 1 or 2";

/// The digits of a code on their way in, erased behind it.
pub(super) fn code(digits: &JsValue) -> Result<Code> {
    Ok(Code::parse(&Zeroizing::new(text(digits, CODE)?))?)
}

fn digits_of(code: &Code) -> JsValue {
    JsValue::from_str(code.as_str())
}

/// The numbers handed out before, as the library's bits.
fn taken(numbers: &JsValue, end: u8, error: Error) -> Result<u16> {
    let numbers: Vec<u8> = read(numbers)?;
    numbers.into_iter().try_fold(0, |bits, number| {
        let bit = 1_u16.checked_shl(number.into()).filter(|_| number < end);
        Ok(bits | bit.ok_or(error)?)
    })
}

/// What was read, or that it was not accepted.
fn reading<T: Serialize>(read: std::result::Result<T, NotAccepted>) -> Result<JsValue> {
    read.map_or_else(
        |NotAccepted| Ok(object([("family", "not_accepted".into())])),
        |reading| write(&reading),
    )
}

/// A code's digits in groups, as people read them to each other.
///
/// @throws {DoorwardError} `code_length`, `code_character`, `bad_value`
#[wasm_bindgen(js_name = groupCode)]
pub fn group_code(
    #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
) -> Result<String> {
    Ok(self::code(code)?.grouped().to_string())
}

#[wasm_bindgen]
impl DayKey {
    /// The code of a slot, in 7 to 9 digits.
    ///
    /// @throws {DoorwardError} `digits`, `slot`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "string")]
    pub fn code(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] digits: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] slot: &JsValue,
    ) -> Result<JsValue> {
        let code = self.0.code(whole(digits, DIGITS)?, whole(slot, SLOT)?)?;
        Ok(digits_of(&code))
    }

    /// The code of the lowest slot of a half that is not taken and whose code no other slot
    /// of the day has. The service has slots 0 to 7, the holder of this key 8 to 15; `taken`
    /// names the slots handed out before.
    ///
    /// @throws {DoorwardError} `digits`, `no_slot_left`, `slot`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "DayIssue")]
    pub fn issue(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] digits: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "readonly number[]")] taken: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "DayIssuer")] issuer: &JsValue,
    ) -> Result<JsValue> {
        let issuer = match issuer.as_string().as_deref() {
            Some("service") => codes::day::Issuer::Service,
            Some("holder") => codes::day::Issuer::Holder,
            _ => {
                return Err(Fault::bad_value(
                    "a day's slots are the service's or the holder's",
                ));
            }
        };
        let taken = self::taken(taken, DAY_SLOTS, Error::Slot)?;
        let (slot, code) = self.0.issue(whole(digits, DIGITS)?, taken, issuer)?;
        Ok(object([("slot", slot.into()), ("code", digits_of(&code))]))
    }
}

#[wasm_bindgen]
impl FlexKey {
    /// The code of these terms, in 10 or 11 digits.
    ///
    /// @throws {DoorwardError} `digits`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "string")]
    pub fn code(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] digits: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "FlexTerms")] terms: &JsValue,
    ) -> Result<JsValue> {
        let terms: FlexTerms = read(terms)?;
        Ok(digits_of(&self.0.code(whole(digits, DIGITS)?, &terms)?))
    }

    /// The code for a window, in the lowest copy that may be issued. `taken` names the copies
    /// issued before for this window, operation and use.
    ///
    /// @throws {DoorwardError} `digits`, `no_copy_left`, `copy`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "FlexIssue")]
    pub fn issue(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] digits: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "FlexWindow")] window: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Operation")] operation: &JsValue,
        #[wasm_bindgen(js_name = codeUse, unchecked_param_type = "CodeUse")] code_use: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "readonly number[]")] taken: &JsValue,
    ) -> Result<JsValue> {
        let window: FlexWindow = read(window)?;
        let taken = self::taken(taken, FLEX_COPIES, Error::Copy)?;
        let (terms, code) = self.0.issue(
            whole(digits, DIGITS)?,
            window,
            item(operation, OPERATION)?,
            item(code_use, "a use")?,
            u8::try_from(taken).map_err(|_| Error::Copy)?,
        )?;
        Ok(object([
            ("terms", write(&terms)?),
            ("code", digits_of(&code)),
        ]))
    }
}

#[cfg(feature = "lockbox")]
#[wasm_bindgen]
impl FlexKey {
    /// Enciphers a number of 10 to 12 digits: the permutation within FlexCodes and service codes.
    /// The tweak has up to 64 bits, in decimal digits. For checking other implementations.
    ///
    /// @throws {DoorwardError} `numeral_range`, `bad_value`
    pub fn encipher(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] digits: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] tweak: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] plain: &JsValue,
    ) -> Result<f64> {
        let (digits, tweak, plain) = (whole(digits, WIDTH)?, self::tweak(tweak)?, number(plain)?);
        let cipher = codes::numeral::encipher(&self.0, digits, tweak, plain)?;
        Ok(below_53_bits(cipher))
    }

    /// What `encipher` made of it, back.
    ///
    /// @throws {DoorwardError} `numeral_range`, `bad_value`
    pub fn decipher(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] digits: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] tweak: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] cipher: &JsValue,
    ) -> Result<f64> {
        let (digits, tweak, cipher) = (whole(digits, WIDTH)?, self::tweak(tweak)?, number(cipher)?);
        let plain = codes::numeral::decipher(&self.0, digits, tweak, cipher)?;
        Ok(below_53_bits(plain))
    }
}

#[cfg(feature = "lockbox")]
const WIDTH: &str = "a number of digits must be 10 to 12";

#[cfg(feature = "lockbox")]
fn number(argument: &JsValue) -> Result<u64> {
    whole(argument, "a number must be one of 10 to 12 digits")
}

#[cfg(feature = "lockbox")]
fn tweak(argument: &JsValue) -> Result<u64> {
    let digits = argument.as_string().filter(|text| !text.starts_with('+'));
    let tweak = digits.and_then(|digits| digits.parse().ok());
    tweak.ok_or_else(|| Fault::bad_value("a tweak must be decimal digits, up to 64 bits"))
}

/// A number of at most twelve digits.
#[cfg(feature = "lockbox")]
#[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
fn below_53_bits(number: u64) -> f64 {
    number as f64
}

#[wasm_bindgen]
impl ServiceKey {
    /// The code that cancels the FlexCode of these terms and ownership epoch.
    ///
    /// @throws {DoorwardError} `service_field`, `bad_value`
    #[wasm_bindgen(js_name = cancelFlex, unchecked_return_type = "string")]
    pub fn cancel_flex(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FlexTerms")] terms: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] epoch: &JsValue,
    ) -> Result<JsValue> {
        let terms: FlexTerms = read(terms)?;
        Ok(digits_of(&self.0.cancel_flex(&terms, self::epoch(epoch)?)?))
    }

    /// The code that cancels a day code of this ownership epoch.
    ///
    /// @throws {DoorwardError} `service_field`, `slot`, `bad_value`
    #[wasm_bindgen(js_name = cancelDay, unchecked_return_type = "string")]
    pub fn cancel_day(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] slot: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] epoch: &JsValue,
    ) -> Result<JsValue> {
        let (day, slot) = (self::day(day)?, whole(slot, SLOT)?);
        let code = self.0.cancel_day(day, slot, self::epoch(epoch)?)?;
        Ok(digits_of(&code))
    }

    /// The code that sets a box's clock to the minute.
    ///
    /// @throws {DoorwardError} `service_field`, `bad_value`
    #[wasm_bindgen(js_name = setClock, unchecked_return_type = "string")]
    pub fn set_clock(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    ) -> Result<JsValue> {
        Ok(digits_of(&self.0.set_clock(seconds(now)?)?))
    }

    /// The code that raises the ownership epoch to this one.
    ///
    /// @throws {DoorwardError} `service_field`, `bad_value`
    #[wasm_bindgen(js_name = raiseEpoch, unchecked_return_type = "string")]
    pub fn raise_epoch(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] epoch: &JsValue,
    ) -> Result<JsValue> {
        Ok(digits_of(&self.0.raise_epoch(self::epoch(epoch)?)?))
    }

    /// What twelve digits command. Whether a box does it is another matter.
    ///
    /// @throws {DoorwardError} `code_length`, `code_character`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "ServiceReading")]
    pub fn read(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
    ) -> Result<JsValue> {
        match self.0.read(&self::code(code)?) {
            Ok(command) => reading(Ok(codes::Reading::Service(command))),
            Err(refused) => reading::<()>(Err(refused)),
        }
    }
}

#[wasm_bindgen]
impl CredentialKey {
    /// The eight digits that renew the card for a day, the first, second or third time.
    ///
    /// @throws {DoorwardError} `renewal_number`, `bad_value`
    #[wasm_bindgen(js_name = renewalCode, unchecked_return_type = "string")]
    pub fn renewal_code(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] number: &JsValue,
    ) -> Result<JsValue> {
        let code = self
            .0
            .renewal_code(self::day(day)?, whole(number, NUMBER)?)?;
        Ok(digits_of(&code))
    }

    /// Which renewal of a day these digits are.
    ///
    /// @throws {DoorwardError} `code_length`, `code_character`, `bad_value`
    #[wasm_bindgen(js_name = readRenewal, unchecked_return_type = "RenewalReading")]
    pub fn read_renewal(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
    ) -> Result<JsValue> {
        match self.0.read_renewal(self::day(day)?, &self::code(code)?) {
            Ok(number) => Ok(object([
                ("family", "renewal".into()),
                ("number", number.into()),
            ])),
            Err(refused) => reading::<()>(Err(refused)),
        }
    }
}

/// Reads what is typed at a keypad, as a box does that remembers nothing. Whoever holds a box's
/// state asks a `Lockbox`.
#[wasm_bindgen]
pub struct CodeReader(Secret<codes::CodeReader>);

#[wasm_bindgen]
impl CodeReader {
    /// The reader of a box of this key, in this ownership epoch.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(constructor)]
    pub fn new(
        lockbox: &LockboxKey,
        #[wasm_bindgen(unchecked_param_type = "number")] epoch: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "CodeProfile")] profile: &JsValue,
    ) -> Result<CodeReader> {
        let profile: CodeProfile = read(profile)?;
        let epoch = self::epoch(epoch)?;
        let reader = Secret::of(|| codes::CodeReader::new(&lockbox.0, epoch, profile));
        Ok(Self(reader))
    }

    /// What a code means in this zone, at this instant of a clock that may be off by the
    /// tolerance in seconds, after the operation was chosen. A code that is not acceptable
    /// now is refused without a reason.
    ///
    /// @throws {DoorwardError} `code_length`, `code_character`, `tolerance`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "Reading")]
    pub fn read(
        &self,
        zone: &Zone,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] tolerance: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Operation")] operation: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
    ) -> Result<JsValue> {
        reading(self.0.read(
            &zone.0,
            seconds(now)?,
            self::tolerance(tolerance)?,
            item(operation, OPERATION)?,
            &self::code(code)?,
        ))
    }
}

/// Everything that a code may mean, the likeliest first, for whoever holds the lockbox key: is it
/// one of this box's codes at all, for when, and if not now, why not? Empty for a number that is
/// none within the range searched.
///
/// @throws {DoorwardError} `code_length`, `code_character`, `bad_value`
#[wasm_bindgen(unchecked_return_type = "Diagnosis[]")]
pub fn diagnose(
    lockbox: &LockboxKey,
    #[wasm_bindgen(unchecked_param_type = "CodeProfile")] profile: &JsValue,
    zone: &Zone,
    #[wasm_bindgen(unchecked_param_type = "CodeQuestion")] question: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
) -> Result<JsValue> {
    let question: Question = read(question)?;
    write(&diagnose_all(
        &lockbox.0,
        read(profile)?,
        &zone.0,
        &question,
        &self::code(code)?,
    ))
}
