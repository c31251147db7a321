//! Days on market, by the text: its examples, its invariants, and a second count by sets of
//! days.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    missing_docs,
    reason = "a test that overflows fails, as it should"
)]

#[cfg(feature = "batch")]
#[cfg(test)]
mod batch;
#[cfg(test)]
mod brute;
#[cfg(test)]
mod defects;
#[cfg(test)]
mod dirty;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod leads;
#[cfg(test)]
mod naive;
#[cfg(test)]
#[path = "../support/random.rs"]
mod numbers;
#[cfg(test)]
mod presets;
#[cfg(test)]
mod property;
#[cfg(test)]
mod random;
#[cfg(test)]
mod support;
