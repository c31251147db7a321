//! `doorward walkthrough`: a day at one lockbox, played with a test key and fixed times.
//!
//! The day is a list of [steps](Step). Each does one thing to the [scene](Scene), as the
//! service or at the box, and says what came of it. Vault and box lie in memory: nobody's records are read or
//! written.

mod market;
mod scene;
mod steps;
mod visits;

use std::fmt::Write as _;

use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use scene::{Line, Scene};

/// One thing that happens.
struct Step {
    /// Local time on the day played, `14:00` or `14:00:00`.
    at: &'static str,
    act: fn(&mut Scene) -> Result<Vec<Line>, Failure>,
}

#[derive(Serialize)]
struct StepView {
    at: &'static str,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct View {
    lockbox: &'static str,
    zone: &'static str,
    date: &'static str,
    steps: Vec<StepView>,
}

/// Plays the whole day.
pub(crate) fn run() -> Result<Answer, Failure> {
    let mut scene = Scene::new()?;
    let mut text = String::new();
    writeln!(text, "A day at lockbox {}", scene::LOCKBOX)?;
    writeln!(text, "{}, Pacific time (UTC-07:00)", scene.long_date())?;
    writeln!(
        text,
        "\nTest key, fixed times, vault and box in memory: these codes open no real box."
    )?;
    let mut steps = Vec::new();
    for step in steps::DAY {
        scene.advance_to(step.at)?;
        let lines = (step.act)(&mut scene)?;
        let mut time = step.at;
        for (index, line) in lines.iter().enumerate() {
            if index == 0 {
                text.push('\n');
            }
            let Line {
                who,
                code,
                what,
                decision: _,
                details,
                rows,
            } = line;
            writeln!(text, "{time:5}  {who:9}  {code:14}  {what}")?;
            for detail in details {
                writeln!(text, "{:34}{detail}", "")?;
            }
            for row in rows {
                writeln!(text, "{:7}{row}", "")?;
            }
            time = "";
        }
        steps.push(StepView { at: step.at, lines });
    }
    writeln!(
        text,
        "\nWhat was used, cancelled and refused lies in the box's 1,536 bytes, saved before each \
         answer:\nneither a pulled battery nor a clock that jumps makes a used code new. What happened \
         lies in\nits log, in which nothing can be changed, nor left out for long, unnoticed."
    )?;
    let view = View {
        lockbox: scene::LOCKBOX,
        zone: scene::ZONE,
        date: scene::DATE,
        steps,
    };
    Answer::new(text, &view)
}
