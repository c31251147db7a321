//! What to send along with a code: everything its recipient has to know, and nothing else.

use std::fmt::{self, Write as _};

use doorward::calendar::{Day, Zone};
use doorward::codes::{Code, CodeUse, FlexTerms, Operation, ServiceCommand};
use doorward::grants::GrantBody;
use doorward::keys::Id;

use crate::clock;
use crate::failure::Failure;
use crate::zone::offset_name;

/// The box, as a recipient knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) lockbox: &'a Id,
    pub(crate) address: Option<&'a str>,
    pub(crate) zone: &'a Zone,
}

const NO_RECALL: &str = "Please keep it to yourself. Once sent, it cannot be recalled without \
                         someone reaching the box.";

impl Place<'_> {
    fn head(&self, what: &str, to: Option<&str>, code: &Code) -> Result<String, Failure> {
        self.head_of(what, to, &code.grouped())
    }

    fn head_of(
        &self,
        what: &str,
        to: Option<&str>,
        secret: &dyn fmt::Display,
    ) -> Result<String, Failure> {
        let mut text = format!("{what} for lockbox {}", self.lockbox);
        if let Some(address) = self.address {
            write!(text, ", {address}")?;
        }
        if let Some(to) = to {
            write!(text, ", for {to}")?;
        }
        write!(text, ":\n\n    {secret}\n\n")?;
        Ok(text)
    }
}

/// For the recipient of a day code.
pub(crate) fn day(
    place: Place<'_>,
    to: Option<&str>,
    day: Day,
    code: &Code,
) -> Result<String, Failure> {
    let mut text = place.head("Access code", to, code)?;
    writeln!(
        text,
        "It is good on {}, until midnight.",
        clock::long_day(day)
    )?;
    writeln!(text, "{}", keys(Operation::KeyCompartment, code))?;
    writeln!(
        text,
        "It may stop opening 60 minutes after its first use: come when you need it."
    )?;
    writeln!(text, "{NO_RECALL}")?;
    Ok(text)
}

/// For the recipient of a FlexCode.
pub(crate) fn flex(
    place: Place<'_>,
    to: Option<&str>,
    terms: &FlexTerms,
    code: &Code,
) -> Result<String, Failure> {
    let (window, zone) = (terms.window(), place.zone);
    let mut text = place.head("Access code", to, code)?;
    let uses = match terms.code_use() {
        CodeUse::Single => "for one opening",
        CodeUse::UntilEnd => "as often as you need",
    };
    writeln!(
        text,
        "It is good {}, {uses}.",
        span(zone, window.start(), window.end())
    )?;
    if window.first_entry_end() < window.end() {
        writeln!(
            text,
            "Use it for the first time before {}, {}, or it will not open at all.",
            clock::long_date(zone, window.first_entry_end()),
            clock::twelve_hours(zone, window.first_entry_end()),
        )?;
    }
    writeln!(text, "{}", keys(terms.operation(), code))?;
    writeln!(text, "{NO_RECALL}")?;
    Ok(text)
}

/// For whoever stands at the box.
pub(crate) fn service(
    place: Place<'_>,
    command: &ServiceCommand,
    code: &Code,
) -> Result<String, Failure> {
    let mut text = place.head("Service code", None, code)?;
    let effect = match command {
        ServiceCommand::CancelFlex { .. } | ServiceCommand::CancelDay { .. } => {
            "It cancels a code that was given out, and opens nothing. Typing it again does no harm."
        }
        ServiceCommand::SetClock { .. } => {
            "It sets the box's clock, and opens nothing. Type it once, and right away."
        }
        ServiceCommand::RaiseEpoch { .. } => {
            "It ends every code given out before, and opens nothing. Type it once."
        }
    };
    writeln!(text, "{effect}")?;
    writeln!(text, "At the keypad type {}.", digits(code))?;
    writeln!(text, "Tell whoever sent it whether the box accepted it.")?;
    Ok(text)
}

/// For the holder of a grant.
pub(crate) fn grant(
    place: Place<'_>,
    to: &str,
    body: &GrantBody,
    secret: &str,
) -> Result<String, Failure> {
    let mut text = place.head_of("Grant", Some(to), &secret)?;
    let uses = match body.max_uses {
        0 => "as often as you need".to_owned(),
        1 => "for one opening".to_owned(),
        uses => format!("for {uses} openings"),
    };
    let times = span(place.zone, body.not_before, body.not_after);
    writeln!(text, "It is good {times}, {uses}.")?;
    for line in [
        "Put it into your phone, together with the bulletin that comes with it.",
        "At the box press a key, and let the phone ask for what you want.",
        "Please keep it to yourself: whoever has this text can use it.",
    ] {
        writeln!(text, "{line}")?;
    }
    Ok(text)
}

/// For the holder of a card.
pub(crate) fn renewal(card: &Id, day: Day, code: &Code) -> Result<String, Failure> {
    let mut text = format!(
        "Renewal code for card {card}:\n\n    {}\n\n",
        code.grouped()
    );
    writeln!(
        text,
        "It is good on {}, until midnight.",
        clock::long_day(day)
    )?;
    writeln!(text, "In the card's renewal mode type {}.", digits(code))?;
    Ok(text)
}

/// The keys to press.
fn keys(operation: Operation, code: &Code) -> String {
    let chosen = match operation {
        Operation::KeyCompartment => "the key compartment",
        Operation::Shackle => "the shackle",
    };
    format!(
        "At the keypad choose {chosen} first, then type {}.",
        digits(code)
    )
}

fn digits(code: &Code) -> String {
    format!("the {} digits", code.digits())
}

/// `on Sunday, March 8, 2026, 2:00 PM to 4:00 PM (UTC-07:00)`.
fn span(zone: &Zone, from: u64, until: u64) -> String {
    let offsets = (zone.offset_at(from), zone.offset_at(until));
    let place = if offsets.0 == offsets.1 {
        format!("UTC{}", offset_name(offsets.0))
    } else {
        format!(
            "local time, UTC{} and then UTC{}",
            offset_name(offsets.0),
            offset_name(offsets.1)
        )
    };
    let (first, last) = (clock::long_date(zone, from), clock::long_date(zone, until));
    let (start, end) = (
        clock::twelve_hours(zone, from),
        clock::twelve_hours(zone, until),
    );
    if first == last {
        format!("on {first}, {start} to {end} ({place})")
    } else {
        format!("from {first}, {start} to {last}, {end} ({place})")
    }
}
