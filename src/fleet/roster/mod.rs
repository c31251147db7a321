//! The MLS's list of offices, members and listings, compared with what is known
//! (specification, the fleet).
//!
//! A snapshot is taken over by comparing it, row by row, with the rows of the last one. One
//! that takes away suspiciously much is [held back](Import::held) until a person confirms it.
//! The same snapshot twice changes nothing the second time.
//!
//! Rows are those of RESO's Data Dictionary; reading them from a feed is the caller's affair.
//! `T` is any text: `&str`, an inline [`Text`](crate::policy::Text), a `String`.
//!
//! ```
//! use doorward::fleet::FleetError;
//! use doorward::fleet::roster::{
//!     ActivityStatus, ConsequenceKind, Import, Member, Roster, RosterParameters, RowKind,
//! };
//! use doorward::policy::Name;
//!
//! let member = |key| -> Result<Member<&str>, Box<dyn std::error::Error>> {
//!     Ok(Member::new(Name::new(key)?, ActivityStatus::Active))
//! };
//! let known = [member("M-1")?, member("M-2")?, member("M-3")?];
//! let import = Import {
//!     known: Roster { members: &known, ..Roster::EMPTY },
//!     snapshot: Roster { members: &known[..2], ..Roster::EMPTY },
//!     complete: [RowKind::Member].into_iter().collect(),
//!     confirmed: false,
//!     parameters: RosterParameters::default(),
//! };
//! import.check()?;
//! let found: Vec<_> = import.consequences().map(|found| (found.consequence, found.key)).collect();
//! assert_eq!(found, [(ConsequenceKind::MemberLosesKeys, known[2].member_key)]);
//!
//! // Two of three at once are held back.
//! let cut = Import { snapshot: Roster { members: &known[..1], ..Roster::EMPTY }, ..import };
//! assert!(cut.is_held() && cut.consequences().next().is_none());
//!
//! let unsorted = [known[1], known[0]];
//! let wrong = Roster { members: &unsorted, ..Roster::EMPTY };
//! assert_eq!(wrong.check(), Err(FleetError::RowsOutOfOrder));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod consequences;
mod differences;
mod import;
mod lists;
#[cfg(feature = "alloc")]
mod owned;
mod row;
mod rows;

pub use consequences::{Consequence, ConsequenceKind, active_members_of};
pub use differences::{Difference, DifferenceKind};
pub use import::{Import, ImportWarning, Roster, RosterParameters, overdue};
pub use lists::{ActivityStatus, Field, RowKind, standard_status};
#[cfg(feature = "alloc")]
pub use owned::{Comparison, OwnedImport, OwnedRoster};
pub use row::{Row, tidy};
pub use rows::{Listing, Member, Office};

#[cfg(test)]
mod tests;
