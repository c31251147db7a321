//! What holds for every change.

use super::{
    Change, Code, CodeFate, CodeMethod, CodeValidity, Gate, Grant, GrantFate, NOW, Obligation,
    Parameters, Random, Vec, format, name,
};
use crate::policy::{Class, Set, Status};

fn random_change(random: &mut Random) -> Change {
    Change {
        coming_soon_showings: random.percent(50),
        off_market_permission: random.percent(50),
        seller_signed_request: random.percent(50),
        suspension_requested: random.percent(20),
        suspended: random.percent(20),
        revocations: random.below(17) as u8,
        ..super::change(random.item(), random.item())
    }
}

fn random_grants(random: &mut Random) -> Vec<Grant> {
    (0..random.below(20))
        .map(|number| {
            let start = NOW - 5_000 + random.below(10_000);
            Grant {
                id: name(&format!("G{number}")),
                class: random.item(),
                not_before: start,
                not_after: start + 1 + random.below(5_000),
                released: random.percent(50),
            }
        })
        .collect()
}

fn random_codes(random: &mut Random) -> Vec<Code> {
    (0..random.below(8))
        .map(|number| {
            let start = NOW - 100_000 + random.below(110_000);
            let (method, validity) = random.pick(&[
                (CodeMethod::DayCode, CodeValidity::Hour),
                (CodeMethod::FlexCode, CodeValidity::Single),
                (CodeMethod::FlexCode, CodeValidity::UntilEnd),
                (CodeMethod::ContractorCode, CodeValidity::UntilEnd),
            ]);
            let used = start + random.below(90_000);
            Code {
                id: name(&format!("C{number}")),
                class: random.item(),
                method,
                start,
                end: start + 1 + random.below(200_000),
                validity,
                first_used: random.maybe(50, used),
                cancelled: random.percent(10),
            }
        })
        .collect()
}

#[test]
fn what_is_taken_away_is_told_and_permission_takes_nothing_away() {
    let mut random = Random(13);
    let parameters = Parameters::default();
    for _ in 0..20_000 {
        let change = random_change(&mut random);
        let (grants, codes) = (random_grants(&mut random), random_codes(&mut random));
        let gate = Gate::judge(&change, &parameters, &grants, &codes).unwrap();
        assert_eq!(gate.decision().is_permit(), gate.reasons().is_empty());
        if !gate.reasons().is_empty() {
            assert_eq!(
                gate.obligations(),
                Set::from_iter([Obligation::RecordRefusal])
            );
            assert!(
                grants
                    .iter()
                    .all(|it| gate.grant(it) == GrantFate::Unchanged)
            );
            assert!(codes.iter().all(|it| gate.code(it) == CodeFate::Unchanged));
            continue;
        }
        let is_revoked =
            |gate: &Gate, it: &Grant| matches!(gate.grant(it), GrantFate::Revoked { .. });
        let revoked = grants.iter().filter(|it| is_revoked(&gate, it)).count();
        let fits = usize::from(change.revocations) + revoked <= 16;
        assert_eq!(gate.raises_epoch(), revoked > 0 && !fits);
        let obliged = |obligation| gate.obligations().contains(obligation);
        assert!(revoked == 0 || obliged(Obligation::SendBulletin));
        assert!(revoked == 0 || obliged(Obligation::TellListingAgent));
        assert!(!(obliged(Obligation::SuspendBox) && obliged(Obligation::LiftSuspension)));
        let reissues = grants.iter().any(|it| gate.reissues_grant(it))
            || codes.iter().any(|it| gate.reissues_code(it));
        assert_eq!(obliged(Obligation::Reissue), reissues);
        for code in &codes {
            match gate.code(code) {
                CodeFate::Kept { until } | CodeFate::Lost { until } => {
                    assert!(NOW < until && until <= code.end);
                }
                CodeFate::Dead => {}
                CodeFate::Unchanged => panic!("permitted, and unchanged"),
            }
        }
        let permitted = Change {
            off_market_permission: true,
            ..change
        };
        let permitted = Gate::judge(&permitted, &parameters, &grants, &codes).unwrap();
        for class in [
            Class::ShowingAgent,
            Class::Trade,
            Class::Owner,
            Class::Staff,
        ] {
            assert!(!gate.keeps(class) || permitted.keeps(class));
        }
        for grant in &grants {
            assert!(is_revoked(&gate, grant) || !is_revoked(&permitted, grant));
        }
        assert!(gate.keeps(Class::Owner));
        assert!(change.to != Status::Active || gate.keeps(Class::ShowingAgent));
    }
}

#[cfg(all(feature = "alloc", feature = "serde"))]
#[test]
fn the_lists_say_what_the_fates_say_and_come_back_from_json() {
    use super::super::{Consequences, OwnedChange};

    let mut random = Random(14);
    for _ in 0..500 {
        let change = random_change(&mut random);
        let owned = OwnedChange {
            now: change.now,
            listing: change.listing,
            lockbox: change.lockbox,
            from: change.from,
            to: change.to,
            coming_soon_showings: change.coming_soon_showings,
            off_market_permission: change.off_market_permission,
            seller_signed_request: change.seller_signed_request,
            suspension_requested: change.suspension_requested,
            suspended: change.suspended,
            revocations: change.revocations,
            grants: random_grants(&mut random),
            codes: random_codes(&mut random),
        };
        assert_eq!(owned.change(), change);
        let consequences = owned.judge(&Parameters::default()).unwrap();
        let gate = Gate::judge(&change, &Parameters::default(), &owned.grants, &owned.codes);
        let gate = gate.unwrap();
        for grant in &owned.grants {
            let listed = consequences.revoked.iter().find(|it| it.id == grant.id);
            let expected = match gate.grant(grant) {
                GrantFate::Revoked { until } => Some(until),
                _ => None,
            };
            assert_eq!(listed.map(|it| it.until), expected);
            let is_withheld = consequences.withheld.contains(&grant.id);
            assert_eq!(is_withheld, gate.grant(grant) == GrantFate::Withheld);
        }
        let json = serde_json::to_value(&consequences).unwrap();
        let back: Consequences = serde_json::from_value(json).unwrap();
        assert_eq!(back, consequences);
        let json = serde_json::to_string(&owned).unwrap();
        let back: OwnedChange = serde_json::from_str(&json).unwrap();
        assert_eq!(back, owned);
        // No member may be absent, and none other be present.
        let mut members: serde_json::Value = serde_json::from_str(&json).unwrap();
        members["extra"] = true.into();
        assert!(serde_json::from_value::<OwnedChange>(members).is_err());
        if let Some(code) = owned.codes.first() {
            let mut members = serde_json::to_value(code).unwrap();
            members.as_object_mut().unwrap().remove("first_used");
            assert!(serde_json::from_value::<Code>(members).is_err());
        }
    }
}
