//! A chain of listings as a picture, and the picture in characters.

use doorward::calendar::Day;
use doorward::market::{Explanation, OwnedGap, OwnedStep};

/// Columns of the bars in characters.
const BARS: i64 = 48;
/// Columns of a listing's key.
const LABEL: usize = 16;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// On the market, and counted.
    Counted,
    /// A listing that is not of the chain, from its first day until it was off.
    Before,
    /// A gap that carries.
    Gap,
}

/// Days `[from, to)`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bar {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) kind: Kind,
}

/// What stands beside one another on one line.
#[derive(Debug)]
pub(crate) struct Lane {
    pub(crate) label: String,
    pub(crate) bars: Vec<Bar>,
    pub(crate) note: String,
}

/// Listings and gaps in order, on one scale of days.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) lanes: Vec<Lane>,
}

fn number(day: Day) -> i64 {
    i64::from(day.number())
}

/// `1 day`, `2 days`.
fn days(count: i64) -> String {
    let unit = if count == 1 { "day" } else { "days" };
    format!("{count} {unit}")
}

/// A key as it may be shown: without signs that move the cursor, and not too long.
pub(crate) fn shown(key: &str) -> String {
    let clean: String = key
        .chars()
        .map(|sign| if sign.is_control() { '?' } else { sign })
        .collect();
    if clean.chars().count() <= LABEL {
        return clean;
    }
    let kept: String = clean.chars().take(LABEL.saturating_sub(1)).collect();
    format!("{kept}\u{2026}")
}

impl Picture {
    /// The picture of an explanation; none of a listing without a chain.
    pub(crate) fn of(explained: &Explanation) -> Self {
        let mut lanes = Vec::new();
        for step in &explained.steps {
            if let Some(gap) = explained.gaps.iter().find(|gap| gap.before == step.listing) {
                lanes.push(gap_lane(gap, explained));
            }
            lanes.push(listing_lane(step, explained));
        }
        let bars = || lanes.iter().flat_map(|lane| &lane.bars);
        let start = bars().map(|bar| bar.from).min().unwrap_or(0);
        let end = bars().map(|bar| bar.to).max().unwrap_or(0);
        Self {
            title: title(explained),
            subtitle: subtitle(explained),
            start,
            end: end.max(start.saturating_add(1)),
            lanes,
        }
    }

    /// In characters, lane by lane.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{}\n{}\n", self.title, self.subtitle);
        if !self.lanes.is_empty() {
            text.push('\n');
        }
        for row in self.rows() {
            text.push_str(&row);
            text.push('\n');
        }
        text
    }

    /// The scale and the lanes, in characters.
    pub(crate) fn rows(&self) -> Vec<String> {
        if self.lanes.is_empty() {
            return Vec::new();
        }
        let (first, last) = (day(self.start).to_string(), day(self.end).to_string());
        let width = usize::try_from(BARS)
            .unwrap_or(0)
            .saturating_sub(first.len());
        let mut rows = vec![format!("{:LABEL$}  {first}{last:>width$}", "")];
        for lane in &self.lanes {
            let row = format!("{:LABEL$}  {}  {}", lane.label, self.line(lane), lane.note);
            rows.push(row.trim_end().to_owned());
        }
        rows
    }

    /// A place on a scale of `width` from the first day to the last.
    pub(crate) fn place(&self, day: i64, width: i64) -> i64 {
        let span = self.end.saturating_sub(self.start).max(1);
        let days = day.saturating_sub(self.start).max(0);
        days.saturating_mul(width)
            .checked_div(span)
            .unwrap_or(0)
            .min(width)
    }

    fn line(&self, lane: &Lane) -> String {
        let sign = |column: i64| {
            let covers = |bar: &&Bar| {
                let from = self.place(bar.from, BARS).min(BARS.saturating_sub(1));
                let to = self.place(bar.to, BARS).max(from.saturating_add(1));
                (from..to).contains(&column)
            };
            match lane.bars.iter().find(covers).map(|bar| bar.kind) {
                Some(Kind::Counted) => '\u{2588}',
                Some(Kind::Before) => '\u{2591}',
                Some(Kind::Gap) => '\u{b7}',
                None => ' ',
            }
        };
        (0..BARS).map(sign).collect()
    }
}

fn title(explained: &Explanation) -> String {
    let listing = shown(&explained.listing);
    match (explained.dom, explained.cdom) {
        (Some(dom), Some(cdom)) => format!(
            "{listing} on {}: {} on market, {} cumulative",
            explained.as_of,
            days(dom.into()),
            days(cdom.into())
        ),
        _ => format!(
            "{listing} on {}: days on market cannot be told",
            explained.as_of
        ),
    }
}

fn subtitle(explained: &Explanation) -> String {
    let rules = &explained.rules;
    let carry = match (rules.carry_max_gap, rules.lookback_days) {
        (Some(most), _) => format!("gaps of up to {} carry", days(most.into())),
        (None, Some(back)) => format!("listings of the {} before carry", days(back.into())),
        (None, None) => "nothing carries".to_owned(),
    };
    let id = explained.rules_id.as_deref().unwrap_or("of a file");
    let class = explained
        .class
        .map(|class| format!("{class}; "))
        .unwrap_or_default();
    format!("{class}rules {id}: {carry}")
}

fn listing_lane(step: &OwnedStep, explained: &Explanation) -> Lane {
    let member = explained
        .members
        .iter()
        .find(|member| member.listing == step.listing);
    let (bars, counted): (Vec<Bar>, String) = if let Some(member) = member {
        let bars = member.intervals.iter().map(|interval| Bar {
            from: number(interval.on),
            to: number(interval.off),
            kind: Kind::Counted,
        });
        (bars.collect(), days(member.days.into()))
    } else {
        let bar = Bar {
            from: number(step.first),
            to: number(step.off),
            kind: Kind::Before,
        };
        (vec![bar], "not carried".to_owned())
    };
    let from = bars.first().map_or(step.first, |bar| day(bar.from));
    let to = bars.last().map_or(step.off, |bar| day(bar.to));
    Lane {
        label: shown(&step.listing),
        note: format!(
            "{from} to {to}, {counted}; {}",
            step.class.name().replace('_', " ")
        ),
        bars,
    }
}

fn day(number: i64) -> Day {
    Day::from_number(u32::try_from(number).unwrap_or(0))
}

fn gap_lane(gap: &OwnedGap, explained: &Explanation) -> Lane {
    let length = i64::from(gap.days);
    let bars = (length > 0).then_some(Bar {
        from: number(gap.from),
        to: number(gap.to),
        kind: Kind::Gap,
    });
    let counts = i64::from(gap.counted) != length && explained.rules.lookback_days.is_none();
    let note = match length {
        0 => "no gap".to_owned(),
        1.. if counts => format!("gap of {}, {} count", days(length), gap.counted),
        1.. => format!("gap of {}", days(length)),
        _ => format!("overlaps by {}", days(length.saturating_neg())),
    };
    Lane {
        label: String::new(),
        bars: bars.into_iter().collect(),
        note,
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_key_moves_no_cursor() {
        assert_eq!(shown("L1\u{1b}[2J\n"), "L1?[2J?");
        assert_eq!(shown("01234567890123456789"), "012345678901234\u{2026}");
    }
}
