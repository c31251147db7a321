//! `doorward box sync`: the vault plays the service, this command the phone between.

use doorward::keys::RootKey;
use doorward::lockbox::Decision;
use serde::Serialize;

use super::view::{self, EventView};
use crate::answer::Answer;
use crate::args::SyncArgs;
use crate::commands::{Context, bulletin};
use crate::device::Device;
use crate::failure::Failure;
use crate::hex;
use crate::vault::{CARRIED, NextBulletin, Vault};

/// Which bulletin is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    pub(super) is_carried: bool,
    /// A suspension, or its end.
    pub(super) suspend: Option<bool>,
}

/// A decision, and the message that it is about.
#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    event: EventView,
    /// In hexadecimal; `None` if the box gave no challenge to answer.
    message: Option<String>,
}

pub(super) fn run(context: &Context, args: &SyncArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    vault.records().lockbox(&args.at.lockbox)?;
    let mut device = super::open_at(context, &args.at)?;
    let wanted = Wanted {
        is_carried: args.carried,
        suspend: bulletin::suspend(args.suspend, args.resume),
    };
    let (decision, message) = sync(&mut vault, &root, &mut device, wanted)?;
    let view = View {
        event: EventView::new(&device, &decision)?,
        message: message.map(|bytes| hex::encode(&bytes).to_string()),
    };
    let text = view::text(&device, &decision)?;
    Ok(Answer::with_warnings(text, &view, device.remarks.clone())?
        .accepted(view::is_yes(&decision)))
}

/// Has a bulletin made and brings it to the box.
pub(super) fn sync(
    vault: &mut Vault,
    root: &RootKey,
    device: &mut Device,
    wanted: Wanted,
) -> Result<(Decision, Option<Vec<u8>>), Failure> {
    let nonce = if wanted.is_carried {
        CARRIED
    } else {
        match device.challenge()? {
            Ok(nonce) => nonce,
            Err(reason) => return Ok((reason.into(), None)),
        }
    };
    let next = NextBulletin {
        nonce,
        suspend: wanted.suspend,
        raise_epoch: false,
    };
    let now = device.host_now()?;
    let made = bulletin::make(vault, root, device.id.as_str(), &next, now)?;
    let decision = device.bulletin(&made.message)?;
    device.disconnect();
    Ok((decision, Some(made.message)))
}
