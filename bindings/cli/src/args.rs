//! The command line: what can be asked, and the help that explains it.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use doorward::policy::Listed;

mod boxes;
mod code;
mod events;
mod grants;
mod listings;
mod market;
mod records;
mod rules;
mod showings;
mod vectors;

pub(crate) use boxes::{
    BoxArgs, BoxCommand, EnterArgs, GrantAtBoxArgs, InstallArgs, LimitArgs, LimitsArgs, LogArgs,
    PresentArgs, SyncArgs,
};
pub(crate) use code::{
    CodeCommand, DayArgs, FlexArgs, RenewalArgs, ServiceArgs, ServiceKind, TermsArgs,
};
pub(crate) use events::{EventsArgs, ExportArgs, Format, ReportArgs};
pub(crate) use grants::{
    BulletinArgs, GrantCommand, IssueArgs, LogCommand, NarrowArgs, ReleaseArgs, RevokeArgs,
    VerifyArgs,
};
pub(crate) use listings::{
    ImportArgs, ListingAddArgs, ListingCommand, ListingStatusArgs, MemberCommand, OfficeCommand,
    PermitArgs, RosterCommand, SettingsArgs, YesNo,
};
pub(crate) use market::{
    DomArgs, ExpiredsArgs, ExplainArgs, MarketCommand, OutArgs, TableArgs, TableFormat,
};
pub(crate) use records::{CardCommand, LockboxCommand};
pub(crate) use rules::RuleArgs;
pub(crate) use showings::{RequestArgs, RescheduleArgs, ShowingCommand};
pub(crate) use vectors::{RunArgs, VectorsCommand};

/// Issues, reads and records lockbox codes.
///
/// A vault, one folder, keeps what was issued for which lockbox. It never holds a code or a
/// key: the root key lies in a file of its own, and codes are derived from it again.
#[derive(Debug, Parser)]
#[command(name = "doorward", version, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Times: 2026-03-08T14:00-08:00, or 2026-03-08T14:00 in the box's zone, `today 14:00`, `now`.
Dates: 2026-03-08, today, tomorrow. Lengths: 30m, 2h, 1h30m, 3d (a day is 24 hours).
Exit codes: 0 yes, 1 refused, not found or not accepted, 2 not understood, 3 vault or a key,
4 a file or the output.
The root key may also come from the environment: DOORWARD_ROOT_KEY, 64 hexadecimal digits.";

/// Options of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// Print JSON for programs.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The vault's folder [default: `$XDG_DATA_HOME/doorward` or `~/.local/share/doorward`].
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "DOORWARD_VAULT",
        hide_env_values = true
    )]
    pub(crate) vault: Option<PathBuf>,
    /// The root key's file [default: root.key in the vault's folder].
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "DOORWARD_KEY_FILE",
        hide_env_values = true
    )]
    pub(crate) key_file: Option<PathBuf>,
    /// Take this as the present, for rehearsals and tests [default: the system's clock].
    #[arg(
        long,
        global = true,
        value_name = "TIME",
        env = "DOORWARD_NOW",
        hide_env_values = true
    )]
    pub(crate) now: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a vault and a root key; nothing is ever overwritten.
    Init {
        /// Keep the root key that is there, for a vault that has to be started anew. What was
        /// issued before is not known to it, and will be issued again.
        #[arg(long)]
        existing_key: bool,
    },
    /// Add, list and update lockboxes.
    #[command(subcommand)]
    Lockbox(LockboxCommand),
    /// Take over the MLS's lists of offices, members and listings.
    #[command(subcommand)]
    Roster(RosterCommand),
    /// Show offices.
    #[command(subcommand)]
    Office(OfficeCommand),
    /// Add and show members.
    #[command(subcommand)]
    Member(MemberCommand),
    /// Add and show listings, change their status, and keep permissions.
    #[command(subcommand)]
    Listing(ListingCommand),
    /// Show the association's settings, or take them from a file.
    Association {
        /// A JSON file; what it does not name has its default.
        #[arg(long, value_name = "FILE")]
        set: Option<PathBuf>,
    },
    /// Add and list cards.
    #[command(subcommand)]
    Card(CardCommand),
    /// Ask for, approve, move and end showings.
    #[command(subcommand)]
    Showing(ShowingCommand),
    /// Issue codes, with a message ready to send.
    #[command(subcommand)]
    Code(CodeCommand),
    /// Issue, release, narrow and revoke grants: what a phone carries.
    #[command(subcommand)]
    Grant(GrantCommand),
    /// Make the next bulletin for a box, for any phone to carry, or to answer a challenge.
    Bulletin(BulletinArgs),
    /// Work with the audit logs that phones bring from boxes.
    #[command(subcommand)]
    Log(LogCommand),
    /// Days on market of listings, and whose owners may be contacted.
    #[command(subcommand)]
    Market(MarketCommand),
    /// Report who opened which lockbox, and who was refused.
    Report(ReportArgs),
    /// Export every access event for compliance. No form holds a code's digits.
    Export(ExportArgs),
    /// Hand out a key.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Play a lockbox: a box whose flash is a file.
    #[command(subcommand)]
    Box(BoxCommand),
    /// Say what a code is, for which box and when; and if it does not open now, why not.
    Read(ReadArgs),
    /// Show how often a guess at the keypad would be a good code.
    ///
    /// A lockbox's profile with these numbers is refused where 1 guess in fewer than 100,000
    /// succeeds; the exit code says so.
    Odds(OddsArgs),
    /// Work with test vectors.
    #[command(subcommand)]
    Vectors(VectorsCommand),
    /// Play a day at one lockbox, with a test key and fixed times.
    Walkthrough,
    /// Print the completions for a shell.
    Completions {
        /// Which shell.
        shell: Shell,
    },
}

/// An item of a closed list, by its name.
fn listed<T: Listed>(text: &str) -> Result<T, String> {
    T::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = T::ALL.iter().map(|item| item.name()).collect();
        format!("it is one of {}", names.join(", "))
    })
}

/// What can be handed out.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Print the key of one date, to issue that date's codes with no connection.
    ///
    /// Whoever has it can make every day code of that box and date; it opens no other date.
    /// From then on the service issues the slots 0 to 7 of that date and no others.
    Day {
        /// The lockbox.
        lockbox: String,
        /// The date.
        #[arg(long, default_value = "today")]
        date: String,
        /// Who gets it: a name, or the id of a member.
        #[arg(long, value_name = "NAME")]
        to: Option<String>,
    },
}

/// What is asked about a code.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadArgs {
    /// The code, in groups or not; `-` reads it from standard input.
    #[arg(required = true)]
    pub(crate) code: Vec<String>,
    /// Search this lockbox alone, and no cards.
    #[arg(long, value_name = "ID")]
    pub(crate) lockbox: Option<String>,
    /// Ask the simulated box of this lockbox what its clock shows, how far that may be off,
    /// and which epoch it is in.
    #[arg(long = "box", value_name = "ID", conflicts_with_all = ["lockbox", "box_clock", "tolerance"])]
    pub(crate) at_box: Option<String>,
    /// The flash of that box, if it is elsewhere.
    #[arg(long, value_name = "FILE", requires = "at_box")]
    pub(crate) flash: Option<PathBuf>,
    /// What the box's own clock shows, if that is known.
    #[arg(long, value_name = "TIME")]
    pub(crate) box_clock: Option<String>,
    /// The box's clock tolerance in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = doorward::bounds::TOLERANCE_MIN_SECONDS)]
    pub(crate) tolerance: u32,
}

/// The numbers that decide the odds.
#[derive(Debug, clap::Args)]
pub(crate) struct OddsArgs {
    /// Digits of a day code.
    #[arg(long, value_name = "N", default_value_t = doorward::bounds::DAY_DIGITS_MIN)]
    pub(crate) day_digits: u8,
    /// Day codes for one date.
    #[arg(long, value_name = "N", default_value_t = doorward::bounds::DAY_SLOTS)]
    pub(crate) day_slots: u8,
    /// Digits of a flex code.
    #[arg(long, value_name = "N", default_value_t = doorward::bounds::FLEX_DIGITS_MIN)]
    pub(crate) flex_digits: u8,
    /// Flex codes for one window, operation and use.
    #[arg(long, value_name = "N", default_value_t = doorward::bounds::FLEX_COPIES)]
    pub(crate) flex_copies: u8,
    /// The clock tolerance in seconds, up to one day.
    #[arg(long, value_name = "SECONDS", default_value_t = doorward::bounds::TOLERANCE_MAX_SECONDS,
          value_parser = clap::value_parser!(u32).range(..=86_400))]
    pub(crate) tolerance: u32,
}

/// Whose slots a day code may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Slots {
    /// The service's, 0 to 7, and then the key holder's, 8 to 15, while the date's key was
    /// not handed out.
    #[default]
    Any,
    /// The service's alone.
    Service,
    /// The key holder's alone.
    Holder,
}
