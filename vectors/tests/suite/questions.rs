//! What somebody else's implementation is asked: every input, and nothing of the answer.

use doorward_vectors::adapter::{Answer, test_request};
use doorward_vectors::{Limits, Question, Wrong, questions, supported};
use serde_json::{Value, json};

use crate::support::{Members, folder, groups, published, tests};

/// Members of a step that are its outcome.
const OUTCOME: [&str; 2] = ["decision", "saved"];

fn asked(algorithm: &str) -> Vec<Question> {
    let path = folder().join(format!("{algorithm}.json"));
    let file = questions(&path, Limits::ALL).unwrap();
    assert_eq!((file.algorithm, file.skipped), (algorithm, 0));
    file.questions
}

/// What of a published test is not given.
fn kept_back(algorithm: &str, test: &Members, question: &Question) -> Members {
    let mut outputs = Members::new();
    // One that is invalid has inputs alone.
    let is_valid = test["result"] == "valid";
    for (name, value) in test {
        if ["id", "comment", "flags", "result"].contains(&name.as_str()) {
            assert!(!question.inputs.contains_key(name));
        } else if is_valid && algorithm == "lockbox-session" && name == "steps" {
            outputs.insert(name.clone(), outcomes(value, &question.inputs[name]));
        } else if let Some(given) = question.inputs.get(name) {
            assert_eq!(given, value, "{algorithm}: {name}");
        } else {
            outputs.insert(name.clone(), value.clone());
        }
    }
    if is_valid && algorithm == "market-leads" {
        outputs.insert("do_not_call".to_owned(), test["do_not_call"].clone());
    }
    outputs
}

fn outcomes(steps: &Value, given: &Value) -> Value {
    let (steps, given) = (steps.as_array().unwrap(), given.as_array().unwrap());
    assert_eq!(steps.len(), given.len());
    let parts = steps.iter().zip(given).map(|(step, given)| {
        let (mut outcome, mut rest) = (Members::new(), step.as_object().unwrap().clone());
        for name in OUTCOME {
            outcome.extend(rest.remove_entry(name));
        }
        assert_eq!(given, &Value::Object(rest));
        Value::Object(outcome)
    });
    parts.collect()
}

#[test]
fn every_published_answer_passes_and_is_not_given_away() {
    for algorithm in supported() {
        let file = published(algorithm);
        let asked = asked(algorithm);
        let stated = groups(&file).iter().flat_map(tests);
        assert_eq!(stated.clone().count(), asked.len(), "{algorithm}");
        for (test, question) in stated.zip(&asked) {
            let test = test.as_object().unwrap();
            let place = format!("{algorithm} {}", question.id);
            let outputs = kept_back(algorithm, test, question);
            let refused = question.judge(Answer::Refused(None));
            let given = question.judge(Answer::Outputs(outputs.clone()));
            if test["result"] == "valid" {
                assert!(!outputs.is_empty(), "{place}");
                assert_eq!(given, Ok(()), "{place}");
                assert_eq!(refused, Err(Wrong::Refused(None)), "{place}");
            } else {
                assert!(outputs.is_empty(), "{place}");
                assert_eq!(given, Err(Wrong::Accepted(outputs)), "{place}");
                assert_eq!(refused, Ok(()), "{place}");
            }
            let error = question.judge(Answer::Error("no".into()));
            assert_eq!(error, Err(Wrong::Error("no".into())), "{place}");
        }
    }
}

#[test]
fn every_output_that_is_missing_surplus_or_other_is_named() {
    for algorithm in supported() {
        let file = published(algorithm);
        let stated = groups(&file).iter().flat_map(tests);
        for (test, question) in stated.zip(&asked(algorithm)).step_by(7) {
            if test["result"] != "valid" {
                continue;
            }
            let outputs = kept_back(algorithm, test.as_object().unwrap(), question);
            let named = |outputs: Members| match question.judge(Answer::Outputs(outputs)) {
                Err(Wrong::Outputs(differences)) => differences[0].member.clone(),
                other => panic!("{algorithm} {}: {other:?}", question.id),
            };
            let mut surplus = outputs.clone();
            surplus.insert("surplus".to_owned(), Value::Null);
            assert_eq!(named(surplus), "surplus");
            for name in outputs.keys() {
                let mut fewer = outputs.clone();
                fewer.remove(name);
                assert_eq!(&named(fewer), name);
                let mut other = outputs.clone();
                other[name] = json!({"other": 0});
                assert!(named(other).starts_with(name));
            }
        }
    }
}

#[test]
fn a_request_is_one_line_with_the_group_and_the_inputs() {
    let question = &asked("day-code")[0];
    let line = test_request(3, "day-code", question);
    assert!(line.ends_with('\n') && line.trim_end().lines().count() == 1);
    let request: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(request["request"], "test");
    assert_eq!(
        (&request["n"], &request["algorithm"]),
        (&json!(3), &json!("day-code"))
    );
    assert_eq!(request["group"], Value::Object((*question.group).clone()));
    assert_eq!(request["test"], Value::Object(question.inputs.clone()));
}
