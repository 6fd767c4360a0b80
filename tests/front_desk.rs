//! A morning at the desk, through a real pseudo-terminal: the practice hotel
//! is opened, a stay is moved by keys and by a drag of the mouse, the console
//! is left; and the database has it.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use keyrack::desk::{Channel, Desk, Session, Window};
use keyrack::domain::conflict::free_and_in_service;
use keyrack::domain::facts::{Actor, Context};
use keyrack::domain::segment::{AssignmentStatus, Segment};
use keyrack::domain::{BookingId, Draft, Facts, House};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const KEYRACK: &str = env!("CARGO_BIN_EXE_keyrack");
/// Nothing here takes long; a loaded machine may.
const PATIENCE: Duration = Duration::from_mins(2);
const ROWS: u16 = 45;
const COLUMNS: u16 = 160;

/// The console in a terminal of its own.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    screen: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    // Dropping the master would hang up.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(database: &Path) -> Terminal {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(KEYRACK);
        command.args(["--db", database.to_str().unwrap(), "demo"]);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8_192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(nonzero(ROWS), nonzero(COLUMNS), 0);
        Terminal {
            child,
            screen,
            bytes,
            keys,
            _master: pair.master,
        }
    }

    fn lines(&self) -> Vec<String> {
        self.screen.screen().rows(0, COLUMNS).collect()
    }

    /// Waits until the screen shows something.
    fn until(&mut self, what: &str, shown: impl Fn(&[String]) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !shown(&self.lines()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("{what} never came:\n{}", self.lines().join("\n"))
                }
            }
        }
    }

    fn shows(&mut self, text: &str) {
        self.until(text, |lines| lines.iter().any(|line| line.contains(text)));
    }

    fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// The row of the grid that begins with this room's number.
    fn row_of(&self, room: &str) -> Option<u16> {
        let begins = |line: &String| {
            line.trim_start_matches(['>', ' '])
                .starts_with(&format!("{room} "))
        };
        self.lines().iter().position(begins).map(|row| row as u16)
    }

    /// Where this text stands in this row.
    fn column_of(&self, row: u16, text: &str) -> u16 {
        let line = &self.lines()[row as usize];
        let at = line
            .find(text)
            .unwrap_or_else(|| panic!("{text} is not in {line}"));
        line[..at].chars().count() as u16
    }

    /// Presses at one cell, drags to another, and lets go there.
    fn drags(&mut self, from: (u16, u16), to: (u16, u16)) {
        let event = |button: u8, (column, row): (u16, u16), end: char| {
            format!("\x1b[<{button};{};{}{end}", column + 1, row + 1)
        };
        let middle = (from.0, u16::midpoint(from.1, to.1));
        self.types(&event(0, from, 'M'));
        self.types(&event(32, middle, 'M'));
        self.types(&event(32, to, 'M'));
        self.types(&event(0, to, 'm'));
    }
}

fn nonzero(number: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(number).unwrap()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The database, looked at from beside the console.
struct Books {
    desk: Desk,
    session: Session,
}

impl Books {
    fn open(database: &Path) -> Books {
        let desk = Desk::open(database).unwrap();
        let session = desk.session(None, None, Channel::Cli).unwrap();
        Books { desk, session }
    }

    fn house(&self) -> House {
        let from = self.desk.property(&self.session).unwrap().business_date;
        self.desk
            .house(&self.session, Window { from, days: 30 })
            .unwrap()
    }

    /// The number of the one room of this booking.
    fn room_of(&self, booking: BookingId) -> String {
        let house = self.house();
        let room = house.stay_of(booking)[0].room;
        house.rooms[&room].number.clone()
    }

    fn free_for(&self, house: &House, segment: &Segment) -> Vec<String> {
        let context = Context {
            now: self.desk.now(),
            actor: Actor::of(&house.all_staff()[0]),
            counters: house.counters,
            expected_version: None,
        };
        let draft = Draft::new(house, &context).unwrap();
        let kind = &house.bookings[&segment.booking].room_type;
        free_and_in_service(&draft, kind, segment.stay, &[segment.booking])
    }
}

/// A tentative stay some days from now that two other rooms could take.
fn movable(books: &Books) -> (BookingId, String, String) {
    let house = books.house();
    let today = house.property.as_ref().unwrap().business_date;
    let found = house.segments.values().find(|segment| {
        segment.status == AssignmentStatus::PreAssigned
            && !segment.do_not_move
            && segment.stay.nights() >= 3
            && (2..=7).contains(&segment.stay.check_in.since(today))
            && house.stay_of(segment.booking).len() == 1
            && house.bookings[&segment.booking].family_name().is_ascii()
            && books.free_for(&house, segment).len() >= 2
    });
    let segment = found.expect("a practice hotel has a stay that can be moved");
    let booking = &house.bookings[&segment.booking];
    (
        booking.id,
        booking.code.clone(),
        booking.family_name().chars().take(4).collect(),
    )
}

#[test]
fn a_stay_is_moved_by_keys_and_by_mouse_and_the_database_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("practice.db");
    let furnished = Command::new(KEYRACK)
        .args(["--db", database.to_str().unwrap(), "demo", "--no-console"])
        .output()
        .unwrap();
    assert!(
        furnished.status.success(),
        "{}",
        String::from_utf8_lossy(&furnished.stderr)
    );
    let books = Books::open(&database);
    let (booking, code, name) = movable(&books);
    let first = books.room_of(booking);

    let mut terminal = Terminal::open(&database);
    terminal.shows("Free rooms");
    // Find it, pick it up, to the next free room, drop it.
    terminal.types("/");
    terminal.types(&code);
    terminal.shows(&code);
    terminal.types("\r");
    terminal.shows(&format!("{code}  "));
    terminal.types("m");
    terminal.shows("NOT SAVED");
    terminal.types("\t");
    terminal.types("\r");
    terminal.shows("u Undo");
    terminal.until("the drop", |_| books.room_of(booking) != first);
    let second = books.room_of(booking);

    // And on to another room with the mouse.
    let house = books.house();
    let segment = house.stay_of(booking)[0].clone();
    let target = books
        .free_for(&house, &segment)
        .into_iter()
        .find(|room| *room != second && terminal.row_of(room).is_some())
        .expect("a free room on the screen");
    let row = terminal.row_of(&second).unwrap();
    terminal.until("the stay in its new room", |lines| {
        lines[row as usize].contains(&name)
    });
    let column = terminal.column_of(row, &name);
    let to = terminal.row_of(&target).unwrap();
    terminal.drags((column, row), (column, to));
    terminal.until("the drag", |_| books.room_of(booking) == target);

    // Ctrl+Q leaves, and the terminal is given back.
    terminal.types("\x11");
    let end = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = terminal.child.try_wait().unwrap() {
            break status;
        }
        assert!(Instant::now() < end, "the console did not end");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(status.success(), "{status:?}");
}
