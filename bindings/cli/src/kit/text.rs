//! A run's report for people.

use std::fmt::{self, Write as _};

use serde_json::Value;

use super::report::{CapabilityReport, Failed, FileReport, FlagReport, Report, Verdict};

/// Failures of a file and differences of a failure that are shown; a report in JSON has all.
const SHOWN: usize = 10;

/// Characters of a value that are shown.
const VALUE_SHOWN: usize = 160;

pub(crate) fn of(report: &Report) -> Result<String, fmt::Error> {
    let mut text = String::new();
    if let (Some(implementation), Some(version)) = (&report.implementation, &report.version) {
        writeln!(text, "{implementation} {version}")?;
    }
    for capability in &report.capabilities {
        table(&mut text, report, capability)?;
    }
    for file in report.files.iter().filter(|file| file.failed > 0) {
        failures(&mut text, file)?;
    }
    text.push('\n');
    if let Some(fault) = &report.fault {
        writeln!(text, "{}", fault.message)?;
    }
    for capability in &report.capabilities {
        let name = capability.capability.name();
        writeln!(text, "{name}: {}", verdict(capability))?;
    }
    Ok(text)
}

fn table(text: &mut String, report: &Report, capability: &CapabilityReport) -> fmt::Result {
    writeln!(text, "\n{}", capability.capability.name())?;
    for algorithm in capability.capability.algorithms() {
        if let Some(reason) = report.except.get(*algorithm) {
            writeln!(text, "  {algorithm}: excepted: {reason}")?;
            continue;
        }
        for file in report
            .files
            .iter()
            .filter(|file| file.algorithm == *algorithm)
        {
            let FileReport {
                stated,
                executed,
                passed,
                failed,
                ..
            } = file;
            let path = file.path.display();
            write!(
                text,
                "  {path}: {stated} stated, {executed} executed, {passed} passed, {failed} failed"
            )?;
            if file.skipped > 0 {
                let most = report.digests_up_to;
                write!(
                    text,
                    ", {} of more than {most} codes left out",
                    file.skipped
                )?;
            }
            text.push('\n');
        }
    }
    Ok(())
}

fn failures(text: &mut String, file: &FileReport) -> fmt::Result {
    writeln!(text, "\n{} failed in {}", file.failed, file.path.display())?;
    for failed in file.failures.iter().take(SHOWN) {
        failure(text, failed)?;
    }
    more(text, "  ", file.failures.len())?;
    for flag in file.flags.iter().take(SHOWN) {
        let FlagReport {
            flag,
            note,
            failures,
            tests,
        } = flag;
        let carry = if *failures == 1 {
            "failure carries"
        } else {
            "failures carry"
        };
        let share = if failures == tests {
            "every test that has it".to_owned()
        } else {
            format!("of {tests} tests")
        };
        writeln!(text, "  {failures} {carry} flag {flag} ({share}): {note}")?;
    }
    more(text, "  ", file.flags.len())
}

fn failure(text: &mut String, failed: &Failed) -> fmt::Result {
    writeln!(text, "  {} ({})", failed.id, failed.comment)?;
    if failed.differences.is_empty() {
        writeln!(text, "    {}", clipped(&failed.message))?;
    }
    for difference in failed.differences.iter().take(SHOWN) {
        let shown = |value: &Option<Value>| {
            value
                .as_ref()
                .map_or_else(|| "nothing".to_owned(), |value| clipped(&value.to_string()))
        };
        let (expected, found) = (shown(&difference.expected), shown(&difference.found));
        writeln!(
            text,
            "    {}: expected {expected}, got {found}",
            difference.member
        )?;
    }
    more(text, "    ", failed.differences.len())
}

fn more(text: &mut String, indent: &str, all: usize) -> fmt::Result {
    match all.saturating_sub(SHOWN) {
        0 => Ok(()),
        more => writeln!(text, "{indent}and {more} more"),
    }
}

fn clipped(text: &str) -> String {
    let mut shown: String = text.chars().take(VALUE_SHOWN).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    shown
}

fn verdict(capability: &CapabilityReport) -> String {
    let CapabilityReport {
        failed,
        missing,
        excepted,
        ..
    } = capability;
    match capability.verdict {
        Verdict::Passed => "passed".to_owned(),
        Verdict::PassedBut => format!("passed but for {}", excepted.join(", ")),
        Verdict::Failed if failed.is_empty() => {
            "failed: the run did not end as it should".to_owned()
        }
        Verdict::Failed => format!("failed in {}", failed.join(", ")),
        Verdict::Incomplete => format!("not decided: there was no file of {}", missing.join(", ")),
    }
}
