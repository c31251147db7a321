use super::recipients::{Cell, row};
use super::{
    Error, Input, IssuerKind, Ledger, Obligation, Permit, Reason, Request, Ruling, System,
};
use crate::calendar::Day;
use crate::codes::CodeUse;
use crate::grants::GrantOperation;
use crate::policy::status_gate::{Access, access};
use crate::policy::{Class, Decision, Method, RecipientKind, Set};

mod times;

pub(super) use times::first_entry_end;

impl Input<'_> {
    /// Whether the issuer may give the recipient this access, and what has to be done with the
    /// answer.
    ///
    /// # Errors
    /// [`Error`], the first in its order; also [`Error::BadValue`] where a row is to be added
    /// to a ledger whose revision has no successor.
    pub fn rule(&self) -> Result<Ruling, Error> {
        self.check()?;
        let case = Case::of(self)?;
        let reasons = case.reasons();
        let decision = Decision::of(reasons);
        let mut ruling = Ruling {
            decision,
            reasons,
            obligations: Set::of([(true, Obligation::RecordRefusal)]),
            recommended: case.recommended(),
            permit: None,
        };
        if decision.is_permit() {
            let permit = Permit::of(&case)?;
            ruling.obligations = case.obligations(&permit);
            ruling.permit = Some(permit);
        }
        Ok(ruling)
    }
}

/// An input that makes sense, with what follows from it at once.
pub(super) struct Case<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) request: &'a Request,
    pub(super) ledger: &'a Ledger<'a>,
    /// The local day.
    today: Day,
    class: Option<Class>,
    is_member: bool,
    /// What the listing's status allows to the recipient's class, where there are both.
    access: Option<Access>,
}

impl<'a> Case<'a> {
    fn of(input: &'a Input<'a>) -> Result<Self, Error> {
        let Input {
            request, lockbox, ..
        } = input;
        let class = request.recipient.kind.class();
        let access = input
            .listing
            .zip(class)
            .map(|(listing, class)| access(listing.status, class, listing.coming_soon_showings));
        Ok(Self {
            input,
            request,
            ledger: &input.ledger,
            today: lockbox.zone.day_at(request.now).ok_or(Error::BadValue)?,
            class,
            is_member: input.association.has_member(&request.recipient),
            access,
        })
    }

    fn reasons(&self) -> Set<Reason> {
        self.reasons_of_method(self.request.method)
            .union(self.reasons_of_people())
            .union(self.reasons_of_listing())
            .union(self.reasons_of_appointment())
            .union(self.reasons_of_box())
            .union(self.reasons_of_time())
            .union(self.reasons_of_flex())
    }

    /// The reasons about the method alone: column m of the rules.
    fn reasons_of_method(&self, method: Method) -> Set<Reason> {
        let Self { input, request, .. } = self;
        let Input {
            association,
            lockbox,
            listing,
            ..
        } = input;
        let recipient = &request.recipient;
        let asks_for_itself = method == Method::MemberGrant && recipient.id == request.issuer.id;
        let is_entitled = match request.issuer.kind {
            IssuerKind::Other => false,
            IssuerKind::Member => asks_for_itself,
            _ => true,
        };
        let refused_from = association.service_codes_refused_from;
        let refuses_codes = refused_from.is_some_and(|day| self.today >= day);
        let is_service = request.issuer.kind == IssuerKind::ShowingService;
        let cell = row(recipient.kind, self.is_member).cell(method);
        let is_consumer = recipient.kind == RecipientKind::Consumer;
        let lacks_method = listing
            .and_then(|listing| listing.methods)
            .is_some_and(|methods| !methods.contains(method));
        Set::of([
            (is_consumer, Reason::Consumer),
            (!is_entitled, Reason::IssuerNotEntitled),
            (
                is_service && method.is_code() && refuses_codes,
                Reason::ServiceCodesRefused,
            ),
            (
                cell == Cell::Nothing && !is_consumer,
                Reason::MethodNotForRecipient,
            ),
            (cell == Cell::Reciprocity, Reason::NoReciprocity),
            (
                lacks_method && self.class != Some(Class::Owner),
                Reason::MethodNotInListing,
            ),
            (
                method == Method::DayCode && !association.day_codes,
                Reason::DayCodesOff,
            ),
            (
                method == Method::ContractorCode && !association.contractor_codes,
                Reason::ContractorCodesOff,
            ),
            (
                method.is_grant() && !lockbox.bluetooth,
                Reason::BoxLacksBluetooth,
            ),
            (
                method.is_flex() && !lockbox.flex_codes,
                Reason::BoxLacksFlexCodes,
            ),
            (
                method.is_grant() && self.has_old_phone(),
                Reason::PhoneTooOld,
            ),
        ])
    }

    fn has_old_phone(&self) -> bool {
        let parameters = &self.input.parameters;
        self.request.recipient.phone.is_some_and(|phone| {
            let oldest = match phone.system {
                System::Android => parameters.android_min,
                System::Ios => parameters.ios_min,
            };
            phone.version < oldest
        })
    }

    /// The first preferred method that nothing about a method is against.
    fn recommended(&self) -> Option<Method> {
        let row = row(self.request.recipient.kind, self.is_member);
        let mut preferred = row.preferred.iter().copied();
        preferred.find(|method| self.reasons_of_method(*method).is_empty())
    }

    fn reasons_of_people(&self) -> Set<Reason> {
        let Request {
            method,
            recipient,
            issuer,
            code_use,
            ..
        } = self.request;
        let (is_agent, is_code) = (recipient.is_agent(), method.is_code());
        let is_trade = self.class == Some(Class::Trade);
        let is_owner = self.class == Some(Class::Owner);
        let is_homeowner = self.class == Some(Class::Homeowner);
        let opens_again = *method == Method::FlexCode && *code_use == Some(CodeUse::UntilEnd);
        Set::of([
            (is_code && !issuer.pin_verified, Reason::PinNotVerified),
            (is_trade && opens_again, Reason::ContractorCodeRequired),
            (
                (is_agent || is_owner) && !recipient.member_active,
                Reason::MembershipInactive,
            ),
            (
                is_agent && !recipient.licence_verified,
                Reason::LicenceUnverified,
            ),
            (
                *method == Method::GuestGrant && !recipient.account_registered,
                Reason::AccountUnregistered,
            ),
            (is_code && recipient.name.is_none(), Reason::NameMissing),
            (
                is_homeowner && !self.request.identity_checked,
                Reason::IdentityUnchecked,
            ),
            (
                is_trade && !self.request.seller_written_permission,
                Reason::SellerPermissionMissing,
            ),
        ])
    }

    fn reasons_of_listing(&self) -> Set<Reason> {
        let needs_listing = self.request.method != Method::FlexCode
            && !matches!(self.class, Some(Class::Owner | Class::Staff));
        Set::of([
            (
                self.input.listing.is_none() && needs_listing,
                Reason::BoxUnassigned,
            ),
            (self.access == Some(Access::Never), Reason::StatusForbids),
            (
                self.needs_status_permission() && !self.request.off_market_permission,
                Reason::StatusNeedsPermission,
            ),
        ])
    }

    /// Whether the listing side has to allow showing in the present status.
    fn needs_status_permission(&self) -> bool {
        let is_listing_sides = matches!(self.class, Some(Class::ShowingAgent | Class::Staff));
        self.access == Some(Access::Permission) && is_listing_sides
    }

    fn reasons_of_box(&self) -> Set<Reason> {
        let Request {
            method,
            operations,
            recipient,
            ..
        } = self.request;
        let lockbox = &self.input.lockbox;
        let is_owners = self.class == Some(Class::Owner)
            && *method == Method::MemberGrant
            && operations.contains(GrantOperation::Own);
        let has_shackle = if method.is_grant() {
            lockbox.shackle_by_app
        } else {
            lockbox.shackle_by_code
        };
        let exceeds = match row(recipient.kind, self.is_member).cell(*method) {
            Cell::Operations(allowed) => operations.bits() & !allowed != 0,
            Cell::Nothing | Cell::Reciprocity => false,
        };
        Set::of([
            (lockbox.suspended && !is_owners, Reason::BoxSuspended),
            (
                operations.contains(GrantOperation::Shackle) && !has_shackle,
                Reason::BoxLacksShackle,
            ),
            (exceeds, Reason::OperationNotAllowed),
        ])
    }

    fn obligations(&self, permit: &Permit) -> Set<Obligation> {
        let method = self.request.method;
        let is_private = matches!(self.class, Some(Class::Owner | Class::Staff));
        let had_consent = matches!(self.class, Some(Class::Trade | Class::Homeowner))
            || self.needs_status_permission();
        let is_entered_early = permit
            .first_entry_before
            .is_some_and(|before| before < permit.not_after);
        Set::of([
            (true, Obligation::RecordIssue),
            (had_consent, Obligation::KeepConsent),
            (method.is_grant() && !is_private, Obligation::NotifyOnUse),
            (
                method.is_grant() && self.input.lockbox.bulletin != 0,
                Obligation::CarryBulletin,
            ),
            (
                method.is_grant() && permit.release_at > self.request.now,
                Obligation::HoldUntilRelease,
            ),
            (method.is_code(), Obligation::SayNotRecallable),
            (is_entered_early, Obligation::SayFirstEntry),
        ])
    }
}
