//! Reports as text files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::desk::{Outlet, Report};

/// Files reports in the folder that the property has set, else in `reports`
/// beside the database.
pub struct ReportFiles {
    beside: PathBuf,
    stop: Arc<AtomicBool>,
}

impl ReportFiles {
    /// For the jobs of this database; `stop` ends them between two steps.
    pub fn beside(database: &Path, stop: Arc<AtomicBool>) -> ReportFiles {
        ReportFiles {
            beside: database.with_file_name("reports"),
            stop,
        }
    }
}

impl Outlet for ReportFiles {
    fn file(&mut self, report: &Report) -> Result<String, String> {
        let folder = if report.folder.is_empty() {
            self.beside.clone()
        } else {
            PathBuf::from(&report.folder)
        };
        let to = folder.join(report.file_name());
        let wrong = |error: std::io::Error| format!("{} cannot be written: {error}.", to.display());
        fs::create_dir_all(&folder).map_err(wrong)?;
        // Whoever prints the folder never meets half a report.
        let draft = folder.join(format!(".{}", report.file_name()));
        write(&draft, &report.text)
            .and_then(|()| fs::rename(&draft, &to))
            .map_err(wrong)?;
        Ok(to.display().to_string())
    }

    fn go_on(&mut self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }
}

/// A file that strangers on this machine cannot read: it names guests.
fn write(to: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o640);
    }
    let mut file = options.open(to)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
