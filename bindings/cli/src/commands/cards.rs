//! `doorward card`: cards, and which of a member's card and app is the key of the day.

use doorward::keys::Id;
use serde::Serialize;

use super::Context;
use super::view::Table;
use crate::answer::Answer;
use crate::args::CardCommand;
use crate::failure::Failure;
use crate::vault::Card;
use crate::zone;

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

pub(super) fn run(context: &Context, command: CardCommand) -> Result<Answer, Failure> {
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
