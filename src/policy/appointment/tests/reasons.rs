//! Every reason of a step and of access, on either side of its limit.

use super::*;

fn reasons(situation: &Situation<'_>) -> test_std::string::String {
    names(step(situation).reasons)
}

/// A request for a window, six hours before the usual one.
fn request(start: u64, end: u64) -> Situation<'static> {
    let booking = Booking {
        start,
        end,
        ..booking()
    };
    situation(None, Action::Request(booking), START - 21_600)
}

#[test]
fn showable_status() {
    for (state, kind, now) in [
        (None, EventKind::Request, START - 7_200),
        (Some(State::Requested), EventKind::Approve, START - 7_200),
        (Some(State::Approved), EventKind::Reschedule, START - 7_200),
        (Some(State::Approved), EventKind::Release, START - 300),
        (Some(State::Approved), EventKind::Open, START),
        (Some(State::Approved), EventKind::Cancel, START),
        (Some(State::Requested), EventKind::Decline, START),
        (Some(State::InProgress), EventKind::Complete, START),
        (Some(State::Approved), EventKind::Tick, START),
    ] {
        let hidden = Situation {
            showable: false,
            ..situation(state, action(kind), now)
        };
        let looks = matches!(
            kind,
            EventKind::Request | EventKind::Approve | EventKind::Reschedule | EventKind::Release
        );
        assert_eq!(reasons(&hidden), if looks { "not_showable" } else { "" });
    }
}

#[test]
fn starts_and_lead_time() {
    let at = |actor, kind, now| {
        let state = (kind == EventKind::Reschedule).then_some(State::Approved);
        let mut situation = situation(state, action(kind), now);
        situation.event.actor = actor;
        reasons(&situation)
    };
    let (holder, listing) = (Actor::Holder, Actor::ListingSide);
    let request = EventKind::Request;
    assert_eq!(at(holder, request, START - 3_600), "");
    assert_eq!(at(holder, request, START - 3_599), "lead_time_short");
    assert_eq!(at(holder, request, START), "lead_time_short");
    assert_eq!(at(holder, request, START + 1), "start_passed");
    let (moved, start) = (EventKind::Reschedule, START + 3_600);
    assert_eq!(at(holder, moved, start - 3_600), "");
    assert_eq!(at(holder, moved, start - 3_599), "lead_time_short");
    assert_eq!(at(holder, moved, start + 1), "start_passed");
    assert_eq!(at(listing, moved, start - 3_599), "");
    assert_eq!(at(listing, moved, start), "");
    assert_eq!(at(listing, moved, start + 1), "start_passed");
    // Whatever else is wrong.
    assert_eq!(
        at(Actor::System, request, START),
        "wrong_actor lead_time_short"
    );
}

#[test]
fn lengths_blocked_periods_and_hours() {
    assert_eq!(reasons(&request(START, START + 3_600)), "");
    assert_eq!(reasons(&request(START, START + 3_601)), "too_long");
    let blocked = [Window {
        start: START + 900,
        end: START + 1_800,
    }];
    let with_block = |start, end| {
        let mut situation = request(start, end);
        situation.rules.blocked = &blocked;
        reasons(&situation)
    };
    assert_eq!(with_block(START, START + 900), "");
    assert_eq!(with_block(START, START + 901), "blocked_period");
    assert_eq!(with_block(START + 1_799, START + 3_600), "blocked_period");
    assert_eq!(with_block(START + 1_800, START + 3_600), "");
    // 08:00 to 20:00 of 2026-05-16.
    let (opens, closes) = (1_778_943_600, 1_778_986_800);
    let in_hours = |start, end| {
        let mut situation = request(start, end);
        situation.event.now = opens - 7_200;
        reasons(&situation)
    };
    assert_eq!(in_hours(opens, opens + 900), "");
    assert_eq!(in_hours(opens - 1, opens + 900), "outside_access_hours");
    assert_eq!(in_hours(closes - 900, closes), "");
    assert_eq!(in_hours(closes - 900, closes + 1), "outside_access_hours");
    // Both ends within the hours, of two days.
    let mut overnight = request(closes - 900, closes - 900 + 86_400);
    overnight.rules.max_length = 86_400;
    assert_eq!(reasons(&overnight), "outside_access_hours");
    overnight.rules.access_hours = None;
    assert_eq!(reasons(&overnight), "");
    // To the midnight that ends the day.
    let mut midnight = request(1_779_001_200 - 900, 1_779_001_200);
    midnight.rules.access_hours = Some(AccessHours { from: 0, to: 1_440 });
    assert_eq!(reasons(&midnight), "");
}

#[test]
fn approved_showings_do_not_overlap() {
    let with = |state, start, end, overlap| {
        let others = [other("P-9", start, end, state)];
        let asked = |situation: Situation<'_>| {
            let mut situation = Situation {
                others: &others,
                ..situation
            };
            situation.rules.overlap = overlap;
            reasons(&situation)
        };
        let request = asked(request(START, END));
        let approve = situation(Some(State::Requested), Action::Approve, START - 7_200);
        assert_eq!(asked(approve), request);
        request
    };
    for state in State::ALL {
        let expected = if state.gives_access() { "overlaps" } else { "" };
        assert_eq!(with(*state, START, END, false), expected);
        assert_eq!(with(*state, START, END, true), "");
    }
    let state = State::Approved;
    assert_eq!(with(state, END - 1, END + 900, false), "overlaps");
    assert_eq!(with(state, END, END + 900, false), "");
    assert_eq!(with(state, START - 900, START + 1, false), "overlaps");
    assert_eq!(with(state, START - 900, START, false), "");
    // A reschedule is held to its new window.
    let others = [other("P-9", START, END, state)];
    let moved = Situation {
        others: &others,
        ..situation(Some(state), action(EventKind::Reschedule), START - 7_200)
    };
    assert_eq!(reasons(&moved), "");
}

#[test]
fn approvals_releases_and_openings_have_their_time() {
    let at = |state, action, now| reasons(&situation(Some(state), action, now));
    assert_eq!(at(State::Requested, Action::Approve, END - 1), "");
    assert_eq!(
        at(State::Requested, Action::Approve, END),
        "appointment_over"
    );
    let approved = State::Approved;
    assert_eq!(at(approved, Action::Release, START - 301), "before_release");
    assert_eq!(at(approved, Action::Release, START - 300), "");
    assert_eq!(at(approved, Action::Release, END + 899), "");
    assert_eq!(at(approved, Action::Release, END + 900), "appointment_over");
    let open = |at_instant| at(approved, Action::Open { at: at_instant }, END + 7_200);
    assert_eq!(open(START - 1), "outside_window");
    assert_eq!(open(START), "");
    assert_eq!(open(END + 899), "");
    assert_eq!(open(END + 900), "outside_window");
    // Early grace counts for release and opening.
    let mut early = situation(Some(approved), Action::Release, START - 1_200);
    early.rules.early = 900;
    assert_eq!(reasons(&early), "");
    early.event.now -= 1;
    assert_eq!(reasons(&early), "before_release");
}

#[test]
fn all_that_applies_is_told() {
    let blocked = [Window {
        start: START - 86_400,
        end: END + 86_400,
    }];
    let others = [other("P-9", START, END, State::InProgress)];
    let mut situation = request(START - 21_601, END + 50_000);
    situation.appointment = Some(appointment(State::Declined));
    situation.event.actor = Actor::ListingSide;
    situation.showable = false;
    situation.others = &others;
    situation.rules.blocked = &blocked;
    assert_eq!(
        reasons(&situation),
        "final_state wrong_actor not_showable start_passed too_long blocked_period \
         outside_access_hours overlaps"
    );
    let mut release = super::situation(Some(State::Requested), Action::Release, START - 301);
    release.event.actor = Actor::Holder;
    assert_eq!(reasons(&release), "wrong_state wrong_actor before_release");
}

#[test]
fn access() {
    let reasons = |given: Option<&Appointment>, holder, listing, now| {
        let admission = admit(&rules(), given, &name(holder), &name(listing), now).unwrap();
        assert_eq!(admission.decision, Decision::of(admission.reasons));
        names(admission.reasons)
    };
    assert_eq!(reasons(None, "X-3", "L-1", START), "no_appointment");
    for state in State::ALL {
        let expected = if state.gives_access() {
            ""
        } else {
            "not_approved"
        };
        assert_eq!(
            reasons(Some(&appointment(*state)), "X-3", "L-1", START),
            expected
        );
    }
    let given = appointment(State::NoShow);
    assert_eq!(
        reasons(Some(&given), "X-4", "L-2", END + 900),
        "not_approved other_holder other_listing too_late"
    );
}
