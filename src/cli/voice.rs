//! The one way out: everything the command line says goes through here.
//!
//! Text of guests and files is made safe, tables are aligned by what is seen,
//! data is JSON. A reader that goes away ends the program quietly.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::answer::NotDone;
use super::arguments::Global;
use super::fault::Fault;
use super::json;
use super::table::Table;
use crate::console::text;

/// Says things on standard output, and how far it has come on standard error.
pub struct Voice {
    out: BufWriter<Stdout>,
    json: bool,
    ascii: bool,
    progress: Option<Instant>,
}

impl Voice {
    /// A voice as the call asks for it.
    pub fn new(global: &Global) -> Voice {
        Voice {
            out: BufWriter::new(io::stdout()),
            json: global.json,
            ascii: global.ascii,
            progress: None,
        }
    }

    /// Whether answers are data.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Says a line of text, for people.
    ///
    /// # Errors
    /// Nobody listens.
    pub fn say(&mut self, line: &str) -> Result<(), Fault> {
        let shown = text::shown(line, self.ascii);
        writeln!(self.out, "{}", shown.trim_end())?;
        Ok(())
    }

    /// Says several lines, each made safe for itself.
    ///
    /// # Errors
    /// Nobody listens.
    pub fn say_lines(&mut self, lines: &str) -> Result<(), Fault> {
        lines.lines().try_for_each(|line| self.say(line))
    }

    /// Says a table.
    ///
    /// # Errors
    /// Nobody listens.
    pub fn table(&mut self, table: &Table) -> Result<(), Fault> {
        for line in table.lines(self.ascii) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// Gives data, on one line.
    ///
    /// # Errors
    /// Nobody listens.
    pub fn data(&mut self, data: &impl Serialize) -> Result<(), Fault> {
        json::write_line(&mut self.out, data, self.ascii)?;
        Ok(())
    }

    /// Gives data, and makes sure that whoever waits for it has it.
    ///
    /// # Errors
    /// Nobody listens.
    pub fn data_now(&mut self, data: &impl Serialize) -> Result<(), Fault> {
        self.data(data)?;
        self.finish()
    }

    /// Sends what is still held back.
    ///
    /// # Errors
    /// Nobody listens.
    pub fn finish(&mut self) -> Result<(), Fault> {
        Ok(self.out.flush()?)
    }

    /// Says on standard error how far it has come, now and then; on a terminal
    /// in one place, else as a line every few seconds.
    pub fn progress(&mut self, what: &str, done: u64, of: u64) {
        let terminal = io::stderr().is_terminal();
        let every = Duration::from_millis(if terminal { 100 } else { 2_000 });
        let finished = done >= of;
        if !finished && self.progress.is_some_and(|last| last.elapsed() < every) {
            return;
        }
        // The first word comes only after a moment: what is done at once needs none.
        let Some(_) = self.progress.replace(Instant::now()) else {
            return;
        };
        let percent = (done * 100).checked_div(of).unwrap_or(100).min(100);
        let line = format!("{what} {done} of {of} ({percent} %)");
        let mut err = io::stderr().lock();
        // Nobody is told when nobody sees how far it has come.
        let _ = match (terminal, finished) {
            (true, false) => write!(err, "\r{line}").and_then(|()| err.flush()),
            (true, true) => writeln!(err, "\r{line}"),
            (false, _) => writeln!(err, "{line}"),
        };
        if finished {
            self.progress = None;
        }
    }

    /// Says something beside the answer, on standard error.
    pub fn aside(&self, line: &str) {
        let _ = writeln!(io::stderr(), "{}", text::shown(line, self.ascii));
    }
}

/// Reports what went wrong: one sentence on standard error and, for programs,
/// an object on standard output.
pub fn report(fault: &Fault, as_json: bool) {
    if matches!(fault, Fault::NobodyListens) {
        return;
    }
    let _ = writeln!(io::stderr(), "{}", text::sanitise(fault.message()));
    if as_json {
        let answer = NotDone {
            code: fault.code(),
            message: fault.message(),
            details: &fault.details(),
        };
        let mut out = io::stdout().lock();
        // Whoever does not listen needs no error either.
        let _ = json::write_line(&mut out, &answer, false);
        let _ = out.flush();
    }
}

/// Prints what the program says about itself, as it stands.
///
/// # Errors
/// Nobody listens.
pub fn print(words: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    out.write_all(words.as_bytes())?;
    Ok(out.flush()?)
}
