//! Keys as people write them.
//!
//! Owns the notation (`ctrl+p`, `shift+tab`, `A`, `f1`), its reading and
//! printing, the keys that may never be bound, and the written sequences that
//! tests drive the console with. Knows no action.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// One key with what was held down.
///
/// Shift is part of a letter (`A`), and is only noted for keys that have no
/// letter (`shift+left`). Two keys are the same if a terminal cannot tell them
/// apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Key {
    /// The key itself.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held, with a key that is no letter.
    pub shift: bool,
}

/// The key without what was held down.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Code {
    Letter(char),
    Function(u8),
    Enter,
    Escape,
    Tab,
    Space,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

/// Names of the keys that have no letter, as written and as read.
const NAMES: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("esc", Code::Escape),
    ("tab", Code::Tab),
    ("space", Code::Space),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("insert", Code::Insert),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pgdn", Code::PageDown),
];

/// Characters that need `AltGr` or are missing on some national keyboards.
const HARD_TO_REACH: &str = "[]{}\\@~|";

impl Key {
    /// A key with nothing held down.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A letter, digit or sign.
    pub const fn letter(letter: char) -> Self {
        Self::plain(Code::Letter(letter))
    }

    /// The same key with Control held.
    #[must_use]
    pub const fn with_ctrl(mut self) -> Self {
        self.ctrl = true;
        self
    }

    /// What the terminal reported, or nothing for releases and keys that have
    /// no meaning here (a bare Shift, media keys).
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = event.modifiers;
        let mut key = Self {
            code: code_of(event.code)?,
            ctrl: held.contains(KeyModifiers::CONTROL),
            alt: held.contains(KeyModifiers::ALT),
            shift: held.contains(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab,
        };
        key.settle();
        Some(key)
    }

    /// The character this key types into a text field, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            _ if self.ctrl || self.alt => None,
            Code::Letter(letter) => Some(letter),
            Code::Space => Some(' '),
            _ => None,
        }
    }

    /// Why this key may not be bound, if it may not.
    ///
    /// Ctrl+H, Ctrl+I and Ctrl+M *are* Backspace, Tab and Enter on most
    /// terminals, and Ctrl+`[` is Escape; Control with a digit or a sign, and
    /// Shift or Control with Enter and its like, they do not send at all.
    pub fn why_not_bindable(self) -> Option<&'static str> {
        match self.code {
            Code::Letter('h') if self.ctrl => Some("Ctrl+H is Backspace on most terminals"),
            Code::Letter('i') if self.ctrl => Some("Ctrl+I is Tab on most terminals"),
            Code::Letter('m') if self.ctrl => Some("Ctrl+M is Enter on most terminals"),
            Code::Letter('[') if self.ctrl => Some("Ctrl+[ is Escape on most terminals"),
            Code::Letter(letter) if self.ctrl && !letter.is_ascii_lowercase() => {
                Some("terminals send Control only together with the letters a to z")
            }
            Code::Enter | Code::Escape | Code::Backspace if self.ctrl || self.shift => {
                Some("most terminals send the same for this key with and without Control or Shift")
            }
            Code::Tab if self.ctrl => {
                Some("most terminals send the same for Tab with and without Control")
            }
            Code::Space if self.shift => {
                Some("most terminals send the same for Space with and without Shift")
            }
            _ => None,
        }
    }

    /// Whether every keyboard has this key without contortions; the defaults
    /// use only such keys.
    pub fn is_easy_to_reach(self) -> bool {
        !matches!(self.code, Code::Letter(letter) if HARD_TO_REACH.contains(letter))
    }

    /// Short form for hints: `^P`, `F1`, `Enter`.
    pub fn hint(self) -> String {
        let mut text = String::new();
        if self.alt {
            text.push_str("Alt+");
        }
        if self.shift {
            text.push_str("Shift+");
        }
        if self.ctrl {
            text.push('^');
        }
        text + &self.code.label(self.ctrl)
    }

    /// Makes what terminals report differently the same: Ctrl+Shift+P is
    /// Ctrl+P, and Shift with a letter is the capital.
    fn settle(&mut self) {
        if let Code::Letter(letter) = self.code {
            if self.ctrl {
                self.code = Code::Letter(letter.to_ascii_lowercase());
            } else if self.shift && letter.is_lowercase() {
                let mut upper = letter.to_uppercase();
                if let (Some(capital), None) = (upper.next(), upper.next()) {
                    self.code = Code::Letter(capital);
                }
            }
            self.shift = false;
        }
        if self.code == Code::Letter(' ') {
            self.code = Code::Space;
        }
    }
}

impl Code {
    /// How a hint calls this key.
    fn label(self, ctrl: bool) -> String {
        match self {
            Self::Letter(letter) if ctrl => letter.to_ascii_uppercase().to_string(),
            Self::Letter(letter) => letter.to_string(),
            Self::Function(number) => format!("F{number}"),
            Self::PageUp => "PgUp".into(),
            Self::PageDown => "PgDn".into(),
            Self::Delete => "Del".into(),
            Self::Insert => "Ins".into(),
            other => {
                let name = other.name();
                let mut letters = name.chars();
                letters.next().map_or_else(String::new, |first| {
                    format!("{}{}", first.to_ascii_uppercase(), letters.as_str())
                })
            }
        }
    }

    fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(_, code)| *code == self)
            .map_or("", |(name, _)| name)
    }
}

/// The key behind what crossterm calls it.
fn code_of(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(' ') => Code::Space,
        KeyCode::Char(letter) if !letter.is_control() => Code::Letter(letter),
        KeyCode::F(number) => Code::Function(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Escape,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    })
}

impl fmt::Display for Key {
    /// The notation of the configuration file: `ctrl+p`, `shift+tab`, `A`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "ctrl+"),
            (self.alt, "alt+"),
            (self.shift, "shift+"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Letter(letter) => write!(f, "{letter}"),
            Code::Function(number) => write!(f, "f{number}"),
            other => f.write_str(other.name()),
        }
    }
}

/// A key that was written in a way nobody can press.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no key; write for example `j`, `A`, `ctrl+p`, `shift+tab`, `alt+left`, `f1`, `pgdn`"
)]
pub struct NoSuchKey(pub String);

impl FromStr for Key {
    type Err = NoSuchKey;

    fn from_str(text: &str) -> Result<Self, NoSuchKey> {
        let wrong = || NoSuchKey(text.to_owned());
        let mut key = Self::letter(' ');
        let mut rest = text;
        // A lone `+` is the plus key; `ctrl++` is Control with it.
        while let Some((held, after)) = rest.split_once('+').filter(|(held, _)| !held.is_empty()) {
            match held.to_ascii_lowercase().as_str() {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => return Err(wrong()),
            }
            rest = after;
        }
        key.code = read_code(rest).ok_or_else(wrong)?;
        // A sign is written as itself, and Control hides Shift.
        if let Code::Letter(letter) = key.code
            && key.shift
            && (key.ctrl || !letter.is_alphabetic())
        {
            return Err(wrong());
        }
        key.settle();
        Ok(key)
    }
}

fn read_code(text: &str) -> Option<Code> {
    let mut letters = text.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return (!letter.is_control() && !letter.is_whitespace()).then_some(Code::Letter(letter));
    }
    let lower = text.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(*code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::Function(number))
}

/// Reads keys written in a row, separated by spaces: `"2 j > y"`. Text in
/// single quotes is typed letter by letter: `"/ 'muller' enter"`.
///
/// # Errors
///
/// The first word that is no key.
pub fn written(text: &str) -> Result<Vec<Key>, NoSuchKey> {
    let mut keys = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some((typed, after)) = rest
            .strip_prefix('\'')
            .and_then(|rest| rest.split_once('\''))
        {
            keys.extend(typed.chars().map(|letter| match letter {
                ' ' => Key::plain(Code::Space),
                other => Key::letter(other),
            }));
            rest = after.trim_start();
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        keys.push(rest[..end].parse()?);
        rest = rest[end..].trim_start();
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("j", "j")]
    #[case("A", "A")]
    #[case("ctrl+p", "^P")]
    #[case("Ctrl+P", "^P")]
    #[case("shift+tab", "Shift+Tab")]
    #[case("alt+left", "Alt+Left")]
    #[case("f12", "F12")]
    #[case("+", "+")]
    #[case("pgdn", "PgDn")]
    #[case("space", "Space")]
    fn keys_are_read_and_hinted(#[case] written: &str, #[case] hint: &str) {
        let key: Key = written.parse().expect("a key");
        assert_eq!(key.hint(), hint);
        assert_eq!(key.to_string().parse(), Ok(key));
    }

    #[rstest]
    #[case("")]
    #[case("ctrl+")]
    #[case("hyper+x")]
    #[case("f99")]
    #[case("abc")]
    #[case("+x")]
    #[case("shift+1")]
    #[case("ctrl+shift+p")]
    fn what_is_no_key_is_refused(#[case] written: &str) {
        assert!(written.parse::<Key>().is_err(), "{written}");
    }

    #[test]
    fn keys_that_are_other_keys_cannot_be_bound() {
        for written in [
            "ctrl+h",
            "ctrl+i",
            "ctrl+m",
            "ctrl+[",
            "ctrl+1",
            "ctrl+;",
            "ctrl+enter",
            "shift+enter",
            "ctrl+tab",
            "shift+space",
        ] {
            let key: Key = written.parse().expect("a key");
            assert!(key.why_not_bindable().is_some(), "{written}");
        }
        assert!(Key::letter('h').why_not_bindable().is_none());
    }

    #[test]
    fn releases_are_ignored_and_capitals_are_one_key() {
        let mut event = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::SHIFT);
        assert_eq!(Key::from_event(&event), Some(Key::letter('A')));
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(&event), None);
        let back = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Key::from_event(&back), "shift+tab".parse().ok());
    }

    #[test]
    fn a_written_row_of_keys() {
        let keys = written("2 j > ' y' ctrl+q").expect("keys");
        let shown: Vec<String> = keys.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["2", "j", ">", "space", "y", "ctrl+q"]);
        assert_eq!(written("j nonsense"), Err(NoSuchKey("nonsense".into())));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in any::<String>()) {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
            }
            let _ = written(&text);
        }
    }
}
