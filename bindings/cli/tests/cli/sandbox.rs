//! A vault of its own for each test.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Noon of the Saturday before the clocks go forward, at a box in Pacific time.
pub(crate) const NOW: &str = "2026-03-07T12:00-08:00";

/// What a command printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn new(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Standard output of a command that must have said yes.
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// JSON of a command that must have said yes.
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.ok()).unwrap()
    }

    /// The message of a command that must have failed with `code`, checked for its style.
    pub(crate) fn fails(self, code: i32) -> String {
        assert_eq!(self.code, code, "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        let message = self.err.strip_prefix("error: ").unwrap_or_else(|| {
            panic!("no error on standard error: {self:?}");
        });
        let message = message.trim_end().to_owned();
        Self::check_style(&message);
        message
    }

    /// The same of a command that was asked for JSON.
    pub(crate) fn fails_json(self, code: i32) -> String {
        assert_eq!(self.code, code, "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        let error: Value = serde_json::from_str(&self.err).unwrap();
        let message = error["error"]["message"].as_str().unwrap().to_owned();
        Self::check_style(&message);
        message
    }

    fn check_style(message: &str) {
        assert!(!message.ends_with('.'), "{message}");
        let first = message.chars().next().unwrap();
        assert!(!first.is_uppercase(), "{message}");
    }
}

/// A folder with a vault in it.
#[derive(Debug)]
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A vault with lockbox `LB-1` in Pacific time, at no listing, so that anyone may issue. Its key is always the same, or now and
    /// then two codes would be equal and a test fail for that.
    pub(crate) fn new() -> Self {
        let sandbox = Self::empty();
        sandbox.write_key("5a".repeat(32).as_bytes());
        sandbox.ok(&["init", "--existing-key"]);
        sandbox.ok(&["listing", "add", "26-7", "--address", "12 Main St"]);
        sandbox.ok(&["lockbox", "add", "LB-1", "--zone", "pacific"]);
        sandbox
    }

    /// A vault with an office, its member `M-1` who lists `26-7` at box `LB-1`, and the member
    /// `M-7` of another office.
    pub(crate) fn listed() -> Self {
        let sandbox = Self::new();
        let roster = "MemberKey,MemberMlsId,MemberFullName,OfficeKey,MemberStatus,\
                      MemberStateLicense\nM-1,00001,Lena List,O-1,Active,L-1\n\
                      M-7,00007,Ada Agent,O-2,Active,L-7\n";
        let listing = "ListingKey,StandardStatus,ListAgentKey,ListOfficeKey,UnparsedAddress\n\
                       26-7,Active,M-1,O-1,12 Main St\n";
        for (name, text) in [("members.csv", roster), ("listings.csv", listing)] {
            let path = sandbox.path(name);
            fs::write(&path, text).unwrap();
            sandbox.ok(&["roster", "import", path.to_str().unwrap()]);
        }
        sandbox.ok(&["lockbox", "assign", "LB-1", "--listing", "26-7"]);
        sandbox
    }

    /// Puts a root key where the vault's is.
    pub(crate) fn write_key(&self, bytes: &[u8]) {
        let path = self.vault().join("root.key");
        fs::create_dir_all(self.vault()).unwrap();
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.vault().join("vault.db")
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = bare();
        command
            .args(args)
            .env("DOORWARD_VAULT", self.vault())
            .env("DOORWARD_NOW", NOW);
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::new(&self.command(args).output().unwrap())
    }

    /// Runs with another present.
    pub(crate) fn at(&self, now: &str, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        Ran::new(&command.env("DOORWARD_NOW", now).output().unwrap())
    }

    pub(crate) fn ok(&self, args: &[&str]) -> String {
        self.run(args).ok()
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        self.run(&[args, &["--json"]].concat()).json()
    }

    /// The digits that a command issues.
    pub(crate) fn digits(&self, args: &[&str]) -> String {
        let answer = self.json(args);
        answer["code"].as_str().unwrap().to_owned()
    }
}

/// The tool, untouched by the environment of whoever runs the tests.
pub(crate) fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorward"));
    for name in [
        "DOORWARD_VAULT",
        "DOORWARD_KEY_FILE",
        "DOORWARD_ROOT_KEY",
        "DOORWARD_NOW",
        "DOORWARD_ZONE",
        "XDG_DATA_HOME",
    ] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

pub(crate) fn ran(command: &mut Command) -> Ran {
    Ran::new(&command.output().unwrap())
}

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}
