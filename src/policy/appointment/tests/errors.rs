//! Input that makes no sense.

use super::*;

fn error(situation: &Situation<'_>) -> Error {
    situation.step().unwrap_err()
}

#[test]
fn errors_in_their_order() {
    let others = [other("P-2", START, START, State::Declined)];
    let good_others = [other("P-2", START, END, State::Declined)];
    let backwards = [Window {
        start: END,
        end: END,
    }];
    let approved = Some(State::Approved);
    let mut situation = situation(approved, action(EventKind::Reschedule), START);
    situation.others = &good_others;
    assert_eq!(error(&situation), Error::RepeatedId);
    situation.others = &[];
    let to_itself = Action::Reschedule {
        new_id: name("P-1"),
        start: START,
        end: END,
    };
    situation.event.action = to_itself;
    assert_eq!(error(&situation), Error::RepeatedId);
    situation.appointment = None;
    assert_eq!(error(&situation), Error::NoAppointment);
    situation.event.action = Action::Open { at: START + 1 };
    assert_eq!(error(&situation), Error::NoAppointment);
    situation.appointment = approved.map(appointment);
    assert_eq!(error(&situation), Error::FutureOpening);
    situation.event.now += 1;
    assert!(situation.step().is_ok());
    situation.others = &others;
    assert_eq!(error(&situation), Error::WindowBackwards);
    situation.others = &good_others;
    situation.rules.blocked = &backwards;
    assert_eq!(error(&situation), Error::WindowBackwards);
    situation.event.now = 86_399;
    assert_eq!(error(&situation), Error::BadValue);
}

#[test]
fn a_request_is_told_of_its_own_id() {
    let others = [other("P-1", START, END, State::Declined)];
    let mut asked = situation(None, action(EventKind::Request), START - 7_200);
    asked.others = &others;
    assert_eq!(error(&asked), Error::RepeatedId);
    // Of the appointment that is there it is merely the wrong event.
    asked.others = &[];
    asked.appointment = Some(appointment(State::Requested));
    assert_eq!(names(step(&asked).reasons), "wrong_state");
    let backwards = Booking {
        end: START,
        ..booking()
    };
    asked.event.action = Action::Request(backwards);
    assert_eq!(error(&asked), Error::WindowBackwards);
}

#[test]
fn rules_within_their_ranges() {
    let checks = |change: fn(&mut Rules<'_>)| {
        let mut rules = rules();
        change(&mut rules);
        rules.check()
    };
    assert_eq!(checks(|_| {}), Ok(()));
    assert_eq!(checks(|it| it.early = 5_400), Ok(()));
    assert_eq!(checks(|it| it.early = 5_401), Err(Error::BadValue));
    assert_eq!(checks(|it| it.late = 5_400), Ok(()));
    assert_eq!(checks(|it| it.late = 5_401), Err(Error::BadValue));
    assert_eq!(checks(|it| it.lead_time = 604_800), Ok(()));
    assert_eq!(checks(|it| it.lead_time = 604_801), Err(Error::BadValue));
    assert_eq!(checks(|it| it.max_length = 900), Ok(()));
    assert_eq!(checks(|it| it.max_length = 899), Err(Error::BadValue));
    assert_eq!(checks(|it| it.max_length = 86_400), Ok(()));
    assert_eq!(checks(|it| it.max_length = 86_401), Err(Error::BadValue));
    assert_eq!(checks(|it| it.release_lead = 3_600), Ok(()));
    assert_eq!(checks(|it| it.release_lead = 3_601), Err(Error::BadValue));
    let hours = |from, to| {
        let mut rules = rules();
        rules.access_hours = Some(AccessHours { from, to });
        rules.check()
    };
    assert_eq!(hours(0, 1_440), Ok(()));
    assert_eq!(hours(0, 1_441), Err(Error::BadValue));
    assert_eq!(hours(480, 480), Err(Error::BadValue));
}

#[test]
fn appointments_and_records_within_their_ranges() {
    let changed = |change: fn(&mut Appointment)| {
        let mut given = appointment(State::Approved);
        change(&mut given);
        let by_step = Situation {
            appointment: Some(given),
            ..situation(None, Action::Tick, START)
        };
        let of_step = by_step.step().err();
        let of_grant = grant_for(&rules(), &given, 0).err();
        let of_access = admit(&rules(), Some(&given), &name("A"), &name("B"), START).err();
        assert_eq!((of_step, of_grant), (of_access, of_access));
        of_step
    };
    assert_eq!(changed(|_| {}), None);
    assert_eq!(changed(|it| it.start = 86_399), Some(Error::BadValue));
    assert_eq!(
        changed(|it| it.end = 253_402_214_400),
        Some(Error::BadValue)
    );
    assert_eq!(
        changed(|it| it.end = it.start),
        Some(Error::WindowBackwards)
    );
    assert_eq!(changed(|it| it.sequence = 0), Some(Error::BadValue));
    assert_eq!(changed(|it| it.opened_at = Some(0)), Some(Error::BadValue));
    let requested = appointment(State::Requested);
    assert_eq!(grant_for(&rules(), &requested, 0), Err(Error::NotApproved));
    let last = Appointment {
        sequence: u32::MAX,
        ..requested
    };
    let full = Situation {
        appointment: Some(last),
        ..situation(None, Action::Approve, START)
    };
    assert_eq!(error(&full), Error::BadValue);
    let record = Record::of(&requested, START);
    let bad = |record: Record| receive(None, &record).unwrap_err();
    assert_eq!(
        bad(Record {
            sequence: 0,
            ..record
        }),
        Error::BadValue
    );
    assert_eq!(bad(Record { at: 0, ..record }), Error::BadValue);
    assert_eq!(
        bad(Record {
            end: START,
            ..record
        }),
        Error::WindowBackwards
    );
    let wrong_last = Record {
        sequence: 0,
        ..record
    };
    assert_eq!(receive(Some(&wrong_last), &record), Err(Error::BadValue));
}

#[cfg(feature = "serde")]
#[test]
fn an_event_has_its_own_members_and_no_others() {
    use serde_json::{Value, from_value, json, to_value};

    for kind in EventKind::ALL {
        let event = situation(None, action(*kind), START).event;
        let json = to_value(event).unwrap();
        assert_eq!(json["event"], kind.name());
        assert_eq!(from_value::<Event>(json.clone()).unwrap(), event);
        let members = json.as_object().unwrap();
        for member in members.keys() {
            let mut less = members.clone();
            less.remove(member);
            assert!(from_value::<Event>(Value::Object(less)).is_err());
            let mut null = members.clone();
            null.insert(member.clone(), Value::Null);
            assert!(from_value::<Event>(Value::Object(null)).is_err());
        }
        for (member, value) in [
            ("at", json!(START)),
            ("new_id", json!("P")),
            ("x", json!(1)),
        ] {
            let mut more = members.clone();
            if more.insert(member.into(), value).is_none() {
                assert!(from_value::<Event>(Value::Object(more)).is_err());
            }
        }
    }
}
