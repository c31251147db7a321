//! The header of the C library, printed from its source.

use std::fs;

use cbindgen::{Builder, Config};

use crate::layout;
use crate::shell::{Outcome, root};

/// Where the header is.
pub(crate) const HEADER: &str = "ffi/include/doorward.h";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let checks = arguments.iter().any(|argument| argument == "--check");
    let header = header()?;
    let structs = layout::structs(&header)?;
    for (name, text) in [
        (HEADER, &header),
        (layout::C, &layout::in_c(&structs)),
        (layout::RUST, &layout::in_rust(&structs)),
    ] {
        let path = root().join(name);
        let failed = |error| format!("{name}: {error}");
        if !checks {
            fs::write(&path, text).map_err(failed)?;
            println!("wrote {name}");
        } else if fs::read_to_string(&path).map_err(failed)? == *text {
            println!("{name} is what the source says");
        } else {
            return Err(format!(
                "{name} is not what the source says: run `cargo xtask header`"
            ));
        }
    }
    Ok(())
}

fn header() -> Result<String, String> {
    let folder = root().join("ffi");
    let config = Config::from_file(folder.join("cbindgen.toml"))?;
    let bindings = Builder::new()
        .with_crate(&folder)
        .with_config(config)
        .generate()
        .map_err(|error| format!("cbindgen: {error}"))?;
    let mut text = Vec::new();
    bindings.write(&mut text);
    String::from_utf8(text).map_err(|error| format!("cbindgen: {error}"))
}
