//! The documented rules of MLSs, as data (specification, presets).
//!
//! Each is a file `src/market/presets/<id>.json`; `cargo xtask presets` prints them into the
//! table that is compiled in. The engine knows no MLS by name.
//!
//! ```
//! use doorward::calendar::Day;
//! use doorward::market::presets::{Preset, rules_at};
//! use doorward::market::{Error, Status};
//!
//! let chosen = rules_at("armls", Day::from_number(19_635))?; // 2023-10-05
//! assert_eq!((chosen.id(), chosen.rules().carry_max_gap), (Some("armls"), Some(45)));
//! let chosen = rules_at("armls", Day::from_number(19_634))?;
//! assert_eq!(chosen.id(), Some("armls_2020"));
//! assert_eq!(rules_at("nobody", Day::from_number(0)).err(), Some(Error::UnknownFamily));
//!
//! // A word that the MLS does not mean as RESO does.
//! let canopy = Preset::of("canopy").ok_or(Error::UnknownFamily)?;
//! assert_eq!(canopy.status("Withdrawn"), Some(Status::Canceled));
//! # Ok::<(), Error>(())
//! ```

use super::listed::listed_by_name;
use super::{Error, Rules, Status};
use crate::calendar::Day;

#[rustfmt::skip]
mod table;

pub use table::PRESETS;

listed_by_name! {
    /// A member of the rules, or what properties are known by.
    Field {
        CarryMaxGap = 0, "carry_max_gap", "the longest gap that carries";
        LookbackDays = 1, "lookback_days", "how far back is looked";
        GapMetric = 2, "gap_metric", "how the days of a gap are counted";
        Accrues = 3, "accrues", "the statuses whose days count";
        ClockStatuses = 4, "clock_statuses", "the statuses whose days count against the gap";
        ClockFrom = 5, "clock_from", "where a gap begins";
        ComingSoonStopsClock = 6, "coming_soon_stops_clock", "whether Coming Soon ends a gap";
        ResetOnClose = 7, "reset_on_close", "whether a sale resets";
        Scope = 8, "scope", "what must be equal to carry";
        Count = 9, "count", "whether end dates count";
        Combine = 10, "combine", "how the days of a chain become one number";
        StartField = 11, "start_field", "the date at which the count begins";
        EndEvent = 12, "end_event", "what ends the count";
        PropertyKey = 13, "property_key", "what properties are known by";
    }
}

listed_by_name! {
    /// What is uncertain about rules.
    RulesWarning {
        FieldFallback = 0, "field_fallback", "a field is not known: the generic value";
        FieldAssumed = 1, "field_assumed", "a field is assumed, not documented";
        Experimental = 2, "experimental", "no source of the preset was checked";
        DatesUnknown = 3, "dates_unknown", "since when the rules hold is not known";
        BoundaryImprecise = 4, "boundary_imprecise",
            "the rules begin in this month or year, on a day that is not known";
        UnverifiedAtDate = 5, "unverified_at_date", "no source vouches for the rules so late";
        NoPresetAtDate = 6, "no_preset_at_date",
            "no rules of the family are known at this date: the generic ones";
    }
}

listed_by_name! {
    /// How precisely a date is known.
    Precision {
        Day = 0, "day", "to the day";
        Month = 1, "month", "to the month";
        Year = 2, "year", "to the year";
    }
}

listed_by_name! {
    /// The keys that a property is known by.
    PropertyKeys {
        ParcelThenAddress = 0, "parcel_then_address", "parcel id, parcel number and address";
        Parcel = 1, "parcel", "parcel id and parcel number";
        Address = 2, "address", "address";
    }
}

/// Where a value of a preset comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// These of the preset's sources say so.
    Documented(&'static [usize]),
    /// Nobody says so.
    Assumed,
}

/// The first day of a preset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffectiveFrom {
    /// The day, or the first of the month or year.
    pub day: Day,
    /// How precisely that is known.
    pub precision: Precision,
}

/// A local name of a status that does not mean what RESO's word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalStatus {
    /// The local name.
    pub local: &'static str,
    /// What it means.
    pub status: Status,
    /// Who says so.
    pub basis: Basis,
}

/// A source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: &'static str,
    /// Who published it.
    pub publisher: &'static str,
    /// Where.
    pub url: Option<&'static str>,
    /// When, as precisely as that is known.
    pub date: Option<&'static str>,
}

/// The rules of an MLS at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Preset {
    /// `a` to `z`, `0` to `9` and `_`.
    pub id: &'static str,
    /// The name of the MLS or association.
    pub name: &'static str,
    /// What presets of one MLS at different times have in common; [`rules_at`] never picks one
    /// without.
    pub family: Option<&'static str>,
    /// Whether no source was checked.
    pub experimental: bool,
    /// Its first day; none if that is not known.
    pub effective_from: Option<EffectiveFrom>,
    /// Its last day; none if it has none.
    pub effective_to: Option<Day>,
    /// The last day that a source vouches for; none if that is not limited.
    pub verified_until: Option<Day>,
    /// The rules, with the generic value of each field that is not known.
    pub rules: Rules,
    /// What properties are known by, generic if that is not known.
    pub property_key: PropertyKeys,
    /// Where each field that is known comes from, in the order of [`Field`].
    pub fields: &'static [(Field, Basis)],
    /// Local names of statuses.
    pub local_statuses: &'static [LocalStatus],
    /// Sources.
    pub sources: &'static [Source],
    /// What the rules cannot say.
    pub notes: &'static [&'static str],
}

/// Something uncertain about rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Caution {
    /// What.
    pub warning: RulesWarning,
    /// The field that it is about; none where it is about all of them.
    #[cfg_attr(feature = "serde", serde(default))]
    pub field: Option<Field>,
}

/// Rules, and where they come from: a preset, a preset [by date](rules_at), or the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    rules: Rules,
    preset: Option<&'static Preset>,
    /// The date by which the preset was chosen.
    day: Option<Day>,
    /// Whether the family has no preset at that date.
    is_missing: bool,
}

impl Preset {
    /// The id of the preset that stands for no MLS.
    pub const GENERIC: &'static str = "generic";
    /// The id of the library's default.
    pub const DEFAULT: &'static str = "rmls_or";

    /// The preset of this id.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.id == id)
    }

    /// Where a field comes from; none if it is not known. The two ways of carrying are one
    /// matter.
    #[must_use]
    pub fn basis(&self, field: Field) -> Option<Basis> {
        let is_carry = |field| matches!(field, Field::CarryMaxGap | Field::LookbackDays);
        let mut fields = self.fields.iter();
        fields
            .find(|(known, _)| *known == field || is_carry(*known) && is_carry(field))
            .map(|(_, basis)| *basis)
    }

    /// The status that a name of the MLS means: by its own table, else RESO's spelling.
    #[must_use]
    pub fn status(&self, name: &str) -> Option<Status> {
        let mut local = self.local_statuses.iter();
        local
            .find(|status| status.local == name)
            .map(|status| status.status)
            .or_else(|| Status::from_spelling(name))
    }

    fn is_effective(&self, day: Day) -> bool {
        self.effective_from.is_none_or(|from| from.day <= day)
            && self.effective_to.is_none_or(|to| day <= to)
    }

    /// Whether a field has a say in the count at all.
    fn is_in_use(&self, field: Field) -> bool {
        let looks_back = self.rules.lookback_days.is_some();
        match field {
            Field::LookbackDays => looks_back,
            Field::CarryMaxGap
            | Field::GapMetric
            | Field::ClockStatuses
            | Field::ClockFrom
            | Field::ComingSoonStopsClock => !looks_back,
            _ => true,
        }
    }

    fn fields_with(
        &self,
        warning: RulesWarning,
        basis: Option<Basis>,
    ) -> impl Iterator<Item = Caution> {
        let fields = Field::ALL.iter().copied();
        fields
            .filter(move |field| self.is_in_use(*field) && self.basis(*field) == basis)
            .map(move |field| Caution {
                warning,
                field: Some(field),
            })
    }
}

impl EffectiveFrom {
    /// Whether `day`, not before it, lies in the month or year that it names.
    fn is_around(self, day: Day) -> bool {
        let Ok((from, day)) = self
            .day
            .to_date()
            .and_then(|from| Ok((from, day.to_date()?)))
        else {
            return false;
        };
        let is_same_year = from.year() == day.year();
        match self.precision {
            Precision::Day => false,
            Precision::Month => is_same_year && from.month() == day.month(),
            Precision::Year => is_same_year,
        }
    }
}

impl Chosen {
    /// The rules.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The preset; none for rules made by hand.
    #[must_use]
    pub const fn preset(&self) -> Option<&'static Preset> {
        self.preset
    }

    /// The preset's id.
    #[must_use]
    pub fn id(&self) -> Option<&'static str> {
        self.preset.map(|preset| preset.id)
    }

    /// What is uncertain about them, by number and field.
    pub fn cautions(&self) -> impl Iterator<Item = Caution> {
        let preset = self.preset.filter(|_| !self.is_missing);
        let fields = preset.into_iter().flat_map(|preset| {
            let fallback = preset.fields_with(RulesWarning::FieldFallback, None);
            let assumed = preset.fields_with(RulesWarning::FieldAssumed, Some(Basis::Assumed));
            let is_generic = preset.id == Preset::GENERIC;
            fallback.filter(move |_| !is_generic).chain(assumed)
        });
        let is = |applies: fn(&Preset) -> bool| preset.is_some_and(applies);
        let dated = preset.zip(self.day);
        let is_imprecise = |(preset, day): (&Preset, Day)| {
            let from = preset.effective_from;
            from.is_some_and(|from| from.is_around(day))
        };
        let is_late =
            |(preset, day): (&Preset, Day)| preset.verified_until.is_some_and(|until| until < day);
        let rest = [
            (is(|preset| preset.experimental), RulesWarning::Experimental),
            (
                is(|preset| preset.effective_from.is_none()),
                RulesWarning::DatesUnknown,
            ),
            (
                dated.is_some_and(is_imprecise),
                RulesWarning::BoundaryImprecise,
            ),
            (dated.is_some_and(is_late), RulesWarning::UnverifiedAtDate),
            (self.is_missing, RulesWarning::NoPresetAtDate),
        ];
        let rest = rest.into_iter().filter(|(applies, _)| *applies);
        fields.chain(rest.map(|(_, warning)| Caution {
            warning,
            field: None,
        }))
    }
}

impl From<Rules> for Chosen {
    fn from(rules: Rules) -> Self {
        Self {
            rules,
            preset: None,
            day: None,
            is_missing: false,
        }
    }
}

impl From<&'static Preset> for Chosen {
    fn from(preset: &'static Preset) -> Self {
        Self {
            rules: preset.rules,
            preset: Some(preset),
            day: None,
            is_missing: false,
        }
    }
}

/// The rules of a family at a date; the generic ones, with a warning, where it has none. For a
/// target the date is [`Property::rules_day`](super::Property::rules_day).
///
/// # Errors
/// [`Error::UnknownFamily`].
pub fn rules_at(family: &str, day: Day) -> Result<Chosen, Error> {
    let presets = PRESETS
        .iter()
        .filter(|preset| preset.family == Some(family));
    presets.clone().next().ok_or(Error::UnknownFamily)?;
    let start = |preset: &&Preset| preset.effective_from.map(|from| from.day);
    let found = presets
        .filter(|preset| preset.is_effective(day))
        .max_by_key(start);
    let generic = || Preset::of(Preset::GENERIC).ok_or(Error::UnknownFamily);
    Ok(Chosen {
        day: Some(day),
        is_missing: found.is_none(),
        ..Chosen::from(match found {
            Some(preset) => preset,
            None => generic()?,
        })
    })
}
