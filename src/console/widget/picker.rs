//! A list that lies over the screen, to choose one line from.
//!
//! Owns what is typed to search, which line is chosen, and which lines fit.
//! Palette, help, context menu, search results and the rooms offered for a
//! stay are all pickers; what a chosen line leads to is theirs, not ours.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::choice::Choice;
use super::field::Field;
use super::popup;
use crate::console::action::Action;
use crate::console::fold::{Finder, fold};
use crate::console::keys::Key;
use crate::console::look::{Look, row};
use crate::console::text;
use crate::console::theme::Meaning;

/// The widest column of names.
const LABEL: usize = 26;

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

    fn search_again(&mut self) {
        let typed = self
            .search
            .as_ref()
            .map_or("", Field::text)
            .trim()
            .to_owned();
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

    /// Where it lies in `area`.
    fn place(&self, area: Rect) -> Rect {
        let lines = self
            .items
            .iter()
            .map(|item| text::width(&item.label) + text::width(&item.detail) + 20);
        let head = self.head.iter().map(|line| text::width(line) + 4);
        let widest = lines.chain(head).max().unwrap_or(0);
        let extra = 2 + self.top() + u16::from(!self.foot.is_empty());
        let height = (self.lines().len() as u16)
            .saturating_add(extra)
            .clamp(5, 40);
        let room = area.height.saturating_sub(2).max(5);
        popup::centred(area, widest.clamp(44, 76) as u16, height.min(room))
    }

    /// Rows above the list: what is said, and the search.
    fn top(&self) -> u16 {
        self.head.len() as u16 + u16::from(self.search.is_some())
    }

    /// What stands in the list: headings and lines.
    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.shown.len() + 8);
        let mut heading = "";
        for (place, index) in self.shown.iter().enumerate() {
            let own = self.items[*index].heading;
            if own != heading && !self.searching() {
                heading = own;
                lines.push(Line::Heading(own));
            }
            lines.push(Line::Item(place));
        }
        lines
    }

    /// The rows of the list and what stands in each, as drawn in `area`.
    fn rows(&self, area: Rect) -> Vec<(Rect, Line)> {
        let place = self.place(area);
        let inside = Rect {
            x: place.x.saturating_add(1),
            y: place.y.saturating_add(1),
            width: place.width.saturating_sub(2),
            height: place.height.saturating_sub(2),
        };
        let top = self.top();
        let room = inside
            .height
            .saturating_sub(top + u16::from(!self.foot.is_empty()));
        let lines = self.lines();
        let at = lines
            .iter()
            .position(|line| *line == Line::Item(self.choice.at))
            .unwrap_or(0);
        let window = Choice { at }.window(lines.len(), usize::from(room));
        window
            .enumerate()
            .map(|(nth, line)| (row(inside, top + nth as u16), lines[line]))
            .collect()
    }

    /// The line at this place of the screen becomes the chosen one; answers
    /// whether there was one, or `None` outside of the list.
    pub fn click(&mut self, area: Rect, at: Position) -> Option<bool> {
        if !self.place(area).contains(at) {
            return None;
        }
        let found = self
            .rows(area)
            .into_iter()
            .find(|(rect, _)| rect.contains(at));
        let Some((_, Line::Item(place))) = found else {
            return Some(false);
        };
        self.choice.at = place;
        Some(true)
    }

    /// Draws the list over `area`; answers where the cursor belongs.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let place = self.place(area);
        let ground = look.style(Meaning::Text);
        let inside = popup::open(
            place,
            buffer,
            &self.title,
            look.lines(),
            ground,
            look.style(Meaning::Border),
        );
        for (nth, line) in self.head.iter().enumerate() {
            look.write(
                buffer,
                row(inside, nth as u16),
                &format!(" {line}"),
                look.style(Meaning::Text),
            );
        }
        let cursor = self.draw_search(inside, buffer, look);
        for (rect, line) in self.rows(area) {
            match line {
                Line::Heading(heading) => {
                    look.write(
                        buffer,
                        rect,
                        &format!(" {heading}"),
                        look.style(Meaning::Heading),
                    );
                }
                Line::Item(place) => self.draw_item(rect, place, buffer, look),
            }
        }
        if self.shown.is_empty() && self.head.is_empty() {
            let empty = row(inside, self.top());
            look.write(
                buffer,
                empty,
                " Nothing found. Esc goes back.",
                look.style(Meaning::Muted),
            );
        }
        if !self.foot.is_empty() {
            let last = row(inside, inside.height.saturating_sub(1));
            look.write(
                buffer,
                last,
                &format!(" {}", self.foot),
                look.style(Meaning::Muted),
            );
        }
        cursor
    }

    fn draw_search(&self, inside: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let search = self.search.as_ref()?;
        let line = row(inside, self.head.len() as u16);
        if line.is_empty() {
            return None;
        }
        let taken = look.put(
            buffer,
            (line.x, line.y),
            line.width,
            " Search: ",
            look.style(Meaning::Muted),
        );
        let field = Rect {
            x: line.x + taken,
            width: line.width.saturating_sub(taken + 1),
            ..line
        };
        Some(search.draw(field, buffer, look.style(Meaning::Field), look.ascii))
    }

    /// Names stand in a column of their own, unless one is very long.
    fn label_columns(&self) -> u16 {
        let widths = self.items.iter().map(|item| text::width(&item.label));
        widths.filter(|width| *width <= LABEL).max().unwrap_or(0) as u16
    }

    fn draw_item(&self, rect: Rect, place: usize, buffer: &mut Buffer, look: &Look) {
        let Some(item) = self
            .shown
            .get(place)
            .and_then(|index| self.items.get(*index))
        else {
            return;
        };
        let here = place == self.choice.at;
        let meaning = match (&item.why_not, here) {
            (_, true) => Meaning::Cursor,
            (Some(_), false) => Meaning::Dim,
            (None, false) => Meaning::Text,
        };
        let style = look.style(meaning);
        let mark = if here { ">" } else { " " };
        look.write(buffer, rect, mark, style);
        let end = rect.right();
        let keys = text::width(&item.keys) as u16;
        let mut x = rect.x + 1;
        let room = |x: u16| end.saturating_sub(x + keys + 2);
        let column = self.label_columns();
        x += look
            .put(buffer, (x, rect.y), room(x), &item.label, style)
            .max(column)
            + 2;
        let said = item
            .why_not
            .as_deref()
            .map_or_else(|| item.detail.clone(), |why| format!("- {why}"));
        let quiet = if here {
            style
        } else {
            look.style(Meaning::Muted)
        };
        look.put(buffer, (x, rect.y), room(x), &said, quiet);
        let key_style = if here {
            style
        } else {
            look.style(Meaning::Key)
        };
        look.put(
            buffer,
            (end.saturating_sub(keys + 1), rect.y),
            keys,
            &item.keys,
            key_style,
        );
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

/// What stands in one row of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line {
    Heading(&'static str),
    /// Place among the shown items.
    Item(usize),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::keys::written;
    use crate::console::theme::Theme;

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
