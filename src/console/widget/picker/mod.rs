//! A list that lies over the screen, to choose one line from.
//!
//! Owns what is typed to search, which line is chosen, and which lines fit.
//! Palette, help, context menu, search results and the rooms offered for a
//! stay are all pickers; what a chosen line leads to is theirs, not ours.

mod draw;

use crate::console::action::Action;
use crate::console::fold::{Finder, fold};
use crate::console::keys::Key;
use crate::console::widget::choice::Choice;
use crate::console::widget::field::Field;

/// One line to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<T> {
    /// What it is called.
    pub label: String,
    /// What explains it.
    pub detail: String,
    /// Its keys, as hints.
    pub keys: String,
    /// The heading it stands under, while nothing is searched for.
    pub heading: &'static str,
    /// Why it cannot be chosen now; it is then shown dim, with this.
    pub why_not: Option<String>,
    /// The letter that chooses it at once, where nothing is typed to search.
    pub letter: Option<Key>,
    /// What choosing it leads to.
    pub leads: T,
}

impl<T> Item<T> {
    /// A line without explanation, key or heading.
    pub fn new(label: impl Into<String>, leads: T) -> Self {
        Self {
            label: label.into(),
            detail: String::new(),
            keys: String::new(),
            heading: "",
            why_not: None,
            letter: None,
            leads,
        }
    }

    /// With an explanation.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// With a key that chooses it at once.
    #[must_use]
    pub fn letter(mut self, letter: char) -> Self {
        let key = Key::letter(letter);
        self.keys = key.hint();
        self.letter = Some(key);
        self
    }

    /// Dim, with the reason, if there is one.
    #[must_use]
    pub fn unless(mut self, why_not: Option<String>) -> Self {
        self.why_not = why_not;
        self
    }
}

/// Less than this is not looked for elsewhere: nearly everything would fit.
const SHORTEST: usize = 2;

/// What more there is to be found than the list holds.
#[derive(Clone, Debug, PartialEq)]
struct Further {
    /// With so many lines that fit, nothing is asked for.
    enough: usize,
    /// Lines that are the list's own.
    own: usize,
    /// What was asked for, if that is still what is typed.
    asked: Option<String>,
    /// What was asked for and has not come: nothing else is asked until then,
    /// so that fast typing does not pile up questions.
    waiting: Option<String>,
}

/// A list to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Picker<T> {
    /// What is being chosen.
    pub title: String,
    /// Said above the list.
    pub head: Vec<String>,
    /// Said below the list.
    pub foot: String,
    items: Vec<Item<T>>,
    search: Option<Field>,
    further: Option<Further>,
    /// Items that show, best first.
    shown: Vec<usize>,
    choice: Choice,
}

impl<T> Picker<T> {
    /// A list in which letters choose lines.
    pub fn menu(title: impl Into<String>, items: Vec<Item<T>>) -> Self {
        let shown = (0..items.len()).collect();
        let mut picker = Self {
            title: title.into(),
            head: Vec::new(),
            foot: String::new(),
            items,
            search: None,
            further: None,
            shown,
            choice: Choice::default(),
        };
        picker.choose_first_possible();
        picker
    }

    /// A list in which what is typed searches.
    pub fn searchable(title: impl Into<String>, items: Vec<Item<T>>) -> Self {
        Self {
            search: Some(Field::default()),
            ..Self::menu(title, items)
        }
    }

    /// With lines above the list.
    #[must_use]
    pub fn head(mut self, head: Vec<String>) -> Self {
        self.head = head;
        self
    }

    /// With more to be found elsewhere, where less than so many lines fit.
    #[must_use]
    pub fn asking_further(mut self, enough: usize) -> Self {
        self.further = Some(Further {
            enough,
            own: self.items.len(),
            asked: None,
            waiting: None,
        });
        self
    }

    /// With a line below the list.
    #[must_use]
    pub fn foot(mut self, foot: impl Into<String>) -> Self {
        self.foot = foot.into();
        self
    }

    /// All lines, whether they show or not.
    pub fn items(&self) -> &[Item<T>] {
        &self.items
    }

    /// The chosen line, if any line shows.
    pub fn chosen(&self) -> Option<&Item<T>> {
        self.shown
            .get(self.choice.at)
            .and_then(|index| self.items.get(*index))
    }

    /// Takes a key that is bound to nothing in a list: text to search, or the
    /// letter of a line. Answers the line it chose at once.
    pub fn press(&mut self, key: Key) -> Option<&Item<T>> {
        if let Some(search) = &mut self.search {
            if search.press(key) {
                self.search_again();
            }
            return None;
        }
        let at = self
            .shown
            .iter()
            .position(|index| self.items[*index].letter == Some(key))?;
        self.choice.at = at;
        self.chosen()
    }

    /// Takes pasted text.
    pub fn paste(&mut self, pasted: &str) {
        if let Some(search) = &mut self.search {
            search.insert(pasted);
            self.search_again();
        }
    }

    /// Moves the choice; answers whether the action was a movement.
    pub fn follow(&mut self, action: Action) -> bool {
        self.choice.follow(action, self.shown.len(), 10)
    }

    /// Chooses the line that `test` accepts, where one does.
    pub fn choose(&mut self, test: impl Fn(&T) -> bool) {
        let found = self
            .shown
            .iter()
            .position(|index| test(&self.items[*index].leads));
        self.choice.at = found.unwrap_or(self.choice.at);
    }

    /// What was typed, to be looked for elsewhere too; each text only once,
    /// and one text at a time.
    pub fn wants_further(&mut self) -> Option<String> {
        let typed = self.typed();
        let few = self.shown.len();
        let further = self.further.as_mut()?;
        let is_new = further.asked.as_deref() != Some(&typed);
        if further.waiting.is_some()
            || !is_new
            || few >= further.enough
            || typed.chars().count() < SHORTEST
        {
            return None;
        }
        further.asked = Some(typed.clone());
        further.waiting = Some(typed.clone());
        Some(typed)
    }

    /// Whether what is typed now was looked for elsewhere too, or will be as
    /// soon as an answer has come, in a list that does so.
    pub fn has_asked(&self) -> Option<bool> {
        let further = self.further.as_ref()?;
        Some(further.asked.is_some() || further.waiting.is_some())
    }

    /// Shows what was found elsewhere below the lines that fit, but none
    /// twice; answers how many came in, or `None` if nobody asks any more.
    pub fn take_further(&mut self, asked: &str, found: Vec<Item<T>>) -> Option<usize>
    where
        T: PartialEq,
    {
        let typed = self.typed();
        if let Some(further) = &mut self.further {
            further.waiting = further.waiting.take().filter(|text| text != asked);
        }
        let still = |further: &Further| further.asked.as_deref() == Some(asked) && typed == asked;
        if !self.further.as_ref().is_some_and(still) {
            return None;
        }
        let before = self.shown.len();
        for item in found {
            let shows = |index: &usize| self.items[*index].leads == item.leads;
            if !self.shown.iter().any(shows) {
                self.shown.push(self.items.len());
                self.items.push(item);
            }
        }
        Some(self.shown.len() - before)
    }

    fn typed(&self) -> String {
        let typed = self.search.as_ref().map_or("", Field::text);
        typed.trim().to_owned()
    }

    fn search_again(&mut self) {
        // What was found elsewhere was found for another text.
        if let Some(further) = &mut self.further {
            self.items.truncate(further.own);
            further.asked = None;
        }
        let typed = self.typed();
        self.shown = if typed.is_empty() {
            (0..self.items.len()).collect()
        } else {
            found(&typed, &self.items)
        };
        self.choice.at = 0;
        if typed.is_empty() {
            self.choose_first_possible();
        }
    }

    fn choose_first_possible(&mut self) {
        let first = self
            .shown
            .iter()
            .position(|index| self.items[*index].why_not.is_none());
        self.choice.at = first.unwrap_or(0);
    }

    fn searching(&self) -> bool {
        self.search
            .as_ref()
            .is_some_and(|search| !search.is_empty())
    }
}

/// The items that fit what was typed, best first: scattered letters count only
/// in the name, in the explanation the word itself must stand.
fn found<T>(typed: &str, items: &[Item<T>]) -> Vec<usize> {
    let wanted = fold(typed);
    let by_name = Finder::new(typed).rank(0..items.len(), |index| items[*index].label.clone());
    let explained = (0..items.len()).filter(|index| fold(&items[*index].detail).contains(&wanted));
    let mut found = by_name.clone();
    found.extend(explained.filter(|index| !by_name.contains(index)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::keys::written;
    use crate::console::look::Look;
    use crate::console::theme::Theme;
    use ratatui::buffer::Buffer;
    use ratatui::layout::{Position, Rect};

    fn fruit() -> Picker<u8> {
        let items = [("Apple", 1), ("Bánana", 2), ("Cherry", 3)];
        Picker::searchable(
            "Fruit",
            items.map(|(name, leads)| Item::new(name, leads)).into(),
        )
    }

    #[test]
    fn typing_searches_without_accents() {
        let mut picker = fruit();
        for key in written("'banan'").expect("keys") {
            picker.press(key);
        }
        assert_eq!(picker.chosen().map(|item| item.leads), Some(2));
        picker.paste("xxx");
        assert_eq!(picker.chosen(), None);
    }

    #[test]
    fn a_letter_chooses_at_once_in_a_menu() {
        let mut picker = Picker::menu(
            "?",
            vec![
                Item::new("Yes", 1).letter('y'),
                Item::new("No", 2).letter('n'),
            ],
        );
        assert_eq!(
            picker.press(Key::letter('n')).map(|item| item.leads),
            Some(2)
        );
        assert_eq!(picker.press(Key::letter('x')), None);
    }

    #[test]
    fn a_click_finds_the_line_that_is_drawn_there() {
        let area = Rect::new(0, 0, 80, 24);
        let look = Look {
            theme: Theme::without_colour(),
            ascii: true,
        };
        let mut buffer = Buffer::empty(area);
        let mut picker = fruit();
        picker.draw(area, &mut buffer, &look);
        let text: Vec<String> = (0..24)
            .map(|y| (0..80).map(|x| buffer[(x, y)].symbol()).collect())
            .collect();
        let y = text
            .iter()
            .position(|line| line.contains("Cherry"))
            .expect("drawn") as u16;
        assert_eq!(picker.click(area, Position::new(40, y)), Some(true));
        assert_eq!(picker.chosen().map(|item| item.leads), Some(3));
        assert_eq!(picker.click(area, Position::new(0, 0)), None);
    }

    #[test]
    fn no_size_breaks_it() {
        let look = Look {
            theme: Theme::without_colour(),
            ascii: false,
        };
        for width in 0..50 {
            for height in 0..12 {
                let area = Rect::new(0, 0, width, height);
                fruit().draw(area, &mut Buffer::empty(area), &look);
            }
        }
    }
}
