//! `doorward`: issues, reads and records lockbox codes, with an embedded vault.
//!
//! The library decides what a code is; this tool keeps the record of what was issued, asks
//! the operating system for the time, random bytes and files, and prints.

mod answer;
mod args;
mod clock;
mod commands;
mod device;
mod failure;
mod files;
mod hex;
mod key;
mod kit;
mod limits;
mod log_piece;
mod market;
mod message;
mod operations;
mod person;
mod random;
mod texts;
mod vault;
mod walkthrough;
mod zone;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return failure::usage(&error),
    };
    let is_json = args.global.json;
    match commands::run(args).and_then(|answer| answer.print(is_json)) {
        Ok(exit) => exit,
        Err(failure) => failure.print(is_json),
    }
}
