//! The forms of JSON, one value of each: as they are documented, read back, and refused with
//! a member too many.

// A test may stop where it is; the library may not.
#![allow(
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::unwrap_used
)]

mod answers;
mod issuing;
mod rows;
mod secrets;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The value has this form and comes back from it.
fn has_form<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, form: Value) {
    assert_eq!(serde_json::to_value(value).unwrap(), form);
    // Through text, as files have it.
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *value, "{text}");
    assert_eq!(serde_json::from_value::<T>(form).unwrap(), *value);
}

/// As [`has_form`], and a member that is nobody's is refused, and so is one that is not there.
fn has_strict_form<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, form: Value) {
    has_form(value, form.clone());
    let members = form.as_object().unwrap();
    let mut more = members.clone();
    more.insert("typo".into(), Value::Null);
    let refused = serde_json::from_value::<T>(more.into()).unwrap_err();
    assert!(refused.to_string().contains("typo"), "{refused}");
    for (name, value) in members {
        // An absent one may have the value that it had: then it is a default, and no loss.
        let mut fewer = members.clone();
        fewer.remove(name);
        if let Ok(read) = serde_json::from_value::<T>(fewer.into()) {
            let again = serde_json::to_value(&read).unwrap();
            assert_eq!(again.get(name), Some(value), "{name}");
        }
    }
}

/// What is not of the form is refused.
fn refuses<T: DeserializeOwned + Debug>(forms: impl IntoIterator<Item = Value>) {
    for form in forms {
        let text = form.to_string();
        assert!(serde_json::from_str::<T>(&text).is_err(), "{text}");
    }
}
