//! The arguments of `doorward box`.

use std::path::PathBuf;

use clap::Subcommand;
use doorward::grants::{GrantOperation, Operations};

/// What to do at a simulated box.
#[derive(Debug, Subcommand)]
pub(crate) enum BoxCommand {
    /// Provision a box: make its flash and its key, and set its clock by a live bulletin.
    ///
    /// A box whose state is lost is installed anew with the next generation, which
    /// `doorward lockbox generation` records; never twice with the same one, since it would
    /// open again to codes that were used.
    Install(InstallArgs),
    /// Type a code at its keypad. The exit code is 0 if it opens or obeys, 1 if it refuses.
    Enter(EnterArgs),
    /// Show its clock, its refusals and waits, its epoch and its limits.
    Status(BoxArgs),
    /// Bring it a bulletin from the service, which the vault plays.
    Sync(SyncArgs),
    /// Present a grant at it, as a phone would: needs no vault.
    ///
    /// A key is pressed, the bulletins that the phone carries are brought, and the box's
    /// challenge is answered. Its own answer is checked in turn: a box that does not know the
    /// grant's key is a false one, whatever it says.
    Present(PresentArgs),
    /// Take its log with a grant that allows it, into a file for `doorward log verify`.
    Log(LogArgs),
    /// Replace its limits with an owner's grant. What is not given is the specification's
    /// default, as at installation.
    Limits(LimitsArgs),
    /// Note that the door was opened: the same code opens no second time.
    Confirm(BoxArgs),
    /// Pull its battery and put it back: the clock is lost.
    Power(BoxArgs),
    /// Let it keep time: saves the hour, as a box does now and then.
    Tick(BoxArgs),
    /// Stand at the box: every line of standard input is something done there.
    ///
    /// A line is the digits of a code, the word `shackle` and digits, or one of `confirm`,
    /// `tick`, `power`, `status`, `challenge` (press a key and ask for one), `bulletin HEX`
    /// (bring a message), `disconnect` (the phone leaves) and `quit`. What is typed this way stays out of the shell's history.
    Session(BoxArgs),
}

/// A box, and where its flash is.
#[derive(Debug, clap::Args)]
pub(crate) struct BoxArgs {
    /// The lockbox.
    pub(crate) lockbox: String,
    #[command(flatten)]
    pub(crate) place: FlashArgs,
}

/// Where a box's flash is.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct FlashArgs {
    /// The file that is its flash, with its key and clock beside it [default: boxes/ID.flash
    /// in the vault's folder].
    #[arg(long, value_name = "FILE")]
    pub(crate) flash: Option<PathBuf>,
}

/// A code typed at a keypad.
#[derive(Debug, clap::Args)]
pub(crate) struct EnterArgs {
    #[command(flatten)]
    pub(crate) at: BoxArgs,
    /// The keys pressed, digits and nothing else; `-` reads them from standard input.
    pub(crate) digits: String,
    /// Choose the shackle, not the key compartment.
    #[arg(long)]
    pub(crate) shackle: bool,
}

/// A bulletin for a box.
#[derive(Debug, clap::Args)]
pub(crate) struct SyncArgs {
    #[command(flatten)]
    pub(crate) at: BoxArgs,
    /// Bring one that was made beforehand, instead of a live answer to the box's challenge.
    #[arg(long)]
    pub(crate) carried: bool,
    /// Suspend the lockbox, with this bulletin and those that follow.
    #[arg(long, conflicts_with = "resume")]
    pub(crate) suspend: bool,
    /// End its suspension.
    #[arg(long)]
    pub(crate) resume: bool,
}

/// A phone with a grant at a box.
#[derive(Debug, clap::Args)]
pub(crate) struct GrantAtBoxArgs {
    #[command(flatten)]
    pub(crate) at: BoxArgs,
    /// The grant's text, `dwg1.` and so on; `-` reads it from standard input, which keeps it
    /// out of the shell's history.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) grant: String,
    /// A carried bulletin that the phone brings first; may be given several times.
    #[arg(long = "bulletin", value_name = "FILE")]
    pub(crate) bulletins: Vec<PathBuf>,
}

/// A grant, and what is asked for with it.
#[derive(Debug, clap::Args)]
pub(crate) struct PresentArgs {
    #[command(flatten)]
    pub(crate) phone: GrantAtBoxArgs,
    /// What to ask for: key, shackle, log, firmware or own.
    #[arg(long, value_name = "OPERATION", value_parser = crate::operations::parse_one)]
    pub(crate) operation: GrantOperation,
    /// SHA-256 of the manifest of the firmware image to bring, in hexadecimal.
    #[arg(long, value_name = "HEX")]
    pub(crate) manifest: Option<String>,
    /// Give the box to another owner: the new ownership epoch, above the box's.
    #[arg(long, value_name = "EPOCH")]
    pub(crate) transfer_to: Option<u32>,
}

/// A log to be taken.
#[derive(Debug, clap::Args)]
pub(crate) struct LogArgs {
    #[command(flatten)]
    pub(crate) phone: GrantAtBoxArgs,
    /// Where to write what is taken.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// The first row [default: the oldest that the box still has].
    #[arg(long, value_name = "N")]
    pub(crate) from: Option<u32>,
    /// How many rows at most [default: all].
    #[arg(long, value_name = "N")]
    pub(crate) rows: Option<u32>,
}

/// New limits for a box.
#[derive(Debug, clap::Args)]
pub(crate) struct LimitsArgs {
    #[command(flatten)]
    pub(crate) phone: GrantAtBoxArgs,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// A box to provision.
#[derive(Debug, clap::Args)]
pub(crate) struct InstallArgs {
    #[command(flatten)]
    pub(crate) at: BoxArgs,
    /// Leave the clock unset; `doorward box sync` sets it.
    #[arg(long)]
    pub(crate) no_sync: bool,
    /// What its model cannot do, such as `shackle` or `shackle,firmware`.
    #[arg(long, value_name = "LIST", value_parser = crate::operations::parse)]
    pub(crate) lacking: Option<Operations>,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// The limits that a box is provisioned with. What is not given is the specification's
/// default.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// Day codes open once, and no second time within the hour.
    #[arg(long)]
    pub(crate) single_use_day_codes: bool,
    /// A day code's time runs on past midnight.
    #[arg(long)]
    pub(crate) outlasts_midnight: bool,
    /// How long a day code opens again after its first use [default: 3600].
    #[arg(long, value_name = "SECONDS")]
    pub(crate) reuse: Option<u16>,
    /// The local hours in which day codes and reusable flex codes open, such as 08:00-22:00
    /// [default: all].
    #[arg(long, value_name = "FROM-TO")]
    pub(crate) access_hours: Option<String>,
    /// How long a code opens once more after an opening not confirmed [default: 120].
    #[arg(long, value_name = "SECONDS")]
    pub(crate) repeat: Option<u16>,
    /// Refusals of a run that start no wait [default: 5].
    #[arg(long, value_name = "N")]
    pub(crate) free_refusals: Option<u8>,
    /// Refusals in all that stop the keypad [default: 100].
    #[arg(long, value_name = "N")]
    pub(crate) refusals_max: Option<u8>,
    /// The first wait; each further refusal doubles it [default: 60].
    #[arg(long, value_name = "SECONDS")]
    pub(crate) first_wait: Option<u16>,
    /// The longest wait [default: 900].
    #[arg(long, value_name = "SECONDS")]
    pub(crate) longest_wait: Option<u16>,
    /// After how long the refusals in all fall by one [default: 10800].
    #[arg(long, value_name = "SECONDS")]
    pub(crate) refusal_falls: Option<u32>,
    /// Tolerance of a clock just set [default: 120].
    #[arg(long, value_name = "SECONDS")]
    pub(crate) clock_tolerance: Option<u16>,
    /// What the clock may drift, in parts in a million [default: 100].
    #[arg(long, value_name = "PPM")]
    pub(crate) drift: Option<u16>,
    /// The largest tolerance [default: 1800].
    #[arg(long, value_name = "SECONDS")]
    pub(crate) largest_tolerance: Option<u16>,
    /// Day codes for one date [default: 16].
    #[arg(long, value_name = "N")]
    pub(crate) day_slots: Option<u8>,
    /// Rows of the ledger [default: 32].
    #[arg(long, value_name = "N")]
    pub(crate) rows: Option<u8>,
    /// Rows kept for cancellations [default: 8].
    #[arg(long, value_name = "N")]
    pub(crate) cancellation_rows: Option<u8>,
}
