//! `doorward roster import`: a snapshot is compared, and taken over with what follows from it.

use std::collections::HashSet;

use doorward::calendar::{UnixSeconds, Zone};
use doorward::fleet::roster::{
    Consequence, ConsequenceKind, Difference, DifferenceKind, Import, Roster, RowKind,
    active_members_of, overdue,
};
use doorward::policy::{Name, Set, Status};

use super::read::{self, Snapshot};
use super::view;
use crate::answer::Answer;
use crate::args::ImportArgs;
use crate::commands::gate::{self, Followed, Told, Word};
use crate::commands::{Context, showings};
use crate::failure::Failure;
use crate::vault::{Granted, Imported, ListingRow, Member, Office, Records};

/// What a snapshot came to.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) differences: Vec<Difference>,
    /// The kinds that lose too much.
    pub(super) held: Set<RowKind>,
    pub(super) is_taken_over: bool,
    pub(super) effects: Vec<Effect>,
    pub(super) told: Vec<Told>,
}

/// What was done about one consequence.
#[derive(Debug)]
pub(super) struct Effect {
    pub(super) consequence: Consequence,
    /// Grants of a member who lost access.
    pub(super) ended: Vec<Granted>,
    /// The active members of an office that is none any more.
    pub(super) members: Vec<Name>,
    /// What the status gate said for each box.
    pub(super) followed: Vec<Followed>,
    /// Showings that were called off.
    pub(super) cancelled: Vec<Name>,
}

/// What the vault knew.
struct Known {
    offices: Vec<Office>,
    members: Vec<Member>,
    listings: Vec<ListingRow>,
}

pub(super) fn run(context: &Context, args: &ImportArgs) -> Result<Answer, Failure> {
    let snapshot = read::read(args.files.iter().map(std::path::PathBuf::as_path))?;
    let mut vault = context.vault()?;
    let now = context.clock.now(&Zone::UTC)?;
    let names: Vec<_> = args
        .files
        .iter()
        .filter_map(|file| file.file_name())
        .map(|name| name.to_string_lossy())
        .collect();
    let names = serde_json::to_string(&names)?;
    let complete = args.complete.iter().copied().collect();
    let mut late = None;
    let taken = vault.change(|records| {
        let interval = records.association()?.roster.interval;
        let last = records.last_import()?.map(|last| last.at);
        late = last
            .map(|last| overdue(now, Some(last), interval))
            .transpose()
            .map_err(Failure::refused)?
            .flatten();
        take_over(records, &snapshot, complete, args.confirm, &names, now)
    })?;
    view::answer(&taken, args.confirm, late)
}

/// Compares, and unless it is held back takes over, in one transaction.
fn take_over(
    records: Records<'_>,
    snapshot: &Snapshot,
    complete: Set<RowKind>,
    confirmed: bool,
    files: &str,
    now: UnixSeconds,
) -> Result<Taken, Failure> {
    let known = Known {
        offices: records.offices()?,
        members: records.members()?,
        listings: records.listing_rows()?,
    };
    let import = Import {
        known: Roster {
            offices: &known.offices,
            members: &known.members,
            listings: &known.listings,
        },
        snapshot: Roster {
            offices: &snapshot.offices,
            members: &snapshot.members,
            listings: &snapshot.listings,
        },
        complete,
        confirmed,
        parameters: records.association()?.roster,
    };
    import.check().map_err(Failure::refused)?;
    let differences: Vec<Difference> = import.differences().collect();
    let mut taken = Taken {
        held: import.held(),
        is_taken_over: !import.is_held(),
        differences,
        effects: Vec::new(),
        told: Vec::new(),
    };
    if !taken.is_taken_over {
        return Ok(taken);
    }
    let altered: HashSet<(RowKind, Name)> = taken
        .differences
        .iter()
        .map(|found| (found.kind, found.key))
        .collect();
    let is_altered = |kind: RowKind, key: Name| altered.contains(&(kind, key));
    for row in import.offices_after() {
        if is_altered(RowKind::Office, row.office_key) {
            records.put_office(&row)?;
        }
    }
    let members: Vec<Member> = import.members_after().collect();
    for row in &members {
        if is_altered(RowKind::Member, row.member_key) {
            records.put_member(row)?;
        }
    }
    for row in import.listings_after() {
        if is_altered(RowKind::Listing, row.listing_key) {
            records.put_listing(&row)?;
        }
    }
    let mut word = Word::default();
    for consequence in import.consequences() {
        let effect = effect(records, consequence, &members, &mut word, now)?;
        taken.effects.push(effect);
    }
    taken.told = word.make(records, now)?;
    let count = |list: DifferenceKind| {
        let found = import.list(list).map(|_| 1_u32);
        found.fold(0, u32::saturating_add)
    };
    records.add_import(&Imported {
        at: now,
        files: files.to_owned(),
        created: count(DifferenceKind::Create),
        changed: count(DifferenceKind::Change),
        deactivated: count(DifferenceKind::Deactivation),
    })?;
    Ok(taken)
}

/// Does what a consequence asks for.
fn effect(
    records: Records<'_>,
    consequence: Consequence,
    members: &[Member],
    word: &mut Word,
    now: UnixSeconds,
) -> Result<Effect, Failure> {
    let key = consequence.key;
    let mut effect = Effect {
        consequence,
        ended: Vec::new(),
        members: Vec::new(),
        followed: Vec::new(),
        cancelled: Vec::new(),
    };
    match consequence.consequence {
        ConsequenceKind::MemberLosesKeys => {
            effect.ended = end_grants_of(records, &key, word, now)?;
        }
        ConsequenceKind::MembersToReview => {
            effect.members = active_members_of(members, &key).copied().collect();
        }
        ConsequenceKind::StatusChange => {
            let listing = records.listing(key.as_str())?;
            let change = gate::Change {
                listing: &listing,
                from: consequence.from.unwrap_or(Status::Incomplete),
                is_decided: true,
                suspend: None,
                now,
            };
            for lockbox in records.lockboxes_of(&key)? {
                effect
                    .followed
                    .push(gate::follow(records, lockbox, change, word)?);
            }
            effect.cancelled = showings::cancel_unless_shown(records, &listing, word, now)?;
        }
        ConsequenceKind::OwnershipToReview | ConsequenceKind::BoxToReview => {}
    }
    Ok(effect)
}

/// A member's grants hold no longer, at whatever box.
fn end_grants_of(
    records: Records<'_>,
    member: &Name,
    word: &mut Word,
    now: UnixSeconds,
) -> Result<Vec<Granted>, Failure> {
    let mut ended = Vec::new();
    for mut granted in records.grants_to(member, now)? {
        records.revoke_grant(&granted.body, now)?;
        granted.revoked_at = Some(now);
        let lockbox = records.lockbox(granted.body.lockbox.as_str())?;
        let counts =
            granted.generation == lockbox.generation && granted.body.epoch == lockbox.epoch;
        if granted.released_at.is_some() && counts {
            word.needed(&lockbox.id);
        }
        ended.push(granted);
    }
    Ok(ended)
}
