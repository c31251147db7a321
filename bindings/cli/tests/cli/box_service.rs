//! A simulated box and the service: bulletins, clocks, epochs and generations.

use crate::sandbox::Sandbox;

#[test]
fn live_bulletins_are_numbered_by_the_vault() {
    let sandbox = Sandbox::with_box(&[]);
    let live = sandbox.decision("2026-03-07 13:00", &["sync", "LB-1"]);
    assert_eq!((&live["number"], &live["sequence"]), (&1.into(), &2.into()));
    assert_eq!(live["clock_set_to"]["local"], "2026-03-07T13:00:00-08:00");
    // 107 bytes, with the nonce that the box gave.
    let message = live["message"].as_str().unwrap();
    assert_eq!(message.len(), 214);
    assert_ne!(&message[54..86], "0".repeat(32));
    let text = sandbox
        .at("2026-03-07 13:10", &["box", "sync", "LB-1"])
        .ok();
    assert!(
        text.contains("1, applied: bulletin 3; the clock is set to"),
        "{text}"
    );
}

#[test]
fn carried_bulletins_set_no_clock_back_and_are_taken_once() {
    let sandbox = Sandbox::with_box(&[]);
    let carried = sandbox.decision("2026-03-07 13:00", &["sync", "LB-1", "--carried"]);
    assert_eq!(carried["sequence"], 2);
    assert!(carried["clock_set_to"].is_null());
    let message = carried["message"].as_str().unwrap();
    assert_eq!(&message[54..86], "0".repeat(32));
    let again = sandbox
        .typing(
            &["box", "session", "LB-1", "--json"],
            &format!("bulletin {message}\n"),
        )
        .json();
    assert_eq!(again["lines"][0]["reason"], "stale_bulletin");
    let text = sandbox
        .at("2026-03-07 14:00", &["box", "sync", "LB-1", "--carried"])
        .ok();
    assert!(text.contains("1, applied: bulletin 3\n"), "{text}");
    let other = sandbox.typing(&["box", "session", "LB-1", "--json"], "bulletin 01\n");
    assert_eq!(other.json()["lines"][0]["reason"], "bad_message");
}

#[test]
fn a_suspension_lasts_until_it_is_ended() {
    let sandbox = Sandbox::with_box(&[]);
    let digits = sandbox.digits(&["code", "day", "LB-1"]);
    sandbox.ok(&["box", "sync", "LB-1", "--suspend", "--carried"]);
    let refused = sandbox.at("2026-03-07 12:00", &["box", "enter", "LB-1", &digits]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.out.contains("9, refused: the lockbox is suspended"),
        "{refused:?}"
    );
    assert!(refused.out.contains("--resume"), "{refused:?}");
    let read = sandbox.run(&["read", &digits, "--box", "LB-1"]);
    assert_eq!(read.code, 1);
    assert!(
        read.out.contains("refused: the box is suspended"),
        "{read:?}"
    );
    // Each bulletin says so anew.
    sandbox.ok(&["box", "sync", "LB-1"]);
    let status = sandbox.json(&["box", "status", "LB-1"]);
    assert_eq!(status["is_suspended"], true);
    sandbox.ok(&["box", "sync", "LB-1", "--resume"]);
    assert_eq!(sandbox.enter("2026-03-07 12:00", &digits)["number"], 0);
    let both = ["box", "sync", "LB-1", "--suspend", "--resume"];
    assert_eq!(sandbox.run(&both).code, 2);
}

#[test]
fn a_pulled_battery_costs_the_clock_and_no_use() {
    let sandbox = Sandbox::with_box(&["--single-use-day-codes"]);
    let used = sandbox.digits(&["code", "day", "LB-1"]);
    let unused = sandbox.digits(&["code", "day", "LB-1"]);
    assert_eq!(sandbox.enter("2026-03-07 12:30", &used)["number"], 0);
    let text = sandbox
        .at("2026-03-07 15:00", &["box", "power", "LB-1"])
        .ok();
    assert!(
        text.contains("goes on unset from 2026-03-07 12:30 -08:00"),
        "{text}"
    );
    assert!(text.contains("doorward box sync LB-1"), "{text}");
    let status = sandbox
        .at("2026-03-07 15:10", &["box", "status", "LB-1"])
        .ok();
    assert!(
        status.contains("2026-03-07 12:40 -08:00, but is not set"),
        "{status}"
    );
    let refused = sandbox.enter("2026-03-07 15:10", &unused);
    assert_eq!(refused["reason"], "clock_unset");
    let read = sandbox.at("2026-03-07 15:10", &["read", &unused, "--box", "LB-1"]);
    assert_eq!(read.code, 1);
    assert!(
        read.out.contains("refused: the box's clock is not set"),
        "{read:?}"
    );
    let made = sandbox.at(
        "2026-03-07 15:20",
        &["code", "service", "LB-1", "set-clock", "--json"],
    );
    let clock_code = made.json()["code"].as_str().unwrap().to_owned();
    let set = sandbox.enter("2026-03-07 15:20", &clock_code);
    assert_eq!(set["command"], "set_clock");
    assert_eq!(set["clock_set_to"]["local"], "2026-03-07T15:20:00-08:00");
    assert_eq!(
        sandbox.enter("2026-03-07 15:21", &used)["reason"],
        "used_up"
    );
    assert_eq!(sandbox.enter("2026-03-07 15:21", &unused)["number"], 0);
    let json = sandbox.decision("2026-03-07 15:30", &["power", "LB-1"]);
    assert_eq!(json["applied"], "power_restored");
    assert_eq!(json["at"]["local"], "2026-03-07T15:21:00-08:00");
}

#[test]
fn a_box_keeps_time_between_commands() {
    let sandbox = Sandbox::with_box(&[]);
    let persisted = |now: &str| {
        let status = sandbox.at(now, &["box", "status", "LB-1", "--json"]).json();
        status["clock"]["persisted"]["local"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let text = sandbox
        .at("2026-03-07 12:59", &["box", "tick", "LB-1"])
        .ok();
    assert!(text.contains("1, applied: time is kept"), "{text}");
    assert_eq!(persisted("2026-03-07 12:59"), "2026-03-07T12:00:00-08:00");
    let ticked = sandbox.decision("2026-03-07 13:00", &["tick", "LB-1"]);
    assert_eq!(ticked["applied"], "ticked");
    assert_eq!(persisted("2026-03-07 13:00"), "2026-03-07T13:00:00-08:00");
}

#[test]
fn a_code_is_explained_by_the_boxs_own_clock() {
    let sandbox = Sandbox::with_box(&[]);
    let flex = [
        "code",
        "flex",
        "LB-1",
        "--from",
        "2026-03-07 14:00",
        "--for",
        "30m",
    ];
    let digits = sandbox.digits(&flex);
    let clock_code = sandbox.digits(&["code", "service", "LB-1", "set-clock"]);
    // Typed forty minutes late, it sets the clock back by as much.
    let set = sandbox.enter("2026-03-07 12:40", &clock_code);
    assert_eq!(set["number"], 1);
    let status = sandbox
        .at("2026-03-07 12:40", &["box", "status", "LB-1"])
        .ok();
    assert!(
        status.contains("2026-03-07 12:00 -08:00, 40 minutes slow"),
        "{status}"
    );
    let read = ["read", digits.as_str()];
    assert_eq!(sandbox.at("2026-03-07 14:10", &read).code, 0);
    let at_box = ["read", digits.as_str(), "--box", "LB-1"];
    let asked = sandbox.at("2026-03-07 14:10", &at_box);
    assert_eq!(asked.code, 1);
    for words in [
        "box clock  2026-03-07 13:30 -08:00, 40 minutes slow; tolerance 120 seconds",
        "refused by the box's clock, though it is good now",
    ] {
        assert!(asked.out.contains(words), "{words}: {asked:?}");
    }
    assert_eq!(
        sandbox.enter("2026-03-07 14:10", &digits)["reason"],
        "wrong_code"
    );
    let json = sandbox
        .at("2026-03-07 14:40", &[&at_box[..], &["--json"]].concat())
        .json();
    assert_eq!(json["accepted"], true);
    assert_eq!(json["box"]["ahead"], -2_400);
    assert_eq!(json["box"]["clock"]["local"], "2026-03-07T14:00:00-08:00");
    assert_eq!(json["meanings"][0]["verdict"], "acceptable");
    assert_eq!(sandbox.enter("2026-03-07 14:40", &digits)["number"], 0);
    for args in [
        &["--lockbox", "LB-1"][..],
        &["--box-clock", "now"],
        &["--tolerance", "9"],
    ] {
        assert_eq!(
            sandbox.run(&[&at_box[..], args].concat()).code,
            2,
            "{args:?}"
        );
    }
    assert_eq!(sandbox.run(&["read", &digits, "--flash", "x"]).code, 2);
    sandbox.run(&["read", &digits, "--box", "LB-9"]).fails(1);
}

#[test]
fn an_epoch_raised_at_the_keypad_is_to_be_recorded() {
    let sandbox = Sandbox::with_box(&[]);
    let old = sandbox.digits(&["code", "day", "LB-1"]);
    let raise = sandbox.digits(&["code", "service", "LB-1", "raise-epoch"]);
    let text = sandbox.ok(&["box", "enter", "LB-1", &raise]);
    assert!(text.contains("1, applied: raises the epoch to 1"), "{text}");
    assert!(
        text.contains("    doorward lockbox epoch LB-1 1\n"),
        "{text}"
    );
    let read = sandbox.run(&["read", &old, "--box", "LB-1"]);
    assert!(read.out.contains("refused: its epoch is over"), "{read:?}");
    assert!(
        read.err
            .contains("the box is in epoch 1, and the vault issues for epoch 0")
    );
    assert_eq!(
        sandbox.enter("2026-03-07 12:00", &old)["reason"],
        "wrong_code"
    );
    let sync = sandbox.run(&["box", "sync", "LB-1"]);
    assert_eq!(sync.code, 1);
    assert!(
        sync.out
            .contains("18, refused: of an older ownership epoch"),
        "{sync:?}"
    );
    assert!(sync.out.contains("doorward lockbox epoch LB-1"), "{sync:?}");
    sandbox.ok(&["lockbox", "epoch", "LB-1", "1"]);
    sandbox.ok(&["box", "sync", "LB-1"]);
    let new = sandbox.digits(&["code", "day", "LB-1"]);
    assert_eq!(sandbox.enter("2026-03-07 12:01", &new)["number"], 0);
    // The other way round the next bulletin raises it.
    sandbox.ok(&["lockbox", "epoch", "LB-1", "4"]);
    sandbox.ok(&["box", "sync", "LB-1", "--carried"]);
    let status = sandbox.json(&["box", "status", "LB-1"]);
    assert_eq!(status["epoch"], 4);
}

#[test]
fn a_cancelled_code_is_cancelled_at_the_box() {
    let sandbox = Sandbox::with_box(&[]);
    let digits = sandbox.digits(&["code", "day", "LB-1"]);
    let cancel = [
        "code",
        "service",
        "LB-1",
        "cancel",
        "--code",
        digits.as_str(),
    ];
    let cancel = sandbox.digits(&cancel);
    let done = sandbox.enter("2026-03-07 12:00", &cancel);
    assert_eq!(
        (&done["applied"], &done["command"]),
        (&"service".into(), &"cancel_day".into())
    );
    assert_eq!(
        (&done["date"], &done["slot"]),
        (&"2026-03-07".into(), &0.into())
    );
    assert_eq!(
        sandbox.enter("2026-03-07 12:00", &digits)["reason"],
        "cancelled"
    );
}

#[test]
fn a_box_is_provisioned_once_with_each_generation() {
    let sandbox = Sandbox::with_box(&[]);
    let digits = sandbox.digits(&["code", "day", "LB-1"]);
    assert_eq!(sandbox.enter("2026-03-07 12:00", &digits)["number"], 0);
    let install = ["box", "install", "LB-1"];
    let words = "doorward lockbox generation LB-1 1";
    assert!(sandbox.run(&install).fails(1).contains(words));
    // Nor when its files are gone: another like it would open to the used code.
    std::fs::remove_dir_all(sandbox.boxes()).unwrap();
    assert!(sandbox.run(&install).fails(1).contains(words));
    sandbox.ok(&["lockbox", "generation", "LB-1", "1"]);
    sandbox.ok(&install);
    assert_eq!(
        sandbox.enter("2026-03-07 12:00", &digits)["reason"],
        "wrong_code"
    );
    let new = sandbox.digits(&["code", "day", "LB-1"]);
    assert_eq!(sandbox.enter("2026-03-07 12:00", &new)["number"], 0);
    // With the old box still there, it is replaced.
    sandbox.ok(&["lockbox", "generation", "LB-1", "2"]);
    let read = sandbox.run(&["read", &new, "--box", "LB-1"]);
    assert!(read.err.contains("the box is in generation 1"), "{read:?}");
    let unproven = sandbox.decision("2026-03-07 12:00", &["sync", "LB-1"]);
    assert_eq!(unproven["reason"], "bad_proof");
    assert_eq!(sandbox.json(&install)["generation"], 2);
    assert_eq!(
        sandbox.enter("2026-03-07 12:00", &new)["reason"],
        "wrong_code"
    );
}
