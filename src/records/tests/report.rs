use test_std::string::{String, ToString};
use test_std::vec::Vec;

use super::{Event, FROM, TO, event, name, report, text, with, worked};
use crate::policy::Listed;
use crate::records::{
    AccessMethod, EventKind, Outcome, Reasons, RecordError, Records, ReportFilter,
};

/// The second field of the line of such an event.
fn said(kind: EventKind, outcome: Outcome, operation: u8, reasons: Reasons) -> String {
    let event = Event {
        event: kind,
        outcome,
        operation,
        reasons,
        method: if kind == EventKind::Renewal {
            AccessMethod::CardReader
        } else {
            AccessMethod::MemberGrant
        },
        ..event("E-1", FROM)
    };
    let filter = ReportFilter {
        kinds: EventKind::ALL.iter().copied().collect(),
        ..ReportFilter::new(FROM, TO)
    };
    let line = report(&[event], &filter);
    line.split(" | ").nth(1).unwrap().to_string()
}

#[test]
fn every_event_has_its_words() {
    use EventKind::{Issue, Refusal, Renewal, Revocation, Use};
    use Outcome::{Applied, Deny, Open, Permit, TooLate};

    let denied = Reasons::default().with("no_slot_left").unwrap();
    let denied = denied.with("consumer").unwrap();
    for (kind, outcome, operation, words) in [
        (Issue, Permit, 1, "issued: member access"),
        (Use, Open, 1, "opened: member access"),
        (Use, Open, 0, "opened: member access"),
        (Use, Open, 2, "shackle released: member access"),
        (Use, Applied, 4, "log read: member access"),
        (Use, Applied, 8, "firmware brought: member access"),
        (Use, Applied, 16, "owner access: member access"),
        (Use, Applied, 2, "applied: member access"),
        (Use, Applied, 0, "applied: member access"),
        (Refusal, TooLate, 1, "refused (TooLate): member access"),
        (
            Refusal,
            Deny,
            1,
            "refused (consumer, no_slot_left): member access",
        ),
        (Revocation, Permit, 0, "revoked: member access"),
        (Renewal, Permit, 0, "renewed: card at reader"),
    ] {
        let reasons = if outcome == Deny {
            denied
        } else {
            Reasons::default()
        };
        assert_eq!(said(kind, outcome, operation, reasons), words);
    }
}

#[test]
fn the_filter_is_half_open_and_of_one_listing() {
    let at = |key, now| event(key, now);
    let elsewhere = Event {
        listing_id: None,
        ..event("E-9", FROM)
    };
    let issued = Event {
        event: EventKind::Issue,
        outcome: Outcome::Permit,
        ..event("E-8", FROM)
    };
    let events = [
        at("E-1", FROM - 1),
        at("E-2", TO),
        at("E-3", TO - 1),
        at("E-b", FROM),
        at("E-B", FROM),
        elsewhere,
        issued,
    ];
    let keys = |filter: &ReportFilter| -> Vec<String> {
        let lines = report(&events, filter);
        let first: Vec<String> = lines.lines().map(|line| line[11..19].into()).collect();
        first
    };
    let all = ReportFilter::new(FROM, TO);
    assert_eq!(keys(&all), ["00:00:00", "00:00:00", "00:00:00", "23:59:59"]);
    let listing = ReportFilter {
        listing: name("L-1"),
        ..all
    };
    assert_eq!(keys(&listing).len(), 3);
    let none = ReportFilter {
        from: TO,
        to: FROM,
        ..all
    };
    assert_eq!(keys(&none).len(), 0);
    assert_eq!(all.check(), Ok(()));
    let early = ReportFilter {
        from: 86_399,
        ..all
    };
    assert_eq!(early.check(), Err(RecordError::BadValue));
    // Capitals come before small letters, as bytes do.
    with(&events, |records| {
        let keys: Vec<_> = records
            .events()
            .map(|event| event.lock_or_box_key.to_string())
            .collect();
        assert_eq!(keys, ["E-1", "E-8", "E-9", "E-B", "E-b", "E-3", "E-2"]);
    });
}

#[test]
fn equal_events_are_one_and_others_under_their_key_an_error() {
    let [third, first, second] = worked();
    let twice = [
        first.clone(),
        third.clone(),
        first.clone(),
        second,
        third.clone(),
    ];
    assert_eq!(
        report(&twice, &ReportFilter::new(FROM, TO)).lines().count(),
        3
    );
    assert_eq!(with(&twice, |records| records.notices().count()), 1);
    for other in [
        Event {
            notes: text("later"),
            ..first.clone()
        },
        Event {
            lock_or_box_access_timestamp: TO,
            ..first.clone()
        },
    ] {
        let mut events = [&first, &third, &other];
        assert_eq!(
            Records::arrange(&mut events).err(),
            Some(RecordError::RepeatedKey)
        );
    }
}
