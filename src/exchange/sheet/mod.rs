//! Printed sheets: plain text that any printer prints.
//!
//! Owns what stands on a sheet and how it is laid out; where a sheet goes is
//! the console's or the command line's business. Whatever guests or feeds have
//! written is made harmless first: a sheet never carries a control character.

mod attendant;
mod registration;

pub use attendant::{attendant, attendants};
pub use registration::registration;

/// Columns of a sheet: what fits on a page in the usual type.
pub const COLUMNS: usize = 72;

/// A sheet to be printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// A name for its file, without folder: letters, digits, `-` and `.`.
    pub name: String,
    /// What stands on it: lines that each end with a line feed.
    pub text: String,
}

/// Foreign text as it may stand in one line of a sheet: without control
/// characters and without marks that turn the direction of writing.
pub fn clean(text: &str) -> String {
    let shown = text
        .chars()
        .filter(|letter| !turns_writing(*letter))
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    shown.collect::<String>().trim().to_owned()
}

fn turns_writing(letter: char) -> bool {
    matches!(letter,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A file name made of a word and a code.
fn file_name(word: &str, code: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            letter
        } else {
            '_'
        }
    };
    format!("{word}-{}.txt", code.chars().map(plain).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_carries_no_command_to_the_printer() {
        assert_eq!(clean("\u{1b}E\u{1b}&l1O Bob\r\n"), "E &l1O Bob");
        assert_eq!(clean("\u{202e}evil\u{202c}"), "evil");
        assert_eq!(clean("Åse Łódź 王小明"), "Åse Łódź 王小明");
        assert_eq!(file_name("card", "../a b\0"), "card-___a_b_.txt");
    }
}
