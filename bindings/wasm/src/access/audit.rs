//! The log of a box, on the service's side.

use doorward::audit::{self, Entry, Row, Subject};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::keys::AuditKey;
use super::secret::Secret;
use super::values::{bytes, fixed, list};
use crate::fault::{Fault, Result};
use crate::values::{read, seconds, whole, write};

const ROW: &str = "a row";
const HEAD: &str = "a head";

#[wasm_bindgen]
impl AuditKey {
    /// The row of an entry, whose sequence is this key's.
    ///
    /// @throws {DoorwardError} `bad_value`
    pub fn row(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AuditEntry")] entry: &JsValue,
    ) -> Result<Uint8Array> {
        let entry: Entry = read(entry)?;
        Ok(Uint8Array::from(self.0.row(&entry).as_slice()))
    }

    /// The key of the row after. There is no way back.
    #[must_use]
    pub fn next(&self) -> AuditKey {
        Self(Secret::of(|| self.0.next()))
    }

    /// The head of a log whose next row is number `next`, under that row's key.
    ///
    /// @throws {DoorwardError} `bad_value`
    pub fn head(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] next: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Instant")] instant: &JsValue,
    ) -> Result<Uint8Array> {
        let next = whole(next, "a sequence must be 0 to 4,294,967,295")?;
        let head = self.0.head(next, seconds(instant)?);
        Ok(Uint8Array::from(head.as_slice()))
    }
}

/// What an entry is about: a grant, a code, or nobody.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = subjectOf, unchecked_return_type = "Subject")]
pub fn subject_of(
    #[wasm_bindgen(unchecked_param_type = "AuditEntry")] entry: &JsValue,
) -> Result<JsValue> {
    write(&Subject::of(&read(entry)?))
}

/// Checks a box's log row by row.
#[wasm_bindgen]
#[derive(Debug)]
pub struct AuditLog(Secret<audit::AuditLog>);

#[wasm_bindgen]
impl AuditLog {
    /// The log of the box with this first key.
    #[wasm_bindgen(constructor)]
    pub fn new(first: &AuditKey) -> Result<AuditLog> {
        Secret::made(|| Ok(audit::AuditLog::new(first.copy()?))).map(Self)
    }

    /// Whether the box wrote this row, and what it says.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = checkRow, unchecked_return_type = "Finding")]
    pub fn check_row(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] row: &JsValue,
    ) -> Result<JsValue> {
        write(&self.0.check_row(&fixed(row, ROW)?))
    }

    /// Whether the box gave this head, and what it says.
    ///
    /// @throws {DoorwardError} `forged`, `bad_value`
    #[wasm_bindgen(js_name = checkHead, unchecked_return_type = "AuditHead")]
    pub fn check_head(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] head: &JsValue,
    ) -> Result<JsValue> {
        let head = self.0.check_head(&fixed(head, HEAD)?);
        write(&head.map_err(|forged| Fault::new("forged", &forged.to_string()))?)
    }
}

/// A box's log, put together from the pieces that phones bring.
#[wasm_bindgen]
#[derive(Debug)]
pub struct AuditCollection(Secret<audit::Collection>);

#[wasm_bindgen]
impl AuditCollection {
    /// The log, still empty, of the box with this first key.
    #[wasm_bindgen(constructor)]
    pub fn new(first: &AuditKey) -> Result<AuditCollection> {
        Secret::made(|| Ok(audit::Collection::new(first.copy()?))).map(Self)
    }

    /// Takes in what a phone brought: rows in the order in which they came, and the head given
    /// with them. Genuine rows are kept, whatever is wrong with others.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(unchecked_return_type = "Fault[]")]
    pub fn add(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "readonly Uint8Array[]")] rows: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Uint8Array | null")] head: &JsValue,
    ) -> Result<JsValue> {
        let rows = rows.dyn_ref::<Array>();
        let rows = rows.ok_or_else(|| Fault::bad_value("rows must be an array of rows"))?;
        let rows = rows.iter().map(|row| fixed(&row, ROW));
        let rows = rows.collect::<Result<Vec<Row>>>()?;
        let head = (!head.is_null() && !head.is_undefined()).then(|| fixed(head, HEAD));
        let head = head.transpose()?;
        write(&self.0.add(&rows, head.as_ref(), &mut []))
    }

    /// The rows that there must be and that no phone has brought.
    #[wasm_bindgen(getter, unchecked_return_type = "Missing[]")]
    pub fn missing(&self) -> Result<JsValue> {
        write(&self.0.missing())
    }

    /// What the rows say, in their order.
    #[wasm_bindgen(getter, unchecked_return_type = "AuditEntry[]")]
    pub fn entries(&self) -> Result<JsValue> {
        write(&self.0.entries().collect::<Vec<_>>())
    }

    /// The rows, in their order, to be stored.
    #[must_use]
    #[wasm_bindgen(getter, unchecked_return_type = "Uint8Array[]")]
    pub fn rows(&self) -> JsValue {
        list(self.0.rows().map(|row| bytes(row)))
    }

    /// The sequence of the next row, as far as rows and heads tell.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn next(&self) -> u32 {
        self.0.next()
    }
}
