//! Step 6: which listings belong together.

mod look_back;

use super::course::{Course, Interval};
use super::{Listing, Place, Row};
use crate::calendar::Day;
use crate::market::listed::listed_by_name;
use crate::market::{Combine, GapMetric, Rules, Scope};

listed_by_name! {
    /// What a listing is to those of its property that came before.
    Class {
        First = 0, "first", "the first listing of the property";
        Linear = 1, "linear", "relisted after a gap that carries";
        Overlapping = 2, "overlapping", "relisted without a gap";
        Twin = 3, "twin", "a listing seen through another system too";
        ResetClose = 4, "reset_close", "begins anew: sold before";
        ResetScope = 5, "reset_scope", "begins anew: another branch, office or whatever has to be equal";
        ResetGap = 6, "reset_gap", "begins anew: the gap is too long";
        NeverOnMarket = 7, "never_on_market", "never on the market";
    }
}

/// The days between two listings of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The listing behind which it lies, by its place among the listings.
    pub after: usize,
    /// The listing before which it lies.
    pub before: usize,
    /// Its first day.
    pub from: Day,
    /// The day at which it is over; may lie before the first.
    pub to: Day,
    /// The days from the one to the other; 0 or less if they overlap.
    pub days: i32,
    /// The days of it that count against the limit.
    pub counted: u32,
}

/// The listings of a property where each has its place: those on the market by (first day,
/// key), the others behind them.
#[derive(Clone, Copy)]
pub(super) struct View<'w, 'k> {
    pub(super) rules: Rules,
    pub(super) listings: &'w [Listing<'k>],
    pub(super) rows: &'w [Row<'k>],
    pub(super) places: &'w [Place],
    /// The intervals in the order in which CDOM walks through them, where it does.
    pub(super) walk: &'w [Interval],
    /// Whether there can be twins at all.
    pub(super) has_systems: bool,
}

impl<'w, 'k> View<'w, 'k> {
    pub(super) fn at(&self, place: usize) -> &'w Place {
        self.places.get(place).unwrap_or(&Place::NONE)
    }

    pub(super) fn listing(&self, place: usize) -> &'w Listing<'k> {
        let listing = self.at(place).listing;
        self.listings.get(listing).unwrap_or(&Listing::NONE)
    }

    pub(super) fn course(&self, place: usize) -> Course<'w, 'k> {
        let Place {
            first_row,
            rows,
            expired_on,
            ..
        } = *self.at(place);
        let end = first_row.saturating_add(rows);
        Course {
            rows: self.rows.get(first_row..end).unwrap_or_default(),
            expired_on,
        }
    }

    /// Whether each listing has to walk through its chain to be counted: others than those just
    /// before it may have dropped out of it, or are counted together.
    pub(super) fn is_walked(&self) -> bool {
        self.rules.lookback_days.is_some() || self.has_systems && self.rules.combine == Combine::Sum
    }

    /// Whether the later one is the earlier one seen through another system.
    pub(super) fn is_twin(&self, earlier: usize, later: usize) -> bool {
        if !self.has_systems || self.at(earlier).accrues_until <= self.at(later).first {
            return false;
        }
        let systems = self.listing(earlier).originating_system;
        let systems = systems.zip(self.listing(later).originating_system);
        systems.is_some_and(|(one, other)| one != other)
            && self
                .course(earlier)
                .status_at(self.at(later).first)
                .is_some_and(|status| self.rules.accrues.contains(status))
    }

    fn is_in_scope(&self, earlier: usize, later: usize) -> bool {
        let value = self.listing(earlier).scope;
        self.rules.scope == Scope::Any || value.is_some() && value == self.listing(later).scope
    }

    /// Whether a sale on this day resets the listing at `place`.
    fn is_closed(&self, closed: Option<Day>, place: usize) -> bool {
        self.rules.reset_on_close && closed.is_some_and(|closed| closed <= self.at(place).first)
    }

    /// The gap before the later one, behind the anchor.
    pub(super) fn gap(&self, anchor: usize, later: usize) -> Gap {
        let (after, before) = (self.at(anchor), self.at(later));
        let from = after.off;
        let to = if self.rules.coming_soon_stops_clock {
            before.entered
        } else {
            before.first
        };
        let days = i64::from(to.number()).wrapping_sub(i64::from(from.number()));
        Gap {
            after: after.listing,
            before: before.listing,
            from,
            to,
            // Days have 22 bits.
            days: i32::try_from(days).unwrap_or(0),
            counted: self.counted(anchor, from, to),
        }
    }

    fn counted(&self, anchor: usize, from: Day, to: Day) -> u32 {
        let from = match self.rules.gap_metric {
            GapMetric::DateDifference => from.number(),
            GapMetric::FullDays => from.number().saturating_add(1),
        };
        let to = to.number();
        let Some(clock) = self.rules.clock_statuses else {
            return to.saturating_sub(from);
        };
        let mut counted = 0_u32;
        // The status since a day, to the date of the next row.
        let mut since = None;
        let entries = self.course(anchor).entries_from(Day::from_number(from));
        let entries = entries.map(|(day, status)| (day.number(), Some(status)));
        for (day, status) in entries.chain([(to, None)]) {
            if since.is_some_and(|(start, _)| to <= start) {
                break;
            }
            if let Some((start, before)) = since
                && clock.contains(before)
            {
                let days = day.min(to).saturating_sub(from.max(start));
                counted = counted.saturating_add(days);
            }
            since = status.map(|status| (day, status));
        }
        counted
    }
}

/// A chain as it stands before the next listing.
#[derive(Clone, Copy)]
struct Standing {
    start: usize,
    last: usize,
    /// The member with the greatest off date, of several the last.
    anchor: usize,
    /// The first date on which a member closed.
    closed: Option<Day>,
}

/// Gives each of the places on the market its class, and the place from which on the listings
/// before it are of its chain.
pub(super) fn walk(
    view: View<'_, '_>,
    places: &mut [Place],
    on_market: usize,
    room: &mut [Interval],
) {
    let mut live = Live { room, len: 0 };
    let mut standing: Option<Standing> = None;
    let mut members_before = 0_usize;
    let mut reach = Day::from_number(0);
    for position in 0..on_market {
        let view = View { places, ..view };
        let place = view.at(position);
        let Joined { class, start, twin } = view.join(standing.as_ref(), position, &mut live);
        reach = reach.max(place.last);
        let counted_with = twin.map_or(position, |twin| view.at(twin).root);
        let rank = members_before;
        if !place.is_left_out() {
            members_before = members_before.saturating_add(1);
            if view.has_systems {
                live.push(position, start == position, place.accrues_until);
            }
            let before = standing.filter(|_| start < position);
            let is_anchor = |before: &Standing| view.at(before.anchor).off <= place.off;
            let anchor = before.filter(|before| !is_anchor(before));
            let closed = before.and_then(|before| before.closed);
            standing = Some(Standing {
                start,
                last: position,
                anchor: anchor.map_or(position, |before| before.anchor),
                closed: place.closed.into_iter().chain(closed).min(),
            });
        }
        if let Some(place) = places.get_mut(position) {
            place.class = class;
            place.chain_start = start;
            place.twin = twin;
            place.root = counted_with;
            place.members_before = rank;
            place.reach = reach;
        }
    }
}

/// The members of a chain that the next listing may be a twin of: those still on the market.
struct Live<'w> {
    /// Work space, as much as there are intervals.
    room: &'w mut [Interval],
    len: usize,
}

impl Live<'_> {
    fn push(&mut self, place: usize, begins: bool, until: Day) {
        if begins {
            self.len = 0;
        }
        if let Some(next) = self.room.get_mut(self.len) {
            *next = Interval {
                start: until,
                end: until,
                place,
            };
            self.len = self.len.saturating_add(1);
        }
    }

    /// The first one that `is_twin` of a listing that comes on the market at `day`. Those that
    /// went off it before are forgotten.
    fn find(&mut self, day: Day, is_twin: impl Fn(usize) -> bool) -> Option<usize> {
        let mut kept = 0_usize;
        let mut twin = None;
        for position in 0..self.len {
            let Some(&member) = self.room.get(position) else {
                break;
            };
            if day < member.end {
                if twin.is_none() && is_twin(member.place) {
                    twin = Some(member.place);
                }
                if let Some(place) = self.room.get_mut(kept) {
                    *place = member;
                    kept = kept.saturating_add(1);
                }
            }
        }
        self.len = kept;
        twin
    }
}

/// What a listing is to those before it.
pub(super) struct Joined {
    class: Class,
    /// The place from which on the listings before it are of its chain.
    pub(super) start: usize,
    /// The first listing of the chain that it is a twin of, where chains only grow.
    twin: Option<usize>,
}

impl Joined {
    const fn new(class: Class, start: usize) -> Self {
        Self {
            class,
            start,
            twin: None,
        }
    }
}

impl View<'_, '_> {
    fn join(&self, standing: Option<&Standing>, place: usize, live: &mut Live<'_>) -> Joined {
        if self.rules.lookback_days.is_some() {
            return self.look_back(place, false);
        }
        let Some(standing) = standing else {
            return Joined::new(Class::First, place);
        };
        let start = standing.start;
        if self.has_systems {
            let twin = live.find(self.at(place).first, |member| self.is_twin(member, place));
            if twin.is_some() {
                let class = Class::Twin;
                return Joined { class, start, twin };
            }
        }
        if self.is_closed(standing.closed, place) {
            return Joined::new(Class::ResetClose, place);
        }
        if !self.is_in_scope(standing.last, place) {
            return Joined::new(Class::ResetScope, place);
        }
        let gap = self.gap(standing.anchor, place);
        if self
            .rules
            .carry_max_gap
            .is_none_or(|most| gap.counted > most)
        {
            return Joined::new(Class::ResetGap, place);
        }
        Joined::new(gap.class(), start)
    }

    /// Whether the listing at `place`, between the start of the target's chain and the target,
    /// is of the chain.
    fn is_member(&self, place: usize, target: usize) -> bool {
        !self.at(place).is_left_out()
            && (self.rules.lookback_days.is_none()
                || self.is_twin(place, target)
                || self.is_within(place, target))
    }

    fn members(&self, start: usize, target: usize) -> impl Iterator<Item = usize> + Clone {
        (start..target).filter(move |place| self.is_member(*place, target))
    }

    /// Whether the listing at `place` is of the target's chain.
    pub(super) fn is_in_chain(&self, place: usize, target: usize) -> bool {
        place == target
            || (self.at(target).chain_start..target).contains(&place)
                && self.is_member(place, target)
    }

    /// The places of the target's chain, in order.
    pub(super) fn chain(&self, target: usize) -> impl Iterator<Item = usize> + Clone {
        let start = self.at(target).chain_start;
        self.members(start, target).chain([target])
    }

    /// How many listings the target's chain has.
    pub(super) fn chain_len(&self, target: usize) -> usize {
        if self.rules.lookback_days.is_some() {
            return crate::listed::count(self.chain(target));
        }
        let place = self.at(target);
        let before = self.at(place.chain_start).members_before;
        place
            .members_before
            .saturating_sub(before)
            .saturating_add(1)
    }

    /// The first listing of the target's chain that the one at `place` is a twin of.
    pub(super) fn twin_of(&self, place: usize, target: usize) -> Option<usize> {
        if !self.has_systems {
            return None;
        }
        if self.rules.lookback_days.is_none() {
            return self.at(place).twin;
        }
        self.chain(target)
            .take_while(|member| *member < place)
            .find(|member| self.is_twin(*member, place))
    }

    /// The gaps of the target's chain, in order.
    pub(super) fn gaps(&self, target: usize) -> impl Iterator<Item = Gap> {
        let mut anchor: Option<usize> = None;
        self.chain(target).filter_map(move |place| {
            let gap = anchor
                .filter(|_| self.twin_of(place, target).is_none())
                .map(|anchor| self.gap(anchor, place));
            let is_later = |other: &usize| self.at(*other).off > self.at(place).off;
            anchor = anchor.filter(is_later).or(Some(place));
            gap
        })
    }
}

impl Gap {
    fn class(&self) -> Class {
        if self.days <= 0 {
            Class::Overlapping
        } else {
            Class::Linear
        }
    }
}
