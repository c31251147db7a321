//! What the issuing rules look at, as the vault knows it.

use doorward::codes::ServiceCommand;
use doorward::fleet::models::PhoneVersion;
use doorward::fleet::roster::ActivityStatus;
use doorward::policy::appointment::Actor;
use doorward::policy::issuance::{
    DayRow, FlexRow, Issuer, IssuerKind, LockboxFacts, OwnedLedger, Phone, Recipient, System,
};
use doorward::policy::{Listed as _, Name, RecipientKind, Text};

use super::{Asking, reference};
use crate::failure::Failure;
use crate::vault::{Association, Listing, Lockbox, Member, Records};

/// Who issues: by the roster, or as staff or a showing service says of itself.
pub(super) fn issuer(
    records: Records<'_>,
    lockbox: &Lockbox,
    listing: Option<&Listing>,
    asking: &Asking,
) -> Result<Issuer, Failure> {
    let pin_verified = asking.pin_verified;
    let (kind, id) = match asking.by_kind {
        Some(kind @ (IssuerKind::AssociationStaff | IssuerKind::ShowingService)) => {
            (kind, Name::new(&asking.by)?)
        }
        Some(_) => {
            return Err(Failure::usage(
                "--by-kind is association_staff or showing_service; what else an issuer is, the \
                 roster says",
            ));
        }
        None => {
            let member = records.member(&asking.by)?;
            (kind_of(lockbox, listing, &member), member.member_key)
        }
    };
    Ok(Issuer {
        kind,
        id,
        pin_verified,
    })
}

/// What a member is to a listing and its box. Whoever is a member no longer is anyone else.
fn kind_of(lockbox: &Lockbox, listing: Option<&Listing>, member: &Member) -> IssuerKind {
    let row = listing.map(|listing| &listing.row);
    let is_agent = row.is_some_and(|row| row.list_agent_key == Some(member.member_key));
    let is_office = row.is_some_and(|row| {
        row.list_office_key.is_some() && row.list_office_key == member.office_key
    });
    if member.member_status != ActivityStatus::Active {
        IssuerKind::Other
    } else if is_agent {
        IssuerKind::ListingAgent
    } else if is_office {
        IssuerKind::ListingOffice
    } else if lockbox.owner == Some(member.member_key) {
        IssuerKind::Owner
    } else {
        IssuerKind::Member
    }
}

/// As whom somebody acts on a showing of `holder`: for the listing, or as the holder. A
/// showing service acts for the holder, and so does nobody else.
pub(in crate::commands) fn actor_of(
    records: Records<'_>,
    lockbox: &Lockbox,
    listing: &Listing,
    holder: &Name,
    by: &str,
) -> Result<Option<Actor>, Failure> {
    let (id, _) = reference(records, by)?;
    if id == *holder {
        return Ok(Some(Actor::Holder));
    }
    let Some(member) = records.find_member(by)? else {
        return Ok(None);
    };
    Ok(match kind_of(lockbox, Some(listing), &member) {
        IssuerKind::ListingAgent | IssuerKind::ListingOffice | IssuerKind::Owner => {
            Some(Actor::ListingSide)
        }
        _ => None,
    })
}

/// What the recipient is: as said, or by the roster.
pub(super) fn recipient_kind(
    records: Records<'_>,
    lockbox: &Lockbox,
    asking: &Asking,
) -> Result<(RecipientKind, Option<Member>), Failure> {
    let member = match &asking.to {
        None => None,
        Some(to) => records.find_member(to)?,
    };
    let by_roster = member.as_ref().map(|member| {
        if lockbox.owner == Some(member.member_key) {
            RecipientKind::Owner
        } else {
            RecipientKind::MemberAgent
        }
    });
    let kind = asking.to_kind.or(by_roster).ok_or_else(|| {
        Failure::usage(
            "the roster does not have the recipient: say with --to-kind what the recipient is",
        )
    })?;
    Ok((kind, member))
}

/// Who gets it, and the name.
pub(super) fn recipient(
    records: Records<'_>,
    lockbox: &Lockbox,
    asking: &Asking,
    association: &Association,
) -> Result<(Recipient, Option<String>), Failure> {
    let (kind, member) = recipient_kind(records, lockbox, asking)?;
    let known = match &asking.to {
        None => None,
        Some(to) => Some(reference(records, to)?),
    };
    let (id, name) = match known {
        Some((id, name)) => (id, Some(name)),
        None => (Name::new("unnamed")?, None),
    };
    let own = (kind == RecipientKind::MemberAgent)
        .then(|| association.name())
        .transpose()?;
    let recipient = Recipient {
        kind,
        id,
        name: name.as_deref().map(Text::new).transpose()?,
        association: own.or(asking.to_association),
        // Of an agent of elsewhere nobody here knows more than the issuer states.
        member_active: member.as_ref().map_or(
            kind == RecipientKind::OutOfBoardAgent && asking.licence_verified,
            |member| member.member_status == ActivityStatus::Active,
        ),
        licence_verified: member.as_ref().map_or(asking.licence_verified, |member| {
            member.member_state_license.is_some()
        }),
        account_registered: asking.registered || member.is_some(),
        phone: asking.phone.as_deref().map(phone).transpose()?,
    };
    Ok((recipient, name))
}

/// `android:14`, `ios:17.1`.
fn phone(text: &str) -> Result<Phone, Failure> {
    let parts = text.split_once(':').and_then(|(system, version)| {
        let PhoneVersion(version) = version.parse().ok()?;
        Some(Phone {
            system: System::from_name(system)?,
            version,
        })
    });
    parts.ok_or_else(|| Failure::usage(format!("{text:?} is no phone; write android:14, ios:17.1")))
}

/// What the box is and can do.
pub(super) fn lockbox(records: Records<'_>, lockbox: &Lockbox) -> Result<LockboxFacts, Failure> {
    let (bulletin, suspended) = records.last_word(&lockbox.id)?;
    let can = lockbox.model.capabilities();
    Ok(LockboxFacts {
        id: lockbox.id,
        zone: lockbox.zone,
        epoch: lockbox.epoch,
        bulletin,
        suspended,
        bluetooth: can.bluetooth,
        flex_codes: can.flex_codes,
        shackle_by_app: can.shackle_by_app,
        shackle_by_code: can.shackle_by_code,
    })
}

/// What was issued for the box under its epoch. Nobody else writes while it is asked, so that
/// the number of rows serves as the revision.
pub(super) fn ledger(records: Records<'_>, lockbox: &Lockbox) -> Result<OwnedLedger, Failure> {
    let made = records.service_codes(lockbox)?;
    let is_cancelled = |wanted: &dyn Fn(&ServiceCommand) -> bool| {
        made.iter()
            .any(|made| made.epoch == lockbox.epoch && wanted(&made.command))
    };
    // What was issued without the rules is known by its recipient's name, if that.
    let person = |party: Option<Name>, name: &Option<String>| match (party, name) {
        (Some(id), _) => Ok(id),
        (None, Some(name)) => {
            let id = crate::hex::encode(&crate::person::id_of(name));
            Ok::<_, Failure>(Name::new(id.as_str())?)
        }
        (None, None) => Ok(Name::new("unnamed")?),
    };
    let mut ledger = OwnedLedger::new(lockbox.id, lockbox.epoch);
    for row in records.day_slots(lockbox)? {
        if row.epoch == lockbox.epoch {
            let (its_day, its_slot) = (row.day, row.slot);
            ledger.day_codes.push(DayRow {
                day: its_day,
                slot: its_slot,
                recipient: person(row.party.recipient, &row.issue.recipient)?,
                cancelled: is_cancelled(&|command| {
                    matches!(command, ServiceCommand::CancelDay { day, slot, .. }
                        if *day == its_day && *slot == its_slot)
                }),
            });
        }
    }
    for row in records.flex_copies(lockbox)? {
        if row.epoch == lockbox.epoch {
            let its = row.terms;
            ledger.flex_codes.push(FlexRow {
                start_slot: its.window().start_slot(),
                duration: its.window().duration(),
                op: its.operation().number(),
                code_use: its.code_use().number(),
                copy: its.copy(),
                recipient: person(row.party.recipient, &row.issue.recipient)?,
                contractor: row.is_contractor,
                cancelled: is_cancelled(&|command| {
                    matches!(command, ServiceCommand::CancelFlex { terms, .. } if *terms == its)
                }),
            });
        }
    }
    let rows = ledger
        .day_codes
        .len()
        .saturating_add(ledger.flex_codes.len());
    ledger.revision = u32::try_from(rows).unwrap_or(u32::MAX);
    Ok(ledger)
}
