//! The issuing side's limits that the tool keeps, each with its source. Those of the codes
//! themselves are `doorward::bounds`.

use std::time::Duration;

/// A day code is issued at most so many days ahead of the lockbox's date: lockbox systems'
/// published convention.
pub(crate) const DAY_CODE_DAYS_AHEAD: u32 = 14;

/// FlexCode windows of one lockbox that may be open at the same instant: lockbox systems'
/// published convention.
pub(crate) const FLEX_WINDOWS_OVERLAPPING: usize = 16;

/// How long a command waits for others that write to the vault. Hundreds may be at it.
pub(crate) const VAULT_WAIT: Duration = Duration::from_mins(2);

/// How long a command waits for another that has hold of the same simulated box.
pub(crate) const BOX_WAIT: Duration = Duration::from_secs(30);

/// Bytes of each of the two areas of a simulated box's flash: two sectors of 4 KiB, five
/// frames.
pub(crate) const FLASH_AREA_LEN: usize = 8_192;

/// Longest key file that is read: 64 hexadecimal digits and some white space.
pub(crate) const KEY_FILE_MAX: u64 = 256;

/// Days around the present in which a card's renewal codes are looked for.
pub(crate) const RENEWAL_SEARCH_DAYS: u32 = 31;
