//! The list of kept views: take one up, keep the present one, give one up.
//!
//! Owns the list and how the grid's filter is written down; what a view is
//! stands in the domain, and each screen arranges itself.

use super::form::{Form, Kind};
use super::order::give;
use super::view::{Filter, View};
use super::widget::picker::{Item, Picker};
use super::wish::Wish;
use crate::domain::command::DeleteView;
use crate::domain::facts::Facts;
use crate::domain::saved_view::{Arrangement, RowsShown, SavedView};

/// What can be done with the views of the screen that is arranged so.
pub fn views(present: &Arrangement, view: &View) -> Picker<Wish> {
    let own = kept(present, view);
    let mut items: Vec<Item<Wish>> = own.iter().map(take_up).collect();
    let plain = match present {
        Arrangement::Bookings { .. } => Arrangement::default(),
        Arrangement::Grid { .. } => Arrangement::Grid {
            rows: RowsShown::default(),
            grouping: crate::domain::view::grid::Grouping::default(),
            zoom: None,
        },
    };
    items.push(
        Item::new("As it opens", Wish::Arrange(Box::new(plain))).detail("no filter, first order"),
    );
    let form = Form::open(Kind::SaveView(present.clone()), view);
    items.push(Item::new("Keep this one ...", Wish::Ask(Box::new(form))).detail(words(present)));
    if !own.is_empty() {
        let gone = Picker::menu(
            "Give up which view?",
            own.iter().map(|it| give_up(it, view)).collect(),
        );
        items.push(Item::new("Give one up ...", Wish::Choose(Box::new(gone))).detail("asks which"));
    }
    Picker::searchable("Views", items)
}

/// The person's own views of that screen, by name.
fn kept(present: &Arrangement, view: &View) -> Vec<SavedView> {
    let mut own = Facts::saved_views(view.house, view.actor.id);
    own.retain(|kept| kept.arrangement.screen() == present.screen());
    own.sort_by_key(|kept| kept.name.to_lowercase());
    own
}

fn take_up(kept: &SavedView) -> Item<Wish> {
    let wish = Wish::Arrange(Box::new(kept.arrangement.clone()));
    Item::new(kept.name.clone(), wish).detail(words(&kept.arrangement))
}

fn give_up(kept: &SavedView, view: &View) -> Item<Wish> {
    let command = DeleteView {
        name: kept.name.clone(),
        screen: kept.arrangement.screen(),
    };
    Item::new(kept.name.clone(), give(command.into(), view.house)).detail(words(&kept.arrangement))
}

/// An arrangement in a few words.
pub fn words(arrangement: &Arrangement) -> String {
    match arrangement {
        Arrangement::Bookings { search, sort } => {
            let way = if sort.descending { ", last first" } else { "" };
            format!("{}; by {}{way}", search.words(), sort.by.as_str())
        }
        Arrangement::Grid {
            rows,
            grouping,
            zoom,
        } => {
            let by = match grouping {
                crate::domain::view::grid::Grouping::Type => "by type",
                crate::domain::view::grid::Grouping::Floor => "by floor",
                crate::domain::view::grid::Grouping::None => "in one list",
            };
            let wide = zoom.map_or_else(String::new, |zoom| format!(", {zoom} columns a day"));
            format!("{}; {by}{wide}", filter(rows).label())
        }
    }
}

/// The screen's filter for the rows of a kept view.
pub fn filter(rows: &RowsShown) -> Filter {
    match rows.clone() {
        RowsShown::All => Filter::All,
        RowsShown::Type(code) => Filter::Type(code),
        RowsShown::Floor(floor) => Filter::Floor(floor),
        RowsShown::Status(status) => Filter::Status(status),
        RowsShown::Feature(feature) => Filter::Feature(feature),
        RowsShown::Inactive => Filter::Inactive,
    }
}

/// The rows that a filter shows, as they are kept.
pub fn rows(filter: &Filter) -> RowsShown {
    match filter.clone() {
        Filter::Type(code) => RowsShown::Type(code),
        Filter::Floor(floor) => RowsShown::Floor(floor),
        Filter::Status(status) => RowsShown::Status(status),
        Filter::Feature(feature) => RowsShown::Feature(feature),
        Filter::Inactive => RowsShown::Inactive,
        _ => RowsShown::All,
    }
}
