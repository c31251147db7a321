//! Who may be contacted after a listing ended without a sale.

use doorward::market::leads::{Lead, LeadFacts};
use doorward::market::{Doubt, Doubts, Scope, Status};

use super::DW_STATUS_UNKNOWN;
use super::answers::date_number;
use super::history::{Asked, date, dw_market_history};
use crate::guard::{apart_from, flag, out, read, run};
use crate::result::dw_result;

/// What is known besides the listings of a property.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_lead_facts {
    /// The last day of a protection period under the target's contract, or `DW_DATE_MISSING`.
    pub protected_until: i32,
    /// What is doubtful about the property of the target, as in `dw_property`.
    pub key_doubts: u8,
    /// 1 if the owner does not want to be contacted.
    pub opted_out: u8,
    /// 1 if the owner is on a Do-Not-Call list: reported, not judged.
    pub do_not_call: u8,
    /// Zero.
    pub reserved: u8,
}

/// Whether an owner may be contacted.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_lead {
    /// What is against it: bit 1 the listing contract is in force, 2 the listing did not end
    /// unsold, 3 the property is listed with another contract, 4 it was sold since, 5 the contract
    /// still protects its broker, 6 the owner does not want to be contacted; and the doubts 7
    /// which property it is, 8 a row has no date or a status that is not known, 9 no row says that
    /// the contract has ended.
    pub reasons: u32,
    /// The day on which the target ended, or `DW_DATE_MISSING`.
    pub ended_on: i32,
    /// 0 it may be contacted, 1 somebody has to look it up first, 2 it must not be contacted.
    pub answer: u8,
    /// The target's status, or `DW_STATUS_UNKNOWN`.
    pub status: u8,
    /// As it was given.
    pub do_not_call: u8,
    /// Zero.
    pub reserved: u8,
}

/// The doubts of bits.
fn doubts(bits: u8) -> Result<Doubts, dw_result> {
    let known: Doubts = Doubt::ALL.iter().copied().collect();
    if bits & !known.bits() != 0 {
        return Err(dw_result::DW_MARKET_BAD_VALUE);
    }
    let is_in = |doubt: &Doubt| bits >> doubt.number() & 1 == 1;
    Ok(Doubt::ALL.iter().copied().filter(is_in).collect())
}

impl TryFrom<&dw_lead_facts> for LeadFacts {
    type Error = dw_result;

    fn try_from(facts: &dw_lead_facts) -> Result<Self, dw_result> {
        if facts.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Self {
            protected_until: date(facts.protected_until),
            opted_out: flag(facts.opted_out)?,
            do_not_call: flag(facts.do_not_call)?,
            key_doubts: doubts(facts.key_doubts)?,
        })
    }
}

/// Judges the target among all listings of a property, with all their rows in any order. The
/// memory is as in `dw_market_answer`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_lead(
    history: *const dw_market_history,
    facts: *const dw_lead_facts,
    work: *mut u64,
    length: usize,
    lead: *mut dw_lead,
) -> dw_result {
    run(|| {
        apart_from(work, length, facts, 1)?;
        apart_from(work, length, lead, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (asked, facts) = unsafe { (Asked::new(history, work, length)?, read(facts)?) };
        // SAFETY: as above.
        let lead = unsafe { out(lead)? };
        let facts = facts.try_into()?;
        let laid = asked.lay(Scope::Any)?;
        // One that is not there is refused, after what is worse.
        let target = laid.target.unwrap_or(usize::MAX);
        let found = Lead::judge(
            laid.as_of,
            target,
            laid.listings,
            laid.rows,
            &facts,
            laid.places,
        )?;
        lead.put(dw_lead {
            reasons: u32::from(found.reasons.bits()),
            ended_on: date_number(found.ended_on),
            answer: found.answer.number(),
            status: found.status.map_or(DW_STATUS_UNKNOWN, Status::number),
            do_not_call: u8::from(found.do_not_call),
            reserved: 0,
        });
        Ok(())
    })
}
