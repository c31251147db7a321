//! The firmware of `ffi/firmware` under an emulator: it behaves as the library does, links
//! nothing that panics or allocates, and keeps its budget.

mod image;
mod session;
mod vectors;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::budget::{Budget, Table};
use crate::shell::{Outcome, command, root, target};
use vectors::{Runner, Size};

/// A processor that the firmware is built for, and the board that the emulator has it on.
#[derive(Clone, Copy)]
pub(crate) struct Board {
    name: &'static str,
    cpu: &'static str,
    target: &'static str,
}

const BOARDS: [Board; 2] = [
    Board {
        name: "microbit",
        cpu: "cortex-m0",
        target: crate::setup::CORTEX_M0,
    },
    Board {
        name: "mps2-an385",
        cpu: "cortex-m3",
        target: crate::setup::CORTEX_M3,
    },
];

/// What the images may cost.
const BUDGET: Table = Table {
    file: "ffi/firmware/budget.txt",
    columns: &["cortex-m0", "cortex-m3"],
    growth: 2,
};

/// The compression function that is small, not the one that is fast.
pub(crate) const FLAGS: &str = r#"--cfg sha2_backend="soft" --cfg sha2_backend_soft="compact""#;

/// Images whose only purpose is their size.
const SIZES: [&str; 4] = ["engine", "keypad", "checks", "mac"];

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let has = |option: &str| arguments.iter().any(|argument| argument == option);
    let size = if has("--whole") {
        Size::Whole
    } else {
        Size::Tenth
    };
    let session = session::play().map_err(String::from)?;
    agree_with_walkthrough(&session.decisions)?;
    let mut measured = Budget::new(BUDGET, Vec::new());
    for board in BOARDS {
        let folder = folder(board)?;
        let library = image::library(board, &folder)?;
        let c = folder.join("box.elf");
        let sources = ["start.c", "semihosting.c", "flash.c", "box.c"];
        image::link(board, &library, &sources, &c)?;
        run_session(board, "C", &c, &folder, &session)?;
        let rust = image::rust(board, &folder)?;
        run_session(board, "Rust", &rust, &folder, &session)?;
        Runner::link(board, &library, &folder, size)?.check()?;
        weigh(board, &folder, &library, &mut measured)?;
    }
    println!("\n{}", measured.text());
    if has("--update") {
        return measured.write();
    }
    measured.compare().map(drop)
}

/// Every vector that the board with this processor runs, as [`crate::runtimes`] has it.
pub(crate) fn report(cpu: &str) -> Result<String, String> {
    crate::setup::firmware()?;
    let board = BOARDS.into_iter().find(|board| board.cpu == cpu);
    let board = board.ok_or_else(|| format!("there is no board with a {cpu}"))?;
    let folder = folder(board)?;
    let library = image::library(board, &folder)?;
    Runner::link(board, &library, &folder, Size::Whole)?.report()
}

/// Where a board's images go.
fn folder(board: Board) -> Result<PathBuf, String> {
    let folder = target().join("firmware").join(board.name);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// Plays the session on the board; every line that it prints is what the library answers.
fn run_session(
    board: Board,
    language: &str,
    elf: &Path,
    folder: &Path,
    session: &session::Session,
) -> Outcome {
    image::check_symbols(elf)?;
    let script = folder.join("session.txt");
    fs::write(&script, &session.lines).map_err(|error| format!("{}: {error}", script.display()))?;
    let printed = emulate(board, elf, Some(&script), Clock::Counted)?;
    let expected = session.answers.lines();
    if let Some((line, (found, wanted))) = (1_u32..)
        .zip(printed.lines().zip(expected.clone()))
        .find(|(_, (found, wanted))| found != wanted)
    {
        return Err(format!(
            "{}: answer {line} is `{found}`, the library's is `{wanted}`",
            board.name
        ));
    }
    let (found, wanted) = (printed.lines().count(), expected.count());
    if found != wanted {
        return Err(format!("{}: {found} answers of {wanted}", board.name));
    }
    println!(
        "{}, {language}: {found} answers as the library gives them",
        board.name
    );
    Ok(())
}

/// Links the images that tell sizes and runs the one that tells stack and instructions.
fn weigh(board: Board, folder: &Path, library: &Path, measured: &mut Budget) -> Outcome {
    let image_of = |name: &str| -> Result<u64, String> {
        let elf = folder.join(format!("{name}.elf"));
        let program = format!("sizes/{name}.c");
        image::link(board, library, &["sizes/inputs.c", &program], &elf)?;
        image::check_symbols(&elf)?;
        image::flash(&elf)
    };
    let empty = image_of("empty")?;
    for name in SIZES {
        let flash = image_of(name)?.saturating_sub(empty);
        measured.note(board.cpu, "flash", name, flash);
    }
    let engine = folder.join("engine.elf");
    measured.note(
        board.cpu,
        "state",
        "lockbox",
        image::symbol(&engine, "box")?,
    );
    let elf = folder.join("measure.elf");
    image::link(
        board,
        library,
        &["start.c", "semihosting.c", "flash.c", "measure.c"],
        &elf,
    )?;
    let printed = emulate(board, &elf, None, Clock::Counted)?;
    for line in printed.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let (&[name, _, instructions, stack], true) = (words.as_slice(), words.len() == 4) else {
            return Err(format!("{}: `{line}` is no measurement", board.name));
        };
        let number = |word: &str| word.parse::<u64>().map_err(|error| error.to_string());
        measured.note(board.cpu, "stack", name, number(stack)?);
        measured.note(board.cpu, "instructions", name, number(instructions)?);
    }
    Ok(())
}

/// How an emulator tells time.
#[derive(Clone, Copy)]
enum Clock {
    /// By its instructions: the same each time.
    Counted,
    /// Not at all, and faster.
    Free,
}

/// What an image prints; fails unless it ends well.
fn emulate(
    board: Board,
    elf: &Path,
    script: Option<&Path>,
    clock: Clock,
) -> Result<String, String> {
    let mut semihosting = "enable=on,target=native".to_owned();
    if let Some(script) = script {
        semihosting.push_str(",arg=");
        semihosting.push_str(&script.display().to_string());
    }
    let mut qemu = command(match clock {
        Clock::Counted => "timeout 120 qemu-system-arm -nographic -icount shift=0",
        Clock::Free => "timeout 14400 qemu-system-arm -nographic",
    });
    qemu.args([
        "-M",
        board.name,
        "-semihosting-config",
        &semihosting,
        "-kernel",
    ])
    .arg(elf)
    .stdin(std::process::Stdio::null());
    // Semihosting prints to the emulator's standard error.
    let output = qemu
        .output()
        .map_err(|error| format!("qemu-system-arm: {error}"))?;
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed).into_owned();
    if output.status.success() {
        Ok(printed)
    } else {
        Err(format!("{} on {}: {printed}", elf.display(), board.name))
    }
}

/// What `doorward walkthrough --json` prints, as the tool's tests see to it.
const WALKTHROUGH: &str = "bindings/cli/tests/walkthrough.json";

/// The day played here is the day that the walkthrough tells of.
fn agree_with_walkthrough(played: &[u64]) -> Outcome {
    let shown = fs::read_to_string(root().join(WALKTHROUGH))
        .map_err(|error| format!("{WALKTHROUGH}: {error}"))?;
    let shown: serde_json::Value =
        serde_json::from_str(&shown).map_err(|error| error.to_string())?;
    let mut decisions = Vec::new();
    collect_decisions(&shown, &mut decisions);
    if decisions == played {
        println!("{} decisions, those of the walkthrough", played.len());
        return Ok(());
    }
    Err(format!(
        "the walkthrough's decisions are {decisions:?}, those of the session {played:?}"
    ))
}

fn collect_decisions(value: &serde_json::Value, found: &mut Vec<u64>) {
    match value {
        serde_json::Value::Array(items) => {
            for item in items {
                collect_decisions(item, found);
            }
        }
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                if name == "decision" {
                    found.extend(member.as_u64());
                } else {
                    collect_decisions(member, found);
                }
            }
        }
        _ => {}
    }
}

/// A command of the compiler for the boards.
fn tool(name: &str) -> Command {
    command(&format!("arm-none-eabi-{name}"))
}

/// Runs a command quietly; its output is shown if it fails.
fn quietly(mut command: Command) -> Outcome {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("{command:?}:\n{said}"))
}

/// The chore, as a leg of `cargo xtask test`.
pub(crate) fn leg() -> Outcome {
    run(&[])
}

/// The chore with every test of its vector files.
pub(crate) fn whole() -> Outcome {
    run(&["--whole".to_owned()])
}
