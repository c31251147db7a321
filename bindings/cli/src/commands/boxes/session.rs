//! `doorward box session`: line by line at the box, which stays powered between them, and
//! so remembers the challenge that it gave.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use doorward::codes::Operation;
use doorward::lockbox::Decision;
use serde::Serialize;
use zeroize::Zeroizing;

use super::status;
use super::view::{self, EventView};
use crate::answer::Answer;
use crate::args::BoxArgs;
use crate::commands::Context;
use crate::device::Device;
use crate::failure::Failure;
use crate::hex;

/// One line's answer in JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum LineView {
    Event(Box<EventView>),
    Challenge { challenge: String },
    Status(Box<status::View>),
    Done { done: &'static str },
    NotUnderstood { error: &'static str },
}

#[derive(Serialize)]
struct View {
    lockbox: String,
    lines: Vec<LineView>,
}

const HELP: &str = "type digits, `shackle` and digits, confirm, tick, power, status, challenge, \
                    bulletin HEX, disconnect or quit";

pub(super) fn run(context: &Context, args: &BoxArgs) -> Result<Answer, Failure> {
    let mut device = super::open_at(context, args)?;
    let is_json = context.global.json;
    let is_asked = !is_json && io::stdin().is_terminal();
    if is_asked {
        say(&format!("At lockbox {}: {HELP}.\n", device.id))?;
    }
    let mut lines = Vec::new();
    let mut stdin = io::stdin().lock();
    loop {
        if is_asked {
            say("> ")?;
        }
        let mut line = Zeroizing::new(String::new());
        let read = stdin
            .read_line(&mut line)
            .map_err(|error| Failure::io(format!("standard input cannot be read: {error}")))?;
        let line = line.trim_end_matches(['\r', '\n']);
        if read == 0 || line == "quit" {
            break;
        }
        if line.is_empty() {
            continue;
        }
        let (text, view) = act(&mut device, line)?;
        if is_json {
            lines.push(view);
        } else {
            say(&format!("{}\n", text.trim_end()))?;
        }
    }
    let view = View {
        lockbox: device.id.to_string(),
        lines,
    };
    let text = format!("left lockbox {}", device.id);
    Answer::with_warnings(text, &view, device.remarks.clone())
}

/// Does what one line says.
fn act(device: &mut Device, line: &str) -> Result<(String, LineView), Failure> {
    let decision = match line.split_once(' ').unwrap_or((line, "")) {
        ("confirm", "") => device.confirm()?,
        ("tick", "") => device.tick()?,
        ("power", "") => device.power()?,
        ("status", "") => match device.status() {
            Ok(found) => {
                let view = status::View::new(device, &found)?;
                let text = status::text(device, &found)?;
                return Ok((text, LineView::Status(Box::new(view))));
            }
            Err(_) => Decision::from(doorward::lockbox::Reason::StateLost),
        },
        ("challenge", "") => match device.challenge()? {
            Ok(nonce) => {
                let challenge = hex::encode(&nonce).to_string();
                return Ok((
                    format!("challenge {challenge}"),
                    LineView::Challenge { challenge },
                ));
            }
            Err(reason) => reason.into(),
        },
        ("disconnect", "") => {
            device.disconnect();
            let done = "disconnected";
            return Ok((done.to_owned(), LineView::Done { done }));
        }
        ("bulletin", message) => match hex::decode(message.as_bytes()) {
            Some(message) => device.bulletin(&message)?,
            None => {
                return Ok(not_understood(
                    "a bulletin is written in hexadecimal digits",
                ));
            }
        },
        ("shackle", digits) => device.enter(Operation::Shackle, digits.as_bytes())?,
        _ if line.starts_with(|first: char| first.is_ascii_digit()) => {
            device.enter(Operation::KeyCompartment, line.as_bytes())?
        }
        _ => return Ok(not_understood(HELP)),
    };
    let now = device.now()?;
    let mut text = format!(
        "{}, {}",
        decision.number(),
        view::words(&device.zone(), &decision)
    );
    if let Some(next) = view::next(device, now) {
        text.push_str("; the keypad ");
        text.push_str(&next);
    }
    Ok((
        text,
        LineView::Event(Box::new(EventView::new(device, &decision)?)),
    ))
}

fn not_understood(error: &'static str) -> (String, LineView) {
    (
        format!("not understood: {error}"),
        LineView::NotUnderstood { error },
    )
}

fn say(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| Failure::io(format!("standard output cannot be written: {error}")))
}
