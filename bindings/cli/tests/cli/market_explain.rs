//! `market explain` and `market rules`: pictures and sources.

use std::fmt::Write as _;
use std::fs;

use crate::market_files::example;
use crate::sandbox::{Ran, bare, ran, repository};

fn market(args: &[&str]) -> Ran {
    ran(bare().arg("market").args(args))
}

fn explain(listing: &str, args: &[&str]) -> Ran {
    let file = example();
    let start = [
        "explain",
        file.to_str().unwrap(),
        listing,
        "--as-of",
        "2025-12-31",
    ];
    market(&[&start[..], args].concat())
}

#[test]
fn the_pictures_are_as_committed() {
    let mut drawn = String::new();
    for (listing, rules) in [
        ("25-102", "rmls_or"),
        ("25-102", "rahb"),
        ("25-202", "rmls_or"),
        ("25-301", "rmls_or"),
        ("25-601", "rmls_or"),
        ("25-701", "rmls_or"),
        ("25-801", "northstar_mn"),
    ] {
        writeln!(
            drawn,
            "$ doorward market explain history.csv {listing} --rules {rules}"
        )
        .unwrap();
        drawn.push_str(&explain(listing, &["--rules", rules]).ok());
        drawn.push('\n');
    }
    let golden = repository("bindings/cli/tests/market-explain.txt");
    if std::env::var_os("DOORWARD_BLESS").is_some() {
        fs::write(&golden, &drawn).unwrap();
    }
    assert_eq!(drawn, fs::read_to_string(golden).unwrap());
    assert!(
        drawn.contains("21 days on market, 51 days cumulative"),
        "{drawn}"
    );
}

#[test]
fn the_rules_are_those_of_the_day_on_which_the_listing_began() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.csv");
    let text = "PropertyKey,ListingKey,EffectiveDate,StandardStatus\n\
        P,L1,2020-01-01,Active\nP,L1,2020-02-01,Canceled\n\
        P,L2,2020-04-15,Active\nP,L2,2020-05-15,Canceled\n";
    fs::write(&file, text).unwrap();
    let of = |rules: &[&str]| {
        let start = [
            "explain",
            file.to_str().unwrap(),
            "L2",
            "--as-of",
            "2025-12-31",
        ];
        market(&[&start[..], rules].concat())
    };
    // A gap of 74 days carried until June 2020, when 90 became 45.
    let now = of(&["--rules", "armls"]).ok();
    assert!(
        now.contains("30 days on market, 30 days cumulative"),
        "{now}"
    );
    let then = of(&["--rules", "armls", "--in-effect"]).ok();
    assert!(
        then.contains("30 days on market, 61 days cumulative"),
        "{then}"
    );
    of(&["--rules", "crmls", "--in-effect"]).fails(2);
}

#[test]
fn the_drawing_is_good_xml_whatever_the_keys_are() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.csv");
    let key = "<L&1>\u{1b}\"\u{fffe}";
    let quoted = format!("\"{}\"", key.replace('"', "\"\""));
    let row = |date: &str, status: &str| format!("P,{quoted},{date},{status}\n");
    let text = format!(
        "PropertyKey,ListingKey,EffectiveDate,StandardStatus\n{}{}P,L2,2025-02-07,Active\nP,L2,2025-02-28,Canceled\n",
        row("2025-01-01", "Active"),
        row("2025-01-31", "Canceled"),
    );
    fs::write(&file, text).unwrap();
    let svg = folder.path().join("chain.svg");
    for listing in ["L2", key] {
        let args = [
            "explain",
            file.to_str().unwrap(),
            listing,
            "--as-of",
            "2025-12-31",
            "--svg",
        ];
        market(&[&args[..], &[svg.to_str().unwrap()]].concat()).ok();
        let drawn = fs::read_to_string(&svg).unwrap();
        let document = roxmltree::Document::parse(&drawn).unwrap();
        let root = document.root_element();
        assert_eq!(
            root.tag_name().namespace(),
            Some("http://www.w3.org/2000/svg")
        );
        let count = |name: &str| {
            root.descendants()
                .filter(|node| node.tag_name().name() == name)
                .count()
        };
        // A background, and a bar for each listing; a gap where there are two.
        let listings = if listing == "L2" { 2 } else { 1 };
        assert_eq!(count("rect"), listings + 1, "{drawn}");
        assert!(
            root.descendants()
                .any(|node| node.text().is_some_and(|text| text.contains("<L&1>")))
        );
        assert_eq!(drawn.contains("stroke-dasharray"), listings == 2);
    }
}

#[test]
fn explanations_for_programs() {
    let json = explain("25-102", &["--json"]).json();
    let found = &json["explanation"];
    assert_eq!((&found["dom"], &found["cdom"]), (&21.into(), &51.into()));
    assert_eq!(found["chain"], serde_json::json!(["25-101", "25-102"]));
    assert_eq!(json["property"], "25-101");
    assert_eq!(json["listing_values_differ"], false);
    assert_eq!(json["key_doubts"], serde_json::json!([]));
}

#[test]
fn what_is_not_explained() {
    let message = explain("25-999", &[]).fails(1);
    assert!(message.contains("25-999"), "{message}");
    let message = explain("25-501", &[]).fails(1);
    assert!(
        message.contains("\"Contingent\"") && message.contains("--statuses"),
        "{message}"
    );
    let statuses = repository("examples/market/statuses.csv");
    explain("25-501", &["--statuses", statuses.to_str().unwrap()]).ok();
    let message = explain("25-101", &["--rules", "nobody"]).fails(1);
    assert!(message.contains("market rules"), "{message}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.csv");
    fs::write(&file, "PropertyKey,ListingKey,EffectiveDate,StandardStatus\nP1,L1,2025-01-01,Active\nP2,L1,2025-02-01,Active\n").unwrap();
    let args = [
        "explain",
        file.to_str().unwrap(),
        "L1",
        "--as-of",
        "2025-12-31",
    ];
    let message = market(&args).fails(2);
    assert!(message.contains("--property"), "{message}");
    let found = market(&[&args[..], &["--property", "P2", "--json"]].concat()).json();
    assert_eq!(found["explanation"]["dom"], 333);
}

#[test]
fn rules_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.json");
    fs::write(&path, r#"{"carry_max_gap": 6, "count": "inclusive"}"#).unwrap();
    let rules = ["--rules", path.to_str().unwrap(), "--json"];
    let found = explain("25-102", &rules).json();
    assert_eq!(found["explanation"]["cdom"], 22);
    assert_eq!(found["explanation"]["class"], "reset_gap");
    fs::write(&path, r#"{"carry_max_gap": 6, "lookback_days": 6}"#).unwrap();
    explain("25-102", &rules[..2]).fails(4);
}

#[test]
fn rules_are_listed_with_their_sources() {
    let list = market(&["rules"]).ok();
    for words in [
        "rmls_or",
        "armls_pre2020",
        "2004-09-07",
        "2020-06-03",
        "365 days back",
        "none checked",
    ] {
        assert!(list.contains(words), "{words}\n{list}");
    }
    let one = market(&["rules", "rmls_or"]).ok();
    for words in [
        "Eclipsing CDOM",
        "2008-09",
        "2023-12-31",
        "source 1",
        "assumed",
        "Market Action",
    ] {
        assert!(one.contains(words), "{words}\n{one}");
    }
    let canopy = market(&["rules", "canopy"]).ok();
    assert!(canopy.contains("\"Withdrawn\" means Canceled"), "{canopy}");
    market(&["rules", "nobody"]).fails(1);
    let json = market(&["rules", "--json"]).json();
    assert_eq!(json["rules"].as_array().unwrap().len(), 37);
    let json = market(&["rules", "armls", "--json"]).json();
    assert_eq!(json["rules"]["carry_max_gap"], 45);
    assert_eq!(json["effective_from"], "2023-10-05");
}
