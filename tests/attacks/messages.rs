//! Attacks on what passes between phone and box.

use doorward::grants::{Caveat, Grant, Operations, PresentationMessage};

use super::scene::{Door, body, issue, opening};
use super::{BAD_PROOF, CHALLENGE_SPENT, OPEN};

#[test]
fn replayed_proof() {
    let mut door = Door::new("LB-1");
    let grant = issue(&body(&door.id));
    let recorded = door.visit(&grant, &opening());
    assert_eq!(recorded.number(), OPEN);
    // Without a connection, on the same challenge, and on a new one.
    let again = door.send(recorded.message.as_bytes());
    assert_eq!(again.decision.number(), CHALLENGE_SPENT);
    door.challenge();
    let again = door.send(recorded.message.as_bytes());
    assert_eq!(again.decision.number(), BAD_PROOF);
    assert_eq!(again.acknowledgement, None);
}

/// A false box passes the true one's challenge on, and gets a proof for it: that is a
/// relay, good for the one opening that the holder asked for, within ten seconds.
#[test]
fn relayed_challenge_is_good_for_ten_seconds() {
    for (seconds, number) in [(10, OPEN), (11, CHALLENGE_SPENT)] {
        let mut door = Door::new("LB-1");
        let grant = issue(&body(&door.id));
        let challenge = door.challenge();
        let message = grant.present(&challenge, &[1; 16], &opening());
        door.now += seconds;
        assert_eq!(door.send(message.as_bytes()).decision.number(), number);
    }
}

/// The box's own words thrown back at it are no proof, and a proof is no acknowledgement.
#[test]
fn reflected_challenge() {
    let mut door = Door::new("LB-1");
    let grant = issue(&body(&door.id));
    let visit = door.visit(&grant, &opening());
    let acknowledgement = visit.answer.acknowledgement.unwrap();
    let challenge = door.challenge();
    // The challenge for a nonce, and the box's acknowledgement for a proof.
    let mut bytes = grant
        .present(&challenge, &challenge, &opening())
        .as_bytes()
        .to_vec();
    let proof = bytes.len() - 32;
    let own_proof: [u8; 32] = bytes[proof..].try_into().unwrap();
    bytes[proof..].copy_from_slice(&acknowledgement);
    assert_eq!(door.send(&bytes).decision.number(), BAD_PROOF);
    // And the phone is not taken in by its own proof.
    let message = grant.present(&challenge, &challenge, &opening());
    for outcome in 0..=26 {
        let check =
            grant.check_acknowledgement(&challenge, message.as_bytes(), outcome, &own_proof);
        assert!(check.is_err());
    }
}

#[test]
fn recorded_challenge_and_acknowledgement_replayed_by_a_false_box() {
    let mut door = Door::new("LB-1");
    let grant = issue(&body(&door.id));
    let recorded = door.visit(&grant, &opening());
    let acknowledgement = recorded.answer.acknowledgement.unwrap();
    let check = |message: &PresentationMessage, outcome| {
        grant.check_acknowledgement(
            &recorded.challenge,
            message.as_bytes(),
            outcome,
            &acknowledgement,
        )
    };
    assert!(check(&recorded.message, OPEN).is_ok());
    // The false box gives the same challenge; the phone's nonce is fresh.
    let fresh = grant.present(&recorded.challenge, &[0xd1; 16], &opening());
    assert!(check(&fresh, OPEN).is_err());
    // Nor can it turn a refusal into an opening, or the other way round.
    for outcome in 1..=255 {
        assert!(
            check(&recorded.message, outcome).is_err(),
            "outcome {outcome}"
        );
    }
}

/// A refusal behind the proof is acknowledged as what it is.
#[test]
fn a_refusal_is_acknowledged_too() {
    let mut door = Door::new("LB-1");
    let grant = issue(&body(&door.id)).narrow(Caveat::NotAfter(1)).unwrap();
    let visit = door.visit(&grant, &opening());
    let acknowledgement = visit.answer.acknowledgement.unwrap();
    let outcome = visit.number();
    assert_eq!(outcome, 22);
    let (bytes, length) = visit.answer.to_bytes();
    assert_eq!((bytes[0], length), (22, 33));
    let check = grant.check_acknowledgement(
        &visit.challenge,
        visit.message.as_bytes(),
        outcome,
        &acknowledgement,
    );
    assert!(check.is_ok());
}

/// A message of a grant under two caveats, put together anew from its parts.
fn rewritten(grant: &Grant, challenge: &[u8; 16], order: &[usize]) -> Vec<u8> {
    let bytes = grant
        .present(challenge, &[1; 16], &opening())
        .as_bytes()
        .to_vec();
    // The first caveat has ten bytes, the second four.
    let caveats = [&bytes[87..97], &bytes[97..101]];
    let mut changed = bytes[..86].to_vec();
    changed.push(u8::try_from(order.len()).unwrap());
    for index in order {
        changed.extend_from_slice(caveats[*index]);
    }
    changed.extend_from_slice(&bytes[101..]);
    changed
}

fn narrowed(door: &Door) -> Grant {
    issue(&body(&door.id))
        .narrow(Caveat::NotAfter(door.now + 600))
        .and_then(|grant| grant.narrow(Caveat::Operations(Operations::GUEST)))
        .unwrap()
}

#[test]
fn caveat_stripped() {
    let mut door = Door::new("LB-1");
    let grant = narrowed(&door);
    for (order, number) in [
        (&[0, 1][..], OPEN),
        (&[], BAD_PROOF),
        (&[0], BAD_PROOF),
        (&[1], BAD_PROOF),
        (&[0, 1, 1], BAD_PROOF),
        (&[0, 0, 1], BAD_PROOF),
    ] {
        let challenge = door.challenge();
        let message = rewritten(&grant, &challenge, order);
        assert_eq!(door.send(&message).decision.number(), number, "{order:?}");
        door.leave();
    }
}

#[test]
fn caveat_reordered() {
    let mut door = Door::new("LB-1");
    let grant = narrowed(&door);
    let challenge = door.challenge();
    let message = rewritten(&grant, &challenge, &[1, 0]);
    assert_eq!(door.send(&message).decision.number(), BAD_PROOF);
}

#[test]
fn truncated_token() {
    let grant = narrowed(&Door::new("LB-1"));
    let text = grant.to_text();
    for length in 0..text.as_str().len() {
        assert!(
            Grant::from_text(&text.as_str()[..length]).is_err(),
            "{length}"
        );
    }
    // Nor does a presented message open that lacks its end, or has one too many.
    let mut door = Door::new("LB-1");
    let challenge = door.challenge();
    let mut whole = grant
        .present(&challenge, &[1; 16], &opening())
        .as_bytes()
        .to_vec();
    for length in 0..whole.len() {
        let answer = door.send(&whole[..length]);
        assert_eq!(answer.decision.number(), 15, "{length}");
        door.leave();
        door.challenge();
    }
    whole.push(0);
    assert_eq!(door.send(&whole).decision.number(), 15);
}

/// On the box, not only in the verification: nothing opens, nothing is raised, and what was
/// not shown to be the holder's is not acknowledged.
#[test]
fn every_single_bit_flip_of_a_presented_message() {
    let mut door = Door::new("LB-1");
    let grant = narrowed(&door);
    let bits = {
        let challenge = door.challenge();
        let bits = grant
            .present(&challenge, &[1; 16], &opening())
            .as_bytes()
            .len()
            * 8;
        door.leave();
        bits
    };
    for bit in 0..bits {
        let challenge = door.challenge();
        let mut bytes = grant
            .present(&challenge, &[1; 16], &opening())
            .as_bytes()
            .to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let answer = door.send(&bytes);
        let number = answer.decision.number();
        assert!(
            [15, BAD_PROOF, 17, 26].contains(&number),
            "bit {bit}: {number}"
        );
        assert_eq!(answer.acknowledgement, None, "bit {bit}");
        door.leave();
    }
    let state = door.lockbox.state().unwrap();
    assert_eq!((state.epoch, state.bulletin_sequence), (0, 1));
    assert_eq!(door.opens(&grant), OPEN);
}

/// A radio in the street: no challenge without a key press, and one answer to each.
#[test]
fn challenges_farmed_from_the_street() {
    let mut door = Door::new("LB-1");
    let grant = issue(&body(&door.id));
    assert!(door.further_challenge().is_err());
    let challenge = door.challenge();
    // A further one only for an answer that was accepted.
    assert!(door.further_challenge().is_err());
    let wrong = grant.present(&[0; 16], &[1; 16], &opening());
    assert_eq!(door.send(wrong.as_bytes()).decision.number(), BAD_PROOF);
    let right = grant.present(&challenge, &[1; 16], &opening());
    assert_eq!(
        door.send(right.as_bytes()).decision.number(),
        CHALLENGE_SPENT
    );
    assert!(door.further_challenge().is_err());
    door.leave();
    // An honest visit has four.
    let mut challenge = door.challenge();
    for left in (0..4).rev() {
        let message = grant.present(&challenge, &[left; 16], &opening());
        assert_eq!(door.send(message.as_bytes()).decision.number(), OPEN);
        match door.further_challenge() {
            Ok(next) => challenge = next,
            Err(_) => assert_eq!(left, 0),
        }
    }
}
