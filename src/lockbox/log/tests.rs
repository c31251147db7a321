use super::{LOG_LEN, Log, Note};
use crate::audit::{Event, Method, Subject};
use crate::keys::{AuditKey, Key};

fn first() -> AuditKey {
    Key::from_bytes(&[0xaa; 32]).unwrap()
}

fn note(event: Event, subject: u8) -> Note {
    Note {
        event,
        method: Method::Day,
        operation: 1,
        subject: Subject::Grant([subject; 16]),
        instant: 1_800_000_000,
        detail: 0,
    }
}

#[test]
fn failures_are_counted_together_by_event_outcome_and_subject() {
    let mut log = Log::new(&first());
    let mut fail = |event, outcome, subject| {
        log.fail(&note(event, subject), 3, outcome);
        (log.next, log.open.map_or(0, |open| open.detail))
    };
    assert_eq!(fail(Event::Entry, 2, 0), (0, 1));
    assert_eq!(fail(Event::Entry, 2, 0), (0, 2));
    assert_eq!(fail(Event::Entry, 7, 0), (1, 1));
    assert_eq!(fail(Event::Entry, 7, 1), (2, 1));
    assert_eq!(fail(Event::Grant, 7, 1), (3, 1));
    assert_eq!(fail(Event::Grant, 7, 1), (3, 2));
    // The row of something else comes behind theirs.
    log.write(&note(Event::Entry, 9), 3, 0);
    assert_eq!((log.next, log.open), (5, None));
    assert_eq!(log.held().as_slice().len(), 4);
    assert!(!log.close());
}

#[test]
fn a_count_does_not_run_over() {
    let mut log = Log::new(&first());
    let failure = note(Event::Entry, 0);
    log.fail(&failure, 0, 2);
    if let Some(open) = &mut log.open {
        open.detail = u64::MAX;
    }
    log.fail(&failure, 0, 2);
    assert_eq!(log.open.map(|open| open.detail), Some(u64::MAX));
}

/// No row has the last number: its head could not be told from the one before.
#[test]
fn the_last_number_is_never_written() {
    let mut log = Log::new(&first());
    log.next = u32::MAX - 1;
    log.write(&note(Event::Power, 0), 0, 1);
    let (last, key) = (*log.held(), log.key);
    assert_eq!(log.next, u32::MAX);
    log.write(&note(Event::Power, 0), 0, 1);
    assert_eq!((log.next, *log.held(), log.key), (u32::MAX, last, key));
}

#[test]
fn a_log_is_read_as_it_was_written_and_refused_when_it_is_none() {
    let mut log = Log::new(&first());
    for subject in 0..7 {
        log.fail(&note(Event::Grant, subject), 1, 16);
    }
    let bytes = log.to_bytes();
    assert!(Log::from_bytes(&bytes).unwrap().to_bytes() == bytes);
    let open = LOG_LEN - 48;
    let with = |at: usize, value: u8| {
        let mut changed = bytes;
        changed[at] = value;
        Log::from_bytes(&changed).is_some()
    };
    // Five rows; a sequence, an event, an outcome, a method, an operation and a count that
    // an open entry cannot have; and something behind it.
    for (at, value) in [
        (36, 5),
        (open, 1),
        (open + 16, 3),
        (open + 16, 0),
        (open + 17, 27),
        (open + 18, 6),
        (open + 19, 3),
        (open + 43, 0),
        (open + 44, 1),
    ] {
        assert!(!with(at, value), "byte {at} = {value}");
    }
    assert!(with(open + 43, 200));
    let blank = Log::new(&first()).to_bytes();
    assert!(Log::from_bytes(&blank).unwrap().to_bytes() == blank);
    let mut behind = blank;
    behind[37] = 1;
    assert!(Log::from_bytes(&behind).is_none());
}
