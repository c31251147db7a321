//! Who is there: the service with its vault, and the box with its reader.

use doorward::NotAccepted;
use doorward::bounds::KEY_LEN;
use doorward::calendar::{Day, Tolerance, UnixSeconds, Zone};
use doorward::codes::{
    Code, CodeProfile, CodeReader, CodeUse, FlexTerms, FlexWindow, Operation, Reading,
    ServiceCommand,
};
use doorward::keys::{Id, RootKey};
use serde::Serialize;

use crate::args::Slots;
use crate::clock;
use crate::commands::view::{code_use, operation, span};
use crate::commands::{day, flex, service, view};
use crate::failure::Failure;
use crate::vault::{Listing, Lockbox, Vault};
use crate::zone;

pub(super) const LOCKBOX: &str = "LB-00012345";
pub(super) const ZONE: &str = "pacific";
pub(super) const DATE: &str = "2026-05-16";
/// The key of the specification's examples: 00, 01, 02 ... 1f. Known to everyone.
const TEST_KEY: [u8; KEY_LEN] = [
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f,
    0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f,
];

/// One thing that someone did, and what came of it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Line {
    pub(super) who: &'static str,
    /// In groups.
    pub(super) code: String,
    pub(super) what: String,
    pub(super) details: Vec<String>,
}

/// Service, box and clock.
pub(super) struct Scene {
    vault: Vault,
    root: RootKey,
    lockbox: Id,
    zone: Zone,
    reader: CodeReader,
    now: UnixSeconds,
    /// When the box's clock was last set.
    clock_set: UnixSeconds,
    pub(super) contractor: Option<Code>,
    pub(super) agent: Option<Code>,
    pub(super) tomorrow: Option<(Code, FlexWindow)>,
}

impl Scene {
    /// The box is installed and its clock set at 08:00.
    pub(super) fn new() -> Result<Self, Failure> {
        let root = RootKey::from_bytes(&TEST_KEY)?;
        let zone = zone::parse(ZONE)?;
        let lockbox = Lockbox {
            id: Id::new(LOCKBOX)?,
            generation: 0,
            epoch: 1,
            zone,
            profile: CodeProfile::default(),
            listing: Some("26-1042".to_owned()),
        };
        let reader = CodeReader::new(&lockbox.key(&root), lockbox.epoch, lockbox.profile);
        let mut vault = Vault::in_memory()?;
        vault.change(|records| {
            records.add_listing(&Listing {
                id: "26-1042".to_owned(),
                address: "2204 Alder Street".to_owned(),
            })?;
            records.add_lockbox(&lockbox)
        })?;
        let now = clock::instant(&format!("{DATE} 08:00"), &zone, 0)?;
        Ok(Self {
            vault,
            root,
            lockbox: lockbox.id,
            zone,
            reader,
            now,
            clock_set: now,
            contractor: None,
            agent: None,
            tomorrow: None,
        })
    }

    pub(super) fn long_date(&self) -> String {
        clock::long_date(&self.zone, self.now)
    }

    /// Moves the clock to a local time of the day.
    pub(super) fn advance_to(&mut self, time: &str) -> Result<(), Failure> {
        self.now = clock::instant(&format!("{DATE} {time}"), &self.zone, self.now)?;
        Ok(())
    }

    /// The service issues a day code for today.
    pub(super) fn issue_day(&mut self, to: &str) -> Result<(Code, Line), Failure> {
        let request = day::Request {
            lockbox: self.lockbox.as_str(),
            day: self.today()?,
            to: Some(to),
            slots: Slots::Any,
            now: self.now,
        };
        let issued = day::issue(&mut self.vault, &self.root, request)?;
        let line = Line {
            who: "service",
            code: issued.code.grouped().to_string(),
            what: format!("issued to {to}"),
            details: vec![format!("day code of {}, slot {}", issued.day, issued.slot)],
        };
        Ok((issued.code, line))
    }

    /// The service issues a FlexCode from a local time, for so many hours and one opening.
    pub(super) fn issue_flex(
        &mut self,
        from: &str,
        hours: u32,
        to: &str,
    ) -> Result<(Code, FlexWindow, Line), Failure> {
        let start = clock::instant(from, &self.zone, self.now)?;
        let request = flex::Request {
            lockbox: self.lockbox.as_str(),
            window: FlexWindow::new(start, hours.saturating_mul(3_600))?,
            operation: Operation::KeyCompartment,
            code_use: CodeUse::Single,
            to: Some(to),
            now: self.now,
        };
        let issued = flex::issue(&mut self.vault, &self.root, request)?;
        let line = Line {
            who: "service",
            code: issued.code.grouped().to_string(),
            what: format!("issued to {to}"),
            details: vec![self.flex_words(&issued.terms)],
        };
        Ok((issued.code, issued.terms.window(), line))
    }

    /// The owner has a service code made.
    pub(super) fn make_service(&mut self, wish: service::Wish) -> Result<(Code, Line), Failure> {
        let id = self.lockbox.as_str();
        let made = service::make(&mut self.vault, &self.root, id, wish, self.now)?;
        let line = Line {
            who: "service",
            code: made.code.grouped().to_string(),
            what: "made for the owner: a service code".to_owned(),
            details: vec![self.command_words(&made.command)],
        };
        Ok((made.code, line))
    }

    /// Someone types a code, after choosing what to open; the box reads it.
    pub(super) fn type_in(&self, who: &'static str, chosen: Operation, code: &Code) -> Line {
        let tolerance = Tolerance::of_clock(self.now, self.clock_set);
        let read = self
            .reader
            .read(&self.zone, self.now, tolerance, chosen, code);
        let (answer, detail) = match read {
            Ok(Reading::Day { day, slot, .. }) => (
                "accepted".to_owned(),
                Some(format!("day code of {day}, slot {slot}")),
            ),
            Ok(Reading::Flex { terms, .. }) => {
                ("accepted".to_owned(), Some(self.flex_words(&terms)))
            }
            Ok(Reading::Service(command)) => {
                ("understood".to_owned(), Some(self.command_words(&command)))
            }
            Err(reason @ NotAccepted) => (format!("refused, {reason}"), None),
        };
        Line {
            who,
            code: code.grouped().to_string(),
            what: format!("{}: {answer}", operation(chosen)),
            details: Vec::from_iter(detail),
        }
    }

    fn flex_words(&self, terms: &FlexTerms) -> String {
        let window = terms.window();
        format!(
            "flex code of {}, {}",
            span(&self.zone, window.start(), window.end()),
            code_use(terms.code_use())
        )
    }

    fn command_words(&self, command: &ServiceCommand) -> String {
        match command {
            ServiceCommand::CancelFlex { terms, .. } => {
                format!("cancels the {}", self.flex_words(terms))
            }
            other => view::command(&self.zone, other),
        }
    }

    /// The instant that a clock code just read sets the box's clock to.
    pub(super) fn set_box_clock(&mut self, code: &Code) {
        let tolerance = Tolerance::of_clock(self.now, self.clock_set);
        let chosen = Operation::KeyCompartment;
        if let Ok(Reading::Service(ServiceCommand::SetClock { instant })) = self
            .reader
            .read(&self.zone, self.now, tolerance, chosen, code)
        {
            self.clock_set = instant;
        }
    }

    fn today(&self) -> Result<Day, Failure> {
        Ok(self.zone.day_at(self.now).ok_or(doorward::Error::Day)?)
    }
}

/// A code that an earlier step issued.
pub(super) fn issued<T: Clone>(code: Option<&T>) -> Result<T, Failure> {
    code.cloned()
        .ok_or_else(|| Failure::io("the walkthrough's steps are out of order"))
}
