//! The packages and what they depend on, as cargo has them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::shell::{command, output};

/// A package of the workspace or of a registry.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The oldest Rust that it says it compiles with, as (major, minor).
    pub(crate) rust: Option<(u32, u32)>,
    /// Direct dependencies by kind: `normal`, `dev` or `build`.
    pub(crate) asked: Vec<(String, &'static str)>,
    pub(crate) is_ours: bool,
    /// Ids of what it is built with, tests aside.
    built_with: Vec<String>,
}

pub(crate) struct Graph(BTreeMap<String, Package>);

impl Graph {
    /// What the lock file has, for every target and every feature.
    pub(crate) fn read() -> Result<Self, String> {
        let text = output(command(
            "cargo metadata --format-version 1 --all-features --locked",
        ))?;
        let whole: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        Self::of(&whole).ok_or_else(|| "cargo metadata lacks a member".to_owned())
    }

    fn of(whole: &Value) -> Option<Self> {
        let mut packages = BTreeMap::new();
        for package in whole.get("packages")?.as_array()? {
            let text = |name: &str| package.get(name)?.as_str();
            let mut asked = Vec::new();
            for dependency in package.get("dependencies")?.as_array()? {
                let kind = match dependency.get("kind")?.as_str() {
                    Some("dev") => "dev",
                    Some("build") => "build",
                    _ => "normal",
                };
                asked.push((dependency.get("name")?.as_str()?.to_owned(), kind));
            }
            let read = Package {
                name: text("name")?.to_owned(),
                version: text("version")?.to_owned(),
                rust: text("rust_version").and_then(rust_version),
                asked,
                is_ours: text("source").is_none(),
                built_with: Vec::new(),
            };
            packages.insert(text("id")?.to_owned(), read);
        }
        for node in whole.get("resolve")?.get("nodes")?.as_array()? {
            let package = packages.get_mut(node.get("id")?.as_str()?)?;
            for dependency in node.get("deps")?.as_array()? {
                let mut kinds = dependency.get("dep_kinds")?.as_array()?.iter();
                if kinds.any(|kind| kind.get("kind").and_then(Value::as_str) != Some("dev")) {
                    package
                        .built_with
                        .push(dependency.get("pkg")?.as_str()?.to_owned());
                }
            }
        }
        Some(Self(packages))
    }

    /// The packages of the workspace.
    pub(crate) fn ours(&self) -> impl Iterator<Item = &Package> {
        self.0.values().filter(|package| package.is_ours)
    }

    /// What a package is built with, however far down, itself left out.
    pub(crate) fn built_with(&self, package: &Package) -> Vec<&Package> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = package.built_with.iter().collect();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(self.0.get(id).into_iter().flat_map(|next| &next.built_with));
            }
        }
        seen.into_iter().filter_map(|id| self.0.get(id)).collect()
    }
}

/// `1.88` or `1.88.0`.
fn rust_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}
