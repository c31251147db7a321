//! The header of the C library, printed from its source.

use std::fs;

use cbindgen::{Builder, Config};

use crate::shell::{Outcome, root};

const HEADER: &str = "ffi/include/doorward.h";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let path = root().join(HEADER);
    let header = header()?;
    if arguments.iter().any(|argument| argument == "--check") {
        let committed = fs::read_to_string(&path).map_err(|error| format!("{HEADER}: {error}"))?;
        return if committed == header {
            println!("{HEADER} is what the source says");
            Ok(())
        } else {
            Err(format!(
                "{HEADER} is not what the source says: run `cargo xtask header`"
            ))
        };
    }
    fs::write(&path, header).map_err(|error| format!("{HEADER}: {error}"))?;
    println!("wrote {HEADER}");
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
