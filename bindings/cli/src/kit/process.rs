//! An adapter as a process: one line in for one line out, and never a wait without an end.
//!
//! Its input and output have a thread each, so that neither side can wait for the other with a
//! full pipe between them.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use doorward_vectors::adapter::LINE_MAX;
use process_wrap::std::{ChildWrapper, CommandWrap};

use super::fault::Fault;

/// Requests that may be under way: an adapter that works ahead is not kept waiting.
pub(crate) const WINDOW: usize = 64;

/// Between two looks at whether the adapter has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// What a fault shows of a line.
const SHOWN: usize = 120;

/// What came out of an adapter.
enum Event {
    Line(Vec<u8>),
    TooLong,
    CutOff,
    Ended,
    Broken(io::Error),
}

/// A running adapter. Whatever becomes of it, it and what it started are gone once this is dropped.
pub(crate) struct Adapter {
    child: Box<dyn ChildWrapper>,
    requests: Option<SyncSender<String>>,
    events: Receiver<Event>,
    patience: Duration,
}

impl Adapter {
    /// Starts a command, split as a POSIX shell splits words; no shell takes part.
    pub(crate) fn start(command: &str, patience: Duration) -> Result<Self, Fault> {
        let words = shlex::split(command).unwrap_or_default();
        let Some((program, arguments)) = words.split_first() else {
            return Err(Fault::Start(
                "the command has no words, or a quotation without an end".to_owned(),
            ));
        };
        let mut process = Command::new(program);
        process
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = CommandWrap::from(process);
        // What the adapter starts itself goes with it.
        #[cfg(unix)]
        process.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        process.wrap(process_wrap::std::JobObject);
        let mut child = process
            .spawn()
            .map_err(|error| Fault::Start(format!("{program}: {error}")))?;
        let (Some(input), Some(output)) = (child.stdin().take(), child.stdout().take()) else {
            return Err(Fault::Start(
                "it has no standard input or output".to_owned(),
            ));
        };
        let (requests, to_write) = mpsc::sync_channel(WINDOW.saturating_add(1));
        let (events, read) = mpsc::sync_channel(WINDOW);
        thread::spawn(move || write(input, &to_write));
        thread::spawn(move || read_lines(output, &events));
        Ok(Self {
            child,
            requests: Some(requests),
            events: read,
            patience,
        })
    }

    /// Hands a request over; of at most [`WINDOW`] requests without an answer, none waits here.
    pub(crate) fn send(&self, request: String) {
        if let Some(requests) = &self.requests {
            // To an adapter that does not read any more. What has become of it shows when the
            // answer is due.
            let _ = requests.send(request);
        }
    }

    /// The next line. `due` says what it should be.
    pub(crate) fn receive(&mut self, due: impl FnOnce() -> String) -> Result<Vec<u8>, Fault> {
        match self.events.recv_timeout(self.patience) {
            Ok(Event::Line(line)) => Ok(line),
            Ok(Event::TooLong) => Err(Fault::TooLong { due: due() }),
            Ok(Event::CutOff) => Err(Fault::CutOff { due: due() }),
            Ok(Event::Broken(error)) => Err(Fault::Read(error)),
            Ok(Event::Ended) | Err(RecvTimeoutError::Disconnected) => Err(Fault::Ended {
                due: due(),
                status: self.status(),
            }),
            Err(RecvTimeoutError::Timeout) => Err(Fault::Silent {
                due: due(),
                within: self.patience,
            }),
        }
    }

    /// Ends the adapter's input; it has to end too, and to say nothing more.
    pub(crate) fn finish(mut self) -> Result<(), Fault> {
        self.requests = None;
        match self.events.recv_timeout(self.patience) {
            Ok(Event::Line(line)) => {
                return Err(Fault::Surplus {
                    start: shown(&line),
                });
            }
            Ok(Event::TooLong | Event::CutOff) => {
                return Err(Fault::Surplus {
                    start: "a line without an end".to_owned(),
                });
            }
            Ok(Event::Broken(error)) => return Err(Fault::Read(error)),
            Ok(Event::Ended) | Err(RecvTimeoutError::Disconnected) => {}
            Err(RecvTimeoutError::Timeout) => {
                return Err(Fault::NotEnded {
                    within: self.patience,
                });
            }
        }
        match self.status() {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(Fault::Exit(status)),
            None => Err(Fault::NotEnded {
                within: self.patience,
            }),
        }
    }

    /// The status with which it ends in time.
    fn status(&mut self) -> Option<ExitStatus> {
        let begun = Instant::now();
        loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            if begun.elapsed() >= self.patience {
                return None;
            }
            thread::sleep(PAUSE);
        }
    }
}

impl Drop for Adapter {
    fn drop(&mut self) {
        self.requests = None;
        // One that has ended already, with all that it started, cannot be ended.
        let _ = self.child.start_kill();
        let _ = self.child.wait();
    }
}

/// The beginning of a line, for people.
pub(crate) fn shown(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    let start: String = text.chars().take(SHOWN).collect();
    format!("{start:?}")
}

fn write(mut input: ChildStdin, requests: &Receiver<String>) {
    for request in requests {
        if input.write_all(request.as_bytes()).is_err() {
            return;
        }
    }
}

fn read_lines(output: ChildStdout, events: &SyncSender<Event>) {
    let mut output = BufReader::new(output);
    loop {
        let event = read_line(&mut output);
        let is_last = !matches!(event, Event::Line(_));
        // Nobody may be listening any more.
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

fn read_line(output: &mut BufReader<ChildStdout>) -> Event {
    let mut line = Vec::new();
    let most = u64::try_from(LINE_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    match output.take(most).read_until(b'\n', &mut line) {
        Err(error) => Event::Broken(error),
        Ok(0) => Event::Ended,
        Ok(_) if line.last() == Some(&b'\n') => {
            line.pop();
            Event::Line(line)
        }
        Ok(_) if line.len() > LINE_MAX => Event::TooLong,
        Ok(_) => Event::CutOff,
    }
}
