//! Day codes, day keys and renewal codes.

use crate::sandbox::Sandbox;

const SUNDAY: &str = "2026-03-08";

#[test]
fn a_day_code_comes_with_a_message_to_send() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["member", "add", "A-9", "--name", "Ada Pine"]);
    let args = ["code", "day", "LB-1", "--date", SUNDAY, "--to", "A-9"];
    let json = sandbox.json(&args);
    let grouped = json["grouped"].as_str().unwrap();
    let digits = json["code"].as_str().unwrap();
    assert_eq!(grouped.replace('-', ""), digits);
    assert_eq!((grouped.len(), digits.len()), (8, 7));
    assert_eq!(json["slot"], 0);
    assert_eq!(json["issuer"], "service");
    assert_eq!(json["from"]["local"], "2026-03-08T00:00:00-08:00");
    assert_eq!(json["until"]["local"], "2026-03-09T00:00:00-07:00");
    assert_eq!(json["operation"], "key_compartment");
    let message = format!(
        "Access code for lockbox LB-1, for Ada Pine:\n\n    {grouped}\n\nIt is good \
         on Sunday, March 8, 2026, until midnight.\nAt the keypad choose the key compartment \
         first, then type the 7 digits.\nIt may stop opening 60 minutes after its first use: come \
         when you need it.\nPlease keep it to yourself. Once sent, it cannot be recalled without \
         someone reaching the box.\n"
    );
    assert_eq!(json["message"], message.as_str());

    let text = sandbox.ok(&args);
    assert!(
        text.contains("good      2026-03-08 00:00 -08:00 to 2026-03-09 00:00 -07:00"),
        "{text}"
    );
    assert!(
        text.contains("slot      1, one of the service's; epoch 0"),
        "{text}"
    );
    assert!(text.contains("Message to send:\n\nAccess code for lockbox LB-1"));
}

#[test]
fn days_are_the_boxs_own() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["lockbox", "add", "LB-N", "--zone", "+05:45"]);
    // Noon in California is past midnight in Nepal.
    assert_eq!(sandbox.json(&["code", "day", "LB-1"])["date"], "2026-03-07");
    assert_eq!(sandbox.json(&["code", "day", "LB-N"])["date"], SUNDAY);
    let tomorrow = ["code", "day", "LB-1", "--date", "tomorrow"];
    assert_eq!(sandbox.json(&tomorrow)["date"], SUNDAY);
    let date = |date: &str| sandbox.run(&["code", "day", "LB-1", "--date", date]);
    assert!(date("2026-03-06").fails(1).contains("is over at the box"));
    assert!(date("2026-03-22").fails(1).contains("2026-03-21"));
    date("2026-03-21").ok();
    assert!(date("8 March").fails(2).contains("2026-03-08"));
    assert!(
        sandbox
            .run(&["code", "day", "LB-9"])
            .fails(1)
            .contains("lockbox add")
    );
}

#[test]
fn sixteen_recipients_a_day_and_no_more() {
    let sandbox = Sandbox::new();
    let mut codes: Vec<String> = (0..16)
        .map(|_| sandbox.digits(&["code", "day", "LB-1"]))
        .collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 16);
    let message = sandbox.run(&["code", "day", "LB-1"]).fails(1);
    assert!(
        message.contains("all 16 day codes") && message.contains("flex code"),
        "{message}"
    );
    sandbox.ok(&["code", "day", "LB-1", "--date", "tomorrow"]);
}

#[test]
fn a_handed_out_key_takes_the_upper_slots() {
    let sandbox = Sandbox::new();
    let key = ["key", "day", "LB-1", "--date", SUNDAY, "--to", "Ada"];
    let handed = sandbox.run(&key);
    assert!(
        handed.err.starts_with("warning: whoever has this key"),
        "{handed:?}"
    );
    assert!(handed.ok().contains("slots 8 to 15"));
    let again = sandbox.json(&key);
    assert_eq!(again["key"].as_str().unwrap().len(), 64);
    let warnings = again["warnings"].to_string();
    assert!(warnings.contains("handed out before to Ada"), "{warnings}");
    let day = ["code", "day", "LB-1", "--date", SUNDAY];
    let slots: Vec<_> = (0..8).map(|_| sandbox.json(&day)["slot"].clone()).collect();
    assert_eq!(
        slots,
        (0..8).map(serde_json::Value::from).collect::<Vec<_>>()
    );
    assert!(sandbox.run(&day).fails(1).contains("ask the holder"));
    let holder = [&day[..], &["--slots", "holder"]].concat();
    assert!(sandbox.run(&holder).fails(1).contains("its holder's"));
    // Other dates are not touched.
    assert_eq!(
        sandbox.json(&["code", "day", "LB-1", "--slots", "holder"])["slot"],
        8
    );
}

#[test]
fn a_key_is_not_handed_out_once_its_slots_are_in_use() {
    let sandbox = Sandbox::new();
    assert_eq!(
        sandbox.json(&["code", "day", "LB-1", "--slots", "holder"])["issuer"],
        "holder"
    );
    assert!(
        sandbox
            .run(&["key", "day", "LB-1"])
            .fails(1)
            .contains("another date")
    );
    for _ in 0..8 {
        sandbox.ok(&["code", "day", "LB-1", "--slots", "service"]);
    }
    let full = sandbox
        .run(&["code", "day", "LB-1", "--slots", "service"])
        .fails(1);
    assert!(full.contains("other half"), "{full}");
    let past = sandbox.run(&["key", "day", "LB-1", "--date", "2026-03-06"]);
    assert!(past.fails(1).contains("over"));
    assert!(
        sandbox
            .run(&["key", "day", "LB-9"])
            .fails(1)
            .contains("lockbox add")
    );
}

#[test]
fn a_card_has_three_renewals_a_month() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["card", "add", "CARD-881", "--zone", "eastern"]);
    let renew = |now: &str| sandbox.at(now, &["code", "renewal", "CARD-881", "--json"]);
    let first = renew("2026-03-07T12:00-05:00").json();
    assert_eq!(
        (&first["number"], &first["date"]),
        (&0.into(), &"2026-03-07".into())
    );
    assert_eq!(first["until"]["local"], "2026-03-08T00:00:00-05:00");
    assert_eq!(first["key_of_day"]["key"], "card");
    assert_eq!(first["code"].as_str().unwrap().len(), 8);
    let message = first["message"].as_str().unwrap();
    assert!(
        message.starts_with("Renewal code for card CARD-881:\n\n    "),
        "{message}"
    );
    assert_eq!(renew("2026-03-07T18:00-05:00").json()["number"], 1);
    // The date has 23 hours.
    let third = renew("2026-03-08T12:00-04:00").json();
    assert_eq!(
        (&third["number"], &third["until"]["local"]),
        (&2.into(), &"2026-03-09T00:00:00-04:00".into())
    );
    let refused = renew("2026-03-09T12:00-04:00");
    assert_eq!(refused.code, 1, "{refused:?}");
    for reason in ["this month", "in a row", "needs reader renewal"] {
        assert!(refused.err.contains(reason), "{refused:?}");
    }
    let april = sandbox.at("2026-04-02T12:00-04:00", &["code", "renewal", "CARD-881"]);
    assert!(april.ok().contains("renewal       1 of 3 in that month"));
    assert!(
        sandbox
            .run(&["code", "renewal", "CARD-9"])
            .fails(1)
            .contains("card add")
    );
}

#[test]
fn what_was_issued_is_listed_and_derived_again() {
    let sandbox = Sandbox::new();
    assert!(
        sandbox
            .ok(&["code", "list", "LB-1"])
            .contains("nothing was issued")
    );
    let day = sandbox.digits(&["code", "day", "LB-1", "--to", "Ben"]);
    let flex = sandbox.digits(&[
        "code",
        "flex",
        "LB-1",
        "--from",
        "2026-03-08 14:00",
        "--for",
        "2h",
    ]);
    let cancel = ["code", "service", "LB-1", "cancel", "--code", &flex];
    let service = sandbox.digits(&cancel);
    sandbox.ok(&["lockbox", "epoch", "LB-1", "1"]);
    let plain = sandbox.json(&["code", "list", "LB-1"]);
    let again = sandbox.json(&["code", "list", "LB-1", "--digits"]);
    for (at, (family, code)) in [("day", day), ("flex", flex), ("service", service)]
        .into_iter()
        .enumerate()
    {
        assert_eq!(again["codes"][at]["family"], family);
        assert_eq!(again["codes"][at]["code"], code.as_str());
        assert!(plain["codes"][at]["code"].is_null());
    }
    assert_eq!(plain["codes"][0]["to"], "Ben");
    assert_eq!(
        (&plain["codes"][0]["epoch"], &plain["epoch"]),
        (&0.into(), &1.into())
    );
    let text = sandbox.ok(&["code", "list", "LB-1"]);
    assert!(text.contains("day code of 2026-03-07, slot 0"), "{text}");
    assert!(
        text.contains("cancels the flex code of 2026-03-08 14:00 to 16:00 -07:00"),
        "{text}"
    );
}
