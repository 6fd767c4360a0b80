//! The lines of a plan, as they are walked: first who gets a room, then who
//! does not.
//!
//! Owns their order and what of each shows; what a line is stands in the
//! domain.

use std::collections::BTreeMap;

use crate::domain::day::Stay;
use crate::domain::error::Refusal;
use crate::domain::facts::Facts;
use crate::domain::house::House;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::planning::{Claim, Left, Line, Picked, Proposal, Way};

/// One line of the list.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Whose stay.
    pub booking: BookingId,
    /// Its code.
    pub code: String,
    /// The guest's family name.
    pub guest: String,
    /// Which nights.
    pub part: Stay,
    /// Which room it gets.
    pub room: Option<RoomId>,
    /// What stands on its door.
    pub number: String,
    /// The room it leaves, by number.
    pub leaves_number: Option<String>,
    /// The room it leaves.
    pub leaves: Option<RoomId>,
    /// Firm, or tentative.
    pub firm: bool,
    /// The score, part by part.
    pub points: Vec<(String, i32)>,
    /// Why it gets none.
    pub why: String,
    /// Whether it loses a tentative room to others.
    pub loses: bool,
    /// Which step of a chain it is.
    pub step: Option<usize>,
    /// The claim on a room that several want.
    pub claim: Option<Claim>,
}

impl Entry {
    /// What is written into its shade.
    pub fn label(&self) -> String {
        match self.step {
            Some(step) => format!("{step} {}", self.guest),
            None => self.guest.clone(),
        }
    }

    /// The score of the room.
    pub fn score(&self) -> i32 {
        self.points.iter().map(|(_, points)| points).sum()
    }

    fn of(line: &Line, step: Option<usize>) -> Entry {
        Entry {
            booking: line.booking,
            code: line.code.clone(),
            guest: line.guest.clone(),
            part: line.part,
            room: Some(line.room),
            number: line.number.clone(),
            leaves: line.leaves.filter(|room| *room != line.room),
            leaves_number: line.leaves_number.clone().filter(|_| line.moves()),
            firm: line.firm,
            points: line.points.clone(),
            why: String::new(),
            loses: false,
            step,
            claim: None,
        }
    }

    fn without(left: &Left) -> Entry {
        Entry {
            booking: left.booking,
            code: left.code.clone(),
            guest: left.guest.clone(),
            part: left.part,
            room: None,
            number: String::new(),
            leaves: None,
            leaves_number: None,
            firm: false,
            points: Vec::new(),
            why: left.why.clone(),
            loses: left.loses.is_some(),
            step: None,
            claim: None,
        }
    }

    /// One who keeps the room that others want too: nothing changes for them.
    fn keeps(claim: &Claim, house: &House) -> Option<Entry> {
        let booking = house.booking_coded(&claim.booking)?;
        let room = house.room_numbered(&claim.room)?;
        Some(Entry {
            booking: booking.id,
            code: claim.booking.clone(),
            guest: claim.guest.clone(),
            part: claim.part,
            room: Some(room.id),
            number: claim.room.clone(),
            leaves: None,
            leaves_number: None,
            firm: false,
            points: Vec::new(),
            why: String::new(),
            loses: false,
            step: None,
            claim: Some(claim.clone()),
        })
    }

    /// Whether nothing changes for the booking: it keeps the room it has.
    pub fn stays(&self) -> bool {
        self.room.is_some() && self.points.is_empty() && self.claim.is_some()
    }
}

/// The plan with all of its lines. What makes room is carried out as a whole.
pub fn picked(plan: Proposal) -> Picked {
    if is_chain(&plan) {
        Picked::whole(plan)
    } else {
        Picked::of(plan)
    }
}

/// Whether the lines are steps that belong together.
pub fn is_chain(plan: &Proposal) -> bool {
    matches!(
        plan.way,
        Some(Way::Own { .. } | Way::Upgrade { .. } | Way::Split)
    )
}

/// The lines to walk. Of tentative stays that are planned anew those that
/// stay where they are change nothing, and are not walked. A chain is told as
/// it is carried out: whoever goes to a free room first, and last the one for
/// whom it is done.
pub fn entries(picked: &Picked, house: &House) -> Vec<Entry> {
    let plan = picked.plan();
    let changing: Vec<&Line> = plan.lines.iter().filter(|line| line.changes()).collect();
    let left = plan.left.iter().map(Entry::without);
    let lines: Vec<Entry> = if is_chain(plan) && plan.way != Some(Way::Split) {
        let steps = changing.iter().rev().enumerate();
        steps
            .map(|(nth, line)| Entry::of(line, Some(nth + 1)))
            .collect()
    } else {
        changing.iter().map(|line| Entry::of(line, None)).collect()
    };
    let mut entries: Vec<Entry> = lines.into_iter().chain(left).collect();
    rank(&mut entries, &plan.ranking, house);
    entries
}

/// Those who claim one room come first, the strongest on top, each with its
/// claim.
fn rank(entries: &mut Vec<Entry>, ranking: &[Claim], house: &House) {
    for claim in ranking {
        let mut own = entries.iter_mut().filter(|it| it.code == claim.booking);
        if let Some(entry) = own.next() {
            entry.claim = Some(claim.clone());
        } else if let Some(entry) = Entry::keeps(claim, house) {
            entries.push(entry);
        }
    }
    let place = |entry: &Entry| {
        let found = ranking.iter().position(|it| it.booking == entry.code);
        found.unwrap_or(ranking.len())
    };
    entries.sort_by_key(place);
}

/// The lines that a refusal names: codes, and why each no longer holds.
pub fn failing(refusal: &Refusal) -> BTreeMap<String, String> {
    let lines = refusal.details.get("lines").and_then(|it| it.as_array());
    let named = lines.into_iter().flatten().filter_map(|line| {
        let text = |field: &str| line.get(field).and_then(|it| it.as_str());
        let code = text("booking").or(line.as_str())?;
        let why = text("message").unwrap_or(&refusal.message);
        Some((code.to_owned(), why.to_owned()))
    });
    named.collect()
}
