//! The arguments of `doorward code`.

use clap::{ArgGroup, Subcommand};

use super::{RuleArgs, Slots};

/// Which code to issue.
#[derive(Debug, Subcommand)]
pub(crate) enum CodeCommand {
    /// A code for one date, for one recipient.
    Day(DayArgs),
    /// A code for a window of 30 minutes to 31 days.
    Flex(FlexArgs),
    /// A code by which the owner reaches a box through anyone who stands at it.
    Service(ServiceArgs),
    /// A code that renews a card until local midnight.
    Renewal(RenewalArgs),
    /// What was issued for a lockbox, and to whom.
    List {
        /// The lockbox.
        lockbox: String,
        /// Derive the codes again and show them.
        #[arg(long)]
        digits: bool,
    },
}

/// A day code.
#[derive(Debug, clap::Args)]
pub(crate) struct DayArgs {
    /// The lockbox.
    pub(crate) lockbox: String,
    /// The date in the box's zone, at most 14 days ahead.
    #[arg(long, default_value = "today")]
    pub(crate) date: String,
    /// Who gets it: a name, or the id of a member.
    #[arg(long, value_name = "NAME")]
    pub(crate) to: Option<String>,
    /// Whose slots to take one of.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) slots: Slots,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

/// When a flex code is good, and what for.
#[derive(Clone, Debug, clap::Args)]
#[command(group = ArgGroup::new("extent").required(true))]
pub(crate) struct TermsArgs {
    /// The first instant; it lies on a half hour of UTC.
    #[arg(long, value_name = "TIME")]
    pub(crate) from: String,
    /// The length: 30 minutes to 48 hours in half hours, or 3 to 31 days of 24 hours.
    #[arg(long = "for", value_name = "LENGTH", group = "extent")]
    pub(crate) length: Option<String>,
    /// The end, instead of the length.
    #[arg(long, value_name = "TIME", group = "extent")]
    pub(crate) until: Option<String>,
    /// Open the shackle, not the key compartment.
    #[arg(long)]
    pub(crate) shackle: bool,
    /// Open any number of times until the window ends.
    #[arg(long, conflicts_with = "single")]
    pub(crate) until_end: bool,
    /// Open once; so it is without either.
    #[arg(long)]
    pub(crate) single: bool,
}

/// A flex code.
#[derive(Debug, clap::Args)]
pub(crate) struct FlexArgs {
    /// The lockbox.
    pub(crate) lockbox: String,
    #[command(flatten)]
    pub(crate) terms: TermsArgs,
    /// Who gets it: a name, or the id of a member.
    #[arg(long, value_name = "NAME")]
    pub(crate) to: Option<String>,
    /// As a contractor code: until the end of its window, 14 days at most.
    #[arg(long, requires = "by", conflicts_with_all = ["single", "shackle"])]
    pub(crate) contractor: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

/// A service code.
#[derive(Debug, clap::Args)]
pub(crate) struct ServiceArgs {
    /// The lockbox.
    pub(crate) lockbox: String,
    #[command(subcommand)]
    pub(crate) kind: ServiceKind,
}

/// What a service code tells the box.
#[derive(Debug, Subcommand)]
pub(crate) enum ServiceKind {
    /// Cancel the code with these digits, if it was issued for this box.
    Cancel {
        /// The code, in groups or not; `-` reads it from standard input.
        #[arg(long, value_name = "DIGITS", allow_hyphen_values = true)]
        code: String,
    },
    /// Cancel the flex code with these terms.
    CancelFlex {
        #[command(flatten)]
        terms: TermsArgs,
        /// Which copy, 0 to 3.
        #[arg(long, value_name = "N")]
        copy: u8,
    },
    /// Cancel the day code of a date and slot.
    CancelDay {
        /// The date.
        #[arg(long)]
        date: String,
        /// The slot, 0 to 15.
        #[arg(long, value_name = "N")]
        slot: u8,
    },
    /// Set the clock to the present minute; to be typed at once.
    SetClock,
    /// Raise the ownership epoch, which ends every day code, flex code and grant before it.
    ///
    /// The vault goes on issuing for the old epoch until `doorward lockbox epoch` records that
    /// the box has taken the code: nobody else can know.
    RaiseEpoch {
        /// The new epoch, 1 to 16 above the present one [default: the next].
        #[arg(long, value_name = "N")]
        to: Option<u32>,
    },
}

/// A renewal code.
#[derive(Debug, clap::Args)]
pub(crate) struct RenewalArgs {
    /// The card.
    pub(crate) card: String,
}
