//! Days on market of what the bytes choose.

use crate::agreement;
use crate::brute;
use crate::numbers::feed;
use crate::random::{Dirt, Random, history, rules};

/// A history under rules: the engine counts as sets of days do, in every mode.
pub(crate) fn market_sets(data: &[u8]) {
    feed(data);
    let mut random = Random(2);
    let dirt = [Dirt::All, Dirt::None][usize::from(random.percent(50))];
    let (history, rules) = (history(&mut random, dirt), rules(&mut random));
    brute::agree(&history, &rules).unwrap();
    feed(&[]);
}

/// A table of histories under rules: in columns as one by one, in any order, cut anywhere, on
/// any number of threads.
pub(crate) fn market_batch(data: &[u8]) {
    feed(data);
    let mut random = Random(3);
    let rules = rules(&mut random);
    let count = 1 + random.below(4);
    agreement::agree(&mut random, count, &rules);
    feed(&[]);
}
