//! Whom an event is about, and what was made for them or denied to them.

use doorward::calendar::Day;
use doorward::codes::{FlexTerms, Operation};
use doorward::grants::{GrantOperation, Operations};
use doorward::keys::Id;
use doorward::policy::{Method, Name, RecipientKind, Text};
use doorward::records::{AccessMethod, Reasons, credential};

use super::Event;
use crate::failure::Failure;
use crate::texts;
use crate::vault::{Granted, Party, Records};

/// Whom something is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) kind: Option<RecipientKind>,
    /// The account.
    pub(crate) account: Option<Name>,
    /// The member id.
    pub(crate) mls_id: Option<Name>,
    pub(crate) name: Option<Text>,
}

/// A grant or a code that is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MadeFor {
    pub(crate) method: AccessMethod,
    /// What a code opens; none of a grant, which may do several things.
    pub(crate) operation: Option<Operation>,
    pub(crate) credential: Option<Id>,
    pub(crate) holder: Holder,
}

impl MadeFor {
    /// A day code.
    pub(crate) fn day_code(day: Day, slot: u8, holder: &Holder) -> Result<Self, Failure> {
        Ok(Self {
            method: AccessMethod::DayCode,
            operation: Some(Operation::KeyCompartment),
            credential: Some(credential::of_day_code(day, slot)?),
            holder: *holder,
        })
    }

    /// A FlexCode, or one for a contractor.
    pub(crate) fn flex_code(
        terms: &FlexTerms,
        is_contractor: bool,
        holder: &Holder,
    ) -> Result<Self, Failure> {
        let method = if is_contractor {
            AccessMethod::ContractorCode
        } else {
            AccessMethod::FlexCode
        };
        Ok(Self {
            method,
            operation: Some(terms.operation()),
            credential: Some(credential::of_flex_code(terms)?),
            holder: *holder,
        })
    }

    /// A grant.
    pub(crate) fn grant(granted: &Granted, holder: &Holder) -> Result<Self, Failure> {
        Ok(Self {
            method: method_of_grant(granted),
            operation: None,
            credential: Some(credential::of_grant(&granted.body.grant_id)?),
            holder: *holder,
        })
    }
}

/// What a rule denied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Denied {
    pub(crate) method: AccessMethod,
    /// What a code was to open.
    pub(crate) operation: Option<Operation>,
    pub(crate) holder: Holder,
    pub(crate) reasons: Reasons,
}

impl Records<'_> {
    /// Who was typed as `text`: a member of the vault, or anybody by name.
    pub(crate) fn holder(&self, text: Option<&str>) -> Result<Holder, Failure> {
        let Some(text) = text else {
            return Ok(Holder::default());
        };
        Ok(match self.find_member(text)? {
            Some(member) => Holder {
                kind: None,
                account: Some(member.member_key),
                mls_id: member.member_mls_id.as_deref().and_then(texts::name),
                name: texts::text(member.member_full_name.as_deref().unwrap_or(text)),
            },
            None => Holder {
                name: texts::text(text),
                ..Holder::default()
            },
        })
    }

    pub(super) fn holder_of_grant(&self, granted: &Granted) -> Result<Holder, Failure> {
        self.holder_of_party(Some(&granted.recipient), &granted.party)
    }

    /// Who something was given to, by what was kept with it.
    pub(crate) fn holder_of_party(
        &self,
        name: Option<&str>,
        party: &Party,
    ) -> Result<Holder, Failure> {
        let member = match &party.recipient {
            Some(account) => self.find_member(account.as_str())?,
            None => None,
        };
        // Whoever is on no list has no account: what stands for one is a hash of the name.
        let account = party.recipient.filter(|_| member.is_some());
        let mls_id = member.and_then(|member| texts::name(&member.member_mls_id?));
        Ok(Holder {
            kind: party.kind,
            account,
            mls_id,
            name: name.and_then(texts::text),
        })
    }
}

pub(super) fn holder_of(issue: &Event) -> Holder {
    Holder {
        kind: issue.holder_kind,
        account: issue.showing_agent_id,
        mls_id: issue.showing_agent_mls_id,
        name: issue.showing_agent_full_name,
    }
}

/// By what a grant with these operations gives access: whoever may read the log or own the
/// box is no guest.
fn grant_method(operations: Operations) -> AccessMethod {
    let is_guests =
        !operations.contains(GrantOperation::ReadLog) && !operations.contains(GrantOperation::Own);
    if is_guests {
        AccessMethod::GuestGrant
    } else {
        AccessMethod::MemberGrant
    }
}

/// By what a grant that was issued gives access.
pub(super) fn method_of_grant(granted: &Granted) -> AccessMethod {
    match granted.method {
        Some(Method::GuestGrant) => AccessMethod::GuestGrant,
        Some(Method::MemberGrant) => AccessMethod::MemberGrant,
        _ => grant_method(granted.body.operations),
    }
}

/// By what something that is asked of the issuing rules gives access.
pub(crate) const fn access_method(method: Method) -> AccessMethod {
    match method {
        Method::MemberGrant => AccessMethod::MemberGrant,
        Method::GuestGrant => AccessMethod::GuestGrant,
        Method::DayCode => AccessMethod::DayCode,
        Method::FlexCode => AccessMethod::FlexCode,
        Method::ContractorCode => AccessMethod::ContractorCode,
    }
}
