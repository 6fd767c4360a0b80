//! Notifications of the desktop, by way of the terminal.
//!
//! There are three dialects (OSC 9, OSC 777, OSC 99) and nobody can tell which
//! a terminal speaks, so a person says so in the configuration file; else none
//! is sent. Inside tmux the sequence is wrapped, to be passed through. Owns the
//! bytes and nothing else.

use serde::Deserialize;

use super::text;

/// Letters of a title and of a body, at most: a notification is a line or two.
const TITLE: usize = 60;
const BODY: usize = 200;

/// In which dialect a terminal is asked for a notification.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Desktop {
    /// Not at all.
    #[default]
    Off,
    /// `iTerm2`, `Windows Terminal`, `foot`: one text.
    Osc9,
    /// `urxvt`, `foot`, `Ghostty`: title and text.
    Osc777,
    /// kitty: title, text and urgency.
    Osc99,
}

/// What a notification says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notification {
    /// Its heading.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Whether it cannot wait.
    pub urgent: bool,
}

impl Notification {
    /// The bytes that ask the terminal for it; nothing where none is wanted.
    /// Whatever is in the texts, no control character but our own is sent.
    pub fn sequence(&self, desktop: Desktop, in_tmux: bool) -> Option<String> {
        let (title, body) = (plain(&self.title, TITLE), plain(&self.body, BODY));
        let sequence = match desktop {
            Desktop::Off => return None,
            Desktop::Osc9 => format!("\x1b]9;{title}: {body}\x1b\\"),
            Desktop::Osc777 => {
                // A semicolon would end the title.
                let title = title.replace(';', ",");
                format!("\x1b]777;notify;{title};{body}\x1b\\")
            }
            Desktop::Osc99 => {
                let urgency = if self.urgent { 2 } else { 1 };
                format!(
                    "\x1b]99;i=keyrack:d=0:u={urgency}:p=title;{title}\x1b\\\x1b]99;i=keyrack:d=1:p=body;{body}\x1b\\"
                )
            }
        };
        Some(if in_tmux {
            through_tmux(&sequence)
        } else {
            sequence
        })
    }
}

/// Wrapped for tmux, which passes it on where `allow-passthrough` is on.
fn through_tmux(sequence: &str) -> String {
    format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
}

/// One short line without control characters: those of C1 too, and whatever
/// turns the direction of writing.
fn plain(said: &str, most: usize) -> String {
    let said = text::shown(said, false);
    let kept = said.chars().filter(|c| !c.is_control());
    kept.take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn khan() -> Notification {
        Notification {
            title: "keyrack: Roma".into(),
            body: "Khan has no room.".into(),
            urgent: true,
        }
    }

    #[test]
    fn the_bytes_of_each_dialect() {
        for (desktop, bytes) in [
            (Desktop::Off, None),
            (
                Desktop::Osc9,
                Some("\x1b]9;keyrack: Roma: Khan has no room.\x1b\\"),
            ),
            (
                Desktop::Osc777,
                Some("\x1b]777;notify;keyrack: Roma;Khan has no room.\x1b\\"),
            ),
            (
                Desktop::Osc99,
                Some(
                    "\x1b]99;i=keyrack:d=0:u=2:p=title;keyrack: Roma\x1b\\\x1b]99;i=keyrack:d=1:p=body;Khan has no room.\x1b\\",
                ),
            ),
        ] {
            assert_eq!(khan().sequence(desktop, false).as_deref(), bytes);
        }
    }

    #[test]
    fn tmux_passes_on_what_is_wrapped() {
        assert_eq!(
            khan().sequence(Desktop::Osc9, true).as_deref(),
            Some("\x1bPtmux;\x1b\x1b]9;keyrack: Roma: Khan has no room.\x1b\x1b\\\x1b\\")
        );
        assert_eq!(khan().sequence(Desktop::Off, true), None);
    }

    #[test]
    fn nothing_a_guest_is_called_reaches_the_terminal_as_control() {
        let nasty = "Bo\u{7}bby\x1b]0;pwned\x07\u{9b}2J\u{9c}\r\n\u{202e};x";
        for desktop in [Desktop::Osc9, Desktop::Osc777, Desktop::Osc99] {
            for in_tmux in [false, true] {
                let sent = Notification {
                    title: nasty.into(),
                    body: nasty.repeat(50),
                    urgent: false,
                }
                .sequence(desktop, in_tmux)
                .unwrap();
                let ours = Notification {
                    title: String::new(),
                    body: String::new(),
                    urgent: false,
                }
                .sequence(desktop, in_tmux)
                .unwrap();
                let controls = |text: &str| text.chars().filter(|c| c.is_control()).count();
                assert_eq!(controls(&sent), controls(&ours), "{sent:?}");
                assert!(!sent.contains('\u{202e}'));
                let semicolons = |text: &str| text.matches(';').count();
                let in_text = 1 + semicolons(&plain(&nasty.repeat(50), BODY));
                assert!(semicolons(&sent) <= semicolons(&ours) + in_text + 4);
            }
        }
    }
}
