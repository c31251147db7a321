//! `doorward market`: days on market of tables of listings.

use std::fmt::Write as _;
use std::path::Path;

use doorward::calendar::Day;
use doorward::market::Rules;
use doorward::market::presets::{Caution, Chosen, Preset, PropertyKeys};

mod dom;
mod expireds;
mod explain;
mod rules;

use super::Context;
use crate::answer::Answer;
use crate::args::{MarketCommand, OutArgs, TableArgs};
use crate::failure::Failure;
use crate::limits::RULES_FILE_MAX;
use crate::market::columns::{Shaper, Unread};
use crate::market::progress::{Progress, grouped};
use crate::market::read::Table;
use crate::market::statuses::Statuses;
use crate::{clock, files, zone};

pub(super) fn run(context: &Context, command: &MarketCommand) -> Result<Answer, Failure> {
    match command {
        MarketCommand::Dom(args) => dom::run(context, args),
        MarketCommand::Expireds(args) => expireds::run(context, args),
        MarketCommand::Explain(args) => explain::run(context, args),
        MarketCommand::Rules { id } => rules::run(id.as_deref()),
    }
}

/// What is asked about a table: by which rules, and for which day.
struct Question {
    chosen: Chosen,
    as_of: Day,
    shaper: Shaper,
}

impl Question {
    fn new(context: &Context, args: &TableArgs) -> Result<Self, Failure> {
        let zone = zone::parse(&args.zone)?;
        let as_of = clock::date(&args.as_of, &zone, context.clock.now(&zone)?)?;
        let chosen = chosen(&args.rules)?;
        let statuses = Statuses::new(args.statuses.as_deref(), chosen.preset())?;
        Ok(Self {
            chosen,
            as_of,
            shaper: Shaper::new(statuses, zone, chosen.rules().scope),
        })
    }

    /// Opens the table.
    fn table(&mut self, args: &TableArgs) -> Result<Table<'_>, Failure> {
        let progress = Progress::new(args.progress);
        Table::open(&args.file, args.input_format, &mut self.shaper, progress)
    }

    /// By which keys listings are of one property.
    fn known_by(&self) -> PropertyKeys {
        let preset = self.chosen.preset();
        preset.map_or(PropertyKeys::ParcelThenAddress, |preset| {
            preset.property_key
        })
    }
}

/// Rules by their name, or from a file of theirs.
fn chosen(name: &str) -> Result<Chosen, Failure> {
    let path = Path::new(name);
    if path.extension().is_some_and(|ending| ending == "json") {
        let bytes = files::read(path, RULES_FILE_MAX)?;
        let rules: Rules = serde_json::from_slice(&bytes)
            .map_err(|error| Failure::io(format!("{name} holds no rules: {error}")))?;
        return Ok(rules.into());
    }
    Preset::of(name).map(Chosen::from).ok_or_else(|| {
        Failure::not_found(format!(
            "no rules are called {name:?}; `doorward market rules` lists them"
        ))
    })
}

/// Refuses two things on standard output at once.
fn check_output(context: &Context, args: &OutArgs) -> Result<(), Failure> {
    if context.global.json && args.out.is_none() {
        return Err(Failure::usage(
            "the counts and the table cannot both go to standard output; name a file with --out",
        ));
    }
    Ok(())
}

/// Counts by name, one a line, without those of nothing.
fn counts(text: &mut String, what: &str, counts: impl IntoIterator<Item = (&'static str, u64)>) {
    for (name, count) in counts {
        if count > 0 {
            // Text always fits into a `String`.
            let _ = writeln!(text, "{:>12}  {what} {name}", grouped(count));
        }
    }
}

/// What of a file was not understood, in words.
fn unread(text: &mut String, unread: &Unread) {
    let parts = [
        (
            "dates not understood, taken for none",
            unread.dates_not_understood,
        ),
        (
            "sequences not understood, taken for 0",
            unread.sequences_not_understood,
        ),
    ];
    counts(text, "", parts);
    if let Some(row) = unread.first_row {
        let _ = writeln!(
            text,
            "{:>12}  the first of these is in row {}",
            "",
            grouped(row)
        );
    }
}

/// What is uncertain about rules, in words.
fn caution(caution: &Caution) -> String {
    let warning = caution.warning;
    match caution.field {
        Some(field) => format!("{}: {warning}", field.name()),
        None => warning.to_string(),
    }
}
