//! Listings with one interval each.

use crate::random::Random;

/// A listing of a property.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stay {
    pub(crate) number: u64,
    pub(crate) on: i32,
    pub(crate) off: i32,
}

/// The next listings of a property: one to six, one after another or across one another, with
/// gaps that carry and gaps that do not.
pub(crate) fn property(random: &mut Random, next_listing: &mut u64) -> Vec<Stay> {
    let mut stays = Vec::new();
    let mut on = random.days(14_000, 5_000);
    loop {
        let off = random.days(on, 120);
        stays.push(Stay {
            number: *next_listing,
            on,
            off,
        });
        *next_listing = next_listing.saturating_add(1);
        if stays.len() >= 6 || random.percent(45) {
            return stays;
        }
        on = match random.below(10) {
            0 => random.days(on, 60),
            1..=5 => random.days(off, 45),
            _ => random.days(off, 700),
        };
    }
}
