use no_std_compat::vec::Vec;

use super::{
    Change, Code, CodeFate, Error, Gate, Grant, GrantFate, Obligation, Parameters, Reason,
};
use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::policy::listed::closed_list;
use crate::policy::{Decision, Name, Set, Status};

closed_list! {
    /// Whether the holder of a code that still opens may use it.
    AccessLeft {
        Kept = 1, "kept", "the holder keeps access";
        Lost = 2, "lost", "the holder lost access";
    }
}

/// A [`Change`] with the grants and codes made for the lockbox: the thirteen members of the
/// specification's object.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[allow(
    clippy::struct_excessive_bools,
    reason = "five facts that hold or not, each of its own"
)]
pub struct OwnedChange {
    /// The present.
    pub now: UnixSeconds,
    /// The listing.
    pub listing: Name,
    /// The lockbox assigned to it.
    pub lockbox: Id,
    /// The status before.
    pub from: Status,
    /// The status after.
    pub to: Status,
    /// Whether the listing is shown while Coming Soon, after the change.
    pub coming_soon_showings: bool,
    /// Whether the listing side allows showing in the status after.
    pub off_market_permission: bool,
    /// Whether the seller has signed a request to withdraw.
    pub seller_signed_request: bool,
    /// Whether the lockbox's owner wants it suspended, as from now.
    pub suspension_requested: bool,
    /// Whether the last bulletin made for the lockbox suspends it.
    pub suspended: bool,
    /// Revocations that its next bulletin has to list already, 0 to 16.
    pub revocations: u8,
    /// Grants made for the lockbox.
    pub grants: Vec<Grant>,
    /// Codes made for the lockbox.
    pub codes: Vec<Code>,
}

/// A grant to be revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RevokedGrant {
    /// The grant's id.
    pub id: Name,
    /// Its own end, to which it opens if no bulletin reaches the lockbox.
    pub until: UnixSeconds,
}

/// A code that still opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AliveCode {
    /// The code's id.
    pub id: Name,
    /// The instant at which it opens no longer.
    pub until: UnixSeconds,
    /// Whether its holder may use it.
    pub access: AccessLeft,
}

/// What follows from a change, in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Consequences {
    /// Permit or deny; a denial has empty lists.
    pub decision: Decision,
    /// Every reason against the change.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::listed::reasons_list"))]
    pub reasons: Set<Reason>,
    /// What the caller has to do.
    pub obligations: Set<Obligation>,
    /// Grants never to be released.
    pub withheld: Vec<Name>,
    /// Grants to be revoked.
    pub revoked: Vec<RevokedGrant>,
    /// Codes that still open, whoever holds them.
    pub alive: Vec<AliveCode>,
    /// Grants, then codes, of the old epoch whose holders keep access.
    pub reissue: Vec<Name>,
}

impl OwnedChange {
    /// Judges the change. [`Gate::judge`] with the lists that follow from it.
    ///
    /// # Errors
    /// As [`Gate::judge`].
    pub fn judge(&self, parameters: &Parameters) -> Result<Consequences, Error> {
        let Self { grants, codes, .. } = self;
        let gate = Gate::judge(&self.change(), parameters, grants, codes)?;
        let withheld = grants
            .iter()
            .filter(|grant| gate.grant(grant) == GrantFate::Withheld);
        let revoked = grants.iter().filter_map(|grant| match gate.grant(grant) {
            GrantFate::Revoked { until } => Some(RevokedGrant {
                id: grant.id,
                until,
            }),
            _ => None,
        });
        let alive = codes.iter().filter_map(|code| {
            let (until, access) = match gate.code(code) {
                CodeFate::Kept { until } => (until, AccessLeft::Kept),
                CodeFate::Lost { until } => (until, AccessLeft::Lost),
                CodeFate::Unchanged | CodeFate::Dead => return None,
            };
            Some(AliveCode {
                id: code.id,
                until,
                access,
            })
        });
        let reissued_grants = grants.iter().filter(|grant| gate.reissues_grant(grant));
        let reissued_codes = codes.iter().filter(|code| gate.reissues_code(code));
        Ok(Consequences {
            decision: gate.decision(),
            reasons: gate.reasons(),
            obligations: gate.obligations(),
            withheld: withheld.map(|grant| grant.id).collect(),
            revoked: revoked.collect(),
            alive: alive.collect(),
            reissue: reissued_grants
                .map(|grant| grant.id)
                .chain(reissued_codes.map(|code| code.id))
                .collect(),
        })
    }

    /// The change without the lists.
    #[must_use]
    pub fn change(&self) -> Change {
        Change {
            now: self.now,
            listing: self.listing,
            lockbox: self.lockbox,
            from: self.from,
            to: self.to,
            coming_soon_showings: self.coming_soon_showings,
            off_market_permission: self.off_market_permission,
            seller_signed_request: self.seller_signed_request,
            suspension_requested: self.suspension_requested,
            suspended: self.suspended,
            revocations: self.revocations,
        }
    }
}
