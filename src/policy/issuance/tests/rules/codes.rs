//! The rules that look at the ledger, and those about appointments.

use super::*;

/// The half hour that [`flex`] starts with.
const SLOT: u32 = 988_314;

#[test]
fn slots_are_the_lowest_free_ones_of_their_half() {
    let slot = |rows: &[DayRow], change: Altered| {
        let mut input = day_code();
        change(&mut input);
        let input = with_rows(input, rows, &[]);
        let ruling = input.rule().unwrap();
        let permit = ruling
            .permit
            .map(|permit| (permit.slot.unwrap(), permit.issued()));
        let reasons = names(ruling.reasons);
        assert_eq!(reasons, if permit.is_some() { "" } else { "no_slot_left" });
        permit.map(|(slot, issued)| (slot, issued.is_some()))
    };
    let same: Altered = |_| {};
    let holder: Altered = |it| it.request.half = Some(Half::Holder);
    let others = |slots: test_std::ops::Range<u8>| -> Vec<_> {
        slots.map(|slot| day_row(TODAY, slot, "OTHER")).collect()
    };
    assert_eq!(slot(&[], same), Some((0, true)));
    assert_eq!(slot(&[], holder), Some((8, true)));
    assert_eq!(slot(&others(0..7), same), Some((7, true)));
    assert_eq!(slot(&others(0..8), same), None);
    assert_eq!(slot(&others(0..8), holder), Some((8, true)));
    assert_eq!(slot(&others(8..16), holder), None);
    // Another day's rows are nothing to this one.
    assert_eq!(slot(&[day_row(TODAY - 1, 0, "M-7")], same), Some((0, true)));
    // The recipient's own slot is given again, the lowest of several, but not a cancelled one.
    let own = [day_row(TODAY, 2, "M-7"), day_row(TODAY, 5, "M-7")];
    assert_eq!(slot(&own, same), Some((2, false)));
    let cancelled = DayRow {
        cancelled: true,
        ..own[0]
    };
    assert_eq!(slot(&[cancelled, own[1]], same), Some((5, false)));
    assert_eq!(slot(&[cancelled], same), Some((0, true)));
    assert_eq!(slot(&[day_row(TODAY, 0, "M-7")], holder), Some((8, true)));
    let mut taken = others(0..8);
    taken[3].cancelled = true;
    assert_eq!(slot(&taken, same), None);
    // Skipped slots, and fewer of them.
    let skip: Altered = |it| it.request.skip = Skip::new(&[0, 2]);
    assert_eq!(slot(&[], skip), Some((1, true)));
    assert_eq!(slot(&[day_row(TODAY, 1, "OTHER")], skip), Some((3, true)));
    assert_eq!(slot(&[day_row(TODAY, 2, "M-7")], skip), Some((2, false)));
    let few: Altered = |it| it.parameters.day_slots = 2;
    assert_eq!(slot(&others(0..2), few), None);
    let few_holders: Altered = |it| {
        it.parameters.day_slots = 8;
        it.request.half = Some(Half::Holder);
    };
    assert_eq!(slot(&[], few_holders), None);
}

#[test]
fn copies_are_the_lowest_free_ones() {
    let copy = |copies: &[u8], change: Altered| {
        let rows: Vec<_> = copies.iter().map(|copy| flex_row(SLOT, 4, *copy)).collect();
        let mut input = flex();
        change(&mut input);
        let input = with_rows(input, &[], &rows);
        let ruling = input.rule().unwrap();
        assert_eq!(
            names(ruling.reasons),
            if ruling.permit.is_some() {
                ""
            } else {
                "no_copy_left"
            }
        );
        ruling.permit.map(|permit| permit.copy.unwrap())
    };
    let same: Altered = |_| {};
    assert_eq!(copy(&[], same), Some(0));
    assert_eq!(copy(&[0, 1], same), Some(2));
    assert_eq!(copy(&[1, 3], same), Some(0));
    assert_eq!(copy(&[0, 1, 2, 3], same), None);
    assert_eq!(
        copy(&[0], |it| it.request.skip = Skip::new(&[1, 2])),
        Some(3)
    );
    assert_eq!(
        copy(&[0], |it| it.request.skip = Skip::new(&[1, 2, 3])),
        None
    );
    let two: Altered = |it| it.parameters.flex_per_window = 2;
    assert_eq!(copy(&[3], two), Some(0));
    assert_eq!(copy(&[2, 3], two), None);
    // Other terms are other codes.
    let all = [0, 1, 2, 3];
    let until_end: Altered = |it| it.request.code_use = Some(CodeUse::UntilEnd);
    assert_eq!(copy(&all, until_end), Some(0));
    assert_eq!(
        copy(&all, |it| set_window(it, 1_778_965_200, 5_400)),
        Some(0)
    );
    assert_eq!(
        copy(&all, |it| set_window(it, 1_778_967_000, 7_200)),
        Some(0)
    );
    assert_eq!(
        copy(&all, |it| {
            *it = to(RecipientKind::Staff, "S-1", *it);
            it.request.operations = bits(2);
        }),
        Some(0)
    );
    // A cancelled row keeps its copy.
    let rows = all.map(|copy| FlexRow {
        cancelled: true,
        ..flex_row(SLOT, 4, copy)
    });
    assert_eq!(reasons(&with_rows(flex(), &[], &rows)), "no_copy_left");
}

#[test]
fn a_new_row_goes_to_its_place() {
    let rows = [
        flex_row(SLOT, 4, 0),
        flex_row(SLOT, 4, 2),
        flex_row(SLOT, 5, 0),
    ];
    let input = with_rows(flex(), &[], &rows);
    let issued = permit(&input).issued().unwrap();
    assert_eq!(input.ledger.place_of(&issued), 1);
    let days = [day_row(TODAY, 0, "OTHER"), day_row(TODAY + 1, 0, "OTHER")];
    let input = with_rows(day_code(), &days, &[]);
    let issued = permit(&input).issued().unwrap();
    assert_eq!(input.ledger.place_of(&issued), 1);
}

#[test]
fn windows_that_meet_are_counted_while_they_are_alive() {
    let over = |rows: &[FlexRow]| {
        let mut input = flex();
        input.parameters.flex_overlapping = 2;
        names(with_rows(input, &[], rows).rule().unwrap().reasons)
    };
    let too_many = "too_many_overlapping";
    let whole = flex_row(SLOT - 2, 96, 0);
    assert_eq!(over(&[whole]), "");
    assert_eq!(over(&[whole, flex_row(SLOT + 3, 1, 0)]), too_many);
    // Back to back on either side.
    assert_eq!(over(&[whole, flex_row(SLOT + 4, 1, 0)]), "");
    assert_eq!(over(&[flex_row(SLOT - 3, 3, 0), whole]), "");
    assert_eq!(over(&[flex_row(SLOT - 3, 4, 0), whole]), too_many);
    let cancelled = FlexRow {
        cancelled: true,
        ..whole
    };
    assert_eq!(over(&[cancelled, flex_row(SLOT + 3, 1, 0)]), "");
    // A window that was over before the present is not alive, if it could be asked for.
    let gone = flex_row((NOW / 1_800) as u32 - 4, 4, 0);
    assert!(gone.alive_window(NOW).is_none());
    assert!(gone.alive_window(NOW - 1).is_some());
}

#[test]
fn contractor_codes_alive_are_counted() {
    let rows = [0, 1, 2].map(|day| contractor_row(SLOT + day * 48, 1));
    let count = |rows: &[FlexRow]| {
        let input = with_rows(contractor_code(), &[], rows);
        names(input.rule().unwrap().reasons)
    };
    assert_eq!(count(&rows[..2]), "");
    assert_eq!(count(&rows), "too_many_contractor_codes");
    let mut cancelled = rows;
    cancelled[1].cancelled = true;
    assert_eq!(count(&cancelled), "");
    let mut others = rows;
    others[1].contractor = false;
    assert_eq!(count(&others), "");
    let input = with_rows(flex(), &[], &rows);
    assert_eq!(names(input.rule().unwrap().reasons), "");
}

fn appointment() -> AppointmentFacts {
    AppointmentFacts {
        id: name("P-1"),
        holder: name("M-7"),
        listing: name("L-1"),
        lockbox: id("LB-00012345"),
        state: State::Approved,
        start: 1_778_965_200 + 900,
        end: 1_778_972_400 - 900,
        early: 0,
        late: 0,
    }
}

#[test]
fn appointments_cover_codes_by_half_hours_and_grants_by_seconds() {
    let reasons_with = |mut input: Input<'static>, appointment| {
        set_listing(&mut input, |listing| {
            listing.access = ListingAccess::ByAppointment;
        });
        input.appointment = appointment;
        reasons(&input)
    };
    let given = Some(appointment());
    assert_eq!(reasons_with(flex(), None), "appointment_missing");
    assert_eq!(reasons_with(flex(), given), "");
    assert_eq!(reasons_with(guest_grant(), given), "outside_appointment");
    let graceful = |early, late| {
        Some(AppointmentFacts {
            early,
            late,
            ..appointment()
        })
    };
    assert_eq!(reasons_with(guest_grant(), graceful(900, 900)), "");
    assert_eq!(
        reasons_with(guest_grant(), graceful(899, 900)),
        "outside_appointment"
    );
    assert_eq!(
        reasons_with(guest_grant(), graceful(900, 899)),
        "outside_appointment"
    );
    assert_eq!(reasons_with(day_code(), given), "");
    let tomorrow = AppointmentFacts {
        start: 1_779_001_200,
        end: 1_779_001_201,
        ..appointment()
    };
    assert_eq!(
        reasons_with(day_code(), Some(tomorrow)),
        "outside_appointment"
    );
    let before_midnight = AppointmentFacts {
        start: 1_779_001_199,
        ..tomorrow
    };
    assert_eq!(reasons_with(day_code(), Some(before_midnight)), "");
    for state in <State as crate::policy::Listed>::ALL {
        let state = *state;
        let is_approved = matches!(state, State::Approved | State::InProgress);
        let expected = if is_approved {
            ""
        } else {
            "appointment_not_approved"
        };
        let given = AppointmentFacts {
            state,
            ..appointment()
        };
        assert_eq!(reasons_with(flex(), Some(given)), expected);
    }
    for other in [
        AppointmentFacts {
            holder: name("M-8"),
            ..appointment()
        },
        AppointmentFacts {
            listing: name("L-2"),
            ..appointment()
        },
        AppointmentFacts {
            lockbox: id("LB-00012346"),
            ..appointment()
        },
    ] {
        assert_eq!(reasons_with(flex(), Some(other)), "appointment_of_another");
        // One that is not needed is not looked at.
        assert_eq!(reasons_with(staff(), Some(other)), "");
    }
    // Without a listing, a service's appointment is for another one.
    let mut service = staff();
    service.request.issuer.kind = IssuerKind::ShowingService;
    service.association.service_codes_refused_from = None;
    service.listing = None;
    service.appointment = Some(AppointmentFacts {
        holder: name("S-1"),
        ..appointment()
    });
    assert_eq!(reasons(&service), "appointment_of_another");
}
