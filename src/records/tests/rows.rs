use test_std::string::ToString;

use super::event;
use crate::audit::{Entry, Event as RowEvent, Method as RowMethod};
use crate::codes::{CodeUse, FlexTerms, FlexWindow, Operation};
use crate::fleet::testing::Numbers;
use crate::policy::Method;
use crate::records::{AccessMethod, EventKind, Outcome, RecordError, RowFacts};

fn row(event: RowEvent, outcome: u8, method: RowMethod) -> Entry {
    Entry {
        sequence: 9,
        epoch: 1,
        instant: 1_778_951_100,
        event,
        outcome,
        method,
        operation: 1,
        subject: [0; 16],
        detail: 0,
    }
}

fn facts(row: &Entry, issued_as: Option<Method>) -> RowFacts {
    RowFacts::of(row, issued_as).unwrap().unwrap()
}

fn credential(row: &Entry, issued_as: Option<Method>) -> test_std::string::String {
    facts(row, issued_as).credential.unwrap().to_string()
}

#[test]
fn codes_are_named_by_what_identifies_them() {
    let mut day = row(RowEvent::Entry, 0, RowMethod::Day);
    day.subject = [1, 15, 0, 0, 0, 0, 0x50, 0x6d, 0, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(credential(&day, None), "day-20589-15");
    let window = FlexWindow::from_slot(988_314, 4).unwrap();
    let terms = FlexTerms::new(window, 0, Operation::KeyCompartment, CodeUse::Single).unwrap();
    let mut flex = row(RowEvent::Entry, 0, RowMethod::Flex);
    flex.subject[0] = 2;
    flex.subject[4..8].copy_from_slice(&988_314_u32.to_be_bytes());
    flex.subject[8..12].copy_from_slice(&terms.payload().0.to_be_bytes());
    assert_eq!(credential(&flex, None), "flex-988314-4-0-0-0");
    let contractor = facts(&flex, Some(Method::ContractorCode));
    assert_eq!(contractor.method, AccessMethod::ContractorCode);
    assert!(contractor.credential.is_some());
    // A payload of another window, a family of another method, or no subject.
    flex.subject[11] ^= 1;
    assert_eq!(facts(&flex, None).credential, None);
    day.subject[0] = 2;
    assert_eq!(facts(&day, None).credential, None);
    day.subject = [0; 16];
    assert_eq!(facts(&day, None).credential, None);
}

#[test]
fn grants_are_what_they_were_issued_as() {
    let mut grant = row(RowEvent::Grant, 0, RowMethod::Grant);
    grant.subject = *b"\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf";
    let guest = facts(&grant, Some(Method::GuestGrant));
    assert_eq!(guest.method, AccessMethod::GuestGrant);
    assert_eq!(
        credential(&grant, Some(Method::MemberGrant)),
        "a0a1a2a3a4a5a6a7"
    );
    let never_issued = facts(&grant, None);
    assert_eq!(never_issued.method, AccessMethod::Unknown);
    assert_eq!(never_issued.credential, None);
    grant.subject = [0; 16];
    grant.outcome = 16;
    let forged = facts(&grant, Some(Method::MemberGrant));
    assert_eq!(
        (forged.credential, forged.outcome),
        (None, Outcome::BadProof)
    );
}

#[test]
fn bulletins_and_service_codes() {
    let mut bulletin = row(RowEvent::Bulletin, 1, RowMethod::Bulletin);
    bulletin.detail = 2;
    bulletin.operation = 0;
    assert_eq!(credential(&bulletin, None), "bulletin-2");
    assert_eq!(facts(&bulletin, None).note(), None);
    let mut service = row(RowEvent::ServiceCommand, 1, RowMethod::Service);
    service.subject[0] = 1;
    let facts = facts(&service, None);
    assert_eq!(
        (facts.method, facts.credential),
        (AccessMethod::ServiceCode, None)
    );
    assert_eq!(facts.outcome, Outcome::Applied);
}

#[test]
fn failures_of_one_row_are_one_refusal_with_a_note() {
    let mut failed = row(RowEvent::Entry, 2, RowMethod::Flex);
    for (detail, note) in [
        (0, None),
        (1, None),
        (2, Some("2 attempts")),
        (5, Some("5 attempts")),
        (u64::MAX, Some("18446744073709551615 attempts")),
    ] {
        failed.detail = detail;
        let facts = facts(&failed, None);
        assert_eq!(
            (facts.event, facts.outcome),
            (EventKind::Refusal, Outcome::WrongCode)
        );
        assert_eq!(facts.note().map(|note| note.to_string()).as_deref(), note);
    }
    // The detail of a grant is a delegate, and no count.
    let mut delegated = row(RowEvent::Grant, 0, RowMethod::Grant);
    delegated.detail = 77;
    assert_eq!(facts(&delegated, Some(Method::GuestGrant)).note(), None);
}

/// Whatever a genuine row says becomes an event that passes its checks, or none.
#[test]
fn every_row_gives_an_event_that_makes_sense() {
    let mut numbers = Numbers::new(10);
    let mut given = 0;
    for _ in 0..50_000 {
        let mut bytes = [0; 48];
        for byte in &mut bytes {
            *byte = numbers.below(256) as u8;
        }
        bytes[16] = 1 + numbers.below(7) as u8;
        bytes[17] = numbers.below(27) as u8;
        bytes[18] = numbers.below(6) as u8;
        bytes[19] = [0, 1, 2, 4, 8, 16][numbers.below(6) as usize];
        bytes[20] = numbers.below(4) as u8;
        bytes[22..24].fill(0);
        bytes[24] = 0;
        bytes[28..30].fill(0);
        bytes[32..36].fill(0);
        bytes[44..].fill(0);
        let row = Entry::from_bytes(&bytes).unwrap();
        let issued = [
            None,
            Some(Method::MemberGrant),
            Some(Method::GuestGrant),
            Some(Method::ContractorCode),
            Some(Method::DayCode),
        ][numbers.below(5) as usize];
        let Some(facts) = RowFacts::of(&row, issued).unwrap() else {
            assert!(row.event.number() >= 5);
            continue;
        };
        let mut event = event("E-1", 86_400);
        facts.fill(&mut event);
        event.lock_or_box_access_timestamp = 86_400;
        event.notes = facts.note().map(|note| note.to_string());
        assert_eq!(event.check(), Ok(()), "{row:?}");
        given += 1;
    }
    assert!(given > 20_000);
    let unknown = row(RowEvent::Entry, 27, RowMethod::Day);
    assert_eq!(RowFacts::of(&unknown, None), Err(RecordError::BadValue));
}
