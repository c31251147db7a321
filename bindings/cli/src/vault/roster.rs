//! Offices, members and listings as the MLS has them, and when its lists were taken over.

use doorward::calendar::UnixSeconds;
use doorward::fleet::roster::{self, ActivityStatus};
use doorward::keys::Id;
use doorward::policy::{Listed, Name, Status};
use rusqlite::{Row, ToSql, params};

use super::{Records, damaged, instant, optional, stored};
use crate::failure::Failure;

pub(crate) type Office = roster::Office<String>;
pub(crate) type Member = roster::Member<String>;
pub(crate) type ListingRow = roster::Listing<String>;

/// A list that was taken over.
#[derive(Clone, Debug)]
pub(crate) struct Imported {
    pub(crate) at: UnixSeconds,
    /// The files' names, as JSON.
    pub(crate) files: String,
    pub(crate) created: u32,
    pub(crate) changed: u32,
    pub(crate) deactivated: u32,
}

/// A text as the library takes one; one that an older tool kept and that is none counts as
/// not known.
fn text(row: &Row<'_>, at: usize) -> Result<Option<String>, Failure> {
    let text: Option<String> = row.get(at)?;
    Ok(text.filter(|text| doorward::policy::Text::new(text).is_ok()))
}

pub(super) fn name(row: &Row<'_>, at: usize) -> Result<Name, Failure> {
    let text: String = row.get(at)?;
    Name::new(&text).map_err(|_| damaged())
}

pub(super) fn maybe_name(row: &Row<'_>, at: usize) -> Result<Option<Name>, Failure> {
    let text: Option<String> = row.get(at)?;
    text.map(|text| Name::new(&text).map_err(|_| damaged()))
        .transpose()
}

/// An item of a closed list, kept by its name.
pub(super) fn listed<T: Listed>(row: &Row<'_>, at: usize) -> Result<T, Failure> {
    let text: String = row.get(at)?;
    T::from_name(&text).ok_or_else(damaged)
}

fn office(row: &Row<'_>) -> Result<Office, Failure> {
    Ok(Office {
        office_key: name(row, 0)?,
        office_mls_id: text(row, 1)?,
        office_name: text(row, 2)?,
        office_status: listed(row, 3)?,
    })
}

fn member(row: &Row<'_>) -> Result<Member, Failure> {
    Ok(Member {
        member_key: name(row, 0)?,
        member_mls_id: text(row, 1)?,
        member_full_name: text(row, 2)?,
        office_key: maybe_name(row, 3)?,
        member_status: listed::<ActivityStatus>(row, 4)?,
        member_state_license: text(row, 5)?,
    })
}

pub(super) const LISTING_COLUMNS: &str = "listing_key, listing_id, standard_status,
    list_agent_key, list_office_key, lock_box_serial_number, unparsed_address";

pub(super) fn listing_row(row: &Row<'_>) -> Result<ListingRow, Failure> {
    let serial: Option<String> = row.get(5)?;
    Ok(ListingRow {
        listing_key: name(row, 0)?,
        listing_id: text(row, 1)?,
        standard_status: listed::<Status>(row, 2)?,
        list_agent_key: maybe_name(row, 3)?,
        list_office_key: maybe_name(row, 4)?,
        lock_box_serial_number: serial
            .map(|serial| Id::new(&serial).map_err(|_| damaged()))
            .transpose()?,
        unparsed_address: text(row, 6)?,
    })
}

impl Records<'_> {
    /// All rows of a query, one by one.
    pub(super) fn all<T>(
        &self,
        query: &str,
        values: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> Result<T, Failure>,
    ) -> Result<Vec<T>, Failure> {
        let mut statement = self.connection.prepare(query)?;
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// All offices, by their keys' bytes.
    pub(crate) fn offices(&self) -> Result<Vec<Office>, Failure> {
        let query = "SELECT office_key, office_mls_id, office_name, office_status
                     FROM office ORDER BY office_key";
        self.all(query, &[], office)
    }

    /// All members, by their keys' bytes.
    pub(crate) fn members(&self) -> Result<Vec<Member>, Failure> {
        self.members_where("true ORDER BY member_key", &[])
    }

    fn members_where(&self, which: &str, values: &[&dyn ToSql]) -> Result<Vec<Member>, Failure> {
        let query = format!(
            "SELECT member_key, member_mls_id, member_full_name, office_key, member_status,
                    member_state_license
             FROM member WHERE {which}"
        );
        self.all(&query, values, member)
    }

    /// The member typed as `text`, by key or by the number that people know, if there is one.
    pub(crate) fn find_member(&self, text: &str) -> Result<Option<Member>, Failure> {
        let which = "member_key = ?1 OR member_mls_id = ?1
                     ORDER BY member_key = ?1 DESC, member_key LIMIT 1";
        Ok(self.members_where(which, &[&text])?.pop())
    }

    /// The member called `text`.
    pub(crate) fn member(&self, text: &str) -> Result<Member, Failure> {
        self.find_member(text)?.ok_or_else(|| {
            Failure::not_found(format!(
                "the vault knows no member {text:?}; take over the roster, or add one with \
                 `doorward member add`"
            ))
        })
    }

    /// The name of the recipient typed as `text`: a member's if it is one's id, else itself.
    pub(crate) fn recipient(&self, text: &str) -> Result<String, Failure> {
        let name = self
            .find_member(text)?
            .and_then(|member| member.member_full_name);
        Ok(name.unwrap_or_else(|| text.to_owned()))
    }

    /// All listings as the MLS has them, by their keys' bytes.
    pub(crate) fn listing_rows(&self) -> Result<Vec<ListingRow>, Failure> {
        let query = format!("SELECT {LISTING_COLUMNS} FROM listing ORDER BY listing_key");
        self.all(&query, &[], listing_row)
    }

    /// Adds an office, or puts it in place of the one with its key.
    pub(crate) fn put_office(&self, office: &Office) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO office (office_key, office_mls_id, office_name, office_status)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (office_key) DO UPDATE SET office_mls_id = ?2, office_name = ?3,
                 office_status = ?4",
            params![
                office.office_key.as_str(),
                office.office_mls_id,
                office.office_name,
                office.office_status.name(),
            ],
        )?;
        Ok(())
    }

    /// Adds a member, or puts it in place of the one with its key.
    pub(crate) fn put_member(&self, member: &Member) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO member (member_key, member_mls_id, member_full_name, office_key,
                                 member_status, member_state_license)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (member_key) DO UPDATE SET member_mls_id = ?2, member_full_name = ?3,
                 office_key = ?4, member_status = ?5, member_state_license = ?6",
            params![
                member.member_key.as_str(),
                member.member_mls_id,
                member.member_full_name,
                member.office_key.as_ref().map(Name::as_str),
                member.member_status.name(),
                member.member_state_license,
            ],
        )?;
        Ok(())
    }

    /// Adds a listing, or puts it in place of the one with its key. What the listing side has
    /// decided stays.
    pub(crate) fn put_listing(&self, listing: &ListingRow) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO listing (listing_key, listing_id, standard_status, list_agent_key,
                                  list_office_key, lock_box_serial_number, unparsed_address)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (listing_key) DO UPDATE SET listing_id = ?2, standard_status = ?3,
                 list_agent_key = ?4, list_office_key = ?5, lock_box_serial_number = ?6,
                 unparsed_address = ?7",
            params![
                listing.listing_key.as_str(),
                listing.listing_id,
                listing.standard_status.name(),
                listing.list_agent_key.as_ref().map(Name::as_str),
                listing.list_office_key.as_ref().map(Name::as_str),
                listing.lock_box_serial_number.as_ref().map(Id::as_str),
                listing.unparsed_address,
            ],
        )?;
        Ok(())
    }

    /// Records that a list was taken over.
    pub(crate) fn add_import(&self, import: &Imported) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO roster_import (at, files, created, changed, deactivated)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                stored(import.at),
                import.files,
                import.created,
                import.changed,
                import.deactivated
            ],
        )?;
        Ok(())
    }

    /// The list taken over last, if one was.
    pub(crate) fn last_import(&self) -> Result<Option<Imported>, Failure> {
        optional(self.connection.query_row(
            "SELECT at, files, created, changed, deactivated FROM roster_import
             ORDER BY id DESC LIMIT 1",
            [],
            |row| {
                Ok(Imported {
                    at: instant(row.get(0)?),
                    files: row.get(1)?,
                    created: row.get(2)?,
                    changed: row.get(3)?,
                    deactivated: row.get(4)?,
                })
            },
        ))
    }
}
