//! The boxes: what they were made with, where they hang, and when it begins.

use doorward::calendar::Zone;
use doorward::codes::CodeProfile;
use doorward::grants::{GrantOperation, Operations};
use doorward::lockbox::{AccessHours, DayUse, Limits, Profile};

use super::support::{self, Random};

const YEAR_2026: u64 = 1_767_225_600;

fn profile(codes: (u8, u8), limits: Limits) -> Profile {
    let codes = CodeProfile::new(codes.0, codes.1).unwrap();
    Profile::new(support::id(), codes, limits).unwrap()
}

pub(crate) fn profiles() -> Vec<Profile> {
    let default = Limits::default();
    let hours = |from, to| Some(AccessHours { from, to });
    let mut profiles = vec![
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
    ];
    for (index, lacking) in [
        (1, vec![GrantOperation::Shackle]),
        (3, vec![GrantOperation::UpdateFirmware]),
        (6, vec![GrantOperation::ReadLog, GrantOperation::Own]),
    ] {
        let lacking = Operations::of(&lacking);
        profiles[index] = profiles[index].lacking(lacking).unwrap();
    }
    profiles
}

pub(crate) fn zones() -> [Zone; 6] {
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
pub(crate) fn start(random: &mut Random, changes: &[u64]) -> u64 {
    match random.below(4) {
        0 => 1_704_067_200 + random.below(20_000),
        1 | 2 if !changes.is_empty() => random.pick(changes) - random.below(108_000),
        _ => YEAR_2026 + random.below(100_000_000),
    }
}

/// The half hours of 2026 after which the offset is another.
pub(crate) fn changes(zone: &Zone) -> Vec<u64> {
    let half_hours = (YEAR_2026..).step_by(1_800).take(365 * 48);
    half_hours
        .filter(|t| zone.offset_at(*t) != zone.offset_at(t + 1_800))
        .collect()
}
