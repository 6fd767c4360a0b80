//! The small file beside the database that names the journal's last entry.
//! It cannot be written together with a commit, so it may lag behind; but it
//! must name an entry that is there, else entries were lost.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::Result;
use super::place::{self, io_error};

/// The end of the journal: its last entry and that entry's hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last entry, 0 for an empty journal.
    pub seq: i64,
    /// Its hash, or the chain's seed.
    pub hash: [u8; 32],
}

/// What the file beside the database says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// No file there.
    Nothing,
    /// A file, but no whole record in it.
    Unreadable,
    /// This entry was committed.
    Entry(Head),
}

/// The open file. One fixed-size record, written over in place, so that a
/// power cut cannot leave it empty.
#[derive(Debug)]
pub struct HeadFile {
    file: File,
    path: PathBuf,
}

/// `KRHEAD1 seq hash check` and a line end.
const RECORD: usize = 8 + 21 + 65 + 9;

/// Where the head of a database stands.
pub fn path_of(database: &Path) -> PathBuf {
    place::beside(database, ".head")
}

/// Reads the head noted beside a database, leaving everything as it is.
///
/// # Errors
/// The file system refuses.
pub fn read(database: &Path) -> Result<Noted> {
    let path = path_of(database);
    match File::open(&path) {
        Ok(file) => read_record(&file).map_err(|source| io_error("read", &path, source)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Noted::Nothing),
        Err(source) => Err(io_error("read", &path, source)),
    }
}

impl HeadFile {
    /// Opens the file, or makes an empty one with the database's permissions.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn open(database: &Path) -> Result<HeadFile> {
        let path = path_of(database);
        if path.symlink_metadata().is_err() {
            // Another console may be quicker; then it is there, which is all we want.
            if let Err(error) = place::make_private_file(&path, place::sharing_of(database))
                && path.symlink_metadata().is_err()
            {
                return Err(error);
            }
        }
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|source| io_error("open", &path, source))?;
        Ok(HeadFile { file, path })
    }

    /// Notes a committed entry, unless a later one is noted already. Never
    /// fails: the commit stands, and a head that lags behind is still true.
    pub fn advance(&self, head: &Head) {
        match read_record(&self.file) {
            Ok(Noted::Entry(noted)) if noted.seq >= head.seq => {}
            _ => {
                if let Err(error) = self.file.write_all_at(record(head).as_bytes(), 0) {
                    tracing::warn!(path = %self.path.display(), %error, "could not note the journal's head");
                }
            }
        }
    }

    /// Notes an entry whatever stood there, durably: for a new or restored file.
    ///
    /// # Errors
    /// The file system refuses.
    pub fn overwrite(&self, head: &Head) -> Result<()> {
        self.file
            .write_all_at(record(head).as_bytes(), 0)
            .and_then(|()| self.file.set_len(RECORD as u64))
            .and_then(|()| self.file.sync_all())
            .map_err(|source| io_error("write", &self.path, source))
    }
}

fn record(head: &Head) -> String {
    let body = format!("KRHEAD1 {:020} {}", head.seq, hex(&head.hash));
    format!("{body} {}\n", check(&body))
}

fn read_record(file: &File) -> io::Result<Noted> {
    let mut bytes = [0_u8; RECORD + 1];
    let mut length = 0;
    while length < bytes.len() {
        match file.read_at(&mut bytes[length..], length as u64)? {
            0 => break,
            read => length += read,
        }
    }
    Ok(
        match std::str::from_utf8(&bytes[..length]).ok().and_then(parse) {
            Some(head) => Noted::Entry(head),
            None => Noted::Unreadable,
        },
    )
}

fn parse(text: &str) -> Option<Head> {
    let (body, noted_check) = text.strip_suffix('\n')?.rsplit_once(' ')?;
    let mut words = body.split(' ');
    let (mark, seq, hash) = (words.next()?, words.next()?, words.next()?);
    if mark != "KRHEAD1" || words.next().is_some() || noted_check != check(body) {
        return None;
    }
    Some(Head {
        seq: seq.parse().ok()?,
        hash: from_hex(hash)?,
    })
}

fn check(body: &str) -> String {
    hex(&Sha256::digest(body.as_bytes())[..4])
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(seq: i64) -> Head {
        Head {
            seq,
            hash: [seq as u8; 32],
        }
    }

    #[test]
    fn a_head_is_read_back_and_never_goes_backwards() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("hotel.db");
        assert_eq!(read(&database).unwrap(), Noted::Nothing);
        let file = HeadFile::open(&database).unwrap();
        assert_eq!(
            read(&database).unwrap(),
            Noted::Unreadable,
            "made, not yet written"
        );
        file.advance(&head(7));
        file.advance(&head(5));
        assert_eq!(read(&database).unwrap(), Noted::Entry(head(7)));
        file.overwrite(&head(2)).unwrap();
        assert_eq!(read(&database).unwrap(), Noted::Entry(head(2)));
    }

    #[test]
    fn any_flipped_bit_makes_it_unreadable() {
        let text = record(&head(123));
        assert_eq!(text.len(), RECORD);
        assert_eq!(parse(&text), Some(head(123)));
        for at in 0..text.len() * 8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at / 8] ^= 1 << (at % 8);
            let parsed = std::str::from_utf8(&bytes).ok().and_then(parse);
            assert_eq!(parsed, None, "bit {at}");
        }
    }
}
