//! Codes, and what is seen of them from outside.

use doorward::calendar::Day;
use doorward::codes::FlexTerms;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Flex(FlexTerms),
    Day(Day, u8),
}

/// A genuine code and what became of it, as seen from outside.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) digits: String,
    pub(crate) kind: Kind,
    pub(crate) is_single: bool,
    pub(crate) was_typed: bool,
    pub(crate) was_cancelled: bool,
    /// The box's clock at each opening, and whether the last may still be repeated.
    pub(crate) openings: Vec<u64>,
    pub(crate) may_repeat: bool,
}

impl Known {
    pub(crate) fn new(digits: &str, kind: Kind, is_single: bool) -> Self {
        Self {
            digits: digits.to_owned(),
            kind,
            is_single,
            was_typed: false,
            was_cancelled: false,
            openings: Vec::new(),
            may_repeat: false,
        }
    }
}
