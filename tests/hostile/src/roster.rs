//! Rosters as feeds list them.

use doorward::fleet::roster::{
    ActivityStatus, DifferenceKind, Import, Listing, Member, Office, Roster, RosterParameters,
    RowKind, standard_status, tidy,
};
use doorward::policy::{Listed as _, Name, Status};

use crate::bytes::Bytes;

struct Lists {
    offices: Vec<Office<String>>,
    members: Vec<Member<String>>,
    listings: Vec<Listing<String>>,
}

impl Lists {
    fn roster(&self) -> Roster<'_, String> {
        Roster {
            offices: &self.offices,
            members: &self.members,
            listings: &self.listings,
        }
    }
}

fn name(bytes: &mut Bytes<'_>) -> Name {
    let number = bytes.u8();
    let text = if number < 250 {
        format!("K{}", number % 12)
    } else {
        String::from_utf8_lossy(bytes.take(usize::from(number % 40))).into_owned()
    };
    Name::new(&text).unwrap_or_else(|_| Name::new("K").unwrap())
}

fn text(bytes: &mut Bytes<'_>) -> Option<String> {
    let len = usize::from(bytes.u8() % 4);
    (len > 0).then(|| String::from_utf8_lossy(bytes.take(len)).into_owned())
}

fn lists(bytes: &mut Bytes<'_>) -> Lists {
    let status = |bytes: &mut Bytes<'_>| {
        [ActivityStatus::Active, ActivityStatus::Inactive][usize::from(bytes.bool())]
    };
    let mut lists = Lists {
        offices: Vec::new(),
        members: Vec::new(),
        listings: Vec::new(),
    };
    for _ in 0..bytes.u8() % 12 {
        let mut office = Office::new(name(bytes), status(bytes));
        office.office_name = text(bytes);
        lists.offices.push(office);
        let mut member = Member::new(name(bytes), status(bytes));
        member.member_full_name = text(bytes);
        member.office_key = bytes.bool().then(|| name(bytes));
        lists.members.push(member);
        let all = Status::ALL;
        let mut listing = Listing::new(name(bytes), all[usize::from(bytes.u8()) % all.len()]);
        listing.listing_id = text(bytes);
        lists.listings.push(listing);
    }
    lists
}

/// Two snapshots of any rows: once tidied they are in order, a snapshot differs from itself in
/// nothing, and one that is held back changes nothing.
pub(crate) fn roster(data: &[u8]) {
    let mut bytes = Bytes(data);
    let spelled = String::from_utf8_lossy(&bytes.array::<12>()).into_owned();
    let _ = standard_status(&spelled);
    let (mut known, mut snapshot) = (lists(&mut bytes), lists(&mut bytes));
    for lists in [&mut known, &mut snapshot] {
        let tidied = (
            tidy(&mut lists.offices),
            tidy(&mut lists.members),
            tidy(&mut lists.listings),
        );
        let (Ok(offices), Ok(members), Ok(listings)) = tidied else {
            return;
        };
        lists.offices.truncate(offices);
        lists.members.truncate(members);
        lists.listings.truncate(listings);
        if lists.roster().check().is_err() {
            return;
        }
    }
    let import = Import {
        known: known.roster(),
        snapshot: snapshot.roster(),
        complete: RowKind::ALL
            .iter()
            .copied()
            .filter(|_| bytes.bool())
            .collect(),
        confirmed: bytes.bool(),
        parameters: RosterParameters {
            held_percent: bytes.u8() % 101,
            held_rows: 1 + u16::from(bytes.u8()),
            ..RosterParameters::default()
        },
    };
    import.check().unwrap();
    let all = import.differences().count();
    let by_list: usize = DifferenceKind::ALL
        .iter()
        .map(|list| import.list(*list).count())
        .sum();
    assert_eq!(all, by_list);
    assert!(!import.is_held() || import.consequences().next().is_none());
    let itself = Import {
        known: snapshot.roster(),
        ..import
    };
    assert_eq!(itself.differences().count(), 0);
    assert!(!itself.is_held() && itself.consequences().next().is_none());
}
