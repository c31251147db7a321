use test_std::vec::Vec;

use super::{ActivityStatus, Listing, Member, Roster, name, tidy};
use crate::fleet::FleetError;
use crate::fleet::roster::{Row, active_members_of, standard_status};
use crate::policy::{Listed, Status};

#[test]
fn rows_are_tidied_or_refused() {
    let member = |key: &str| Member::<&str>::new(name(key), ActivityStatus::Active);
    let mut rows = [
        member("b"),
        member("a"),
        member("b"),
        member("B"),
        member("a"),
    ];
    assert_eq!(tidy(&mut rows), Ok(3));
    assert_eq!(rows[..3], [member("B"), member("a"), member("b")]);
    let mut rows = [
        member("b"),
        Member {
            member_full_name: Some("x"),
            ..member("b")
        },
    ];
    assert_eq!(tidy(&mut rows), Err(FleetError::RepeatedKey));
    assert_eq!(tidy::<Member<&str>>(&mut []), Ok(0));
    let check = |rows: &[Member<&str>]| {
        Roster {
            members: rows,
            ..Roster::EMPTY
        }
        .check()
    };
    assert_eq!(check(&[member("a"), member("b")]), Ok(()));
    assert_eq!(
        check(&[member("a"), member("a")]),
        Err(FleetError::RepeatedKey)
    );
    assert_eq!(
        check(&[member("b"), member("a")]),
        Err(FleetError::RowsOutOfOrder)
    );
    let empty = Member {
        member_full_name: Some(""),
        ..member("a")
    };
    assert_eq!(check(&[empty]), Err(FleetError::BadValue));
    let long = "x".repeat(256);
    let too_long = Member {
        member_state_license: Some(long.as_str()),
        ..member("a")
    };
    assert_eq!(check(&[too_long]), Err(FleetError::BadValue));
}

#[test]
fn statuses_are_spelled_as_feeds_do_and_never_guessed() {
    for status in Status::ALL {
        assert_eq!(standard_status(status.name()), Ok(*status));
    }
    assert_eq!(
        standard_status("Active Under Contract"),
        Ok(Status::ActiveUnderContract)
    );
    assert_eq!(standard_status("Coming Soon"), Ok(Status::ComingSoon));
    assert_eq!(standard_status("Cancelled"), Ok(Status::Canceled));
    for wrong in [
        "",
        "active",
        "Sold",
        "ActiveUnder Contract",
        " Active",
        "Coming  Soon",
    ] {
        assert_eq!(
            standard_status(wrong),
            Err(FleetError::UnknownStatus),
            "{wrong}"
        );
    }
    let active: Vec<_> = Status::ALL
        .iter()
        .filter(|status| Listing::<&str>::new(name("L"), **status).is_active())
        .collect();
    assert_eq!(active.len(), 7);
    assert!(active.contains(&&Status::Withdrawn));
}

#[test]
fn members_of_an_office_are_listed() {
    let member = |key: &str, office: &str, status| Member::<&str> {
        office_key: Some(name(office)),
        ..Member::new(name(key), status)
    };
    let rows = [
        member("M-1", "O-1", ActivityStatus::Active),
        member("M-2", "O-2", ActivityStatus::Active),
        member("M-3", "O-1", ActivityStatus::Inactive),
        member("M-4", "O-1", ActivityStatus::Active),
    ];
    let found: Vec<_> = active_members_of(&rows, &name("O-1")).copied().collect();
    assert_eq!(found, [name("M-1"), name("M-4")]);
}

#[cfg(feature = "serde")]
#[test]
fn rows_and_consequences_have_the_names_of_the_dictionary() {
    use super::{Field, Office, Rows, import};
    use crate::fleet::roster::ConsequenceKind;
    use crate::keys::Id;
    use test_std::string::{String, ToString};

    let listing = Listing {
        listing_id: Some("26-1".to_string()),
        lock_box_serial_number: Some(Id::new("LB-1").unwrap()),
        ..Listing::new(name("L-1"), Status::ActiveUnderContract)
    };
    let json = serde_json::to_string(&listing).unwrap();
    let expected = concat!(
        r#"{"ListingKey":"L-1","ListingId":"26-1","StandardStatus":"ActiveUnderContract","#,
        r#""ListAgentKey":null,"ListOfficeKey":null,"LockBoxSerialNumber":"LB-1","#,
        r#""UnparsedAddress":null}"#
    );
    assert_eq!(json, expected);
    assert_eq!(
        serde_json::from_str::<Listing<String>>(&json).unwrap(),
        listing
    );
    assert!(
        serde_json::from_str::<Listing<String>>(&json.replace(r#""ListAgentKey":null,"#, ""))
            .is_err()
    );
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    assert_eq!(fields[..3], ["OfficeMlsId", "OfficeName", "OfficeStatus"]);
    let member =
        serde_json::to_string(&Member::<String>::new(name("M"), ActivityStatus::Active)).unwrap();
    assert!(member.contains(r#""MemberStateLicense":null"#), "{member}");
    let office =
        serde_json::to_string(&Office::<String>::new(name("O"), ActivityStatus::Active)).unwrap();
    assert!(office.contains(r#""OfficeMlsId":null,"OfficeName":null,"OfficeStatus":"Active""#));
    let (known, snapshot) = (
        Rows::default(),
        Rows {
            listings: [listing].into(),
            ..Rows::default()
        },
    );
    let found = import(&known, &snapshot).consequences().next().unwrap();
    assert_eq!(found.consequence, ConsequenceKind::StatusChange);
    assert_eq!(
        serde_json::to_string(&found).unwrap(),
        concat!(
            r#"{"consequence":"status_change","kind":"listing","key":"L-1","#,
            r#""from":"Incomplete","to":"ActiveUnderContract"}"#
        )
    );
}
