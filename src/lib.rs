#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::float_cmp,
        reason = "a test that overflows fails, as it should"
    )
)]

#[cfg(feature = "batch")]
extern crate std;
#[cfg(test)]
extern crate std as test_std;

pub mod audit;
pub mod bounds;
pub mod bulletin;
pub mod calendar;
pub mod codes;
mod crc32c;
mod division;
mod error;
pub mod fleet;
pub mod grants;
mod hash;
#[cfg(feature = "serde")]
mod json;
pub mod keys;
mod listed;
pub mod lockbox;
mod mac;
pub mod market;
pub mod policy;
pub mod records;
mod wire;

pub use error::{Error, NotAccepted};
