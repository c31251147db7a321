use super::{Access, Change, Code, Error, Grant, Parameters, access};
use crate::calendar::UnixSeconds;
use crate::listed::count;
use crate::policy::listed::{closed_list, reasons};
use crate::policy::{Class, Decision, Name, Set, Status};

reasons! {
    /// Why a change of status is denied. Which status may follow which is otherwise the
    /// MLS's affair.
    Reason {
        /// From Delete to another status.
        ListingDeleted = 1, "listing_deleted", Some("new_listing"), "the listing was deleted";
        /// To Withdrawn from another status, without a signed request (RMLS rule 7.1).
        SellerRequestMissing = 2, "seller_request_missing", Some("seller_signed_request"),
            "the seller has not signed a request to withdraw";
    }
}

closed_list! {
    /// What the caller has to do about a change.
    Obligation {
        RecordStatusChange = 1, "record_status_change", "record the change of status";
        KeepConsent = 2, "keep_consent", "keep the seller's request on file";
        WithholdGrants = 3, "withhold_grants", "never release the grants withheld";
        RaiseEpoch = 4, "raise_epoch", "raise the ownership epoch";
        SuspendBox = 5, "suspend_box", "suspend the lockbox";
        LiftSuspension = 6, "lift_suspension", "lift the suspension of the lockbox";
        SendBulletin = 7, "send_bulletin", "send the lockbox a bulletin";
        Reissue = 8, "reissue", "issue anew what the raised epoch ends";
        CancelAppointments = 9, "cancel_appointments", "cancel the appointments";
        TellListingAgent = 10, "tell_listing_agent", "tell the listing agent what still opens";
        /// The one obligation of a denial.
        RecordRefusal = 11, "record_refusal", "record the refusal";
    }
}

/// What becomes of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum GrantFate {
    /// The change was denied.
    Unchanged,
    /// It is over.
    Over,
    /// Its holder keeps access.
    Kept,
    /// It is never to be released: no bulletin is needed for it.
    Withheld,
    /// A phone has it, and a bulletin has to say that it holds no longer.
    Revoked {
        /// Its own end, to which it opens if no bulletin reaches the lockbox.
        until: UnixSeconds,
    },
}

/// What becomes of a code. None can be recalled from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum CodeFate {
    /// The change was denied.
    Unchanged,
    /// It opens no longer: cancelled, used up, or over.
    Dead,
    /// It opens until then, and its holder keeps access.
    Kept {
        /// The instant at which it opens no longer.
        until: UnixSeconds,
    },
    /// It opens until then, although its holder lost access.
    Lost {
        /// The instant at which it opens no longer.
        until: UnixSeconds,
    },
}

/// The answer to a change of status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the caller has to do what it obliges to"]
pub struct Gate {
    change: Change,
    parameters: Parameters,
    reasons: Set<Reason>,
    obligations: Set<Obligation>,
}

impl Gate {
    /// Judges a change of status, with all grants and codes made for the lockbox.
    ///
    /// The work grows with the square of their numbers, as ids are looked for twice over.
    ///
    /// # Errors
    /// [`Error`], the first in its order: a value or parameter out of its range; a grant
    /// or code that ends before it begins; a use that such a code does not have; an id that
    /// two grants or two codes have.
    pub fn judge(
        change: &Change,
        parameters: &Parameters,
        grants: &[Grant],
        codes: &[Code],
    ) -> Result<Self, Error> {
        check(change, parameters, grants, codes)?;
        let is_withdrawn = change.to == Status::Withdrawn && change.from != Status::Withdrawn;
        let reasons = Set::of([
            (
                change.from == Status::Delete && change.to != Status::Delete,
                Reason::ListingDeleted,
            ),
            (
                is_withdrawn && !change.seller_signed_request,
                Reason::SellerRequestMissing,
            ),
        ]);
        let mut gate = Self {
            change: *change,
            parameters: *parameters,
            reasons,
            obligations: Set::of([(true, Obligation::RecordRefusal)]),
        };
        if gate.decision().is_permit() {
            gate.obligations = gate.consequences(grants, codes);
            gate.obligations
                .insert_if(is_withdrawn, Obligation::KeepConsent);
        }
        Ok(gate)
    }

    /// Permit or deny.
    #[must_use]
    pub fn decision(&self) -> Decision {
        Decision::of(self.reasons)
    }

    /// Every reason against the change.
    #[must_use]
    pub const fn reasons(&self) -> Set<Reason> {
        self.reasons
    }

    /// What the caller has to do.
    #[must_use]
    pub const fn obligations(&self) -> Set<Obligation> {
        self.obligations
    }

    /// Whether people of `class` keep access in the status after the change.
    #[must_use]
    pub fn keeps(&self, class: Class) -> bool {
        match access(self.change.to, class, self.change.coming_soon_showings) {
            Access::Yes => true,
            Access::Permission => class == Class::Trade || self.change.off_market_permission,
            Access::Never => false,
        }
    }

    /// What becomes of one of the grants.
    #[must_use]
    pub fn grant(&self, grant: &Grant) -> GrantFate {
        if !self.decision().is_permit() {
            GrantFate::Unchanged
        } else if grant.not_after <= self.change.now {
            GrantFate::Over
        } else if self.keeps(grant.class) {
            GrantFate::Kept
        } else if grant.released {
            GrantFate::Revoked {
                until: grant.not_after,
            }
        } else {
            GrantFate::Withheld
        }
    }

    /// What becomes of one of the codes.
    #[must_use]
    pub fn code(&self, code: &Code) -> CodeFate {
        if !self.decision().is_permit() {
            return CodeFate::Unchanged;
        }
        match code.alive_until(self.change.now, &self.parameters) {
            None => CodeFate::Dead,
            Some(until) if self.keeps(code.class) => CodeFate::Kept { until },
            Some(until) => CodeFate::Lost { until },
        }
    }

    /// Whether a grant ends with the epoch although its holder keeps access.
    #[must_use]
    pub fn reissues_grant(&self, grant: &Grant) -> bool {
        self.raises_epoch() && self.grant(grant) == GrantFate::Kept
    }

    /// Whether a code ends with the epoch although its holder keeps access.
    #[must_use]
    pub fn reissues_code(&self, code: &Code) -> bool {
        self.raises_epoch() && matches!(self.code(code), CodeFate::Kept { .. })
    }

    /// Whether the revocations would not fit the bulletin.
    #[must_use]
    pub fn raises_epoch(&self) -> bool {
        self.obligations.contains(Obligation::RaiseEpoch)
    }

    fn consequences(&self, grants: &[Grant], codes: &[Code]) -> Set<Obligation> {
        let Self {
            change, parameters, ..
        } = self;
        let count = |is_such: fn(GrantFate) -> bool| {
            count(grants.iter().filter(|grant| is_such(self.grant(grant))))
        };
        let revoked = count(|fate| matches!(fate, GrantFate::Revoked { .. }));
        let withheld = count(|fate| fate == GrantFate::Withheld);
        let kept = count(|fate| fate == GrantFate::Kept);
        let alive = |code: &Code| self.code(code) != CodeFate::Dead;
        let keeps_code = |code: &Code| matches!(self.code(code), CodeFate::Kept { .. });
        let listed = usize::from(change.revocations).saturating_add(revoked);
        let raises = revoked > 0 && listed > usize::from(parameters.revocations_max);
        let is_closed = matches!(change.to, Status::Closed | Status::Delete);
        let suspends = is_closed || change.suspension_requested;
        let changes_suspension = suspends != change.suspended;
        let had = access(
            change.from,
            Class::ShowingAgent,
            change.coming_soon_showings,
        );
        let shown_no_more = had != Access::Never && !self.keeps(Class::ShowingAgent);
        let reissues = raises && (kept > 0 || codes.iter().any(keeps_code));
        let tells = revoked > 0 || codes.iter().any(alive);
        Set::of([
            (change.from != change.to, Obligation::RecordStatusChange),
            (withheld > 0, Obligation::WithholdGrants),
            (raises, Obligation::RaiseEpoch),
            (suspends && changes_suspension, Obligation::SuspendBox),
            (!suspends && changes_suspension, Obligation::LiftSuspension),
            (revoked > 0 || changes_suspension, Obligation::SendBulletin),
            (reissues, Obligation::Reissue),
            (shown_no_more, Obligation::CancelAppointments),
            (tells, Obligation::TellListingAgent),
        ])
    }
}

/// The answer alone: the change that was judged is an object of its own.
#[cfg(feature = "serde")]
impl serde::Serialize for Gate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Members {
            decision: Decision,
            #[serde(with = "crate::policy::listed::reasons_list")]
            reasons: Set<Reason>,
            obligations: Set<Obligation>,
        }

        Members {
            decision: self.decision(),
            reasons: self.reasons,
            obligations: self.obligations,
        }
        .serialize(serializer)
    }
}

fn check(
    change: &Change,
    parameters: &Parameters,
    grants: &[Grant],
    codes: &[Code],
) -> Result<(), Error> {
    parameters.check()?;
    change.check()?;
    grants.iter().try_for_each(Grant::check)?;
    codes.iter().try_for_each(Code::check)?;
    let is_forward = grants.iter().all(|it| it.not_before < it.not_after)
        && codes.iter().all(|code| code.start < code.end);
    if !is_forward {
        return Err(Error::WindowBackwards);
    }
    if !codes.iter().all(Code::use_fits) {
        return Err(Error::UseMismatch);
    }
    if repeats(grants, |grant| &grant.id) || repeats(codes, |code| &code.id) {
        return Err(Error::RepeatedId);
    }
    Ok(())
}

/// Whether two items have one id.
fn repeats<T>(items: &[T], id: impl Fn(&T) -> &Name) -> bool {
    let mut rest = items;
    while let Some((item, others)) = rest.split_first() {
        if others.iter().map(&id).any(|other| other == id(item)) {
            return true;
        }
        rest = others;
    }
    false
}
