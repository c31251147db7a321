//! `doorward code renewal`: renews a card by phone.

use serde::Serialize;

use super::Context;
use super::view::sheet;
use crate::answer::Answer;
use crate::args::RenewalArgs;
use crate::clock::{self, Moment};
use crate::failure::Failure;
use crate::message;

#[derive(Serialize)]
struct View<'a> {
    family: &'static str,
    card: &'a str,
    date: String,
    number: u8,
    until: Moment,
    code: &'a str,
    grouped: String,
    message: &'a str,
}

pub(super) fn run(context: &Context, args: &RenewalArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let card = vault.records().card(&args.card)?;
    let now = context.clock.now(&card.zone)?;
    let day = clock::date(&args.date, &card.zone, now)?;
    if card.zone.end_of(day) <= now {
        return Err(Failure::refused(format!(
            "{day} is over where the card's association is; a renewal by phone ends with its date"
        )));
    }
    let number = vault.change(|records| {
        let number = records.take_renewal(&card, day, now)?;
        records.record_renewal(&card, now)?;
        Ok(number)
    })?;
    let code = root.credential(&card.id).renewal_code(day, number)?;
    let message = message::renewal(&card.id, day, &code)?;
    let until = card.zone.end_of(day);
    let sheet = sheet(&[
        ("renewal code", code.grouped().to_string()),
        ("card", card.id.to_string()),
        (
            "good",
            format!("{day}, until {}", clock::shown(&card.zone, until)),
        ),
        (
            "renewal",
            format!("{} of 3 in that month", number.saturating_add(1)),
        ),
    ]);
    let view = View {
        family: "renewal",
        card: card.id.as_str(),
        date: day.to_string(),
        number,
        until: Moment::new(&card.zone, until),
        code: code.as_str(),
        grouped: code.grouped().to_string(),
        message: &message,
    };
    Answer::new(format!("{sheet}\nMessage to send:\n\n{message}"), &view)
}
