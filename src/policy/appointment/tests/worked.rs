//! The worked examples of the specification, and the obligations.

use super::*;

fn told(step: &Step) -> test_std::string::String {
    assert_eq!(names(step.reasons), "");
    names(step.obligations)
}

fn request(start: u64, end: u64, now: u64) -> Situation<'static> {
    let booking = Booking {
        start,
        end,
        ..booking()
    };
    situation(None, Action::Request(booking), now)
}

#[test]
fn requests() {
    let asked = step(&request(START, END, 1_778_968_800));
    assert_eq!(told(&asked), "publish_events notify_listing_side");
    assert_eq!(asked.appointment, Some(appointment(State::Requested)));

    let reasons = |start, end, now| names(step(&request(start, end, now)).reasons);
    assert_eq!(reasons(START, END, 1_778_972_401), "lead_time_short");
    assert_eq!(reasons(START, END, 1_778_972_400), "");
    let now = 1_778_968_800;
    assert_eq!(
        reasons(1_778_986_200, 1_778_987_400, now),
        "outside_access_hours"
    );
    assert_eq!(reasons(1_778_986_200, 1_778_986_800, now), "");
    let others = [other("P-9", END, END + 900, State::Approved)];
    let back_to_back = Situation {
        others: &others,
        ..request(START, END, now)
    };
    assert_eq!(names(step(&back_to_back).reasons), "");
}

#[test]
fn from_approval_to_a_new_time() {
    let approved = step(&situation(
        Some(State::Requested),
        Action::Approve,
        1_778_969_000,
    ));
    assert_eq!(told(&approved), "publish_events issue_grant notify_holder");
    let granted = approved.appointment.unwrap();
    assert_eq!(granted, appointment(State::Approved));
    let terms = grant_for(&rules(), &granted, 2).unwrap();
    assert_eq!(
        (
            terms.not_before,
            terms.not_after,
            terms.release_at,
            terms.bulletin
        ),
        (START, 1_778_977_800, 1_778_975_700, 2)
    );

    let release = |appointment, now| Situation {
        appointment: Some(appointment),
        bulletin: 2,
        ..situation(Some(State::Approved), Action::Release, now)
    };
    let early = step(&release(granted, 1_778_975_699));
    assert_eq!(names(early.reasons), "before_release");
    let released = step(&release(granted, 1_778_975_700));
    assert_eq!(told(&released), "release_grant carry_bulletin");
    let with_phone = released.appointment.unwrap();
    assert_eq!(
        with_phone,
        Appointment {
            grant_released: true,
            ..granted
        }
    );
    // A further release has no effect.
    let again = step(&release(with_phone, 1_778_975_701));
    assert_eq!(
        (told(&again).as_str(), again.appointment),
        ("", Some(with_phone))
    );

    let moved = |appointment, actor| {
        let action = Action::Reschedule {
            new_id: name("P-2"),
            start: 1_778_979_600,
            end: 1_778_980_500,
        };
        let mut situation = situation(None, action, 1_778_975_760);
        situation.appointment = Some(appointment);
        situation.event.actor = actor;
        step(&situation)
    };
    let by_listing_side = moved(with_phone, Actor::ListingSide);
    assert_eq!(
        told(&by_listing_side),
        "publish_events revoke_grant issue_grant notify_holder"
    );
    let old = by_listing_side.appointment.unwrap();
    assert_eq!(
        (old.state, old.sequence, old.replaced_by),
        (State::Rescheduled, 3, Some(name("P-2")))
    );
    let new = by_listing_side.created.unwrap();
    assert_eq!(
        new,
        Appointment {
            id: name("P-2"),
            start: 1_778_979_600,
            end: 1_778_980_500,
            state: State::Approved,
            sequence: 1,
            replaces: Some(name("P-1")),
            ..granted
        }
    );
    let states: Vec<_> = by_listing_side.events.iter().map(|it| it.state).collect();
    assert_eq!(states, [State::Rescheduled, State::Approved]);

    let by_holder = moved(granted, Actor::Holder);
    assert_eq!(
        told(&by_holder),
        "publish_events withhold_grant notify_listing_side"
    );
    assert_eq!(by_holder.created.unwrap().state, State::Requested);
}

#[test]
fn access_is_half_open() {
    let reasons = |now| {
        let given = appointment(State::Approved);
        let admission = admit(&rules(), Some(&given), &name("X-3"), &name("L-1"), now);
        names(admission.unwrap().reasons)
    };
    assert_eq!(reasons(1_778_975_999), "too_early");
    assert_eq!(reasons(1_778_976_000), "");
    assert_eq!(reasons(1_778_977_799), "");
    assert_eq!(reasons(1_778_977_800), "too_late");
}

#[test]
fn opening_and_completing() {
    let opened = step(&situation(
        Some(State::Approved),
        Action::Open { at: 1_778_976_120 },
        1_778_976_120,
    ));
    assert_eq!(told(&opened), "publish_events notify_listing_side");
    let inside = opened.appointment.unwrap();
    assert_eq!(
        (inside.state, inside.sequence, inside.opened_at),
        (State::InProgress, 3, Some(1_778_976_120))
    );
    let then = |action, now| {
        let mut situation = situation(None, action, now);
        situation.appointment = Some(inside);
        step(&situation)
    };
    let again = then(Action::Open { at: 1_778_976_500 }, 1_778_976_500);
    assert_eq!(
        (told(&again).as_str(), again.appointment),
        ("", Some(inside))
    );
    let waiting = then(Action::Tick, 1_778_977_799);
    assert_eq!(
        (told(&waiting).as_str(), waiting.appointment),
        ("", Some(inside))
    );
    let over = then(Action::Tick, 1_778_977_800);
    assert_eq!(told(&over), "publish_events");
    let over = over.appointment.unwrap();
    assert_eq!((over.state, over.sequence), (State::Completed, 4));
    assert_eq!(
        told(&then(Action::Complete, 1_778_976_200)),
        "publish_events"
    );
}

#[test]
fn those_are_told_who_did_not_act() {
    let told_of = |state, action, actor, now| {
        let mut situation = situation(Some(state), action, now);
        situation.event.actor = actor;
        told(&step(&situation))
    };
    let now = START - 7_200;
    let (holder, listing, system) = (Actor::Holder, Actor::ListingSide, Actor::System);
    for (state, action, actor, at, expected) in [
        (
            State::Requested,
            Action::Decline,
            listing,
            now,
            "publish_events notify_holder",
        ),
        (
            State::Requested,
            Action::Tick,
            system,
            END,
            "publish_events notify_holder",
        ),
        (
            State::Requested,
            Action::Cancel,
            listing,
            now,
            "publish_events notify_holder",
        ),
        (
            State::Requested,
            Action::Cancel,
            holder,
            now,
            "publish_events notify_listing_side",
        ),
        (
            State::Approved,
            Action::Cancel,
            holder,
            now,
            "publish_events withhold_grant notify_listing_side",
        ),
        (
            State::Approved,
            Action::Cancel,
            listing,
            now,
            "publish_events withhold_grant notify_holder",
        ),
        (
            State::Approved,
            Action::Tick,
            system,
            END + 900,
            "publish_events notify_listing_side",
        ),
        (State::Cancelled, Action::Tick, system, END + 900, ""),
    ] {
        assert_eq!(
            told_of(state, action, actor, at),
            expected,
            "{state:?} {action:?} {actor:?}"
        );
    }
    let mut situation = situation(Some(State::Approved), Action::Cancel, now);
    situation.appointment = situation.appointment.map(|it| Appointment {
        grant_released: true,
        ..it
    });
    assert_eq!(
        told(&step(&situation)),
        "publish_events revoke_grant notify_listing_side"
    );
}
