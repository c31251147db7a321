//! What is known of an owner besides the listings.

use std::collections::HashMap;

use arrow::record_batch::RecordBatch;
use doorward::calendar::Zone;
use doorward::market::leads::LeadFacts;
use doorward::market::{Date, Doubts};

use super::columns::{self, DO_NOT_CALL, OPTED_OUT, PROTECTED};
use super::{histories, instant};
use crate::failure::Failure;

/// What the rows say of each listing's owner. What one row says against a call stands,
/// whatever others say.
pub(crate) struct Facts(HashMap<String, LeadFacts>);

impl Facts {
    /// # Errors
    /// A text in one of these columns that cannot be understood: what protects an owner is
    /// never guessed.
    pub(crate) fn of(batches: &[RecordBatch], zone: &Zone) -> Result<Self, Failure> {
        let mut facts: HashMap<String, LeadFacts> = HashMap::new();
        let mut failure = None;
        histories::each(batches, |row, batch, number| {
            let text = |name| columns::text_at(columns::texts(batch, name), number).map(str::trim);
            let told = [PROTECTED, OPTED_OUT, DO_NOT_CALL].map(text);
            if told.iter().all(Option::is_none) {
                return;
            }
            let [protected, opted_out, do_not_call] = told;
            let refuse = |name: &str| {
                Failure::io(format!(
                    "what the column {name} says of listing {} cannot be understood",
                    row.listing
                ))
            };
            let known = facts.entry(row.listing.to_owned()).or_default();
            if let Some(text) = protected {
                match instant::date(text, zone).filter(|date| !date.is_out_of_range()) {
                    Some(date) if known.protected_until.number() < date.number() => {
                        known.protected_until = date;
                    }
                    Some(_) => {}
                    None => failure = Some(refuse(PROTECTED)),
                }
            }
            let flags = [
                (opted_out, OPTED_OUT, &mut known.opted_out),
                (do_not_call, DO_NOT_CALL, &mut known.do_not_call),
            ];
            for (text, name, flag) in flags {
                match text.map(flag_of) {
                    None | Some(Some(false)) => {}
                    Some(Some(true)) => *flag = true,
                    Some(None) => failure = Some(refuse(name)),
                }
            }
        });
        failure.map_or(Ok(Self(facts)), Err)
    }

    pub(crate) fn about(&self, listing: &str, key_doubts: Doubts) -> LeadFacts {
        let known = self.0.get(listing).copied().unwrap_or(LeadFacts {
            protected_until: Date::MISSING,
            ..LeadFacts::default()
        });
        LeadFacts {
            key_doubts,
            ..known
        }
    }
}

fn flag_of(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "1" => Some(true),
        "false" | "no" | "n" | "0" => Some(false),
        _ => None,
    }
}
