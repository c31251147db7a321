//! Every limit of the crate in one place, each with its source.
//!
//! "Specification" means the texts in `docs/spec` of the repository. A limit that a
//! lockbox may choose for itself is a parameter of its profile; what stands here is
//! what no profile may pass.

/// Seconds in a minute.
pub const SECONDS_PER_MINUTE: u32 = 60;
/// Seconds in a civil day that has no change of offset.
pub const SECONDS_PER_DAY: u32 = 86_400;
/// Length of a half-hour slot in seconds: FlexCode windows lie on them (specification,
/// flex codes).
pub const SECONDS_PER_HALF_HOUR: u32 = 1_800;

/// Length of every key in bytes: one SHA-256 output (specification, keys).
pub const KEY_LEN: usize = 32;
/// Longest lockbox or credential id in bytes: RESO Data Dictionary, `LockBoxSerialNumber`.
pub const ID_MAX_LEN: usize = 25;

/// The last instant the crate reckons with, 9999-12-31T23:59:59Z: the last date that the
/// `time` crate can name without its wider feature. Later ones are treated as this one.
pub const LAST_INSTANT: u64 = 253_402_300_799;
/// Instants below 2024-01-01T00:00:00Z mean that a clock was never set (specification,
/// box clock).
pub const FIRST_PLAUSIBLE_INSTANT: u64 = 1_704_067_200;

/// Shortest day code in digits (specification, code families).
pub const DAY_DIGITS_MIN: u8 = 7;
/// Longest day code in digits.
pub const DAY_DIGITS_MAX: u8 = 9;
/// Recipients a day code can be issued to on one day (specification, day codes).
pub const DAY_SLOTS: u8 = 16;
/// The first slot that belongs to whoever holds the day key; the service's end below it.
pub const FIRST_HOLDER_SLOT: u8 = 8;
/// Codes cut from one HMAC output: four times eight bytes.
pub const DAY_SLOTS_PER_MAC: u8 = 4;

/// Shortest FlexCode in digits.
pub const FLEX_DIGITS_MIN: u8 = 10;
/// Longest FlexCode in digits: its length must differ from a service code's.
pub const FLEX_DIGITS_MAX: u8 = 11;
/// Different codes for one window, operation and use.
pub const FLEX_COPIES: u8 = 4;
/// Duration indices up to this one count half hours (30 minutes to 48 hours).
pub const DURATION_LAST_HALF_HOURS: u8 = 96;
/// The last duration index: 31 days.
pub const DURATION_LAST: u8 = 125;
/// Above [`DURATION_LAST_HALF_HOURS`] an index less this is a number of days (97 is 3 days).
pub const DURATION_DAYS_OFFSET: u8 = 94;
/// Half-hour slots that share one tweak of the numeral cipher.
pub const SLOTS_PER_TWEAK: u32 = 64;
/// How long after its start a FlexCode may first be entered, in seconds.
pub const FIRST_ENTRY_SECONDS: u32 = 86_400;
/// Meaningful payloads under one tweak: 125 durations, 4 copies, 2 operations, 2 uses,
/// 64 half-hour slots.
pub const FLEX_PAYLOADS: u32 = 128_000;

/// Digits of a service code.
pub const SERVICE_DIGITS: u8 = 12;
/// First half-hour slot a cancellation can name: 2024-01-01T00:00Z.
pub const SERVICE_FIRST_SLOT: u32 = 946_704;
/// Half-hour slots a cancellation can name (to October 2083).
pub const SERVICE_SLOTS: u32 = 1 << 20;
/// First day a cancellation can name: 2024-01-01.
pub const SERVICE_FIRST_DAY: u32 = 19_723;
/// Days a cancellation can name (to September 2113).
pub const SERVICE_DAYS: u32 = 1 << 15;
/// Whole minutes a clock code can name (to October 2087).
pub const SERVICE_MINUTES: u32 = 1 << 25;
/// Ownership epochs a service code can name.
pub const SERVICE_EPOCHS: u32 = 1 << 20;
/// Epochs told apart by a cancellation.
pub const SERVICE_EPOCH_MODULUS: u32 = 16;
/// Half hours ahead of the box's clock at which a cancelled FlexCode may start.
pub const CANCEL_HALF_HOURS_AHEAD: u32 = 2_048;
/// Days ahead of the box's date at which a cancelled day code may lie.
pub const CANCEL_DAYS_AHEAD: u32 = 64;
/// How far clock codes together may move a clock forward between two trusted syncs, in
/// seconds: 7 days.
pub const CLOCK_CODE_FORWARD_SECONDS: u32 = 7 * SECONDS_PER_DAY;
/// How far clock codes together may move a clock back between two trusted syncs, in
/// seconds: 60 minutes.
pub const CLOCK_CODE_BACK_SECONDS: u32 = 3_600;
/// How many epochs one code may raise.
pub const EPOCH_STEP_MAX: u32 = 16;

/// Digits of a renewal code.
pub const RENEWAL_DIGITS: u8 = 8;
/// Renewals by phone a card may have in a month, and so the numbers of a renewal code.
pub const RENEWALS_PER_MONTH: u8 = 3;

/// Digits of the longest code.
pub const CODE_DIGITS_MAX: u8 = SERVICE_DIGITS;

/// Smallest clock tolerance in seconds (specification, box clock).
pub const TOLERANCE_MIN_SECONDS: u32 = 120;
/// What a clock drifts after it was set, in parts in a million (specification, box clock).
pub const TOLERANCE_DRIFT_PPM: u32 = 100;
/// Largest clock tolerance in seconds.
pub const TOLERANCE_MAX_SECONDS: u32 = 1_800;

/// A profile under which a random guess opens more often than 1 time in this many is
/// refused (specification, guess odds).
pub const GUESS_ONE_IN_MIN: u64 = 100_000;

/// The highest total of refusals at which a keypad may go on: NIST SP 800-63B limits failed
/// attempts to 100.
pub const REFUSALS_MAX: u8 = 100;
/// Rows of the largest ledger (specification, snapshot).
pub const LEDGER_ROWS_MAX: u8 = 32;
/// Rows of it that may be kept for cancellations.
pub const CANCELLATION_ROWS_MAX: u8 = 8;
/// Audit rows that a snapshot holds: as many as one call writes at most (specification,
/// audit log).
pub const AUDIT_ROWS_MAX: u8 = 4;
/// Rows of the smallest ring that a box should keep.
pub const AUDIT_RING_MIN_ROWS: usize = 500;
/// Bytes of the status line that goes with a head of the audit log.
pub const STATUS_LINE_LEN: usize = 16;
/// Bytes of a snapshot.
pub const SNAPSHOT_LEN: usize = 1_536;
/// Bytes of the limits in a snapshot, and as an owner's phone sends them.
pub const LIMITS_LEN: usize = 30;
/// Without an accepted call, an instant is persisted after so many seconds.
pub const TICK_SECONDS: u64 = 3_600;
/// A challenge is given within so many seconds of a key press.
pub const KEY_PRESS_SECONDS: u64 = 30;
/// A challenge is good for a live bulletin for so many seconds.
pub const LIVE_BULLETIN_SECONDS: u64 = 60;
/// A challenge is good for a grant for so many seconds.
pub const GRANT_CHALLENGE_SECONDS: u64 = 10;
/// Challenges that a box gives on one connection.
pub const CHALLENGES_MAX: u8 = 4;
/// For how many seconds past its end a revoked grant stays listed: twice the largest
/// tolerance, since a box's clock may be slow by as much as it is lenient.
pub const REVOCATION_LISTED_SECONDS: u64 = 2 * TOLERANCE_MAX_SECONDS as u64;
/// Longest time of a grant whose uses are counted, in seconds: 31 days.
pub const COUNTED_GRANT_MAX_SECONDS: u64 = 31 * SECONDS_PER_DAY as u64;
/// Bytes of a challenge, a nonce and a grant id.
pub const NONCE_LEN: usize = 16;
/// Grants that a bulletin can revoke.
pub const REVOCATIONS_MAX: usize = 16;
/// Bytes of a grant id by which a bulletin revokes it.
pub const REVOCATION_LEN: usize = 8;
/// Bytes of the shortest bulletin: it revokes nothing.
pub const BULLETIN_MIN_LEN: usize = 107;
/// Bytes of the longest bulletin.
pub const BULLETIN_MAX_LEN: usize = BULLETIN_MIN_LEN + REVOCATIONS_MAX * REVOCATION_LEN;

/// Bytes of an entry of the audit log (specification, audit log).
pub const AUDIT_ENTRY_LEN: usize = 48;
/// Bytes of a tag of the audit log: half of HMAC-SHA-256.
pub const AUDIT_TAG_LEN: usize = 16;
/// Bytes of a row: entry and tag.
pub const AUDIT_ROW_LEN: usize = AUDIT_ENTRY_LEN + AUDIT_TAG_LEN;
/// Bytes of a head: next sequence, instant, tag.
pub const AUDIT_HEAD_LEN: usize = 4 + 8 + AUDIT_TAG_LEN;
/// Bytes of a grant's body (specification, grants).
pub const GRANT_BODY_LEN: usize = 86;
/// Caveats that can be added to a grant.
pub const CAVEATS_MAX: usize = 8;
/// Bytes of the longest caveat: type, length and a delegate's id.
pub const CAVEAT_MAX_LEN: usize = 2 + NONCE_LEN;
/// Bytes of the longest grant: body, count, caveats, tag.
pub const GRANT_MAX_LEN: usize = GRANT_BODY_LEN + 1 + CAVEATS_MAX * CAVEAT_MAX_LEN + KEY_LEN;
/// Characters of the longest text form of a grant: `dwg1.` and base64url.
pub const GRANT_TEXT_MAX_LEN: usize = 5 + (GRANT_MAX_LEN * 4).div_ceil(3);
/// Bytes of a box's answer to a grant whose proof was good: outcome and acknowledgement.
pub const ACKNOWLEDGEMENT_LEN: usize = 1 + KEY_LEN;
/// Bytes of the longest argument of a request: SHA-256 of a firmware manifest.
pub const ARGUMENT_MAX_LEN: usize = 32;
/// Bytes of the longest presentation of a grant.
pub const PRESENTATION_MAX_LEN: usize = GRANT_MAX_LEN + NONCE_LEN + 2 + 1 + ARGUMENT_MAX_LEN;

/// Largest offset of local time from UTC, either way, in minutes (specification, zone).
pub const OFFSET_MAX_MINUTES: i16 = 900;
/// Latest local minute of a day at which an offset may change: midnight at its end.
pub const ZONE_MINUTE_MAX: u16 = 1_440;
/// Bytes of an encoded zone.
pub const ZONE_LEN: usize = 14;

/// Bytes of a firmware manifest before the checks of its pieces (specification, the fleet).
pub const MANIFEST_HEAD_LEN: usize = 75;
/// Bytes of the maker's signature: those of Ed25519.
pub const MANIFEST_SIGNATURE_LEN: usize = 64;
/// Bytes of the check of one piece: half of SHA-256.
pub const PIECE_CHECK_LEN: usize = 16;
/// Shortest piece of a firmware image in bytes.
pub const PIECE_LEN_MIN: u16 = 16;
/// Longest piece of a firmware image in bytes.
pub const PIECE_LEN_MAX: u16 = 4_096;
/// Pieces of the largest firmware image.
pub const PIECES_MAX: u16 = 4_096;
/// Bytes of the longest firmware manifest.
pub const MANIFEST_MAX_LEN: usize =
    MANIFEST_HEAD_LEN + PIECE_CHECK_LEN * PIECES_MAX as usize + MANIFEST_SIGNATURE_LEN;
/// Bytes of the bits of a progress record, one for each piece.
pub const PROGRESS_BITMAP_MAX_LEN: usize = (PIECES_MAX as usize).div_ceil(8);
/// Bytes of the longest progress record: 40, the bits, the check.
pub const PROGRESS_MAX_LEN: usize = 40 + PROGRESS_BITMAP_MAX_LEN + 4;

/// First instant that a policy reckons with: a day away from 1970-01-01, so that each has a
/// local date (specification, issuance).
pub const POLICY_FIRST_INSTANT: u64 = 86_400;
/// Last instant that a policy reckons with, a day before [`LAST_INSTANT`].
pub const POLICY_LAST_INSTANT: u64 = LAST_INSTANT - SECONDS_PER_DAY as u64;
/// The last day that can be named, 9999-12-31.
pub const LAST_DAY: u32 = 2_932_896;
/// Longest id of a person, a listing, an appointment or an association (specification,
/// issuance).
pub const POLICY_ID_MAX_LEN: usize = 64;
/// Longest text that a person types, in bytes (specification, issuance).
pub const POLICY_TEXT_MAX_LEN: usize = 255;

/// Longest grace before or after an appointment, in seconds: 90 minutes (specification,
/// appointments).
pub const APPOINTMENT_GRACE_MAX_SECONDS: u32 = 5_400;
/// Longest time before its start by which an appointment has to be asked for, in seconds: 7
/// days.
pub const APPOINTMENT_LEAD_MAX_SECONDS: u32 = 7 * SECONDS_PER_DAY;
/// The least that a listing may set as its longest appointment, in seconds.
pub const APPOINTMENT_MIN_SECONDS: u32 = 900;
/// The most that a listing may set as its longest appointment, in seconds.
pub const APPOINTMENT_MAX_SECONDS: u32 = SECONDS_PER_DAY;
/// How long before it is good a grant may leave the service at most, in seconds
/// (specification, issuance).
pub const RELEASE_LEAD_MAX_SECONDS: u32 = 3_600;

/// Shortest grant that a policy may set as its shortest or longest, in seconds (specification,
/// issuance).
pub const POLICY_GRANT_MIN_SECONDS: u32 = 60;
/// Longest grant of a guest, FlexCode or contractor code, in seconds: 31 days.
pub const POLICY_WINDOW_MAX_SECONDS: u32 = 31 * SECONDS_PER_DAY;
/// Longest grant of a member, in seconds: 72 hours (specification, grants).
pub const POLICY_MEMBER_MAX_SECONDS: u32 = 3 * SECONDS_PER_DAY;
/// Most contractor codes alive at one time that an association may allow.
pub const CONTRACTOR_CODES_MAX: u8 = 16;
/// Most FlexCodes with windows that meet that an association may allow.
pub const FLEX_OVERLAPPING_MAX: u8 = 64;
/// The day from which showing services get no codes, unless the association says otherwise:
/// 2024-01-01.
pub const CODES_FIRST_REFUSED_DAY: u32 = 19_723;

/// Seconds after which the next import of a roster is overdue, unless an association says
/// otherwise: one day.
pub const IMPORT_INTERVAL_DEFAULT_SECONDS: u32 = SECONDS_PER_DAY;
/// The shortest such time: one hour.
pub const IMPORT_INTERVAL_MIN_SECONDS: u32 = 3_600;
/// The longest such time: 31 days.
pub const IMPORT_INTERVAL_MAX_SECONDS: u32 = 31 * SECONDS_PER_DAY;
/// Shortest run of digits that is hidden in a text: that of the shortest code (specification,
/// records).
pub const MASKED_DIGITS_MIN: usize = DAY_DIGITS_MIN as usize;

/// Longest `ListingKey` and other text of a listing, in bytes (specification, days on market).
pub const MARKET_TEXT_MAX_LEN: usize = 255;
/// Longest gap or look-back that rules may have, in days.
pub const MARKET_GAP_MAX_DAYS: u32 = 36_500;
/// Largest number that says when a row was recorded: that of a signed 64-bit column.
pub const MARKET_SEQUENCE_MAX: u64 = (1 << 63) - 1;
/// The same in JSON: 2^53 - 1, the last that every reader has.
pub const MARKET_JSON_SEQUENCE_MAX: u64 = (1 << 53) - 1;

const _: () = {
    assert!(SERVICE_FIRST_SLOT as u64 * SECONDS_PER_HALF_HOUR as u64 == FIRST_PLAUSIBLE_INSTANT);
    assert!(SERVICE_FIRST_DAY as u64 * SECONDS_PER_DAY as u64 == FIRST_PLAUSIBLE_INSTANT);
    assert!(DAY_SLOTS.is_multiple_of(DAY_SLOTS_PER_MAC) && FIRST_HOLDER_SLOT < DAY_SLOTS);
    assert!(FLEX_PAYLOADS == DURATION_LAST as u32 * FLEX_COPIES as u32 * 2 * 2 * SLOTS_PER_TWEAK);
    // A length names its family, so no two families may share one.
    assert!(DAY_DIGITS_MAX < FLEX_DIGITS_MIN && FLEX_DIGITS_MAX < SERVICE_DIGITS);
    // At most two tweaks are ever in reach of one instant, so reading is bounded.
    assert!(
        FIRST_ENTRY_SECONDS + 2 * TOLERANCE_MAX_SECONDS < SLOTS_PER_TWEAK * SECONDS_PER_HALF_HOUR
    );
    assert!(TOLERANCE_MIN_SECONDS <= TOLERANCE_MAX_SECONDS);
    assert!(POLICY_LAST_INSTANT == 253_402_214_399);
    assert!(LAST_DAY as u64 == LAST_INSTANT / SECONDS_PER_DAY as u64);
};
