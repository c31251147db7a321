use super::listed::{listed_by_name, set_of};

listed_by_name! {
    /// What is wrong with a listing's rows or dates. The row still comes out; nothing is
    /// guessed but what the text says.
    Warning {
        DuplicateRow = 0, "duplicate_row", "a row is there twice";
        ConflictingRows = 1, "conflicting_rows",
            "two rows recorded at one time are versions of one event and differ";
        DateOutOfRange = 2, "date_out_of_range",
            "a date is not between 1970-01-01 and 9999-12-31 and was not used";
        DateMissing = 3, "date_missing", "a row has no date and was set aside";
        OnDateMissing = 4, "on_date_missing",
            "the listing was on the market, but since when is not known";
        OffDateMissing = 5, "off_date_missing", "the listing ended, but when is not known";
        OffBeforeOn = 6, "off_before_on", "the listing ended before it was on the market";
        CloseBeforeOn = 7, "close_before_on", "the listing closed before it was on the market";
        Deleted = 8, "deleted", "rows were deleted";
        ExpiredInferred = 9, "expired_inferred",
            "the expiration date has passed: expired at that date, though no row says so";
        StatusAfterExpiration = 10, "status_after_expiration",
            "a row is dated after the expiration date, and the listing is still in force";
        StartDateMissing = 11, "start_date_missing",
            "the date that the count begins at is missing: it begins with the first row";
        ScopeMissing = 12, "scope_missing",
            "what has to be equal for days to carry is not known of this listing";
        ListingLeftOut = 13, "listing_left_out",
            "another listing of the property is in doubt and was left out";
        BackAfterTerminal = 14, "back_after_terminal",
            "the listing came back on the market after it had ended";
        /// Of batches only.
        ListingValuesDiffer = 15, "listing_values_differ",
            "rows of the listing differ in a value of the listing";
        /// Of batches only.
        PropertyMissing = 16, "property_missing", "the property is not known: taken by itself";
    }
}

set_of! {
    /// Some warnings: bit n is warning n.
    Warnings of Warning in u32
}

impl Warnings {
    /// Those in the face of which a listing is left out of the chains of others.
    pub const DOUBTFUL: Self = Self::of(&[
        Warning::OnDateMissing,
        Warning::OffDateMissing,
        Warning::OffBeforeOn,
        Warning::CloseBeforeOn,
    ]);
}
