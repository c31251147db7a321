//! `market-fields`: every member of rules, listings and rows, with gaps and warnings.

use doorward::market::Answer;

use super::Algorithm;
use super::market::{self, Group, Inputs};
use super::refusal::{Mismatch, Reason, Refusal};

pub(super) struct MarketFields;

impl Algorithm for MarketFields {
    const NAME: &'static str = "market-fields";
    const SPEC: &'static str = "section 18";
    const OUTPUTS: &'static [&'static str] = &["dom", "cdom", "class", "chain", "gaps", "warnings"];
    const REASONS: &'static [Reason] = market::REASONS;
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Answer;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Answer, Refusal> {
        market::answer(group, inputs)
    }

    fn check_back(group: &Group, inputs: &Inputs, _: &Answer) -> Result<(), Mismatch> {
        market::check_back(group, inputs)
    }
}
