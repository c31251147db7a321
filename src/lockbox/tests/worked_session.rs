//! The code part of the specification's worked session.

use super::{Saves, bulletin, enter, flex_code, key, provisioned, restored, sync};
use crate::calendar::Day;
use crate::codes::day::Issuer;
use crate::codes::{Code, CodeUse, FlexTerms, FlexWindow, Operation, ServiceCommand};
use crate::lockbox::{Applied, Decision, Keypad, KeypadState, Limits, Reason};

/// 2026-05-16T09:00 Pacific daylight time.
const NINE: u64 = 1_778_947_200;

const fn at(hour: u64, minute: u64) -> u64 {
    NINE + (hour - 9) * 3_600 + minute * 60
}

#[test]
fn a_showing_day_runs_as_specified() {
    let mut store = Saves::default();
    let mut lockbox = provisioned(Limits::default(), &mut store);
    assert_eq!(
        sync(&mut lockbox, &mut store, 1, NINE).set_clock(),
        Some(NINE)
    );

    let today = Day::from_number(20_589);
    let (_, contractor) = key()
        .day_root(0)
        .day(today)
        .issue(7, 0, Issuer::Service)
        .unwrap();
    let agent = flex_code(at(14, 0), 7_200, CodeUse::Single, 0);
    let tomorrow = flex_code(at(14, 0) + 86_400, 7_200, CodeUse::Single, 0);
    let wrong: [Code; 6] = core::array::from_fn(|i| Code::from_value(5_555_555_555 + i as u64, 10));

    let operation = Operation::KeyCompartment;
    let open = |until| Decision::Open { operation, until };
    let deny = |reason| Decision::Deny { reason };
    let mut type_at = |now, code: &Code| enter(&mut lockbox, &mut store, now, code);

    assert_eq!(type_at(at(10, 5), &contractor), open(at(11, 5)));
    assert_eq!(type_at(at(10, 50), &contractor), open(at(11, 5)));
    assert_eq!(type_at(at(11, 6), &contractor), deny(Reason::UsedUp));
    assert_eq!(type_at(at(13, 57), &agent), deny(Reason::WrongCode));
    assert_eq!(type_at(at(14, 20), &agent), open(at(16, 0)));
    assert_eq!(type_at(at(14, 40), &agent), deny(Reason::UsedUp));
    for code in &wrong[..4] {
        assert_eq!(type_at(at(14, 41), code), deny(Reason::WrongCode));
    }
    // The sixth of the run starts the wait; the next is not read.
    assert_eq!(type_at(at(14, 41), &wrong[4]), deny(Reason::WrongCode));
    assert_eq!(
        type_at(at(14, 41) + 59, &wrong[5]),
        deny(Reason::Throttled { until: at(14, 42) })
    );

    // A neighbour types the owner's cancellation of tomorrow's code.
    let window = FlexWindow::new(at(14, 0) + 86_400, 7_200).unwrap();
    let terms = FlexTerms::new(window, 0, operation, CodeUse::Single).unwrap();
    let cancellation = key().service().cancel_flex(&terms, 0).unwrap();
    let applied = Applied::Service(ServiceCommand::CancelFlex {
        terms,
        epoch_mod_16: 0,
    });
    let done = Decision::Applied {
        applied,
        set_clock: None,
    };
    assert_eq!(type_at(at(15, 0), &cancellation), done);
    assert_eq!(type_at(at(15, 1), &tomorrow), deny(Reason::Cancelled));

    // The battery is pulled: the clock is unset until a clock code brings it back.
    let mut lockbox = restored(store.0.last().unwrap());
    assert_eq!(
        lockbox.power_restored(&mut store).set_clock(),
        Some(at(15, 0))
    );
    let mut type_at = |now, code: &Code| enter(&mut lockbox, &mut store, now, code);
    assert_eq!(type_at(at(15, 5), &agent), deny(Reason::ClockUnset));
    let clock_code = key().service().set_clock(at(17, 30)).unwrap();
    assert_eq!(
        type_at(at(15, 12), &clock_code).set_clock(),
        Some(at(17, 30))
    );
    assert_eq!(type_at(at(17, 31), &agent), deny(Reason::UsedUp));
}

#[test]
fn bulletins_are_applied_whole_or_not_at_all() {
    let mut store = Saves::default();
    let mut lockbox = provisioned(Limits::default(), &mut store);
    let _ = sync(&mut lockbox, &mut store, 5, NINE);
    let seal = |sequence, nonce| key().bulletin().seal(&bulletin(nonce, sequence, NINE + 60));
    let mut bring = |now, sequence, nonce| {
        lockbox.apply_bulletin(&mut store, now, seal(sequence, nonce).as_bytes())
    };
    let deny = |reason| Decision::Deny { reason };
    let applied = Applied::Bulletin { sequence: 6 };
    assert_eq!(bring(NINE, 5, [0; 16]), deny(Reason::StaleBulletin));
    assert_eq!(bring(NINE, 9, [1; 16]), deny(Reason::ChallengeSpent));
    let moved = Decision::Applied {
        applied,
        set_clock: Some(NINE + 60),
    };
    assert_eq!(bring(NINE, 6, [0; 16]), moved);
    assert_eq!(bring(NINE + 61, 6, [0; 16]), deny(Reason::StaleBulletin));
    assert_eq!(lockbox.state().unwrap().bulletin_sequence, 6);

    let raised = crate::bulletin::Bulletin {
        epoch: 3,
        ..bulletin([0; 16], 7, NINE)
    };
    let message = key().bulletin().seal(&raised);
    let done = lockbox.apply_bulletin(&mut store, NINE + 70, message.as_bytes());
    assert_eq!((done.number(), done.set_clock()), (1, None));
    let message = seal(8, [0; 16]);
    let old = lockbox.apply_bulletin(&mut store, NINE + 80, message.as_bytes());
    assert_eq!(old, deny(Reason::WrongEpoch));
}

#[test]
fn the_keypad_tells_what_it_would_do() {
    let mut store = Saves::default();
    let limits = Limits {
        refusals_max: 8,
        ..Limits::default()
    };
    let mut lockbox = provisioned(limits, &mut store);
    let _ = sync(&mut lockbox, &mut store, 1, NINE);
    let reads = Keypad {
        state: KeypadState::Reads,
        run: 0,
        refusals: 0,
        next_forgiven: None,
        repeat_until: None,
    };
    assert_eq!(lockbox.keypad(NINE), Ok(reads));
    let single = flex_code(NINE, 7_200, CodeUse::Single, 0);
    assert_eq!(enter(&mut lockbox, &mut store, NINE, &single).number(), 0);
    let repeat = Keypad {
        repeat_until: Some(NINE + 120),
        ..reads
    };
    assert_eq!(lockbox.keypad(NINE + 119), Ok(repeat));
    assert_eq!(lockbox.keypad(NINE + 120), Ok(reads));
    let wrong = Code::from_value(5_555_555_555, 10);
    for _ in 0..6 {
        let _ = enter(&mut lockbox, &mut store, NINE + 200, &wrong);
    }
    let counted = Keypad {
        run: 6,
        refusals: 6,
        next_forgiven: Some(NINE + 11_000),
        ..reads
    };
    let waits = Keypad {
        state: KeypadState::Waits(NINE + 260),
        ..counted
    };
    assert_eq!(lockbox.keypad(NINE + 259), Ok(waits));
    assert_eq!(lockbox.keypad(NINE + 260), Ok(counted));
    for wait in [260, 380] {
        let _ = enter(&mut lockbox, &mut store, NINE + wait, &wrong);
    }
    let falls = NINE + 11_000;
    let stopped = lockbox.keypad(NINE + 5_000).unwrap();
    assert_eq!(
        (stopped.state, stopped.refusals),
        (KeypadState::Stopped(falls), 8)
    );
    assert_eq!(lockbox.keypad(falls).unwrap().state, KeypadState::Reads);
    assert_eq!(
        lockbox.state().unwrap().tolerance(NINE + 20_000).seconds(),
        122
    );
    assert!(restored(&[0; 10]).keypad(NINE).is_err());
}
