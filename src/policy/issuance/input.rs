use super::{Error, IssuerKind, Ledger, ListingAccess, MethodList, Parameters, Skip, System};
use crate::bounds::{APPOINTMENT_GRACE_MAX_SECONDS, CODES_FIRST_REFUSED_DAY};
use crate::calendar::{Day, UnixSeconds, Zone};
use crate::codes::CodeUse;
use crate::codes::day::Issuer as Half;
use crate::grants::Operations;
use crate::keys::Id;
use crate::policy::appointment::State;
use crate::policy::values::{check, check_day, check_instant};
use crate::policy::{BadValue, Class, Method, Name, RecipientKind, Status, Text, Window};

/// All that a ruling is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Input<'a> {
    /// The association of the lockbox.
    pub association: Association<'a>,
    /// The association's numbers.
    pub parameters: Parameters,
    /// What is asked for.
    pub request: Request,
    /// The listing that the lockbox is assigned to; none if it is not assigned.
    pub listing: Option<Listing>,
    /// The lockbox.
    #[cfg_attr(feature = "serde", serde(rename = "box"))]
    pub lockbox: LockboxFacts,
    /// The appointment for which access is asked.
    pub appointment: Option<AppointmentFacts>,
    /// What was issued for the lockbox under its present epoch.
    pub ledger: Ledger<'a>,
}

impl Input<'_> {
    pub(super) fn check_values(&self) -> Result<(), BadValue> {
        self.association.check()?;
        self.parameters.check()?;
        self.request.check()?;
        self.appointment
            .as_ref()
            .map_or(Ok(()), AppointmentFacts::check)?;
        self.ledger.check_values()
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let Self {
            request, lockbox, ..
        } = self;
        self.check_values()?;
        request.check_window()?;
        if self.appointment.is_some_and(|it| it.end <= it.start) {
            return Err(Error::WindowBackwards);
        }
        request.check_method()?;
        if self
            .listing
            .and_then(|listing| listing.methods)
            .is_some_and(|methods| !methods.is_rising())
        {
            return Err(Error::MethodsMismatch);
        }
        if self.ledger.is_of(&lockbox.id, lockbox.epoch) && self.ledger.is_well_formed() {
            Ok(())
        } else {
            Err(Error::LedgerMismatch)
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Request {
    /// The present.
    pub now: UnixSeconds,
    /// Who gives access.
    pub issuer: Issuer,
    /// Who gets it.
    pub recipient: Recipient,
    /// How it is given.
    pub method: Method,
    /// For which operations: at least one; of a code, the key compartment or the shackle.
    #[cfg_attr(
        feature = "serde",
        serde(with = "crate::policy::values::operation_bits")
    )]
    pub operations: Operations,
    /// For which time; none for a day code.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub window: Option<Window>,
    /// The date of a day code, in the lockbox's zone; else none.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub day: Option<Day>,
    /// Who hands out a day code; else none.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub half: Option<Half>,
    /// How often a FlexCode or a contractor code opens; else none.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "use", deserialize_with = "crate::policy::values::nullable")
    )]
    pub code_use: Option<CodeUse>,
    /// The slots or copies that the key says must be skipped: where a code would equal a lower
    /// slot's, or have two meanings. None for a grant.
    pub skip: Skip,
    /// The seller's written permission is on file, for this recipient.
    pub seller_written_permission: bool,
    /// The listing side allows showing in the present status.
    pub off_market_permission: bool,
    /// The issuer states to have checked who the homeowner is.
    pub identity_checked: bool,
}

impl Request {
    fn check(&self) -> Result<(), BadValue> {
        check_instant(self.now)?;
        check(self.operations.bits() != 0)?;
        self.day.map_or(Ok(()), check_day)?;
        self.window.map_or(Ok(()), Window::check)
    }

    /// Exactly one of window and day, as the method has it, and a window that is not backwards.
    fn check_window(&self) -> Result<(), Error> {
        let is_day = self.method == Method::DayCode;
        let parts = [
            self.day.is_some(),
            self.half.is_some(),
            self.window.is_none(),
        ];
        if parts != [is_day; 3] {
            return Err(Error::WindowMismatch);
        }
        if self.window.is_some_and(|window| !window.is_forward()) {
            return Err(Error::WindowBackwards);
        }
        Ok(())
    }

    /// Operations, use and skip as the method has them.
    fn check_method(&self) -> Result<(), Error> {
        if self.method.is_code() && !matches!(self.operations.bits(), 1 | 2) {
            return Err(Error::OperationsMismatch);
        }
        let use_fits = match self.method {
            Method::FlexCode => self.code_use.is_some(),
            Method::ContractorCode => self.code_use == Some(CodeUse::UntilEnd),
            Method::MemberGrant | Method::GuestGrant | Method::DayCode => self.code_use.is_none(),
        };
        if !use_fits {
            return Err(Error::UseMismatch);
        }
        if !self.skip.fits(self.method) {
            return Err(Error::SkipMismatch);
        }
        Ok(())
    }
}

/// Who gives access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Issuer {
    /// What the issuer is to the lockbox.
    pub kind: IssuerKind,
    /// The issuer's account.
    pub id: Name,
    /// The caller has verified the issuer's PIN.
    pub pin_verified: bool,
}

/// Who gets access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Recipient {
    /// What the recipient is.
    pub kind: RecipientKind,
    /// The recipient's account; for a person without one, the issuer's own reference.
    pub id: Name,
    /// The name, as the issuer typed it.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub name: Option<Text>,
    /// An agent's association.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub association: Option<Name>,
    /// Membership stands. Looked at for agents and owners.
    pub member_active: bool,
    /// Looked at for agents.
    pub licence_verified: bool,
    /// The e-mail belongs to a registered account. Looked at for guest grants.
    pub account_registered: bool,
    /// The phone, as far as it is known.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub phone: Option<Phone>,
}

impl Recipient {
    /// Whether it is an agent, of whatever association.
    pub(super) fn is_agent(&self) -> bool {
        self.kind.class() == Some(Class::ShowingAgent)
    }
}

/// A phone's system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Phone {
    /// Which one.
    #[cfg_attr(feature = "serde", serde(rename = "os"))]
    pub system: System,
    /// Its version, compared number by number.
    pub version: [u16; 3],
}

/// The listing that a lockbox is assigned to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Listing {
    /// Its id.
    pub id: Name,
    /// Its status.
    pub status: Status,
    /// Showings are allowed while Coming Soon.
    pub coming_soon_showings: bool,
    /// The methods that it allows; none: all.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub methods: Option<MethodList>,
    /// Whether showing agents need an appointment.
    pub access: ListingAccess,
}

/// What a lockbox is and can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[allow(
    clippy::struct_excessive_bools,
    reason = "what a model can do, each of its own"
)]
pub struct LockboxFacts {
    /// Its id.
    pub id: Id,
    /// The zone it lives in.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::values::zone_hex"))]
    pub zone: Zone,
    /// Its present ownership epoch.
    pub epoch: u32,
    /// The sequence of the last bulletin made for it; 0 for none.
    pub bulletin: u32,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether phones can talk to it.
    pub bluetooth: bool,
    /// Whether it knows FlexCodes.
    pub flex_codes: bool,
    /// Whether an app releases its shackle.
    pub shackle_by_app: bool,
    /// Whether a code releases its shackle.
    pub shackle_by_code: bool,
}

/// What a ruling has to know of an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AppointmentFacts {
    /// Its id.
    pub id: Name,
    /// Whose it is.
    pub holder: Name,
    /// The listing shown.
    pub listing: Name,
    /// The lockbox at its door.
    pub lockbox: Id,
    /// Where it stands.
    pub state: State,
    /// Its first instant, grace not counted.
    pub start: UnixSeconds,
    /// The instant at which it is over, grace not counted.
    pub end: UnixSeconds,
    /// Grace before, 0 to 5,400 seconds.
    pub early: u32,
    /// Grace after, 0 to 5,400 seconds.
    pub late: u32,
}

impl AppointmentFacts {
    fn check(&self) -> Result<(), BadValue> {
        check_instant(self.start)?;
        check_instant(self.end)?;
        check(
            self.early <= APPOINTMENT_GRACE_MAX_SECONDS
                && self.late <= APPOINTMENT_GRACE_MAX_SECONDS,
        )
    }

    /// When it gives access: grace included.
    pub(super) fn access_window(&self) -> Window {
        Window {
            start: self.start.saturating_sub(u64::from(self.early)),
            end: self.end.saturating_add(u64::from(self.late)),
        }
    }
}

/// The settings of the lockbox's association.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Association<'a> {
    /// Its id.
    pub id: Name,
    /// Whether there are day codes at all.
    pub day_codes: bool,
    /// Whether there are contractor codes at all.
    pub contractor_codes: bool,
    /// The local day from which showing services get no codes: 2024-01-01, the convention of
    /// existing systems. None: never.
    pub service_codes_refused_from: Option<Day>,
    /// The associations whose agents are treated as members, today.
    pub reciprocity: &'a [Name],
}

impl Association<'static> {
    /// The defaults, for the association of this id.
    #[must_use]
    pub const fn of(id: Name) -> Self {
        Self {
            id,
            day_codes: true,
            contractor_codes: true,
            service_codes_refused_from: Some(Day::from_number(CODES_FIRST_REFUSED_DAY)),
            reciprocity: &[],
        }
    }
}

impl Association<'_> {
    fn check(&self) -> Result<(), BadValue> {
        self.service_codes_refused_from.map_or(Ok(()), check_day)
    }

    /// Whether a recipient is treated as a member.
    pub(super) fn has_member(&self, recipient: &Recipient) -> bool {
        match recipient.kind {
            RecipientKind::MemberAgent => true,
            RecipientKind::OutOfBoardAgent => recipient
                .association
                .is_some_and(|its| its == self.id || self.reciprocity.contains(&its)),
            _ => false,
        }
    }
}
