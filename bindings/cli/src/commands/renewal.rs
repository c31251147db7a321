//! `doorward code renewal`: renews a card by phone.

use doorward::policy::renewal::RenewalMethod;
use doorward::policy::single_key::KeyState;
use serde::Serialize;

use super::ruling::reason_lines;
use super::view::sheet;
use super::{Context, cards};
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
    key_of_day: KeyState,
    code: &'a str,
    grouped: String,
    message: &'a str,
}

pub(super) fn run(context: &Context, args: &RenewalArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let card = vault.records().card(&args.card)?;
    let now = context.clock.now(&card.zone)?;
    let (ruling, state) = vault.change(|records| {
        let mut card = records.card(&args.card)?;
        cards::renew(records, &mut card, RenewalMethod::Phone, now)
    })?;
    let Some((day, number)) = ruling.day.zip(ruling.n) else {
        return Err(Failure::refused(format!(
            "card {} is not renewed: {}",
            card.id,
            reason_lines(ruling.reasons).join("; ")
        )));
    };
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
        ("key of day", state.key.to_string()),
    ]);
    let view = View {
        family: "renewal",
        card: card.id.as_str(),
        date: day.to_string(),
        number,
        until: Moment::new(&card.zone, until),
        key_of_day: state,
        code: code.as_str(),
        grouped: code.grouped().to_string(),
        message: &message,
    };
    Answer::new(format!("{sheet}\nMessage to send:\n\n{message}"), &view)
}
