//! `doorward grant`: what phones carry.

use std::io::Read as _;

use doorward::bounds::GRANT_TEXT_MAX_LEN;
use doorward::grants::Grant;
use zeroize::Zeroizing;

pub(super) mod issue;
mod list;
mod narrow;
mod release;
mod revoke;
mod show;
mod view;

pub(crate) use issue::{Request, issue};
pub(crate) use release::release;
pub(crate) use revoke::revoke;

use super::Context;
use crate::answer::Answer;
use crate::args::GrantCommand;
use crate::failure::Failure;

pub(super) fn run(context: &Context, command: &GrantCommand) -> Result<Answer, Failure> {
    match command {
        GrantCommand::Issue(args) => issue::run(context, args),
        GrantCommand::Release(args) => release::run(context, args),
        GrantCommand::Show { grant } => show::run(context, grant),
        GrantCommand::Narrow(args) => narrow::run(context, args),
        GrantCommand::Revoke(args) => revoke::run(context, args),
        GrantCommand::List { lockbox } => list::run(context, lockbox),
    }
}

/// The grant whose text is `text`, or is on standard input for `-`.
pub(super) fn typed(text: &str) -> Result<Grant, Failure> {
    let mut read = Zeroizing::new(String::new());
    let text = if text == "-" {
        // The end of the line is the terminal's.
        let most = u64::try_from(GRANT_TEXT_MAX_LEN).unwrap_or(u64::MAX);
        std::io::stdin()
            .take(most.saturating_add(2))
            .read_to_string(&mut read)
            .map_err(|error| Failure::io(format!("standard input cannot be read: {error}")))?;
        read.trim_end_matches(['\r', '\n'])
    } else {
        text
    };
    Grant::from_text(text).map_err(|_| {
        Failure::usage(
            "this is no grant's text: that begins with `dwg1.` and was copied whole, without \
             spaces",
        )
    })
}
