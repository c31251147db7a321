//! Events from elsewhere.

use super::*;

fn record(state: State, sequence: u32) -> Record {
    Record {
        sequence,
        ..Record::of(&appointment(state), START)
    }
}

fn judge(last: Option<&Record>, event: &Record) -> (Outcome, u64) {
    let receipt = receive(last, event).unwrap();
    (receipt.outcome, receipt.expected)
}

#[test]
fn the_worked_example() {
    let records = [
        record(State::Requested, 1),
        record(State::Approved, 2),
        record(State::InProgress, 3),
        record(State::Completed, 4),
    ];
    let mut last: Option<Record> = None;
    let mut told = Vec::new();
    for sequence in [1, 2, 2, 4, 3, 1] {
        let event = records[sequence - 1];
        let (outcome, expected) = judge(last.as_ref(), &event);
        if outcome == Outcome::Applied {
            last = Some(event);
        }
        told.push((outcome.name(), expected));
    }
    assert_eq!(
        told,
        [
            ("applied", 2),
            ("applied", 3),
            ("repeated", 3),
            ("gap", 3),
            ("applied", 4),
            ("stale", 4)
        ]
    );
}

#[test]
fn beginnings() {
    for state in State::ALL {
        let replacing = Record {
            replaces: Some(name("P-0")),
            ..record(*state, 1)
        };
        let of = |event: &Record| judge(None, event).0;
        let is_request = *state == State::Requested;
        let plain = if is_request {
            Outcome::Applied
        } else {
            Outcome::Conflict
        };
        assert_eq!(of(&record(*state, 1)), plain);
        let is_beginning = is_request || *state == State::Approved;
        let replaced = if is_beginning {
            Outcome::Applied
        } else {
            Outcome::Conflict
        };
        assert_eq!(of(&replacing), replaced);
        assert_eq!(judge(None, &record(*state, 2)), (Outcome::Gap, 1));
    }
    assert_eq!(
        judge(None, &record(State::Approved, 1)),
        (Outcome::Conflict, 1)
    );
}

#[test]
fn states_follow_in_single_steps() {
    let followers = "
        requested    approved declined cancelled
        approved     cancelled rescheduled in_progress no_show
        in_progress  completed
        declined
        cancelled
        rescheduled
        no_show
        completed";
    for line in followers.trim().lines() {
        let mut words = line.split_whitespace();
        let last = State::from_name(words.next().unwrap()).unwrap();
        let after: Vec<_> = words.collect();
        for state in State::ALL {
            let outcome = judge(Some(&record(last, 5)), &record(*state, 6)).0;
            let follows = after.contains(&state.name());
            let expected = if follows {
                Outcome::Applied
            } else {
                Outcome::Conflict
            };
            assert_eq!(outcome, expected, "{last:?} {state:?}");
        }
    }
}

#[test]
fn what_may_not_change_is_a_conflict() {
    let last = record(State::Approved, 2);
    let next = record(State::Cancelled, 3);
    assert_eq!(judge(Some(&last), &next), (Outcome::Applied, 4));
    let changes: [fn(&mut Record); 6] = [
        |it| it.listing = name("L-2"),
        |it| it.lockbox = id("LB-2"),
        |it| it.holder = name("X-4"),
        |it| it.start -= 1,
        |it| it.end += 1,
        |it| it.replaces = Some(name("P-0")),
    ];
    for change in changes {
        for (event, otherwise) in [(next, Outcome::Applied), (last, Outcome::Repeated)] {
            let mut other = event;
            change(&mut other);
            assert_eq!(judge(Some(&last), &event).0, otherwise);
            assert_eq!(judge(Some(&last), &other), (Outcome::Conflict, 3));
        }
    }
    // When it happened is not compared.
    let later = Record {
        at: START + 5,
        ..last
    };
    assert_eq!(judge(Some(&last), &later).0, Outcome::Repeated);
    let moved = Record {
        state: State::Rescheduled,
        replaced_by: Some(name("P-2")),
        ..next
    };
    assert_eq!(judge(Some(&last), &moved).0, Outcome::Applied);
    let other = Record {
        appointment: name("P-2"),
        ..next
    };
    assert_eq!(judge(Some(&last), &other).0, Outcome::Conflict);
    assert_eq!(
        judge(
            Some(&last),
            &Record {
                sequence: 4,
                ..next
            }
        )
        .0,
        Outcome::Gap
    );
    let full = record(State::Approved, u32::MAX);
    assert_eq!(judge(Some(&full), &full), (Outcome::Repeated, 1 << 32));
}
