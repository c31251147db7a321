//! Who may be contacted after a listing ended without a sale (specification, actual expireds).

use super::engine::{Place, Row, arrange, clean};
use super::error::check;
use super::listed::{listed_by_name, set_of};
use super::{Date, Doubts, Error, Listing, Status, Statuses};
use crate::calendar::Day;

listed_by_name! {
    /// Whether the owner may be contacted.
    LeadAnswer {
        /// No reason is against it.
        Clear = 0, "Clear", "may be contacted";
        /// Somebody has to look it up first.
        Unverified = 1, "Unverified", "in doubt: has to be looked up first";
        Blocked = 2, "Blocked", "must not be contacted";
    }
}

listed_by_name! {
    /// What is against it.
    LeadReason {
        TargetInForce = 1, "target_in_force", "the listing contract is in force";
        TargetNotEnded = 2, "target_not_ended", "the listing did not end unsold";
        OtherInForce = 3, "other_in_force", "the property is listed with another contract";
        SoldLater = 4, "sold_later", "the property was sold since";
        ProtectionPeriod = 5, "protection_period", "the contract still protects its broker";
        OptedOut = 6, "opted_out", "the owner does not want to be contacted";
        /// A doubt, as the next two.
        KeyDoubtful = 7, "key_doubtful", "which property it is is in doubt";
        HistoryUnclear = 8, "history_unclear", "a row has no date, or a status that is not known";
        ExpiryInferred = 9, "expiry_inferred", "no row says that the contract has ended";
    }
}

set_of! {
    /// Some of what is against it.
    LeadReasons of LeadReason in u16
}

impl LeadReason {
    /// Whether it is a doubt, which somebody may settle; else it stops everybody.
    #[must_use]
    pub const fn is_doubt(self) -> bool {
        matches!(
            self,
            Self::KeyDoubtful | Self::HistoryUnclear | Self::ExpiryInferred
        )
    }
}

/// What is known besides the listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct LeadFacts {
    /// The last day of a protection period under the target's contract; refused out of range.
    pub protected_until: Date,
    /// Whether the owner does not want to be contacted.
    pub opted_out: bool,
    /// Whether the owner is on a Do-Not-Call list. Reported, not judged.
    pub do_not_call: bool,
    /// What is doubtful about the property of the target.
    pub key_doubts: Doubts,
}

impl LeadFacts {
    fn check(&self) -> Result<(), Error> {
        // A protection until a year of five digits is no missing one.
        check(!self.protected_until.is_out_of_range())
    }
}

/// Whether an owner may be contacted, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Lead {
    /// The answer.
    pub answer: LeadAnswer,
    /// Every reason that applies, by number.
    pub reasons: LeadReasons,
    /// The target's status.
    pub status: Option<Status>,
    /// The day on which the target ended; none if it did not.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil_or_none"))]
    pub ended_on: Option<Day>,
    /// As it was given.
    pub do_not_call: bool,
}

/// What one listing says.
#[derive(Clone, Copy, Default)]
struct Seen {
    status: Option<Status>,
    is_unclear: bool,
    is_inferred: bool,
    ended_on: Option<Day>,
    /// The last day on which it closed.
    closed: Option<Day>,
}

impl Seen {
    fn of(rows: &mut [Row<'_>], as_of: Day, expiration: Option<Day>) -> Self {
        const UNSOLD: Statuses = Statuses::of(&[Status::Canceled, Status::Expired]);
        let Ok(cleaned) = clean(rows, as_of, expiration) else {
            return Self {
                is_unclear: true,
                ..Self::default()
            };
        };
        let mut seen = Self {
            is_unclear: !cleaned.undated.is_empty(),
            is_inferred: cleaned.expired_on.is_some(),
            ..Self::default()
        };
        for (day, status) in cleaned.course(rows).entries() {
            seen.status = Some(status);
            seen.ended_on = seen
                .ended_on
                .or(Some(day))
                .filter(|_| UNSOLD.contains(status));
            if status == Status::Closed {
                seen.closed = Some(day);
            }
        }
        seen
    }

    fn is_in_force(&self) -> bool {
        self.status.is_some_and(Status::is_in_force)
    }
}

impl Lead {
    /// Judges the listing at `target` among all listings of a property, with all their rows in
    /// any order, which are sorted where they stand. `places` is work space, one for each
    /// listing.
    ///
    /// ```
    /// use doorward::calendar::Day;
    /// use doorward::market::leads::{Lead, LeadAnswer, LeadFacts, LeadReason};
    /// use doorward::market::{Date, Error, Listing, Place, Row, Status};
    ///
    /// let row = |listing, date, status| Row {
    ///     listing,
    ///     date: Date::parse(date).unwrap_or_default(),
    ///     status: Some(status),
    ///     sequence: 0,
    ///     event: None,
    /// };
    /// let mut rows = [
    ///     row(0, "2025-01-01", Status::Active),
    ///     row(0, "2025-06-30", Status::Expired),
    ///     row(1, "2025-05-01", Status::Active), // with another broker, before the first ended
    /// ];
    /// let listings = [Listing::new("L1"), Listing::new("L2")];
    /// let mut places = [Place::default(); 2];
    /// let as_of = Day::from_number(20_453); // 2025-12-31
    /// let facts = LeadFacts::default();
    /// let lead = Lead::judge(as_of, 0, &listings, &mut rows, &facts, &mut places)?;
    /// assert_eq!(lead.answer, LeadAnswer::Blocked);
    /// assert!(lead.reasons.contains(LeadReason::OtherInForce));
    ///
    /// let alone = &mut rows[..2];
    /// let lead = Lead::judge(as_of, 0, &listings, alone, &facts, &mut places)?;
    /// assert_eq!(lead.answer, LeadAnswer::Clear);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::BadValue`], [`Error::UnknownTarget`], [`Error::RepeatedListing`];
    /// [`Error::WorkTooSmall`].
    pub fn judge(
        as_of: Day,
        target: usize,
        listings: &[Listing<'_>],
        rows: &mut [Row<'_>],
        facts: &LeadFacts,
        places: &mut [Place],
    ) -> Result<Self, Error> {
        arrange::check_all(as_of, listings, rows)?;
        facts.check()?;
        let places = places
            .get_mut(..listings.len())
            .ok_or(Error::WorkTooSmall)?;
        arrange::place(listings, places)?;
        listings.get(target).ok_or(Error::UnknownTarget)?;

        let mut own = Seen::default();
        let mut all = Together::default();
        each_seen(as_of, listings, rows, |listing, seen| {
            all.add(&seen);
            if listing == target {
                own = seen;
            }
        });
        Ok(Self::of(as_of, &own, &all, facts))
    }

    fn of(as_of: Day, own: &Seen, all: &Together, facts: &LeadFacts) -> Self {
        let is_ended = own.ended_on.is_some();
        let is_other_in_force = all.in_force > u32::from(own.is_in_force());
        let is_elsewhere = !own.is_in_force() && !is_ended && !own.is_unclear;
        let reasons = [
            (own.is_in_force(), LeadReason::TargetInForce),
            (is_elsewhere, LeadReason::TargetNotEnded),
            (is_other_in_force, LeadReason::OtherInForce),
            (
                is_ended && all.closed >= own.ended_on,
                LeadReason::SoldLater,
            ),
            (
                facts.protected_until.day() >= Some(as_of),
                LeadReason::ProtectionPeriod,
            ),
            (facts.opted_out, LeadReason::OptedOut),
            (!facts.key_doubts.is_empty(), LeadReason::KeyDoubtful),
            (all.is_unclear, LeadReason::HistoryUnclear),
            (all.is_inferred, LeadReason::ExpiryInferred),
        ];
        let reasons = reasons.into_iter().filter(|(applies, _)| *applies);
        let reasons: LeadReasons = reasons.map(|(_, reason)| reason).collect();
        let answer = if reasons.is_empty() {
            LeadAnswer::Clear
        } else if reasons.iter().all(LeadReason::is_doubt) {
            LeadAnswer::Unverified
        } else {
            LeadAnswer::Blocked
        };
        Self {
            answer,
            reasons,
            status: own.status,
            ended_on: own.ended_on,
            do_not_call: facts.do_not_call,
        }
    }
}

/// What the listings of a property say together.
#[derive(Clone, Copy, Default)]
struct Together {
    in_force: u32,
    is_unclear: bool,
    is_inferred: bool,
    /// The last day on which one closed.
    closed: Option<Day>,
}

impl Together {
    fn add(&mut self, seen: &Seen) {
        self.in_force = self.in_force.saturating_add(seen.is_in_force().into());
        self.is_unclear |= seen.is_unclear;
        self.is_inferred |= seen.is_inferred;
        self.closed = self.closed.max(seen.closed);
    }
}

/// Calls with what each listing that has rows says.
fn each_seen(
    as_of: Day,
    listings: &[Listing<'_>],
    rows: &mut [Row<'_>],
    mut call: impl FnMut(usize, Seen),
) {
    arrange::each(rows, |listing, _, rows| {
        let expiration = listings.get(listing).map(|own| own.expiration_date);
        let seen = Seen::of(rows, as_of, expiration.and_then(Date::day));
        call(listing, seen);
    });
}

/// Judges every listing of a property, in their order, each with what is known besides.
///
/// # Errors
/// As [`Lead::judge`], but for [`Error::UnknownTarget`].
#[cfg(feature = "alloc")]
pub fn judge_all(
    as_of: Day,
    listings: &[super::OwnedListing],
    facts: impl Fn(&super::OwnedListing) -> LeadFacts,
) -> Result<no_std_compat::vec::Vec<Lead>, Error> {
    use no_std_compat::vec::Vec;

    let borrowed = super::history::Borrowed::new(listings, super::Scope::Any)?;
    let mut rows = borrowed.rows;
    arrange::check_all(as_of, &borrowed.listings, &rows)?;
    let mut places: Vec<_> = listings.iter().map(|_| Place::default()).collect();
    arrange::place(&borrowed.listings, &mut places)?;
    let mut seen: Vec<_> = listings.iter().map(|_| Seen::default()).collect();
    let mut all = Together::default();
    each_seen(as_of, &borrowed.listings, &mut rows, |listing, found| {
        all.add(&found);
        if let Some(place) = seen.get_mut(listing) {
            *place = found;
        }
    });
    let leads = listings.iter().zip(&seen).map(|(listing, seen)| {
        let facts = facts(listing);
        facts.check()?;
        Ok(Lead::of(as_of, seen, &all, &facts))
    });
    leads.collect()
}

/// A question about a lead, with what it owns: the seven members of the specification's
/// object.
#[cfg(feature = "alloc")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct LeadQuestion {
    /// The present day.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub as_of: Day,
    /// The listing asked about.
    pub target: no_std_compat::string::String,
    /// Every listing of the property.
    pub listings: no_std_compat::vec::Vec<super::OwnedListing>,
    /// The last day of a protection period under the target's contract.
    #[cfg_attr(feature = "serde", serde(default))]
    pub protected_until: Date,
    /// Whether the owner does not want to be contacted.
    pub opted_out: bool,
    /// Whether the owner is on a Do-Not-Call list.
    pub do_not_call: bool,
    /// What is doubtful about the property of the target.
    pub key_doubts: Doubts,
}

#[cfg(feature = "alloc")]
impl LeadQuestion {
    /// Answers it. [`Lead::judge`].
    ///
    /// # Errors
    /// As there, but for [`Error::WorkTooSmall`].
    pub fn answer(&self) -> Result<Lead, Error> {
        let borrowed =
            super::history::Borrowed::of(&self.target, &self.listings, super::Scope::Any)?;
        let (listings, mut rows) = (borrowed.listings, borrowed.rows);
        let mut places: no_std_compat::vec::Vec<_> =
            listings.iter().map(|_| Place::default()).collect();
        let facts = LeadFacts {
            protected_until: self.protected_until,
            opted_out: self.opted_out,
            do_not_call: self.do_not_call,
            key_doubts: self.key_doubts,
        };
        let target = borrowed.target.unwrap_or(usize::MAX);
        Lead::judge(
            self.as_of,
            target,
            &listings,
            &mut rows,
            &facts,
            &mut places,
        )
    }
}
