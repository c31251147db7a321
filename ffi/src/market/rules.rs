//! The rules of an MLS, and those that the library knows.

use doorward::calendar::Day;
use doorward::market::presets::{Preset, RulesWarning, rules_at};
use doorward::market::{
    ClockFrom, Combine, Count, EndEvent, GapMetric, Rules, Scope, StartField, Status, Statuses,
};

use super::utf8;
use crate::guard::{flag, out, run};
use crate::result::dw_result;

/// No number of days.
pub const DW_NO_DAYS: u32 = u32::MAX;

/// The rules of a count. Each member but the numbers of days has the numbers of the
/// specification's list of that name; begin with `dw_market_rules_generic`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_market_rules {
    /// The longest gap that carries days over, 0 to 36,500; `DW_NO_DAYS` for one of any length.
    pub carry_max_gap: u32,
    /// Instead of a gap, how many days back a listing has to have been on the market, 0 to
    /// 36,500; `DW_NO_DAYS` for the gap.
    pub lookback_days: u32,
    /// In which statuses days count: bit n is status n.
    pub accrues: u16,
    /// In which statuses the gap is not open, if `has_clock_statuses`; else 0.
    pub clock_statuses: u16,
    /// 1 if `clock_statuses` says so, 0 if those that accrue do.
    pub has_clock_statuses: u8,
    /// What of a gap counts.
    pub gap_metric: u8,
    /// Where a gap begins.
    pub clock_from: u8,
    /// 1 if a gap ends when the next listing is coming soon.
    pub coming_soon_stops_clock: u8,
    /// 1 if a sale begins a new chain.
    pub reset_on_close: u8,
    /// What has to be equal for days to carry.
    pub scope: u8,
    /// Whether the end date counts.
    pub count: u8,
    /// How days of several listings are put together.
    pub combine: u8,
    /// Where the count begins.
    pub start_field: u8,
    /// Where it ends.
    pub end_event: u8,
    /// Zero.
    pub reserved: [u8; 2],
}

fn days(number: u32) -> Option<u32> {
    (number != DW_NO_DAYS).then_some(number)
}

/// The statuses of bits.
fn statuses(bits: u16) -> Result<Statuses, dw_result> {
    let known: Statuses = Status::ALL.iter().copied().collect();
    if bits & !known.bits() != 0 {
        return Err(dw_result::DW_MARKET_BAD_RULES);
    }
    let is_in = |status: &Status| bits >> status.number() & 1 == 1;
    Ok(Status::ALL.iter().copied().filter(is_in).collect())
}

/// The item of a list that has this number.
fn item<T: Copy>(list: &[T], number: u8) -> Result<T, dw_result> {
    let item = list.get(usize::from(number)).copied();
    item.ok_or(dw_result::DW_MARKET_BAD_RULES)
}

impl TryFrom<&dw_market_rules> for Rules {
    type Error = dw_result;

    fn try_from(rules: &dw_market_rules) -> Result<Self, dw_result> {
        let has_clock = flag(rules.has_clock_statuses)?;
        if rules.reserved != [0; 2] || !has_clock && rules.clock_statuses != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        let clock = has_clock.then(|| statuses(rules.clock_statuses));
        Ok(Self {
            carry_max_gap: days(rules.carry_max_gap),
            lookback_days: days(rules.lookback_days),
            gap_metric: item(GapMetric::ALL, rules.gap_metric)?,
            accrues: statuses(rules.accrues)?,
            clock_statuses: clock.transpose()?,
            clock_from: item(ClockFrom::ALL, rules.clock_from)?,
            coming_soon_stops_clock: flag(rules.coming_soon_stops_clock)?,
            reset_on_close: flag(rules.reset_on_close)?,
            scope: item(Scope::ALL, rules.scope)?,
            count: item(Count::ALL, rules.count)?,
            combine: item(Combine::ALL, rules.combine)?,
            start_field: item(StartField::ALL, rules.start_field)?,
            end_event: item(EndEvent::ALL, rules.end_event)?,
        })
    }
}

impl From<&Rules> for dw_market_rules {
    fn from(rules: &Rules) -> Self {
        Self {
            carry_max_gap: rules.carry_max_gap.unwrap_or(DW_NO_DAYS),
            lookback_days: rules.lookback_days.unwrap_or(DW_NO_DAYS),
            accrues: rules.accrues.bits(),
            clock_statuses: rules.clock_statuses.map_or(0, Statuses::bits),
            has_clock_statuses: u8::from(rules.clock_statuses.is_some()),
            gap_metric: rules.gap_metric.number(),
            clock_from: rules.clock_from.number(),
            coming_soon_stops_clock: u8::from(rules.coming_soon_stops_clock),
            reset_on_close: u8::from(rules.reset_on_close),
            scope: rules.scope.number(),
            count: rules.count.number(),
            combine: rules.combine.number(),
            start_field: rules.start_field.number(),
            end_event: rules.end_event.number(),
            reserved: [0; 2],
        }
    }
}

/// The rules that stand for no MLS.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_rules_generic(rules: *mut dw_market_rules) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let rules = unsafe { out(rules)? };
        rules.put((&Rules::GENERIC).into());
        Ok(())
    })
}

/// The rules of the preset of this id; `DW_NOT_FOUND` where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_rules_preset(
    id: *const u8,
    length: usize,
    rules: *mut dw_market_rules,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (id, rules) = unsafe { (utf8(id, length)?, out(rules)?) };
        let preset = Preset::of(id).ok_or(dw_result::DW_NOT_FOUND)?;
        rules.put((&preset.rules).into());
        Ok(())
    })
}

/// The rules of a family of presets, an MLS over the years, at a date; and what is uncertain
/// about them: bit n of `cautions` is item n of the specification's list.
/// `DW_MARKET_UNKNOWN_FAMILY` where no preset is of that family.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_rules_at(
    family: *const u8,
    length: usize,
    date: u32,
    rules: *mut dw_market_rules,
    cautions: *mut u32,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (family, rules) = unsafe { (utf8(family, length)?, out(rules)?) };
        // SAFETY: the contract of the header.
        let cautions = unsafe { out(cautions)? };
        let chosen = rules_at(family, Day::from_number(date))?;
        rules.put(chosen.rules().into());
        let bit = |warning: RulesWarning| 1_u32.wrapping_shl(u32::from(warning.number()));
        let bits = chosen.cautions().map(|caution| bit(caution.warning));
        cautions.put(bits.fold(0, |all, bit| all | bit));
        Ok(())
    })
}
