//! What a simulated box shows of itself, for a code that it does not open to.

use std::path::PathBuf;

use doorward::calendar::{Tolerance, UnixSeconds, Zone};
use doorward::codes::{Reading, ServiceCommand};
use serde::Serialize;

use crate::clock::{self, Moment};
use crate::commands::{Context, boxes};
use crate::failure::Failure;
use crate::vault::Lockbox;

/// A box that was asked.
#[derive(Debug)]
pub(super) struct AtBox {
    generation: u32,
    epoch: u32,
    zone: Zone,
    pub(super) clock: UnixSeconds,
    pub(super) tolerance: Tolerance,
    ahead: i64,
    is_set: bool,
    is_suspended: bool,
}

/// The same in JSON.
#[derive(Debug, Serialize)]
pub(super) struct View {
    clock: Moment,
    is_set: bool,
    ahead: i64,
    tolerance: u32,
    epoch: u32,
    is_suspended: bool,
}

impl AtBox {
    /// Asks the box of `id`, and lets go of it.
    pub(super) fn ask(
        context: &Context,
        id: &str,
        flash: Option<&PathBuf>,
    ) -> Result<Self, Failure> {
        let device = boxes::open(context, id, flash)?;
        let status = device.status().map_err(|error| {
            Failure::refused(format!(
                "lockbox {id} has lost its state, and refuses every code: {error}"
            ))
        })?;
        let clock = device.now()?;
        Ok(Self {
            generation: device.generation.unwrap_or_default(),
            epoch: status.epoch,
            zone: status.zone,
            clock,
            tolerance: status.tolerance(clock),
            ahead: device.ahead(),
            is_set: status.clock_is_set,
            is_suspended: status.is_suspended,
        })
    }

    /// The lockbox as this box knows itself, and what the vault has wrong about it.
    pub(super) fn correct(&self, lockbox: &mut Lockbox) -> Vec<String> {
        let mut warnings = Vec::new();
        let mut differs = |what: &str, vault: u32, known: u32| {
            if vault != known {
                warnings.push(format!(
                    "the box is in {what} {known}, and the vault issues for {what} {vault}"
                ));
            }
        };
        differs("generation", lockbox.generation, self.generation);
        differs("epoch", lockbox.epoch, self.epoch);
        lockbox.generation = self.generation;
        lockbox.epoch = self.epoch;
        lockbox.zone = self.zone;
        warnings
    }

    /// Why the box refuses a code that would be good by its clock.
    pub(super) fn refusal(&self, reading: &Reading) -> Option<&'static str> {
        let needs_time = match reading {
            Reading::Day { .. } | Reading::Flex { .. } => true,
            Reading::Service(command) => matches!(
                command,
                ServiceCommand::CancelDay { .. } | ServiceCommand::CancelFlex { .. }
            ),
        };
        if needs_time && !self.is_set {
            Some("the box's clock is not set")
        } else if self.is_suspended && !matches!(reading, Reading::Service(_)) {
            Some("the box is suspended")
        } else {
            None
        }
    }

    /// Its clock, in words.
    pub(super) fn clock_words(&self) -> String {
        let shown = clock::shown(&self.zone, self.clock);
        if self.is_set {
            let tolerance = self.tolerance.seconds();
            format!(
                "{shown}, {}; tolerance {tolerance} seconds",
                boxes::off(self.ahead)
            )
        } else {
            format!("{shown}, but is not set")
        }
    }

    pub(super) fn view(&self) -> View {
        View {
            clock: Moment::new(&self.zone, self.clock),
            is_set: self.is_set,
            ahead: self.ahead,
            tolerance: self.tolerance.seconds(),
            epoch: self.epoch,
            is_suspended: self.is_suspended,
        }
    }
}
