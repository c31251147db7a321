//! `doorward code list`: what was issued for a box.

use doorward::codes::Code;
use serde::Serialize;

use super::Context;
use super::view::{CommandView, Table, TermsView, command, terms};
use crate::answer::Answer;
use crate::clock::{self, Moment};
use crate::failure::Failure;
use crate::vault::{IssuedDay, IssuedService};

#[derive(Serialize)]
#[serde(tag = "family", rename_all = "snake_case")]
enum What {
    Day { date: String, slot: u8 },
    Flex(TermsView),
    Service(CommandView),
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    what: What,
    epoch: u32,
    to: Option<String>,
    issued: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

#[derive(Serialize)]
struct View<'a> {
    lockbox: &'a str,
    generation: u32,
    epoch: u32,
    codes: Vec<Row>,
}

pub(super) fn run(context: &Context, lockbox: &str, with_digits: bool) -> Result<Answer, Failure> {
    let (vault, key) = if with_digits {
        let (vault, root) = context.vault_and_root()?;
        let key = vault.records().lockbox(lockbox)?.key(&root);
        (vault, Some(key))
    } else {
        (context.vault()?, None)
    };
    let records = vault.records();
    let lockbox = records.lockbox(lockbox)?;
    let (zone, profile) = (&lockbox.zone, lockbox.profile);
    let headings = ["issued", "epoch", "what", "for", "code"];
    let shown = if with_digits { 5 } else { 4 };
    let mut table = Table::new(headings.get(..shown).unwrap_or(&headings));
    let mut codes = Vec::new();
    let mut add = |words: String, row: Row, at, code: Option<Code>| {
        let grouped = code.as_ref().map(|code| code.grouped().to_string());
        table.row([
            clock::shown(zone, at),
            row.epoch.to_string(),
            words,
            row.to.clone().unwrap_or_default(),
            grouped.unwrap_or_default(),
        ]);
        codes.push(Row {
            code: code.map(|code| code.as_str().to_owned()),
            ..row
        });
    };
    for IssuedDay {
        epoch,
        day,
        slot,
        issue,
        ..
    } in records.day_slots(&lockbox)?
    {
        let code = key
            .as_ref()
            .map(|key| {
                key.day_root(epoch)
                    .day(day)
                    .code(profile.day_digits(), slot)
            })
            .transpose()?;
        let what = What::Day {
            date: day.to_string(),
            slot,
        };
        let row = row(what, epoch, issue.recipient, Moment::new(zone, issue.at));
        add(
            format!("day code of {day}, slot {slot}"),
            row,
            issue.at,
            code,
        );
    }
    for made in records.flex_copies(&lockbox)? {
        let (epoch, flex, issue) = (made.epoch, made.terms, made.issue);
        let code = key
            .as_ref()
            .map(|key| key.flex(epoch).code(profile.flex_digits(), &flex))
            .transpose()?;
        let what = What::Flex(TermsView::new(zone, &flex));
        let row = row(what, epoch, issue.recipient, Moment::new(zone, issue.at));
        add(
            format!("flex code of {}", terms(zone, &flex)),
            row,
            issue.at,
            code,
        );
    }
    for made in records.service_codes(&lockbox)? {
        let IssuedService {
            epoch,
            command: what,
            at,
        } = made;
        let code = key
            .as_ref()
            .map(|key| super::service::code(&key.service(), &what, epoch))
            .transpose()?;
        let words = format!("service code that {}", command(zone, &what));
        let what = What::Service(CommandView::new(zone, &what));
        add(
            words,
            row(what, epoch, None, Moment::new(zone, at)),
            at,
            code,
        );
    }
    let view = View {
        lockbox: lockbox.id.as_str(),
        generation: lockbox.generation,
        epoch: lockbox.epoch,
        codes,
    };
    Answer::new(table.text("nothing was issued for this lockbox yet"), &view)
}

fn row(what: What, epoch: u32, to: Option<String>, issued: Moment) -> Row {
    Row {
        what,
        epoch,
        to,
        issued,
        code: None,
    }
}
