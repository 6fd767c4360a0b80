//! The turnover board: every room by where it stands between two guests.
//!
//! Owns which card is chosen, and the drawing. A chosen room stays chosen when
//! it goes to another column, whoever sent it there.

mod card;
mod chips;
mod draw;
mod layout;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Panel, opens};
use crate::console::action::{Action, Context};
use crate::console::selection::{Selection, counted};
use crate::console::view::{Filter, Gesture, Mouse, Place, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::wish::Wish;
use crate::domain::facts::Facts;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::view::turnover::{Card, Lane};

use layout::{Layout, Spot};

/// Rows that tell about the chosen card, closed and opened.
const DETAILS: [u16; 2] = [1, 5];

/// Which card is chosen.
#[derive(Clone, Debug)]
pub struct Board {
    spot: Spot,
    at: usize,
    room: Option<RoomId>,
    filter: Filter,
    opened: bool,
    marks: Selection<RoomId>,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            spot: Spot::Column(Lane::Dirty),
            at: 0,
            room: None,
            filter: Filter::All,
            opened: false,
            marks: Selection::default(),
        }
    }
}

impl Board {
    /// The cards at a spot, the most urgent first, with the lane each is in.
    fn cards<'a>(&self, spot: Spot, view: &View<'a>) -> Vec<(Lane, &'a Card)> {
        let lanes = spot.lanes().iter();
        let cards = lanes.flat_map(|lane| {
            let column = view.figures.board.column(*lane);
            column
                .into_iter()
                .flat_map(|column| &column.cards)
                .map(move |card| (*lane, card))
        });
        cards.filter(|(_, card)| self.shows(card, view)).collect()
    }

    fn shows(&self, card: &Card, view: &View) -> bool {
        let me = view.actor.id;
        match self.filter {
            Filter::Mine => {
                let at_it = card.cleaner.as_ref().map(|cleaner| cleaner.staff);
                let named = card.attendant.as_ref().map(|person| person.staff);
                return at_it == Some(me) || named == Some(me);
            }
            Filter::ArrivalsToday => return card.next.as_ref().is_some_and(|next| next.today),
            _ => {}
        }
        view.house
            .rooms
            .get(&card.room)
            .is_some_and(|room| self.filter.shows(room))
    }

    fn chosen<'a>(&self, view: &View<'a>) -> Option<(Lane, &'a Card)> {
        self.cards(self.spot, view).get(self.at).copied()
    }

    fn layout(&self, body: Rect) -> Layout {
        layout::divide(body, DETAILS[usize::from(self.opened)]).open_at(self.spot)
    }

    /// Marks the chosen card, or the range that grows from it; answers whether
    /// the action was about that.
    fn mark(&mut self, action: Action, view: &View) -> bool {
        let here = self.chosen(view).map(|(_, card)| card.room);
        // Marking stays among the cards of one spot, whichever way they lie.
        let rooms = self.rooms_here(view);
        let mut choice = Choice { at: self.at };
        let marked = self.marks.follow(action, &rooms, here, &mut choice);
        self.at = choice.at;
        marked
    }

    /// Rooms of the open spot, as marks count them.
    fn rooms_here(&self, view: &View) -> Vec<RoomId> {
        let cards = self.cards(self.spot, view);
        cards.into_iter().map(|(_, card)| card.room).collect()
    }

    /// Every marked room that shows, in the order of the board.
    fn marked_rooms(&self, view: &View) -> Vec<RoomId> {
        let mut rooms = Vec::new();
        for spot in Spot::ALL {
            for (_, card) in self.cards(spot, view) {
                if self.marks.has(&card.room) && !rooms.contains(&card.room) {
                    rooms.push(card.room);
                }
            }
        }
        rooms
    }

    /// Remembers the room that is chosen now.
    fn hold(&mut self, view: &View) {
        let rooms = self.rooms_here(view);
        self.at = self.at.min(rooms.len().saturating_sub(1));
        self.marks.reach(&rooms, self.at);
        self.room = self.chosen(view).map(|(_, card)| card.room);
    }

    /// The neighbouring spot that has cards, in the order of Tab.
    fn next_spot(&mut self, step: usize, view: &View) {
        let count = Spot::ALL.len();
        let here = Spot::ALL
            .iter()
            .position(|spot| *spot == self.spot)
            .unwrap_or(0);
        let found = (1..count)
            .map(|nth| Spot::ALL[(here + nth * step) % count])
            .find(|spot| !self.cards(*spot, view).is_empty());
        if let Some(spot) = found {
            self.spot = spot;
            self.at = 0;
        }
    }

    fn step(&mut self, action: Action, view: &View) {
        let count = self.cards(self.spot, view).len();
        let lies = matches!(self.spot, Spot::Strip)
            || (self.spot == Spot::Aside && self.layout(view.body).aside.is_some());
        let last = count.saturating_sub(1);
        match action {
            Action::Left if lies => self.at = self.at.saturating_sub(1),
            Action::Right if lies => self.at = (self.at + 1).min(last),
            Action::Up if lies || self.at == 0 => self.across(false, view),
            Action::Down if lies || self.at == last => self.across(true, view),
            Action::Left => self.sideways(Spot::ALL.len() - 1, view),
            Action::Right => self.sideways(1, view),
            Action::Up => self.at -= 1,
            Action::Down => self.at += 1,
            Action::PageUp => self.at = self.at.saturating_sub(5),
            Action::PageDown => self.at = (self.at + 5).min(last),
            Action::First => self.at = 0,
            Action::Last => self.at = last,
            _ => {}
        }
    }

    /// Between the strip, the columns and what lies below them.
    fn across(&mut self, down: bool, view: &View) {
        let below = self.layout(view.body).aside.is_some();
        let to = match (self.spot, down) {
            (Spot::Strip, true) | (Spot::Aside, false) => {
                let columns = Spot::ALL[1..5].iter();
                columns
                    .copied()
                    .find(|spot| !self.cards(*spot, view).is_empty())
            }
            (Spot::Column(_), false) => Some(Spot::Strip),
            (Spot::Column(_), true) if below => Some(Spot::Aside),
            _ => None,
        };
        if let Some(spot) = to.filter(|spot| !self.cards(*spot, view).is_empty()) {
            self.at = 0;
            self.spot = spot;
        }
    }

    /// To the next column with cards; the strips are not on this way.
    fn sideways(&mut self, step: usize, view: &View) {
        let spots = self.layout(view.body).column_spots();
        let Some(here) = spots.iter().position(|spot| *spot == self.spot) else {
            return;
        };
        let forward = step == 1;
        let mut way: Vec<Spot> = if forward {
            spots[here + 1..].to_vec()
        } else {
            spots[..here].to_vec()
        };
        if !forward {
            way.reverse();
        }
        if let Some(spot) = way
            .into_iter()
            .find(|spot| !self.cards(*spot, view).is_empty())
        {
            self.spot = spot;
            self.at = self.at.min(self.cards(spot, view).len().saturating_sub(1));
        }
    }

    /// The card at a place of the frame.
    fn card_at(&self, area: Rect, at: Position, view: &View) -> Option<(Spot, usize, RoomId)> {
        let layout = self.layout(area);
        Spot::ALL.into_iter().find_map(|spot| {
            let cards = self.cards(spot, view);
            let places = self.places(&layout, spot, &cards);
            let (index, _) = places.into_iter().find(|(_, rect)| rect.contains(at))?;
            Some((spot, index, cards.get(index)?.1.room))
        })
    }

    /// Where the cards of a spot stand.
    fn places(&self, layout: &Layout, spot: Spot, cards: &[(Lane, &Card)]) -> Vec<(usize, Rect)> {
        let chosen = if spot == self.spot { self.at } else { 0 };
        let lying = match spot {
            Spot::Strip => Some(layout.strip),
            Spot::Aside => layout.aside,
            Spot::Column(_) => None,
        };
        match lying {
            Some(row) => {
                let texts = cards
                    .iter()
                    .map(|(_, card)| crate::console::text::width(&draw::lying(spot, card)));
                let row = Rect {
                    x: row.x + draw::LABEL,
                    width: row.width.saturating_sub(draw::LABEL + 6),
                    ..row
                };
                layout::flow(row, &texts.collect::<Vec<_>>(), chosen)
            }
            None => layout.cards(spot, cards.len(), chosen),
        }
    }
}

impl Panel for Board {
    fn context(&self) -> Context {
        Context::Turnover
    }

    fn title(&self, view: &View) -> String {
        let to_do = view.figures.board.to_do;
        format!(
            "Turnover   {} to do {}",
            to_do.count,
            card::duration(to_do.minutes)
        )
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        match action {
            _ if self.mark(action, view) => {}
            Action::NextPanel => self.next_spot(1, view),
            Action::PreviousPanel => self.next_spot(Spot::ALL.len() - 1, view),
            Action::ToggleDetails => self.opened = !self.opened,
            Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => self.step(action, view),
            Action::Filter => {
                let list = crate::console::filters::filters_of_work(view);
                return Some(vec![Wish::Choose(Box::new(list))]);
            }
            Action::ShowMine => {
                self.filter = if self.filter == Filter::Mine {
                    Filter::All
                } else {
                    Filter::Mine
                };
            }
            Action::Back if self.filter != Filter::All => self.filter = Filter::All,
            _ => return None,
        }
        self.hold(view);
        Some(Vec::new())
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        match mouse.gesture {
            Gesture::WheelUp => self.step(Action::Up, view),
            Gesture::WheelDown => self.step(Action::Down, view),
            Gesture::Press | Gesture::DoublePress | Gesture::Menu => {
                let summary = self.layout(area).summary;
                if let Some(wish) = chips::at(&self.filter, summary, mouse.at, view) {
                    return vec![wish];
                }
                let Some((spot, at, _)) = self.card_at(area, mouse.at, view) else {
                    return Vec::new();
                };
                (self.spot, self.at) = (spot, at);
            }
            Gesture::Drag | Gesture::Release => return Vec::new(),
        }
        self.hold(view);
        opens(mouse.gesture)
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        let stays =
            self.chosen(view).map(|(_, card)| card.room) == self.room && self.room.is_some();
        if !stays {
            let found = self.room.and_then(|room| self.find(room, view));
            if let Some((spot, at)) = found {
                (self.spot, self.at) = (spot, at);
            }
        }
        self.hold(view);
        self.marks.keep(|room| view.house.rooms.contains_key(room));
        if self.room.is_none() {
            self.next_spot(1, view);
            self.hold(view);
        }
        Vec::new()
    }

    fn subject(&self, view: &View) -> Subject {
        let Some((_, card)) = self.chosen(view) else {
            return Subject::default();
        };
        let guest = card.guest.as_ref().map(|guest| guest.guest.booking);
        let next = card.next.as_ref().map(|next| next.guest.booking);
        let rooms = self.marked_rooms(view);
        Subject {
            room: Some(rooms.first().copied().unwrap_or(card.room)),
            booking: guest.or(next),
            bookings: rooms
                .iter()
                .filter_map(|room| guest_in(*room, view))
                .collect(),
            rooms,
            ..Subject::default()
        }
    }

    fn marked(&self, view: &View) -> Option<String> {
        let count = self.marked_rooms(view).len();
        (count > 0).then(|| counted(count, "room"))
    }

    fn unmark(&mut self) {
        self.marks.clear();
    }

    fn go(&mut self, place: Place, view: &View) -> bool {
        let Place::Room(room) = place else {
            return false;
        };
        let Some((spot, at)) = self.find(room, view) else {
            return false;
        };
        (self.spot, self.at, self.room) = (spot, at, Some(room));
        true
    }

    fn narrow(&mut self, filter: Filter, _view: &View) {
        self.filter = filter;
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        if !self.marks.is_empty() {
            return vec![
                Action::StartCleaning,
                Action::MarkCleaned,
                Action::PassInspection,
                Action::AssignAttendant,
                Action::Back,
                Action::NextStage,
                Action::Rush,
                Action::CheckOut,
            ];
        }
        vec![
            Action::NextStage,
            Action::StageBack,
            Action::AssignAttendant,
            Action::ShareOut,
            Action::FailInspection,
            Action::MarkMaintenance,
            Action::CompleteMaintenance,
            Action::PutOutOfOrder,
            Action::Rush,
            Action::CheckOut,
            Action::Open,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        draw::draw(self, area, buffer, view);
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        self.card_at(area, at, view)
            .map(|(_, _, room)| Target::Room(room))
    }
}

/// The booking whose guest lives in a room now.
fn guest_in(room: RoomId, view: &View) -> Option<BookingId> {
    let locked = view.house.locked_in(room);
    locked.first().map(|segment| segment.booking)
}

impl Board {
    /// Where a room's card stands; where it has two, the one with work.
    fn find(&self, room: RoomId, view: &View) -> Option<(Spot, usize)> {
        let mut order = Spot::ALL.to_vec();
        order.rotate_left(1);
        order.into_iter().find_map(|spot| {
            let cards = self.cards(spot, view);
            cards
                .iter()
                .position(|(_, card)| card.room == room)
                .map(|at| (spot, at))
        })
    }
}
