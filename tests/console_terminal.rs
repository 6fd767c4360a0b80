//! The terminal is given back whatever happens: on a panic and on signals,
//! seen through a real pseudo-terminal.
//!
//! Each test runs a test of this same file in a pseudo-terminal of its own,
//! which takes the terminal over and then fails in its way.

#![cfg(unix)]

mod support;

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use keyrack::console::run::{self, Backstage};
use keyrack::console::state::{Event, Ticket};
use keyrack::console::terminal::Screen;
use keyrack::console::{crash, terminal};
use keyrack::desk::SignIn;
use keyrack::domain::PropertyId;
use keyrack::domain::command::Request;
use keyrack::domain::day::Day;
use keyrack::domain::moment::Moment;
use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// Set for the child, which then plays its part; unset, the part is skipped.
const PART: &str = "KEYRACK_TEST_PART";
/// Nothing here takes long; a loaded machine may.
const PATIENCE: Duration = Duration::from_mins(1);

/// A child in a pseudo-terminal and all it has sent.
struct Stage {
    child: Box<dyn Child + Send + Sync>,
    bytes: Receiver<Vec<u8>>,
    sent: Vec<u8>,
    keys: Box<dyn Write + Send>,
    // Dropping the master would hang up.
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Stage {
    /// Plays `part` of this file in a terminal of 80 by 24.
    fn play(part: &str, folder: &Path) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
        command.args(["--exact", part, "--nocapture", "--test-threads=1"]);
        command.env(PART, folder);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).expect("a child");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().expect("a writer");
        Self {
            child,
            bytes,
            sent: Vec::new(),
            keys,
            _master: pair.master,
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.sent).into_owned()
    }

    /// Waits until the child has sent this.
    fn wait_for(&mut self, text: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.text().contains(text) {
            let left = end.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.sent.extend(bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("{text:?} never came: {:?}", self.text())
                }
            }
        }
    }
}

impl Stage {
    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("written");
    }

    /// Bytes that come within this time.
    fn heard_within(&mut self, time: Duration) -> usize {
        let before = self.sent.len();
        let end = Instant::now() + time;
        while let Ok(bytes) = self
            .bytes
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            self.sent.extend(bytes);
        }
        self.sent.len() - before
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("a child").to_string();
        let sent = std::process::Command::new("kill")
            .args([name, &id])
            .status()
            .expect("kill");
        assert!(sent.success());
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The folder given to the child, if this is the child.
fn part() -> Option<std::path::PathBuf> {
    std::env::var_os(PART).map(Into::into)
}

/// Sequences that leave the terminal as it was found.
const GIVEN_BACK: [&str; 6] = [
    "\x1b[?1049l",
    "\x1b[?25h",
    "\x1b[?2004l",
    "\x1b[?1004l",
    "\x1b[?1002l",
    "\x1b[?1000l",
];

#[test]
fn part_panics() {
    let Some(folder) = part() else { return };
    crash::install(folder);
    let _screen = Screen::take(true).expect("a terminal");
    println!("taken");
    panic!("made for this test");
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_where_the_report_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = Stage::play("part_panics", folder.path());
    stage.wait_for("The details are in");
    let text = stage.text();
    let (before, after) = text.split_once("taken").expect("it took the terminal");
    for sequence in [
        "\x1b[?1049h",
        "\x1b[?1000h",
        "\x1b[?1002h",
        "\x1b[?1006h",
        "\x1b[?2004h",
    ] {
        assert!(before.contains(sequence), "{sequence:?} in {before:?}");
    }
    assert!(
        !text.contains("1003"),
        "reports of all motion were asked for"
    );
    for sequence in GIVEN_BACK {
        let place = after.find(sequence);
        assert!(
            place < after.find("The details"),
            "{sequence:?} in {after:?}"
        );
        assert!(place.is_some(), "{sequence:?} in {after:?}");
    }
    let report = std::fs::read_dir(folder.path())
        .expect("the folder")
        .flatten()
        .next()
        .expect("a report");
    let report = std::fs::read_to_string(report.path()).expect("read");
    assert!(report.contains("made for this test"), "{report}");
}

#[test]
fn part_is_piped() {
    if part().is_none() {
        return;
    }
    println!(
        "{:?}",
        terminal::present().map_err(|fault| fault.to_string())
    );
}

#[test]
fn without_a_terminal_there_is_one_clear_sentence() {
    let output = std::process::Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "part_is_piped", "--nocapture"])
        .env(PART, "/")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("the console needs a terminal"), "{said}");
}

/// A desk that never answers and whose clock stands still.
struct Nobody;

impl Backstage for Nobody {
    fn run_job(&mut self, _job: keyrack::domain::jobs::Job) {}
    fn print(&mut self, _: keyrack::exchange::sheet::Sheet) {}
    fn look_also(&mut self, _: keyrack::desk::Also) {}

    fn call_off(&mut self) {}
    fn ask(&mut self, _: keyrack::desk::Question) {}

    fn submit_all(&mut self, _: Ticket, _: Vec<Request>) {}
    fn submit(&mut self, _: Ticket, _: Request) {}
    fn sign_in(&mut self, _: SignIn) {}
    fn go_over(&mut self, _: PropertyId) {}
    fn refresh(&mut self) {}
    fn look(&mut self, _: Day, _: Day) {}

    async fn next(&mut self) -> Event {
        std::future::pending().await
    }

    fn now(&self) -> Moment {
        support::now()
    }
}

#[test]
fn part_runs() {
    if part().is_none() {
        return;
    }
    let mut screen = Screen::take(true).expect("a terminal");
    let mut state = support::robot(80, 24).state;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime
        .block_on(run::run(&mut screen, &mut state, &mut Nobody))
        .expect("a clean end");
    drop(screen);
    println!("ended cleanly");
}

#[test]
fn it_draws_in_one_piece_is_quiet_when_idle_and_ends_on_its_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = Stage::play("part_runs", folder.path());
    stage.wait_for("Hotel Roma");
    stage.press("2");
    stage.wait_for("DIRTY");
    stage.heard_within(Duration::from_millis(300));
    assert_eq!(
        stage.heard_within(Duration::from_millis(1600)),
        0,
        "an idle console sends nothing"
    );
    // Every frame lies between the marks of synchronized output.
    let text = stage.text();
    assert_eq!(
        text.matches("\x1b[?2026h").count(),
        text.matches("\x1b[?2026l").count()
    );
    stage.press("\x11");
    stage.wait_for("ended cleanly");
}

#[test]
fn signals_give_the_terminal_back() {
    for name in ["-TERM", "-HUP", "-INT"] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut stage = Stage::play("part_runs", folder.path());
        stage.wait_for("Hotel Roma");
        stage.signal(name);
        stage.wait_for("ended cleanly");
        let text = stage.text();
        for sequence in GIVEN_BACK {
            assert!(text.contains(sequence), "{name}: {sequence:?}");
        }
    }
}

#[test]
fn a_paste_is_text_and_a_click_is_a_click() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = Stage::play("part_runs", folder.path());
    stage.wait_for("Hotel Roma");
    // A paste over no field does nothing, whatever keys it holds.
    stage.press("\x1b[200~q2\x11\x1b[201~");
    // A click on the tab of the turnover board.
    stage.press("\x1b[<0;13;2M\x1b[<0;13;2m");
    stage.wait_for("DIRTY");
    stage.press("\x11");
    stage.wait_for("ended cleanly");
}
