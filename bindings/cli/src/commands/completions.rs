//! `doorward completions`.

use clap::CommandFactory as _;
use clap_complete::Shell;
use serde::Serialize;

use crate::answer::Answer;
use crate::args::Args;
use crate::failure::Failure;

#[derive(Serialize)]
struct Completions<'a> {
    shell: String,
    script: &'a str,
}

pub(super) fn run(shell: Shell) -> Result<Answer, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "doorward", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let json = Completions {
        shell: shell.to_string(),
        script: &script,
    };
    Answer::new(script.clone(), &json)
}
