//! Doorward for JavaScript. What the npm package `doorward` is made from, in three modules: one
//! for each feature of this crate, so that nobody loads what is not used.
//!
//! Nothing is decided here. Keys, grants and boxes are classes around the library's own types;
//! every other value is the JSON that the library itself reads and writes, whose TypeScript is in
//! `types/`. Numbers from JavaScript are checked before they are narrowed, instants are dates or
//! whole seconds, and what the library refuses is thrown as an error with the library's own name
//! for it.
//!
//! The doc comments below are those of the package.

#![allow(
    clippy::missing_errors_doc,
    clippy::doc_markdown,
    reason = "the comments are for TypeScript, which has @throws"
)]

#[cfg(feature = "access")]
pub mod access;
pub mod fault;
#[cfg(feature = "policy")]
pub mod fleet;
#[cfg(feature = "market")]
pub mod market;
mod place;
#[cfg(feature = "policy")]
pub mod policy;
#[cfg(feature = "policy")]
pub mod records;
pub mod values;

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const VALUES: &str = include_str!("../types/values.d.ts");
#[wasm_bindgen(typescript_custom_section)]
const ERRORS: &str = include_str!("../types/lists/errors.d.ts");

/// The version of this package, and of the library inside.
#[must_use]
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
