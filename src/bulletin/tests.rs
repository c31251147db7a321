use super::{Bulletin, Refusal, Revocations};
use crate::Error;
use crate::bounds::BULLETIN_MAX_LEN;
use crate::calendar::Zone;
use crate::keys::{BulletinKey, Id, Key};

fn key() -> BulletinKey {
    Key::from_bytes(&[0x61; 32]).unwrap()
}

fn bulletin(id: &str, revoked: usize) -> Bulletin {
    Bulletin {
        lockbox: Id::new(id).unwrap(),
        nonce: [9; 16],
        sequence: 0x0102_0304,
        epoch: 5,
        issued_at: 1_800_000_000,
        is_suspended: true,
        zone: Zone::fixed(345).unwrap(),
        revocations: Revocations::new(&[[7; 8]; 16][..revoked]).unwrap(),
    }
}

#[test]
fn every_bulletin_comes_back_and_every_changed_one_does_not() {
    for (id, revoked) in [("A", 0), ("ABCDEFGHIJKLMNOPQRSTUVWXY", 16), ("LB-1", 3)] {
        let bulletin = bulletin(id, revoked);
        let message = key().seal(&bulletin);
        let bytes = message.as_bytes();
        assert_eq!(bytes.len(), 107 + 8 * revoked);
        assert_eq!(key().open(&bulletin.lockbox, bytes), Ok(bulletin));
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.to_vec();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(
                key().open(&bulletin.lockbox, &changed).is_err(),
                "bit {bit}"
            );
        }
        for length in 0..bytes.len() {
            assert!(key().open(&bulletin.lockbox, &bytes[..length]).is_err());
        }
        let mut longer = bytes.to_vec();
        longer.push(0);
        assert_eq!(
            key().open(&bulletin.lockbox, &longer),
            Err(Refusal::BadMessage)
        );
    }
    assert_eq!(
        key().seal(&bulletin("A", 16)).as_bytes().len(),
        BULLETIN_MAX_LEN
    );
}

#[test]
fn refusals_name_what_was_wrong_first() {
    let right = bulletin("LB-1", 1);
    let bytes = key().seal(&right).as_bytes().to_vec();
    let with = |at: usize, value: u8| {
        let mut changed = bytes.clone();
        changed[at] = value;
        key().open(&right.lockbox, &changed)
    };
    assert_eq!(with(0, 2), Err(Refusal::Unsupported));
    for (at, value) in [
        (1, 0),
        (1, 26),
        (1, 5),
        (2, b' '),
        (26, 1),
        (59, 2),
        (74, 17),
    ] {
        assert_eq!(
            with(at, value),
            Err(Refusal::BadMessage),
            "byte {at} = {value}"
        );
    }
    let other = Id::new("LB-2").unwrap();
    assert_eq!(key().open(&other, &bytes), Err(Refusal::WrongLockbox));
    assert_eq!(with(43, 9), Err(Refusal::BadProof));
    assert_eq!(with(bytes.len() - 1, 0), Err(Refusal::BadProof));
    assert_eq!(key().open(&right.lockbox, &[]), Err(Refusal::BadMessage));
    assert_eq!(Revocations::new(&[[1; 8]; 17]), Err(Error::Revocations));
}
