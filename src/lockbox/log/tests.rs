use super::{LOG_LEN, Log, LogBytes, Note, held};
use crate::audit::{Entry, Event, Method, Subject};
use crate::keys::{AuditKey, Key};

fn first() -> AuditKey {
    Key::from_bytes(&[0xaa; 32]).unwrap()
}

/// The bytes of a log just begun.
fn begun() -> LogBytes {
    let mut bytes = [0; LOG_LEN];
    Log::of(&mut bytes).unwrap().begin(&first());
    bytes
}

fn next(log: &Log<'_>) -> u32 {
    u32::from_be_bytes(*log.next)
}

/// How many failures the open entry counts.
fn count(log: &Log<'_>) -> u64 {
    Entry::from_bytes(log.open).map_or(0, |open| open.detail)
}

fn is_good(mut bytes: LogBytes) -> bool {
    Log::of(&mut bytes).unwrap().is_good()
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
    let mut bytes = begun();
    let mut log = Log::of(&mut bytes).unwrap();
    let mut fail = |event, outcome, subject| {
        log.fail(&note(event, subject), 3, outcome);
        (next(&log), count(&log))
    };
    assert_eq!(fail(Event::Entry, 2, 0), (0, 1));
    assert_eq!(fail(Event::Entry, 2, 0), (0, 2));
    assert_eq!(fail(Event::Entry, 7, 0), (1, 1));
    assert_eq!(fail(Event::Entry, 7, 1), (2, 1));
    assert_eq!(fail(Event::Grant, 7, 1), (3, 1));
    assert_eq!(fail(Event::Grant, 7, 1), (3, 2));
    // The row of something else comes behind theirs.
    log.write(&note(Event::Entry, 9), 3, 0);
    assert_eq!((next(&log), *log.open), (5, [0; 48]));
    assert!(!log.close());
    assert_eq!(held(&bytes).unwrap().as_slice().len(), 4);
}

#[test]
fn a_count_does_not_run_over() {
    let mut bytes = begun();
    let mut log = Log::of(&mut bytes).unwrap();
    let failure = note(Event::Entry, 0);
    log.fail(&failure, 0, 2);
    log.open[36..44].copy_from_slice(&u64::MAX.to_be_bytes());
    log.fail(&failure, 0, 2);
    assert_eq!(count(&log), u64::MAX);
}

/// No row has the last number: its head could not be told from the one before.
#[test]
fn the_last_number_is_never_written() {
    let mut bytes = begun();
    let mut log = Log::of(&mut bytes).unwrap();
    *log.next = (u32::MAX - 1).to_be_bytes();
    log.write(&note(Event::Power, 0), 0, 1);
    assert_eq!(next(&log), u32::MAX);
    let last = bytes;
    Log::of(&mut bytes)
        .unwrap()
        .write(&note(Event::Power, 0), 0, 1);
    assert!(bytes == last);
}

#[test]
fn a_log_is_refused_when_it_is_none() {
    let mut bytes = begun();
    for subject in 0..7 {
        let mut log = Log::of(&mut bytes).unwrap();
        log.fail(&note(Event::Grant, subject), 1, 16);
    }
    assert!(is_good(bytes));
    let open = LOG_LEN - 48;
    let with = |at: usize, value: u8| {
        let mut changed = bytes;
        changed[at] = value;
        is_good(changed)
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
    let mut behind = begun();
    assert!(is_good(behind));
    behind[37] = 1;
    assert!(!is_good(behind));
}
