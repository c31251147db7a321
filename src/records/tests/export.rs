use core::slice::from_ref;
use test_std::string::{String, ToString};
use test_std::vec::Vec;

use super::secrecy::random_event;
use super::{Event, text, with, worked};
use crate::fleet::testing::Numbers;
use crate::records::{Masked, Records};

const JSON: &str = concat!(
    r#"{"LockOrBoxKey":"E-3","EventKind":"use","LockOrBoxAccessTimestamp":"2026-05-17T00:02:00Z","#,
    r#""UtcOffsetMinutes":-420,"ListingTimeZone":"America/Los_Angeles","LockOrBoxId":"LB-00012345","#,
    r#""LockOrBoxLabel":"Front door","ListingId":"L-1","ListingAddress1":"12 Elm St","#,
    r#""AccessMethod":"guest_grant","LockOrBoxAccessType":"App","Operation":1,"#,
    r#""KeyOrCredentialId":"a0a1a2a3a4a5a6a7","HolderKind":"out_of_board_agent","ShowingAgentId":"X-3","#,
    r#""ShowingAgentMlsId":null,"ShowingAgentFullName":"Xavier Ode","ListAgentFullName":null,"#,
    r#""Outcome":"Open","Reasons":[],"Notes":null}"#,
    "\n"
);

const CSV: &str = concat!(
    "E-3,use,2026-05-17T00:02:00Z,-420,America/Los_Angeles,LB-00012345,Front door,L-1,12 Elm St,",
    "guest_grant,App,1,a0a1a2a3a4a5a6a7,out_of_board_agent,X-3,,Xavier Ode,,Open,,",
    "\"said \"\"thanks\"\", left\"\r\n"
);

fn json_lines(records: Records<'_, String>) -> String {
    let mut out = String::new();
    records.json_lines(&mut out).unwrap();
    out
}

fn csv(records: Records<'_, String>) -> String {
    let mut out = String::new();
    records.csv(&mut out).unwrap();
    out
}

#[test]
fn the_worked_lines() {
    let [third, ..] = worked();
    assert_eq!(with(from_ref(&third), json_lines), JSON);
    let noted = Event {
        notes: text("said \"thanks\", left"),
        ..third
    };
    let csv = with(&[noted], csv);
    let (header, line) = csv.split_once("\r\n").unwrap();
    assert_eq!(line, CSV);
    assert!(header.starts_with("LockOrBoxKey,EventKind,"));
    assert!(header.ends_with(",Outcome,Reasons,Notes"));
    let mut none: [&Event; 0] = [];
    let none = Records::arrange(&mut none).unwrap();
    assert_eq!(self::csv(none), header.to_string() + "\r\n");
    assert_eq!(json_lines(none), "");
}

#[test]
fn strings_are_escaped_as_said() {
    let [third, ..] = worked();
    let odd = Event {
        notes: text("\"\\\u{8}\t\n\u{c}\r\u{1}\u{1f}\u{7f}/é\u{2028}"),
        ..third
    };
    let json = with(from_ref(&odd), json_lines);
    let expected = "\"Notes\":\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f\u{7f}/é\u{2028}\"}\n";
    assert!(json.ends_with(expected), "{json}");
    for (notes, field) in [
        ("=1+1", "=1+1"),
        (" a ", " a "),
        ("a,b", "\"a,b\""),
        ("a\rb", "\"a\rb\""),
        ("a\nb", "\"a\nb\""),
        ("\"", "\"\"\"\""),
        ("a;b\tc", "a;b\tc"),
    ] {
        let noted = Event {
            notes: text(notes),
            ..odd.clone()
        };
        let line = with(&[noted], csv);
        assert!(
            line.ends_with(&(",Open,,".to_string() + field + "\r\n")),
            "{line}"
        );
    }
}

/// What both forms say of an event, by the crates that are made to read them.
#[test]
fn both_forms_are_read_back_as_the_same_values() {
    let mut numbers = Numbers::new(7);
    let mut events: Vec<Event> = (0..300).map(|i| random_event(&mut numbers, i)).collect();
    events.extend(worked());
    let (json, table) = with(&events, |records| (json_lines(records), csv(records)));
    let mut reader = csv::ReaderBuilder::new().from_reader(table.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(Into::into).collect();
    assert_eq!(header.len(), 21);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let lines: Vec<&str> = json.split_terminator('\n').collect();
    assert_eq!((rows.len(), lines.len()), (events.len(), events.len()));
    with(&events, |records| {
        for ((event, row), line) in records.events().zip(&rows).zip(lines) {
            let object: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(line).unwrap();
            assert_eq!(object.len(), 21);
            for (name, cell) in header.iter().zip(row) {
                let expected = match &object[name] {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(text) => text.clone(),
                    serde_json::Value::Array(names) => {
                        let names: Vec<_> =
                            names.iter().map(|name| name.as_str().unwrap()).collect();
                        names.join(" ")
                    }
                    number => number.to_string(),
                };
                assert_eq!(cell, expected, "{name}");
            }
            let masked = |text: &Option<String>| {
                serde_json::to_value(text.as_ref().map(|text| Masked(text).to_string())).unwrap()
            };
            assert_eq!(object["Notes"], masked(&event.notes));
            assert_eq!(object["LockOrBoxLabel"], masked(&event.label));
            assert_eq!(object["ListingAddress1"], masked(&event.listing_address1));
            assert_eq!(
                object["ShowingAgentFullName"],
                masked(&event.showing_agent_full_name)
            );
            assert_eq!(
                object["ListAgentFullName"],
                masked(&event.list_agent_full_name)
            );
            assert_eq!(object["LockOrBoxKey"], event.lock_or_box_key.as_str());
            assert_eq!(object["Operation"], event.operation);
            assert_eq!(object["UtcOffsetMinutes"], event.utc_offset_minutes);
            assert_eq!(object["Outcome"], event.outcome.name());
        }
    });
}
