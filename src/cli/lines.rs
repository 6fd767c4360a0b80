//! The lines of a file or of standard input, one at a time, as bytes come.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::fault::Fault;

/// A line longer than this is not a command; it is passed over, not kept.
const LONGEST: usize = 1 << 20;

/// Lines of a file or of standard input.
pub struct Lines {
    input: Box<dyn BufRead>,
    name: String,
    stream: bool,
    number: usize,
    only_blanks: bool,
}

/// One line that is not blank.
pub struct Line {
    /// Which, from 1.
    pub number: usize,
    /// What it says, or why it cannot be read.
    pub text: Result<String, String>,
}

/// What comes next in the input.
enum Bytes {
    End,
    TooMany,
    Line(Vec<u8>),
}

impl Lines {
    /// Opens a file; `-` or nothing is standard input.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open(path: Option<&Path>) -> Result<Lines, Fault> {
        let path = path.filter(|path| *path != Path::new("-"));
        let (input, name): (Box<dyn BufRead>, String) = match path {
            Some(path) => (
                Box::new(BufReader::new(open(path)?)),
                path.display().to_string(),
            ),
            None => (
                Box::new(BufReader::new(io::stdin())),
                "Standard input".to_owned(),
            ),
        };
        Ok(Lines {
            input,
            name,
            stream: path.is_none(),
            number: 0,
            only_blanks: true,
        })
    }

    /// The file as the person named it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is standard input, where nobody knows what will come.
    pub fn is_stream(&self) -> bool {
        self.stream
    }

    /// Whether all of it is there already, in a file: so that nobody waits for
    /// an answer before saying the next.
    pub fn is_at_hand(&self) -> bool {
        !self.stream
            || rustix::fs::fstat(io::stdin()).is_ok_and(|stat| {
                rustix::fs::FileType::from_raw_mode(stat.st_mode)
                    == rustix::fs::FileType::RegularFile
            })
    }

    /// Whether no line so far said anything.
    pub fn nothing_but_blanks(&self) -> bool {
        self.only_blanks
    }

    /// The next line that is not blank; waits for it.
    ///
    /// # Errors
    /// The input breaks off.
    pub fn next(&mut self) -> Result<Option<Line>, Fault> {
        loop {
            let read = self.read_line().map_err(|error| {
                Fault::File(format!("{} cannot be read further: {error}.", self.name))
            })?;
            self.number += 1;
            let text = match read {
                Bytes::End => return Ok(None),
                Bytes::TooMany => Err(format!(
                    "The line is longer than {LONGEST} bytes; nothing was changed."
                )),
                Bytes::Line(bytes) => String::from_utf8(bytes)
                    .map_err(|_| "The line is not UTF-8 text; nothing was changed.".to_owned()),
            };
            let blank = text
                .as_ref()
                .is_ok_and(|text| text.trim_start_matches('\u{feff}').trim().is_empty());
            if !blank {
                self.only_blanks = false;
                return Ok(Some(Line {
                    number: self.number,
                    text: text.map(|text| text.trim_start_matches('\u{feff}').to_owned()),
                }));
            }
        }
    }

    fn read_line(&mut self) -> io::Result<Bytes> {
        let mut line = Vec::new();
        let mut too_long = false;
        let mut any = false;
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                break;
            }
            any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            too_long |= line.len() + part.len() > LONGEST;
            if !too_long {
                line.extend_from_slice(part);
            }
            let used = end.map_or(chunk.len(), |end| end + 1);
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(match (any, too_long) {
            (false, _) => Bytes::End,
            (true, true) => Bytes::TooMany,
            (true, false) => Bytes::Line(line),
        })
    }
}

fn open(path: &Path) -> Result<File, Fault> {
    let unreadable =
        |reason: String| Fault::File(format!("{} cannot be read: {reason}.", path.display()));
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    match file.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(unreadable("it is a folder".into())),
        _ => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: Vec<u8>) -> Vec<(usize, bool)> {
        let mut lines = Lines {
            input: Box::new(io::Cursor::new(text)),
            name: "x".into(),
            stream: false,
            number: 0,
            only_blanks: true,
        };
        let mut read = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            read.push((line.number, line.text.is_ok()));
        }
        read
    }

    #[test]
    fn blanks_are_passed_over_and_what_cannot_be_read_keeps_its_place() {
        let mut text = b"\xef\xbb\xbf{}\r\n\n   \n\xff\xfe\n".to_vec();
        text.extend(vec![b'x'; LONGEST + 1]);
        text.extend(b"\nlast");
        assert_eq!(lines(text), [(1, true), (4, false), (5, false), (6, true)]);
        assert!(lines(Vec::new()).is_empty());
    }
}
