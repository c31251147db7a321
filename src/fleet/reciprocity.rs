//! Associations whose agents are treated as members by another one (specification, the
//! fleet).
//!
//! ```
//! use doorward::calendar::Day;
//! use doorward::fleet::FleetError;
//! use doorward::fleet::reciprocity::{Relation, RelationKind, honoured};
//! use doorward::policy::Name;
//!
//! let (c, a) = (Name::new("C")?, Name::new("A")?);
//! let guests = Relation {
//!     of: c,
//!     at: a,
//!     kind: RelationKind::OneWay,
//!     from: Day::from_number(20_589),
//!     until: Some(Day::from_number(20_596)),
//! };
//! guests.check()?;
//! let week = Day::from_number(20_590);
//! assert!(honoured(&[guests], &c, &a, week));
//! assert!(!honoured(&[guests], &a, &c, week)); // one way
//!
//! let backwards = Relation { until: Some(guests.from), ..guests };
//! assert_eq!(backwards.check(), Err(FleetError::WindowBackwards));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::FleetError;
use crate::calendar::Day;
use crate::policy::Name;
use crate::policy::listed::closed_list;
use crate::policy::values::check_day;

closed_list! {
    /// Which way a relation holds.
    RelationKind {
        OneWay = 1, "one_way", "agents of the one are treated as members by the other";
        Symmetric = 2, "symmetric", "either treats the other's agents as members";
    }
}

/// Agents of the association `of` are treated as members by `at`, from a day until another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Relation {
    /// Whose agents.
    pub of: Name,
    /// By whom.
    pub at: Name,
    /// Which way.
    pub kind: RelationKind,
    /// The first day, 0 to 2,932,896.
    pub from: Day,
    /// The day from which it holds no longer, above `from`; none for no end.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub until: Option<Day>,
}

impl Relation {
    /// Checks its days.
    ///
    /// # Errors
    /// [`FleetError::BadValue`] for a day past the last one, [`FleetError::WindowBackwards`]
    /// unless `until` is above `from`.
    pub fn check(&self) -> Result<(), FleetError> {
        check_day(self.from)?;
        if let Some(until) = self.until {
            check_day(until)?;
            if until <= self.from {
                return Err(FleetError::WindowBackwards);
            }
        }
        Ok(())
    }

    fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whose agents `at` has to treat as members by this relation, if any.
    fn other_at(&self, at: &Name) -> Option<Name> {
        if self.at == *at {
            Some(self.of)
        } else if self.kind == RelationKind::Symmetric && self.of == *at {
            Some(self.at)
        } else {
            None
        }
    }
}

/// Whether `at` treats agents of `of` as members on `day`. An association always honours
/// itself; no relation leads to a third one.
#[must_use]
pub fn honoured(relations: &[Relation], of: &Name, at: &Name, day: Day) -> bool {
    let holds = |relation: &Relation| relation.holds_on(day) && relation.other_at(at) == Some(*of);
    of == at || relations.iter().any(holds)
}

/// Every other association that `at` honours on `day`, by their bytes, each once: the
/// `reciprocity` of a request to issue, for the local day in the box's zone.
pub fn honoured_at<'a>(
    relations: &'a [Relation],
    at: &Name,
    day: Day,
) -> impl Iterator<Item = Name> + use<'a> {
    let at = *at;
    let after = move |last: Option<Name>| {
        relations
            .iter()
            .filter(|relation| relation.holds_on(day))
            .filter_map(|relation| relation.other_at(&at))
            .filter(|other| *other != at && last.is_none_or(|last| *other > last))
            .min()
    };
    core::iter::successors(after(None), move |last| after(Some(*last)))
}

#[cfg(test)]
mod tests {
    use test_std::vec::Vec;

    use super::{Relation, RelationKind, honoured, honoured_at};
    use crate::calendar::Day;
    use crate::fleet::FleetError;
    use crate::policy::Name;

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn relation(of: &str, at: &str, kind: RelationKind, from: u32, until: Option<u32>) -> Relation {
        Relation {
            of: name(of),
            at: name(at),
            kind,
            from: Day::from_number(from),
            until: until.map(Day::from_number),
        }
    }

    fn worked() -> [Relation; 2] {
        [
            relation("A", "B", RelationKind::Symmetric, 20_454, None),
            relation("C", "A", RelationKind::OneWay, 20_589, Some(20_596)),
        ]
    }

    #[test]
    fn the_worked_table() {
        for (of, at, day, expected) in [
            ("A", "B", 20_589, true),
            ("B", "A", 20_589, true),
            ("B", "A", 20_453, false),
            ("B", "A", 20_454, true),
            ("C", "A", 20_588, false),
            ("C", "A", 20_589, true),
            ("C", "A", 20_595, true),
            ("C", "A", 20_596, false),
            ("A", "C", 20_590, false),
            ("C", "B", 20_590, false),
            ("D", "D", 0, true),
        ] {
            let (of, at, day) = (name(of), name(at), Day::from_number(day));
            assert_eq!(honoured(&worked(), &of, &at, day), expected, "{of} {at}");
        }
    }

    #[test]
    fn the_others_come_by_their_bytes_and_once() {
        let relations = [
            relation("Z", "A", RelationKind::OneWay, 0, None),
            relation("b", "A", RelationKind::OneWay, 0, None),
            relation("A", "Q", RelationKind::Symmetric, 0, None),
            relation("Q", "A", RelationKind::OneWay, 5, None),
            relation("A", "A", RelationKind::Symmetric, 0, None),
            relation("A", "N", RelationKind::OneWay, 0, None),
            relation("M", "A", RelationKind::OneWay, 10, None),
        ];
        let at = |day| -> Vec<Name> {
            honoured_at(&relations, &name("A"), Day::from_number(day)).collect()
        };
        assert_eq!(at(9), [name("Q"), name("Z"), name("b")]);
        assert_eq!(at(10), [name("M"), name("Q"), name("Z"), name("b")]);
        assert_eq!(honoured_at(&[], &name("A"), Day::from_number(1)).count(), 0);
    }

    #[test]
    fn days_out_of_order_or_range_are_refused() {
        let with = |from, until| relation("A", "B", RelationKind::OneWay, from, until).check();
        assert_eq!(with(5, Some(6)), Ok(()));
        assert_eq!(with(5, Some(5)), Err(FleetError::WindowBackwards));
        assert_eq!(with(5, Some(4)), Err(FleetError::WindowBackwards));
        assert_eq!(with(2_932_896, None), Ok(()));
        assert_eq!(with(2_932_897, None), Err(FleetError::BadValue));
        assert_eq!(with(5, Some(2_932_897)), Err(FleetError::BadValue));
    }
}
