//! The issuing rules, asked with the vault's facts. The rules are the library's: what stands
//! here gathers what they look at.

mod facts;
mod view;

use doorward::calendar::{Day, UnixSeconds};
use doorward::codes::day::Issuer as Half;
use doorward::codes::{CodeUse, Operation};
use doorward::grants::{GrantOperation, Operations};
use doorward::policy::appointment::Appointment;
use doorward::policy::issuance::{
    AppointmentFacts, IssuerKind, OwnedInput, Reason, Request, Ruling, Skip,
};
use doorward::policy::{Method, Name, RecipientKind, Text, Window};
use doorward::records::Reasons;
use serde::{Deserialize, Serialize};

pub(super) use facts::actor_of;
pub(super) use view::{ReasonView, RulingView, items, reason_lines, reasons};

use crate::args::RuleArgs;
use crate::failure::Failure;
use crate::hex;
use crate::person;
use crate::vault::{
    Denied, Event, Holder, Listing, Lockbox, Party, PermissionKind, Records, access_method,
};

/// Who asks for whom, and what the issuer states. Kept with what was issued, to be asked again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "statements of the issuer, each of its own"
)]
pub(super) struct Asking {
    pub(super) by: String,
    pub(super) by_kind: Option<IssuerKind>,
    pub(super) to: Option<String>,
    pub(super) to_kind: Option<RecipientKind>,
    pub(super) to_association: Option<Name>,
    pub(super) pin_verified: bool,
    pub(super) registered: bool,
    pub(super) licence_verified: bool,
    pub(super) identity_checked: bool,
    pub(super) phone: Option<String>,
    pub(super) showing: Option<Name>,
}

/// What is to be issued.
#[derive(Clone, Copy, Debug)]
pub(super) struct Want {
    pub(super) method: Method,
    pub(super) operations: Operations,
    pub(super) window: Option<Window>,
    pub(super) day: Option<Day>,
    pub(super) half: Option<Half>,
    pub(super) code_use: Option<CodeUse>,
    pub(super) skip: Skip,
}

impl Want {
    /// A grant.
    pub(super) const fn grant(method: Method, operations: Operations, window: Window) -> Self {
        Self {
            method,
            operations,
            window: Some(window),
            day: None,
            half: None,
            code_use: None,
            skip: Skip::NONE,
        }
    }
}

/// What the rules said.
#[derive(Clone, Debug)]
pub(super) struct Ruled {
    pub(super) ruling: Ruling,
    pub(super) method: Method,
    /// What it was to allow.
    operations: Operations,
    pub(super) party: Party,
    /// The recipient's name.
    pub(super) name: Option<String>,
}

/// What became of a request that the rules may have judged.
#[derive(Debug)]
pub(super) enum Outcome<T> {
    /// It was issued; with the ruling, if there was one.
    Issued(T, Option<Ruled>),
    /// It was denied, or only asked.
    Ruled(Ruled),
}

impl<T> Outcome<T> {
    /// Records a denial, in the transaction in which the rules were asked; of a mere question
    /// nothing is recorded.
    pub(super) fn record(
        self,
        records: Records<'_>,
        lockbox: &Lockbox,
        is_question: bool,
        now: UnixSeconds,
    ) -> Result<Self, Failure> {
        if let Self::Ruled(ruled) = &self
            && !is_question
        {
            records.record_denial(&ruled.denial(records, lockbox, now)?)?;
        }
        Ok(self)
    }
}

impl Asking {
    /// What was typed; none where the rules do not have to be asked, which is at a box on no
    /// listing when nobody is named as the issuer.
    pub(super) fn new(
        lockbox: &Lockbox,
        to: Option<&str>,
        args: &RuleArgs,
    ) -> Result<Option<Self>, Failure> {
        let Some(by) = &args.by else {
            return match &lockbox.listing {
                None if *args == RuleArgs::default() => Ok(None),
                None => Err(Failure::usage(
                    "say with --by who issues it: the other options of the issuing rules mean \
                     nothing without",
                )),
                Some(listing) => Err(Failure::refused(format!(
                    "lockbox {} serves listing {listing}, so that the issuing rules hold: say with \
                     --by who issues it, and with --to-kind what the recipient is",
                    lockbox.id
                ))),
            };
        };
        let name = |name: &Option<String>| name.as_deref().map(Name::new).transpose();
        Ok(Some(Self {
            by: by.clone(),
            by_kind: args.by_kind,
            to: to.map(str::to_owned),
            to_kind: args.to_kind,
            to_association: name(&args.to_association)?,
            pin_verified: args.pin_verified,
            registered: args.registered,
            licence_verified: args.licence_verified,
            identity_checked: args.identity_checked,
            phone: args.phone.clone(),
            showing: name(&args.showing)?,
        }))
    }

    /// What was kept.
    pub(super) fn kept(text: &str) -> Result<Self, Failure> {
        serde_json::from_str(text).map_err(|_| {
            Failure::vault("the vault holds a value that makes no sense; restore it from a backup")
        })
    }

    /// The methods that suit a recipient who gets a grant: the member's own app, or a guest's.
    pub(super) fn grant_method(
        &self,
        records: Records<'_>,
        lockbox: &Lockbox,
    ) -> Result<Method, Failure> {
        let (kind, _) = facts::recipient_kind(records, lockbox, self)?;
        Ok(match kind {
            RecipientKind::MemberAgent | RecipientKind::Owner | RecipientKind::Staff => {
                Method::MemberGrant
            }
            _ => Method::GuestGrant,
        })
    }

    /// Who is to get it, as records have it.
    pub(super) fn holder(
        &self,
        records: Records<'_>,
        lockbox: &Lockbox,
    ) -> Result<Holder, Failure> {
        let (kind, _) = facts::recipient_kind(records, lockbox, self)?;
        let Some(to) = &self.to else {
            return Ok(Holder {
                kind: Some(kind),
                ..Holder::default()
            });
        };
        let (id, name) = reference(records, to)?;
        let party = Party {
            recipient: Some(id),
            kind: Some(kind),
            ..Party::default()
        };
        records.holder_of_party(Some(&name), &party)
    }

    /// What such a recipient may do with a grant.
    pub(super) fn operations(
        &self,
        records: Records<'_>,
        lockbox: &Lockbox,
        method: Method,
    ) -> Result<Operations, Failure> {
        let (kind, _) = facts::recipient_kind(records, lockbox, self)?;
        Ok(match (kind, method) {
            (RecipientKind::Owner, _) => Operations::OWNER,
            (RecipientKind::Homeowner, _) => Operations::of(&[GrantOperation::KeyCompartment]),
            (_, Method::MemberGrant) => Operations::MEMBER,
            _ => Operations::GUEST,
        })
    }

    /// What the rules say.
    pub(super) fn ask(
        &self,
        records: Records<'_>,
        lockbox: &Lockbox,
        want: Want,
        now: UnixSeconds,
    ) -> Result<Ruled, Failure> {
        let appointment = match &self.showing {
            None => None,
            Some(showing) => Some(records.showing(showing.as_str())?.appointment),
        };
        self.ask_for(records, lockbox, want, appointment.as_ref(), now)
    }

    /// The same for an appointment as it is about to be.
    pub(super) fn ask_for(
        &self,
        records: Records<'_>,
        lockbox: &Lockbox,
        want: Want,
        appointment: Option<&Appointment>,
        now: UnixSeconds,
    ) -> Result<Ruled, Failure> {
        let association = records.association()?;
        let listing = match &lockbox.listing {
            None => None,
            Some(key) => Some(records.listing(key)?),
        };
        let today = lockbox.zone.day_at(now).ok_or(doorward::Error::Day)?;
        let (recipient, name) = facts::recipient(records, lockbox, self, &association)?;
        let on_file = |kind: PermissionKind, person: Option<&str>| match &listing {
            None => Ok(false),
            Some(listing) => records.has_permission(listing, kind, person),
        };
        let issuer = facts::issuer(records, lockbox, listing.as_ref(), self)?;
        let input = OwnedInput {
            association: association.on(today)?,
            parameters: association.issuance,
            request: Request {
                now,
                issuer,
                recipient,
                method: want.method,
                operations: want.operations,
                window: want.window,
                day: want.day,
                half: want.half,
                code_use: want.code_use,
                skip: want.skip,
                seller_written_permission: on_file(
                    PermissionKind::SellerWrittenPermission,
                    Some(recipient.id.as_str()),
                )?,
                off_market_permission: on_file(PermissionKind::OffMarketPermission, None)?,
                identity_checked: self.identity_checked,
            },
            listing: listing.as_ref().map(Listing::facts),
            lockbox: facts::lockbox(records, lockbox)?,
            appointment: appointment.map(|it| facts_of(it, listing.as_ref())),
            ledger: facts::ledger(records, lockbox)?,
        };
        Ok(Ruled {
            ruling: input.as_input().rule().map_err(Failure::refused)?,
            method: want.method,
            operations: want.operations,
            party: Party {
                recipient: Some(recipient.id),
                kind: Some(recipient.kind),
                issuer: Some(issuer.id),
                listing: listing.map(|listing| listing.row.listing_key),
            },
            name,
        })
    }
}

fn facts_of(appointment: &Appointment, listing: Option<&Listing>) -> AppointmentFacts {
    let rules = listing.map(|listing| &listing.settings.showings);
    AppointmentFacts {
        id: appointment.id,
        holder: appointment.holder,
        listing: appointment.listing,
        lockbox: appointment.lockbox,
        state: appointment.state,
        start: appointment.start,
        end: appointment.end,
        early: rules.map_or(0, |rules| rules.early),
        late: rules.map_or(0, |rules| rules.late),
    }
}

impl Ruled {
    /// Whom it was asked for, as records have it.
    pub(super) fn holder(&self, records: Records<'_>) -> Result<Holder, Failure> {
        records.holder_of_party(self.name.as_deref(), &self.party)
    }

    /// What is to be recorded of a denial.
    pub(super) fn denial(
        &self,
        records: Records<'_>,
        lockbox: &Lockbox,
        now: UnixSeconds,
    ) -> Result<Event, Failure> {
        let operation = match self.method {
            Method::MemberGrant | Method::GuestGrant => None,
            _ if self.operations.contains(GrantOperation::Shackle) => Some(Operation::Shackle),
            _ => Some(Operation::KeyCompartment),
        };
        let denied = Denied {
            method: access_method(self.method),
            operation,
            holder: self.holder(records)?,
            reasons: Reasons::of(self.ruling.reasons)?,
        };
        records.denial(lockbox, &denied, now)
    }

    /// Whether another half of a date's slots may have what this one lacks.
    pub(super) fn lacks_only_a_slot(&self) -> bool {
        self.ruling.reasons.iter().eq([Reason::NoSlotLeft])
    }
}

/// The id and the name of a person typed as `text`: a member's, or else a reference made of
/// the name, the same each time.
pub(super) fn reference(records: Records<'_>, text: &str) -> Result<(Name, String), Failure> {
    if let Some(member) = records.find_member(text)? {
        let name = member.member_full_name;
        return Ok((member.member_key, name.unwrap_or_else(|| text.to_owned())));
    }
    Text::new(text)?;
    let id = hex::encode(&person::id_of(text));
    Ok((Name::new(id.as_str())?, text.to_owned()))
}
