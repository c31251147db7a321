use super::{Code, CodeProfile, Family, FlexTerms, Operation, ServiceCommand};
use crate::NotAccepted;
use crate::calendar::{Day, Tolerance, UnixSeconds, Zone};
use crate::keys::{DayRootKey, FlexKey, LockboxKey, ServiceKey};

/// What a code turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(all(feature = "serde", feature = "alloc"), derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "family", rename_all = "snake_case"))]
pub enum Reading {
    /// A day code; it opens the key compartment.
    Day {
        /// The ownership epoch it belongs to.
        epoch: u32,
        /// The date it opens.
        day: Day,
        /// The recipient's slot, 0 to 15.
        slot: u8,
    },
    /// A FlexCode.
    Flex {
        /// The ownership epoch it belongs to.
        epoch: u32,
        /// What it says.
        terms: FlexTerms,
    },
    /// A service code, of any ownership epoch.
    Service(ServiceCommand),
}

impl Reading {
    /// The family of the code.
    #[must_use]
    pub const fn family(&self) -> Family {
        match self {
            Self::Day { .. } => Family::Day,
            Self::Flex { .. } => Family::Flex,
            Self::Service(_) => Family::Service,
        }
    }
}

/// Reads the codes of one lockbox in one ownership epoch. It keeps nothing of what it
/// read: that a code was used before is for the lockbox engine's ledger to know.
#[derive(Debug)]
pub struct CodeReader {
    profile: CodeProfile,
    epoch: u32,
    day: DayRootKey,
    flex: FlexKey,
    service: ServiceKey,
}

impl CodeReader {
    /// A reader for the lockbox with this key, in ownership epoch `epoch`.
    #[must_use]
    pub fn new(lockbox: &LockboxKey, epoch: u32, profile: CodeProfile) -> Self {
        Self {
            profile,
            epoch,
            day: lockbox.day_root(epoch),
            flex: lockbox.flex(epoch),
            service: lockbox.service(),
        }
    }

    /// Reads `code`, typed at `now` after `operation` was chosen. The work depends on the
    /// code's length and on the clock, never on the code.
    ///
    /// # Errors
    /// [`NotAccepted`], whatever the reason.
    pub fn read(
        &self,
        zone: &Zone,
        now: UnixSeconds,
        tolerance: Tolerance,
        operation: Operation,
        code: &Code,
    ) -> Result<Reading, NotAccepted> {
        match self.profile.family(code.digits()).ok_or(NotAccepted)? {
            Family::Day => {
                let digits = self.profile.day_digits();
                let found = self.day.read(digits, zone, now, tolerance, code)?;
                // A day code opens the key compartment and nothing else.
                match operation {
                    Operation::KeyCompartment => Ok(Reading::Day {
                        epoch: self.epoch,
                        day: found.day,
                        slot: found.slot,
                    }),
                    Operation::Shackle => Err(NotAccepted),
                }
            }
            Family::Flex => {
                let digits = self.profile.flex_digits();
                let terms = self.flex.read(digits, now, tolerance, operation, code)?;
                Ok(Reading::Flex {
                    epoch: self.epoch,
                    terms,
                })
            }
            Family::Service => self.service.read(code).map(Reading::Service),
            Family::Renewal => Err(NotAccepted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeReader, Reading};
    use crate::NotAccepted;
    use crate::calendar::{Day, Tolerance, Zone};
    use crate::codes::{CodeProfile, CodeUse, FlexWindow, Operation, ServiceCommand};
    use crate::keys::{Id, RootKey};

    const NOON: u64 = 20_520 * 86_400 + 43_200;

    #[test]
    fn each_family_is_read_by_its_length() {
        let lockbox = RootKey::from_bytes(&[9; 32])
            .unwrap()
            .lockbox(&Id::new("LB-1").unwrap(), 0);
        let profile = CodeProfile::default();
        let reader = CodeReader::new(&lockbox, 4, profile);
        let tolerance = Tolerance::new(120).unwrap();
        let day = Day::from_number(20_520);
        let window = FlexWindow::new(NOON, 7_200).unwrap();
        let (terms, flex_code) = lockbox
            .flex(4)
            .issue(10, window, Operation::Shackle, CodeUse::Single, 0)
            .unwrap();
        let day_code = lockbox.day_root(4).day(day).code(7, 9).unwrap();
        let service_code = lockbox.service().raise_epoch(5).unwrap();
        let renewal = crate::codes::Code::parse("12345678").unwrap();

        let read = |operation, code| reader.read(&Zone::UTC, NOON, tolerance, operation, code);
        let day_reading = Reading::Day {
            epoch: 4,
            day,
            slot: 9,
        };
        assert_eq!(read(Operation::KeyCompartment, &day_code), Ok(day_reading));
        assert_eq!(read(Operation::Shackle, &day_code), Err(NotAccepted));
        assert_eq!(
            read(Operation::Shackle, &flex_code),
            Ok(Reading::Flex { epoch: 4, terms })
        );
        assert_eq!(
            read(Operation::KeyCompartment, &flex_code),
            Err(NotAccepted)
        );
        let command = Reading::Service(ServiceCommand::RaiseEpoch { epoch: 5 });
        assert_eq!(read(Operation::KeyCompartment, &service_code), Ok(command));
        assert_eq!(read(Operation::KeyCompartment, &renewal), Err(NotAccepted));

        let raised = CodeReader::new(&lockbox, 5, profile);
        for code in [&day_code, &flex_code] {
            for operation in [Operation::KeyCompartment, Operation::Shackle] {
                let read = raised.read(&Zone::UTC, NOON, tolerance, operation, code);
                assert_eq!(read, Err(NotAccepted));
            }
        }
    }
}
