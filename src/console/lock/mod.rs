//! The locked console: nothing of the house shows, and a name and PIN are asked.
//!
//! Owns what is typed into the two fields and why the console is locked. What
//! lies beneath stays as it is; who may come in is the desk's to say.

mod draw;

pub use draw::Told;

use super::action::Action;
use super::keys::Key;
use super::widget::field::Field;
use crate::desk::SignIn;
use crate::domain::PropertyId;
use crate::domain::secret::Secret;

/// Why the console is locked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// It opens, and the house wants to know who.
    Opening,
    /// Nobody has pressed a key for so many minutes.
    Idle(u32),
    /// Someone locked it.
    Asked,
    /// Someone else takes over; whoever was here may still go back.
    Switch,
    /// Another property is to be opened, of this name; likewise.
    Property(String),
    /// Whoever was signed in may act no more, for this reason.
    Gone(String),
}

/// A PIN while it is typed: wiped when it goes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Typed(Secret);

impl Typed {
    fn press(&mut self, key: Key) -> bool {
        let mut letters: Vec<char> = self.0.reveal().chars().collect();
        match (key.typed(), key.code) {
            (Some(letter), _) => letters.push(letter),
            (None, super::keys::Code::Backspace) => drop(letters.pop()),
            (None, super::keys::Code::Letter('u')) if key.ctrl => letters.clear(),
            _ => return false,
        }
        letters.truncate(crate::domain::sign_in::MOST);
        self.0 = Secret::new(letters.into_iter().collect::<String>());
        true
    }

    fn insert(&mut self, pasted: &str) {
        let clean = pasted.chars().filter(|letter| !letter.is_control());
        let all: String = self.0.reveal().chars().chain(clean).collect();
        self.0 = Secret::new(all);
    }

    fn length(&self) -> usize {
        self.0.reveal().chars().count()
    }
}

/// What the keys typed into a locked console come to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// Nothing yet.
    Nothing,
    /// This person wants to come in.
    SignIn(SignIn),
    /// Whoever was here goes on; no PIN is asked of them.
    GoOn,
    /// Whoever was here does not want to change after all.
    Back,
}

/// The locked console.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lock {
    why: Why,
    property: PropertyId,
    name: Field,
    pin: Typed,
    at_pin: bool,
    /// Whoever was here, where they may go on without a PIN.
    owner: Option<String>,
    said: Option<String>,
    checking: bool,
}

impl Lock {
    /// Locks the door of `property`; `name` is who will most likely come.
    pub fn new(why: Why, property: PropertyId, name: &str) -> Lock {
        Lock {
            why,
            property,
            name: Field::with(name),
            pin: Typed::default(),
            at_pin: !name.is_empty(),
            owner: None,
            said: None,
            checking: false,
        }
    }

    /// The same lock, which this person may open without a PIN: they have none.
    #[must_use]
    pub fn open_for(mut self, name: &str) -> Lock {
        self.owner = Some(name.to_owned());
        self
    }

    /// Whose door it is.
    pub fn property(&self) -> PropertyId {
        self.property
    }

    /// Whether whoever was here has only to go back.
    pub fn is_voluntary(&self) -> bool {
        matches!(self.why, Why::Switch | Why::Property(_))
    }

    /// Whether whoever was signed in may act no more.
    pub fn is_for_gone(&self) -> bool {
        matches!(self.why, Why::Gone(_))
    }

    /// Whether the PIN has been sent and not been answered.
    pub fn is_checking(&self) -> bool {
        self.checking
    }

    /// Says why nobody came in, and takes the PIN away.
    pub fn refuse(&mut self, said: String) {
        self.checking = false;
        self.pin = Typed::default();
        self.said = Some(said);
    }

    /// Waits for what was sent.
    pub fn wait(&mut self) {
        self.checking = true;
        self.said = None;
        self.pin = Typed::default();
    }

    /// Follows what a key is bound to in forms.
    pub fn follow(&mut self, action: Action) -> Wanted {
        match action {
            _ if self.checking => {}
            Action::NextField | Action::PreviousField => self.at_pin = !self.at_pin,
            Action::Back if self.is_voluntary() => return Wanted::Back,
            Action::Back => {
                self.pin = Typed::default();
                self.said = None;
            }
            Action::Accept => return self.accept(),
            _ => {}
        }
        Wanted::Nothing
    }

    fn accept(&mut self) -> Wanted {
        let name = self.name.text().trim();
        if self.pin.length() == 0 {
            if self.owner.as_deref().is_some_and(|owner| owner == name) {
                return Wanted::GoOn;
            }
            // Enter on the name leads to the PIN, and to the name where there is none.
            self.at_pin = !name.is_empty();
            return Wanted::Nothing;
        }
        if name.is_empty() {
            self.at_pin = false;
            self.said = Some("Who are you? Type your name or number.".to_owned());
            return Wanted::Nothing;
        }
        Wanted::SignIn(SignIn {
            property: self.property,
            who: name.to_owned(),
            pin: self.pin.0.clone(),
        })
    }

    /// Takes a key that is bound to nothing here.
    pub fn press(&mut self, key: Key) {
        if self.checking {
            return;
        }
        if self.at_pin {
            self.pin.press(key);
        } else {
            self.name.press(key);
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.checking {
            return;
        }
        if self.at_pin {
            self.pin.insert(text);
        } else {
            self.name.insert(text);
        }
    }
}
