//! Where in a JSON text an error is.

/// A step into a value.
enum Step<'a> {
    Member(&'a str),
    Item(u32),
}

/// The members and items that lead to the byte before `end` of a JSON text without white space,
/// such as `listings[0].events[2].date`; empty for the whole.
pub(crate) fn path(text: &str, end: usize) -> String {
    let mut steps: Vec<Step<'_>> = Vec::new();
    // The name of a member comes next, where a string does.
    let mut is_name = false;
    let mut rest = text.get(..end).unwrap_or(text);
    while let Some(first) = rest.chars().next() {
        let (token, after) = rest.split_at(if first == '"' {
            string_length(rest)
        } else {
            first.len_utf8()
        });
        rest = after;
        match first {
            '{' => steps.push(Step::Member("")),
            '[' => steps.push(Step::Item(0)),
            '}' | ']' => drop(steps.pop()),
            ',' => {
                if let Some(Step::Item(item)) = steps.last_mut() {
                    *item = item.saturating_add(1);
                }
            }
            '"' if is_name => {
                if let Some(Step::Member(name)) = steps.last_mut() {
                    *name = token.trim_matches('"');
                }
            }
            _ => {}
        }
        is_name = matches!(first, '{' | ',') && matches!(steps.last(), Some(Step::Member(_)));
    }
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Member("") => path,
        Step::Member(name) if path.is_empty() => (*name).to_owned(),
        Step::Member(name) => path + "." + name,
        Step::Item(item) => path + "[" + &item.to_string() + "]",
    })
}

/// The bytes of the string that a text begins with, its quotes included.
fn string_length(text: &str) -> usize {
    let mut is_escaped = true;
    for (place, letter) in text.char_indices() {
        if letter == '"' && !is_escaped {
            return place.saturating_add(1);
        }
        // The quote that opens it counts as escaped.
        is_escaped = place > 0 && letter == '\\' && !is_escaped;
    }
    text.len()
}
