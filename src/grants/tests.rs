use hex_literal::hex;
use test_std::string::{String, ToString};
use test_std::vec::Vec;

use super::{
    Caveat, Caveats, Grant, GrantBody, GrantOperation, NotAuthentic, Operations, Presentation,
    PresentationMessage, Refusal, Request, Rights,
};
use crate::Error;
use crate::bounds::{GRANT_MAX_LEN, GRANT_TEXT_MAX_LEN, PRESENTATION_MAX_LEN};
use crate::hash::count::compressions;
use crate::keys::{ChallengeKey, GrantKey, Id, Key};

/// The worked example of the specification.
fn body() -> GrantBody {
    GrantBody {
        operations: Operations::GUEST,
        epoch: 1,
        bulletin: 1,
        grant_id: hex!("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"),
        holder: hex!("b0b1b2b3b4b5b6b7b8b9babbbcbdbebf"),
        not_before: 1_778_976_000,
        not_after: 1_778_977_800,
        max_uses: 1,
        lockbox: Id::new("LB-00012345").unwrap(),
    }
}

fn key() -> GrantKey {
    let bytes = hex!("d15ed9a98acb95ca658b92d5b0ce3406ed388d49722fdfe60ebff2d247056117");
    Key::from_bytes(&bytes).unwrap()
}

fn narrowed() -> Grant {
    key()
        .issue(&body())
        .narrow(Caveat::NotAfter(1_778_977_200))
        .and_then(|grant| {
            grant.narrow(Caveat::Operations(Operations::of(&[
                GrantOperation::KeyCompartment,
            ])))
        })
        .unwrap()
}

const CHALLENGE: [u8; 16] = hex!("60c310324b015172d816a57863073026");
const NONCE: [u8; 16] = hex!("d0d1d2d3d4d5d6d7d8d9dadbdcdddedf");

fn opening() -> Request {
    Request::new(GrantOperation::KeyCompartment, &[]).unwrap()
}

#[test]
fn the_worked_example_of_the_specification_comes_out() {
    let tag = |grant: &Grant| *grant.expose_tag();
    let first = hex!("e7a8b829c2ab0bf2e3140a69ce67da58deeaa6bfc2eec1c5e28ba3c85ef738b5");
    assert_eq!(tag(&key().issue(&body())), first);
    let last = hex!("a7f0cf74698418b33e1c2ae159bbc7b6811c73778fac50ee681ef72fd66f7892");
    assert_eq!(tag(&narrowed()), last);
    let text = "dwg1.AQAJAAAAAQAAAAGgoaKjpKWmp6ipqqusra6vsLGys7S1tre4ubq7vL2-vwAAAABqCQUA\
                AAAAAGoJDAgBC0xCLTAwMDEyMzQ1AAAAAAAAAAAAAAAAAAACAggAAAAAagkJsAMCAAGn8M90\
                aYQYsz4cKuFZu8e2gRxzd4-sUO5oHvcv1m94kg";
    assert_eq!(narrowed().to_text().as_str(), text);
    let challenge_key: ChallengeKey = Key::from_bytes(&[1; 32]).unwrap();
    assert_ne!(
        challenge_key.challenge(7, &NONCE),
        challenge_key.challenge(8, &NONCE)
    );

    let message = narrowed().present(&CHALLENGE, &NONCE, &opening());
    assert_eq!(message.as_bytes().len(), 152);
    let proof = hex!("22cdd3c25c389f1d87e285c0e8d3237c4f1bb000a190504da5ac76c9715ec13c");
    assert!(message.as_bytes().ends_with(&proof));
    let presented = Presentation::parse(message.as_bytes()).unwrap();
    let verified = key().verify(&presented, &CHALLENGE).unwrap();
    let ack = hex!("595e237409786de809ae410ef9eb5d861e15b45081491629861aff343750d8d8");
    assert_eq!(verified.acknowledge(&CHALLENGE, 0), ack);
    assert_eq!(
        narrowed().check_acknowledgement(&CHALLENGE, message.as_bytes(), 0, &ack),
        Ok(())
    );
}

#[test]
fn every_single_bit_flip_of_a_presented_message_is_refused() {
    let message = narrowed().present(&CHALLENGE, &NONCE, &opening());
    let bytes = message.as_bytes();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        if let Ok(presented) = Presentation::parse(&flipped) {
            assert_eq!(
                key().verify(&presented, &CHALLENGE).err(),
                Some(NotAuthentic),
                "{bit}"
            );
        }
    }
    for length in 0..bytes.len() {
        assert!(Presentation::parse(&bytes[..length]).is_err());
    }
    let mut longer = bytes.to_vec();
    longer.push(0);
    assert_eq!(Presentation::parse(&longer), Err(Refusal::BadMessage));
    longer[0] = 2;
    assert_eq!(Presentation::parse(&longer), Err(Refusal::Unsupported));
}

/// A presentation with other caveats, under the holder's own last tag.
fn forged(caveats: &[Caveat], tag: [u8; 32]) -> Option<NotAuthentic> {
    let caveats = caveats
        .iter()
        .try_fold(Caveats::NONE, |list, caveat| list.with(*caveat));
    let grant = Grant {
        body: body(),
        caveats: caveats.unwrap(),
        tag,
    };
    let message = grant.present(&CHALLENGE, &NONCE, &opening());
    let presented = Presentation::parse(message.as_bytes()).unwrap();
    key().verify(&presented, &CHALLENGE).err()
}

#[test]
fn a_caveat_stripped_reordered_or_replaced_is_refused() {
    let [late, few] = [
        Caveat::NotAfter(1_778_977_200),
        Caveat::Operations(Operations::of(&[GrantOperation::KeyCompartment])),
    ];
    let tag = *narrowed().expose_tag();
    assert_eq!(forged(&[late, few], tag), None);
    let wider = Caveat::NotAfter(1_778_977_201);
    for caveats in [
        &[][..],
        &[late],
        &[few],
        &[few, late],
        &[wider, few],
        &[late, few, few],
    ] {
        assert_eq!(forged(caveats, tag), Some(NotAuthentic), "{caveats:?}");
    }
}

#[test]
fn a_replayed_reflected_or_redirected_answer_is_refused() {
    let message = narrowed().present(&CHALLENGE, &NONCE, &opening());
    let presented = Presentation::parse(message.as_bytes()).unwrap();
    let other_challenge = [1; 16];
    assert_eq!(
        key().verify(&presented, &other_challenge).err(),
        Some(NotAuthentic)
    );
    let other_box: GrantKey = Key::from_bytes(&[2; 32]).unwrap();
    assert_eq!(
        other_box.verify(&presented, &CHALLENGE).err(),
        Some(NotAuthentic)
    );
    // An acknowledgement of another outcome, challenge or message.
    let verified = key().verify(&presented, &CHALLENGE).unwrap();
    let ack = verified.acknowledge(&CHALLENGE, 0);
    let again = narrowed().present(&CHALLENGE, &[9; 16], &opening());
    let check = |challenge, message: &PresentationMessage, outcome| {
        narrowed().check_acknowledgement(challenge, message.as_bytes(), outcome, &ack)
    };
    assert_eq!(check(&CHALLENGE, &message, 0), Ok(()));
    assert_eq!(check(&CHALLENGE, &message, 20), Err(NotAuthentic));
    assert_eq!(check(&other_challenge, &message, 0), Err(NotAuthentic));
    assert_eq!(check(&CHALLENGE, &again, 0), Err(NotAuthentic));
}

#[test]
fn arguments_have_the_length_of_their_operation() {
    for operation in GrantOperation::ALL {
        for length in 0..=33_usize {
            let is_good = match operation {
                GrantOperation::UpdateFirmware => length == 32,
                GrantOperation::Own => length == 0 || length == 4,
                _ => length == 0,
            };
            let request = Request::new(operation, &[7; 33][..length]);
            assert_eq!(
                request.is_ok(),
                is_good,
                "{operation:?} with {length} bytes"
            );
        }
    }
    let transfer = Request::new(GrantOperation::Own, &[0, 1, 0, 2]).unwrap();
    assert_eq!(transfer.new_epoch(), Some(0x0001_0002));
    assert_eq!(
        Request::new(GrantOperation::Own, &[]).unwrap().new_epoch(),
        None
    );
}

/// Adding any caveat never allows what was refused.
#[test]
fn every_caveat_narrows() {
    let allows = |rights: &Rights, operation: GrantOperation, now: u64| {
        rights.operations.contains(operation) && rights.not_before <= now && now < rights.not_after
    };
    let instants = [
        0,
        1_778_975_999,
        1_778_976_000,
        1_778_977_000,
        1_778_977_800,
        u64::MAX,
    ];
    let mut caveats: Vec<Caveat> = instants.map(Caveat::NotBefore).to_vec();
    caveats.extend(instants.map(Caveat::NotAfter));
    caveats.extend((0..32).map(|bits| Caveat::Operations(Operations::from_bits(bits).unwrap())));
    caveats.push(Caveat::Delegate([3; 16]));
    for first in &caveats {
        for second in &caveats {
            let one = Caveats::NONE.with(*first).unwrap();
            let two = one.with(*second).unwrap();
            let before = Rights::of(&body(), &one);
            let after = Rights::of(&body(), &two);
            for operation in GrantOperation::ALL {
                for now in instants {
                    assert!(allows(&before, operation, now) || !allows(&after, operation, now));
                }
            }
        }
    }
}

#[test]
fn the_longest_grant_has_the_published_sizes() {
    let longest = (0..8).fold(key().issue(&body()), |grant, _| {
        grant.narrow(Caveat::Delegate([5; 16])).unwrap()
    });
    assert_eq!(
        longest.narrow(Caveat::NotAfter(0)).err(),
        Some(Error::Caveats)
    );
    assert_eq!(longest.to_text().as_str().len(), GRANT_TEXT_MAX_LEN);
    assert_eq!(
        (GRANT_MAX_LEN, GRANT_TEXT_MAX_LEN, PRESENTATION_MAX_LEN),
        (263, 356, 314)
    );
    let update = Request::new(GrantOperation::UpdateFirmware, &[6; 32]).unwrap();
    let message = longest.present(&CHALLENGE, &NONCE, &update);
    assert_eq!(message.as_bytes().len(), PRESENTATION_MAX_LEN);
    let presented = Presentation::parse(message.as_bytes()).unwrap();
    let key = key();
    let (verified, work) = compressions(|| key.verify(&presented, &CHALLENGE));
    assert_eq!(verified.unwrap().rights().delegate, 0x0505_0505_0505_0505);
    // Three for the body, four for each caveat, and five for the proof.
    assert_eq!(work, 3 + 8 * 4 + 2 + 3);
}

#[test]
fn a_grant_has_one_text() {
    let grant = narrowed();
    let text = grant.to_text();
    let text = text.as_str();
    let read = Grant::from_text(text).unwrap();
    assert_eq!(
        (read.body(), read.caveats()),
        (grant.body(), grant.caveats())
    );
    assert_eq!(read.expose_tag(), grant.expose_tag());
    let refused = |text: &str| {
        assert_eq!(
            Grant::from_text(text).err(),
            Some(Error::GrantText),
            "{text}"
        );
    };
    for text in ["", "dwg1", "dwg1.", "DWG1.AQAJ", "dwg2.AQAJ", &text[5..]] {
        refused(text);
    }
    for changed in [
        text.replace('-', "+"),
        text.replacen('A', "=", 1),
        text.to_string() + "=",
        text.to_string() + "A",
        text.to_string() + "AA",
        String::from(" ") + text,
        text.to_string() + "\n",
        text.replacen("AQ", "Ag", 1),
    ] {
        refused(&changed);
    }
    for length in 0..text.len() {
        refused(&text[..length]);
    }
    // Bits behind the last byte: 'g' and 'h' differ in one of them.
    assert!(text.ends_with('g'));
    refused(&(text[..text.len() - 1].to_string() + "h"));
}

#[test]
fn caveats_are_read_strictly() {
    for bytes in [
        &hex!("01080000000000000001")[..],
        &hex!("0208ffffffffffffffff"),
        &hex!("0302001f"),
        &hex!("041000112233445566778899aabbccddeeff"),
    ] {
        let caveat = Caveat::from_bytes(bytes).unwrap();
        assert_eq!(caveat.write(&mut [0; 18]), bytes);
        for length in 0..bytes.len() {
            assert_eq!(Caveat::from_bytes(&bytes[..length]), Err(Error::Caveat));
        }
    }
    for bytes in [
        &hex!("0000")[..],
        &hex!("0500"),
        &hex!("0107000000000000 01"),
        &hex!("03020020"),
        &hex!("030100"),
        &hex!("0302001f00"),
    ] {
        assert_eq!(Caveat::from_bytes(bytes), Err(Error::Caveat));
    }
}

#[test]
fn zeroize_clears_the_tag() {
    use zeroize::Zeroize;
    let mut grant = narrowed();
    grant.zeroize();
    assert_eq!(grant.expose_tag(), &[0; 32]);
    let mut text = narrowed().to_text();
    text.zeroize();
    assert_eq!(text.as_str(), "");
    assert!(text.ascii.iter().all(|byte| *byte == 0));
}
