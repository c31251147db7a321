//! A listing's new status, and permissions given and taken back: both may end access.

use doorward::calendar::Zone;
use doorward::policy::{Name, Status, Text};
use serde::Serialize;

use crate::answer::Answer;
use crate::args::{ListingStatusArgs, PermitArgs};
use crate::commands::gate::{self, Followed, Told, Word};
use crate::commands::{Context, ruling, showings};
use crate::failure::Failure;
use crate::vault::{Event, Listing, ListingRow, Permission, PermissionKind, Records, Vault};

/// What a change came to.
struct Done {
    listing: Listing,
    from: Status,
    followed: Vec<Followed>,
    cancelled: Vec<Name>,
    told: Vec<Told>,
}

/// A change in JSON.
#[derive(Serialize)]
struct View<'a> {
    listing: Name,
    from: Status,
    to: Status,
    boxes: Vec<gate::View>,
    cancelled_showings: &'a [Name],
    bulletins: &'a [Told],
}

#[derive(Serialize)]
struct PermitView<'a> {
    permission: PermissionKind,
    recipient: Option<Name>,
    name: Option<&'a str>,
    document: Option<&'a str>,
    taken_back: bool,
    #[serde(flatten)]
    change: View<'a>,
}

/// The zone in which a listing's times are meant: that of its box, if it has one.
pub(super) fn zone_of(vault: &Vault, listing: &Listing) -> Result<Zone, Failure> {
    let boxes = vault.records().lockboxes_of(&listing.row.listing_key)?;
    Ok(boxes.first().map_or(Zone::UTC, |lockbox| lockbox.zone))
}

pub(super) fn status(context: &Context, args: &ListingStatusArgs) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let zone = zone_of(&vault, &vault.records().listing(&args.id)?)?;
    let now = context.clock.now(&zone)?;
    let done = vault.change(|records| {
        let before = records.listing(&args.id)?;
        let from = before.row.standard_status;
        let after = Listing {
            row: ListingRow {
                standard_status: args.status,
                ..before.row
            },
            ..before
        };
        if let Some(document) = &args.seller_request {
            Text::new(document)?;
            let permission = Permission {
                listing: &after,
                kind: PermissionKind::SellerSignedRequest,
                recipient: None,
                document: Some(document),
            };
            records.add_permission(&permission, now)?;
        }
        records.put_listing(&after.row)?;
        let change = gate::Change {
            listing: &after,
            from,
            is_decided: false,
            suspend: args.suspension(),
            now,
        };
        follow(records, change)
    })?;
    let key = done.listing.row.listing_key;
    let first = if done.from == args.status {
        format!("listing {key} stays {}", done.from.name())
    } else {
        let (from, to) = (done.from.name(), args.status.name());
        format!("listing {key}: {from} to {to}")
    };
    Answer::new(done.text(&first), &done.view())
}

pub(super) fn permit(context: &Context, args: &PermitArgs) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let zone = zone_of(&vault, &vault.records().listing(&args.id)?)?;
    let now = context.clock.now(&zone)?;
    let kind = if args.recipient.is_some() {
        PermissionKind::SellerWrittenPermission
    } else if args.showings {
        PermissionKind::OffMarketPermission
    } else {
        PermissionKind::SellerSignedRequest
    };
    if let Some(document) = &args.document {
        Text::new(document)?;
    }
    let (recipient, done) = vault.change(|records| {
        let listing = records.listing(&args.id)?;
        let named = args.recipient.as_deref();
        let recipient = named
            .map(|name| ruling::reference(records, name))
            .transpose()?;
        let person = recipient.as_ref();
        let person = person.map(|(id, name)| (id.as_str(), name.as_str()));
        if args.take_back {
            let id = person.map(|(id, _)| id);
            if records.take_permission_back(&listing, kind, id, now)? == 0 {
                return Err(Failure::not_found("there is no such permission on file"));
            }
        } else {
            let permission = Permission {
                listing: &listing,
                kind,
                recipient: person,
                document: args.document.as_deref(),
            };
            records.add_permission(&permission, now)?;
        }
        let change = gate::Change {
            listing: &listing,
            from: listing.row.standard_status,
            is_decided: false,
            suspend: None,
            now,
        };
        Ok((recipient, follow(records, change)?))
    })?;
    let of = match &recipient {
        Some((_, name)) => format!("the seller's written permission for {name}"),
        None if args.showings => format!(
            "the listing side's permission for showings while {}",
            done.from.name()
        ),
        None => "the seller's signed request to withdraw".to_owned(),
    };
    let what = if args.take_back {
        "taken back"
    } else {
        "on file"
    };
    let first = format!("listing {}: {of}: {what}", done.listing.row.listing_key);
    let view = PermitView {
        permission: kind,
        recipient: recipient.as_ref().map(|(id, _)| *id),
        name: recipient.as_ref().map(|(_, name)| name.as_str()),
        document: args.document.as_deref(),
        taken_back: args.take_back,
        change: done.view(),
    };
    Answer::new(done.text(&first), &view)
}

/// What follows from a listing's status and permissions as they are now; refused as a whole
/// where the status gate denies it.
fn follow(records: Records<'_>, change: gate::Change<'_>) -> Result<Done, Failure> {
    let listing = change.listing;
    let mut word = Word::default();
    let mut followed = Vec::new();
    for lockbox in records.lockboxes_of(&listing.row.listing_key)? {
        followed.push(gate::follow(records, lockbox, change, &mut word)?);
    }
    let denied = followed.iter().filter(|one| !one.is_done());
    let denials = denied.clone().map(|one| one.denial(records, change.now));
    let denials: Vec<Event> = denials.collect::<Result<_, _>>()?;
    if !denials.is_empty() {
        let against: Vec<String> = denied.flat_map(Followed::warnings).collect();
        return Err(Failure::denied(against.join("; "), denials));
    }
    let cancelled = showings::cancel_unless_shown(records, listing, &mut word, change.now)?;
    Ok(Done {
        listing: listing.clone(),
        from: change.from,
        followed,
        cancelled,
        told: word.make(records, change.now)?,
    })
}

impl Done {
    fn view(&self) -> View<'_> {
        View {
            listing: self.listing.row.listing_key,
            from: self.from,
            to: self.listing.row.standard_status,
            boxes: self.followed.iter().map(Followed::view).collect(),
            cancelled_showings: &self.cancelled,
            bulletins: &self.told,
        }
    }

    fn text(&self, first: &str) -> String {
        let boxes = self.followed.iter().flat_map(Followed::lines);
        let showings = self.cancelled.iter();
        let mut lines = vec![first.to_owned()];
        lines.extend(boxes.map(|line| format!("  {line}")));
        lines.extend(showings.map(|showing| format!("  showing {showing} called off")));
        lines.extend(self.told.iter().map(gate::told));
        lines.join("\n")
    }
}
