//! `doorward grant revoke`: a grant holds no longer.

use std::fmt::Write as _;

use doorward::calendar::UnixSeconds;
use doorward::keys::RootKey;
use serde::Serialize;

use super::view::View;
use crate::answer::Answer;
use crate::args::RevokeArgs;
use crate::commands::bulletin::{self, Made};
use crate::commands::{Context, view};
use crate::failure::Failure;
use crate::files;
use crate::vault::{Granted, Lockbox, NextBulletin, Standing, Vault};

/// What became of a grant.
#[derive(Debug)]
pub(crate) struct Revoked {
    pub(crate) lockbox: Lockbox,
    pub(crate) granted: Granted,
    /// Whether the box has to be told by a bulletin.
    pub(crate) box_must_know: bool,
    /// That bulletin, if it was made.
    pub(crate) made: Option<Made>,
}

/// Revokes a grant, and makes the bulletin that tells the box if one is needed and wanted:
/// one transaction, so that a grant is either never handed out or listed.
pub(crate) fn revoke(
    vault: &mut Vault,
    root: &RootKey,
    id: &str,
    wants_bulletin: bool,
    now: UnixSeconds,
) -> Result<Revoked, Failure> {
    vault.change(|records| {
        let mut granted = records.grant(id)?;
        let lockbox = records.lockbox(granted.body.lockbox.as_str())?;
        if granted.revoked_at.is_some() {
            return Err(Failure::refused("this grant is revoked already"));
        }
        records.revoke_grant(&granted.body, now)?;
        granted.revoked_at = Some(now);
        // Refuses what would not fit, and nothing is changed then.
        let listed = records.revocations(&lockbox, lockbox.epoch, now)?;
        let box_must_know = granted.standing() == Standing::Revoked
            && granted.generation == lockbox.generation
            && granted
                .body
                .grant_id
                .first_chunk()
                .is_some_and(|prefix| listed.as_slice().contains(prefix));
        let made = if box_must_know && wants_bulletin {
            let next = NextBulletin::default();
            let lockbox = lockbox.clone();
            Some(bulletin::make_within(records, root, lockbox, &next, now)?)
        } else {
            None
        };
        Ok(Revoked {
            lockbox,
            granted,
            box_must_know,
            made,
        })
    })
}

#[derive(Serialize)]
struct RevokedView {
    #[serde(flatten)]
    grant: View,
    box_must_know: bool,
    made: Option<bulletin::View>,
}

pub(super) fn run(context: &Context, args: &RevokeArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let granted = vault.records().grant(&args.id)?;
    let zone = vault.records().lockbox(granted.body.lockbox.as_str())?.zone;
    let now = context.clock.now(&zone)?;
    let revoked = revoke(&mut vault, &root, &args.id, !args.no_bulletin, now)?;
    let out = args.out.as_deref();
    let mut warnings = Vec::new();
    match (&revoked.made, out) {
        (Some(made), Some(out)) => files::write(out, &made.message)?,
        (None, Some(_)) => warnings.push("no bulletin was needed, and none was written".to_owned()),
        (_, None) => {}
    }
    let mut text = view::fold(&words(&revoked));
    text.push('\n');
    match &revoked.made {
        Some(made) => write!(text, "\n{}", bulletin::text(made, out))?,
        None if revoked.box_must_know => {
            writeln!(text, "\n    doorward bulletin {}", revoked.lockbox.id)?;
        }
        None => {}
    }
    let view = RevokedView {
        grant: View::new(&zone, &revoked.granted),
        box_must_know: revoked.box_must_know,
        made: revoked
            .made
            .as_ref()
            .map(|made| bulletin::View::new(made, out)),
    };
    Answer::with_warnings(text, &view, warnings)
}

/// What has to be done, in words.
fn words(revoked: &Revoked) -> String {
    let Revoked {
        lockbox,
        granted,
        box_must_know,
        made,
    } = revoked;
    let (id, to) = (&lockbox.id, &granted.recipient);
    match (granted.standing(), box_must_know, made) {
        (Standing::Withheld, ..) => format!(
            "revoked: the grant for {to} was not handed out, and never will be; nothing is needed \
             at lockbox {id}"
        ),
        (_, false, _)
            if granted.generation == lockbox.generation && granted.body.epoch < lockbox.epoch =>
        {
            format!(
                "revoked: the grant for {to} was handed out, and is of epoch {}; it ends with that, \
                 once lockbox {id} is in epoch {}, and needs no bulletin of its own",
                granted.body.epoch, lockbox.epoch
            )
        }
        (_, false, _) => format!(
            "revoked: the grant for {to} was handed out, but no box takes it any more; nothing is \
             needed at lockbox {id}"
        ),
        (_, true, Some(made)) => format!(
            "revoked: the grant for {to} was handed out, and holds until lockbox {id} has bulletin \
             {} or a later one; any phone may bring it, and every grant issued from now on needs \
             it",
            made.bulletin.sequence
        ),
        (_, true, None) => format!(
            "revoked: the grant for {to} was handed out, and holds until lockbox {id} has the next \
             bulletin, which is yet to be made:"
        ),
    }
}
