use crate::fleet::FleetError;
use crate::policy::listed::closed_list;
use crate::policy::{Listed as _, Status};

closed_list! {
    /// What a row is about.
    RowKind {
        Office = 1, "office", "an office";
        Member = 2, "member", "a member";
        Listing = 3, "listing", "a listing";
    }
}

closed_list! {
    /// Status of an office or a member: RESO Data Dictionary, `OfficeStatus`, `MemberStatus`.
    ActivityStatus {
        Active = 1, "Active", "active";
        Inactive = 2, "Inactive", "inactive";
    }
}

closed_list! {
    /// A field that is kept besides the key, by its name in RESO's Data Dictionary.
    Field {
        OfficeMlsId = 1, "OfficeMlsId", "the office's id at the MLS";
        OfficeName = 2, "OfficeName", "the office's name";
        OfficeStatus = 3, "OfficeStatus", "the office's status";
        MemberMlsId = 4, "MemberMlsId", "the member's id at the MLS";
        MemberFullName = 5, "MemberFullName", "the member's name";
        OfficeKey = 6, "OfficeKey", "the member's office";
        MemberStatus = 7, "MemberStatus", "the member's status";
        MemberStateLicense = 8, "MemberStateLicense", "the member's licence";
        ListingId = 9, "ListingId", "the listing's number";
        StandardStatus = 10, "StandardStatus", "the listing's status";
        ListAgentKey = 11, "ListAgentKey", "the listing agent";
        ListOfficeKey = 12, "ListOfficeKey", "the listing office";
        LockBoxSerialNumber = 13, "LockBoxSerialNumber", "the lockbox";
        UnparsedAddress = 14, "UnparsedAddress", "the address";
    }
}

/// The status that a feed spells: with spaces, and `Canceled` with one `l` or two. Another
/// value is an error, never a guess.
///
/// # Errors
/// [`FleetError::UnknownStatus`].
pub fn standard_status(text: &str) -> Result<Status, FleetError> {
    match text {
        "Active Under Contract" => Ok(Status::ActiveUnderContract),
        "Coming Soon" => Ok(Status::ComingSoon),
        "Cancelled" => Ok(Status::Canceled),
        _ => Status::from_name(text).ok_or(FleetError::UnknownStatus),
    }
}
