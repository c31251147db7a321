//! Every body on bytes of a seed's, and on all that is kept in `fuzz/corpus`.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that overflows or panics fails, as it should"
)]

use std::fs;
use std::path::Path;

use doorward_hostile::{BODIES, Body};

#[path = "../../support/random.rs"]
mod random;

use random::Random;

/// Inputs of a body in `cargo xtask prove`; a tenth otherwise. Those that play whole days,
/// count a table in eighteen ways or walk far along a log's keys, or
/// save again and again, have fewer.
fn size(name: &str) -> u64 {
    let whole = match name {
        "audit" | "market_batch" => 1_000,
        "journal" | "lockbox_model" | "market_sets" | "snapshot" => 10_000,
        _ => 100_000,
    };
    if std::env::var_os("DOORWARD_PROVE").is_some() {
        whole
    } else {
        whole / 10
    }
}

/// What is kept for a body.
fn kept(name: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let folder = root.join(name);
    let files =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Random bytes, or what was kept with some of its bytes changed.
fn input(random: &mut Random, kept: &[Vec<u8>]) -> Vec<u8> {
    if kept.is_empty() || random.percent(50) {
        let len = random.below(600);
        return (0..len).map(|_| random.next().to_le_bytes()[0]).collect();
    }
    let mut bytes = random.pick(kept);
    for _ in 0..random.below(6) {
        if !bytes.is_empty() {
            let at = usize::try_from(random.below(bytes.len() as u64)).unwrap();
            bytes[at] = random.next().to_le_bytes()[0];
        }
    }
    bytes
}

fn body((name, body): (&str, Body)) -> u64 {
    let kept = kept(name);
    assert!(!kept.is_empty(), "{name} has nothing kept");
    for bytes in &kept {
        body(bytes);
    }
    let mut random = Random(BODIES.iter().position(|(known, _)| *known == name).unwrap() as u64);
    for _ in 0..size(name) {
        let bytes = input(&mut random, &kept);
        body(&bytes);
    }
    size(name) + kept.len() as u64
}

#[test]
fn hostile_bytes_do_nothing() {
    let mut all = 0;
    for of in BODIES {
        let begun = std::time::Instant::now();
        let inputs = body(of);
        println!(
            "{}: {inputs} inputs, {} ms",
            of.0,
            begun.elapsed().as_millis()
        );
        all += inputs;
    }
    println!("PROOF hostile inputs, of {} kinds: {all}", BODIES.len());
}
