//! Taking a box from its region to another (specification, the fleet).
//!
//! ```
//! use doorward::calendar::Zone;
//! use doorward::fleet::regions::{Move, MoveObligation, MoveReason, Region, State};
//! use doorward::policy::Name;
//!
//! let region = |id, state| -> Result<Region, Box<dyn std::error::Error>> {
//!     let (id, association) = (Name::new(id)?, Name::new("RMLS")?);
//!     Ok(Region { id, association, state: State::new(state)?, zone: Zone::UTC })
//! };
//! let (portland, vancouver) = (region("PDX", "OR")?, region("VAN", "WA")?);
//! let licences = [State::new("OR")?];
//! let wanted = Move {
//!     from: &portland,
//!     to: &vancouver,
//!     owner: true,
//!     licences: &licences,
//!     assigned: false,
//!     association_member: true,
//! };
//! let denied = wanted.judge();
//! assert!(denied.reasons.iter().eq([MoveReason::NoLicenceTo]));
//!
//! let licences = [State::new("OR")?, State::new("WA")?];
//! let permitted = Move { licences: &licences, ..wanted }.judge();
//! assert!(permitted.obligations.contains(MoveObligation::UseNewAssociation));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use core::fmt;

#[cfg(feature = "alloc")]
use no_std_compat::vec::Vec;

use super::FleetError;
use crate::calendar::Zone;
use crate::policy::listed::{closed_list, reasons};
use crate::policy::{Decision, Name, Set};

/// A state of the licence law, by the two capital letters of its postal code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Name"))]
pub struct State([u8; 2]);

impl State {
    /// The state of these two letters.
    ///
    /// # Errors
    /// [`FleetError::BadValue`] unless there are two, `A` to `Z`.
    pub fn new(letters: &str) -> Result<Self, FleetError> {
        let letters: [u8; 2] = letters
            .as_bytes()
            .try_into()
            .map_err(|_| FleetError::BadValue)?;
        if letters.iter().all(u8::is_ascii_uppercase) {
            Ok(Self(letters))
        } else {
            Err(FleetError::BadValue)
        }
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // ASCII is UTF-8, so this never falls back.
        core::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "State({})", self.as_str())
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl TryFrom<Name> for State {
    type Error = FleetError;

    fn try_from(name: Name) -> Result<Self, FleetError> {
        Self::new(name.as_str())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for State {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Where boxes work under one association's settings and one zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Region {
    /// Its id.
    pub id: Name,
    /// Whose settings hold there.
    pub association: Name,
    /// The state whose licences count.
    pub state: State,
    /// The zone its boxes live in.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::values::zone_hex"))]
    pub zone: Zone,
}

/// A box that its owner wants moved from its region to another.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Move<'a> {
    /// Where it is.
    pub from: &'a Region,
    /// Where it shall be.
    pub to: &'a Region,
    /// The member has owner privileges on the box.
    pub owner: bool,
    /// The states in which the member has a licence.
    pub licences: &'a [State],
    /// The box is assigned to a listing.
    pub assigned: bool,
    /// The member belongs to the association of `to`, or is honoured there.
    pub association_member: bool,
}

reasons! {
    /// Why a box may not be moved.
    MoveReason {
        NotOwner = 1, "not_owner", Some("owner_privileges"), "the member has no owner privileges on the lockbox";
        BoxAssigned = 2, "box_assigned", Some("unassigned_box"), "the lockbox is assigned to a listing";
        NoLicenceFrom = 3, "no_licence_from", Some("licence"), "the member has no licence where the lockbox is";
        NoLicenceTo = 4, "no_licence_to", Some("licence"), "the member has no licence where the lockbox is to be";
        NotInAssociation = 5, "not_in_association", Some("membership"), "the member does not belong to the region's association";
    }
}

closed_list! {
    /// What has to be done with the answer.
    MoveObligation {
        RecordMove = 1, "record_move", "record the move";
        /// The zones differ, and a box takes its zone from a bulletin alone.
        SendBulletin = 2, "send_bulletin", "send a bulletin with the new zone";
        UseNewAssociation = 3, "use_new_association", "the settings of the new region hold from now on";
        RecordRefusal = 4, "record_refusal", "record the refusal";
    }
}

/// Whether the box may be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct MoveRuling {
    /// Permit exactly when there is no reason.
    pub decision: Decision,
    /// Every reason that applies.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::listed::reasons_list"))]
    pub reasons: Set<MoveReason>,
    /// What has to be done.
    pub obligations: Set<MoveObligation>,
}

/// A [`Move`] that has its regions and licences.
#[cfg(feature = "alloc")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedMove {
    /// Where the box is.
    pub from: Region,
    /// Where it is to be.
    pub to: Region,
    /// Whether the member has owner privileges on the box.
    pub owner: bool,
    /// The states in which the member has a licence.
    pub licences: Vec<State>,
    /// Whether the box is assigned to a listing.
    pub assigned: bool,
    /// Whether the member belongs to the association of the region to be, or is honoured there.
    pub association_member: bool,
}

#[cfg(feature = "alloc")]
impl OwnedMove {
    /// Judges the move, as [`Move::judge`].
    #[must_use]
    pub fn judge(&self) -> MoveRuling {
        let Self { from, to, .. } = self;
        Move {
            from,
            to,
            owner: self.owner,
            licences: &self.licences,
            assigned: self.assigned,
            association_member: self.association_member,
        }
        .judge()
    }
}

impl Move<'_> {
    /// Judges the move. To the region where the box is already it is permitted, whatever else
    /// is given, and nothing has to be done.
    #[must_use]
    pub fn judge(&self) -> MoveRuling {
        let Self { from, to, .. } = self;
        let is_elsewhere = from.id != to.id;
        let lacks = |state: State| !self.licences.contains(&state);
        let reasons = Set::of([
            (is_elsewhere && !self.owner, MoveReason::NotOwner),
            (is_elsewhere && self.assigned, MoveReason::BoxAssigned),
            (is_elsewhere && lacks(from.state), MoveReason::NoLicenceFrom),
            (is_elsewhere && lacks(to.state), MoveReason::NoLicenceTo),
            (
                is_elsewhere && !self.association_member,
                MoveReason::NotInAssociation,
            ),
        ]);
        let decision = Decision::of(reasons);
        let moves = is_elsewhere && decision == Decision::Permit;
        MoveRuling {
            decision,
            reasons,
            obligations: Set::of([
                (moves, MoveObligation::RecordMove),
                (moves && from.zone != to.zone, MoveObligation::SendBulletin),
                (moves, MoveObligation::UseNewAssociation),
                (decision == Decision::Deny, MoveObligation::RecordRefusal),
            ]),
        }
    }
}

#[cfg(test)]
mod tests {
    use test_std::vec::Vec;

    use super::{Move, MoveObligation, MoveReason, Region, State};
    use crate::calendar::Zone;
    use crate::fleet::FleetError;
    use crate::policy::{Decision, Name};

    fn region(id: &str, state: &str, zone: i16) -> Region {
        Region {
            id: Name::new(id).unwrap(),
            association: Name::new("A").unwrap(),
            state: State::new(state).unwrap(),
            zone: Zone::fixed(zone).unwrap(),
        }
    }

    #[test]
    fn every_combination_gives_every_reason_that_applies() {
        let (from, to) = (region("R1", "OR", -480), region("R2", "WA", -420));
        let all = [from.state, to.state];
        for bits in 0..32_u32 {
            let has = |bit: u32| bits & 1 << bit != 0;
            let licences: Vec<State> = (0..2)
                .filter(|i| has(2 + i))
                .map(|i| all[i as usize])
                .collect();
            let ruling = Move {
                from: &from,
                to: &to,
                owner: has(0),
                assigned: !has(1),
                licences: &licences,
                association_member: has(4),
            }
            .judge();
            let expected: Vec<u8> = (0..5)
                .filter(|bit| !has(*bit))
                .map(|b| b as u8 + 1)
                .collect();
            let found: Vec<u8> = ruling.reasons.iter().map(MoveReason::number).collect();
            assert_eq!(found, expected);
            let obligations: Vec<_> = ruling.obligations.iter().collect();
            if expected.is_empty() {
                assert_eq!(ruling.decision, Decision::Permit);
                assert_eq!(
                    obligations,
                    [
                        MoveObligation::RecordMove,
                        MoveObligation::SendBulletin,
                        MoveObligation::UseNewAssociation
                    ]
                );
            } else {
                assert_eq!(ruling.decision, Decision::Deny);
                assert_eq!(obligations, [MoveObligation::RecordRefusal]);
            }
        }
    }

    #[test]
    fn a_bulletin_brings_another_zone_and_staying_asks_for_nothing() {
        let from = region("R1", "OR", -480);
        let wanted = Move {
            from: &from,
            to: &region("R2", "OR", -480),
            owner: true,
            licences: &[from.state],
            assigned: false,
            association_member: true,
        };
        assert!(wanted.judge().obligations.iter().eq([
            MoveObligation::RecordMove,
            MoveObligation::UseNewAssociation
        ]));
        let stays = Move {
            to: &region("R1", "WA", 60),
            owner: false,
            licences: &[],
            assigned: true,
            association_member: false,
            ..wanted
        }
        .judge();
        assert_eq!(stays.decision, Decision::Permit);
        assert!(stays.reasons.is_empty() && stays.obligations.is_empty());
    }

    #[test]
    fn a_state_is_two_capital_letters() {
        assert_eq!(State::new("OR").unwrap().as_str(), "OR");
        for wrong in ["", "O", "ORE", "or", "O1", "Ö"] {
            assert_eq!(State::new(wrong), Err(FleetError::BadValue), "{wrong}");
        }
    }
}
