//! `docs/dependencies.md` against the manifests: each direct dependency in a row of its package,
//! and no row for what is not there.

use std::collections::BTreeSet;
use std::fs;

use super::Finding;
use super::graph::Graph;
use crate::shell::{Outcome, root};

const PAGE: &str = "docs/dependencies.md";

/// A package, the kind of its dependencies where kinds have tables of their own, and the words
/// in a heading or at the start of a row by which its rows are known.
const PLACES: [(&str, Option<&str>, &str); 11] = [
    ("doorward", Some("normal"), "The core, crate `doorward`"),
    ("doorward", Some("dev"), "Tests of the core"),
    ("doorward-cli", None, "`bindings/cli`"),
    ("doorward-vectors", None, "`vectors`"),
    ("xtask", None, "`xtask`"),
    ("doorward-ffi", None, "`ffi`"),
    ("doorward-python", None, "`bindings/python`"),
    ("doorward-wasm", None, "`bindings/wasm`"),
    ("doorward-market-bench", None, "`benches/market`"),
    ("doorward-instructions", None, "`benches/instructions`"),
    ("doorward-hostile", None, "`tests/hostile`"),
];

pub(super) fn check() -> Finding {
    let path = root().join(PAGE);
    let page = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let graph = Graph::read()?;
    let rows = rows(&page);
    let mut listed = 0_usize;
    for package in graph.ours() {
        let places: Vec<_> = PLACES
            .iter()
            .filter(|(name, ..)| *name == package.name)
            .collect();
        if places.is_empty() {
            return Err(format!("{} has no place in {PAGE}", package.name));
        }
        for (_, kind, place) in places {
            let asked = package
                .asked
                .iter()
                .filter(|(_, of)| kind.is_none_or(|kind| kind == *of))
                .map(|(name, _)| name.as_str())
                .collect();
            compare(&package.name, &asked, place, &rows)?;
            listed = listed.saturating_add(asked.len());
        }
    }
    println!("{PAGE} has the {listed} direct dependencies, and no other");
    Ok(Vec::new())
}

/// Fails at a dependency without a row, and at a row of crates without a dependency.
fn compare(package: &str, asked: &BTreeSet<&str>, place: &str, rows: &[Row<'_>]) -> Outcome {
    let rows: Vec<&Row<'_>> = rows.iter().filter(|row| row.is_at(place)).collect();
    let has = |name: &str| rows.iter().any(|row| row.words().any(|word| word == name));
    if let Some(missing) = asked.iter().find(|name| !has(name)) {
        return Err(format!(
            "{package} depends on {missing}, which has no row in {PAGE}"
        ));
    }
    let is_asked = |row: &&&Row<'_>| !row.words().any(|word| asked.contains(word));
    match rows.iter().filter(|row| row.is_of_crates).find(is_asked) {
        Some(row) => Err(format!(
            "{PAGE} has a row for {}, which {package} does not depend on",
            row.names
        )),
        None => Ok(()),
    }
}

/// A row of a table: the heading above it, the package where a column says it, the names.
struct Row<'a> {
    heading: &'a str,
    package: Option<&'a str>,
    names: &'a str,
    /// Whether the table has crates alone, and not what other registries have too.
    is_of_crates: bool,
}

impl<'a> Row<'a> {
    fn is_at(&self, place: &str) -> bool {
        match self.package {
            Some(package) => package == place,
            None => self.heading.contains(place),
        }
    }

    fn words(&self) -> impl Iterator<Item = &'a str> {
        self.names
            .split(|letter: char| !(letter.is_ascii_alphanumeric() || "-_".contains(letter)))
    }
}

/// The rows of the tables whose head names a crate or a package.
fn rows(page: &str) -> Vec<Row<'_>> {
    let (mut rows, mut heading, mut head) = (Vec::new(), "", None);
    for line in page.lines() {
        if let Some(text) = line.strip_prefix("## ") {
            heading = text;
        }
        let Some(cells) = line.strip_prefix("| ") else {
            // A line of dashes belongs to the table above it.
            if !line.starts_with('|') {
                head = None;
            }
            continue;
        };
        let mut cells = cells.split(" |").map(str::trim);
        let (first, second) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        let Some((has_package, is_of_crates)) = head else {
            let has_package = second == "crate";
            head = Some((has_package, has_package || first == "crate"));
            continue;
        };
        rows.push(Row {
            heading,
            package: has_package.then_some(first),
            names: if has_package { second } else { first },
            is_of_crates,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "## The tool, `bindings/cli`

| crate | why |
|---|---|
| clap, clap_complete | arguments |
| csv | rosters |

## Chores

| package | crate | why |
|---|---|---|
| `vectors` | hex | bytes |
| `xtask` | time | dates |
";

    fn compare_with(asked: &[&str], place: &str) -> Outcome {
        compare("it", &asked.iter().copied().collect(), place, &rows(PAGE))
    }

    #[test]
    fn a_page_that_has_just_the_dependencies_passes() {
        compare_with(&["clap", "clap_complete", "csv"], "`bindings/cli`").unwrap();
        compare_with(&["hex"], "`vectors`").unwrap();
    }

    #[test]
    fn a_dependency_without_a_row_fails() {
        let all = ["clap", "clap_complete", "csv", "lap"];
        let failure = compare_with(&all, "`bindings/cli`").unwrap_err();
        assert!(failure.contains("depends on lap"), "{failure}");
        // A row of another package is none.
        compare_with(&["hex", "time"], "`vectors`").unwrap_err();
    }

    #[test]
    fn a_row_without_a_dependency_fails() {
        let failure = compare_with(&["clap", "clap_complete"], "`bindings/cli`").unwrap_err();
        assert!(failure.contains("row for csv"), "{failure}");
    }
}
