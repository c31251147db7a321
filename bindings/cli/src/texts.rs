//! What people typed, as records have it.

use doorward::bounds::POLICY_TEXT_MAX_LEN;
use doorward::policy::{Name, Text};

/// A text on one line, cut where records have no room for more; none for an empty one. Digits
/// that stood on two lines are masked as those on one are.
pub(crate) fn text(typed: &str) -> Option<Text> {
    let line = typed.replace(|sign: char| sign.is_control(), " ");
    let end = line.floor_char_boundary(POLICY_TEXT_MAX_LEN);
    Text::new(line.get(..end)?).ok()
}

/// An id; none for what has a space in it, or is too long for one.
pub(crate) fn name(typed: &str) -> Option<Name> {
    Name::new(typed).ok()
}

#[cfg(test)]
mod tests {
    use super::{name, text};

    #[test]
    fn long_texts_are_cut_between_characters() {
        let long = format!("x{}", "é".repeat(200));
        let cut = text(&long).unwrap();
        assert_eq!(cut.as_str().len(), 255);
        assert!(long.starts_with(cut.as_str()));
        let longer = "é".repeat(200);
        assert_eq!(text(&longer).unwrap().as_str().len(), 254);
        assert_eq!(text(""), None);
        assert_eq!(text("96506\n65006").unwrap().as_str(), "96506 65006");
        assert_eq!(name("26 1042"), None);
    }
}
