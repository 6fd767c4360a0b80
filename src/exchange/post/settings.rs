//! What this machine knows of the way out: names and passwords, programs and
//! addresses that are nobody else's business.
//!
//! They stand in `outgoing.toml` beside the database, which only its owner may
//! read, or in the environment, which wins. They are never in the database.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What is needed to hand letters over. Its `Debug` shows no secret.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Outgoing {
    /// The name the mail server knows us by.
    pub mail_user: Option<String>,
    /// The password that goes with it.
    pub mail_password: Option<String>,
    /// The program that sends an SMS, with its arguments; the number is added
    /// as the last one, the text comes on its standard input.
    pub sms_command: Vec<String>,
    /// Where an SMS is posted to, as `{"to": …, "text": …}`.
    pub sms_webhook: Option<String>,
    /// The bearer token that goes with it.
    pub sms_token: Option<String>,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("mail_user", &self.mail_user)
            .field("sms_command", &self.sms_command)
            .field("sms_webhook", &self.sms_webhook)
            .finish_non_exhaustive()
    }
}

/// The file beside this database.
pub fn file_beside(database: &Path) -> PathBuf {
    database.with_file_name("outgoing.toml")
}

impl Outgoing {
    /// Reads the file, if there is one, and the environment.
    ///
    /// # Errors
    /// One sentence: the file can be read by others, or says what it cannot.
    pub fn load(file: &Path) -> Result<Outgoing, String> {
        Outgoing::read(file).map(|outgoing| outgoing.with(|name| std::env::var(name).ok()))
    }

    /// Reads the file, if there is one.
    ///
    /// # Errors
    /// As [`Outgoing::load`].
    pub fn read(file: &Path) -> Result<Outgoing, String> {
        let shown = file.display();
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Outgoing::default());
            }
            Err(error) => return Err(format!("{shown} cannot be read: {error}.")),
        };
        private(file)?;
        // The fault's own words would show the line, and with it the password.
        toml::from_str(&text).map_err(|fault: toml::de::Error| {
            let line = fault.span().map_or(1, |span| {
                text[..span.start.min(text.len())].matches('\n').count() + 1
            });
            format!(
                "{shown} has a fault in line {line}: {}.",
                fault.message().trim_end_matches('.')
            )
        })
    }

    /// The same with what the environment says.
    #[must_use]
    pub fn with(mut self, variable: impl Fn(&str) -> Option<String>) -> Outgoing {
        let said = |name: &str| variable(name).filter(|value| !value.is_empty());
        self.mail_user = said("KEYRACK_MAIL_USER").or(self.mail_user);
        self.mail_password = said("KEYRACK_MAIL_PASSWORD").or(self.mail_password);
        self.sms_webhook = said("KEYRACK_SMS_WEBHOOK").or(self.sms_webhook);
        self.sms_token = said("KEYRACK_SMS_TOKEN").or(self.sms_token);
        if let Some(program) = said("KEYRACK_SMS_COMMAND") {
            self.sms_command = vec![program];
        }
        self
    }
}

/// Refuses a file with passwords that others may read.
#[cfg(unix)]
fn private(file: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    let shown = file.display();
    let known = fs::metadata(file).map_err(|error| format!("{shown} cannot be read: {error}."))?;
    if known.mode() & 0o077 != 0 {
        return Err(format!(
            "{shown} can be read by others on this machine; make it yours with \"chmod 600\"."
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), String> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn written(text: &str, mode: u32) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = file_beside(&folder.path().join("hotel.db"));
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        (folder, file)
    }

    #[test]
    fn nothing_set_up_is_nothing_known() {
        let folder = tempfile::tempdir().unwrap();
        let none = Outgoing::read(&folder.path().join("outgoing.toml"));
        assert_eq!(none, Ok(Outgoing::default()));
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        let (_folder, file) = written("mail_user = \"roma\"\n", 0o640);
        assert!(Outgoing::read(&file).unwrap_err().contains("chmod 600"));
    }

    #[test]
    fn the_environment_wins_and_no_secret_is_shown() {
        let (_folder, file) = written(
            "mail_user = \"roma\"\nmail_password = \"hunter2\"\nsms_token = \"hunter3\"\n",
            0o600,
        );
        let known = Outgoing::read(&file).unwrap();
        assert_eq!(known.mail_password.as_deref(), Some("hunter2"));
        assert!(!format!("{known:?}").contains("hunter"));
        let said = known.with(|name| (name == "KEYRACK_MAIL_PASSWORD").then(|| "other".into()));
        assert_eq!(said.mail_password.as_deref(), Some("other"));
        assert_eq!(said.mail_user.as_deref(), Some("roma"));
    }

    #[test]
    fn a_fault_names_the_line_and_not_what_stands_there() {
        let (_folder, file) = written("mail_user = \"roma\"\nmail_pasword = \"hunter2\"\n", 0o600);
        let fault = Outgoing::read(&file).unwrap_err();
        assert!(
            fault.contains("line 2") && !fault.contains("hunter"),
            "{fault}"
        );
    }
}
