//! What phones do: carry grants and bulletins to the box, and its log to the service.

use std::path::Path;

use doorward::audit::{HeadBytes, Ring, Row};
use doorward::bounds::{FIRST_PLAUSIBLE_INSTANT, NONCE_LEN};
use doorward::grants::{Grant, GrantOperation, Operations, Request};
use doorward::records::ReportFilter;

use super::{Line, Scene};
use crate::commands::view::span;
use crate::commands::{events, grants, log};
use crate::failure::Failure;
use crate::limits::{BATTERY_MILLIVOLTS, FIRMWARE, RING_ROWS};
use crate::log_piece::Piece;
use crate::vault::{Granted, Wanted, short};
use crate::zone::offset_name;
use crate::{clock, operations};

/// A grant as its phone has it, and the bulletin that came with it.
#[derive(Clone, Debug)]
pub(in crate::walkthrough) struct Handed {
    grant: Grant,
    bulletin: Option<Vec<u8>>,
}

/// The terms of a grant.
#[derive(Clone, Copy, Debug)]
pub(in crate::walkthrough) struct Terms<'a> {
    /// Local times of the day.
    pub(in crate::walkthrough) from: &'a str,
    pub(in crate::walkthrough) until: &'a str,
    pub(in crate::walkthrough) operations: Operations,
    pub(in crate::walkthrough) uses: u8,
    /// Random on a real day, and the same every time on this one.
    pub(in crate::walkthrough) id: u8,
}

/// What a phone took along of the log.
#[derive(Clone, Debug)]
pub(in crate::walkthrough) struct Taken {
    head: HeadBytes,
    pub(in crate::walkthrough) rows: Vec<Row>,
}

impl Scene {
    /// An empty ring.
    pub(super) fn new_ring() -> Vec<Row> {
        vec![[0; doorward::bounds::AUDIT_ROW_LEN]; RING_ROWS]
    }

    /// Copies the rows that the box wrote last to its ring.
    pub(super) fn copy_rows(&mut self) {
        if let (Ok(mut ring), Ok(held)) = (Ring::new(&mut self.ring), self.engine.audit_rows()) {
            ring.keep(&held);
        }
    }

    /// The service issues a grant, and keeps it.
    pub(in crate::walkthrough) fn issue_grant(
        &mut self,
        to: &str,
        terms: Terms<'_>,
    ) -> Result<(Granted, Line), Failure> {
        let zone = self.lockbox.zone;
        let request = grants::Request {
            lockbox: self.lockbox.id.as_str(),
            to,
            not_before: clock::instant(terms.from, &zone, self.now)?,
            not_after: clock::instant(terms.until, &zone, self.now)?,
            operations: terms.operations,
            uses: Some(terms.uses),
            bulletin: None,
            grant_id: [terms.id; NONCE_LEN],
            now: self.now,
        };
        let (_, granted, _) = grants::issue(&mut self.vault, &request)?;
        let body = &granted.body;
        let uses = match body.max_uses {
            0 => "any number of openings".to_owned(),
            1 => "one opening".to_owned(),
            uses => format!("{uses} openings"),
        };
        let line = Line {
            details: vec![
                format!(
                    "grant of {}, {uses}",
                    span(&zone, body.not_before, body.not_after)
                ),
                format!(
                    "{}; not before bulletin {}",
                    operations::words(body.operations),
                    body.bulletin
                ),
            ],
            ..service(&granted, format!("issued to {to}, and not handed out"))
        };
        Ok((granted, line))
    }

    /// The service hands a grant out, with the newest bulletin.
    pub(in crate::walkthrough) fn release(
        &mut self,
        granted: &Granted,
    ) -> Result<(Handed, Line), Failure> {
        let id = short(&granted.body.grant_id);
        let released = grants::release(&mut self.vault, &self.root, &id, self.now)?;
        let mut details = Vec::new();
        let bulletin = released.carried.map(|(newest, message)| {
            details.push(format!(
                "with bulletin {}, for its phone to bring",
                newest.sequence
            ));
            message
        });
        let line = Line {
            details,
            ..service(granted, format!("handed out to {}", granted.recipient))
        };
        let grant = Grant::from_text(released.text.as_str())?;
        Ok((Handed { grant, bulletin }, line))
    }

    /// What the service says when a grant is asked for that it does not hand out.
    pub(in crate::walkthrough) fn release_in_vain(&mut self, granted: &Granted) -> Line {
        let id = short(&granted.body.grant_id);
        let detail = match grants::release(&mut self.vault, &self.root, &id, self.now) {
            Ok(_) => "handed out".to_owned(),
            Err(failure) => failure.to_string(),
        };
        Line {
            details: vec![detail],
            ..service(granted, "asked to hand it out all the same".to_owned())
        }
    }

    /// The service revokes a grant, and makes a bulletin if the box has to know.
    pub(in crate::walkthrough) fn revoke(&mut self, granted: &Granted) -> Result<Line, Failure> {
        let id = short(&granted.body.grant_id);
        let revoked = grants::revoke(&mut self.vault, &self.root, &id, true, self.now)?;
        let detail = match revoked.made {
            None => {
                "it was not handed out, and never will be: nothing is needed at the box".to_owned()
            }
            Some(made) => format!(
                "it was handed out: bulletin {} lists it, for any phone to bring",
                made.bulletin.sequence
            ),
        };
        Ok(Line {
            details: vec![detail],
            ..service(granted, format!("revoked, that for {}", granted.recipient))
        })
    }

    /// A phone brings the bulletin that it was given.
    pub(in crate::walkthrough) fn bring(&mut self, who: &'static str, handed: &Handed) -> Line {
        let now = self.box_now();
        let message = handed.bulletin.as_deref().unwrap_or_default();
        let decision = self.engine.apply_bulletin(&mut self.flash, now, message);
        self.decided(who, String::new(), "carried bulletin", decision)
    }

    /// A phone presents its grant: a key is pressed, and the box's challenge answered.
    pub(in crate::walkthrough) fn present(
        &mut self,
        who: &'static str,
        handed: &Handed,
        operation: GrantOperation,
    ) -> Result<Line, Failure> {
        let now = self.box_now();
        self.engine.key_pressed(now);
        let challenge = self.engine.open_session(&mut self.flash, now, &[0; 16]);
        let challenge = challenge.map_err(Failure::io)?;
        let request = Request::new(operation, &[])?;
        let message = handed.grant.present(&challenge, &[0; 16], &request);
        let answer = self
            .engine
            .present_grant(&mut self.flash, now, message.as_bytes());
        let id = code(&handed.grant.body().grant_id);
        let mut line = self.decided(who, id, operations::name(operation), answer.decision);
        let outcome = answer.decision.number();
        let is_genuine = answer.acknowledgement.is_some_and(|said| {
            let checked =
                handed
                    .grant
                    .check_acknowledgement(&challenge, message.as_bytes(), outcome, &said);
            checked.is_ok()
        });
        if !is_genuine {
            line.details.push("a false box".to_owned());
        }
        Ok(line)
    }

    /// The phone leaves.
    pub(in crate::walkthrough) fn leave(&mut self) {
        self.engine.disconnected();
    }

    /// A phone that may read the log takes it along.
    pub(in crate::walkthrough) fn drain(&mut self) -> Result<Taken, Failure> {
        let now = self.box_now();
        let head = self
            .engine
            .drain_audit(&mut self.flash, now)
            .map_err(Failure::io)?;
        self.copy_rows();
        let next = head
            .first_chunk()
            .map_or(0, |first| u32::from_be_bytes(*first));
        let ring = Ring::new(&mut self.ring)?;
        let rows = (ring.oldest(next)..next).filter_map(|row| ring.row(row, next).copied());
        Ok(Taken {
            head,
            rows: rows.collect(),
        })
    }

    /// The service checks what a phone took along.
    pub(in crate::walkthrough) fn verify(&self, taken: &Taken) -> Result<log::Verified, Failure> {
        let status = self.engine.status_line(BATTERY_MILLIVOLTS, FIRMWARE);
        let piece = Piece {
            lockbox: self.lockbox.id.to_string(),
            head: Some(taken.head),
            status: Some(status.map_err(Failure::io)?),
            rows: taken.rows.iter().copied().map(Some).collect(),
        };
        let pieces = [(Path::new("phone"), &piece)];
        Ok(log::check(&self.root, &self.lockbox, &[], pieces))
    }

    /// The service records what the rows say.
    pub(in crate::walkthrough) fn record(
        &mut self,
        verified: &log::Verified,
    ) -> Result<(), Failure> {
        log::record(&mut self.vault, &self.lockbox, verified).map(|_| ())
    }

    /// The access report of the day, and the showing notices: a line for each event.
    pub(in crate::walkthrough) fn told(&self) -> Result<(Vec<String>, Vec<String>), Failure> {
        let zone = &self.lockbox.zone;
        let today = self.today()?;
        let (from, to) = (zone.start_of(today), zone.end_of(today));
        let of_today = self.vault.records().events(&Wanted {
            lockbox: Some(&self.lockbox.id),
            listing: None,
            from,
            to,
        })?;
        let report = events::report_lines(&of_today, &ReportFilter::new(from, to))?;
        let notices = events::notice_lines(&of_today)?;
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        Ok((lines(&report), lines(&notices)))
    }

    /// A row of the log in words, a line for each.
    pub(in crate::walkthrough) fn log_words(
        &self,
        verified: &log::Verified,
    ) -> Result<Vec<String>, Failure> {
        let zone = &self.lockbox.zone;
        // What every row of the day would repeat.
        let day = format!("{} ", super::DATE);
        let offset = format!(" {}", offset_name(zone.offset_at(self.now)));
        let mut words = Vec::new();
        for entry in verified.log.entries() {
            let said = log::entry_words(self.vault.records(), &self.lockbox, entry)?;
            let hour = match entry.instant {
                // By a clock that was never set.
                ..FIRST_PLAUSIBLE_INSTANT => "--:--".to_owned(),
                instant => clock::hour(zone, instant),
            };
            let said = said.replace(&day, "").replace(&offset, "");
            words.push(format!("{:>2}  {hour}  {said}", entry.sequence));
        }
        Ok(words)
    }
}

/// Something that the service does with a grant.
fn service(granted: &Granted, what: String) -> Line {
    Line {
        who: "service",
        code: code(&granted.body.grant_id),
        what,
        decision: None,
        details: Vec::new(),
        rows: Vec::new(),
    }
}

/// A grant by the first digits of its id.
fn code(id: &[u8; NONCE_LEN]) -> String {
    let id = short(id);
    format!("grant {}", id.get(..8).unwrap_or(&id))
}
