//! Days on market: how long a listing was on the market, how long its property was over several
//! listings, and why (specification, days on market).
//!
//! RESO names the fields `DaysOnMarket` and `CumulativeDaysOnMarket` and leaves the formula to
//! each MLS. Here it is one engine and a record of [`Rules`]; the rules of an MLS are data, the
//! [presets].
//!
//! | question | without an allocator | with feature `alloc` |
//! |---|---|---|
//! | DOM, CDOM and class of a listing | [`Property::outcome`] | `History::answer` |
//! | of every listing of a property | [`Property::outcomes`] | |
//! | why | [`Property::steps`], [`Property::members`] | `History::explain` |
//! | by which rules | [`presets::rules_at`] | `History::explain_by_family` |
//! | may the owner be called | [`leads::Lead::judge`] | `LeadQuestion::answer`, `leads::judge_all` |
//! | which listings are of one property | | `property::properties` |
//! | of every listing of many properties | | feature `batch`: `batch::Batch` |
//!
//! Pure functions over plain values: no clock, no zone, nothing kept. The same rows in any
//! order have the same answer. What is wrong with them is a [`Warning`], and never a guess: a
//! listing that ended nobody knows when has no DOM.

#[cfg(feature = "batch")]
pub mod batch;
#[cfg(feature = "alloc")]
mod counted;
mod date;
mod doubts;
mod engine;
mod error;
#[cfg(feature = "alloc")]
mod explanation;
#[cfg(feature = "alloc")]
mod history;
pub mod leads;
mod listed;
pub mod presets;
pub mod property;
mod rules;
mod status;
mod warning;

#[cfg(feature = "batch")]
use engine::{Brief, Figures, Order, Stay};

#[cfg(feature = "alloc")]
pub use counted::{Counted, count_all};
pub use date::Date;
pub use doubts::{Doubt, Doubts};
pub use engine::{
    Class, Gap, Interval, Listing, Member, Outcome, Place, Property, Row, Step, Work,
};
pub use error::Error;
#[cfg(feature = "alloc")]
pub use explanation::{Explanation, OnMarket, OwnedMember, OwnedStep};
#[cfg(feature = "alloc")]
pub use history::{Answer, History, OwnedGap, OwnedListing, OwnedRow, RowStatus};
pub use rules::{ClockFrom, Combine, Count, EndEvent, GapMetric, Rules, Scope, StartField};
pub use status::{Status, Statuses};
pub use warning::{Warning, Warnings};
