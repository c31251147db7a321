use super::listed::listed_by_name;
use super::{Error, Status, Statuses};
use crate::bounds::MARKET_GAP_MAX_DAYS;

listed_by_name! {
    /// How the days of a gap `[off, on)` are counted.
    GapMetric {
        DateDifference = 0, "date_difference", "all of its days";
        FullDays = 1, "full_days", "its days without the one on which the listing went off";
    }
}

listed_by_name! {
    /// Where a gap begins.
    ClockFrom {
        Terminal = 0, "terminal", "the date of the terminal status";
        LastOnMarket = 1, "last_on_market", "the end of the last day on the market";
    }
}

listed_by_name! {
    /// What two listings must have in common for days to carry from one to the other.
    Scope {
        Any = 0, "any", "nothing";
        SameBranch = 1, "same_branch", "the branch";
        SameOffice = 2, "same_office", "the office";
        SameFirm = 3, "same_firm", "the firm";
        SameAgent = 4, "same_agent", "the agent";
        SamePropertyType = 5, "same_property_type", "the property type";
    }
}

listed_by_name! {
    /// Whether the end date of an interval counts too.
    Count {
        Difference = 0, "difference", "the end date does not count";
        Inclusive = 1, "inclusive", "the end date counts too";
    }
}

listed_by_name! {
    /// How the days of a chain's listings become one number.
    Combine {
        Union = 0, "union", "each day once";
        Sum = 1, "sum", "each day once for each listing";
        Span = 2, "span", "from the first day to the last";
    }
}

listed_by_name! {
    /// The date at which the count of a listing begins.
    StartField {
        OnMarket = 0, "on_market", "the date of the first status that counts";
        ListingContractDate = 1, "listing_contract_date", "the date of the listing contract";
        OriginalEntryDate = 2, "original_entry_date", "the date of the entry";
    }
}

listed_by_name! {
    /// What ends the count of a listing.
    EndEvent {
        OffMarket = 0, "off_market", "going off the market";
        Contract = 1, "contract", "the contract of sale that lasts";
        Close = 2, "close", "the closing";
    }
}

/// The business rules of an MLS. [`Rules::GENERIC`], also the default, is what the text says
/// where nothing is known; the rules of an MLS are [presets](super::presets).
///
/// From JSON, each member that is left out has its generic value; but `carry_max_gap` is none
/// beside `lookback_days`.
///
/// ```
/// use doorward::market::{Combine, Rules};
///
/// let rules = Rules { carry_max_gap: Some(90), combine: Combine::Sum, ..Rules::default() };
/// assert!(rules.check().is_ok());
/// assert!(Rules { lookback_days: Some(365), ..rules }.check().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Rules {
    /// The longest gap that still carries, in days: 30; 0 to 36,500. None: nothing carries,
    /// unless by `lookback_days`.
    pub carry_max_gap: Option<u32>,
    /// In its place: how many days before the first day of the listing asked about another
    /// one's last may lie: none; 0 to 36,500.
    pub lookback_days: Option<u32>,
    /// How the days of a gap are counted: all.
    pub gap_metric: GapMetric,
    /// Statuses whose days count, all in force, at least one: Active and Active Under
    /// Contract.
    pub accrues: Statuses,
    /// Only the days of a gap in these statuses count against it: none for all; neither
    /// Incomplete nor Delete, at least one.
    pub clock_statuses: Option<Statuses>,
    /// Where a gap begins: at the terminal date.
    pub clock_from: ClockFrom,
    /// Whether a gap ends when the next listing is entered, not when it goes on the market: no.
    pub coming_soon_stops_clock: bool,
    /// Whether nothing carries over a sale: yes.
    pub reset_on_close: bool,
    /// What must be equal to carry: nothing.
    pub scope: Scope,
    /// Whether the end date of an interval counts too: no.
    pub count: Count,
    /// How the days of a chain become one number: each day once.
    pub combine: Combine,
    /// The date at which the count begins: the first on the market.
    pub start_field: StartField,
    /// What ends the count: going off the market.
    pub end_event: EndEvent,
}

impl Rules {
    /// What holds where nothing is known of an MLS.
    pub const GENERIC: Self = Self {
        carry_max_gap: Some(30),
        lookback_days: None,
        gap_metric: GapMetric::DateDifference,
        accrues: Statuses::of(&[Status::Active, Status::ActiveUnderContract]),
        clock_statuses: None,
        clock_from: ClockFrom::Terminal,
        coming_soon_stops_clock: false,
        reset_on_close: true,
        scope: Scope::Any,
        count: Count::Difference,
        combine: Combine::Union,
        start_field: StartField::OnMarket,
        end_event: EndEvent::OffMarket,
    };

    /// Whether each is within its range, and not both ways of carrying are given.
    ///
    /// # Errors
    /// [`Error::BadRules`].
    pub const fn check(&self) -> Result<(), Error> {
        const NO_CLOCK: Statuses = Statuses::of(&[Status::Incomplete, Status::Delete]);
        let is_carry_good = match (self.carry_max_gap, self.lookback_days) {
            (Some(days), None) | (None, Some(days)) => days <= MARKET_GAP_MAX_DAYS,
            (None, None) => true,
            (Some(_), Some(_)) => false,
        };
        let is_clock_good = match self.clock_statuses {
            Some(clock) => !clock.is_empty() && clock.intersection(NO_CLOCK).is_empty(),
            None => true,
        };
        let accrues = self.accrues;
        let are_in_force = accrues.union(Statuses::IN_FORCE).bits() == Statuses::IN_FORCE.bits();
        if is_carry_good && is_clock_good && are_in_force && !accrues.is_empty() {
            Ok(())
        } else {
            Err(Error::BadRules)
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::GENERIC
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Rules {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = with_serde::Given::deserialize(deserializer)?;
        let rules = given.rules();
        rules.check().map_err(serde::de::Error::custom)?;
        Ok(rules)
    }
}

#[cfg(feature = "serde")]
mod with_serde {
    use serde::{Deserialize, Deserializer};

    use super::{
        ClockFrom, Combine, Count, EndEvent, GapMetric, Rules, Scope, StartField, Statuses,
    };

    /// Rules, of which `carry_max_gap` may be null or left out.
    #[allow(
        clippy::option_option,
        reason = "left out, null and a number are three things"
    )]
    #[derive(Deserialize)]
    #[serde(default, deny_unknown_fields)]
    pub(super) struct Given {
        #[serde(deserialize_with = "given")]
        carry_max_gap: Option<Option<u32>>,
        lookback_days: Option<u32>,
        gap_metric: GapMetric,
        accrues: Statuses,
        clock_statuses: Option<Statuses>,
        clock_from: ClockFrom,
        coming_soon_stops_clock: bool,
        reset_on_close: bool,
        scope: Scope,
        count: Count,
        combine: Combine,
        start_field: StartField,
        end_event: EndEvent,
    }

    #[allow(
        clippy::option_option,
        reason = "left out, null and a number are three things"
    )]
    fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<u32>>, D::Error> {
        Deserialize::deserialize(deserializer).map(Some)
    }

    impl Default for Given {
        fn default() -> Self {
            let generic = Rules::GENERIC;
            Self {
                carry_max_gap: None,
                lookback_days: generic.lookback_days,
                gap_metric: generic.gap_metric,
                accrues: generic.accrues,
                clock_statuses: generic.clock_statuses,
                clock_from: generic.clock_from,
                coming_soon_stops_clock: generic.coming_soon_stops_clock,
                reset_on_close: generic.reset_on_close,
                scope: generic.scope,
                count: generic.count,
                combine: generic.combine,
                start_field: generic.start_field,
                end_event: generic.end_event,
            }
        }
    }

    impl Given {
        pub(super) fn rules(self) -> Rules {
            let generic = match self.lookback_days {
                Some(_) => None,
                None => Rules::GENERIC.carry_max_gap,
            };
            Rules {
                carry_max_gap: self.carry_max_gap.unwrap_or(generic),
                lookback_days: self.lookback_days,
                gap_metric: self.gap_metric,
                accrues: self.accrues,
                clock_statuses: self.clock_statuses,
                clock_from: self.clock_from,
                coming_soon_stops_clock: self.coming_soon_stops_clock,
                reset_on_close: self.reset_on_close,
                scope: self.scope,
                count: self.count,
                combine: self.combine,
                start_field: self.start_field,
                end_event: self.end_event,
            }
        }
    }
}
