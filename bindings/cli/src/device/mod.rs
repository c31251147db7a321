//! A simulated box: the lockbox engine over a file that is its flash, with a key and a
//! clock of its own, and no vault.

use std::fs::File;
use std::path::{Path, PathBuf};

use doorward::audit::{HeadBytes, Row, StatusLine};
use doorward::bounds::NONCE_LEN;
use doorward::calendar::{UnixSeconds, Zone};
use doorward::codes::{CodeProfile, Operation};
use doorward::keys::{Id, LockboxKey};
use doorward::lockbox::{
    Answer, Decision, Keypad, Limits, Lockbox, Reason, SnapshotError, Status, Store,
};

mod clock;
#[cfg(test)]
mod cuts;
mod flash;
mod header;
mod install;
mod lock;
mod ring;

pub(crate) use install::provision;

use crate::clock::Clock;
use crate::failure::Failure;
use crate::key::{self, KeyFile};
use crate::limits::{BATTERY_MILLIVOLTS, FIRMWARE};
use crate::random;
use clock::BoxClock;
use flash::{FlashFile, Memory};
use header::{Found, HEADER_LEN, Header};
use ring::RingFile;

/// Digits of a service code, the one kind that may set a clock.
const SERVICE_DIGITS: usize = doorward::bounds::SERVICE_DIGITS as usize;

/// Which box, and where it is.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) id: Id,
    pub(crate) flash: PathBuf,
}

impl Place {
    /// A box whose files lie in `folder`, called after it.
    pub(crate) fn in_folder(folder: &Path, id: Id) -> Self {
        // An id may hold signs that a file's name may not.
        let mut name = String::new();
        for byte in id.as_ascii() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
                name.push(char::from(*byte));
            } else {
                name.push('%');
                name.push_str(&crate::hex::encode(&[*byte]));
            }
        }
        let flash = folder.join(format!("{name}.flash"));
        Self { id, flash }
    }

    fn key(&self) -> PathBuf {
        self.flash.with_extension("key")
    }

    fn clock(&self) -> PathBuf {
        self.flash.with_extension("clock")
    }

    fn ring(&self) -> PathBuf {
        self.flash.with_extension("ring")
    }
}

/// `path` with something behind its name.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

/// A box, held by this command alone until it is dropped.
#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) id: Id,
    /// How often it was provisioned before; `None` where its head is damaged.
    pub(crate) generation: Option<u32>,
    lockbox: Lockbox,
    memory: Memory<FlashFile>,
    clock: BoxClock,
    /// The rows of its log; none where the state is lost.
    ring: Option<RingFile>,
    /// This machine's clock.
    host: Clock,
    /// What should be known besides an answer.
    pub(crate) remarks: Vec<String>,
}

impl Device {
    /// The box at `place`, once no other command has hold of it. One whose clock has lost
    /// its power is told so.
    pub(crate) fn open(place: &Place, host: Clock) -> Result<Self, Failure> {
        let file = lock::open(&place.flash)?.ok_or_else(|| {
            Failure::not_found(format!(
                "there is no box at {}; provision one with `doorward box install {}`, or name its \
                 flash with --flash",
                place.flash.display(),
                place.id
            ))
        })?;
        let (generation, lockbox, memory) = restore(place, file)?;
        let mut device = Self {
            id: place.id,
            generation,
            lockbox,
            memory,
            clock: BoxClock::open(place.clock())?,
            ring: None,
            host,
            remarks: Vec::new(),
        };
        device.open_ring(place)?;
        if !device.clock.has_power() && device.status().is_ok() {
            let decision = device.power()?;
            device.remarks.push(
                "the clock's file was missing or unreadable: taken for a loss of power".to_owned(),
            );
            if let Decision::Deny { reason } = decision {
                return Err(Failure::io(reason));
            }
        }
        Ok(device)
    }

    /// What it tells about itself, unless its state is lost.
    pub(crate) fn status(&self) -> Result<Status, SnapshotError> {
        self.lockbox.state()
    }

    /// What its keypad would do at `now`, unless its state is lost.
    pub(crate) fn keypad(&self, now: UnixSeconds) -> Option<Keypad> {
        self.lockbox.keypad(now).ok()
    }

    /// Its zone; UTC for one that remembers none.
    pub(crate) fn zone(&self) -> Zone {
        self.status().map_or(Zone::UTC, |status| status.zone)
    }

    /// This machine's present.
    pub(crate) fn host_now(&self) -> Result<UnixSeconds, Failure> {
        self.host.now(&self.zone())
    }

    /// What its clock shows.
    pub(crate) fn now(&self) -> Result<UnixSeconds, Failure> {
        Ok(self.clock.reading(self.host_now()?))
    }

    /// Seconds that its clock is ahead of this machine's.
    pub(crate) fn ahead(&self) -> i64 {
        self.clock.ahead()
    }

    /// Types a code. Nothing is dropped and nothing corrected.
    pub(crate) fn enter(
        &mut self,
        operation: Operation,
        digits: &[u8],
    ) -> Result<Decision, Failure> {
        if digits.len() == SERVICE_DIGITS {
            return self
                .setting(|lockbox, store, now| lockbox.enter_code(store, now, operation, digits));
        }
        self.call(|lockbox, store, now| lockbox.enter_code(store, now, operation, digits))
    }

    pub(crate) fn confirm(&mut self) -> Result<Decision, Failure> {
        self.call(|lockbox, store, now| lockbox.confirm_opened(store, now))
    }

    pub(crate) fn tick(&mut self) -> Result<Decision, Failure> {
        self.call(|lockbox, store, now| lockbox.tick(store, now))
    }

    /// Pulls the battery and puts it back.
    pub(crate) fn power(&mut self) -> Result<Decision, Failure> {
        self.setting(|lockbox, store, _| lockbox.power_restored(store))
    }

    /// Presses a key and asks for a challenge.
    pub(crate) fn challenge(&mut self) -> Result<Result<[u8; NONCE_LEN], Reason>, Failure> {
        let entropy = random::nonce()?;
        self.call(|lockbox, store, now| {
            lockbox.key_pressed(now);
            lockbox.open_session(store, now, &entropy)
        })
    }

    /// The phone leaves.
    pub(crate) fn disconnect(&mut self) {
        self.lockbox.disconnected();
    }

    /// Brings a bulletin.
    pub(crate) fn bulletin(&mut self, message: &[u8]) -> Result<Decision, Failure> {
        self.setting(|lockbox, store, now| lockbox.apply_bulletin(store, now, message))
    }

    /// Presents a grant in answer to the challenge given last.
    pub(crate) fn present(&mut self, message: &[u8]) -> Result<Answer, Failure> {
        self.call(|lockbox, store, now| lockbox.present_grant(store, now, message))
    }

    /// Replaces the limits, on the owner's connection.
    pub(crate) fn replace_limits(&mut self, limits: &Limits) -> Result<Decision, Failure> {
        self.call(|lockbox, store, now| lockbox.replace_limits(store, now, &limits.to_bytes()))
    }

    /// What a phone is told before it takes the log.
    pub(crate) fn drain(&mut self) -> Result<Result<(HeadBytes, StatusLine), Reason>, Failure> {
        self.call(|lockbox, store, now| {
            let head = lockbox.drain_audit(store, now)?;
            Ok((head, lockbox.status_line(BATTERY_MILLIVOLTS, FIRMWARE)?))
        })
    }

    /// At most `most` rows of the log from `from` on, or from the oldest that is left, of all
    /// below `next`.
    pub(crate) fn rows(&mut self, from: u32, most: u32, next: u32) -> Result<Vec<Row>, Failure> {
        let Some(ring) = &mut self.ring else {
            return Ok(Vec::new());
        };
        ring.rows(from, most, next)
            .map_err(|error| Failure::io(format!("the box's ring cannot be read: {error}")))
    }

    /// Makes a call that leaves the clock as it is.
    fn call<T>(
        &mut self,
        call: impl FnOnce(&mut Lockbox, &mut dyn Store, UnixSeconds) -> T,
    ) -> Result<T, Failure> {
        let now = self.now()?;
        let answered = call(&mut self.lockbox, &mut self.memory, now);
        self.copy_rows();
        Ok(answered)
    }

    /// Makes a call that may set the clock, and sets it.
    fn setting(
        &mut self,
        call: impl FnOnce(&mut Lockbox, &mut dyn Store, UnixSeconds) -> Decision,
    ) -> Result<Decision, Failure> {
        let host = self.host_now()?;
        let now = self.clock.reading(host);
        let Self {
            lockbox,
            memory,
            clock,
            ..
        } = self;
        let decision = clock.while_away(host, || {
            let decision = call(lockbox, memory, now);
            (decision, decision.set_clock())
        })?;
        self.copy_rows();
        Ok(decision)
    }

    /// Opens the ring, and copies in what a command that was cut off left to be copied.
    fn open_ring(&mut self, place: &Place) -> Result<(), Failure> {
        let Ok(held) = self.lockbox.audit_rows() else {
            return Ok(());
        };
        let path = place.ring();
        let ring = RingFile::open(&path).map_err(|error| {
            Failure::io(format!(
                "the box's ring at {} cannot be opened: {error}",
                path.display()
            ))
        })?;
        let oldest = held.as_slice().first();
        let is_behind = oldest.is_some_and(|row| row.first_chunk() != Some(&[0; 4]));
        if ring.is_new && is_behind {
            self.remarks.push(
                "the ring's file was missing or had another length: the log's older rows are gone"
                    .to_owned(),
            );
        }
        self.ring = Some(ring);
        self.copy_rows();
        Ok(())
    }

    /// Copies the rows written last to the ring. What was decided stands without them.
    fn copy_rows(&mut self) {
        let (Some(ring), Ok(held)) = (&mut self.ring, self.lockbox.audit_rows()) else {
            return;
        };
        if let Err(error) = ring.keep(&held) {
            self.remarks.push(format!(
                "the box's ring cannot be written: {error}; the next command tries again"
            ));
        }
    }
}

/// The engine of the box whose flash is `file`, with what it remembers.
fn restore(
    place: &Place,
    file: File,
) -> Result<(Option<u32>, Lockbox, Memory<FlashFile>), Failure> {
    let path = &place.flash;
    let unreadable = |error| {
        Failure::io(format!(
            "the flash at {} cannot be read: {error}",
            path.display()
        ))
    };
    let header = read_head(&file).map_err(unreadable)?;
    let header = match header {
        Found::Whole(header) => header,
        Found::Newer(version) => {
            return Err(Failure::vault(format!(
                "the flash at {} has version {version}, which this doorward does not know; use \
                 the newer one that wrote it",
                path.display()
            )));
        }
        Found::Damaged => return lost(place, None),
    };
    if !header.is_of(&place.id) {
        return Err(Failure::refused(format!(
            "the flash at {} is that of lockbox {}",
            path.display(),
            header.lockbox()
        )));
    }
    let generation = Some(header.generation);
    // A file that was cut short lacks what it may have been asked about before.
    let len = file.metadata().map_err(unreadable)?.len();
    let Some(codes) = header.codes() else {
        return lost(place, generation);
    };
    if FlashFile::file_len(header.area_len) != Some(len) {
        return lost(place, generation);
    }
    let key = box_key(place, &header)?;
    let memory = Memory::load(FlashFile::new(file, header.area_len))
        .map_err(|_| Failure::io(format!("the flash at {} cannot be read", path.display())))?;
    let lockbox = Lockbox::restore(&place.id, codes, key, memory.snapshot());
    Ok((generation, lockbox, memory))
}

/// A box that remembers nothing. It refuses everything before it looks at its key.
fn lost(
    place: &Place,
    generation: Option<u32>,
) -> Result<(Option<u32>, Lockbox, Memory<FlashFile>), Failure> {
    let key = LockboxKey::from_bytes(&[0; doorward::bounds::KEY_LEN])?;
    let lockbox = Lockbox::restore(&place.id, CodeProfile::default(), key, &[]);
    Ok((generation, lockbox, Memory::lost()))
}

fn read_head(file: &File) -> std::io::Result<Found> {
    let mut bytes = [0; HEADER_LEN];
    match flash::read_at(file, 0, &mut bytes) {
        Ok(()) => Ok(Header::from_bytes(&bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(Found::Damaged),
        Err(error) => Err(error),
    }
}

/// The box's key, from the file that the head names.
fn box_key(place: &Place, header: &Header) -> Result<LockboxKey, Failure> {
    let name = Path::new(&header.key_file).file_name().unwrap_or_default();
    let path = place.flash.with_file_name(name);
    let file = KeyFile {
        path: &path,
        name: "box's key",
        instead: "restore it, or provision the box anew with its next generation",
    };
    let key = file.read()?;
    if header.takes_key(key::check_of_box(&key)) {
        Ok(key)
    } else {
        Err(Failure::key(format!(
            "the box's key at {} is another box's, or of another generation",
            path.display()
        )))
    }
}
