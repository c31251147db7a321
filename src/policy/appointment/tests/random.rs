//! What holds whatever happens to an appointment.

use super::*;

fn random_event(random: &mut Random, now: u64) -> Event {
    let kind: EventKind = random.item();
    let action = match (action(kind), random.below(2)) {
        (Action::Reschedule { .. }, _) => {
            let start = now + random.below(8_000);
            Action::Reschedule {
                new_id: name(&test_std::format!("P-{}", 2 + random.below(1_000_000))),
                start,
                end: start + 1 + random.below(3_600),
            }
        }
        (Action::Open { .. }, _) => Action::Open {
            at: now - random.below(300),
        },
        (action, _) => action,
    };
    let actor = if random.percent(85) {
        actor_of(kind)
    } else {
        random.item()
    };
    Event { actor, now, action }
}

/// A receiver is told everything, in order, and applies it all; told out of order, it notices.
#[test]
fn a_receiver_follows_every_appointment() {
    let mut random = Random(14);
    let mut moves = 0;
    for _ in 0..5_000 {
        let mut rules = Rules::of(pacific());
        rules.early = random.below(900) as u32;
        let mut now = START - 20_000;
        let mut current: Option<Appointment> = None;
        let mut last: Option<Record> = None;
        for _ in 0..12 {
            now += random.below(6_000);
            let event = random_event(&mut random, now);
            let situation = Situation {
                rules,
                appointment: current,
                others: &[],
                showable: random.percent(90),
                bulletin: random.below(2) as u32,
                event,
            };
            let Ok(step) = situation.step() else {
                assert!(current.is_none() && event.action.kind() != EventKind::Request);
                continue;
            };
            assert_eq!(step.decision, Decision::of(step.reasons));
            if step.decision == Decision::Deny {
                assert_eq!((step.appointment, step.created), (current, None));
                assert!(step.events.is_empty() && step.obligations.is_empty());
                continue;
            }
            for record in step.events.iter() {
                moves += 1;
                if last.is_some_and(|it| it.appointment != record.appointment) {
                    last = None;
                }
                let receipt = receive(last.as_ref(), record).unwrap();
                assert_eq!(receipt.outcome, Outcome::Applied, "{last:?} {record:?}");
                if let Some(before) = &last {
                    let gone = Record {
                        sequence: before.sequence + 2,
                        ..*record
                    };
                    assert_eq!(receive(last.as_ref(), &gone).unwrap().outcome, Outcome::Gap);
                    let stale = receive(Some(record), before).unwrap().outcome;
                    assert_eq!(stale, Outcome::Stale);
                }
                last = Some(*record);
                let again = receive(last.as_ref(), record).unwrap();
                assert_eq!(again.outcome, Outcome::Repeated);
            }
            check_permit(&situation, &step);
            current = step.created.or(step.appointment);
        }
    }
    assert!(moves > 3_000, "{moves}");
}

fn check_permit(situation: &Situation<'_>, step: &Step) {
    let after = step.appointment.unwrap();
    let obliged = |obligation| step.obligations.contains(obligation);
    assert_eq!(obliged(Obligation::PublishEvents), !step.events.is_empty());
    assert!(!(obliged(Obligation::WithholdGrant) && obliged(Obligation::RevokeGrant)));
    if obliged(Obligation::IssueGrant) {
        let granted = step.created.unwrap_or(after);
        let terms = grant_for(&situation.rules, &granted, 0).unwrap();
        assert!(terms.release_at <= terms.not_before && terms.not_before < terms.not_after);
        let access = |now| {
            let admission = admit(
                &situation.rules,
                Some(&granted),
                &granted.holder,
                &granted.listing,
                now,
            );
            admission.unwrap().decision.is_permit()
        };
        assert!(access(terms.not_before) && !access(terms.not_before - 1));
        assert!(access(terms.not_after - 1) && !access(terms.not_after));
    }
    if let Some(before) = situation.appointment {
        assert!(!before.state.is_final() || step.events.is_empty());
        assert!(after.sequence >= before.sequence);
        assert!(after.grant_released >= before.grant_released);
        assert_eq!(
            (after.id, after.start, after.end),
            (before.id, before.start, before.end)
        );
    }
}

#[cfg(all(feature = "alloc", feature = "serde"))]
#[test]
fn situations_and_steps_come_back_from_json() {
    use super::super::{OwnedRules, OwnedSituation};

    let mut random = Random(15);
    for _ in 0..2_000 {
        let blocked = [Window {
            start: START,
            end: END,
        }];
        let mut rules = rules();
        rules.blocked = &blocked;
        let given = appointment(random.item());
        let owned = OwnedSituation {
            rules: rules.into(),
            appointment: random.maybe(80, given),
            others: Vec::from([other("P-9", START, END, random.item())]),
            showable: random.percent(50),
            bulletin: 3,
            event: random_event(&mut random, START),
        };
        let json = serde_json::to_string(&owned).unwrap();
        let back: OwnedSituation = serde_json::from_str(&json).unwrap();
        assert_eq!(back, owned);
        if let Ok(step) = owned.step() {
            let json = serde_json::to_value(step).unwrap();
            assert_eq!(serde_json::from_value::<Step>(json).unwrap(), step);
        }
    }
    let zone = serde_json::json!({ "zone": "fe20fe5c03020000780b01000078" });
    let rules: OwnedRules = serde_json::from_value(zone).unwrap();
    assert_eq!(rules, OwnedRules::of(pacific()));
}
