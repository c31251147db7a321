use super::listed::listed;

listed! {
    /// Why there is no answer. Nothing was counted.
    #[non_exhaustive]
    Error {
        BadValue = 1, "bad_value", "a value is of the wrong type or out of its range";
        BadRules = 2, "bad_rules", "the rules are not among those that there are";
        UnknownTarget = 3, "unknown_target", "the listing asked about is not among the listings";
        RepeatedListing = 4, "repeated_listing", "two listings have one key";
        /// The only one that is a listing's and not the call's: the others are still counted.
        UnknownStatus = 5, "unknown_status", "a row of the listing has a status that is not known";
        UnknownFamily = 6, "unknown_family", "no preset is of that family";
        /// Of the interface of slices only.
        WorkTooSmall = 7, "work_too_small", "the work space has too few places";
    }
}

impl core::error::Error for Error {}

/// What makes no sense is an error.
pub(crate) fn check(is_good: bool) -> Result<(), Error> {
    if is_good {
        Ok(())
    } else {
        Err(Error::BadValue)
    }
}
