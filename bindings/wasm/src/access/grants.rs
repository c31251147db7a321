//! Grants: issued by the service, narrowed and presented by a phone.

use doorward::grants::{self, Caveat, Request};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::keys::GrantKey;
use super::secret::Secret;
use super::values::{bytes_of, fixed};
use crate::fault::{Fault, Result};
use crate::values::{read, text, whole, write};

const CHALLENGE: &str = "a challenge";
const OUTCOME: &str = "an outcome must be a decision's number, 0 to 255";

/// A right on a phone. A secret: whoever has it can use it.
///
/// Shows what was granted and never its tag. `free()` erases it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Grant(Secret<grants::Grant>);

#[wasm_bindgen]
impl GrantKey {
    /// The grant of this body, whose ownership epoch must be this key's.
    ///
    /// @throws {DoorwardError} `grant_times`, `bad_value`
    pub fn issue(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GrantBody")] body: &JsValue,
    ) -> Result<Grant> {
        let body: grants::GrantBody = read(body)?;
        body.check()?;
        Ok(Grant(Secret::of(|| self.0.issue(&body))))
    }
}

#[wasm_bindgen]
impl Grant {
    /// The grant of a text form, `dwg1.` and base64url.
    ///
    /// @throws {DoorwardError} `grant_text`, `bad_value`
    #[wasm_bindgen(js_name = fromText)]
    pub fn from_text(
        #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    ) -> Result<Grant> {
        let text = Zeroizing::new(self::text(text, "a grant")?);
        Secret::made(|| Ok(grants::Grant::from_text(&text)?)).map(Self)
    }

    /// The text form: a secret, for whoever may use the grant.
    #[must_use]
    #[wasm_bindgen(js_name = toText, unchecked_return_type = "string")]
    pub fn to_text(&self) -> JsValue {
        JsValue::from_str(self.0.to_text().as_str())
    }

    /// What the service granted.
    #[wasm_bindgen(getter, unchecked_return_type = "GrantBody")]
    pub fn body(&self) -> Result<JsValue> {
        write(self.0.body())
    }

    /// What holders took away from it, in order.
    #[wasm_bindgen(getter, unchecked_return_type = "Caveat[]")]
    pub fn caveats(&self) -> Result<JsValue> {
        write(&self.0.caveats().as_slice())
    }

    /// What is left.
    #[wasm_bindgen(getter, unchecked_return_type = "Rights")]
    pub fn rights(&self) -> Result<JsValue> {
        write(&self.0.rights())
    }

    /// The rights, without anything that opens.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "Rights")]
    pub fn to_json(&self) -> Result<JsValue> {
        self.rights()
    }

    /// The last tag: the secret.
    #[must_use]
    #[wasm_bindgen(js_name = exposeTag)]
    pub fn expose_tag(&self) -> Uint8Array {
        Uint8Array::from(self.0.expose_tag().as_slice())
    }

    /// The grant under one more caveat, a value or the bytes of its type, length and value.
    /// Needs no key and no connection, and cannot be undone.
    ///
    /// @throws {DoorwardError} `caveats`, `caveat`, `bad_value`
    pub fn narrow(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Caveat | Uint8Array")] caveat: &JsValue,
    ) -> Result<Grant> {
        let caveat = match caveat.dyn_ref::<Uint8Array>() {
            Some(bytes) => Caveat::from_bytes(&bytes.to_vec())?,
            None => read(caveat)?,
        };
        Secret::made(|| Ok(self.0.narrow(caveat)?)).map(Self)
    }

    /// The answer to a lockbox's challenge. `nonce` is 16 fresh random bytes.
    ///
    /// @throws {DoorwardError} `bad_value`
    pub fn present(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] challenge: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] nonce: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Request")] request: &JsValue,
    ) -> Result<Uint8Array> {
        let request: Request = read(request)?;
        let (challenge, nonce) = (fixed(challenge, CHALLENGE)?, fixed(nonce, "a nonce")?);
        let message = self.0.present(&challenge, &nonce, &request);
        Ok(Uint8Array::from(message.as_bytes()))
    }

    /// Checks that the lockbox itself answered `outcome` to this very message, the bytes that
    /// `present` gave. Returns if it did, and throws if it did not.
    ///
    /// @throws {DoorwardError} `not_authentic`, `bad_value`
    #[wasm_bindgen(js_name = checkAcknowledgement)]
    pub fn check_acknowledgement(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] challenge: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] message: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] outcome: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] acknowledgement: &JsValue,
    ) -> Result<()> {
        let acknowledgement = fixed(acknowledgement, "an acknowledgement")?;
        let challenge = fixed(challenge, CHALLENGE)?;
        self.0
            .check_acknowledgement(
                &challenge,
                &bytes_of(message, "a message")?,
                whole(outcome, OUTCOME)?,
                &acknowledgement,
            )
            .map_err(|refused| Fault::new("not_authentic", &refused.to_string()))
    }
}

/// The proof that the holder of a grant with this last tag makes a request now. For checking
/// other implementations; phones call `Grant.present`.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen]
pub fn proof(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] tag: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] challenge: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] nonce: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Request")] request: &JsValue,
) -> Result<Uint8Array> {
    let request: Request = read(request)?;
    let (challenge, nonce) = (fixed(challenge, CHALLENGE)?, fixed(nonce, "a nonce")?);
    let proof = grants::proof(&fixed(tag, "a tag")?, &challenge, &nonce, &request);
    Ok(Uint8Array::from(proof.as_slice()))
}

/// The acknowledgement of an outcome under a grant's last tag. For checking other
/// implementations; boxes do it themselves.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen]
pub fn acknowledgement(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] tag: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] challenge: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] proof: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] outcome: &JsValue,
) -> Result<Uint8Array> {
    let (tag, challenge) = (fixed(tag, "a tag")?, fixed(challenge, CHALLENGE)?);
    let proof = fixed(proof, "a proof")?;
    let outcome = whole(outcome, OUTCOME)?;
    let bytes = grants::acknowledgement(&tag, &challenge, &proof, outcome);
    Ok(Uint8Array::from(bytes.as_slice()))
}
