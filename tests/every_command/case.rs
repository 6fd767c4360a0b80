//! One line of the table: what is given, what is said, what it comes to.

use keyrack::domain::command::Command;
use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

/// What stands before the command is given; answers the words for `$1`, `$2`, …
pub type Given = fn(&mut SmallHouse) -> Vec<String>;

/// One thing a person may say to the small house.
pub struct Case {
    /// The command's name.
    pub op: &'static str,
    /// What is special about it.
    pub what: &'static str,
    given: Given,
    said: &'static str,
    /// Why it is refused; none if it is carried out.
    pub refused: Option<Code>,
}

/// It is carried out.
pub fn done(op: &'static str, what: &'static str, given: Given, said: &'static str) -> Case {
    Case {
        op,
        what,
        given,
        said,
        refused: None,
    }
}

/// It is refused.
pub fn refused(
    code: Code,
    op: &'static str,
    what: &'static str,
    given: Given,
    said: &'static str,
) -> Case {
    Case {
        refused: Some(code),
        ..done(op, what, given, said)
    }
}

impl Case {
    /// The house as it stands before, and the command.
    pub fn stage(&self) -> (SmallHouse, Command) {
        let mut hotel = SmallHouse::new();
        let words = (self.given)(&mut hotel);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let fields = self.said.trim_start_matches('{');
        let comma = if fields.trim() == "}" { "" } else { "," };
        let json = format!(r#"{{"op":"{}"{comma}{fields}"#, self.op);
        (hotel, SmallHouse::read(&json, &words))
    }

    /// How a fault names it.
    pub fn title(&self) -> String {
        format!("{}: {}", self.op, self.what)
    }
}

/// Nothing but the house as it opens.
pub fn nothing(_: &mut SmallHouse) -> Vec<String> {
    Vec::new()
}
