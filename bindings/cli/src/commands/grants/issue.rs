//! `doorward grant issue`: a grant, not yet handed out.

use doorward::bounds::{COUNTED_GRANT_MAX_SECONDS, NONCE_LEN};
use doorward::calendar::{UnixSeconds, Zone};
use doorward::grants::{GrantBody, GrantOperation, Operations};
use doorward::policy::issuance::Permit;
use doorward::policy::{RecipientKind, Window};
use serde::Serialize;

use super::view::{View, rows};
use crate::answer::Answer;
use crate::args::IssueArgs;
use crate::clock;
use crate::commands::Context;
use crate::commands::day::warnings;
use crate::commands::ruling::{Asking, Outcome, Ruled, RulingView, Want};
use crate::commands::view::{fold, sheet, span};
use crate::failure::Failure;
use crate::limits::{GUEST_GRANT_MAX_SECONDS, GUEST_GRANT_MIN_SECONDS, MEMBER_GRANT_MAX_SECONDS};
use crate::vault::{Granted, Lockbox, MadeFor, Party, Records, Vault, short};
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
    vault.change(|records| issue_freely(records, request))
}

/// The same within a transaction.
fn issue_freely(
    records: Records<'_>,
    request: &Request<'_>,
) -> Result<(Lockbox, Granted, Vec<String>), Failure> {
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
        asked: None,
        issued_at: request.now,
        released_at: None,
        revoked_at: None,
    };
    granted.body.check()?;
    records.add_grant(&granted)?;
    let mut holder = records.holder(Some(request.to))?;
    holder.kind = matches!(class(request.operations), Class::Owner).then_some(RecipientKind::Owner);
    let made = MadeFor::grant(&granted, &holder)?;
    records.record_issue(&lockbox, &made, request.now)?;
    Ok((lockbox, granted, warnings))
}

/// A grant that the issuing rules permit.
pub(in crate::commands) struct Permitted<'a> {
    pub(in crate::commands) asking: &'a Asking,
    pub(in crate::commands) ruled: &'a Ruled,
    /// Random.
    pub(in crate::commands) grant_id: [u8; NONCE_LEN],
    pub(in crate::commands) now: UnixSeconds,
}

/// Records a grant as the rules permit it.
pub(in crate::commands) fn record(
    records: Records<'_>,
    lockbox: &Lockbox,
    permit: &Permit,
    permitted: &Permitted<'_>,
) -> Result<Granted, Failure> {
    let Permitted {
        asking,
        ruled,
        grant_id,
        now,
    } = *permitted;
    let recipient = ruled.name.clone().unwrap_or_default();
    let granted = Granted {
        body: GrantBody {
            operations: permit.operations,
            epoch: lockbox.epoch,
            bulletin: permit.bulletin.unwrap_or(0),
            grant_id,
            holder: person::id_of(&recipient),
            not_before: permit.not_before,
            not_after: permit.not_after,
            max_uses: permit.max_uses.unwrap_or(1),
            lockbox: lockbox.id,
        },
        generation: lockbox.generation,
        recipient,
        party: ruled.party.clone(),
        method: Some(ruled.method),
        showing: asking.showing,
        asked: Some(serde_json::to_string(asking)?),
        issued_at: now,
        released_at: None,
        revoked_at: None,
    };
    granted.body.check()?;
    records.add_grant(&granted)?;
    let made = MadeFor::grant(&granted, &ruled.holder(records)?)?;
    records.record_issue(lockbox, &made, now)?;
    Ok(granted)
}

/// Issues a grant by the issuing rules, or says what is against it.
fn issue_by_rules(
    records: Records<'_>,
    request: &Request<'_>,
    args: &IssueArgs,
    asking: &Asking,
) -> Result<Outcome<(Lockbox, Granted, Vec<String>)>, Failure> {
    if request.uses.is_some() || request.bulletin.is_some() {
        return Err(Failure::usage(
            "with the issuing rules, uses and bulletin are theirs to say: leave out --uses and \
             --bulletin",
        ));
    }
    let lockbox = records.lockbox(request.lockbox)?;
    let method = match args.method {
        Some(method) => method,
        None => asking.grant_method(records, &lockbox)?,
    };
    let operations = match args.operations {
        Some(operations) => operations,
        None => asking.operations(records, &lockbox, method)?,
    };
    let want = Want::grant(
        method,
        operations,
        Window {
            start: request.not_before,
            end: request.not_after,
        },
    );
    let ruled = asking.ask(records, &lockbox, want, request.now)?;
    let Some(permit) = ruled.ruling.permit.filter(|_| !args.rules.check) else {
        return Ok(Outcome::Ruled(ruled));
    };
    let permitted = Permitted {
        asking,
        ruled: &ruled,
        grant_id: request.grant_id,
        now: request.now,
    };
    let granted = record(records, &lockbox, &permit, &permitted)?;
    let warnings = warnings(records, &lockbox)?;
    Ok(Outcome::Issued((lockbox, granted, warnings), Some(ruled)))
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
        operations: args.operations.unwrap_or(Operations::GUEST),
        uses: args.uses,
        bulletin: args.bulletin,
        grant_id: random::nonce()?,
        now,
    };
    let outcome = vault.change(|records| {
        let lockbox = records.lockbox(&args.lockbox)?;
        let Some(asking) = Asking::new(&lockbox, Some(&args.to), &args.rules)? else {
            return Ok(Outcome::Issued(issue_freely(records, &request)?, None));
        };
        let outcome = issue_by_rules(records, &request, args, &asking)?;
        outcome.record(records, &lockbox, args.rules.check, now)
    })?;
    let ((lockbox, granted, warnings), ruled) = match outcome {
        Outcome::Issued(issued, ruled) => (issued, ruled),
        Outcome::Ruled(ruled) => {
            return ruled.answer(&vault.records().lockbox(&args.lockbox)?);
        }
    };
    let duties = ruled.as_ref().map(Ruled::duties).transpose()?;
    let zone = &lockbox.zone;
    let id = short(&granted.body.grant_id);
    let then = "It has not left the service, and can be revoked without a word to the box until \
                it does. To hand it out:";
    let good = span(zone, granted.body.not_before, granted.body.not_after);
    let text = format!(
        "{}{}\n{}\n\n    doorward grant release {id}",
        sheet(&rows(&lockbox.id, &granted.body, good, Some(&granted))),
        duties.unwrap_or_default(),
        fold(then)
    );
    let view = IssuedView {
        grant: View::new(zone, &granted),
        ruling: ruled.map(|ruled| ruled.view(&lockbox.zone)),
    };
    Answer::with_warnings(text, &view, warnings)
}

/// A grant in JSON, and what the rules said.
#[derive(Serialize)]
struct IssuedView {
    #[serde(flatten)]
    grant: View,
    #[serde(skip_serializing_if = "Option::is_none")]
    ruling: Option<RulingView>,
}
