//! JSON in which no object has a member twice. Parsers differ in which of the two they
//! keep, so a file with both would say different things to different vendors.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Parses the text of a vector file, in which numbers are whole and look so.
pub(crate) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).map(|Strict::<false>(value)| value)
}

/// Parses an answer, in which `7.0` and `7e0` are 7: some languages write it so.
pub(crate) fn parse_answer(line: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(line).map(|Strict::<true>(value)| value)
}

struct Strict<const ANY_NUMBER: bool>(Value);

impl<'de, const ANY_NUMBER: bool> Deserialize<'de> for Strict<ANY_NUMBER> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = StrictVisitor::<ANY_NUMBER>;
        deserializer.deserialize_any(visitor).map(Self)
    }
}

/// Beyond this a float does not tell a whole number from the next.
const FLOAT_EXACT_TO: f64 = 9_007_199_254_740_992.0;

/// By its value, if that is whole.
fn of_float(value: f64) -> Value {
    let whole = (value.fract() == 0.0 && value.abs() <= FLOAT_EXACT_TO)
        .then(|| format!("{value:.0}").parse::<i64>().ok());
    match whole.flatten() {
        Some(whole) => Value::from(whole),
        None => Value::from(value),
    }
}

struct StrictVisitor<const ANY_NUMBER: bool>;

impl<'de, const ANY_NUMBER: bool> Visitor<'de> for StrictVisitor<ANY_NUMBER> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        if ANY_NUMBER {
            Ok(of_float(value))
        } else {
            Err(E::custom("vectors have no fractions and no exponents"))
        }
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Strict::<ANY_NUMBER>(item)) = items.next_element()? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, Strict(value))) =
            members.next_entry::<String, Strict<ANY_NUMBER>>()?
        {
            if object.contains_key(&name) {
                return Err(A::Error::custom(format_args!("member {name} twice")));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{parse, parse_answer};

    #[test]
    fn a_member_may_not_occur_twice() {
        let text = r#"{"a": [{"b": 1, "c": null}, -2, true, "x"]}"#;
        assert_eq!(
            parse(text).unwrap(),
            serde_json::from_str::<Value>(text).unwrap()
        );
        for wrong in [
            r#"{"a": 1, "a": 1}"#,
            r#"[{"a": {"b": 1, "b": 2}}]"#,
            "1.0",
            "1e3",
            "{} {}",
            "",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_of_an_answer_are_compared_by_value() {
        for (text, value) in [
            ("7.0", Value::from(7)),
            ("7e2", Value::from(700)),
            ("-0.0", Value::from(0)),
            ("-3.0", Value::from(-3)),
            ("18446744073709551615", Value::from(u64::MAX)),
        ] {
            assert_eq!(parse_answer(text.as_bytes()).unwrap(), value, "{text}");
        }
        for other in ["7.5", "1e300", "18446744073709551615.0"] {
            assert!(parse_answer(other.as_bytes()).unwrap().is_f64(), "{other}");
        }
        assert!(parse_answer(br#"{"a": 1, "a": 1}"#).is_err());
        assert!(parse_answer(b"\xff").is_err());
    }
}
