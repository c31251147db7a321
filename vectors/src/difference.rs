//! Where two JSON values differ, down to the innermost member.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

/// A place where an answer is not what was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The place, such as `code` or `steps[3].decision.number`.
    pub member: String,
    /// What was published; `None` where nothing may stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Value>,
    /// What the answer has; `None` where it has nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<Value>| {
            value
                .as_ref()
                .map_or_else(|| "nothing".to_owned(), Value::to_string)
        };
        let (expected, found) = (shown(&self.expected), shown(&self.found));
        write!(f, "{}: computed {found}, published {expected}", self.member)
    }
}

/// Every place where `found` is not `expected`. The order of an object's members says nothing.
pub(crate) fn differences(
    expected: &Map<String, Value>,
    found: &Map<String, Value>,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    objects("", expected, found, &mut differences);
    differences
}

fn objects(
    place: &str,
    expected: &Map<String, Value>,
    found: &Map<String, Value>,
    differences: &mut Vec<Difference>,
) {
    let surplus = found.keys().filter(|name| !expected.contains_key(*name));
    for name in expected.keys().chain(surplus) {
        let separator = if place.is_empty() { "" } else { "." };
        let place = format!("{place}{separator}{name}");
        values(&place, expected.get(name), found.get(name), differences);
    }
}

fn values(
    place: &str,
    expected: Option<&Value>,
    found: Option<&Value>,
    differences: &mut Vec<Difference>,
) {
    match (expected, found) {
        (Some(Value::Object(expected)), Some(Value::Object(found))) => {
            objects(place, expected, found, differences);
        }
        (Some(Value::Array(expected)), Some(Value::Array(found))) => {
            for index in 0..expected.len().max(found.len()) {
                let place = format!("{place}[{index}]");
                values(&place, expected.get(index), found.get(index), differences);
            }
        }
        (expected, found) if expected == found => {}
        (expected, found) => differences.push(Difference {
            member: place.to_owned(),
            expected: expected.cloned(),
            found: found.cloned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::differences;

    fn members(value: &Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn each_place_that_differs_is_named_and_no_other() {
        let expected = members(&json!({
            "same": [1, {"a": null}], "other": 1, "missing": null,
            "list": [1, 2, 3], "deep": {"steps": [{"number": 4, "until": 5}]}
        }));
        assert_eq!(differences(&expected, &expected), []);
        let found = members(&json!({
            "other": "1", "same": [1, {"a": null}], "surplus": null,
            "list": [1, 3], "deep": {"steps": [{"until": 5, "number": 0}]}
        }));
        let shown: Vec<String> = differences(&expected, &found)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            shown,
            [
                "deep.steps[0].number: computed 0, published 4",
                "list[1]: computed 3, published 2",
                "list[2]: computed nothing, published 3",
                "missing: computed nothing, published null",
                "other: computed \"1\", published 1",
                "surplus: computed null, published nothing",
            ]
        );
    }
}
