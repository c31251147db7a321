//! Attacks on grants, bulletins and the log, each by its name. What is tried here is tried
//! on a whole box; the bytes themselves are attacked beside the code.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    unreachable_pub,
    reason = "a test that overflows or panics fails, as it should"
)]

mod log;
mod messages;
mod scene;

use doorward::grants::{Caveat, Grant, GrantBody, GrantOperation, Operations, Request};
use scene::{Door, NOON, body, bulletin, id, issue, key, opening};

const OPEN: u8 = 0;
const APPLIED: u8 = 1;
const USED_UP: u8 = 7;
const WRONG_LOCKBOX: u8 = 17;
const BAD_PROOF: u8 = 16;
const WRONG_EPOCH: u8 = 18;
const BULLETIN_OWED: u8 = 19;
const REVOKED: u8 = 20;
const OPERATION_NOT_GRANTED: u8 = 23;
const CHALLENGE_SPENT: u8 = 24;
const STALE_BULLETIN: u8 = 25;

const CARRIED: [u8; 16] = [0; 16];

#[test]
fn used_grant_after_reboot() {
    let mut door = Door::new("LB-1");
    let once = issue(&GrantBody {
        max_uses: 1,
        ..body(&door.id)
    });
    assert_eq!(door.opens(&once), OPEN);
    door.reboot();
    // The door may have jammed: once more within two minutes, across the reboot.
    door.now += 119;
    assert_eq!(door.opens(&once), OPEN);
    door.reboot();
    assert_eq!(door.opens(&once), USED_UP);
    door.now += 600;
    assert_eq!(door.opens(&once), USED_UP);
}

#[test]
fn a_retry_is_for_the_same_operation_and_ends_with_its_confirmation() {
    let mut door = Door::new("LB-1");
    let once = |grant_id: u8| {
        issue(&GrantBody {
            max_uses: 1,
            operations: Operations::OWNER,
            grant_id: [grant_id; 16],
            ..body(&id("LB-1"))
        })
    };
    let shackle = Request::new(GrantOperation::Shackle, &[]).unwrap();
    assert_eq!(door.opens(&once(1)), OPEN);
    assert_eq!(door.visit(&once(1), &shackle).number(), USED_UP);
    assert_eq!(door.opens(&once(1)), OPEN);
    assert_eq!(door.opens(&once(2)), OPEN);
    let _ = door.lockbox.confirm_opened(&mut door.store, door.now);
    assert_eq!(door.opens(&once(2)), USED_UP);
    // A third one's opening ends the second one's leave, and the other way round.
    assert_eq!(door.opens(&once(3)), OPEN);
    assert_eq!(door.opens(&once(4)), OPEN);
    assert_eq!(door.opens(&once(3)), USED_UP);
}

#[test]
fn empty_caveats_to_multiply_uses() {
    let mut door = Door::new("LB-1");
    let twice = issue(&GrantBody {
        max_uses: 2,
        ..body(&door.id)
    });
    let copy = |caveat: Caveat| twice.narrow(caveat).unwrap();
    let copies = [
        copy(Caveat::NotAfter(u64::MAX)),
        copy(Caveat::NotBefore(0)),
        copy(Caveat::Operations(Operations::OWNER)),
        copy(Caveat::Delegate([1; 16])),
        copy(Caveat::Delegate([2; 16])),
    ];
    let numbers = copies.each_ref().map(|copy| {
        // Past the time for a retry.
        door.now += 200;
        door.opens(copy)
    });
    assert_eq!(numbers, [OPEN, OPEN, USED_UP, USED_UP, USED_UP]);
}

#[test]
fn stale_bulletin() {
    let mut door = Door::new("LB-1");
    let revoked = [0xa0; 8];
    let grant = issue(&body(&door.id));
    assert_eq!(
        door.bring(&bulletin(&door.id, CARRIED, 3, &[revoked]))
            .number(),
        APPLIED
    );
    // Older ones would let the revoked grant in again.
    for sequence in [0, 1, 2, 3] {
        let older = bulletin(&door.id, CARRIED, sequence, &[]);
        assert_eq!(door.bring(&older).number(), STALE_BULLETIN);
    }
    assert_eq!(door.opens(&grant), REVOKED);
    let nonce = door.challenge();
    let live = bulletin(&door.id, nonce, 2, &[]);
    assert_eq!(door.bring(&live).number(), STALE_BULLETIN);
}

#[test]
fn bulletin_of_another_box() {
    let mut door = Door::new("LB-1");
    let other = bulletin(&id("LB-2"), CARRIED, 9, &[]);
    assert_eq!(door.bring(&other).number(), WRONG_LOCKBOX);
    // With this box's name written over the other's.
    let mut renamed = other;
    renamed[2 + 3] = b'1';
    assert_eq!(door.bring(&renamed).number(), BAD_PROOF);
}

#[test]
fn bulletin_withheld() {
    let mut door = Door::new("LB-1");
    let leaver = issue(&body(&door.id));
    let next = issue(&GrantBody {
        bulletin: 2,
        grant_id: [0xa1; 16],
        ..body(&door.id)
    });
    // The leaver's phone brings no bulletin, and while nobody else does it lets them in:
    // until the grant ends, which cannot be withheld.
    assert_eq!(door.opens(&leaver), OPEN);
    // Whoever comes next must bring it, and after that the leaver stays out.
    assert_eq!(door.opens(&next), BULLETIN_OWED);
    let carried = bulletin(&door.id, CARRIED, 2, &[[0xa0; 8]]);
    assert_eq!(door.bring(&carried).number(), APPLIED);
    assert_eq!(door.opens(&next), OPEN);
    assert_eq!(door.opens(&leaver), REVOKED);
    door.now += 3_600 + 120;
    let late = door.visit(&next, &opening());
    assert_eq!(late.number(), 22);
}

#[test]
fn argument_of_a_transfer_changed() {
    let mut door = Door::new("LB-1");
    let owner = issue(&GrantBody {
        operations: Operations::OWNER,
        ..body(&door.id)
    });
    let transfer = |epoch: u32| Request::new(GrantOperation::Own, &epoch.to_be_bytes()).unwrap();
    let challenge = door.challenge();
    let message = owner.present(&challenge, &[1; 16], &transfer(1));
    let mut bytes = message.as_bytes().to_vec();
    // The argument's last byte stands before the proof.
    let at = bytes.len() - 33;
    assert_eq!(bytes[at], 1);
    bytes[at] = 200;
    assert_eq!(door.send(&bytes).decision.number(), BAD_PROOF);
    assert_eq!(door.lockbox.state().unwrap().epoch, 0);
    // The argument left out: the owner would act in the place of transferring.
    door.leave();
    let challenge = door.challenge();
    let message = owner.present(&challenge, &[1; 16], &transfer(1));
    let mut bytes = message.as_bytes().to_vec();
    let length = bytes.len() - 37;
    bytes.drain(length + 1..length + 5);
    bytes[length] = 0;
    assert_eq!(door.send(&bytes).decision.number(), BAD_PROOF);
    door.leave();
    assert_eq!(door.visit(&owner, &transfer(0)).number(), WRONG_EPOCH);
    assert_eq!(door.visit(&owner, &transfer(1)).number(), APPLIED);
    // The old owner is out at once, on the same connection too.
    assert_eq!(door.visit(&owner, &transfer(2)).number(), WRONG_EPOCH);
}

/// Every way of writing a body or a caveat with more rights than were granted.
#[test]
fn grant_widened_by_editing() {
    let mut door = Door::new("LB-1");
    let granted = body(&door.id);
    let grant = issue(&granted).narrow(Caveat::NotAfter(NOON + 60)).unwrap();
    let wider: [fn(&mut GrantBody); 8] = [
        |body| body.operations = Operations::OWNER,
        |body| body.epoch = 1,
        |body| body.bulletin = 0,
        |body| body.grant_id = [0xa1; 16],
        |body| body.holder = [0xb1; 16],
        |body| body.not_before = 0,
        |body| body.not_after = u64::MAX,
        |body| body.max_uses = 200,
    ];
    for (index, widen) in wider.iter().enumerate() {
        let mut edited = granted;
        widen(&mut edited);
        let challenge = door.challenge();
        let mut bytes = grant
            .present(&challenge, &[1; 16], &opening())
            .as_bytes()
            .to_vec();
        bytes[..86].copy_from_slice(&edited.to_bytes());
        assert_eq!(
            door.send(&bytes).decision.number(),
            BAD_PROOF,
            "edit {index}"
        );
        door.leave();
    }
    let challenge = door.challenge();
    let mut bytes = grant
        .present(&challenge, &[1; 16], &opening())
        .as_bytes()
        .to_vec();
    // The caveat's instant, behind body, count, type and length.
    bytes[89..97].copy_from_slice(&u64::MAX.to_be_bytes());
    assert_eq!(door.send(&bytes).decision.number(), BAD_PROOF);
    assert_eq!(door.lockbox.state().unwrap().epoch, 0);
}

/// What a caveat leaves may be used, and what it took may not.
#[test]
fn a_narrowed_grant_stays_narrow_at_the_box() {
    let mut door = Door::new("LB-1");
    let grant = issue(&GrantBody {
        operations: Operations::OWNER,
        ..body(&door.id)
    });
    let only = |operation| Caveat::Operations(Operations::of(&[operation]));
    let key_only = grant.narrow(only(GrantOperation::KeyCompartment)).unwrap();
    // A holder who adds everything back gets nothing back.
    let again = key_only
        .narrow(Caveat::Operations(Operations::OWNER))
        .unwrap();
    let shackle = Request::new(GrantOperation::Shackle, &[]).unwrap();
    for narrowed in [&key_only, &again] {
        assert_eq!(
            door.visit(narrowed, &shackle).number(),
            OPERATION_NOT_GRANTED
        );
        assert_eq!(door.opens(narrowed), OPEN);
    }
    assert_eq!(door.visit(&grant, &shackle).number(), OPEN);
}

/// The holder's secret of one box opens no other, whatever is written on it.
#[test]
fn proof_for_another_box() {
    let (mut first, mut second) = (Door::new("LB-1"), Door::new("LB-2"));
    let grant: Grant = issue(&body(&first.id));
    let visit = second.visit(&grant, &opening());
    assert_eq!(visit.number(), WRONG_LOCKBOX);
    assert_eq!(visit.answer.acknowledgement, None);
    let relabelled = key(&first.id).grant(0).issue(&body(&second.id));
    assert_eq!(second.opens(&relabelled), BAD_PROOF);
    assert_eq!(first.opens(&grant), OPEN);
}
