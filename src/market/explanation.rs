//! An answer with how it came about.

use no_std_compat::string::String;
use no_std_compat::vec::Vec;

use super::presets::{Caution, Chosen};
use super::{Class, Error, History, OwnedGap, Rules, Status, Warnings};
use crate::calendar::Day;

/// A listing that was walked through on the way to the target.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedStep {
    /// The listing's key.
    pub listing: String,
    /// Its first day on the market.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub first: Day,
    /// Where a gap behind it begins.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub off: Day,
    /// What it is to the listings before it.
    pub class: Class,
}

/// Days on the market, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OnMarket {
    /// The first day.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub on: Day,
    /// The day on which it is over.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub off: Day,
}

/// What a listing of the chain contributes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedMember {
    /// The listing's key.
    pub listing: String,
    /// When it was on the market, up to the target's last day. Touching ones are not joined.
    pub intervals: Vec<OnMarket>,
    /// Its own days.
    pub days: u32,
}

/// The answer for a listing, by which rules, and why. An expiration date that has not passed
/// is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Explanation {
    /// The listing's key.
    pub listing: String,
    /// The day the count is made for.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil"))]
    pub as_of: Day,
    /// The status of the listing's last row.
    pub status: Option<Status>,
    /// Its first day on the market; none if it has no DOM or was never on it.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil_or_none"))]
    pub on_market_date: Option<Day>,
    /// The date of its terminal row; none where that of the first day is.
    #[cfg_attr(feature = "serde", serde(with = "super::date::civil_or_none"))]
    pub off_market_date: Option<Day>,
    /// As in [`Answer`](super::Answer), and the next five.
    pub dom: Option<u32>,
    /// `CumulativeDaysOnMarket`.
    pub cdom: Option<u32>,
    /// What the listing is to those before it.
    pub class: Option<Class>,
    /// The keys of the listings that were joined.
    pub chain: Vec<String>,
    /// The gaps between them.
    pub gaps: Vec<OwnedGap>,
    /// What is wrong with the listing's rows and dates.
    pub warnings: Warnings,
    /// The id of the preset; none for rules made by hand.
    pub rules_id: Option<String>,
    /// The rules.
    pub rules: Rules,
    /// What is uncertain about them.
    pub rules_warnings: Vec<Caution>,
    /// The listings walked through, in order.
    pub steps: Vec<OwnedStep>,
    /// The listings of the chain, in order.
    pub members: Vec<OwnedMember>,
    /// The keys of the other listings that were left out, sorted.
    pub left_out: Vec<String>,
}

impl History {
    /// Counts by `chosen` rules, and says how.
    ///
    /// ```
    /// use doorward::calendar::Day;
    /// use doorward::market::presets::{Chosen, Preset};
    /// use doorward::market::{Date, Error, History, OwnedListing, OwnedRow, Status};
    ///
    /// let history = History {
    ///     as_of: Day::from_number(20_453), // 2025-12-31
    ///     target: "L1".into(),
    ///     listings: vec![OwnedListing {
    ///         listing: "L1".into(),
    ///         events: vec![OwnedRow {
    ///             date: Date::from_number(20_443),
    ///             status: Status::Active.into(),
    ///             sequence: 0,
    ///             event: None,
    ///         }],
    ///         ..OwnedListing::default()
    ///     }],
    /// };
    /// let preset = Preset::of(Preset::DEFAULT).ok_or(Error::UnknownFamily)?;
    /// let explained = history.explain(&Chosen::from(preset))?;
    /// assert_eq!((explained.dom, explained.rules_id.as_deref()), (Some(10), Some("rmls_or")));
    /// assert_eq!(explained.members[0].intervals[0].on.to_string(), "2025-12-21");
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub fn explain(&self, chosen: &Chosen) -> Result<Explanation, Error> {
        self.work_out(chosen.rules(), |property, target| {
            let answer = self.answer_of(property, target)?;
            let outcome = property.outcome(target)?;
            let steps = property.steps(target).map(|step| OwnedStep {
                listing: self.key(step.listing),
                first: step.first,
                off: step.off,
                class: step.class,
            });
            let members = property.members(target).map(|member| OwnedMember {
                listing: self.key(member.listing),
                intervals: property
                    .intervals(target, member.listing)
                    .map(|[on, off]| OnMarket { on, off })
                    .collect(),
                days: member.days,
            });
            let mut left_out: Vec<String> = property
                .left_out(target)
                .map(|listing| self.key(listing))
                .collect();
            left_out.sort_unstable();
            Ok(Explanation {
                listing: self.target.clone(),
                as_of: self.as_of,
                status: outcome.status,
                on_market_date: outcome.on_market_date,
                off_market_date: outcome.off_market_date,
                dom: answer.dom,
                cdom: answer.cdom,
                class: answer.class,
                chain: answer.chain,
                gaps: answer.gaps,
                warnings: answer.warnings,
                rules_id: chosen.id().map(Into::into),
                rules: *chosen.rules(),
                rules_warnings: chosen.cautions().collect(),
                steps: steps.collect(),
                members: members.collect(),
                left_out,
            })
        })
    }

    /// Counts by the rules that the target's family has at its [day](Self::rules_day).
    ///
    /// # Errors
    /// As [`answer`](Self::answer); [`Error::UnknownFamily`].
    pub fn explain_by_family(&self, family: &str) -> Result<Explanation, Error> {
        self.explain(&super::presets::rules_at(family, self.rules_day()?)?)
    }
}
