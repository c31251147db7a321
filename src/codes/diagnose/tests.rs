use super::{Question, SearchRange, Verdict, diagnose};
use crate::calendar::{Day, Tolerance, Zone};
use crate::codes::{Code, CodeProfile, CodeUse, FlexWindow, Operation, Reading, ServiceCommand};
use crate::keys::{Id, LockboxKey, RootKey};
use crate::{NotAccepted, bounds};

const NOON: u64 = 20_520 * 86_400 + 43_200;

fn lockbox() -> LockboxKey {
    RootKey::from_bytes(&[9; 32])
        .unwrap()
        .lockbox(&Id::new("LB-1").unwrap(), 0)
}

fn question(now: u64, box_clock: u64) -> Question {
    let tolerance = Tolerance::new(120).unwrap();
    Question {
        now,
        box_clock,
        tolerance,
        epoch: 7,
        range: SearchRange::default(),
    }
}

fn verdict(question: &Question, code: &Code) -> Result<Verdict, NotAccepted> {
    diagnose(
        &lockbox(),
        CodeProfile::default(),
        &Zone::UTC,
        question,
        code,
    )
    .map(|found| found.verdict)
}

#[test]
fn a_flex_code_is_explained_at_every_hour() {
    let window = FlexWindow::new(NOON, 7_200).unwrap();
    let operation = Operation::KeyCompartment;
    let issue = |epoch: u32| {
        lockbox()
            .flex(epoch)
            .issue(10, window, operation, CodeUse::Single, 0)
            .unwrap()
            .1
    };
    let code = issue(7);
    let until = NOON + 7_200 + 120;
    let at = |now| verdict(&question(now, now), &code);
    assert_eq!(at(NOON - 121), Ok(Verdict::TooEarly { from: NOON - 120 }));
    assert_eq!(
        at(NOON - 120),
        Ok(Verdict::Acceptable { until: Some(until) })
    );
    assert_eq!(
        at(until - 1),
        Ok(Verdict::Acceptable { until: Some(until) })
    );
    assert_eq!(at(until), Ok(Verdict::Expired { since: until }));
    assert_eq!(at(NOON + 90 * 86_400), Err(NotAccepted));
    let slow = question(NOON, NOON - 3_600);
    assert_eq!(verdict(&slow, &code), Ok(Verdict::BoxClockOff));
    for epoch in [6, 8, 3, 11] {
        assert_eq!(
            verdict(&question(NOON, NOON), &issue(epoch)),
            Ok(Verdict::WrongEpoch)
        );
    }
    assert_eq!(verdict(&question(NOON, NOON), &issue(12)), Err(NotAccepted));
}

#[test]
fn a_day_code_is_explained_around_its_date() {
    let day = Day::from_number(20_520);
    let code = lockbox().day_root(7).day(day).code(7, 3).unwrap();
    let (from, until) = (20_520 * 86_400 - 120, 20_521 * 86_400 + 120);
    let at = |now| verdict(&question(now, now), &code);
    assert_eq!(at(from - 1), Ok(Verdict::TooEarly { from }));
    assert_eq!(at(from), Ok(Verdict::Acceptable { until: Some(until) }));
    assert_eq!(at(until), Ok(Verdict::Expired { since: until }));
    let found = diagnose(
        &lockbox(),
        CodeProfile::default(),
        &Zone::UTC,
        &question(NOON, NOON),
        &code,
    );
    let found = found.unwrap();
    assert_eq!(
        found.reading,
        Reading::Day {
            epoch: 7,
            day,
            slot: 3
        }
    );
    // 125 dates, 9 epochs and 16 slots of 10^7 codes.
    assert_eq!(found.coincidence_one_in, 10_000_000 / (125 * 9 * 16));
}

#[test]
fn a_service_code_and_strange_lengths() {
    let code = lockbox().service().raise_epoch(8).unwrap();
    let asked = question(NOON, NOON);
    let found = diagnose(
        &lockbox(),
        CodeProfile::default(),
        &Zone::UTC,
        &asked,
        &code,
    )
    .unwrap();
    let command = ServiceCommand::RaiseEpoch { epoch: 8 };
    assert_eq!(found.reading, Reading::Service(command));
    assert_eq!(
        verdict(&asked, &Code::parse("12345678").unwrap()),
        Err(NotAccepted)
    );
    for now in [0, u64::MAX, bounds::LAST_INSTANT] {
        let _ = verdict(&question(now, 0), &Code::parse("0000000").unwrap());
        let _ = verdict(&question(now, 0), &Code::parse("0000000000").unwrap());
    }
}
