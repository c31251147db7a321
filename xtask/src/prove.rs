//! The large tests at full size, and the figures they print.
//!
//! A test states a figure on a line of its own: `PROOF name: figure`.

use std::fmt::Write as _;
use std::fs;

use crate::shell::{Outcome, command, output, root};
use crate::{c, firmware, setup, vectors};

/// What introduces a figure in a test's output.
const MARK: &str = "PROOF ";

pub(crate) fn run(_: &[String]) -> Outcome {
    setup::run(&[])?;
    vectors::check(vectors::Size::Whole)?;
    c::check(c::Size::Whole)?;
    firmware::whole()?;
    let mut tests =
        command("cargo test --workspace --all-features --release -- --nocapture --test-threads 2");
    tests
        .env("DOORWARD_PROVE", "1")
        .env("DOORWARD_DIGESTS_UP_TO", "all");
    let printed = output(tests)?;
    let mut figures: Vec<(&str, &str)> = printed
        .lines()
        // The test runner may print its own words in front of a test's.
        .filter_map(|line| line.split_once(MARK))
        .filter_map(|(_, figure)| figure.split_once(": "))
        .collect();
    figures.sort_unstable();
    figures.dedup();
    if figures.is_empty() {
        return Err("no test stated a figure".into());
    }
    let date = time::OffsetDateTime::now_utc().date();
    let mut page = format!(
        "# Proof\n\nWritten by `cargo xtask prove`, which runs every large test at full size, on \
         {date}.\n\n| what | figure |\n|---|---|\n"
    );
    for (name, figure) in &figures {
        println!("{name}: {figure}");
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {name} | {figure} |");
    }
    let path = root().join("docs/proof.md");
    fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}
