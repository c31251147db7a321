//! The days that the listings of a chain cover, kept while the chain grows: each listing is
//! asked about once, and none walks through all the others again.

use super::course::Interval;
use crate::calendar::Day;

/// Days, half open.
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Days {
    pub(super) fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// How many of them lie before `cut`.
    fn before(self, cut: u32) -> u32 {
        self.end.min(cut).saturating_sub(self.start)
    }

    fn common(self, other: Self) -> Self {
        Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        }
    }
}

impl From<&Interval> for Days {
    fn from(interval: &Interval) -> Self {
        Self {
            start: interval.start.number(),
            end: interval.end.number(),
        }
    }
}

/// Listings come by their first day, so that days before it are only a number from then on.
pub(super) struct Cover<'w> {
    /// Work space, as much as there are intervals.
    room: &'w mut [Interval],
    /// What lies behind the front: `room[head..tail]`. Joined: in order, apart from one another.
    head: usize,
    tail: usize,
    /// The days before the front.
    past: u32,
    /// Whether a day counts once for all listings, else once for each.
    is_joined: bool,
}

impl<'w> Cover<'w> {
    pub(super) fn new(room: &'w mut [Interval], is_joined: bool) -> Self {
        Self {
            room,
            head: 0,
            tail: 0,
            past: 0,
            is_joined,
        }
    }

    pub(super) fn clear(&mut self) {
        (self.head, self.tail, self.past) = (0, 0, 0);
    }

    fn pieces(&self) -> &[Interval] {
        self.room.get(self.head..self.tail).unwrap_or_default()
    }

    /// Moves the front to `day`.
    pub(super) fn advance(&mut self, day: Day) {
        if self.is_joined {
            while let Some(piece) = self.room.get_mut(self.head..self.tail)
                && let Some(piece) = piece.first_mut()
            {
                let days = Days::from(&*piece).before(day.number());
                self.past = self.past.saturating_add(days);
                if day < piece.end {
                    piece.start = piece.start.max(day);
                    break;
                }
                self.head = self.head.saturating_add(1);
            }
        } else {
            let mut kept = self.head;
            for position in self.head..self.tail {
                let Some(&(mut piece)) = self.room.get(position) else {
                    break;
                };
                let days = Days::from(&piece).before(day.number());
                self.past = self.past.saturating_add(days);
                piece.start = piece.start.max(day);
                if day < piece.end
                    && let Some(place) = self.room.get_mut(kept)
                {
                    *place = piece;
                    kept = kept.saturating_add(1);
                }
            }
            self.tail = kept;
        }
        if self.head == self.tail {
            (self.head, self.tail) = (0, 0);
        }
    }

    /// The days before `cut`, together with the `own` ones of a listing, which are in order and
    /// apart from one another.
    pub(super) fn days(&self, own: impl Iterator<Item = Days>, cut: u32) -> u32 {
        let pieces = || {
            let pieces = self.pieces().iter().map(Days::from);
            pieces.take_while(|piece| !self.is_joined || piece.start < cut)
        };
        let add = |sum: u32, days: Days| sum.saturating_add(days.before(cut));
        let mut days = pieces().fold(self.past, add);
        for own in own {
            let mut new = own.before(cut);
            if self.is_joined {
                let counted = pieces().map(|piece| piece.common(own)).fold(0, add);
                new = new.saturating_sub(counted);
            }
            days = days.saturating_add(new);
        }
        days
    }

    /// Adds days, none of them before the front.
    pub(super) fn insert(&mut self, days: Days) {
        let mut new = Interval {
            start: Day::from_number(days.start),
            end: Day::from_number(days.end),
            place: 0,
        };
        let pieces = self.pieces();
        let (mut first, mut behind) = (pieces.len(), pieces.len());
        if self.is_joined {
            first = pieces.partition_point(|piece| piece.end < new.start);
            behind = pieces.partition_point(|piece| piece.start <= new.end);
            if let Some([head, ..]) = pieces.get(first..behind)
                && let Some([.., last]) = pieces.get(first..behind)
            {
                new.start = new.start.min(head.start);
                new.end = new.end.max(last.end);
            }
        }
        self.replace(first, behind, new);
    }

    /// Puts `new` in the place of the pieces from `first` to before `behind`.
    fn replace(&mut self, first: usize, behind: usize, new: Interval) {
        let rest = self.tail.saturating_sub(self.head).saturating_sub(behind);
        let target = self.head.saturating_add(first);
        let after = target.saturating_add(1);
        let source = self.head.saturating_add(behind);
        if after < source {
            for step in 0..rest {
                self.copy(source.saturating_add(step), after.saturating_add(step));
            }
        } else if source < after {
            for step in (0..rest).rev() {
                self.copy(source.saturating_add(step), after.saturating_add(step));
            }
        }
        if let Some(place) = self.room.get_mut(target) {
            *place = new;
            self.tail = after.saturating_add(rest);
        }
    }

    fn copy(&mut self, from: usize, to: usize) {
        if let Some(&piece) = self.room.get(from)
            && let Some(place) = self.room.get_mut(to)
        {
            *place = piece;
        }
    }
}
