//! Provisioning: what a factory does to a box.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use doorward::grants::Operations;
use doorward::keys::{LockboxKey, RootKey};
use doorward::lockbox::{Limits, Lockbox as Engine, Profile};
use zeroize::Zeroizing;

use super::clock::{BoxClock, sync_folder};
use super::flash::{FlashFile, Memory, write_at};
use super::header::{Found, Header};
use super::{Place, beside, lock, ring};
use crate::failure::Failure;
use crate::key;
use crate::limits::FLASH_AREA_LEN;
use crate::vault::{Lockbox, Vault, installed_before};

/// Provisions the box at `place` as the vault's lockbox of that id: with its key, epoch and
/// zone, nothing used, the clock unset. A box of an older generation there is replaced.
pub(crate) fn provision(
    vault: &mut Vault,
    root: &RootKey,
    place: &Place,
    limits: Limits,
    lacking: Operations,
    host_now: u64,
) -> Result<Lockbox, Failure> {
    let flash = &place.flash;
    let shown = flash.display();
    for other in [place.key(), place.clock(), place.ring()] {
        if *flash == other {
            return Err(Failure::usage(format!(
                "a flash file may not end in .key, .clock or .ring, which are for its key, clock \
                 and log: {shown}"
            )));
        }
    }
    // The box first and the vault second, as everywhere, so that no two commands wait for
    // each other.
    let old = lock::open(flash)?;
    vault.change(|records| {
        let lockbox = records.lockbox(place.id.as_str())?;
        let profile = Profile::new(lockbox.id, lockbox.profile, limits)?.lacking(lacking)?;
        records.install(&lockbox)?;
        match &old {
            Some(file) => check_replaceable(place, file, &lockbox)?,
            None => check_key_free(place, &lockbox.key(root))?,
        }
        write(place, root, &lockbox, &profile, host_now).map_err(|error| match error {
            Wrong::Io(error) => {
                Failure::io(format!("the box at {shown} cannot be written: {error}"))
            }
            Wrong::Other(failure) => failure,
        })?;
        Ok(lockbox)
    })
}

/// Refuses to replace anything but a box of this lockbox and an older generation.
fn check_replaceable(place: &Place, file: &File, lockbox: &Lockbox) -> Result<(), Failure> {
    let shown = place.flash.display();
    let found = super::read_head(file)
        .map_err(|error| Failure::io(format!("the flash at {shown} cannot be read: {error}")))?;
    match found {
        Found::Whole(header) if !header.is_of(&place.id) => Err(Failure::refused(format!(
            "the flash at {shown} is that of lockbox {}",
            header.lockbox()
        ))),
        Found::Whole(header) if header.generation >= lockbox.generation => {
            Err(installed_before(lockbox))
        }
        Found::Whole(_) => Ok(()),
        Found::Newer(_) | Found::Damaged => Err(Failure::refused(format!(
            "{shown} is no box's flash, or its head is damaged; move it away first"
        ))),
    }
}

/// Refuses to overwrite a key that may be another box's.
fn check_key_free(place: &Place, key: &LockboxKey) -> Result<(), Failure> {
    let path = place.key();
    let is_free = match fs::read(&path).map(Zeroizing::new) {
        // Left by an installation that was cut off.
        Ok(bytes) => bytes.trim_ascii() == crate::hex::encode(key.expose_bytes()).as_bytes(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if is_free {
        Ok(())
    } else {
        Err(Failure::refused(format!(
            "there is a key at {} already, and no flash with it; if no box needs it, remove it",
            path.display()
        )))
    }
}

/// Why a box was not written.
enum Wrong {
    Io(io::Error),
    Other(Failure),
}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Failure> for Wrong {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

fn write(
    place: &Place,
    root: &RootKey,
    lockbox: &Lockbox,
    profile: &Profile,
    host_now: u64,
) -> Result<(), Wrong> {
    let key_path = place.key();
    let key_name = key_path.file_name().unwrap_or_default().to_string_lossy();
    let key = lockbox.key(root);
    let header = Header::new(
        &lockbox.id,
        lockbox.generation,
        profile.codes(),
        FLASH_AREA_LEN,
        &key_name,
        key::check_of_box(&key),
    );
    let new_flash = beside(&place.flash, "new");
    let file = new_file(&new_flash)?;
    write_at(&file, 0, &header.to_bytes()?)?;
    let flash = provisioned(file, root, lockbox, profile)
        .ok_or_else(|| io::Error::other("its first snapshot was not saved"))?;
    flash.into_file().sync_all()?;
    let new_key = beside(&key_path, "new");
    remove(&new_key)?;
    key::write_new(&new_key, &key)?;
    remove(&place.clock())?;
    // The rows of the box before are not this one's.
    ring::remove(&place.ring())?;
    fs::rename(&new_key, &key_path)?;
    fs::rename(&new_flash, &place.flash)?;
    sync_folder(&place.flash)?;
    // A clock that was never set starts at zero.
    let mut clock = BoxClock::open(place.clock())?;
    clock.while_away(host_now, || ((), Some(0)))?;
    Ok(())
}

/// Saves the first snapshot.
fn provisioned(
    file: File,
    root: &RootKey,
    lockbox: &Lockbox,
    profile: &Profile,
) -> Option<FlashFile> {
    file.set_len(FlashFile::file_len(FLASH_AREA_LEN)?).ok()?;
    // A first save erases both areas.
    let mut memory = Memory::load(FlashFile::new(file, FLASH_AREA_LEN)).ok()?;
    let first_audit = root.first_audit(&lockbox.id, lockbox.generation);
    let (epoch, zone) = (lockbox.epoch, lockbox.zone);
    Engine::provision(
        profile,
        lockbox.key(root),
        &first_audit,
        epoch,
        zone,
        &mut memory,
    )
    .ok()?;
    memory.into_flash()
}

/// An empty file for its owner alone, in the place of one left by a command that was cut off.
fn new_file(path: &Path) -> io::Result<File> {
    remove(path)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
