//! Histories as values that own what they hold: the convenient way in, and the form of JSON.

use core::iter::repeat_n;

use no_std_compat::string::String;
use no_std_compat::vec::Vec;

use super::error::check;
use super::{
    Class, Date, Error, Interval, Listing, Place, Property, Row, Rules, Scope, Status, Warnings,
    Work,
};
use crate::bounds::MARKET_TEXT_MAX_LEN;
use crate::calendar::Day;

/// A status as a feed spells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowStatus {
    /// One of the accepted spellings.
    Known(Status),
    /// Any other text: the error of its listing.
    Unknown(String),
}

impl RowStatus {
    /// The status; none for an unknown one.
    #[must_use]
    pub const fn known(&self) -> Option<Status> {
        match self {
            Self::Known(status) => Some(*status),
            Self::Unknown(_) => None,
        }
    }
}

impl From<Status> for RowStatus {
    fn from(status: Status) -> Self {
        Self::Known(status)
    }
}

impl From<&str> for RowStatus {
    fn from(text: &str) -> Self {
        Status::from_spelling(text).map_or_else(|| Self::Unknown(text.into()), Self::Known)
    }
}

/// A row of a listing's history.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedRow {
    /// The day from which the status holds.
    #[cfg_attr(feature = "serde", serde(default))]
    pub date: Date,
    /// The status.
    pub status: RowStatus,
    /// When the row was recorded: any number that rises, 0 to 2^63 - 1, in JSON to 2^53 - 1; 0
    /// is not known.
    #[cfg_attr(
        feature = "serde",
        serde(default, deserialize_with = "with_serde::sequence")
    )]
    pub sequence: u64,
    /// What makes two rows versions of one event: 1 to 255 bytes.
    #[cfg_attr(feature = "serde", serde(default))]
    pub event: Option<String>,
}

/// A listing with its rows.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedListing {
    /// The `ListingKey`, 1 to 255 bytes.
    pub listing: String,
    /// The office, which `same_office` compares; this and the next five 1 to 255 bytes.
    #[cfg_attr(feature = "serde", serde(default))]
    pub office: Option<String>,
    /// The branch.
    #[cfg_attr(feature = "serde", serde(default))]
    pub branch: Option<String>,
    /// The firm.
    #[cfg_attr(feature = "serde", serde(default))]
    pub firm: Option<String>,
    /// The agent.
    #[cfg_attr(feature = "serde", serde(default))]
    pub agent: Option<String>,
    /// The property type.
    #[cfg_attr(feature = "serde", serde(default))]
    pub property_type: Option<String>,
    /// The `OriginatingSystemName`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub originating_system: Option<String>,
    /// The `ListingContractDate`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub listing_contract_date: Date,
    /// The date of the `OriginalEntryTimestamp`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub original_entry_date: Date,
    /// The `ExpirationDate`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub expiration_date: Date,
    /// The rows, in any order.
    pub events: Vec<OwnedRow>,
}

impl OwnedListing {
    /// What a scope compares.
    #[must_use]
    pub fn scope(&self, scope: Scope) -> Option<&str> {
        match scope {
            Scope::Any => None,
            Scope::SameBranch => self.branch.as_deref(),
            Scope::SameOffice => self.office.as_deref(),
            Scope::SameFirm => self.firm.as_deref(),
            Scope::SameAgent => self.agent.as_deref(),
            Scope::SamePropertyType => self.property_type.as_deref(),
        }
    }

    fn borrowed(&self, scope: Scope) -> Listing<'_> {
        Listing {
            key: &self.listing,
            scope: self.scope(scope),
            originating_system: self.originating_system.as_deref(),
            listing_contract_date: self.listing_contract_date,
            original_entry_date: self.original_entry_date,
            expiration_date: self.expiration_date,
        }
    }

    fn rows(&self, listing: u32) -> impl Iterator<Item = Row<'_>> {
        self.events.iter().map(move |row| Row {
            listing,
            date: row.date,
            status: row.status.known(),
            sequence: row.sequence,
            event: row.event.as_deref(),
        })
    }

    /// The values that the engine does not see, but for those it compares by the rules.
    fn check(&self) -> Result<(), Error> {
        let values = [
            &self.office,
            &self.branch,
            &self.firm,
            &self.agent,
            &self.property_type,
        ];
        for value in values.into_iter().flatten() {
            check((1..=MARKET_TEXT_MAX_LEN).contains(&value.len()))?;
        }
        Ok(())
    }
}

/// The listings of one property, and what is asked about them.
///
/// ```
/// use doorward::calendar::Day;
/// use doorward::market::{Class, Date, Error, History, OwnedListing, OwnedRow, Rules};
///
/// let row = |date, status: &str| OwnedRow {
///     date: Date::parse(date).unwrap_or_default(),
///     status: status.into(),
///     sequence: 0,
///     event: None,
/// };
/// let listing = |key: &str, on, off| OwnedListing {
///     listing: key.into(),
///     events: vec![row(on, "Active"), row(off, "Canceled")],
///     ..OwnedListing::default()
/// };
/// let history = History {
///     as_of: Day::from_number(20_453), // 2025-12-31
///     target: "L2".into(),
///     listings: vec![
///         listing("L1", "2025-01-01", "2025-01-31"),
///         listing("L2", "2025-02-07", "2025-02-28"),
///     ],
/// };
/// let answer = history.answer(&Rules::default())?;
/// assert_eq!((answer.dom, answer.cdom), (Some(21), Some(51)));
/// assert_eq!((answer.class, &answer.chain[..]), (Some(Class::Linear), &["L1", "L2"].map(String::from)[..]));
/// let elsewhere = History { target: "L3".into(), ..history };
/// assert_eq!(elsewhere.answer(&Rules::default()), Err(Error::UnknownTarget));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct History {
    /// The day the count is made for.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub as_of: Day,
    /// The listing asked about.
    pub target: String,
    /// Every listing of the property, in any order.
    pub listings: Vec<OwnedListing>,
}

/// The answer for a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Answer {
    /// `DaysOnMarket`; none if the listing's dates are in doubt.
    pub dom: Option<u32>,
    /// `CumulativeDaysOnMarket`; none where `dom` is.
    pub cdom: Option<u32>,
    /// What the listing is to those before it; none where `dom` is.
    pub class: Option<Class>,
    /// The keys of the listings that were joined, this one the last.
    pub chain: Vec<String>,
    /// The gaps between them.
    pub gaps: Vec<OwnedGap>,
    /// What is wrong with the listing's rows and dates.
    pub warnings: Warnings,
}

/// The days between two listings of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedGap {
    /// The key of the listing behind which it lies.
    pub after: String,
    /// The key of the listing before which it lies.
    pub before: String,
    /// Its first day.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub from: Day,
    /// The day at which it is over; may lie before the first.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub to: Day,
    /// The days from the one to the other; 0 or less if they overlap.
    pub days: i32,
    /// The days of it that count against the limit.
    pub counted: u32,
}

impl History {
    /// Counts by `rules`.
    ///
    /// # Errors
    /// Every [`Error`] but [`Error::UnknownFamily`] and [`Error::WorkTooSmall`].
    pub fn answer(&self, rules: &Rules) -> Result<Answer, Error> {
        self.work_out(rules, |property, target| self.answer_of(property, target))
    }

    /// The day by which the rules of a family are chosen for the target: that of its first row
    /// with a status that counts by the generic rules; without one, `as_of`.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub fn rules_day(&self) -> Result<Day, Error> {
        self.work_out(&Rules::GENERIC, |property, target| {
            Ok(property.rules_day(target).unwrap_or(self.as_of))
        })
    }

    pub(super) fn work_out<T>(
        &self,
        rules: &Rules,
        ask: impl FnOnce(&Property<'_, '_>, usize) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let borrowed = Borrowed::of(&self.target, &self.listings, rules.scope)?;
        let (listings, mut rows) = (borrowed.listings, borrowed.rows);
        let mut places: Vec<_> = repeat_n(Place::default(), listings.len()).collect();
        let mut intervals: Vec<_> =
            repeat_n(Interval::default(), rows.len().saturating_mul(2)).collect();
        let work = Work {
            places: &mut places,
            intervals: &mut intervals,
        };
        let property = Property::new(rules, self.as_of, &listings, &mut rows, work)?;
        let target = borrowed.target.ok_or(Error::UnknownTarget)?;
        ask(&property, target)
    }

    pub(super) fn answer_of(
        &self,
        property: &Property<'_, '_>,
        target: usize,
    ) -> Result<Answer, Error> {
        let outcome = property.outcome(target)?;
        let gaps = property.gaps(target).map(|gap| OwnedGap {
            after: self.key(gap.after),
            before: self.key(gap.before),
            from: gap.from,
            to: gap.to,
            days: gap.days,
            counted: gap.counted,
        });
        Ok(Answer {
            dom: outcome.dom,
            cdom: outcome.cdom,
            class: outcome.class,
            chain: property
                .chain(target)
                .map(|listing| self.key(listing))
                .collect(),
            gaps: gaps.collect(),
            warnings: outcome.warnings,
        })
    }

    pub(super) fn key(&self, listing: usize) -> String {
        self.listings
            .get(listing)
            .map(|listing| listing.listing.clone())
            .unwrap_or_default()
    }
}

/// Listings in the form that the engine takes.
pub(super) struct Borrowed<'a> {
    pub(super) listings: Vec<Listing<'a>>,
    pub(super) rows: Vec<Row<'a>>,
    /// The target, if it is among them.
    pub(super) target: Option<usize>,
}

impl<'a> Borrowed<'a> {
    /// # Errors
    /// [`Error::BadValue`] for a text that the engine does not see.
    pub(super) fn of(
        target: &str,
        listings: &'a [OwnedListing],
        scope: Scope,
    ) -> Result<Self, Error> {
        check((1..=MARKET_TEXT_MAX_LEN).contains(&target.len()))?;
        Ok(Self {
            target: listings
                .iter()
                .position(|listing| listing.listing == target),
            ..Self::new(listings, scope)?
        })
    }

    /// With no target.
    ///
    /// # Errors
    /// As there.
    pub(super) fn new(listings: &'a [OwnedListing], scope: Scope) -> Result<Self, Error> {
        let mut rows = Vec::new();
        for (number, listing) in (0_u32..).zip(listings) {
            listing.check()?;
            rows.extend(listing.rows(number));
        }
        Ok(Self {
            listings: listings
                .iter()
                .map(|listing| listing.borrowed(scope))
                .collect(),
            rows,
            target: None,
        })
    }
}

#[cfg(feature = "serde")]
mod with_serde {
    use serde::{Deserialize as _, Deserializer, de};

    use crate::bounds::MARKET_JSON_SEQUENCE_MAX;

    /// A number that no other reader of the same text would round.
    pub(super) fn sequence<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let sequence = u64::deserialize(deserializer)?;
        if sequence <= MARKET_JSON_SEQUENCE_MAX {
            Ok(sequence)
        } else {
            Err(de::Error::custom("a sequence out of its range"))
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for RowStatus {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Known(status) => status.name(),
            Self::Unknown(text) => text,
        })
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for RowStatus {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::listed::spelled(deserializer, |text| Some(Self::from(text)))
    }
}
