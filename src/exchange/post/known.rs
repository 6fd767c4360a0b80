//! What this machine knows of the way out, for the doctor: whether letters
//! could be handed over and reports filed. Sends nothing, writes nothing.

use std::path::{Path, PathBuf};

use super::mail::Mailer;
use super::settings::{Outgoing, file_beside};
use crate::domain::doctor::places::WayOut;
use crate::domain::property::Property;

/// What is known of the way out of this property.
pub fn way_out(property: &Property, database: &Path) -> WayOut {
    let (outgoing, unreadable) = match Outgoing::load(&file_beside(database)) {
        Ok(outgoing) => (outgoing, None),
        Err(fault) => (Outgoing::default(), Some(fault)),
    };
    let policies = &property.policies;
    let mail = (!policies.mail_server.is_empty())
        .then(|| Mailer::of(property, &outgoing).err())
        .flatten();
    WayOut {
        // What is in a file that cannot be read is not missing.
        mail_user: outgoing.mail_user.is_some() || unreadable.is_some(),
        mail_password: outgoing.mail_password.is_some() || unreadable.is_some(),
        sms_command: !outgoing.sms_command.is_empty() || unreadable.is_some(),
        sms_webhook: outgoing.sms_webhook.is_some() || unreadable.is_some(),
        reports: reports(&policies.reports_folder),
        unreadable,
        mail,
    }
}

/// Why no report could be filed in this folder, if none could. A folder that
/// is missing is made when the first report is.
fn reports(folder: &str) -> Option<String> {
    if folder.is_empty() {
        return None;
    }
    let mut there = PathBuf::from(folder);
    while !there.exists() && there.pop() {}
    if there.as_os_str().is_empty() {
        there = PathBuf::from(".");
    }
    let known = std::fs::metadata(&there).ok();
    let usable = known.is_some_and(|known| known.is_dir() && !known.permissions().readonly());
    (!usable).then(|| {
        format!(
            "Reports are to be filed in {folder}, which is no folder that can be written to; set policy reports_folder, or empty it."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_for_reports_need_not_be_there_yet() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "x").unwrap();
        let shown = |path: PathBuf| path.display().to_string();
        assert_eq!(reports(""), None);
        assert_eq!(reports(&shown(folder.path().join("a/b"))), None);
        assert!(reports(&shown(file.join("b"))).is_some());
    }
}
