//! What all of a plan comes to: how many get a room, how good that is, how
//! room was made, who keeps what.
//!
//! Owns the wording. Every number and every proof is the domain's.

use std::fmt::Write as _;

use super::PlanScreen;
use super::words::Told;
use crate::console::order::settle::Difference;
use crate::console::selection::counted;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::alternatives;
use crate::domain::planning::{Proof, Proposal, Sums, Way};

/// What all of it comes to; in fewer words where there is one row for it.
pub fn totals(screen: &PlanScreen, wide: bool, view: &View) -> Vec<Told> {
    let (plan, sums) = (screen.picked.plan(), &screen.sums);
    let mut told = match &plan.way {
        Some(way) => way_found(way, screen, view),
        None if !plan.ranking.is_empty() => contested(screen, wide),
        None => vec![placed(sums, screen, wide)],
    };
    if !plan.lines.is_empty() && plan.way.is_none() && plan.ranking.is_empty() {
        let score = format!("score {}{}", sums.score, proof(sums, wide));
        told.push((Meaning::Text, score));
        told.push((Meaning::Text, besides(sums, wide)));
    }
    let failing = screen.fails();
    if failing > 0 {
        let hold = if failing == 1 { "holds" } else { "hold" };
        let said = format!("! {} no longer {hold}", counted(failing, "line"));
        told.insert(0, (Meaning::Wrong, said));
    }
    told
}

/// How many get a room.
fn placed(sums: &Sums, screen: &PlanScreen, wide: bool) -> Told {
    let get = if wide { "get a room" } else { "placed" };
    let mut said = format!(
        "{} of {} {get}, {} without",
        sums.placed, sums.of, sums.without
    );
    let out = screen.left_out();
    if out > 0 {
        let by_hand = if wide { " by hand" } else { "" };
        let _ = write!(said, ", {out} left out{by_hand}");
    }
    let meaning = if sums.without == 0 {
        Meaning::Good
    } else {
        Meaning::Warning
    };
    (meaning, said)
}

/// Who keeps the room, and what becomes of the others.
fn contested(screen: &PlanScreen, wide: bool) -> Vec<Told> {
    let plan = screen.picked.plan();
    let keepers = plan.ranking.iter().filter(|claim| claim.keeps);
    let names: Vec<&str> = keepers.map(|claim| claim.guest.as_str()).collect();
    let number = plan.ranking.first().map_or("", |claim| claim.room.as_str());
    let first = match names.as_slice() {
        [] => (Meaning::Warning, format!("Nobody can keep {number}")),
        names => {
            let keep = if names.len() == 1 { "keeps" } else { "keep" };
            (
                Meaning::Good,
                format!("{} {keep} {number}", names.join(", ")),
            )
        }
    };
    let mut told = vec![first];
    let (without, moves) = (screen.sums.without, screen.sums.moves);
    if moves > 0 {
        let go = if moves == 1 { "goes" } else { "go" };
        told.push((Meaning::Text, format!("{moves} {go} to another room")));
    }
    if without > 0 {
        let why = if wide { "; the conflict stays" } else { "" };
        told.push((Meaning::Wrong, format!("{without} without a room{why}")));
    }
    told
}

/// New gaps, rooms of another type, and who changes rooms.
fn besides(sums: &Sums, wide: bool) -> String {
    let gap = if wide { "new short gap" } else { "new gap" };
    let mut said = vec![
        counted(sums.short_gaps, gap),
        counted(sums.upgrades, "upgrade"),
    ];
    if sums.moves > 0 {
        said.push(counted(sums.moves, "move"));
    }
    said.join(", ")
}

/// How good the plan is known to be.
fn proof(sums: &Sums, wide: bool) -> String {
    match (sums.proof, wide) {
        (Proof::Best, _) => ", proved best".to_owned(),
        (Proof::NoMore { score: Some(bound) }, true) if bound > sums.score => {
            format!(" of at most {bound}; proved: no plan places more")
        }
        (Proof::NoMore { score: Some(bound) }, false) if bound > sums.score => {
            format!(" of at most {bound}")
        }
        (Proof::NoMore { .. }, true) => "; proved: no plan places more".to_owned(),
        (Proof::NoMore { .. }, false) | (Proof::None, _) => String::new(),
        (Proof::AtMost(most), true) => {
            format!("; the proof was cut short: at most {most} could be placed")
        }
        (Proof::AtMost(most), false) => format!("; at most {most} could be"),
    }
}

/// How room was made, or why there is none.
fn way_found(way: &Way, screen: &PlanScreen, view: &View) -> Vec<Told> {
    let plan = screen.picked.plan();
    let (guest, booked) = asked_for(plan, view);
    match way {
        Way::Own { fewest } => vec![
            (Meaning::Good, chain(&guest, plan)),
            (Meaning::Text, fewest_moves(*fewest, plan)),
        ],
        Way::Upgrade { room_type, fewest } => {
            let mut told = vec![(
                Meaning::Warning,
                format!("No {booked} even if others move; next best is {room_type}"),
            )];
            told.extend(price(plan, room_type, view).map(|said| (Meaning::Text, said)));
            told.push((Meaning::Text, chain(&guest, plan)));
            if plan.lines.len() > 1 {
                told.push((Meaning::Text, fewest_moves(*fewest, plan)));
            }
            told
        }
        Way::Split => vec![
            (
                Meaning::Warning,
                "No room for the whole stay, even if others move; next best is a split".to_owned(),
            ),
            (
                Meaning::Text,
                format!(
                    "{guest} has {}, one after the other",
                    counted(plan.lines.len(), "room")
                ),
            ),
        ],
        Way::Nothing { proved: true } => vec![(
            Meaning::Wrong,
            format!("No room for {guest}, whoever else moves: that is proved"),
        )],
        Way::Nothing { proved: false } => vec![(
            Meaning::Wrong,
            format!("No room for {guest} was found in the time given; that is no proof"),
        )],
    }
}

/// The guest for whom room is made, and the type that was booked.
fn asked_for(plan: &Proposal, view: &View) -> (String, String) {
    let first = plan.lines.first().map(|line| (line.booking, &line.guest));
    let left = plan.left.first().map(|left| (left.booking, &left.guest));
    let Some((booking, guest)) = first.or(left) else {
        return ("the guest".to_owned(), "room".to_owned());
    };
    let booked = view.house.bookings.get(&booking);
    let booked = booked.map_or_else(|| "room".to_owned(), |booking| booking.room_type.clone());
    (guest.clone(), booked)
}

/// `Long gets 201 once First has moved`.
fn chain(guest: &str, plan: &Proposal) -> String {
    let number = plan.lines.first().map_or("", |line| line.number.as_str());
    match plan.lines.len() {
        0 | 1 => format!("{guest} gets {number}; nobody has to move"),
        2 => format!(
            "{guest} gets {number} once {} has moved",
            plan.lines[1].guest
        ),
        more => format!("{guest} gets {number} once {} others have moved", more - 1),
    }
}

fn fewest_moves(fewest: bool, plan: &Proposal) -> String {
    let moves = counted(plan.lines.len().saturating_sub(1), "move");
    match (plan.lines.len(), fewest) {
        (0 | 1, _) => "no moves".to_owned(),
        (_, true) => format!("{moves}; proved: none needs fewer"),
        (_, false) => format!("{moves}; fewer might do"),
    }
}

/// What the room of another type costs beside what was booked.
fn price(plan: &Proposal, room_type: &str, view: &View) -> Option<String> {
    let line = plan.lines.first()?;
    let booking = view.house.bookings.get(&line.booking)?;
    let quote = alternatives::quote(view.house, booking, room_type, line.part)?;
    let nights = i64::from(line.part.nights());
    let difference = Difference {
        nightly: quote.difference,
        total: quote.total,
        nights,
    };
    Some(format!("{}; Enter asks who pays", difference.words()))
}
