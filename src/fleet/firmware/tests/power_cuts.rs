//! The power goes after every byte of everything that is written.

use super::{Bench, Memory, PieceAnswer, Transfer, is_signed, manifest, model};
use crate::fleet::firmware::{Activation, Offer, TransferState};
use crate::lockbox::StoreError;
use test_std::vec::Vec;

/// One call of a whole transfer.
#[derive(Clone, Debug)]
enum Call {
    Offer(Vec<u8>),
    Piece(u16, Vec<u8>),
    Activate,
    Finish,
}

/// What a call answered, whichever it was.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    Offer(Offer),
    Piece(PieceAnswer),
    Activation(Activation),
    Finished,
}

impl Call {
    fn run(&self, transfer: &mut Transfer, store: &mut Memory) -> Result<Answer, StoreError> {
        Ok(match self {
            Self::Offer(bytes) => {
                Answer::Offer(transfer.offer(store, bytes, &model(), 5, is_signed)?)
            }
            Self::Piece(index, bytes) => Answer::Piece(transfer.piece(store, *index, bytes)?),
            Self::Activate => Answer::Activation(transfer.activate(store)?),
            Self::Finish => {
                transfer.finish(store)?;
                Answer::Finished
            }
        })
    }
}

/// An older transfer that is superseded, then a whole one of five pieces.
fn session() -> (Bench, Vec<Call>) {
    let bench = Bench::new(150, 32);
    let older = manifest(6, 4, 50, &super::image(150, 9));
    let mut calls = Vec::from([Call::Offer(older), Call::Offer(bench.manifest.clone())]);
    for index in [3, 0, 4, 2, 1] {
        calls.push(Call::Piece(index, bench.bytes_of(index).to_vec()));
        calls.push(Call::Piece(index, bench.bytes_of(index).to_vec()));
    }
    calls.push(Call::Activate);
    calls.push(Call::Finish);
    (bench, calls)
}

fn state(store: &Memory) -> (TransferState, u32, [bool; 8], Memory) {
    let mut store = Memory {
        budget: None,
        ..store.clone()
    };
    let transfer = Transfer::restore(&mut store).unwrap();
    let mut bits = [false; 8];
    for (index, bit) in (0..).zip(&mut bits) {
        *bit = transfer.progress().has(index);
    }
    (
        transfer.state(),
        transfer.progress().firmware(),
        bits,
        store,
    )
}

/// After a cut the box has what it had before the call, or what it has after it, or, where an
/// offer was cut, no transfer; and what it says is there is there.
#[test]
fn a_call_cut_after_any_byte_loses_that_call_at_most() {
    let (mut bench, calls) = session();
    let mut cases = 0;
    for call in &calls {
        let (store, transfer) = (bench.store.clone(), bench.transfer.clone());
        let expected = call.run(&mut bench.transfer, &mut bench.store);
        let before = state(&store);
        let after = state(&bench.store);
        for budget in 0.. {
            cases += 1;
            let mut cut = Memory {
                budget: Some(budget),
                ..store.clone()
            };
            let answer = call.run(&mut transfer.clone(), &mut cut);
            let (found, firmware, bits, restored) = state(&cut);
            let is_before = (found, firmware, bits) == (before.0, before.1, before.2);
            let is_after = (found, firmware, bits) == (after.0, after.1, after.2);
            let is_lost_offer = matches!(call, Call::Offer(_)) && found == TransferState::Idle;
            if answer == expected {
                assert!(is_after, "{call:?} {budget}");
                break;
            }
            assert_eq!(answer, Err(StoreError));
            assert!(is_before || is_after || is_lost_offer, "{call:?} {budget}");
            if found == TransferState::Receiving {
                for (index, _) in (0_u16..5).zip(bits).filter(|(_, bit)| *bit) {
                    let start = usize::from(index) * 32;
                    let there = &restored.image[start..start + bench.bytes_of(index).len()];
                    assert_eq!(there, bench.bytes_of(index));
                }
            }
            if matches!(found, TransferState::Complete | TransferState::Activated) {
                assert_eq!(restored.image, bench.image);
            }
            // Whatever was cut, the same call again and those after it reach the same end.
            if budget % 7 == 0 {
                finish_from(&restored, &calls, &bench);
            }
        }
    }
    assert_eq!(bench.transfer.state(), TransferState::Idle);
    test_std::println!("PROOF firmware calls cut by a loss of power: {cases}");
    assert!(cases > 4_000, "{cases}");
}

/// A phone that starts anew brings what is missing, and the image is complete.
fn finish_from(store: &Memory, calls: &[Call], bench: &Bench) {
    let mut store = store.clone();
    let mut transfer = Transfer::restore(&mut store).unwrap();
    for call in calls.iter().filter(|call| matches!(call, Call::Offer(_))) {
        let _ = call.run(&mut transfer, &mut store).unwrap();
    }
    while let Some(index) = transfer.missing(0) {
        let answer = transfer.piece(&mut store, index, bench.bytes_of(index));
        assert!(matches!(
            answer,
            Ok(PieceAnswer::Stored | PieceAnswer::Complete)
        ));
    }
    assert_eq!(store.image, bench.image);
    let activation = transfer.activate(&mut store).unwrap();
    assert_ne!(activation, Activation::Incomplete);
}

/// The last bit is saved, the power goes before the image is looked at.
#[test]
fn an_image_left_unchecked_is_checked_at_the_start() {
    let (mut bench, _) = session();
    assert_eq!(bench.offer(), Offer::Accepted);
    for index in 0..4 {
        assert_eq!(bench.piece(index), PieceAnswer::Stored);
    }
    let last = bench.bytes_of(4).to_vec();
    // Enough for piece and record, not for the record that says that it is complete.
    let whole = bench.store.clone();
    let mut seen = 0;
    for budget in 0..3_000 {
        let mut cut = Memory {
            budget: Some(budget),
            ..whole.clone()
        };
        let answer = bench.transfer.clone().piece(&mut cut, 4, &last);
        let transfer = Transfer::restore(&mut Memory {
            budget: None,
            ..cut
        })
        .unwrap();
        match transfer.state() {
            TransferState::Complete => seen += usize::from(answer.is_err()),
            TransferState::Receiving => assert_eq!(transfer.missing(0), Some(4)),
            other => panic!("{other:?}"),
        }
    }
    assert!(seen > 100, "{seen}");
    // The same with a bit of the image gone: every piece is wanted again.
    let mut cut = Memory {
        budget: Some(22 + 600),
        ..whole
    };
    assert_eq!(bench.transfer.piece(&mut cut, 4, &last), Err(StoreError));
    cut.budget = None;
    cut.image[0] ^= 1;
    let transfer = Transfer::restore(&mut cut).unwrap();
    assert_eq!(transfer.state(), TransferState::Receiving);
    assert_eq!(transfer.missing(0), Some(0));
    assert_eq!(Transfer::restore(&mut cut).unwrap().missing(4), Some(4));
}
