//! Random numbers that a seed gives again.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::cell::RefCell;
use std::collections::VecDeque;

thread_local! {
    static FED: RefCell<VecDeque<u8>> = const { RefCell::new(VecDeque::new()) };
}

/// From now on this thread's numbers come from these bytes, until they are used up: a fuzzer's
/// choices in the place of a seed's.
pub(crate) fn feed(bytes: &[u8]) {
    FED.with_borrow_mut(|fed| {
        fed.clear();
        fed.extend(bytes);
    });
}

/// As many bytes as a number below `n` needs.
fn fed(n: u64) -> Option<u64> {
    FED.with_borrow_mut(|fed| {
        let mut number = u64::from(fed.pop_front()?);
        let mut room = n >> 8;
        while room > 0 {
            number = number << 8 | u64::from(fed.pop_front().unwrap_or(0));
            room >>= 8;
        }
        Some(number)
    })
}

/// `SplitMix64`: one seed, one sequence.
#[derive(Clone)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        if let Some(number) = fed(u64::MAX) {
            return number;
        }
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `n - 1`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        fed(n).unwrap_or_else(|| self.next()) % n
    }

    pub(crate) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    pub(crate) fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()].clone()
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, usize::try_from(self.below(end as u64 + 1)).unwrap());
        }
    }

    /// An index below `weights.len()`, each as likely as its weight says.
    pub(crate) fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if left < *weight {
                return index;
            }
            left -= weight;
        }
        0
    }

    pub(crate) fn digits(&mut self, len: u8) -> String {
        (0..len)
            .map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap()))
            .collect()
    }
}
