//! A plan on a screen and as data.

use serde::Serialize;

use super::super::fault::Fault;
use super::super::table::Table;
use super::super::voice::Voice;
use crate::desk::Receipt;
use crate::domain::Day;
use crate::domain::command::Command;
use crate::domain::planner::Aim;
use crate::domain::planning::{
    AimTold, ClaimTold, LeftTold, Line, LineTold, Proposal, Totals, Way,
};

/// A plan just made.
pub(super) struct Shown<'a> {
    pub command: &'a Command,
    pub proposal: &'a Proposal,
    /// None where there was nothing to keep.
    pub receipt: Option<&'a Receipt>,
}

/// The same as data.
#[derive(Serialize)]
struct PlanData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    booking: Option<&'a str>,
    assigned: Vec<LineTold<'a>>,
    unassigned: Vec<LeftTold<'a>>,
    totals: Totals,
    aims: Vec<AimTold>,
    optimal: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    way: Option<&'a Way>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ranking: Vec<ClaimTold<'a>>,
    applied: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<i64>,
}

impl Shown<'_> {
    fn applied(&self) -> bool {
        match self.command {
            Command::AutoAssign(it) => it.apply,
            Command::MakeRoom(it) => it.apply,
            Command::ResolveConflict(it) => it.apply,
            _ => false,
        }
    }

    fn plan(&self) -> Option<&str> {
        self.receipt.and_then(|receipt| receipt.text("plan"))
    }

    /// Shows it.
    pub fn show(&self, voice: &mut Voice) -> Result<(), Fault> {
        if voice.is_json() {
            return voice.data(&self.data());
        }
        told(voice, self.proposal)?;
        voice.say(&self.summary())
    }

    fn data(&self) -> PlanData<'_> {
        let told = self.proposal.told();
        let (from, to, booking) = match self.command {
            Command::AutoAssign(it) => (Some(it.from), Some(it.to), None),
            Command::MakeRoom(it) => (None, None, Some(it.booking.as_str())),
            Command::ResolveConflict(it) => (None, None, Some(it.booking.as_str())),
            _ => (None, None, None),
        };
        PlanData {
            plan: self.plan(),
            from,
            to,
            booking,
            assigned: told.lines,
            unassigned: told.left,
            totals: told.totals,
            aims: told.aims,
            optimal: told.optimal,
            way: told.way,
            ranking: told.ranking,
            applied: self.applied(),
            seq: self.receipt.map(|receipt| receipt.seq),
        }
    }

    /// What the plan comes to, in a sentence or two.
    fn summary(&self) -> String {
        if self.proposal.is_empty() {
            return "Every booking of these days has its room.".into();
        }
        let done = match self.plan() {
            _ if self.applied() => "Done; one undo takes it back.".to_owned(),
            Some(plan) => {
                format!("Nothing is changed yet; \"keyrack apply-plan {plan}\" carries it out.")
            }
            None => "Nothing is changed.".to_owned(),
        };
        format!("{} {done}", comes_to(self.proposal))
    }
}

/// `4 placed, 2 not, 1 new short gaps; no plan is better.`
fn comes_to(proposal: &Proposal) -> String {
    let (placed, left) = (proposal.lines.len(), proposal.left.len());
    let proof = match (&proposal.way, proposal.reached(Aim::Placed)) {
        (Some(way), _) => way.words(),
        (None, _) if proposal.is_optimal => "no plan is better".to_owned(),
        (None, Some((placed, most))) if placed < most => {
            format!("no plan places more than {most}")
        }
        _ => "no plan places more".to_owned(),
    };
    let gaps = proposal
        .totals()
        .short_gaps
        .map(|gaps| format!(", {gaps} new short gaps"))
        .unwrap_or_default();
    let totals = proposal.totals();
    let moves = match (totals.moves, totals.staying) {
        (0, 0) => String::new(),
        (moves, staying) => format!(", {moves} of them changing rooms, {staying} stay as they are"),
    };
    format!("{placed} placed{moves}, {left} not{gaps}; {proof}.")
}

/// The lines of a plan, and who stays without a room.
///
/// # Errors
/// Nobody listens.
pub fn told(voice: &mut Voice, proposal: &Proposal) -> Result<(), Fault> {
    for claim in &proposal.ranking {
        voice.say(&claim.words())?;
    }
    if !proposal.lines.is_empty() {
        voice.table(&lines_of(&proposal.lines))?;
    }
    for left in &proposal.left {
        voice.say(&format!(
            "{} {} ({}) stays without a room: {}.",
            left.code, left.guest, left.part, left.why
        ))?;
    }
    Ok(())
}

/// The lines of a plan as a table.
fn lines_of(lines: &[Line]) -> Table {
    let mut table = Table::new([
        ">#", "Booking", "Guest", "From", "To", "Room", "Leaves", "How", ">Score", "For",
    ]);
    for (at, line) in lines.iter().enumerate() {
        let mut reasons: Vec<String> = line
            .points
            .iter()
            .skip(1)
            .map(|(what, points)| format!("{what} {points:+}"))
            .collect();
        reasons.extend(line.other_type.as_ref().map(|kind| format!("a {kind}")));
        table.row([
            (at + 1).to_string(),
            line.code.clone(),
            line.guest.clone(),
            line.part.check_in.to_string(),
            line.part.check_out.to_string(),
            line.number.clone(),
            line.leaves_number.clone().unwrap_or_default(),
            line.how().into(),
            line.score().to_string(),
            reasons.join(", "),
        ]);
    }
    table
}
