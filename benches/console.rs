//! The console beside its floors: a frame of the grid, and the way from the
//! shell to the first frame.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use keyrack::console::testing::{Robot, Setting};
use keyrack::desk::{Channel, Desk, Session, Window};
use keyrack::domain::sample::MIA;
use keyrack::domain::{House, Moment};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use support::{HOUSE, alone, beside, sold, stored, today, with_requests};

const KEYRACK: &str = env!("CARGO_BIN_EXE_keyrack");

fn main() {
    println!("{:<58} {:>10}   {:>10}   ratio", "what", "keyrack", "floor");
    for rooms in [100, 500, 5_000] {
        drawing(rooms);
    }
    requests_shown();
    loaded_and_drawn();
    first_frame();
}

fn now() -> Moment {
    "2026-03-16T09:42:00+01:00".parse().unwrap()
}

fn robot(house: House, width: u16, height: u16) -> Robot {
    Robot::open(house, now(), Setting::dark(width, height).unwrap()).unwrap()
}

/// A frame of the grid beside writing as many cells.
fn drawing(rooms: u32) {
    let house = sold(rooms, 20, 20);
    for (width, height) in [(80, 24), (160, 45), (400, 120)] {
        let robot = robot(house.clone(), width, height);
        beside(
            &format!("grid of {rooms} rooms drawn at {width}x{height} / the same cells written"),
            30,
            None,
            || fill(width, height),
            || {
                std::hint::black_box(robot.buffer());
            },
        );
    }
}

fn fill(width: u16, height: u16) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let line = "x".repeat(width as usize);
    for row in 0..height {
        buffer.set_string(0, row, &line, Style::new());
    }
    std::hint::black_box(buffer);
}

/// Ten thousand requests: opened, walked through and drawn, beside the board
/// of as many rooms.
fn requests_shown() {
    let house = with_requests(sold(500, 3, 3), 10_000);
    let mut robot = robot(house, 160, 45);
    let budget = Duration::from_millis(20);
    for (name, there, back) in [
        ("10,000 requests opened and drawn at 160x45", "5", "1"),
        ("board of 500 rooms opened and drawn at 160x45", "2", "1"),
        ("a step among 10,000 requests, drawn", "5 down", "1"),
    ] {
        alone(name, 20, budget, || {
            robot.press(there).unwrap();
            std::hint::black_box(robot.buffer());
            robot.press(back).unwrap();
        });
    }
}

fn loaded_and_drawn() {
    let place = stored(&sold(100, 60, 60), None);
    let desk = Desk::open(&place.path).unwrap();
    let session = Session {
        property: HOUSE,
        staff: MIA,
        channel: Channel::Console,
        os_user: None,
        replay: false,
    };
    let window = Window {
        from: today().plus(-15),
        days: 31,
    };
    alone(
        "grid of 100 rooms x 31 days, loaded and drawn at 160x45",
        30,
        Duration::from_millis(20),
        || {
            let house = desk.house(&session, window).unwrap();
            std::hint::black_box(robot(house, 160, 45).buffer());
        },
    );
}

fn first_frame() {
    let place = stored(&sold(60, 60, 60), None);
    beside(
        "start to first frame / start, open, query, exit",
        15,
        Some(1.3),
        || {
            let shown = Command::new(KEYRACK)
                .arg("--db")
                .arg(&place.path)
                .args(["--as", "mia", "show", "stats"])
                .output()
                .unwrap();
            assert!(
                shown.status.success(),
                "{}",
                String::from_utf8_lossy(&shown.stderr)
            );
        },
        || open_console(&place.path),
    );
}

/// Opens the console in a pseudo-terminal, and closes it at its first frame.
fn open_console(database: &Path) {
    let size = PtySize {
        rows: 24,
        cols: 80,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(KEYRACK);
    command.args(["--db", database.to_str().unwrap(), "--as", "mia"]);
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut buffer = [0; 8_192];
    while !seen.windows(5).any(|text| text == b"rooms") {
        let count = reader.read(&mut buffer).unwrap();
        assert!(
            count > 0,
            "the console ended: {}",
            String::from_utf8_lossy(&seen)
        );
        seen.extend_from_slice(&buffer[..count]);
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
