//! The root key: from its own file, or from the environment.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use doorward::bounds::KEY_LEN;
use doorward::keys::RootKey;
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, Zeroizing};

use crate::failure::Failure;
use crate::hex;
use crate::limits::KEY_FILE_MAX;

/// The environment variable that takes the file's place.
pub(crate) const VARIABLE: &str = "DOORWARD_ROOT_KEY";

/// Tells root keys apart: the start of a hash. A root key is 256 random bits, so nothing is
/// learned from it.
pub(crate) type KeyCheck = [u8; 8];

/// The check of `root`, kept in the vault so that another vault's key is noticed before it
/// makes codes that open nothing.
pub(crate) fn check_of(root: &RootKey) -> KeyCheck {
    let mut digest: [u8; KEY_LEN] = Sha256::new()
        .chain_update(b"doorward-cli/root-key-check")
        .chain_update(root.expose_bytes())
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

/// The root key kept in `path`: 64 hexadecimal digits, or the 32 bytes themselves.
pub(crate) fn from_file(path: &Path) -> Result<RootKey, Failure> {
    let shown = path.display();
    let unreadable = |error: io::Error| {
        if error.kind() == io::ErrorKind::NotFound {
            Failure::key(format!(
                "there is no root key at {shown}; restore its backup, name another file with \
                 --key-file, or set {VARIABLE}"
            ))
        } else {
            Failure::key(format!("the root key at {shown} cannot be read: {error}"))
        }
    };
    let file = File::open(path).map_err(unreadable)?;
    refuse_if_shared(&file, path)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(KEY_LEN.saturating_mul(4)));
    file.take(KEY_FILE_MAX)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let key = if bytes.len() == KEY_LEN {
        RootKey::from_bytes(&bytes).ok()
    } else {
        from_hex(bytes.trim_ascii())
    };
    key.ok_or_else(|| {
        Failure::key(format!(
            "the root key at {shown} must be 32 bytes, or 64 hexadecimal digits; restore its \
             backup"
        ))
    })
}

/// Writes `root` to a new file that its owner alone can read.
pub(crate) fn write_file(path: &Path, root: &RootKey) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut line = hex::encode(root.expose_bytes());
    line.push('\n');
    options
        .open(path)
        .and_then(|mut file| {
            file.write_all(line.as_bytes())?;
            file.sync_all()
        })
        .map_err(|error| {
            Failure::key(format!(
                "the root key cannot be written to {}: {error}",
                path.display()
            ))
        })
}

fn from_hex(digits: &[u8]) -> Option<RootKey> {
    let bytes = hex::decode(digits)?;
    RootKey::from_bytes(&bytes).ok()
}

/// The bits of a mode that let anyone but the owner do something.
#[cfg(unix)]
const OTHERS_ACCESS: u32 = 0o077;

/// Refuses a key file that anyone but its owner may read or write.
#[cfg(unix)]
fn refuse_if_shared(file: &File, path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;

    let shown = path.display();
    let mode = file
        .metadata()
        .map_err(|error| Failure::key(format!("the root key at {shown} cannot be read: {error}")))?
        .permissions()
        .mode();
    if mode & OTHERS_ACCESS == 0 {
        Ok(())
    } else {
        Err(Failure::key(format!(
            "the root key at {shown} can be read by others (mode {:04o}); run `chmod 600 {shown}`, \
             and consider whether someone has read it",
            mode & 0o7777
        )))
    }
}

#[cfg(not(unix))]
fn refuse_if_shared(_: &File, _: &Path) -> Result<(), Failure> {
    Ok(())
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
