//! The modules: compiled, given their glue, made small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::setup;
use crate::shell::{Outcome, command, execute, root, target};

/// A module: its name, which is that of its files and of the crate's feature behind it.
pub(super) struct Module {
    pub(super) name: &'static str,
    feature: &'static str,
}

pub(super) const MODULES: [Module; 4] = [
    Module {
        name: "doorward",
        feature: "access",
    },
    Module {
        name: "lockbox",
        feature: "lockbox",
    },
    Module {
        name: "policy",
        feature: "policy",
    },
    Module {
        name: "market",
        feature: "market",
    },
];

/// The package's folder in the repository.
pub(super) fn source() -> PathBuf {
    root().join("bindings/wasm")
}

/// Where the package is put together.
pub(super) fn package() -> PathBuf {
    target().join("npm/doorward")
}

pub(super) fn at(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

pub(super) fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| at(from, &error))
}

/// A program of the package's development, in its folder.
pub(super) fn npm(words: &str) -> Command {
    let mut npm = command(words);
    npm.current_dir(source());
    npm
}

/// Builds the modules into `package()/dist`.
pub(super) fn run() -> Outcome {
    let dist = package().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(|error| at(&dist, &error))?;
    }
    fs::create_dir_all(&dist).map_err(|error| at(&dist, &error))?;
    MODULES.iter().try_for_each(|module| build(module, &dist))
}

fn build(module: &Module, dist: &Path) -> Outcome {
    let compiled = compile(module.feature)?;
    let made = target().join("npm/made").join(module.name);
    for (form, is_web) in [("web", true), ("node", false)] {
        let mut bindgen = Bindgen::new();
        let chosen = if is_web {
            bindgen.web(true)
        } else {
            bindgen.nodejs(true)
        };
        chosen
            .map_err(|error| error.to_string())?
            .input_path(&compiled)
            .out_name(module.name)
            .typescript(true)
            .omit_default_module_path(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(made.join(form))
            .map_err(|error| format!("wasm-bindgen, {}: {error:#}", module.name))?;
    }
    let wasm = format!("{}_bg.wasm", module.name);
    let bytes =
        |form: &str| fs::read(made.join(form).join(&wasm)).map_err(|error| error.to_string());
    if bytes("web")? != bytes("node")? {
        return Err(format!("{} differs between the web and Node", module.name));
    }
    // What is known of the whole program is found out once, between two rounds of the rest.
    let mut optimise = npm(
        "node_modules/.bin/wasm-opt -Oz --gufa -Oz --strip-target-features --enable-simd --enable-bulk-memory \
         --enable-sign-ext --enable-mutable-globals --enable-nontrapping-float-to-int \
         --enable-reference-types --enable-multivalue",
    );
    optimise
        .arg(made.join("web").join(&wasm))
        .arg("-o")
        .arg(dist.join(&wasm));
    execute(optimise)?;
    let name = module.name;
    glue(
        &made.join(format!("web/{name}.js")),
        &dist.join(format!("{name}.js")),
    )?;
    glue(
        &made.join(format!("node/{name}.js")),
        &dist.join(format!("{name}.cjs")),
    )?;
    let types = made.join(format!("node/{name}.d.ts"));
    copy(&types, &dist.join(format!("{name}.d.ts")))?;
    copy(&types, &dist.join(format!("{name}.d.cts")))
}

/// Copies what wasm-bindgen wrote around a module. An object of the wrong class is a `TypeError`, as
/// every wrong type is.
fn glue(from: &Path, to: &Path) -> Outcome {
    const WRITTEN: &str = "throw new Error(`expected instance of ";
    let text = fs::read_to_string(from).map_err(|error| at(from, &error))?;
    if text.contains("_assertClass") && !text.contains(WRITTEN) {
        return Err(format!("{}: no error of a wrong class", from.display()));
    }
    let text = text.replace(WRITTEN, "throw new TypeError(`expected instance of ");
    fs::write(to, text).map_err(|error| at(to, &error))
}

/// Compiles the crate with one feature; the module's file.
fn compile(feature: &str) -> Result<PathBuf, String> {
    let mut cargo = setup::wasm_cargo("rustc")?;
    cargo
        .args(["--package", "doorward-wasm", "--lib", "--profile", "wasm"])
        .args(["--no-default-features", "--features", feature])
        .env("RUSTFLAGS", "-C target-feature=+simd128");
    execute(cargo)?;
    let built = target().join("wasm32-unknown-unknown/wasm/doorward_wasm.wasm");
    let kept = target().join(format!("npm/{feature}.wasm"));
    let folder = target().join("npm");
    fs::create_dir_all(&folder).map_err(|error| at(&folder, &error))?;
    copy(&built, &kept)?;
    Ok(kept)
}
