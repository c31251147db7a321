//! A box's clock: this machine's, and how far it is off, in a small file.
//!
//! No file means that the clock has lost its power. It is away while a call is under way
//! that may set the clock: a command killed there has saved what the clock should show and
//! not set it, and then nobody knows the time.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use doorward::calendar::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// The version of the file that is written.
const VERSION: u32 = 1;
/// Longest file that is read.
const FILE_MAX: u64 = 128;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    doorward_clock: u32,
    /// Seconds that the box's clock is ahead of the machine's.
    ahead: i64,
}

/// A clock that goes on between commands.
#[derive(Debug)]
pub(super) struct BoxClock {
    path: PathBuf,
    /// None for a clock that has lost its power.
    ahead: Option<i64>,
}

impl BoxClock {
    /// The clock kept in `path`.
    pub(super) fn open(path: PathBuf) -> Result<Self, Failure> {
        let stored = match File::open(&path) {
            Ok(file) => read(file).map_err(|error| failed(&path, "read", &error))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(failed(&path, "read", &error)),
        };
        let ahead = serde_json::from_slice::<Stored>(&stored)
            .ok()
            .filter(|stored| stored.doorward_clock == VERSION)
            .map(|stored| stored.ahead);
        Ok(Self { path, ahead })
    }

    pub(super) fn has_power(&self) -> bool {
        self.ahead.is_some()
    }

    /// Seconds that it is ahead of the machine's.
    pub(super) fn ahead(&self) -> i64 {
        self.ahead.unwrap_or(0)
    }

    /// What it shows at the machine's `host`.
    pub(super) fn reading(&self, host: UnixSeconds) -> UnixSeconds {
        host.saturating_add_signed(self.ahead())
    }

    /// Does `work`, which may answer an instant that the clock has to show at `host`. If it
    /// never returns, the clock has lost its power.
    pub(super) fn while_away<T>(
        &mut self,
        host: UnixSeconds,
        work: impl FnOnce() -> (T, Option<UnixSeconds>),
    ) -> Result<T, Failure> {
        remove(&self.path).map_err(|error| failed(&self.path, "removed", &error))?;
        let (done, set_to) = work();
        if let Some(instant) = set_to {
            self.ahead = Some(
                i64::try_from(instant)
                    .unwrap_or(i64::MAX)
                    .saturating_sub_unsigned(host),
            );
        }
        if let Some(ahead) = self.ahead {
            let stored = Stored {
                doorward_clock: VERSION,
                ahead,
            };
            let mut bytes = serde_json::to_vec(&stored)?;
            bytes.push(b'\n');
            replace(&self.path, &bytes).map_err(|error| failed(&self.path, "written", &error))?;
        }
        Ok(done)
    }
}

fn read(file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(file, FILE_MAX), &mut bytes)?;
    Ok(bytes)
}

fn failed(path: &Path, what: &str, error: &io::Error) -> Failure {
    Failure::io(format!(
        "the box's clock at {} cannot be {what}: {error}",
        path.display()
    ))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Puts a file of these bytes in the place of `path`: the one before or this one, whole.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = super::beside(path, "new");
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    sync_folder(path)
}

/// Makes what was renamed or removed in the folder of `path` outlast a loss of power.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::BoxClock;

    #[test]
    fn a_clock_goes_on_ahead_or_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("LB-1.clock");
        let mut clock = BoxClock::open(path.clone()).unwrap();
        assert!(!clock.has_power());
        for (set_to, host, ahead) in [(0, 1_000, -1_000), (5_000, 1_000, 4_000), (9, 9, 0)] {
            clock.while_away(host, || ((), Some(set_to))).unwrap();
            let clock = BoxClock::open(path.clone()).unwrap();
            assert_eq!((clock.has_power(), clock.ahead()), (true, ahead));
            assert_eq!(clock.reading(host), set_to);
            assert_eq!(clock.reading(host + 60), set_to + 60);
        }
        clock.while_away(3_000, || ((), None)).unwrap();
        assert!(BoxClock::open(path).unwrap().has_power());
    }

    #[test]
    fn a_clock_cut_off_while_it_is_set_has_lost_its_power() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("LB-1.clock");
        let mut clock = BoxClock::open(path.clone()).unwrap();
        clock.while_away(0, || ((), Some(60))).unwrap();
        let during = path.clone();
        let seen = clock.while_away(0, || (BoxClock::open(during).unwrap().has_power(), None));
        assert!(!seen.unwrap());
        for garbled in ["", "{}", "{\"doorward_clock\":2,\"ahead\":0}", "\u{1}\u{2}"] {
            fs::write(&path, garbled).unwrap();
            assert!(!BoxClock::open(path.clone()).unwrap().has_power());
        }
    }
}
