//! `doorward listing`: listings, what their sides have decided, and what a status takes away.

mod change;
mod settings;

use doorward::policy::{Name, Text};
use serde::Serialize;

use super::Context;
use super::view::{Table, sheet};
use crate::answer::Answer;
use crate::args::{ListingAddArgs, ListingCommand};
use crate::failure::Failure;
use crate::vault::{Listing, ListingRow, ListingSettings, PermissionKind, Records};

/// A listing in JSON: as the MLS has it, and what was decided here.
#[derive(Serialize)]
struct View<'a> {
    #[serde(flatten)]
    row: &'a ListingRow,
    settings: &'a ListingSettings,
    off_market_permission: bool,
    lockboxes: Vec<String>,
}

#[derive(Serialize)]
struct Views<'a> {
    listings: Vec<View<'a>>,
}

impl<'a> View<'a> {
    fn new(records: Records<'_>, listing: &'a Listing) -> Result<Self, Failure> {
        let boxes = records.lockboxes_of(&listing.row.listing_key)?;
        Ok(Self {
            row: &listing.row,
            settings: &listing.settings,
            off_market_permission: records.has_permission(
                listing,
                PermissionKind::OffMarketPermission,
                None,
            )?,
            lockboxes: boxes.iter().map(|lockbox| lockbox.id.to_string()).collect(),
        })
    }
}

pub(super) fn run(context: &Context, command: ListingCommand) -> Result<Answer, Failure> {
    match command {
        ListingCommand::Add(args) => add(context, args),
        ListingCommand::List => list(context),
        ListingCommand::Show { id } => {
            let vault = context.vault()?;
            let listing = vault.records().listing(&id)?;
            show(vault.records(), &listing)
        }
        ListingCommand::Status(args) => change::status(context, &args),
        ListingCommand::Permit(args) => change::permit(context, &args),
        ListingCommand::Settings(args) => settings::run(context, &args),
    }
}

fn add(context: &Context, args: ListingAddArgs) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    for text in [Some(&args.address), args.number.as_ref()] {
        text.map(|text| Text::new(text)).transpose()?;
    }
    let listing = Listing {
        row: ListingRow {
            listing_id: args.number,
            list_agent_key: args.agent.as_deref().map(Name::new).transpose()?,
            list_office_key: args.office.as_deref().map(Name::new).transpose()?,
            unparsed_address: Some(args.address),
            ..ListingRow::new(Name::new(&args.id)?, args.status)
        },
        settings: ListingSettings::default(),
    };
    vault.change(|records| records.add_listing(&listing))?;
    let text = format!(
        "added listing {}, {}, {}",
        listing.row.listing_key,
        listing.address(),
        listing.row.standard_status
    );
    Answer::new(text, &View::new(vault.records(), &listing)?)
}

fn list(context: &Context) -> Result<Answer, Failure> {
    let vault = context.vault()?;
    let records = vault.records();
    let listings = records.listings()?;
    let mut table = Table::new(&["listing", "status", "agent", "lockbox", "address"]);
    let mut views = Vec::new();
    for listing in &listings {
        let view = View::new(records, listing)?;
        let row = view.row;
        table.row([
            row.listing_key.to_string(),
            row.standard_status.name().to_owned(),
            row.list_agent_key
                .map(|key| key.to_string())
                .unwrap_or_default(),
            view.lockboxes.join(", "),
            row.unparsed_address.clone().unwrap_or_default(),
        ]);
        views.push(view);
    }
    let text = table.text("the vault knows no listing yet");
    Answer::new(text, &Views { listings: views })
}

fn show(records: Records<'_>, listing: &Listing) -> Result<Answer, Failure> {
    let view = View::new(records, listing)?;
    let row = view.row;
    let named = |name: Option<Name>| name.map(|name| name.to_string()).unwrap_or_default();
    let methods = match listing.settings.methods {
        None => "all".to_owned(),
        Some(methods) => settings::methods(methods),
    };
    let permission = if view.off_market_permission {
        ", showings permitted by the listing side"
    } else {
        ""
    };
    let text = sheet(&[
        ("listing", row.listing_key.to_string()),
        ("number", row.listing_id.clone().unwrap_or_default()),
        ("address", row.unparsed_address.clone().unwrap_or_default()),
        (
            "status",
            format!("{}{permission}", row.standard_status.name()),
        ),
        ("agent", named(row.list_agent_key)),
        ("office", named(row.list_office_key)),
        ("lockbox", view.lockboxes.join(", ")),
        ("access", listing.settings.access.text().to_owned()),
        ("methods", methods),
        ("showings", settings::showings(&listing.settings)),
    ]);
    Answer::new(text, &view)
}
