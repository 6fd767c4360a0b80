//! Where printed sheets go: into a folder, or to the command that prints.
//!
//! Owns the `[print]` table of the configuration file. The command gets the
//! sheet on its standard input and nothing of it as an argument, so that no
//! guest's name is ever read as a word of a command.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::exchange::sheet::Sheet;

/// What the configuration file says about printing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printing {
    /// The program that prints, and its arguments: `["lp", "-o", "media=A5"]`.
    #[serde(default)]
    pub command: Vec<String>,
    /// The folder for sheets, where there is no command.
    pub folder: Option<PathBuf>,
}

/// The folder sheets go to, unless someone says otherwise: `sheets` in the
/// data folder of this user.
pub fn default_folder() -> PathBuf {
    directories::ProjectDirs::from("", "", "keyrack")
        .map_or_else(std::env::temp_dir, |dirs| {
            dirs.data_local_dir().to_path_buf()
        })
        .join("sheets")
}

impl Printing {
    /// Prints a sheet; answers where it went, in words.
    ///
    /// # Errors
    /// Why it went nowhere, in words.
    pub fn print(&self, sheet: &Sheet) -> Result<String, String> {
        if let Some((program, arguments)) = self.command.split_first() {
            return send(program, arguments, sheet);
        }
        let folder = self.folder.clone().unwrap_or_else(default_folder);
        let failed = |fault: io::Error| {
            format!(
                "Not printed: {} cannot be written ({fault}).",
                folder.display()
            )
        };
        let path = write(&folder, sheet).map_err(failed)?;
        Ok(format!("Written to {}", path.display()))
    }
}

/// A guest's data: only who printed it may read it.
fn write(folder: &Path, sheet: &Sheet) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(&sheet.name);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(&path)?.write_all(sheet.text.as_bytes())?;
    Ok(path)
}

fn send(program: &str, arguments: &[String], sheet: &Sheet) -> Result<String, String> {
    let failed = |fault: String| format!("Not printed: {program} {fault}.");
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|fault| failed(format!("does not start ({fault})")))?;
    let written = match child.stdin.take() {
        Some(mut input) => input.write_all(sheet.text.as_bytes()),
        None => Ok(()),
    };
    let ended = child
        .wait_with_output()
        .map_err(|fault| failed(format!("was lost ({fault})")))?;
    if !ended.status.success() {
        let said = String::from_utf8_lossy(&ended.stderr);
        let said = crate::exchange::sheet::clean(said.lines().next().unwrap_or_default());
        return Err(failed(format!("failed: {said}")));
    }
    written.map_err(|fault| failed(format!("did not take it ({fault})")))?;
    Ok(format!("Sent to {program}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            name: "registration-BK-1.txt".into(),
            text: "Yi, Min\n".into(),
        }
    }

    #[test]
    fn a_sheet_goes_into_the_folder_and_again_over_itself() {
        let place = tempfile::tempdir().expect("a folder");
        let printing = Printing {
            folder: Some(place.path().join("cards")),
            ..Printing::default()
        };
        let said = printing.print(&sheet()).expect("printed");
        assert!(said.contains("registration-BK-1.txt"), "{said}");
        printing.print(&sheet()).expect("printed again");
        let path = place.path().join("cards").join(sheet().name);
        assert_eq!(fs::read_to_string(&path).expect("read"), "Yi, Min\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "nobody else reads a guest's card");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_command_gets_the_sheet_on_its_input() {
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().join("out");
        let command = vec![
            "sh".to_owned(),
            "-c".to_owned(),
            format!("cat > '{}'", out.display()),
        ];
        let printing = Printing {
            command,
            folder: None,
        };
        assert_eq!(printing.print(&sheet()).as_deref(), Ok("Sent to sh"));
        assert_eq!(fs::read_to_string(out).expect("read"), "Yi, Min\n");
    }

    #[test]
    fn what_does_not_print_says_why() {
        for command in [vec!["no-such-printer"], vec!["false"]] {
            let printing = Printing {
                command: command.iter().map(|word| (*word).to_owned()).collect(),
                folder: None,
            };
            let fault = printing.print(&sheet()).expect_err("not printed");
            assert!(fault.starts_with("Not printed: "), "{fault}");
        }
    }
}
