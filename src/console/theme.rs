//! Colours by meaning.
//!
//! Owns the list of what the console has to say with colour, and the reading
//! of themes (`assets/themes/*.toml`, or a person's own file). A theme gives
//! each meaning a style; no screen names a colour. Colour only ever repeats
//! what a letter, a bracket or a word already says, so a theme without any
//! (`NO_COLOR`) loses nothing.

use std::collections::BTreeMap;
use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// Declares the meanings once, with the names that theme files use.
macro_rules! meanings {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// What a piece of the frame says by its colour.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Meaning { $($(#[$doc])* $variant),+ }

        impl Meaning {
            /// Every meaning there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that theme files use.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

meanings! {
    /// Plain text and the ground of the frame.
    Text = "text",
    /// What can be read but needs no attention.
    Muted = "muted",
    /// Names of columns, panels, groups.
    Heading = "heading",
    /// The bar with the hotel's name.
    Header = "header",
    /// The screen that is open.
    Tab = "tab",
    /// A key in a hint.
    Key = "key",
    /// What cannot be done now.
    Dim = "dim",
    /// Lines and frames.
    Border = "border",
    /// Where the keyboard is.
    Cursor = "cursor",
    /// What is selected.
    Selection = "selection",
    /// The field that is being typed into.
    Field = "field",
    /// Today's column.
    Today = "today",
    /// Saturdays and Sundays.
    Weekend = "weekend",
    /// A free room-night, or a room ready for a guest.
    Available = "available",
    /// A guest in the house.
    Occupied = "occupied",
    /// A guest who arrives.
    Arriving = "arriving",
    /// A guest who leaves.
    Departing = "departing",
    /// A guest who has left.
    Departed = "departed",
    /// A firm assignment.
    Assigned = "assigned",
    /// A tentative assignment.
    PreAssigned = "pre_assigned",
    /// A blocked room.
    Blocked = "blocked",
    /// A room under maintenance.
    Maintenance = "maintenance",
    /// A room out of order.
    OutOfOrder = "out_of_order",
    /// A room to be cleaned.
    Dirty = "dirty",
    /// A room being cleaned.
    Cleaning = "cleaning",
    /// A room to be inspected.
    Inspect = "inspect",
    /// A stay without a room.
    Unassigned = "unassigned",
    /// A stay picked up, where it may be dropped.
    GhostFits = "ghost_fits",
    /// A stay picked up, where it may not.
    GhostRefused = "ghost_refused",
    /// Two claims on one room; an overstay.
    Conflict = "conflict",
    /// Needs someone at once.
    Critical = "critical",
    /// Needs someone soon.
    Warning = "warning",
    /// Worth knowing.
    Info = "info",
    /// Done.
    Good = "good",
    /// Refused or failed.
    Wrong = "wrong",
}

/// A style for every meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// What the theme calls itself.
    pub name: String,
    styles: BTreeMap<Meaning, Style>,
}

/// The themes that come with keyrack, by the name a person asks for.
const BUILT_IN: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    (
        "high-contrast",
        include_str!("../../assets/themes/high-contrast.toml"),
    ),
    (
        "blue-orange",
        include_str!("../../assets/themes/blue-orange.toml"),
    ),
    ("sixteen", include_str!("../../assets/themes/sixteen.toml")),
];

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// No theme comes with this name.
    #[error(
        "there is no theme `{0}`; there are dark, light, high-contrast, blue-orange and sixteen"
    )]
    Unknown(String),
    /// The file is no theme: bad TOML, an unknown field, style or colour.
    #[error("the theme cannot be read: {0}")]
    Unreadable(String),
    /// A meaning has no style.
    #[error("the theme says nothing about `{0}`")]
    Missing(&'static str),
}

/// A theme file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    styles: BTreeMap<String, Paint>,
}

/// One style as written: colours by name (`blue`), number (`24`) or `#rrggbb`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // Four independent switches of a file format.
struct Paint {
    fg: Option<String>,
    bg: Option<String>,
    #[serde(default)]
    bold: bool,
    #[serde(default)]
    dim: bool,
    #[serde(default)]
    underlined: bool,
    #[serde(default)]
    reversed: bool,
}

impl Theme {
    /// The theme that comes with keyrack under `name`.
    ///
    /// # Errors
    ///
    /// [`ThemeError::Unknown`], naming those there are.
    pub fn built_in(name: &str) -> Result<Self, ThemeError> {
        let (_, text) = BUILT_IN
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| ThemeError::Unknown(name.to_owned()))?;
        text.parse()
    }

    /// The theme of a terminal that may show no colour: bold, underlined and
    /// reversed only.
    pub fn without_colour() -> Self {
        let styles = Meaning::ALL
            .iter()
            .map(|meaning| (*meaning, plain_style(*meaning)))
            .collect();
        Self {
            name: "no colour".into(),
            styles,
        }
    }

    /// What `meaning` looks like.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.styles.get(&meaning).copied().unwrap_or_default()
    }
}

/// The style of a meaning where there is no colour.
fn plain_style(meaning: Meaning) -> Style {
    let modifier = match meaning {
        Meaning::Cursor | Meaning::Tab | Meaning::GhostFits | Meaning::GhostRefused => {
            Modifier::REVERSED
        }
        Meaning::Selection | Meaning::Field => Modifier::UNDERLINED,
        Meaning::Header | Meaning::Heading | Meaning::Key | Meaning::Critical => Modifier::BOLD,
        Meaning::Conflict | Meaning::Wrong => Modifier::BOLD.union(Modifier::UNDERLINED),
        Meaning::Dim => Modifier::DIM,
        _ => Modifier::empty(),
    };
    Style::new().add_modifier(modifier)
}

impl FromStr for Theme {
    type Err = ThemeError;

    fn from_str(text: &str) -> Result<Self, ThemeError> {
        let file: File =
            toml::from_str(text).map_err(|fault| ThemeError::Unreadable(fault.to_string()))?;
        let mut styles = BTreeMap::new();
        for (name, paint) in &file.styles {
            let meaning = Meaning::ALL
                .iter()
                .find(|meaning| meaning.name() == name)
                .ok_or_else(|| ThemeError::Unreadable(format!("nothing is called `{name}`")))?;
            styles.insert(*meaning, paint.style()?);
        }
        match Meaning::ALL
            .iter()
            .find(|meaning| !styles.contains_key(meaning))
        {
            Some(missing) => Err(ThemeError::Missing(missing.name())),
            None => Ok(Self {
                name: file.name,
                styles,
            }),
        }
    }
}

impl Paint {
    fn style(&self) -> Result<Style, ThemeError> {
        let mut style = Style::new();
        if let Some(colour) = &self.fg {
            style = style.fg(read_colour(colour)?);
        }
        if let Some(colour) = &self.bg {
            style = style.bg(read_colour(colour)?);
        }
        let modifiers = [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.underlined, Modifier::UNDERLINED),
            (self.reversed, Modifier::REVERSED),
        ];
        for (_, modifier) in modifiers.into_iter().filter(|(on, _)| *on) {
            style = style.add_modifier(modifier);
        }
        Ok(style)
    }
}

fn read_colour(text: &str) -> Result<Color, ThemeError> {
    Color::from_str(text).map_err(|_| ThemeError::Unreadable(format!("`{text}` is no colour")))
}

/// What the surroundings say about colour, gathered once at start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// `NO_COLOR` is set to something.
    pub no_color: bool,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// `COLORFGBG`, which some terminals set to say that they are light.
    pub colorfgbg: String,
}

impl Surroundings {
    /// What the process was started with.
    pub fn of_process() -> Self {
        let var = |name| std::env::var(name).unwrap_or_default();
        Self {
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            term: var("TERM"),
            colorterm: var("COLORTERM"),
            colorfgbg: var("COLORFGBG"),
        }
    }

    /// The name of the built-in theme that suits, or `None` where no colour is
    /// wanted or possible.
    pub fn fitting_theme(&self) -> Option<&'static str> {
        if self.no_color || self.term == "dumb" {
            return None;
        }
        let many = self.term.contains("256color")
            || !self.colorterm.is_empty()
            || ["kitty", "alacritty", "ghostty", "foot", "wezterm"]
                .iter()
                .any(|name| self.term.contains(name));
        if !many {
            return Some("sixteen");
        }
        let ground = self
            .colorfgbg
            .rsplit(';')
            .next()
            .and_then(|bg| bg.parse::<u8>().ok());
        Some(if matches!(ground, Some(7 | 9..=15)) {
            "light"
        } else {
            "dark"
        })
    }
}

/// The theme to start with: the one asked for, else one that suits.
///
/// # Errors
///
/// [`ThemeError::Unknown`] for a name that no theme has.
pub fn choose(wanted: Option<&str>, around: &Surroundings) -> Result<Theme, ThemeError> {
    match (wanted, around.fitting_theme()) {
        (_, None) => Ok(Theme::without_colour()),
        (Some(name), _) | (None, Some(name)) => Theme::built_in(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_that_comes_along_is_complete() {
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            for meaning in Meaning::ALL {
                assert!(
                    theme.styles.contains_key(meaning),
                    "{name} lacks {}",
                    meaning.name()
                );
            }
        }
    }

    #[test]
    fn sixteen_colours_are_sixteen() {
        let theme = Theme::built_in("sixteen").expect("a theme");
        for style in theme.styles.values() {
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(
                    !matches!(colour, Color::Rgb(..) | Color::Indexed(_)),
                    "{colour:?}"
                );
            }
        }
    }

    #[test]
    fn no_colour_means_none() {
        for style in Theme::without_colour().styles.values() {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn a_slip_in_a_theme_is_named() {
        let unknown = "name = 'x'\n[styles.texts]\nfg = 'red'".parse::<Theme>();
        assert!(unknown.expect_err("refused").to_string().contains("texts"));
        let colour = "name = 'x'\n[styles.text]\nfg = 'rouge'".parse::<Theme>();
        assert!(colour.expect_err("refused").to_string().contains("rouge"));
        let missing = "name = 'x'\n[styles.text]\nfg = 'red'".parse::<Theme>();
        assert!(missing.expect_err("refused").to_string().contains("muted"));
    }

    #[test]
    fn the_surroundings_decide() {
        let mut around = Surroundings {
            term: "xterm-256color".into(),
            ..Default::default()
        };
        assert_eq!(around.fitting_theme(), Some("dark"));
        around.colorfgbg = "0;15".into();
        assert_eq!(around.fitting_theme(), Some("light"));
        around.term = "linux".into();
        assert_eq!(around.fitting_theme(), Some("sixteen"));
        around.no_color = true;
        assert_eq!(
            choose(Some("dark"), &around).expect("a theme"),
            Theme::without_colour()
        );
        assert!(choose(Some("pink"), &Surroundings::default()).is_err());
    }
}
