//! Service codes that were made.

use doorward::calendar::{Day, UnixSeconds};
use doorward::codes::{FlexTerms, FlexWindow, ServiceCommand};
use rusqlite::{Row, params};

use super::{Lockbox, Records, damaged, flexes, instant, stored};
use crate::failure::Failure;

/// A service code that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssuedService {
    /// The epoch the box was in, as far as was known.
    pub(crate) epoch: u32,
    pub(crate) command: ServiceCommand,
    pub(crate) at: UnixSeconds,
}

/// A command as it is kept: its name, and the columns that it has.
#[derive(Debug, Default, PartialEq, Eq)]
struct Stored {
    command: &'static str,
    terms: Option<FlexTerms>,
    day: Option<(Day, u8)>,
    instant: Option<i64>,
    new_epoch: Option<u32>,
}

impl From<&ServiceCommand> for Stored {
    fn from(command: &ServiceCommand) -> Self {
        match *command {
            ServiceCommand::CancelFlex { terms, .. } => Self {
                command: "cancel_flex",
                terms: Some(terms),
                ..Self::default()
            },
            ServiceCommand::CancelDay { day, slot, .. } => Self {
                command: "cancel_day",
                day: Some((day, slot)),
                ..Self::default()
            },
            ServiceCommand::SetClock { instant } => Self {
                command: "set_clock",
                instant: Some(stored(instant)),
                ..Self::default()
            },
            ServiceCommand::RaiseEpoch { epoch } => Self {
                command: "raise_epoch",
                new_epoch: Some(epoch),
                ..Self::default()
            },
        }
    }
}

impl Records<'_> {
    /// Records a service code.
    pub(crate) fn add_service_code(
        &self,
        lockbox: &Lockbox,
        command: &ServiceCommand,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        let stored_command = Stored::from(command);
        let terms = stored_command.terms;
        self.connection.execute(
            "INSERT INTO service_code (lockbox, generation, epoch, command, start_slot, duration,
                                       operation, code_use, copy, day, slot, instant, new_epoch,
                                       issued_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                lockbox.id.as_str(),
                lockbox.generation,
                lockbox.epoch,
                stored_command.command,
                terms.map(|terms| terms.window().start_slot()),
                terms.map(|terms| terms.window().duration()),
                terms.map(|terms| terms.operation().number()),
                terms.map(|terms| terms.code_use().number()),
                terms.map(|terms| terms.copy()),
                stored_command.day.map(|(day, _)| day.number()),
                stored_command.day.map(|(_, slot)| slot),
                stored_command.instant,
                stored_command.new_epoch,
                stored(now)
            ],
        )?;
        Ok(())
    }

    /// The service codes of a lockbox in its present generation, the latest last.
    pub(crate) fn service_codes(&self, lockbox: &Lockbox) -> Result<Vec<IssuedService>, Failure> {
        let mut statement = self.connection.prepare(
            "SELECT epoch, command, start_slot, duration, operation, code_use, copy, day, slot,
                    instant, new_epoch, issued_at
             FROM service_code WHERE lockbox = ?1 AND generation = ?2 ORDER BY issued_at, id",
        )?;
        let mut rows = statement.query(params![lockbox.id.as_str(), lockbox.generation])?;
        let mut issued = Vec::new();
        while let Some(row) = rows.next()? {
            let epoch = row.get(0)?;
            issued.push(IssuedService {
                epoch,
                command: command(row, epoch)?,
                at: instant(row.get(11)?),
            });
        }
        Ok(issued)
    }

    /// When a service code with this command was last made, if it was.
    pub(crate) fn service_code(
        &self,
        lockbox: &Lockbox,
        command: &ServiceCommand,
    ) -> Result<Option<UnixSeconds>, Failure> {
        let codes = self.service_codes(lockbox)?;
        let made = codes.iter().rfind(|made| made.command == *command);
        Ok(made.map(|made| made.at))
    }

    /// The highest epoch that a service code was made for and that the box is not known to
    /// have taken.
    pub(crate) fn epoch_under_way(&self, lockbox: &Lockbox) -> Result<Option<u32>, Failure> {
        Ok(self.connection.query_row(
            "SELECT max(new_epoch) FROM service_code
             WHERE lockbox = ?1 AND generation = ?2 AND new_epoch > ?3",
            params![lockbox.id.as_str(), lockbox.generation, lockbox.epoch],
            |row| row.get(0),
        )?)
    }
}

fn command(row: &Row<'_>, epoch: u32) -> Result<ServiceCommand, Failure> {
    let [epoch_low, ..] = epoch.to_le_bytes();
    let epoch_mod_16 = epoch_low & 0x0f;
    let name: String = row.get(1)?;
    match name.as_str() {
        "cancel_flex" => {
            let window = FlexWindow::from_slot(row.get(2)?, row.get(3)?).map_err(|_| damaged())?;
            let operation = flexes::operation(row.get(4)?)?;
            let code_use = flexes::code_use(row.get(5)?)?;
            Ok(ServiceCommand::CancelFlex {
                terms: FlexTerms::new(window, row.get(6)?, operation, code_use)
                    .map_err(|_| damaged())?,
                epoch_mod_16,
            })
        }
        "cancel_day" => Ok(ServiceCommand::CancelDay {
            day: Day::from_number(row.get(7)?),
            slot: row.get(8)?,
            epoch_mod_16,
        }),
        "set_clock" => Ok(ServiceCommand::SetClock {
            instant: instant(row.get(9)?),
        }),
        "raise_epoch" => Ok(ServiceCommand::RaiseEpoch {
            epoch: row.get(10)?,
        }),
        _ => Err(damaged()),
    }
}
