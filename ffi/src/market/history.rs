//! The listings of one property, and what is asked about them.

use doorward::bounds::{MARKET_JSON_SEQUENCE_MAX, MARKET_TEXT_MAX_LEN};
use doorward::calendar::Day;
use doorward::market::{
    Class, Date, Error, Interval, Listing, Place, Property, Row, Rules, Scope, Status, Work,
};

use super::rules::{DW_NO_DAYS, dw_market_rules};
use super::{DW_DATE_MISSING, DW_STATUS_UNKNOWN, dw_text};
use crate::guard::{Ended, apart_from, change_slice, out, out_slice, read, read_slice, run};
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

/// The answer for a listing.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_market_outcome {
    /// `DaysOnMarket`; `DW_NO_DAYS` if the listing's dates are in doubt.
    pub dom: u32,
    /// `CumulativeDaysOnMarket`; `DW_NO_DAYS` where `dom` is.
    pub cdom: u32,
    /// What is wrong with the listing's rows and dates: bit n is item n of the list.
    pub warnings: u32,
    /// How many listings were joined, this one the last; 0 if it was never on the market.
    pub chain_length: u32,
    /// The first day on the market, or `DW_DATE_MISSING`.
    pub on_market_date: i32,
    /// The day it went off, or `DW_DATE_MISSING`.
    pub off_market_date: i32,
    /// What the listing is to those before it, by its number; 255 where there is no `dom`.
    pub class_number: u8,
    /// Its status, or `DW_STATUS_UNKNOWN` where it has none.
    pub status: u8,
    /// Zero.
    pub reserved: [u8; 2],
}

/// The days between two listings of a chain.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_market_gap {
    /// The listing behind which it lies, by its place among the listings.
    pub after: u32,
    /// The listing before which it lies.
    pub before: u32,
    /// Its first day.
    pub from: u32,
    /// The day at which it is over; may lie before the first.
    pub to: u32,
    /// The days from the one to the other; 0 or less if they overlap.
    pub days: i32,
    /// The days of it that count against the limit.
    pub counted: u32,
}

fn date(number: i32) -> Date {
    if number == DW_DATE_MISSING {
        Date::MISSING
    } else {
        Date::from_number(number)
    }
}

fn date_number(day: Option<Day>) -> i32 {
    Date::from(day).number().unwrap_or(DW_DATE_MISSING)
}

fn place(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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
struct Asked<'a> {
    rules: Rules,
    history: &'a dw_market_history,
    listings: &'a [dw_market_listing],
    rows: &'a [dw_market_row],
    target: &'a str,
    memory: &'a mut [Word],
}

impl Asked<'_> {
    /// # Safety
    /// As for [`read`] and [`change_slice`].
    unsafe fn new(
        rules: *const dw_market_rules,
        history: *const dw_market_history,
        work: *mut u64,
        length: usize,
    ) -> Result<Self, dw_result> {
        apart_from(work, length, rules, 1)?;
        apart_from(work, length, history, 1)?;
        // SAFETY: the caller's promise.
        let (rules, history) = unsafe { (read(rules)?, read(history)?) };
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
            rules: rules.try_into()?,
            history,
            listings,
            rows,
            target,
            memory,
        })
    }

    /// Counts, and asks about the target.
    fn ask(self, ask: impl FnOnce(&Property<'_, '_>, usize) -> Ended) -> Ended {
        let scope = self.rules.scope;
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
        // As many again, for the work of counting chains.
        let spans = rowed.saturating_mul(2);
        let intervals = (0..spans).map(|_| Ok(Interval::default()));
        let (intervals, _) = take(memory, spans, intervals)?;
        if self.target.is_empty() || self.target.len() > MARKET_TEXT_MAX_LEN {
            return Err(Error::BadValue.into());
        }
        let mut numbers = 0..listed;
        let is_target = |index: &usize| {
            let listing = listings.get(*index);
            listing.is_some_and(|listing| listing.key == self.target)
        };
        let target = numbers.find(is_target);
        let as_of = Day::from_number(self.history.as_of);
        let work = Work { places, intervals };
        let property = Property::new(&self.rules, as_of, listings, rows, work)?;
        ask(&property, target.ok_or(Error::UnknownTarget)?)
    }
}

/// Counts the days on market of the target, by `rules`. `work` is the caller's memory of
/// `length` words, at least `DW_MARKET_LISTING_WORDS` for each listing and
/// `DW_MARKET_ROW_WORDS` for each row, which shares none with any other argument; what it holds
/// afterwards is of no use. Less is `DW_ERROR_LENGTH`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_answer(
    rules: *const dw_market_rules,
    history: *const dw_market_history,
    work: *mut u64,
    length: usize,
    outcome: *mut dw_market_outcome,
) -> dw_result {
    run(|| {
        apart_from(work, length, outcome, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (asked, outcome) =
            unsafe { (Asked::new(rules, history, work, length)?, out(outcome)?) };
        asked.ask(|property, target| {
            let found = property.outcome(target)?;
            outcome.put(dw_market_outcome {
                dom: found.dom.unwrap_or(DW_NO_DAYS),
                cdom: found.cdom.unwrap_or(DW_NO_DAYS),
                warnings: found.warnings.bits(),
                chain_length: place(found.chain_len),
                on_market_date: date_number(found.on_market_date),
                off_market_date: date_number(found.off_market_date),
                class_number: found.class.map_or(u8::MAX, Class::number),
                status: found.status.map_or(DW_STATUS_UNKNOWN, Status::number),
                reserved: [0; 2],
            });
            Ok(())
        })
    })
}

/// As `dw_market_answer`: the listings that were joined, the target the last, by their places;
/// `room` for `chain_length` of them at least, else `DW_ERROR_LENGTH`. `count` is how many.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_chain(
    rules: *const dw_market_rules,
    history: *const dw_market_history,
    work: *mut u64,
    length: usize,
    chain: *mut u32,
    room: usize,
    count: *mut usize,
) -> dw_result {
    run(|| {
        apart_from(work, length, chain, room)?;
        apart_from(work, length, count, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (asked, count) = unsafe { (Asked::new(rules, history, work, length)?, out(count)?) };
        // SAFETY: as above.
        let chain = unsafe { out_slice(chain, room)? };
        asked.ask(|property, target| {
            property.outcome(target)?;
            count.put(chain.put(|| property.chain(target).map(place))?);
            Ok(())
        })
    })
}

/// As `dw_market_chain`, for the gaps between the listings of the chain, of which there are one
/// less than listings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_gaps(
    rules: *const dw_market_rules,
    history: *const dw_market_history,
    work: *mut u64,
    length: usize,
    gaps: *mut dw_market_gap,
    room: usize,
    count: *mut usize,
) -> dw_result {
    run(|| {
        apart_from(work, length, gaps, room)?;
        apart_from(work, length, count, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (asked, count) = unsafe { (Asked::new(rules, history, work, length)?, out(count)?) };
        // SAFETY: as above.
        let gaps = unsafe { out_slice(gaps, room)? };
        asked.ask(|property, target| {
            property.outcome(target)?;
            let made = || {
                property.gaps(target).map(|gap| dw_market_gap {
                    after: place(gap.after),
                    before: place(gap.before),
                    from: gap.from.number(),
                    to: gap.to.number(),
                    days: gap.days,
                    counted: gap.counted,
                })
            };
            count.put(gaps.put(made)?);
            Ok(())
        })
    })
}
