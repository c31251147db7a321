//! What the public interface breaks for those who use an earlier one.

use crate::shell::{Outcome, command, execute, output};
use crate::tools::SEMVER;

/// The features whose interface is published; `batch` has Arrow's types in its own, whose versions
/// are the user's choice.
const FEATURES: &str = "alloc,serde";

/// `--baseline-rev REV`, or else the last release by its tag.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let baseline = match arguments {
        [option, rev] if option == "--baseline-rev" => rev.clone(),
        [] => last_release()?,
        _ => return Err("usage: cargo xtask semver [--baseline-rev REV]".into()),
    };
    SEMVER.install()?;
    let mut check = SEMVER.command("--package doorward --only-explicit-features");
    check.args(["--features", FEATURES, "--baseline-rev", &baseline]);
    execute(check)
}

/// The tag of the last release before this commit.
fn last_release() -> Result<String, String> {
    let tags = output(command(
        "git tag --list v* --merged HEAD --sort -version:refname",
    ))?;
    let last = tags.lines().next().map(str::to_owned);
    last.ok_or_else(|| "nothing is released yet: name a commit with --baseline-rev".to_owned())
}
