//! Everything that happened to the access to a box, told in one form, and what is made of it:
//! the access report, the showing notices, the compliance export (specification, records).
//!
//! The names are those of RESO's Data Dictionary, resource `LockOrBox`, where it has one. A
//! code's digits are in no record, and where people type them into a text all the same, they
//! are [masked](Masked) before anything is written.
//!
//! Everything is written to a [`core::fmt::Write`], without a heap. `T` is any text: `&str`,
//! an inline [`Text`](crate::policy::Text), a `String`.
//!
//! ```
//! use doorward::keys::Id;
//! use doorward::policy::Name;
//! use doorward::records::{AccessEvent, AccessMethod, Outcome, Records, RecordError, ReportFilter};
//!
//! let mut used = AccessEvent::new(Name::new("E-1")?, 1_778_951_100);
//! used.method = AccessMethod::DayCode;
//! used.outcome = Outcome::Open;
//! used.operation = 1;
//! used.utc_offset_minutes = -420;
//! used.lock_or_box_id = Some(Id::new("LB-00012345")?);
//! used.showing_agent_full_name = Some("Ina Spector, code 617 758 7763");
//!
//! let mut events = [&used];
//! let records = Records::arrange(&mut events)?;
//! let mut report = String::new();
//! let all = ReportFilter::new(1_778_914_800, 1_779_001_200);
//! records.access_report(&all, &mut report)?;
//! assert_eq!(
//!     report,
//!     "2026-05-16 10:05:00 -0700 | opened: day code | LB-00012345 | - | \
//!      Ina Spector, code ### ### #### | -\n"
//! );
//!
//! used.outcome = Outcome::WrongCode;
//! assert_eq!(Records::arrange(&mut [&used]).err(), Some(RecordError::OutcomeMismatch));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arrange;
pub mod credential;
mod event;
mod export;
mod instant;
mod lists;
mod masked;
mod notice;
mod reasons;
mod report;
mod row;
mod spelled;

pub use arrange::Records;
pub use event::AccessEvent;
pub use lists::{AccessMethod, EventKind, Outcome};
pub use masked::Masked;
pub use notice::Notice;
pub use reasons::Reasons;
pub use report::ReportFilter;
pub use row::RowFacts;

use crate::policy::listed::errors;

errors! {
    /// An event that makes no sense, or two that contradict each other. Nothing was written.
    RecordError {
        BadValue = 1, "bad_value", "a value is out of its range";
        OutcomeMismatch = 2, "outcome_mismatch", "an outcome that such an event does not have";
        MethodMismatch = 3, "method_mismatch", "a method that such an event does not have, or a credential of another form than the method's";
        BoxMissing = 4, "box_missing", "an event at no lockbox";
        RepeatedKey = 5, "repeated_key", "two events that differ have one key";
    }
}

#[cfg(test)]
mod tests;
