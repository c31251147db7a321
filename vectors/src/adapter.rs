//! The lines that a runner and an implementation's adapter exchange: `doorward-adapter/1`.
//!
//! [`describe_request`] is answered by a [`Description`], each [`test_request`] by an [`Answer`].
//! `README.md` beside this crate specifies them for whoever writes an adapter.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use crate::strict;
use crate::{Capability, Question};

/// The protocol and its version.
pub const PROTOCOL: &str = "doorward-adapter/1";

/// Bytes of the longest line that an adapter may answer, without its end.
pub const LINE_MAX: usize = 1 << 20;

/// What is wrong with a line from an adapter.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Garbage {
    /// Not JSON, or an object has a member twice.
    #[error("no strict json: {0}")]
    Json(serde_json::Error),
    /// A member is missing, unknown or of another type.
    #[error("not of the protocol: {0}")]
    Members(serde_json::Error),
    /// Another protocol or another version of it.
    #[error("protocol {0}, not {PROTOCOL}")]
    Protocol(String),
    /// No capability is claimed.
    #[error("no capability is claimed")]
    NothingClaimed,
    /// A capability is claimed that does not exist, or twice.
    #[error("capability {0} is claimed, which is not one of {known}, or twice", known = known())]
    Capability(String),
    /// A file is excepted that no claimed capability has.
    #[error("{0} is excepted, which is no file of a claimed capability")]
    Exception(String),
    /// A file is excepted for no reason.
    #[error("{0} is excepted without a reason")]
    NoReason(String),
    /// Not exactly one of outputs, refused and error, or a reason for something else.
    #[error("an answer has either outputs, or refused (true), which may have a reason, or error")]
    Answer,
    /// The answer to another request.
    #[error("an answer to request {found} where the one to {expected} is due")]
    Order {
        /// The request whose answer is due.
        expected: u64,
        /// The answer's, which may be no whole number.
        found: Number,
    },
}

fn known() -> String {
    Capability::ALL.map(Capability::name).join(", ")
}

/// The first request.
#[must_use]
pub fn describe_request() -> String {
    #[derive(Serialize)]
    struct Line {
        request: &'static str,
        protocol: &'static str,
    }
    line(&Line {
        request: "describe",
        protocol: PROTOCOL,
    })
}

/// The request for an answer to a test. `number` counts the tests of a run from 0.
#[must_use]
pub fn test_request(number: u64, algorithm: &str, question: &Question) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        request: &'static str,
        n: u64,
        algorithm: &'a str,
        group: &'a Map<String, Value>,
        test: &'a Map<String, Value>,
    }
    line(&Line {
        request: "test",
        n: number,
        algorithm,
        group: &question.group,
        test: &question.inputs,
    })
}

fn line(request: &impl Serialize) -> String {
    // Maps with text for keys always have a form in JSON.
    let mut line = serde_json::to_string(request).unwrap_or_default();
    line.push('\n');
    line
}

/// What an adapter says about its implementation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The implementation's name.
    pub implementation: String,
    /// Its version.
    pub version: String,
    /// What it claims to be, in the order of [`Capability::ALL`].
    pub capabilities: Vec<Capability>,
    /// Files of claimed capabilities that it does not do, each with its reason.
    pub except: BTreeMap<String, String>,
}

impl Description {
    /// Reads the answer to [`describe_request`].
    ///
    /// # Errors
    /// [`Garbage`].
    pub fn read(line: &[u8]) -> Result<Self, Garbage> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, expecting = "a description")]
        struct Members {
            protocol: String,
            implementation: String,
            version: String,
            capabilities: Vec<String>,
            #[serde(default)]
            except: BTreeMap<String, String>,
        }
        let members: Members =
            serde_json::from_value(strict::parse_answer(line).map_err(Garbage::Json)?)
                .map_err(Garbage::Members)?;
        if members.protocol != PROTOCOL {
            return Err(Garbage::Protocol(members.protocol));
        }
        let mut capabilities = Vec::new();
        for name in members.capabilities {
            match Capability::from_name(&name) {
                Some(known) if !capabilities.contains(&known) => capabilities.push(known),
                _ => return Err(Garbage::Capability(name)),
            }
        }
        if capabilities.is_empty() {
            return Err(Garbage::NothingClaimed);
        }
        capabilities.sort_unstable();
        for (file, reason) in &members.except {
            let is_claimed = |capability: &Capability| {
                let mut algorithms = capability.algorithms().iter();
                algorithms.any(|algorithm| algorithm == file)
            };
            if !capabilities.iter().any(is_claimed) {
                return Err(Garbage::Exception(file.clone()));
            }
            if reason.trim().is_empty() {
                return Err(Garbage::NoReason(file.clone()));
            }
        }
        Ok(Self {
            implementation: members.implementation,
            version: members.version,
            capabilities,
            except: members.except,
        })
    }
}

/// What an implementation makes of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The outputs.
    Outputs(Map<String, Value>),
    /// The input is refused, perhaps with a reason in words.
    Refused(Option<String>),
    /// It failed otherwise.
    Error(String),
}

impl Answer {
    /// Reads the answer to request `number`.
    ///
    /// # Errors
    /// [`Garbage`].
    pub fn read(line: &[u8], number: u64) -> Result<Self, Garbage> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, expecting = "an answer")]
        struct Members {
            n: Number,
            outputs: Option<Map<String, Value>>,
            refused: Option<bool>,
            reason: Option<String>,
            error: Option<String>,
        }
        let members: Members =
            serde_json::from_value(strict::parse_answer(line).map_err(Garbage::Json)?)
                .map_err(Garbage::Members)?;
        if members.n.as_u64() != Some(number) {
            return Err(Garbage::Order {
                expected: number,
                found: members.n,
            });
        }
        match (
            members.outputs,
            members.refused,
            members.reason,
            members.error,
        ) {
            (Some(outputs), None, None, None) => Ok(Self::Outputs(outputs)),
            (None, Some(true), reason, None) => Ok(Self::Refused(reason)),
            (None, None, None, Some(message)) => Ok(Self::Error(message)),
            _ => Err(Garbage::Answer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Answer, Description};
    use crate::Capability;

    #[test]
    fn a_description_names_what_it_claims() {
        let line = br#"{"protocol":"doorward-adapter/1","implementation":"a","version":"1",
            "capabilities":["box","issuer"],"except":{"zone":"no zones"}}"#;
        let description = Description::read(line).unwrap();
        assert_eq!(
            description.capabilities,
            [Capability::Issuer, Capability::Box]
        );
        for (claims, except, said) in [
            (json!([]), json!({}), "no capability is claimed"),
            (json!(["boxes"]), json!({}), "capability boxes"),
            (json!(["box", "box"]), json!({}), "or twice"),
            (
                json!(["box"]),
                json!({"market": "x"}),
                "no file of a claimed",
            ),
            (
                json!(["box"]),
                json!({"keys": " "}),
                "keys is excepted without",
            ),
            (json!("box"), json!({}), "not of the protocol"),
        ] {
            let line = json!({"protocol": "doorward-adapter/1", "implementation": "a",
                "version": "1", "capabilities": claims, "except": except});
            let garbage = Description::read(line.to_string().as_bytes()).unwrap_err();
            assert!(garbage.to_string().contains(said), "{garbage}");
        }
        let line = String::from_utf8_lossy(line);
        let other = line.replace("adapter/1", "adapter/2");
        let garbage = Description::read(other.as_bytes()).unwrap_err();
        assert!(garbage.to_string().contains("doorward-adapter/2"));
    }

    #[test]
    fn an_answer_has_one_meaning() {
        let read = |line: &str| Answer::read(line.as_bytes(), 7);
        assert_eq!(
            read(r#"{"n":7,"outputs":{"day":20520.0}}"#).unwrap(),
            read(r#"{"outputs":{"day":20520},"n":7}"#).unwrap()
        );
        assert_eq!(
            read(r#"{"n":7,"refused":true,"reason":"why"}"#).unwrap(),
            Answer::Refused(Some("why".into()))
        );
        for wrong in [
            "",
            "x",
            "[]",
            r#"{"n":7}"#,
            r#"{"n":7,"refused":false}"#,
            r#"{"n":7,"outputs":{},"refused":true}"#,
            r#"{"n":7,"outputs":{},"reason":"why"}"#,
            r#"{"n":7,"outputs":[]}"#,
            r#"{"n":"7","outputs":{}}"#,
            r#"{"n":-7,"outputs":{}}"#,
            r#"{"n":7.5,"outputs":{}}"#,
            r#"{"n":7,"outputs":{"a":1,"a":1}}"#,
            r#"{"n":7,"outputs":{},"more":1}"#,
            r#"{"n":7,"outputs":{}} {}"#,
        ] {
            let said = read(wrong).unwrap_err().to_string();
            assert!(!said.contains("u64") && !said.contains("struct"), "{said}");
        }
        let other = read(r#"{"n":8,"outputs":{}}"#).unwrap_err().to_string();
        assert_eq!(other, "an answer to request 8 where the one to 7 is due");
    }
}
