//! What codes cost beside the nearest equal work of other libraries.
//!
//! Each work is measured in rounds that take turns with its peers', so that what slows the
//! machine slows all alike; the medians of the rounds count, and of them the ratios. A ratio
//! below its bar fails.

mod rounds;
mod work;

use std::process::ExitCode;

use rounds::Rounds;

fn main() -> ExitCode {
    let rounds = match std::env::args().nth(1).map(|text| text.parse::<usize>()) {
        None => 25,
        Some(Ok(rounds)) if rounds > 0 => rounds,
        Some(_) => {
            eprintln!("the number of rounds is a whole number from 1");
            return ExitCode::from(2);
        }
    };
    let mut missed = 0_usize;
    for compared in work::all() {
        println!("\n{} ({})", compared.name, compared.unit);
        let medians = Rounds::new(rounds).run(compared.works);
        let Some((_, own)) = medians.first() else {
            continue;
        };
        for (name, nanoseconds) in &medians {
            println!(
                "  {name:<44}{:>12.1} ns{:>10.2} x",
                nanoseconds,
                nanoseconds / own
            );
        }
        for (peer, bar) in compared.bars {
            let ratio = medians
                .iter()
                .find(|(name, _)| name == peer)
                .map_or(0.0, |(_, nanoseconds)| nanoseconds / own);
            if ratio < *bar {
                println!("  below the bar: {ratio:.2} x {peer}, of {bar}");
                missed += 1;
            }
        }
    }
    if missed == 0 {
        println!("\nall bars met");
        ExitCode::SUCCESS
    } else {
        println!("\n{missed} bars not met");
        ExitCode::FAILURE
    }
}
