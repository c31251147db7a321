//! Profiles of boxes, each made once: a profile counts the odds of a guess when it is made,
//! which takes longer than reading a code.

use std::sync::LazyLock;

use doorward::Error;
use doorward::bounds::{DAY_DIGITS_MAX, DAY_DIGITS_MIN, FLEX_DIGITS_MAX, FLEX_DIGITS_MIN};
use doorward::codes::CodeProfile;

static PROFILES: LazyLock<Vec<CodeProfile>> = LazyLock::new(|| {
    let day = DAY_DIGITS_MIN..=DAY_DIGITS_MAX;
    let flex = FLEX_DIGITS_MIN..=FLEX_DIGITS_MAX;
    day.flat_map(|day| flex.clone().map(move |flex| (day, flex)))
        .filter_map(|(day, flex)| CodeProfile::new(day, flex).ok())
        .collect()
});

/// A profile whose day codes have so many digits, and its FlexCodes the fewest.
pub(super) fn with_day_digits(day: u8) -> Result<CodeProfile, Error> {
    profile(day, FLEX_DIGITS_MIN)
}

/// A profile whose FlexCodes have so many digits, and its day codes the fewest.
pub(super) fn with_flex_digits(flex: u8) -> Result<CodeProfile, Error> {
    profile(DAY_DIGITS_MIN, flex)
}

fn profile(day: u8, flex: u8) -> Result<CodeProfile, Error> {
    let known = PROFILES
        .iter()
        .find(|profile| profile.day_digits() == day && profile.flex_digits() == flex);
    known
        .copied()
        .map_or_else(|| CodeProfile::new(day, flex), Ok)
}
