//! Input that makes no sense.

use super::*;

fn error(input: &Input<'_>) -> Error {
    input.rule().unwrap_err()
}

#[test]
fn a_day_code_has_a_day_and_everything_else_a_window() {
    for good in [
        flex(),
        member_grant(),
        guest_grant(),
        day_code(),
        contractor_code(),
    ] {
        assert!(good.rule().is_ok());
        let is_day = good.request.method == Method::DayCode;
        for parts in 0..8 {
            let mut input = good;
            input.request.window = window(NOW, NOW + 1_800).filter(|_| parts & 1 != 0);
            input.request.day = (parts & 2 != 0).then_some(Day::from_number(TODAY));
            input.request.half = (parts & 4 != 0).then_some(Half::Holder);
            let fits = parts == if is_day { 6 } else { 1 };
            match input.rule() {
                Ok(_) => assert!(fits, "{parts}"),
                Err(error) => assert!(!fits && error == Error::WindowMismatch, "{parts}"),
            }
        }
    }
}

#[test]
fn errors_in_their_order() {
    let rows = [flex_row(988_314, 4, 1), flex_row(988_314, 4, 0)];
    let mut input = with_rows(flex(), &[], &rows);
    assert_eq!(error(&input), Error::LedgerMismatch);
    let methods = [Method::FlexCode, Method::GuestGrant];
    input.listing = input.listing.map(|listing| Listing {
        methods: Some(MethodList::new(&methods)),
        ..listing
    });
    assert_eq!(error(&input), Error::MethodsMismatch);
    input.request.skip = Skip::new(&[4]);
    assert_eq!(error(&input), Error::SkipMismatch);
    input.request.code_use = None;
    assert_eq!(error(&input), Error::UseMismatch);
    input.request.operations = bits(3);
    assert_eq!(error(&input), Error::OperationsMismatch);
    input.request.window = window(NOW, NOW);
    assert_eq!(error(&input), Error::WindowBackwards);
    input.request.day = Some(Day::from_number(TODAY));
    assert_eq!(error(&input), Error::WindowMismatch);
    input.request.now = 86_399;
    assert_eq!(error(&input), Error::BadValue);
}

#[test]
fn values_out_of_their_range() {
    let bad = |change: fn(&mut Input<'static>)| {
        let mut input = flex();
        change(&mut input);
        assert_eq!(error(&input), Error::BadValue);
    };
    bad(|input| input.request.now = 253_402_214_400);
    bad(|input| input.request.operations = bits(0));
    bad(|input| input.request.window = window(86_399, NOW));
    bad(|input| input.request.window = window(NOW, 253_402_214_400));
    bad(|input| input.request.day = Some(Day::from_number(2_932_897)));
    bad(|input| {
        input.association.service_codes_refused_from = Some(Day::from_number(2_932_897));
    });
    for day_codes in [[day_row(2_932_897, 0, "A")], [day_row(0, 16, "A")]] {
        assert_eq!(error(&with_rows(flex(), &day_codes, &[])), Error::BadValue);
    }
    for flex_codes in [
        [flex_row(0, 0, 0)],
        [flex_row(0, 126, 0)],
        [flex_row(0, 1, 4)],
        [FlexRow {
            op: 2,
            ..flex_row(0, 1, 0)
        }],
        [FlexRow {
            code_use: 2,
            ..flex_row(0, 1, 0)
        }],
    ] {
        assert_eq!(error(&with_rows(flex(), &[], &flex_codes)), Error::BadValue);
    }
    let mut last = flex();
    last.ledger.revision = u32::MAX;
    assert_eq!(error(&last), Error::BadValue);
    last.request.issuer.pin_verified = false;
    assert!(last.rule().is_ok());
}

#[test]
fn appointments_have_grace_of_ninety_minutes_at_most() {
    let good = AppointmentFacts {
        id: name("P-1"),
        holder: name("M-7"),
        listing: name("L-1"),
        lockbox: id("LB-00012345"),
        state: State::Approved,
        start: NOW,
        end: NOW + 1,
        early: 5_400,
        late: 5_400,
    };
    let with = |appointment| Input {
        appointment: Some(appointment),
        ..flex()
    };
    assert!(with(good).rule().is_ok());
    let early = 5_401;
    assert_eq!(
        error(&with(AppointmentFacts { early, ..good })),
        Error::BadValue
    );
    let late = 5_401;
    assert_eq!(
        error(&with(AppointmentFacts { late, ..good })),
        Error::BadValue
    );
    let end = NOW;
    assert_eq!(
        error(&with(AppointmentFacts { end, ..good })),
        Error::WindowBackwards
    );
    let end = 86_399;
    assert_eq!(
        error(&with(AppointmentFacts { end, ..good })),
        Error::BadValue
    );
}

#[test]
fn slots_and_copies_to_skip_rise_and_exist() {
    for (numbers, day, flex_code, grant) in [
        (&[][..], true, true, true),
        (&[0], true, true, false),
        (&[0, 3], true, true, false),
        (&[4], true, false, false),
        (&[15], true, false, false),
        (&[16], false, false, false),
        (&[255], false, false, false),
        (&[3, 3], false, false, false),
        (&[3, 2], false, false, false),
    ] {
        for (mut input, fits) in [
            (day_code(), day),
            (flex(), flex_code),
            (contractor_code(), flex_code),
            (member_grant(), grant),
            (guest_grant(), grant),
        ] {
            input.request.skip = Skip::new(numbers);
            let is_error = input.rule().err() == Some(Error::SkipMismatch);
            assert_eq!(is_error, !fits, "{numbers:?} {:?}", input.request.method);
        }
    }
}

#[test]
fn a_ledger_is_this_lockboxs_and_in_order() {
    let mismatch = |input: &Input<'_>| input.rule().err() == Some(Error::LedgerMismatch);
    let mut other = flex();
    other.ledger.lockbox = id("LB-00012346");
    assert!(mismatch(&other));
    other = flex();
    other.ledger.epoch = 2;
    assert!(mismatch(&other));
    for (day_codes, is_good) in [
        ([day_row(5, 1, "A"), day_row(5, 2, "A")], true),
        ([day_row(5, 9, "A"), day_row(6, 0, "A")], true),
        ([day_row(5, 1, "A"), day_row(5, 1, "B")], false),
        ([day_row(6, 1, "A"), day_row(5, 2, "A")], false),
    ] {
        assert_eq!(mismatch(&with_rows(flex(), &day_codes, &[])), !is_good);
    }
    let row = flex_row(5, 5, 2);
    for (later, is_good) in [
        (row, false),
        (flex_row(5, 5, 3), true),
        (flex_row(5, 5, 1), false),
        (flex_row(6, 1, 0), true),
        (flex_row(5, 6, 0), true),
        (
            FlexRow {
                op: 1,
                ..flex_row(5, 5, 0)
            },
            true,
        ),
        (
            FlexRow {
                code_use: 1,
                ..flex_row(5, 5, 0)
            },
            true,
        ),
        (
            FlexRow {
                contractor: true,
                ..flex_row(6, 5, 0)
            },
            false,
        ),
        (
            FlexRow {
                op: 1,
                ..contractor_row(6, 0)
            },
            false,
        ),
        (contractor_row(6, 0), true),
    ] {
        let rows = [row, later];
        assert_eq!(
            mismatch(&with_rows(flex(), &[], &rows)),
            !is_good,
            "{later:?}"
        );
    }
}

#[test]
fn parameters_stay_within_their_ranges() {
    let good = Parameters::default();
    let checks = |parameters: Parameters| parameters.check().is_ok();
    macro_rules! range {
        ($($member:ident: $from:literal to $to:literal, $($with:ident = $value:literal),*;)*) => {
            $({
                let good = Parameters { $($with: $value,)* ..good };
                assert!(checks(Parameters { $member: $from, ..good }));
                assert!(checks(Parameters { $member: $to, ..good }));
                assert!(!checks(Parameters { $member: $to + 1, ..good }));
                // Below 0 is the largest number, out of its range as well.
                let below = $from.wrapping_sub(1);
                assert!(!checks(Parameters { $member: below, ..good }));
            })*
        };
    }
    assert!(checks(good));
    range! {
        guest_min: 60_u32 to 2_678_400, guest_max = 2_678_400;
        guest_max: 60_u32 to 2_678_400, guest_min = 60;
        homeowner_max: 60_u32 to 86_400, ;
        member_max: 60_u32 to 259_200, ;
        day_days_ahead: 0_u8 to 64, ;
        day_slots: 1_u8 to 16, ;
        flex_min: 1_800_u32 to 2_678_400, flex_max = 2_678_400;
        flex_max: 1_800_u32 to 2_678_400, flex_min = 1_800;
        contractor_max: 1_800_u32 to 2_678_400, ;
        contractor_alive: 0_u8 to 16, ;
        flex_per_window: 1_u8 to 4, ;
        flex_overlapping: 1_u8 to 64, ;
        release_lead: 0_u32 to 3_600, ;
    }
    assert!(!checks(Parameters {
        guest_max: 1_799,
        ..good
    }));
    assert!(!checks(Parameters {
        flex_min: 3_600,
        flex_max: 1_800,
        ..good
    }));
}
