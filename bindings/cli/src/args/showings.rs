//! The arguments of `doorward showing`.

use clap::{ArgGroup, Subcommand};

use super::RuleArgs;

/// What to do with showings.
#[derive(Debug, Subcommand)]
pub(crate) enum ShowingCommand {
    /// Ask for a showing.
    Request(RequestArgs),
    /// The listing side agrees: the grant is made, and stays in the service until its release.
    Approve(ActArgs),
    /// The listing side refuses.
    Decline(ActArgs),
    /// One side calls it off: its grant is withheld, or revoked.
    Cancel(ActArgs),
    /// One side moves it: another showing takes its place.
    Reschedule(RescheduleArgs),
    /// The box was opened by the holder.
    Start {
        /// The showing.
        id: String,
        /// When.
        #[arg(long, value_name = "TIME", default_value = "now")]
        at: String,
    },
    /// The holder has left.
    Complete(ActArgs),
    /// Time has passed: what was not answered, not used or not ended comes to its end.
    Tick,
    /// List the showings.
    List,
    /// Show one.
    Show {
        /// The showing.
        id: String,
    },
    /// What other systems are told, a JSON line each, in order.
    Events {
        /// Only what came after the event of this number.
        #[arg(long, value_name = "N", default_value_t = 0)]
        after: u64,
    },
}

/// A showing to ask for.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("extent").required(true))]
pub(crate) struct RequestArgs {
    /// The listing.
    pub(crate) listing: String,
    /// Who shows it: a member, or a name.
    #[arg(long, value_name = "NAME")]
    pub(crate) to: String,
    /// Its first instant.
    #[arg(long, value_name = "TIME")]
    pub(crate) from: String,
    /// Its length.
    #[arg(long = "for", value_name = "LENGTH", group = "extent")]
    pub(crate) length: Option<String>,
    /// Its end, instead of the length.
    #[arg(long, value_name = "TIME", group = "extent")]
    pub(crate) until: Option<String>,
    /// The showing's id [default: a random one].
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// The box, where the listing has several.
    #[arg(long, value_name = "ID")]
    pub(crate) lockbox: Option<String>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

/// Who acts on which showing.
#[derive(Debug, clap::Args)]
pub(crate) struct ActArgs {
    /// The showing.
    pub(crate) id: String,
    /// Who acts: a member of the listing side, or the holder.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
}

/// A showing to move.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("extent").required(true))]
pub(crate) struct RescheduleArgs {
    #[command(flatten)]
    pub(crate) act: ActArgs,
    /// Its new first instant.
    #[arg(long, value_name = "TIME")]
    pub(crate) from: String,
    /// Its length.
    #[arg(long = "for", value_name = "LENGTH", group = "extent")]
    pub(crate) length: Option<String>,
    /// Its end, instead of the length.
    #[arg(long, value_name = "TIME", group = "extent")]
    pub(crate) until: Option<String>,
    /// The id of the showing in its place [default: a random one].
    #[arg(long, value_name = "ID")]
    pub(crate) new_id: Option<String>,
}
