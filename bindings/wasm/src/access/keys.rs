//! The keys: opaque, erased when freed.

use doorward::keys::{self, Id};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::calendar::day;
use super::secret::Secret;
use super::values::{bytes_of, fixed};
use crate::fault::Result;
use crate::values::{text, whole};

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)*) => {
        $(
            $(#[$doc])*
            ///
            /// Shows what it is for and never its bytes. `free()` erases it; a key that is
            /// forgotten is erased when the garbage collector comes to it.
            #[wasm_bindgen(inspectable)]
            #[derive(Debug)]
            pub struct $name(pub(super) Secret<keys::$name>);

            #[wasm_bindgen]
            impl $name {
                /// The key of 32 bytes.
                ///
                /// @throws {DoorwardError} `key_length`, `bad_value`
                #[wasm_bindgen(js_name = fromBytes)]
                pub fn from_bytes(#[wasm_bindgen(unchecked_param_type = "Uint8Array")] bytes: &JsValue) -> Result<$name> {
                    let bytes = Zeroizing::new(bytes_of(bytes, "a key")?);
                    Secret::made(|| Ok(keys::$name::from_bytes(&bytes)?)).map(Self)
                }

                /// The secret bytes, to hand to a key store or to a box that is provisioned.
                #[must_use]
                #[wasm_bindgen(js_name = exposeBytes)]
                pub fn expose_bytes(&self) -> Uint8Array {
                    Uint8Array::from(self.0.expose_bytes().as_slice())
                }

                /// What the key is for.
                #[must_use]
                #[wasm_bindgen(getter, unchecked_return_type = $kind)]
                pub fn kind(&self) -> String {
                    $kind.trim_matches('"').to_owned()
                }
            }
        )*
    };
}

keys! {
    /// The issuing service's own key: 32 uniformly random bytes from a key store.
    RootKey = "\"root\"";
    /// What a lockbox is provisioned with: everything it checks codes by.
    LockboxKey = "\"lockbox\"";
    /// The key that the day keys of one ownership epoch come from.
    DayRootKey = "\"day-root\"";
    /// Opens one date of one ownership epoch and no other.
    DayKey = "\"day\"";
    /// The FlexCodes of one ownership epoch.
    FlexKey = "\"flex\"";
    /// The grants of one ownership epoch.
    GrantKey = "\"grant\"";
    /// Service codes, in every ownership epoch.
    ServiceKey = "\"service\"";
    /// Bulletins, in every ownership epoch.
    BulletinKey = "\"bulletin\"";
    /// The challenges that a lockbox gives.
    ChallengeKey = "\"challenge\"";
    /// The key of one row of the audit log.
    AuditKey = "\"audit\"";
    /// The renewal codes of one card.
    CredentialKey = "\"credential\"";
}

pub(super) const ENTROPY: &str = "entropy";
const GENERATION: &str = "a generation must be 0 to 4,294,967,295";
const EPOCH: &str = "an ownership epoch must be 0 to 4,294,967,295";

pub(super) fn epoch(number: &JsValue) -> Result<u32> {
    whole(number, EPOCH)
}

/// The id of a lockbox or of a card.
pub(super) fn id(text: &JsValue) -> Result<Id> {
    Ok(Id::new(&self::text(text, "an id")?)?)
}

#[wasm_bindgen]
impl RootKey {
    /// The key of a lockbox. `generation` counts its provisionings from 0.
    ///
    /// @throws {DoorwardError} `id_length`, `id_character`, `bad_value`
    pub fn lockbox(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] generation: &JsValue,
    ) -> Result<LockboxKey> {
        let generation = whole(generation, GENERATION)?;
        let id = self::id(id)?;
        Ok(LockboxKey(Secret::of(|| self.0.lockbox(&id, generation))))
    }

    /// The key of the first row of a lockbox's log. It comes from the root and never from the
    /// lockbox key, so that a box taken apart cannot rewrite its past.
    ///
    /// @throws {DoorwardError} `id_length`, `id_character`, `bad_value`
    #[wasm_bindgen(js_name = firstAudit)]
    pub fn first_audit(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] generation: &JsValue,
    ) -> Result<AuditKey> {
        let generation = whole(generation, GENERATION)?;
        let id = self::id(id)?;
        Ok(AuditKey(Secret::of(|| self.0.first_audit(&id, generation))))
    }

    /// The key of a card.
    ///
    /// @throws {DoorwardError} `id_length`, `id_character`, `bad_value`
    pub fn credential(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
    ) -> Result<CredentialKey> {
        let id = self::id(id)?;
        Ok(CredentialKey(Secret::of(|| self.0.credential(&id))))
    }
}

#[wasm_bindgen]
impl LockboxKey {
    /// The key that an ownership epoch's day keys come from.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = dayRoot)]
    pub fn day_root(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] epoch: &JsValue,
    ) -> Result<DayRootKey> {
        let epoch = self::epoch(epoch)?;
        Ok(DayRootKey(Secret::of(|| self.0.day_root(epoch))))
    }

    /// The FlexCode key of an ownership epoch.
    ///
    /// @throws {DoorwardError} `bad_value`
    pub fn flex(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] epoch: &JsValue,
    ) -> Result<FlexKey> {
        let epoch = self::epoch(epoch)?;
        Ok(FlexKey(Secret::of(|| self.0.flex(epoch))))
    }

    /// The grant key of an ownership epoch.
    ///
    /// @throws {DoorwardError} `bad_value`
    pub fn grant(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] epoch: &JsValue,
    ) -> Result<GrantKey> {
        let epoch = self::epoch(epoch)?;
        Ok(GrantKey(Secret::of(|| self.0.grant(epoch))))
    }

    /// The service-code key.
    #[must_use]
    pub fn service(&self) -> ServiceKey {
        ServiceKey(Secret::of(|| self.0.service()))
    }

    /// The bulletin key.
    #[must_use]
    pub fn bulletin(&self) -> BulletinKey {
        BulletinKey(Secret::of(|| self.0.bulletin()))
    }

    /// The challenge key.
    #[must_use]
    pub fn challenge(&self) -> ChallengeKey {
        ChallengeKey(Secret::of(|| self.0.challenge()))
    }
}

#[cfg(feature = "lockbox")]
impl LockboxKey {
    /// The key once more, for whoever keeps it.
    pub(super) fn copy(&self) -> Result<keys::LockboxKey> {
        Ok(keys::LockboxKey::from_bytes(self.0.expose_bytes())?)
    }
}

#[cfg(feature = "lockbox")]
impl AuditKey {
    /// The key once more, for whoever keeps it.
    pub(super) fn copy(&self) -> Result<keys::AuditKey> {
        Ok(keys::AuditKey::from_bytes(self.0.expose_bytes())?)
    }
}

#[wasm_bindgen]
impl DayRootKey {
    /// The key of one date, days since 1970-01-01 in the lockbox's zone. It may be handed to
    /// the listing agent's phone, to issue that date's codes without a connection.
    ///
    /// @throws {DoorwardError} `bad_value`
    pub fn day(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Day")] day: &JsValue,
    ) -> Result<DayKey> {
        let day = self::day(day)?;
        Ok(DayKey(Secret::of(|| self.0.day(day))))
    }
}

#[wasm_bindgen]
impl ChallengeKey {
    /// The challenge that a lockbox gives, from the counter of its challenges and 16 random
    /// bytes. For checking other implementations; boxes do it themselves.
    ///
    /// @throws {DoorwardError} `bad_value`
    pub fn challenge(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] counter: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] entropy: &JsValue,
    ) -> Result<Uint8Array> {
        let counter = whole(counter, "a counter must be a whole number from 0 on")?;
        let entropy = fixed(entropy, ENTROPY)?;
        Ok(Uint8Array::from(
            self.0.challenge(counter, &entropy).as_slice(),
        ))
    }
}
