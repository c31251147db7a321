//! The day, step by step.

use doorward::codes::{Code, CodeUse, FlexTerms, Operation};

use super::scene::{Line, Scene, issued};
use super::{Step, market, visits};
use crate::commands::service::Wish;
use crate::failure::Failure;

/// The steps of the day, in order.
pub(super) const DAY: &[Step] = &[
    Step {
        at: "08:30",
        act: the_box_is_installed,
    },
    Step {
        at: "09:00",
        act: the_service_issues,
    },
    Step {
        at: "09:05",
        act: visits::the_stager_gets_a_grant,
    },
    Step {
        at: "10:00",
        act: the_clock_is_set_again,
    },
    Step {
        at: "10:05",
        act: |scene| the_contractor(scene, "the first use starts its 60 minutes"),
    },
    Step {
        at: "10:50",
        act: |scene| the_contractor(scene, "the same code, within them"),
    },
    Step {
        at: "11:06",
        act: |scene| the_contractor(scene, "61 minutes after the first use"),
    },
    Step {
        at: "12:30",
        act: visits::the_stager_opens,
    },
    Step {
        at: "13:57",
        act: |scene| {
            the_agent(
                scene,
                Operation::KeyCompartment,
                "three minutes early, and the clock may be off by two",
            )
        },
    },
    Step {
        at: "14:18",
        act: |scene| {
            the_agent(
                scene,
                Operation::Shackle,
                "a code for the key compartment is a wrong code for the shackle",
            )
        },
    },
    Step {
        at: "14:20",
        act: the_agent_opens,
    },
    Step {
        at: "14:40",
        act: |scene| the_agent(scene, Operation::KeyCompartment, "it was for one opening"),
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
        at: "15:31",
        act: the_inspector_tries,
    },
    Step {
        at: "16:30",
        act: visits::the_evening_is_revoked,
    },
    Step {
        at: "16:40",
        act: visits::the_stager_is_revoked,
    },
    Step {
        at: "16:45",
        act: visits::the_appraiser_gets_a_grant,
    },
    Step {
        at: "17:05",
        act: visits::the_appraiser_opens,
    },
    Step {
        at: "17:20",
        act: visits::the_stager_tries,
    },
    Step {
        at: "17:30",
        act: one_more_is_issued,
    },
    Step {
        at: "18:00",
        act: |scene| Ok(vec![scene.pull_battery()]),
    },
    Step {
        at: "18:05",
        act: no_code_opens,
    },
    Step {
        at: "18:10",
        act: a_clock_code_is_typed,
    },
    Step {
        at: "18:12",
        act: the_photographer_opens,
    },
    Step {
        at: "18:15",
        act: |scene| the_contractor(scene, "used before the battery was pulled, and still used"),
    },
    Step {
        at: "18:25",
        act: visits::a_member_gets_a_grant,
    },
    Step {
        at: "18:30",
        act: visits::the_log_is_read,
    },
    Step {
        at: "18:40",
        act: visits::the_listing_side_is_told,
    },
    Step {
        at: "19:00",
        act: market::the_listing_is_counted,
    },
];

fn the_box_is_installed(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let mut synced = scene.sync()?;
    synced
        .details
        .push("the box is installed; this answers the challenge that it gave".to_owned());
    Ok(vec![synced])
}

fn the_service_issues(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (contractor, day) = scene.issue_day("the contractor")?;
    let (agent, _, today) = scene.issue_flex("today 14:00", 2, "the visiting agent")?;
    let (tomorrow, window, next_day) = scene.issue_flex("tomorrow 10:00", 3, "the inspector")?;
    let mut evening = visits::the_evening_is_granted(scene)?;
    evening.details.push(
        "it stays with the service, and can be taken back without a word to the box".to_owned(),
    );
    scene.contractor = Some(contractor);
    scene.agent = Some(agent);
    scene.tomorrow = Some((tomorrow, window));
    Ok(vec![day, today, evening, next_day])
}

fn the_clock_is_set_again(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let mut synced = scene.sync()?;
    synced
        .details
        .push("the listing agent came by; every live bulletin sets the clock".to_owned());
    Ok(vec![synced])
}

/// Someone types a code for the key compartment.
fn typed(scene: &mut Scene, code: &Code, remark: &str) -> Line {
    let mut line = scene.type_in("keypad", Operation::KeyCompartment, code);
    line.details.insert(0, remark.to_owned());
    line
}

fn the_contractor(scene: &mut Scene, remark: &str) -> Result<Vec<Line>, Failure> {
    let code = issued(scene.contractor.as_ref())?;
    Ok(vec![typed(scene, &code, remark)])
}

fn the_agent(scene: &mut Scene, chosen: Operation, remark: &str) -> Result<Vec<Line>, Failure> {
    let code = issued(scene.agent.as_ref())?;
    let mut line = scene.type_in("keypad", chosen, &code);
    line.details.insert(0, remark.to_owned());
    Ok(vec![line])
}

fn the_agent_opens(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let code = issued(scene.agent.as_ref())?;
    let opened = typed(
        scene,
        &code,
        "its one opening; refusals before it no longer count as a run",
    );
    Ok(vec![opened, scene.confirm()])
}

fn wrong_guesses(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    for digits in [
        "1234567",
        "1111111111",
        "0000000",
        "9876543210",
        "123456789012",
        "2222222",
    ] {
        let guess = Code::parse(digits)?;
        lines.push(scene.type_in("keypad", Operation::KeyCompartment, &guess));
    }
    if let [.., fifth, _] = lines.as_mut_slice() {
        fifth.details.insert(
            0,
            "the same answer for every wrong number: nothing is learned from it".to_owned(),
        );
    }
    if let Some(last) = lines.last_mut() {
        last.details
            .push("not read at all, and not counted".to_owned());
    }
    Ok(lines)
}

fn the_owner_cancels(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (_, window) = issued(scene.tomorrow.as_ref())?;
    let terms = FlexTerms::new(window, 0, Operation::KeyCompartment, CodeUse::Single)?;
    let (code, asked) = scene.make_service(Wish::CancelFlex(terms))?;
    let done = scene.type_in("neighbour", Operation::KeyCompartment, &code);
    Ok(vec![asked, done])
}

fn the_inspector_tries(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (code, _) = issued(scene.tomorrow.as_ref())?;
    Ok(vec![typed(
        scene,
        &code,
        "the box says so to whoever has the real code, and to nobody else",
    )])
}

fn one_more_is_issued(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (code, line) = scene.issue_day("the photographer")?;
    scene.photographer = Some(code);
    Ok(vec![line])
}

fn no_code_opens(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let code = issued(scene.photographer.as_ref())?;
    let remark = format!(
        "a good code, but the clock shows {} and may be wrong by any time",
        scene.box_hour()
    );
    Ok(vec![typed(scene, &code, &remark)])
}

fn a_clock_code_is_typed(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (code, asked) = scene.make_service(Wish::SetClock)?;
    let done = scene.type_in("neighbour", Operation::KeyCompartment, &code);
    Ok(vec![asked, done])
}

fn the_photographer_opens(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let code = issued(scene.photographer.as_ref())?;
    let remark = "the same code as at 18:05, by a clock that is set";
    Ok(vec![typed(scene, &code, remark), scene.confirm()])
}
