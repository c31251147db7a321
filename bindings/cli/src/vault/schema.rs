//! The tables, and which version of them a file holds.
//!
//! No table has a column for a code's digits or a key: both can be derived again from the
//! root key and what stands here.

use rusqlite::Connection;

use crate::failure::Failure;

/// "Dwrd", the database's application id: tells a vault from any other database.
const APPLICATION_ID: i32 = 0x4477_7264;

/// The statements that lead from each version to the next; the first makes an empty file a
/// vault of version 1. A step is never changed once released: a new one follows it.
const STEPS: [&str; 4] = [
    "
    CREATE TABLE vault (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        key_check BLOB NOT NULL CHECK (length(key_check) = 8)
    ) STRICT;

    CREATE TABLE listing (id TEXT PRIMARY KEY, address TEXT NOT NULL) STRICT;
    CREATE TABLE agent (id TEXT PRIMARY KEY, name TEXT NOT NULL, licence TEXT) STRICT;
    CREATE TABLE card (id TEXT PRIMARY KEY, zone BLOB NOT NULL CHECK (length(zone) = 14)) STRICT;

    CREATE TABLE lockbox (
        id TEXT PRIMARY KEY,
        generation INTEGER NOT NULL CHECK (generation BETWEEN 0 AND 4294967295),
        epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
        zone BLOB NOT NULL CHECK (length(zone) = 14),
        day_digits INTEGER NOT NULL,
        flex_digits INTEGER NOT NULL,
        listing TEXT REFERENCES listing (id)
    ) STRICT;

    -- One row per recipient: the primary key is what keeps a slot from being given twice.
    CREATE TABLE day_slot (
        lockbox TEXT NOT NULL REFERENCES lockbox (id),
        generation INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        day INTEGER NOT NULL,
        slot INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 15),
        recipient TEXT,
        issued_at INTEGER NOT NULL,
        PRIMARY KEY (lockbox, generation, epoch, day, slot)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE day_key (
        lockbox TEXT NOT NULL REFERENCES lockbox (id),
        generation INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        day INTEGER NOT NULL,
        recipient TEXT,
        issued_at INTEGER NOT NULL,
        PRIMARY KEY (lockbox, generation, epoch, day)
    ) STRICT, WITHOUT ROWID;

    -- The start in half hours since 1970, the length as its index of 1 to 125.
    CREATE TABLE flex_copy (
        lockbox TEXT NOT NULL REFERENCES lockbox (id),
        generation INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        start_slot INTEGER NOT NULL,
        duration INTEGER NOT NULL CHECK (duration BETWEEN 1 AND 125),
        operation INTEGER NOT NULL CHECK (operation IN (0, 1)),
        code_use INTEGER NOT NULL CHECK (code_use IN (0, 1)),
        copy INTEGER NOT NULL CHECK (copy BETWEEN 0 AND 3),
        ends_at INTEGER NOT NULL,
        recipient TEXT,
        issued_at INTEGER NOT NULL,
        PRIMARY KEY (lockbox, generation, epoch, start_slot, duration, operation, code_use, copy)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE service_code (
        id INTEGER PRIMARY KEY,
        lockbox TEXT NOT NULL REFERENCES lockbox (id),
        generation INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        command TEXT NOT NULL
            CHECK (command IN ('cancel_flex', 'cancel_day', 'set_clock', 'raise_epoch')),
        start_slot INTEGER,
        duration INTEGER,
        operation INTEGER,
        code_use INTEGER,
        copy INTEGER,
        day INTEGER,
        slot INTEGER,
        instant INTEGER,
        new_epoch INTEGER,
        issued_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX service_code_of ON service_code (lockbox, generation, command);

    -- The month is the first one's of its date: year * 12 + month - 1.
    CREATE TABLE renewal (
        card TEXT NOT NULL REFERENCES card (id),
        month INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 2),
        day INTEGER NOT NULL,
        issued_at INTEGER NOT NULL,
        PRIMARY KEY (card, month, number)
    ) STRICT, WITHOUT ROWID;
",
    "
    -- The number of the last bulletin made for the box, and what each of them says anew.
    ALTER TABLE lockbox ADD COLUMN bulletin_sequence INTEGER NOT NULL DEFAULT 0
        CHECK (bulletin_sequence BETWEEN 0 AND 4294967295);
    ALTER TABLE lockbox ADD COLUMN is_suspended INTEGER NOT NULL DEFAULT 0
        CHECK (is_suspended IN (0, 1));
    -- The generation that `doorward box install` provisioned a box with, if it did.
    ALTER TABLE lockbox ADD COLUMN installed_generation INTEGER;
",
    "
    -- What each bulletin said, so that it can be carried again; its tag is derived again.
    CREATE TABLE bulletin (
        lockbox TEXT NOT NULL REFERENCES lockbox (id),
        generation INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        issued_at INTEGER NOT NULL,
        is_suspended INTEGER NOT NULL CHECK (is_suspended IN (0, 1)),
        zone BLOB NOT NULL CHECK (length(zone) = 14),
        revoked BLOB NOT NULL CHECK (length(revoked) % 8 = 0),
        PRIMARY KEY (lockbox, generation, sequence)
    ) STRICT, WITHOUT ROWID;

    -- The body of each grant. Its tag, which is the secret, is derived again.
    CREATE TABLE grant_body (
        grant_id BLOB PRIMARY KEY CHECK (length(grant_id) = 16),
        lockbox TEXT NOT NULL REFERENCES lockbox (id),
        generation INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        bulletin INTEGER NOT NULL,
        operations INTEGER NOT NULL CHECK (operations BETWEEN 1 AND 31),
        holder BLOB NOT NULL CHECK (length(holder) = 16),
        not_before INTEGER NOT NULL,
        not_after INTEGER NOT NULL,
        max_uses INTEGER NOT NULL CHECK (max_uses BETWEEN 0 AND 255),
        recipient TEXT NOT NULL,
        issued_at INTEGER NOT NULL,
        released_at INTEGER,
        revoked_at INTEGER
    ) STRICT, WITHOUT ROWID;
    -- A bulletin revokes by the first eight bytes.
    CREATE UNIQUE INDEX grant_prefix ON grant_body (lockbox, substr(grant_id, 1, 8));
",
    ROSTER,
];

/// Offices, members and listings by the names that RESO's Data Dictionary has, who issued what
/// to whom, showings, what is remembered of cards, and access events.
const ROSTER: &str = "
    PRAGMA defer_foreign_keys = 1;

    -- What the association has decided, as JSON; absent: the defaults.
    CREATE TABLE association (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        settings TEXT NOT NULL
    ) STRICT;

    CREATE TABLE roster_import (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        files TEXT NOT NULL,
        created INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        deactivated INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE office (
        office_key TEXT PRIMARY KEY,
        office_mls_id TEXT,
        office_name TEXT,
        office_status TEXT NOT NULL
    ) STRICT;

    -- A key has 1 to 64 signs from ! to ~. One that had others is spelled in hexadecimal from
    -- now on, and what people called it stays its number.
    CREATE TABLE member (
        member_key TEXT PRIMARY KEY,
        member_mls_id TEXT,
        member_full_name TEXT,
        office_key TEXT,
        member_status TEXT NOT NULL,
        member_state_license TEXT
    ) STRICT;
    INSERT INTO member
        SELECT CASE WHEN length(id) BETWEEN 1 AND 64 AND id NOT GLOB '*[^!-~]*' THEN id
                    ELSE 'x' || substr(hex(id), 1, 63) END,
               nullif(id, ''), nullif(name, ''), NULL, 'Active', nullif(licence, '')
        FROM agent;
    DROP TABLE agent;

    ALTER TABLE listing RENAME COLUMN id TO listing_key;
    ALTER TABLE listing ADD COLUMN listing_id TEXT;
    ALTER TABLE listing ADD COLUMN standard_status TEXT NOT NULL DEFAULT 'Active';
    ALTER TABLE listing ADD COLUMN list_agent_key TEXT;
    ALTER TABLE listing ADD COLUMN list_office_key TEXT;
    ALTER TABLE listing ADD COLUMN lock_box_serial_number TEXT;
    ALTER TABLE listing ADD COLUMN unparsed_address TEXT;
    -- What the listing side has decided, as JSON.
    ALTER TABLE listing ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
    UPDATE listing SET unparsed_address = nullif(address, ''), listing_id = nullif(listing_key, '');
    ALTER TABLE listing DROP COLUMN address;
    UPDATE lockbox SET listing = 'x' || substr(hex(listing), 1, 63)
        WHERE length(listing) NOT BETWEEN 1 AND 64 OR listing GLOB '*[^!-~]*';
    UPDATE listing SET listing_key = 'x' || substr(hex(listing_key), 1, 63)
        WHERE length(listing_key) NOT BETWEEN 1 AND 64 OR listing_key GLOB '*[^!-~]*';

    -- What is on file: the seller's, in writing, for one person; the listing side's, for showings
    -- in one status; the seller's signed request to withdraw.
    CREATE TABLE permission (
        id INTEGER PRIMARY KEY,
        listing TEXT NOT NULL REFERENCES listing (listing_key),
        kind TEXT NOT NULL CHECK (kind IN (
            'seller_written_permission', 'off_market_permission', 'seller_signed_request')),
        recipient TEXT,
        recipient_name TEXT,
        status TEXT,
        document TEXT,
        given_at INTEGER NOT NULL,
        taken_back_at INTEGER
    ) STRICT;
    CREATE INDEX permission_of ON permission (listing, kind);

    ALTER TABLE lockbox ADD COLUMN model TEXT NOT NULL DEFAULT 'bluetooth_flex';
    -- The member with owner privileges on it.
    ALTER TABLE lockbox ADD COLUMN owner TEXT;
    CREATE INDEX lockbox_of ON lockbox (listing) WHERE listing IS NOT NULL;

    -- Who issued, to what kind of person, and for which listing. NULL: without the issuing rules.
    ALTER TABLE day_slot ADD COLUMN recipient_id TEXT;
    ALTER TABLE day_slot ADD COLUMN recipient_kind TEXT;
    ALTER TABLE day_slot ADD COLUMN issuer TEXT;
    ALTER TABLE day_slot ADD COLUMN listing TEXT;
    ALTER TABLE flex_copy ADD COLUMN recipient_id TEXT;
    ALTER TABLE flex_copy ADD COLUMN recipient_kind TEXT;
    ALTER TABLE flex_copy ADD COLUMN issuer TEXT;
    ALTER TABLE flex_copy ADD COLUMN listing TEXT;
    ALTER TABLE flex_copy ADD COLUMN is_contractor INTEGER NOT NULL DEFAULT 0
        CHECK (is_contractor IN (0, 1));
    ALTER TABLE grant_body ADD COLUMN recipient_id TEXT;
    ALTER TABLE grant_body ADD COLUMN recipient_kind TEXT;
    ALTER TABLE grant_body ADD COLUMN issuer TEXT;
    ALTER TABLE grant_body ADD COLUMN listing TEXT;
    ALTER TABLE grant_body ADD COLUMN method TEXT;
    ALTER TABLE grant_body ADD COLUMN showing TEXT;
    -- What was asked for, as JSON, to be asked again when it is handed out.
    ALTER TABLE grant_body ADD COLUMN asked TEXT;
    CREATE INDEX grant_to ON grant_body (recipient_id);

    CREATE TABLE showing (
        id TEXT PRIMARY KEY,
        listing TEXT NOT NULL REFERENCES listing (listing_key),
        lockbox TEXT NOT NULL REFERENCES lockbox (id),
        holder TEXT NOT NULL,
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        state TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        grant_released INTEGER NOT NULL CHECK (grant_released IN (0, 1)),
        opened_at INTEGER,
        replaces TEXT,
        replaced_by TEXT,
        -- What is known of the holder and of who asked, as JSON.
        asked TEXT NOT NULL,
        grant_id BLOB REFERENCES grant_body (grant_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX showing_of ON showing (listing, starts_at);

    -- What other systems are told, in the order in which it happened.
    CREATE TABLE showing_event (
        number INTEGER PRIMARY KEY,
        showing TEXT NOT NULL REFERENCES showing (id),
        sequence INTEGER NOT NULL,
        record TEXT NOT NULL,
        UNIQUE (showing, sequence)
    ) STRICT;

    ALTER TABLE card ADD COLUMN member TEXT;
    ALTER TABLE card ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 86400;
    ALTER TABLE card ADD COLUMN is_lost INTEGER NOT NULL DEFAULT 0 CHECK (is_lost IN (0, 1));
    CREATE TABLE reader_renewal (
        id INTEGER PRIMARY KEY,
        card TEXT NOT NULL REFERENCES card (id),
        issued_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
    ) STRICT;
    -- Which of a member's app and card is the key of a day.
    CREATE TABLE day_holder (
        member TEXT PRIMARY KEY,
        day INTEGER NOT NULL,
        held_by TEXT NOT NULL,
        is_fallback INTEGER NOT NULL CHECK (is_fallback IN (0, 1)),
        card_next INTEGER NOT NULL CHECK (card_next IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    -- What happened to the access to the boxes, in the form of an access event in JSON. The key
    -- of a row of a log names box, generation and number, so that no row is kept twice.
    CREATE TABLE access_event (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        at INTEGER NOT NULL,
        event TEXT NOT NULL,
        lockbox TEXT,
        -- Of issues and rows: by these a row finds whose it was, and a code its first use.
        generation INTEGER,
        epoch INTEGER,
        credential TEXT,
        members TEXT NOT NULL
    ) STRICT;
    CREATE INDEX access_event_at ON access_event (at);
    CREATE INDEX access_event_of ON access_event (lockbox, generation, credential, event)
        WHERE credential IS NOT NULL;
";

/// The newest version that this tool knows.
const NEWEST: usize = STEPS.len();

/// Makes an empty database a vault.
pub(super) fn create(connection: &mut Connection, key_check: &[u8]) -> Result<(), Failure> {
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    for step in STEPS {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", newest())?;
    transaction.execute(
        "INSERT INTO vault (only_row, key_check) VALUES (1, ?1)",
        [key_check],
    )?;
    Ok(transaction.commit()?)
}

/// Refuses a database that is no vault, or one of a newer version; brings an older one up
/// to date.
pub(super) fn check(connection: &mut Connection) -> Result<(), Failure> {
    if pragma::<i32>(connection, "application_id")? != APPLICATION_ID {
        return Err(Failure::vault(
            "the file is no vault, or one whose making was cut off; move it away and run \
             `doorward init --existing-key`",
        ));
    }
    if version(connection)? == NEWEST {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version = version(&transaction)?;
    if version > NEWEST {
        return Err(Failure::vault(format!(
            "the vault has schema version {version}, and this doorward knows versions up to \
             {NEWEST}; use the newer doorward that wrote it"
        )));
    }
    for step in STEPS.iter().skip(version) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", newest())?;
    Ok(transaction.commit()?)
}

fn newest() -> i64 {
    i64::try_from(NEWEST).unwrap_or(i64::MAX)
}

fn version(connection: &Connection) -> Result<usize, Failure> {
    let version: i64 = pragma(connection, "user_version")?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

fn pragma<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> Result<T, Failure> {
    Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
}
