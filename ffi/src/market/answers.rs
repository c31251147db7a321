//! What is counted of a listing: its days, its chain, the gaps within.

use doorward::calendar::Day;
use doorward::market::{Class, Date, Error, Interval, Property, Rules, Status, Work};

use super::history::{Asked, dw_market_history};
use super::rules::dw_market_rules;
use super::{DW_DATE_MISSING, DW_NO_DAYS, DW_STATUS_UNKNOWN};
use crate::guard::{Ended, apart_from, out, out_slice, read, run};
use crate::memory::take;
use crate::result::dw_result;

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

pub(super) fn date_number(day: Option<Day>) -> i32 {
    Date::from(day).number().unwrap_or(DW_DATE_MISSING)
}

fn place(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Counts, and asks about the target.
///
/// # Safety
/// As for [`Asked::new`].
unsafe fn ask(
    rules: *const dw_market_rules,
    asked: Asked<'_>,
    ask: impl FnOnce(&Property<'_, '_>, usize) -> Ended,
) -> Ended {
    // SAFETY: the caller's promise.
    let rules: Rules = unsafe { read(rules)? }.try_into()?;
    let laid = asked.lay(rules.scope)?;
    // As many again as there are rows, for the work of counting chains.
    let spans = laid.rows.len().saturating_mul(2);
    let intervals = (0..spans).map(|_| Ok(Interval::default()));
    let (intervals, _) = take(laid.memory, spans, intervals)?;
    let work = Work {
        places: laid.places,
        intervals,
    };
    let property = Property::new(&rules, laid.as_of, laid.listings, laid.rows, work)?;
    ask(&property, laid.target.ok_or(Error::UnknownTarget)?)
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
        apart_from(work, length, rules, 1)?;
        apart_from(work, length, outcome, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (asked, outcome) = unsafe { (Asked::new(history, work, length)?, out(outcome)?) };
        // SAFETY: as above.
        unsafe {
            ask(rules, asked, |property, target| {
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
        }
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
        apart_from(work, length, rules, 1)?;
        apart_from(work, length, chain, room)?;
        apart_from(work, length, count, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (asked, count) = unsafe { (Asked::new(history, work, length)?, out(count)?) };
        // SAFETY: as above.
        let chain = unsafe { out_slice(chain, room)? };
        // SAFETY: as above.
        unsafe {
            ask(rules, asked, |property, target| {
                property.outcome(target)?;
                count.put(chain.put(|| property.chain(target).map(place))?);
                Ok(())
            })
        }
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
        apart_from(work, length, rules, 1)?;
        apart_from(work, length, gaps, room)?;
        apart_from(work, length, count, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (asked, count) = unsafe { (Asked::new(history, work, length)?, out(count)?) };
        // SAFETY: as above.
        let gaps = unsafe { out_slice(gaps, room)? };
        // SAFETY: as above.
        unsafe {
            ask(rules, asked, |property, target| {
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
        }
    })
}
