//! Starts keyrack: arguments in, error report, exit code out; nothing else
//! lives here.

use std::process::ExitCode;

use keyrack::cli::arguments::{Arguments, Call, wants_json};
use keyrack::cli::{fault::Fault, voice};

fn main() -> ExitCode {
    // Only for what should never happen: every foreseen fault is one sentence.
    if let Err(error) = color_eyre::install() {
        eprintln!("{error}");
    }
    let call = Arguments::read(std::env::args_os());
    let json = match &call {
        Ok(Call::Do(arguments)) => arguments.global.json,
        _ => wants_json(std::env::args_os()),
    };
    match call.and_then(carry_out) {
        Ok(code) => code,
        Err(fault) => {
            voice::report(&fault, json);
            ExitCode::from(&fault)
        }
    }
}

fn carry_out(call: Call) -> Result<ExitCode, Fault> {
    match call {
        Call::Do(arguments) => keyrack::cli::run(&arguments).map(ExitCode::from),
        Call::Print(words) => voice::print(&words).map(|()| ExitCode::SUCCESS),
    }
}
