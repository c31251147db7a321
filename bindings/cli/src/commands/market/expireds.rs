//! `doorward market expireds`: whose owners may be contacted.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{BooleanBuilder, Date32Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use doorward::market::leads::{Lead, LeadAnswer, LeadReason, LeadReasons, judge_all};
use doorward::market::presets::PropertyKeys;
use doorward::market::{Error, Scope, Status};
use serde::Serialize;

use super::{Question, check_output, counts, unread};
use crate::answer::Answer;
use crate::args::ExpiredsArgs;
use crate::commands::Context;
use crate::failure::Failure;
use crate::market::columns::Unread;
use crate::market::facts::Facts;
use crate::market::histories::{Histories, Told};
use crate::market::progress::grouped;
use crate::market::properties;
use crate::market::write::Output;

/// Rows that are written at once.
const ROWS: usize = 65_536;

/// What is said of all listings, those in force and sold among them.
#[derive(Default, Serialize)]
struct Counts {
    as_of: String,
    rows: u64,
    rows_without_listing: u64,
    properties: u64,
    listings: u64,
    /// Listings that come out: ended, or perhaps.
    leads: u64,
    answers: BTreeMap<&'static str, u64>,
    reasons: BTreeMap<&'static str, u64>,
    errors: BTreeMap<&'static str, u64>,
    #[serde(flatten)]
    unread: Unread,
}

/// The columns that are written.
fn schema() -> SchemaRef {
    let text = |name| Field::new(name, DataType::Utf8, true);
    Arc::new(Schema::new(vec![
        text("PropertyKey"),
        text("ListingKey"),
        text("StandardStatus"),
        Field::new("OffMarketDate", DataType::Date32, true),
        text("LeadAnswer"),
        text("LeadReasons"),
        Field::new("DoNotCall", DataType::Boolean, true),
        text("Error"),
    ]))
}

#[derive(Default)]
struct Rows {
    property: StringBuilder,
    listing: StringBuilder,
    status: StringBuilder,
    off: Date32Builder,
    answer: StringBuilder,
    reasons: StringBuilder,
    do_not_call: BooleanBuilder,
    error: StringBuilder,
    len: usize,
}

impl Rows {
    fn push(
        &mut self,
        property: Option<&str>,
        listing: &str,
        lead: Result<&Lead, Error>,
        has_unknown_status: bool,
    ) {
        self.len = self.len.saturating_add(1);
        self.property.append_option(property);
        self.listing.append_value(listing);
        let known = lead.ok();
        self.status
            .append_option(known.and_then(|lead| lead.status).map(Status::name));
        let off = known.and_then(|lead| lead.ended_on);
        self.off
            .append_option(off.and_then(|day| i32::try_from(day.number()).ok()));
        self.answer
            .append_option(known.map(|lead| lead.answer.name()));
        let reasons = known.map(|lead| names(lead.reasons).join(" "));
        self.reasons.append_option(reasons);
        self.do_not_call
            .append_option(known.map(|lead| lead.do_not_call));
        let unknown = has_unknown_status.then_some(Error::UnknownStatus);
        self.error
            .append_option(lead.err().or(unknown).map(Error::name));
    }

    fn take(&mut self) -> Result<RecordBatch, Failure> {
        let mut rows = std::mem::take(self);
        Ok(RecordBatch::try_new(
            schema(),
            vec![
                Arc::new(rows.property.finish()),
                Arc::new(rows.listing.finish()),
                Arc::new(rows.status.finish()),
                Arc::new(rows.off.finish()),
                Arc::new(rows.answer.finish()),
                Arc::new(rows.reasons.finish()),
                Arc::new(rows.do_not_call.finish()),
                Arc::new(rows.error.finish()),
            ],
        )?)
    }
}

fn names(reasons: LeadReasons) -> Vec<&'static str> {
    reasons.iter().map(LeadReason::name).collect()
}

/// Whether a listing ended unsold, or nobody can say.
fn is_lead(lead: &Lead) -> bool {
    !lead.reasons.contains(LeadReason::TargetInForce)
        && !lead.reasons.contains(LeadReason::TargetNotEnded)
}

pub(super) fn run(context: &Context, args: &ExpiredsArgs) -> Result<Answer, Failure> {
    check_output(context, &args.output)?;
    let mut question = Question::new(context, &args.table)?;
    let mut batches = question.table(&args.table)?.whole()?;
    // Whatever the MLS counts by: who is called must not be listed under another key either.
    let known = properties::find(&mut batches, PropertyKeys::ParcelThenAddress)?;
    let facts = Facts::of(&batches, &question.shaper.zone)?;
    let histories = Histories::of(&batches, question.as_of);
    drop(batches);

    let mut output = Output::open(&args.output, &schema())?;
    let mut found = Counts {
        as_of: question.as_of.to_string(),
        rows: histories.rows,
        rows_without_listing: histories.rows_without_listing,
        unread: question.shaper.unread,
        ..Counts::default()
    };
    found
        .answers
        .extend(LeadAnswer::ALL.iter().map(|answer| (answer.name(), 0)));
    found
        .reasons
        .extend(LeadReason::ALL.iter().map(|reason| (reason.name(), 0)));
    for error in [Error::BadValue, Error::UnknownStatus] {
        found.error(error, 0);
    }
    let mut rows = Rows::default();
    for (property, listings) in &histories.properties {
        let property = property.as_deref();
        let owned: Vec<_> = listings
            .iter()
            .map(|(key, told)| told.listing(key, Scope::Any))
            .collect();
        let judged = judge_all(question.as_of, &owned, |listing| {
            facts.about(&listing.listing, known.doubts(property, &listing.listing))
        });
        found.add(listings.len(), &judged);
        let is_unknown = |told: &&Told| told.rows.iter().any(|row| row.status.known().is_none());
        let unknown = listings.values().filter(is_unknown).count();
        found.error(Error::UnknownStatus, unknown);
        for ((place, listing), told) in owned.iter().enumerate().zip(listings.values()) {
            let lead = match &judged {
                Ok(leads) => leads.get(place).ok_or(Error::UnknownTarget),
                Err(error) => Err(*error),
            };
            if lead.is_ok_and(|lead| !is_lead(lead)) {
                continue;
            }
            found.leads = found.leads.saturating_add(1);
            let is_unknown = told.rows.iter().any(|row| row.status.known().is_none());
            rows.push(property, &listing.listing, lead, is_unknown);
            if rows.len >= ROWS {
                output.write(&rows.take()?)?;
            }
        }
    }
    output.write(&rows.take()?)?;
    output.finish()?;
    Answer::beside(found.text(), &found)
}

impl Counts {
    fn error(&mut self, error: Error, listings: usize) {
        let count = self.errors.entry(error.name()).or_default();
        *count = count.saturating_add(u64::try_from(listings).unwrap_or(u64::MAX));
    }

    fn add(&mut self, listings: usize, judged: &Result<Vec<Lead>, Error>) {
        self.properties = self.properties.saturating_add(1);
        let count = u64::try_from(listings).unwrap_or(u64::MAX);
        self.listings = self.listings.saturating_add(count);
        match judged {
            Err(error) => self.error(*error, listings),
            Ok(leads) => {
                for lead in leads {
                    let count = self.answers.entry(lead.answer.name()).or_default();
                    *count = count.saturating_add(1);
                    for reason in lead.reasons.iter() {
                        let count = self.reasons.entry(reason.name()).or_default();
                        *count = count.saturating_add(1);
                    }
                }
            }
        }
    }

    fn text(&self) -> String {
        let mut text = format!(
            "{} rows of {} listings of {} properties; {} listings ended unsold or may have\n",
            grouped(self.rows),
            grouped(self.listings),
            grouped(self.properties),
            grouped(self.leads)
        );
        let named = |map: &BTreeMap<&'static str, u64>| {
            map.iter()
                .map(|(name, count)| (*name, *count))
                .collect::<Vec<_>>()
        };
        counts(
            &mut text,
            "rows of no listing",
            [("", self.rows_without_listing)],
        );
        counts(&mut text, "listings", named(&self.answers));
        counts(&mut text, "for", named(&self.reasons));
        counts(&mut text, "listings with the error", named(&self.errors));
        unread(&mut text, &self.unread);
        text
    }
}
