//! The issuing rules, asked with the vault's facts.

use doorward::policy::{Name, Text};

use crate::failure::Failure;
use crate::hex;
use crate::person;
use crate::vault::Records;

/// The id and the name of a person typed as `text`: a member's, or else a reference made of
/// the name, the same each time.
pub(super) fn reference(records: Records<'_>, text: &str) -> Result<(Name, String), Failure> {
    if let Some(member) = records.find_member(text)? {
        let name = member.member_full_name;
        return Ok((member.member_key, name.unwrap_or_else(|| text.to_owned())));
    }
    Text::new(text)?;
    let id = hex::encode(&person::id_of(text));
    Ok((Name::new(id.as_str())?, text.to_owned()))
}
