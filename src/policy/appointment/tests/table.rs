//! Every state with every event.

use super::*;

/// The new state; `=`: permitted, and no new state; `w`: wrong state; `f`: final state. Of a
/// tick the state after the end, then the one before it.
const TABLE: &str = "
    state        request    approve   decline   cancel     reschedule   release  open         complete   tick
    none         requested  error     error     error      error        error    error        error      error
    requested    w          approved  declined  cancelled  w            w        w            w          declined,=
    approved     w          w         w         cancelled  rescheduled  =        in_progress  w          no_show,=
    in_progress  w          w         w         w          w            w        =            completed  completed,=
    declined     f          f         f         f          f            f        f            f          =,=
    cancelled    f          f         f         f          f            f        f            f          =,=
    rescheduled  f          f         f         f          f            f        f            f          =,=
    no_show      f          f         f         f          f            f        f            f          =,=
    completed    f          f         f         f          f            f        f            f          =,=";

/// An instant at which nothing but the state could be against the event.
fn instant(kind: EventKind) -> u64 {
    match kind {
        EventKind::Release => START - 300,
        EventKind::Open => START,
        _ => START - 7_200,
    }
}

fn check(cell: &str, state: Option<State>, action: Action, now: u64) {
    let situation = situation(state, action, now);
    let what = test_std::format!("{state:?} {:?} {now}", action.kind());
    let step = match situation.step() {
        Err(error) => {
            assert_eq!((cell, error), ("error", Error::NoAppointment), "{what}");
            return;
        }
        Ok(step) => step,
    };
    let blocked = match cell {
        "w" => "wrong_state",
        "f" => "final_state",
        _ => "",
    };
    assert_eq!(names(step.reasons), blocked, "{what}");
    if !blocked.is_empty() {
        assert_eq!(step.appointment, situation.appointment, "{what}");
        assert!(step.created.is_none() && step.events.is_empty(), "{what}");
        assert!(step.obligations.is_empty(), "{what}");
        return;
    }
    let before = situation.appointment;
    let after = step.appointment.unwrap();
    let sequence = before.map_or(0, |it| it.sequence);
    let records: Vec<_> = step.events.iter().collect();
    if cell == "=" {
        assert_eq!(Some(after.state), state, "{what}");
        assert_eq!((after.sequence, records.len()), (sequence, 0), "{what}");
    } else {
        assert_eq!(Some(after.state), State::from_name(cell), "{what}");
        assert_eq!(after.sequence, sequence + 1, "{what}");
        let records_expected = 1 + usize::from(step.created.is_some());
        assert_eq!(records.len(), records_expected, "{what}");
        assert_eq!(*records[0], Record::of(&after, now), "{what}");
    }
}

#[test]
fn every_state_with_every_event() {
    let mut lines = TABLE.trim().lines();
    let kinds: Vec<_> = lines.next().unwrap().split_whitespace().skip(1).collect();
    assert_eq!(kinds.len(), EventKind::ALL.len());
    let mut rows = 0;
    for line in lines {
        let cells: Vec<_> = line.split_whitespace().collect();
        let state = State::from_name(cells[0]);
        assert!(state.is_some() || cells[0] == "none");
        for (kind, cell) in kinds.iter().zip(&cells[1..]) {
            let kind = EventKind::from_name(kind).unwrap();
            if let Some((after, before)) = cell.split_once(',') {
                // A request waits until its end, the others until access closes.
                let over = if state == Some(State::Requested) {
                    END
                } else {
                    END + 900
                };
                check(after, state, action(kind), over);
                check(before, state, action(kind), over - 1);
            } else {
                check(cell, state, action(kind), instant(kind));
            }
        }
        rows += 1;
    }
    assert_eq!(rows, State::ALL.len() + 1);
}

#[test]
fn actors_are_those_of_the_event() {
    for (kind, actors) in [
        (EventKind::Request, "holder"),
        (EventKind::Approve, "listing_side"),
        (EventKind::Decline, "listing_side"),
        (EventKind::Cancel, "holder listing_side"),
        (EventKind::Reschedule, "holder listing_side"),
        (EventKind::Release, "system"),
        (EventKind::Open, "system"),
        (EventKind::Complete, "holder"),
        (EventKind::Tick, "system"),
    ] {
        let state = match kind {
            EventKind::Request => None,
            EventKind::Approve | EventKind::Decline => Some(State::Requested),
            EventKind::Complete => Some(State::InProgress),
            _ => Some(State::Approved),
        };
        for actor in Actor::ALL {
            let mut situation = situation(state, action(kind), instant(kind));
            situation.event.actor = *actor;
            let is_for = actors.split(' ').any(|name| name == actor.name());
            let expected = if is_for { "" } else { "wrong_actor" };
            assert_eq!(
                names(step(&situation).reasons),
                expected,
                "{kind:?} {actor:?}"
            );
        }
    }
}
