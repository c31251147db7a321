//! `doorward listing`, `agent` and `card`.

use doorward::keys::Id;
use serde::Serialize;

use super::Context;
use super::view::Table;
use crate::answer::Answer;
use crate::args::{AgentCommand, CardCommand, ListingCommand};
use crate::failure::Failure;
use crate::vault::{Agent, Card, Listing};
use crate::zone;

#[derive(Serialize)]
struct Listings {
    listings: Vec<Listing>,
}

#[derive(Serialize)]
struct Agents {
    agents: Vec<Agent>,
}

#[derive(Serialize)]
struct CardView {
    card: String,
    zone: String,
}

#[derive(Serialize)]
struct Cards {
    cards: Vec<CardView>,
}

impl From<&Card> for CardView {
    fn from(card: &Card) -> Self {
        Self {
            card: card.id.to_string(),
            zone: zone::name(&card.zone),
        }
    }
}

pub(super) fn listing(context: &Context, command: ListingCommand) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    match command {
        ListingCommand::Add { id, address } => {
            let listing = Listing { id, address };
            vault.change(|records| records.add_listing(&listing))?;
            let text = format!("added listing {}, {}", listing.id, listing.address);
            Answer::new(text, &listing)
        }
        ListingCommand::List => {
            let listings = vault.records().listings()?;
            let mut table = Table::new(&["listing", "address"]);
            for listing in &listings {
                table.row([listing.id.clone(), listing.address.clone()]);
            }
            let text = table.text("the vault knows no listing yet");
            Answer::new(text, &Listings { listings })
        }
    }
}

pub(super) fn agent(context: &Context, command: AgentCommand) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    match command {
        AgentCommand::Add { id, name, licence } => {
            let agent = Agent { id, name, licence };
            vault.change(|records| records.add_agent(&agent))?;
            Answer::new(format!("added agent {}, {}", agent.id, agent.name), &agent)
        }
        AgentCommand::List => {
            let agents = vault.records().agents()?;
            let mut table = Table::new(&["agent", "name", "licence"]);
            for agent in &agents {
                let licence = agent.licence.clone().unwrap_or_default();
                table.row([agent.id.clone(), agent.name.clone(), licence]);
            }
            let text = table.text("the vault knows no agent yet");
            Answer::new(text, &Agents { agents })
        }
    }
}

pub(super) fn card(context: &Context, command: CardCommand) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    match command {
        CardCommand::Add { id, zone } => {
            let card = Card {
                id: Id::new(&id).map_err(Failure::usage)?,
                zone: zone::parse(&zone)?,
            };
            vault.change(|records| records.add_card(&card))?;
            let view = CardView::from(&card);
            Answer::new(
                format!("added card {}, zone {}", view.card, view.zone),
                &view,
            )
        }
        CardCommand::List => {
            let cards = vault.records().cards()?;
            let mut table = Table::new(&["card", "zone"]);
            for card in &cards {
                let view = CardView::from(card);
                table.row([view.card, view.zone]);
            }
            let cards = cards.iter().map(CardView::from).collect();
            let text = table.text("the vault knows no card yet");
            Answer::new(text, &Cards { cards })
        }
    }
}
