//! Grants: what a phone carries (specification, grants).
//!
//! A right that its holder can narrow but not widen, without asking anyone: a macaroon
//! (Birgisson et al. 2014). It is proved to the box by challenge and response, so that
//! nothing sent over the air can be used again.
//!
//! Three sides, and a type or two for each: the service [issues](crate::keys::GrantKey) a
//! [`Grant`] for a [`GrantBody`]; the holder keeps the [`Grant`], narrows it by
//! [`Caveat`]s and answers a challenge with a [`Presentation`]; the box takes a
//! [`Presentation`] apart and [verifies](crate::keys::GrantKey::verify) it.
//!
//! ```
//! use doorward::grants::{Caveat, GrantBody, GrantOperation, Operations, Presentation, Request};
//! use doorward::keys::{Id, RootKey};
//!
//! // The service issues a guest grant for half an hour and one opening.
//! let id = Id::new("LB-00012345")?;
//! let key = RootKey::from_bytes(&[7; 32])?.lockbox(&id, 0).grant(0);
//! let start = 1_767_362_400;
//! let grant = key.issue(&GrantBody {
//!     operations: Operations::GUEST,
//!     epoch: 0,
//!     bulletin: 1,
//!     grant_id: [0xa0; 16],
//!     holder: [0xb0; 16],
//!     not_before: start,
//!     not_after: start + 1_800,
//!     max_uses: 1,
//!     lockbox: id,
//! });
//! // Its holder hands it on for the key compartment alone, and ten minutes less.
//! let narrowed = grant
//!     .narrow(Caveat::NotAfter(start + 1_200))?
//!     .narrow(Caveat::Operations(Operations::of(&[GrantOperation::KeyCompartment])))?;
//!
//! // The box gave a challenge; the phone answers it with a fresh nonce.
//! let (challenge, nonce) = ([0xc0; 16], [0xd0; 16]);
//! let request = Request::new(GrantOperation::KeyCompartment, &[])?;
//! let message = narrowed.present(&challenge, &nonce, &request);
//!
//! // The box takes it apart, verifies it, and answers with an acknowledgement.
//! let presented = Presentation::parse(message.as_bytes()).map_err(|error| error.to_string())?;
//! let verified = key.verify(&presented, &challenge).map_err(|error| error.to_string())?;
//! assert_eq!(verified.rights().not_after, start + 1_200);
//! let outcome = 0; // open
//! let acknowledgement = verified.acknowledge(&challenge, outcome);
//! assert!(narrowed.check_acknowledgement(&challenge, message.as_bytes(), outcome, &acknowledgement).is_ok());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod body;
mod caveat;
mod proof;
mod rights;
mod token;

pub use body::{GrantBody, GrantOperation, Operations};
pub use caveat::{Caveat, Caveats};
pub use proof::{
    NotAuthentic, Presentation, PresentationMessage, Refusal, Request, Verified, acknowledgement,
    proof,
};
pub use rights::Rights;
pub use token::{Grant, GrantText};

#[cfg(test)]
mod tests;
