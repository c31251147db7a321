//! The commands, one file each.

use std::path::PathBuf;

use doorward::keys::RootKey;

use crate::answer::Answer;
use crate::args::{Args, CodeCommand, Command, Global, KeyCommand, LogCommand, VectorsCommand};
use crate::clock::Clock;
use crate::failure::Failure;
use crate::key;
use crate::kit;
use crate::vault::Vault;
use crate::walkthrough;

mod association;
mod boxes;
mod cards;
mod completions;
pub(crate) mod events;
mod gate;
mod init;
mod list;
mod listings;
mod lockbox;
mod market;
mod members;
mod odds;
mod read;
mod roster;
mod ruling;
mod showings;
mod vectors;
pub(crate) mod view;

pub(crate) mod bulletin;
pub(crate) mod day;
pub(crate) mod day_key;
pub(crate) mod flex;
pub(crate) mod grants;
pub(crate) mod log;
pub(crate) mod renewal;
pub(crate) mod service;

/// Where the vault and the root key are, and what time it is.
#[derive(Debug)]
pub(crate) struct Context {
    global: Global,
    clock: Clock,
}

impl Context {
    fn folder(&self) -> Result<PathBuf, Failure> {
        if let Some(folder) = &self.global.vault {
            return Ok(folder.clone());
        }
        let set = |name| {
            std::env::var_os(name)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute())
        };
        set("XDG_DATA_HOME")
            .or_else(|| set("HOME").map(|home| home.join(".local/share")))
            .map(|data| data.join("doorward"))
            .ok_or_else(|| {
                Failure::vault("no folder for the vault is known; name one with --vault")
            })
    }

    fn key_file(&self) -> Result<PathBuf, Failure> {
        match &self.global.key_file {
            Some(file) => Ok(file.clone()),
            None => Ok(self.folder()?.join("root.key")),
        }
    }

    fn vault(&self) -> Result<Vault, Failure> {
        Vault::open(&self.folder()?)
    }

    /// The vault and its root key.
    fn vault_and_root(&self) -> Result<(Vault, RootKey), Failure> {
        let vault = self.vault()?;
        let root = match key::from_environment()? {
            Some(root) => root,
            None => key::from_file(&self.key_file()?)?,
        };
        if vault.records().key_check()? == key::check_of(&root) {
            Ok((vault, root))
        } else {
            Err(Failure::key(
                "the root key is not the one that this vault was made with; codes from it would \
                 open nothing",
            ))
        }
    }
}

/// Does what was asked.
pub(crate) fn run(args: Args) -> Result<Answer, Failure> {
    let context = Context {
        clock: Clock::new(args.global.now.clone()),
        global: args.global,
    };
    match args.command {
        Command::Init { existing_key } => init::run(&context, existing_key),
        Command::Lockbox(command) => lockbox::run(&context, command),
        Command::Roster(command) => roster::run(&context, &command),
        Command::Office(command) => members::offices(&context, command),
        Command::Member(command) => members::members(&context, command),
        Command::Listing(command) => listings::run(&context, command),
        Command::Association { set } => association::run(&context, set.as_deref()),
        Command::Showing(command) => showings::run(&context, &command),
        Command::Card(command) => cards::run(&context, command),
        Command::Code(CodeCommand::Day(args)) => day::run(&context, &args),
        Command::Code(CodeCommand::Flex(args)) => flex::run(&context, &args),
        Command::Code(CodeCommand::Service(args)) => service::run(&context, &args),
        Command::Code(CodeCommand::Renewal(args)) => renewal::run(&context, &args),
        Command::Code(CodeCommand::List { lockbox, digits }) => {
            list::run(&context, &lockbox, digits)
        }
        Command::Key(KeyCommand::Day { lockbox, date, to }) => {
            day_key::run(&context, &lockbox, &date, to.as_deref())
        }
        Command::Grant(command) => grants::run(&context, &command),
        Command::Bulletin(args) => bulletin::run(&context, &args),
        Command::Log(LogCommand::Verify(args)) => log::verify(&context, &args),
        Command::Market(command) => market::run(&context, &command),
        Command::Report(args) => events::report(&context, &args),
        Command::Export(args) => events::export(&context, &args),
        Command::Box(command) => boxes::run(&context, &command),
        Command::Read(args) => read::run(&context, &args),
        Command::Odds(args) => odds::run(&args),
        Command::Vectors(VectorsCommand::Check { paths }) => vectors::check(&paths),
        Command::Vectors(VectorsCommand::Run(args)) => kit::run(&args),
        Command::Walkthrough => walkthrough::run(),
        Command::Completions { shell } => completions::run(shell),
    }
}
