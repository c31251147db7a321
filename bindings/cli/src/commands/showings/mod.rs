//! `doorward showing`: appointments, with the vault as their state.

mod step;

pub(super) use step::cancel_unless_shown;
