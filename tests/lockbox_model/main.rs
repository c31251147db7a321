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

mod issuer;
mod local;
mod memory;
mod naive;
mod phone;
#[path = "../support/mod.rs"]
mod support;
mod world;

use doorward::calendar::Zone;
use doorward::codes::CodeProfile;
use doorward::lockbox::{AccessHours, DayUse, Limits, Profile};
use support::Random;
use world::World;

const STEPS: u64 = 500;
const YEAR_2026: u64 = 1_767_225_600;

fn profile(codes: (u8, u8), limits: Limits) -> Profile {
    let codes = CodeProfile::new(codes.0, codes.1).unwrap();
    Profile::new(support::id(), codes, limits).unwrap()
}

fn profiles() -> Vec<Profile> {
    let default = Limits::default();
    let hours = |from, to| Some(AccessHours { from, to });
    vec![
        profile((7, 10), default),
        profile(
            (8, 11),
            Limits {
                access_hours: hours(8 * 60, 22 * 60),
                ..default
            },
        ),
        profile(
            (7, 10),
            Limits {
                day_use: DayUse::Single,
                ..default
            },
        ),
        profile(
            (9, 10),
            Limits {
                outlasts_midnight: true,
                access_hours: hours(7 * 60, 1_440),
                ..default
            },
        ),
        profile(
            (7, 10),
            Limits {
                rows: 4,
                cancellation_rows: 1,
                ..default
            },
        ),
        profile(
            (7, 10),
            Limits {
                reuse_seconds: 60,
                repeat_seconds: 600,
                free_refusals: 1,
                refusals_max: 6,
                first_wait_seconds: 5,
                longest_wait_seconds: 30,
                refusal_falls_seconds: 3_600,
                tolerance_seconds: 0,
                drift_ppm: 1_000,
                ..default
            },
        ),
        profile(
            (8, 10),
            Limits {
                day_use: DayUse::Single,
                outlasts_midnight: true,
                access_hours: hours(9 * 60, 20 * 60),
                rows: 6,
                cancellation_rows: 2,
                day_slots: 5,
                ..default
            },
        ),
        profile(
            (7, 11),
            Limits {
                outlasts_midnight: true,
                reuse_seconds: 43_200,
                repeat_seconds: 0,
                free_refusals: 0,
                first_wait_seconds: 1,
                longest_wait_seconds: 16,
                tolerance_seconds: 1_800,
                rows: 2,
                cancellation_rows: 1,
                ..default
            },
        ),
    ]
}

fn zones() -> [Zone; 6] {
    [
        support::pacific(),
        support::lord_howe(),
        Zone::UTC,
        support::midnight(),
        support::minute_after_midnight(),
        support::nepal(),
    ]
}

/// A start: the first hours of 2024, some hours before a change of offset in 2026, or any.
fn start(random: &mut Random, changes: &[u64]) -> u64 {
    match random.below(4) {
        0 => 1_704_067_200 + random.below(20_000),
        1 | 2 if !changes.is_empty() => random.pick(changes) - random.below(108_000),
        _ => YEAR_2026 + random.below(100_000_000),
    }
}

/// The half hours of 2026 after which the offset is another.
fn changes(zone: &Zone) -> Vec<u64> {
    let half_hours = (YEAR_2026..).step_by(1_800).take(365 * 48);
    half_hours
        .filter(|t| zone.offset_at(*t) != zone.offset_at(t + 1_800))
        .collect()
}

#[test]
fn engine_and_naive_model_agree() {
    let boxes = support::size(220_000) / STEPS;
    let (profiles, zones) = (profiles(), zones());
    let changes: Vec<Vec<u64>> = zones.iter().map(changes).collect();
    let mut counts = [0; 27];
    for seed in 0..boxes {
        let mut zones = zones;
        let first = usize::try_from(seed / 8 % 6).unwrap();
        zones.rotate_left(first);
        let profile = profiles[usize::try_from(seed % 8).unwrap()];
        let start = start(&mut Random(!seed), &changes[first]);
        let mut world = World::new(seed, profile, &zones, start, &mut counts);
        for _ in 0..STEPS {
            world.step();
        }
    }
    let operations: u64 = counts.iter().sum();
    println!("seeds 0 to {}, decisions by number: {counts:?}", boxes - 1);
    println!("PROOF lockbox operations on which engine and naive model agree: {operations}");
    // 19 to 23 are answers to grants.
    let least = if boxes == 440 { 50 } else { 3 };
    for number in (0..19).chain(24..27) {
        let count = counts[number];
        assert!(count >= least, "decision {number} was given {count} times");
    }
}
