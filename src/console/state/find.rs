//! Finding a room, a request or a booking: first among what is loaded, then
//! among all bookings there are.
//!
//! Owns what the list says and when more is asked for. What is loaded shows at
//! once; what the database knows beside it comes in below, when it comes.

use super::{Effect, Overlay, State};
use crate::console::about;
use crate::console::view::{Place, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::desk::Question;
use crate::domain::booking::Booking;
use crate::domain::history::About;
use crate::domain::listing::{BookingFilter, Page, PageWanted, Search, Sort, SortBy, Stretch};

/// With so many lines that fit, no more are asked for.
const ENOUGH: usize = 20;
/// Bookings that are asked for at a time, the latest arrivals first.
const MOST: u32 = 20;
/// What stands below the list before anything is typed.
const FOOT: &str = "Looks through all bookings, of any date.";

impl State {
    /// Rooms, requests, guests and booking codes.
    pub(super) fn find(&self) -> Picker<Wish> {
        let view = self.view();
        let rooms = view.house.rooms_in_order();
        let mut items: Vec<Item<Wish>> = rooms
            .into_iter()
            .map(|room| {
                let detail = format!(
                    "room, {}, {}",
                    room.room_type,
                    room.status.label().to_lowercase()
                );
                Item::new(room.number.clone(), Wish::Go(Place::Room(room.id))).detail(detail)
            })
            .collect();
        items.extend(about::seen(&view, |_| true).into_iter().map(|request| {
            let detail = format!(
                "{}  {}",
                request.ticket,
                request.status.label().to_lowercase()
            );
            Item::new(request.title.clone(), Wish::Go(Place::Request(request.id))).detail(detail)
        }));
        let mut bookings: Vec<_> = view.house.bookings.values().collect();
        // Those whose stay is nearest to today come first among equals.
        bookings.sort_by_key(|booking| booking.stay.check_in.since(view.today()).abs());
        items.extend(bookings.into_iter().map(loaded));
        Picker::searchable("Find a room, guest or booking code", items)
            .asking_further(ENOUGH)
            .foot(FOOT)
    }

    /// Asks for what else fits, where little that is loaded does.
    pub(super) fn look_further(&mut self) -> Vec<Effect> {
        let Some(Overlay::List(list)) = &mut self.overlay else {
            return Vec::new();
        };
        let Some(typed) = list.wants_further() else {
            if list.has_asked() == Some(false) {
                FOOT.clone_into(&mut list.foot);
            }
            return Vec::new();
        };
        "Looking through all bookings ...".clone_into(&mut list.foot);
        let wanted = wanted(typed);
        vec![Effect::Ask(Box::new(Question::Page(wanted)))]
    }

    /// What else fits has come, or cannot be read; then what was typed since is
    /// asked for.
    pub(super) fn found_further(
        &mut self,
        question: &Question,
        page: Option<&Page>,
    ) -> Vec<Effect> {
        let Question::Page(asked) = question else {
            return Vec::new();
        };
        let Some(typed) = asked.filter.text.clone() else {
            return Vec::new();
        };
        // The list of bookings asks for pages too, of another length.
        if *asked != wanted(typed.clone()) {
            return Vec::new();
        }
        let view = self.common.view();
        let items = page.map_or_else(Vec::new, |page| lines(page, &typed, &view));
        let Some(Overlay::List(list)) = &mut self.overlay else {
            return Vec::new();
        };
        let Some(more) = list.take_further(&typed, items) else {
            return self.look_further();
        };
        list.foot = match (page, more) {
            (None, _) => "All bookings could not be read.".to_owned(),
            (Some(_), 0) => "Looked through all bookings: nothing more.".to_owned(),
            (Some(_), more) => format!("Looked through all bookings: {more} more."),
        };
        Vec::new()
    }
}

/// The page that is asked for when this was typed.
fn wanted(typed: String) -> PageWanted {
    PageWanted {
        filter: BookingFilter {
            text: Some(typed),
            ..BookingFilter::default()
        },
        sort: Sort {
            by: SortBy::Arrival,
            descending: true,
        },
        stretch: Stretch::First,
        most: MOST,
    }
}

/// The lines of a page, and one that leads to the whole list.
fn lines(page: &Page, typed: &str, view: &View) -> Vec<Item<Wish>> {
    let bookings = page.lines.iter().map(|line| &line.booking);
    let mut items: Vec<Item<Wish>> = bookings
        .map(|booking| match view.house.bookings.get(&booking.id) {
            Some(booking) => loaded(booking),
            None => further(booking),
        })
        .collect();
    if page.total > page.lines.len() as u64 {
        let search = Search {
            text: Some(typed.to_owned()),
            ..Search::default()
        };
        let all = Item::new("All of them", Wish::Search(Box::new(search)));
        items.push(all.detail(format!("{} bookings, as a list", page.total)));
    }
    items
}

/// A booking that the screens know: its place on them is gone to.
fn loaded(booking: &Booking) -> Item<Wish> {
    let when = format!(
        "{} > {}",
        booking.stay.check_in.spoken(),
        booking.stay.check_out.spoken()
    );
    let detail = format!("{}  {when}  {}", booking.code, booking.room_type);
    Item::new(booking.lead.clone(), Wish::Go(Place::Booking(booking.id))).detail(detail)
}

/// A booking that no screen has: its page is opened.
fn further(booking: &Booking) -> Item<Wish> {
    let stay = booking.stay;
    let detail = format!(
        "{}  {} {}n  {}, {}",
        booking.code,
        stay.check_in.date().format("%-d %b %Y"),
        stay.nights(),
        booking.room_type,
        about::state(booking)
    );
    Item::new(booking.lead.clone(), Wish::Page(About::Booking(booking.id))).detail(detail)
}
