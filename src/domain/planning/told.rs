//! A plan as data: what a receipt, the command line and `show plan` say of it.

use serde::Serialize;
use serde_json::{Map, Value};

use super::claims::Claim;
use super::line::{Left, Line};
use super::proposal::{Proposal, Way};
use crate::domain::day::Day;
use crate::domain::planner::{Aim, Reached};

/// A plan as data.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Told<'a> {
    /// Who goes where.
    pub lines: Vec<LineTold<'a>>,
    /// Who stays without a room.
    pub left: Vec<LeftTold<'a>>,
    /// What it comes to.
    pub totals: Totals,
    /// How far it goes in each aim, and how far any plan could.
    pub aims: Vec<AimTold>,
    /// Whether no plan is better.
    pub optimal: bool,
    /// How room was made, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<&'a Way>,
    /// Who claims the room, the strongest first, where a conflict was settled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ranking: Vec<ClaimTold<'a>>,
}

/// How far a plan goes in one aim, as people count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct AimTold {
    /// The aim: `placed`, `short_gaps`, `score`.
    pub aim: &'static str,
    /// What the plan reaches.
    pub value: i64,
    /// No plan that reaches as much in the aims before does better than this.
    pub bound: i64,
}

impl AimTold {
    fn of(reached: &Reached) -> AimTold {
        let Reached { aim, value, bound } = *reached;
        let (aim, sign) = match aim {
            Aim::VipsPlaced => ("vips_placed", 1),
            Aim::Placed => ("placed", 1),
            Aim::VipScore => ("vip_score", 1),
            // The planner wants more of everything; people count gaps upwards.
            Aim::FewShortGaps => ("short_gaps", -1),
            Aim::SideBySide => ("side_by_side", 1),
            Aim::Score => ("score", 1),
        };
        AimTold {
            aim,
            value: sign * value,
            bound: sign * bound,
        }
    }
}

/// One claim on a room.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ClaimTold<'a> {
    /// Whose, by code.
    pub booking: &'a str,
    /// The guest.
    pub guest: &'a str,
    /// The room.
    pub room: &'a str,
    /// How strong it is.
    pub score: i32,
    /// The same, part by part.
    pub parts: Map<String, Value>,
    /// Whether it keeps the room.
    pub keeps: bool,
    /// What settles it whatever the points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<&'a str>,
}

/// One line.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LineTold<'a> {
    /// Its number, counted from 1.
    pub line: usize,
    /// Whose stay, by code.
    pub booking: &'a str,
    /// The guest.
    pub guest: &'a str,
    /// The room.
    pub room: &'a str,
    /// The room it leaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leaves: Option<&'a str>,
    /// The type of the room where it is not the one booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_type: Option<&'a str>,
    /// First night.
    pub check_in: Day,
    /// End of the part.
    pub check_out: Day,
    /// `assigned` or `pre_assigned`.
    pub status: &'static str,
    /// What the room is worth to the guest.
    pub score: i32,
    /// The same, part by part.
    pub parts: Map<String, Value>,
}

/// One that stays without a room.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LeftTold<'a> {
    /// Whose stay, by code.
    pub booking: &'a str,
    /// The guest.
    pub guest: &'a str,
    /// First night.
    pub check_in: Day,
    /// End of the part.
    pub check_out: Day,
    /// Why, in a sentence's second half.
    pub reason: &'a str,
}

/// What a plan comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Totals {
    /// Parts of stays that get a room.
    pub placed: usize,
    /// Parts of stays that stay without.
    pub left: usize,
    /// Stays that change rooms for it.
    pub moves: usize,
    /// Stays that were asked about and stay where they are.
    pub staying: usize,
    /// Stays in a room of another type than was booked.
    pub upgrades: usize,
    /// New free runs of one or two nights, where they were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_gaps: Option<i64>,
    /// The scores of all rooms given.
    pub score: i64,
}

impl<'a> LineTold<'a> {
    fn of(at: usize, line: &'a Line) -> LineTold<'a> {
        LineTold {
            line: at + 1,
            booking: &line.code,
            guest: &line.guest,
            room: &line.number,
            leaves: line.leaves_number.as_deref(),
            other_type: line.other_type.as_deref(),
            check_in: line.part.check_in,
            check_out: line.part.check_out,
            status: line.how(),
            score: line.score(),
            parts: parts(&line.points),
        }
    }
}

fn parts(points: &[(String, i32)]) -> Map<String, Value> {
    points
        .iter()
        .map(|(what, points)| (what.clone(), Value::from(*points)))
        .collect()
}

impl<'a> ClaimTold<'a> {
    fn of(claim: &'a Claim) -> ClaimTold<'a> {
        ClaimTold {
            booking: &claim.booking,
            guest: &claim.guest,
            room: &claim.room,
            score: claim.strength(),
            parts: parts(&claim.points),
            keeps: claim.keeps,
            settled: claim.settled.as_deref(),
        }
    }
}

impl<'a> LeftTold<'a> {
    fn of(left: &'a Left) -> LeftTold<'a> {
        LeftTold {
            booking: &left.code,
            guest: &left.guest,
            check_in: left.part.check_in,
            check_out: left.part.check_out,
            reason: &left.why,
        }
    }
}

impl Line {
    /// How firmly the line gives its room: `assigned` or `pre_assigned`.
    pub fn how(&self) -> &'static str {
        if self.firm {
            "assigned"
        } else {
            "pre_assigned"
        }
    }
}

impl Proposal {
    /// The plan as data.
    pub fn told(&self) -> Told<'_> {
        let lines = self.lines.iter().enumerate();
        Told {
            lines: lines.map(|(at, line)| LineTold::of(at, line)).collect(),
            left: self.left.iter().map(LeftTold::of).collect(),
            totals: self.totals(),
            aims: self.reached.iter().map(AimTold::of).collect(),
            optimal: self.is_optimal,
            way: self.way.as_ref(),
            ranking: self.ranking.iter().map(ClaimTold::of).collect(),
        }
    }

    /// What it comes to.
    pub fn totals(&self) -> Totals {
        Totals {
            placed: self.lines.len(),
            left: self.left.len(),
            moves: self.lines.iter().filter(|line| line.moves()).count(),
            staying: self.staying,
            upgrades: self
                .lines
                .iter()
                .filter(|line| line.other_type.is_some())
                .count(),
            short_gaps: self.reached(Aim::FewShortGaps).map(|(gaps, _)| -gaps),
            score: self.lines.iter().map(|line| i64::from(line.score())).sum(),
        }
    }
}

impl Claim {
    /// The claim as a sentence: `Room 204: Yi claims it with 120 (VIP +100,
    /// nights +20), keeps it.`
    pub fn words(&self) -> String {
        let parts: Vec<String> = self
            .points
            .iter()
            .map(|(what, points)| format!("{what} {points:+}"))
            .collect();
        let then = if self.keeps {
            "keeps it"
        } else {
            "goes elsewhere"
        };
        let why = self
            .settled
            .as_ref()
            .map(|why| format!(": {why}"))
            .unwrap_or_default();
        format!(
            "Room {}: {} claims it with {} ({}), {then}{why}.",
            self.room,
            self.guest,
            self.strength(),
            parts.join(", ")
        )
    }
}

impl Way {
    /// What was found, in words.
    pub fn words(&self) -> String {
        let proof = |fewest: bool| {
            if fewest {
                "no plan moves fewer"
            } else {
                "a plan that moves fewer may exist"
            }
        };
        match self {
            Way::Own { fewest } => format!("a room of the type booked, {}", proof(*fewest)),
            Way::Upgrade { room_type, fewest } => format!(
                "only a {room_type}, {}; say what is done with the difference in price",
                proof(*fewest)
            ),
            Way::Split => "no room for the whole stay, but these one after the other".to_owned(),
            Way::Nothing { proved: true } => "there is no way".to_owned(),
            Way::Nothing { proved: false } => "no way was found in time".to_owned(),
        }
    }
}
