use super::{CodeUse, FlexTerms, FlexWindow};
use crate::calendar::Tolerance;
use crate::codes::{Code, Operation};
use crate::hash::count::compressions;
use crate::keys::{FlexKey, Key};
use crate::{Error, NotAccepted};

const START: u64 = 1_767_362_400;

fn key() -> FlexKey {
    Key::from_bytes(&[0x33; 32]).unwrap()
}

fn terms(duration: u8, copy: u8, operation: Operation, code_use: CodeUse) -> FlexTerms {
    let window = FlexWindow::from_slot((START / 1_800) as u32, duration).unwrap();
    FlexTerms::new(window, copy, operation, code_use).unwrap()
}

#[test]
fn every_payload_says_what_it_was_made_of() {
    let mut seen = test_std::collections::BTreeSet::new();
    for duration in 1..=125 {
        for copy in 0..4 {
            for operation in [Operation::KeyCompartment, Operation::Shackle] {
                for code_use in [CodeUse::Single, CodeUse::UntilEnd] {
                    let terms = terms(duration, copy, operation, code_use);
                    let (payload, tweak) = terms.payload();
                    assert!(payload < 128_000 && seen.insert(payload));
                    assert_eq!(super::terms_of(tweak, payload), Ok(terms));
                }
            }
        }
    }
    assert_eq!(seen.len(), 2_000);
}

#[test]
fn windows_are_half_hours_to_48_hours_then_days_to_31() {
    assert_eq!(FlexWindow::new(START, 1_800).unwrap().duration(), 1);
    assert_eq!(FlexWindow::new(START, 48 * 3_600).unwrap().duration(), 96);
    assert_eq!(FlexWindow::new(START, 3 * 86_400).unwrap().duration(), 97);
    assert_eq!(FlexWindow::new(START, 31 * 86_400).unwrap().duration(), 125);
    for seconds in [0, 1, 1_799, 1_801, 97 * 1_800, 32 * 86_400, u32::MAX] {
        assert_eq!(
            FlexWindow::new(START, seconds),
            Err(Error::WindowLength),
            "{seconds}"
        );
    }
    assert_eq!(FlexWindow::new(START + 1, 1_800), Err(Error::WindowStart));
    assert_eq!(
        FlexWindow::new(u64::MAX / 1_800 * 1_800, 1_800),
        Err(Error::WindowStart)
    );
    assert_eq!(FlexWindow::from_slot(0, 0), Err(Error::WindowLength));
    assert_eq!(FlexWindow::from_slot(0, 126), Err(Error::WindowLength));
    let long = FlexWindow::new(START, 31 * 86_400).unwrap();
    assert_eq!(
        (long.end(), long.first_entry_end()),
        (START + 31 * 86_400, START + 86_400)
    );
}

#[test]
fn a_code_opens_from_its_start_to_its_first_entry_end_and_a_tolerance_around() {
    let key = key();
    for (duration, open_for) in [
        (1, 1_800),
        (47, 84_600),
        (48, 86_400),
        (49, 86_400),
        (125, 86_400),
    ] {
        let terms = terms(duration, 1, Operation::KeyCompartment, CodeUse::Single);
        let code = key.code(11, &terms).unwrap();
        for seconds in [0, 120, 1_800] {
            let tolerance = Tolerance::new(seconds).unwrap();
            let read = |now, operation| key.read(11, now, tolerance, operation, &code);
            let (from, to) = (
                START - u64::from(seconds),
                START + open_for + u64::from(seconds),
            );
            for now in [from, START, to - 1] {
                assert_eq!(read(now, Operation::KeyCompartment), Ok(terms));
                assert_eq!(read(now, Operation::Shackle), Err(NotAccepted));
            }
            for now in [from - 1, to, 0, u64::MAX, START + 64 * 1_800] {
                assert_eq!(
                    read(now, Operation::KeyCompartment),
                    Err(NotAccepted),
                    "{now}"
                );
            }
        }
    }
}

#[test]
fn copies_are_handed_out_in_turn_and_then_refused() {
    let key = key();
    let window = FlexWindow::new(START, 1_800).unwrap();
    let issue = |taken| {
        key.issue(
            10,
            window,
            Operation::KeyCompartment,
            CodeUse::Single,
            taken,
        )
    };
    for copy in 0..4 {
        let (terms, code) = issue((1 << copy) - 1).unwrap();
        assert_eq!(terms.copy(), copy);
        assert_eq!(key.code(10, &terms), Ok(code));
    }
    assert_eq!(issue(0b1011).unwrap().0.copy(), 2);
    assert_eq!(issue(0b1111), Err(Error::NoCopyLeft));
}

#[test]
fn a_code_with_a_second_meaning_next_door_is_passed_over() {
    let key = key();
    // One code in 39,000 deciphers to a payload under a neighbouring tweak.
    let (window, copy) = (0..40_000_u32)
        .flat_map(|n| (0..4).map(move |copy| (n, copy)))
        .find_map(|(n, copy)| {
            let window = FlexWindow::from_slot(950_000 + n, 2).unwrap();
            let (operation, code_use) = (Operation::Shackle, CodeUse::UntilEnd);
            let terms = FlexTerms::new(window, copy, operation, code_use).unwrap();
            let code = key.code(10, &terms).unwrap();
            let tweak = terms.payload().1;
            let next_door = [tweak - 1, tweak + 1];
            next_door
                .iter()
                .any(|tweak| key.genuine(*tweak, &code).is_ok())
                .then_some((window, copy))
        })
        .unwrap();
    let below = (1 << copy) - 1;
    match key.issue(10, window, Operation::Shackle, CodeUse::UntilEnd, below) {
        Ok((terms, _)) => assert!(terms.copy() > copy),
        Err(error) => assert_eq!((error, copy), (Error::NoCopyLeft, 3)),
    }
}

#[test]
fn work_is_the_same_for_every_code() {
    let key = key();
    let tolerance = Tolerance::new(1_800).unwrap();
    let right = key
        .code(10, &terms(4, 0, Operation::KeyCompartment, CodeUse::Single))
        .unwrap();
    let wrong = Code::parse("0000000000").unwrap();
    for code in [&right, &wrong] {
        for operation in [Operation::KeyCompartment, Operation::Shackle] {
            let read = || key.read(10, START, tolerance, operation, code);
            assert_eq!(compressions(read).1, 40);
        }
    }
    let window = FlexWindow::new(START, 1_800).unwrap();
    let issue = || key.issue(10, window, Operation::Shackle, CodeUse::Single, 0);
    assert_eq!(compressions(issue).1, 60);
}

#[test]
fn another_length_is_not_accepted() {
    let terms = terms(4, 0, Operation::KeyCompartment, CodeUse::Single);
    let code = key().code(10, &terms).unwrap();
    let tolerance = Tolerance::new(0).unwrap();
    for digits in [0, 9, 11, 12, 255] {
        let read = key().read(digits, START, tolerance, Operation::KeyCompartment, &code);
        assert_eq!(read, Err(NotAccepted));
    }
    assert_eq!(key().code(9, &terms), Err(Error::Digits));
    assert_eq!(key().code(12, &terms), Err(Error::Digits));
}
