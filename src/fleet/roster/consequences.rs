//! What follows from a row that changed.

use super::differences::{Difference, DifferenceKind};
use super::lists::{Field, RowKind};
use super::row::Row as _;
use super::rows::Member;
use crate::policy::listed::closed_list;
use crate::policy::{Name, Set, Status};

closed_list! {
    /// What the caller has to do.
    ConsequenceKind {
        /// Member grants are revoked or withheld, the card is not renewed, the app is no key.
        MemberLosesKeys = 1, "member_loses_keys", "the member loses app and card";
        /// [Its active members](active_members_of) lose nothing by this alone.
        MembersToReview = 2, "members_to_review", "the office's members are to be looked at";
        /// What follows is that of a change of status; what it has against the change is a
        /// warning, as the MLS has decided.
        StatusChange = 3, "status_change", "the listing's status changed";
        OwnershipToReview = 4, "ownership_to_review", "owner privileges on the lockbox are to be looked at";
        BoxToReview = 5, "box_to_review", "the assignment of the lockbox is to be looked at";
    }
}

/// What follows from one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Consequence {
    /// What it is.
    pub consequence: ConsequenceKind,
    /// What the row is about.
    pub kind: RowKind,
    /// The row's key.
    pub key: Name,
    /// The status before; of a change of status alone.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub from: Option<Status>,
    /// The status after; of a change of status alone.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub to: Option<Status>,
}

impl Difference {
    /// What follows from it, in the order of the list.
    pub fn consequences(&self) -> impl Iterator<Item = Consequence> + use<> {
        let Self {
            difference,
            kind,
            key,
            fields,
            status,
        } = *self;
        let is_deactivation = difference == DifferenceKind::Deactivation;
        let is_new_status = status.is_some_and(|(from, to)| from != to);
        let of_listing = kind == RowKind::Listing;
        let has = |field| fields.contains(field);
        let found = Set::of([
            (
                is_deactivation && kind == RowKind::Member,
                ConsequenceKind::MemberLosesKeys,
            ),
            (
                is_deactivation && kind == RowKind::Office,
                ConsequenceKind::MembersToReview,
            ),
            (of_listing && is_new_status, ConsequenceKind::StatusChange),
            (
                has(Field::ListAgentKey) || has(Field::ListOfficeKey),
                ConsequenceKind::OwnershipToReview,
            ),
            (
                has(Field::LockBoxSerialNumber),
                ConsequenceKind::BoxToReview,
            ),
        ]);
        found.iter().map(move |consequence| {
            let status = status.filter(|_| consequence == ConsequenceKind::StatusChange);
            Consequence {
                consequence,
                kind,
                key,
                from: status.map(|(from, _)| from),
                to: status.map(|(_, to)| to),
            }
        })
    }
}

/// The active members of an office, by their keys: those to look at when it is deactivated.
pub fn active_members_of<'a, T: AsRef<str> + Clone + PartialEq>(
    members: &'a [Member<T>],
    office: &Name,
) -> impl Iterator<Item = &'a Name> + use<'a, T> {
    let office = *office;
    members
        .iter()
        .filter(move |member| member.is_active() && member.office_key == Some(office))
        .map(|member| &member.member_key)
}
