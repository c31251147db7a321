//! `doorward box sync`: the vault plays the service, this command the phone between.

use doorward::bounds::NONCE_LEN;
use doorward::bulletin::{Bulletin, Revocations};
use doorward::keys::RootKey;
use doorward::lockbox::Decision;
use serde::Serialize;

use super::view::{self, EventView};
use crate::answer::Answer;
use crate::args::SyncArgs;
use crate::commands::Context;
use crate::device::Device;
use crate::failure::Failure;
use crate::hex;
use crate::vault::{NextBulletin, Vault};

/// The nonce of a bulletin that answers no challenge.
const CARRIED: [u8; NONCE_LEN] = [0; NONCE_LEN];

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
        suspend: match (args.suspend, args.resume) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        },
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
    let (lockbox, next) = vault.change(|records| {
        let lockbox = records.lockbox(device.id.as_str())?;
        let next = records.next_bulletin(&lockbox, wanted.suspend)?;
        Ok((lockbox, next))
    })?;
    let NextBulletin {
        sequence,
        is_suspended,
    } = next;
    let message = lockbox.key(root).bulletin().seal(&Bulletin {
        lockbox: lockbox.id,
        nonce,
        sequence,
        epoch: lockbox.epoch,
        issued_at: device.host_now()?,
        is_suspended,
        zone: lockbox.zone,
        revocations: Revocations::default(),
    });
    let message = message.as_bytes();
    Ok((device.bulletin(message)?, Some(message.to_vec())))
}
