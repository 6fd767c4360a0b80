//! The terminal the console would open on.

use super::{Check, Finding, Severity};

/// Columns and rows below which nothing can be shown.
const LEAST: (u16, u16) = (60, 15);
/// Columns and rows every screen is made for.
const WANTED: (u16, u16) = (80, 24);

/// What is known of the terminal.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Terminal {
    /// Columns and rows; nothing where there is no terminal.
    pub size: Option<(u16, u16)>,
    /// What `TERM` says.
    pub term: String,
    /// Whether the locale speaks UTF-8.
    pub utf8: bool,
    /// How many colours it says it has.
    pub colours: u32,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// The multiplexer around it, and the key that keeps.
    pub inside: Option<(&'static str, &'static str)>,
    /// Whether it shows frames whole; nothing where it did not answer.
    pub synchronized: Option<bool>,
}

/// Looks the terminal over.
pub fn examine(terminal: &Terminal) -> Vec<Finding> {
    let Some((columns, rows)) = terminal.size else {
        return vec![Finding::new(
            Check::NotATerminal,
            "",
            "Input or output is no terminal, so none was looked at; call the doctor where the console is to run.",
        )];
    };
    let mut found = Vec::new();
    let mut say = |check, about: &str, message: String| {
        found.push(Finding::new(check, about, message));
    };
    if columns < WANTED.0 || rows < WANTED.1 {
        say(
            Check::TooSmall,
            &format!("{columns}x{rows}"),
            format!(
                "The terminal has {columns} columns and {rows} rows, and every screen wants {} by {}; make the window larger or the letters smaller.",
                WANTED.0, WANTED.1
            ),
        );
    }
    if terminal.term.is_empty() || terminal.term == "dumb" {
        say(
            Check::Dumb,
            "TERM",
            "The terminal does not say what it is (TERM is empty or dumb), so nothing may be where it belongs; set TERM, such as xterm-256color."
                .to_owned(),
        );
    }
    if !terminal.utf8 {
        say(
            Check::NoUtf8,
            "LANG",
            "The locale does not speak UTF-8, so names are shown in plain letters; set LANG, such as en_GB.UTF-8, if the terminal can."
                .to_owned(),
        );
    }
    if terminal.no_color {
        say(
            Check::FewColours,
            "NO_COLOR",
            "NO_COLOR is set, so signs alone tell what colours would; unset it for colours."
                .to_owned(),
        );
    } else if terminal.colours < 256 {
        say(
            Check::FewColours,
            "TERM",
            format!(
                "The terminal says it has {} colours; the theme for sixteen is taken.",
                terminal.colours
            ),
        );
    }
    if let Some((name, key)) = terminal.inside {
        say(
            Check::Multiplexed,
            name,
            format!(
                "{name} keeps {key} to itself; press it twice for keyrack, or give its action another key."
            ),
        );
    }
    if terminal.synchronized == Some(false) {
        say(
            Check::NotSynchronized,
            "",
            "The terminal does not show frames whole, so a slow line may show half of one; nothing needs to be done."
                .to_owned(),
        );
    }
    for finding in &mut found {
        if finding.check == Check::TooSmall && (columns < LEAST.0 || rows < LEAST.1) {
            finding.severity = Severity::Fault;
        }
    }
    found
}
