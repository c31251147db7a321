//! The lockbox itself, for simulators and tests.

use doorward::bounds::SNAPSHOT_LEN;
use doorward::lockbox::{self, Decision, Limits, Profile, Reason, SnapshotError, StoreError};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

use super::calendar::Zone;
use super::codes::OPERATION;
use super::keys::{AuditKey, ENTROPY, LockboxKey, epoch, id};
use super::secret::Secret;
use super::values::{bytes, bytes_of, fixed, item, list, object, set};
use crate::fault::{Fault, Result};
use crate::values::{read, read_object, seconds, text, write};

const LIMITS: &str = "limits";
const MESSAGE: &str = "a message";

/// A lockbox: its profile, its key and everything it remembers. The same engine as in firmware.
///
/// It saves by calling the function it was made with, before it answers; a function that throws
/// has not saved.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Lockbox {
    engine: Secret<lockbox::Lockbox>,
    store: Store,
}

#[derive(Debug)]
struct Store(Function);

impl Store {
    fn of(save: &JsValue) -> Result<Self> {
        let save = save.dyn_ref::<Function>().cloned();
        let save = save.ok_or_else(|| Fault::bad_value("save must be a function"))?;
        Ok(Self(save))
    }
}

impl lockbox::Store for Store {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> std::result::Result<(), StoreError> {
        let snapshot = Uint8Array::from(snapshot.as_slice());
        let saved = self.0.call1(&JsValue::UNDEFINED, &snapshot);
        saved.map(drop).map_err(|_| StoreError)
    }
}

/// The limits of 30 bytes, as a phone sends them.
///
/// @throws {DoorwardError} `limit`, `bad_value`
#[wasm_bindgen(js_name = limitsFromBytes, unchecked_return_type = "Limits")]
pub fn limits_from_bytes(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] bytes: &JsValue,
) -> Result<JsValue> {
    write(&Limits::from_bytes(&bytes_of(bytes, LIMITS)?)?)
}

/// The 30 bytes of limits, as a phone sends them.
///
/// @throws {DoorwardError} `bad_value`
#[wasm_bindgen(js_name = limitsToBytes)]
pub fn limits_to_bytes(
    #[wasm_bindgen(unchecked_param_type = "Partial<Limits>")] limits: &JsValue,
) -> Result<Uint8Array> {
    let limits: Limits = read_object(limits)?;
    Ok(Uint8Array::from(limits.to_bytes().as_slice()))
}

/// A decision with its fixed number, which a row of the log has as its outcome and which an
/// acknowledgement is about, and of a denial with what to tell a person.
fn decided(decision: Decision) -> Result<JsValue> {
    let value = write(&decision)?;
    set(&value, "number", &decision.number().into());
    if let Decision::Deny { reason } = decision {
        set(&value, "text", &reason.text().into());
    }
    Ok(value)
}

fn lost(error: SnapshotError) -> Fault {
    Fault::new("state_lost", &error.to_string())
}

/// An answer that is bytes, or a refusal.
fn given(member: &str, answer: std::result::Result<JsValue, Reason>) -> Result<JsValue> {
    Ok(match answer {
        Ok(bytes) => object([("answer", "given".into()), (member, bytes)]),
        Err(reason) => object([("answer", "refused".into()), ("reason", write(&reason)?)]),
    })
}

#[wasm_bindgen]
impl Lockbox {
    /// Provisions a lockbox: saves its first snapshot, with the clock unset and nothing used.
    ///
    /// @throws {DoorwardError} `store_failed`, `bad_value`
    pub fn provision(
        #[wasm_bindgen(unchecked_param_type = "Profile")] profile: &JsValue,
        key: &LockboxKey,
        #[wasm_bindgen(js_name = firstAudit)] first_audit: &AuditKey,
        #[wasm_bindgen(unchecked_param_type = "number")] epoch: &JsValue,
        zone: &Zone,
        #[wasm_bindgen(unchecked_param_type = "Save")] save: &JsValue,
    ) -> Result<Lockbox> {
        let profile: Profile = read(profile)?;
        let epoch = self::epoch(epoch)?;
        let mut store = Store::of(save)?;
        let engine = Secret::made(|| {
            let (key, first) = (key.copy()?, &first_audit.0);
            lockbox::Lockbox::provision(&profile, key, first, epoch, zone.0, &mut store)
                .map_err(|error| Fault::new("store_failed", &error.to_string()))
        })?;
        Ok(Self { engine, store })
    }

    /// A lockbox that remembers the snapshot saved last. Anything else, such as nothing, makes
    /// a box that refuses everything until it is provisioned anew.
    ///
    /// @throws {DoorwardError} `id_length`, `id_character`, `bad_value`
    pub fn restore(
        #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "CodeProfile")] codes: &JsValue,
        key: &LockboxKey,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] snapshot: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Save")] save: &JsValue,
    ) -> Result<Lockbox> {
        let (id, codes) = (self::id(id)?, read(codes)?);
        let snapshot = zeroize::Zeroizing::new(bytes_of(snapshot, "a snapshot")?);
        let engine = Secret::made(|| {
            Ok(lockbox::Lockbox::restore(
                &id,
                codes,
                key.copy()?,
                &snapshot,
            ))
        })?;
        let store = Store::of(save)?;
        Ok(Self { engine, store })
    }

    /// Decides about the keys pressed at `now`, after an operation was chosen.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = enterCode, unchecked_return_type = "Decision")]
    pub fn enter_code(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Operation")] operation: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] digits: &JsValue,
    ) -> Result<JsValue> {
        let digits = zeroize::Zeroizing::new(text(digits, "a code")?);
        let (now, operation) = (seconds(now)?, item(operation, OPERATION)?);
        let store = &mut self.store;
        decided(
            self.engine
                .enter_code(store, now, operation, digits.as_bytes()),
        )
    }

    /// Notes that the door was opened, so that the code of the last opening cannot be repeated.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = confirmOpened, unchecked_return_type = "Decision")]
    pub fn confirm_opened(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    ) -> Result<JsValue> {
        decided(self.engine.confirm_opened(&mut self.store, seconds(now)?))
    }

    /// Notes that the clock lost its power. The decision names the instant to set it to.
    #[wasm_bindgen(js_name = powerRestored, unchecked_return_type = "Decision")]
    pub fn power_restored(&mut self) -> Result<JsValue> {
        decided(self.engine.power_restored(&mut self.store))
    }

    /// Keeps time: to be called now and then, saves once an hour.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(unchecked_return_type = "Decision")]
    pub fn tick(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    ) -> Result<JsValue> {
        decided(self.engine.tick(&mut self.store, seconds(now)?))
    }

    /// Notes that somebody pressed a key: for 30 seconds a phone may connect.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = keyPressed)]
    pub fn key_pressed(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    ) -> Result<()> {
        self.engine.key_pressed(seconds(now)?);
        Ok(())
    }

    /// Gives a phone a challenge, from 16 random bytes.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = openSession, unchecked_return_type = "ChallengeAnswer")]
    pub fn open_session(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] entropy: &JsValue,
    ) -> Result<JsValue> {
        let (now, entropy) = (seconds(now)?, fixed(entropy, ENTROPY)?);
        let challenge = self.engine.open_session(&mut self.store, now, &entropy);
        given("challenge", challenge.map(|challenge| bytes(&challenge)))
    }

    /// Notes that the phone is no longer connected.
    pub fn disconnected(&mut self) {
        self.engine.disconnected();
    }

    /// Takes in the service's word.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = applyBulletin, unchecked_return_type = "Decision")]
    pub fn apply_bulletin(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] message: &JsValue,
    ) -> Result<JsValue> {
        let (now, message) = (seconds(now)?, bytes_of(message, MESSAGE)?);
        decided(self.engine.apply_bulletin(&mut self.store, now, &message))
    }

    /// Decides about a grant presented in answer to the last challenge.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = presentGrant, unchecked_return_type = "GrantAnswer")]
    pub fn present_grant(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] message: &JsValue,
    ) -> Result<JsValue> {
        let (now, message) = (seconds(now)?, bytes_of(message, MESSAGE)?);
        let answer = self.engine.present_grant(&mut self.store, now, &message);
        let acknowledgement = answer.acknowledgement.as_ref();
        Ok(object([
            ("decision", decided(answer.decision)?),
            (
                "acknowledgement",
                acknowledgement.map_or(JsValue::NULL, |it| bytes(it)),
            ),
        ]))
    }

    /// Puts new limits, in 30 bytes, in the place of the old; for the owner's connection.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = replaceLimits, unchecked_return_type = "Decision")]
    pub fn replace_limits(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] limits: &JsValue,
    ) -> Result<JsValue> {
        let (now, limits) = (seconds(now)?, bytes_of(limits, LIMITS)?);
        decided(self.engine.replace_limits(&mut self.store, now, &limits))
    }

    /// Closes the count of the last failures, and gives the head of the log; for a connection
    /// on which a grant was accepted to read it.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = drainAudit, unchecked_return_type = "HeadAnswer")]
    pub fn drain_audit(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    ) -> Result<JsValue> {
        let head = self.engine.drain_audit(&mut self.store, seconds(now)?);
        given("head", head.map(|head| bytes(&head)))
    }

    /// The head of the log, which every phone is told.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(js_name = auditHead, unchecked_return_type = "HeadAnswer")]
    pub fn audit_head(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    ) -> Result<JsValue> {
        let head = self.engine.audit_head(seconds(now)?);
        given("head", head.map(|head| bytes(&head)))
    }

    /// The rows written last, to be copied after each call.
    #[wasm_bindgen(js_name = auditRows, unchecked_return_type = "RowsAnswer")]
    pub fn audit_rows(&self) -> Result<JsValue> {
        let rows = self.engine.audit_rows();
        given(
            "rows",
            rows.map(|rows| list(rows.as_slice().iter().map(|row| bytes(row)))),
        )
    }

    /// What the box tells about itself.
    ///
    /// @throws {DoorwardError} `state_lost`
    #[wasm_bindgen(unchecked_return_type = "Status")]
    pub fn status(&self) -> Result<JsValue> {
        write(&self.engine.state().map_err(lost)?)
    }

    /// What the keypad would do with an entry at `now`.
    ///
    /// @throws {DoorwardError} `state_lost`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "Keypad")]
    pub fn keypad(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    ) -> Result<JsValue> {
        write(&self.engine.keypad(seconds(now)?).map_err(lost)?)
    }

    /// Seconds by which the clock may be off at `now`.
    ///
    /// @throws {DoorwardError} `state_lost`, `bad_value`
    pub fn tolerance(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Instant")] now: &JsValue,
    ) -> Result<u32> {
        let status = self.engine.state().map_err(lost)?;
        Ok(status.tolerance(seconds(now)?).seconds())
    }
}
