//! `doorward lockbox`: the boxes that the vault knows.

use std::fmt::Write as _;

use doorward::codes::CodeProfile;
use doorward::fleet::models::Model;
use doorward::keys::Id;
use doorward::policy::Name;
use serde::Serialize;

use super::Context;
use super::view::{Table, fold};
use crate::answer::Answer;
use crate::args::LockboxCommand;
use crate::failure::Failure;
use crate::vault::{Listing, Lockbox, Vault};
use crate::zone;

/// A lockbox in JSON.
#[derive(Serialize)]
struct View {
    lockbox: String,
    generation: u32,
    epoch: u32,
    zone: String,
    day_digits: u8,
    flex_digits: u8,
    listing: Option<String>,
    model: Model,
    owner: Option<Name>,
}

impl From<&Lockbox> for View {
    fn from(lockbox: &Lockbox) -> Self {
        Self {
            lockbox: lockbox.id.to_string(),
            generation: lockbox.generation,
            epoch: lockbox.epoch,
            zone: zone::name(&lockbox.zone),
            day_digits: lockbox.profile.day_digits(),
            flex_digits: lockbox.profile.flex_digits(),
            listing: lockbox.listing.clone(),
            model: lockbox.model,
            owner: lockbox.owner,
        }
    }
}

#[derive(Serialize)]
struct Views {
    lockboxes: Vec<View>,
}

pub(super) fn run(context: &Context, command: LockboxCommand) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    match command {
        LockboxCommand::Add {
            id,
            zone,
            listing,
            generation,
            epoch,
            day_digits,
            flex_digits,
            model,
            owner,
        } => {
            let lockbox = Lockbox {
                id: Id::new(&id).map_err(Failure::usage)?,
                generation,
                epoch,
                zone: zone::parse(&zone)?,
                profile: CodeProfile::new(day_digits, flex_digits)?,
                listing: None,
                model,
                owner: None,
            };
            let lockbox = vault.change(|records| {
                let lockbox = Lockbox {
                    listing: listing
                        .map(|listing| Ok::<_, Failure>(key_of(&records.listing(&listing)?)))
                        .transpose()?,
                    owner: owner
                        .map(|owner| Ok::<_, Failure>(records.member(&owner)?.member_key))
                        .transpose()?,
                    ..lockbox
                };
                records.add_lockbox(&lockbox)?;
                Ok(lockbox)
            })?;
            one("added", &lockbox)
        }
        LockboxCommand::List => list(&vault),
        LockboxCommand::Assign { id, listing, owner } => {
            let lockbox = vault.change(|records| {
                let lockbox = records.lockbox(&id)?;
                let listing = records.listing(&listing)?;
                let owner = match owner {
                    Some(owner) => Some(records.member(&owner)?.member_key),
                    None => lockbox.owner,
                };
                let key = listing.row.listing_key;
                records.assign(&lockbox.id, Some(&key), owner.as_ref())?;
                Ok(Lockbox {
                    listing: Some(key_of(&listing)),
                    owner,
                    ..lockbox
                })
            })?;
            one("assigned", &lockbox)
        }
        LockboxCommand::Unassign { id } => {
            let lockbox = vault.change(|records| {
                let lockbox = records.lockbox(&id)?;
                records.assign(&lockbox.id, None, lockbox.owner.as_ref())?;
                Ok(Lockbox {
                    listing: None,
                    ..lockbox
                })
            })?;
            one("assigned to no listing:", &lockbox)
        }
        LockboxCommand::Epoch { id, epoch } => raise_epoch(&mut vault, &id, epoch),
        LockboxCommand::Generation { id, generation } => {
            raise_generation(&mut vault, &id, generation)
        }
    }
}

fn raise_epoch(vault: &mut Vault, id: &str, epoch: u32) -> Result<Answer, Failure> {
    let lockbox = vault.change(|records| {
        let lockbox = records.lockbox(id)?;
        if epoch <= lockbox.epoch {
            return Err(Failure::refused(format!(
                "lockbox {id} is in epoch {}, and epochs only rise",
                lockbox.epoch
            )));
        }
        records.set_epoch(&lockbox.id, lockbox.generation, epoch)?;
        Ok(Lockbox { epoch, ..lockbox })
    })?;
    one("codes are now issued for its new epoch:", &lockbox)
}

fn raise_generation(vault: &mut Vault, id: &str, generation: u32) -> Result<Answer, Failure> {
    let lockbox = vault.change(|records| {
        let lockbox = records.lockbox(id)?;
        if generation <= lockbox.generation {
            return Err(Failure::refused(format!(
                "lockbox {id} is in generation {}, and generations only rise",
                lockbox.generation
            )));
        }
        records.set_epoch(&lockbox.id, generation, 0)?;
        Ok(Lockbox {
            generation,
            epoch: 0,
            ..lockbox
        })
    })?;
    one("codes are now issued for its new generation:", &lockbox)
}

/// The key by which a box is assigned to a listing.
fn key_of(listing: &Listing) -> String {
    listing.row.listing_key.to_string()
}

fn one(what: &str, lockbox: &Lockbox) -> Result<Answer, Failure> {
    let view = View::from(lockbox);
    let mut text = format!(
        "{what} lockbox {}, zone {}, generation {}, epoch {}, day codes of {} digits, flex codes \
         of {}",
        view.lockbox, view.zone, view.generation, view.epoch, view.day_digits, view.flex_digits
    );
    if let Some(listing) = &view.listing {
        write!(text, ", listing {listing}")?;
    }
    Answer::new(fold(&text), &view)
}

fn list(vault: &Vault) -> Result<Answer, Failure> {
    let lockboxes = vault.records().lockboxes()?;
    let mut table = Table::new(&[
        "lockbox",
        "zone",
        "generation",
        "epoch",
        "digits",
        "listing",
    ]);
    for lockbox in &lockboxes {
        let view = View::from(lockbox);
        table.row([
            view.lockbox,
            view.zone,
            view.generation.to_string(),
            view.epoch.to_string(),
            format!("{} and {}", view.day_digits, view.flex_digits),
            view.listing.unwrap_or_default(),
        ]);
    }
    let views = Views {
        lockboxes: lockboxes.iter().map(View::from).collect(),
    };
    Answer::new(table.text("the vault knows no lockbox yet"), &views)
}
