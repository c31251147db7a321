use test_std::collections::BTreeMap;
use test_std::string::ToString;

use super::{
    ActivityStatus, Import, Listing, Member, Office, RowKind, Rows, import, name, taken_over,
};
use crate::fleet::testing::Numbers;
use crate::keys::Id;
use crate::policy::{Listed, Status};

fn random_rows(numbers: &mut Numbers) -> Rows {
    let mut rows = Rows::default();
    let text = |numbers: &mut Numbers| (numbers.below(3) > 0).then(|| numbers.below(3).to_string());
    let activity = |numbers: &mut Numbers| match numbers.below(3) {
        0 => ActivityStatus::Inactive,
        _ => ActivityStatus::Active,
    };
    let key =
        |numbers: &mut Numbers, kind: &str| name(&test_std::format!("{kind}{}", numbers.below(12)));
    let mut seen = BTreeMap::new();
    for _ in 0..numbers.below(30) {
        let office = Office {
            office_mls_id: text(numbers),
            office_name: text(numbers),
            ..Office::new(key(numbers, "O"), activity(numbers))
        };
        let member = Member {
            member_mls_id: text(numbers),
            member_full_name: text(numbers),
            office_key: (numbers.below(2) == 0).then(|| key(numbers, "O")),
            member_state_license: text(numbers),
            ..Member::new(key(numbers, "M"), activity(numbers))
        };
        let status = Status::ALL[numbers.below(11) as usize];
        let listing = Listing {
            listing_id: text(numbers),
            list_agent_key: (numbers.below(2) == 0).then(|| key(numbers, "M")),
            list_office_key: (numbers.below(2) == 0).then(|| key(numbers, "O")),
            lock_box_serial_number: (numbers.below(2) == 0).then(|| Id::new("LB-1").unwrap()),
            unparsed_address: text(numbers),
            ..Listing::new(key(numbers, "L"), status)
        };
        // The first row of a key stands, now and then twice.
        let office = seen
            .entry(office.office_key)
            .or_insert((Some(office), None, None))
            .0
            .clone();
        let member = seen
            .entry(member.member_key)
            .or_insert((None, Some(member), None))
            .1
            .clone();
        let listing = seen
            .entry(listing.listing_key)
            .or_insert((None, None, Some(listing)))
            .2
            .clone();
        rows.offices.extend(office);
        rows.members.extend(member);
        rows.listings.extend(listing);
    }
    rows.tidied()
}

#[test]
fn the_same_snapshot_twice_changes_nothing() {
    let mut numbers = Numbers::new(170);
    let mut differences = 0;
    let mut held = 0;
    for _ in 0..3_000 {
        let (known, snapshot) = (random_rows(&mut numbers), random_rows(&mut numbers));
        let complete = RowKind::ALL
            .iter()
            .copied()
            .filter(|_| numbers.below(2) == 0)
            .collect();
        let first = Import {
            complete,
            ..import(&known, &snapshot)
        };
        assert_eq!(first.check(), Ok(()));
        held += usize::from(first.is_held());
        if first.is_held() {
            assert_eq!(taken_over(&first), known);
            assert_eq!(first.consequences().count(), 0);
        }
        let first = Import {
            confirmed: true,
            ..first
        };
        differences += first.differences().count();
        let after = taken_over(&first);
        let again = Import {
            complete,
            ..import(&after, &snapshot)
        };
        assert_eq!(again.check(), Ok(()));
        assert_eq!(again.differences().count(), 0);
        assert!(!again.is_held() && again.consequences().next().is_none());
        assert_eq!(taken_over(&again), after);
        // What is in the snapshot is known from then on, as it is there.
        for member in &snapshot.members {
            assert!(after.members.contains(member));
        }
    }
    assert!(differences > 10_000 && held > 500, "{differences} {held}");
}
