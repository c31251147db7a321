//! Measuring works in turns, by the processor's time of this thread: what else runs on the
//! machine then counts only as far as it slows the processor.

use std::time::Duration;

use cpu_time::ThreadTime;

/// A work by its name: a call does it once, for the number it is given.
pub(crate) type Work = (&'static str, Box<dyn FnMut(u64)>);

/// How long a work's turn takes.
const TURN: Duration = Duration::from_millis(20);

/// How often the works take turns.
pub(crate) struct Rounds(usize);

impl Rounds {
    pub(crate) fn new(rounds: usize) -> Self {
        Self(rounds)
    }

    /// Nanoseconds of a call of each work, in the order given: the medians of all rounds.
    pub(crate) fn run(&self, mut works: Vec<Work>) -> Vec<(&'static str, f64)> {
        // A turn that is not counted warms up, and finds out how many calls fill one.
        let calls: Vec<u64> = works
            .iter_mut()
            .map(|(_, work)| calls_of_a_turn(work))
            .collect();
        let mut measured = vec![Vec::with_capacity(self.0); works.len()];
        for _ in 0..self.0 {
            for (((_, work), calls), measured) in works.iter_mut().zip(&calls).zip(&mut measured) {
                measured.push(turn(work, *calls).as_nanos() as f64 / *calls as f64);
            }
        }
        let medians = measured.iter_mut().map(|all| {
            all.sort_by(f64::total_cmp);
            all[all.len() / 2]
        });
        works.iter().map(|(name, _)| *name).zip(medians).collect()
    }
}

fn calls_of_a_turn(work: &mut dyn FnMut(u64)) -> u64 {
    let mut calls = 1;
    loop {
        let took = turn(work, calls);
        if took >= TURN / 2 {
            let of_one = took.as_nanos().max(1) / u128::from(calls);
            return u64::try_from(TURN.as_nanos() / of_one.max(1))
                .unwrap_or(1)
                .max(1);
        }
        calls *= 2;
    }
}

fn turn(work: &mut dyn FnMut(u64), calls: u64) -> Duration {
    let begun = ThreadTime::now();
    for call in 0..calls {
        work(call);
    }
    begun.elapsed()
}
