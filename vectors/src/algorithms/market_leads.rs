//! `market-leads`: may the owner be contacted after a listing ended?

use doorward::market::leads::{Lead, LeadAnswer, LeadFacts, LeadQuestion, LeadReasons, judge_all};
use doorward::market::{Date, Status};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Algorithm;
use super::market;
use super::policy::{comes_back, members, not_null, read};
use super::refusal::{Mismatch, Reason, Refusal, same};
use crate::container::Members;

pub(super) struct MarketLeads;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    #[serde(deserialize_with = "not_null")]
    as_of: Value,
    #[serde(deserialize_with = "not_null")]
    target: Value,
    #[serde(deserialize_with = "not_null")]
    listings: Value,
    protected_until: Value,
    #[serde(deserialize_with = "not_null")]
    opted_out: Value,
    #[serde(deserialize_with = "not_null")]
    do_not_call: Value,
    #[serde(deserialize_with = "not_null")]
    key_doubts: Value,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    answer: LeadAnswer,
    reasons: LeadReasons,
    status: Option<Status>,
    ended_on: Date,
    do_not_call: bool,
}

/// An input that is handed on.
const DO_NOT_CALL: &str = "do_not_call";

impl From<Lead> for Outputs {
    fn from(lead: Lead) -> Self {
        Self {
            answer: lead.answer,
            reasons: lead.reasons,
            status: lead.status,
            ended_on: lead.ended_on.into(),
            do_not_call: lead.do_not_call,
        }
    }
}

impl Algorithm for MarketLeads {
    const NAME: &'static str = "market-leads";
    const SPEC: &'static str = "section 20";
    const OUTPUTS: &'static [&'static str] = &["answer", "reasons", "status", "ended_on"];
    const REASONS: &'static [Reason] = market::REASONS;
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    /// A file states once what is given and comes out again.
    fn take_outputs(_: &Group, members: &mut Members) -> Members {
        let taken = Self::OUTPUTS.iter();
        let mut outputs: Members = taken
            .filter_map(|name| members.remove_entry(*name))
            .collect();
        let handed_on = members.get(DO_NOT_CALL).cloned();
        outputs.extend(handed_on.map(|value| (DO_NOT_CALL.to_owned(), value)));
        outputs
    }

    fn compute(_: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let question: LeadQuestion = read(members(inputs))?;
        Ok(question.answer()?.into())
    }

    /// The listings in another order have the same answer, and so has the target where all
    /// listings are judged at once; question and answer are the same once written and read.
    fn check_back(_: &Group, inputs: &Inputs, _: &Outputs) -> Result<(), Mismatch> {
        let mut question: LeadQuestion = read(members(inputs))?;
        let lead = question.answer().map_err(Refusal::from)?;
        comes_back(&question)?;
        comes_back(&lead)?;
        question.listings.reverse();
        for listing in &mut question.listings {
            listing.events.reverse();
        }
        let turned = question.answer().map_err(Refusal::from)?;
        same("the listings turned round", &turned, &lead)?;
        let facts = LeadFacts {
            protected_until: question.protected_until,
            opted_out: question.opted_out,
            do_not_call: question.do_not_call,
            key_doubts: question.key_doubts,
        };
        let all = judge_all(question.as_of, &question.listings, |_| facts);
        let all = all.map_err(Refusal::from)?;
        let mut own = question.listings.iter().zip(&all);
        let own = own.find(|(listing, _)| listing.listing == question.target);
        same(
            "all judged at once",
            &own.map(|(_, lead)| *lead),
            &Some(lead),
        )
    }
}
