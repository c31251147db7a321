-- A vault of schema version 3: the one of version 2 after the tool's step to version 3, and then a
-- listing and an agent whose ids a RESO key cannot have, a box at that listing, and two grants, one
-- of them handed out and revoked. Its root key is 32 times 5a.
PRAGMA foreign_keys = 0;
PRAGMA application_id = 1148678756;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE agent (id TEXT PRIMARY KEY, name TEXT NOT NULL, licence TEXT) STRICT;
INSERT INTO "agent" VALUES('José 7','José Núñez','L-7');
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
INSERT INTO "bulletin" VALUES('LB-2',1,1,3,1772913600,0,X'0000000000000000000000000000',X'216E6DE7C88C87C7');
CREATE TABLE card (id TEXT PRIMARY KEY, zone BLOB NOT NULL CHECK (length(zone) = 14)) STRICT;
CREATE TABLE day_key (
        lockbox TEXT NOT NULL REFERENCES lockbox (id),
        generation INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        day INTEGER NOT NULL,
        recipient TEXT,
        issued_at INTEGER NOT NULL,
        PRIMARY KEY (lockbox, generation, epoch, day)
    ) STRICT, WITHOUT ROWID;
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
INSERT INTO "day_slot" VALUES('LB-1',0,0,20519,0,'Ada',1772913600);
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
INSERT INTO "flex_copy" VALUES('LB-1',0,0,985002,4,0,0,0,1773010800,NULL,1772913600);
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
INSERT INTO "grant_body" VALUES(X'216E6DE7C88C87C730EBE9A07B8F888A','LB-2',1,3,0,9,X'4C54F4C4359A53879AA993D29E3E35A1',1772913600,1772924400,1,'Ada',1772913600,1772913600,1772913600);
INSERT INTO "grant_body" VALUES(X'AC3A665F87CD4793E54C854CAA4ACBE2','LB-2',1,3,0,9,X'E570056924AA40C645EBF4E664D8C553',1772913600,1772920800,1,'José Núñez',1772913600,NULL,NULL);
CREATE TABLE listing (id TEXT PRIMARY KEY, address TEXT NOT NULL) STRICT;
INSERT INTO "listing" VALUES('26-7','12 Main St');
INSERT INTO "listing" VALUES('old house','9 Côte Rd');
CREATE TABLE lockbox (
        id TEXT PRIMARY KEY,
        generation INTEGER NOT NULL CHECK (generation BETWEEN 0 AND 4294967295),
        epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 4294967295),
        zone BLOB NOT NULL CHECK (length(zone) = 14),
        day_digits INTEGER NOT NULL,
        flex_digits INTEGER NOT NULL,
        listing TEXT REFERENCES listing (id)
    , bulletin_sequence INTEGER NOT NULL DEFAULT 0
        CHECK (bulletin_sequence BETWEEN 0 AND 4294967295), is_suspended INTEGER NOT NULL DEFAULT 0
        CHECK (is_suspended IN (0, 1)), installed_generation INTEGER) STRICT;
INSERT INTO "lockbox" VALUES('LB-1',0,0,X'FE20FE5C03020000780B01000078',7,10,'26-7',3,1,0);
INSERT INTO "lockbox" VALUES('LB-2',1,3,X'0000000000000000000000000000',7,10,NULL,1,0,NULL);
INSERT INTO "lockbox" VALUES('LB-3',0,0,X'FE20FE5C03020000780B01000078',7,10,'old house',0,0,NULL);
CREATE TABLE renewal (
        card TEXT NOT NULL REFERENCES card (id),
        month INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 2),
        day INTEGER NOT NULL,
        issued_at INTEGER NOT NULL,
        PRIMARY KEY (card, month, number)
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
INSERT INTO "service_code" VALUES(1,'LB-1',0,0,'set_clock',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1772913600,NULL,1772913600);
CREATE TABLE vault (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        key_check BLOB NOT NULL CHECK (length(key_check) = 8)
    ) STRICT;
INSERT INTO "vault" VALUES(1,X'B46DB1E0BF06B09A');
CREATE INDEX service_code_of ON service_code (lockbox, generation, command);
CREATE UNIQUE INDEX grant_prefix ON grant_body (lockbox, substr(grant_id, 1, 8));
COMMIT;
