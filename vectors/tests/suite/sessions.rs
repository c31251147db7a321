//! Each decision and each save of a session is compared: a little change is noticed.

use serde_json::{Value, json};

use crate::support::{executed_singles, is_caught, test_of, test_of_mut};

/// The file with one step changed.
fn with_step(single: &Value, index: usize, change: impl Fn(&mut Value)) -> Value {
    let mut file = single.clone();
    change(&mut test_of_mut(&mut file)["steps"][index]);
    file
}

#[test]
fn every_altered_decision_and_save_of_a_session_is_caught() {
    let mut altered = 0;
    for single in executed_singles("lockbox-session") {
        let steps = test_of(&single)["steps"].as_array().unwrap();
        // The last steps depend on all before them.
        for (index, step) in steps.iter().enumerate().rev().take(3) {
            let Some(decision) = step.get("decision") else {
                continue;
            };
            let mut files = vec![
                with_step(&single, index, |step| {
                    let number = step["decision"]["number"].as_u64().unwrap();
                    step["decision"]["number"] = json!(number + 1);
                }),
                with_step(&single, index, |step| {
                    let saved = step["saved"].as_array_mut().unwrap();
                    saved.push(json!("00112233445566778899aabbccddeeff"));
                }),
                with_step(&single, index, |step| step["more"] = json!(1)),
            ];
            for name in ["until", "set_clock"] {
                if let Some(instant) = decision.get(name).and_then(Value::as_u64) {
                    files.push(with_step(&single, index, |step| {
                        step["decision"][name] = json!(instant + 1);
                    }));
                }
            }
            if decision.get("applied").is_some() {
                files.push(with_step(&single, index, |step| {
                    step["decision"]["applied"]["kind"] = json!("other");
                }));
            }
            if decision.get("challenge").is_some() {
                files.push(with_step(&single, index, |step| {
                    step["decision"]["challenge"] = json!("00112233445566778899aabbccddeeff");
                }));
            }
            if !step["saved"].as_array().unwrap().is_empty() {
                files.push(with_step(&single, index, |step| {
                    step["saved"][0] = json!("00112233445566778899aabbccddeeff");
                }));
            }
            for file in files {
                altered += 1;
                let id = &test_of(&single)["id"];
                assert!(is_caught(&file), "session {id}, step {index}");
            }
        }
    }
    assert!(altered > 1_000, "{altered} alterations");
}
