//! The picture of a chain as SVG.

use std::fmt::Write as _;

use doorward::calendar::Day;
use time::{Date, Month};

use super::timeline::{Kind, Lane, Picture};

const WIDTH: i64 = 1_000;
/// Where the bars begin, and how wide they are together.
const LEFT: i64 = 150;
const CHART: i64 = 470;
const NOTES: i64 = LEFT + CHART + 16;
const TOP: i64 = 92;
const LANE: i64 = 30;
const BAR: i64 = 16;
/// Least room of a date on the scale.
const TICK: i64 = 78;
/// Longest notes that fit beside the bars.
const NOTE: usize = 58;

/// Months between two dates of the scale, the first that leaves them room.
const STEPS: [i32; 10] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 1_200];

/// A document that stands by itself.
pub(crate) fn draw(picture: &Picture) -> String {
    let lanes = i64::try_from(picture.lanes.len()).unwrap_or(0);
    let bottom = TOP.saturating_add(LANE.saturating_mul(lanes));
    let height = bottom.saturating_add(24);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
         font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\" font-size=\"12\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <text x=\"20\" y=\"30\" font-size=\"17\" font-weight=\"bold\" fill=\"#16202b\">{}</text>\n\
         <text x=\"20\" y=\"52\" fill=\"#4a5560\">{}</text>\n",
        escaped(&picture.title),
        escaped(&picture.subtitle),
        escaped(&picture.title),
        escaped(&picture.subtitle),
    );
    for (x, label) in ticks(picture) {
        // Text always fits into a `String`.
        let _ = writeln!(
            svg,
            "<line x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{bottom}\" stroke=\"#e3e7eb\"/>\n\
             <text x=\"{x}\" y=\"{}\" font-size=\"10\" text-anchor=\"middle\" \
             fill=\"#6b7680\">{label}</text>",
            TOP.saturating_sub(6),
            TOP.saturating_sub(12),
        );
    }
    let mut y = TOP;
    for lane in &picture.lanes {
        draw_lane(&mut svg, picture, lane, y);
        y = y.saturating_add(LANE);
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_lane(svg: &mut String, picture: &Picture, lane: &Lane, y: i64) {
    let middle = y.saturating_add(LANE / 2);
    let top = middle.saturating_sub(BAR / 2);
    for bar in &lane.bars {
        let from = LEFT.saturating_add(picture.place(bar.from, CHART));
        let to = LEFT.saturating_add(picture.place(bar.to, CHART));
        let width = to.saturating_sub(from).max(2);
        let _ = match bar.kind {
            Kind::Gap => writeln!(
                svg,
                "<line x1=\"{from}\" y1=\"{middle}\" x2=\"{to}\" y2=\"{middle}\" \
                 stroke=\"#b45309\" stroke-width=\"2\" stroke-dasharray=\"4 3\"/>"
            ),
            Kind::Counted => writeln!(
                svg,
                "<rect x=\"{from}\" y=\"{top}\" width=\"{width}\" height=\"{BAR}\" rx=\"2\" \
                 fill=\"#1f5f99\"/>"
            ),
            Kind::Before => writeln!(
                svg,
                "<rect x=\"{from}\" y=\"{top}\" width=\"{width}\" height=\"{BAR}\" rx=\"2\" \
                 fill=\"#c3ccd5\"/>"
            ),
        };
    }
    let base = middle.saturating_add(4);
    let _ = writeln!(
        svg,
        "<text x=\"20\" y=\"{base}\" font-weight=\"bold\" fill=\"#16202b\">{}</text>\n\
         <text x=\"{NOTES}\" y=\"{base}\" font-size=\"10\" fill=\"#4a5560\">{}</text>",
        escaped(&lane.label),
        escaped(&shortened(&lane.note)),
    );
}

fn shortened(note: &str) -> String {
    if note.chars().count() <= NOTE {
        return note.to_owned();
    }
    let kept: String = note.chars().take(NOTE.saturating_sub(1)).collect();
    format!("{}\u{2026}", kept.trim_end())
}

/// First days of months within the picture, and where they stand.
fn ticks(picture: &Picture) -> Vec<(i64, String)> {
    for step in STEPS {
        let ticks = months(picture, step);
        let apart = ticks.windows(2).all(|pair| match pair {
            [(one, _), (next, _)] => next.saturating_sub(*one) >= TICK,
            _ => true,
        });
        if apart {
            return ticks;
        }
    }
    Vec::new()
}

fn months(picture: &Picture, step: i32) -> Vec<(i64, String)> {
    let day = |number: i64| Day::from_number(u32::try_from(number).unwrap_or(0));
    let Ok(first) = day(picture.start).to_date() else {
        return Vec::new();
    };
    let mut ticks = Vec::new();
    let mut month = first
        .year()
        .saturating_mul(12)
        .saturating_add(i32::from(u8::from(first.month())))
        .saturating_sub(1);
    // A scale has no more room than for a few dozen dates.
    while ticks.len() < 100 {
        let number = u8::try_from(month.rem_euclid(12))
            .unwrap_or(0)
            .saturating_add(1);
        let date = Month::try_from(number)
            .ok()
            .and_then(|of_year| Date::from_calendar_date(month.div_euclid(12), of_year, 1).ok());
        let Some(found) = date.and_then(|date| Day::from_date(date).ok()) else {
            break;
        };
        let at = i64::from(found.number());
        if at > picture.end {
            break;
        }
        if month.rem_euclid(step) == 0 && at >= picture.start {
            let x = LEFT.saturating_add(picture.place(at, CHART));
            ticks.push((x, found.to_string()));
        }
        month = month.saturating_add(1);
        if step >= 12 && month.rem_euclid(12) == 1 {
            month = month.saturating_add(11);
        }
    }
    ticks
}

/// A text as XML has it. What XML cannot hold at all is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('?'),
            sign if sign.is_control() => out.push('?'),
            sign => out.push(sign),
        }
    }
    out
}
