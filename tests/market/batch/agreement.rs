//! The batch against the engine, listing by listing.

use std::num::NonZeroUsize;

use doorward::market::batch::Batch;
use doorward::market::presets::PRESETS;
use doorward::market::{Combine, Date, EndEvent, History, Rules, Scope, StartField};

use super::table::{Line, Row, cut, expected, lines, rows, stream, table};
use crate::brute::share;
use crate::random::{Dirt, Random, history, rules as any_rules};
use crate::support::day;

/// Keys of many forms: alike, the beginning of others, longer than a number can hold.
const FORMS: u64 = 5;

fn property_key(random: &mut Random, form: u64, number: u64) -> String {
    match form {
        0 => format!("US-41051-{number:09}"),
        1 => "P".repeat(1 + number as usize % 40) + &number.to_string(),
        2 => format!("{:x}{:x}{:x}", random.next(), random.next(), number),
        3 => format!("{number}-\u{e9}\u{1f511}"),
        _ => number.to_string(),
    }
}

/// Takes away what the short way does not look at.
fn strip(history: &mut History) {
    for listing in &mut history.listings {
        listing.originating_system = None;
        listing.listing_contract_date = Date::MISSING;
        listing.original_entry_date = Date::MISSING;
        listing.expiration_date = Date::MISSING;
        for event in &mut listing.events {
            event.event = None;
        }
    }
}

/// The same as far as the short way can go by them.
fn brief(rules: Rules) -> Rules {
    Rules {
        carry_max_gap: rules.carry_max_gap.or(rules.lookback_days),
        lookback_days: None,
        clock_statuses: None,
        scope: Scope::Any,
        combine: match rules.combine {
            Combine::Sum => Combine::Union,
            combine => combine,
        },
        start_field: StartField::OnMarket,
        end_event: EndEvent::OffMarket,
        ..rules
    }
}

/// Some properties, and what the engine says of them; those that are not known first.
fn properties(
    random: &mut Random,
    count: u64,
    rules: &Rules,
    is_brief: bool,
) -> (Vec<Row>, Vec<Line>) {
    let mut all: Vec<(Option<String>, History)> = Vec::new();
    // In half of the tables all keys have one form, and with some forms one length.
    let one_form = random.percent(50).then(|| random.below(FORMS));
    for number in 0..count {
        let dirt = if random.percent(70) {
            Dirt::All
        } else {
            Dirt::None
        };
        let mut history = history(random, dirt);
        history.as_of = day("2024-12-31");
        if is_brief {
            strip(&mut history);
        }
        let form = one_form.unwrap_or_else(|| random.below(FORMS));
        let mut key = Some(property_key(random, form, number));
        if random.percent(5) {
            key = None;
            for listing in &mut history.listings {
                listing.listing = format!("{}-{number}", listing.listing);
            }
        }
        all.push((key, history));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let mut lines = Vec::new();
    let mut table = Vec::new();
    for (key, history) in &all {
        lines.extend(expected(key.as_deref(), history, rules));
        table.extend(rows(key.as_deref(), history, rules.scope));
    }
    // Those of no property stand by themselves, by listing.
    lines.sort_by(|a, b| (&a.property, &a.listing).cmp(&(&b.property, &b.listing)));
    table.sort_by(|a, b| {
        let alone = |row: &Row| row.listing.clone().filter(|_| row.property.is_none());
        (&a.property, alone(a)).cmp(&(&b.property, alone(b)))
    });
    (table, lines)
}

fn batch(rules: &Rules, threads: usize) -> Batch {
    let batch = Batch::new(*rules, day("2024-12-31")).unwrap();
    batch.threads(NonZeroUsize::new(threads).unwrap())
}

/// Every way to the answer is the same one.
pub(crate) fn agree(random: &mut Random, count: u64, rules: &Rules) {
    agree_on(random, count, rules, false);
    // By rules that the short way can go by, with values and versions and without.
    agree_on(random, count, &brief(*rules), false);
    agree_on(random, count, &brief(*rules), true);
}

fn agree_on(random: &mut Random, count: u64, rules: &Rules, is_brief: bool) {
    let (grouped, expected) = properties(random, count, rules, is_brief);
    let mut shuffled = grouped.clone();
    random.shuffle(&mut shuffled);
    for threads in [1, 3] {
        let batch = batch(rules, threads);
        for rows in [&grouped, &shuffled] {
            let table = table(rows);
            let (answer, summary) = batch.run(&cut(random, &table)).unwrap();
            assert_eq!(lines(&answer), expected, "{rules:?}");
            assert_eq!(summary.rows, rows.len() as u64);
            assert_eq!(summary.listings, expected.len() as u64);
            for (warning, count) in summary.warnings() {
                let bit = 1 << warning.number();
                let with = expected.iter().filter(|line| line.warnings & bit != 0);
                assert_eq!(count, with.count() as u64, "{warning:?}");
            }
            let unknown = expected.iter().filter(|line| line.error.is_some());
            let (_, errors) = summary.errors().next().unwrap();
            assert_eq!(errors, unknown.count() as u64);
        }
        let pieces = cut(random, &table(&grouped));
        assert_eq!(stream(&batch, &pieces), expected);
        assert_eq!(stream(&batch.grouped(), &pieces), expected);
    }
}

#[test]
fn any_rules_in_any_order_split_and_number_of_threads() {
    let mut random = Random(11);
    let tables = share(1_000);
    for _ in 0..tables {
        let rules = any_rules(&mut random);
        let count = 1 + random.below(40);
        agree(&mut random, count, &rules);
    }
    println!("PROOF market, tables of random histories, in batches as one by one: {tables}");
}

#[test]
fn every_preset() {
    let mut random = Random(12);
    for preset in PRESETS {
        for _ in 0..share(20) {
            agree(&mut random, 30, &preset.rules);
        }
    }
}

/// So many that they are sorted in several cells.
#[test]
fn large_tables() {
    let mut random = Random(13);
    for rules in [Rules::GENERIC, any_rules(&mut random)] {
        agree(&mut random, 6_000, &rules);
    }
}

/// A key that stands for no property, as TBD does, has all listings that lack one.
#[test]
fn a_property_of_a_hundred_thousand_listings() {
    let count: u32 = 100_000;
    let start = day("2000-01-01").number();
    let mut table_rows = Vec::new();
    // Each three days long and begun a tenth of a day after the one before it; every second
    // one pauses on its second day.
    for number in 0..count {
        let on = start + number / 10;
        let mut push = |after: u32, status: &str| {
            let mut row = rows(
                Some("TBD"),
                &crate::support::history("L1 A 01-01"),
                Rules::GENERIC.scope,
            )
            .remove(0);
            row.listing = Some(format!("L{number:06}"));
            row.date = doorward::calendar::Day::from_number(on + after).into();
            row.status = Some(status.to_owned());
            row.system = Some(format!("S{}", number % 2));
            table_rows.push(row);
        };
        push(0, "Active");
        if number % 2 == 0 {
            push(1, "Hold");
            push(2, "Active");
        }
        push(3, "Canceled");
    }
    let mut random = Random(14);
    random.shuffle(&mut table_rows);
    let table = table(&table_rows);
    let as_of = doorward::calendar::Day::from_number(start + count);
    for (combine, has_systems) in [
        (Combine::Union, true),
        (Combine::Sum, false),
        (Combine::Span, false),
    ] {
        let rules = Rules {
            combine,
            ..Rules::GENERIC
        };
        let columns: Vec<usize> = (0..7 + usize::from(has_systems)).collect();
        let table = table.project(&columns).unwrap();
        let (answer, summary) = Batch::new(rules, as_of).unwrap().run(&[table]).unwrap();
        assert_eq!(
            (summary.properties, summary.listings),
            (1, u64::from(count))
        );
        for (number, line) in (0_u32..).zip(lines(&answer)) {
            // The very first one pauses, and there is no other yet.
            let union = number / 10 + 3 - u32::from(number == 0 && combine == Combine::Union);
            let sum = 2 * (number / 2 + 1) + 3 * number.div_ceil(2);
            let expected = if combine == Combine::Sum { sum } else { union };
            assert_eq!(line.days[1], Some(expected as i32), "{line:?}");
            assert_eq!(
                (line.chain_len, line.chain_first.as_deref()),
                (number + 1, Some("L000000"))
            );
        }
    }
}
