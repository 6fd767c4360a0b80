//! The terminal itself: taken over for the console, and given back whatever
//! happens.
//!
//! Owns raw mode, the alternate screen, mouse, paste and focus reports, and
//! synchronized output. Everything that is switched on here is switched off
//! by [`give_back`]: when the guard is dropped, in a panic, and on the signals
//! that end the program. Knows nothing of what is drawn.

use std::io::{self, IsTerminal, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// Alternate screen, paste in brackets, focus reports, no cursor.
const ENTER: &str = "\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?1004h\x1b[?25l";
/// The opposite, beginning with whatever a frame cut short may have left on.
const LEAVE: &str = "\x1b[?2026l\x1b[0m\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// Buttons and drags only: reports of every motion would make an idle hand on
/// the mouse cost bytes.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// Whether the terminal is ours at present; the panic hook asks it too.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Why the console cannot open here.
#[derive(Debug, thiserror::Error)]
pub enum NoTerminal {
    /// Input or output is a pipe or a file.
    #[error(
        "the console needs a terminal, but input or output goes elsewhere; in scripts use `keyrack show` and `keyrack batch`"
    )]
    Piped,
    /// The terminal said no.
    #[error("the terminal cannot be taken over: {0}")]
    Refused(#[from] io::Error),
}

/// The terminal while the console has it. Dropping it gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<FrameWriter<Stdout>>>,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// [`NoTerminal::Piped`] when there is none, [`NoTerminal::Refused`] when
    /// it cannot be switched to raw mode; nothing is left changed then.
    pub fn take(mouse: bool) -> Result<Self, NoTerminal> {
        present()?;
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let taken = Self::open(mouse);
        if taken.is_err() {
            give_back();
        }
        Ok(taken?)
    }

    fn open(mouse: bool) -> io::Result<Self> {
        write_now(ENTER)?;
        if mouse {
            write_now(MOUSE_ON)?;
        }
        let terminal = Terminal::new(CrosstermBackend::new(FrameWriter::new(io::stdout())))?;
        Ok(Self { terminal })
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws one frame; only what differs from the last one is sent, in one
    /// piece that the terminal shows at once.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(paint).map(|_| ())
    }

    /// Forgets what the terminal shows, so that the next frame is sent whole.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn forget(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Gives the mouse to the program, or back to the terminal (for marking
    /// and copying text).
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn use_mouse(&mut self, on: bool) -> io::Result<()> {
        write_now(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Rings the terminal's bell.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn ring(&mut self) -> io::Result<()> {
        write_now("\x07")
    }

    /// Sends the terminal a sequence that draws nothing.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        write_now(sequence)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether there is a terminal to open on.
///
/// # Errors
/// [`NoTerminal::Piped`] when input or output goes elsewhere.
pub fn present() -> Result<(), NoTerminal> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    Err(NoTerminal::Piped)
}

/// Gives the terminal back as it was found. Safe to call at any time, from any
/// thread, and more than once: only the first call does something.
///
/// Answers whether the terminal had been taken.
pub fn give_back() -> bool {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return false;
    }
    // The terminal may be gone (SIGHUP); there is nobody left to tell.
    let _ = write_now(MOUSE_OFF);
    let _ = write_now(LEAVE);
    let _ = disable_raw_mode();
    true
}

fn write_now(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Collects a frame and sends it in one write between the marks of
/// synchronized output. An empty frame sends nothing.
struct FrameWriter<W: Write> {
    out: W,
    frame: Vec<u8>,
}

impl<W: Write> FrameWriter<W> {
    fn new(out: W) -> Self {
        Self {
            out,
            frame: FRAME_BEGINS.to_vec(),
        }
    }
}

impl<W: Write> Write for FrameWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.len() == FRAME_BEGINS.len() {
            return Ok(());
        }
        self.frame.extend_from_slice(FRAME_ENDS);
        let sent = self
            .out
            .write_all(&self.frame)
            .and_then(|()| self.out.flush());
        self.frame.truncate(FRAME_BEGINS.len());
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_sent_in_one_synchronized_piece() {
        let mut writer = FrameWriter::new(Vec::new());
        writer.write_all(b"one ").expect("written");
        writer.write_all(b"frame").expect("written");
        assert!(
            writer.out.is_empty(),
            "nothing is sent before the end of the frame"
        );
        writer.flush().expect("flushed");
        assert_eq!(writer.out, b"\x1b[?2026hone frame\x1b[?2026l");
    }

    #[test]
    fn an_empty_frame_sends_nothing() {
        let mut writer = FrameWriter::new(Vec::new());
        writer.flush().expect("flushed");
        assert!(writer.out.is_empty());
    }

    #[test]
    fn all_that_is_switched_on_is_switched_off() {
        for (on, off) in [(ENTER, LEAVE), (MOUSE_ON, MOUSE_OFF)] {
            for mode in on.split("\x1b[?").filter_map(|part| part.strip_suffix('h')) {
                assert!(off.contains(&format!("[?{mode}l")), "mode {mode} stays on");
            }
        }
        assert!(
            !MOUSE_ON.contains("1003"),
            "reports of all motion are never asked for"
        );
    }

    #[test]
    fn giving_back_what_was_never_taken_does_nothing() {
        assert!(!give_back());
    }
}
