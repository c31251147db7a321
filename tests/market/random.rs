//! Histories made up by a seed: tidy ones and dirty ones.

use doorward::market::{
    ClockFrom, Combine, Count, Date, EndEvent, GapMetric, History, OwnedListing, OwnedRow, Rules,
    Scope, StartField, Status, Statuses,
};

pub(crate) use crate::numbers::Random;
use crate::support::day;

impl Random {
    fn maybe<T>(&mut self, chance: u64, value: T) -> Option<T> {
        self.percent(chance).then_some(value)
    }
}

/// How much may be wrong with a history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dirt {
    /// Dated, no `Delete`, no expiration: what the text calls *dated*, but for the warnings.
    None,
    /// Everything.
    All,
}

const USUAL: [Status; 10] = [
    Status::Active,
    Status::Active,
    Status::ActiveUnderContract,
    Status::Pending,
    Status::Hold,
    Status::Withdrawn,
    Status::Canceled,
    Status::Expired,
    Status::Closed,
    Status::ComingSoon,
];

fn date(number: u64) -> Date {
    Date::from_number(number as i32)
}

fn listing(random: &mut Random, number: u64, start: u64, dirt: Dirt) -> (OwnedListing, u64) {
    let mut events = Vec::new();
    let mut when = start + random.below(40);
    let is_dirty = dirt == Dirt::All;
    if random.percent(15) {
        events.push((when, Status::ComingSoon));
        when += random.below(20);
    }
    if random.percent(95) {
        events.push((when, Status::Active));
        when += random.below(50);
    }
    for _ in 0..random.below(4) {
        events.push((when, random.pick(&USUAL)));
        when += random.below(25);
    }
    if random.percent(85) {
        let end = [Status::Canceled, Status::Expired, Status::Closed];
        events.push((when, random.pick(&end)));
    }
    let mut events: Vec<OwnedRow> = events
        .into_iter()
        .map(|(when, status)| OwnedRow {
            date: date(when),
            status: status.into(),
            sequence: if random.percent(20) {
                random.below(4)
            } else {
                0
            },
            event: None,
        })
        .collect();
    if is_dirty {
        for row in &mut events {
            match random.below(60) {
                0 | 1 => row.date = Date::MISSING,
                2 => row.date = Date::from_number(-25_567),
                3 => row.status = Status::Delete.into(),
                4 => row.status = "Unknown".into(),
                5 => row.status = Status::Incomplete.into(),
                6 => row.date = date(start + random.below(100)),
                _ => {}
            }
            row.event = random
                .percent(10)
                .then(|| random.pick(&["e1", "e2"]).to_owned());
        }
        if random.percent(10) && !events.is_empty() {
            events.push(events[random.below(events.len() as u64) as usize].clone());
        }
    }
    random.shuffle(&mut events);
    let text = |random: &mut Random| random.pick(&[None, Some("O1"), Some("O1"), Some("O2")]);
    let field = |random: &mut Random| {
        let number = start + random.below(60);
        random.maybe(80, date(number)).unwrap_or_default()
    };
    let expires = is_dirty && random.percent(25);
    let listing = OwnedListing {
        // Some keys are the beginning of others.
        listing: ["L", "L1", "L10", "L2", "M", "K"][number as usize].to_owned(),
        office: text(random).map(str::to_owned),
        branch: text(random).map(str::to_owned),
        firm: text(random).map(str::to_owned),
        agent: text(random).map(str::to_owned),
        property_type: text(random).map(str::to_owned),
        originating_system: random
            .pick(&[None, Some("S1"), Some("S1"), Some("S1"), Some("S2")])
            .map(str::to_owned),
        listing_contract_date: field(random),
        original_entry_date: field(random),
        expiration_date: if expires {
            field(random)
        } else {
            Date::MISSING
        },
        events,
    };
    (listing, when)
}

/// Up to six listings, one after another or across one another, in any order. All dates lie
/// within some 400 days, and most before `as_of`.
pub(crate) fn history(random: &mut Random, dirt: Dirt) -> History {
    let mut when = u64::from(day("2024-01-01").number());
    let begun = when;
    let mut listings = Vec::new();
    let count = 1 + random.below(5);
    for number in 0..count {
        let (listing, end) = listing(random, number, when, dirt);
        listings.push(listing);
        when = if random.percent(25) {
            begun + random.below(end - begun + 1)
        } else {
            end + random.below(30)
        };
    }
    random.shuffle(&mut listings);
    let target = random.below(count) as usize;
    let as_of = begun + 50 + random.below(when - begun + 60);
    History {
        as_of: doorward::calendar::Day::from_number(as_of as u32),
        target: listings[target].listing.clone(),
        listings,
    }
}

fn item<T: Copy>(random: &mut Random, generic: T, all: &[T]) -> T {
    if random.percent(60) {
        generic
    } else {
        random.pick(all)
    }
}

fn statuses(random: &mut Random, all: Statuses) -> Statuses {
    let set: Statuses = all.iter().filter(|_| random.percent(40)).collect();
    if set.is_empty() { all } else { set }
}

/// Any rules.
pub(crate) fn rules(random: &mut Random) -> Rules {
    let generic = Rules::GENERIC;
    let days = random.below(60) as u32;
    let (carry_max_gap, lookback_days) = match random.below(10) {
        0..7 => (Some(days), None),
        7..9 => (None, Some(3 * days)),
        _ => (None, None),
    };
    let clock = Statuses::of(&USUAL);
    Rules {
        carry_max_gap,
        lookback_days,
        gap_metric: item(random, generic.gap_metric, GapMetric::ALL),
        accrues: if random.percent(60) {
            generic.accrues
        } else {
            statuses(random, Statuses::IN_FORCE)
        },
        clock_statuses: random.percent(40).then(|| statuses(random, clock)),
        clock_from: item(random, generic.clock_from, ClockFrom::ALL),
        coming_soon_stops_clock: random.percent(30),
        reset_on_close: random.percent(70),
        scope: item(random, generic.scope, Scope::ALL),
        count: item(random, generic.count, Count::ALL),
        combine: item(random, generic.combine, Combine::ALL),
        start_field: item(random, generic.start_field, StartField::ALL),
        end_event: item(random, generic.end_event, EndEvent::ALL),
    }
}
