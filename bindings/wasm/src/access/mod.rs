//! Keys, codes, grants, bulletins; with the feature `lockbox` the lockbox and its log.

#[cfg(feature = "lockbox")]
pub mod audit;
pub mod bulletins;
pub mod calendar;
pub mod codes;
#[cfg(feature = "lockbox")]
pub mod firmware;
pub mod grants;
#[cfg(feature = "lockbox")]
pub mod journal;
pub mod keys;
#[cfg(feature = "lockbox")]
pub mod lockbox;
#[cfg(feature = "lockbox")]
pub mod odds;
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
#[wasm_bindgen(typescript_custom_section)]
#[cfg(feature = "lockbox")]
const FIRMWARE: &str = include_str!("../../types/lists/firmware.d.ts");
