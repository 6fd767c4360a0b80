//! What happens when the program itself is at fault.
//!
//! Owns the panic hook: the terminal is given back, the details go to a file
//! that only its owner can read, and the person is told in two sentences where
//! it is. What was saved is safe: every change is a finished transaction.

use std::backtrace::Backtrace;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::thread::{self, ThreadId};

use super::terminal;

/// The exit status of a program that was at fault itself.
pub const FAULT_STATUS: i32 = 101;

/// From now on a panic gives the terminal back, leaves a file in `folder`, and
/// says so.
///
/// A panic in another thread than this one ends the program: the screen it
/// would go on drawing is no longer ours.
pub fn install(folder: PathBuf) {
    let console = thread::current().id();
    std::panic::set_hook(Box::new(move |info| at_fault(&folder, console, info)));
}

/// Where crash files go when nobody says otherwise.
pub fn default_folder() -> PathBuf {
    directories::ProjectDirs::from("", "", "keyrack").map_or_else(std::env::temp_dir, |dirs| {
        dirs.state_dir()
            .unwrap_or_else(|| dirs.data_local_dir())
            .to_path_buf()
    })
}

fn at_fault(folder: &Path, console: ThreadId, info: &PanicHookInfo<'_>) {
    terminal::give_back();
    let report = report(info);
    let told = match write_report(folder, &report) {
        Ok(path) => format!("The details are in {}", path.display()),
        Err(fault) => format!("The details could not be written to a file ({fault}):\n{report}"),
    };
    eprintln!("keyrack stopped because of a fault of its own. Everything saved is safe.\n{told}");
    if thread::current().id() != console {
        std::process::exit(FAULT_STATUS);
    }
}

fn report(info: &PanicHookInfo<'_>) -> String {
    format!(
        "keyrack {} stopped at {}\nthread: {}\n{info}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ"),
        thread::current().name().unwrap_or("unnamed"),
        Backtrace::force_capture(),
    )
}

fn write_report(folder: &Path, report: &str) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let stamp = chrono::Utc::now().format("%Y%m%d-%H%M%S");
    let path = folder.join(format!("crash-{stamp}-{}.txt", std::process::id()));
    private_file(&path)?.write_all(report.as_bytes())?;
    Ok(path)
}

/// A new file that only its owner can read: a report may hold a guest's name.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_written_where_it_says() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = write_report(&folder.path().join("new"), "what happened").expect("written");
        assert_eq!(
            std::fs::read_to_string(path).expect("read"),
            "what happened"
        );
    }
}
