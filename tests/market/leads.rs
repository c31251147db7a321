//! Actual expireds: the table of the text, and what holds for every history.

use doorward::market::leads::{Lead, LeadAnswer, LeadQuestion, LeadReason};
use doorward::market::{Date, Doubt, Doubts, Error, Status};
use serde_json::json;

use crate::brute::share;
use crate::random::{Dirt, Random, history};
use crate::support::{date, day};

/// A question about the first listing.
fn question(text: &str) -> LeadQuestion {
    let history = crate::support::history(text);
    LeadQuestion {
        as_of: history.as_of,
        target: history.listings[0].listing.clone(),
        listings: history.listings,
        protected_until: Date::MISSING,
        opted_out: false,
        do_not_call: false,
        key_doubts: Doubts::EMPTY,
    }
}

fn lead(text: &str) -> Lead {
    question(text).answer().unwrap()
}

/// The answer, and the names of the reasons, one space between.
fn told(lead: &Lead) -> (LeadAnswer, String) {
    let names: Vec<_> = lead.reasons.iter().map(LeadReason::name).collect();
    (lead.answer, names.join(" "))
}

const ENDED: &str = "L1 A 01-01, X 06-30";

#[test]
fn the_table() {
    let expect = |more: &str, answer: LeadAnswer, reasons: &str| {
        let text = format!("{ENDED}{more}");
        assert_eq!(told(&lead(&text)), (answer, reasons.to_owned()), "{text}");
    };
    expect("", LeadAnswer::Clear, "");
    assert_eq!(lead(ENDED).ended_on, Some(day("06-30")));
    expect("; L2 A 06-30", LeadAnswer::Blocked, "other_in_force");
    expect("; L2 A 05-01", LeadAnswer::Blocked, "other_in_force");
    expect(
        "; L2 A 07-05, W 08-01",
        LeadAnswer::Blocked,
        "other_in_force",
    );
    expect("; L2 CS 12-20", LeadAnswer::Blocked, "other_in_force");
    expect("; L2 A 07-05, C 08-01", LeadAnswer::Clear, "");
    let relisted = lead(&format!("L2 A 07-05, C 08-01; {ENDED}"));
    assert_eq!(told(&relisted), (LeadAnswer::Clear, String::new()));
    expect(
        "; L2 A 07-05, P 07-20, S 08-20",
        LeadAnswer::Blocked,
        "sold_later",
    );
    let sold = lead(&format!("L2 A 07-05, P 07-20, S 08-20; {ENDED}"));
    assert_eq!(
        told(&sold),
        (LeadAnswer::Blocked, "target_not_ended".into())
    );
    let withdrawn = lead("L1 A 01-01, W 03-01");
    assert_eq!(
        told(&withdrawn),
        (LeadAnswer::Blocked, "target_in_force".into())
    );
    let inferred = lead("L1 expiration=06-30 A 01-01");
    assert_eq!(
        told(&inferred),
        (LeadAnswer::Unverified, "expiry_inferred".into())
    );
    assert_eq!(inferred.ended_on, Some(day("06-30")));
    expect("; L2 A ?", LeadAnswer::Unverified, "history_unclear");
    expect("; L2 Sold 08-01", LeadAnswer::Unverified, "history_unclear");
    expect("; L2 A ?, D 08-01", LeadAnswer::Clear, "");

    let mut doubtful = question(ENDED);
    doubtful.key_doubts = Doubts::of(&[Doubt::PlaceholderParcel]);
    let found = doubtful.answer().unwrap();
    assert_eq!(
        told(&found),
        (LeadAnswer::Unverified, "key_doubtful".into())
    );
    let mut protected = question(ENDED);
    protected.protected_until = date("12-31");
    let found = protected.answer().unwrap();
    assert_eq!(
        told(&found),
        (LeadAnswer::Blocked, "protection_period".into())
    );
    protected.as_of = day("2026-01-01");
    assert_eq!(protected.answer().unwrap().answer, LeadAnswer::Clear);
    protected.opted_out = true;
    protected.do_not_call = true;
    let found = protected.answer().unwrap();
    assert_eq!(told(&found), (LeadAnswer::Blocked, "opted_out".into()));
    assert!(found.do_not_call);
}

#[test]
fn the_end_is_the_first_of_the_last_run() {
    assert_eq!(
        lead("L1 A 01-01, C 02-01, A 03-01, X 04-01, C 05-01").ended_on,
        Some(day("04-01"))
    );
    let back = lead("L1 A 01-01, X 02-01, A 03-01");
    assert_eq!((back.ended_on, back.status), (None, Some(Status::Active)));
    // A sale before the end is no later sale; one on its day is, its own too.
    assert_eq!(
        lead("L1 A 03-01, X 06-30; L0 A 01-01, S 06-29").answer,
        LeadAnswer::Clear
    );
    assert_eq!(
        lead("L1 A 03-01, X 06-30; L0 A 01-01, S 06-30").answer,
        LeadAnswer::Blocked
    );
    assert_eq!(told(&lead("L1 S 06-30, X 06-30 #1")).1, "sold_later");
    assert_eq!(told(&lead("L1 I 01-01")).1, "target_not_ended");
    assert_eq!(told(&lead("L1")).1, "target_not_ended");
    assert_eq!(told(&lead("L1 Sold 01-01")).1, "history_unclear");
}

#[test]
fn what_holds_for_every_history() {
    let mut random = Random(20);
    let mut answers = [0; 3];
    let histories = share(100_000);
    for _ in 0..histories {
        let history = history(&mut random, Dirt::All);
        let ask = |listings| LeadQuestion {
            as_of: history.as_of,
            target: history.target.clone(),
            listings,
            protected_until: Date::MISSING,
            opted_out: false,
            do_not_call: false,
            key_doubts: Doubts::EMPTY,
        };
        let lead = ask(history.listings.clone()).answer().unwrap();
        answers[usize::from(lead.answer.number())] += 1;
        let stops = lead
            .reasons
            .iter()
            .filter(|reason| !reason.is_doubt())
            .count();
        let expected = match (stops, lead.reasons.is_empty()) {
            (0, true) => LeadAnswer::Clear,
            (0, false) => LeadAnswer::Unverified,
            _ => LeadAnswer::Blocked,
        };
        assert_eq!(lead.answer, expected);
        assert_eq!(
            lead.ended_on.is_some(),
            matches!(lead.status, Some(Status::Canceled | Status::Expired))
        );
        assert!(lead.ended_on.is_none_or(|end| end <= history.as_of));
        // Clear is the target ended, and nobody's contract in force.
        assert!(lead.answer != LeadAnswer::Clear || lead.ended_on.is_some());
        // A listing more takes no reason away, but one of the target alone.
        let fewer = history
            .listings
            .iter()
            .filter(|it| it.listing == history.target);
        let fewer = ask(fewer.cloned().collect()).answer().unwrap();
        assert!(
            fewer
                .reasons
                .iter()
                .all(|reason| lead.reasons.contains(reason))
        );
        let mut shuffled = history.listings.clone();
        random.shuffle(&mut shuffled);
        for listing in &mut shuffled {
            random.shuffle(&mut listing.events);
        }
        assert_eq!(ask(shuffled).answer().unwrap(), lead);
    }
    assert!(
        answers.iter().all(|times| *times > histories / 100),
        "{answers:?}"
    );
    println!("PROOF market, random histories judged as leads: {histories}");
}

#[test]
fn what_is_refused_and_json() {
    let mut protected = question(ENDED);
    // Longer than there are days: not the same as none.
    protected.protected_until = Date::from_number(3_000_000);
    assert_eq!(protected.answer(), Err(Error::BadValue));
    let mut asked = question(ENDED);
    asked.target = "L9".into();
    assert_eq!(asked.answer(), Err(Error::UnknownTarget));
    let twice = question(&format!("{ENDED}; L1 A 07-01"));
    assert_eq!(twice.answer(), Err(Error::RepeatedListing));
    let asked: LeadQuestion = serde_json::from_value(json!({
        "as_of": "2025-12-31", "target": "L1", "listings": [], "protected_until": null,
        "opted_out": false, "do_not_call": false, "key_doubts": ["no_key", "placeholder_parcel"]
    }))
    .unwrap();
    assert_eq!(
        asked.key_doubts,
        Doubts::of(&[Doubt::NoKey, Doubt::PlaceholderParcel])
    );
    let lead = lead(ENDED);
    let text = serde_json::to_value(lead).unwrap();
    assert_eq!(
        text,
        json!({"answer": "Clear", "reasons": [], "status": "Expired", "ended_on": "2025-06-30", "do_not_call": false})
    );
    assert_eq!(serde_json::from_value::<Lead>(text).unwrap(), lead);
}
