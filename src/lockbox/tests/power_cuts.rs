//! Power cuts and flipped bits: a recorded session of the engine over the journal, and for
//! each of its saves every byte after which it can be cut.
//!
//! An answer that was given must be found again after a restart; where none was given, the
//! state before or one that the call saved on its way is found, whole.

use test_std::boxed::Box;
use test_std::vec::Vec;

use super::{Memory, Saves, bulletin, enter, every, flex_code, key, pacific, restored, sync};
use crate::bounds::SNAPSHOT_LEN;
use crate::calendar::Day;
use crate::codes::{Code, CodeProfile, CodeUse, Operation};
use crate::grants::{Grant, GrantBody, GrantOperation, Operations, Request};
use crate::keys::Id;
use crate::lockbox::{
    Decision, FRAME_LEN, Flash, Journal, Limits, Lockbox, Profile, Reason, Store,
};

const NINE: u64 = 1_778_947_200;

/// One call of the session.
#[derive(Clone)]
enum Call {
    Enter(u64, Code),
    Confirm(u64),
    Tick(u64),
    PowerRestored,
    Bulletin(u64, Vec<u8>),
    /// A phone connects, presents a grant and, if it may, reads the log.
    Visit(u64, Box<Grant>, Request),
}

impl Call {
    fn run(&self, lockbox: &mut Lockbox, store: &mut dyn Store) -> Decision {
        match self {
            Self::Enter(now, code) => enter(lockbox, store, *now, code),
            Self::Confirm(now) => lockbox.confirm_opened(store, *now),
            Self::Tick(now) => lockbox.tick(store, *now),
            Self::PowerRestored => lockbox.power_restored(store),
            Self::Bulletin(now, message) => lockbox.apply_bulletin(store, *now, message),
            Self::Visit(now, grant, request) => {
                visit(lockbox, store, *now, grant, request).unwrap_or_else(Decision::from)
            }
        }
    }
}

fn visit(
    lockbox: &mut Lockbox,
    store: &mut dyn Store,
    now: u64,
    grant: &Grant,
    request: &Request,
) -> Result<Decision, Reason> {
    lockbox.key_pressed(now);
    let challenge = lockbox.open_session(store, now, &[9; 16])?;
    let message = grant.present(&challenge, &[8; 16], request);
    let answer = lockbox.present_grant(store, now, message.as_bytes());
    if request.operation() == GrantOperation::ReadLog && answer.decision.number() == 1 {
        lockbox.drain_audit(store, now)?;
    }
    Ok(answer.decision)
}

/// Visits of counted, failing, reading, owning and transferring grants.
fn visits(calls: &mut Vec<Call>) {
    let grant = |grant_id: u8, epoch, max_uses| {
        key().grant(epoch).issue(&GrantBody {
            operations: Operations::OWNER,
            epoch,
            bulletin: 1,
            grant_id: [grant_id; 16],
            holder: [0; 16],
            not_before: NINE,
            not_after: NINE + 86_400,
            max_uses,
            lockbox: super::id(),
        })
    };
    let request = |operation| Request::new(operation, &[]).unwrap();
    let open = request(GrantOperation::KeyCompartment);
    let mut now = NINE + 20_100;
    // In epoch 4 after the session; 3 is too old, 5 raises it.
    for (grant_id, epoch, uses, request) in [
        (1, 4, 1, open),
        (1, 4, 1, open),
        (1, 4, 1, open),
        (2, 3, 0, open),
        (2, 3, 0, open),
        (3, 4, 0, request(GrantOperation::ReadLog)),
        (4, 4, 2, request(GrantOperation::Shackle)),
        (5, 5, 1, open),
        (6, 5, 0, request(GrantOperation::Own)),
        (
            6,
            5,
            0,
            Request::new(GrantOperation::Own, &6_u32.to_be_bytes()).unwrap(),
        ),
        (5, 5, 1, open),
    ] {
        let grant = Box::new(grant(grant_id, epoch, uses));
        calls.push(Call::Visit(now, grant, request));
        now += 30;
    }
}

fn session() -> Vec<Call> {
    let wrong = |i: u64| Code::from_value(5_555_555_555 + i, 10);
    let day_key = key().day_root(0).day(Day::from_number(20_589));
    let day_code = |slot| day_key.code(7, slot).unwrap();
    let service = key().service();
    let carried = |sequence, epoch| {
        let carried = bulletin([0; 16], sequence, NINE);
        let carried = crate::bulletin::Bulletin { epoch, ..carried };
        key().bulletin().seal(&carried).as_bytes().to_vec()
    };
    let mut calls = Vec::from([
        Call::Enter(NINE, service.set_clock(NINE + 60).unwrap()),
        Call::Enter(NINE + 60, service.set_clock(NINE + 60).unwrap()),
        Call::Bulletin(NINE + 61, carried(2, 0)),
        Call::Enter(NINE + 100, day_code(0)),
        Call::Confirm(NINE + 110),
        Call::Enter(NINE + 200, day_code(0)),
        Call::Enter(NINE + 4_000, day_code(0)),
    ]);
    for copy in 0..4_u8 {
        let single = flex_code(NINE, 86_400, CodeUse::Single, (1 << copy) - 1);
        let now = NINE + 5_000 + u64::from(copy) * 200;
        calls.push(Call::Enter(now, single.clone()));
        calls.push(Call::Enter(now + 60, single.clone()));
        calls.push(Call::Enter(now + 90, single));
        calls.push(Call::Enter(now + 100, wrong(u64::from(copy))));
        calls.push(Call::Confirm(now + 110));
    }
    for slot in 1..9 {
        calls.push(Call::Enter(NINE + 7_000 + u64::from(slot), day_code(slot)));
    }
    calls.push(Call::Tick(NINE + 12_000));
    for day in 0..9 {
        let day = Day::from_number(20_590 + day);
        let cancel = service.cancel_day(day, 3, 0).unwrap();
        calls.push(Call::Enter(NINE + 12_100, cancel));
    }
    for i in 0..7 {
        calls.push(Call::Enter(NINE + 12_200, wrong(10 + i)));
    }
    calls.push(Call::PowerRestored);
    calls.push(Call::Enter(NINE + 12_400, day_code(10)));
    calls.push(Call::Enter(
        NINE + 14_000,
        service.set_clock(NINE + 14_100).unwrap(),
    ));
    calls.push(Call::Enter(NINE + 14_100, day_code(11)));
    calls.push(Call::Enter(NINE + 14_200, service.raise_epoch(1).unwrap()));
    calls.push(Call::Enter(NINE + 14_300, day_code(12)));
    calls.push(Call::Bulletin(NINE + 14_400, carried(3, 4)));
    calls.push(Call::Tick(NINE + 20_000));
    visits(&mut calls);
    calls
}

/// A store that is two at once: what the flash holds, and all that was ever saved.
struct Recorded<'a, F: Flash>(&'a mut Journal<F>, &'a mut Saves);

impl<F: Flash> Store for Recorded<'_, F> {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), crate::lockbox::StoreError> {
        self.0.save(snapshot)?;
        self.1.save(snapshot)
    }
}

/// The flash before a call, the call, the snapshots it saves, and its answer.
struct Step {
    flash: Memory,
    call: Call,
    before: [u8; SNAPSHOT_LEN],
    saved: Vec<[u8; SNAPSHOT_LEN]>,
    decision: Decision,
}

fn recorded(area_len: usize) -> Vec<Step> {
    let profile = Profile::new(
        Id::new("LB-00012345").unwrap(),
        CodeProfile::default(),
        Limits {
            rows: 20,
            ..Limits::default()
        },
    )
    .unwrap();
    let audit = super::root().first_audit(profile.id(), 0);
    let mut journal = Journal::mount(Memory::new(area_len)).unwrap();
    let provisioned = Lockbox::provision(&profile, key(), &audit, 0, pacific(), &mut journal);
    let synced = sync(&mut provisioned.unwrap(), &mut journal, 1, NINE);
    assert_eq!(synced.number(), 1);
    let mut flash = journal.into_flash();
    let mut steps = Vec::new();
    for call in session() {
        let before = load(&flash).unwrap();
        let mut lockbox = restored(&before);
        let mut saves = Saves::default();
        let mut journal = Journal::mount(flash.clone()).unwrap();
        let decision = call.run(&mut lockbox, &mut Recorded(&mut journal, &mut saves));
        steps.push(Step {
            flash,
            call,
            before,
            saved: saves.0,
            decision,
        });
        flash = journal.into_flash();
    }
    steps
}

/// The snapshot that a restart finds.
fn load(flash: &Memory) -> Option<[u8; SNAPSHOT_LEN]> {
    let flash = Memory {
        budget: None,
        spoilt: None,
        ..flash.clone()
    };
    let mut snapshot = [0; SNAPSHOT_LEN];
    Journal::mount(flash)
        .unwrap()
        .load(&mut snapshot)
        .unwrap()
        .then_some(snapshot)
}

/// Checks one disturbed run of a step; gives whether the call still succeeded.
fn check(step: &Step, disturbed: Memory) -> bool {
    let mut lockbox = restored(&step.before);
    let mut journal = Journal::mount(disturbed).unwrap();
    let decision = step.call.run(&mut lockbox, &mut journal);
    let found = load(&journal.into_flash()).expect("neither the old nor the new is whole");
    let last = step.saved.last().unwrap_or(&step.before);
    if decision == step.decision {
        assert!(found == *last, "an answer was given and forgotten");
        true
    } else {
        assert_eq!(decision.number(), 13, "{decision:?}");
        assert!(
            found == step.before || step.saved.contains(&found),
            "a mixture"
        );
        false
    }
}

#[test]
fn the_session_does_what_it_is_recorded_for() {
    let steps = recorded(FRAME_LEN);
    assert!(steps.len() >= 60, "{} calls", steps.len());
    let count = |number| {
        steps
            .iter()
            .filter(|step| step.decision.number() == number)
            .count()
    };
    // Open, applied, wrong, throttled, used up, unset, full, wrong epoch.
    for (number, least) in [
        (0, 19),
        (1, 17),
        (2, 6),
        (4, 1),
        (7, 6),
        (10, 1),
        (12, 1),
        (18, 3),
    ] {
        assert!(count(number) >= least, "{} of {number}", count(number));
    }
}

#[test]
fn a_call_cut_after_any_byte_is_remembered_whole_or_not_at_all() {
    let mut cases = 0;
    for (phase, step) in recorded(FRAME_LEN).iter().enumerate() {
        for budget in every(usize::MAX, phase) {
            cases += 1;
            if check(
                step,
                Memory {
                    budget: Some(budget),
                    ..step.flash.clone()
                },
            ) {
                break;
            }
        }
    }
    test_std::println!("PROOF engine calls cut by a loss of power: {cases}");
    assert!(cases > 10_000, "{cases}");
}

#[test]
fn a_bit_written_wrong_in_any_save_opens_nothing() {
    let mut cases = 0;
    for (phase, step) in recorded(FRAME_LEN).iter().enumerate() {
        // With one frame in an area, each save erases FRAME_LEN bytes, writes as many, and
        // clears the 36 of the key before.
        for save in 0..step.saved.len() {
            let start = (save * (2 * FRAME_LEN + 36) + FRAME_LEN) * 8;
            for bit in every((FRAME_LEN - 4) * 8, phase) {
                cases += 1;
                let spoilt = Some(start + bit);
                assert!(
                    !check(
                        step,
                        Memory {
                            spoilt,
                            ..step.flash.clone()
                        }
                    ),
                    "bit {bit}"
                );
            }
        }
    }
    test_std::println!("PROOF engine saves with a bit written wrong: {cases}");
    assert!(cases > 50_000, "{cases}");
}

/// Nothing that was used up opens in any state that a cut can leave.
#[test]
fn what_was_used_up_stays_used_up_in_every_state_in_between() {
    let mut used_up: Vec<(u64, Code)> = Vec::new();
    let mut cases = 0;
    for step in recorded(FRAME_LEN) {
        for state in step.saved.iter().chain([&step.before]) {
            for (now, code) in &used_up {
                let mut lockbox = restored(state);
                for operation in [Operation::KeyCompartment, Operation::Shackle] {
                    let digits = code.as_str().as_bytes();
                    let again = lockbox.enter_code(&mut Saves::default(), *now, operation, digits);
                    assert_ne!(again.number(), 0, "a used code opens");
                    cases += 1;
                }
            }
        }
        if let (Call::Enter(now, code), 7) = (&step.call, step.decision.number()) {
            used_up.push((*now, code.clone()));
        }
    }
    assert!(cases > 500, "{cases}");
}

/// A refusal that was answered is counted in every state after it.
#[test]
fn a_counted_refusal_is_never_lost() {
    for step in recorded(FRAME_LEN) {
        let counted = !matches!(step.decision.number(), 0 | 1 | 3 | 4 | 5 | 13 | 14);
        if let (true, Call::Enter(..)) = (counted, &step.call) {
            let total = |state: &[u8]| restored(state).state().unwrap().refusals;
            // Counted first, then noted in the log.
            assert_eq!(step.saved.len(), 2);
            assert!(total(&step.saved[0]) > 0);
            assert_eq!(total(&step.saved[0]), total(&step.before) + 1);
        }
    }
}
