//! `doorward box`: a lockbox to play with.

use std::io::Read as _;
use std::path::PathBuf;

use doorward::codes::Operation;
use doorward::keys::Id;
use doorward::lockbox::Decision;
use zeroize::Zeroizing;

mod install;
mod log;
mod phone;
mod present;
mod session;
mod status;
mod sync;
mod view;

use super::Context;
use crate::answer::Answer;
use crate::args::{BoxArgs, BoxCommand, EnterArgs};
use crate::device::{Device, Place};
use crate::failure::Failure;

pub(super) use status::off;

/// The folder of the boxes in the vault's.
const FOLDER: &str = "boxes";

/// Longest entry that is read from standard input.
const ENTRY_MAX: u64 = 64;

pub(super) fn run(context: &Context, command: &BoxCommand) -> Result<Answer, Failure> {
    match command {
        BoxCommand::Install(args) => install::run(context, args),
        BoxCommand::Enter(args) => enter(context, args),
        BoxCommand::Status(args) => status::run(&open_at(context, args)?),
        BoxCommand::Sync(args) => sync::run(context, args),
        BoxCommand::Present(args) => present::run(context, args),
        BoxCommand::Log(args) => log::run(context, args),
        BoxCommand::Limits(args) => present::replace_limits(context, args),
        BoxCommand::Confirm(args) => once(context, args, Device::confirm),
        BoxCommand::Power(args) => once(context, args, Device::power),
        BoxCommand::Tick(args) => once(context, args, Device::tick),
        BoxCommand::Session(args) => session::run(context, args),
    }
}

/// Where a box is.
fn place(context: &Context, id: &str, flash: Option<&PathBuf>) -> Result<Place, Failure> {
    let id = Id::new(id).map_err(Failure::usage)?;
    match flash {
        Some(flash) => Ok(Place {
            id,
            flash: flash.clone(),
        }),
        None => Ok(Place::in_folder(&context.folder()?.join(FOLDER), id)),
    }
}

/// The box called `id`, held until it is dropped.
pub(super) fn open(
    context: &Context,
    id: &str,
    flash: Option<&PathBuf>,
) -> Result<Device, Failure> {
    Device::open(&place(context, id, flash)?, context.clock.clone())
}

fn open_at(context: &Context, args: &BoxArgs) -> Result<Device, Failure> {
    open(context, &args.lockbox, args.place.flash.as_ref())
}

/// Does one thing at the box.
fn once(
    context: &Context,
    args: &BoxArgs,
    act: impl FnOnce(&mut Device) -> Result<Decision, Failure>,
) -> Result<Answer, Failure> {
    let mut device = open_at(context, args)?;
    let decision = act(&mut device)?;
    view::answer(&device, &decision)
}

fn enter(context: &Context, args: &EnterArgs) -> Result<Answer, Failure> {
    let mut digits = Zeroizing::new(args.digits.clone());
    if digits.as_str() == "-" {
        digits.clear();
        std::io::stdin()
            .take(ENTRY_MAX)
            .read_to_string(&mut digits)
            .map_err(|error| Failure::io(format!("standard input cannot be read: {error}")))?;
    }
    // The end of the line is the terminal's; everything else was typed.
    let typed = digits.trim_end_matches(['\r', '\n']);
    let operation = if args.shackle {
        Operation::Shackle
    } else {
        Operation::KeyCompartment
    };
    once(context, &args.at, |device| {
        device.enter(operation, typed.as_bytes())
    })
}
