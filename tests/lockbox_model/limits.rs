//! The ranges of a box's limits, as the page on the snapshot has them, and limits at random.

use doorward::lockbox::{AccessHours, DayUse, Limits};

use super::support::Random;

pub(crate) fn are_in_range(l: &Limits) -> bool {
    let hours = l
        .access_hours
        .is_none_or(|h| h.from <= 1_439 && h.from < h.to && h.to <= 1_440);
    hours
        && (60..=43_200).contains(&l.reuse_seconds)
        && l.repeat_seconds <= 600
        && l.free_refusals <= 20
        && (1..=100).contains(&l.refusals_max)
        && (1..=3_600).contains(&l.first_wait_seconds)
        && (l.first_wait_seconds..=43_200).contains(&l.longest_wait_seconds)
        && (3_600..=604_800).contains(&l.refusal_falls_seconds)
        && l.tolerance_seconds <= 1_800
        && l.drift_ppm <= 1_000
        && (l.tolerance_seconds..=1_800).contains(&l.tolerance_max_seconds)
        && (1..=16).contains(&l.day_slots)
        && (2..=32).contains(&l.rows)
        && (1..=8).contains(&l.cancellation_rows)
        && l.cancellation_rows < l.rows
}

/// The 30 bytes of the page's table.
fn written(l: &Limits) -> Vec<u8> {
    let hours = l.access_hours.unwrap_or(AccessHours { from: 0, to: 0 });
    let mut bytes = vec![
        u8::from(l.day_use == DayUse::Single),
        u8::from(l.outlasts_midnight),
    ];
    for number in [l.reuse_seconds, hours.from, hours.to, l.repeat_seconds] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.extend([l.free_refusals, l.refusals_max]);
    bytes.extend(l.first_wait_seconds.to_be_bytes());
    bytes.extend(l.longest_wait_seconds.to_be_bytes());
    bytes.extend(l.refusal_falls_seconds.to_be_bytes());
    for number in [l.tolerance_seconds, l.drift_ppm, l.tolerance_max_seconds] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.extend([l.day_slots, l.rows, l.cancellation_rows, 4]);
    bytes
}

/// What an owner's phone sends: limits as bytes, and what they say, if they say anything.
pub(crate) fn sent(limits: Limits, random: &mut Random) -> (Vec<u8>, Option<Limits>) {
    let mut bytes = written(&limits);
    if !random.percent(15) {
        return (bytes, Some(limits));
    }
    match random.below(6) {
        0 => bytes[0] = 2,
        1 => bytes[1] = 2,
        2 => bytes[29] = random.pick(&[0, 3, 5]),
        3 => bytes.push(0),
        4 => bytes.truncate(29),
        _ => bytes.clear(),
    }
    (bytes, None)
}

fn hours(random: &mut Random) -> Option<AccessHours> {
    let hours = [
        (480, 1_320),
        (420, 1_440),
        (1_439, 1_440),
        (0, 1),
        (480, 480),
        (480, 1_441),
        (1_440, 1_440),
    ];
    let (from, to) = random.pick(&hours);
    random.percent(60).then_some(AccessHours { from, to })
}

/// One of the limits is another: often one that it may be, now and then one too many.
pub(crate) fn change(l: &mut Limits, random: &mut Random) {
    match random.below(16) {
        0 => l.day_use = random.pick(&[DayUse::Reusable, DayUse::Single]),
        1 => l.outlasts_midnight = !l.outlasts_midnight,
        2 => l.reuse_seconds = random.pick(&[60, 600, 3_600, 43_200, 59, 43_201]),
        3 => l.access_hours = hours(random),
        4 => l.repeat_seconds = random.pick(&[0, 60, 120, 600, 601]),
        5 => l.free_refusals = random.pick(&[0, 1, 5, 20, 21]),
        6 => l.refusals_max = random.pick(&[6, 20, 100, 100, 0, 101]),
        7 => l.first_wait_seconds = random.pick(&[1, 60, 60, 3_600, 0, 3_601]),
        8 => l.longest_wait_seconds = random.pick(&[1, 59, 60, 900, 43_200, 43_201]),
        9 => l.refusal_falls_seconds = random.pick(&[3_600, 10_800, 604_800, 3_599, 604_801]),
        10 => l.tolerance_seconds = random.pick(&[0, 120, 600, 1_800, 1_801]),
        11 => l.drift_ppm = random.pick(&[0, 100, 1_000, 1_001]),
        12 => l.tolerance_max_seconds = random.pick(&[0, 119, 600, 1_800, 1_801]),
        13 => l.day_slots = random.pick(&[1, 5, 16, 0, 17]),
        14 => l.rows = random.pick(&[2, 3, 4, 6, 32, 1, 33]),
        _ => l.cancellation_rows = random.pick(&[1, 2, 3, 8, 0, 9]),
    }
}
