//! `doorward box log`: a phone takes a box's log along.

use std::fmt::Write as _;
use std::path::Path;

use doorward::audit::{HeadBytes, Row, StatusLine};
use doorward::grants::{GrantOperation, Request};
use serde::Serialize;

use super::phone::Phone;
use super::present;
use crate::answer::Answer;
use crate::args::LogArgs;
use crate::commands::Context;
use crate::failure::Failure;
use crate::{hex, log_piece};

/// A piece of the log in JSON.
#[derive(Serialize)]
struct PieceView {
    file: String,
    head: String,
    /// The number that the next row will get.
    next: u32,
    /// The number of the first row taken.
    first: Option<u32>,
    rows: usize,
    status: StatusLine,
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    answer: present::View,
    log: Option<PieceView>,
}

/// What was taken.
struct Taken {
    head: HeadBytes,
    status: StatusLine,
    rows: Vec<Row>,
    next: u32,
}

pub(super) fn run(context: &Context, args: &LogArgs) -> Result<Answer, Failure> {
    let mut phone = Phone::arrive(context, &args.phone)?;
    let mut answer = phone.present(&Request::new(GrantOperation::ReadLog, &[])?)?;
    let mut log = None;
    if answer.is_yes() {
        match phone.device.drain()? {
            Err(reason) => answer.decision = reason.into(),
            Ok((head, status)) => {
                let taken = take(&mut phone, args, head, status)?;
                log = Some(taken);
            }
        }
    }
    let asked = GrantOperation::ReadLog;
    let view = View {
        answer: present::View::new(&phone, asked, &answer)?,
        log: log.as_ref().map(|taken| piece_view(&args.out, taken)),
    };
    let text = match &log {
        None => present::text(&phone, asked, &answer)?,
        Some(taken) => {
            let lockbox = phone.device.id;
            log_piece::write(&args.out, &lockbox, &taken.head, &taken.status, &taken.rows)?;
            let mut text = present::lines(&phone, asked, &answer)?;
            write!(text, "\n{}", words(&args.out, taken, lockbox.as_str()))?;
            text
        }
    };
    phone.leave(text, &view, answer.is_yes())
}

/// Takes the rows that were asked for, and that the box still has.
fn take(
    phone: &mut Phone,
    args: &LogArgs,
    head: HeadBytes,
    status: StatusLine,
) -> Result<Taken, Failure> {
    let next = sequence_of(&head);
    let most = args.rows.unwrap_or(u32::MAX);
    let rows = phone.device.rows(args.from.unwrap_or(0), most, next)?;
    if let (Some(from), Some(row)) = (args.from, rows.first()) {
        let first = sequence_of(row);
        if first > from {
            phone.device.remarks.push(format!(
                "row {first} is the oldest that the box still has, and {from} was asked for"
            ));
        }
    }
    Ok(Taken {
        head,
        status,
        rows,
        next,
    })
}

/// The number that a row or a head begins with.
fn sequence_of(bytes: &[u8]) -> u32 {
    bytes
        .first_chunk()
        .map_or(0, |first| u32::from_be_bytes(*first))
}

fn piece_view(out: &Path, taken: &Taken) -> PieceView {
    PieceView {
        file: out.display().to_string(),
        head: hex::encode(&taken.head).to_string(),
        next: taken.next,
        first: taken.rows.first().map(|row| sequence_of(row)),
        rows: taken.rows.len(),
        status: taken.status,
    }
}

fn words(out: &Path, taken: &Taken, lockbox: &str) -> String {
    let rows = match (taken.rows.first(), taken.rows.last()) {
        (Some(first), Some(last)) => {
            format!("rows {} to {}", sequence_of(first), sequence_of(last))
        }
        _ => "no rows".to_owned(),
    };
    let shown = out.display();
    format!(
        "{shown}: {rows} of {} that lockbox {lockbox} has written, and its head\n\nThe service \
         checks them:\n\n    doorward log verify {lockbox} {shown}\n",
        taken.next
    )
}
