//! `code-digest`: SHA-256 over the digits of very many codes, one after the other, so that
//! 32 bytes stand for a million vectors.
//!
//! A group states its stream of codes as integer formulas. The runner follows formulas of
//! its own; a group that states others is refused.

use std::collections::BTreeMap;

use doorward::Error;
use doorward::bounds::{
    DAY_SLOTS, FIRST_PLAUSIBLE_INSTANT, SECONDS_PER_MINUTE, SERVICE_DAYS, SERVICE_EPOCHS,
    SERVICE_FIRST_DAY, SERVICE_FIRST_SLOT, SERVICE_MINUTES, SERVICE_SLOTS,
};
use doorward::calendar::Day;
use doorward::codes::Code;
use doorward::keys::{CredentialKey, DayKey, FlexKey, Id, LockboxKey, RootKey, ServiceKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Algorithm;
use super::flex_code::Inputs as Terms;
use super::refusal::{Mismatch, Reason, Refusal};
use crate::Limits;
use crate::text::Bytes;

pub(super) struct CodeDigest;

#[derive(Deserialize)]
#[serde(tag = "family", rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum Group {
    Day { box_key: Bytes, stream: Formulas },
    Flex { box_key: Bytes, stream: Formulas },
    Service { box_key: Bytes, stream: Formulas },
    Renewal { root: Bytes, stream: Formulas },
}

type Formulas = BTreeMap<String, String>;

const DAY: &[(&str, &str)] = &[
    ("q", "i div 16"),
    ("epoch", "(q * 2654435761) mod 2^32"),
    ("day", "(q * 2246822519) mod 2^32"),
    ("digits", "7 + (q mod 3)"),
    ("slot", "i mod 16"),
];
const FLEX: &[(&str, &str)] = &[
    ("epoch", "((i div 4000) * 2246822519) mod 2^32"),
    ("digits", "10 + ((i div 2000) mod 2)"),
    ("start_slot", "(i * 2654435761) mod 2^32"),
    ("duration", "1 + (i mod 125)"),
    ("copy", "(i div 125) mod 4"),
    ("op", "(i div 500) mod 2"),
    ("use", "(i div 1000) mod 2"),
];
const SERVICE: &[(&str, &str)] = &[
    ("q", "i div 4"),
    ("w", "(q * 2654435761) mod 2^32"),
    (
        "command",
        "i mod 4: 0 cancel_flex, 1 cancel_day, 2 set_clock, 3 raise_epoch",
    ),
    ("cancel_flex start_slot", "946704 + (w mod 1048576)"),
    ("cancel_flex duration", "1 + (q mod 125)"),
    ("cancel_flex copy", "(q div 125) mod 4"),
    ("cancel_flex op", "(q div 500) mod 2"),
    ("cancel_flex use", "(q div 1000) mod 2"),
    ("cancel_flex epoch", "q mod 16"),
    ("cancel_day day", "19723 + (w mod 32768)"),
    ("cancel_day slot", "q mod 16"),
    ("cancel_day epoch", "(q div 16) mod 16"),
    ("set_clock instant", "1704067200 + 60 * (w mod 33554432)"),
    ("raise_epoch epoch", "w mod 1048576"),
];
const RENEWAL: &[(&str, &str)] = &[
    (
        "credential",
        "the letter C, then (i div 1000) in decimal without zeros in front",
    ),
    ("day", "(i * 2654435761) mod 2^32"),
    ("n", "i mod 3"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inputs {
    count: u32,
}

#[derive(Serialize)]
pub(super) struct Outputs {
    sha256: String,
}

impl Algorithm for CodeDigest {
    const NAME: &'static str = "code-digest";
    const SPEC: &'static str = "sections 2 to 6";
    const OUTPUTS: &'static [&'static str] = &["sha256"];
    const REASONS: &'static [Reason] = &[];
    type Group = Group;
    type Inputs = Inputs;
    type Outputs = Outputs;

    fn compute(group: &Group, inputs: &Inputs) -> Result<Outputs, Refusal> {
        let digest = match group {
            Group::Day { box_key, stream } => {
                let codes = DayCodes::new(LockboxKey::from_bytes(box_key.as_slice())?);
                digest(stream, DAY, inputs.count, codes)
            }
            Group::Flex { box_key, stream } => {
                let codes = FlexCodes::new(LockboxKey::from_bytes(box_key.as_slice())?);
                digest(stream, FLEX, inputs.count, codes)
            }
            Group::Service { box_key, stream } => {
                let key = LockboxKey::from_bytes(box_key.as_slice())?.service();
                digest(stream, SERVICE, inputs.count, ServiceCodes { key })
            }
            Group::Renewal { root, stream } => {
                let codes = RenewalCodes::new(RootKey::from_bytes(root.as_slice())?)?;
                digest(stream, RENEWAL, inputs.count, codes)
            }
        };
        Ok(Outputs { sha256: digest? })
    }

    /// There is no way back from a digest.
    fn check_back(_: &Group, _: &Inputs, _: &Outputs) -> Result<(), Mismatch> {
        Ok(())
    }

    fn is_within(limits: Limits, inputs: &Inputs) -> bool {
        limits.allows_digest_of(inputs.count)
    }
}

fn digest(
    stated: &Formulas,
    known: &[(&str, &str)],
    count: u32,
    mut codes: impl Stream,
) -> Result<String, Refusal> {
    let is_known =
        |(name, formula): &(&str, &str)| stated.get(*name).is_some_and(|stated| stated == formula);
    if stated.len() != known.len() || !known.iter().all(is_known) {
        return Err(Refusal::Runner("these formulas"));
    }
    let mut digest = Sha256::new();
    for i in 0..count {
        digest.update(codes.code(i)?.as_str());
    }
    Ok(hex::encode(digest.finalize()))
}

/// Codes 0, 1, 2 and so on, asked for in this order.
trait Stream {
    fn code(&mut self, i: u32) -> Result<Code, Refusal>;
}

/// Spreads a counter over all 32 bits.
const fn spread(counter: u32) -> u32 {
    counter.wrapping_mul(2_654_435_761)
}

const fn spread_otherwise(counter: u32) -> u32 {
    counter.wrapping_mul(2_246_822_519)
}

/// `first + value mod size`.
fn within(first: u32, value: u32, size: u32) -> u32 {
    first.saturating_add(value.checked_rem(size).unwrap_or(0))
}

fn small_within(first: u8, value: u32, size: u8) -> u8 {
    let rest = value.checked_rem(u32::from(size)).unwrap_or(0);
    first.saturating_add(rest.to_le_bytes()[0])
}

struct DayCodes {
    lockbox: LockboxKey,
    key: DayKey,
}

impl DayCodes {
    fn new(lockbox: LockboxKey) -> Self {
        let key = Self::key(&lockbox, 0);
        Self { lockbox, key }
    }

    fn key(lockbox: &LockboxKey, q: u32) -> DayKey {
        let day = Day::from_number(spread_otherwise(q));
        lockbox.day_root(spread(q)).day(day)
    }
}

impl Stream for DayCodes {
    fn code(&mut self, i: u32) -> Result<Code, Refusal> {
        let q = i / 16;
        if i.is_multiple_of(16) {
            self.key = Self::key(&self.lockbox, q);
        }
        let slot = small_within(0, i, DAY_SLOTS);
        Ok(self.key.code(small_within(7, q, 3), slot)?)
    }
}

struct FlexCodes {
    lockbox: LockboxKey,
    key: FlexKey,
}

impl FlexCodes {
    const PER_EPOCH: u32 = 4_000;

    fn new(lockbox: LockboxKey) -> Self {
        let key = lockbox.flex(0);
        Self { lockbox, key }
    }
}

impl Stream for FlexCodes {
    fn code(&mut self, i: u32) -> Result<Code, Refusal> {
        if i.is_multiple_of(Self::PER_EPOCH) {
            self.key = self.lockbox.flex(spread_otherwise(i / Self::PER_EPOCH));
        }
        let terms = Terms {
            start_slot: spread(i),
            duration: small_within(1, i, 125),
            copy: small_within(0, i / 125, 4),
            op: small_within(0, i / 500, 2),
            code_use: small_within(0, i / 1_000, 2),
        };
        let digits = small_within(10, i / 2_000, 2);
        Ok(self.key.code(digits, &terms.terms()?)?)
    }
}

struct ServiceCodes {
    key: ServiceKey,
}

impl Stream for ServiceCodes {
    fn code(&mut self, i: u32) -> Result<Code, Refusal> {
        let q = i / 4;
        let w = spread(q);
        Ok(match i % 4 {
            0 => {
                let terms = Terms {
                    start_slot: within(SERVICE_FIRST_SLOT, w, SERVICE_SLOTS),
                    duration: small_within(1, q, 125),
                    copy: small_within(0, q / 125, 4),
                    op: small_within(0, q / 500, 2),
                    code_use: small_within(0, q / 1_000, 2),
                };
                self.key.cancel_flex(&terms.terms()?, q % 16)?
            }
            1 => {
                let day = Day::from_number(within(SERVICE_FIRST_DAY, w, SERVICE_DAYS));
                self.key
                    .cancel_day(day, small_within(0, q, 16), q / 16 % 16)?
            }
            2 => {
                let minutes = u64::from(within(0, w, SERVICE_MINUTES));
                let seconds = minutes.saturating_mul(u64::from(SECONDS_PER_MINUTE));
                self.key
                    .set_clock(FIRST_PLAUSIBLE_INSTANT.saturating_add(seconds))?
            }
            _ => self.key.raise_epoch(within(0, w, SERVICE_EPOCHS))?,
        })
    }
}

struct RenewalCodes {
    root: RootKey,
    key: CredentialKey,
}

impl RenewalCodes {
    const PER_CARD: u32 = 1_000;

    fn new(root: RootKey) -> Result<Self, Error> {
        let key = Self::key(&root, 0)?;
        Ok(Self { root, key })
    }

    fn key(root: &RootKey, card: u32) -> Result<CredentialKey, Error> {
        Ok(root.credential(&Id::new(&format!("C{card}"))?))
    }
}

impl Stream for RenewalCodes {
    fn code(&mut self, i: u32) -> Result<Code, Refusal> {
        if i.is_multiple_of(Self::PER_CARD) {
            self.key = Self::key(&self.root, i / Self::PER_CARD)?;
        }
        let day = Day::from_number(spread(i));
        Ok(self.key.renewal_code(day, small_within(0, i, 3))?)
    }
}
