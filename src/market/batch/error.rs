use core::fmt;

use crate::market::listed::listed;

listed! {
    /// A column of a batch, by the name it has there.
    Column {
        PropertyKey = 0, "PropertyKey", "what the property is known by";
        ListingKey = 1, "ListingKey", "the listing";
        EffectiveDate = 2, "EffectiveDate", "the day from which the status holds";
        StandardStatus = 3, "StandardStatus", "the status";
        Sequence = 4, "Sequence", "when the row was recorded";
        EventKey = 5, "EventKey", "what makes two rows versions of one event";
        ScopeKey = 6, "ScopeKey", "what has to be equal for days to carry";
        OriginatingSystemName = 7, "OriginatingSystemName", "the system that the listing is from";
        ListingContractDate = 8, "ListingContractDate", "the date of the listing contract";
        OriginalEntryDate = 9, "OriginalEntryDate", "the date of the entry";
        ExpirationDate = 10, "ExpirationDate", "the date on which the contract runs out";
    }
}

impl Column {
    /// Whether there has to be one; another that is not there is all null.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(
            self,
            Self::PropertyKey | Self::ListingKey | Self::EffectiveDate | Self::StandardStatus
        )
    }
}

listed! {
    /// Why a batch is refused.
    #[non_exhaustive]
    Refusal {
        BadValue = 1, "bad_value", "the day of the count is out of its range";
        BadRules = 2, "bad_rules", "the rules are not among those that there are";
        MissingColumn = 8, "missing_column", "a column is not there";
        RepeatedColumn = 9, "repeated_column", "a column is there twice";
        WrongType = 10, "wrong_type", "a column is of a type that it cannot have";
        TypeChanged = 11, "type_changed", "a column is of another type than in the batch before";
        TextTooLong = 12, "text_too_long", "a text is longer than 255 bytes";
        /// The row may begin again where its property has ended already: sort, or take the
        /// form for whole tables.
        NotGrouped = 13, "not_grouped", "the rows are not in the order of their properties";
        TooManyRows = 14, "too_many_rows", "more than 4,294,967,295 rows are worked on at once";
        BadAnswer = 15, "bad_answer", "the columns of the answer do not fit together";
    }
}

/// Why there is no answer, and where. Nothing was counted, or no more than was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchError {
    /// Why.
    pub refusal: Refusal,
    /// The column, where it is one's.
    pub column: Option<Column>,
    /// The row, from 0 in the table or the stream, where it is one's.
    pub row: Option<u64>,
}

impl BatchError {
    pub(super) const fn of_column(refusal: Refusal, column: Column) -> Self {
        Self {
            refusal,
            column: Some(column),
            row: None,
        }
    }

    pub(super) const fn of_row(refusal: Refusal, column: Column, row: u64) -> Self {
        Self {
            refusal,
            column: Some(column),
            row: Some(row),
        }
    }
}

impl From<Refusal> for BatchError {
    fn from(refusal: Refusal) -> Self {
        Self {
            refusal,
            column: None,
            row: None,
        }
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.refusal.text())?;
        if let Some(column) = self.column {
            write!(f, ": {}", column.name())?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        Ok(())
    }
}

impl core::error::Error for BatchError {}
