//! Drawing the locked console: the house's name, the time, and two fields.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Lock, Why};
use crate::console::look::{Look, row};
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::widget::popup;

/// Columns of the labels, and of the fields.
const LABEL: u16 = 18;
const INPUT: u16 = 30;

/// What shows on a locked console: nothing of any guest.
pub struct Told<'a> {
    /// The property's name.
    pub house: &'a str,
    /// The time.
    pub clock: String,
    /// Whether something was begun that waits beneath, and by whom.
    pub beneath: Option<String>,
    /// The key that leaves the program.
    pub quit: String,
}

impl Lock {
    /// Draws it over the whole frame; answers where the cursor belongs.
    pub fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        look: &Look,
        told: &Told,
    ) -> Option<Position> {
        look.clear(buffer, area, Meaning::Text);
        let head = format!(" {}  locked", told.house);
        let style = look.style(Meaning::Header);
        look.write(buffer, row(area, 0), &head, style);
        let clock = format!(" {} ", told.clock);
        let x = area.right().saturating_sub(clock.len() as u16);
        look.put(buffer, (x, area.y), clock.len() as u16, &clock, style);
        let (ground, border) = (look.style(Meaning::Text), look.style(Meaning::Border));
        let below = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        let place = popup::centred(below, 64, 13);
        let title = match &self.why {
            Why::Property(name) => format!("Sign in at {name}"),
            _ => "Sign in".to_owned(),
        };
        let inside = popup::open(place, buffer, &title, look.lines(), ground, border);
        self.draw_reason(inside, buffer, look, told);
        let name = self.draw_field("Name or number", false, row(inside, 3), buffer, look);
        let pin = self.draw_field("PIN", true, row(inside, 4), buffer, look);
        self.draw_answer(inside, buffer, look);
        self.draw_keys(inside, buffer, look, told);
        if self.at_pin { pin } else { name }
    }

    fn draw_reason(&self, inside: Rect, buffer: &mut Buffer, look: &Look, told: &Told) {
        let reason = match &self.why {
            Why::Opening => "This house wants to know who you are.".to_owned(),
            Why::Idle(1) => "Locked after a minute without a key.".to_owned(),
            Why::Idle(minutes) => format!("Locked after {minutes} minutes without a key."),
            Why::Asked => "Locked.".to_owned(),
            Why::Switch => "Someone else takes over.".to_owned(),
            Why::Property(_) => "Nothing of this house goes with you.".to_owned(),
            Why::Gone(reason) => reason.clone(),
        };
        let beneath = match &self.why {
            Why::Property(_) => None,
            _ => told.beneath.as_ref(),
        };
        let beneath = beneath.map(|whose| format!("What {whose} was doing waits beneath."));
        let columns = usize::from(inside.width.saturating_sub(2));
        let lines = text::wrap(&reason, columns);
        for (nth, line) in lines.iter().take(2).enumerate() {
            let style = look.style(Meaning::Text);
            look.write(buffer, row(inside, nth as u16), &format!(" {line}"), style);
        }
        if let (Some(said), true) = (beneath, lines.len() < 2) {
            let style = look.style(Meaning::Muted);
            look.write(buffer, row(inside, 1), &format!(" {said}"), style);
        }
    }

    fn draw_field(
        &self,
        label: &str,
        is_pin: bool,
        line: Rect,
        buffer: &mut Buffer,
        look: &Look,
    ) -> Option<Position> {
        if line.is_empty() {
            return None;
        }
        let here = is_pin == self.at_pin;
        let mark = if here { ">" } else { " " };
        let meaning = if here {
            Meaning::Heading
        } else {
            Meaning::Muted
        };
        look.write(
            buffer,
            Rect {
                width: LABEL.min(line.width),
                ..line
            },
            &format!("{mark}{label}"),
            look.style(meaning),
        );
        let x = line.x + LABEL.min(line.width);
        let input = Rect {
            x,
            width: INPUT.min(line.right() - x),
            ..line
        };
        let style = look.style(if here { Meaning::Field } else { Meaning::Text });
        if !is_pin {
            return Some(self.name.draw(input, buffer, style, look.ascii));
        }
        // More stars than fit say nothing more.
        let stars = self.pin.length().min(usize::from(input.width) - 1);
        look.write(buffer, input, &"*".repeat(stars), style);
        Some(Position::new(input.x + stars as u16, input.y))
    }

    fn draw_answer(&self, inside: Rect, buffer: &mut Buffer, look: &Look) {
        let (said, meaning) = match (&self.said, self.owner.as_ref()) {
            _ if self.checking => ("Checking ...".to_owned(), Meaning::Muted),
            (Some(said), _) => (format!("No: {said}"), Meaning::Wrong),
            (None, Some(owner)) => (
                format!(
                    "No PIN is set for {owner}: Enter goes on. \"Set my PIN\" among the commands makes one."
                ),
                Meaning::Info,
            ),
            (None, None) => return,
        };
        let columns = usize::from(inside.width.saturating_sub(2));
        let lines = text::wrap(&text::shown(&said, look.ascii), columns);
        for (nth, line) in lines.iter().take(3).enumerate() {
            let place = row(inside, 6 + nth as u16);
            look.write(buffer, place, &format!(" {line}"), look.style(meaning));
        }
    }

    fn draw_keys(&self, inside: Rect, buffer: &mut Buffer, look: &Look, told: &Told) {
        let quit = format!("{} ", told.quit);
        let mut hints = vec![
            (" Enter", Meaning::Key),
            (" Go on  ", Meaning::Muted),
            ("Tab", Meaning::Key),
            (" Other field  ", Meaning::Muted),
        ];
        if self.is_voluntary() {
            hints.extend([("Esc", Meaning::Key), (" Back  ", Meaning::Muted)]);
        }
        hints.extend([(quit.as_str(), Meaning::Key), ("Quit", Meaning::Muted)]);
        let last = row(inside, inside.height.saturating_sub(1));
        look.write_pieces(buffer, last, &hints);
    }
}
