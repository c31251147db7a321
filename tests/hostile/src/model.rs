//! The engine and its naive model, under what the bytes choose.

#![allow(
    clippy::too_many_lines,
    missing_docs,
    reason = "as where the model is at home"
)]

#[path = "../../lockbox_model/boxes.rs"]
mod boxes;
#[path = "../../lockbox_model/granted.rs"]
mod granted;
#[path = "../../lockbox_model/holders.rs"]
mod holders;
#[path = "../../lockbox_model/issuer.rs"]
mod issuer;
#[path = "../../lockbox_model/keypad.rs"]
mod keypad;
#[path = "../../lockbox_model/leave.rs"]
mod leave;
#[path = "../../lockbox_model/limits.rs"]
mod limits;
#[path = "../../lockbox_model/local.rs"]
mod local;
#[path = "../../lockbox_model/log.rs"]
mod log;
#[path = "../../lockbox_model/memory.rs"]
mod memory;
#[path = "../../lockbox_model/naive.rs"]
mod naive;
#[path = "../../lockbox_model/phone.rs"]
mod phone;
#[path = "../../lockbox_model/phones.rs"]
mod phones;
#[path = "../../lockbox_model/presenting.rs"]
mod presenting;
#[path = "../../lockbox_model/reader.rs"]
mod reader;
#[path = "../../lockbox_model/saved.rs"]
mod saved;
#[path = "../../lockbox_model/spoil.rs"]
mod spoil;
#[path = "../../support/mod.rs"]
mod support;
#[path = "../../lockbox_model/tally.rs"]
mod tally;
#[path = "../../lockbox_model/time.rs"]
mod time;
#[path = "../../lockbox_model/told.rs"]
mod told;
#[path = "../../lockbox_model/typed.rs"]
mod typed;
#[path = "../../lockbox_model/visits.rs"]
mod visits;
#[path = "../../lockbox_model/world.rs"]
mod world;

use support::Random;
use support::random::feed;
use tally::Tally;
use world::World;

/// A box's days: what happens, and with what, is chosen by the bytes while they last.
pub(crate) fn lockbox_model(data: &[u8]) {
    feed(data);
    let mut random = Random(1);
    let mut zones = boxes::zones();
    let profiles = boxes::profiles();
    let profile = profiles[random.below(profiles.len() as u64) as usize];
    let first = random.below(zones.len() as u64) as usize;
    zones.rotate_left(first);
    let start = boxes::start(&mut random, &boxes::changes(&zones[0]));
    let mut tally = Tally::default();
    let mut world = World::new(1, profile, &zones, start, &mut tally);
    // A step takes some ten bytes.
    for _ in 0..=data.len() / 10 {
        world.step();
    }
    feed(&[]);
}
