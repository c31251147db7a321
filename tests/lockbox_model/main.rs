//! Random days of a lockbox: the engine and a naive model of it have to give the same
//! answer to everything that happens.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::too_many_lines,
    reason = "a test that overflows or panics fails, as it should"
)]

mod boxes;
mod granted;
mod holders;
mod issuer;
mod keypad;
mod leave;
mod limits;
mod local;
mod log;
mod memory;
mod naive;
mod phone;
mod phones;
mod presenting;
mod reader;
mod saved;
mod spoil;
#[path = "../support/mod.rs"]
mod support;
mod tally;
mod time;
mod told;
mod typed;
mod visits;
mod world;

use boxes::{changes, profiles, start, zones};
use support::Random;
use tally::Tally;
use world::World;

/// More than the rows that a ring of 500 places holds.
const STEPS: u64 = 1_000;

#[test]
fn engine_and_naive_model_agree() {
    let boxes = support::size(800_000) / STEPS;
    let (profiles, zones) = (profiles(), zones());
    let changes: Vec<Vec<u64>> = zones.iter().map(changes).collect();
    let mut tally = Tally::default();
    for seed in 0..boxes {
        let mut zones = zones;
        let first = usize::try_from(seed / 8 % 6).unwrap();
        zones.rotate_left(first);
        let profile = profiles[usize::try_from(seed % 8).unwrap()];
        let start = start(&mut Random(!seed), &changes[first]);
        let mut world = World::new(seed, profile, &zones, start, &mut tally);
        for _ in 0..STEPS {
            world.step();
        }
    }
    println!("seeds 0 to {}", boxes - 1);
    println!(
        "PROOF lockbox operations on which engine and naive model agree: {}",
        tally.operations()
    );
    println!(
        "PROOF grants presented on which engine and naive model agree: {}",
        tally.presented()
    );
    println!(
        "PROOF audit rows that are genuine and say what the naive model noted: {}",
        tally.rows()
    );
    tally.check(support::size(100));
}
