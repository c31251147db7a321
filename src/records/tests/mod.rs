use test_std::string::{String, ToString};
use test_std::vec::Vec;

use super::{AccessEvent, AccessMethod, EventKind, Masked, Outcome, Records, ReportFilter};
use crate::keys::Id;
use crate::policy::{Listed, Name, RecipientKind};

mod checks;
mod export;
mod report;
mod rows;
mod secrecy;

type Event = AccessEvent<String>;

#[expect(clippy::unnecessary_wraps, reason = "members are optional")]
fn name(text: &str) -> Option<Name> {
    Some(Name::new(text).unwrap())
}

#[expect(clippy::unnecessary_wraps, reason = "members are optional")]
fn id(text: &str) -> Option<Id> {
    Some(Id::new(text).unwrap())
}

#[expect(clippy::unnecessary_wraps, reason = "members are optional")]
fn text(text: &str) -> Option<String> {
    Some(text.into())
}

fn event(key: &str, now: u64) -> Event {
    Event {
        utc_offset_minutes: -420,
        listing_time_zone: text("America/Los_Angeles"),
        lock_or_box_id: id("LB-00012345"),
        label: text("Front door"),
        listing_id: name("L-1"),
        listing_address1: text("12 Elm St"),
        operation: 1,
        outcome: Outcome::Open,
        ..AccessEvent::new(Name::new(key).unwrap(), now)
    }
}

/// The three of the worked example, the third first.
fn worked() -> [Event; 3] {
    [
        Event {
            method: AccessMethod::GuestGrant,
            key_or_credential_id: id("a0a1a2a3a4a5a6a7"),
            holder_kind: Some(RecipientKind::OutOfBoardAgent),
            showing_agent_id: name("X-3"),
            showing_agent_full_name: text("Xavier Ode"),
            ..event("E-3", 1_778_976_120)
        },
        Event {
            method: AccessMethod::DayCode,
            key_or_credential_id: id("day-20589-0"),
            showing_agent_full_name: text("Ina Spector"),
            ..event("E-1", 1_778_951_100)
        },
        Event {
            event: EventKind::Refusal,
            method: AccessMethod::FlexCode,
            outcome: Outcome::WrongCode,
            ..event("E-2", 1_778_966_400)
        },
    ]
}

fn with<R>(events: &[Event], ask: impl FnOnce(Records<'_, String>) -> R) -> R {
    let mut events: Vec<&Event> = events.iter().collect();
    ask(Records::arrange(&mut events).unwrap())
}

fn report(events: &[Event], filter: &ReportFilter) -> String {
    let mut report = String::new();
    with(events, |records| records.access_report(filter, &mut report)).unwrap();
    report
}

const FROM: u64 = 1_778_914_800;
const TO: u64 = 1_779_001_200;

#[test]
fn the_worked_report_and_notice() {
    let expected = "\
2026-05-16 10:05:00 -0700 | opened: day code | Front door | 12 Elm St | Ina Spector | -
2026-05-16 14:20:00 -0700 | refused (WrongCode): flex code | Front door | 12 Elm St | - | -
2026-05-16 17:02:00 -0700 | opened: guest access | Front door | 12 Elm St | Xavier Ode | X-3
";
    assert_eq!(report(&worked(), &ReportFilter::new(FROM, TO)), expected);
    let notices: Vec<_> = with(&worked(), |records| {
        records
            .notices()
            .map(|notice| (notice.event().to_string(), notice.text().to_string()))
            .collect()
    });
    let text = "Showing at 12 Elm St: Xavier Ode (X-3) opened Front door \
                on 2026-05-16 17:02:00 -0700.";
    assert_eq!(notices, [("E-3".to_string(), text.to_string())]);
    #[cfg(feature = "serde")]
    with(&worked(), |records| {
        let json = serde_json::to_value(records.notices().next().unwrap()).unwrap();
        assert_eq!(json["lockbox"], "LB-00012345");
        assert_eq!(json["listing"], "L-1");
        assert_eq!(json["at"], 1_778_976_120);
        assert_eq!(json["text"], text);
    });
}

#[test]
fn texts_are_masked_as_in_the_table() {
    for (text, masked) in [
        ("code 617 758 7763", "code ### ### ####"),
        ("LB 1489982.", "LB #######."),
        ("Unit 12, 97209", "Unit 12, 97209"),
        ("12-34-567", "##-##-###"),
        ("12  34567", "12  34567"),
        ("123456", "123456"),
        ("1234567", "#######"),
        ("-1.2 3-4.5 6-7.", "-#.# #-#.# #-#."),
        ("123456 a 1234567", "123456 a #######"),
        ("1234567  123456", "#######  123456"),
        ("é1234567é", "é#######é"),
        ("٣١٢٣٤٥٦٧", "٣١٢٣٤٥٦٧"),
        ("", ""),
        ("1 2 3 4 5 6 7-", "# # # # # # #-"),
        ("96506\r\n65006", "#####\r\n#####"),
        ("96506 \n 65006", "96506 \n 65006"),
        ("9650665\n", "#######\n"),
    ] {
        assert_eq!(Masked(text).to_string(), masked);
    }
}

#[test]
fn lines_have_six_fields_whatever_people_type() {
    let odd = Event {
        label: text("a|b\tc\nd\u{7f}e\r\0"),
        listing_address1: text("1|2 3"),
        showing_agent_full_name: text("\u{85}\u{1f}"),
        showing_agent_mls_id: name("MLS-9"),
        showing_agent_id: name("X-3"),
        ..event("E-1", FROM)
    };
    let line = report(&[odd], &ReportFilter::new(FROM, TO));
    assert_eq!(
        line,
        "2026-05-16 00:00:00 -0700 | opened: unknown means | a/b c d e   | 1/2 3 | \u{85}  | MLS-9\n"
    );
    let two_lines = Event {
        label: text("617\t758\n7763"),
        listing_address1: text("617\t\t7587 763"),
        ..event("E-1", FROM)
    };
    let line = report(&[two_lines], &ReportFilter::new(FROM, TO));
    assert!(
        line.contains(" | ### ### #### | ###  #### ### | "),
        "{line}"
    );
    let bare = Event {
        label: None,
        listing_address1: None,
        utc_offset_minutes: 345,
        ..event("E-1", FROM)
    };
    assert_eq!(
        report(core::slice::from_ref(&bare), &ReportFilter::new(FROM, TO)),
        "2026-05-16 12:45:00 +0545 | opened: unknown means | LB-00012345 | - | - | -\n"
    );
    let card = Event {
        event: EventKind::Renewal,
        method: AccessMethod::CardPhone,
        outcome: Outcome::Permit,
        lock_or_box_id: None,
        ..bare
    };
    let mut filter = ReportFilter::new(FROM, TO);
    filter.kinds = [EventKind::Renewal].into_iter().collect();
    assert_eq!(
        report(&[card], &filter),
        "2026-05-16 12:45:00 +0545 | renewed: card by telephone | - | - | - | -\n"
    );
}

#[test]
fn notices_are_of_openings_by_guests_and_members() {
    let [guest, ..] = worked();
    let count = |event: Event| with(&[event], |records| records.notices().count());
    for kind in RecipientKind::ALL {
        let event = Event {
            holder_kind: Some(*kind),
            ..guest.clone()
        };
        let expected = !matches!(kind, RecipientKind::Owner | RecipientKind::Staff);
        assert_eq!(count(event), usize::from(expected), "{kind}");
    }
    let known = Event {
        holder_kind: None,
        ..guest.clone()
    };
    assert_eq!(count(known), 1);
    let member = Event {
        method: AccessMethod::MemberGrant,
        ..guest.clone()
    };
    assert_eq!(count(member), 1);
    let code = Event {
        method: AccessMethod::FlexCode,
        key_or_credential_id: None,
        ..guest.clone()
    };
    assert_eq!(count(code), 0);
    assert_eq!(
        count(Event {
            operation: 2,
            ..guest.clone()
        }),
        0
    );
    assert_eq!(
        count(Event {
            outcome: Outcome::Applied,
            ..guest.clone()
        }),
        0
    );
    let refused = Event {
        event: EventKind::Refusal,
        outcome: Outcome::TooLate,
        ..guest
    };
    assert_eq!(count(refused), 0);
}
