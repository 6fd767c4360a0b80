//! A person's own settings: theme, signs, mouse, keys.
//!
//! Owns the configuration file and what the surroundings say where it is
//! silent. Strict: an unknown name is refused with its place, not passed over.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::alarm::Loudness;
use super::keymap::{self, Keymap, KeymapError, Written};
use super::keys::Key;
use super::look::Look;
use super::printing::Printing;
use super::theme::{self, Surroundings, Theme, ThemeError};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read, or holds what nobody knows.
    #[error("{path}: {fault}")]
    Unreadable {
        /// Which file.
        path: String,
        /// What is wrong, with the place.
        fault: String,
    },
    /// A key is wrong.
    #[error("{path}{}: {fault}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Keys {
        /// Which file.
        path: String,
        /// On which line, counted from 1.
        line: Option<usize>,
        /// What is wrong, with the place.
        fault: KeymapError,
    },
    /// A theme is wrong.
    #[error(transparent)]
    Theme(#[from] ThemeError),
}

/// The configuration file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Name of a theme, or path of a person's own.
    theme: Option<String>,
    ascii: Option<bool>,
    mouse: Option<bool>,
    #[serde(default)]
    alarm: Loudness,
    #[serde(default)]
    print: Printing,
    #[serde(default)]
    keys: Written,
}

/// What was asked for on the command line; it goes before the file.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The configuration file, instead of the usual one.
    pub config: Option<PathBuf>,
    /// Name of a theme.
    pub theme: Option<String>,
    /// No character above `0x7e`.
    pub ascii: bool,
}

/// The settings in force.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Theme and signs.
    pub look: Look,
    /// The keys.
    pub keymap: Keymap,
    /// Whether the mouse is taken from the terminal.
    pub mouse: bool,
    /// The bell and the desktop's notifications.
    pub loudness: Loudness,
    /// Where printed sheets go.
    pub printing: Printing,
}

impl Settings {
    /// Reads the settings of this person at this terminal.
    ///
    /// # Errors
    /// The first thing that is wrong with the file, with its place.
    pub fn load(asked: &Asked) -> Result<Self, SettingsError> {
        let path = asked.config.clone().or_else(usual_path);
        let (file, text) = match &path {
            Some(path) if asked.config.is_some() || path.exists() => read(path)?,
            _ => (File::default(), String::new()),
        };
        let shown = path.map_or_else(String::new, |path| path.display().to_string());
        let keymap = Keymap::with(&file.keys).map_err(|fault| {
            let place = keymap::place(&file.keys, &fault);
            SettingsError::Keys {
                path: shown,
                line: place.map(|place| line_of(&text, place)),
                fault,
            }
        })?;
        let keymap = keymap.inside(kept_by_multiplexer(|name| std::env::var_os(name).is_some()));
        let wanted = asked.theme.clone().or(file.theme);
        let theme = pick_theme(wanted.as_deref(), &Surroundings::of_process())?;
        let ascii = asked.ascii || file.ascii.unwrap_or_else(|| !speaks_utf8_here());
        Ok(Self {
            look: Look { theme, ascii },
            keymap,
            mouse: file.mouse.unwrap_or(true),
            loudness: Loudness {
                in_tmux: std::env::var_os("TMUX").is_some(),
                ..file.alarm
            },
            printing: file.print,
        })
    }
}

/// Where the configuration file lies, unless someone says otherwise.
pub fn usual_path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "keyrack")?;
    Some(folders.config_dir().join("config.toml"))
}

/// Whether the locale of this process says that the terminal shows UTF-8.
pub fn speaks_utf8_here() -> bool {
    speaks_utf8(|name| std::env::var(name).ok())
}

/// The line, counted from 1, on which the byte at `place` stands.
fn line_of(text: &str, place: usize) -> usize {
    let before = text.bytes().take(place);
    before.filter(|byte| *byte == b'\n').count() + 1
}

fn read(path: &Path) -> Result<(File, String), SettingsError> {
    let fault = |fault: String| SettingsError::Unreadable {
        path: path.display().to_string(),
        fault,
    };
    let text = std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
    let file = toml::from_str(&text).map_err(|error| fault(error.to_string()))?;
    Ok((file, text))
}

/// A theme by name, or a person's own by the path of its file.
fn pick_theme(wanted: Option<&str>, around: &Surroundings) -> Result<Theme, SettingsError> {
    let own = wanted.filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"));
    match own {
        Some(path) if around.fitting_theme().is_some() => {
            let text =
                std::fs::read_to_string(path).map_err(|error| SettingsError::Unreadable {
                    path: path.to_owned(),
                    fault: error.to_string(),
                })?;
            Ok(text.parse::<Theme>()?)
        }
        Some(_) => Ok(Theme::without_colour()),
        None => Ok(theme::choose(wanted, around)?),
    }
}

/// Ctrl+B inside tmux, Ctrl+A inside screen: what they keep for themselves.
fn kept_by_multiplexer(is_set: impl Fn(&str) -> bool) -> Option<Key> {
    let letter = if is_set("TMUX") {
        'b'
    } else if is_set("STY") {
        'a'
    } else {
        return None;
    };
    Some(Key::letter(letter).with_ctrl())
}

/// Whether the locale says that the terminal shows UTF-8: the first of these
/// that is set decides, as everywhere.
fn speaks_utf8(var: impl Fn(&str) -> Option<String>) -> bool {
    if cfg!(windows) {
        return true;
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(var)
        .find(|value| !value.is_empty());
    set.is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str) -> Result<Settings, SettingsError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).expect("written");
        Settings::load(&Asked {
            config: Some(path),
            ..Asked::default()
        })
    }

    #[test]
    fn a_persons_settings_are_read() {
        let settings = with_file("ascii = true\nmouse = false\n[keys.everywhere]\nundo = 'U'")
            .expect("settings");
        assert!(settings.look.ascii && !settings.mouse);
    }

    #[test]
    fn every_slip_is_named() {
        for (text, said) in [
            ("thme = 'dark'", "thme"),
            ("theme = 'pink'", "pink"),
            ("[keys.grid]\nfly = 'x'", "fly"),
            ("mouse = ", "line"),
        ] {
            let fault = with_file(text).expect_err(text).to_string();
            assert!(fault.contains(said), "{fault}");
        }
    }

    #[test]
    fn a_wrong_key_is_named_with_its_line() {
        for (text, line, said) in [
            ("ascii = true\n\n[keys.gird]\nup = 'k'", 3, "no such place"),
            ("[keys.grid]\nup = 'k'\nfly = 'x'", 3, "no such action"),
            (
                "[keys.grid]\n\n# a note\nsnooze = 'x'",
                4,
                "no meaning there",
            ),
            ("[keys.grid]\nup = 'k'\ndown = 'hyper+j'", 3, "hyper+j"),
            ("[keys.grid]\nup = 'ctrl+m'", 2, "is Enter"),
            ("[keys.grid]\nup = 'ctrl+1'", 2, "terminals"),
            ("[keys.grid]\nup = 'ctrl+enter'", 2, "terminals"),
            ("[keys.grid]\n\nup = 'a'", 3, "both up and assign"),
            (
                "[keys]\neverywhere.undo = 'q'\neverywhere.redo = 'q'",
                2,
                "both",
            ),
        ] {
            let fault = with_file(text).expect_err(text).to_string();
            assert!(
                fault.contains(&format!("config.toml, line {line}: ")) && fault.contains(said),
                "{text}\n{fault}"
            );
        }
    }

    #[test]
    fn where_sheets_go_is_read() {
        let settings = with_file("[print]\ncommand = ['lp', '-s']").expect("settings");
        assert_eq!(settings.printing.command, ["lp", "-s"]);
        assert!(with_file("[print]\nprinter = 'x'").is_err());
    }

    #[test]
    fn how_loud_the_console_is_is_read() {
        use crate::console::alarm::Bell;
        use crate::console::desktop::Desktop;
        let quiet = with_file("").expect("settings").loudness;
        assert_eq!((quiet.bell, quiet.desktop), (Bell::Warning, Desktop::Off));
        let file = "[alarm]\nbell = 'critical'\ndesktop = 'osc777'";
        let loud = with_file(file).expect("settings").loudness;
        assert_eq!((loud.bell, loud.desktop), (Bell::Critical, Desktop::Osc777));
        for slip in ["bell = 'loud'", "desktop = 'osc8'", "gong = true"] {
            assert!(with_file(&format!("[alarm]\n{slip}")).is_err(), "{slip}");
        }
    }

    #[test]
    fn a_named_file_that_is_not_there_is_a_fault() {
        let asked = Asked {
            config: Some("/nowhere/config.toml".into()),
            ..Asked::default()
        };
        assert!(Settings::load(&asked).is_err());
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        let locale = |pairs: &'static [(&str, &str)]| {
            speaks_utf8(|name| {
                pairs
                    .iter()
                    .find(|(own, _)| *own == name)
                    .map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(locale(&[("LANG", "it_IT.UTF-8")]));
        assert!(locale(&[
            ("LC_ALL", ""),
            ("LC_CTYPE", "C.utf8"),
            ("LANG", "C")
        ]));
        assert!(!locale(&[("LC_ALL", "C"), ("LANG", "it_IT.UTF-8")]));
        assert!(!locale(&[]));
    }
}
