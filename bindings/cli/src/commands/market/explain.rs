//! `doorward market explain`: how the days on market of one listing came about.

use std::fmt::Write as _;

use doorward::market::presets::rules_at;
use doorward::market::{Error, Explanation, History, RowStatus, Rules, Warning};
use serde::Serialize;

use super::{Question, caution};
use crate::answer::Answer;
use crate::args::ExplainArgs;
use crate::commands::Context;
use crate::failure::Failure;
use crate::files;
use crate::market::histories::{Histories, Property, Told};
use crate::market::properties;
use crate::market::svg;
use crate::market::timeline::{Picture, shown};

#[derive(Serialize)]
struct View {
    property: Option<String>,
    key_doubts: doorward::market::Doubts,
    /// Two rows give the listing two values.
    listing_values_differ: bool,
    explanation: Explanation,
}

pub(super) fn run(context: &Context, args: &ExplainArgs) -> Result<Answer, Failure> {
    let mut question = Question::new(context, &args.table)?;
    let mut batches = question.table(&args.table)?.whole()?;
    let known = properties::find(&mut batches, question.known_by())?;
    let histories = Histories::of(&batches, question.as_of);
    let (property, listings) = property_of(&histories, args)?;
    let target = listings.get(&args.listing);
    let history = |rules: &Rules| History {
        as_of: question.as_of,
        target: args.listing.clone(),
        listings: listings
            .iter()
            .map(|(key, told)| told.listing(key, rules.scope))
            .collect(),
    };
    let mut chosen = question.chosen;
    if args.in_effect {
        let family = chosen.preset().and_then(|preset| preset.family);
        let family = family.ok_or_else(|| {
            Failure::usage("--in-effect: rules of one time alone are known under this name")
        })?;
        chosen = history(chosen.rules())
            .rules_day()
            .and_then(|day| rules_at(family, day))
            .map_err(|error| unexplained(error, target))?;
    }
    let explained = history(chosen.rules())
        .explain(&chosen)
        .map_err(|error| unexplained(error, target))?;
    let picture = Picture::of(&explained);
    if let Some(path) = &args.svg {
        files::write(path, svg::draw(&picture).as_bytes())?;
    }
    let view = View {
        property: property.clone(),
        key_doubts: known.doubts(property.as_deref(), &args.listing),
        listing_values_differ: target.is_some_and(Told::values_differ),
        explanation: explained,
    };
    Answer::new(text(&view, &picture), &view)
}

/// The property in which the listing is.
fn property_of<'h>(histories: &'h Histories, args: &ExplainArgs) -> Result<&'h Property, Failure> {
    let mut found = histories.properties.iter().filter(|(property, listings)| {
        listings.contains_key(&args.listing)
            && (args.property.is_none() || args.property == *property)
    });
    let first = found.next().ok_or_else(|| {
        Failure::not_found(format!("the table has no listing {:?}", args.listing))
    })?;
    if found.next().is_some() {
        return Err(Failure::usage(format!(
            "listing {:?} stands under more than one property; name one with --property",
            args.listing
        )));
    }
    Ok(first)
}

/// Why there is no answer, with the words that nobody understands.
fn unexplained(error: Error, target: Option<&Told>) -> Failure {
    if error != Error::UnknownStatus {
        return error.into();
    }
    let rows = target.into_iter().flat_map(|told| &told.rows);
    let mut words: Vec<String> = rows
        .filter_map(|row| match &row.status {
            RowStatus::Known(_) => None,
            RowStatus::Unknown(word) => Some(format!("{word:?}")),
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    Failure::refused(format!(
        "{error}: {}; what it means can be said with --statuses",
        words.join(", ")
    ))
}

fn text(view: &View, picture: &Picture) -> String {
    let explained = &view.explanation;
    let mut text = picture.text();
    let mut remark = |line: String| {
        // Text always fits into a `String`.
        let _ = writeln!(text, "{line}");
    };
    let differ = view
        .listing_values_differ
        .then_some(Warning::ListingValuesDiffer);
    let warnings: Vec<Warning> = explained.warnings.iter().chain(differ).collect();
    if warnings.len().saturating_add(explained.left_out.len()) > 0 {
        remark(String::new());
    }
    for warning in warnings {
        remark(format!("{}: {warning}", warning.name()));
    }
    if !explained.left_out.is_empty() {
        let keys: Vec<String> = explained.left_out.iter().map(|key| shown(key)).collect();
        remark(format!("left out: {}", keys.join(", ")));
    }
    for doubt in view.key_doubts.iter() {
        remark(format!("{}: {doubt}", doubt.name()));
    }
    if !explained.rules_warnings.is_empty() {
        remark("\nabout the rules".to_owned());
        for about in &explained.rules_warnings {
            remark(format!("  {}", caution(about)));
        }
    }
    text
}
