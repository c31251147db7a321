//! Snapshots in two areas of flash.

use doorward::bounds::SNAPSHOT_LEN;
use doorward::lockbox::{self, Flash, Store as _, StoreError};
use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::values::{bytes, bytes_of, fixed};
use crate::fault::{Fault, Result};
use crate::values::whole;

/// A function that an object of the caller's has.
#[derive(Debug)]
pub(super) struct Method {
    object: JsValue,
    function: Function,
}

impl Method {
    pub(super) fn of(object: &JsValue, what: &str, name: &str) -> Result<Self> {
        let member = Reflect::get(object, &name.into()).unwrap_or_default();
        let function = member.dyn_into::<Function>();
        let function = function
            .map_err(|_| Fault::bad_value(&format!("{what} must have the function {name}")))?;
        Ok(Self {
            object: object.clone(),
            function,
        })
    }

    /// What it gives; a function that throws has failed.
    pub(super) fn call<const N: usize>(
        &self,
        arguments: [JsValue; N],
    ) -> std::result::Result<JsValue, StoreError> {
        let arguments = arguments.into_iter().collect::<js_sys::Array>();
        let given = Reflect::apply(&self.function, &self.object, &arguments);
        given.map_err(|_| StoreError)
    }

    /// The same, of a function that reads as many bytes as there is room for.
    pub(super) fn read<const N: usize>(
        &self,
        arguments: [JsValue; N],
        room: &mut [u8],
    ) -> std::result::Result<(), StoreError> {
        let given = Zeroizing::new(bytes_of(&self.call(arguments)?, "").map_err(|_| StoreError)?);
        if given.len() != room.len() {
            return Err(StoreError);
        }
        room.copy_from_slice(&given);
        Ok(())
    }
}

/// A number of this memory, which has 32 bits.
#[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
pub(super) fn number(number: usize) -> JsValue {
    JsValue::from_f64(number as f64)
}

#[derive(Debug)]
struct Areas {
    length: usize,
    read: Method,
    erase: Method,
    write: Method,
}

impl Flash for Areas {
    fn area_len(&self) -> usize {
        self.length
    }

    fn read(
        &self,
        area: u8,
        offset: usize,
        bytes: &mut [u8],
    ) -> std::result::Result<(), StoreError> {
        let arguments = [area.into(), number(offset), number(bytes.len())];
        self.read.read(arguments, bytes)
    }

    fn erase(&mut self, area: u8) -> std::result::Result<(), StoreError> {
        self.erase.call([area.into()]).map(drop)
    }

    fn write(
        &mut self,
        area: u8,
        offset: usize,
        bytes: &[u8],
    ) -> std::result::Result<(), StoreError> {
        let arguments = [area.into(), number(offset), self::bytes(bytes)];
        self.write.call(arguments).map(drop)
    }
}

/// Keeps a box's snapshots in two areas of flash, so that a loss of power at any moment leaves the one
/// before or the one after.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Journal(lockbox::Journal<Areas>);

fn failed(error: StoreError) -> Fault {
    Fault::new("store_failed", &error.to_string())
}

#[wasm_bindgen]
impl Journal {
    /// Looks for the newest snapshot.
    ///
    /// @throws {DoorwardError} `store_failed`, `bad_value`
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "Flash")] flash: &JsValue) -> Result<Journal> {
        const WHAT: &str = "a flash";
        let length = Reflect::get(flash, &"areaLength".into()).unwrap_or_default();
        let areas = Areas {
            length: whole::<u32>(&length, "areaLength must be the bytes of one area")
                .and_then(|length| usize::try_from(length).map_err(|_| failed(StoreError)))?,
            read: Method::of(flash, WHAT, "read")?,
            erase: Method::of(flash, WHAT, "erase")?,
            write: Method::of(flash, WHAT, "write")?,
        };
        Ok(Self(lockbox::Journal::mount(areas).map_err(failed)?))
    }

    /// The newest snapshot, for `Lockbox.restore`; `null` if there is none, or a newer one was
    /// damaged: then the state is lost.
    ///
    /// @throws {DoorwardError} `store_failed`
    #[wasm_bindgen(unchecked_return_type = "Uint8Array | null")]
    pub fn load(&self) -> Result<JsValue> {
        let mut snapshot = Zeroizing::new([0; SNAPSHOT_LEN]);
        let is_there = self.0.load(&mut snapshot).map_err(failed)?;
        Ok(if is_there {
            Uint8Array::from(snapshot.as_slice()).into()
        } else {
            JsValue::NULL
        })
    }

    /// Saves a snapshot and reads it back: what a lockbox's `Save` does.
    ///
    /// @throws {DoorwardError} `store_failed`, `bad_value`
    pub fn save(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] snapshot: &JsValue,
    ) -> Result<()> {
        let snapshot = Zeroizing::new(fixed(snapshot, "a snapshot")?);
        self.0.save(&snapshot).map_err(failed)
    }
}
