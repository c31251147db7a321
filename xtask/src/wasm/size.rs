//! What the modules weigh.

use std::fmt::Write as _;
use std::fs;

use super::build::{MODULES, at, package, source};
use crate::shell::{Outcome, command, output};

const FILE: &str = "size.txt";

/// The most that codes and grants may have, gzipped.
const DOORWARD_MAX: u64 = 80_000;

/// Compares the modules with the committed sizes, or writes those.
pub(super) fn run(is_update: bool) -> Outcome {
    let path = source().join(FILE);
    let committed = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
    let mut text: String = committed
        .lines()
        .filter(|line| line.starts_with('#'))
        .fold(String::new(), |text, line| text + line + "\n");
    let mut too_large = Vec::new();
    for module in &MODULES {
        let file = package().join(format!("dist/{}_bg.wasm", module.name));
        let raw = fs::metadata(&file)
            .map_err(|error| at(&file, &error))?
            .len();
        let mut gzip = command("node -p");
        gzip.arg("zlib.gzipSync(fs.readFileSync(process.argv[1]), {level: 9}).length")
            .arg(&file);
        let gzipped: u64 = output(gzip)?
            .trim()
            .parse()
            .map_err(|_| "no number of bytes")?;
        println!("{:<9}{raw:>8} bytes{gzipped:>8} gzipped", module.name);
        // Writing to a string does not fail.
        let _ = writeln!(text, "{} {raw} {gzipped}", module.name);
        if module.name == "doorward" && gzipped > DOORWARD_MAX {
            too_large.push(format!(
                "doorward has more than {DOORWARD_MAX} bytes gzipped"
            ));
        }
        let before = committed
            .lines()
            .find_map(|line| line.strip_prefix(module.name))
            .unwrap_or("");
        let mut before = before
            .split_whitespace()
            .filter_map(|number| number.parse::<u64>().ok());
        for size in [raw, gzipped] {
            let before = before.next().unwrap_or(0);
            if size.saturating_mul(100) > before.saturating_mul(102) {
                too_large.push(format!(
                    "{} has grown from {before} to {size} bytes",
                    module.name
                ));
            }
        }
    }
    if is_update {
        return fs::write(&path, text).map_err(|error| at(&path, &error));
    }
    if too_large.is_empty() {
        Ok(())
    } else {
        Err(too_large.join("; "))
    }
}
