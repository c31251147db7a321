//! What is thrown.

use doorward::records::Masked;
use js_sys::{Error, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// A refusal on its way to JavaScript: the library's name for it, and its text.
#[derive(Debug)]
pub struct Fault {
    code: String,
    message: String,
}

/// What a call of this package gives.
pub type Result<T> = std::result::Result<T, Fault>;

/// The `name` of the errors thrown, by which they are known.
pub(crate) const NAME: &str = "DoorwardError";

impl Fault {
    pub(crate) fn new(code: &str, message: &str) -> Self {
        Self {
            code: code.to_owned(),
            message: message.to_owned(),
        }
    }

    /// A value that JavaScript has and the library has not.
    pub(crate) fn bad_value(message: &str) -> Self {
        // A message may quote what was given, and people put codes where they do not belong.
        Self::new("bad_value", &Masked(message).to_string())
    }

    /// A value that could not be read, with the members that lead to what is wrong in it.
    pub(crate) fn unread(what: &str, place: &str, error: &str) -> Self {
        let mut message = what.to_owned();
        for part in [place, in_words(error).as_str()] {
            if !part.is_empty() {
                message = message + ": " + part;
            }
        }
        Self::bad_value(&message)
    }

    /// A refusal whose name is that of its JSON.
    pub(crate) fn named(refusal: &(impl Serialize + ToString)) -> Self {
        let name = serde_json::to_string(refusal).unwrap_or_default();
        Self::new(name.trim_matches('"'), &refusal.to_string())
    }
}

/// Which members there are and which are missing, in words of the format alone, or what the library
/// says; nothing of an error that names types.
fn in_words(error: &str) -> String {
    // What stands at the end: ` at line 1 column 9`.
    let said = error.rsplitn(6, ' ').last().unwrap_or_default();
    let known = [
        ("unknown field", "unknown member"),
        ("missing field", "missing member"),
        ("unknown variant", "unknown name"),
        ("duplicate field", "repeated member"),
        ("invalid ", ""),
        ("number out of range", ""),
    ];
    for (prefix, words) in known {
        if let Some(rest) = said.strip_prefix(prefix) {
            return match words {
                "" => String::new(),
                words => words.to_owned() + rest,
            };
        }
    }
    said.to_owned()
}

impl From<doorward::Error> for Fault {
    fn from(error: doorward::Error) -> Self {
        Self::named(&error)
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        let error = Error::new(&fault.message);
        error.set_name(NAME);
        // Setting a member of a new error cannot fail.
        let _ = Reflect::set(&error, &"code".into(), &fault.code.into());
        error.into()
    }
}
