//! Cards: renewals, and the key of the day on days of 23, 24 and 25 hours.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::listed();
    let add = [
        "card", "add", "CARD-1", "--zone", "pacific", "--member", "M-7",
    ];
    sandbox.ok(&add);
    sandbox
}

/// What a card's event at `now` came to: whether it was permitted, and the state.
fn event(sandbox: &Sandbox, now: &str, words: &str) -> (bool, Value) {
    let args: Vec<&str> = words.split(' ').collect();
    let ran = sandbox.at(now, &[&["card"][..], &args, &["CARD-1", "--json"]].concat());
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    assert_eq!(ran.code == 0, json["decision"] == "permit", "{ran:?}");
    (ran.code == 0, json["key_of_day"].clone())
}

/// Instant, answer, then day, key, fallback and the card's next day after it, and the event.
const NIGHT: &str = "\
2026-10-31T08:00-07:00 permit 20757 app false false open-app
2026-10-31T15:59:59-07:00 permit 20757 app false false renew
2026-10-31T16:00-07:00 permit 20757 app false true renew
2026-10-31T16:01-07:00 deny 20757 app false true use
2026-10-31T23:59:59-07:00 permit 20757 app false true open-app
2026-11-01T00:00-07:00 deny 20758 card false false open-app
2026-11-01T01:30-07:00 permit 20758 card false false use
2026-11-01T01:30-08:00 deny 20758 card false false open-app
2026-11-01T15:59:59-08:00 permit 20758 card false false renew
2026-11-01T23:59:59-08:00 deny 20758 card false false update-code --phone-lost
2026-11-02T00:00-08:00 permit 20759 app false false open-app
2026-11-02T08:00-08:00 permit 20759 card true false update-code --phone-lost
2026-11-02T09:00-08:00 deny 20759 card true false open-app
2026-11-02T17:00-08:00 permit 20759 card true false use
2026-11-03T00:00-08:00 permit 20760 app false false open-app
";

#[test]
fn the_worked_table_of_the_night_with_25_hours() {
    let sandbox = sandbox();
    for line in NIGHT.lines() {
        let parts: Vec<&str> = line.splitn(7, ' ').collect();
        let [now, answer, day, key, fallback, next, words] = parts[..] else {
            panic!("{line}");
        };
        let expected = json!({
            "day": day.parse::<u32>().unwrap(),
            "key": key,
            "fallback": fallback == "true",
            "card_next": next == "true",
        });
        let (is_permit, state) = event(&sandbox, now, words);
        assert_eq!((is_permit, state), (answer == "permit", expected), "{line}");
    }
}

#[test]
fn a_day_of_23_hours_ends_when_it_ends() {
    let sandbox = sandbox();
    let renew = |now: &str| sandbox.at(now, &["code", "renewal", "CARD-1", "--json"]);
    let sunday = renew("2026-03-08T16:00-07:00").json();
    assert_eq!(sunday["until"]["unix"], 1_773_039_600);
    assert_eq!(sunday["key_of_day"]["card_next"], true);
    let status = |now: &str| {
        sandbox
            .at(now, &["card", "status", "CARD-1", "--json"])
            .json()
    };
    assert_eq!(
        status("2026-03-08T17:00-07:00")["key_of_day"]["key"],
        "card"
    );
    assert!(!event(&sandbox, "2026-03-09T00:00-07:00", "open-app").0);
    assert!(event(&sandbox, "2026-03-10T00:00-07:00", "open-app").0);
    let read = sandbox.at("2026-03-07T23:59:59-08:00", &["card", "open-app", "CARD-1"]);
    assert!(read.fails(1).contains("later day"));
}

#[test]
fn a_lost_card_or_an_inactive_member_renews_nothing() {
    let sandbox = sandbox();
    let path = sandbox.path("gone.csv");
    std::fs::write(&path, "MemberKey,MemberStatus\nM-7,Inactive\n").unwrap();
    sandbox.ok(&["roster", "import", path.to_str().unwrap()]);
    sandbox.ok(&["card", "lost", "CARD-1"]);
    let ran = sandbox.run(&["card", "renew", "CARD-1", "--json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &json["decision"]), (1, &"deny".into()));
    assert_eq!(json["reasons"][0]["needs"], "active_membership");
    assert_eq!(json["reasons"][1]["reason"], "card_lost");
    assert_eq!(json["obligations"], json!(["record_refusal"]));
    let message = sandbox.run(&["code", "renewal", "CARD-1"]).fails(1);
    assert!(message.contains("the card is lost"), "{message}");
}

#[test]
fn renewals_at_once_take_each_its_own_number() {
    let sandbox = sandbox();
    let children: Vec<_> = (0..9)
        .map(|_| {
            let mut command = sandbox.command(&["code", "renewal", "CARD-1", "--json"]);
            command.stdout(std::process::Stdio::piped());
            command.stderr(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    let mut numbers: Vec<u64> = children
        .into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .filter(|output| output.status.success())
        .map(|output| serde_json::from_slice::<Value>(&output.stdout).unwrap())
        .map(|json| json["number"].as_u64().unwrap())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [0, 1, 2]);
}
