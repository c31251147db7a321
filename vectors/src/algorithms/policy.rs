//! What the files of the rules have in common. A test may have any value where a name or a
//! number is expected, so that values are read when it is run: what the library's types do not
//! take, it refuses. Which members there are is a matter of the file's form all the same.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize as _, Deserializer, Serialize};
use serde_json::Value;

use super::refusal::{Mismatch, Reason, Refusal, same};
use crate::container::Members;

/// The name that every list of errors begins with.
pub(super) const BAD_VALUE: Refusal = Refusal::Policy("bad_value");

/// A flag and the error that it is named after.
pub(super) const fn named(flag: &'static str, refusals: &'static [Refusal]) -> Reason {
    Reason { flag, refusals }
}

/// The members of an object.
pub(super) fn members(object: &impl Serialize) -> Members {
    match serde_json::to_value(object) {
        Ok(Value::Object(members)) => members,
        _ => Members::new(),
    }
}

/// A value of the library's, of one as the file has it.
pub(super) fn read<T: DeserializeOwned>(value: impl Into<Value>) -> Result<T, Refusal> {
    serde_json::from_value(value.into()).map_err(|_| BAD_VALUE)
}

/// For a member of any value but null.
pub(super) fn not_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    let value = Value::deserialize(deserializer)?;
    if value.is_null() {
        return Err(D::Error::custom("null"));
    }
    Ok(value)
}

/// Whether a result is the same after it was written and read.
pub(super) fn comes_back<T>(result: &T) -> Result<(), Mismatch>
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let text = serde_json::to_string(result).map_err(|error| Mismatch(error.to_string()))?;
    let back: T = serde_json::from_str(&text).map_err(|error| Mismatch(error.to_string()))?;
    same("read back", &back, result)
}
