//! The issuing side's limits that the tool keeps, each with its source. Those of the codes
//! themselves are `doorward::bounds`.

use std::time::Duration;

/// A day code is issued at most so many days ahead of the lockbox's date: lockbox systems'
/// published convention.
pub(crate) const DAY_CODE_DAYS_AHEAD: u32 = 14;

/// FlexCode windows of one lockbox that may be open at the same instant: lockbox systems'
/// published convention.
pub(crate) const FLEX_WINDOWS_OVERLAPPING: usize = 16;

/// Shortest grant of a guest, in seconds: lockbox systems' published convention.
pub(crate) const GUEST_GRANT_MIN_SECONDS: u64 = 1_800;

/// Longest grant of a guest, in seconds: lockbox systems' published convention, 7 days.
pub(crate) const GUEST_GRANT_MAX_SECONDS: u64 = 604_800;

/// Longest grant of a member, in seconds: 72 hours (specification, grants).
pub(crate) const MEMBER_GRANT_MAX_SECONDS: u64 = 259_200;

/// How long a command waits for others that write to the vault. Hundreds may be at it.
pub(crate) const VAULT_WAIT: Duration = Duration::from_mins(2);

/// How long a command waits for another that has hold of the same simulated box.
pub(crate) const BOX_WAIT: Duration = Duration::from_secs(30);

/// Bytes of each of the two areas of a simulated box's flash: two sectors of 4 KiB, five
/// frames.
pub(crate) const FLASH_AREA_LEN: usize = 8_192;

/// Places of a simulated box's ring of audit rows: 32 KiB.
pub(crate) const RING_ROWS: usize = 512;

/// What a simulated box's battery has, in thousandths of a volt: two fresh cells.
pub(crate) const BATTERY_MILLIVOLTS: u16 = 3_000;

/// The version of a simulated box's firmware.
pub(crate) const FIRMWARE: u32 = 1;

/// Longest key file that is read: 64 hexadecimal digits and some white space.
pub(crate) const KEY_FILE_MAX: u64 = 256;

/// Longest file of a bulletin that is read; a good one is shorter.
pub(crate) const BULLETIN_FILE_MAX: u64 = 1_024;

/// Longest file of a piece of a log that is read: 65,536 rows and then some.
pub(crate) const LOG_FILE_MAX: u64 = 1 << 24;

/// Generations of a box, the newest first, in whose logs a row of another log is looked for.
pub(crate) const LOG_GENERATIONS: u32 = 16;

/// Days around the present in which a card's renewal codes are looked for.
pub(crate) const RENEWAL_SEARCH_DAYS: u32 = 31;

/// Longest file of rules of days on market that is read; one has thirteen members.
pub(crate) const RULES_FILE_MAX: u64 = 1 << 16;
/// Longest file of a roster that is read: a large MLS has some hundred thousand rows.
pub(crate) const ROSTER_FILE_MAX: u64 = 1 << 29;

/// Longest file of the association's settings that is read.
pub(crate) const SETTINGS_FILE_MAX: u64 = 1 << 20;
