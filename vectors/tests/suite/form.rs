//! Files that say something about themselves that is not so.

use std::collections::BTreeSet;

use doorward_vectors::{Limits, Problem, check_str_within, outputs, supported};
use serde_json::{Value, json};

use crate::support::{
    check, executed_singles, groups, is_caught, published, singles, test_of, test_of_mut, tests,
};

/// Every published file, altered, is refused for a problem of the expected kind.
fn is_refused(what: &str, alter: impl Fn(&mut Value), expected: impl Fn(&Problem) -> bool) {
    for algorithm in supported() {
        let mut file = published(algorithm);
        alter(&mut file);
        let error = check(&file).expect_err(algorithm);
        assert!(expected(error.problem()), "{algorithm}, {what}: {error:?}");
    }
}

#[test]
fn another_schema_or_algorithm_is_refused() {
    for schema in [
        json!("doorward-vectors/2"),
        json!("doorward-vectors"),
        json!(""),
    ] {
        is_refused(
            "schema",
            |file| file["schema"] = schema.clone(),
            |problem| matches!(problem, Problem::Schema(_)),
        );
    }
    is_refused(
        "algorithm",
        |file| file["algorithm"] = json!("day-codes"),
        |problem| matches!(problem, Problem::UnknownAlgorithm(_)),
    );
    is_refused(
        "spec",
        |file| file["spec"] = json!("section 99"),
        |problem| matches!(problem, Problem::Spec { .. }),
    );
}

#[test]
fn another_algorithms_name_is_refused() {
    for algorithm in supported() {
        for other in supported().filter(|other| *other != algorithm) {
            let mut file = published(algorithm);
            file["algorithm"] = json!(other);
            file["spec"] = published(other)["spec"].clone();
            assert!(is_caught(&file), "{algorithm} as {other}");
        }
    }
}

#[test]
fn a_member_too_many_or_too_few_is_refused() {
    for pointer in ["", "/groups/0", "/groups/0/tests/0"] {
        is_refused(
            pointer,
            |file| {
                let object = file.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
                object.insert("surplus".to_owned(), json!(0));
            },
            |problem| matches!(problem, Problem::Members { .. }),
        );
    }
    for pointer in ["", "/groups/0", "/groups/0/tests/0"] {
        for algorithm in supported() {
            let file = published(algorithm);
            for name in file.pointer(pointer).unwrap().as_object().unwrap().keys() {
                let mut narrower = file.clone();
                let object = narrower.pointer_mut(pointer).unwrap();
                object.as_object_mut().unwrap().remove(name);
                assert!(is_caught(&narrower), "{algorithm} without {name}");
            }
        }
    }
}

/// Inputs that may be null. Whether one matters is for the other tests to say.
const MAY_BE_NULL: &[(&str, &str)] = &[
    ("issuance", "listing"),
    ("issuance", "appointment"),
    ("appointment", "appointment"),
    ("appointment", "last"),
    ("market-leads", "protected_until"),
];

#[test]
fn a_member_that_is_null_is_caught_in_every_test() {
    for algorithm in supported() {
        for single in executed_singles(algorithm) {
            for (name, value) in test_of(&single) {
                if value.is_null() || MAY_BE_NULL.contains(&(algorithm, name)) {
                    continue;
                }
                let mut null = single.clone();
                test_of_mut(&mut null)[name] = Value::Null;
                assert!(is_caught(&null), "{algorithm}: {name} null");
            }
        }
    }
}

#[test]
fn an_invalid_test_has_no_outputs() {
    for algorithm in supported() {
        for mut single in singles(&published(algorithm)) {
            if test_of(&single)["result"] == "invalid" {
                let output = outputs(algorithm).unwrap()[0];
                test_of_mut(&mut single).insert(output.to_owned(), json!("0"));
                let error = check(&single).expect_err(algorithm);
                assert!(matches!(error.problem(), Problem::Members { .. }));
            }
        }
    }
}

#[test]
fn a_test_that_is_skipped_has_its_outputs_all_the_same() {
    let mut file = published("code-digest");
    let report = check(&file).unwrap();
    assert!(report.skipped > 0 && report.passed(), "{report}");
    let tests = file["groups"][0]["tests"].as_array_mut().unwrap();
    tests
        .last_mut()
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove("sha256");
    assert!(is_caught(&file));
}

#[test]
fn a_member_twice_is_refused() {
    for algorithm in supported() {
        let file = published(algorithm);
        for member in [r#""id":1,"#, r#""result":"valid","#, r#""numberOfTests":"#] {
            let text = file.to_string();
            let twice = if member.ends_with(':') {
                text.replacen(member, &format!("{member}1,{member}"), 1)
            } else {
                text.replacen(member, &format!("{member}{member}"), 1)
            };
            if twice != text {
                let error =
                    check_str_within("twice", &twice, Limits::digests_up_to(0)).unwrap_err();
                assert!(matches!(error.problem(), Problem::Json(_)), "{error}");
            }
        }
    }
}

#[test]
fn a_wrong_count_or_a_lost_test_is_refused() {
    for change in [-1, 1] {
        is_refused(
            "count",
            |file| {
                let count = file["numberOfTests"].as_i64().unwrap();
                file["numberOfTests"] = json!(count + change);
            },
            |problem| matches!(problem, Problem::Count { .. } | Problem::Members { .. }),
        );
    }
    is_refused(
        "a lost group",
        |file| {
            file["groups"].as_array_mut().unwrap().pop();
        },
        |problem| matches!(problem, Problem::Count { .. }),
    );
    is_refused(
        "no groups",
        |file| {
            file["groups"] = json!([]);
            file["numberOfTests"] = json!(0);
        },
        |problem| matches!(problem, Problem::Count { .. }),
    );
    is_refused(
        "an empty group",
        |file| {
            file["groups"][0]["tests"] = json!([]);
        },
        |problem| matches!(problem, Problem::Members { .. }),
    );
}

#[test]
fn an_id_may_not_occur_twice() {
    is_refused(
        "ids",
        |file| {
            let last = groups(file).len() - 1;
            let last_test = tests(&file["groups"][last]).len() - 1;
            file["groups"][last]["tests"][last_test]["id"] =
                file["groups"][0]["tests"][0]["id"].clone();
        },
        |problem| matches!(problem, Problem::DuplicateId(_)),
    );
}

#[test]
fn flags_and_notes_belong_together() {
    is_refused(
        "undeclared",
        |file| {
            let flags = &mut file["groups"][0]["tests"][0]["flags"];
            flags.as_array_mut().unwrap().push(json!("Undeclared"));
        },
        |problem| matches!(problem, Problem::UndeclaredFlag { .. }),
    );
    is_refused(
        "unused",
        |file| file["notes"]["Unused"] = json!("no test has it"),
        |problem| matches!(problem, Problem::UnusedFlag(flag) if flag == "Unused"),
    );
    is_refused(
        "twice",
        |file| {
            let flag = file["notes"].as_object().unwrap().keys().next().cloned();
            file["groups"][0]["tests"][0]["flags"] = json!([flag, flag]);
        },
        |problem| matches!(problem, Problem::DuplicateFlag { .. }),
    );
}

#[test]
fn a_swapped_result_is_caught_in_every_test() {
    for algorithm in supported() {
        for single in singles(&published(algorithm)) {
            let result = &test_of(&single)["result"];
            let swapped = match result.as_str().unwrap() {
                "valid" => "invalid",
                _ => "valid",
            };
            for result in [swapped, "acceptable", "Valid", ""] {
                let mut single = single.clone();
                test_of_mut(&mut single).insert("result".to_owned(), json!(result));
                assert!(
                    is_caught(&single),
                    "{algorithm}: {}",
                    test_of(&single)["id"]
                );
            }
        }
    }
}

/// A swapped result with flags and members to match is wrong by its value alone.
#[test]
fn an_acceptable_input_called_invalid_fails_by_its_id() {
    for algorithm in supported() {
        let file = published(algorithm);
        let notes = file["notes"].as_object().unwrap();
        let all = singles(&file);
        let Some(reason) = all.iter().find_map(|single| {
            let test = test_of(single);
            let flags = test["flags"].as_array().unwrap();
            (test["result"] == "invalid").then(|| flags[0].clone())
        }) else {
            continue; // of an algorithm that refuses nothing
        };
        let valid = all
            .iter()
            .find(|single| test_of(single)["result"] == "valid");
        let mut single = valid.unwrap().clone();
        let note = notes[reason.as_str().unwrap()].clone();
        single["notes"] = json!({ reason.as_str().unwrap(): note });
        let test = test_of_mut(&mut single);
        test["result"] = json!("invalid");
        test["flags"] = json!([reason]);
        for output in outputs(algorithm).unwrap() {
            test.remove(*output);
        }
        let id = test["id"].as_u64();
        let report = check(&single).unwrap();
        let [failure] = report.failures.as_slice() else {
            panic!("{algorithm}: {report}");
        };
        assert_eq!(Some(failure.id), id, "{algorithm}");
        assert!(failure.message.contains("accepted"), "{failure}");
    }
}

/// Each invalid test agrees with its own reason. With another one of its file it fails,
/// unless the library has one answer for both, as for a wrong month and a wrong week.
#[test]
fn another_reason_is_caught_where_the_library_tells_them_apart() {
    let mut caught = BTreeSet::new();
    for algorithm in supported() {
        let mut invalid = singles(&published(algorithm));
        invalid.retain(|single| test_of(single)["result"] == "invalid");
        let reason = |single: &Value| test_of(single)["flags"][0].as_str().unwrap().to_owned();
        let reasons: BTreeSet<String> = invalid.iter().map(reason).collect();
        for single in &invalid {
            for wrong in &reasons {
                let own = reason(single);
                let mut single = single.clone();
                single["notes"] = json!({ wrong: "another reason" });
                test_of_mut(&mut single)["flags"] = json!([wrong]);
                if is_caught(&single) {
                    caught.insert(format!("{algorithm}: {own} is not {wrong}"));
                }
            }
        }
    }
    println!("{caught:#?}");
    for expected in [
        "day-code-reading: WrongDay is not WrongEpoch",
        "day-code-reading: WrongEpoch is not WrongDay",
        "day-code-reading: Malformed is not WrongCode",
        "day-code-zone-reading: WrongDay is not Malformed",
        "flex-code-reading: NoPayload is not Malformed",
        "flex-code-reading: NotNow is not Malformed",
        "flex-code: BadInput is not OutOfRange",
        "flex-code-issue: NoneLeft is not OutOfRange",
        "numeral-cipher: BadInput is not Malformed",
        "renewal-code: OutOfRange is not BadInput",
        "service-code-reading: Malformed is not NoCommand",
        "zone: BadOffset is not HalfZero",
        "zone: HalfZero is not BadMonth",
    ] {
        assert!(caught.contains(expected), "{expected}");
    }
    let own = |line: &String| {
        let (reason, wrong) = line.split_once(" is not ").unwrap();
        reason.ends_with(&format!(" {wrong}"))
    };
    assert!(!caught.iter().any(own), "a reason of its own is not caught");
}
