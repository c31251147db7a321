//! What happens that day with phones: grants, the bulletins that they carry, and the log.

use doorward::audit::FaultKind;
use doorward::grants::{GrantOperation, Operations};

use super::scene::{Handed, Line, Scene, Taken, Terms, issued};
use crate::commands::log::{self, Wrong};
use crate::failure::Failure;

/// The service grants the evening's half hour, and keeps the grant.
pub(super) fn the_evening_is_granted(scene: &mut Scene) -> Result<Line, Failure> {
    let (granted, line) = scene.issue_grant(
        "an agent from afar",
        Terms {
            from: "today 17:00",
            until: "today 17:30",
            operations: Operations::GUEST,
            uses: 1,
            id: 0x17,
        },
    )?;
    scene.evening = Some(granted);
    Ok(line)
}

/// The service grants the stager the day, and hands the grant out.
pub(super) fn the_stager_gets_a_grant(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let terms = Terms {
        from: "today 12:00",
        until: "today 20:00",
        operations: Operations::GUEST,
        uses: 3,
        id: 0x5a,
    };
    let (granted, asked) = scene.issue_grant("the stager", terms)?;
    let (handed, released) = scene.release(&granted)?;
    scene.stager = Some((granted, handed));
    Ok(vec![asked, released])
}

pub(super) fn the_stager_opens(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (_, handed) = issued(scene.stager.as_ref())?;
    let mut opened = key(scene, "stager", &handed)?;
    opened.details.push(
        "the phone proved its grant to the box, and the box its answer to the phone".to_owned(),
    );
    Ok(vec![opened, scene.confirm()])
}

pub(super) fn the_evening_is_revoked(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let granted = issued(scene.evening.as_ref())?;
    let revoked = scene.revoke(&granted)?;
    Ok(vec![revoked, scene.release_in_vain(&granted)])
}

pub(super) fn the_stager_is_revoked(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (granted, _) = issued(scene.stager.as_ref())?;
    Ok(vec![scene.revoke(&granted)?])
}

pub(super) fn the_appraiser_gets_a_grant(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let terms = Terms {
        from: "today 17:00",
        until: "today 18:00",
        operations: Operations::GUEST,
        uses: 1,
        id: 0xaa,
    };
    let (granted, asked) = scene.issue_grant("the appraiser", terms)?;
    let (handed, released) = scene.release(&granted)?;
    scene.appraiser = Some(handed);
    Ok(vec![asked, released])
}

pub(super) fn the_appraiser_opens(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let handed = issued(scene.appraiser.as_ref())?;
    let mut owed = key(scene, "appraiser", &handed)?;
    owed.details.push(
        "the grant names a bulletin that the box has not: who leaves it out stays out".to_owned(),
    );
    let brought = scene.bring("appraiser", &handed);
    let mut opened = key(scene, "appraiser", &handed)?;
    opened
        .details
        .push("and so the revocation was at the door before anyone was let in".to_owned());
    Ok(vec![owed, brought, opened, scene.confirm()])
}

pub(super) fn the_stager_tries(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (_, handed) = issued(scene.stager.as_ref())?;
    let mut refused = key(scene, "stager", &handed)?;
    refused.details.push(
        "good until 20:00 for two openings more, but for what another's phone brought".to_owned(),
    );
    Ok(vec![refused])
}

pub(super) fn a_member_gets_a_grant(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let terms = Terms {
        from: "today 18:00",
        until: "tomorrow 18:00",
        operations: Operations::MEMBER,
        uses: 0,
        id: 0xee,
    };
    let (granted, asked) = scene.issue_grant("the listing agent", terms)?;
    let (handed, released) = scene.release(&granted)?;
    scene.member = Some(handed);
    Ok(vec![asked, released])
}

/// The log is taken along, checked, and spoilt on the way.
pub(super) fn the_log_is_read(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let handed = issued(scene.member.as_ref())?;
    let allowed = scene.present("agent", &handed, GrantOperation::ReadLog)?;
    let taken = scene.drain()?;
    scene.leave();
    let verified = scene.verify(&taken)?;
    scene.record(&verified)?;
    let mut lines = vec![
        allowed,
        said(
            "agent",
            format!(
                "takes {} rows and the head of the log along",
                taken.rows.len()
            ),
        ),
        Line {
            rows: scene.log_words(&verified)?,
            ..said("service", verdict(&verified))
        },
    ];
    for (what, spoil) in SPOILT {
        let mut spoilt = taken.clone();
        spoil(&mut spoilt);
        let verified = scene.verify(&spoilt)?;
        lines.push(Line {
            details: vec![verdict(&verified)],
            ..said("service", what.to_owned())
        });
    }
    Ok(lines)
}

/// What the listing side reads of the day.
pub(super) fn the_listing_side_is_told(scene: &mut Scene) -> Result<Vec<Line>, Failure> {
    let (report, notices) = scene.told()?;
    Ok(vec![
        Line {
            rows: report,
            ..said("service", "the access report of the day:".to_owned())
        },
        Line {
            rows: notices,
            ..said(
                "service",
                "the showing notices, of openings by grants; codes give none:".to_owned(),
            )
        },
    ])
}

/// Does something to a log on the way.
type Spoil = fn(&mut Taken);

/// What could be done to a log on the way, and what does it.
const SPOILT: [(&str, Spoil); 4] = [
    ("had row 3 been changed by one bit:", |taken| {
        if let Some(byte) = taken.rows.get_mut(3).and_then(|row| row.last_mut()) {
            *byte ^= 1;
        }
    }),
    ("had row 5 been dropped:", |taken| {
        taken.rows.remove(5);
    }),
    ("had the last two rows been dropped:", |taken| {
        taken.rows.truncate(taken.rows.len().saturating_sub(2));
    }),
    ("had rows 6 and 7 been swapped:", |taken| {
        taken.rows.swap(6, 7);
    }),
];

fn key(scene: &mut Scene, who: &'static str, handed: &Handed) -> Result<Line, Failure> {
    let line = scene.present(who, handed, GrantOperation::KeyCompartment);
    scene.leave();
    line
}

/// Something that no box decided.
fn said(who: &'static str, what: String) -> Line {
    Line {
        who,
        code: String::new(),
        what,
        decision: None,
        details: Vec::new(),
        rows: Vec::new(),
    }
}

/// What the service finds, in words.
fn verdict(verified: &log::Verified) -> String {
    if verified.is_whole() {
        return format!(
            "checked: all {} rows that the box has written, unchanged",
            verified.log.next()
        );
    }
    let mut found: Vec<String> = verified
        .faults
        .iter()
        .map(|fault| {
            let at = fault.position.map_or_else(
                || "the head".to_owned(),
                |position| format!("the row at {position}"),
            );
            match fault.what {
                Wrong::Found(FaultKind::OutOfOrder) => format!("{at} stands behind a later one"),
                _ => format!("{at} was changed"),
            }
        })
        .collect();
    found.extend(verified.log.missing().into_iter().map(|range| {
        let last = range.end.saturating_sub(1);
        if range.start == last {
            format!("row {last} is missing")
        } else {
            format!("rows {} to {last} are missing", range.start)
        }
    }));
    format!("noticed: {}", found.join(", "))
}
