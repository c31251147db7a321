//! How time passes: mostly to a second at which an answer may change.

use super::local::{end_of, local_day};
use super::memory::{Meaning, window};
use super::world::World;

impl World<'_> {
    /// The clock goes on, mostly to a second at which something changes or to its neighbours.
    pub(crate) fn pass_time(&mut self) {
        // To a box all instants before 2024 are alike; days count from 1970.
        self.clock = self.clock.max(1_600_000_000);
        let m = &self.model.now;
        if m.wait_until > self.clock && self.random.percent(60) {
            self.clock = m.wait_until + self.random.below(3) - 1;
            return;
        }
        let mut edges = self.edges();
        let far = self.clock + 4_000_000;
        edges.retain(|edge| *edge > 1_600_000_000 && *edge < far);
        edges.sort_unstable();
        let ahead: Vec<u64> = edges.iter().copied().filter(|e| *e > self.clock).collect();
        let past: Vec<u64> = edges.iter().copied().filter(|e| *e < self.clock).collect();
        let shift = self.random.below(3);
        match self.random.weighted(&[180, 380, 320, 85, 20, 10, 2, 3]) {
            0 => {}
            1 => self.clock += 1 + self.random.below(150),
            2 if !ahead.is_empty() => {
                let nearest = ahead.len().min(14) as u64;
                let index = self.random.below(nearest).min(self.random.below(nearest));
                self.clock = ahead[usize::try_from(index).unwrap()] + shift - 1;
            }
            3 => self.clock += self.random.below(7_200),
            4 if !past.is_empty() => {
                let index = past.len()
                    - 1
                    - usize::try_from(self.random.below(8))
                        .unwrap()
                        .min(past.len() - 1);
                self.clock = past[index] + shift - 1;
            }
            5 => self.clock -= self.random.below(2_400),
            6 => self.clock = 1_704_067_200 + shift - 1,
            7 => self.clock += self.random.below(200_000),
            _ => self.clock += 20,
        }
    }

    /// Every second at which the pages say that an answer may change.
    fn edges(&self) -> Vec<u64> {
        let m = &self.model.now;
        let limits = &m.limits;
        let tolerance = m.tolerance(self.clock);
        let mut edges = vec![
            m.wait_until,
            m.falls_from + u64::from(limits.refusal_falls_seconds),
            m.persisted.saturating_sub(tolerance),
            m.persisted + 3_600,
        ];
        let today = u32::try_from(local_day(&m.zone, self.clock)).unwrap_or(20_000);
        let midnight = end_of(&m.zone, today);
        edges.extend([midnight - tolerance, midnight, midnight + tolerance]);
        if let Some(hours) = limits.access_hours {
            for minute in [hours.from, hours.to] {
                let before_midnight = 86_400 - u64::from(minute) * 60;
                edges.extend([
                    midnight - before_midnight,
                    midnight + 86_400 - before_midnight,
                ]);
            }
        }
        for row in m.places.iter().flatten() {
            if let Some((first, opened)) = row.used {
                edges.push(first);
                edges.push(first + u64::from(limits.reuse_seconds));
                edges.push(opened + u64::from(limits.repeat_seconds));
            }
            edges.extend(self.edges_of(&row.meaning, tolerance));
        }
        for issued in self.issuer.issued.iter().rev().take(12) {
            edges.extend(self.edges_of(&issued.meaning, tolerance));
        }
        let phones = &self.model.phones;
        let given = phones.last.map_or(0, |last| last.given);
        let pressed = phones.pressed.unwrap_or(0);
        for edge in [given + 10, given + 60, pressed + 30] {
            edges.extend(u64::try_from(edge));
        }
        edges
    }

    fn edges_of(&self, meaning: &Meaning, tolerance: u64) -> Vec<u64> {
        match meaning {
            Meaning::Day { day, .. } => {
                let zone = &self.model.now.zone;
                let (start, end) = (end_of(zone, day - 1), end_of(zone, *day));
                vec![start - tolerance, start, end, end + tolerance]
            }
            Meaning::Flex(terms) => {
                let (start, end, last) = window(terms);
                vec![start - tolerance, end, end + tolerance, last + tolerance]
            }
            Meaning::Service(_) => Vec::new(),
            Meaning::Grant { not_after, .. } => {
                vec![*not_after, not_after.saturating_add(tolerance)]
            }
        }
    }
}
