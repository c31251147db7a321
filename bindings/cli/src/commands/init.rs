//! `doorward init`: a vault and its root key.

use std::path::PathBuf;

use serde::Serialize;

use super::Context;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::key;
use crate::vault::{self, Vault};

#[derive(Serialize)]
struct Made {
    vault: PathBuf,
    /// Absent where the key is the environment's.
    #[serde(skip_serializing_if = "Option::is_none")]
    key_file: Option<PathBuf>,
}

pub(super) fn run(context: &Context, existing_key: bool) -> Result<Answer, Failure> {
    let folder = context.folder()?;
    let file = folder.join(vault::FILE);
    if file.exists() {
        return Err(Failure::refused(format!(
            "there is a vault at {} already; name another folder with --vault",
            file.display()
        )));
    }
    let key_file = context.key_file()?;
    let (root, key_file) = match (key::from_environment()?, existing_key) {
        (Some(root), _) => (root, None),
        (None, true) => (key::from_file(&key_file)?, Some(key_file)),
        (None, false) if key_file.exists() => {
            return Err(Failure::refused(format!(
                "there is a root key at {} already, and no vault; if its vault is lost, restore \
                 it, or start anew with --existing-key",
                key_file.display()
            )));
        }
        (None, false) => (key::generate()?, Some(key_file)),
    };
    vault::make_folder(&folder)?;
    if let Some(key_file) = key_file.as_deref().filter(|_| !existing_key) {
        key::write_file(key_file, &root)?;
    }
    Vault::create(&folder, key::check_of(&root))?;
    let text = match &key_file {
        Some(key_file) => format!(
            "vault     {}\nroot key  {}\n\nBack up the root key now, apart from the vault and \
             out of reach of others: without it no\nlockbox that is provisioned with its keys \
             can be given a code, and whoever has it opens all of them.",
            file.display(),
            key_file.display()
        ),
        None => format!(
            "vault     {}\nroot key  from {}; it is stored nowhere else",
            file.display(),
            key::VARIABLE
        ),
    };
    let made = Made {
        vault: file,
        key_file,
    };
    Answer::new(text, &made)
}
