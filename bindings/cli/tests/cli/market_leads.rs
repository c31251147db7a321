//! `market expireds`: who may be called, from every form of a feed, in every form of answer.

use std::fs;

use crate::market_files::{FORMS, example, example_as, read_back, write_as};
use crate::sandbox::{Ran, bare, ran, repository};

const AS_OF: [&str; 2] = ["--as-of", "2025-12-31"];

fn expireds(file: &std::path::Path, args: &[&str]) -> Ran {
    ran(bare()
        .args(["market", "expireds"])
        .arg(file)
        .args(AS_OF)
        .args(args))
}

/// Listing, answer, reasons and error of each row.
fn answers(path: &std::path::Path) -> Vec<[String; 4]> {
    read_back(path)
        .iter()
        .map(|row| {
            ["ListingKey", "LeadAnswer", "LeadReasons", "Error"]
                .map(|name| row[name].as_str().unwrap().to_owned())
        })
        .collect()
}

fn expected() -> Vec<[String; 4]> {
    let rows = [
        ["25-101", "Clear", "", ""],
        ["25-102", "Clear", "", ""],
        ["25-201", "Blocked", "other_in_force", ""],
        ["25-301", "Unverified", "expiry_inferred", ""],
        ["25-401", "Unverified", "key_doubtful", ""],
        ["25-501", "Unverified", "history_unclear", "unknown_status"],
    ];
    rows.map(|row| row.map(str::to_owned)).into()
}

#[test]
fn every_form_in_and_every_form_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = None;
    for form in FORMS {
        let file = example_as(form, folder.path());
        for out in FORMS {
            let path = folder.path().join(format!("out-of-{form}.{out}"));
            let ran = expireds(&file, &["--out", path.to_str().unwrap()]);
            assert_eq!(
                (ran.code, ran.out.as_str()),
                (0, ""),
                "{form} {out} {ran:?}"
            );
            assert!(ran.err.contains("Unverified"), "{ran:?}");
            let rows = read_back(&path);
            let known = first.get_or_insert_with(|| rows.clone());
            assert_eq!(*known, rows, "{form} to {out}");
        }
    }
    // What is in force for all that is known is no lead, nor is what was sold.
    let answers = answers(&folder.path().join("out-of-csv.csv"));
    assert_eq!(answers, expected());
    let row = &first.unwrap()[0];
    assert_eq!(row["PropertyKey"], "25-101");
    assert_eq!(row["OffMarketDate"], "2025-01-31");
    assert_eq!(row["StandardStatus"], "Canceled");
}

#[test]
fn a_table_of_names_turns_an_error_into_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leads.csv");
    let statuses = repository("examples/market/statuses.csv");
    let args = [
        "--statuses",
        statuses.to_str().unwrap(),
        "--out",
        path.to_str().unwrap(),
    ];
    let ran = expireds(&example(), &[&args[..], &["--json"]].concat());
    let counts = ran.json();
    assert_eq!(counts["errors"]["unknown_status"], 0);
    assert_eq!(counts["answers"]["Clear"], 2);
    assert_eq!(counts["rows"], 21);
    // In force now, and so no lead.
    assert!(
        answers(&path)
            .iter()
            .all(|[listing, ..]| listing != "25-501")
    );

    let without = expireds(&example(), &["--json", "--out", path.to_str().unwrap()]).json();
    assert_eq!(without["errors"]["unknown_status"], 1);
    let bad = folder.path().join("bad.csv");
    fs::write(&bad, "local,StandardStatus\nSold,Gone\n").unwrap();
    let message = expireds(&example(), &["--statuses", bad.to_str().unwrap()]).fails(4);
    assert!(
        message.contains("\"Sold\"") && message.contains("\"Gone\""),
        "{message}"
    );
}

#[test]
fn what_protects_an_owner_is_never_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let heading = [
        "PropertyKey",
        "ListingKey",
        "EffectiveDate",
        "StandardStatus",
        "OptedOut",
        "DoNotCall",
        "ProtectedUntil",
    ]
    .map(str::to_owned);
    let rows = |flags: [&str; 3]| -> Vec<Vec<String>> {
        let row = |date: &str, status: &str, flags: [&str; 3]| {
            let cells = [&["P1", "L1", date, status][..], &flags].concat();
            cells.into_iter().map(str::to_owned).collect()
        };
        vec![
            row("2025-01-01", "Active", ["", "", ""]),
            row("2025-06-30", "Expired", flags),
        ]
    };
    let file = folder.path().join("feed.csv");
    let out = folder.path().join("out.csv");
    for (flags, answer, reasons, do_not_call) in [
        (["", "", ""], "Clear", "", "false"),
        (["no", "YES", "2025-12-30"], "Clear", "", "true"),
        (["true", "0", ""], "Blocked", "opted_out", "false"),
        (
            ["", "", "2025-12-31"],
            "Blocked",
            "protection_period",
            "false",
        ),
    ] {
        write_as(&heading, &rows(flags), "csv", &file);
        expireds(&file, &["--out", out.to_str().unwrap()]).ok();
        let row = &read_back(&out)[0];
        assert_eq!(
            (&row["LeadAnswer"], &row["LeadReasons"]),
            (&answer.into(), &reasons.into())
        );
        assert_eq!(row["DoNotCall"], do_not_call);
    }
    for flags in [
        ["perhaps", "", ""],
        ["", "2", ""],
        ["", "", "soon"],
        ["", "", "1900-01-01"],
    ] {
        write_as(&heading, &rows(flags), "csv", &file);
        let message = expireds(&file, &[]).fails(4);
        assert!(message.contains("cannot be understood"), "{message}");
    }
}

#[test]
fn a_property_that_nothing_names_is_in_doubt() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.csv");
    let rows = "2025-01-01,Active\nL1,2025-06-30,Expired\n";
    fs::write(
        &file,
        format!("ListingKey,EffectiveDate,StandardStatus\nL1,{rows}"),
    )
    .unwrap();
    let out = folder.path().join("out.csv");
    expireds(&file, &["--out", out.to_str().unwrap()]).ok();
    assert_eq!(
        answers(&out),
        [["L1", "Unverified", "key_doubtful", ""].map(str::to_owned)]
    );
}
