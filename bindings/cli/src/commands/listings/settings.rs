//! What a listing's side decides: methods, appointments, hours.

use doorward::lockbox::AccessHours;
use doorward::policy::issuance::MethodList;
use doorward::policy::{Listed as _, Method, Window};

use super::change::zone_of;
use crate::answer::Answer;
use crate::args::{SettingsArgs, YesNo};
use crate::clock;
use crate::commands::Context;
use crate::failure::Failure;
use crate::vault::ListingSettings;

pub(super) fn run(context: &Context, args: &SettingsArgs) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    let zone = zone_of(&vault, &vault.records().listing(&args.id)?)?;
    let now = context.clock.now(&zone)?;
    let blocked = match (&args.block_from, &args.block_until) {
        (Some(from), Some(until)) => Some(Window {
            start: clock::instant(from, &zone, now)?,
            end: clock::instant(until, &zone, now)?,
        }),
        _ => None,
    };
    let methods = args.methods.as_deref().map(typed_methods).transpose()?;
    let hours = args.hours.as_deref().map(typed_hours).transpose()?;
    let length = |text: &Option<String>| text.as_deref().map(clock::seconds).transpose();
    let (early, late) = (length(&args.early)?, length(&args.late)?);
    let (lead_time, longest) = (length(&args.lead_time)?, length(&args.longest)?);
    let listing = vault.change(|records| {
        let mut listing = records.listing(&args.id)?;
        let settings = &mut listing.settings;
        settings.access = args.access.unwrap_or(settings.access);
        settings.methods = methods.unwrap_or(settings.methods);
        set(
            &mut settings.coming_soon_showings,
            args.coming_soon_showings.map(YesNo::is_yes),
        );
        let rules = &mut settings.showings;
        set(&mut rules.early, early);
        set(&mut rules.late, late);
        set(&mut rules.lead_time, lead_time);
        set(&mut rules.max_length, longest);
        set(&mut rules.overlap, args.overlap.map(YesNo::is_yes));
        set(&mut rules.access_hours, hours);
        rules.blocked.extend(blocked);
        rules.blocked.sort_unstable();
        rules.blocked.dedup();
        rules.as_rules().check().map_err(|error| {
            Failure::refused(format!("a listing's rules of appointments: {error}"))
        })?;
        records.set_listing(&listing)?;
        Ok(listing)
    })?;
    super::show(vault.records(), &listing)
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// `all`, or names with commas, in any order.
fn typed_methods(text: &str) -> Result<Option<MethodList>, Failure> {
    if text == "all" {
        return Ok(None);
    }
    let named = |name: &str| {
        Method::from_name(name).ok_or_else(|| {
            let names: Vec<&str> = Method::ALL.iter().map(|method| method.name()).collect();
            Failure::usage(format!(
                "{name:?} is no method; name some of {}, or all",
                names.join(", ")
            ))
        })
    };
    let methods: Result<doorward::policy::Set<Method>, Failure> =
        text.split(',').map(named).collect();
    Ok(Some(methods?.into()))
}

/// `none`, or `08:00-20:00`.
fn typed_hours(text: &str) -> Result<Option<AccessHours>, Failure> {
    if text == "none" {
        return Ok(None);
    }
    let minute = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (minute < 60).then(|| hour.saturating_mul(60).saturating_add(minute))
    };
    let hours = text
        .split_once('-')
        .and_then(|(from, to)| Some((minute(from)?, minute(to)?)));
    hours
        .map(|(from, to)| Some(AccessHours { from, to }))
        .ok_or_else(|| Failure::usage(format!("{text:?} are no hours; write 08:00-20:00 or none")))
}

/// Methods in words.
pub(super) fn methods(list: MethodList) -> String {
    let allowed = Method::ALL.iter().filter(|method| list.contains(**method));
    let names: Vec<&str> = allowed.map(|method| method.name()).collect();
    names.join(", ")
}

/// The rules of appointments in words.
pub(super) fn showings(settings: &ListingSettings) -> String {
    let rules = &settings.showings;
    let length = |seconds: u32| match seconds {
        0 => "no time".to_owned(),
        _ => clock::length(seconds),
    };
    let mut words = vec![
        format!("{} at most", clock::length(rules.max_length)),
        format!("{} early", length(rules.early)),
        format!("{} late", length(rules.late)),
        format!("asked for {} ahead", length(rules.lead_time)),
    ];
    if let Some(hours) = rules.access_hours {
        let minute = |minute: u16| {
            let split = (minute.checked_div(60), minute.checked_rem(60));
            format!("{:02}:{:02}", split.0.unwrap_or(0), split.1.unwrap_or(0))
        };
        words.push(format!("{} to {}", minute(hours.from), minute(hours.to)));
    }
    if rules.overlap {
        words.push("several at one time".to_owned());
    }
    if !rules.blocked.is_empty() {
        words.push(format!("blocked periods: {}", rules.blocked.len()));
    }
    words.join(", ")
}
