//! Bytes, names and objects on their way in and out.

#[cfg(feature = "lockbox")]
use js_sys::Array;
use js_sys::{Object, Reflect, Uint8Array};
use serde::de::value::{Error as NameError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use wasm_bindgen::prelude::*;

use crate::fault::{Fault, Result};
use crate::values::text;

/// An item of one of the library's lists, by its name.
pub(super) fn item<T: DeserializeOwned>(argument: &JsValue, what: &str) -> Result<T> {
    let name = text(argument, what)?;
    let name: StrDeserializer<'_, NameError> = name.as_str().into_deserializer();
    T::deserialize(name)
        .map_err(|error| Fault::unread(what, "", &(error.to_string() + " at line 0 column 0")))
}

/// The bytes that an argument is.
pub(super) fn bytes_of(argument: &JsValue, what: &str) -> Result<Vec<u8>> {
    let array = argument.dyn_ref::<Uint8Array>();
    let array = array.ok_or_else(|| Fault::bad_value(&format!("{what} must be a Uint8Array")))?;
    Ok(array.to_vec())
}

/// Bytes of a fixed number.
pub(super) fn fixed<const N: usize>(argument: &JsValue, what: &str) -> Result<[u8; N]> {
    bytes_of(argument, what)?
        .try_into()
        .map_err(|_| Fault::bad_value(&format!("{what} must be {N} bytes long")))
}

#[cfg(feature = "lockbox")]
pub(super) fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

#[cfg(feature = "lockbox")]
pub(super) fn list(items: impl IntoIterator<Item = JsValue>) -> JsValue {
    items.into_iter().collect::<Array>().into()
}

/// Gives an object of this package one more member, which cannot fail.
pub(super) fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// An object with these members.
pub(super) fn object<const N: usize>(members: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, &value);
    }
    object.into()
}
