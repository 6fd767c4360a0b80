//! Which key does what, where.
//!
//! Owns the default keys (`assets/keymap.toml`), a person's own keys laid over
//! them, and the strictness about both: an unknown action, a key that cannot
//! be pressed or is given twice in one place is refused with a sentence.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::action::{Action, Context, REGISTRY};
use super::keys::{Key, NoSuchKey};

/// The keys that come with keyrack.
const DEFAULTS: &str = include_str!("../../assets/keymap.toml");

/// Keys as a file gives them: context, action, keys.
pub type Written = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Keys>>;

/// The keys of one action in one context as a file gives them.
#[derive(Deserialize, Debug, Clone)]
#[serde(untagged)]
pub enum Keys {
    /// `undo = "u"`
    One(String),
    /// `undo = ["u", "ctrl+z"]`
    Several(Vec<String>),
}

/// Every place that keys can be set for, as a sentence lists them.
fn places() -> String {
    let names: Vec<&str> = Context::ALL.iter().map(|context| context.name()).collect();
    match names.as_slice() {
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
        [] => String::new(),
    }
}

/// Why keys cannot be used; the place in the file is part of the sentence.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// The file is not the kind of table it should be.
    #[error("the keys cannot be read: {0}")]
    Unreadable(String),
    /// No such place.
    #[error("[keys.{0}]: there is no such place; there are {places}", places = places())]
    UnknownContext(String),
    /// No such action.
    #[error("[keys.{context}] {action}: there is no such action")]
    UnknownAction {
        /// Where it was written.
        context: String,
        /// What was written.
        action: String,
    },
    /// The action does nothing in this place.
    #[error("[keys.{context}] {action}: this action has no meaning there")]
    WrongPlace {
        /// Where it was written.
        context: String,
        /// What was written.
        action: String,
    },
    /// No such key.
    #[error("[keys.{context}] {action}: {fault}")]
    BadKey {
        /// Where it was written.
        context: String,
        /// For which action.
        action: String,
        /// What is wrong with the key.
        fault: NoSuchKey,
    },
    /// A key that terminals report as another.
    #[error("[keys.{context}] {action}: {why}")]
    NotBindable {
        /// Where it was written.
        context: String,
        /// For which action.
        action: String,
        /// Why it cannot be bound.
        why: &'static str,
    },
    /// One key, two actions.
    #[error("[keys.{context}]: `{key}` is given to both {first} and {second}")]
    Twice {
        /// In which place.
        context: String,
        /// The key.
        key: String,
        /// One of the actions.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// Nothing would end the program any more.
    #[error("[keys.everywhere] quit: needs at least one key")]
    NoWayOut,
}

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    keys: BTreeMap<(Context, Action), Vec<Key>>,
    actions: BTreeMap<(Context, Key), Action>,
    /// The key that tmux or screen keeps for itself, inside of which it has to
    /// be pressed twice.
    taken: Option<Key>,
}

impl Keymap {
    /// The keys that come with keyrack.
    ///
    /// # Errors
    ///
    /// Only if the file that is built in is wrong, which a test rules out.
    pub fn built_in() -> Result<Self, KeymapError> {
        Self::with(&Written::new())
    }

    /// The default keys with a person's own laid over them.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with `own`, naming its place.
    pub fn with(own: &Written) -> Result<Self, KeymapError> {
        let defaults: Written =
            toml::from_str(DEFAULTS).map_err(|fault| KeymapError::Unreadable(fault.to_string()))?;
        let mut keys = BTreeMap::new();
        for written in [&defaults, own] {
            lay_over(&mut keys, written)?;
        }
        let actions = by_key(&keys)?;
        let way_out = keys.get(&(Context::Everywhere, Action::Quit));
        if way_out.is_none_or(Vec::is_empty) {
            return Err(KeymapError::NoWayOut);
        }
        Ok(Self {
            keys,
            actions,
            taken: None,
        })
    }

    /// The same keys inside a terminal multiplexer that keeps `taken`.
    #[must_use]
    pub fn inside(mut self, taken: Option<Key>) -> Self {
        self.taken = taken;
        self
    }

    /// A key as hints show it.
    pub fn shown(&self, key: Key) -> String {
        let twice = if self.taken == Some(key) {
            " twice"
        } else {
            ""
        };
        format!("{}{twice}", key.hint())
    }

    /// What `key` does in `context`, if anything.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        self.actions.get(&(context, key)).copied()
    }

    /// The keys of `action` in `context`.
    pub fn keys(&self, context: Context, action: Action) -> &[Key] {
        self.keys.get(&(context, action)).map_or(&[], Vec::as_slice)
    }

    /// The keys of `action` in the first of `contexts` that has any.
    pub fn keys_in(&self, contexts: &[Context], action: Action) -> &[Key] {
        contexts
            .iter()
            .map(|context| self.keys(*context, action))
            .find(|keys| !keys.is_empty())
            .unwrap_or(&[])
    }

    /// The first key of `action` in `contexts` as hints show it.
    pub fn hint(&self, contexts: &[Context], action: Action) -> Option<String> {
        let keys = self.keys_in(contexts, action);
        keys.first().map(|key| self.shown(*key))
    }
}

type ByAction = BTreeMap<(Context, Action), Vec<Key>>;

fn lay_over(keys: &mut ByAction, written: &Written) -> Result<(), KeymapError> {
    for (context_name, actions) in written {
        let context_name = context_name.get_ref();
        let context = Context::ALL
            .into_iter()
            .find(|context| context.name() == context_name)
            .ok_or_else(|| KeymapError::UnknownContext(context_name.clone()))?;
        for (action_name, given) in actions {
            let action_name = action_name.get_ref();
            let action = action_in(context, action_name)?;
            keys.insert(
                (context, action),
                read_keys(context_name, action_name, given)?,
            );
        }
    }
    Ok(())
}

fn action_in(context: Context, name: &str) -> Result<Action, KeymapError> {
    let (context_name, action_name) = (context.name().to_owned(), name.to_owned());
    let Some(action) = Action::by_id(name) else {
        return Err(KeymapError::UnknownAction {
            context: context_name,
            action: action_name,
        });
    };
    if !action.entry().contexts.contains(&context) {
        return Err(KeymapError::WrongPlace {
            context: context_name,
            action: action_name,
        });
    }
    Ok(action)
}

fn read_keys(context: &str, action: &str, given: &Keys) -> Result<Vec<Key>, KeymapError> {
    let texts = match given {
        Keys::One(text) => std::slice::from_ref(text),
        Keys::Several(texts) => texts,
    };
    let (context, action) = (context.to_owned(), action.to_owned());
    texts
        .iter()
        .map(|text| read_key(text, &context, &action))
        .collect()
}

fn read_key(text: &str, context: &str, action: &str) -> Result<Key, KeymapError> {
    let (context, action) = (context.to_owned(), action.to_owned());
    match text.parse::<Key>() {
        Err(fault) => Err(KeymapError::BadKey {
            context,
            action,
            fault,
        }),
        Ok(key) => match key.why_not_bindable() {
            Some(why) => Err(KeymapError::NotBindable {
                context,
                action,
                why,
            }),
            None => Ok(key),
        },
    }
}

fn by_key(keys: &ByAction) -> Result<BTreeMap<(Context, Key), Action>, KeymapError> {
    let mut actions = BTreeMap::new();
    for ((context, action), pressed) in keys {
        for key in pressed {
            let before = actions.insert((*context, *key), *action);
            if let Some(first) = before.filter(|first| first != action) {
                return Err(KeymapError::Twice {
                    context: context.name().to_owned(),
                    key: key.to_string(),
                    first: first.entry().id,
                    second: action.entry().id,
                });
            }
        }
    }
    Ok(actions)
}

/// Where in the file `own` was read from the fault lies, in bytes from its
/// beginning; nothing where it lies in no one place of it.
pub fn place(own: &Written, fault: &KeymapError) -> Option<usize> {
    let table = |context: &str| own.get_key_value(context);
    let line = |context: &str, action: &str| {
        let (_, actions) = table(context)?;
        let (name, _) = actions.get_key_value(action)?;
        Some(name.span().start)
    };
    match fault {
        KeymapError::Unreadable(_) => None,
        KeymapError::UnknownContext(context) => Some(table(context)?.0.span().start),
        KeymapError::UnknownAction { context, action }
        | KeymapError::WrongPlace { context, action }
        | KeymapError::BadKey {
            context, action, ..
        }
        | KeymapError::NotBindable {
            context, action, ..
        } => line(context, action),
        KeymapError::Twice {
            context,
            first,
            second,
            ..
        } => line(context, first).or_else(|| line(context, second)),
        KeymapError::NoWayOut => line(Context::Everywhere.name(), Action::Quit.entry().id),
    }
}

/// Every action with its keys, for documentation: context, action, keys.
pub fn all_keys(keymap: &Keymap) -> Vec<(Context, Action, Vec<Key>)> {
    REGISTRY
        .iter()
        .flat_map(|entry| {
            entry
                .contexts
                .iter()
                .map(|context| (*context, entry.action))
        })
        .map(|(context, action)| (context, action, keymap.keys(context, action).to_vec()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Result<Keymap, KeymapError> {
        let written: Written = toml::from_str(text).expect("a table");
        Keymap::with(&written)
    }

    #[test]
    fn every_default_key_is_easy_to_press_and_never_another_key() {
        let keymap = Keymap::built_in().expect("the built-in keys");
        let all = all_keys(&keymap);
        assert!(all.iter().map(|(_, _, keys)| keys.len()).sum::<usize>() > 100);
        for (context, action, keys) in all {
            for key in keys {
                let place = format!("{key} for {} in {}", action.entry().id, context.name());
                assert!(key.is_easy_to_reach(), "{place}");
                assert_eq!(key.why_not_bindable(), None, "{place}");
            }
        }
    }

    #[test]
    fn no_screen_hides_a_key_that_works_everywhere() {
        let keymap = Keymap::built_in().expect("the built-in keys");
        for (context, action, keys) in all_keys(&keymap) {
            if !matches!(
                context,
                Context::Grid
                    | Context::Turnover
                    | Context::Alerts
                    | Context::Requests
                    | Context::Staff
                    | Context::Rules
            ) {
                continue;
            }
            for key in keys {
                let hidden = keymap.action(Context::Everywhere, key);
                assert_eq!(
                    hidden,
                    None,
                    "{key} for {} in {}",
                    action.entry().id,
                    context.name()
                );
            }
        }
    }

    #[test]
    fn a_persons_own_keys_replace_the_defaults() {
        let keymap = own("[everywhere]\nundo = 'U'\n[grid]\nassign = []").expect("keys");
        assert_eq!(
            keymap.action(Context::Everywhere, Key::letter('U')),
            Some(Action::Undo)
        );
        assert_eq!(keymap.action(Context::Everywhere, Key::letter('u')), None);
        assert_eq!(keymap.keys(Context::Grid, Action::Assign), []);
    }

    #[test]
    fn a_key_that_the_multiplexer_keeps_is_pressed_twice() {
        let taken = Key::letter('b').with_ctrl();
        let keymap = Keymap::built_in().expect("keys").inside(Some(taken));
        assert_eq!(keymap.shown(taken), "^B twice");
        assert_eq!(keymap.shown(Key::letter('b')), "b");
    }

    #[test]
    fn every_slip_is_named_with_its_place() {
        let nowhere = own("[lobby]\nundo = 'U'").expect_err("no such place");
        for context in Context::ALL {
            let said = nowhere.to_string();
            assert!(said.contains(context.name()), "{said}");
        }
        for (text, said) in [
            ("[gird]\nup = 'k'", "[keys.gird]"),
            ("[grid]\nfly = 'k'", "fly"),
            ("[grid]\nsnooze = 'k'", "no meaning there"),
            ("[grid]\nup = 'hyper+k'", "hyper+k"),
            ("[grid]\nup = 'ctrl+h'", "Backspace"),
            ("[grid]\nup = 'a'", "both up and assign"),
            ("[everywhere]\nquit = []", "at least one key"),
        ] {
            let fault = own(text).expect_err(text).to_string();
            assert!(fault.contains(said), "{fault}");
        }
    }
}
