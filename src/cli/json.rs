//! JSON that is safe to print: what a terminal would obey is written as an
//! escape, whatever a guest's name holds.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value as one line.
///
/// # Errors
/// The writer refuses.
pub fn write_line(out: &mut dyn Write, value: &impl Serialize, ascii: bool) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Safe { ascii });
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// Compact JSON in which nothing but plain text stands unescaped.
struct Safe {
    ascii: bool,
}

impl Safe {
    /// Whether a terminal might do something with it other than show it: the
    /// controls that JSON leaves as they are, and marks of direction.
    fn must_be_escaped(&self, letter: char) -> bool {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            || (self.ascii && !letter.is_ascii())
    }
}

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = 0;
        for (at, letter) in fragment.char_indices() {
            if !self.must_be_escaped(letter) {
                continue;
            }
            writer.write_all(&fragment.as_bytes()[plain..at])?;
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + letter.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, ascii: bool) -> String {
        let mut out = Vec::new();
        write_line(&mut out, &text, ascii).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_a_terminal_obeys_is_printed_and_nothing_is_lost() {
        let hostile = "a\u{1b}[2J\u{9b}31m\u{7f}\u{202e}b\u{85}é王\u{1f3e8}";
        for ascii in [false, true] {
            let line = written(hostile, ascii);
            assert!(!line.trim_end().chars().any(char::is_control), "{line:?}");
            assert!(!line.contains('\u{202e}'));
            assert_eq!(line.is_ascii(), ascii);
            assert_eq!(serde_json::from_str::<String>(&line).unwrap(), hostile);
        }
    }
}
