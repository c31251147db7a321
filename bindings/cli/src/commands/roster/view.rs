//! What an import says.

use std::fmt::Write as _;

use doorward::fleet::roster::{
    Consequence, ConsequenceKind, DifferenceKind, Field, ImportWarning, RowKind,
};
use doorward::policy::{Name, Set};
use serde::Serialize;

use super::import::{Effect, Taken};
use crate::answer::Answer;
use crate::commands::gate::{self, Told};
use crate::failure::Failure;
use crate::vault::short;

/// A row that differs, in JSON.
#[derive(Serialize)]
struct DifferenceView {
    kind: RowKind,
    key: Name,
    fields: Set<Field>,
}

#[derive(Serialize)]
struct EffectView<'a> {
    #[serde(flatten)]
    consequence: &'a Consequence,
    withheld: Vec<String>,
    revoked: Vec<String>,
    members: &'a [Name],
    boxes: Vec<gate::View>,
    cancelled_showings: &'a [Name],
}

#[derive(Serialize)]
struct View<'a> {
    taken_over: bool,
    held: Set<RowKind>,
    creates: Vec<DifferenceView>,
    changes: Vec<DifferenceView>,
    deactivations: Vec<DifferenceView>,
    consequences: Vec<EffectView<'a>>,
    bulletins: &'a [Told],
}

pub(super) fn answer(
    taken: &Taken,
    confirmed: bool,
    late: Option<ImportWarning>,
) -> Result<Answer, Failure> {
    let list = |wanted: DifferenceKind| {
        let of = taken.differences.iter();
        of.filter(|found| found.difference == wanted)
            .map(|found| DifferenceView {
                kind: found.kind,
                key: found.key,
                fields: found.fields,
            })
            .collect()
    };
    let view = View {
        taken_over: taken.is_taken_over,
        held: taken.held,
        creates: list(DifferenceKind::Create),
        changes: list(DifferenceKind::Change),
        deactivations: list(DifferenceKind::Deactivation),
        consequences: taken.effects.iter().map(effect).collect(),
        bulletins: &taken.told,
    };
    let mut warnings: Vec<String> = late
        .map(|late| late.text().to_owned())
        .into_iter()
        .collect();
    for followed in taken.effects.iter().flat_map(|effect| &effect.followed) {
        warnings.extend(followed.warnings());
    }
    if confirmed && !taken.held.is_empty() {
        warnings.push("taken over although it takes away much, as you confirmed".to_owned());
    }
    let text = text(taken)?;
    Ok(Answer::with_warnings(text, &view, warnings)?.accepted(taken.is_taken_over))
}

fn effect(effect: &Effect) -> EffectView<'_> {
    let ended = |was_released: bool| {
        let of = effect.ended.iter();
        of.filter(|granted| granted.released_at.is_some() == was_released)
            .map(|granted| short(&granted.body.grant_id))
            .collect()
    };
    EffectView {
        consequence: &effect.consequence,
        withheld: ended(false),
        revoked: ended(true),
        members: &effect.members,
        boxes: effect.followed.iter().map(gate::Followed::view).collect(),
        cancelled_showings: &effect.cancelled,
    }
}

fn text(taken: &Taken) -> Result<String, Failure> {
    let mut text = String::new();
    for found in &taken.differences {
        write!(
            text,
            "{}  {} {}",
            found.difference.text(),
            found.kind.name(),
            found.key
        )?;
        if let Some((from, to)) = found.status.filter(|(from, to)| from != to) {
            write!(text, ", {} to {}", from.name(), to.name())?;
        }
        let fields = found.fields.iter();
        let fields: Vec<&str> = fields
            .filter(|field| *field != Field::StandardStatus)
            .map(Field::name)
            .collect();
        if !fields.is_empty() {
            write!(text, ": {}", fields.join(", "))?;
        }
        text.push('\n');
    }
    if taken.differences.is_empty() {
        text.push_str("nothing is new\n");
    }
    if !taken.is_taken_over {
        let kinds: Vec<&str> = taken.held.iter().map(RowKind::name).collect();
        writeln!(
            text,
            "\nHeld back: too many rows would go at once ({}). Nothing was taken over; look at \
             the\nlist, and if it is right, run the same with --confirm.",
            kinds.join(", ")
        )?;
        return Ok(text);
    }
    for effect in &taken.effects {
        let Consequence {
            consequence, key, ..
        } = effect.consequence;
        write!(text, "\n{key}: {}\n", consequence.text())?;
        for granted in &effect.ended {
            let (id, to) = (short(&granted.body.grant_id), &granted.recipient);
            let how = match granted.released_at {
                None => "withheld: it is never handed out",
                Some(_) => "revoked",
            };
            let lockbox = &granted.body.lockbox;
            writeln!(text, "  grant {id} for {to} at lockbox {lockbox} {how}")?;
        }
        for member in &effect.members {
            writeln!(text, "  member {member}")?;
        }
        for followed in &effect.followed {
            for line in followed.lines() {
                writeln!(text, "  {line}")?;
            }
        }
        for showing in &effect.cancelled {
            writeln!(text, "  showing {showing} called off")?;
        }
        if consequence == ConsequenceKind::BoxToReview {
            writeln!(
                text,
                "  the box stays where it is: doorward lockbox assign BOX --listing {key}"
            )?;
        }
    }
    if !taken.told.is_empty() {
        text.push('\n');
    }
    for told in &taken.told {
        writeln!(text, "{}", gate::told(told))?;
    }
    Ok(text)
}
