//! `doorward grant issue`: a grant, not yet handed out.

use doorward::bounds::{COUNTED_GRANT_MAX_SECONDS, NONCE_LEN};
use doorward::calendar::{UnixSeconds, Zone};
use doorward::grants::{GrantBody, GrantOperation, Operations};
use doorward::policy::RecipientKind;
use doorward::records::credential;

use super::view::{View, rows};
use crate::answer::Answer;
use crate::args::IssueArgs;
use crate::clock;
use crate::commands::Context;
use crate::commands::day::warnings;
use crate::commands::view::{fold, sheet, span};
use crate::failure::Failure;
use crate::limits::{GUEST_GRANT_MAX_SECONDS, GUEST_GRANT_MIN_SECONDS, MEMBER_GRANT_MAX_SECONDS};
use crate::vault::{Granted, Holder, Lockbox, MadeFor, Party, Vault, grant_method, short};
use crate::{person, random};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) lockbox: &'a str,
    pub(crate) to: &'a str,
    pub(crate) not_before: UnixSeconds,
    pub(crate) not_after: UnixSeconds,
    pub(crate) operations: Operations,
    /// `None` for one opening of a guest, and any number of others.
    pub(crate) uses: Option<u8>,
    /// `None` for the newest.
    pub(crate) bulletin: Option<u32>,
    /// Random.
    pub(crate) grant_id: [u8; NONCE_LEN],
    pub(crate) now: UnixSeconds,
}

/// Issues a grant: checks it and records it in one transaction.
pub(crate) fn issue(
    vault: &mut Vault,
    request: &Request<'_>,
) -> Result<(Lockbox, Granted, Vec<String>), Failure> {
    vault.change(|records| {
        let lockbox = records.lockbox(request.lockbox)?;
        check_time(&lockbox.zone, request)?;
        let mut warnings = warnings(records, &lockbox)?;
        let newest = records
            .newest_bulletin(&lockbox)?
            .map_or(0, |bulletin| bulletin.sequence);
        let bulletin = request.bulletin.unwrap_or(newest);
        if bulletin > newest {
            return Err(Failure::refused(format!(
                "the newest bulletin of lockbox {} is {newest}; a grant that names a later one \
                 opens nothing before it is made",
                lockbox.id
            )));
        }
        if bulletin < newest {
            warnings.push(format!(
                "it names bulletin {bulletin}, so its phone can leave out what was revoked until \
                 {newest}"
            ));
        }
        let recipient = records.recipient(request.to)?;
        let granted = Granted {
            body: GrantBody {
                operations: request.operations,
                epoch: lockbox.epoch,
                bulletin,
                grant_id: request.grant_id,
                holder: person::id_of(&recipient),
                not_before: request.not_before,
                not_after: request.not_after,
                max_uses: uses(request),
                lockbox: lockbox.id,
            },
            generation: lockbox.generation,
            recipient,
            party: Party::default(),
            method: None,
            showing: None,
            issued_at: request.now,
            released_at: None,
            revoked_at: None,
        };
        granted.body.check()?;
        records.add_grant(&granted)?;
        let made = MadeFor {
            method: grant_method(request.operations),
            operation: None,
            credential: Some(credential::of_grant(&request.grant_id)?),
            holder: Holder {
                kind: matches!(class(request.operations), Class::Owner)
                    .then_some(RecipientKind::Owner),
                ..records.holder(Some(request.to))?
            },
        };
        records.record_issue(&lockbox, &made, request.now)?;
        Ok((lockbox, granted, warnings))
    })
}

/// Whose grant it is, by what it allows.
enum Class {
    Guest,
    Member,
    Owner,
}

fn class(operations: Operations) -> Class {
    if operations.contains(GrantOperation::Own) {
        Class::Owner
    } else if operations.contains(GrantOperation::ReadLog) {
        Class::Member
    } else {
        Class::Guest
    }
}

fn uses(request: &Request<'_>) -> u8 {
    let usual = match class(request.operations) {
        Class::Guest => 1,
        Class::Member | Class::Owner => 0,
    };
    request.uses.unwrap_or(usual)
}

/// Refuses times that whoever is to get it may not have.
fn check_time(zone: &Zone, request: &Request<'_>) -> Result<(), Failure> {
    let Request {
        not_before,
        not_after,
        now,
        ..
    } = *request;
    let Some(seconds) = not_after
        .checked_sub(not_before)
        .filter(|seconds| *seconds > 0)
    else {
        return Err(Failure::refused("a grant must end after it begins"));
    };
    if not_after <= now {
        return Err(Failure::refused(format!(
            "it would be over already, at {}",
            clock::shown(zone, not_after)
        )));
    }
    let words = match class(request.operations) {
        Class::Guest if !(GUEST_GRANT_MIN_SECONDS..=GUEST_GRANT_MAX_SECONDS).contains(&seconds) => {
            "a guest's grant lasts 30 minutes to 7 days"
        }
        Class::Member if seconds > MEMBER_GRANT_MAX_SECONDS => {
            "a member's grant lasts 72 hours at most; issue the next one when it is over"
        }
        _ if uses(request) > 0 && seconds > COUNTED_GRANT_MAX_SECONDS => {
            "a grant whose uses are counted lasts 31 days at most"
        }
        _ => return Ok(()),
    };
    Err(Failure::refused(words))
}

pub(super) fn run(context: &Context, args: &IssueArgs) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let zone = vault.records().lockbox(&args.lockbox)?.zone;
    let now = context.clock.now(&zone)?;
    let not_before = clock::instant(&args.from, &zone, now)?;
    let not_after = match (&args.length, &args.until) {
        (Some(length), _) => not_before.saturating_add(u64::from(clock::seconds(length)?)),
        (None, Some(until)) => clock::instant(until, &zone, now)?,
        (None, None) => {
            return Err(Failure::usage(
                "give a length with --for, or an end with --until",
            ));
        }
    };
    let request = Request {
        lockbox: &args.lockbox,
        to: &args.to,
        not_before,
        not_after,
        operations: args.operations,
        uses: args.uses,
        bulletin: args.bulletin,
        grant_id: random::nonce()?,
        now,
    };
    let (lockbox, granted, warnings) = issue(&mut vault, &request)?;
    let zone = &lockbox.zone;
    let id = short(&granted.body.grant_id);
    let then = "It has not left the service, and can be revoked without a word to the box until \
                it does. To hand it out:";
    let good = span(zone, granted.body.not_before, granted.body.not_after);
    let text = format!(
        "{}\n{}\n\n    doorward grant release {id}",
        sheet(&rows(&lockbox.id, &granted.body, good, Some(&granted))),
        fold(then)
    );
    Answer::with_warnings(text, &View::new(zone, &granted), warnings)
}
