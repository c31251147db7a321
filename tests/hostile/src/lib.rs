//! What hostile bytes may do to Doorward. Each function takes any bytes at all, makes of them what
//! an attacker, a broken flash or a careless feed could hand in, and panics where the library does
//! what it must not. `fuzz` feeds them from libFuzzer, the tests here from seeds and from what
//! was found before.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::duplicate_mod,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    unused_imports,
    reason = "what overflows or panics is a finding"
)]

mod audit;
mod bytes;
mod c;
mod codes;
mod firmware;
mod grants;
mod journal;
mod json;
mod market;
mod model;
mod roster;
mod snapshot;
mod zone;

// The slow count by sets of days, and what it counts: they know each other by these names.
#[path = "../../market/batch/agreement.rs"]
mod agreement;
#[path = "../../market/brute.rs"]
mod brute;
#[path = "../../market/naive/mod.rs"]
mod naive;
#[path = "../../support/random.rs"]
mod numbers;
#[path = "../../market/random.rs"]
mod random;
#[path = "../../market/support.rs"]
mod support;
#[path = "../../market/batch/table.rs"]
mod table;

/// What takes any bytes at all.
pub type Body = fn(&[u8]);

/// All of them, each with its name: that of its fuzz target and of its folder of bytes.
pub const BODIES: [(&str, Body); 16] = [
    ("audit", audit::audit),
    ("bulletin", grants::bulletin),
    ("c_interface", c::c_interface),
    ("codes", codes::codes),
    ("firmware", firmware::firmware),
    ("grant", grants::grant),
    ("journal", journal::journal),
    ("json", json::json),
    ("lockbox_model", model::lockbox_model),
    ("market_batch", market::market_batch),
    ("market_sets", market::market_sets),
    ("numeral", codes::numeral),
    ("presentation", grants::presentation),
    ("roster", roster::roster),
    ("snapshot", snapshot::snapshot),
    ("zone", zone::zone),
];

/// Runs the body of this name.
pub fn run(name: &str, data: &[u8]) {
    let body = BODIES.iter().find(|(known, _)| *known == name);
    body.expect("a body of this name").1(data);
}
