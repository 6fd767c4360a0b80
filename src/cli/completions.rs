//! `keyrack completions SHELL`: what makes a shell complete keyrack's words.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::arguments::Arguments;
use super::fault::Fault;
use super::{Ending, voice};

/// Print what makes a shell complete keyrack's words.
#[derive(Args, Debug)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    /// Prints it.
    ///
    /// # Errors
    /// Nobody listens.
    pub fn run(&self) -> Result<Ending, Fault> {
        let mut script = Vec::new();
        generate(
            self.shell,
            &mut Arguments::command(),
            "keyrack",
            &mut script,
        );
        voice::print(&String::from_utf8_lossy(&script))?;
        Ok(Ending::Done)
    }
}
