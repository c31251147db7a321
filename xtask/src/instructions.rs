//! What the core's calls cost on a host, in instructions: a committed table.

use crate::budget::{Budget, Table};
use crate::shell::Outcome;
use crate::valgrind;

const COUNTS: Table = Table {
    file: "benches/instructions/counts.txt",
    columns: &["x86-64"],
    growth: 3,
};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let is_update = valgrind::option(arguments, "--update")?;
    let folder = valgrind::results("counts")?;
    let programs = valgrind::build()?;
    let mut measured = Budget::new(COUNTS, vec![valgrind::compiler()?]);
    for (name, count) in valgrind::count(&programs.join("counts"), &[], &folder)? {
        measured.note("x86-64", "instructions", &name, count);
    }
    println!("\n{}", measured.text());
    if is_update {
        return measured.write();
    }
    if let Some(other) = measured.compare()? {
        println!("it was written with {other}; what differs a little may be the compiler's");
    }
    Ok(())
}

/// The chore, as a leg of `cargo xtask test`.
pub(crate) fn leg() -> Outcome {
    run(&[])
}
