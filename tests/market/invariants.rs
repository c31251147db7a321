//! The invariants of the text, by number, over random histories.

use doorward::calendar::Day;
use doorward::market::{
    Answer, Class, ClockFrom, Combine, Count, Date, EndEvent, History, Rules, StartField, Warning,
    Warnings,
};

use crate::brute::share;
use crate::random::{Dirt, Random, history, rules};

/// Calls with a random number source, a history and rules, as often as is wanted; states how
/// often the invariant was put to the test.
fn every(
    name: &str,
    dirt: Dirt,
    mut holds: impl FnMut(&mut Random, &History, &Rules) -> Option<()>,
) {
    let seed = name
        .bytes()
        .fold(0, |seed, byte| 31 * seed + u64::from(byte));
    let mut random = Random(seed);
    let histories = share(100_000);
    let mut tested = 0_u64;
    for _ in 0..histories {
        let (history, rules) = (history(&mut random, dirt), rules(&mut random));
        tested += u64::from(holds(&mut random, &history, &rules).is_some());
    }
    assert!(
        tested > histories / 100,
        "{name}: tested {tested} times only"
    );
    println!("PROOF market, invariant {name}, random histories: {tested}");
}

fn with_target(history: &History, listing: &str) -> History {
    History {
        target: listing.to_owned(),
        ..history.clone()
    }
}

/// Whether no date of a listing is in doubt.
fn is_dated(history: &History, rules: &Rules) -> bool {
    history.listings.iter().all(|listing| {
        let answer = with_target(history, &listing.listing)
            .answer(rules)
            .unwrap();
        answer.warnings.intersection(Warnings::DOUBTFUL).is_empty()
    })
}

/// DOM, CDOM, class and chain.
fn result(answer: &Answer) -> (Option<u32>, Option<u32>, Option<Class>, &[String]) {
    (answer.dom, answer.cdom, answer.class, &answer.chain)
}

#[test]
fn one_any_order_and_any_repetition() {
    every("1", Dirt::All, |random, history, rules| {
        let answer = history.answer(rules).ok()?;
        let mut other = history.clone();
        random.shuffle(&mut other.listings);
        for listing in &mut other.listings {
            random.shuffle(&mut listing.events);
        }
        assert_eq!(other.answer(rules).unwrap(), answer);
        for listing in &mut other.listings {
            if !listing.events.is_empty() {
                let row = random.below(listing.events.len() as u64) as usize;
                listing.events.push(listing.events[row].clone());
                random.shuffle(&mut listing.events);
            }
        }
        let mut repeated = other.answer(rules).unwrap();
        let mut expected = answer;
        for answer in [&mut repeated, &mut expected] {
            let warnings = answer.warnings.iter();
            answer.warnings = warnings.filter(|it| *it != Warning::DuplicateRow).collect();
        }
        assert_eq!(repeated, expected);
        Some(())
    });
}

#[test]
fn two_both_or_neither() {
    every("2", Dirt::All, |_, history, rules| {
        let answer = history.answer(rules).ok()?;
        assert_eq!(answer.dom.is_some(), answer.cdom.is_some());
        assert_eq!(answer.dom.is_some(), answer.class.is_some());
        assert!(answer.dom <= answer.cdom);
        let is_inclusive = rules.count == Count::Inclusive;
        if is_inclusive && !matches!(answer.class, None | Some(Class::NeverOnMarket)) {
            assert!(answer.dom >= Some(1));
        }
        Some(())
    });
}

#[test]
fn three_union_is_the_least() {
    every("3", Dirt::All, |_, history, rules| {
        let of = |combine| history.answer(&Rules { combine, ..*rules }).ok();
        let (union, sum) = (of(Combine::Union)?, of(Combine::Sum)?);
        let span = of(Combine::Span)?;
        assert!(union.cdom <= sum.cdom && union.cdom <= span.cdom);
        for other in [sum, span] {
            assert_eq!((other.dom, other.class), (union.dom, union.class));
            assert_eq!(
                (other.chain, other.gaps),
                (union.chain.clone(), union.gaps.clone())
            );
        }
        Some(())
    });
}

#[test]
fn four_difference_is_at_most_inclusive() {
    every("4", Dirt::All, |_, history, rules| {
        let of = |count| history.answer(&Rules { count, ..*rules }).ok();
        let (difference, inclusive) = (of(Count::Difference)?, of(Count::Inclusive)?);
        assert!(difference.dom <= inclusive.dom && difference.cdom <= inclusive.cdom);
        assert_eq!(difference.chain, inclusive.chain);
        Some(())
    });
}

#[test]
fn five_what_comes_later_does_not_matter() {
    every("5", Dirt::All, |_, history, rules| {
        let answer = history.answer(rules).ok()?;
        let explain = |listing: &str| {
            let explained = with_target(history, listing)
                .explain(&(*rules).into())
                .ok()?;
            let is_doubtful = !explained
                .warnings
                .intersection(Warnings::DOUBTFUL)
                .is_empty();
            let place = (explained.on_market_date?, explained.listing);
            Some((is_doubtful, place))
        };
        let (_, target) = explain(&history.target)?;
        let mut without = history.clone();
        without.listings.retain(|listing| {
            explain(&listing.listing)
                .is_none_or(|(is_doubtful, place)| is_doubtful || place <= target)
        });
        assert_eq!(without.answer(rules).unwrap(), answer);
        (without.listings.len() < history.listings.len()).then_some(())
    });
}

#[test]
fn six_time_only_adds() {
    let (mut rose, mut stayed) = (0, 0);
    every("6", Dirt::None, |random, history, rules| {
        let later = History {
            as_of: Day::from_number(history.as_of.number() + 1 + random.below(60) as u32),
            ..history.clone()
        };
        if !is_dated(history, rules) || !is_dated(&later, rules) {
            return None;
        }
        let (early, late) = (history.answer(rules).unwrap(), later.answer(rules).unwrap());
        assert!(early.dom <= late.dom);
        rose += 1;
        let first = history.explain(&(*rules).into()).unwrap().on_market_date;
        let is_plain = |listing: &str| {
            let found = with_target(&later, listing)
                .explain(&(*rules).into())
                .unwrap();
            let intervals = found
                .members
                .last()
                .map_or(0, |member| member.intervals.len());
            let is_back = found.warnings.contains(Warning::BackAfterTerminal);
            (intervals <= 1, is_back)
        };
        let listings = history
            .listings
            .iter()
            .map(|listing| is_plain(&listing.listing));
        let (is_one, is_back) = listings.fold((true, false), |(one, back), (is_one, is_back)| {
            (one && is_one, back || is_back)
        });
        let is_from_end = rules.clock_from == ClockFrom::Terminal && rules.lookback_days.is_none();
        let applies = !is_back
            && rules.start_field == StartField::OnMarket
            && rules.end_event == EndEvent::OffMarket
            && first.is_some_and(|first| first <= history.as_of)
            && (is_one || is_from_end);
        if applies {
            assert!(early.cdom <= late.cdom, "{history:#?} {rules:?}");
            assert_eq!((early.class, &early.chain), (late.class, &late.chain));
            stayed += 1;
        }
        Some(())
    });
    assert!(rose > 1_000 && stayed > 100, "{rose} {stayed}");
    println!("PROOF market, invariant 6, chain and class stay, random histories: {stayed}");
}

#[test]
fn seven_a_linear_chain_is_days_and_gaps() {
    every("7", Dirt::None, |_, history, rules| {
        let rules = Rules {
            count: Count::Difference,
            carry_max_gap: Some(rules.carry_max_gap.unwrap_or(40)),
            lookback_days: None,
            coming_soon_stops_clock: false,
            combine: Combine::Union,
            ..*rules
        };
        let found = history.explain(&rules.into()).ok()?;
        let steps = found
            .steps
            .iter()
            .filter(|step| found.chain.contains(&step.listing));
        let is_linear = steps
            .clone()
            .skip(1)
            .all(|step| step.class == Class::Linear);
        let is_whole = steps.zip(&found.members).all(|(step, member)| {
            member.intervals.len() == 1 && member.intervals[0].off == step.off
        });
        if !is_linear || !is_whole || found.chain.len() < 2 {
            return None;
        }
        let span = Rules {
            combine: Combine::Span,
            ..rules
        };
        let gaps: i32 = found.gaps.iter().map(|gap| gap.days).sum();
        let span = history.answer(&span).unwrap().cdom.unwrap();
        assert_eq!(
            i64::from(span),
            i64::from(found.cdom.unwrap()) + i64::from(gaps)
        );
        Some(())
    });
}

#[test]
fn eight_a_status_said_again_changes_nothing() {
    every("8", Dirt::None, |random, history, rules| {
        // A row under contract before a start that a field of the listing gives is not looked
        // at; said again after it, it is.
        let is_moved =
            rules.start_field != StartField::OnMarket && rules.end_event == EndEvent::Contract;
        if is_moved || !is_dated(history, rules) {
            return None;
        }
        let mut other = history.clone();
        let at = random.below(other.listings.len() as u64) as usize;
        let rows = &mut other.listings[at].events;
        if rows.is_empty() {
            return None;
        }
        let row = rows[random.below(rows.len() as u64) as usize].clone();
        if !rules.accrues.contains(row.status.known()?) {
            return None;
        }
        let date = row.date.number()?;
        let later = rows.iter().filter(|other| other.status != row.status);
        let later = later.filter_map(|other| other.date.number().filter(|other| *other >= date));
        // A day of which no row of another status has a say.
        let end = later.min().unwrap_or(date + 20);
        if end <= date + 1 {
            return None;
        }
        let day = date + 1 + random.below((end - date - 1) as u64) as i32;
        let mut again = row;
        again.date = Date::from_number(day);
        if rows.contains(&again) {
            return None;
        }
        rows.push(again);
        let (before, after) = (history.answer(rules).unwrap(), other.answer(rules).unwrap());
        let before = (result(&before), before.gaps.clone(), before.warnings);
        assert_eq!(
            before,
            (result(&after), after.gaps.clone(), after.warnings),
            "{other:#?} {rules:?}"
        );
        Some(())
    });
}
