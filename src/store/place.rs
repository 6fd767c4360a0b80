//! Where the file lies: folder, permissions, kind of file system. Looks at
//! paths only and never opens the database file itself: closing any other
//! descriptor of it would drop the locks SQLite holds in this process.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Once;
use std::sync::atomic::AtomicBool;

use rustix::fs::Access;

use super::error::{Result, StoreError};
use super::network;
use crate::domain::doctor::places::Place;

/// Who may use a new database.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sharing {
    /// One Unix user: file 0600, folder 0700.
    #[default]
    Owner,
    /// Several Unix users of one group: file 0660, folder 2770.
    Group,
}

impl Sharing {
    fn file_mode(self) -> u32 {
        match self {
            Sharing::Owner => 0o600,
            Sharing::Group => 0o660,
        }
    }

    fn folder_mode(self) -> u32 {
        match self {
            Sharing::Owner => 0o700,
            Sharing::Group => 0o2770,
        }
    }
}

/// A write past the file size limit must come back as an error, not kill the console.
pub fn ignore_file_size_signal() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let noted = Arc::new(AtomicBool::new(false));
        if let Err(error) = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noted) {
            tracing::warn!(%error, "could not ignore SIGXFSZ");
        }
    });
}

/// The folder a file lies in, `.` for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A name beside the database: its own name with something appended.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Checks an existing file before SQLite touches it, and answers its real
/// path (links followed, so that log and head lie beside the file itself).
///
/// # Errors
/// Missing file or folder, not a plain file, read-only, network file system.
pub fn check_existing(path: &Path) -> Result<PathBuf> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = folder_of(path);
            return Err(if folder_exists(folder) {
                StoreError::Missing(path.into())
            } else {
                StoreError::FolderMissing(folder.into())
            });
        }
        Err(source) => return Err(io_error("look at", path, source)),
    };
    if !metadata.is_file() {
        return Err(StoreError::NotAFile(path.into()));
    }
    let real = fs::canonicalize(path).map_err(|source| io_error("look at", path, source))?;
    network::refuse(&real, &real)?;
    if !may_write(&real) {
        return Err(StoreError::ReadOnlyFile(path.into()));
    }
    let folder = folder_of(&real);
    if !may_write(folder) {
        return Err(StoreError::ReadOnlyFolder(folder.into()));
    }
    Ok(real)
}

/// Checks a file that will only be read, such as a backup.
///
/// # Errors
/// Missing, not a plain file, or not readable by this user.
pub fn check_readable(path: &Path) -> Result<PathBuf> {
    let real = fs::canonicalize(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => StoreError::Missing(path.into()),
        _ => io_error("look at", path, error),
    })?;
    if !fs::metadata(&real).is_ok_and(|m| m.is_file()) {
        return Err(StoreError::NotAFile(path.into()));
    }
    rustix::fs::access(&real, Access::READ_OK)
        .map_err(|errno| io_error("read", path, errno.into()))?;
    Ok(real)
}

/// Checks the place of a file to be made, and answers its real path.
///
/// # Errors
/// Something is there already; the folder is missing, read-only, or on a
/// network file system.
pub fn check_new(path: &Path) -> Result<PathBuf> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(StoreError::AlreadyExists(path.into()));
    }
    let folder = folder_of(path);
    if !folder_exists(folder) {
        return Err(StoreError::FolderMissing(folder.into()));
    }
    let Some(name) = path.file_name() else {
        return Err(StoreError::NotAFile(path.into()));
    };
    let real = fs::canonicalize(folder).map_err(|source| io_error("look at", folder, source))?;
    network::refuse(&real, &real.join(name))?;
    if !may_write(&real) {
        return Err(StoreError::ReadOnlyFolder(folder.into()));
    }
    Ok(real.join(name))
}

/// Makes a folder, and those above it, for the database alone; leaves an
/// existing one as it is. The mode holds whatever the umask says.
///
/// # Errors
/// The file system refuses.
pub fn make_folder(folder: &Path, sharing: Sharing) -> Result<()> {
    if folder_exists(folder) {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .and_then(|()| fs::set_permissions(folder, Permissions::from_mode(sharing.folder_mode())))
        .map_err(|source| io_error("make the folder", folder, source))
}

/// Makes an empty file that only the right people may read, whatever the umask.
///
/// # Errors
/// It exists, or the file system refuses.
pub fn make_private_file(path: &Path, sharing: Sharing) -> Result<()> {
    let mode = sharing.file_mode();
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)
        .and_then(|file| file.set_permissions(Permissions::from_mode(mode)))
        .map_err(|source| io_error("make", path, source))
}

/// Who may use an existing file, told from its mode.
pub fn sharing_of(path: &Path) -> Sharing {
    match fs::metadata(path) {
        Ok(metadata) if metadata.permissions().mode() & 0o060 != 0 => Sharing::Group,
        _ => Sharing::Owner,
    }
}

/// The files that belong to a database, its folder, and the copies beside it:
/// what each is, its mode, and the rights that anyone may have on it at most.
pub fn free_of_strangers(path: &Path, own_folder: bool) -> Vec<Place> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let group = mode_of(&real).is_some_and(|mode| mode & 0o020 != 0);
    let most = if group { 0o660 } else { 0o600 };
    let mut found: Vec<Place> = [
        ("", "the database"),
        ("-wal", "the database's log"),
        ("-shm", "the database's index"),
        (".head", "the note of the journal's end"),
    ]
    .into_iter()
    .filter_map(|(suffix, what)| place_at(&beside(&real, suffix), what, most))
    .collect();
    let folder = folder_of(&real);
    // Anyone may look into a folder that is not ours alone; writing is another
    // thing, unless the folder keeps strangers from each other's files.
    let sticky = mode_of(folder).is_some_and(|mode| mode & 0o1000 != 0);
    let folder_most = match (own_folder, group) {
        (true, false) => 0o700,
        (true, true) => 0o770,
        (false, _) => 0o775,
    };
    if own_folder || !sticky {
        found.extend(place_at(folder, "the database's folder", folder_most));
    }
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let mut copies: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let own = path.file_name().unwrap_or_default().to_string_lossy();
            own.starts_with(&*name) && own.ends_with(".backup")
        })
        .collect();
    copies.sort();
    found.extend(
        copies
            .iter()
            .filter_map(|copy| place_at(copy, "a backup", most)),
    );
    found
}

/// A file or folder with its mode, if it is there.
pub fn place_at(path: &Path, what: &'static str, most: u32) -> Option<Place> {
    Some(Place {
        path: path.display().to_string(),
        what,
        mode: mode_of(path)?,
        most,
    })
}

fn mode_of(path: &Path) -> Option<u32> {
    Some(fs::metadata(path).ok()?.permissions().mode() & 0o7777)
}

/// Takes rights on a file or folder away; never gives any.
///
/// # Errors
/// The file system refuses.
pub fn tighten(path: &Path, mode: u32) -> Result<()> {
    fs::metadata(path)
        .and_then(|known| {
            let present = known.permissions().mode() & 0o7777;
            fs::set_permissions(path, Permissions::from_mode(present & mode))
        })
        .map_err(|source| io_error("change the rights of", path, source))
}

/// Whether the Unix user who runs this program owns the file.
pub fn is_own(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.uid() == rustix::process::geteuid().as_raw())
}

/// Makes a file complete or not at all: `fill` works on a draft beside it,
/// which gets the final name only when done. Of two that try, one succeeds.
///
/// # Errors
/// `fill` fails, the name is taken, or the file system refuses.
pub fn make_through_draft(
    to: &Path,
    sharing: Sharing,
    fill: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    let draft = beside(
        to,
        &format!(".draft-{:016x}", RandomState::new().build_hasher().finish()),
    );
    let made = make_private_file(&draft, sharing)
        .and_then(|()| fill(&draft))
        .and_then(|()| give_name(&draft, to));
    if made.is_err() {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let _ = fs::remove_file(beside(&draft, suffix));
        }
    }
    made
}

/// A name beside `path` that nothing bears yet: `hotel.db.LABEL.backup`, or
/// with a number behind the label.
pub fn free_name(path: &Path, label: &str) -> PathBuf {
    let mut name = beside(path, &format!(".{label}.backup"));
    let mut number = 2;
    while name.symlink_metadata().is_ok() {
        name = beside(path, &format!(".{label}.{number}.backup"));
        number += 1;
    }
    name
}

/// Gives a finished file its final name unless something bears it already.
///
/// # Errors
/// [`StoreError::AlreadyExists`], or the file system refuses.
pub fn give_name(from: &Path, to: &Path) -> Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from).map_err(|source| io_error("remove", from, source))?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(StoreError::AlreadyExists(to.into()));
        }
        // Some file systems know no hard links; then the name is taken by renaming.
        Err(_) if fs::symlink_metadata(to).is_err() => {
            fs::rename(from, to).map_err(|source| io_error("name", to, source))?;
        }
        Err(source) => return Err(io_error("name", to, source)),
    }
    sync_folder(to)
}

/// Makes a new name in the file's folder survive a power cut.
///
/// # Errors
/// The file system refuses.
pub fn sync_folder(path: &Path) -> Result<()> {
    let folder = folder_of(path);
    fs::File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(|source| io_error("save the folder", folder, source))
}

/// Puts a path into an I/O error.
pub fn io_error(what: &'static str, path: &Path, source: io::Error) -> StoreError {
    if source.raw_os_error() == Some(rustix::io::Errno::NOSPC.raw_os_error()) {
        return StoreError::DiskFull;
    }
    StoreError::Io {
        what,
        path: path.into(),
        source,
    }
}

fn folder_exists(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|m| m.is_dir())
}

/// Whether this user may write there. A file or folder without a single write
/// bit was protected on purpose, so even the superuser is held to it.
fn may_write(path: &Path) -> bool {
    let protected = fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o222 == 0);
    !protected && rustix::fs::access(path, Access::WRITE_OK).is_ok()
}
