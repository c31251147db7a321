//! The box as the specification's pages say it, sentence by sentence. It knows no key that
//! reads a code: what a code means it finds in the list of everything that the test issued.

use doorward::codes::CodeProfile;
use doorward::keys::ChallengeKey;
use doorward::lockbox::{Applied, Decision, Profile, Reason};

use super::log::Note;
use super::memory::{Issued, Remembered};
use super::phones::Phones;
use super::support::key;

#[derive(Debug)]
pub(crate) struct Naive {
    pub(crate) codes: CodeProfile,
    /// Bits of the operations that the model lacks.
    pub(crate) lacking: u16,
    pub(crate) challenges: ChallengeKey,
    pub(crate) issued: Vec<Issued>,
    pub(crate) now: Remembered,
    pub(crate) saved: Remembered,
    pub(crate) failing: Option<(u32, bool)>,
    /// Saves that were tried.
    pub(crate) saves: u64,
    pub(crate) phones: Phones,
    pub(crate) lost: bool,
}

pub(crate) fn applied(applied: Applied, set_clock: Option<u64>) -> Decision {
    Decision::Applied { applied, set_clock }
}

impl Naive {
    pub(crate) fn new(profile: &Profile, first: Remembered) -> Self {
        Self {
            codes: profile.codes(),
            lacking: profile.operations_lacking().bits(),
            challenges: key().challenge(),
            issued: Vec::new(),
            saved: first.clone(),
            now: first,
            failing: None,
            saves: 0,
            phones: Phones::default(),
            lost: false,
        }
    }

    pub(crate) fn save(&mut self, new: Remembered) -> Result<(), Reason> {
        self.saves += 1;
        if let Some((nth, is_kept)) = self.failing {
            self.failing = (nth > 1).then(|| (nth - 1, is_kept));
            if nth == 1 {
                if is_kept {
                    self.saved = new;
                }
                return Err(Reason::StoreFailed);
            }
        }
        if new.epoch != self.now.epoch {
            self.phones.lose_rights();
        }
        self.now = new.clone();
        self.saved = new;
        Ok(())
    }

    pub(crate) fn state(&self) -> Result<Remembered, Reason> {
        if self.lost {
            return Err(Reason::StateLost);
        }
        Ok(self.now.clone())
    }

    /// The number of the row to be written next.
    pub(crate) fn next_row(&self) -> u32 {
        u32::try_from(self.now.log.rows.len()).unwrap()
    }

    pub(crate) fn reboot(&mut self) {
        self.now = self.saved.clone();
        self.phones = Phones::default();
        self.lost = false;
    }

    pub(crate) fn confirm(&mut self, now: u64) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        new.unconfirmed = None;
        new.persist(now);
        self.save(new)?;
        Ok(applied(Applied::Confirmed, None))
    }

    pub(crate) fn power_restored(&mut self) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        self.phones = Phones::default();
        new.clock_set = false;
        let restart = new.persisted;
        new.log.write(Note {
            detail: restart,
            ..Note::of("power", 6, new.epoch, restart)
        });
        self.save(new)?;
        Ok(applied(Applied::PowerRestored, Some(restart)))
    }

    pub(crate) fn tick(&mut self, now: u64) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        if now >= new.persisted + 3_600 {
            new.persist(now);
            self.save(new)?;
        }
        Ok(applied(Applied::Ticked, None))
    }
}
