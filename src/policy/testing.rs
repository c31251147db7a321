//! What the tests of the rules share.

use crate::calendar::{Change, DaylightSaving, Zone};
use crate::keys::Id;

use super::{Listed, Name, Set};

pub(super) fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

pub(super) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// `PST8PDT,M3.2.0/2,M11.1.0/2`.
pub(super) fn pacific() -> Zone {
    let change = |month, week| Change {
        month,
        week,
        weekday: 0,
        minute: 120,
    };
    let saving = DaylightSaving {
        offset: -420,
        start: change(3, 2),
        end: change(11, 1),
    };
    Zone::new(-480, Some(saving)).unwrap()
}

/// The names of a set's items, one space between.
pub(super) fn names<T: Listed>(set: Set<T>) -> test_std::string::String {
    let names: test_std::vec::Vec<_> = set.iter().map(Listed::name).collect();
    names.join(" ")
}

/// `SplitMix64`: one seed, one sequence.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `n - 1`.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub(super) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    pub(super) fn item<T: Listed>(&mut self) -> T {
        self.pick(T::ALL)
    }

    pub(super) fn maybe<T>(&mut self, chance: u64, value: T) -> Option<T> {
        self.percent(chance).then_some(value)
    }
}
