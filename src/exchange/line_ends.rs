//! Makes every line end of a text `\n`, whatever it was, so that lines can be
//! counted: `\r\n`, `\r`, and an end without any.

use std::io::{self, BufRead, Read};

/// Reads a text with plain line ends.
pub struct PlainLines<R> {
    text: R,
    after_return: bool,
    last: u8,
}

impl<R> PlainLines<R> {
    /// Reads this text.
    pub fn new(text: R) -> Self {
        Self {
            text,
            after_return: false,
            last: b'\n',
        }
    }
}

impl<R: BufRead> Read for PlainLines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written == 0 && !into.is_empty() {
            let chunk = self.text.fill_buf()?;
            if chunk.is_empty() {
                // A last line without an end gets one.
                let Some(first) = into.first_mut().filter(|_| self.last != b'\n') else {
                    break;
                };
                *first = b'\n';
                self.last = b'\n';
                return Ok(1);
            }
            let mut used = 0;
            for byte in chunk.iter().take(into.len()) {
                used += 1;
                let second_half = *byte == b'\n' && self.after_return;
                self.after_return = *byte == b'\r';
                if !second_half {
                    self.last = if self.after_return { b'\n' } else { *byte };
                    into[written] = self.last;
                    written += 1;
                }
            }
            self.text.consume(used);
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_line_ends_become_one_however_the_text_is_cut() {
        let text = "a\r\nb\rc\n\nd\r\r\ne";
        for buffer in 1..20 {
            let cut = std::io::BufReader::with_capacity(buffer, text.as_bytes());
            let mut plain = String::new();
            PlainLines::new(cut).read_to_string(&mut plain).unwrap();
            assert_eq!(plain, "a\nb\nc\n\nd\n\ne\n", "buffer of {buffer}");
        }
        let mut nothing = String::new();
        PlainLines::new(&b""[..])
            .read_to_string(&mut nothing)
            .unwrap();
        assert_eq!(nothing, "");
    }
}
