//! The real program, run as a person or a script runs it.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The rooms most tests need: four doubles, one suite.
pub const ROOMS: &str = "number,room_type,floor,capacity,features\n\
    101,DBL,1,2,sea_view;quiet\n102,DBL,1,2,\n201,DBL,2,2,balcony\n202,DBL,2,2,\n301,STE,3,4,premium\n";
/// Their types.
pub const TYPES: &str =
    "code,name,capacity,rate,rank\nDBL,Double,2,120.00,1\nSTE,Suite,4,300.00,2\n";

/// A folder of its own with, mostly, a hotel's database in it.
pub struct Hotel {
    folder: TempDir,
}

/// What the program said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Hotel {
    /// A folder with nothing in it.
    pub fn none() -> Hotel {
        let folder = tempfile::tempdir().unwrap();
        Hotel { folder }
    }

    /// The Hotel Roma on 16 March 2026, with five rooms.
    pub fn roma() -> Hotel {
        let hotel = Hotel::none();
        hotel.write("rooms.csv", ROOMS);
        hotel.write("room_types.csv", TYPES);
        let said = hotel.run(&[
            "init",
            "--property",
            "Hotel Roma",
            "--slug",
            "roma",
            "--currency",
            "EUR",
            "--timezone",
            "Europe/Rome",
            "--business-date",
            "2026-03-16",
            "--rooms",
            "rooms.csv",
        ]);
        assert_eq!(said.code, 0, "{said:?}");
        hotel
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn db(&self) -> PathBuf {
        self.path("hotel.db")
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        fs::write(self.path(name), text).unwrap();
        self.path(name)
    }

    /// The program in this folder, on this folder's database, with nothing of
    /// whoever runs the tests.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keyrack"));
        command
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("KEYRACK_DB", self.db());
        command
    }

    pub fn run(&self, words: &[&str]) -> Said {
        self.run_with(words, "")
    }

    pub fn run_with(&self, words: &[&str], input: &str) -> Said {
        let mut child = self
            .command()
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // A program that does not read must not stop us, nor we it.
        let feeder = std::thread::spawn(move || {
            let _ = stdin.write_all(input.as_bytes());
        });
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What the program answers as data; it must succeed.
    pub fn data(&self, words: &[&str]) -> Value {
        let said = self.run(&[words, &["--json"]].concat());
        assert_eq!(said.code, 0, "{words:?}: {said:?}");
        serde_json::from_str(&said.out).unwrap()
    }

    /// The answers to commands, one a line.
    pub fn batch(&self, lines: &str) -> Vec<Value> {
        self.run_with(&["batch"], lines).answers()
    }

    /// The answer to a command that must be carried out.
    pub fn order(&self, line: &str) -> Value {
        let answers = self.batch(line);
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert_eq!(answers[0]["ok"], true, "{line}: {}", answers[0]);
        answers[0].clone()
    }

    /// A confirmed booking of two adults; answers its code.
    pub fn book(&self, room_type: &str, check_in: &str, nights: u32, lead: &str) -> String {
        let answer = self.order(&format!(
            r#"{{"op":"create_booking","room_type":"{room_type}","check_in":"{check_in}","nights":{nights},"lead":"{lead}","guests":["{lead}"],"adults":1}}"#
        ));
        answer["booking"].as_str().unwrap().to_owned()
    }

    /// Every file in the folder, with its content.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.folder.path(), &mut files);
        files
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.insert(path.clone(), Vec::new());
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

impl Said {
    /// The answers, one a line.
    pub fn answers(&self) -> Vec<Value> {
        let answer = |line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{self:?}"));
        self.out.lines().map(answer).collect()
    }

    /// The fault, said as one clear sentence; answers it.
    pub fn sentence(&self) -> &str {
        assert_ne!(self.code, 0, "{self:?}");
        let said = self.err.trim_end_matches('\n');
        assert!(
            !said.is_empty() && !said.contains('\n'),
            "one line: {self:?}"
        );
        assert!(said.ends_with(['.', '?']), "a sentence: {self:?}");
        assert!(!said.contains("panicked"), "{self:?}");
        said
    }
}

/// The codes of answers, `ok` for those carried out.
pub fn codes(answers: &[Value]) -> Vec<&str> {
    answers
        .iter()
        .map(|answer| match answer["ok"].as_bool() {
            Some(true) => "ok",
            _ => answer["error"]["code"].as_str().unwrap(),
        })
        .collect()
}

/// The names of an object's fields.
pub fn fields(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap_or_else(|| panic!("an object: {value}"))
        .keys()
        .map(String::as_str)
        .collect()
}

/// Whether an object has all of these fields.
pub fn has(value: &Value, names: &[&str]) {
    let there = fields(value);
    for name in names {
        assert!(there.contains(name), "no field {name} in {value}");
    }
}
