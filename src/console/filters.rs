//! The list of filters that every screen with rooms offers.

use std::collections::BTreeSet;

use super::view::{Filter, View};
use super::widget::picker::{Item, Picker};
use super::wish::Wish;
use crate::domain::room::RoomStatus;

/// What the rows can be narrowed to in this house.
pub fn filters(view: &View) -> Picker<Wish> {
    Picker::searchable("Show", items(view, Vec::new()))
}

/// The same where rooms are work: one's own, and those that are waited for.
pub fn filters_of_work(view: &View) -> Picker<Wish> {
    let work = vec![
        item("My rooms", Filter::Mine, "WORK"),
        item("Arrivals of today", Filter::ArrivalsToday, "WORK"),
    ];
    Picker::searchable("Show", items(view, work))
}

fn items(view: &View, more: Vec<Item<Wish>>) -> Vec<Item<Wish>> {
    let rooms = || view.house.rooms.values();
    let floors: BTreeSet<i32> = rooms().map(|room| room.floor).collect();
    let features: BTreeSet<&String> = rooms().flat_map(|room| &room.features).collect();
    let mut items = vec![item("All rooms", Filter::All, "")];
    items.extend(more);
    for kind in view.house.room_types.values() {
        items.push(item(
            &format!("{} {}", kind.code, kind.name),
            Filter::Type(kind.code.clone()),
            "TYPE",
        ));
    }
    items.extend(
        floors
            .into_iter()
            .map(|floor| item(&format!("Floor {floor}"), Filter::Floor(floor), "FLOOR")),
    );
    items.extend(
        RoomStatus::ALL.map(|status| item(status.label(), Filter::Status(status), "STATUS")),
    );
    items.extend(
        features
            .into_iter()
            .map(|feature| item(feature, Filter::Feature(feature.clone()), "FEATURE")),
    );
    items.push(item("Inactive rooms", Filter::Inactive, "SWITCHED OFF"));
    items
}

fn item(label: &str, filter: Filter, heading: &'static str) -> Item<Wish> {
    let mut item = Item::new(label, Wish::Narrow(filter));
    item.heading = heading;
    item
}
