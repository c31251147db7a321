//! What people typed, as records have it.

use doorward::bounds::POLICY_TEXT_MAX_LEN;
use doorward::policy::{Name, Text};

/// A text, cut where records have no room for more; none for an empty one.
pub(crate) fn text(typed: &str) -> Option<Text> {
    let end = typed.floor_char_boundary(POLICY_TEXT_MAX_LEN);
    Text::new(typed.get(..end)?).ok()
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
        assert_eq!(name("26 1042"), None);
    }
}
