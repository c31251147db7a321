//! What follows from a listing's status at its lockbox: the status gate, carried out.

mod view;

use std::collections::BTreeMap;

use doorward::calendar::UnixSeconds;
use doorward::codes::CodeUse;
use doorward::grants::GrantOperation;
use doorward::keys::Id;
use doorward::policy::status_gate::{
    self, Code, CodeMethod, CodeValidity, Consequences, Grant, Obligation, OwnedChange, Reason,
};
use doorward::policy::{Class, Name, RecipientKind, Set, Status};
use doorward::records::{AccessMethod, Reasons, credential};
use serde::Serialize;

use crate::failure::Failure;
use crate::hex;
use crate::vault::{
    Denied, Event, Granted, Holder, IssuedDay, IssuedFlex, Listing, Lockbox, NextBulletin, Party,
    PermissionKind, Records,
};

pub(super) use view::{View, told};

/// A new status, or the same with other permissions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'a> {
    /// The listing as it is from now on.
    pub(super) listing: &'a Listing,
    pub(super) from: Status,
    /// The MLS has decided it: what is against it is a warning.
    pub(super) is_decided: bool,
    /// Whether the owner of the box wants it suspended; none: as before.
    pub(super) suspend: Option<bool>,
    pub(super) now: UnixSeconds,
}

/// What followed at one box.
#[derive(Debug)]
pub(super) struct Followed {
    pub(super) lockbox: Lockbox,
    pub(super) consequences: Consequences,
    /// What was against it.
    pub(super) against: Set<Reason>,
    /// The grants that were withheld or revoked.
    pub(super) ended: Vec<Granted>,
    /// Recipients of what stays alive or has to be issued anew, by id.
    holders: BTreeMap<Name, String>,
}

/// What the boxes have to be told once everything is decided: one bulletin each.
#[derive(Debug, Default)]
pub(super) struct Word {
    boxes: BTreeMap<String, NextBulletin>,
}

/// A bulletin that was made.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Told {
    pub(super) lockbox: Id,
    pub(super) sequence: u32,
    pub(super) epoch: u32,
    pub(super) is_suspended: bool,
}

impl Word {
    /// A bulletin is needed for a box.
    pub(super) fn needed(&mut self, lockbox: &Id) -> &mut NextBulletin {
        self.boxes.entry(lockbox.to_string()).or_default()
    }

    /// Makes the bulletins. Where more was revoked than one has room for, the epoch is raised.
    pub(super) fn make(self, records: Records<'_>, now: UnixSeconds) -> Result<Vec<Told>, Failure> {
        let mut told = Vec::new();
        for (id, mut next) in self.boxes {
            let lockbox = records.lockbox(&id)?;
            next.raise_epoch |= records
                .revocations_that_fit(&lockbox, lockbox.epoch, now)?
                .is_none();
            let bulletin = records.next_bulletin(&lockbox, &next, now)?;
            told.push(Told {
                lockbox: bulletin.lockbox,
                sequence: bulletin.sequence,
                epoch: bulletin.epoch,
                is_suspended: bulletin.is_suspended,
            });
        }
        Ok(told)
    }
}

impl Followed {
    /// What is to be recorded of a change that is denied. It is asked for by no means of access.
    pub(super) fn denial(&self, records: Records<'_>, now: UnixSeconds) -> Result<Event, Failure> {
        let denied = Denied {
            method: AccessMethod::Unknown,
            operation: None,
            holder: Holder::default(),
            reasons: Reasons::of(self.against)?,
        };
        records.denial(&self.lockbox, &denied, now)
    }
}

/// Whether people of a class have access now, by status and permission.
pub(super) fn keeps(
    records: Records<'_>,
    listing: &Listing,
    class: Class,
) -> Result<bool, Failure> {
    let (status, coming_soon) = (
        listing.row.standard_status,
        listing.settings.coming_soon_showings,
    );
    Ok(match status_gate::access(status, class, coming_soon) {
        status_gate::Access::Yes => true,
        status_gate::Access::Never => false,
        status_gate::Access::Permission => {
            class == Class::Trade
                || records.has_permission(listing, PermissionKind::OffMarketPermission, None)?
        }
    })
}

/// Judges a change for a box that serves the listing, and does what follows but for the
/// bulletin, which is asked for in `word`.
pub(super) fn follow(
    records: Records<'_>,
    lockbox: Lockbox,
    change: Change<'_>,
    word: &mut Word,
) -> Result<Followed, Failure> {
    let parameters = records.association()?.status_gate;
    let grants = current_grants(records, &lockbox)?;
    let (_, suspended) = records.last_word(&lockbox.id)?;
    let listed = records.revocations_that_fit(&lockbox, lockbox.epoch, change.now)?;
    let listing = change.listing;
    let (codes, mut holders) = codes(records, &lockbox)?;
    let mut asked = OwnedChange {
        now: change.now,
        listing: listing.row.listing_key,
        lockbox: lockbox.id,
        from: change.from,
        to: listing.row.standard_status,
        coming_soon_showings: listing.settings.coming_soon_showings,
        off_market_permission: records.has_permission(
            listing,
            PermissionKind::OffMarketPermission,
            None,
        )?,
        seller_signed_request: records.has_permission(
            listing,
            PermissionKind::SellerSignedRequest,
            None,
        )?,
        // A suspension that the status did not bring is the owner's, and stays.
        suspension_requested: change
            .suspend
            .unwrap_or(suspended && !matches!(change.from, Status::Closed | Status::Delete)),
        suspended,
        revocations: listed.map_or(parameters.revocations_max, |listed| {
            u8::try_from(listed.as_slice().len()).unwrap_or(parameters.revocations_max)
        }),
        grants: grants
            .iter()
            .map(|(id, granted)| facts(*id, granted))
            .collect(),
        codes,
    };
    let judge = |asked: &OwnedChange| asked.judge(&parameters).map_err(Failure::refused);
    let mut consequences = judge(&asked)?;
    let against = consequences.reasons;
    if !consequences.decision.is_permit() && change.is_decided {
        // Nobody can be asked any more; what the new status takes away, it takes away.
        asked.seller_signed_request = true;
        if asked.from == Status::Delete {
            asked.from = Status::Incomplete;
        }
        consequences = judge(&asked)?;
    }
    let mut ended = Vec::new();
    let revoked = consequences.revoked.iter().map(|grant| &grant.id);
    for id in consequences.withheld.iter().chain(revoked) {
        if let Some((_, granted)) = grants.iter().find(|(its, _)| its == id) {
            records.revoke_grant(&granted.body, change.now)?;
            ended.push(Granted {
                revoked_at: Some(change.now),
                ..granted.clone()
            });
        }
    }
    let has = |obligation| consequences.obligations.contains(obligation);
    if has(Obligation::SendBulletin) {
        let next = word.needed(&lockbox.id);
        next.raise_epoch |= has(Obligation::RaiseEpoch);
        if has(Obligation::SuspendBox) {
            next.suspend = Some(true);
        } else if has(Obligation::LiftSuspension) {
            next.suspend = Some(false);
        }
    }
    holders.extend(
        grants
            .iter()
            .map(|(id, granted)| (*id, granted.recipient.clone())),
    );
    Ok(Followed {
        lockbox,
        consequences,
        against,
        ended,
        holders,
    })
}

/// The grants of a box that count, with the ids by which the rules know them.
fn current_grants(
    records: Records<'_>,
    lockbox: &Lockbox,
) -> Result<Vec<(Name, Granted)>, Failure> {
    let granted = records.grants(lockbox)?.into_iter();
    granted
        .filter(|granted| granted.revoked_at.is_none() && granted.body.epoch == lockbox.epoch)
        .map(|granted| {
            let id = hex::encode(&granted.body.grant_id);
            Ok((Name::new(id.as_str())?, granted))
        })
        .collect()
}

fn facts(id: Name, granted: &Granted) -> Grant {
    let is_owners = granted.body.operations.contains(GrantOperation::Own);
    Grant {
        id,
        class: class(&granted.party, is_owners),
        not_before: granted.body.not_before,
        not_after: granted.body.not_after,
        released: granted.released_at.is_some(),
    }
}

/// What a holder is to the listing. Where the vault was not told, whoever may act as the owner
/// is one, and anyone else a showing agent, who loses access first.
fn class(party: &Party, is_owners: bool) -> Class {
    let kind = party.kind.and_then(RecipientKind::class);
    kind.unwrap_or(if is_owners {
        Class::Owner
    } else {
        Class::ShowingAgent
    })
}

/// The codes of a box under its present epoch, and who has them. A cancellation that was made
/// may never have been typed, so that its code counts as alive.
fn codes(
    records: Records<'_>,
    lockbox: &Lockbox,
) -> Result<(Vec<Code>, BTreeMap<Name, String>), Failure> {
    let mut codes = Vec::new();
    let mut holders = BTreeMap::new();
    let mut add = |code: Code, recipient: Option<String>| {
        holders.insert(code.id, recipient.unwrap_or_default());
        codes.push(code);
    };
    let zone = &lockbox.zone;
    for IssuedDay {
        day,
        slot,
        issue,
        party,
        epoch,
    } in records.day_slots(lockbox)?
    {
        if epoch == lockbox.epoch {
            let id = credential::of_day_code(day, slot).map_err(Failure::refused)?;
            let code = Code {
                id: Name::new(id.as_str())?,
                class: class(&party, false),
                method: CodeMethod::DayCode,
                start: zone.start_of(day),
                end: zone.end_of(day),
                validity: CodeValidity::Hour,
                first_used: records.first_use(lockbox, &id)?,
                cancelled: false,
            };
            add(code, issue.recipient);
        }
    }
    for IssuedFlex {
        terms,
        issue,
        party,
        is_contractor,
        epoch,
    } in records.flex_copies(lockbox)?
    {
        if epoch == lockbox.epoch {
            let id = credential::of_flex_code(&terms).map_err(Failure::refused)?;
            let code = Code {
                id: Name::new(id.as_str())?,
                class: class(&party, false),
                method: if is_contractor {
                    CodeMethod::ContractorCode
                } else {
                    CodeMethod::FlexCode
                },
                start: terms.window().start(),
                end: terms.window().end(),
                validity: match terms.code_use() {
                    CodeUse::Single => CodeValidity::Single,
                    CodeUse::UntilEnd => CodeValidity::UntilEnd,
                },
                // Without a log nobody here knows that it was not: one that opens until its end may
                // have been entered in time, and then opens on.
                first_used: match (records.first_use(lockbox, &id)?, terms.code_use()) {
                    (None, CodeUse::UntilEnd) => Some(terms.window().start()),
                    (known, _) => known,
                },
                cancelled: false,
            };
            add(code, issue.recipient);
        }
    }
    Ok((codes, holders))
}
