//! Presentations that are not in order, each in one way.

use doorward::lockbox::Reason;

use super::support::Random;

/// Places in a presentation with this many bytes of caveats and argument.
struct Layout {
    nonce: usize,
    operation: usize,
    argument: usize,
    proof: usize,
}

const BODY: usize = 86;

fn layout(bytes: &[u8], argument: usize) -> Layout {
    let proof = bytes.len() - 32;
    let operation = proof - argument - 3;
    Layout {
        nonce: operation - 16,
        operation,
        argument: proof - argument,
        proof,
    }
}

/// Changes a message; what a box has to answer.
pub(crate) fn spoil(random: &mut Random, bytes: &mut Vec<u8>, argument: usize) -> Reason {
    if random.percent(40) {
        change(random, bytes, argument);
        return Reason::BadProof;
    }
    let at = layout(bytes, argument);
    let caveats = usize::from(bytes[BODY]);
    match random.below(15) {
        0 => bytes[0] = random.pick(&[0, 2, 255]),
        1 => bytes.truncate(usize::try_from(random.below(bytes.len() as u64)).unwrap()),
        2 => bytes.push(0),
        3 => bytes[1] |= 0x80,
        4 => bytes[2] |= 0x20,
        5 => bytes[85] = 1,
        6 => bytes[60] = random.pick(&[0, 26]),
        7 if caveats > 0 => bytes[BODY + 1] = random.pick(&[0, 5]),
        8 if caveats > 0 => bytes[BODY + 2] += 1,
        9 => bytes[at.operation + 1] = random.pick(&[0, 3, 24, 32]),
        10 => bytes[at.operation] = 1,
        11 => {
            // A request of an opening with an argument.
            bytes.drain(at.argument..at.proof);
            bytes[at.operation + 1] = random.pick(&[1, 2, 4]);
            bytes[at.operation + 2] = 4;
            bytes.splice(at.argument..at.argument, [0; 4]);
        }
        12 => {
            bytes.drain(at.argument..at.proof);
            bytes[at.operation + 2] = 0;
            bytes[at.operation + 1] = 8;
        }
        13 => bytes[BODY] = u8::try_from(caveats + 1).unwrap(),
        _ => bytes.clear(),
    }
    if bytes.first().is_some_and(|version| *version != 1) {
        Reason::Unsupported
    } else {
        Reason::BadMessage
    }
}

/// Leaves a message well formed, and its proof wrong.
fn change(random: &mut Random, bytes: &mut Vec<u8>, argument: usize) {
    let at = layout(bytes, argument);
    let bit = 1 << random.below(8);
    match random.below(10) {
        0 => bytes[at.proof + 31] ^= bit,
        1 => bytes[at.proof] ^= bit,
        2 => bytes[at.nonce] ^= bit,
        // Another grant, another holder, a later epoch, a longer time, more uses.
        3 => bytes[11] ^= bit,
        4 => bytes[42] ^= bit,
        5 => bytes[6] ^= 1,
        6 => bytes[57] ^= bit,
        7 => bytes[59] ^= bit,
        8 if argument > 0 => bytes[at.argument] ^= bit,
        _ if bytes[BODY] > 0 => {
            // Without the last caveat.
            let mut place = BODY + 1;
            for _ in 1..bytes[BODY] {
                place += 2 + usize::from(bytes[place + 1]);
            }
            bytes.drain(place..at.nonce);
            bytes[BODY] -= 1;
        }
        _ => {
            let caveat = [2, 8, 0, 0, 0, 0, 0, 0, 0, 1];
            bytes.splice(at.nonce..at.nonce, caveat);
            bytes[BODY] += 1;
        }
    }
}
