use test_std::format;
use test_std::string::String;
use test_std::vec::Vec;

use super::{
    Access, Change, Code, CodeFate, CodeMethod, CodeValidity, Error, Gate, Grant, GrantFate,
    Obligation, Parameters, Reason, access,
};
use crate::policy::testing::{Random, id, name, names};
use crate::policy::values::tests::is_well_numbered;
use crate::policy::{Class, Listed, Status};

mod errors;
mod random;

const NOW: u64 = 1_778_968_800;

fn grant(of: &str, class: Class, from: u64, to: u64, released: bool) -> Grant {
    Grant {
        id: name(of),
        class,
        not_before: from,
        not_after: to,
        released,
    }
}

fn grants() -> [Grant; 4] {
    [
        grant(
            "G1",
            Class::ShowingAgent,
            1_778_976_000,
            1_778_977_800,
            false,
        ),
        grant(
            "G2",
            Class::ShowingAgent,
            1_778_967_000,
            1_778_970_600,
            true,
        ),
        grant("G3", Class::Trade, 1_778_950_800, 1_779_210_000, true),
        grant("G4", Class::Owner, 1_778_950_800, 1_779_210_000, true),
    ]
}

fn codes() -> [Code; 4] {
    let day_code = Code {
        id: name("C2"),
        class: Class::ShowingAgent,
        method: CodeMethod::DayCode,
        start: 1_778_914_800,
        end: 1_779_001_200,
        validity: CodeValidity::Hour,
        first_used: None,
        cancelled: false,
    };
    [
        Code {
            id: name("C1"),
            class: Class::Trade,
            method: CodeMethod::ContractorCode,
            start: 1_778_943_600,
            end: 1_779_548_400,
            validity: CodeValidity::UntilEnd,
            first_used: Some(1_778_951_100),
            ..day_code
        },
        day_code,
        Code {
            id: name("C3"),
            first_used: Some(1_778_966_400),
            ..day_code
        },
        Code {
            id: name("C4"),
            method: CodeMethod::FlexCode,
            start: 1_778_965_200,
            end: 1_778_972_400,
            validity: CodeValidity::Single,
            first_used: Some(1_778_966_400),
            ..day_code
        },
    ]
}

fn change(from: Status, to: Status) -> Change {
    Change {
        now: NOW,
        listing: name("L-1"),
        lockbox: id("LB-00012345"),
        from,
        to,
        coming_soon_showings: false,
        off_market_permission: false,
        seller_signed_request: false,
        suspension_requested: false,
        suspended: false,
        revocations: 0,
    }
}

fn judge(change: &Change) -> Gate {
    Gate::judge(change, &Parameters::default(), &grants(), &codes()).unwrap()
}

/// What becomes of grants and codes, in few words.
fn told(gate: &Gate) -> String {
    let mut words = Vec::new();
    for grant in grants() {
        match gate.grant(&grant) {
            GrantFate::Withheld => words.push(format!("withheld {}", grant.id)),
            GrantFate::Revoked { until } => words.push(format!("revoked {} {until}", grant.id)),
            GrantFate::Unchanged | GrantFate::Over | GrantFate::Kept => {}
        }
    }
    for code in codes() {
        match gate.code(&code) {
            CodeFate::Kept { until } => words.push(format!("kept {} {until}", code.id)),
            CodeFate::Lost { until } => words.push(format!("lost {} {until}", code.id)),
            CodeFate::Unchanged | CodeFate::Dead => {}
        }
    }
    for grant in grants().iter().filter(|grant| gate.reissues_grant(grant)) {
        words.push(format!("reissue {}", grant.id));
    }
    for code in codes().iter().filter(|code| gate.reissues_code(code)) {
        words.push(format!("reissue {}", code.id));
    }
    words.join(", ")
}

#[test]
fn the_table_of_access_is_that_of_the_specification() {
    // showing agent, trade, owner, staff, homeowner.
    let table = "
        Active no              yes permission yes yes yes
        ActiveUnderContract no yes permission yes yes yes
        Pending no             permission permission yes yes yes
        Hold no                permission permission yes yes yes
        Incomplete no          permission permission yes yes yes
        ComingSoon yes         permission permission yes yes yes
        ComingSoon no          never permission yes yes yes
        Withdrawn no           never permission yes permission yes
        Canceled no            never permission yes permission yes
        Expired no             never permission yes permission yes
        Closed no              never never yes never never
        Delete no              never never yes never never";
    let mut cells = 0;
    for line in table.trim().lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        let status = Status::from_name(words[0]).unwrap();
        let flags: &[bool] = match (status, words[1]) {
            (Status::ComingSoon, "yes") => &[true],
            (Status::ComingSoon, _) => &[false],
            // The flag counts in Coming Soon alone.
            _ => &[false, true],
        };
        for (class, word) in Class::ALL.iter().zip(&words[2..]) {
            for flag in flags {
                let expected = Access::from_name(word).unwrap();
                assert_eq!(access(status, *class, *flag), expected, "{line} {class:?}");
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 11 * 5 * 2);
}

#[test]
fn the_worked_examples() {
    let pending = change(Status::Active, Status::Pending);
    let taken_away = "withheld G1, revoked G2 1778970600, kept C1 1779548400, \
                      lost C2 1779001200, lost C3 1778970000";
    let kept = "kept C1 1779548400, kept C2 1779001200, kept C3 1778970000";
    let gate = judge(&pending);
    assert_eq!(told(&gate), taken_away);
    assert_eq!(
        names(gate.obligations()),
        "record_status_change withhold_grants send_bulletin cancel_appointments \
         tell_listing_agent"
    );

    let permitted = Change {
        off_market_permission: true,
        ..pending
    };
    let gate = judge(&permitted);
    assert_eq!(told(&gate), kept);
    assert_eq!(
        names(gate.obligations()),
        "record_status_change tell_listing_agent"
    );

    let full = Change {
        revocations: 16,
        ..pending
    };
    let gate = judge(&full);
    assert_eq!(
        told(&gate),
        format!("{taken_away}, reissue G3, reissue G4, reissue C1")
    );
    assert_eq!(
        names(gate.obligations()),
        "record_status_change withhold_grants raise_epoch send_bulletin reissue \
         cancel_appointments tell_listing_agent"
    );

    let gate = judge(&change(Status::Active, Status::Withdrawn));
    assert_eq!(names(gate.reasons()), "seller_request_missing");
    assert_eq!(
        (told(&gate), names(gate.obligations())),
        (String::new(), "record_refusal".into())
    );

    let gate = judge(&change(Status::Pending, Status::Closed));
    assert_eq!(
        told(&gate),
        "withheld G1, revoked G2 1778970600, revoked G3 1779210000, lost C1 1779548400, \
         lost C2 1779001200, lost C3 1778970000"
    );
    assert_eq!(
        names(gate.obligations()),
        "record_status_change withhold_grants suspend_box send_bulletin cancel_appointments \
         tell_listing_agent"
    );

    let gate = judge(&Change {
        off_market_permission: true,
        ..change(Status::Pending, Status::Pending)
    });
    assert_eq!(
        (told(&gate), names(gate.obligations())),
        (kept.into(), "tell_listing_agent".into())
    );

    let gate = judge(&change(Status::Pending, Status::Pending));
    assert_eq!(told(&gate), taken_away);
    assert_eq!(
        names(gate.obligations()),
        "withhold_grants send_bulletin cancel_appointments tell_listing_agent"
    );
}

#[test]
fn reasons_look_at_the_change_alone() {
    let reasons = |from, to, seller_signed_request| {
        let change = Change {
            seller_signed_request,
            ..change(from, to)
        };
        names(judge(&change).reasons())
    };
    for from in Status::ALL {
        for to in Status::ALL {
            let mut expected = Vec::new();
            if *from == Status::Delete && to != from {
                expected.push("listing_deleted");
            }
            if *to == Status::Withdrawn && to != from {
                assert_eq!(reasons(*from, *to, true), expected.join(" "));
                expected.push("seller_request_missing");
            }
            assert_eq!(reasons(*from, *to, false), expected.join(" "));
        }
    }
    let signed = Change {
        seller_signed_request: true,
        ..change(Status::Active, Status::Withdrawn)
    };
    assert!(
        judge(&signed)
            .obligations()
            .contains(Obligation::KeepConsent)
    );
}

#[test]
fn a_suspension_follows_closing_and_the_owners_wish() {
    let suspends = |to, suspension_requested, suspended| {
        let change = Change {
            suspension_requested,
            suspended,
            off_market_permission: true,
            seller_signed_request: true,
            ..change(to, to)
        };
        let gate = Gate::judge(&change, &Parameters::default(), &[], &[]).unwrap();
        names(gate.obligations())
    };
    assert_eq!(suspends(Status::Active, false, false), "");
    assert_eq!(
        suspends(Status::Active, true, false),
        "suspend_box send_bulletin"
    );
    assert_eq!(suspends(Status::Active, true, true), "");
    assert_eq!(
        suspends(Status::Active, false, true),
        "lift_suspension send_bulletin"
    );
    for to in [Status::Closed, Status::Delete] {
        assert_eq!(suspends(to, false, false), "suspend_box send_bulletin");
        assert_eq!(suspends(to, false, true), "");
    }
}

#[test]
fn a_code_is_alive_until_its_own_end() {
    let [contractor, day, used_day, single] = codes();
    let unused = Code {
        first_used: None,
        ..contractor
    };
    let until = |code: &Code, now| code.alive_until(now, &Parameters::default());
    let (entry, end) = (1_778_943_600 + 86_400, 1_779_548_400);
    assert_eq!(until(&unused, entry - 1), Some(end));
    assert_eq!(until(&unused, entry), None);
    assert_eq!(until(&unused, 86_400), Some(end));
    assert_eq!(until(&contractor, end - 1), Some(end));
    assert_eq!(until(&contractor, end), None);
    assert_eq!(until(&day, 1_779_001_199), Some(1_779_001_200));
    assert_eq!(until(&day, 1_779_001_200), None);
    assert_eq!(until(&used_day, 1_778_969_999), Some(1_778_970_000));
    assert_eq!(until(&used_day, 1_778_970_000), None);
    let late = Code {
        first_used: Some(1_779_000_000),
        ..day
    };
    assert_eq!(until(&late, NOW), Some(1_779_001_200));
    assert_eq!(until(&single, NOW), None);
    let unused_single = Code {
        first_used: None,
        ..single
    };
    assert_eq!(until(&unused_single, 1_778_972_399), Some(1_778_972_400));
    assert_eq!(until(&unused_single, 1_778_972_400), None);
    for code in codes() {
        let cancelled = Code {
            cancelled: true,
            ..code
        };
        assert_eq!(until(&cancelled, NOW), None);
    }
}

#[test]
fn lists_are_well_numbered() {
    is_well_numbered::<Access>();
    is_well_numbered::<Error>();
    is_well_numbered::<Reason>();
    is_well_numbered::<Obligation>();
    is_well_numbered::<CodeMethod>();
    is_well_numbered::<CodeValidity>();
}
