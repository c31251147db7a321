//! How many SHA-256 compressions each path of the engine takes: the same for every code of
//! one length, whether it opens or not. A row of the log takes seven more.

use super::{Saves, enter, flex_code, key, provisioned, sync};
use crate::calendar::Day;
use crate::codes::{Code, CodeUse, Operation};
use crate::grants::{Caveat, Grant, GrantBody, GrantOperation, Operations, Request};
use crate::hash::count::compressions;
use crate::lockbox::{Limits, Lockbox};

/// Noon in the Pacific zone, so that one date is in reach.
const NOON: u64 = 1_778_958_000;

fn set_box(store: &mut Saves) -> Lockbox {
    let mut lockbox = provisioned(Limits::default(), store);
    let _ = sync(&mut lockbox, store, 1, NOON);
    lockbox
}

/// What a row of the log takes: two for its key, three for its tag, two for the next key.
const ROW: u32 = 7;

/// The number of the next row.
fn next_row(lockbox: &Lockbox) -> u32 {
    let head = lockbox.audit_head(0).unwrap();
    u32::from_be_bytes(*head.first_chunk().unwrap())
}

/// What `act` answers, and its work without that of the rows it writes.
fn without_rows<T>(lockbox: &mut Lockbox, act: impl FnOnce(&mut Lockbox) -> T) -> (T, u32) {
    let before = next_row(lockbox);
    let (answer, work) = compressions(|| act(lockbox));
    (answer, work - ROW * (next_row(lockbox) - before))
}

/// The decision and the work of typing `code`, without that of the rows it writes.
fn typed(lockbox: &mut Lockbox, store: &mut Saves, now: u64, code: &Code) -> (u8, u32) {
    let (decision, work) = without_rows(lockbox, |lockbox| enter(lockbox, store, now, code));
    (decision.number(), work)
}

#[test]
fn every_day_code_takes_16_compressions_and_28_around_midnight() {
    for (now, work) in [(NOON, 16), (NOON + 12 * 3_600 - 60, 28)] {
        let mut store = Saves::default();
        let mut lockbox = set_box(&mut store);
        let day = key().day_root(0).day(Day::from_number(20_589));
        let (good, other) = (day.code(7, 3).unwrap(), Code::parse("0000000").unwrap());
        assert_eq!(typed(&mut lockbox, &mut store, now, &good), (0, work));
        assert_eq!(typed(&mut lockbox, &mut store, now + 1, &good), (0, work));
        assert_eq!(typed(&mut lockbox, &mut store, now + 2, &other), (2, work));
    }
}

#[test]
fn every_flex_code_takes_44_compressions() {
    let mut store = Saves::default();
    let mut lockbox = set_box(&mut store);
    let good = flex_code(NOON, 7_200, CodeUse::Single, 0);
    let later = flex_code(NOON + 36_000, 7_200, CodeUse::Single, 0);
    let other = Code::parse("0000000000").unwrap();
    assert_eq!(typed(&mut lockbox, &mut store, NOON, &good), (0, 44));
    assert_eq!(typed(&mut lockbox, &mut store, NOON + 300, &good), (7, 44));
    assert_eq!(typed(&mut lockbox, &mut store, NOON + 301, &later), (2, 44));
    assert_eq!(typed(&mut lockbox, &mut store, NOON + 302, &other), (2, 44));
}

#[test]
fn every_service_code_takes_58_compressions() {
    let mut store = Saves::default();
    let mut lockbox = set_box(&mut store);
    let service = key().service();
    let day = Day::from_number(20_590);
    let flex = key().flex(0);
    let window = crate::codes::FlexWindow::new(NOON + 86_400, 7_200).unwrap();
    let (terms, _) = flex
        .issue(10, window, Operation::Shackle, CodeUse::UntilEnd, 0)
        .unwrap();
    let expected = [
        (service.cancel_day(day, 0, 0).unwrap(), 1),
        (service.cancel_day(day, 0, 1).unwrap(), 2),
        (service.cancel_flex(&terms, 0).unwrap(), 1),
        (service.set_clock(NOON + 60).unwrap(), 1),
        (service.set_clock(NOON + 60).unwrap(), 2),
        (service.raise_epoch(17).unwrap(), 2),
        (service.raise_epoch(1).unwrap(), 1),
        (Code::parse("000000000000").unwrap(), 2),
    ];
    for (code, number) in expected {
        assert_eq!(
            typed(&mut lockbox, &mut store, NOON + 60, &code),
            (number, 58)
        );
    }
}

#[test]
fn what_is_not_read_costs_nothing() {
    let mut store = Saves::default();
    let mut lockbox = provisioned(Limits::default(), &mut store);
    let code = flex_code(NOON, 7_200, CodeUse::Single, 0);
    // The clock is unset.
    assert_eq!(typed(&mut lockbox, &mut store, NOON, &code), (10, 0));
    let malformed = || lockbox.enter_code(&mut store, NOON, Operation::Shackle, b"12345x7");
    let (decision, work) = compressions(malformed);
    assert_eq!((decision.number(), work), (3, 0));
}

#[test]
fn messages_cost_by_their_length() {
    let mut store = Saves::default();
    let mut lockbox = provisioned(Limits::default(), &mut store);
    lockbox.key_pressed(NOON);
    let (nonce, work) = compressions(|| lockbox.open_session(&mut store, NOON, &[7; 16]));
    // Four for the key and two for the challenge.
    assert_eq!(work, 6);
    let message = key()
        .bulletin()
        .seal(&super::bulletin(nonce.unwrap(), 1, NOON));
    let (decision, work) = without_rows(&mut lockbox, |lockbox| {
        lockbox.apply_bulletin(&mut store, NOON, message.as_bytes())
    });
    // Four for the key, and three for a message of 107 bytes that revokes nothing.
    assert_eq!((decision.number(), work), (1, 7));
}

/// A grant's work grows with its caveats alone, whatever the answer.
#[test]
fn a_grant_takes_16_compressions_and_4_for_each_caveat() {
    let mut store = Saves::default();
    let mut lockbox = set_box(&mut store);
    lockbox.disconnected();
    let body = GrantBody {
        operations: Operations::MEMBER,
        epoch: 0,
        bulletin: 1,
        grant_id: [1; 16],
        holder: [2; 16],
        not_before: NOON,
        not_after: NOON + 600,
        max_uses: 1,
        lockbox: super::id(),
    };
    let delegate = |grant: Grant, _| grant.narrow(Caveat::Delegate([3; 16])).unwrap();
    let mut present = |lockbox: &mut Lockbox, now: u64, grant: &Grant, operation| {
        lockbox.key_pressed(now);
        let challenge = lockbox.open_session(&mut store, now, &[7; 16]).unwrap();
        let request = Request::new(operation, &[]).unwrap();
        let message = grant.present(&challenge, &[8; 16], &request);
        let (answer, work) = without_rows(lockbox, |lockbox| {
            lockbox.present_grant(&mut store, now, message.as_bytes())
        });
        lockbox.disconnected();
        (answer.decision.number(), work)
    };
    let (open, shackle) = (GrantOperation::KeyCompartment, GrantOperation::Shackle);
    for caveats in 0..=8_u32 {
        let grant_id = [u8::try_from(caveats).unwrap(); 16];
        let issued = key().grant(0).issue(&GrantBody { grant_id, ..body });
        let grant = (0..caveats).fold(issued, delegate);
        let work = 16 + 4 * caveats;
        assert_eq!(present(&mut lockbox, NOON, &grant, open), (0, work));
        assert_eq!(present(&mut lockbox, NOON, &grant, shackle), (23, work));
        assert_eq!(present(&mut lockbox, NOON + 300, &grant, open), (7, work));
        assert_eq!(present(&mut lockbox, NOON + 900, &grant, open), (22, work));
        // Where the proof is not good there is no acknowledgement.
        let forged = key().grant(1).issue(&GrantBody { grant_id, ..body });
        let forged = (0..caveats).fold(forged, delegate);
        assert_eq!(present(&mut lockbox, NOON, &forged, open), (16, work - 5));
    }
}

#[test]
fn rows_and_heads_cost_the_same_each_time() {
    let mut store = Saves::default();
    let mut lockbox = set_box(&mut store);
    assert_eq!(compressions(|| lockbox.audit_head(NOON)).1, 4);
    // A failure is counted without its key; the row comes when it is closed.
    let wrong = Code::parse("0000000000").unwrap();
    assert_eq!(typed(&mut lockbox, &mut store, NOON, &wrong), (2, 44));
    assert_eq!(typed(&mut lockbox, &mut store, NOON, &wrong), (2, 44));
    let rows = |lockbox: &Lockbox| lockbox.audit_rows().unwrap().as_slice().len();
    assert_eq!((rows(&lockbox), next_row(&lockbox)), (2, 2));
    let (decision, work) = compressions(|| lockbox.power_restored(&mut store));
    assert_eq!((decision.number(), work), (1, 2 * ROW));
    assert_eq!((rows(&lockbox), next_row(&lockbox)), (4, 4));
    let (decision, work) = compressions(|| lockbox.power_restored(&mut store));
    assert_eq!((decision.number(), work), (1, ROW));
    assert_eq!((rows(&lockbox), next_row(&lockbox)), (4, 5));
}
