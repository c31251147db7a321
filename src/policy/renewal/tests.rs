use test_std::vec::Vec;

use super::{
    RenewalError, RenewalMethod, RenewalObligation, RenewalParameters, RenewalReason,
    RenewalRequest, RenewalRuling, judge,
};
use crate::calendar::{Change, Day, DaylightSaving, Zone};

const NOON: u64 = 1_778_950_800;

fn pacific() -> Zone {
    let change = |month, week| Change {
        month,
        week,
        weekday: 0,
        minute: 120,
    };
    let (offset, start, end) = (-420, change(3, 2), change(11, 1));
    Zone::new(-480, Some(DaylightSaving { offset, start, end })).unwrap()
}

fn call(now: u64, days: &[u32]) -> RenewalRequest<Vec<Day>> {
    RenewalRequest {
        now,
        method: RenewalMethod::Phone,
        expires: 1_000_000_000,
        phone_days: days.iter().copied().map(Day::from_number).collect(),
        member_active: true,
        card_lost: false,
    }
}

fn judged(request: &RenewalRequest<Vec<Day>>) -> RenewalRuling {
    judge(&pacific(), &RenewalParameters::default(), request).unwrap()
}

fn permit(expires: u64, day: u32, n: u8) -> RenewalRuling {
    RenewalRuling {
        decision: crate::policy::Decision::Permit,
        reasons: [].into_iter().collect(),
        obligations: [
            RenewalObligation::RecordRenewal,
            RenewalObligation::ReadOutCode,
            RenewalObligation::ClaimKeyOfDay,
        ]
        .into_iter()
        .collect(),
        expires,
        uploads_log: false,
        day: Some(Day::from_number(day)),
        n: Some(n),
    }
}

fn denied(request: &RenewalRequest<Vec<Day>>) -> Vec<RenewalReason> {
    let ruling = judged(request);
    assert!(!ruling.decision.is_permit());
    assert!(
        ruling
            .obligations
            .iter()
            .eq([RenewalObligation::RecordRefusal])
    );
    assert_eq!(ruling.expires, request.expires);
    assert_eq!(
        (ruling.uploads_log, ruling.day, ruling.n),
        (false, None, None)
    );
    ruling.reasons.iter().collect()
}

#[test]
fn the_worked_examples() {
    use RenewalReason::{DaysLeft, MonthUsedUp, RowUsedUp};

    assert_eq!(judged(&call(NOON, &[])), permit(1_779_001_200, 20_589, 0));
    let expires = |expires| RenewalRequest {
        expires,
        ..call(NOON, &[])
    };
    let tonight = judged(&expires(1_779_001_200));
    assert_eq!(tonight, permit(1_779_001_200, 20_589, 0));
    assert_eq!(denied(&expires(1_779_001_201)), [DaysLeft]);
    assert_eq!(denied(&call(NOON, &[20_587, 20_588])), [RowUsedUp]);
    let three = RenewalParameters {
        phone_in_a_row: 3,
        ..RenewalParameters::default()
    };
    let ruling = judge(&pacific(), &three, &call(NOON, &[20_587, 20_588])).unwrap();
    assert_eq!(ruling, permit(1_779_001_200, 20_589, 2));
    let gap = judged(&call(NOON, &[20_586, 20_588]));
    assert_eq!(gap, permit(1_779_001_200, 20_589, 2));
    assert_eq!(
        denied(&call(NOON, &[20_575, 20_580, 20_580])),
        [MonthUsedUp]
    );

    let june = 1_780_335_000;
    assert_eq!(denied(&call(june, &[20_603, 20_604])), [RowUsedUp]);
    let ruling = judged(&call(june, &[20_601, 20_602, 20_604]));
    assert_eq!(
        (ruling.day, ruling.n),
        (Some(Day::from_number(20_605)), Some(0))
    );
    let last_second = judged(&call(1_780_297_199, &[20_601, 20_602]));
    assert_eq!(last_second, permit(1_780_297_200, 20_604, 2));
    let saturday = judged(&call(1_793_512_800, &[]));
    assert_eq!(saturday, permit(1_793_516_400, 20_757, 0));
    let long_sunday = judged(&call(1_793_516_400, &[20_757]));
    assert_eq!(long_sunday, permit(1_793_606_400, 20_758, 0));

    let reader = RenewalRequest {
        method: RenewalMethod::Reader,
        ..call(NOON, &[20_587, 20_588, 20_589])
    };
    let ruling = judged(&reader);
    assert_eq!((ruling.expires, ruling.uploads_log), (1_779_519_600, true));
    assert_eq!((ruling.day, ruling.n), (None, None));
    assert!(ruling.obligations.iter().eq([
        RenewalObligation::RecordRenewal,
        RenewalObligation::UploadCardLog,
        RenewalObligation::ClaimKeyOfDay
    ]));
}

#[test]
fn every_reason_that_applies_is_given_and_readers_know_two() {
    let all = RenewalRequest {
        expires: 1_790_000_000,
        member_active: false,
        card_lost: true,
        ..call(NOON, &[20_580, 20_587, 20_588])
    };
    assert!(denied(&all).iter().map(|reason| reason.number()).eq(1..=5));
    let at_reader = RenewalRequest {
        method: RenewalMethod::Reader,
        ..all
    };
    assert!(
        denied(&at_reader)
            .iter()
            .map(|reason| reason.number())
            .eq(1..=2)
    );
}

#[test]
fn an_expiry_never_falls() {
    let reader = RenewalRequest {
        method: RenewalMethod::Reader,
        expires: 1_790_000_000,
        ..call(NOON, &[])
    };
    assert_eq!(judged(&reader).expires, 1_790_000_000);
    // By telephone a card with days left is renewed only where more of them are asked for.
    let many = RenewalParameters {
        min_days_left: 31,
        ..RenewalParameters::default()
    };
    let good = RenewalRequest {
        expires: 1_779_001_201,
        ..call(NOON, &[])
    };
    assert_eq!(
        judge(&pacific(), &many, &good).unwrap().expires,
        1_779_001_201
    );
}

/// 31 days after today, the last of them for one second.
#[test]
fn days_left_count_whole_days_after_today() {
    let zone = pacific();
    let end = zone.end_of(Day::from_number(20_589));
    for (min, expires, is_enough) in [
        (1, end, false),
        (1, end + 1, true),
        (2, end + 86_400, false),
        (2, end + 86_401, true),
        (31, end + 30 * 86_400, false),
        (31, end + 30 * 86_400 + 1, true),
        (1, NOON, false),
        (1, NOON + 1, false),
        (1, NOON - 1, false),
    ] {
        let parameters = RenewalParameters {
            min_days_left: min,
            ..RenewalParameters::default()
        };
        let request = RenewalRequest {
            expires,
            ..call(NOON, &[])
        };
        let ruling = judge(&zone, &parameters, &request).unwrap();
        let has = ruling.reasons.contains(RenewalReason::DaysLeft);
        assert_eq!(has, is_enough, "{min} {expires}");
    }
}

#[test]
fn two_in_a_row_over_every_month_end_of_four_years() {
    let zone = pacific();
    for today in 20_454..20_454 + 4 * 366 {
        let now = zone.start_of(Day::from_number(today)) + 40_000;
        let date = Day::from_number(today).to_date().unwrap();
        let n = |days: &[u32]| judged(&call(now, days)).n;
        assert_eq!(
            denied(&call(now, &[today - 2, today - 1])),
            [RenewalReason::RowUsedUp]
        );
        let yesterday_counts = u8::from(date.day() > 1);
        assert_eq!(n(&[today - 1]), Some(yesterday_counts));
        assert_eq!(n(&[today - 2]), Some(u8::from(date.day() > 2)));
        // Twice on one day is one day of the row.
        assert_eq!(n(&[today - 1, today - 1]), Some(2 * yesterday_counts));
        assert_eq!(
            n(&[today - 3, today - 1]),
            Some(u8::from(date.day() > 3) + yesterday_counts)
        );
        assert_eq!(n(&[today - 40, today - 39]), Some(0));
        assert_eq!(n(&[today, today]), Some(2));
        assert_eq!(
            denied(&call(now, &[today, today, today])),
            [RenewalReason::MonthUsedUp]
        );
    }
}

#[test]
fn parameters_at_both_ends() {
    let zone = pacific();
    let none = RenewalParameters {
        phone_per_month: 0,
        ..RenewalParameters::default()
    };
    let ruling = judge(&zone, &none, &call(NOON, &[])).unwrap();
    assert!(ruling.reasons.iter().eq([RenewalReason::MonthUsedUp]));
    let one = RenewalParameters {
        phone_in_a_row: 1,
        ..RenewalParameters::default()
    };
    let ruling = judge(&zone, &one, &call(NOON, &[20_588])).unwrap();
    assert!(ruling.reasons.iter().eq([RenewalReason::RowUsedUp]));
    for (reader_days, ends) in [(1, 20_589), (31, 20_619)] {
        let parameters = RenewalParameters {
            reader_days,
            ..RenewalParameters::default()
        };
        let reader = RenewalRequest {
            method: RenewalMethod::Reader,
            ..call(NOON, &[])
        };
        let ruling = judge(&zone, &parameters, &reader).unwrap();
        assert_eq!(ruling.expires, zone.end_of(Day::from_number(ends)));
    }
    let defaults = RenewalParameters::default();
    for wrong in [
        RenewalParameters {
            reader_days: 0,
            ..defaults
        },
        RenewalParameters {
            reader_days: 32,
            ..defaults
        },
        RenewalParameters {
            phone_per_month: 4,
            ..defaults
        },
        RenewalParameters {
            phone_in_a_row: 0,
            ..defaults
        },
        RenewalParameters {
            phone_in_a_row: 4,
            ..defaults
        },
        RenewalParameters {
            min_days_left: 0,
            ..defaults
        },
        RenewalParameters {
            min_days_left: 32,
            ..defaults
        },
    ] {
        assert_eq!(
            judge(&zone, &wrong, &call(NOON, &[])),
            Err(RenewalError::BadValue)
        );
    }
}

#[test]
fn errors_come_in_their_order() {
    let error = |request| judge(&pacific(), &RenewalParameters::default(), &request).err();
    let bad = Some(RenewalError::BadValue);
    assert_eq!(error(call(86_399, &[])), bad);
    assert_eq!(error(call(253_402_214_400, &[])), bad);
    assert_eq!(error(call(NOON, &[2_932_897, 5])), bad);
    for expires in [86_399, 253_402_214_400] {
        let request = RenewalRequest {
            expires,
            ..call(NOON, &[])
        };
        assert_eq!(error(request), bad);
    }
    assert_eq!(
        error(call(NOON, &[20_591, 20_590])),
        Some(RenewalError::DaysOutOfOrder)
    );
    assert_eq!(
        error(call(NOON, &[20_590])),
        Some(RenewalError::DayInFuture)
    );
    assert_eq!(error(call(NOON, &[20_589])), None);
    assert_eq!(error(call(86_400, &[])), None);
    assert_eq!(error(call(253_402_214_399, &[])), None);
}

#[cfg(feature = "serde")]
#[test]
fn requests_and_rulings_come_back_from_json() {
    let request = RenewalRequest {
        now: NOON,
        method: RenewalMethod::Phone,
        expires: NOON,
        phone_days: [Day::from_number(20_587), Day::from_number(20_588)],
        member_active: true,
        card_lost: true,
    };
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(
        json,
        concat!(
            r#"{"now":1778950800,"method":"phone","expires":1778950800,"#,
            r#""phone_days":[20587,20588],"member_active":true,"card_lost":true}"#
        )
    );
    let back: RenewalRequest<[Day; 2]> = serde_json::from_str(&json).unwrap();
    assert_eq!(back, request);
    let ruling = judge(&pacific(), &RenewalParameters::default(), &request).unwrap();
    let json = serde_json::to_string(&ruling).unwrap();
    assert!(
        json.contains(r#"{"reason":"card_lost","needs":"new_card"}"#),
        "{json}"
    );
    assert!(json.contains(r#""day":null,"n":null"#), "{json}");
    assert_eq!(
        serde_json::from_str::<RenewalRuling>(&json).unwrap(),
        ruling
    );
    let absent = json.replace(r#","n":null"#, "");
    assert!(serde_json::from_str::<RenewalRuling>(&absent).is_err());
}
