//! `doorward office` and `member`: who there is, by the names of RESO's Data Dictionary.

use doorward::fleet::roster::ActivityStatus;
use doorward::policy::{Name, Text};
use serde::Serialize;

use super::Context;
use super::view::{Table, sheet};
use crate::answer::Answer;
use crate::args::{MemberCommand, OfficeCommand};
use crate::failure::Failure;
use crate::vault::{Member, Office};

#[derive(Serialize)]
struct Offices {
    offices: Vec<Office>,
}

#[derive(Serialize)]
struct Members {
    members: Vec<Member>,
}

fn name(name: Option<&Name>) -> String {
    name.map(Name::to_string).unwrap_or_default()
}

pub(super) fn offices(context: &Context, command: OfficeCommand) -> Result<Answer, Failure> {
    let offices = context.vault()?.records().offices()?;
    match command {
        OfficeCommand::List => {
            let mut table = Table::new(&["office", "number", "name", "status"]);
            for office in &offices {
                table.row([
                    office.office_key.to_string(),
                    office.office_mls_id.clone().unwrap_or_default(),
                    office.office_name.clone().unwrap_or_default(),
                    office.office_status.name().to_owned(),
                ]);
            }
            let text = table.text("the vault knows no office yet");
            Answer::new(text, &Offices { offices })
        }
        OfficeCommand::Show { id } => {
            let is_it = |office: &&Office| {
                office.office_key.as_str() == id || office.office_mls_id.as_ref() == Some(&id)
            };
            let Some(office) = offices.iter().find(is_it) else {
                return Err(Failure::not_found(format!(
                    "the vault knows no office {id:?}; take over the roster"
                )));
            };
            let text = sheet(&[
                ("office", office.office_key.to_string()),
                ("number", office.office_mls_id.clone().unwrap_or_default()),
                ("name", office.office_name.clone().unwrap_or_default()),
                ("status", office.office_status.name().to_owned()),
            ]);
            Answer::new(text, office)
        }
    }
}

pub(super) fn members(context: &Context, command: MemberCommand) -> Result<Answer, Failure> {
    let mut vault = context.vault()?;
    match command {
        MemberCommand::Add {
            id,
            name: full_name,
            number,
            office,
            licence,
        } => {
            for text in [Some(&full_name), number.as_ref(), licence.as_ref()] {
                text.map(|text| Text::new(text)).transpose()?;
            }
            let member = Member {
                member_mls_id: number,
                member_full_name: Some(full_name),
                office_key: office.as_deref().map(Name::new).transpose()?,
                member_state_license: licence,
                ..Member::new(Name::new(&id)?, ActivityStatus::Active)
            };
            vault.change(|records| {
                if records.find_member(&id)?.is_some() {
                    return Err(Failure::refused(format!(
                        "member {id:?} is in the vault already"
                    )));
                }
                records.put_member(&member)
            })?;
            Answer::new(format!("added {}", words(&member)), &member)
        }
        MemberCommand::List => {
            let members = vault.records().members()?;
            let mut table =
                Table::new(&["member", "number", "name", "office", "status", "licence"]);
            for member in &members {
                table.row([
                    member.member_key.to_string(),
                    member.member_mls_id.clone().unwrap_or_default(),
                    member.member_full_name.clone().unwrap_or_default(),
                    name(member.office_key.as_ref()),
                    member.member_status.name().to_owned(),
                    member.member_state_license.clone().unwrap_or_default(),
                ]);
            }
            let text = table.text("the vault knows no member yet");
            Answer::new(text, &Members { members })
        }
        MemberCommand::Show { id } => {
            let member = vault.records().member(&id)?;
            let text = sheet(&[
                ("member", member.member_key.to_string()),
                ("number", member.member_mls_id.clone().unwrap_or_default()),
                ("name", member.member_full_name.clone().unwrap_or_default()),
                ("office", name(member.office_key.as_ref())),
                ("status", member.member_status.name().to_owned()),
                (
                    "licence",
                    member.member_state_license.clone().unwrap_or_default(),
                ),
            ]);
            Answer::new(text, &member)
        }
    }
}

fn words(member: &Member) -> String {
    format!(
        "member {}, {}",
        member.member_key,
        member
            .member_full_name
            .as_deref()
            .unwrap_or("without a name")
    )
}
