//! The life of a listing, as `examples/listing-life` plays it.

use std::fs;
use std::process::Command;

use crate::sandbox::{ran, repository};

#[test]
fn the_life_of_a_listing_is_as_committed() {
    let mut command = Command::new("sh");
    command
        .arg(repository("examples/listing-life/run.sh"))
        .env("DOORWARD", env!("CARGO_BIN_EXE_doorward"));
    let played = ran(&mut command);
    assert_eq!((played.code, played.err.as_str()), (0, ""), "{played:?}");
    let expected = fs::read_to_string(repository("examples/listing-life/expected.txt")).unwrap();
    for (line, (played, expected)) in (1..).zip(played.out.lines().zip(expected.lines())) {
        assert_eq!(played, expected, "line {line}");
    }
    assert_eq!(played.out, expected);
}
