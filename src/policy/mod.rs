//! What the issuing side decides before it makes a code or a grant, and what follows from
//! what happens (specification, sections 12 to 15).
//!
//! | module | question |
//! |---|---|
//! | [`issuance`] | may this issuer give this recipient access to this lockbox, by this method? |
//! | [`status_gate`] | who may be let in at all, and what ends with a change of status? |
//! | [`appointment`] | who may ask for, approve, move and end a showing, and what follows? |
//! | [`single_key`] | which of a member's app and card opens boxes today? |
//! | [`renewal`] | may this card be renewed, and until when is it then good? |
//!
//! Pure functions over plain values, without a clock, an allocator or a store: facts in, an
//! answer out. Input that makes no sense is an error of the module's own list; what makes
//! sense and may not be done is a [`Decision::Deny`] with *every* reason that applies, each
//! with what is needed for it to apply no longer.

pub(crate) mod listed;
pub(crate) mod values;

pub mod appointment;
pub mod issuance;
pub mod renewal;
pub mod single_key;
pub mod status_gate;

pub use listed::{Judging, Listed, Set};
pub use values::{BadValue, Class, Decision, Method, Name, RecipientKind, Status, Text, Window};

#[cfg(test)]
mod testing;
