//! `doorward bulletin`: the service's next word to a box, for any phone to carry, or as the
//! answer to a challenge.

use doorward::bulletin::Bulletin;
use doorward::calendar::UnixSeconds;
use doorward::keys::RootKey;
use serde::Serialize;

use super::Context;
use super::view::sheet;
use crate::answer::Answer;
use crate::args::BulletinArgs;
use crate::clock::Moment;
use crate::failure::Failure;
use crate::vault::{CARRIED, Lockbox, NextBulletin, Records, Vault};
use crate::{clock, files, hex};

/// A bulletin that was made, and its message.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) lockbox: Lockbox,
    pub(crate) bulletin: Bulletin,
    pub(crate) message: Vec<u8>,
}

/// Makes the next bulletin for a box: one transaction.
pub(crate) fn make(
    vault: &mut Vault,
    root: &RootKey,
    lockbox: &str,
    next: &NextBulletin,
    now: UnixSeconds,
) -> Result<Made, Failure> {
    vault.change(|records| make_within(records, root, records.lockbox(lockbox)?, next, now))
}

/// The same within a transaction that does more.
pub(super) fn make_within(
    records: Records<'_>,
    root: &RootKey,
    lockbox: Lockbox,
    next: &NextBulletin,
    now: UnixSeconds,
) -> Result<Made, Failure> {
    let bulletin = records.next_bulletin(&lockbox, next, now)?;
    Ok(Made {
        message: sealed(&lockbox, root, &bulletin),
        lockbox: Lockbox {
            epoch: bulletin.epoch,
            ..lockbox
        },
        bulletin,
    })
}

/// The newest bulletin of a box once more, as it can be carried.
fn again(records: Records<'_>, root: &RootKey, lockbox: &str) -> Result<Made, Failure> {
    let lockbox = records.lockbox(lockbox)?;
    let newest = records.newest_bulletin(&lockbox)?;
    let bulletin = newest.ok_or_else(|| {
        Failure::not_found(format!(
            "no bulletin was made for lockbox {} yet; make one with `doorward bulletin`",
            lockbox.id
        ))
    })?;
    Ok(Made {
        message: sealed(&lockbox, root, &bulletin),
        lockbox,
        bulletin,
    })
}

/// The message of a bulletin.
pub(super) fn sealed(lockbox: &Lockbox, root: &RootKey, bulletin: &Bulletin) -> Vec<u8> {
    let message = lockbox.key(root).bulletin().seal(bulletin);
    message.as_bytes().to_vec()
}

/// A bulletin in JSON.
#[derive(Debug, Serialize)]
pub(super) struct View {
    sequence: u32,
    kind: &'static str,
    epoch: u32,
    issued: Moment,
    is_suspended: bool,
    /// The first eight bytes of each grant's id.
    revoked: Vec<String>,
    message: String,
    file: Option<String>,
}

impl View {
    pub(super) fn new(made: &Made, file: Option<&std::path::Path>) -> Self {
        let Made {
            lockbox,
            bulletin,
            message,
        } = made;
        let listed = bulletin.revocations.as_slice().iter();
        Self {
            sequence: bulletin.sequence,
            kind: if bulletin.is_live() {
                "live"
            } else {
                "carried"
            },
            epoch: bulletin.epoch,
            issued: Moment::new(&lockbox.zone, bulletin.issued_at),
            is_suspended: bulletin.is_suspended,
            revoked: listed.map(|id| hex::encode(id).to_string()).collect(),
            message: hex::encode(message).to_string(),
            file: file.map(|file| file.display().to_string()),
        }
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    lockbox: &'a str,
    #[serde(flatten)]
    bulletin: View,
}

pub(super) fn run(context: &Context, args: &BulletinArgs) -> Result<Answer, Failure> {
    let nonce = match &args.live {
        None => CARRIED,
        Some(digits) => challenge(digits)?,
    };
    let (mut vault, root) = context.vault_and_root()?;
    let zone = vault.records().lockbox(&args.lockbox)?.zone;
    let now = context.clock.now(&zone)?;
    let next = NextBulletin {
        nonce,
        suspend: suspend(args.suspend, args.resume),
        raise_epoch: args.raise_epoch,
    };
    let made = if args.newest {
        again(vault.records(), &root, &args.lockbox)?
    } else {
        make(&mut vault, &root, &args.lockbox, &next, now)?
    };
    if let Some(out) = &args.out {
        files::write(out, &made.message)?;
    }
    let mut warnings = Vec::new();
    if args.raise_epoch {
        warnings.push(format!(
            "codes and grants are now issued for epoch {}; the box takes a code of it once it \
             has this bulletin, or one after it",
            made.bulletin.epoch
        ));
    }
    let view = Whole {
        lockbox: made.lockbox.id.as_str(),
        bulletin: View::new(&made, args.out.as_deref()),
    };
    Answer::with_warnings(text(&made, args.out.as_deref()), &view, warnings)
}

/// Whether a suspension, or its end, was asked for.
pub(super) const fn suspend(suspend: bool, resume: bool) -> Option<bool> {
    match (suspend, resume) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    }
}

fn challenge(digits: &str) -> Result<[u8; 16], Failure> {
    hex::decode(digits.as_bytes())
        .and_then(|bytes| bytes.as_slice().try_into().ok())
        .filter(|nonce| *nonce != CARRIED)
        .ok_or_else(|| Failure::usage("a challenge is 32 hexadecimal digits, not all zero"))
}

/// Labelled lines about a bulletin.
pub(super) fn text(made: &Made, file: Option<&std::path::Path>) -> String {
    let Made {
        lockbox,
        bulletin,
        message,
    } = made;
    let kind = if bulletin.is_live() {
        "live: it answers the challenge, within 60 seconds of it"
    } else {
        "carried: any phone may bring it, at any time"
    };
    let listed = bulletin.revocations.as_slice();
    let revoked: Vec<String> = listed
        .iter()
        .map(|id| hex::encode(id).to_string())
        .collect();
    let suspended = if bulletin.is_suspended {
        "yes: it opens to no code, and to an owner's grant alone"
    } else {
        "no"
    };
    sheet(&[
        ("bulletin", format!("{}, {kind}", bulletin.sequence)),
        (
            "lockbox",
            format!("{}, epoch {}", lockbox.id, bulletin.epoch),
        ),
        ("issued", clock::shown(&lockbox.zone, bulletin.issued_at)),
        ("suspended", suspended.to_owned()),
        (
            "revokes",
            if revoked.is_empty() {
                "nothing".to_owned()
            } else {
                revoked.join(" ")
            },
        ),
        ("message", hex::encode(message).to_string()),
        (
            "file",
            file.map_or_else(String::new, |file| file.display().to_string()),
        ),
    ])
}
