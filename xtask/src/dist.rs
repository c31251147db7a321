//! The C library as a distribution has it: copied to a prefix, it is installed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::header::HEADER;
use crate::shell::{Outcome, command, execute, root, target};
use crate::supply::of_c_library;

/// What every later library with the same binary interface is called too.
pub(crate) const SONAME: &str = "libdoorward.so.0";

/// What Rust's standard library needs of the system, for who links statically.
const SYSTEM: &str = "-lgcc_s -lutil -lrt -lpthread -lm -ldl -lc";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let folder = arguments
        .first()
        .map_or_else(|| target().join("dist"), PathBuf::from);
    write(&folder)?;
    of_c_library(&folder.join("share/doc/doorward/doorward.cdx.json"))?;
    println!("wrote {}", folder.display());
    Ok(())
}

/// Builds the library and writes the folder anew.
pub(crate) fn write(folder: &Path) -> Outcome {
    let mut compile = command("cargo rustc --package doorward-ffi --lib --release --");
    compile.arg(format!("-Clink-arg=-Wl,-soname,{SONAME}"));
    execute(compile)?;
    let built = target().join("release");
    let version = version()?;
    let at = |name: &str| folder.join(name);
    for name in [
        "include",
        "lib/pkgconfig",
        "lib/cmake/doorward",
        "share/doc/doorward",
    ] {
        fs::create_dir_all(at(name)).map_err(|error| failed(&at(name), &error))?;
    }
    copy(&root().join(HEADER), &at("include/doorward.h"))?;
    copy(&built.join("libdoorward_c.a"), &at("lib/libdoorward.a"))?;
    copy(&built.join("libdoorward_c.so"), &at("lib").join(SONAME))?;
    let link = at("lib/libdoorward.so");
    if link.is_symlink() {
        fs::remove_file(&link).map_err(|error| failed(&link, &error))?;
    }
    std::os::unix::fs::symlink(SONAME, &link).map_err(|error| failed(&link, &error))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(
            &root().join(licence),
            &at("share/doc/doorward").join(licence),
        )?;
    }
    for (name, text) in [
        ("lib/pkgconfig/doorward.pc", package_config(&version)),
        ("lib/cmake/doorward/doorward-config.cmake", cmake_config()),
        (
            "lib/cmake/doorward/doorward-config-version.cmake",
            cmake_version(&version),
        ),
    ] {
        fs::write(at(name), text).map_err(|error| failed(&at(name), &error))?;
    }
    Ok(())
}

fn failed(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| failed(from, &error))
}

/// The workspace's version.
fn version() -> Result<String, String> {
    let path = root().join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
    text.lines()
        .find_map(|line| line.strip_prefix("version = \""))
        .and_then(|rest| rest.split('"').next())
        .map(str::to_owned)
        .ok_or_else(|| failed(&path, &"no version"))
}

fn package_config(version: &str) -> String {
    format!(
        "prefix=${{pcfiledir}}/../..
libdir=${{prefix}}/lib
includedir=${{prefix}}/include

Name: doorward
Description: Access policy and code cryptography for real-estate lockboxes
Version: {version}
Cflags: -I${{includedir}}
Libs: -L${{libdir}} -ldoorward
Libs.private: {SYSTEM}
"
    )
}

fn cmake_config() -> String {
    format!(
        r#"# Targets: doorward::doorward, shared; doorward::doorward_static.
get_filename_component(doorward_prefix "${{CMAKE_CURRENT_LIST_DIR}}/../../.." ABSOLUTE)

if(NOT TARGET doorward::doorward)
    add_library(doorward::doorward SHARED IMPORTED)
    set_target_properties(doorward::doorward PROPERTIES
        IMPORTED_LOCATION "${{doorward_prefix}}/lib/{SONAME}"
        IMPORTED_SONAME "{SONAME}"
        INTERFACE_INCLUDE_DIRECTORIES "${{doorward_prefix}}/include")
endif()

if(NOT TARGET doorward::doorward_static)
    add_library(doorward::doorward_static STATIC IMPORTED)
    set_target_properties(doorward::doorward_static PROPERTIES
        IMPORTED_LOCATION "${{doorward_prefix}}/lib/libdoorward.a"
        INTERFACE_INCLUDE_DIRECTORIES "${{doorward_prefix}}/include"
        INTERFACE_LINK_LIBRARIES "{SYSTEM}")
endif()

unset(doorward_prefix)
"#
    )
}

/// Before 1.0.0 the second number counts as the first.
fn cmake_version(version: &str) -> String {
    format!(
        r#"set(PACKAGE_VERSION "{version}")
string(REGEX MATCH "^[0-9]+\\.[0-9]+" doorward_has "${{PACKAGE_VERSION}}")
string(REGEX MATCH "^[0-9]+\\.[0-9]+" doorward_wanted "${{PACKAGE_FIND_VERSION}}")

set(PACKAGE_VERSION_COMPATIBLE FALSE)
set(PACKAGE_VERSION_EXACT FALSE)
if(doorward_has STREQUAL doorward_wanted
        AND NOT PACKAGE_FIND_VERSION VERSION_GREATER PACKAGE_VERSION)
    set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
if(PACKAGE_FIND_VERSION VERSION_EQUAL PACKAGE_VERSION)
    set(PACKAGE_VERSION_EXACT TRUE)
endif()
"#
    )
}
