//! Bulletins: the service's word to a box, carried by any phone.

use doorward::bulletin::{Bulletin, Revocations, Revoked};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::keys::{BulletinKey, id};
use super::values::bytes_of;
use crate::fault::{Fault, Result};
use crate::values::{read, seconds, write};

#[wasm_bindgen]
impl BulletinKey {
    /// The message of a bulletin, 107 to 235 bytes.
    ///
    /// @throws {DoorwardError} `bad_value`
    pub fn seal(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Bulletin")] bulletin: &JsValue,
    ) -> Result<Uint8Array> {
        let bulletin: Bulletin = read(bulletin)?;
        Ok(Uint8Array::from(self.0.seal(&bulletin).as_bytes()))
    }

    /// The bulletin of a message for this lockbox, if this key made it.
    ///
    /// @throws {DoorwardError} `unsupported`, `bad_message`, `wrong_lockbox`, `bad_proof`,
    /// `id_length`, `id_character`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "Bulletin")]
    pub fn open(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] lockbox: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] message: &JsValue,
    ) -> Result<JsValue> {
        let opened = self.0.open(&id(lockbox)?, &bytes_of(message, "a message")?);
        write(&opened.map_err(|refusal| Fault::named(&refusal))?)
    }
}

/// What a bulletin made now has to list, of grants that were released and then revoked: each
/// until no box can accept it. More than 16 need a new ownership epoch instead.
///
/// @throws {DoorwardError} `revocations`, `bad_value`
#[wasm_bindgen(js_name = neededRevocations, unchecked_return_type = "string[]")]
pub fn needed_revocations(
    #[wasm_bindgen(unchecked_param_type = "readonly Revoked[]")] revoked: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
) -> Result<JsValue> {
    let revoked: Vec<Revoked> = read(revoked)?;
    write(&Revocations::needed(revoked, seconds(now)?)?)
}
