//! Who is there: the service with its vault, and the box on the door.

use doorward::audit::Row;
use doorward::bounds::{KEY_LEN, SNAPSHOT_LEN};
use doorward::calendar::{Day, UnixSeconds};
use doorward::codes::{
    Code, CodeProfile, CodeUse, FlexTerms, FlexWindow, Operation, ServiceCommand,
};
use doorward::fleet::models::Model;
use doorward::keys::{Id, RootKey};
use doorward::lockbox::{
    Applied, Decision, KeypadState, Limits, Lockbox as Engine, Profile, Reason, Store, StoreError,
};
use doorward::policy::Status;
use serde::Serialize;

mod phones;

pub(super) use phones::{Handed, Taken, Terms};

use crate::args::Slots;
use crate::clock;
use crate::commands::view::{code_use, operation, span};
use crate::commands::{bulletin, day, flex, service, view};
use crate::failure::Failure;
use crate::vault::{Granted, Listing, ListingRow, ListingSettings, Lockbox, NextBulletin, Vault};
use crate::zone;

pub(super) const LOCKBOX: &str = "LB-00012345";
const LISTING: &str = "26-1042";
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
    /// In groups; empty where no code is typed or issued.
    pub(super) code: String,
    pub(super) what: String,
    /// The number of the box's decision, where it made one.
    pub(super) decision: Option<u8>,
    pub(super) details: Vec<String>,
    /// Rows of the log.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) rows: Vec<String>,
}

/// The box's flash: what it saved last.
struct Flash([u8; SNAPSHOT_LEN]);

impl Store for Flash {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        self.0 = *snapshot;
        Ok(())
    }
}

/// Service, box and clock.
pub(super) struct Scene {
    vault: Vault,
    root: RootKey,
    lockbox: Lockbox,
    engine: Engine,
    flash: Flash,
    ring: Vec<Row>,
    now: UnixSeconds,
    /// Seconds that the box's clock is behind.
    behind: u64,
    pub(super) contractor: Option<Code>,
    pub(super) agent: Option<Code>,
    pub(super) tomorrow: Option<(Code, FlexWindow)>,
    pub(super) photographer: Option<Code>,
    pub(super) evening: Option<Granted>,
    pub(super) stager: Option<(Granted, Handed)>,
    pub(super) appraiser: Option<Handed>,
    pub(super) member: Option<Handed>,
}

impl Scene {
    /// The box comes from the factory, its clock not set.
    pub(super) fn new() -> Result<Self, Failure> {
        let root = RootKey::from_bytes(&TEST_KEY)?;
        let zone = zone::parse(ZONE)?;
        let lockbox = Lockbox {
            id: Id::new(LOCKBOX)?,
            generation: 0,
            epoch: 1,
            zone,
            profile: CodeProfile::default(),
            listing: Some(LISTING.to_owned()),
            model: Model::BluetoothFlex,
            owner: None,
        };
        let mut flash = Flash([0; SNAPSHOT_LEN]);
        let profile = Profile::new(lockbox.id, lockbox.profile, Limits::default())?;
        let (key, epoch) = (lockbox.key(&root), lockbox.epoch);
        let first_audit = root.first_audit(&lockbox.id, lockbox.generation);
        let engine = Engine::provision(&profile, key, &first_audit, epoch, zone, &mut flash)
            .map_err(Failure::io)?;
        let mut vault = Vault::in_memory()?;
        vault.change(|records| {
            records.add_listing(&Listing {
                row: ListingRow {
                    unparsed_address: Some("2204 Alder Street".to_owned()),
                    ..ListingRow::new(LISTING.parse()?, Status::Active)
                },
                settings: ListingSettings::default(),
            })?;
            records.add_lockbox(&lockbox)
        })?;
        let now = clock::instant(&format!("{DATE} 00:00"), &zone, 0)?;
        Ok(Self {
            vault,
            root,
            lockbox,
            engine,
            flash,
            ring: Self::new_ring(),
            now,
            behind: now,
            contractor: None,
            agent: None,
            tomorrow: None,
            photographer: None,
            evening: None,
            stager: None,
            appraiser: None,
            member: None,
        })
    }

    pub(super) fn long_date(&self) -> String {
        clock::long_date(&self.lockbox.zone, self.now)
    }

    /// Moves on to a local time of the day. The box keeps time meanwhile.
    pub(super) fn advance_to(&mut self, time: &str) -> Result<(), Failure> {
        self.now = clock::instant(&format!("{DATE} {time}"), &self.lockbox.zone, self.now)?;
        let now = self.box_now();
        let _ = self.engine.tick(&mut self.flash, now);
        Ok(())
    }

    /// The service issues a day code for today.
    pub(super) fn issue_day(&mut self, to: &str) -> Result<(Code, Line), Failure> {
        let request = day::Request {
            lockbox: self.lockbox.id.as_str(),
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
            decision: None,
            details: vec![format!("day code of {}, slot {}", issued.day, issued.slot)],
            rows: Vec::new(),
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
        let start = clock::instant(from, &self.lockbox.zone, self.now)?;
        let request = flex::Request {
            lockbox: self.lockbox.id.as_str(),
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
            decision: None,
            details: vec![self.flex_words(&issued.terms)],
            rows: Vec::new(),
        };
        Ok((issued.code, issued.terms.window(), line))
    }

    /// The owner has a service code made.
    pub(super) fn make_service(&mut self, wish: service::Wish) -> Result<(Code, Line), Failure> {
        let id = self.lockbox.id.as_str();
        let made = service::make(&mut self.vault, &self.root, id, wish, self.now)?;
        let line = Line {
            who: "service",
            code: made.code.grouped().to_string(),
            what: "made for the owner: a service code".to_owned(),
            decision: None,
            details: vec![self.command_words(&made.command)],
            rows: Vec::new(),
        };
        Ok((made.code, line))
    }

    /// A phone at the box asks for a challenge, and brings the service's answer to it.
    pub(super) fn sync(&mut self) -> Result<Line, Failure> {
        let now = self.box_now();
        self.engine.key_pressed(now);
        // Random on a real day, and the same every time on this one.
        let nonce = self
            .engine
            .open_session(&mut self.flash, now, &[0; 16])
            .map_err(Failure::io)?;
        let next = NextBulletin {
            nonce,
            ..NextBulletin::default()
        };
        let (id, now) = (self.lockbox.id, self.now);
        let made = bulletin::make(&mut self.vault, &self.root, id.as_str(), &next, now)?;
        let now = self.box_now();
        let decision = self
            .engine
            .apply_bulletin(&mut self.flash, now, &made.message);
        self.engine.disconnected();
        Ok(self.decided("phone", String::new(), "live bulletin", decision))
    }

    /// Someone types a code, after choosing what to open.
    pub(super) fn type_in(&mut self, who: &'static str, chosen: Operation, code: &Code) -> Line {
        let now = self.box_now();
        let digits = code.as_str().as_bytes();
        let decision = self.engine.enter_code(&mut self.flash, now, chosen, digits);
        let grouped = code.grouped().to_string();
        self.decided(who, grouped, operation(chosen), decision)
    }

    /// The box's sensor notes that the door was opened.
    pub(super) fn confirm(&mut self) -> Line {
        let now = self.box_now();
        let decision = self.engine.confirm_opened(&mut self.flash, now);
        self.decided("box", String::new(), "the door was opened", decision)
    }

    /// The battery is pulled and put back: what is left is what was saved.
    pub(super) fn pull_battery(&mut self) -> Line {
        let lockbox = &self.lockbox;
        let key = lockbox.key(&self.root);
        self.engine = Engine::restore(&lockbox.id, lockbox.profile, key, &self.flash.0);
        let decision = self.engine.power_restored(&mut self.flash);
        self.decided("box", String::new(), "the battery was pulled", decision)
    }

    /// Sets the box's clock if it was told to, and says what it decided.
    fn decided(
        &mut self,
        who: &'static str,
        code: String,
        asked: &str,
        decision: Decision,
    ) -> Line {
        self.copy_rows();
        if let Some(instant) = decision.set_clock() {
            self.behind = self.now.saturating_sub(instant);
        }
        let zone = &self.lockbox.zone;
        let hour = |instant| clock::hour(zone, instant);
        let mut details = Vec::new();
        let what = match decision {
            Decision::Open { until, .. } => format!("{asked}: open, until {}", hour(until)),
            Decision::Deny {
                reason: reason @ Reason::Throttled { until },
            } => format!("{asked}: refused, {reason}, until {}", hour(until)),
            Decision::Deny { reason } => format!("{asked}: refused, {reason}"),
            Decision::Applied { applied, set_clock } => {
                let at = hour(set_clock.unwrap_or_default());
                match applied {
                    Applied::Service(command) => {
                        details.push(self.command_words(&command));
                        "service code: applied".to_owned()
                    }
                    Applied::Bulletin { sequence } if set_clock.is_some() => {
                        format!("{asked} {sequence}: applied, the clock is set to {at}")
                    }
                    Applied::Bulletin { sequence } => format!("{asked} {sequence}: applied"),
                    Applied::PowerRestored => {
                        format!("{asked}: the clock is not set, and goes on from {at}")
                    }
                    Applied::Confirmed => format!("{asked}: the opening is confirmed"),
                    Applied::Ticked => format!("{asked}: time is kept"),
                    Applied::ReadLog
                    | Applied::UpdateFirmware { .. }
                    | Applied::Own
                    | Applied::Transferred { .. }
                    | Applied::LimitsReplaced => format!("{asked}: applied"),
                }
            }
        };
        if let Some((run, until)) = self.new_wait(&decision) {
            let until = clock::hour(zone, until);
            details.push(format!(
                "refusal {run} of a run: the keypad reads nothing until {until}"
            ));
        }
        Line {
            who,
            code,
            what,
            decision: Some(decision.number()),
            details,
            rows: Vec::new(),
        }
    }

    /// The wait that a refusal started: how many there were in the run, and its end.
    fn new_wait(&self, decision: &Decision) -> Option<(u8, UnixSeconds)> {
        let is_counted = match decision {
            Decision::Deny { reason } => !matches!(reason, Reason::Throttled { .. }),
            _ => false,
        };
        let keypad = self.engine.keypad(self.box_now()).ok()?;
        match keypad.state {
            KeypadState::Waits(until) if is_counted => Some((keypad.run, until)),
            _ => None,
        }
    }

    /// What the box's clock shows.
    fn box_now(&self) -> UnixSeconds {
        self.now.saturating_sub(self.behind)
    }

    /// The same in words.
    pub(super) fn box_hour(&self) -> String {
        clock::hour(&self.lockbox.zone, self.box_now())
    }

    fn flex_words(&self, terms: &FlexTerms) -> String {
        let window = terms.window();
        format!(
            "flex code of {}, {}",
            span(&self.lockbox.zone, window.start(), window.end()),
            code_use(terms.code_use())
        )
    }

    fn command_words(&self, command: &ServiceCommand) -> String {
        match command {
            ServiceCommand::CancelFlex { terms, .. } => {
                format!("cancels the {}", self.flex_words(terms))
            }
            other => view::command(&self.lockbox.zone, other),
        }
    }

    fn today(&self) -> Result<Day, Failure> {
        Ok(self
            .lockbox
            .zone
            .day_at(self.now)
            .ok_or(doorward::Error::Day)?)
    }
}

/// A code that an earlier step issued.
pub(super) fn issued<T: Clone>(code: Option<&T>) -> Result<T, Failure> {
    code.cloned()
        .ok_or_else(|| Failure::io("the walkthrough's steps are out of order"))
}
