//! What the three kinds of rows have in common.

use super::lists::{ActivityStatus, Field, RowKind};
use super::rows::{Listing, Member, Office};
use crate::bounds::POLICY_TEXT_MAX_LEN;
use crate::fleet::FleetError;
use crate::policy::{Name, Set, Status};

/// A row of a roster.
pub trait Row: Clone + PartialEq + sealed::Sealed {
    /// What it is about.
    const KIND: RowKind;

    /// What it is known by.
    fn key(&self) -> &Name;

    /// Whether it takes part.
    fn is_active(&self) -> bool;

    /// The fields in which it differs from another row.
    fn differing(&self, other: &Self) -> Set<Field>;

    /// What becomes of it when a complete snapshot has it no longer.
    #[must_use]
    fn deactivated(&self) -> Self;

    /// A listing's status.
    fn standard_status(&self) -> Option<Status> {
        None
    }

    /// Checks its texts: 1 to 255 bytes each.
    ///
    /// # Errors
    /// [`FleetError::BadValue`].
    fn check(&self) -> Result<(), FleetError>;
}

mod sealed {
    /// Nobody else's rows.
    pub trait Sealed {}
}

impl<T> sealed::Sealed for Office<T> {}
impl<T> sealed::Sealed for Member<T> {}
impl<T> sealed::Sealed for Listing<T> {}

impl<T: AsRef<str> + Clone + PartialEq> Row for Office<T> {
    const KIND: RowKind = RowKind::Office;

    fn key(&self) -> &Name {
        &self.office_key
    }

    fn is_active(&self) -> bool {
        self.office_status == ActivityStatus::Active
    }

    fn differing(&self, other: &Self) -> Set<Field> {
        Set::of([
            (
                self.office_mls_id != other.office_mls_id,
                Field::OfficeMlsId,
            ),
            (self.office_name != other.office_name, Field::OfficeName),
            (
                self.office_status != other.office_status,
                Field::OfficeStatus,
            ),
        ])
    }

    fn deactivated(&self) -> Self {
        Self {
            office_status: ActivityStatus::Inactive,
            ..self.clone()
        }
    }

    fn check(&self) -> Result<(), FleetError> {
        check_texts([&self.office_mls_id, &self.office_name])
    }
}

impl<T: AsRef<str> + Clone + PartialEq> Row for Member<T> {
    const KIND: RowKind = RowKind::Member;

    fn key(&self) -> &Name {
        &self.member_key
    }

    fn is_active(&self) -> bool {
        self.member_status == ActivityStatus::Active
    }

    fn differing(&self, other: &Self) -> Set<Field> {
        Set::of([
            (
                self.member_mls_id != other.member_mls_id,
                Field::MemberMlsId,
            ),
            (
                self.member_full_name != other.member_full_name,
                Field::MemberFullName,
            ),
            (self.office_key != other.office_key, Field::OfficeKey),
            (
                self.member_status != other.member_status,
                Field::MemberStatus,
            ),
            (
                self.member_state_license != other.member_state_license,
                Field::MemberStateLicense,
            ),
        ])
    }

    fn deactivated(&self) -> Self {
        Self {
            member_status: ActivityStatus::Inactive,
            ..self.clone()
        }
    }

    fn check(&self) -> Result<(), FleetError> {
        check_texts([
            &self.member_mls_id,
            &self.member_full_name,
            &self.member_state_license,
        ])
    }
}

impl<T: AsRef<str> + Clone + PartialEq> Row for Listing<T> {
    const KIND: RowKind = RowKind::Listing;

    fn key(&self) -> &Name {
        &self.listing_key
    }

    fn is_active(&self) -> bool {
        !matches!(
            self.standard_status,
            Status::Canceled | Status::Expired | Status::Closed | Status::Delete
        )
    }

    fn differing(&self, other: &Self) -> Set<Field> {
        Set::of([
            (self.listing_id != other.listing_id, Field::ListingId),
            (
                self.standard_status != other.standard_status,
                Field::StandardStatus,
            ),
            (
                self.list_agent_key != other.list_agent_key,
                Field::ListAgentKey,
            ),
            (
                self.list_office_key != other.list_office_key,
                Field::ListOfficeKey,
            ),
            (
                self.lock_box_serial_number != other.lock_box_serial_number,
                Field::LockBoxSerialNumber,
            ),
            (
                self.unparsed_address != other.unparsed_address,
                Field::UnparsedAddress,
            ),
        ])
    }

    fn deactivated(&self) -> Self {
        Self {
            standard_status: Status::Canceled,
            ..self.clone()
        }
    }

    fn standard_status(&self) -> Option<Status> {
        Some(self.standard_status)
    }

    fn check(&self) -> Result<(), FleetError> {
        check_texts([&self.listing_id, &self.unparsed_address])
    }
}

fn check_texts<T: AsRef<str>, const N: usize>(texts: [&Option<T>; N]) -> Result<(), FleetError> {
    let is_good = |text: &T| (1..=POLICY_TEXT_MAX_LEN).contains(&text.as_ref().len());
    if texts.into_iter().flatten().all(is_good) {
        Ok(())
    } else {
        Err(FleetError::BadValue)
    }
}

/// Sorts rows by their keys and makes one of those that are equal. Gives how many there are
/// now, at the front.
///
/// # Errors
/// [`FleetError::RepeatedKey`] where two rows differ under one key; nothing is to be taken
/// over then.
pub fn tidy<R: Row>(rows: &mut [R]) -> Result<usize, FleetError> {
    rows.sort_unstable_by(|a, b| a.key().cmp(b.key()));
    let mut kept = 0_usize;
    for next in 0..rows.len() {
        let (last, row) = (kept.checked_sub(1), rows.get(next));
        let last = last.and_then(|last| rows.get(last));
        if let (Some(last), Some(row)) = (last, row)
            && last.key() == row.key()
        {
            if last != row {
                return Err(FleetError::RepeatedKey);
            }
            continue;
        }
        rows.swap(kept, next);
        kept = kept.saturating_add(1);
    }
    Ok(kept)
}
