//! The Python reference, which shares no code with the library, still prints the files that
//! are published, and passes its own tests.

use std::process::Command;

use crate::support::folder;

/// Larger digests are taken from the file at hand: Python takes minutes for a million codes.
const DIGESTS_UP_TO: &str = "10000";

fn python(arguments: &[&str]) {
    let output = Command::new("python3")
        // Leaves no compiled files beside the sources.
        .arg("-B")
        .args(arguments)
        .current_dir(folder().join("reference"))
        .output()
        .unwrap_or_else(|error| panic!("python3 is needed to check the vectors: {error}"));
    assert!(
        output.status.success(),
        "python3 {arguments:?}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_published_files_are_what_the_generator_writes() {
    python(&["generate.py", "--check", "--digests-up-to", DIGESTS_UP_TO]);
}

#[test]
fn the_reference_passes_its_own_tests() {
    python(&["-m", "unittest", "discover", "-s", "tests"]);
}
