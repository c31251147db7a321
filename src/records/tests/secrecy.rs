//! Whatever people type, no run of digits that could be a code is shown.

use test_std::string::{String, ToString};
use test_std::vec::Vec;

use super::{Event, event, with};
use crate::fleet::testing::Numbers;
use crate::policy::{Listed, Name, RecipientKind};
use crate::records::{AccessMethod, EventKind, Masked, Outcome, Reasons, ReportFilter};

/// Digits, what may stand between them, and what ends a run.
const CHARACTERS: &[char] = &[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '5', '7', '1', ' ', '-', '.', ' ', ',',
    'a', '|', '"', '\\', '\n', '\r', 'é', '#', '=', '\u{1f}', '١',
];

fn random_text(numbers: &mut Numbers) -> Option<String> {
    let length = numbers.below(40);
    let text: String = (0..length)
        .map(|_| CHARACTERS[numbers.below(CHARACTERS.len() as u64) as usize])
        .collect();
    (!text.is_empty()).then_some(text)
}

/// A use, a refusal, or the issue of something, with texts that are full of digits.
pub(super) fn random_event(numbers: &mut Numbers, index: u64) -> Event {
    let kind = EventKind::ALL[numbers.below(4) as usize];
    let denied = Reasons::default().with("consumer").unwrap();
    let denied = denied.with("window_too_long").unwrap();
    let decision = Outcome::of_decision(2 + numbers.below(25) as u8).unwrap();
    let (outcome, reasons) = match kind {
        EventKind::Use => (Outcome::Open, Reasons::default()),
        EventKind::Refusal if numbers.below(2) == 0 => (Outcome::Deny, denied),
        EventKind::Refusal => (decision, Reasons::default()),
        _ => (Outcome::Permit, Reasons::default()),
    };
    let key = "E-".to_string() + &index.to_string() + ",\"x";
    let holder = RecipientKind::ALL[numbers.below(9) as usize];
    Event {
        lock_or_box_key: Name::new(&key).unwrap(),
        event: kind,
        lock_or_box_access_timestamp: 1_778_914_800 + numbers.below(86_400),
        utc_offset_minutes: numbers.below(1_801) as i16 - 900,
        label: random_text(numbers),
        listing_address1: random_text(numbers),
        method: AccessMethod::ALL[numbers.below(7) as usize],
        operation: [0, 1, 2, 4, 8, 16][numbers.below(6) as usize],
        holder_kind: (numbers.below(2) == 0).then_some(holder),
        showing_agent_full_name: random_text(numbers),
        list_agent_full_name: random_text(numbers),
        outcome,
        reasons,
        notes: random_text(numbers),
        ..event("E", 86_400)
    }
}

/// The digits of the longest run, found anew: by throwing away what is no run.
fn longest_run(text: &str) -> usize {
    let characters: Vec<char> = text.chars().collect();
    let mut longest = 0;
    let mut digits = 0;
    let mut gap = 0;
    for character in characters {
        if character.is_ascii_digit() {
            digits = if gap <= 1 { digits + 1 } else { 1 };
            gap = 0;
        } else if " -.".contains(character) {
            gap += 1;
        } else if !character.is_ascii_control() {
            (digits, gap) = (0, 0);
        }
        longest = longest.max(digits);
    }
    longest
}

#[test]
fn no_report_shows_seven_digits_that_someone_typed() {
    let mut numbers = Numbers::new(16);
    for round in 0..400 {
        let events: Vec<Event> = (0..20)
            .map(|index| random_event(&mut numbers, round * 20 + index))
            .collect();
        let filter = ReportFilter {
            kinds: EventKind::ALL.iter().copied().collect(),
            ..ReportFilter::new(1_778_914_800, 1_779_001_200)
        };
        let lines = super::report(&events, &filter);
        assert_eq!(lines.lines().count(), 20);
        for line in lines.lines() {
            let fields: Vec<&str> = line.split(" | ").collect();
            // What is before is the time, and behind ids.
            for field in &fields[2..5] {
                assert!(longest_run(field) < 7 || *field == "LB-00012345", "{field}");
            }
            assert!(!line.chars().any(|character| character < ' '));
        }
        with(&events, |records| {
            let mut json = String::new();
            records.json_lines(&mut json).unwrap();
            for line in json.lines() {
                let object: serde_json::Map<String, serde_json::Value> =
                    serde_json::from_str(line).unwrap();
                for name in [
                    "LockOrBoxLabel",
                    "ListingAddress1",
                    "ShowingAgentFullName",
                    "ListAgentFullName",
                    "Notes",
                ] {
                    let shown = object[name].as_str().unwrap_or("");
                    assert!(longest_run(shown) < 7, "{shown}");
                }
            }
            for notice in records.notices() {
                let text = notice.text().to_string();
                let at = text.rfind(" on ").unwrap();
                let said = text[..at].replace("LB-00012345", "");
                assert!(longest_run(&said) < 7, "{said}");
            }
        });
    }
}

/// Masking changes digits of runs of seven and nothing else, and finds nothing the second
/// time.
#[test]
fn masking_changes_nothing_else() {
    let mut numbers = Numbers::new(17);
    let mut changed = 0;
    for _ in 0..20_000 {
        let Some(text) = random_text(&mut numbers) else {
            continue;
        };
        let masked = Masked(&text).to_string();
        assert!(longest_run(&masked) < 7, "{text:?} {masked:?}");
        assert_eq!(masked == text, longest_run(&text) < 7, "{text:?}");
        assert_eq!(masked.chars().count(), text.chars().count());
        for (before, after) in text.chars().zip(masked.chars()) {
            assert!(before == after || (before.is_ascii_digit() && after == '#'));
        }
        assert_eq!(Masked(&masked).to_string(), masked);
        changed += usize::from(masked != text);
    }
    assert!(changed > 1_000, "{changed}");
}
