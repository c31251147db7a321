use test_std::format;
use test_std::string::{String, ToString as _};

use super::{BadValue, Class, Method, Name, RecipientKind, Status, Text, Window};
use crate::policy::{Listed, Set};

#[test]
fn ids_and_texts_keep_what_they_were_given() {
    let long: String = (0..64).map(|_| '~').collect();
    assert_eq!(Name::new(&long).unwrap().as_str(), long);
    assert_eq!(Name::new(&format!("{long}~")), Err(BadValue));
    for wrong in ["", " ", "a b", "é", "a\0", "\u{7f}"] {
        assert_eq!(Name::new(wrong), Err(BadValue), "{wrong:?}");
    }
    let long: String = (0..51).map(|_| "ab\0é").collect();
    assert_eq!(Text::new(&long).unwrap().as_str(), long);
    assert_eq!(Text::new(&format!("{long}!")), Err(BadValue));
    assert_eq!(Text::new(""), Err(BadValue));
    assert_eq!(Text::new("a").unwrap().to_string(), "a");
}

#[test]
fn ids_are_in_the_order_of_their_bytes() {
    let texts = ["!", "!!", "A", "AA", "B", "a", "a!", "~"];
    let ids = texts.map(|text| Name::new(text).unwrap());
    assert!(ids.is_sorted() && texts.is_sorted());
    assert!(Text::new("a").unwrap() < Text::new("a\0").unwrap());
}

#[test]
fn windows_back_to_back_do_not_meet() {
    let window = |start, end| Window { start, end };
    assert!(!window(10, 20).meets(window(20, 30)));
    assert!(!window(20, 30).meets(window(10, 20)));
    assert!(window(10, 20).meets(window(19, 30)));
    assert!(window(10, 40).meets(window(20, 30)));
    assert!(window(10, 20).contains(10) && !window(10, 20).contains(20));
    assert_eq!(window(20, 10).seconds(), 0);
}

/// Numbers rise by one from 1, and no two items of a list have one name.
pub(in crate::policy) fn is_well_numbered<T: Listed>() {
    for (number, item) in (1..).zip(T::ALL) {
        assert_eq!(item.number(), number, "{item:?}");
        assert_eq!(T::from_name(item.name()), Some(*item));
        assert!(!item.text().is_empty() && !item.text().ends_with('.'));
    }
    assert!(T::ALL.len() <= 64);
    let all: Set<T> = T::ALL.iter().copied().collect();
    assert_eq!(all.iter().count(), T::ALL.len());
}

#[test]
fn lists_are_well_numbered() {
    is_well_numbered::<Status>();
    is_well_numbered::<Class>();
    is_well_numbered::<Method>();
    is_well_numbered::<RecipientKind>();
    assert_eq!(Status::from_name("Active Under Contract"), None);
}

#[cfg(feature = "serde")]
#[test]
fn json_has_the_names_of_the_texts() {
    use serde_json::{from_str, to_string};

    let set: Set<Method> = [Method::FlexCode, Method::MemberGrant]
        .into_iter()
        .collect();
    assert_eq!(to_string(&set).unwrap(), r#"["member_grant","flex_code"]"#);
    assert_eq!(
        from_str::<Set<Method>>(r#"["member_grant","flex_code"]"#).unwrap(),
        set
    );
    for wrong in [
        r#"["flex_code","member_grant"]"#,
        r#"["flex_code","flex_code"]"#,
        "[1]",
    ] {
        assert!(from_str::<Set<Method>>(wrong).is_err(), "{wrong}");
    }
    assert_eq!(to_string(&Status::ComingSoon).unwrap(), r#""ComingSoon""#);
    assert!(from_str::<Status>(r#"{"ComingSoon":null}"#).is_err());
    assert!(from_str::<Name>(r#""""#).is_err());
    assert_eq!(from_str::<Name>(r#""\u0041""#).unwrap().as_str(), "A");
}

#[cfg(feature = "serde")]
#[test]
fn a_zone_is_28_digits_of_hexadecimal() {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Box(#[serde(with = "super::zone_hex")] crate::calendar::Zone);

    let pacific = r#""fe20fe5c03020000780b01000078""#;
    let zone: Box = serde_json::from_str(pacific).unwrap();
    assert_eq!(zone.0.standard(), -480);
    assert_eq!(serde_json::to_string(&zone).unwrap(), pacific);
    for wrong in [
        r#""FE20fe5c03020000780b01000078""#,
        r#""fe20fe5c03020000780b0100007""#,
        r#""fe20fe5c03020000780b010000780""#,
        r#""fe20fe5c03020000780b0100007800""#,
        r#""fe20fe5c00000000000000000000""#,
        r#""""#,
    ] {
        assert!(serde_json::from_str::<Box>(wrong).is_err(), "{wrong}");
    }
}
