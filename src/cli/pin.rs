//! Where a PIN comes from: the environment, a pipe, or a person's keys, which
//! are not shown. It is kept no longer than it takes to check it.

use std::fs::File;
use std::io::{self, BufRead, Read, Write};

use rustix::termios::{self, LocalModes, OptionalActions, SpecialCodeIndex, Termios};
use zeroize::Zeroizing;

use super::fault::Fault;
use crate::domain::secret::Secret;
use crate::domain::sign_in;

/// Longest thing anyone types here, in bytes.
const MOST: usize = sign_in::MOST * 4;

/// The PIN of whoever calls: `KEYRACK_PIN`, else asked for on the terminal.
///
/// # Errors
/// There is neither, or the person gave up.
pub fn of_caller() -> Result<Secret, Fault> {
    match std::env::var("KEYRACK_PIN") {
        Ok(pin) if !pin.is_empty() => Ok(Secret::new(pin)),
        _ => asked("PIN: "),
    }
}

/// Whether a PIN was given beforehand.
pub fn is_given() -> bool {
    std::env::var_os("KEYRACK_PIN").is_some_and(|pin| !pin.is_empty())
}

/// The first line of standard input, as the PIN to be set.
///
/// # Errors
/// There is none, or it cannot be read.
pub fn from_stdin() -> Result<Secret, Fault> {
    let mut line = Zeroizing::new(String::new());
    let mut input = io::stdin().lock().take(MOST as u64);
    input
        .read_line(&mut line)
        .map_err(|error| Fault::File(format!("Standard input cannot be read: {error}.")))?;
    Ok(Secret::new(line.trim_end_matches(['\r', '\n'])))
}

/// Asks on the terminal itself, so that standard input stays free for commands.
fn asked(prompt: &str) -> Result<Secret, Fault> {
    let none = || {
        Fault::NoTerminal(
            "A PIN is needed, and there is no terminal to ask on; give it in KEYRACK_PIN."
                .to_owned(),
        )
    };
    let mut terminal = File::options()
        .read(true)
        .write(true)
        .open("/dev/tty")
        .map_err(|_| none())?;
    let quiet = Quiet::keep(&terminal).ok_or_else(none)?;
    let _ = terminal.write_all(prompt.as_bytes());
    let typed = read_keys(&mut terminal);
    let _ = terminal.write_all(b"\r\n");
    drop(quiet);
    typed
        .map(|typed| Secret::new(String::from_utf8_lossy(&typed).into_owned()))
        .ok_or_else(|| Fault::Usage("No PIN was given; nothing was done.".to_owned()))
}

/// The keys up to Enter; none if the person gave up.
fn read_keys(terminal: &mut File) -> Option<Zeroizing<Vec<u8>>> {
    let mut typed = Zeroizing::new(Vec::with_capacity(MOST));
    let mut key = [0];
    while terminal.read(&mut key).ok()? == 1 {
        match key[0] {
            b'\r' | b'\n' => return Some(typed),
            // Ctrl+C, Ctrl+D, Esc.
            3 | 4 | 27 => return None,
            8 | 127 => while typed.pop().is_some_and(|byte| byte & 0xC0 == 0x80) {},
            21 => typed.clear(),
            byte if typed.len() < MOST => typed.push(byte),
            _ => {}
        }
    }
    None
}

/// A terminal that shows no keys until this is dropped.
struct Quiet {
    terminal: File,
    before: Termios,
}

impl Quiet {
    fn keep(terminal: &File) -> Option<Quiet> {
        let before = termios::tcgetattr(terminal).ok()?;
        let mut quiet = before.clone();
        quiet
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
        quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
        termios::tcsetattr(terminal, OptionalActions::Flush, &quiet).ok()?;
        Some(Quiet {
            terminal: terminal.try_clone().ok()?,
            before,
        })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // Nobody is left to tell if the terminal is gone.
        let _ = termios::tcsetattr(&self.terminal, OptionalActions::Flush, &self.before);
    }
}
