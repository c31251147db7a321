//! The status gate: what a listing's status allows, and what a change of it takes away
//! (specification, section 13; RMLS rule 7.1 with RESO's status definitions).
//!
//! [`access`] says whom a status lets in. [`Gate::judge`] says what follows from a new one:
//! the [`Gate`] then tells the [fate](Gate::grant) of each grant and of each
//! [code](Gate::code) that was made for the lockbox.
//!
//! ```
//! use doorward::keys::Id;
//! use doorward::policy::status_gate::{
//!     Access, Change, Gate, Reason, Grant, GrantFate, Parameters, access,
//! };
//! use doorward::policy::{Class, Name, Status};
//!
//! assert_eq!(access(Status::Pending, Class::ShowingAgent, false), Access::Permission);
//!
//! // Active to Pending at 15:00, while a showing agent's grant is on a phone.
//! let released = Grant {
//!     id: Name::new("G-2")?,
//!     class: Class::ShowingAgent,
//!     not_before: 1_778_967_000,
//!     not_after: 1_778_970_600,
//!     released: true,
//! };
//! let change = Change {
//!     now: 1_778_968_800,
//!     listing: Name::new("L-1")?,
//!     lockbox: Id::new("LB-00012345")?,
//!     from: Status::Active,
//!     to: Status::Pending,
//!     coming_soon_showings: false,
//!     off_market_permission: false,
//!     seller_signed_request: false,
//!     suspension_requested: false,
//!     suspended: false,
//!     revocations: 0,
//! };
//! let gate = Gate::judge(&change, &Parameters::default(), &[released], &[])?;
//! assert_eq!(gate.grant(&released), GrantFate::Revoked { until: 1_778_970_600 });
//!
//! // Nobody withdraws a listing without the seller's signature.
//! let change = Change { to: Status::Withdrawn, ..change };
//! let gate = Gate::judge(&change, &Parameters::default(), &[released], &[])?;
//! assert!(gate.reasons().contains(Reason::SellerRequestMissing));
//! assert_eq!(gate.grant(&released), GrantFate::Unchanged);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod gate;
mod input;
#[cfg(feature = "alloc")]
mod owned;

pub use gate::{CodeFate, Gate, GrantFate, Obligation, Reason};
pub use input::{Change, Code, CodeMethod, CodeValidity, Error, Grant, Parameters};
#[cfg(feature = "alloc")]
pub use owned::{AccessLeft, AliveCode, Consequences, OwnedChange, RevokedGrant};

use super::listed::closed_list;
use super::{Class, Status};

closed_list! {
    /// What a status allows to a class of people.
    Access {
        Yes = 1, "yes", "allowed";
        /// A trade needs the seller's, in writing; showing agents and staff that of the
        /// listing side for the present status.
        Permission = 2, "permission", "allowed with permission";
        Never = 3, "never", "not allowed";
    }
}

/// What `status` allows to people of `class`. `coming_soon_showings` says whether the
/// listing is shown while Coming Soon, and counts in that status alone.
#[must_use]
pub const fn access(status: Status, class: Class, coming_soon_showings: bool) -> Access {
    use Access::{Never, Permission, Yes};
    let [showing_agent, trade, staff, homeowner] = match status {
        Status::Active | Status::ActiveUnderContract => [Yes, Permission, Yes, Yes],
        Status::Pending | Status::Hold | Status::Incomplete => [Permission, Permission, Yes, Yes],
        Status::ComingSoon if coming_soon_showings => [Permission, Permission, Yes, Yes],
        Status::ComingSoon => [Never, Permission, Yes, Yes],
        Status::Withdrawn | Status::Canceled | Status::Expired => {
            [Never, Permission, Permission, Yes]
        }
        // The house has another owner, whose permission nobody has.
        Status::Closed | Status::Delete => [Never, Never, Never, Never],
    };
    match class {
        Class::ShowingAgent => showing_agent,
        Class::Trade => trade,
        Class::Owner => Yes,
        Class::Staff => staff,
        Class::Homeowner => homeowner,
    }
}

#[cfg(test)]
mod tests;
