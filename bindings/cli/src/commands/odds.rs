//! `doorward odds`: what a guess at the keypad is worth.

use doorward::codes::odds::GuessParameters;
use doorward::codes::{CodeProfile, Family};
use serde::Serialize;

use super::view::Table;
use crate::answer::Answer;
use crate::args::OddsArgs;
use crate::failure::Failure;

#[derive(Serialize)]
struct Row {
    family: Family,
    acceptable: u64,
    codes: u64,
    /// Absent where no guess is ever good.
    one_in: Option<u64>,
}

#[derive(Serialize)]
struct View {
    parameters: GuessParameters,
    odds: Vec<Row>,
    accepted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

pub(super) fn run(args: &OddsArgs) -> Result<Answer, Failure> {
    let parameters = GuessParameters {
        day_digits: args.day_digits,
        day_slots: args.day_slots,
        flex_digits: args.flex_digits,
        flex_copies: args.flex_copies,
        tolerance: args.tolerance,
    };
    let mut table = Table::new(&["code", "digits", "acceptable", "of", "one guess in"]);
    let mut rows = Vec::new();
    for (odds, name) in parameters
        .odds()
        .into_iter()
        .zip(["day code", "flex code", "service code"])
    {
        let one_in = (odds.acceptable > 0).then(|| odds.one_in());
        let digits = odds.codes.checked_ilog10().unwrap_or(0);
        table.row([
            name.to_owned(),
            digits.to_string(),
            thousands(odds.acceptable),
            thousands(odds.codes),
            one_in.map_or("never".to_owned(), thousands),
        ]);
        rows.push(Row {
            family: odds.family,
            acceptable: odds.acceptable,
            codes: odds.codes,
            one_in,
        });
    }
    let refused = parameters
        .check()
        .and_then(|()| CodeProfile::new(args.day_digits, args.flex_digits).map(|_| ()))
        .err()
        .map(|error| error.to_string());
    let verdict = match &refused {
        None => "a lockbox's profile with these numbers is accepted".to_owned(),
        Some(reason) => format!("a lockbox's profile with these numbers is refused: {reason}"),
    };
    let text = format!("{}\n{verdict}", table.text(""));
    let is_accepted = refused.is_none();
    let view = View {
        parameters,
        odds: rows,
        accepted: is_accepted,
        reason: refused,
    };
    Ok(Answer::new(text, &view)?.accepted(is_accepted))
}

/// `1,234,567`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    for (left, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        text.push(digit);
        if left > 0 && left.checked_rem(3) == Some(0) {
            text.push(',');
        }
    }
    text
}
