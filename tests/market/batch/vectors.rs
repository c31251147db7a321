//! The published vectors of histories, as tables.

use std::fs::read_to_string;
use std::path::Path;

use doorward::market::batch::Batch;
use doorward::market::{History, Rules};
use serde_json::Value;

use super::table::{expected, lines, rows, table};

/// The members of a test that make a history; none for one that is refused as a whole.
fn history(test: &Value) -> Option<History> {
    let members = ["as_of", "target", "listings"];
    let members = members.map(|name| (name.to_owned(), test[name].clone()));
    serde_json::from_value(Value::Object(members.into_iter().collect())).ok()
}

fn run(file: &str) -> [u64; 2] {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("vectors")
        .join(file);
    let vectors: Value = serde_json::from_str(&read_to_string(path).unwrap()).unwrap();
    let mut driven = [0, 0];
    for group in vectors["groups"].as_array().unwrap() {
        let Ok(rules) = serde_json::from_value::<Rules>(group["rules"].clone()) else {
            continue;
        };
        for test in group["tests"].as_array().unwrap() {
            let flags = test["flags"].as_array().unwrap();
            let is_listed = flags.iter().any(|flag| flag == "UnknownStatus");
            let is_valid = test["result"] == "valid";
            if !is_valid && !is_listed {
                continue;
            }
            let history = history(test).unwrap();
            let of_target = |line: &&super::table::Line| line.listing == history.target;
            let batch = Batch::new(rules, history.as_of).unwrap();
            let mut rows = rows(Some("P"), &history, rules.scope);
            rows.reverse();
            let (answer, _) = batch.run(&[table(&rows)]).unwrap();
            let lines = lines(&answer);
            assert_eq!(lines, expected(Some("P"), &history, &rules), "{test:#}");
            // A listing without rows does not come out.
            let Some(line) = lines.iter().find(of_target) else {
                continue;
            };
            if !is_valid {
                assert_eq!(line.error.as_deref(), Some("unknown_status"));
                driven[1] += 1;
                continue;
            }
            let number = |name: &str| test[name].as_i64().map(|days| days as i32);
            assert_eq!(line.days, [number("dom"), number("cdom")], "{test:#}");
            assert_eq!(line.class.as_deref(), test["class"].as_str(), "{test:#}");
            let chain = test["chain"].as_array().unwrap();
            let first = chain.first().and_then(Value::as_str);
            assert_eq!(line.chain_first.as_deref(), first, "{test:#}");
            assert_eq!(line.chain_len as usize, chain.len(), "{test:#}");
            driven[0] += 1;
        }
    }
    driven
}

#[test]
fn the_reference_agrees() {
    let [valid, unknown] = run("market.json");
    println!("market: {valid} valid, {unknown} with an unknown status");
    assert!(valid > 600 && unknown > 0);
    let [valid, unknown] = run("market-fields.json");
    println!("market-fields: {valid} valid, {unknown} with an unknown status");
    assert!(valid > 100 && unknown > 0);
}
