//! Step 6.

use doorward::calendar::Day;
use doorward::market::{Class, GapMetric, OwnedGap, OwnedListing, Rules, Scope};

use super::listing::Seen;

pub(super) fn scope_of(listing: &OwnedListing, scope: Scope) -> Option<&str> {
    match scope {
        Scope::Any => None,
        Scope::SameBranch => listing.branch.as_deref(),
        Scope::SameOffice => listing.office.as_deref(),
        Scope::SameFirm => listing.firm.as_deref(),
        Scope::SameAgent => listing.agent.as_deref(),
        Scope::SamePropertyType => listing.property_type.as_deref(),
    }
}

/// What the rules say of two listings.
pub(super) struct Way<'a>(pub(super) &'a Rules);

impl Way<'_> {
    fn is_in_scope(&self, a: &Seen<'_>, b: &Seen<'_>) -> bool {
        let scope = self.0.scope;
        let (a, b) = (scope_of(a.listing, scope), scope_of(b.listing, scope));
        scope == Scope::Any || a.is_some() && b.is_some() && a == b
    }

    pub(super) fn is_twin(&self, a: &Seen<'_>, b: &Seen<'_>) -> bool {
        let systems = (&a.listing.originating_system, &b.listing.originating_system);
        let (Some(one), Some(other)) = systems else {
            return false;
        };
        let status = a.status_at(b.first());
        one != other && status.is_some_and(|status| self.0.accrues.contains(status))
    }

    pub(super) fn gap(&self, chain: &[Seen<'_>], l: &Seen<'_>) -> OwnedGap {
        let greatest = chain.iter().map(|member| member.off).max().unwrap();
        let anchor = chain.iter().rfind(|member| member.off == greatest).unwrap();
        let to = if self.0.coming_soon_stops_clock {
            l.entered
        } else {
            l.first()
        };
        let counted = (anchor.off..to).filter(|day| {
            let is_in = self.0.gap_metric == GapMetric::DateDifference || *day > anchor.off;
            let status = anchor.status_at(*day);
            let clock = self.0.clock_statuses;
            is_in && clock.is_none_or(|clock| status.is_some_and(|status| clock.contains(status)))
        });
        OwnedGap {
            after: anchor.listing.listing.clone(),
            before: l.listing.listing.clone(),
            from: Day::from_number(anchor.off as u32),
            to: Day::from_number(to as u32),
            days: (to - anchor.off) as i32,
            counted: counted.count() as u32,
        }
    }

    fn class_of(gap: &OwnedGap) -> Class {
        if gap.days <= 0 {
            Class::Overlapping
        } else {
            Class::Linear
        }
    }

    pub(super) fn carry<'a>(&self, seen: Vec<Seen<'a>>) -> (Vec<Seen<'a>>, Class) {
        let mut chain: Vec<Seen<'a>> = Vec::new();
        let mut class = Class::First;
        for l in seen {
            class = if chain.is_empty() {
                Class::First
            } else if chain.iter().any(|member| self.is_twin(member, &l)) {
                Class::Twin
            } else if self.0.reset_on_close && chain.iter().any(|it| it.closed_by(l.first())) {
                Class::ResetClose
            } else if !self.is_in_scope(chain.last().unwrap(), &l) {
                Class::ResetScope
            } else {
                let gap = self.gap(&chain, &l);
                match self.0.carry_max_gap {
                    Some(most) if gap.counted <= most => Self::class_of(&gap),
                    _ => Class::ResetGap,
                }
            };
            if matches!(
                class,
                Class::ResetClose | Class::ResetScope | Class::ResetGap
            ) {
                chain.clear();
            }
            chain.push(l);
        }
        (chain, class)
    }

    pub(super) fn look_back<'a>(
        &self,
        mut seen: Vec<Seen<'a>>,
        days: i64,
    ) -> (Vec<Seen<'a>>, Class) {
        let target = seen.pop().unwrap();
        let mut chain: Vec<Seen<'a>> = Vec::new();
        let mut met = None;
        let (mut is_twin, is_first) = (false, seen.is_empty());
        while let Some(p) = seen.pop() {
            let reset = if self.is_twin(&p, &target) {
                is_twin = true;
                None
            } else if self.0.reset_on_close && p.closed_by(target.first()) {
                Some(Class::ResetClose)
            } else if !self.is_in_scope(&p, &target) {
                Some(Class::ResetScope)
            } else if target.first() - p.last() <= days {
                None
            } else {
                Some(Class::ResetGap)
            };
            met = met.or(Some(reset));
            match reset {
                None => chain.insert(0, p),
                Some(Class::ResetGap) => {}
                Some(_) => break,
            }
        }
        let class = if is_first {
            Class::First
        } else if is_twin {
            Class::Twin
        } else if chain.is_empty() {
            met.flatten().unwrap()
        } else {
            Self::class_of(&self.gap(&chain, &target))
        };
        chain.push(target);
        (chain, class)
    }
}
