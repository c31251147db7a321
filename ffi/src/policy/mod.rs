//! Rules of an association (specification, issuing rules and after): rulings over plain values.

mod renewal;
mod single_key;

pub use renewal::*;
pub use single_key::*;

use doorward::policy::{Listed, Set};

/// A set of a list's items: bit n is item n.
fn bits<T: Listed>(set: Set<T>) -> u32 {
    let bit = |item: T| 1_u32.wrapping_shl(u32::from(item.number()));
    set.iter().fold(0, |bits, item| bits | bit(item))
}
