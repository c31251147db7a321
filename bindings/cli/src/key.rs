//! Keys in files of their own: the root key, or from the environment, and a box's key.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use doorward::bounds::KEY_LEN;
use doorward::keys::{Key, LockboxKey, Purpose, RootKey};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, Zeroizing};

use crate::failure::Failure;
use crate::hex;
use crate::limits::KEY_FILE_MAX;

/// The environment variable that takes the file's place.
pub(crate) const VARIABLE: &str = "DOORWARD_ROOT_KEY";

/// Tells keys apart: the start of a hash. A key is 256 bits that nobody can guess, so
/// nothing is learned from it.
pub(crate) type KeyCheck = [u8; 8];

/// The check of `root`, kept in the vault so that another vault's key is noticed before it
/// makes codes that open nothing.
pub(crate) fn check_of(root: &RootKey) -> KeyCheck {
    check(b"doorward-cli/root-key-check", root)
}

/// The check of a box's key, kept in the head of its flash.
pub(crate) fn check_of_box(key: &LockboxKey) -> KeyCheck {
    check(b"doorward-cli/box-key-check", key)
}

fn check<P: Purpose>(label: &[u8], key: &Key<P>) -> KeyCheck {
    let mut digest: [u8; KEY_LEN] = Sha256::new()
        .chain_update(label)
        .chain_update(key.expose_bytes())
        .finalize()
        .into();
    let mut check = KeyCheck::default();
    for (to, from) in check.iter_mut().zip(digest) {
        *to = from;
    }
    digest.zeroize();
    check
}

/// A new root key from the operating system's random bytes.
pub(crate) fn generate() -> Result<RootKey, Failure> {
    let mut bytes = Zeroizing::new([0; KEY_LEN]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|error| {
        Failure::key(format!(
            "the system gives no random bytes for a root key: {error}"
        ))
    })?;
    Ok(RootKey::from_bytes(bytes.as_slice())?)
}

/// The root key of the environment, if the variable is set.
pub(crate) fn from_environment() -> Result<Option<RootKey>, Failure> {
    let Some(value) = std::env::var_os(VARIABLE) else {
        return Ok(None);
    };
    let value = Zeroizing::new(value.into_encoded_bytes());
    from_hex(&value).map(Some).ok_or_else(|| {
        Failure::key(format!(
            "the environment's {VARIABLE} must be 64 hexadecimal digits, the 32 bytes of a root key"
        ))
    })
}

/// A kind of key, as messages name it, and what to do about one that is not there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyFile<'a> {
    pub(crate) path: &'a Path,
    pub(crate) name: &'static str,
    pub(crate) instead: &'static str,
}

/// The root key kept in `path`.
pub(crate) fn from_file(path: &Path) -> Result<RootKey, Failure> {
    let file = KeyFile {
        path,
        name: "root key",
        instead: "restore its backup, name another file with --key-file, or set DOORWARD_ROOT_KEY",
    };
    file.read()
}

/// Writes `root` to a new file that its owner alone can read.
pub(crate) fn write_file(path: &Path, root: &RootKey) -> Result<(), Failure> {
    write_new(path, root).map_err(|error| {
        Failure::key(format!(
            "the root key cannot be written to {}: {error}",
            path.display()
        ))
    })
}

impl KeyFile<'_> {
    /// The key: 64 hexadecimal digits, or the 32 bytes themselves.
    pub(crate) fn read<P: Purpose>(&self) -> Result<Key<P>, Failure> {
        let KeyFile {
            path,
            name,
            instead,
        } = self;
        let shown = path.display();
        let unreadable = |error: io::Error| {
            if error.kind() == io::ErrorKind::NotFound {
                Failure::key(format!("there is no {name} at {shown}; {instead}"))
            } else {
                Failure::key(format!("the {name} at {shown} cannot be read: {error}"))
            }
        };
        let file = File::open(path).map_err(unreadable)?;
        if let Some(mode) = shared_mode(&file).map_err(unreadable)? {
            return Err(Failure::key(format!(
                "the {name} at {shown} can be read by others (mode {mode:04o}); run `chmod 600 \
                 {shown}`, and consider whether someone has read it"
            )));
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(KEY_LEN.saturating_mul(4)));
        file.take(KEY_FILE_MAX)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let key = if bytes.len() == KEY_LEN {
            Key::from_bytes(&bytes).ok()
        } else {
            from_hex(bytes.trim_ascii())
        };
        key.ok_or_else(|| {
            Failure::key(format!(
                "the {name} at {shown} must be 32 bytes, or 64 hexadecimal digits; restore its \
                 backup"
            ))
        })
    }
}

/// Writes a key to a new file that its owner alone can read.
pub(crate) fn write_new<P: Purpose>(path: &Path, key: &Key<P>) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut line = hex::encode(key.expose_bytes());
    line.push('\n');
    let mut file = options.open(path)?;
    file.write_all(line.as_bytes())?;
    file.sync_all()
}

fn from_hex<P: Purpose>(digits: &[u8]) -> Option<Key<P>> {
    let bytes = hex::decode(digits)?;
    Key::from_bytes(&bytes).ok()
}

/// The bits of a mode that let anyone but the owner do something.
#[cfg(unix)]
const OTHERS_ACCESS: u32 = 0o077;

/// The mode of a key file that anyone but its owner may read or write.
#[cfg(unix)]
fn shared_mode(file: &File) -> io::Result<Option<u32>> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = file.metadata()?.permissions().mode();
    Ok((mode & OTHERS_ACCESS != 0).then_some(mode & 0o7777))
}

#[cfg(not(unix))]
fn shared_mode(_: &File) -> io::Result<Option<u32>> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{check_of, from_file, generate, write_file};

    #[test]
    fn a_key_comes_back_from_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("root.key");
        let root = generate().unwrap();
        write_file(&path, &root).unwrap();
        assert_eq!(
            from_file(&path).unwrap().expose_bytes(),
            root.expose_bytes()
        );
        assert!(
            write_file(&path, &root).is_err(),
            "a key is never overwritten"
        );
    }

    #[test]
    fn keys_are_told_apart() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_ne!(one.expose_bytes(), other.expose_bytes());
        assert_ne!(check_of(&one), check_of(&other));
        assert_eq!(check_of(&one), check_of(&one));
    }
}
