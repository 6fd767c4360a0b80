//! Who pays for a room of another type: asked before such a room is given.
//!
//! Owns the question and its three answers. The first is to leave everything
//! as it was, so that the key that dropped the stay, pressed once more,
//! charges nobody; whether each of the others would be carried out, and what
//! it comes to, is asked of the domain.

use super::give;
use crate::console::form::{Form, Kind};
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::widget::toast::Tone;
use crate::console::wish::Wish;
use crate::domain::command::{Command, Request};
use crate::domain::error::{Code, Refusal};
use crate::domain::money::Money;
use crate::domain::rate::RateDecision;

/// The difference that a refusal for want of a decision names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Per night.
    pub nightly: Money,
    /// Over all the nights.
    pub total: Money,
    /// How many nights.
    pub nights: i64,
}

impl Difference {
    /// What the refusal says; none where it is about something else.
    pub fn of(refusal: &Refusal) -> Option<Difference> {
        if refusal.code != Code::RoomTypeMismatch {
            return None;
        }
        let money = |field: &str| {
            let value = refusal.details.get(field)?.clone();
            serde_json::from_value::<Money>(value).ok()
        };
        Some(Difference {
            nightly: money("difference")?,
            total: money("total")?,
            nights: refusal.details.get("nights")?.as_i64()?,
        })
    }

    /// `+EUR 60.00 a night, +EUR 180.00 for 3 nights`.
    pub fn words(self) -> String {
        if self.nightly.minor == 0 {
            return "at the same price".to_owned();
        }
        let sign = if self.nightly.minor < 0 { "-" } else { "+" };
        let nights = if self.nights == 1 { "night" } else { "nights" };
        format!(
            "{sign}{} a night, {sign}{} for {} {nights}",
            self.nightly.size(),
            self.total.size(),
            self.nights
        )
    }
}

/// The question who pays, with those of its answers that would be carried
/// out; none where the command is refused for something else too. `version` is
/// the one the person looked at, if it is not the present one.
pub fn question(command: &Command, view: &View, version: Option<i64>) -> Option<Picker<Wish>> {
    let refusal = view.preview(&asked(command)).err()?;
    let difference = Difference::of(&refusal)?;
    let answers: Vec<Item<Wish>> = [
        (RateDecision::Charge, 'c'),
        (RateDecision::Complimentary, 'f'),
    ]
    .into_iter()
    // Of two types at one price there is nothing to charge.
    .filter(|(decision, _)| {
        difference.nightly.minor != 0 || *decision == RateDecision::Complimentary
    })
    .filter_map(|(decision, letter)| {
        let settled = with_rate(command, decision);
        let outcome = view.preview(&asked(&settled)).ok()?;
        let label = label(decision, difference.total);
        let wish = carry_out(settled, view, version);
        Some(
            Item::new(label, wish)
                .letter(letter)
                .detail(outcome.summary),
        )
    })
    .collect();
    if answers.is_empty() {
        return None;
    }
    let items = std::iter::once(leave_it()).chain(answers).collect();
    let said = vec![about(&refusal), difference.words()];
    Some(Picker::menu("Who pays the difference?", items).head(said))
}

/// Whether the only thing missing is who pays; then the difference.
pub fn difference(command: &Command, refusal: &Refusal, view: &View) -> Option<Difference> {
    let difference = Difference::of(refusal)?;
    let settled = with_rate(command, RateDecision::Complimentary);
    view.preview(&asked(&settled)).ok()?;
    Some(difference)
}

/// What else stands in the way of a room of another type, once who pays were
/// settled.
pub fn beyond(command: &Command, refusal: &Refusal, view: &View) -> Option<Refusal> {
    Difference::of(refusal)?;
    let settled = with_rate(command, RateDecision::Complimentary);
    view.preview(&asked(&settled)).err()
}

/// As the domain can be asked about it: a reason is written later.
fn asked(command: &Command) -> Command {
    let mut example = command.clone();
    if command.lacks_reason() {
        example.give_reason("example");
    }
    example
}

fn about(refusal: &Refusal) -> String {
    let named = |field: &str| refusal.details.get(field).and_then(|value| value.as_str());
    format!(
        "{} is {}, booked is {}",
        named("room").unwrap_or("The room"),
        named("room_type").unwrap_or("another type"),
        named("booked_type").unwrap_or("another")
    )
}

/// What an answer is called, where the difference comes to so much in all.
pub fn label(decision: RateDecision, total: Money) -> String {
    match (decision, total.minor) {
        (RateDecision::Charge, minor) if minor < 0 => format!("Take {} off", total.size()),
        (RateDecision::Charge, _) => format!("Guest agrees to {total}"),
        (RateDecision::Complimentary, 0) => "Give it, at that price".to_owned(),
        (RateDecision::Complimentary, minor) if minor < 0 => "Keep the booked price".to_owned(),
        (RateDecision::Complimentary, _) => "Complimentary".to_owned(),
    }
}

/// The answer that leaves everything as it is, which the first Enter gives.
pub fn leave_it() -> Item<Wish> {
    let said = Wish::Say(Tone::Note, "Nothing changed.".to_owned());
    Item::new("Leave it as it was", said).letter('n')
}

/// A move or a swap may want its reason still; everything else is carried out.
fn carry_out(command: Command, view: &View, version: Option<i64>) -> Wish {
    if command.lacks_reason() {
        let title = match command {
            Command::Swap(_) => "Swap rooms",
            _ => "Move",
        };
        let kind = Kind::reason(title, "Reason", command);
        return Wish::Ask(Box::new(Form::open(kind, view)));
    }
    match (give(command, view.house), version) {
        (Wish::Give(request), Some(version)) => Wish::Give(Box::new(Request {
            version: Some(version),
            ..*request
        })),
        (wish, _) => wish,
    }
}

/// The same wish with the decision.
fn with_rate(command: &Command, decision: RateDecision) -> Command {
    let mut command = command.clone();
    command.settle_rate(decision);
    command
}
