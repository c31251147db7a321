//! Access events: recorded once, reported, and exported without a code's digits.

use std::fs;

use serde_json::Value;

use crate::boxes::WRONG;
use crate::sandbox::{Ran, Sandbox};

const NOON: &str = "2026-03-07 12:00";

/// What a sandbox's box and vault have seen.
pub(crate) struct Seen {
    pub(crate) sandbox: Sandbox,
    /// Every code's digits.
    pub(crate) codes: Vec<String>,
    /// A file with the box's log.
    pub(crate) log: String,
}

/// An agent with a day code, somebody with a FlexCode, a guest and a member with grants, and a
/// guesser.
pub(crate) fn seen() -> Seen {
    let sandbox = Sandbox::with_box(&["--single-use-day-codes"]);
    sandbox.ok(&["member", "add", "A-9", "--name", "Ada Pine"]);
    let day = sandbox.digits(&["code", "day", "LB-1", "--to", "A-9"]);
    let flex = [
        "code", "flex", "LB-1", "--from", "now", "--for", "1h", "--to", "Flo",
    ];
    let flex = sandbox.digits(&flex);
    let (_, guest) = sandbox.granted(&["--for", "2h"]);
    let (_, member) = sandbox.granted(&["--for", "9h", "--operations", "member"]);
    assert_eq!(sandbox.enter(NOON, &day)["number"], 0);
    assert_eq!(sandbox.enter("2026-03-07 12:05", &flex)["number"], 0);
    for _ in 0..3 {
        sandbox.enter("2026-03-07 12:06", WRONG);
    }
    let key = ["key"];
    assert_eq!(
        sandbox.present("2026-03-07 12:10", &guest, &key)["number"],
        0
    );
    assert_eq!(sandbox.enter("2026-03-07 12:15", &day)["reason"], "used_up");
    let log = sandbox.log(&member, "log", &[]);
    Seen {
        sandbox,
        codes: vec![day, flex],
        log,
    }
}

/// The report of `Seen`, in the zone of the box, which was hung at the listing after all was
/// issued: only what nobody was issued is told as of there.
const REPORT: &str = "\
2026-03-07 12:00:00 -0800 | opened: day code | LB-1 | - | Ada Pine | A-9
2026-03-07 12:05:00 -0800 | opened: flex code | LB-1 | - | Flo | -
2026-03-07 12:06:00 -0800 | refused (WrongCode): day code | LB-1 | 12 Main St | - | -
2026-03-07 12:10:00 -0800 | opened: guest access | LB-1 | - | Ada | -
2026-03-07 12:15:00 -0800 | refused (UsedUp): day code | LB-1 | - | Ada Pine | A-9
2026-03-07 12:30:00 -0800 | log read: member access | LB-1 | - | Ada | -
";

impl Sandbox {
    pub(crate) fn report(&self, args: &[&str]) -> String {
        self.ok(&[&["report"], args].concat())
    }

    /// The events as the compliance export has them.
    pub(crate) fn exported(&self) -> Vec<Value> {
        let lines = self.ok(&["export", "--format", "jsonl"]);
        let lines = lines.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// A member of each event.
pub(crate) fn members<'a>(events: &'a [Value], name: &str) -> Vec<&'a str> {
    let members = events.iter().map(|event| event[name].as_str());
    members.map(|member| member.unwrap_or("-")).collect()
}

#[test]
fn what_happened_is_reported_once_the_log_is_there() {
    let Seen { sandbox, log, .. } = seen();
    let empty = sandbox.report(&["--lockbox", "LB-1"]);
    assert_eq!(empty, "nothing is recorded of this time\n");
    sandbox.ok(&["lockbox", "assign", "LB-1", "--listing", "26-7"]);
    let text = sandbox.verify(&[&log]).ok();
    assert!(
        text.contains("access events: 7 recorded, 0 known before"),
        "{text}"
    );
    let today = ["--lockbox", "LB-1", "--from", "today 00:00"];
    // What the box did with its bulletin is an access too.
    let report = sandbox.report(&today);
    let (people, bulletins): (Vec<&str>, Vec<&str>) = report
        .split_inclusive('\n')
        .partition(|line| !line.contains("bulletin"));
    assert_eq!(people.concat(), REPORT);
    assert!(
        bulletins
            .iter()
            .all(|line| line.contains("applied: bulletin"))
    );
    // The same log again says nothing new.
    let again = sandbox.verify(&[&log, &log]).ok();
    assert!(
        again.contains("access events: 0 recorded, 7 known before"),
        "{again}"
    );
    assert_eq!(sandbox.report(&today), report);
    let json = sandbox.json(&[&["report"], &today[..]].concat());
    assert_eq!(json["kinds"], serde_json::json!(["use", "refusal"]));
    assert_eq!(
        json["lines"].as_array().unwrap().len(),
        report.lines().count()
    );
    assert_eq!(json["notices"].as_array().unwrap().len(), 1);
}

#[test]
fn a_guest_gives_a_notice_and_codes_give_none() {
    let Seen { sandbox, log, .. } = seen();
    assert_eq!(
        sandbox.report(&["--notices"]),
        "no showing is recorded of this time\n"
    );
    sandbox.verify(&[&log]).ok();
    assert_eq!(
        sandbox.report(&["--notices"]),
        "Showing at -: Ada (-) opened LB-1 on 2026-03-07 12:10:00 -0800.\n"
    );
    let later = ["--notices", "--from", "2026-03-07T12:11-08:00"];
    assert_eq!(
        sandbox.report(&later),
        "no showing is recorded of this time\n"
    );
}

#[test]
fn issues_and_revocations_are_recorded_as_they_happen() {
    let sandbox = Sandbox::with_box(&[]);
    sandbox.ok(&["card", "add", "CARD-1", "--zone", "pacific"]);
    sandbox.ok(&["code", "day", "LB-1", "--to", "Dan"]);
    let shackle = [
        "code",
        "flex",
        "LB-1",
        "--from",
        "now",
        "--for",
        "1h",
        "--shackle",
    ];
    sandbox.ok(&shackle);
    sandbox.ok(&["code", "service", "LB-1", "set-clock"]);
    sandbox.ok(&["code", "renewal", "CARD-1"]);
    let withheld = sandbox.issued(&["--for", "2h"]);
    let (released, _) = sandbox.granted(&["--for", "2h", "--operations", "owner"]);
    sandbox.ok(&["grant", "revoke", &withheld]);
    sandbox.ok(&["grant", "revoke", &released]);
    let events = sandbox.exported();
    let kinds = [
        "issue",
        "issue",
        "issue",
        "renewal",
        "issue",
        "issue",
        "revocation",
        "revocation",
    ];
    assert_eq!(members(&events, "EventKind"), kinds);
    let methods = [
        "day_code",
        "flex_code",
        "service_code",
        "card_phone",
        "guest_grant",
        "member_grant",
        "guest_grant",
        "member_grant",
    ];
    assert_eq!(members(&events, "AccessMethod"), methods);
    let names = ["Dan", "-", "-", "-", "Ada", "Ada", "Ada", "Ada"];
    assert_eq!(members(&events, "ShowingAgentFullName"), names);
    let kinds = ["-", "-", "-", "-", "-", "owner", "-", "owner"];
    assert_eq!(members(&events, "HolderKind"), kinds);
    assert_eq!(
        (&events[0]["Operation"], &events[1]["Operation"]),
        (&1.into(), &2.into())
    );
    assert_eq!(events[0]["KeyOrCredentialId"], "day-20519-0");
    assert_eq!(events[4]["KeyOrCredentialId"], withheld[..16]);
    assert_eq!(events[6]["KeyOrCredentialId"], withheld[..16]);
    assert!(events[3]["LockOrBoxId"].is_null() && events[3]["KeyOrCredentialId"] == "CARD-1");
    // A command that was refused has recorded nothing.
    assert_eq!(sandbox.run(&["grant", "revoke", &released]).code, 1);
    let over = ["code", "day", "LB-1", "--date", "2026-03-01"];
    assert_eq!(sandbox.run(&over).code, 1);
    assert_eq!(sandbox.exported().len(), events.len());
    let report = sandbox.report(&["--kinds", "revocation,renewal"]);
    assert_eq!(report.lines().count(), 3, "{report}");
    assert!(
        report.contains("renewed: card by telephone") && report.contains("revoked: member access")
    );
}

#[test]
fn no_form_holds_a_codes_digits() {
    let Seen {
        sandbox,
        mut codes,
        log,
    } = seen();
    // Somebody pastes a code into a name, in groups and on two lines.
    let code = codes[1].clone();
    let (head, tail) = code.split_at(5);
    for name in [
        format!("Flo {code}"),
        format!("{head} {tail} | Flo"),
        format!("{head}\n{tail}"),
        format!("=HYPERLINK(\"{code}\")"),
    ] {
        codes.push(sandbox.digits(&["code", "day", "LB-1", "--date", "tomorrow", "--to", &name]));
    }
    codes.push(sandbox.digits(&["code", "service", "LB-1", "set-clock"]));
    sandbox.verify(&[&log]).ok();
    let all = "issue,use,refusal,revocation,renewal";
    let printed: Vec<Ran> = [
        &["report", "--kinds", all][..],
        &["report", "--kinds", all, "--json"],
        &["report", "--notices"],
        &["export", "--format", "csv"],
        &["export", "--format", "csv", "--json"],
        &["export", "--format", "jsonl"],
        &["export", "--format", "jsonl", "--json"],
    ]
    .iter()
    .map(|args| sandbox.run(args))
    .collect();
    for ran in &printed {
        assert_eq!(ran.code, 0, "{ran:?}");
        for code in &codes {
            // However it is grouped.
            let plain: String = ran
                .out
                .chars()
                .filter(|sign| !" -.\n".contains(*sign))
                .collect();
            assert!(
                !ran.out.contains(code) && !plain.contains(code),
                "{}",
                ran.out
            );
        }
    }
    let report = &printed[0].out;
    assert!(report.contains("| Flo ########## |"), "{report}");
    assert!(report.contains("| ##### ##### / Flo |"), "{report}");
    assert!(
        report.lines().all(|line| line.split(" | ").count() == 6),
        "{report}"
    );
    // A formula is evidence, and stays one; its quotation marks are doubled.
    assert!(
        printed[3]
            .out
            .contains("\"=HYPERLINK(\"\"##########\"\")\""),
        "{:?}",
        printed[3]
    );
}

#[test]
fn an_export_is_whole_or_empty_and_goes_where_it_is_asked_to() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.ok(&["export", "--format", "jsonl"]), "");
    let header = sandbox.ok(&["export", "--format", "csv"]);
    assert!(header.starts_with("LockOrBoxKey,EventKind,") && header.ends_with("Reasons,Notes\r\n"));
    sandbox.ok(&["code", "day", "LB-1", "--to", "Dan"]);
    let whole = sandbox.ok(&["export", "--format", "csv"]);
    assert_eq!(whole.lines().count(), 2);
    let file = sandbox.path("export.csv");
    let out = file.to_str().unwrap();
    let json = sandbox.json(&["export", "--format", "csv", "--out", out]);
    assert_eq!(
        (&json["events"], &json["export"]),
        (&1.into(), &Value::Null)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    let later = [
        "export",
        "--format",
        "jsonl",
        "--from",
        "2026-03-07T20:00:01Z",
    ];
    assert_eq!(sandbox.ok(&later), "");
    for wrong in [
        &[
            "report",
            "--from",
            "2026-03-08T00:00Z",
            "--to",
            "2026-03-08T00:00Z",
        ][..],
        &["report", "--kinds", "uses"],
        &["export"],
        &["export", "--format", "xml"],
    ] {
        assert_eq!(sandbox.run(wrong).code, 2, "{wrong:?}");
    }
    assert_eq!(sandbox.run(&["report", "--lockbox", "LB-9"]).code, 1);
    assert_eq!(sandbox.run(&["report", "--listing", "26-9"]).code, 1);
    assert!(
        sandbox
            .run(&["export", "--format", "csv", "--out", "/nowhere/x"])
            .code
            == 4
    );
}

#[test]
fn listings_are_told_apart() {
    let Seen { sandbox, log, .. } = seen();
    sandbox.ok(&["lockbox", "assign", "LB-1", "--listing", "26-7"]);
    sandbox.verify(&[&log]).ok();
    sandbox.ok(&["listing", "add", "26-8", "--address", "14 Main St"]);
    let other = ["--listing", "26-8"];
    assert_eq!(sandbox.report(&other), "nothing is recorded of this time\n");
    let own = sandbox.report(&["--listing", "26-7", "--from", "2026-03-07T00:00Z"]);
    assert!(
        own.contains("refused (WrongCode): day code | LB-1 | 12 Main St"),
        "{own}"
    );
    assert!(!own.contains("opened"), "{own}");
}
