use test_std::string::{String, ToString};
use test_std::vec::Vec;

use super::{
    ActivityStatus, DifferenceKind, Field, Import, ImportWarning, Listing, Member, Office, Roster,
    RosterParameters, RowKind, overdue, tidy,
};
use crate::fleet::FleetError;
use crate::keys::Id;
use crate::policy::{Listed, Name, Set, Status};

mod idempotence;
mod rows;

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// A roster that owns its rows.
#[derive(Clone, Debug, Default, PartialEq)]
struct Rows {
    offices: Vec<Office<String>>,
    members: Vec<Member<String>>,
    listings: Vec<Listing<String>>,
}

impl Rows {
    fn roster(&self) -> Roster<'_, String> {
        Roster {
            offices: &self.offices,
            members: &self.members,
            listings: &self.listings,
        }
    }

    fn tidied(mut self) -> Self {
        let offices = tidy(&mut self.offices).unwrap();
        let members = tidy(&mut self.members).unwrap();
        let listings = tidy(&mut self.listings).unwrap();
        self.offices.truncate(offices);
        self.members.truncate(members);
        self.listings.truncate(listings);
        self
    }
}

fn all_kinds() -> Set<RowKind> {
    RowKind::ALL.iter().copied().collect()
}

fn import<'a>(known: &'a Rows, snapshot: &'a Rows) -> Import<'a, String> {
    Import {
        known: known.roster(),
        snapshot: snapshot.roster(),
        complete: all_kinds(),
        confirmed: false,
        parameters: RosterParameters::default(),
    }
}

fn taken_over(import: &Import<'_, String>) -> Rows {
    Rows {
        offices: import.offices_after().collect(),
        members: import.members_after().collect(),
        listings: import.listings_after().collect(),
    }
}

fn keys(import: &Import<'_, String>, list: DifferenceKind) -> Vec<String> {
    let found = import.list(list);
    found.map(|found| found.key.to_string()).collect()
}

fn consequences(import: &Import<'_, String>) -> Vec<String> {
    import
        .consequences()
        .map(|found| {
            test_std::format!(
                "{} {} {}",
                found.consequence.name(),
                found.kind.name(),
                found.key
            )
        })
        .collect()
}

fn members(count: usize) -> Rows {
    let member = |number: usize| {
        Member::new(
            name(&test_std::format!("M-{number}")),
            ActivityStatus::Active,
        )
    };
    Rows {
        members: (1..=count).map(member).collect(),
        ..Rows::default()
    }
    .tidied()
}

#[test]
fn the_worked_import() {
    let known = members(30);
    let mut snapshot = known.clone();
    let is_kept = |member: &Member<String>| !matches!(member.member_key.as_str(), "M-29" | "M-30");
    snapshot.members.retain(is_kept);
    let first = snapshot
        .members
        .iter_mut()
        .find(|member| member.member_key.as_str() == "M-1");
    first.unwrap().office_key = Some(name("O-2"));
    let held = import(&known, &snapshot);
    assert_eq!(held.check(), Ok(()));
    assert_eq!(keys(&held, DifferenceKind::Create), [""; 0]);
    assert_eq!(keys(&held, DifferenceKind::Deactivation), ["M-29", "M-30"]);
    let changes: Vec<_> = held.list(DifferenceKind::Change).collect();
    assert_eq!(changes.len(), 1);
    assert!(changes[0].fields.iter().eq([Field::OfficeKey]));
    assert!(held.is_held() && held.held().contains(RowKind::Member));
    assert_eq!(consequences(&held), [""; 0]);
    assert_eq!(taken_over(&held), known);

    let confirmed = Import {
        confirmed: true,
        ..held
    };
    assert!(!confirmed.is_held());
    assert_eq!(
        consequences(&confirmed),
        [
            "member_loses_keys member M-29",
            "member_loses_keys member M-30"
        ]
    );
    let after = taken_over(&confirmed);
    assert_eq!(import(&after, &snapshot).differences().count(), 0);
    assert_eq!(after.members.len(), 30);
}

#[test]
fn the_arithmetic_of_holding_back() {
    let held = |active: usize, lost: usize, parameters: RosterParameters| {
        let known = members(active);
        let mut snapshot = known.clone();
        snapshot.members.drain(..lost);
        Import {
            parameters,
            ..import(&known, &snapshot)
        }
        .is_held()
    };
    let default = RosterParameters::default();
    for (active, lost, expected) in [
        (40, 2, false),
        (40, 3, true),
        (39, 2, true),
        (10, 1, false),
        (10, 2, true),
        (1, 1, false),
        (1, 0, false),
        (0, 0, false),
        (60, 3, false),
        (59, 3, true),
    ] {
        assert_eq!(held(active, lost, default), expected, "{lost} of {active}");
    }
    let with = |held_percent, held_rows| RosterParameters {
        held_percent,
        held_rows,
        ..default
    };
    assert!(held(10, 1, with(5, 1)));
    assert!(held(100, 1, with(0, 1)));
    assert!(!held(100, 0, with(0, 1)));
    // Never more than all.
    assert!(!held(10, 10, with(100, 1)));
    assert!(!held(10, 4, with(30, 5)));
    assert!(held(10, 5, with(30, 5)));
    // Inactive rows count on neither side, and one kind holds the whole snapshot.
    let mut known = members(40);
    let inactive = |key: &str| Member::new(name(key), ActivityStatus::Inactive);
    known
        .members
        .extend((0..60).map(|n| inactive(&test_std::format!("X-{n:02}"))));
    let mut snapshot = Rows {
        members: known.members[3..40].to_vec(),
        ..Rows::default()
    };
    snapshot
        .offices
        .push(Office::new(name("O-1"), ActivityStatus::Active));
    let import = import(&known, &snapshot);
    assert!(import.is_held());
    assert_eq!(keys(&import, DifferenceKind::Deactivation).len(), 3);
    assert_eq!(import.offices_after().count(), 0);
    // A kind that is not listed in full loses nothing by what is not there.
    let partly = Import {
        complete: Set::EMPTY,
        ..import
    };
    assert!(!partly.is_held());
    assert_eq!(partly.offices_after().count(), 1);
    assert_eq!(partly.members_after().count(), 100);
}

#[test]
fn each_row_has_the_consequences_of_its_change() {
    let listing = |key: &str, status| Listing::<String>::new(name(key), status);
    let boxed = |key: &str, id: &str| Listing {
        lock_box_serial_number: Some(Id::new(id).unwrap()),
        list_agent_key: Some(name("M-1")),
        list_office_key: Some(name("O-1")),
        ..listing(key, Status::Active)
    };
    let known = Rows {
        offices: [Office::new(name("O-1"), ActivityStatus::Active)].into(),
        members: [Member::new(name("M-1"), ActivityStatus::Active)].into(),
        listings: [
            listing("L-1", Status::Active),
            boxed("L-2", "LB-1"),
            boxed("L-3", "LB-3"),
            listing("L-4", Status::Pending),
            listing("L-5", Status::Expired),
            listing("L-6", Status::Expired),
            boxed("L-7", "LB-7"),
        ]
        .into(),
    };
    let snapshot = Rows {
        offices: [Office::new(name("O-1"), ActivityStatus::Inactive)].into(),
        members: [
            Member::new(name("M-1"), ActivityStatus::Inactive),
            Member::new(name("M-2"), ActivityStatus::Inactive),
        ]
        .into(),
        listings: [
            listing("L-1", Status::Withdrawn),
            boxed("L-2", "LB-2"),
            Listing {
                list_office_key: None,
                list_agent_key: Some(name("M-2")),
                standard_status: Status::Pending,
                lock_box_serial_number: None,
                ..boxed("L-3", "LB-3")
            },
            listing("L-4", Status::Closed),
            listing("L-5", Status::Active),
            Listing {
                standard_status: Status::Delete,
                ..boxed("L-7", "LB-8")
            },
            listing("L-8", Status::Incomplete),
            listing("L-9", Status::ComingSoon),
        ]
        .into(),
    };
    let import = Import {
        confirmed: true,
        ..import(&known, &snapshot)
    };
    assert_eq!(import.check(), Ok(()));
    assert_eq!(keys(&import, DifferenceKind::Create), ["M-2", "L-8", "L-9"]);
    assert_eq!(
        keys(&import, DifferenceKind::Deactivation),
        ["O-1", "M-1", "L-4", "L-7"]
    );
    assert_eq!(
        keys(&import, DifferenceKind::Change),
        ["L-1", "L-2", "L-3", "L-5"]
    );
    assert_eq!(
        consequences(&import),
        [
            "members_to_review office O-1",
            "member_loses_keys member M-1",
            "status_change listing L-1",
            "box_to_review listing L-2",
            "status_change listing L-3",
            "ownership_to_review listing L-3",
            "box_to_review listing L-3",
            "status_change listing L-4",
            "status_change listing L-5",
            "status_change listing L-7",
            "status_change listing L-9",
        ]
    );
    let changes: Vec<_> = import
        .consequences()
        .filter_map(|found| found.from.zip(found.to))
        .collect();
    assert_eq!(changes[0], (Status::Active, Status::Withdrawn));
    assert_eq!(changes[2], (Status::Pending, Status::Closed));
    assert_eq!(
        *changes.last().unwrap(),
        (Status::Incomplete, Status::ComingSoon)
    );
    assert_eq!(changes.len(), 6);
}

#[test]
fn what_is_absent_becomes_inactive_or_canceled() {
    let known = Rows {
        offices: [Office::new(name("O-1"), ActivityStatus::Active)].into(),
        members: [Member::new(name("M-1"), ActivityStatus::Inactive)].into(),
        listings: [
            Listing::new(name("L-1"), Status::Hold),
            Listing::new(name("L-2"), Status::Expired),
        ]
        .into(),
    };
    let nothing = Rows::default();
    let import = Import {
        confirmed: true,
        ..import(&known, &nothing)
    };
    let after = taken_over(&import);
    assert_eq!(after.offices[0].office_status, ActivityStatus::Inactive);
    assert_eq!(after.members, known.members);
    assert_eq!(after.listings[0].standard_status, Status::Canceled);
    assert_eq!(after.listings[1], known.listings[1]);
    let changed: Vec<_> = import
        .consequences()
        .filter_map(|found| found.from.zip(found.to))
        .collect();
    assert_eq!(changed, [(Status::Hold, Status::Canceled)]);
}

#[test]
fn parameters_and_the_time_of_the_last_import() {
    let default = RosterParameters::default();
    for wrong in [
        RosterParameters {
            held_percent: 101,
            ..default
        },
        RosterParameters {
            held_rows: 0,
            ..default
        },
        RosterParameters {
            held_rows: 1_001,
            ..default
        },
        RosterParameters {
            interval: 3_599,
            ..default
        },
        RosterParameters {
            interval: 2_678_401,
            ..default
        },
    ] {
        assert_eq!(wrong.check(), Err(FleetError::BadValue));
    }
    let now = 1_778_950_800;
    assert_eq!(
        overdue(now, None, 86_400),
        Ok(Some(ImportWarning::NeverImported))
    );
    assert_eq!(overdue(now, Some(now - 86_400), 86_400), Ok(None));
    let late = Ok(Some(ImportWarning::ImportOverdue));
    assert_eq!(overdue(now, Some(now - 86_401), 86_400), late);
    assert_eq!(overdue(now, Some(now + 1), 86_400), Ok(None));
    for (now, last, interval) in [
        (86_399, None, 86_400),
        (now, Some(1), 86_400),
        (now, None, 3_599),
    ] {
        assert_eq!(overdue(now, last, interval), Err(FleetError::BadValue));
    }
}
