//! Work shared among threads, its results in order.

use core::sync::atomic::{AtomicUsize, Ordering};
use std::panic::resume_unwind;
use std::thread;
use std::vec::Vec;

/// The results of pieces of work 0 to `count - 1`, each taken by the thread that is free. A
/// thread starts with a state of its own.
pub(super) fn each<S, T: Send>(
    threads: usize,
    count: usize,
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
) -> Vec<T> {
    if threads <= 1 || count <= 1 {
        let mut state = start();
        return (0..count).map(|piece| work(&mut state, piece)).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut state = start();
        let pieces = core::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let mine = pieces.take_while(|piece| *piece < count);
        mine.map(|piece| (piece, work(&mut state, piece)))
            .collect::<Vec<_>>()
    };
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(count)).map(|_| scope.spawn(take)).collect();
        let mut results = take();
        for other in others {
            results.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    });
    results.sort_unstable_by_key(|(piece, _)| *piece);
    results.into_iter().map(|(_, result)| result).collect()
}
