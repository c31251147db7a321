//! The start of a snapshot: what a lockbox remembers besides its ledger, its revocations
//! and its log.

use super::Limits;
use super::decision::Cause;
use super::throttle::Throttle;
use crate::bounds::{FIRST_PLAUSIBLE_INSTANT, LEDGER_ROWS_MAX, ZONE_LEN};
use crate::calendar::{Day, Tolerance, UnixSeconds, Zone};
use crate::grants::{GrantOperation, Operations};
use crate::wire::{Reader, Writer};

/// The version of the layout that is written.
pub(super) const VERSION: u8 = 2;
const CLOCK_SET: u8 = 1;
const SUSPENDED: u8 = 2;
pub(super) const ROWS_VOID: u8 = 4;

pub(super) const HEADER_LEN: usize = 128;

/// What a lockbox remembers besides its ledger, its revocations and its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) clock_is_set: bool,
    pub(super) is_suspended: bool,
    pub(super) rows_are_void: bool,
    pub(super) epoch: u32,
    pub(super) sequence: u32,
    pub(super) persisted: UnixSeconds,
    pub(super) last_sync: UnixSeconds,
    pub(super) last_clock_code: UnixSeconds,
    pub(super) forward: u32,
    pub(super) back: u32,
    pub(super) forgotten: UnixSeconds,
    pub(super) challenges: u64,
    pub(super) throttle: Throttle,
    pub(super) zone: Zone,
    pub(super) limits: Limits,
    pub(super) unconfirmed: u8,
    /// What the box's model cannot do.
    pub(super) lacking: Operations,
}

impl Header {
    /// None yet.
    pub(super) const BLANK: Self = Self::new(0, Zone::UTC, Limits::BLANK, Operations::NONE);

    /// The header of a lockbox just provisioned.
    pub(super) const fn new(epoch: u32, zone: Zone, limits: Limits, lacking: Operations) -> Self {
        Self {
            clock_is_set: false,
            is_suspended: false,
            rows_are_void: false,
            epoch,
            sequence: 0,
            persisted: 0,
            last_sync: 0,
            last_clock_code: 0,
            forward: 0,
            back: 0,
            forgotten: 0,
            challenges: 0,
            throttle: Throttle::NONE,
            zone,
            limits,
            unconfirmed: 0,
            lacking,
        }
    }

    /// Whether `now` is the time, rather than what a clock shows that nobody set.
    pub(super) const fn has_time(&self, now: UnixSeconds) -> bool {
        self.clock_is_set && now >= FIRST_PLAUSIBLE_INSTANT
    }

    pub(super) fn tolerance(&self, now: UnixSeconds) -> Tolerance {
        self.limits
            .tolerance(now, self.last_sync.max(self.last_clock_code))
    }

    /// Moves the last persisted instant up to `now`, never back.
    pub(super) fn persist(&mut self, now: UnixSeconds) {
        self.persisted = self.persisted.max(now);
    }

    /// Whether the clock can be taken at its word.
    pub(super) fn check_clock(&self, now: UnixSeconds) -> Result<(), Cause> {
        if !self.has_time(now) {
            return Err(Cause::ClockUnset);
        }
        let latest = now.saturating_add(u64::from(self.tolerance(now).seconds()));
        if latest < self.persisted {
            return Err(Cause::ClockWentBack);
        }
        Ok(())
    }

    /// Notes an opening, and the row whose opening may be repeated while it is the last one
    /// and not confirmed.
    pub(super) const fn note_opening(&mut self, may_repeat: Option<u8>) {
        self.unconfirmed = match may_repeat {
            Some(index) => index.saturating_add(1),
            None => 0,
        };
    }

    /// Whether the opening of the row with this index may be repeated.
    pub(super) const fn is_unconfirmed(&self, index: u8) -> bool {
        self.unconfirmed == index.saturating_add(1)
    }

    /// Raises the epoch: the codes and grants of the older ones are void, and their rows.
    pub(super) fn raise_epoch(&mut self, epoch: u32) {
        self.epoch = epoch;
        self.rows_are_void = true;
        self.unconfirmed = 0;
    }

    /// Moves the box to another zone. A date may end later there: what was forgotten under
    /// the old zone must not begin anew.
    pub(super) fn change_zone(&mut self, zone: Zone) {
        let ended = self.zone.day_at(self.forgotten).and_then(Day::before);
        if let Some(day) = ended.filter(|_| zone != self.zone) {
            self.forgotten = self.forgotten.max(zone.end_of(day));
        }
        self.zone = zone;
    }

    /// Writes the header over zeros.
    #[inline(never)]
    pub(super) fn write(&self, bytes: &mut [u8; HEADER_LEN]) {
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        let mut writer = Writer::new(bytes);
        writer
            .u8(VERSION)
            .u8(flag(self.clock_is_set, CLOCK_SET)
                | flag(self.is_suspended, SUSPENDED)
                | flag(self.rows_are_void, ROWS_VOID))
            .u32(self.epoch)
            .u32(self.sequence)
            .u64(self.persisted)
            .u64(self.last_sync)
            .u64(self.last_clock_code)
            .u32(self.forward)
            .u32(self.back)
            .u64(self.forgotten)
            .u64(self.challenges)
            .u8(self.throttle.run)
            .u8(self.throttle.total)
            .u64(self.throttle.wait_until)
            .u64(self.throttle.falls_from)
            .put(&self.zone.to_bytes());
        self.limits.write(&mut writer);
        // No operation has a bit beyond the first eight.
        let [_, lacking] = self.lacking.bits().to_be_bytes();
        writer.u8(self.unconfirmed).u8(lacking);
    }

    /// Becomes the header of these bytes; none if they are no header's, and then it is not to
    /// be believed.
    pub(super) fn read(&mut self, bytes: &[u8; HEADER_LEN]) -> Option<()> {
        let mut reader = Reader::new(bytes);
        (reader.u8() == VERSION).then_some(())?;
        let flags = reader.u8();
        (flags & !(CLOCK_SET | SUSPENDED | ROWS_VOID) == 0).then_some(())?;
        self.clock_is_set = flags & CLOCK_SET != 0;
        self.is_suspended = flags & SUSPENDED != 0;
        self.rows_are_void = flags & ROWS_VOID != 0;
        self.epoch = reader.u32();
        self.sequence = reader.u32();
        self.persisted = reader.u64();
        self.last_sync = reader.u64();
        self.last_clock_code = reader.u64();
        self.forward = reader.u32();
        self.back = reader.u32();
        self.forgotten = reader.u64();
        self.challenges = reader.u64();
        self.throttle.run = reader.u8();
        self.throttle.total = reader.u8();
        self.throttle.wait_until = reader.u64();
        self.throttle.falls_from = reader.u64();
        self.zone = Zone::from_bytes(&reader.array::<ZONE_LEN>()).ok()?;
        self.limits.read(&mut reader)?;
        self.unconfirmed = reader.u8();
        self.lacking = Operations::from_bits(u16::from(reader.u8())).ok()?;
        reader.zeros::<6>()?;
        let is_good = self.unconfirmed <= LEDGER_ROWS_MAX
            && !self.lacking.contains(GrantOperation::KeyCompartment);
        is_good.then_some(())
    }
}
