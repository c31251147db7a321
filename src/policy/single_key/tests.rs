use super::{
    DayKey, KeyAction, KeyEvent, KeyObligation, KeyParameters, KeyReason, KeyState, SingleKeyError,
    day_of, step,
};
use crate::calendar::{Change, Day, DaylightSaving, Zone};
use crate::policy::{BadValue, Decision};

const LOST: KeyAction = KeyAction::UpdateCode { phone_lost: true };
const NOT_LOST: KeyAction = KeyAction::UpdateCode { phone_lost: false };

fn zone(standard: i16, offset: i16, start: [u8; 3], at: u16, end: [u8; 3], until: u16) -> Zone {
    let change = |[month, week, weekday]: [u8; 3], minute| Change {
        month,
        week,
        weekday,
        minute,
    };
    let (start, end) = (change(start, at), change(end, until));
    Zone::new(standard, Some(DaylightSaving { offset, start, end })).unwrap()
}

fn pacific() -> Zone {
    zone(-480, -420, [3, 2, 0], 120, [11, 1, 0], 120)
}

fn state(day: u32, key: DayKey, fallback: bool, card_next: bool) -> KeyState {
    KeyState {
        day: Day::from_number(day),
        key,
        fallback,
        card_next,
    }
}

fn run(zone: &Zone, state: &KeyState, now: u64, action: KeyAction) -> super::KeyRuling {
    let event = KeyEvent { now, action };
    step(zone, &KeyParameters::default(), state, &event).unwrap()
}

#[test]
fn the_worked_table() {
    use DayKey::{App, Card};
    use KeyAction::{OpenApp, RenewCard, UseCard};

    let app_waits = Some(KeyReason::AppWhileCard);
    let card_waits = Some(KeyReason::CardWhileApp);
    let no_need = Some(KeyReason::FallbackNotNeeded);
    let mut last = KeyState::first(&pacific(), 1_793_458_800).unwrap();
    assert_eq!(last, state(20_757, DayKey::None, false, false));
    for (now, action, reason, day, key, fallback, card_next) in [
        (1_793_458_800, OpenApp, None, 20_757, App, false, false),
        (1_793_487_599, RenewCard, None, 20_757, App, false, false),
        (1_793_487_600, RenewCard, None, 20_757, App, false, true),
        (1_793_487_660, UseCard, card_waits, 20_757, App, false, true),
        (1_793_516_399, OpenApp, None, 20_757, App, false, true),
        (
            1_793_516_400,
            OpenApp,
            app_waits,
            20_758,
            Card,
            false,
            false,
        ),
        (1_793_521_800, UseCard, None, 20_758, Card, false, false),
        (
            1_793_525_400,
            OpenApp,
            app_waits,
            20_758,
            Card,
            false,
            false,
        ),
        (1_793_577_599, RenewCard, None, 20_758, Card, false, false),
        (1_793_606_399, LOST, no_need, 20_758, Card, false, false),
        (1_793_606_400, OpenApp, None, 20_759, App, false, false),
        (1_793_635_200, LOST, None, 20_759, Card, true, false),
        (1_793_638_800, OpenApp, app_waits, 20_759, Card, true, false),
        (1_793_667_600, UseCard, None, 20_759, Card, true, false),
        (1_793_692_800, OpenApp, None, 20_760, App, false, false),
    ] {
        let ruling = run(&pacific(), &last, now, action);
        assert_eq!(ruling.reason, reason, "{now}");
        assert_eq!(ruling.decision.is_permit(), reason.is_none());
        assert_eq!(ruling.state, state(day, key, fallback, card_next), "{now}");
        let is_new_fallback = now == 1_793_635_200;
        assert_eq!(!ruling.obligations.is_empty(), is_new_fallback);
        last = ruling.state;
    }
}

#[test]
fn every_cell_of_the_table_on_one_day() {
    use DayKey::{App, Card, None as Nothing};
    use KeyAction::{OpenApp, RenewCard, UseCard};

    // 2026-05-16: 15:59 and 16:00.
    let (early, late) = (1_778_972_340, 1_778_972_400);
    for now in [early, late] {
        let claimed = now == late;
        for card_next in [false, true] {
            let next = card_next || claimed;
            for (key, fallback, action, expected) in [
                (Nothing, false, OpenApp, Ok((App, false, card_next))),
                (App, false, OpenApp, Ok((App, false, card_next))),
                (Card, false, OpenApp, Err(KeyReason::AppWhileCard)),
                (Card, true, OpenApp, Err(KeyReason::AppWhileCard)),
                (Nothing, false, UseCard, Ok((Card, false, card_next))),
                (App, false, UseCard, Err(KeyReason::CardWhileApp)),
                (Card, false, UseCard, Ok((Card, false, card_next))),
                (Card, true, UseCard, Ok((Card, true, card_next))),
                (Nothing, false, RenewCard, Ok((Card, false, next))),
                (App, false, RenewCard, Ok((App, false, next))),
                (Card, false, RenewCard, Ok((Card, false, next))),
                (Card, true, RenewCard, Ok((Card, true, next))),
                (Nothing, false, LOST, Err(KeyReason::FallbackNotNeeded)),
                (Nothing, false, NOT_LOST, Err(KeyReason::FallbackNotNeeded)),
                (App, false, LOST, Ok((Card, true, card_next))),
                (App, false, NOT_LOST, Err(KeyReason::PhoneNotLost)),
                (Card, false, LOST, Err(KeyReason::FallbackNotNeeded)),
                (Card, true, LOST, Ok((Card, true, card_next))),
                (Card, true, NOT_LOST, Ok((Card, true, card_next))),
            ] {
                let before = state(20_589, key, fallback, card_next);
                let ruling = run(&pacific(), &before, now, action);
                match expected {
                    Ok((key, fallback, card_next)) => {
                        assert_eq!(ruling.decision, Decision::Permit);
                        assert_eq!(ruling.state, state(20_589, key, fallback, card_next));
                    }
                    Err(reason) => {
                        assert_eq!(ruling.decision, Decision::Deny);
                        assert_eq!(ruling.reason, Some(reason));
                        assert_eq!(ruling.state, before);
                    }
                }
                let changed = action == LOST && key == App;
                let expected: &[KeyObligation] = if changed {
                    &[KeyObligation::RecordFallback, KeyObligation::BlockAppToday]
                } else {
                    &[]
                };
                assert!(ruling.obligations.iter().eq(expected.iter().copied()));
            }
        }
    }
}

#[test]
fn a_new_day_comes_whatever_the_answer() {
    // 2026-05-17 and 18, 08:00.
    let (next, later) = (1_779_030_000, 1_779_116_400);
    let claimed = state(20_589, DayKey::App, false, true);
    let denied = run(&pacific(), &claimed, next, KeyAction::OpenApp);
    assert_eq!(denied.reason, Some(KeyReason::AppWhileCard));
    assert_eq!(denied.state, state(20_590, DayKey::Card, false, false));
    // Two days later the claim is over.
    let permitted = run(&pacific(), &claimed, later, KeyAction::OpenApp);
    assert_eq!(permitted.state, state(20_591, DayKey::App, false, false));
    // A fallback does not go on.
    let fallback = state(20_589, DayKey::Card, true, false);
    let denied = run(&pacific(), &fallback, next, LOST);
    assert_eq!(denied.reason, Some(KeyReason::FallbackNotNeeded));
    assert_eq!(denied.state, state(20_590, DayKey::None, false, false));
}

/// Where the clock goes back across midnight, the next date shows, and then the old again.
#[test]
fn a_day_never_falls_and_has_one_end() {
    let cuba = zone(-300, -240, [3, 2, 0], 0, [11, 1, 0], 60);
    // From 00:30 back to 23:30, and from 23:30 on to 00:30.
    let over = zone(0, 60, [3, 5, 0], 1_410, [10, 5, 0], 30);
    let far = zone(-900, 900, [1, 1, 1], 0, [7, 5, 6], 1_440);
    for zone in [pacific(), cuba, over, far, Zone::fixed(345).unwrap()] {
        let from = 1_767_225_600;
        let mut last = day_of(&zone, from).unwrap();
        for instant in (from..from + 2 * 365 * 86_400).step_by(900) {
            let day = day_of(&zone, instant).unwrap();
            assert!(zone.start_of(day) <= instant && instant < zone.end_of(day));
            assert!(day >= last);
            last = day;
        }
    }
    // 2026-10-24, 23:00 UTC: 00:00 of the 25th on the daylight clock, and not yet that day.
    let shown = 1_792_882_800;
    assert_eq!(over.day_at(shown), Some(Day::from_number(20_751)));
    assert_eq!(day_of(&over, shown), Ok(Day::from_number(20_750)));
    let app = state(20_750, DayKey::App, false, false);
    let late = KeyParameters { afternoon: 1_439 };
    let renew = |now| {
        let action = KeyAction::RenewCard;
        step(&over, &late, &app, &KeyEvent { now, action })
    };
    // The clock shows 00:00, which is not late, though the day is still the 24th.
    assert!(!renew(shown).unwrap().state.card_next);
    assert!(renew(shown - 1).unwrap().state.card_next);
}

#[test]
fn sixteen_by_the_clock_on_days_of_23_and_25_hours() {
    // 2026-03-08, 16:00 daylight time, 23 hours after the Saturday's.
    let spring = 20_520 * 86_400 + 57_600 + 25_200;
    let autumn = 1_793_577_600;
    for (day, late) in [(20_520, spring), (20_758, autumn)] {
        let before = state(day, DayKey::Card, false, false);
        let next = |now| {
            run(&pacific(), &before, now, KeyAction::RenewCard)
                .state
                .card_next
        };
        assert!(!next(late - 1) && next(late));
    }
    // A zone that shows 16:00 twice: back from 16:30 to 15:30.
    let twice = zone(0, 60, [3, 5, 0], 120, [10, 5, 0], 990);
    let first = 20_751 * 86_400 + 57_600 - 3_600;
    let before = state(20_751, DayKey::Card, false, false);
    for (now, expected) in [
        (first - 1, false),
        (first, true),
        (first + 1_799, true),
        // 15:30 again.
        (first + 1_800, false),
        (first + 3_599, false),
        (first + 3_600, true),
    ] {
        let ruling = run(&twice, &before, now, KeyAction::RenewCard);
        assert_eq!(ruling.state.card_next, expected, "{now}");
    }
}

#[test]
fn errors_come_in_their_order() {
    let now = 1_778_950_800;
    let good = state(20_589, DayKey::Card, true, false);
    let with = |afternoon, state: &KeyState, now| {
        let event = KeyEvent {
            now,
            action: KeyAction::UseCard,
        };
        step(&pacific(), &KeyParameters { afternoon }, state, &event).map(|_| ())
    };
    assert_eq!(with(0, &good, now), Ok(()));
    assert_eq!(with(1_439, &good, now), Ok(()));
    let bad = Err(SingleKeyError::BadValue);
    assert_eq!(with(1_440, &good, now), bad);
    assert_eq!(with(960, &good, 86_399), bad);
    assert_eq!(with(960, &good, 253_402_214_400), bad);
    let past_the_last = state(2_932_897, DayKey::App, true, false);
    assert_eq!(with(960, &past_the_last, now), bad);
    for key in [DayKey::None, DayKey::App] {
        let inconsistent = state(30_000, key, true, false);
        let error = Err(SingleKeyError::InconsistentState);
        assert_eq!(with(960, &inconsistent, now), error);
    }
    let tomorrow = state(20_590, DayKey::App, false, false);
    let error = Err(SingleKeyError::DayWentBack);
    assert_eq!(with(960, &tomorrow, now), error);
    assert_eq!(with(960, &tomorrow, 86_400), error);
    assert_eq!(with(960, &good, 253_402_214_399), Ok(()));
    assert_eq!(day_of(&Zone::UTC, 86_399), Err(BadValue));
    assert!(KeyState::first(&Zone::UTC, 0).is_err());
}

#[cfg(feature = "serde")]
#[test]
fn events_states_and_rulings_come_back_from_json() {
    use test_std::string::ToString;

    for (action, text) in [
        (KeyAction::OpenApp, r#"{"event":"open_app","now":86400}"#),
        (KeyAction::UseCard, r#"{"event":"use_card","now":86400}"#),
        (
            KeyAction::RenewCard,
            r#"{"event":"renew_card","now":86400}"#,
        ),
        (
            LOST,
            r#"{"event":"update_code","now":86400,"phone_lost":true}"#,
        ),
    ] {
        let now = 86_400;
        let event = KeyEvent { now, action };
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
        assert_eq!(serde_json::from_str::<KeyEvent>(text).unwrap(), event);
    }
    for wrong in [
        r#"{"event":"update_code","now":86400}"#,
        r#"{"event":"update_code","now":86400,"phone_lost":null}"#,
        r#"{"event":"open_app","now":86400,"phone_lost":true}"#,
        r#"{"event":"open_app","now":86400,"more":1}"#,
        r#"{"event":"open_App","now":86400}"#,
    ] {
        assert!(serde_json::from_str::<KeyEvent>(wrong).is_err(), "{wrong}");
    }
    let before = state(20_589, DayKey::App, false, true);
    let ruling = run(&pacific(), &before, 1_778_950_800, KeyAction::UseCard);
    let json = serde_json::to_value(ruling).unwrap();
    let expected = r#"{"decision":"deny","obligations":[],
        "reasons":[{"needs":"update_code","reason":"other_key_in_use"}],
        "state":{"card_next":true,"day":20589,"fallback":false,"key":"app"}}"#;
    let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
    assert_eq!(json, expected);
    assert_eq!(
        serde_json::from_value::<super::KeyRuling>(json).unwrap(),
        ruling
    );
    let wrong = expected.to_string().replace("update_code", "another_hour");
    assert!(serde_json::from_str::<super::KeyRuling>(&wrong).is_err());
}
