//! `doorward report` and `export`: what the vault's access events say.

use std::fmt::Write as _;

use doorward::bounds::{POLICY_FIRST_INSTANT, POLICY_LAST_INSTANT};
use doorward::calendar::{UnixSeconds, Zone};
use doorward::keys::Id;
use doorward::policy::{Name, Set};
use doorward::records::{EventKind, Notice, Records, ReportFilter};
use serde::Serialize;

use super::Context;
use crate::answer::Answer;
use crate::args::{EventsArgs, ExportArgs, Format, ReportArgs};
use crate::clock::{self, Moment};
use crate::failure::Failure;
use crate::files;
use crate::vault::{Event, Wanted};

/// What was asked for, understood.
struct Asked {
    zone: Zone,
    lockbox: Option<Id>,
    listing: Option<Name>,
    from: UnixSeconds,
    to: UnixSeconds,
    events: Vec<Event>,
}

fn ask(context: &Context, args: &EventsArgs) -> Result<Asked, Failure> {
    let vault = context.vault()?;
    let records = vault.records();
    let lockbox = args.lockbox.as_deref().map(|id| records.lockbox(id));
    let lockbox = lockbox.transpose()?;
    let zone = lockbox.as_ref().map_or(Zone::UTC, |lockbox| lockbox.zone);
    let listing = match &args.listing {
        Some(listing) => Some(records.listing(listing)?.row.listing_key),
        None => None,
    };
    let instant = |text: &Option<String>, default| match text {
        Some(text) => clock::instant(text, &zone, context.clock.now(&zone)?),
        None => Ok(default),
    };
    let from = instant(&args.from, POLICY_FIRST_INSTANT)?;
    let to = instant(&args.to, POLICY_LAST_INSTANT)?;
    if to <= from {
        return Err(Failure::usage(
            "the time asked about must end after it starts",
        ));
    }
    let lockbox = lockbox.map(|lockbox| lockbox.id);
    let events = records.events(&Wanted {
        lockbox: lockbox.as_ref(),
        listing: listing.as_ref(),
        from,
        to,
    })?;
    Ok(Asked {
        zone,
        lockbox,
        listing,
        from,
        to,
        events,
    })
}

#[derive(Serialize)]
struct ReportView<'a> {
    lockbox: Option<&'a Id>,
    listing: Option<&'a Name>,
    from: Moment,
    to: Moment,
    kinds: Set<EventKind>,
    lines: Vec<&'a str>,
    notices: Vec<Notice<'a, doorward::policy::Text>>,
}

/// The lines of an access report.
pub(crate) fn report_lines(events: &[Event], filter: &ReportFilter) -> Result<String, Failure> {
    let mut order: Vec<&Event> = events.iter().collect();
    let mut lines = String::new();
    Records::arrange(&mut order)?.access_report(filter, &mut lines)?;
    Ok(lines)
}

/// The showing notices, a line each.
pub(crate) fn notice_lines(events: &[Event]) -> Result<String, Failure> {
    let mut order: Vec<&Event> = events.iter().collect();
    let mut lines = String::new();
    for notice in Records::arrange(&mut order)?.notices() {
        writeln!(lines, "{}", notice.text())?;
    }
    Ok(lines)
}

pub(super) fn report(context: &Context, args: &ReportArgs) -> Result<Answer, Failure> {
    let asked = ask(context, &args.events)?;
    let filter = ReportFilter {
        kinds: args.kinds.iter().copied().collect(),
        ..ReportFilter::new(asked.from, asked.to)
    };
    let lines = report_lines(&asked.events, &filter)?;
    let mut order: Vec<&Event> = asked.events.iter().collect();
    let view = ReportView {
        lockbox: asked.lockbox.as_ref(),
        listing: asked.listing.as_ref(),
        from: Moment::new(&asked.zone, asked.from),
        to: Moment::new(&asked.zone, asked.to),
        kinds: filter.kinds,
        lines: lines.lines().collect(),
        notices: Records::arrange(&mut order)?.notices().collect(),
    };
    let text = if args.notices {
        notice_lines(&asked.events)?
    } else {
        lines.clone()
    };
    let text = match (text.is_empty(), args.notices) {
        (false, _) => text,
        (true, true) => "no showing is recorded of this time\n".to_owned(),
        (true, false) => "nothing is recorded of this time\n".to_owned(),
    };
    Answer::new(text, &view)
}

#[derive(Serialize)]
struct ExportView<'a> {
    format: Format,
    events: usize,
    file: Option<String>,
    /// The whole of it, where no file was named.
    export: Option<&'a str>,
}

pub(super) fn export(context: &Context, args: &ExportArgs) -> Result<Answer, Failure> {
    let asked = ask(context, &args.events)?;
    let mut order: Vec<&Event> = asked.events.iter().collect();
    let records = Records::arrange(&mut order)?;
    let mut export = String::new();
    match args.format {
        Format::Jsonl => records.json_lines(&mut export)?,
        Format::Csv => records.csv(&mut export)?,
    }
    let events = records.events().count();
    let view = ExportView {
        format: args.format,
        events,
        file: args.out.as_ref().map(|out| out.display().to_string()),
        export: args.out.is_none().then_some(&*export),
    };
    let text = match &args.out {
        Some(out) => {
            files::write(out, export.as_bytes())?;
            let name = out.display();
            match events {
                1 => format!("1 access event is in {name}"),
                _ => format!("{events} access events are in {name}"),
            }
        }
        None => export.clone(),
    };
    Answer::new(text, &view)
}
