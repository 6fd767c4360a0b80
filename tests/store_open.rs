//! What the database's file must be, and what is said when it is not.

#![allow(clippy::unwrap_used)]

mod store_support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use keyrack::store::{
    Sharing, Store, StoreError, accept_present_entries, create, make_folder, restore,
};
use store_support::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Opens what is there and expects a refusal; checks that the folder is as it was.
fn refused(path: &Path) -> StoreError {
    let before = listing(path.parent().unwrap());
    let error = Store::open(path).unwrap_err();
    assert_eq!(
        listing(path.parent().unwrap()),
        before,
        "nothing may be touched: {error}"
    );
    let message = error.to_string();
    assert!(
        message.ends_with('.') && !message.contains('\n'),
        "one sentence: {message}"
    );
    error
}

/// Every file of a folder with its bytes.
fn listing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        refused(&folder.path().join("no.db")),
        StoreError::Missing(_)
    ));
    assert!(matches!(
        refused(&folder.path().join("no/such.db")),
        StoreError::FolderMissing(_)
    ));
    let error = create(&folder.path().join("no/such.db"), Sharing::Owner).unwrap_err();
    assert!(matches!(error, StoreError::FolderMissing(_)));
    fs::create_dir(folder.path().join("folder.db")).unwrap();
    assert!(matches!(
        refused(&folder.path().join("folder.db")),
        StoreError::NotAFile(_)
    ));
}

#[test]
fn what_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("empty.db", Vec::new()),
        ("short.db", b"short".to_vec()),
        ("text.db", b"Room;Guest\n101;Ana\n".repeat(500)),
        (
            "almost.db",
            b"SQLite format 3\0 and then nothing of the kind".to_vec(),
        ),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        assert!(
            matches!(refused(&path), StoreError::NotADatabase(_)),
            "{name}"
        );
    }
}

#[test]
fn another_programs_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    raw(&path)
        .execute_batch("CREATE TABLE music (id); INSERT INTO music VALUES (1)")
        .unwrap();
    assert!(matches!(refused(&path), StoreError::OtherProgram(_)));
    // Even one with a log that was never folded in: not a byte may move.
    let open = raw(&path);
    open.execute_batch("PRAGMA journal_mode = WAL; INSERT INTO music VALUES (2)")
        .unwrap();
    let copy = folder.path().join("copy");
    fs::create_dir(&copy).unwrap();
    for suffix in ["", "-wal"] {
        let name = format!("other.db{suffix}");
        fs::copy(folder.path().join(&name), copy.join(&name)).unwrap();
    }
    assert!(matches!(
        refused(&copy.join("other.db")),
        StoreError::OtherProgram(_)
    ));
}

#[test]
fn a_newer_schema_is_left_alone() {
    let place = empty();
    raw(&place.path)
        .execute_batch("PRAGMA user_version = 999")
        .unwrap();
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{suffix}", place.path.display()));
    }
    let error = refused(&place.path);
    assert!(
        matches!(error, StoreError::Newer { found: 999, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("update keyrack"));
}

#[test]
fn a_newer_schema_that_stands_in_the_log_only_is_left_alone_too() {
    let place = empty();
    let newer = raw(&place.path);
    newer
        .execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 999")
        .unwrap();
    let error = Store::open(&place.path).unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { found: 999, .. }),
        "{error}"
    );
    assert!(
        fs::metadata(format!("{}-wal", place.path.display()))
            .unwrap()
            .len()
            > 0,
        "not folded in"
    );
}

#[test]
fn a_console_left_running_notices_an_upgrade() {
    let place = empty();
    let mut store = Store::open(&place.path).unwrap();
    raw(&place.path)
        .execute_batch("PRAGMA user_version = 999")
        .unwrap();
    assert!(matches!(
        store.begin().unwrap_err(),
        StoreError::UpgradedMeanwhile
    ));
}

#[test]
fn a_read_only_file_or_folder_is_said() {
    let place = empty();
    fs::set_permissions(&place.path, fs::Permissions::from_mode(0o400)).unwrap();
    assert!(matches!(refused(&place.path), StoreError::ReadOnlyFile(_)));
    fs::set_permissions(&place.path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(place.folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let on_open = refused(&place.path);
    let on_create = create(&place.folder.path().join("second.db"), Sharing::Owner).unwrap_err();
    fs::set_permissions(place.folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    assert!(
        matches!(on_open, StoreError::ReadOnlyFolder(_)),
        "{on_open}"
    );
    assert!(
        matches!(on_create, StoreError::ReadOnlyFolder(_)),
        "{on_create}"
    );
    Store::open(&place.path).unwrap();
}

#[test]
fn nothing_is_overwritten_and_no_draft_is_left() {
    let place = empty();
    let before = listing(place.folder.path());
    let error = create(&place.path, Sharing::Owner).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyExists(_)));
    assert_eq!(listing(place.folder.path()), before);
    let names: Vec<String> = before.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["hotel.db", "hotel.db.head"]);
}

#[test]
fn of_many_that_create_the_same_file_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hotel.db");
    let made: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| create(&path, Sharing::Owner).is_ok()))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(made.iter().filter(|made| **made).count(), 1);
    Store::open(&path).unwrap();
}

#[test]
fn only_the_owner_may_read_whatever_the_umask() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("data/keyrack");
    for (mask, name) in [(0, "loose.db"), (0o077, "tight.db")] {
        let path = deep.join(name);
        let old = rustix::process::umask(rustix::fs::Mode::from_raw_mode(mask));
        let made = make_folder(&deep, Sharing::Owner).and_then(|()| create(&path, Sharing::Owner));
        let open = made.and_then(|()| Store::open(&path));
        rustix::process::umask(old);
        let _open = open.unwrap();
        assert_eq!(mode(&deep), 0o700);
        for suffix in ["", "-wal", "-shm", ".head"] {
            let file = deep.join(format!("{name}{suffix}"));
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
    }
}

#[test]
fn a_group_may_share_it() {
    let folder = tempfile::tempdir().unwrap();
    let shared = folder.path().join("shared");
    make_folder(&shared, Sharing::Group).unwrap();
    let path = shared.join("hotel.db");
    create(&path, Sharing::Group).unwrap();
    let _open = Store::open(&path).unwrap();
    assert_eq!(mode(&shared), 0o2770);
    for suffix in ["", "-wal", "-shm", ".head"] {
        assert_eq!(
            mode(&shared.join(format!("hotel.db{suffix}"))),
            0o660,
            "{suffix}"
        );
    }
}

/// Copies database and head while they are open; the log only if `with_log`.
fn snapshot(place: &Place, to: &Path, with_log: bool) {
    for suffix in ["", ".head", "-wal"] {
        if with_log || suffix != "-wal" {
            let name = format!("hotel.db{suffix}");
            fs::copy(place.folder.path().join(&name), to.join(&name)).unwrap();
        }
    }
}

#[test]
fn a_lost_log_is_noticed_and_can_be_accepted_or_restored() {
    let (place, mut store) = house(3);
    let backup = place.folder.path().join("good.backup");
    store.backup(&backup).unwrap();
    commit(&mut store, "take", &[new(booking(500, nights(1, 3)))]).unwrap();

    let whole = tempfile::tempdir().unwrap();
    snapshot(&place, whole.path(), true);
    Store::open(&whole.path().join("hotel.db")).unwrap();

    let torn = tempfile::tempdir().unwrap();
    snapshot(&place, torn.path(), false);
    let path = torn.path().join("hotel.db");
    let error = Store::open(&path).unwrap_err();
    assert!(
        matches!(error, StoreError::EntriesLost { expected: 2, .. }),
        "{error}"
    );

    let head = accept_present_entries(&path).unwrap();
    assert!(head.seq < 2);
    Store::open(&path).unwrap();

    let again = tempfile::tempdir().unwrap();
    snapshot(&place, again.path(), false);
    let path = again.path().join("hotel.db");
    restore(&backup, &path).unwrap();
    let restored = Store::open(&path).unwrap();
    let entries = restored
        .reader()
        .unwrap()
        .read(|view| view.latest_seq())
        .unwrap();
    assert_eq!(entries, 1, "as it was when the backup was taken");
}

#[test]
fn a_log_cut_short_is_noticed() {
    let (place, mut store) = house(3);
    for id in 500..520 {
        commit(&mut store, "take", &[new(booking(id, nights(1, 3)))]).unwrap();
    }
    let torn = tempfile::tempdir().unwrap();
    snapshot(&place, torn.path(), true);
    let log = torn.path().join("hotel.db-wal");
    let length = fs::metadata(&log).unwrap().len();
    fs::File::options()
        .write(true)
        .open(&log)
        .unwrap()
        .set_len(length * 2 / 3)
        .unwrap();
    let error = Store::open(&torn.path().join("hotel.db")).unwrap_err();
    assert!(
        matches!(error, StoreError::EntriesLost { expected: 21, .. }),
        "{error}"
    );
}

#[test]
fn a_backup_is_taken_while_others_write_and_restored_while_others_look() {
    let (place, mut store) = house(3);
    let reader = store.reader().unwrap();
    let backup = place.folder.path().join("one.backup");
    store.backup(&backup).unwrap();
    assert!(matches!(
        store.backup(&backup),
        Err(StoreError::AlreadyExists(_))
    ));
    assert_eq!(mode(&backup), 0o600);
    commit(&mut store, "take", &[new(booking(500, nights(1, 3)))]).unwrap();
    let version = reader.data_version().unwrap();
    let kept = restore(&backup, &place.path).unwrap().unwrap();
    assert!(kept.exists());
    assert_ne!(
        reader.data_version().unwrap(),
        version,
        "other consoles notice"
    );
    assert_eq!(reader.read(|view| view.latest_seq()).unwrap(), 1);
    // The consoles go on working, and the file is sound.
    commit(&mut store, "take", &[new(booking(501, nights(1, 3)))]).unwrap();
    drop((store, reader));
    Store::open(&place.path).unwrap();
    Store::open(&kept).unwrap();
}

#[test]
fn a_damaged_or_foreign_backup_is_not_restored() {
    let (place, store) = house(3);
    drop(store);
    let before = fs::read(&place.path).unwrap();
    let other = place.folder.path().join("other.db");
    raw(&other)
        .execute_batch("CREATE TABLE music (id)")
        .unwrap();
    assert!(matches!(
        restore(&other, &place.path),
        Err(StoreError::OtherProgram(_))
    ));
    let damaged = place.folder.path().join("damaged.db");
    let mut bytes = before.clone();
    for byte in &mut bytes[8192..12_288] {
        *byte = 0xA5;
    }
    fs::write(&damaged, bytes).unwrap();
    let error = restore(&damaged, &place.path).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error}");
    assert_eq!(fs::read(&place.path).unwrap(), before);
}

#[test]
fn a_database_damaged_beyond_opening_is_put_aside_by_a_restore() {
    let (place, store) = house(3);
    let backup = place.folder.path().join("good.backup");
    store.backup(&backup).unwrap();
    drop(store);
    fs::write(
        &place.path,
        b"nothing that could be a database".repeat(1_000),
    )
    .unwrap();
    let aside = restore(&backup, &place.path).unwrap().unwrap();
    assert!(fs::read(&aside).unwrap().starts_with(b"nothing"));
    let store = Store::open(&place.path).unwrap();
    assert_eq!(
        store
            .reader()
            .unwrap()
            .read(|view| view.latest_seq())
            .unwrap(),
        1
    );
}
