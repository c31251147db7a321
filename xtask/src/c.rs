//! The C library, as C sees it: the header under every compiler, every vector through C, hostile
//! arguments, and a program built against what is distributed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::compact::{Choice, Compact};
use crate::header::HEADER;
use crate::runner::{self, Reasons};
use crate::shell::{Outcome, command, execute, output, root, target};
use crate::{dist, header, kit, layout, python, setup};

/// Without a warning, in our own code and in the header.
const WARNINGS: &str = "-Wall -Wextra -pedantic -Wconversion -Werror";

/// The families of vectors that the runner has.
const FAMILIES: [&str; 14] = [
    "day.c",
    "flex.c",
    "digest.c",
    "grants.c",
    "session.c",
    "market.c",
    "market_history.c",
    "leads.c",
    "keys.c",
    "policy.c",
    "gate.c",
    "appointment.c",
    "issuance.c",
    "issuance_input.c",
];
/// What calls every function with arguments that it may not be given.
const ARGUMENTS: [&str; 6] = [
    "arguments.c",
    "pointers.c",
    "table.c",
    "table_rules.c",
    "transfers.c",
    "values.c",
];

/// What Rust's standard library needs of the system.
const SYSTEM: &str = "-lpthread -ldl -lm";

/// How much to run where each step is slow.
#[derive(Clone, Copy)]
pub(crate) enum Size {
    /// A tenth of the sessions under valgrind.
    Tenth,
    /// All of them.
    Whole,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    setup::run(&[])?;
    check(match arguments {
        [whole] if whole == "--whole" => Size::Whole,
        _ => Size::Tenth,
    })
}

/// Everything in C.
pub(crate) fn check(size: Size) -> Outcome {
    header::run(&["--check".to_owned()])?;
    header_alone()?;
    let folder = target().join("c");
    let dist = folder.join("dist");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    dist::write(&dist)?;
    exported(&dist)?;
    same_layout(&folder)?;
    run_vectors(&folder, &dist, size)?;
    run_arguments(&folder, &dist)?;
    example(&folder, &dist)?;
    put(&folder, &dist)
}

/// The vectors through the adapter.
pub(crate) fn kit() -> Outcome {
    let folder = target().join("c");
    let dist = folder.join("dist");
    dist::write(&dist)?;
    put(&folder, &dist)
}

/// Puts the vectors to the shared library; Python calls it in an environment of its own.
fn put(folder: &Path, dist: &Path) -> Outcome {
    let environment = folder.join("adapter");
    let python = environment.join("bin/python");
    python::environment(&environment)?;
    let sources = root().join("ffi/adapter");
    let mut install = Command::new(&python);
    install.args("-m pip install --quiet --requirement".split(' '));
    install.arg(sources.join("requirements.txt"));
    execute(install)?;
    let library = dist.join("lib/libdoorward.so");
    let variable = Some(("DOORWARD_LIBRARY", library.as_path()));
    kit::put(&python, &sources.join("adapter.py"), variable)
}

/// The header by itself, in each version of C and of C++.
fn header_alone() -> Outcome {
    for (language, compilers, standards) in [
        ("c", ["gcc", "clang"], ["c99", "c11", "c17", "c2x"]),
        (
            "c++",
            ["g++", "clang++"],
            ["c++11", "c++17", "c++20", "c++2b"],
        ),
    ] {
        for compiler in compilers {
            for standard in standards {
                let mut compile = command(&format!("{compiler} {WARNINGS} -fsyntax-only"));
                compile.args([&format!("-std={standard}"), "-x", language, HEADER]);
                execute(compile)?;
            }
        }
    }
    Ok(())
}

/// The functions that the header declares.
fn declared() -> Result<BTreeSet<String>, String> {
    let path = root().join(HEADER);
    let header = fs::read_to_string(&path).map_err(|error| format!("{HEADER}: {error}"))?;
    let code = layout::without_comments(&header);
    // What follows the types.
    let functions = code.rsplit("extern \"C\" {").next().unwrap_or_default();
    let names = functions.split(';').filter_map(|declaration| {
        let (before, _) = declaration.split_once('(')?;
        let name = before.split_whitespace().last()?.trim_start_matches('*');
        name.starts_with("dw_").then(|| name.to_owned())
    });
    Ok(names.collect())
}

/// The shared library exports what the header declares, and nothing else.
fn exported(dist: &Path) -> Outcome {
    let mut list = command("nm --dynamic --defined-only --extern-only --format=just-symbols");
    list.arg(dist.join("lib").join(dist::SONAME));
    let found: BTreeSet<String> = output(list)?.lines().map(str::to_owned).collect();
    compare("exported", &found, "declared", &declared()?)
}

fn compare(
    what: &str,
    found: &BTreeSet<String>,
    against: &str,
    expected: &BTreeSet<String>,
) -> Outcome {
    if let Some(name) = found.difference(expected).next() {
        return Err(format!("{name} is {what}, but not {against}"));
    }
    if let Some(name) = expected.difference(found).next() {
        return Err(format!("{name} is {against}, but not {what}"));
    }
    println!("{} functions are {what} as they are {against}", found.len());
    Ok(())
}

/// Each struct is the same in C and in Rust.
fn same_layout(folder: &Path) -> Outcome {
    let program = folder.join("layout");
    let mut compile = command(&format!("gcc -std=c11 {WARNINGS} -Iffi/include -o"));
    compile.arg(&program).arg(layout::C);
    execute(compile)?;
    let in_c = output(Command::new(&program))?;
    let in_rust = output(command(
        "cargo run --quiet --release --package doorward-ffi --example layout",
    ))?;
    if in_c != in_rust {
        let line = in_c
            .lines()
            .zip(in_rust.lines())
            .find(|(c, rust)| c != rust);
        return Err(format!("a struct differs between C and Rust: {line:?}"));
    }
    println!("{} lines of layout are the same", in_c.lines().count());
    Ok(())
}

/// Compiles files of `ffi/tests` with the static library.
fn compile(words: &str, files: &[&str], dist: &Path, program: &Path) -> Outcome {
    let mut compile = command(&format!("{words} {WARNINGS} -g -Iffi/include -o"));
    compile.arg(program);
    compile.args(files.iter().map(|file| format!("ffi/tests/{file}")));
    compile.arg(dist.join("lib/libdoorward.a"));
    compile.args(SYSTEM.split_whitespace());
    execute(compile)
}

/// Undefined behaviour and wrong addresses end the program.
const SANITIZED: &str = "gcc -O1 -fsanitize=address,undefined -fno-sanitize-recover=all";

fn valgrind(program: &Path) -> Command {
    let mut valgrind = command("valgrind --quiet --error-exitcode=9 --leak-check=full");
    valgrind.arg(program);
    valgrind
}

/// What the runner on a host is made of.
fn runner_files() -> Vec<&'static str> {
    let files = runner::CORE.into_iter().chain(FAMILIES);
    files.chain(["host.c"]).collect()
}

/// Every vector through C, as [`crate::runtimes`] has it.
pub(crate) fn report() -> Result<String, String> {
    setup::c()?;
    let folder = target().join("c");
    let dist = folder.join("dist");
    dist::write(&dist)?;
    let program = folder.join("runner-gcc");
    compile("gcc -O2 -std=c99", &runner_files(), &dist, &program)?;
    let files = runner::files(Choice::ALL, &runner::reasons("c")?)?;
    let printed = talk(&mut Command::new(&program), &runner::lines(&files))?;
    Ok(runner::report("c", &printed, &files))
}

fn run_vectors(folder: &Path, dist: &Path, size: Size) -> Outcome {
    let files = runner_files();
    let reasons = runner::reasons("c")?;
    let all = runner::files(Choice::ALL, &reasons)?;
    for (name, compiler) in [
        ("gcc", "gcc -O2"),
        ("clang", "clang -O2"),
        ("asan", SANITIZED),
    ] {
        let program = folder.join(format!("runner-{name}"));
        compile(&format!("{compiler} -std=c99"), &files, dist, &program)?;
        feed(Command::new(&program), &all)?;
    }
    refuses(&folder.join("runner-gcc"), &all, &reasons)?;
    // Codes by the million, and all sessions, take valgrind minutes.
    let fewer = Choice {
        digests_up_to: 10_000,
        sessions_every: match size {
            Size::Tenth => 10,
            Size::Whole => 1,
        },
    };
    feed(
        valgrind(&folder.join("runner-gcc")),
        &runner::files(fewer, &reasons)?,
    )
}

/// Runs a program on lines, and looks that it ran as many tests as the files have.
fn feed(mut program: Command, files: &[Compact]) -> Outcome {
    let printed = talk(&mut program, &runner::lines(files))?;
    print!("{printed}");
    runner::check(&printed, files)
}

/// A program's output for an input; what it says of itself is in there, so that how it ends
/// matters only where it was ended.
fn talk(program: &mut Command, input: &str) -> Result<String, String> {
    println!("$ {}", program.get_program().to_string_lossy());
    let failed = |error: std::io::Error| format!("the runner: {error}");
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut pipe = child.stdin.take().ok_or("the runner has no input")?;
    let writer = {
        let input = input.to_owned();
        // A runner that ends early says so in its output.
        std::thread::spawn(move || drop(pipe.write_all(input.as_bytes())))
    };
    let output = child.wait_with_output().map_err(failed)?;
    drop(writer.join());
    match output.status.code() {
        Some(0 | 1) => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        _ => Err(format!("the runner ended with {}", output.status)),
    }
}

/// What is said not to run does not, and what does not pass is said not to: the first test of
/// each such file, and a test that is not what its file says.
fn refuses(program: &Path, files: &[Compact], reasons: &Reasons) -> Outcome {
    for algorithm in reasons.keys() {
        let printed = talk(
            &mut Command::new(program),
            &format!("{algorithm} 1 valid\n"),
        )?;
        if !printed.contains("an algorithm that this runner does not have") {
            return Err(format!(
                "{algorithm} is run: take it from vectors/cannot-run.txt"
            ));
        }
    }
    for file in files {
        let spoiled = file.lines.replacen(" valid ", " invalid ", 1);
        let printed = talk(&mut Command::new(program), &spoiled)?;
        if !printed.contains(" failed 1\n") {
            return Err(format!("{} takes a valid test for invalid", file.algorithm));
        }
    }
    println!("{} files are not run; their reasons stand", reasons.len());
    Ok(())
}

fn run_arguments(folder: &Path, dist: &Path) -> Outcome {
    for (name, compiler) in [
        ("clang", "clang -O1"),
        ("asan", SANITIZED),
        ("gcc", "gcc -O1"),
    ] {
        let program = folder.join(format!("arguments-{name}"));
        compile(&format!("{compiler} -std=c11"), &ARGUMENTS, dist, &program)?;
        execute(Command::new(&program))?;
    }
    let program = folder.join("arguments-gcc");
    execute(valgrind(&program))?;
    let mut list = Command::new(&program);
    list.arg("--list");
    let tried: BTreeSet<String> = output(list)?.lines().map(str::to_owned).collect();
    compare("tried", &tried, "declared", &declared()?)
}

/// A program outside the workspace, built by `make` and by `cmake` against the distribution
/// copied elsewhere.
fn example(folder: &Path, dist: &Path) -> Outcome {
    let (prefix, sources) = (folder.join("prefix"), folder.join("example"));
    for (from, to) in [(dist, &prefix), (&root().join("examples/c"), &sources)] {
        if to.exists() {
            fs::remove_dir_all(to).map_err(|error| format!("{}: {error}", to.display()))?;
        }
        let mut copy = command("cp -a");
        copy.args([from, to]);
        execute(copy)?;
    }
    let library = prefix.join("lib");
    let mut make = command("make");
    make.arg("-C").arg(&sources);
    make.arg(format!(
        "PKG_CONFIG_PATH={}",
        library.join("pkgconfig").display()
    ));
    execute(make)?;
    let tree = sources.join("build");
    let mut configure = command("cmake -S");
    configure.arg(&sources).arg("-B").arg(&tree);
    configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.display()));
    execute(configure)?;
    let mut compile = command("cmake --build");
    compile.arg(&tree);
    execute(compile)?;
    let mut said = BTreeSet::new();
    for program in [
        PathBuf::from("showing"),
        "build/showing".into(),
        "build/showing_static".into(),
    ] {
        let mut program = Command::new(sources.join(program));
        program.env("LD_LIBRARY_PATH", &library);
        said.insert(output(program)?);
    }
    let opens = said.iter().all(|text| text.contains(" opens\n"));
    match said.first() {
        Some(text) if said.len() == 1 && opens => {
            print!("{text}");
            Ok(())
        }
        _ => Err(format!("the example said {said:?}")),
    }
}
