//! The short way that most properties go: listings that were on the market once each, with
//! nothing doubtful about them, by rules that ask for no more than their dates. What it says is
//! what the long way says.

use std::vec::Vec;

use super::Class;
use crate::bounds::LAST_DAY;
use crate::calendar::Day;
use crate::market::{
    ClockFrom, Combine, Count, EndEvent, GapMetric, Rules, Scope, StartField, Status,
};

/// Later than any day: there is none.
const NEVER: u32 = u32::MAX;
const _: () = assert!(LAST_DAY < NEVER);

/// What a status does to a listing: one bit each.
type Role = u8;
const ACCRUES: Role = 1;
/// It may stand before the first day on the market.
const IS_BEFORE: Role = 2;
/// It does not enter the listing.
const IS_INCOMPLETE: Role = 4;
const IS_TERMINAL: Role = 8;
const IS_CLOSED: Role = 16;
/// Not for the short way.
const IS_ODD: Role = 32;

/// As many statuses can be told apart in a row.
const STATUSES: usize = 16;
const _: () = assert!(Status::ALL.len() < STATUSES);

/// Rules that the short way can go by.
#[derive(Clone, Copy, Debug)]
pub(in crate::market) struct Brief {
    roles: [Role; STATUSES],
    as_of: u32,
    rules: Rules,
    /// What the count of a gap leaves out.
    gap_less: u32,
    /// What the count of an interval adds.
    more: u32,
}

/// A listing that was on the market once; days are numbers.
#[derive(Clone, Copy, Debug)]
pub(in crate::market) struct Stay {
    first: u32,
    last: u32,
    off_row: u32,
    entered: u32,
    closed: u32,
    /// No row may be dated before.
    next: u32,
    status: u8,
    is_odd: bool,
}

/// What is counted for a listing.
#[derive(Clone, Copy, Debug)]
pub(in crate::market) struct Figures {
    pub(in crate::market) class: Class,
    pub(in crate::market) dom: u32,
    pub(in crate::market) cdom: u32,
    /// The first listing of its chain, by its place among the property's.
    pub(in crate::market) chain_first: u32,
    pub(in crate::market) chain_len: u32,
}

/// Memory that is used again: the listings by their first days, and what is counted for each.
#[derive(Default)]
pub(in crate::market) struct Order {
    by_first: Vec<(u32, u32)>,
    counted: Vec<Figures>,
}

/// The chain as it stands before the next listing.
struct Chain {
    first: u32,
    start: u32,
    len: u32,
    /// The greatest off date.
    off: u32,
    closed: u32,
    /// The days on the market before `front`, behind which all lie up to `reach`: a listing
    /// that begins later cannot cover others.
    past: u32,
    front: u32,
    reach: u32,
}

impl Chain {
    /// No listing yet.
    const NONE: Self = Self {
        first: 0,
        start: 0,
        len: 0,
        off: 0,
        closed: NEVER,
        past: 0,
        front: 0,
        reach: 0,
    };
}

impl Brief {
    /// By rules that need the long way no listing can go the short one.
    pub(in crate::market) fn of(rules: &Rules, as_of: Day) -> Self {
        let is_brief = rules.lookback_days.is_none()
            && rules.clock_statuses.is_none()
            && rules.scope == Scope::Any
            && rules.combine != Combine::Sum
            && rules.start_field == StartField::OnMarket
            && rules.end_event == EndEvent::OffMarket;
        let mut by_status = [IS_ODD; STATUSES];
        let statuses = Status::ALL.iter().filter(|_| is_brief);
        for (role, status) in by_status.iter_mut().zip(statuses) {
            *role = if rules.accrues.contains(*status) {
                ACCRUES
            } else {
                match status {
                    Status::Incomplete => IS_BEFORE | IS_INCOMPLETE,
                    Status::ComingSoon => IS_BEFORE,
                    Status::Closed => IS_TERMINAL | IS_CLOSED,
                    Status::Delete => IS_ODD,
                    status if status.is_terminal() => IS_TERMINAL,
                    _ => 0,
                }
            };
        }
        Self {
            roles: by_status,
            as_of: as_of.number(),
            rules: *rules,
            gap_less: u32::from(rules.gap_metric == GapMetric::FullDays),
            more: u32::from(rules.count == Count::Inclusive),
        }
    }

    /// Takes the next row of a listing: its date, greater than any day for one that is not
    /// known, and the number of its status, greater than any for one that is not known.
    #[inline]
    pub(in crate::market) fn take(&self, stay: &mut Stay, date: u32, status: u8) {
        let role = self.roles.get(usize::from(status)).copied();
        let role = role.unwrap_or(IS_ODD);
        // Of rows of one date the order is to be found out; those after the day do not count.
        stay.is_odd |= date < stay.next || date > self.as_of;
        stay.next = date.saturating_add(1);
        stay.status = status;
        if role & ACCRUES != 0 {
            stay.is_odd |= stay.last != NEVER;
            stay.first = stay.first.min(date);
            stay.entered = stay.entered.min(date);
        } else if stay.first == NEVER {
            stay.is_odd |= role & IS_BEFORE == 0;
            if role & IS_INCOMPLETE == 0 {
                stay.entered = stay.entered.min(date);
            }
        } else {
            stay.is_odd |= role & IS_ODD != 0;
            stay.last = stay.last.min(date);
            if role & IS_TERMINAL != 0 {
                stay.off_row = stay.off_row.min(date);
            }
            if role & IS_CLOSED != 0 {
                stay.closed = stay.closed.min(date);
            }
        }
    }

    /// Counts the listings of a property, which stand in the order of their keys, and of which
    /// none [needs the long way](Stay::is_brief), and tells of them in that order.
    #[inline]
    pub(in crate::market) fn count(
        &self,
        stays: &[Stay],
        order: &mut Order,
        mut tell: impl FnMut(&Stay, Figures),
    ) {
        let mut chain = Chain::NONE;
        if stays.is_sorted_by_key(|stay| stay.first) {
            for (place, stay) in (0..).zip(stays) {
                tell(stay, self.next(&mut chain, stay, place));
            }
            return;
        }
        let Order { by_first, counted } = order;
        by_first.clear();
        by_first.extend((0..).zip(stays).map(|(place, stay)| (stay.first, place)));
        by_first.sort_unstable();
        counted.clear();
        counted.resize(stays.len(), Figures::NONE);
        for (_, number) in &*by_first {
            let place = usize::try_from(*number).unwrap_or(usize::MAX);
            if let Some((stay, counted)) = stays.get(place).zip(counted.get_mut(place)) {
                *counted = self.next(&mut chain, stay, *number);
            }
        }
        for (stay, counted) in stays.iter().zip(&*counted) {
            tell(stay, *counted);
        }
    }

    /// The next listing by (first day, key).
    #[inline]
    fn next(&self, chain: &mut Chain, stay: &Stay, place: u32) -> Figures {
        let last = stay.last.min(self.as_of);
        let off = match self.rules.clock_from {
            ClockFrom::Terminal => stay.off_row.min(self.as_of),
            ClockFrom::LastOnMarket => last,
        };
        let end = last.saturating_add(self.more);
        let dom = end.saturating_sub(stay.first);
        let class = self.class(chain, stay);
        if matches!(class, Class::Linear | Class::Overlapping) {
            let covered = chain.reach.min(stay.first).saturating_sub(chain.front);
            chain.past = chain.past.saturating_add(covered);
            chain.reach = chain.reach.max(end);
            chain.off = chain.off.max(off);
            chain.closed = chain.closed.min(stay.closed);
        } else {
            *chain = Chain {
                first: place,
                start: stay.first,
                len: 0,
                off,
                closed: stay.closed,
                past: 0,
                front: 0,
                reach: end,
            };
        }
        chain.front = stay.first;
        chain.len = chain.len.saturating_add(1);
        Figures {
            class,
            dom,
            cdom: if self.rules.combine == Combine::Span {
                end.saturating_sub(chain.start)
            } else {
                chain.past.saturating_add(dom)
            },
            chain_first: chain.first,
            chain_len: chain.len,
        }
    }

    /// What a listing is to those before it.
    #[inline]
    fn class(&self, chain: &Chain, stay: &Stay) -> Class {
        if chain.len == 0 {
            return Class::First;
        }
        if self.rules.reset_on_close && chain.closed <= stay.first {
            return Class::ResetClose;
        }
        let to = if self.rules.coming_soon_stops_clock {
            stay.entered
        } else {
            stay.first
        };
        let counted = to.saturating_sub(chain.off.saturating_add(self.gap_less));
        match self.rules.carry_max_gap {
            Some(most) if counted <= most => {
                if to <= chain.off {
                    Class::Overlapping
                } else {
                    Class::Linear
                }
            }
            _ => Class::ResetGap,
        }
    }
}

impl Figures {
    const NONE: Self = Self {
        class: Class::NeverOnMarket,
        dom: 0,
        cdom: 0,
        chain_first: 0,
        chain_len: 0,
    };
}

impl Stay {
    /// A listing before its first row.
    pub(in crate::market) const NEW: Self = Self {
        first: NEVER,
        last: NEVER,
        off_row: NEVER,
        entered: NEVER,
        closed: NEVER,
        next: 0,
        status: u8::MAX,
        is_odd: false,
    };

    /// Whether the short way is right for it, all its rows being taken.
    #[inline]
    pub(in crate::market) const fn is_brief(&self) -> bool {
        !self.is_odd && self.first != NEVER
    }

    pub(in crate::market) const fn on_market(&self) -> u32 {
        self.first
    }

    /// The date of its terminal row.
    pub(in crate::market) const fn off_market(&self) -> Option<u32> {
        if self.off_row == NEVER {
            None
        } else {
            Some(self.off_row)
        }
    }

    /// The number of the status of the last row.
    pub(in crate::market) const fn status(&self) -> u8 {
        self.status
    }

    /// Whether the listing contract is in force by the last row.
    pub(in crate::market) fn is_in_force(&self) -> bool {
        let status = Status::ALL.get(usize::from(self.status));
        status.is_some_and(|status| status.is_in_force())
    }
}
