//! The ways out of a refusal, as a list to choose from.
//!
//! Which there are is told by [`alternatives`]; here they get words for a list,
//! and the form for what they lack.

use super::{give_all, price, settle};
use crate::console::form::{Form, Kind};
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::command::{Command, MakeRoom};
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Facts;
use crate::domain::instead::{self, Alternative, Asks, alternatives};

/// Offers what would do instead of a refused command, where anything would.
pub fn offer(command: &Command, refusal: &Refusal, view: &View) -> Option<Picker<Wish>> {
    // Where only the price is to be settled, that is all there is to ask.
    if let Some(question) = settle::question(command, view, None) {
        return Some(question);
    }
    let items = items(command, refusal, view);
    items
        .iter()
        .any(|item| item.why_not.is_none())
        .then(|| Picker::menu("That was refused", items).foot(refusal.message.clone()))
}

/// The lines of that list.
pub fn items(command: &Command, refusal: &Refusal, view: &View) -> Vec<Item<Wish>> {
    let found = alternatives(view.house, command, refusal, &view.context());
    let offered = found.into_iter().map(|one| item(one, view));
    naming(command, refusal, view)
        .into_iter()
        .chain(offered)
        .chain(moving(command, refusal, view))
        .collect()
}

/// Others could move: who, and where to, is looked at first.
pub fn moving(command: &Command, refusal: &Refusal, view: &View) -> Option<Item<Wish>> {
    let code = match command {
        Command::Assign(it) => &it.booking,
        Command::PreAssign(it) => &it.booking,
        _ => return None,
    };
    let booking = view.house.booking_coded(code)?;
    let taken = matches!(refusal.code, Code::RoomOverlapConflict | Code::RoomBlocked);
    let asked = MakeRoom {
        booking: booking.code,
        ..MakeRoom::default()
    };
    (taken && booking.needs_room).then(|| {
        Item::new("Make room ...", Wish::Plan(Box::new(asked.into())))
            .detail("who would have to move; nothing is changed yet")
    })
}

/// Those lines of it that are of some kinds and can be had.
pub fn items_of(
    command: &Command,
    refusal: &Refusal,
    view: &View,
    wanted: impl Fn(instead::Kind) -> bool,
) -> Vec<Item<Wish>> {
    alternatives(view.house, command, refusal, &view.context())
        .into_iter()
        .filter(|one| wanted(one.kind) && one.why_not.is_none())
        .map(|one| item(one, view))
        .collect()
}

/// Names can be entered on the spot.
fn naming(command: &Command, refusal: &Refusal, view: &View) -> Option<Item<Wish>> {
    let booking = match command {
        Command::Assign(it) => &it.booking,
        Command::PreAssign(it) => &it.booking,
        Command::CheckIn(it) => &it.booking,
        Command::FirmUp(it) => &it.booking,
        _ => return None,
    };
    let kind = Kind::NameGuests {
        booking: booking.clone(),
    };
    (refusal.code == Code::PartyIncomplete).then(|| {
        let form = Form::open(kind, view);
        Item::new("Name the guests", Wish::Ask(Box::new(form)))
    })
}

/// One of them as a line.
pub fn item(one: Alternative, view: &View) -> Item<Wish> {
    let why_not = one.why_not.clone();
    let (what, detail, asks) = (one.what.clone(), one.detail.clone(), one.asks);
    let detail = match asks {
        Asks::Reason => format!("{detail}  (asks why)").trim_start().to_owned(),
        Asks::Nothing | Asks::Price => detail,
    };
    Item::new(what, leads(one, view))
        .detail(detail)
        .unless(why_not)
}

fn leads(one: Alternative, view: &View) -> Wish {
    match (one.asks, one.commands.as_slice()) {
        (Asks::Price, _) => price::ask(&one, view),
        (Asks::Reason, [only]) => {
            let kind = Kind::reason(&one.what, "Reason", only.clone());
            Wish::Ask(Box::new(Form::open(kind, view)))
        }
        (Asks::Reason, _) => {
            let kind = Kind::ReasonForAll {
                title: one.what.clone(),
                label: "Reason",
                called: one.what,
                commands: one.commands,
            };
            Wish::Ask(Box::new(Form::open(kind, view)))
        }
        (Asks::Nothing, _) => give_all(one.what, one.commands, view.house),
    }
}
