//! The arguments of `doorward grant`, `bulletin` and `log`.

use std::path::PathBuf;

use clap::{ArgGroup, Subcommand};
use doorward::grants::Operations;
use doorward::policy::Method;

use super::RuleArgs;

/// What to do with grants.
#[derive(Debug, Subcommand)]
pub(crate) enum GrantCommand {
    /// Issue a grant. It stays in the service until `release` hands it out.
    ///
    /// Without the key to read the log or to act as the owner it is a guest's, for 30 minutes
    /// to 7 days; with the log a member's, for 72 hours at most.
    Issue(IssueArgs),
    /// Hand a grant out: print its text, and the bulletin that its phone has to carry.
    Release(ReleaseArgs),
    /// Say what a grant allows, and what became of it. Needs a vault for an id alone.
    Show {
        /// The grant's text, or `-` for one on standard input, or the id of one that the vault
        /// has issued, or the id's first digits.
        #[arg(allow_hyphen_values = true)]
        grant: String,
    },
    /// Narrow a grant, as its holder may without asking anyone: print the new text.
    ///
    /// Needs no vault and no key. It cannot be undone, and nothing can be added.
    Narrow(NarrowArgs),
    /// Revoke a grant. One that was not released needs nothing at the box; of one that was,
    /// the next bulletin tells the box.
    Revoke(RevokeArgs),
    /// What was granted for a lockbox, and to whom.
    List {
        /// The lockbox.
        lockbox: String,
    },
}

/// A grant to issue.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("extent").required(true))]
pub(crate) struct IssueArgs {
    /// The lockbox.
    pub(crate) lockbox: String,
    /// Who gets it: a name, or the id of a member.
    #[arg(long, value_name = "NAME")]
    pub(crate) to: String,
    /// The first instant.
    #[arg(long, value_name = "TIME", default_value = "now")]
    pub(crate) from: String,
    /// The length.
    #[arg(long = "for", value_name = "LENGTH", group = "extent")]
    pub(crate) length: Option<String>,
    /// The end, instead of the length.
    #[arg(long, value_name = "TIME", group = "extent")]
    pub(crate) until: Option<String>,
    /// What it allows: guest, member or owner, or a list of key, shackle, log, firmware, own
    /// [default: guest; with the issuing rules, what the recipient may have].
    #[arg(long, value_name = "LIST", value_parser = crate::operations::parse)]
    pub(crate) operations: Option<Operations>,
    /// With the issuing rules: `member_grant` or `guest_grant` [default: what suits the recipient].
    #[arg(long, requires = "by", value_parser = super::listed::<Method>)]
    pub(crate) method: Option<Method>,
    /// How many openings it is good for, 0 for any number [default: 1 for a guest, else 0].
    #[arg(long, value_name = "N")]
    pub(crate) uses: Option<u8>,
    /// The bulletin that the box must have applied [default: the newest].
    #[arg(long, value_name = "N")]
    pub(crate) bulletin: Option<u32>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

/// A grant to hand out.
#[derive(Debug, clap::Args)]
pub(crate) struct ReleaseArgs {
    /// The grant's id, or the first digits of it.
    pub(crate) id: String,
    /// Where to write the bulletin that goes with it.
    #[arg(long, value_name = "FILE")]
    pub(crate) bulletin_out: Option<PathBuf>,
}

/// A grant to narrow.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("caveat").required(true).multiple(true))]
pub(crate) struct NarrowArgs {
    /// The grant's text; `-` reads it from standard input.
    #[arg(allow_hyphen_values = true)]
    pub(crate) grant: String,
    /// Not before this instant.
    #[arg(long, value_name = "TIME", group = "caveat")]
    pub(crate) from: Option<String>,
    /// Over at this instant.
    #[arg(long, value_name = "TIME", group = "caveat")]
    pub(crate) until: Option<String>,
    /// These operations at most: a list of key, shackle, log, firmware, own.
    #[arg(long, value_name = "LIST", group = "caveat", value_parser = crate::operations::parse)]
    pub(crate) operations: Option<Operations>,
    /// Who it is handed on to, by your word: a name, or an id of 32 hexadecimal digits.
    #[arg(long, value_name = "NAME", group = "caveat")]
    pub(crate) delegate: Option<String>,
    /// The zone of times without an offset, as for a lockbox.
    #[arg(
        long,
        default_value = "utc",
        env = "DOORWARD_ZONE",
        hide_env_values = true,
        allow_hyphen_values = true
    )]
    pub(crate) zone: String,
}

/// A grant to revoke.
#[derive(Debug, clap::Args)]
pub(crate) struct RevokeArgs {
    /// The grant's id, or the first digits of it.
    pub(crate) id: String,
    /// Make no bulletin now; the next one made will list it.
    #[arg(long)]
    pub(crate) no_bulletin: bool,
    /// Where to write the bulletin that tells the box.
    #[arg(long, value_name = "FILE", conflicts_with = "no_bulletin")]
    pub(crate) out: Option<PathBuf>,
}

/// A bulletin to make.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "flags of the command line, each of its own"
)]
pub(crate) struct BulletinArgs {
    /// The lockbox.
    pub(crate) lockbox: String,
    /// Answer this challenge of the box, which sets its clock.
    #[arg(long, value_name = "HEX")]
    pub(crate) live: Option<String>,
    /// Suspend the lockbox, with this bulletin and those that follow.
    #[arg(long, conflicts_with = "resume")]
    pub(crate) suspend: bool,
    /// End its suspension.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Raise the ownership epoch, which ends every code and grant issued before, and empties
    /// the list of revoked ones. The vault issues for the new epoch from then on.
    #[arg(long)]
    pub(crate) raise_epoch: bool,
    /// Give the newest one again, and make none: for whoever goes there next.
    #[arg(long, conflicts_with_all = ["live", "suspend", "resume", "raise_epoch"])]
    pub(crate) newest: bool,
    /// Where to write it.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// What can be done with logs.
#[derive(Debug, Subcommand)]
pub(crate) enum LogCommand {
    /// Check what phones have brought of a box's log, and print it.
    ///
    /// The files are pieces of the log, from any phones, in any order; they may overlap. The
    /// exit code is 1 if a row was changed, dropped, moved, repeated, or is another box's, or
    /// if a head is not the box's.
    Verify(VerifyArgs),
}

/// A log to check.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// The lockbox.
    pub(crate) lockbox: String,
    /// What `doorward box log` wrote.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How often the box was provisioned before [default: as the vault has it].
    #[arg(long, value_name = "N")]
    pub(crate) generation: Option<u32>,
}
