//! Two programs that print where the members of each struct lie, in C and in Rust: what they
//! print has to be the same.

use std::fmt::Write as _;

/// The program in C.
pub(crate) const C: &str = "ffi/tests/layout.c";
/// The program in Rust.
pub(crate) const RUST: &str = "ffi/examples/layout.rs";

/// A struct's name and the names of its members.
pub(crate) struct Struct {
    name: String,
    members: Vec<String>,
}

/// The structs of a header.
pub(crate) fn structs(header: &str) -> Result<Vec<Struct>, String> {
    let code = without_comments(header);
    let mut structs = Vec::new();
    for part in code.split("typedef struct ").skip(1) {
        let (name, rest) = part.split_once('{').unwrap_or((part, ""));
        let (body, _) = rest.split_once('}').unwrap_or((rest, ""));
        let members: Option<Vec<String>> = body
            .split(';')
            .filter(|member| !member.trim().is_empty())
            .map(member)
            .collect();
        structs.push(Struct {
            name: name.trim().to_owned(),
            members: members.ok_or_else(|| format!("a member of {name} without a name"))?,
        });
    }
    if structs.is_empty() {
        return Err("no struct in the header".into());
    }
    Ok(structs)
}

/// The header's code alone.
pub(crate) fn without_comments(header: &str) -> String {
    let code = header.split_once("*/").map_or(header, |(_, code)| code);
    code.lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .fold(String::new(), |code, line| code + line + "\n")
}

/// The name in a declaration: of a pointer to a function, of an array, or the last word.
fn member(declaration: &str) -> Option<String> {
    let name = match declaration.split_once("(*") {
        Some((_, rest)) => rest.split(')').next()?,
        None => declaration.split('[').next()?.split_whitespace().last()?,
    };
    Some(name.trim_start_matches('*').to_owned())
}

/// The program in C.
pub(crate) fn in_c(structs: &[Struct]) -> String {
    let mut text = r#"/* Where the members of each struct lie. Printed by `cargo xtask header`. Do not edit. */
#include <stdio.h>

#include "doorward.h"

#define STRUCT(type) printf("%s %zu %zu\n", #type, sizeof(struct type), _Alignof(struct type))
#define MEMBER(type, member)                                                  \
    printf("%s.%s %zu %zu\n", #type, #member, offsetof(struct type, member), \
           sizeof(((struct type *)0)->member))

int main(void)
{
"#
    .to_owned();
    for Struct { name, members } in structs {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    STRUCT({name});");
        for member in members {
            let _ = writeln!(text, "    MEMBER({name}, {member});");
        }
    }
    text + "    return 0;\n}\n"
}

/// The program in Rust.
pub(crate) fn in_rust(structs: &[Struct]) -> String {
    let mut text =
        r#"//! Where the members of each struct lie. Printed by `cargo xtask header`. Do not edit.

use std::mem::{align_of, offset_of, size_of};

/// Prints a struct's size and alignment, and each member's offset and size.
macro_rules! of {
    ($name:ident $($member:ident)*) => {
        let (size, align) = (size_of::<doorward_c::$name>(), align_of::<doorward_c::$name>());
        println!("{} {size} {align}", stringify!($name));
        $(
            let offset = offset_of!(doorward_c::$name, $member);
            let size = size_of_member(|whole: &doorward_c::$name| &whole.$member);
            println!("{}.{} {offset} {size}", stringify!($name), stringify!($member));
        )*
    };
}

fn size_of_member<T, M>(_: fn(&T) -> &M) -> usize {
    size_of::<M>()
}

#[rustfmt::skip]
#[allow(clippy::too_many_lines)]
fn main() {
"#
        .to_owned();
    for Struct { name, members } in structs {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    of!({name} {});", members.join(" "));
    }
    text + "}\n"
}

#[cfg(test)]
mod tests {
    use super::{in_c, in_rust, structs};

    #[test]
    fn every_member_of_a_struct_is_found() {
        let header = "/* typedef struct no { int no; } */\n\
                      typedef struct dw_a {\n  // Not; this.\n  uint8_t bytes[A][B];\n\
                      void *context;\n  uint32_t (*save)(void *context, size_t length);\n} dw_a;\n";
        let structs = structs(header).unwrap();
        assert!(in_rust(&structs).contains("of!(dw_a bytes context save);"));
        assert!(in_c(&structs).contains("MEMBER(dw_a, save);"));
        assert!(super::structs("int x;").is_err());
    }
}
