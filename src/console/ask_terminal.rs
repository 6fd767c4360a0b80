//! Asks the terminal what it can do, for the doctor.
//!
//! Owns the one question that is put to a terminal before anything is drawn.
//! A terminal that does not know it answers the second one, which every
//! terminal knows; one that answers neither is given up after a moment.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::settings::speaks_utf8_here;
use super::terminal::present;
use super::theme::Surroundings;
use crate::domain::doctor::terminal::Terminal;

/// "Is mode 2026 known?", and "What are you?".
const QUESTION: &str = "\x1b[?2026$p\x1b[c";
/// How long an answer may take; over a slow line half a second is much.
const PATIENCE: Duration = Duration::from_millis(600);

/// What can be known of the terminal this process runs on.
pub fn look() -> Terminal {
    let around = Surroundings::of_process();
    let set = |name| std::env::var_os(name).is_some();
    let inside = if set("TMUX") {
        Some(("tmux", "Ctrl+B"))
    } else if set("STY") {
        Some(("screen", "Ctrl+A"))
    } else {
        None
    };
    let here = present().is_ok();
    Terminal {
        size: here.then(|| crossterm::terminal::size().ok()).flatten(),
        colours: colours(&around),
        no_color: around.no_color,
        utf8: speaks_utf8_here(),
        inside,
        synchronized: here.then(ask).flatten(),
        term: around.term,
    }
}

/// How many colours the surroundings promise.
fn colours(around: &Surroundings) -> u32 {
    if around.colorterm == "truecolor" || around.colorterm == "24bit" {
        return 1 << 24;
    }
    let plain = Surroundings {
        no_color: false,
        ..around.clone()
    };
    match plain.fitting_theme() {
        None => 2,
        Some("sixteen") => 16,
        Some(_) => 256,
    }
}

/// Whether the terminal shows frames whole; nothing where it does not answer.
fn ask() -> Option<bool> {
    enable_raw_mode().ok()?;
    let answer = question();
    // Raw mode was ours; a terminal that is gone needs nothing back.
    let _ = disable_raw_mode();
    understood(&answer?)
}

fn question() -> Option<Vec<u8>> {
    let mut out = io::stdout().lock();
    out.write_all(QUESTION.as_bytes()).ok()?;
    out.flush().ok()?;
    let (heard, answers) = channel();
    // The thread may wait for ever where nothing answers; the program ends
    // without it.
    thread::Builder::new()
        .name("keyrack-asks".to_owned())
        .spawn(move || {
            let mut byte = [0_u8];
            let mut input = io::stdin().lock();
            while matches!(input.read(&mut byte), Ok(1)) {
                if heard.send(byte[0]).is_err() || byte[0] == b'c' {
                    return;
                }
            }
        })
        .ok()?;
    Some(collect(&answers))
}

fn collect(answers: &Receiver<u8>) -> Vec<u8> {
    let until = Instant::now() + PATIENCE;
    let mut heard = Vec::new();
    while let Some(left) = until.checked_duration_since(Instant::now()) {
        let Ok(byte) = answers.recv_timeout(left) else {
            break;
        };
        heard.push(byte);
        if byte == b'c' {
            break;
        }
    }
    heard
}

/// What an answer says of mode 2026: known and usable, unknown, or nothing
/// where the terminal said nothing at all.
fn understood(answer: &[u8]) -> Option<bool> {
    let text = String::from_utf8_lossy(answer);
    if let Some(rest) = text.split("\x1b[?2026;").nth(1) {
        // 1 set, 2 reset, 3 always set; 0 unknown, 4 never.
        return Some(matches!(rest.chars().next(), Some('1' | '2' | '3')));
    }
    text.ends_with('c').then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_understood() {
        for (answer, said) in [
            ("\x1b[?2026;2$y\x1b[?62;22c", Some(true)),
            ("\x1b[?2026;0$y\x1b[?62;22c", Some(false)),
            ("\x1b[?2026;4$y\x1b[?1;2c", Some(false)),
            ("\x1b[?1;2c", Some(false)),
            ("", None),
            ("\x1b[?", None),
        ] {
            assert_eq!(understood(answer.as_bytes()), said, "{answer:?}");
        }
    }

    #[test]
    fn colours_are_as_promised() {
        let around = |term: &str, colorterm: &str| Surroundings {
            term: term.into(),
            colorterm: colorterm.into(),
            no_color: true,
            ..Surroundings::default()
        };
        assert_eq!(colours(&around("xterm", "truecolor")), 1 << 24);
        assert_eq!(colours(&around("xterm-256color", "")), 256);
        assert_eq!(colours(&around("linux", "")), 16);
        assert_eq!(colours(&around("dumb", "")), 2);
    }
}
