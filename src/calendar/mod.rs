//! Civil dates, the zone a lockbox lives in, and the clock's tolerance.
//!
//! The crate has no clock: every instant is the caller's, in Unix seconds.

mod change;
mod day;
mod tolerance;
mod zone;

pub use change::Change;
pub use day::Day;
pub use tolerance::Tolerance;
pub use zone::{DaylightSaving, Zone};

/// An instant: seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
pub type UnixSeconds = u64;
