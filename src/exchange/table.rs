//! Reads a CSV or gzipped CSV file row by row, never the whole of it at once.
//!
//! Owns the file's oddities: compression, byte order mark, line ends, ragged
//! rows, bytes that are not UTF-8. It knows nothing of bookings or maps.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::fault::Fault;
use super::line_ends::PlainLines;

/// A file that can be read as often as wanted, known by the digest of its
/// uncompressed content: a file and its gzipped copy are the same table.
#[derive(Debug, Clone)]
pub struct Table {
    file: String,
    path: std::path::PathBuf,
    digest: String,
    lines: u64,
}

/// One row as it stands in the file.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line on which it begins, counted from 1 (the header's line).
    pub line: u64,
    /// Its fields, or why it cannot be read.
    pub fields: Result<csv::StringRecord, String>,
}

impl Table {
    /// Reads the file once to learn its digest and its length.
    ///
    /// # Errors
    /// The file cannot be opened, is empty, is truncated, or is not text.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let file = path.display().to_string();
        let mut reader = open(path, &file)?;
        let mut digest = Sha256::new();
        let (mut bytes, mut lines) = (0_u64, 0_u64);
        loop {
            let chunk = reader
                .fill_buf()
                .map_err(|error| unreadable(&file, &error))?;
            if chunk.is_empty() {
                break;
            }
            if bytes == 0 {
                refuse_other_encodings(&file, chunk)?;
            }
            digest.update(chunk);
            lines += line_ends(chunk);
            let length = chunk.len();
            bytes += length as u64;
            reader.consume(length);
        }
        if bytes == 0 {
            return Err(Fault::Empty { file });
        }
        Ok(Self {
            file,
            path: path.to_owned(),
            digest: hexadecimal(&digest.finalize()),
            lines,
        })
    }

    /// The file as the person named it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// SHA-256 of the uncompressed content, in hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// About how many rows there are, for showing progress: line ends but the
    /// header's.
    pub fn expected_rows(&self) -> u64 {
        self.lines.saturating_sub(1)
    }

    /// Opens the table at its first row.
    ///
    /// # Errors
    /// The file cannot be opened any more, or has no header.
    pub fn rows(&self, delimiter: u8) -> Result<Rows, Fault> {
        let reader = open(&self.path, &self.file)?;
        let mut csv = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .buffer_capacity(64 * 1024)
            .from_reader(PlainLines::new(reader));
        let header = csv.byte_headers().map_err(|error| Fault::NotATable {
            file: self.file.clone(),
            reason: error.to_string(),
        })?;
        let columns = column_names(&self.file, header)?;
        Ok(Rows {
            csv,
            columns,
            record: csv::ByteRecord::new(),
            file: self.file.clone(),
            over: false,
        })
    }
}

/// The rows of a table, one after the other.
pub struct Rows {
    csv: csv::Reader<PlainLines<Box<dyn BufRead>>>,
    columns: Vec<String>,
    record: csv::ByteRecord,
    file: String,
    over: bool,
}

impl Rows {
    /// The names in the header, trimmed.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    fn read(&mut self) -> Result<Option<Row>, Fault> {
        match self.csv.read_byte_record(&mut self.record) {
            Ok(false) => Ok(None),
            Ok(true) => {
                let line = self.line();
                Ok(Some(Row {
                    line,
                    fields: self.fields(),
                }))
            }
            Err(error) => Err(Fault::Unreadable {
                file: self.file.clone(),
                reason: error.to_string(),
            }),
        }
    }

    /// The line on which the record just read begins. The reader knows the
    /// line after it; what it says of the beginning counts blank lines before.
    fn line(&self) -> u64 {
        let within: u64 = self.record.iter().map(line_ends).sum();
        self.csv.position().line().saturating_sub(within + 1)
    }

    fn fields(&self) -> Result<csv::StringRecord, String> {
        let (found, expected) = (self.record.len(), self.columns.len());
        if found != expected {
            return Err(format!(
                "it has {found} fields where the header has {expected}"
            ));
        }
        csv::StringRecord::from_byte_record(self.record.clone()).map_err(|error| {
            let column = error.utf8_error().field();
            let name = self.columns.get(column).map_or("?", String::as_str);
            format!("column “{name}” is not UTF-8")
        })
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let row = self.read().transpose();
        // A broken file stays broken: say it once.
        self.over = matches!(row, None | Some(Err(_)));
        row
    }
}

fn line_ends(chunk: &[u8]) -> u64 {
    chunk.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

/// Opens the file, unpacking it when its first bytes say gzip.
fn open(path: &Path, file: &str) -> Result<Box<dyn BufRead>, Fault> {
    let opened = File::open(path).map_err(|error| unreadable(file, &error))?;
    if opened.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(Fault::Unreadable {
            file: file.to_owned(),
            reason: "it is a folder".to_owned(),
        });
    }
    let mut plain = BufReader::with_capacity(64 * 1024, opened);
    let start = plain.fill_buf().map_err(|error| unreadable(file, &error))?;
    if start.starts_with(&[0x1f, 0x8b]) {
        Ok(Box::new(BufReader::with_capacity(
            64 * 1024,
            MultiGzDecoder::new(plain),
        )))
    } else {
        Ok(Box::new(plain))
    }
}

fn unreadable(file: &str, error: &io::Error) -> Fault {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::UnexpectedEof => "it breaks off in the middle".to_owned(),
        _ => error.to_string(),
    };
    Fault::Unreadable {
        file: file.to_owned(),
        reason,
    }
}

/// A spreadsheet's "Unicode text" is UTF-16, and a workbook is a zip: neither
/// would give anything but refused rows.
fn refuse_other_encodings(file: &str, start: &[u8]) -> Result<(), Fault> {
    let reason = if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        "it is UTF-16; save it as CSV in UTF-8"
    } else if start.starts_with(b"PK\x03\x04") {
        "it is a workbook or an archive; save the sheet as CSV"
    } else if start.contains(&0) {
        "it holds zero bytes, so it is no text"
    } else {
        return Ok(());
    };
    Err(Fault::NotATable {
        file: file.to_owned(),
        reason: reason.to_owned(),
    })
}

fn column_names(file: &str, header: &csv::ByteRecord) -> Result<Vec<String>, Fault> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    for field in header {
        let name = std::str::from_utf8(field).map_err(|_| Fault::NotATable {
            file: file.to_owned(),
            reason: "its header is not UTF-8".to_owned(),
        })?;
        names.push(name.trim().trim_start_matches('\u{feff}').to_owned());
    }
    if names.iter().all(String::is_empty) {
        return Err(Fault::Empty {
            file: file.to_owned(),
        });
    }
    Ok(names)
}

/// Bytes as lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Reads everything a reader has; for small files such as a list of rooms.
///
/// # Errors
/// What [`Table::open`] and [`Table::rows`] refuse.
pub fn read_small(path: &Path) -> Result<(Vec<String>, Vec<Row>), Fault> {
    let table = Table::open(path)?;
    let rows = table.rows(b',')?;
    let columns = rows.columns().to_vec();
    Ok((columns, rows.collect::<Result<_, _>>()?))
}

/// Reads a text file whole, as UTF-8.
///
/// # Errors
/// The file cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Fault> {
    let file = path.display().to_string();
    let mut text = String::new();
    File::open(path)
        .and_then(|mut opened| opened.read_to_string(&mut text))
        .map_err(|error| unreadable(&file, &error))?;
    Ok(text)
}
