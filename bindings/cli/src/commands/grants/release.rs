//! `doorward grant release`: a grant leaves the service, and a bulletin with it.

use doorward::bulletin::Bulletin;
use doorward::calendar::UnixSeconds;
use doorward::grants::GrantText;
use doorward::keys::RootKey;
use doorward::policy::Window;
use serde::Serialize;

use super::view::{View, check_current, rows};
use crate::answer::Answer;
use crate::args::ReleaseArgs;
use crate::commands::ruling::{Asking, Want};
use crate::commands::view::{sheet, span};
use crate::commands::{Context, bulletin, day, showings};
use crate::failure::Failure;
use crate::message::{self, Place};
use crate::vault::{Granted, Lockbox, Records, Vault};
use crate::{clock, files};

/// What was handed out.
#[derive(Debug)]
pub(crate) struct Released {
    pub(crate) lockbox: Lockbox,
    pub(crate) address: Option<String>,
    pub(crate) granted: Granted,
    /// A secret.
    pub(crate) text: GrantText,
    /// What its phone carries: the newest bulletin, which the grant names or which came
    /// after that.
    pub(crate) carried: Option<(Bulletin, Vec<u8>)>,
    pub(crate) warnings: Vec<String>,
}

/// Hands a grant out: derives it, and records in the same transaction that it left.
pub(crate) fn release(
    vault: &mut Vault,
    root: &RootKey,
    id: &str,
    now: UnixSeconds,
) -> Result<Released, Failure> {
    vault.change(|records| {
        let mut granted = records.grant(id)?;
        let lockbox = records.lockbox(granted.body.lockbox.as_str())?;
        if granted.revoked_at.is_some() {
            return Err(Failure::refused(
                "this grant was revoked, and is not handed out; issue another if one is wanted",
            ));
        }
        check_current(&granted, &lockbox)?;
        if granted.body.not_after <= now {
            return Err(Failure::refused(format!(
                "this grant was over at {}; issue another",
                clock::shown(&lockbox.zone, granted.body.not_after)
            )));
        }
        if granted.released_at.is_none() {
            ask_again(records, &lockbox, &granted, now)?;
        }
        let mut warnings = day::warnings(records, &lockbox)?;
        if let Some(before) = granted.released_at {
            warnings.push(format!(
                "it was handed out before, at {}",
                clock::shown(&lockbox.zone, before)
            ));
        }
        records.release_grant(&granted.body, now)?;
        granted.released_at.get_or_insert(now);
        let key = lockbox.key(root).grant(granted.body.epoch);
        let carried = records.newest_bulletin(&lockbox)?.map(|newest| {
            let message = bulletin::sealed(&lockbox, root, &newest);
            (newest, message)
        });
        Ok(Released {
            address: day::address(records, &lockbox)?,
            text: key.issue(&granted.body).to_text(),
            carried,
            lockbox,
            granted,
            warnings,
        })
    })
}

/// Asks the issuing rules once more, as they oblige to before a grant leaves the service; and
/// of a grant for a showing, the rules of appointments.
fn ask_again(
    records: Records<'_>,
    lockbox: &Lockbox,
    granted: &Granted,
    now: UnixSeconds,
) -> Result<(), Failure> {
    let (Some(asked), Some(method)) = (&granted.asked, granted.method) else {
        return Ok(());
    };
    if granted.showing.is_some() {
        showings::release(records, lockbox, granted, now)?;
    }
    let asking = Asking::kept(asked)?;
    let window = Window {
        start: granted.body.not_before,
        end: granted.body.not_after,
    };
    let want = Want::grant(method, granted.body.operations, window);
    let ruled = asking.ask(records, lockbox, want, now)?;
    match ruled.ruling.permit {
        None => Err(Failure::denied(
            format!("it may not be handed out any more: {}", ruled.refusal()),
            vec![ruled.denial(records, lockbox, now)?],
        )),
        Some(permit) if permit.release_at > now => Err(Failure::refused(format!(
            "it may be handed out from {} on, and not before",
            clock::shown(&lockbox.zone, permit.release_at)
        ))),
        Some(_) => Ok(()),
    }
}

#[derive(Serialize)]
struct Carried {
    sequence: u32,
    /// In hexadecimal.
    message: String,
    file: Option<String>,
}

#[derive(Serialize)]
struct ReleasedView<'a> {
    #[serde(flatten)]
    grant: View,
    address: Option<&'a str>,
    /// The grant's text, a secret.
    text: &'a str,
    carries: Option<Carried>,
    message: &'a str,
}

pub(super) fn run(context: &Context, args: &ReleaseArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let granted = vault.records().grant(&args.id)?;
    let zone = vault.records().lockbox(granted.body.lockbox.as_str())?.zone;
    let now = context.clock.now(&zone)?;
    let released = release(&mut vault, &root, &args.id, now)?;
    let Released {
        lockbox,
        address,
        granted,
        text,
        carried,
        mut warnings,
    } = released;
    let file = match (&args.bulletin_out, &carried) {
        (Some(out), Some((_, message))) => {
            files::write(out, message)?;
            Some(out.display().to_string())
        }
        (Some(_), None) => {
            warnings.push("there is no bulletin to carry yet, and the grant needs none".to_owned());
            None
        }
        (None, _) => None,
    };
    let place = Place {
        lockbox: &lockbox.id,
        address: address.as_deref(),
        zone: &zone,
    };
    let message = message::grant(place, &granted.recipient, &granted.body, text.as_str())?;
    let good = span(&zone, granted.body.not_before, granted.body.not_after);
    let mut lines = rows(&lockbox.id, &granted.body, good, Some(&granted));
    let carries = match (&carried, &file) {
        (None, _) => "nothing".to_owned(),
        (Some((newest, _)), Some(file)) => format!("bulletin {}, in {file}", newest.sequence),
        (Some((newest, message)), None) => {
            let digits = crate::hex::encode(message);
            format!("bulletin {}: {}", newest.sequence, digits.as_str())
        }
    };
    lines.push(("phone brings", carries));
    let sheet = sheet(&lines);
    let view = ReleasedView {
        grant: View::new(&zone, &granted),
        address: address.as_deref(),
        text: text.as_str(),
        carries: carried.map(|(newest, message)| Carried {
            sequence: newest.sequence,
            message: crate::hex::encode(&message).to_string(),
            file,
        }),
        message: &message,
    };
    let text = format!("{sheet}\nMessage to send:\n\n{message}");
    Answer::with_warnings(text, &view, warnings)
}
