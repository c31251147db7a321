//! The arguments of the commands that keep the vault's records.

use clap::Subcommand;
use doorward::bounds::{DAY_DIGITS_MIN, FLEX_DIGITS_MIN};
use doorward::fleet::models::Model;

/// What to do with lockboxes.
#[derive(Debug, Subcommand)]
pub(crate) enum LockboxCommand {
    /// Add a lockbox.
    Add {
        /// Its serial number: 1 to 25 letters, digits and signs.
        id: String,
        /// Its zone: utc, eastern, central, mountain, arizona, pacific, alaska, aleutian,
        /// hawaii, atlantic, samoa, chamorro, an offset such as +05:45, or a rule such as
        /// PST8PDT,M3.2.0,M11.1.0.
        #[arg(
            long,
            default_value = "utc",
            env = "DOORWARD_ZONE",
            hide_env_values = true,
            allow_hyphen_values = true
        )]
        zone: String,
        /// The listing it serves.
        #[arg(long, value_name = "ID")]
        listing: Option<String>,
        /// What it can do: keypad, `keypad_flex`, bluetooth or `bluetooth_flex`.
        #[arg(long, default_value = "bluetooth_flex", value_parser = super::listed::<Model>)]
        model: Model,
        /// The member with owner privileges on it.
        #[arg(long, value_name = "MEMBER")]
        owner: Option<String>,
        /// How often it was provisioned before.
        #[arg(long, value_name = "N", default_value_t = 0)]
        generation: u32,
        /// Its ownership epoch.
        #[arg(long, value_name = "N", default_value_t = 0)]
        epoch: u32,
        /// Digits of its day codes, 7 to 9.
        #[arg(long, value_name = "N", default_value_t = DAY_DIGITS_MIN)]
        day_digits: u8,
        /// Digits of its flex codes, 10 or 11.
        #[arg(long, value_name = "N", default_value_t = FLEX_DIGITS_MIN)]
        flex_digits: u8,
    },
    /// List the lockboxes.
    List,
    /// Assign a box to a listing, whose status and rules hold for it from now on.
    Assign {
        /// The lockbox.
        id: String,
        /// The listing.
        #[arg(long, value_name = "ID")]
        listing: String,
        /// The member with owner privileges on it [default: as before].
        #[arg(long, value_name = "MEMBER")]
        owner: Option<String>,
    },
    /// Take a box from its listing.
    Unassign {
        /// The lockbox.
        id: String,
    },
    /// Record that a box has taken a higher ownership epoch.
    ///
    /// Codes are issued for the epoch recorded here. Record it once the box answered the service
    /// code, the bulletin or the grant that raised it: before that, new codes would not open yet;
    /// after that, codes of the old epoch no longer do.
    Epoch {
        /// The lockbox.
        id: String,
        /// Its epoch now.
        epoch: u32,
    },
    /// Record that a box was provisioned anew: a later generation, with epoch 0.
    Generation {
        /// The lockbox.
        id: String,
        /// Its generation now.
        generation: u32,
    },
}

/// What to do with cards.
#[derive(Debug, Subcommand)]
pub(crate) enum CardCommand {
    /// Add a card.
    Add {
        /// Its credential's id: 1 to 25 letters, digits and signs.
        id: String,
        /// The zone of its association, as for a lockbox.
        #[arg(
            long,
            default_value = "utc",
            env = "DOORWARD_ZONE",
            hide_env_values = true,
            allow_hyphen_values = true
        )]
        zone: String,
        /// The member whose card it is.
        #[arg(long, value_name = "MEMBER")]
        member: Option<String>,
    },
    /// List the cards.
    List,
    /// Until when a card is good, and what is the key of the day: app or card.
    Status {
        /// The card.
        id: String,
    },
    /// Renew a card at a reader; by telephone it is `doorward code renewal`.
    Renew {
        /// The card.
        id: String,
    },
    /// The card's member opens the app, which makes it the key of the day.
    OpenApp {
        /// The card.
        id: String,
    },
    /// The card is put to use at a box.
    Use {
        /// The card.
        id: String,
    },
    /// The card is to serve today in place of the app.
    UpdateCode {
        /// The card.
        id: String,
        /// The member states that the phone is lost.
        #[arg(long)]
        phone_lost: bool,
    },
    /// The card is lost or stolen.
    Lost {
        /// The card.
        id: String,
    },
}
