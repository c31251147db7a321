//! `doorward market dom`: days on market of every listing of a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use arrow::record_batch::RecordBatch;
use doorward::market::batch::{Batch, BatchError, Summary};
use doorward::market::presets::Caution;
use serde::Serialize;

use super::{Question, caution, check_output, counts, unread};
use crate::answer::Answer;
use crate::args::DomArgs;
use crate::commands::Context;
use crate::failure::Failure;
use crate::market::columns::{self, Unread};
use crate::market::progress::grouped;
use crate::market::properties;
use crate::market::write::Output;

#[derive(Serialize)]
struct View {
    as_of: String,
    rules: Option<&'static str>,
    rows: u64,
    rows_without_listing: u64,
    properties: u64,
    listings: u64,
    errors: BTreeMap<&'static str, u64>,
    listing_warnings: BTreeMap<&'static str, u64>,
    rules_warnings: Vec<Caution>,
    #[serde(flatten)]
    unread: Unread,
}

pub(super) fn run(context: &Context, args: &DomArgs) -> Result<Answer, Failure> {
    check_output(context, &args.output)?;
    let mut question = Question::new(context, &args.table)?;
    let batch = Batch::new(question.chosen, question.as_of).map_err(refused)?;
    let batch = if args.grouped { batch.grouped() } else { batch };
    let schema = Batch::schema(&columns::engine_schema()).map_err(refused)?;
    let mut output = Output::open(&args.output, &schema)?;
    let summary = if args.stream || args.grouped {
        stream(&batch, &mut question, args, &mut output)?
    } else {
        whole(&batch, &mut question, args, &mut output)?
    };
    output.finish()?;
    let view = View {
        as_of: question.as_of.to_string(),
        rules: question.chosen.id(),
        rows: summary.rows,
        rows_without_listing: summary.rows_without_listing,
        properties: summary.properties,
        listings: summary.listings,
        errors: summary
            .errors()
            .map(|(error, count)| (error.name(), count))
            .collect(),
        listing_warnings: summary
            .warnings()
            .map(|(warning, count)| (warning.name(), count))
            .collect(),
        rules_warnings: summary.rules_warnings.clone(),
        unread: question.shaper.unread,
    };
    Answer::beside(text(&view, &summary), &view)
}

/// Any order; properties are found where the table names none.
fn whole(
    batch: &Batch,
    question: &mut Question,
    args: &DomArgs,
    output: &mut Output,
) -> Result<Summary, Failure> {
    let mut table = question.table(&args.table)?.whole()?;
    properties::find(&mut table, question.known_by())?;
    let table: Vec<RecordBatch> = table
        .iter()
        .map(columns::engine_only)
        .collect::<Result<_, _>>()?;
    let (answer, summary) = batch.run(&table).map_err(refused)?;
    for rows in answer {
        output.write(&rows)?;
    }
    Ok(summary)
}

/// The order of the properties, batch by batch.
fn stream(
    batch: &Batch,
    question: &mut Question,
    args: &DomArgs,
    output: &mut Output,
) -> Result<Summary, Failure> {
    let mut stream = batch.stream();
    for rows in question.table(&args.table)? {
        let rows = columns::engine_only(&rows?)?;
        for rows in stream.push(&rows).map_err(refused)? {
            output.write(&rows)?;
        }
    }
    let (rest, summary) = stream.finish().map_err(refused)?;
    for rows in rest {
        output.write(&rows)?;
    }
    Ok(summary)
}

/// A table that the engine does not take. Its rows count from 0, ours from 1.
fn refused(error: BatchError) -> Failure {
    let column = error
        .column
        .map(|column| format!(": column {}", column.name()));
    let row = error
        .row
        .map(|row| format!(", row {}", row.saturating_add(1)));
    Failure::io(format!(
        "{}{}{}",
        error.refusal,
        column.unwrap_or_default(),
        row.unwrap_or_default()
    ))
}

fn text(view: &View, summary: &Summary) -> String {
    let mut text = format!(
        "{} rows of {} listings of {} properties\n",
        grouped(view.rows),
        grouped(view.listings),
        grouped(view.properties)
    );
    counts(
        &mut text,
        "rows of no listing",
        [("", view.rows_without_listing)],
    );
    let errors = summary.errors();
    counts(
        &mut text,
        "listings with the error",
        errors.map(|(error, count)| (error.name(), count)),
    );
    let warnings = summary.warnings();
    counts(
        &mut text,
        "listings with",
        warnings.map(|(warning, count)| (warning.name(), count)),
    );
    unread(&mut text, &view.unread);
    for about in &view.rules_warnings {
        // Text always fits into a `String`.
        let _ = writeln!(text, "rules: {}", caution(about));
    }
    text
}
