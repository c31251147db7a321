//! The day, step by step.

use doorward::codes::{Code, CodeUse, FlexTerms, Operation};

use super::Step;
use super::scene::{Line, Scene, issued};
use crate::commands::service::Wish;
use crate::failure::Failure;

/// The steps of the day, in order.
pub(super) const DAY: &[Step] = &[
    Step {
        at: "09:00",
        act: the_service_issues,
    },
    Step {
        at: "10:05",
        act: |scene| the_contractor(scene, None),
    },
    Step {
        at: "10:50",
        act: |scene| the_contractor(scene, None),
    },
    Step {
        at: "11:06",
        act: |scene| {
            let remark = "reads as the same day code; the 60-minute rule is the engine's";
            the_contractor(scene, Some(remark))
        },
    },
    Step {
        at: "13:57",
        act: |scene| {
            the_agent(
                scene,
                "three minutes early, and the clock may be off by two",
            )
        },
    },
    Step {
        at: "14:20",
        act: |scene| the_agent(scene, "within its window"),
    },
    Step {
        at: "14:40",
        act: |scene| {
            let remark = "reads as the same code; that it is spent is the engine's to know";
            the_agent(scene, remark)
        },
    },
    Step {
        at: "14:42",
        act: the_wrong_operation,
    },
    Step {
        at: "14:45",
        act: wrong_guesses,
    },
    Step {
        at: "15:30",
        act: the_owner_cancels,
    },
    Step {
        at: "18:10",
        act: the_clock_is_set,
    },
];

fn the_service_issues(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (contractor, day) = scene.issue_day("the contractor")?;
    let (agent, _, today) = scene.issue_flex("today 14:00", 2, "the visiting agent")?;
    let (tomorrow, window, next_day) = scene.issue_flex("tomorrow 10:00", 3, "the inspector")?;
    scene.contractor = Some(contractor);
    scene.agent = Some(agent);
    scene.tomorrow = Some((tomorrow, window));
    Ok(vec![day, today, next_day])
}

fn the_contractor(scene: &mut Scene, remark: Option<&str>) -> Result<Vec<Line>, Failure> {
    let code = issued(scene.contractor.as_ref())?;
    let mut line = scene.type_in("keypad", Operation::KeyCompartment, &code);
    line.details.extend(remark.map(str::to_owned));
    Ok(vec![line])
}

fn the_agent(scene: &mut Scene, remark: &str) -> Result<Vec<Line>, Failure> {
    let code = issued(scene.agent.as_ref())?;
    let mut line = scene.type_in("keypad", Operation::KeyCompartment, &code);
    line.details.push(remark.to_owned());
    Ok(vec![line])
}

fn the_wrong_operation(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let code = issued(scene.agent.as_ref())?;
    let mut line = scene.type_in("keypad", Operation::Shackle, &code);
    line.details
        .push("a code for the key compartment is a wrong code for the shackle".to_owned());
    Ok(vec![line])
}

fn wrong_guesses(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    for digits in [
        "1234567",
        "1111111111",
        "0000000",
        "9876543210",
        "123456789012",
    ] {
        let guess = Code::parse(digits)?;
        lines.push(scene.type_in("keypad", Operation::KeyCompartment, &guess));
    }
    if let Some(last) = lines.last_mut() {
        last.details
            .push("the same answer for every wrong number: nothing is learned from it".to_owned());
    }
    Ok(lines)
}

fn the_owner_cancels(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (_, window) = issued(scene.tomorrow.as_ref())?;
    let terms = FlexTerms::new(window, 0, Operation::KeyCompartment, CodeUse::Single)?;
    let (code, asked) = scene.make_service(Wish::CancelFlex(terms))?;
    let typed = scene.type_in("neighbour", Operation::KeyCompartment, &code);
    Ok(vec![asked, typed])
}

fn the_clock_is_set(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (code, mut asked) = scene.make_service(Wish::SetClock)?;
    asked
        .details
        .insert(0, "the battery was changed, and the clock lost".to_owned());
    let typed = scene.type_in("neighbour", Operation::KeyCompartment, &code);
    scene.set_box_clock(&code);
    Ok(vec![asked, typed])
}
