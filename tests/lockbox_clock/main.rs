//! Attacks on the clock of a lockbox: pulled batteries, glitches, codes and messages that
//! are collected and replayed. What must hold is checked from outside, without a model.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::struct_excessive_bools,
    clippy::unwrap_used,
    reason = "a test that overflows or panics fails, as it should"
)]

mod known;
mod scene;
#[path = "../support/mod.rs"]
mod support;

use doorward::codes::{Code, CodeUse, FlexWindow};
use doorward::lockbox::{DayUse, Limits};
use scene::{OPERATION, Scene};

fn limits() -> [Limits; 4] {
    let default = Limits::default();
    let single = Limits {
        day_use: DayUse::Single,
        ..default
    };
    let few = |limits| Limits {
        rows: 4,
        cancellation_rows: 1,
        ..limits
    };
    [default, single, few(default), few(single)]
}

const STEPS: u64 = 500;

#[test]
fn no_attack_on_the_clock_opens_twice_what_opens_once() {
    let (mut good, mut refused, mut openings) = (0, 0, 0);
    let scenes = support::size(200_000) / STEPS;
    for seed in 0..scenes {
        let limits = limits()[usize::try_from(seed % 4).unwrap()];
        let mut scene = Scene::new(seed, limits);
        for _ in 0..STEPS {
            scene.honest_step();
            if scene.random.percent(20) {
                scene.attack_step();
            }
        }
        good += scene.good;
        refused += scene.refused;
        openings += scene.openings;
    }
    let steps = scenes * STEPS;
    println!("PROOF clock attacks, steps without a forbidden opening: {steps}");
    println!("PROOF clock attacks, good codes refused because of them: {refused} of {good}");
    assert!(openings > steps / 100, "{openings} openings");
}

#[test]
fn without_attacks_every_good_code_opens() {
    for seed in 0..20 {
        let mut scene = Scene::new(seed, limits()[usize::try_from(seed % 2).unwrap()]);
        for _ in 0..STEPS {
            scene.honest_step();
        }
        assert!(scene.good > 50);
        assert_eq!(scene.refused, 0, "seed {seed}, of {}", scene.good);
    }
}

/// The date that was over where the box hung is not over where it hangs now.
#[test]
fn a_used_day_code_stays_used_when_its_row_was_freed_and_the_zone_moves_west() {
    let limits = Limits {
        day_use: DayUse::Single,
        rows: 2,
        cancellation_rows: 1,
        ..Limits::default()
    };
    let mut scene = Scene::new(0, limits);
    let (east, west) = (support::lord_howe(), support::pacific());
    let move_to = |scene: &mut Scene, zone| {
        scene.zone = zone;
        let message = scene.carried();
        scene.deliver(&message);
    };
    let enter = |scene: &mut Scene, code: &Code| {
        let (clock, store) = (scene.clock, &mut scene.store);
        let digits = code.as_str().as_bytes();
        scene.lockbox.enter_code(store, clock, OPERATION, digits)
    };
    move_to(&mut scene, east);
    let day = east.day_at(scene.clock).unwrap();
    let day_code = scene.key.day_root(0).day(day).code(7, 0).unwrap();
    assert_eq!(enter(&mut scene, &day_code).number(), 0, "its one use");
    scene.pass(east.end_of(day) + 1_000 - scene.clock);
    let half_hour = u32::try_from(scene.clock / 1_800).unwrap();
    let window = FlexWindow::from_slot(half_hour, 1).unwrap();
    let flex = scene.key.flex(0);
    let issued = flex.issue(10, window, OPERATION, CodeUse::Single, 0);
    let (_, flex_code) = issued.unwrap();
    assert_eq!(enter(&mut scene, &flex_code).number(), 0, "takes the row");
    scene.pass(3_600);
    move_to(&mut scene, west);
    assert_eq!(west.day_at(scene.clock), Some(day));
    assert_ne!(enter(&mut scene, &day_code).number(), 0, "a second use");
}
