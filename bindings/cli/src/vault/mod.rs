//! The vault: what was issued, for which box, to whom. One database file.
//!
//! Every change is one `IMMEDIATE` transaction, from reading what is taken to recording
//! what is given: of any number of commands at once, one at a time decides, and a command
//! that is killed has either recorded the whole of what it did or nothing.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

use doorward::calendar::UnixSeconds;
use doorward::policy::{Listed as _, Name, RecipientKind};
use rusqlite::{Connection, OpenFlags, Row, TransactionBehavior};

mod association;
mod bulletins;
mod cards;
mod days;
mod events;
mod flexes;
mod grants;
mod listings;
mod lockboxes;
mod roster;
mod schema;
mod services;
mod showings;

pub(crate) use association::Association;
pub(crate) use bulletins::{CARRIED, NextBulletin, installed_before};
pub(crate) use cards::Card;
pub(crate) use days::IssuedDay;
pub(crate) use events::{Denied, Event, Holder, MadeFor, Recorded, Wanted, access_method};
pub(crate) use flexes::{FlexGiven, IssuedFlex};
pub(crate) use grants::{Granted, Standing, short};
pub(crate) use listings::{Listing, ListingSettings, Permission, PermissionKind};
pub(crate) use lockboxes::Lockbox;
pub(crate) use roster::{Imported, ListingRow, Member, Office};
pub(crate) use services::IssuedService;
pub(crate) use showings::Showing;

use crate::failure::Failure;
use crate::key::KeyCheck;
use crate::limits::VAULT_WAIT;

/// The vault's file in its folder.
pub(crate) const FILE: &str = "vault.db";

/// An open vault.
#[derive(Debug)]
pub(crate) struct Vault {
    connection: Connection,
}

/// The vault's rows, as one transaction or one reader sees them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Records<'a> {
    connection: &'a Connection,
}

/// Who something was issued to, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issue {
    /// As typed by the issuer.
    pub(crate) recipient: Option<String>,
    /// When.
    pub(crate) at: UnixSeconds,
}

/// Who gives something, to what kind of person, and for which listing; nothing of it without
/// the issuing rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Party {
    /// The recipient's account, or the issuer's own reference.
    pub(crate) recipient: Option<Name>,
    pub(crate) kind: Option<RecipientKind>,
    pub(crate) issuer: Option<Name>,
    pub(crate) listing: Option<Name>,
}

impl Party {
    /// The four columns from `first` on.
    fn read(row: &Row<'_>, first: usize) -> Result<Self, Failure> {
        let [kind, issuer, listing] = [1, 2, 3].map(|more| first.saturating_add(more));
        let named: Option<String> = row.get(kind)?;
        Ok(Self {
            recipient: roster::maybe_name(row, first)?,
            kind: named
                .map(|name| RecipientKind::from_name(&name).ok_or_else(damaged))
                .transpose()?,
            issuer: roster::maybe_name(row, issuer)?,
            listing: roster::maybe_name(row, listing)?,
        })
    }

    /// The four columns.
    fn columns(&self) -> [Option<&str>; 4] {
        [
            self.recipient.as_ref().map(Name::as_str),
            self.kind.map(RecipientKind::name),
            self.issuer.as_ref().map(Name::as_str),
            self.listing.as_ref().map(Name::as_str),
        ]
    }
}

impl Vault {
    /// A new vault in `folder`, for the root key with this check.
    pub(crate) fn create(folder: &Path, key_check: KeyCheck) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).map_err(|error| {
            Failure::vault(format!("{} cannot be made: {error}", path.display()))
        })?;
        let mut connection = connect(&path)?;
        schema::create(&mut connection, &key_check)?;
        Ok(Self { connection })
    }

    /// The vault in `folder`.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let there = path.try_exists().map_err(|error| {
            Failure::vault(format!("{} cannot be read: {error}", path.display()))
        })?;
        if !there {
            return Err(Failure::vault(format!(
                "there is no vault in {}; make one with `doorward init`, or name its folder with \
                 --vault",
                folder.display()
            )));
        }
        let mut connection = connect(&path)?;
        schema::check(&mut connection)?;
        Ok(Self { connection })
    }

    /// A vault that is gone when it is dropped.
    pub(crate) fn in_memory() -> Result<Self, Failure> {
        let mut connection = Connection::open_in_memory()?;
        schema::create(&mut connection, &KeyCheck::default())?;
        Ok(Self { connection })
    }

    /// The vault as it is.
    pub(crate) fn records(&self) -> Records<'_> {
        Records {
            connection: &self.connection,
        }
    }

    /// Does `work` as one transaction: all of it is recorded if it succeeds, and nothing if
    /// it fails but what a rule denied. Nobody else writes meanwhile.
    pub(crate) fn change<T>(
        &mut self,
        work: impl FnOnce(Records<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let attempt = transaction.savepoint()?;
        let done = work(Records {
            connection: &attempt,
        });
        match &done {
            Ok(_) => attempt.commit()?,
            // Not even a byte of the file changes.
            Err(failure) if failure.denials().is_empty() => return done,
            Err(failure) => {
                attempt.finish()?;
                let records = Records {
                    connection: &transaction,
                };
                for denial in failure.denials() {
                    records.record_denial(denial)?;
                }
            }
        }
        transaction.commit()?;
        done
    }
}

impl Records<'_> {
    /// The check of the root key that the vault was made for.
    pub(crate) fn key_check(&self) -> Result<KeyCheck, Failure> {
        Ok(self
            .connection
            .query_row("SELECT key_check FROM vault", [], |row| row.get(0))?)
    }
}

/// Makes the vault's folder, for its owner alone.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Failure> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error: io::Error| {
        Failure::vault(format!("{} cannot be made: {error}", folder.display()))
    })
}

fn connect(path: &Path) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(VAULT_WAIT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Once a code has been printed, no power cut may make the vault forget it.
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    Ok(connection)
}

/// An instant as the database keeps it.
fn stored(instant: UnixSeconds) -> i64 {
    i64::try_from(instant).unwrap_or(i64::MAX)
}

/// An instant as it was kept.
fn instant(stored: i64) -> UnixSeconds {
    u64::try_from(stored).unwrap_or(0)
}

/// `Ok(None)` for a row that is not there.
fn optional<T>(found: Result<T, rusqlite::Error>) -> Result<Option<T>, Failure> {
    match found {
        Ok(row) => Ok(Some(row)),
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether an insertion failed because the row is there already.
fn is_taken(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}

/// A value in the file that the tool would never have written.
fn damaged() -> Failure {
    Failure::vault("the vault holds a value that makes no sense; restore it from a backup")
}
