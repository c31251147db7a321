//! Keys, codes, grants, bulletins; with the feature `lockbox` the lockbox and its log.

#[cfg(feature = "lockbox")]
pub mod audit;
pub mod bulletins;
pub mod calendar;
pub mod codes;
pub mod grants;
pub mod keys;
#[cfg(feature = "lockbox")]
pub mod lockbox;
pub mod secret;
pub mod values;

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../../types/access.d.ts");
#[wasm_bindgen(typescript_custom_section)]
#[cfg(feature = "lockbox")]
const LOCKBOX: &str = include_str!("../../types/lockbox.d.ts");
#[wasm_bindgen(typescript_custom_section)]
#[cfg(feature = "lockbox")]
const LISTS: &str = include_str!("../../types/lists/lockbox.d.ts");
