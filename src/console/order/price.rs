//! A room of another type among what is offered: who pays is asked first.
//!
//! The first answer leaves everything as it is, so that the key that opened
//! the question, pressed once more, charges nobody.

use super::{give_all, settle};
use crate::console::form::{Form, Kind};
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::command::Command;
use crate::domain::instead::Alternative;
use crate::domain::rate::RateDecision;

/// Asks who pays the difference of a room of another type.
pub fn ask(one: &Alternative, view: &View) -> Wish {
    let total = one.quote.as_ref().map(|quote| quote.total);
    let label = |decision| {
        total.map_or_else(
            || decision_alone(decision).to_owned(),
            |total| settle::label(decision, total),
        )
    };
    let answer =
        |decision, letter| Item::new(label(decision), settled(one, decision, view)).letter(letter);
    let mut items = vec![settle::leave_it()];
    if total.is_none_or(|total| total.minor != 0) {
        items.push(answer(RateDecision::Charge, 'c'));
    }
    items.push(answer(RateDecision::Complimentary, 'f'));
    let said = vec![one.what.clone(), one.detail.clone()];
    let list = Picker::menu("Who pays the difference?", items).head(said);
    Wish::Choose(Box::new(list))
}

/// What an answer is called where several rooms have several prices.
fn decision_alone(decision: RateDecision) -> &'static str {
    match decision {
        RateDecision::Charge => "Guest agrees to the difference",
        RateDecision::Complimentary => "Complimentary",
    }
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
