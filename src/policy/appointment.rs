//! Appointments: who may ask for, approve, move and end a showing, from when until when it
//! gives access, and how a receiver of its events notices one that is missing (specification,
//! section 14).
//!
//! [`Situation::step`] moves an appointment, [`admit`] says whether it lets its holder in now,
//! [`grant_for`] says what to issue for it, [`receive`] judges an event from elsewhere.
//!
//! ```
//! use doorward::calendar::Zone;
//! use doorward::keys::Id;
//! use doorward::policy::Name;
//! use doorward::policy::appointment::{
//!     Action, Actor, Reason, Booking, Event, Rules, Situation, State,
//! };
//!
//! let rules = Rules { lead_time: 3_600, ..Rules::of(Zone::UTC) };
//! let request = |now| Event {
//!     actor: Actor::Holder,
//!     now,
//!     action: Action::Request(Booking {
//!         id: Name::new("P-1").unwrap(),
//!         listing: Name::new("L-1").unwrap(),
//!         lockbox: Id::new("LB-00012345").unwrap(),
//!         holder: Name::new("X-3").unwrap(),
//!         start: 1_778_976_000,
//!         end: 1_778_976_900,
//!     }),
//! };
//! let ask = |now| Situation {
//!     rules,
//!     appointment: None,
//!     others: &[],
//!     showable: true,
//!     bulletin: 0,
//!     event: request(now),
//! };
//! let step = ask(1_778_968_800).step()?;
//! assert_eq!(step.appointment.map(|it| it.state), Some(State::Requested));
//!
//! // 3,599 seconds before: too late for this listing.
//! let step = ask(1_778_972_401).step()?;
//! assert!(step.reasons.contains(Reason::LeadTimeShort));
//! # Ok::<(), doorward::policy::appointment::Error>(())
//! ```

mod access;
mod event;
#[cfg(feature = "alloc")]
mod owned;
mod receive;
mod result;
mod rules;
mod step;
mod value;

pub use access::{AccessReason, Admission, GrantTerms, admit, grant_for};
pub use event::{Action, Actor, Booking, Event, EventKind};
#[cfg(feature = "alloc")]
pub use owned::{OwnedRules, OwnedSituation};
pub use receive::{Outcome, Receipt, receive};
pub use result::{Records, Step};
pub use rules::Rules;
pub use step::{Obligation, Reason, Situation};
pub use value::{Appointment, Error, Other, Record, State};

#[cfg(test)]
mod tests;
