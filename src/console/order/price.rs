//! A room of another type among what is offered: who pays is asked first.
//!
//! The first answer leaves everything as it is, so that the key that opened
//! the question, pressed once more, charges nobody.

use super::give_all;
use crate::console::form::{Form, Kind};
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::widget::toast::Tone;
use crate::console::wish::Wish;
use crate::domain::command::Command;
use crate::domain::instead::Alternative;
use crate::domain::rate::RateDecision;

/// Asks who pays the difference of a room of another type.
pub fn ask(one: &Alternative, view: &View) -> Wish {
    let stays = Item::new(
        "Leave it as it was",
        Wish::Say(Tone::Note, "Nothing changed.".to_owned()),
    )
    .letter('n');
    let less = one
        .quote
        .as_ref()
        .is_some_and(|quote| quote.difference.minor < 0);
    let total = one
        .quote
        .as_ref()
        .map_or_else(String::new, |quote| quote.total.size().to_string());
    let (charge, free) = if less {
        (format!("Take {total} off"), "Keep the booked price")
    } else {
        (format!("Guest agrees to {total}"), "Complimentary")
    };
    let items = vec![
        stays,
        Item::new(charge, settled(one, RateDecision::Charge, view)).letter('c'),
        Item::new(free, settled(one, RateDecision::Complimentary, view)).letter('f'),
    ];
    let title = format!("{}: {}", one.what, one.detail);
    let foot = "Enter leaves it; c and f decide who pays.";
    Wish::Choose(Box::new(Picker::menu(title, items).foot(foot)))
}

fn settled(one: &Alternative, decision: RateDecision, view: &View) -> Wish {
    let mut commands = one.commands.clone();
    for command in &mut commands {
        command.settle_rate(decision);
    }
    if !commands.iter().any(Command::lacks_reason) {
        return give_all(one.what.clone(), commands, view.house);
    }
    let kind = match commands.as_slice() {
        [only] => Kind::reason(&one.what, "Reason", only.clone()),
        _ => Kind::ReasonForAll {
            title: one.what.clone(),
            label: "Reason",
            called: one.what.clone(),
            commands,
        },
    };
    Wish::Ask(Box::new(Form::open(kind, view)))
}
