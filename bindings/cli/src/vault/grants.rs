//! Grants that were issued, handed out and revoked.

use doorward::bounds::NONCE_LEN;
use doorward::calendar::UnixSeconds;
use doorward::grants::{GrantBody, Operations};
use doorward::keys::Id;
use doorward::policy::{Listed as _, Method, Name};
use rusqlite::{Row, ToSql, params};

use super::roster::maybe_name;
use super::{Lockbox, Party, Records, damaged, instant, is_taken, stored};
use crate::failure::Failure;
use crate::hex;

/// Fewest digits of an id that name a grant.
const ID_DIGITS_MIN: usize = 4;

/// A grant that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Granted {
    pub(crate) body: GrantBody,
    /// The generation of the box that it is for.
    pub(crate) generation: u32,
    pub(crate) recipient: String,
    pub(crate) party: Party,
    pub(crate) method: Option<Method>,
    /// The showing that it was issued for.
    pub(crate) showing: Option<Name>,
    /// What the issuing rules were asked, as JSON.
    pub(crate) asked: Option<String>,
    pub(crate) issued_at: UnixSeconds,
    /// When it was first handed out, if it was.
    pub(crate) released_at: Option<UnixSeconds>,
    pub(crate) revoked_at: Option<UnixSeconds>,
}

/// How a grant stands with the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// Issued, and not handed out.
    Issued,
    /// Handed out.
    Released,
    /// Revoked before it was handed out: no phone has it.
    Withheld,
    /// Handed out and then revoked.
    Revoked,
}

impl Granted {
    pub(crate) fn standing(&self) -> Standing {
        match (self.released_at, self.revoked_at) {
            (None, None) => Standing::Issued,
            (Some(_), None) => Standing::Released,
            (None, Some(_)) => Standing::Withheld,
            (Some(_), Some(_)) => Standing::Revoked,
        }
    }
}

const COLUMNS: &str = "grant_id, lockbox, generation, epoch, bulletin, operations, holder,
                       not_before, not_after, max_uses, recipient, issued_at, released_at,
                       revoked_at, recipient_id, recipient_kind, issuer, listing, method, showing,
                       asked";

fn granted(row: &Row<'_>) -> Result<Granted, Failure> {
    let lockbox: String = row.get(1)?;
    let method: Option<String> = row.get(18)?;
    Ok(Granted {
        body: GrantBody {
            operations: Operations::from_bits(row.get(5)?).map_err(|_| damaged())?,
            epoch: row.get(3)?,
            bulletin: row.get(4)?,
            grant_id: row.get(0)?,
            holder: row.get(6)?,
            not_before: instant(row.get(7)?),
            not_after: instant(row.get(8)?),
            max_uses: row.get(9)?,
            lockbox: Id::new(&lockbox).map_err(|_| damaged())?,
        },
        generation: row.get(2)?,
        recipient: row.get(10)?,
        issued_at: instant(row.get(11)?),
        released_at: row.get::<_, Option<i64>>(12)?.map(instant),
        revoked_at: row.get::<_, Option<i64>>(13)?.map(instant),
        party: Party::read(row, 14)?,
        method: method
            .map(|name| Method::from_name(&name).ok_or_else(damaged))
            .transpose()?,
        showing: maybe_name(row, 19)?,
        asked: row.get(20)?,
    })
}

impl Records<'_> {
    /// Records a grant that is issued.
    pub(crate) fn add_grant(&self, granted: &Granted) -> Result<(), Failure> {
        let Granted { body, .. } = granted;
        let [recipient, kind, issuer, listing] = granted.party.columns();
        let added = self.connection.execute(
            "INSERT INTO grant_body (grant_id, lockbox, generation, epoch, bulletin, operations,
                                     holder, not_before, not_after, max_uses, recipient,
                                     issued_at, recipient_id, recipient_kind, issuer, listing,
                                     method, showing, asked)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                     ?18, ?19)",
            params![
                body.grant_id,
                body.lockbox.as_str(),
                granted.generation,
                body.epoch,
                body.bulletin,
                body.operations.bits(),
                body.holder,
                stored(body.not_before),
                stored(body.not_after),
                body.max_uses,
                granted.recipient,
                stored(granted.issued_at),
                recipient,
                kind,
                issuer,
                listing,
                granted.method.map(Method::name),
                granted.showing.as_ref().map(Name::as_str),
                granted.asked,
            ],
        );
        match added {
            Err(error) if is_taken(&error) => Err(Failure::io(
                "two grants got the same id: the system's random bytes are not random",
            )),
            added => Ok(added.map(|_| ())?),
        }
    }

    /// The grant whose id begins with these digits, if there is just one.
    pub(crate) fn grant(&self, digits: &str) -> Result<Granted, Failure> {
        let is_id = digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            && (ID_DIGITS_MIN..=NONCE_LEN.saturating_mul(2)).contains(&digits.len());
        if !is_id {
            return Err(Failure::usage(format!(
                "a grant is named by the {ID_DIGITS_MIN} to {} hexadecimal digits that its id \
                 begins with",
                NONCE_LEN.saturating_mul(2)
            )));
        }
        let mut found = self.grants_where(
            "substr(hex(grant_id), 1, length(?1)) = upper(?1) ORDER BY grant_id LIMIT 2",
            &[&digits],
        )?;
        match (found.pop(), found.pop()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(Failure::not_found(
                "the vault has issued no grant of that id; `doorward grant list` shows what it has",
            )),
            (Some(_), Some(_)) => Err(Failure::refused(
                "the ids of several grants begin so; give more digits",
            )),
        }
    }

    /// The grant of a whole id, if the vault issued it.
    pub(crate) fn grant_of(&self, id: &[u8; NONCE_LEN]) -> Result<Option<Granted>, Failure> {
        Ok(self.grants_where("grant_id = ?1", &[id])?.pop())
    }

    /// The grants of a lockbox in its present generation, the latest start last.
    pub(crate) fn grants(&self, lockbox: &Lockbox) -> Result<Vec<Granted>, Failure> {
        self.grants_where(
            "lockbox = ?1 AND generation = ?2 ORDER BY not_before, issued_at, grant_id",
            &[&lockbox.id.as_str(), &lockbox.generation],
        )
    }

    /// The grants of any box that were issued to this account, not revoked, and not over.
    pub(crate) fn grants_to(
        &self,
        recipient: &Name,
        now: UnixSeconds,
    ) -> Result<Vec<Granted>, Failure> {
        self.grants_where(
            "recipient_id = ?1 AND revoked_at IS NULL AND not_after > ?2
             ORDER BY lockbox, not_before, grant_id",
            &[&recipient.as_str(), &stored(now)],
        )
    }

    fn grants_where(&self, which: &str, values: &[&dyn ToSql]) -> Result<Vec<Granted>, Failure> {
        let mut statement = self
            .connection
            .prepare(&format!("SELECT {COLUMNS} FROM grant_body WHERE {which}"))?;
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(granted(row)?);
        }
        Ok(found)
    }

    /// Records that a grant is handed out. The first time stays recorded.
    pub(crate) fn release_grant(&self, body: &GrantBody, now: UnixSeconds) -> Result<(), Failure> {
        self.connection.execute(
            "UPDATE grant_body SET released_at = coalesce(released_at, ?2) WHERE grant_id = ?1",
            params![body.grant_id, stored(now)],
        )?;
        Ok(())
    }

    /// Records that a grant is revoked, and the event of it.
    pub(crate) fn revoke_grant(&self, body: &GrantBody, now: UnixSeconds) -> Result<(), Failure> {
        self.connection.execute(
            "UPDATE grant_body SET revoked_at = ?2 WHERE grant_id = ?1",
            params![body.grant_id, stored(now)],
        )?;
        self.record_revocation(body, now)
    }

    /// The name of whoever has this id: one that something was granted to, or a member.
    pub(crate) fn person(&self, start: u64) -> Result<Option<String>, Failure> {
        let mut statement = self.connection.prepare(
            "SELECT recipient FROM grant_body
             UNION SELECT member_full_name FROM member WHERE member_full_name IS NOT NULL
             ORDER BY 1",
        )?;
        let mut names = statement.query([])?;
        while let Some(row) = names.next()? {
            let name: String = row.get(0)?;
            if crate::person::start_of(&crate::person::id_of(&name)) == start {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }
}

/// The digits of an id by which people call a grant: those that a bulletin lists.
pub(crate) fn short(id: &[u8; NONCE_LEN]) -> String {
    let first = id.get(..doorward::bounds::REVOCATION_LEN);
    hex::encode(first.unwrap_or(id)).to_string()
}
