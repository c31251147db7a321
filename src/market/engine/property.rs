use super::chain::View;
use super::{Class, Gap, Interval, Listing, Place, Row, State, Work, arrange, chain, count, sort};
use crate::calendar::Day;
use crate::market::{Error, Rules, Scope, Status, Warning, Warnings};

/// What there is to say about a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `DaysOnMarket`; none if the listing's dates are in doubt.
    pub dom: Option<u32>,
    /// `CumulativeDaysOnMarket`; none where `dom` is.
    pub cdom: Option<u32>,
    /// What the listing is to those before it; none where `dom` is.
    pub class: Option<Class>,
    /// What is wrong with its rows and dates.
    pub warnings: Warnings,
    /// The status of its last row.
    pub status: Option<Status>,
    /// The first day on the market; none without `dom`, or if it never was.
    pub on_market_date: Option<Day>,
    /// The date of the terminal row; none where `on_market_date` is.
    pub off_market_date: Option<Day>,
    /// The first listing of the chain, by its place among the listings.
    pub chain_first: Option<usize>,
    /// How many listings the chain has.
    pub chain_len: usize,
}

/// A property, worked out for one day: every listing may be asked about.
///
/// ```
/// use doorward::calendar::Day;
/// use doorward::market::{Class, Date, Error, Interval, Listing, Place, Property, Row, Rules};
/// use doorward::market::{Status, Work};
///
/// let row = |listing, date, status| Row {
///     listing,
///     date: Date::parse(date).unwrap_or_default(),
///     status: Status::from_spelling(status),
///     sequence: 0,
///     event: None,
/// };
/// let mut rows = [
///     row(0, "2025-01-01", "Active"),
///     row(0, "2025-01-31", "Cancelled"),
///     row(1, "2025-02-07", "Active"),
///     row(1, "2025-02-28", "Canceled"),
/// ];
/// let listings = [Listing::new("L1"), Listing::new("L2")];
/// let mut places = [Place::default(); 2];
/// let mut intervals = [Interval::default(); 8];
/// let work = Work { places: &mut places, intervals: &mut intervals };
/// let as_of = Day::from_number(20_453); // 2025-12-31
/// let property = Property::new(&Rules::default(), as_of, &listings, &mut rows, work)?;
/// let second = property.outcome(1)?;
/// assert_eq!((second.dom, second.cdom, second.class), (Some(21), Some(51), Some(Class::Linear)));
/// assert_eq!(property.gaps(1).map(|gap| gap.days).collect::<Vec<_>>(), [7]);
/// assert_eq!(property.outcome(2), Err(Error::UnknownTarget));
/// # Ok::<(), Error>(())
/// ```
pub struct Property<'w, 'k> {
    pub(super) view: View<'w, 'k>,
    /// Those of each listing together, in order.
    pub(super) intervals: &'w [Interval],
    /// The first places are of listings that were on the market.
    on_market: usize,
    left_out: usize,
}

impl<'w, 'k> Property<'w, 'k> {
    /// Works out a property: all its listings, and all their rows in any order, which are
    /// sorted where they stand.
    ///
    /// # Errors
    /// [`Error::BadValue`], [`Error::BadRules`], [`Error::RepeatedListing`];
    /// [`Error::WorkTooSmall`].
    pub fn new(
        rules: &Rules,
        as_of: Day,
        listings: &'w [Listing<'k>],
        rows: &'w mut [Row<'k>],
        work: Work<'w>,
    ) -> Result<Self, Error> {
        arrange::check_all(as_of, listings, rows)?;
        rules.check()?;
        let Work { places, intervals } = work;
        let places = places
            .get_mut(..listings.len())
            .ok_or(Error::WorkTooSmall)?;
        let (intervals, room) = intervals
            .split_at_mut_checked(rows.len())
            .filter(|(_, room)| room.len() >= rows.len())
            .ok_or(Error::WorkTooSmall)?;
        arrange::place(listings, places)?;
        let len = arrange::settle(rules, as_of, listings, rows, places, intervals);
        let (intervals, room) = (
            intervals.get_mut(..len).unwrap_or_default(),
            room.get_mut(..len).unwrap_or_default(),
        );

        let is_on_market = |place: &Place| place.state == State::OnMarket;
        let key = |place: &Place| {
            listings
                .get(place.listing)
                .map_or("", |listing| listing.key)
        };
        let before =
            |a: &Place, b: &Place| (!is_on_market(a), a.first) < (!is_on_market(b), b.first);
        sort::sort(places, |a, b| {
            before(a, b) || !before(b, a) && key(a) < key(b)
        });
        for position in 0..places.len() {
            let listing = places.get(position).map_or(0, |place| place.listing);
            if let Some(place) = places.get_mut(listing) {
                place.position = position;
            }
        }

        let on_market = places.partition_point(is_on_market);
        let left_out = crate::listed::count(places.iter().filter(|place| place.is_left_out()));
        let view = View {
            rules: *rules,
            listings,
            rows,
            places: &[],
            walk: &[],
            has_systems: arrange::has_systems(listings),
        };
        chain::walk(view, places, on_market, room);
        let walk = if view.is_walked() {
            count::arrange(View { places, ..view }, intervals, room)
        } else {
            let places = places.get_mut(..on_market).unwrap_or_default();
            count::tally(rules, places, intervals, room);
            &[]
        };
        Ok(Self {
            view: View {
                places,
                walk,
                ..view
            },
            intervals,
            on_market,
            left_out,
        })
    }

    /// What there is to say about the listing at `listing` among the listings.
    ///
    /// # Errors
    /// [`Error::UnknownStatus`]; [`Error::UnknownTarget`] if there is no such listing.
    pub fn outcome(&self, listing: usize) -> Result<Outcome, Error> {
        self.outcome_at(self.place_of(listing).ok_or(Error::UnknownTarget)?)
    }

    /// What there is to say about each listing, with its place among the listings: those on
    /// the market by (first day, key), then the others.
    pub fn outcomes(&self) -> impl Iterator<Item = (usize, Result<Outcome, Error>)> {
        let places = self.view.places.iter().enumerate();
        places.map(|(position, place)| (place.listing, self.outcome_at(position)))
    }

    /// The listings of a listing's chain, in order, it being the last. None if it has no DOM
    /// or was never on the market.
    pub fn chain(&self, listing: usize) -> impl Iterator<Item = usize> {
        self.target(listing)
            .into_iter()
            .flat_map(|target| self.view.chain(target))
            .map(|place| self.view.at(place).listing)
    }

    /// The gaps of a listing's chain, in order.
    pub fn gaps(&self, listing: usize) -> impl Iterator<Item = Gap> {
        self.target(listing)
            .into_iter()
            .flat_map(|target| self.view.gaps(target))
    }

    /// The day by which the rules of a family are chosen for a listing: that of its first row
    /// with a status that counts by the generic rules. Without one it is the day of the count.
    #[must_use]
    pub fn rules_day(&self, listing: usize) -> Option<Day> {
        let accrues = Rules::GENERIC.accrues;
        let mut entries = self.view.course(self.place_of(listing)?).entries();
        entries
            .find(|(_, status)| accrues.contains(*status))
            .map(|(day, _)| day)
    }

    pub(super) fn place_of(&self, listing: usize) -> Option<usize> {
        let place = self.view.places.get(listing)?;
        Some(place.position)
    }

    /// The place of a listing with a chain.
    pub(super) fn target(&self, listing: usize) -> Option<usize> {
        self.place_of(listing)
            .filter(|place| *place < self.on_market)
    }

    fn outcome_at(&self, target: usize) -> Result<Outcome, Error> {
        let place = self.view.at(target);
        let mut outcome = Outcome {
            dom: None,
            cdom: None,
            class: None,
            warnings: place.warnings,
            status: place.status,
            on_market_date: None,
            off_market_date: None,
            chain_first: None,
            chain_len: 0,
        };
        let others_left_out = self
            .left_out
            .saturating_sub(usize::from(place.is_left_out()));
        outcome.warnings.insert_if(
            place.was_on_market && others_left_out > 0,
            Warning::ListingLeftOut,
        );
        match place.state {
            State::Unknown => return Err(Error::UnknownStatus),
            State::Absent => {}
            State::Never => {
                outcome.dom = Some(0);
                outcome.cdom = Some(0);
                outcome.class = Some(Class::NeverOnMarket);
            }
            State::OnMarket => {
                outcome.dom = Some(place.dom);
                outcome.cdom = Some(self.view.cdom(target));
                outcome.class = Some(place.class);
                outcome.on_market_date = Some(place.first);
                outcome.off_market_date = place.off_row;
                let first = self.view.chain(target).next();
                outcome.chain_first = first.map(|first| self.view.at(first).listing);
                outcome.chain_len = self.view.chain_len(target);
                let is_scope_missing = self.view.listing(target).scope.is_none()
                    && self.view.rules.scope != Scope::Any;
                outcome
                    .warnings
                    .insert_if(is_scope_missing, Warning::ScopeMissing);
            }
        }
        Ok(outcome)
    }
}
