//! The engine against sets of days.

use std::collections::BTreeMap;

use doorward::market::{Combine, Count, History, Rules};

use crate::naive;
use crate::random::{Dirt, Random, history, rules};

/// As many as are wanted in `cargo xtask prove`, a tenth otherwise.
pub(crate) fn share(whole: u64) -> u64 {
    if std::env::var_os("DOORWARD_PROVE").is_some() {
        whole
    } else {
        whole / 10
    }
}

/// The counts of every mode, compared.
pub(crate) fn agree(history: &History, rules: &Rules) -> Result<(), String> {
    let chained = naive::chain(history, rules);
    for (count, combine) in modes() {
        let rules = Rules {
            count,
            combine,
            ..*rules
        };
        let expected = chained.as_ref().map_err(|error| *error);
        let expected = expected.map(|chained| chained.answer(count, combine));
        let found = history.answer(&rules);
        if found != expected {
            return Err(format!(
                "{history:#?}\n{rules:?}\nfound {found:?}\nnaive {expected:?}"
            ));
        }
    }
    Ok(())
}

pub(crate) fn modes() -> impl Iterator<Item = (Count, Combine)> {
    let counts = Count::ALL.iter();
    counts.flat_map(|count| Combine::ALL.iter().map(|combine| (*count, *combine)))
}

#[test]
fn any_rules() {
    let mut random = Random(1);
    let mut classes = BTreeMap::new();
    let mut warned = BTreeMap::new();
    let histories = share(100_000);
    for number in 0..histories {
        let dirt = if number % 2 == 0 {
            Dirt::All
        } else {
            Dirt::None
        };
        let (history, rules) = (history(&mut random, dirt), rules(&mut random));
        agree(&history, &rules).unwrap();
        if let Ok(answer) = history.answer(&rules) {
            *classes.entry(answer.class).or_insert(0) += 1;
            for warning in answer.warnings.iter() {
                *warned.entry(warning).or_insert(0) += 1;
            }
        }
    }
    // Nothing is left untried.
    println!("{classes:?}\n{warned:?}");
    assert_eq!((classes.len(), warned.len()), (9, 15));
    println!(
        "PROOF market, random histories under random rules, in each of 6 ways of counting, as sets of days: {histories}"
    );
}
