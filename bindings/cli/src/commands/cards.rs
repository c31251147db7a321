//! `doorward card`: cards, their renewals, and which of a member's card and app is the key of
//! the day.

use std::fmt::Write as _;

use doorward::calendar::UnixSeconds;
use doorward::fleet::roster::ActivityStatus;
use doorward::keys::Id;
use doorward::policy::renewal::{RenewalMethod, RenewalRequest, RenewalRuling, judge};
use doorward::policy::single_key::{self, KeyAction, KeyEvent, KeyObligation, KeyRuling, KeyState};
use doorward::policy::{Decision, Name, Set};
use doorward::records::{AccessMethod, Reasons};
use serde::Serialize;

use super::Context;
use super::ruling::{ReasonView, items, reason_lines, reasons};
use super::view::{Table, sheet};
use crate::answer::Answer;
use crate::args::CardCommand;
use crate::clock::{self, Moment};
use crate::failure::Failure;
use crate::vault::{Card, Records};
use crate::zone;

/// A card in JSON.
#[derive(Serialize)]
pub(super) struct CardView {
    card: String,
    zone: String,
    member: Option<Name>,
    expires: Moment,
    is_lost: bool,
}

#[derive(Serialize)]
struct Cards {
    cards: Vec<CardView>,
}

/// What the rules said to a renewal, in JSON.
#[derive(Serialize)]
struct RenewalView {
    #[serde(flatten)]
    card: CardView,
    decision: Decision,
    reasons: Vec<ReasonView>,
    obligations: Set<doorward::policy::renewal::RenewalObligation>,
    key_of_day: KeyState,
}

/// What the rules said about the key of the day, in JSON.
#[derive(Serialize)]
struct KeyView {
    #[serde(flatten)]
    card: CardView,
    decision: Decision,
    reasons: Vec<ReasonView>,
    obligations: Set<KeyObligation>,
    key_of_day: KeyState,
}

impl From<&Card> for CardView {
    fn from(card: &Card) -> Self {
        Self {
            card: card.id.to_string(),
            zone: zone::name(&card.zone),
            member: card.member,
            expires: Moment::new(&card.zone, card.expires),
            is_lost: card.is_lost,
        }
    }
}

pub(super) fn run(context: &Context, command: CardCommand) -> Result<Answer, Failure> {
    match command {
        CardCommand::Add { id, zone, member } => add(context, &id, &zone, member.as_deref()),
        CardCommand::List => list(context),
        CardCommand::Status { id } => status(context, &id),
        CardCommand::Renew { id } => renew_at_reader(context, &id),
        CardCommand::OpenApp { id } => key(context, &id, KeyAction::OpenApp),
        CardCommand::Use { id } => key(context, &id, KeyAction::UseCard),
        CardCommand::UpdateCode { id, phone_lost } => {
            key(context, &id, KeyAction::UpdateCode { phone_lost })
        }
        CardCommand::Lost { id } => {
            let mut vault = context.vault()?;
            let card = vault.change(|records| {
                let card = Card {
                    is_lost: true,
                    ..records.card(&id)?
                };
                records.set_card(&card)?;
                Ok(card)
            })?;
            let text = format!("card {} is lost: it is not renewed any more", card.id);
            Answer::new(text, &CardView::from(&card))
        }
    }
}

/// Before any renewal a card opens nothing.
const NEVER: UnixSeconds = doorward::bounds::POLICY_FIRST_INSTANT;

fn add(context: &Context, id: &str, zone: &str, member: Option<&str>) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let card = Card {
        id: Id::new(id).map_err(Failure::usage)?,
        zone: zone::parse(zone)?,
        member: None,
        expires: NEVER,
        is_lost: false,
    };
    let card = vault.change(|records| {
        let member = match member {
            None => None,
            Some(member) => Some(records.member(member)?.member_key),
        };
        let card = Card { member, ..card };
        records.add_card(&card)?;
        Ok(card)
    })?;
    let view = CardView::from(&card);
    let text = format!("added card {}, zone {}", view.card, view.zone);
    Answer::new(text, &view)
}

fn list(context: &Context) -> Result<Answer, Failure> {
    let cards = context.vault()?.records().cards()?;
    let mut table = Table::new(&["card", "zone", "member", "good until"]);
    for card in &cards {
        table.row([
            card.id.to_string(),
            zone::name(&card.zone),
            card.member
                .map(|member| member.to_string())
                .unwrap_or_default(),
            until(card),
        ]);
    }
    let text = table.text("the vault knows no card yet");
    let cards = cards.iter().map(CardView::from).collect();
    Answer::new(text, &Cards { cards })
}

fn until(card: &Card) -> String {
    if card.is_lost {
        "lost".to_owned()
    } else if card.expires <= NEVER {
        "never renewed".to_owned()
    } else {
        clock::shown(&card.zone, card.expires)
    }
}

fn status(context: &Context, id: &str) -> Result<Answer, Failure> {
    #[derive(Serialize)]
    struct View {
        #[serde(flatten)]
        card: CardView,
        key_of_day: KeyState,
    }
    let vault = context.vault()?;
    let records = vault.records();
    let card = records.card(id)?;
    let now = context.clock.now(&card.zone)?;
    let first = KeyState::first(&card.zone, now).map_err(Failure::refused)?;
    let known = records.key_state(&card)?;
    // What is remembered of another day is not said of this one.
    let state = known
        .filter(|known| known.day == first.day)
        .unwrap_or(first);
    let text = sheet(&[
        ("card", card.id.to_string()),
        (
            "member",
            card.member
                .map(|member| member.to_string())
                .unwrap_or_default(),
        ),
        ("good until", until(&card)),
        (
            "key of day",
            format!("{}: {}", state.day, key_words(&state)),
        ),
    ]);
    let view = View {
        card: CardView::from(&card),
        key_of_day: state,
    };
    Answer::new(text, &view)
}

fn key_words(state: &KeyState) -> String {
    let mut words = state.key.to_string();
    if state.fallback {
        words.push_str(", in place of the app");
    }
    if state.card_next {
        words.push_str("; the card holds the day after");
    }
    words
}

/// What the rules say to a renewal; a permitted one is recorded, and claims the day.
pub(super) fn renew(
    records: Records<'_>,
    card: &mut Card,
    method: RenewalMethod,
    now: UnixSeconds,
) -> Result<(RenewalRuling, KeyState), Failure> {
    let association = records.association()?;
    let member_active = match &card.member {
        None => true,
        Some(member) => records.member(member.as_str())?.member_status == ActivityStatus::Active,
    };
    let request = RenewalRequest {
        now,
        method,
        expires: card.expires,
        phone_days: records.phone_days(card)?,
        member_active,
        card_lost: card.is_lost,
    };
    let ruling = judge(&card.zone, &association.renewal, &request).map_err(Failure::refused)?;
    let by = match method {
        RenewalMethod::Reader => AccessMethod::CardReader,
        RenewalMethod::Phone => AccessMethod::CardPhone,
    };
    records.record_renewal(card, by, Reasons::of(ruling.reasons)?, now)?;
    if !ruling.decision.is_permit() {
        let state = records.key_state(card)?;
        let first = KeyState::first(&card.zone, now).map_err(Failure::refused)?;
        return Ok((ruling, state.unwrap_or(first)));
    }
    card.expires = ruling.expires;
    records.set_card(card)?;
    match ruling.day.zip(ruling.n) {
        Some((day, number)) => records.add_phone_renewal(card, day, number, now)?,
        None => records.add_reader_renewal(card, now)?,
    }
    let claimed = step(records, card, KeyAction::RenewCard, now)?;
    Ok((ruling, claimed.state))
}

/// One event of the day's key, remembered whatever the answer.
fn step(
    records: Records<'_>,
    card: &Card,
    action: KeyAction,
    now: UnixSeconds,
) -> Result<KeyRuling, Failure> {
    let parameters = records.association()?.single_key;
    let state = match records.key_state(card)? {
        Some(state) => state,
        None => KeyState::first(&card.zone, now).map_err(Failure::refused)?,
    };
    let event = KeyEvent { now, action };
    let ruling =
        single_key::step(&card.zone, &parameters, &state, &event).map_err(Failure::refused)?;
    records.set_key_state(card, &ruling.state)?;
    Ok(ruling)
}

fn renew_at_reader(context: &Context, id: &str) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let now = context.clock.now(&vault.records().card(id)?.zone)?;
    let (card, ruling, state) = vault.change(|records| {
        let mut card = records.card(id)?;
        let (ruling, state) = renew(records, &mut card, RenewalMethod::Reader, now)?;
        Ok((card, ruling, state))
    })?;
    let is_permit = ruling.decision.is_permit();
    let text = if is_permit {
        format!(
            "card {} is good until {}\nkey of day {}: {}\nto do: {}",
            card.id,
            clock::shown(&card.zone, card.expires),
            state.day,
            key_words(&state),
            items(ruling.obligations)
        )
    } else {
        refusal(&card, &reason_lines(ruling.reasons))
    };
    let view = RenewalView {
        card: CardView::from(&card),
        decision: ruling.decision,
        reasons: reasons(ruling.reasons),
        obligations: ruling.obligations,
        key_of_day: state,
    };
    Ok(Answer::new(text, &view)?.accepted(is_permit))
}

fn refusal(card: &Card, lines: &[String]) -> String {
    format!("card {}: refused\n  {}", card.id, lines.join("\n  "))
}

fn key(context: &Context, id: &str, action: KeyAction) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let now = context.clock.now(&vault.records().card(id)?.zone)?;
    let (card, ruling) = vault.change(|records| {
        let card = records.card(id)?;
        let ruling = step(records, &card, action, now)?;
        Ok((card, ruling))
    })?;
    let against = ruling.reason.map(|reason| ReasonView {
        reason: reason.name(),
        needs: reason.needs(),
        text: reason.text(),
    });
    let is_permit = ruling.decision.is_permit();
    let mut text = if is_permit {
        "permitted".to_owned()
    } else {
        refusal(
            &card,
            &Vec::from_iter(against.as_ref().map(ReasonView::line)),
        )
    };
    write!(
        text,
        "\nkey of day {}: {}",
        ruling.state.day,
        key_words(&ruling.state)
    )?;
    if !ruling.obligations.is_empty() {
        write!(text, "\nto do: {}", items(ruling.obligations))?;
    }
    let view = KeyView {
        card: CardView::from(&card),
        decision: ruling.decision,
        reasons: Vec::from_iter(against),
        obligations: ruling.obligations,
        key_of_day: ruling.state,
    };
    Ok(Answer::new(text, &view)?.accepted(is_permit))
}
