//! A phone at a box: brings bulletins, presents a grant, and checks who answered.

use std::path::PathBuf;

use doorward::bounds::NONCE_LEN;
use doorward::grants::{Grant, PresentationMessage, Request};
use doorward::lockbox::{Decision, Reason};
use serde::Serialize;

use super::view::DecisionView;
use crate::answer::Answer;
use crate::args::GrantAtBoxArgs;
use crate::commands::{Context, grants};
use crate::device::Device;
use crate::failure::Failure;
use crate::limits::BULLETIN_FILE_MAX;
use crate::{files, random};

/// Who gave an answer, as far as the phone can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Voice {
    /// The box that the grant is for: nobody else could have acknowledged it so.
    Genuine,
    /// Anybody: a refusal from before the proof, which nothing is due to.
    Unproven,
    /// Something that does not know the grant's key and says otherwise.
    False,
}

/// What a box said to a grant.
#[derive(Debug)]
pub(super) struct Presented {
    pub(super) decision: Decision,
    pub(super) voice: Voice,
}

impl Presented {
    /// Whether the box did what it was asked, and was that box.
    pub(super) fn is_yes(&self) -> bool {
        self.voice == Voice::Genuine && super::view::is_yes(&self.decision)
    }
}

/// A phone, its grant, and the box that it is connected to.
pub(super) struct Phone {
    pub(super) device: Device,
    pub(super) grant: Grant,
    /// What was brought before the grant: the file, and what the box said.
    pub(super) brought: Vec<(PathBuf, Decision)>,
}

impl Phone {
    /// A phone that has brought what it carries.
    pub(super) fn arrive(context: &Context, args: &GrantAtBoxArgs) -> Result<Self, Failure> {
        let grant = grants::typed(&args.grant)?;
        let bulletins = args
            .bulletins
            .iter()
            .map(|path| Ok((path, files::read(path, BULLETIN_FILE_MAX)?)))
            .collect::<Result<Vec<_>, Failure>>()?;
        let mut device = super::open_at(context, &args.at)?;
        let mut brought = Vec::new();
        for (path, message) in bulletins {
            brought.push((path.clone(), device.bulletin(&message)?));
        }
        Ok(Self {
            device,
            grant,
            brought,
        })
    }

    /// Presses a key, and answers the box's challenge.
    pub(super) fn present(&mut self, request: &Request) -> Result<Presented, Failure> {
        let challenge = match self.device.challenge()? {
            Ok(challenge) => challenge,
            Err(reason) => {
                return Ok(Presented {
                    decision: reason.into(),
                    voice: Voice::Unproven,
                });
            }
        };
        let message = self.grant.present(&challenge, &random::nonce()?, request);
        let answer = self.device.present(message.as_bytes())?;
        let (bytes, len) = answer.to_bytes();
        let said = bytes.get(..len).unwrap_or_default();
        Ok(Presented {
            decision: answer.decision,
            voice: voice(&self.grant, &challenge, &message, said),
        })
    }

    /// What the box said to the bulletins, in JSON.
    pub(super) fn brought_views(&self) -> Vec<BroughtView> {
        let zone = self.device.zone();
        let view = |(path, decision): &(PathBuf, Decision)| BroughtView {
            file: path.display().to_string(),
            decision: DecisionView::new(&zone, decision),
        };
        self.brought.iter().map(view).collect()
    }

    /// The same in words, a line for each.
    pub(super) fn brought_words(&self) -> Vec<(&'static str, String)> {
        let zone = self.device.zone();
        let words = |(path, decision): &(PathBuf, Decision)| {
            let (number, words) = (decision.number(), super::view::words(&zone, decision));
            ("brought", format!("{}: {number}, {words}", path.display()))
        };
        self.brought.iter().map(words).collect()
    }

    /// Leaves, and answers what came of it.
    pub(super) fn leave(
        mut self,
        text: String,
        view: &impl Serialize,
        is_yes: bool,
    ) -> Result<Answer, Failure> {
        self.device.disconnect();
        let remarks = std::mem::take(&mut self.device.remarks);
        Ok(Answer::with_warnings(text, view, remarks)?.accepted(is_yes))
    }
}

/// A bulletin that a phone brought, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct BroughtView {
    file: String,
    #[serde(flatten)]
    decision: DecisionView,
}

/// Who says `said` to a message: an outcome, and an acknowledgement of it unless it was
/// refused before the proof.
fn voice(
    grant: &Grant,
    challenge: &[u8; NONCE_LEN],
    message: &PresentationMessage,
    said: &[u8],
) -> Voice {
    let Some((outcome, acknowledgement)) = said.split_first() else {
        return Voice::False;
    };
    if let Ok(acknowledgement) = acknowledgement.try_into() {
        let checked =
            grant.check_acknowledgement(challenge, message.as_bytes(), *outcome, acknowledgement);
        return if checked.is_ok() {
            Voice::Genuine
        } else {
            Voice::False
        };
    }
    let before_proof = [
        Reason::StoreFailed,
        Reason::StateLost,
        Reason::BadMessage,
        Reason::BadProof,
        Reason::WrongLockbox,
        Reason::ChallengeSpent,
        Reason::Unsupported,
    ];
    let may_be_bare = before_proof
        .iter()
        .any(|reason| reason.number() == *outcome);
    if acknowledgement.is_empty() && may_be_bare {
        Voice::Unproven
    } else {
        Voice::False
    }
}

#[cfg(test)]
mod tests {
    use doorward::grants::{Grant, GrantBody, GrantOperation, Operations, Presentation, Request};
    use doorward::keys::{GrantKey, Id, RootKey};

    use super::{Voice, voice};

    fn key(byte: u8) -> GrantKey {
        let root = RootKey::from_bytes(&[byte; 32]).unwrap();
        root.lockbox(&Id::new("LB-1").unwrap(), 0).grant(0)
    }

    fn grant() -> Grant {
        key(7).issue(&GrantBody {
            operations: Operations::GUEST,
            epoch: 0,
            bulletin: 0,
            grant_id: [1; 16],
            holder: [2; 16],
            not_before: 1_767_362_400,
            not_after: 1_767_364_200,
            max_uses: 1,
            lockbox: Id::new("LB-1").unwrap(),
        })
    }

    #[test]
    fn a_false_box_is_known_by_its_answer() {
        let (grant, challenge) = (grant(), [3; 16]);
        let request = Request::new(GrantOperation::KeyCompartment, &[]).unwrap();
        let message = grant.present(&challenge, &[4; 16], &request);
        let heard = |said: &[u8]| voice(&grant, &challenge, &message, said);
        let presented = Presentation::parse(message.as_bytes()).unwrap();
        let verified = key(7).verify(&presented, &challenge).unwrap();
        for outcome in [0, 1, 20] {
            let mut said = vec![outcome];
            said.extend_from_slice(&verified.acknowledge(&challenge, outcome));
            assert_eq!(heard(&said), Voice::Genuine);
            // Another outcome than the one acknowledged, a changed bit, a byte more or less.
            said[0] ^= 1;
            assert_eq!(heard(&said), Voice::False);
            said[0] ^= 1;
            said[32] ^= 1;
            assert_eq!(heard(&said), Voice::False);
            said.pop();
            assert_eq!(heard(&said), Voice::False);
        }
        // An acknowledgement for another message, played again.
        let other = grant.present(&challenge, &[5; 16], &request);
        let presented = Presentation::parse(other.as_bytes()).unwrap();
        let replayed = key(7).verify(&presented, &challenge).unwrap();
        let mut said = vec![0];
        said.extend_from_slice(&replayed.acknowledge(&challenge, 0));
        assert_eq!(heard(&said), Voice::False);
        // Nothing but refusals from before the proof goes without one.
        for outcome in 0..=27 {
            let expected = match outcome {
                13..=17 | 24 | 26 => Voice::Unproven,
                _ => Voice::False,
            };
            assert_eq!(heard(&[outcome]), expected, "outcome {outcome}");
        }
        assert_eq!(heard(&[]), Voice::False);
    }
}
