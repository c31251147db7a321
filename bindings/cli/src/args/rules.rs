//! What the issuing rules have to be told.

use doorward::policy::RecipientKind;
use doorward::policy::issuance::IssuerKind;

use super::listed;

/// Who issues, and what is known of whoever gets it. The vault knows the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
#[command(next_help_heading = "Issuing rules (of a lockbox at a listing, or with --by)")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "statements of the issuer, each of its own"
)]
pub(crate) struct RuleArgs {
    /// Who issues: a member's key or number, or the id of staff or of a showing service.
    #[arg(long, value_name = "MEMBER")]
    pub(crate) by: Option<String>,
    /// What the issuer is, if the roster does not say: `association_staff` or `showing_service`.
    #[arg(long, value_name = "KIND", requires = "by", value_parser = listed::<IssuerKind>)]
    pub(crate) by_kind: Option<IssuerKind>,
    /// What the recipient is: `member_agent`, `out_of_board_agent`, owner, staff, appraiser,
    /// inspector, contractor, homeowner or consumer [default: a member is an agent, or the owner].
    #[arg(long, value_name = "KIND", value_parser = listed::<RecipientKind>)]
    pub(crate) to_kind: Option<RecipientKind>,
    /// The association of an out-of-board agent.
    #[arg(long, value_name = "ID")]
    pub(crate) to_association: Option<String>,
    /// The issuer's PIN was verified.
    #[arg(long)]
    pub(crate) pin_verified: bool,
    /// The recipient's e-mail belongs to a registered account.
    #[arg(long)]
    pub(crate) registered: bool,
    /// The licence of an agent whom the roster does not have was verified.
    #[arg(long, visible_alias = "license-verified")]
    pub(crate) licence_verified: bool,
    /// The issuer has checked who the homeowner is.
    #[arg(long)]
    pub(crate) identity_checked: bool,
    /// The recipient's phone, such as android:14 or ios:17.1.
    #[arg(long, value_name = "SYSTEM:VERSION")]
    pub(crate) phone: Option<String>,
    /// The showing that it is for.
    #[arg(long, value_name = "ID")]
    pub(crate) showing: Option<String>,
    /// Say what the rules say, and issue nothing.
    #[arg(long)]
    pub(crate) check: bool,
}
