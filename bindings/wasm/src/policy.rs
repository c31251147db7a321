//! The rules: facts in, a ruling with every reason out.

use doorward::calendar::{Day, Zone};
use doorward::policy::appointment::{OwnedRules, OwnedSituation};
use doorward::policy::issuance::OwnedInput;
use doorward::policy::renewal::{RenewalParameters, RenewalRequest};
use doorward::policy::single_key::{KeyEvent, KeyParameters, KeyState};
use doorward::policy::status_gate::{self, OwnedChange};
use doorward::policy::{self, appointment, renewal, single_key};
use wasm_bindgen::prelude::*;

use crate::fault::{Fault, Result};
use crate::values::{read, read_object, seconds, write};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../types/policy.d.ts");
#[wasm_bindgen(typescript_custom_section)]
const LISTS: &str = include_str!("../types/lists/policy.d.ts");

macro_rules! named {
    ($($error:ty),* $(,)?) => {
        $(
            impl From<$error> for Fault {
                fn from(error: $error) -> Self {
                    Self::new(error.name(), error.text())
                }
            }
        )*
    };
}

named!(
    policy::issuance::Error,
    appointment::Error,
    status_gate::Error,
    single_key::SingleKeyError,
    renewal::RenewalError,
    doorward::records::RecordError,
);

/// May access be given, by which method, and what has to be done with the answer?
///
/// @throws {DoorwardError} `bad_value`, `window_mismatch`, `window_backwards`,
/// `operations_mismatch`, `use_mismatch`, `skip_mismatch`, `methods_mismatch`, `ledger_mismatch`
#[wasm_bindgen(js_name = ruleIssuance, unchecked_return_type = "IssuanceRuling")]
pub fn rule_issuance(
    #[wasm_bindgen(unchecked_param_type = "IssuanceInput")] input: &JsValue,
) -> Result<JsValue> {
    let input: OwnedInput = read(input)?;
    write(&input.rule()?)
}

/// What a listing's status allows to a class of people.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = statusAccess, unchecked_return_type = "Access")]
pub fn status_access(
    #[wasm_bindgen(unchecked_param_type = "ListingStatus")] status: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "AccessClass")] class: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "boolean", js_name = comingSoonShowings)]
    coming_soon_showings: &JsValue,
) -> Result<JsValue> {
    let access = status_gate::access(read(status)?, read(class)?, read(coming_soon_showings)?);
    write(&access)
}

/// What a change of a listing's status takes away, and what has to be done about it.
///
/// @throws {DoorwardError} `bad_value`, `window_backwards`, `use_mismatch`, `repeated_id`
#[wasm_bindgen(js_name = judgeStatusChange, unchecked_return_type = "Consequences")]
pub fn judge_status_change(
    #[wasm_bindgen(unchecked_param_type = "StatusChange")] change: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Partial<StatusGateParameters>")] parameters: &JsValue,
) -> Result<JsValue> {
    let change: OwnedChange = read(change)?;
    write(&change.judge(&read_object(parameters)?)?)
}

/// What an event makes of an appointment.
///
/// @throws {DoorwardError} `bad_value`, `window_backwards`, `no_appointment`, `future_opening`,
/// `repeated_id`
#[wasm_bindgen(js_name = stepAppointment, unchecked_return_type = "AppointmentStep")]
pub fn step_appointment(
    #[wasm_bindgen(unchecked_param_type = "AppointmentSituation")] situation: &JsValue,
) -> Result<JsValue> {
    let situation: OwnedSituation = read(situation)?;
    write(&situation.step()?)
}

/// Whether an appointment lets its holder into a listing at `now`, grace included.
///
/// @throws {DoorwardError} `bad_value`, `window_backwards`
#[wasm_bindgen(js_name = admitAppointment, unchecked_return_type = "Admission")]
pub fn admit_appointment(
    #[wasm_bindgen(unchecked_param_type = "AppointmentRules")] rules: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Appointment | null")] appointment: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] holder: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] listing: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
) -> Result<JsValue> {
    let rules: OwnedRules = read(rules)?;
    let appointment: Option<appointment::Appointment> = read(appointment)?;
    write(&appointment::admit(
        &rules.as_rules(),
        appointment.as_ref(),
        &read(holder)?,
        &read(listing)?,
        seconds(now)?,
    )?)
}

/// What to issue for an appointment that is approved or in progress. `bulletin` is the sequence
/// of the last bulletin made for the lockbox, 0 for none.
///
/// @throws {DoorwardError} `bad_value`, `window_backwards`, `not_approved`
#[wasm_bindgen(js_name = grantForAppointment, unchecked_return_type = "AppointmentGrant")]
pub fn grant_for_appointment(
    #[wasm_bindgen(unchecked_param_type = "AppointmentRules")] rules: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Appointment")] appointment: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] bulletin: &JsValue,
) -> Result<JsValue> {
    let rules: OwnedRules = read(rules)?;
    let appointment: appointment::Appointment = read(appointment)?;
    let rules = rules.as_rules();
    write(&appointment::grant_for(
        &rules,
        &appointment,
        read(bulletin)?,
    )?)
}

/// What a receiver makes of an appointment's event from elsewhere, `last` being the last one
/// applied.
///
/// @throws {DoorwardError} `bad_value`, `window_backwards`
#[wasm_bindgen(js_name = receiveAppointment, unchecked_return_type = "Receipt")]
pub fn receive_appointment(
    #[wasm_bindgen(unchecked_param_type = "AppointmentRecord | null")] last: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "AppointmentRecord")] event: &JsValue,
) -> Result<JsValue> {
    let last: Option<appointment::Record> = read(last)?;
    write(&appointment::receive(last.as_ref(), &read(event)?)?)
}

/// A member's state, before which neither the app nor the card opened anything today.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = firstKeyState, unchecked_return_type = "KeyState")]
pub fn first_key_state(
    #[wasm_bindgen(unchecked_param_type = "ZoneValue")] zone: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
) -> Result<JsValue> {
    let zone: Zone = read(zone)?;
    write(&KeyState::first(&zone, seconds(now)?)?)
}

/// Whether the app or the card opens boxes today, after an event.
///
/// @throws {DoorwardError} `bad_value`, `inconsistent_state`, `day_went_back`
#[wasm_bindgen(js_name = stepSingleKey, unchecked_return_type = "KeyRuling")]
pub fn step_single_key(
    #[wasm_bindgen(unchecked_param_type = "ZoneValue")] zone: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "KeyParameters")] parameters: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "KeyState")] state: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "KeyEvent")] event: &JsValue,
) -> Result<JsValue> {
    let parameters: KeyParameters = read_object(parameters)?;
    let (state, event): (KeyState, KeyEvent) = (read(state)?, read(event)?);
    write(&single_key::step(
        &read(zone)?,
        &parameters,
        &state,
        &event,
    )?)
}

/// Whether a card may be renewed, and until when it is then good.
///
/// @throws {DoorwardError} `bad_value`, `days_out_of_order`, `day_in_future`
#[wasm_bindgen(js_name = judgeRenewal, unchecked_return_type = "RenewalRuling")]
pub fn judge_renewal(
    #[wasm_bindgen(unchecked_param_type = "ZoneValue")] zone: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Partial<RenewalParameters>")] parameters: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "RenewalRequest")] request: &JsValue,
) -> Result<JsValue> {
    let parameters: RenewalParameters = read_object(parameters)?;
    let request: RenewalRequest<Vec<Day>> = read(request)?;
    write(&renewal::judge(&read(zone)?, &parameters, &request)?)
}
