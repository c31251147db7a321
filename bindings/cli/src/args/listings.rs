//! The arguments of `doorward roster`, `office`, `member` and `listing`.

use std::path::PathBuf;

use clap::{ArgGroup, Subcommand, ValueEnum};
use doorward::fleet::roster::RowKind;
use doorward::policy::issuance::ListingAccess;
use doorward::policy::{Listed as _, Status};

use super::listed;

/// What to do with the MLS's lists.
#[derive(Debug, Subcommand)]
pub(crate) enum RosterCommand {
    /// Take over offices, members and listings, with what follows for their access.
    ///
    /// The files are RESO Common Format JSON or CSV with the same names of fields. The same
    /// lists twice change nothing. Lists that would take away too much are held back: the exit
    /// code is 1, and nothing is changed.
    Import(ImportArgs),
    /// When lists were taken over last, and whether the next ones are overdue.
    Status,
}

/// Lists to take over.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The files list all rows of this kind (office, member or listing): what they do not have
    /// is no longer active.
    #[arg(long, value_name = "KIND", value_parser = listed::<RowKind>)]
    pub(crate) complete: Vec<RowKind>,
    /// Take over what would be held back.
    #[arg(long)]
    pub(crate) confirm: bool,
}

/// What to do with offices.
#[derive(Debug, Subcommand)]
pub(crate) enum OfficeCommand {
    /// List the offices.
    List,
    /// Show an office.
    Show {
        /// Its key or its number.
        id: String,
    },
}

/// What to do with members.
#[derive(Debug, Subcommand)]
pub(crate) enum MemberCommand {
    /// Add a member that no list has; lists are taken over with `roster import`.
    Add {
        /// Its key.
        id: String,
        /// The name, as messages say it.
        #[arg(long)]
        name: String,
        /// The number that people know.
        #[arg(long, value_name = "ID")]
        number: Option<String>,
        /// The key of its office.
        #[arg(long, value_name = "KEY")]
        office: Option<String>,
        /// The licence number, if the licence was verified.
        #[arg(long, visible_alias = "license")]
        licence: Option<String>,
    },
    /// List the members.
    List,
    /// Show a member.
    Show {
        /// Its key or its number.
        id: String,
    },
}

/// What to do with listings.
#[derive(Debug, Subcommand)]
pub(crate) enum ListingCommand {
    /// Add a listing that no list has; lists are taken over with `roster import`.
    Add(ListingAddArgs),
    /// List the listings.
    List,
    /// Show a listing, and what was decided for it.
    Show {
        /// Its key or its number.
        id: String,
    },
    /// Record a new status, with what follows for everyone's access. The same status again
    /// applies what was decided since, such as a suspension.
    Status(ListingStatusArgs),
    /// Put a permission on file, or take it back.
    Permit(PermitArgs),
    /// Decide who may be let in how, and when showings may be.
    Settings(SettingsArgs),
}

/// A listing.
#[derive(Debug, clap::Args)]
pub(crate) struct ListingAddArgs {
    /// Its key.
    pub(crate) id: String,
    /// Its address, as messages say it.
    #[arg(long)]
    pub(crate) address: String,
    /// The number that people know.
    #[arg(long, value_name = "ID")]
    pub(crate) number: Option<String>,
    /// Its status, by RESO's name.
    #[arg(long, default_value = "Active", value_parser = status)]
    pub(crate) status: Status,
    /// The key of the listing agent.
    #[arg(long, value_name = "MEMBER")]
    pub(crate) agent: Option<String>,
    /// The key of the listing office.
    #[arg(long, value_name = "OFFICE")]
    pub(crate) office: Option<String>,
}

/// A new status.
#[derive(Debug, clap::Args)]
pub(crate) struct ListingStatusArgs {
    /// The listing.
    pub(crate) id: String,
    /// The status, by RESO's name.
    #[arg(value_parser = status)]
    pub(crate) status: Status,
    /// Where the seller's signed request to withdraw is kept.
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) seller_request: Option<String>,
    /// The owner of the box wants it suspended: only the owner's grants open.
    #[arg(long, conflicts_with = "resume")]
    pub(crate) suspend: bool,
    /// The owner of the box wants its suspension ended.
    #[arg(long)]
    pub(crate) resume: bool,
}

impl ListingStatusArgs {
    /// What was said of a suspension.
    pub(crate) fn suspension(&self) -> Option<bool> {
        (self.suspend || self.resume).then_some(self.suspend)
    }
}

/// A permission.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("permission").required(true))]
pub(crate) struct PermitArgs {
    /// The listing.
    pub(crate) id: String,
    /// The seller's, in writing, for this appraiser, inspector or contractor.
    #[arg(long = "to", value_name = "NAME", group = "permission")]
    pub(crate) recipient: Option<String>,
    /// The listing side's, for showings in the present status.
    #[arg(long, group = "permission")]
    pub(crate) showings: bool,
    /// The seller's signed request to withdraw.
    #[arg(long, group = "permission")]
    pub(crate) withdrawal: bool,
    /// Where the paper is kept.
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) document: Option<String>,
    /// It holds no longer.
    #[arg(long)]
    pub(crate) take_back: bool,
}

/// What a listing's side decides.
#[derive(Debug, clap::Args)]
pub(crate) struct SettingsArgs {
    /// The listing.
    pub(crate) id: String,
    /// Whether showing agents need an appointment: open or `by_appointment`.
    #[arg(long, value_parser = listed::<ListingAccess>)]
    pub(crate) access: Option<ListingAccess>,
    /// The methods allowed, with commas, or all.
    #[arg(long, value_name = "LIST")]
    pub(crate) methods: Option<String>,
    /// Whether the listing is shown while Coming Soon.
    #[arg(long, value_enum)]
    pub(crate) coming_soon_showings: Option<YesNo>,
    /// Grace before an appointment.
    #[arg(long, value_name = "LENGTH")]
    pub(crate) early: Option<String>,
    /// Grace after it.
    #[arg(long, value_name = "LENGTH")]
    pub(crate) late: Option<String>,
    /// How long ahead one has to be asked for.
    #[arg(long, value_name = "LENGTH")]
    pub(crate) lead_time: Option<String>,
    /// The longest.
    #[arg(long, value_name = "LENGTH")]
    pub(crate) longest: Option<String>,
    /// Whether several parties may come at one time.
    #[arg(long, value_enum)]
    pub(crate) overlap: Option<YesNo>,
    /// Local hours of showings, such as 08:00-20:00, or none.
    #[arg(long, value_name = "HOURS")]
    pub(crate) hours: Option<String>,
    /// The start of a period without showings.
    #[arg(long, value_name = "TIME", requires = "block_until")]
    pub(crate) block_from: Option<String>,
    /// The end of that period.
    #[arg(long, value_name = "TIME", requires = "block_from")]
    pub(crate) block_until: Option<String>,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum YesNo {
    Yes,
    No,
}

impl YesNo {
    pub(crate) fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

/// A status as a feed spells it.
fn status(text: &str) -> Result<Status, String> {
    doorward::fleet::roster::standard_status(text).map_err(|_| {
        let names: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
        format!("it is one of {}", names.join(", "))
    })
}
