//! The listings of one property, as C has them and as the core does.

use doorward::bounds::{MARKET_JSON_SEQUENCE_MAX, MARKET_TEXT_MAX_LEN};
use doorward::calendar::Day;
use doorward::market::{Date, Error, Interval, Listing, Place, Row, Scope, Status};

use super::{DW_DATE_MISSING, DW_STATUS_UNKNOWN, dw_text};
use crate::guard::{apart_from, change_slice, read, read_slice};
use crate::memory::{Word, take, words};
use crate::result::dw_result;

/// Words of work space for each listing, at most.
pub const DW_MARKET_LISTING_WORDS: usize = 32;
/// Words of work space for each row, at most.
pub const DW_MARKET_ROW_WORDS: usize = 12;

const _: () = {
    assert!(words::<Listing<'_>>() + words::<Place>() <= DW_MARKET_LISTING_WORDS);
    assert!(words::<Row<'_>>() + 2 * words::<Interval>() <= DW_MARKET_ROW_WORDS);
};

/// A listing. A text of 1 to 255 bytes, or not known; a date in days since 1970-01-01, or
/// `DW_DATE_MISSING`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_market_listing {
    /// The `ListingKey`.
    pub key: dw_text,
    /// The office.
    pub office: dw_text,
    /// The branch.
    pub branch: dw_text,
    /// The firm.
    pub firm: dw_text,
    /// The agent.
    pub agent: dw_text,
    /// The property type.
    pub property_type: dw_text,
    /// The `OriginatingSystemName`.
    pub originating_system: dw_text,
    /// The `ListingContractDate`.
    pub listing_contract_date: i32,
    /// The date of the `OriginalEntryTimestamp`.
    pub original_entry_date: i32,
    /// The `ExpirationDate`.
    pub expiration_date: i32,
    /// Zero.
    pub reserved: u32,
}

/// A row of a listing's history.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_market_row {
    /// What makes two rows versions of one event: 1 to 255 bytes, or not known.
    pub event: dw_text,
    /// When the row was recorded: any number that rises, 0 to 2^53 - 1; 0 is not known.
    pub sequence: u64,
    /// The listing, by its place among the listings.
    pub listing: u32,
    /// The day from which the status holds, or `DW_DATE_MISSING`.
    pub date: i32,
    /// The status, or `DW_STATUS_UNKNOWN`.
    pub status: u8,
    /// Zero.
    pub reserved: [u8; 7],
}

/// The listings of one property with their rows, in any order, and what is asked about them.
#[repr(C)]
pub struct dw_market_history {
    /// The listings.
    pub listings: *const dw_market_listing,
    /// How many.
    pub listing_count: usize,
    /// The rows.
    pub rows: *const dw_market_row,
    /// How many.
    pub row_count: usize,
    /// The key of the listing asked about.
    pub target: dw_text,
    /// The day the count is made for, in days since 1970-01-01.
    pub as_of: u32,
    /// Zero.
    pub reserved: u32,
}

pub(super) fn date(number: i32) -> Date {
    if number == DW_DATE_MISSING {
        Date::MISSING
    } else {
        Date::from_number(number)
    }
}

impl dw_market_listing {
    /// # Safety
    /// As for [`read_slice`], of each text.
    unsafe fn listing<'a>(&self, scope: Scope) -> Result<Listing<'a>, dw_result> {
        if self.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        // SAFETY: the caller's promise.
        let compared = unsafe {
            [
                (Scope::SameOffice, self.office.get()?),
                (Scope::SameBranch, self.branch.get()?),
                (Scope::SameFirm, self.firm.get()?),
                (Scope::SameAgent, self.agent.get()?),
                (Scope::SamePropertyType, self.property_type.get()?),
            ]
        };
        let mut texts = compared.iter().filter_map(|(_, text)| *text);
        if texts.any(|text| text.is_empty() || text.len() > MARKET_TEXT_MAX_LEN) {
            return Err(Error::BadValue.into());
        }
        let mut compared = compared.iter();
        let found = compared.find(|(known, _)| *known == scope);
        // SAFETY: the caller's promise.
        let (key, system) = unsafe { (self.key.get()?, self.originating_system.get()?) };
        Ok(Listing {
            key: key.ok_or(dw_result::DW_ERROR_NULL)?,
            scope: found.and_then(|(_, text)| *text),
            originating_system: system,
            listing_contract_date: date(self.listing_contract_date),
            original_entry_date: date(self.original_entry_date),
            expiration_date: date(self.expiration_date),
        })
    }

    fn texts(&self) -> [dw_text; 7] {
        let Self { key, office, .. } = *self;
        let (branch, firm, agent) = (self.branch, self.firm, self.agent);
        let (kind, system) = (self.property_type, self.originating_system);
        [key, office, branch, firm, agent, kind, system]
    }
}

impl dw_market_row {
    /// # Safety
    /// As for [`read_slice`], of the text.
    unsafe fn row<'a>(&self) -> Result<Row<'a>, dw_result> {
        if self.reserved != [0; 7] {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        let known = Status::ALL.get(usize::from(self.status)).copied();
        if known.is_none() && self.status != DW_STATUS_UNKNOWN {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        if self.sequence > MARKET_JSON_SEQUENCE_MAX {
            return Err(Error::BadValue.into());
        }
        Ok(Row {
            listing: self.listing,
            date: date(self.date),
            status: known,
            sequence: self.sequence,
            // SAFETY: the caller's promise.
            event: unsafe { self.event.get()? },
        })
    }
}

/// What every question has in common: its arguments, read and seen to lie apart.
pub(super) struct Asked<'a> {
    history: &'a dw_market_history,
    listings: &'a [dw_market_listing],
    rows: &'a [dw_market_row],
    target: &'a str,
    memory: &'a mut [Word],
}

/// The same in the core's types, in the caller's memory, and what is left of that.
pub(super) struct Laid<'w, 'a> {
    pub(super) as_of: Day,
    pub(super) listings: &'w [Listing<'a>],
    pub(super) rows: &'w mut [Row<'a>],
    pub(super) places: &'w mut [Place],
    /// The place of the target, if it is there.
    pub(super) target: Option<usize>,
    pub(super) memory: &'w mut [Word],
}

impl<'a> Asked<'a> {
    /// # Safety
    /// As for [`read`] and [`change_slice`].
    pub(super) unsafe fn new(
        history: *const dw_market_history,
        work: *mut u64,
        length: usize,
    ) -> Result<Self, dw_result> {
        apart_from(work, length, history, 1)?;
        // SAFETY: the caller's promise.
        let history = unsafe { read(history)? };
        apart_from(work, length, history.listings, history.listing_count)?;
        apart_from(work, length, history.rows, history.row_count)?;
        // SAFETY: the caller's promise.
        let listings = unsafe { read_slice(history.listings, history.listing_count)? };
        // SAFETY: the caller's promise.
        let rows = unsafe { read_slice(history.rows, history.row_count)? };
        let texts = listings.iter().flat_map(dw_market_listing::texts);
        let texts = texts.chain(rows.iter().map(|row| row.event));
        for text in texts.chain([history.target]) {
            apart_from(work, length, text.text, text.length)?;
        }
        if history.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        // SAFETY: the caller's promise.
        let target = unsafe { history.target.get()? }.ok_or(dw_result::DW_ERROR_NULL)?;
        // SAFETY: the caller's promise; all else was seen to lie apart.
        let memory = unsafe { change_slice(work.cast::<Word>(), length)? };
        Ok(Self {
            history,
            listings,
            rows,
            target,
            memory,
        })
    }

    /// Lays listings, rows and a place for each listing into the memory.
    pub(super) fn lay(self, scope: Scope) -> Result<Laid<'a, 'a>, dw_result> {
        let (listed, rowed) = (self.listings.len(), self.rows.len());
        // SAFETY: `new` was promised all texts.
        let listings = self
            .listings
            .iter()
            .map(|one| unsafe { one.listing(scope) });
        let (listings, memory) = take(self.memory, listed, listings)?;
        // SAFETY: as above.
        let rows = self.rows.iter().map(|row| unsafe { row.row() });
        let (rows, memory) = take(memory, rowed, rows)?;
        let places = (0..listed).map(|_| Ok(Place::default()));
        let (places, memory) = take(memory, listed, places)?;
        if self.target.is_empty() || self.target.len() > MARKET_TEXT_MAX_LEN {
            return Err(Error::BadValue.into());
        }
        let mut numbers = 0..listed;
        let is_target = |index: &usize| {
            let listing = listings.get(*index);
            listing.is_some_and(|listing| listing.key == self.target)
        };
        let target = numbers.find(is_target);
        Ok(Laid {
            as_of: Day::from_number(self.history.as_of),
            listings,
            rows,
            places,
            target,
            memory,
        })
    }
}
