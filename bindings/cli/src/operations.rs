//! What grants allow: as it is typed, and as it is shown.

use doorward::grants::{GrantOperation, Operations};

/// The words of the command line, in the order of the bits.
const WORDS: [&str; 5] = ["key", "shackle", "log", "firmware", "own"];

/// The operation typed as `text`.
pub(crate) fn parse_one(text: &str) -> Result<GrantOperation, String> {
    WORDS
        .iter()
        .zip(GrantOperation::ALL)
        .find(|(word, _)| **word == text)
        .map(|(_, operation)| operation)
        .ok_or_else(|| format!("it is one of {}", WORDS.join(", ")))
}

/// The operations typed as `text`: whose they are, or a list.
pub(crate) fn parse(text: &str) -> Result<Operations, String> {
    match text {
        "guest" => Ok(Operations::GUEST),
        "member" => Ok(Operations::MEMBER),
        "owner" => Ok(Operations::OWNER),
        _ => {
            let list: Result<Vec<_>, _> = text.split(',').map(parse_one).collect();
            let list = list.map_err(|error| format!("{error}, or a list of these with commas"))?;
            Ok(Operations::of(&list))
        }
    }
}

/// All that a set has.
pub(crate) fn list(operations: Operations) -> Vec<GrantOperation> {
    GrantOperation::ALL
        .into_iter()
        .filter(|operation| operations.contains(*operation))
        .collect()
}

/// A set as it is typed.
pub(crate) fn typed(operations: Operations) -> String {
    let words = WORDS.iter().zip(GrantOperation::ALL);
    let words: Vec<&str> = words
        .filter(|(_, operation)| operations.contains(*operation))
        .map(|(word, _)| *word)
        .collect();
    words.join(",")
}

/// One in words.
pub(crate) const fn name(operation: GrantOperation) -> &'static str {
    match operation {
        GrantOperation::KeyCompartment => "key compartment",
        GrantOperation::Shackle => "shackle",
        GrantOperation::ReadLog => "read the log",
        GrantOperation::UpdateFirmware => "update the firmware",
        GrantOperation::Own => "act as the owner",
    }
}

/// A set in words.
pub(crate) fn words(operations: Operations) -> String {
    let names: Vec<_> = list(operations).into_iter().map(name).collect();
    if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use doorward::grants::Operations;

    use super::{parse, typed, words};

    #[test]
    fn operations_are_typed_by_name_or_as_a_list() {
        for (text, bits) in [
            ("guest", 9),
            ("member", 13),
            ("owner", 31),
            ("key", 1),
            ("own,key", 17),
            ("key,shackle,log,firmware,own", 31),
        ] {
            let set = parse(text).unwrap();
            assert_eq!(set.bits(), bits, "{text}");
            assert_eq!(parse(&typed(set)), Ok(set));
        }
        for text in ["", "key,", "Key", "guest,log", "31"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert_eq!(
            words(Operations::GUEST),
            "key compartment, update the firmware"
        );
    }
}
