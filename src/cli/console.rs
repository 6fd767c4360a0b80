//! `keyrack` by itself: opens the console.

use std::path::PathBuf;

use clap::Args;

use super::Ending;
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use crate::console::open::{OpenError, Seated, open};
use crate::console::settings::Asked;
use crate::console::terminal::{self, NoTerminal};

/// How the console is to look.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Console")]
pub struct Looks {
    /// Its theme: dark, light, high-contrast, blue-orange, sixteen
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// Its configuration file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Looks {
    /// Opens the console on the database the call names.
    ///
    /// # Errors
    /// There is no terminal, no database, or the settings are wrong.
    pub fn run(&self, global: &Global) -> Result<Ending, Fault> {
        present()?;
        let (door, seated) = Door::for_console(global)?;
        self.open(door, seated, global)
    }

    /// What was asked for, as settings take it.
    pub fn asked(&self, global: &Global) -> Asked {
        Asked {
            config: self.config.clone(),
            theme: self.theme.clone(),
            ascii: global.ascii,
        }
    }

    /// The configuration file that was named.
    pub fn config_path(&self) -> Option<PathBuf> {
        self.config.clone()
    }

    /// Opens the console at an open door.
    ///
    /// # Errors
    /// There is no terminal, or the settings are wrong.
    pub fn open(&self, door: Door, seated: Seated, global: &Global) -> Result<Ending, Fault> {
        let asked = self.asked(global);
        let rounds = super::jobs::rounds(&door, global);
        open(door.desk, door.session, seated, &asked)?;
        drop(rounds);
        Ok(Ending::Done)
    }
}

/// Whether there is a terminal to open on; asked before anything is done.
///
/// # Errors
/// There is none.
pub fn present() -> Result<(), Fault> {
    terminal::present().map_err(|none| Fault::from(OpenError::from(none)))
}

impl From<OpenError> for Fault {
    fn from(error: OpenError) -> Fault {
        match error {
            OpenError::Desk(failure) => failure.into(),
            OpenError::Terminal(NoTerminal::Piped) => Fault::NoTerminal(sentence(&error)),
            OpenError::Nobody => Fault::Database(sentence(&error)),
            _ => Fault::File(sentence(&error)),
        }
    }
}

/// What a part of the console says of an error, as a sentence of its own.
fn sentence(error: &OpenError) -> String {
    let text = error.to_string();
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().map(char::to_uppercase);
    first
        .into_iter()
        .flatten()
        .chain(letters)
        .chain(['.'])
        .collect()
}
