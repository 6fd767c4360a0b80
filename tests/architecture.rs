//! The arrows of dependence point down the list of rooms, and nowhere else:
//! read from the sources themselves.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room of the house may name, itself apart.
const MAY: [(&str, &[&str]); 6] = [
    ("cli", &["console", "exchange", "desk", "domain"]),
    ("console", &["exchange", "desk", "domain"]),
    ("exchange", &["desk", "domain"]),
    ("desk", &["store", "domain"]),
    ("store", &["domain"]),
    ("domain", &[]),
];

/// Crates that belong to one room only: who else names them does its work.
const ONLY: [(&str, &[&str]); 10] = [
    ("rusqlite", &["store"]),
    ("rusqlite_migration", &["store"]),
    ("ratatui", &["console"]),
    ("crossterm", &["console"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("csv", &["exchange"]),
    ("lettre", &["exchange"]),
    ("ureq", &["exchange"]),
    ("tokio", &["console", "desk"]),
];

/// Words of the outside world that the rules may not know.
const NOT_IN_DOMAIN: [&str; 12] = [
    "std::fs",
    "std::io",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "println!",
    "async fn",
];

fn sources() -> Vec<(String, String, String)> {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![house.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let inside = path.strip_prefix(&house).unwrap();
                let first = inside.components().next().unwrap().as_os_str();
                let room = Path::new(first).file_stem().unwrap().to_string_lossy();
                let name = inside.display().to_string();
                let text = without_comments(&fs::read_to_string(&path).unwrap());
                found.push((room.into_owned(), name, text));
            }
        }
    }
    found.sort();
    found
}

/// The source without its comments, in which anything may be named.
fn without_comments(text: &str) -> String {
    let code = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// The rooms a source names: by `crate::room`, inside `crate::{…}`, or by
/// enough `super::` to leave its own.
fn rooms_named(name: &str, text: &str) -> Vec<String> {
    let mut named = Vec::new();
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (at, _) in flat.match_indices("crate::") {
        let before = flat[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = &flat[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            named.extend(top_level(group));
        } else {
            named.push(word(rest));
        }
    }
    // `super` from a file at depth n leaves its room after n steps.
    let depth = name.matches('/').count() + usize::from(!name.ends_with("mod.rs"));
    let out = "super::".repeat(depth);
    for (at, _) in flat.match_indices(&out) {
        if !flat[..at].ends_with("super::") {
            named.push(word(&flat[at + out.len()..]));
        }
    }
    named
}

/// The first words of a group of imports: `{domain::{A, B}, desk}`.
fn top_level(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut named) = (0, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                named.push(word(group[start..at].trim()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                named.push(word(group[start..at].trim()));
                start = at + 1;
            }
            _ => {}
        }
    }
    named
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect()
}

/// Everything in this source that points where it may not.
fn faults(room: &str, name: &str, text: &str) -> Vec<String> {
    let may: BTreeMap<&str, &[&str]> = MAY.into_iter().collect();
    let mut faults = Vec::new();
    if let Some(allowed) = may.get(room) {
        for other in rooms_named(name, text) {
            if may.contains_key(other.as_str()) && other != room && !allowed.contains(&&*other) {
                faults.push(format!("{name}: {room} names {other}"));
            }
        }
    }
    for (outside, rooms) in ONLY {
        let uses = text.lines().any(|line| {
            let line = line.trim_start();
            line.starts_with(&format!("use {outside}::"))
                || line.starts_with(&format!("pub use {outside}::"))
                || line.contains(&format!(" {outside}::"))
        });
        if uses && !rooms.contains(&room) {
            faults.push(format!("{name}: {room} uses {outside}"));
        }
    }
    if room == "domain" {
        let outside = NOT_IN_DOMAIN.into_iter().filter(|word| text.contains(word));
        faults.extend(outside.map(|word| format!("{name}: the rules know {word}")));
    }
    faults
}

#[test]
fn no_arrow_points_up() {
    let sources = sources();
    for (room, _) in MAY {
        let count = sources.iter().filter(|(own, ..)| own == room).count();
        assert!(count > 0, "there is a room {room}");
    }
    let faults: Vec<String> = sources
        .iter()
        .flat_map(|(room, name, text)| faults(room, name, text))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_arrow_that_points_up_is_found() {
    for (room, name, text) in [
        ("domain", "domain/day.rs", "use crate::store::Reader;"),
        (
            "domain",
            "domain/view/grid.rs",
            "use super::super::super::desk::Desk;",
        ),
        ("domain", "domain/mod.rs", "pub use super::desk;"),
        ("domain", "domain/day.rs", "let now = SystemTime::now();"),
        ("store", "store/view.rs", "use crate::desk::Desk;"),
        (
            "store",
            "store/view.rs",
            "fn x() { crate::console::text::width(\"\") }",
        ),
        (
            "desk",
            "desk/look.rs",
            "use crate::{domain::{Day, Stay}, exchange::map};",
        ),
        ("console", "console/run.rs", "use crate::store::Store;"),
        (
            "cli",
            "cli/db.rs",
            "use crate::{\n    domain::Day,\n    store,\n};",
        ),
        ("cli", "cli/db.rs", "use rusqlite::Connection;"),
        ("desk", "desk/look.rs", "use ratatui::Frame;"),
    ] {
        assert_eq!(faults(room, name, text).len(), 1, "{name}: {text}");
    }
    for (room, name, text) in [
        (
            "cli",
            "cli/show/grid.rs",
            "use crate::domain::Day;\nuse super::super::door::Door;",
        ),
        ("cli", "cli/db.rs", "use crate::desk::{self, Desk};"),
        ("desk", "desk/look.rs", "use crate::store::Reader;"),
        (
            "store",
            "store/rows/room.rs",
            "use super::super::error::Result;",
        ),
    ] {
        assert_eq!(faults(room, name, text), Vec::<String>::new());
    }
}
