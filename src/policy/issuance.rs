//! Issuance: whether an issuer may give a recipient access to a lockbox, by which method, for
//! how long, and what has to be done with the answer (specification, section 12).
//!
//! The issuing side asks before it makes a code or a grant; a lockbox knows nothing of it. One
//! pure function: an [`Input`] in, a [`Ruling`] out. A permit names the slot or copy to make
//! the code of, and the row for the ledger; with a heap, `OwnedInput::rule` gives the whole new
//! ledger. The words are XACML's: a decision, the reasons against it, its obligations.
//!
//! ```
//! use doorward::calendar::Zone;
//! use doorward::codes::CodeUse;
//! use doorward::grants::{GrantOperation, Operations};
//! use doorward::keys::Id;
//! use doorward::policy::issuance::{
//!     Association, Input, Issuer, IssuerKind, Ledger, Listing, ListingAccess, LockboxFacts,
//!     Obligation, Parameters, Reason, Recipient, Request, Skip,
//! };
//! use doorward::policy::{Method, Name, RecipientKind, Status, Text, Window};
//!
//! // A listing agent gives a member agent a FlexCode from 14:00 to 16:00.
//! let lockbox = LockboxFacts {
//!     id: Id::new("LB-00012345")?,
//!     zone: Zone::fixed(-420)?,
//!     epoch: 1,
//!     bulletin: 1,
//!     suspended: false,
//!     bluetooth: true,
//!     flex_codes: true,
//!     shackle_by_app: true,
//!     shackle_by_code: true,
//! };
//! let input = Input {
//!     association: Association::of(Name::new("A-1")?),
//!     parameters: Parameters::default(),
//!     request: Request {
//!         now: 1_778_950_800,
//!         issuer: Issuer {
//!             kind: IssuerKind::ListingAgent,
//!             id: Name::new("M-1")?,
//!             pin_verified: true,
//!         },
//!         recipient: Recipient {
//!             kind: RecipientKind::MemberAgent,
//!             id: Name::new("M-7")?,
//!             name: Some(Text::new("Ana Núñez")?),
//!             association: Some(Name::new("A-1")?),
//!             member_active: true,
//!             licence_verified: true,
//!             account_registered: true,
//!             phone: None,
//!         },
//!         method: Method::FlexCode,
//!         operations: Operations::of(&[GrantOperation::KeyCompartment]),
//!         window: Some(Window { start: 1_778_965_200, end: 1_778_972_400 }),
//!         day: None,
//!         half: None,
//!         code_use: Some(CodeUse::Single),
//!         skip: Skip::NONE,
//!         seller_written_permission: false,
//!         off_market_permission: false,
//!         identity_checked: false,
//!     },
//!     listing: Some(Listing {
//!         id: Name::new("L-1")?,
//!         status: Status::Active,
//!         coming_soon_showings: false,
//!         methods: None,
//!         access: ListingAccess::Open,
//!     }),
//!     lockbox,
//!     appointment: None,
//!     ledger: Ledger {
//!         lockbox: lockbox.id,
//!         epoch: 1,
//!         revision: 0,
//!         day_codes: &[],
//!         flex_codes: &[],
//!     },
//! };
//! let ruling = input.rule()?;
//! let permit = ruling.permit.ok_or("denied")?;
//! assert_eq!((permit.start_slot, permit.duration, permit.copy), (Some(988_314), Some(4), Some(0)));
//! assert!(ruling.obligations.contains(Obligation::SayNotRecallable));
//! assert_eq!(ruling.recommended, Some(Method::MemberGrant));
//!
//! // Pending, without the listing side's permission.
//! let pending = input.listing.map(|listing| Listing { status: Status::Pending, ..listing });
//! let ruling = Input { listing: pending, ..input }.rule()?;
//! assert!(ruling.permit.is_none());
//! let reasons: Vec<_> = ruling.reasons.iter().collect();
//! assert_eq!(reasons, [Reason::StatusNeedsPermission]);
//! assert_eq!(reasons[0].needs(), Some("off_market_permission"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod input;
mod ledger;
mod lists;
mod message;
#[cfg(feature = "alloc")]
mod owned;
mod parameters;
mod permit;
mod reasons;
mod recipients;
mod rule;
mod short_lists;

pub use input::{
    AppointmentFacts, Association, Input, Issuer, Listing, LockboxFacts, Phone, Recipient, Request,
};
pub use ledger::{DayRow, FlexRow, Issued, Ledger, LedgerChange};
pub use lists::{Error, IssuerKind, ListingAccess, Recall, RecordedAs, System, Uses};
#[cfg(feature = "alloc")]
pub use owned::{OwnedAssociation, OwnedInput, OwnedLedger};
pub use parameters::Parameters;
pub use permit::{Permit, Ruling};
pub use reasons::{Obligation, Reason};
pub use short_lists::{MethodList, Skip};

#[cfg(test)]
mod tests;
