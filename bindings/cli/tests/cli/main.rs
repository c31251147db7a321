//! The tool as its users meet it: arguments in, text, JSON and exit codes out.

// A test may stop where it is; the tool may not.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod box_damage;
mod box_install;
mod box_kills;
mod box_service;
mod boxes;
mod bulletins;
mod cards;
mod codes;
mod concurrency;
mod denials;
mod events;
mod flex;
mod grant_holders;
mod grant_revocations;
mod grants;
mod kit;
mod kit_reference;
mod life;
mod log_kills;
mod logs;
mod market_dom;
mod market_explain;
mod market_files;
mod market_leads;
mod presents;
mod read;
mod recorded_rows;
mod rosters;
mod rulings;
mod sandbox;
mod secrecy;
mod service;
mod setup;
mod showings;
mod times;
mod tools;
mod upgrades;
