//! The same count the slow way, written from the text: a set of days for every interval, and
//! every comparison made anew. It shares nothing with the engine but its types.

mod joining;
mod listing;
mod rows;

use std::collections::BTreeSet;

use doorward::market::{Answer, Class, Combine, Count, Error, History, Rules, Scope, Warning};
use joining::{Way, scope_of};
use listing::{Seen, see};

/// A property seen for one target, up to its chain.
pub(crate) struct Chained<'a> {
    rules: Rules,
    target: Seen<'a>,
    chain: Vec<Seen<'a>>,
    class: Option<Class>,
}

/// Everything but the count.
pub(crate) fn chain<'a>(history: &'a History, rules: &'a Rules) -> Result<Chained<'a>, Error> {
    let as_of = i64::from(history.as_of.number());
    let mut target = None;
    let mut others = Vec::new();
    let mut left_out = 0;
    for listing in &history.listings {
        let seen = see(listing, rules, as_of);
        if listing.listing == history.target {
            target = Some(seen.ok_or(Error::UnknownStatus)?);
        } else {
            match seen {
                Some(seen) if !seen.is_left_out() => others.push(seen),
                _ => left_out += 1,
            }
        }
    }
    let mut target = target.ok_or(Error::UnknownTarget)?;
    if left_out > 0 && target.was_on_market() {
        target.warnings.insert(Warning::ListingLeftOut);
    }
    let mut chained = Chained {
        rules: *rules,
        target,
        chain: Vec::new(),
        class: None,
    };
    if chained.target.is_absent {
        return Ok(chained);
    }
    if !chained.target.was_on_market() {
        chained.class = Some(Class::NeverOnMarket);
        return Ok(chained);
    }
    if rules.scope != Scope::Any && scope_of(chained.target.listing, rules.scope).is_none() {
        chained.target.warnings.insert(Warning::ScopeMissing);
    }
    let again = see(chained.target.listing, rules, as_of).unwrap();
    let key = |seen: &Seen<'_>| (seen.first(), seen.listing.listing.clone());
    let end = key(&again);
    let mut seen: Vec<Seen<'_>> = others.into_iter().filter(Seen::was_on_market).collect();
    seen.retain(|seen| key(seen) < end);
    seen.push(again);
    seen.sort_by_key(key);
    let way = Way(rules);
    let (chain, class) = match rules.lookback_days {
        Some(days) => way.look_back(seen, i64::from(days)),
        None => way.carry(seen),
    };
    chained.chain = chain;
    chained.class = Some(class);
    Ok(chained)
}

impl Chained<'_> {
    /// The whole answer, counted in one of the ways.
    pub(crate) fn answer(&self, count: Count, combine: Combine) -> Answer {
        let never = (self.class == Some(Class::NeverOnMarket)).then_some(0);
        let counted = (!self.chain.is_empty()).then(|| self.count(count, combine));
        let way = Way(&self.rules);
        let gaps = (1..self.chain.len()).filter_map(|i| {
            let (before, l) = (&self.chain[..i], &self.chain[i]);
            let is_twin = before.iter().any(|member| way.is_twin(member, l));
            (!is_twin).then(|| way.gap(before, l))
        });
        Answer {
            dom: counted.map(|(dom, _)| dom).or(never),
            cdom: counted.map(|(_, cdom)| cdom).or(never),
            class: self.class,
            chain: self
                .chain
                .iter()
                .map(|member| member.listing.listing.clone())
                .collect(),
            gaps: gaps.collect(),
            warnings: self.target.warnings.iter().copied().collect(),
        }
    }

    fn count(&self, count: Count, combine: Combine) -> (u32, u32) {
        let target = self.chain.last().unwrap();
        let cut = target.last();
        let inclusive = i64::from(count == Count::Inclusive);
        let days = |seen: &Seen<'_>| -> BTreeSet<i64> {
            let intervals = seen.intervals.iter().filter(|(start, _)| *start <= cut);
            intervals
                .flat_map(|(start, end)| *start..(*end).min(cut) + inclusive)
                .collect()
        };
        let cdom = match combine {
            Combine::Union => self
                .chain
                .iter()
                .flat_map(&days)
                .collect::<BTreeSet<_>>()
                .len(),
            Combine::Sum => {
                // Groups of twins, each with the places of its members.
                let mut groups: Vec<(Vec<usize>, BTreeSet<i64>)> = Vec::new();
                for (i, seen) in self.chain.iter().enumerate() {
                    let way = Way(&self.rules);
                    let twin = (0..i).find(|j| way.is_twin(&self.chain[*j], seen));
                    let group = groups
                        .iter_mut()
                        .find(|(members, _)| twin.is_some_and(|twin| members.contains(&twin)));
                    if let Some((members, set)) = group {
                        members.push(i);
                        set.extend(days(seen));
                    } else {
                        groups.push((vec![i], days(seen)));
                    }
                }
                groups.iter().map(|(_, set)| set.len()).sum()
            }
            Combine::Span => (cut - self.chain[0].first() + inclusive) as usize,
        };
        (days(target).len() as u32, cdom as u32)
    }
}
