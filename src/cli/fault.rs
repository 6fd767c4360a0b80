//! What can go wrong between a shell and the house, each as one sentence.
//!
//! A refusal of the rules keeps its code. What lies beneath or beside the
//! rules (the file, the call, the terminal) has a code of its own, outside
//! the closed list of refusals.

use std::io;
use std::process::ExitCode;

use serde_json::{Map, Value};

use crate::desk::Failure;
use crate::domain::Refusal;
use crate::exchange;

/// Why a subcommand was not carried out.
#[derive(Debug)]
pub enum Fault {
    /// The rules of the house refuse it.
    Refused(Refusal),
    /// The database cannot be used, or failed.
    Database(String),
    /// A file to be read or written cannot be used.
    File(String),
    /// The program was called wrongly.
    Usage(String),
    /// A terminal is needed, and there is none.
    NoTerminal(String),
    /// Whoever was listening has gone; there is nobody to tell.
    NobodyListens,
}

impl Fault {
    /// The stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Refused(refusal) => refusal.code.as_str(),
            Fault::Database(_) => "DATABASE",
            Fault::File(_) => "FILE",
            Fault::Usage(_) => "USAGE",
            Fault::NoTerminal(_) => "NO_TERMINAL",
            Fault::NobodyListens => "OUTPUT_CLOSED",
        }
    }

    /// One sentence for a person.
    pub fn message(&self) -> &str {
        match self {
            Fault::Refused(refusal) => &refusal.message,
            Fault::Database(message)
            | Fault::File(message)
            | Fault::Usage(message)
            | Fault::NoTerminal(message) => message,
            Fault::NobodyListens => "Nobody reads the answer any more.",
        }
    }

    /// Structured particulars.
    pub fn details(&self) -> Map<String, Value> {
        match self {
            Fault::Refused(refusal) => refusal.details.clone(),
            _ => Map::new(),
        }
    }
}

impl From<&Fault> for ExitCode {
    fn from(fault: &Fault) -> ExitCode {
        match fault {
            Fault::Usage(_) | Fault::NoTerminal(_) => ExitCode::from(2),
            // A reader that has seen enough is no failure of ours.
            Fault::NobodyListens => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Fault {
        Fault::Refused(refusal)
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Fault {
        match failure {
            Failure::Refused(refusal) => Fault::Refused(refusal),
            beneath => Fault::Database(beneath.message()),
        }
    }
}

impl From<exchange::fault::Fault> for Fault {
    fn from(fault: exchange::fault::Fault) -> Fault {
        Fault::File(fault.to_string())
    }
}

/// Only writing an answer makes one of these: files have their own faults.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Fault::NobodyListens
        } else {
            Fault::File(format!("The answer cannot be written: {error}."))
        }
    }
}
