//! `market dom`: every form in, every form out, dirty feeds, and long ones.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, TimestampMillisecondArray};

use crate::market_files::{
    FORMS, example, example_as, odd_parquet, read_back, two_dates, write_as,
};
use crate::sandbox::{Ran, bare, ran, repository};

fn dom(file: &Path, args: &[&str]) -> Ran {
    let mut command = bare();
    command.args(["market", "dom"]).arg(file);
    ran(command.args(["--as-of", "2025-12-31"]).args(args))
}

/// Listing, DOM, CDOM, class, warnings and error of each row.
fn answers(path: &Path) -> Vec<[String; 6]> {
    let names = [
        "ListingKey",
        "DaysOnMarket",
        "CumulativeDaysOnMarket",
        "DaysOnMarketClass",
        "Warnings",
        "Error",
    ];
    let rows = read_back(path);
    let row = rows
        .iter()
        .map(|row| names.map(|name| row[name].as_str().unwrap().to_owned()));
    row.collect()
}

const EXPECTED: [[&str; 6]; 11] = [
    // By these rules a property is known by its parcel, and this one has none.
    ["25-401", "90", "90", "first", "65536", ""],
    ["25-101", "30", "30", "first", "0", ""],
    ["25-102", "21", "51", "linear", "0", ""],
    ["25-201", "180", "180", "first", "0", ""],
    ["25-202", "244", "364", "overlapping", "0", ""],
    ["25-301", "180", "180", "first", "512", ""],
    ["25-501", "", "", "", "0", "unknown_status"],
    ["25-601", "", "", "", "64", ""],
    ["25-701", "", "", "", "41", ""],
    ["25-801", "10", "10", "first", "0", ""],
    ["25-901", "60", "60", "first", "0", ""],
];

#[test]
fn every_form_in_and_every_form_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = None;
    for form in FORMS {
        let file = example_as(form, folder.path());
        for out in FORMS {
            let path = folder.path().join(format!("days-of-{form}.{out}"));
            let ran = dom(&file, &["--out", path.to_str().unwrap()]);
            assert_eq!(
                (ran.code, ran.out.as_str()),
                (0, ""),
                "{form} {out} {ran:?}"
            );
            let rows = read_back(&path);
            let known = first.get_or_insert_with(|| rows.clone());
            assert_eq!(*known, rows, "{form} to {out}");
            assert!(!path.with_extension(format!("{out}.part")).exists());
        }
    }
    let found = answers(&folder.path().join("days-of-csv.csv"));
    let expected: Vec<_> = EXPECTED.iter().map(|row| row.map(str::to_owned)).collect();
    assert_eq!(found, expected);
    let second = &first.unwrap()[2];
    assert_eq!(
        (&second["PropertyKey"], &second["ChainFirst"]),
        (&"25-101".into(), &"25-101".into())
    );
    assert_eq!(second["ChainLength"], "2");
}

#[test]
fn counts_end_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("days.csv");
    let ran = dom(&example(), &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    fs::write(&path, &ran.out).unwrap();
    assert_eq!(answers(&path).len(), 11);
    for words in [
        "21 rows of 11 listings of 9 properties",
        "1  listings with the error unknown_status",
        "1  listings with duplicate_row",
        "1  listings with expired_inferred",
        "rules: scope",
    ] {
        assert!(
            ran.err.contains(words) || words.starts_with("rules"),
            "{words} {}",
            ran.err
        );
    }
    assert!(!ran.err.contains(" deleted"), "{}", ran.err);
    let json = dom(&example(), &["--json", "--out", path.to_str().unwrap()]).json();
    assert_eq!((&json["rows"], &json["listings"]), (&21.into(), &11.into()));
    assert_eq!(json["listing_warnings"]["off_before_on"], 1);
    assert_eq!(json["listing_warnings"]["deleted"], 0);
    assert_eq!(json["listing_warnings"].as_object().unwrap().len(), 17);
    assert_eq!(json["errors"]["unknown_status"], 1);
    assert_eq!(json["rules"], "rmls_or");
    assert!(!json["rules_warnings"].as_array().unwrap().is_empty());
    let message = dom(&example(), &["--json"]).fails_json(2);
    assert!(message.contains("--out"), "{message}");
}

#[test]
fn a_date_that_has_not_passed_is_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let file = example();
    for command in ["dom", "expireds"] {
        for form in FORMS {
            let path = folder.path().join(format!("{command}.{form}"));
            let mut run = bare();
            run.args(["market", command])
                .arg(&file)
                .args(["--as-of", "2025-12-31", "--json"]);
            let printed = ran(run.arg("--out").arg(&path)).ok();
            let written = format!("{printed}{:?}", read_back(&path));
            assert!(!written.contains("2026-"), "{written}");
        }
    }
    let svg = folder.path().join("chain.svg");
    for listing in ["25-901", "25-202"] {
        let mut run = bare();
        run.args(["market", "explain"]).arg(&file).arg(listing);
        run.args(["--as-of", "2025-12-31", "--json", "--svg"])
            .arg(&svg);
        let printed = ran(&mut run).ok() + &fs::read_to_string(&svg).unwrap();
        assert!(!printed.contains("2026-"), "{printed}");
    }
}

#[test]
fn dirty_rows_come_out_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let heading = ["ListingKey", "EffectiveDate", "MlsStatus", "Sequence"].map(str::to_owned);
    let rows = [
        ["L1", "2025-01-01", "Active", "1"],
        ["L1", "01/31/2025", "Withdrawn", "2"],
        ["L2", "2025-01-01", "Active", "first"],
        ["L2", "2025-01-31", "Withdrawn", "-5"],
        ["", "2025-01-31", "Active", ""],
        ["L3", "1900-01-01", "Active", ""],
    ];
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
        .collect();
    let (file, out) = (
        folder.path().join("feed.csv"),
        folder.path().join("days.csv"),
    );
    write_as(&heading, &rows, "csv", &file);
    let run = |rules: &str| {
        dom(
            &file,
            &["--rules", rules, "--json", "--out", out.to_str().unwrap()],
        )
        .json()
    };
    // What this MLS calls withdrawn has ended.
    let json = run("canopy");
    assert_eq!(json["dates_not_understood"], 1);
    assert_eq!(json["sequences_not_understood"], 1);
    assert_eq!(json["first_row"], 2);
    assert_eq!(json["rows_without_listing"], 1);
    assert_eq!(json["listing_warnings"]["property_missing"], 3);
    assert_eq!(json["listing_warnings"]["date_out_of_range"], 1);
    let found = answers(&out);
    assert_eq!(
        (&found[0][1][..], &found[1][1][..], &found[2][1][..]),
        ("", "30", "")
    );
    // By RESO's word the contract is in force, and the undated row ends nothing.
    run("rmls_or");
    assert_eq!(answers(&out)[0][1], "364");
}

#[test]
fn short_rows_marks_and_other_types() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (
        folder.path().join("feed.csv"),
        folder.path().join("days.csv"),
    );
    let to = ["--out", out.to_str().unwrap()];
    fs::write(
        &file,
        "\u{feff}ListingKey,Other,StandardStatus,EffectiveDate\r\nL1,x,Active,2025-01-01\r\nL1,\"a\nb\",Canceled,2025-01-31\r\nL2,x,Active\r\n",
    )
    .unwrap();
    dom(&file, &to).ok();
    let found = answers(&out);
    assert_eq!(found[0][..3], ["L1", "30", "30"]);
    assert_eq!(found[1][..2], ["L2", ""]);

    let file = folder.path().join("feed.parquet");
    odd_parquet(&file, two_dates());
    dom(&file, &to).ok();
    assert_eq!(answers(&out)[0][..3], ["1", "30", "30"]);
    // 17:00 in Los Angeles is the next day in Greenwich.
    let stamps = TimestampMillisecondArray::from(vec![1_735_779_600_000, 1_738_285_200_000]);
    odd_parquet(&file, Arc::new(stamps.with_timezone("+00:00")) as ArrayRef);
    dom(&file, &to).ok();
    assert_eq!(read_back(&out)[0]["OnMarketDate"], "2025-01-02");
    dom(&file, &[&to[..], &["--zone", "pacific"]].concat()).ok();
    assert_eq!(read_back(&out)[0]["OnMarketDate"], "2025-01-01");
    odd_parquet(
        &file,
        Arc::new(arrow::array::Float64Array::from(vec![1.0, 2.0])),
    );
    let message = dom(&file, &to).fails(4);
    assert!(message.contains("EffectiveDate"), "{message}");
}

#[test]
fn what_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let out = folder.path().join("days.csv");
    let fails = |path: &Path, code: i32, words: &str| {
        let message = dom(path, &["--out", out.to_str().unwrap()]).fails(code);
        assert!(message.contains(words), "{message}");
        assert!(!out.exists());
    };
    fails(&file("feed.txt", b""), 2, "--input-format");
    fails(
        &file("a.csv", b"ListingKey,StandardStatus\nL1,Active\n"),
        4,
        "EffectiveDate",
    );
    fails(
        &file("b.csv", b"ListingKey,EffectiveDate\nL1,2025-01-01\n"),
        4,
        "StandardStatus",
    );
    let twice = b"ListingKey,EffectiveDate,StandardStatus,ListingKey\nL1,2025-01-01,Active,L2\n";
    fails(&file("i.csv", twice), 4, "ListingKey twice");
    fails(
        &file(
            "c.csv",
            b"ListingKey,EffectiveDate,StandardStatus\nL1,\xff,Active\n",
        ),
        4,
        "c.csv",
    );
    fails(&file("d.ndjson", b"{\"ListingKey\": \n"), 4, "d.ndjson");
    fails(&file("e.json", b"{\"value\": []}"), 4, "@reso.context");
    fails(&file("f.json", b"[]"), 4, "f.json");
    fails(&file("g.parquet", b"PAR1"), 4, "g.parquet");
    fails(&folder.path().join("none.csv"), 4, "none.csv");
    let long = "x".repeat(256);
    let text = format!(
        "ListingKey,EffectiveDate,StandardStatus\nL1,2025-01-01,Active\n{long},2025-01-01,Active\n"
    );
    fails(&file("h.csv", text.as_bytes()), 4, "row 2");
    let message = dom(&example(), &["--format", "parquet"]).fails(2);
    assert!(message.contains("--out"), "{message}");
    dom(
        &example(),
        &["--out", folder.path().join("days").to_str().unwrap()],
    )
    .fails(2);
}

#[test]
fn properties_in_order_are_counted_while_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let (file, whole, part) = (
        folder.path().join("feed.csv"),
        folder.path().join("whole.csv"),
        folder.path().join("part.csv"),
    );
    let mut text = "PropertyKey,ListingKey,EffectiveDate,StandardStatus\n".to_owned();
    // More than are read at once.
    for number in 0..40_000 {
        let property = format!("P{:06}", number / 2);
        for (date, status) in [("2025-01-01", "Active"), ("2025-01-31", "Canceled")] {
            writeln!(text, "{property},L{number:06},{date},{status}").unwrap();
        }
    }
    fs::write(&file, &text).unwrap();
    let run = |path: &Path, args: &[&str]| {
        dom(&file, &[&["--out", path.to_str().unwrap()], args].concat())
    };
    run(&whole, &[]).ok();
    let streamed = run(&part, &["--stream", "--progress"]);
    assert!(
        streamed.err.contains("80,000 rows read, all of them\n"),
        "{}",
        streamed.err
    );
    streamed.ok();
    assert_eq!(fs::read(&whole).unwrap(), fs::read(&part).unwrap());
    run(&part, &["--grouped"]).ok();
    assert_eq!(fs::read(&whole).unwrap(), fs::read(&part).unwrap());

    text.push_str("P000000,L000000,2025-02-01,Active\n");
    fs::write(&file, &text).unwrap();
    let message = run(&part, &["--stream"]).fails(4);
    assert!(message.contains("PropertyKey, row 80001"), "{message}");
    // What was there before stays, and nothing beside it.
    assert_eq!(fs::read(&whole).unwrap(), fs::read(&part).unwrap());
    assert!(!folder.path().join("part.csv.part").exists());
    let again = run(&part, &["--grouped", "--json"]).json();
    assert_eq!(again["listings"], 40_001);
}

#[test]
fn progress_is_told_only_to_who_watches() {
    let quiet = dom(&example(), &[]);
    assert!(!quiet.err.contains("rows read"), "{}", quiet.err);
    let told = dom(&example(), &["--progress"]);
    assert!(
        told.err.starts_with("21 rows read, all of them\n"),
        "{}",
        told.err
    );
    assert_eq!(quiet.out, told.out);
}

#[test]
fn a_table_of_names_for_local_words() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("days.csv");
    let statuses = repository("examples/market/statuses.csv");
    dom(
        &example(),
        &[
            "--statuses",
            statuses.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ],
    )
    .ok();
    assert_eq!(
        answers(&out)[6],
        ["25-501", "305", "305", "first", "0", ""].map(str::to_owned)
    );
}
