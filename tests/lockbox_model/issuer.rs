//! The service: every code that it issued.

use doorward::calendar::Day;
use doorward::codes::{CodeProfile, CodeUse, FlexTerms, FlexWindow, Operation, ServiceCommand};
use doorward::keys::LockboxKey;

use super::memory::{Issued, Meaning};
use super::support::{Random, key};

pub(crate) struct Issuer {
    codes: CodeProfile,
    key: LockboxKey,
    pub(crate) issued: Vec<Issued>,
}

impl Issuer {
    pub(crate) fn new(codes: CodeProfile) -> Self {
        Self {
            codes,
            key: key(),
            issued: Vec::new(),
        }
    }

    /// The digits of a meaning under an epoch, issued now unless they were before.
    pub(crate) fn digits(&mut self, meaning: Meaning, epoch: u32) -> String {
        let is_it = |i: &&Issued| i.meaning == meaning && i.epoch == epoch;
        if let Some(issued) = self.issued.iter().find(is_it) {
            return issued.digits.clone();
        }
        let code = match meaning {
            Meaning::Day { day, slot } => {
                let day_key = self.key.day_root(epoch).day(Day::from_number(day));
                day_key.code(self.codes.day_digits(), slot)
            }
            Meaning::Flex(terms) => self.key.flex(epoch).code(self.codes.flex_digits(), &terms),
            Meaning::Service(ServiceCommand::SetClock { instant }) => {
                self.key.service().set_clock(instant)
            }
            Meaning::Service(ServiceCommand::RaiseEpoch { epoch }) => {
                self.key.service().raise_epoch(epoch)
            }
            Meaning::Service(ServiceCommand::CancelFlex {
                terms,
                epoch_mod_16,
            }) => self.key.service().cancel_flex(&terms, epoch_mod_16.into()),
            Meaning::Service(ServiceCommand::CancelDay {
                day,
                slot,
                epoch_mod_16,
            }) => self
                .key
                .service()
                .cancel_day(day, slot, epoch_mod_16.into()),
            Meaning::Grant { .. } => panic!("grants have no digits"),
        };
        // A window before 2024 has no cancellation.
        let Ok(code) = code else {
            return "000000000000".into();
        };
        let digits = code.as_str().to_owned();
        self.issued.push(Issued {
            digits: digits.clone(),
            epoch,
            meaning,
        });
        digits
    }

    /// The code that a box of `epoch` takes these digits for the cancellation of.
    pub(crate) fn learn_cancelled(&mut self, digits: &str, epoch: u32) {
        let is_it = |i: &&Issued| i.digits == digits && matches!(i.meaning, Meaning::Service(_));
        let cancelled = match self.issued.iter().find(is_it).map(|issued| issued.meaning) {
            Some(Meaning::Service(ServiceCommand::CancelFlex { terms, .. })) => {
                Meaning::Flex(terms)
            }
            Some(Meaning::Service(ServiceCommand::CancelDay { day, slot, .. })) => {
                let day = day.number();
                Meaning::Day { day, slot }
            }
            _ => return,
        };
        self.digits(cancelled, epoch);
    }

    pub(crate) fn all_of_day(&mut self, day: u32, epoch: u32) {
        for slot in 0..16 {
            self.digits(Meaning::Day { day, slot }, epoch);
        }
    }

    pub(crate) fn flex(
        &self,
        random: &mut Random,
        epoch: u32,
        slot: u64,
        d: u8,
    ) -> Option<FlexTerms> {
        let window = FlexWindow::from_slot(u32::try_from(slot).unwrap(), d).unwrap();
        let operation = operation(random, 75);
        let code_use = random.pick(&[CodeUse::Single, CodeUse::UntilEnd]);
        let taken = random.pick(&[0, 1, 3, 7]);
        let digits = self.codes.flex_digits();
        let flex = self.key.flex(epoch);
        let issued = flex.issue(digits, window, operation, code_use, taken);
        issued.ok().map(|(terms, _)| terms)
    }
}

pub(crate) fn operation(random: &mut Random, key_compartment: u64) -> Operation {
    if random.percent(key_compartment) {
        Operation::KeyCompartment
    } else {
        Operation::Shackle
    }
}
