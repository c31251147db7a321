//! `doorward vectors run`: the published test vectors, put to anybody's implementation.

mod fault;
mod process;
mod report;
mod text;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;

use doorward_vectors::adapter::{self, Description};
use doorward_vectors::{Capability, Limits, Questions};

use crate::answer::Answer;
use crate::args::RunArgs;
use crate::failure::Failure;
use crate::files;
use fault::Fault;
use process::{Adapter, WINDOW, shown};
use report::{FileReport, Report};

/// A file and what is asked of it.
type File = (PathBuf, Questions);

pub(crate) fn run(args: &RunArgs) -> Result<Answer, Failure> {
    let files = read(&args.paths, Limits::digests_up_to(args.digests_up_to))?;
    let mut report = Report::new(args.digests_up_to);
    let mut asked = args.claim.clone();
    asked.sort_unstable();
    asked.dedup();
    let outcome = ask(args, &files, &mut asked, &mut report)?;
    report.conclude(&asked, outcome.err().as_ref());
    if let Some(path) = &args.report {
        let mut json = serde_json::to_string_pretty(&report)?;
        json.push('\n');
        files::write(path, json.as_bytes())?;
    }
    let passed = report.passed;
    Ok(Answer::new(text::of(&report)?, &report)?.accepted(passed))
}

fn read(paths: &[PathBuf], limits: Limits) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        for path in doorward_vectors::files(path).map_err(Failure::io)? {
            let questions = doorward_vectors::questions(&path, limits).map_err(Failure::io)?;
            files.push((path, questions));
        }
    }
    Ok(files)
}

/// Asks everything that is to be asked; the failure is one of the command line.
fn ask(
    args: &RunArgs,
    files: &[File],
    asked: &mut Vec<Capability>,
    report: &mut Report,
) -> Result<Result<(), Fault>, Failure> {
    let (adapter, description) = match begin(args) {
        Ok(begun) => begun,
        Err(fault) => return Ok(Err(fault)),
    };
    let claimed = &description.capabilities;
    if let Some(other) = asked
        .iter()
        .find(|capability| !claimed.contains(capability))
    {
        let names: Vec<&str> = claimed.iter().map(|claimed| claimed.name()).collect();
        let (other, names) = (other.name(), names.join(", "));
        return Err(Failure::usage(format!(
            "the adapter does not claim {other}; it claims {names}"
        )));
    }
    if asked.is_empty() {
        asked.clone_from(claimed);
    }
    report.describe(&description, asked);
    let is_asked = |(_, questions): &&File| {
        let algorithm = questions.algorithm;
        let mut algorithms = asked.iter().flat_map(|asked| asked.algorithms());
        algorithms.any(|known| *known == algorithm) && !description.except.contains_key(algorithm)
    };
    let chosen: Vec<&File> = files.iter().filter(is_asked).collect();
    Ok(put(adapter, &chosen, report))
}

fn begin(args: &RunArgs) -> Result<(Adapter, Description), Fault> {
    let mut adapter = Adapter::start(&args.adapter, Duration::from_secs(args.timeout))?;
    let due = || "its description".to_owned();
    adapter.send(adapter::describe_request());
    let line = adapter.receive(due)?;
    let description = Description::read(&line).map_err(|garbage| Fault::Garbage {
        due: due(),
        garbage,
        start: shown(&line),
    })?;
    Ok((adapter, description))
}

/// Puts every question, some ahead of the answers, and counts the answers.
fn put(mut adapter: Adapter, files: &[&File], report: &mut Report) -> Result<(), Fault> {
    let mut ahead = files.iter().flat_map(|(_, questions)| {
        let algorithm = questions.algorithm;
        let tests = questions.questions.iter();
        tests.map(move |question| (algorithm, question))
    });
    let mut numbers = 0_u64..;
    let mut send_next = |adapter: &Adapter, due: &mut VecDeque<u64>| {
        if let (Some((algorithm, question)), Some(number)) = (ahead.next(), numbers.next()) {
            adapter.send(adapter::test_request(number, algorithm, question));
            due.push_back(number);
        }
    };
    let mut due = VecDeque::with_capacity(WINDOW);
    for _ in 0..WINDOW {
        send_next(&adapter, &mut due);
    }
    for (path, questions) in files {
        let mut counted = FileReport::new(path, questions);
        let outcome = (|| {
            for question in &questions.questions {
                let number = due.pop_front().unwrap_or_default();
                let judged = answer(&mut adapter, number, path, question)?;
                counted.count(question, judged);
                send_next(&adapter, &mut due);
            }
            Ok(())
        })();
        counted.count_flags(questions);
        report.files.push(counted);
        outcome?;
    }
    adapter.finish()
}

/// The judged answer to request `number`.
fn answer(
    adapter: &mut Adapter,
    number: u64,
    path: &Path,
    question: &doorward_vectors::Question,
) -> Result<Result<(), doorward_vectors::Wrong>, Fault> {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let due = || {
        format!(
            "the answer to request {number} (test {} of {file})",
            question.id
        )
    };
    let line = adapter.receive(due)?;
    let read = adapter::Answer::read(&line, number).map_err(|garbage| Fault::Garbage {
        due: due(),
        garbage,
        start: shown(&line),
    })?;
    Ok(question.judge(read))
}
