//! Records of access: reports, notices, exports.

use doorward::audit::Entry;
use doorward::records::{AccessEvent, Masked, Records, ReportFilter, RowFacts};
use wasm_bindgen::prelude::*;

use crate::fault::Result;
use crate::values::{read, text, write};

/// What is made of events in their order.
fn arranged<T>(events: &JsValue, make: impl FnOnce(Records<'_, String>) -> Result<T>) -> Result<T> {
    let events: Vec<AccessEvent<String>> = read(events)?;
    let mut events: Vec<&AccessEvent<String>> = events.iter().collect();
    make(Records::arrange(&mut events)?)
}

/// What a verified row of a log tells of an event; `null` for one of clock, power or epoch.
/// `issuedAs` is the method by which the grant or the code was issued, if it was issued here.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = factsOfRow, unchecked_return_type = "RowFacts | null")]
pub fn facts_of_row(
    #[wasm_bindgen(unchecked_param_type = "AuditEntry")] entry: &JsValue,
    #[wasm_bindgen(js_name = issuedAs, unchecked_param_type = "AccessMethodIssued | null")]
    issued_as: &JsValue,
) -> Result<JsValue> {
    let entry: Entry = read(entry)?;
    write(&RowFacts::of(&entry, read(issued_as)?)?)
}

/// The access report, a line for each event.
///
/// @throws {DoorwardError} `bad_value`, `outcome_mismatch`, `method_mismatch`, `box_missing`,
/// `repeated_key`
#[wasm_bindgen(js_name = accessReport)]
pub fn access_report(
    #[wasm_bindgen(unchecked_param_type = "readonly AccessEvent[]")] events: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "ReportFilter")] filter: &JsValue,
) -> Result<String> {
    let filter: ReportFilter = read(filter)?;
    filter.check()?;
    let mut report = String::new();
    // Writing to a string does not fail.
    arranged(events, |records| {
        let _ = records.access_report(&filter, &mut report);
        Ok(())
    })?;
    Ok(report)
}

/// What the listing side is told: a notice for each opening of a key compartment by a grant.
///
/// @throws {DoorwardError} as `accessReport`
#[wasm_bindgen(js_name = showingNotices, unchecked_return_type = "Notice[]")]
pub fn showing_notices(
    #[wasm_bindgen(unchecked_param_type = "readonly AccessEvent[]")] events: &JsValue,
) -> Result<JsValue> {
    arranged(events, |records| {
        write(&records.notices().collect::<Vec<_>>())
    })
}

/// The compliance export as JSON lines, an object for each event.
///
/// @throws {DoorwardError} as `accessReport`
#[wasm_bindgen(js_name = exportJsonLines)]
pub fn export_json_lines(
    #[wasm_bindgen(unchecked_param_type = "readonly AccessEvent[]")] events: &JsValue,
) -> Result<String> {
    arranged(events, |records| {
        let mut lines = String::new();
        // Writing to a string does not fail.
        let _ = records.json_lines(&mut lines);
        Ok(lines)
    })
}

/// The compliance export as CSV.
///
/// @throws {DoorwardError} as `accessReport`
#[wasm_bindgen(js_name = exportCsv)]
pub fn export_csv(
    #[wasm_bindgen(unchecked_param_type = "readonly AccessEvent[]")] events: &JsValue,
) -> Result<String> {
    arranged(events, |records| {
        let mut lines = String::new();
        // Writing to a string does not fail.
        let _ = records.csv(&mut lines);
        Ok(lines)
    })
}

/// A text as it may be shown: every digit of a run that could be a code is a `#`.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = maskCodes)]
pub fn mask_codes(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
) -> Result<String> {
    Ok(Masked(&self::text(text, "a text")?).to_string())
}
