//! What the issuing rules say, for people and programs.

use std::fmt::Write as _;

use doorward::calendar::Zone;
use doorward::policy::issuance::Obligation;
use doorward::policy::{Decision, Judging, Listed, Method, Name, RecipientKind, Set};
use serde::Serialize;

use super::Ruled;
use crate::answer::Answer;
use crate::clock::Moment;
use crate::failure::Failure;
use crate::vault::Lockbox;

/// A reason, in JSON.
#[derive(Debug, Serialize)]
pub(in crate::commands) struct ReasonView {
    pub(in crate::commands) reason: &'static str,
    pub(in crate::commands) needs: Option<&'static str>,
    pub(in crate::commands) text: &'static str,
}

/// A ruling, in JSON.
#[derive(Debug, Serialize)]
pub(in crate::commands) struct RulingView {
    decision: Decision,
    method: Method,
    recipient: Option<Name>,
    recipient_kind: Option<RecipientKind>,
    issuer: Option<Name>,
    reasons: Vec<ReasonView>,
    obligations: Set<Obligation>,
    recommended: Option<Method>,
    release_at: Option<Moment>,
}

/// Reasons in JSON.
pub(in crate::commands) fn reasons<T: Judging>(set: Set<T>) -> Vec<ReasonView> {
    set.iter()
        .map(|reason| ReasonView {
            reason: reason.name(),
            needs: reason.needs(),
            text: reason.text(),
        })
        .collect()
}

/// Reasons and what would cure each, a line each.
pub(in crate::commands) fn reason_lines<T: Judging>(set: Set<T>) -> Vec<String> {
    reasons(set).iter().map(ReasonView::line).collect()
}

impl ReasonView {
    /// The reason in words, and what would cure it.
    pub(in crate::commands) fn line(&self) -> String {
        match self.needs {
            None => format!("{}; nothing helps", self.text),
            Some(needs) => format!("{}; needs {}", self.text, needs.replace('_', " ")),
        }
    }
}

/// Items in words.
pub(in crate::commands) fn items<T: Listed>(set: Set<T>) -> String {
    let texts: Vec<&str> = set.iter().map(Listed::text).collect();
    texts.join("; ")
}

impl Ruled {
    pub(in crate::commands) fn view(&self, zone: &Zone) -> RulingView {
        let release = self.ruling.permit.map(|permit| permit.release_at);
        RulingView {
            decision: self.ruling.decision,
            method: self.method,
            recipient: self.party.recipient,
            recipient_kind: self.party.kind,
            issuer: self.party.issuer,
            reasons: reasons(self.ruling.reasons),
            obligations: self.ruling.obligations,
            recommended: self.ruling.recommended,
            release_at: release.map(|at| Moment::new(zone, at)),
        }
    }

    /// What the issuer has to know of a permit, for the end of a text.
    pub(in crate::commands) fn duties(&self) -> Result<String, Failure> {
        let mut text = String::new();
        writeln!(text, "to do: {}", items(self.ruling.obligations))?;
        if let Some(method) = self.ruling.recommended.filter(|it| *it != self.method) {
            writeln!(text, "better: {}", method.text())?;
        }
        Ok(text)
    }

    /// Every reason of a denial, in one line.
    pub(in crate::commands) fn refusal(&self) -> String {
        reason_lines(self.ruling.reasons).join("; ")
    }

    /// The answer of a denial, or of a question.
    pub(in crate::commands) fn answer(&self, lockbox: &Lockbox) -> Result<Answer, Failure> {
        #[derive(Serialize)]
        struct View<'a> {
            lockbox: &'a str,
            ruling: RulingView,
        }
        let is_permit = self.ruling.decision.is_permit();
        let mut text = format!("{} of {}: ", self.method.text(), lockbox.id);
        text.push_str(if is_permit {
            "permitted\n"
        } else {
            "refused\n"
        });
        for line in reason_lines(self.ruling.reasons) {
            writeln!(text, "  {line}")?;
        }
        if is_permit {
            text.push_str(&self.duties()?);
        } else if let Some(method) = self.ruling.recommended.filter(|it| *it != self.method) {
            writeln!(text, "instead: {}", method.text())?;
        }
        let view = View {
            lockbox: lockbox.id.as_str(),
            ruling: self.view(&lockbox.zone),
        };
        Ok(Answer::new(text, &view)?.accepted(is_permit))
    }
}
