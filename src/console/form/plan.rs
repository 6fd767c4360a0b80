//! The form that asks for a plan of rooms: which days, and what comes first.
//!
//! Owns the fields and the question they make; what comes of it is planned at
//! the desk.

use super::{Entry, Fault, Form, Kind, Outlook, Takes, entry, fields};
use crate::console::plan::ask;
use crate::console::selection::counted;
use crate::console::view::View;
use crate::console::wish::Wish;
use crate::domain::command::AutoAssign;
use crate::domain::day::{Day, Stay};
use crate::domain::planner::Strategy;
use crate::domain::planning;

const ANEW: &str = "anew";
const IGNORED: &str = "ignored";

/// What it asks, filled with the question so far.
pub fn entries(asked: &AutoAssign, view: &View) -> Vec<Entry> {
    let date = |label, day: Day| {
        entry(label, Takes::Date)
            .hint("t, +3, fri, 16, 24/12")
            .required()
            .holding(&fields::typed_day(day, view))
    };
    let wishes = if asked.respect_preferences {
        "respected"
    } else {
        IGNORED
    };
    let tentative = if asked.replan_tentative { ANEW } else { "keep" };
    vec![
        date("From", asked.from),
        date("To", asked.to),
        entry("Strategy", Takes::OneOf(fields::options(STRATEGIES)))
            .required()
            .holding(held(asked.strategy)),
        entry("Wishes", Takes::OneOf(fields::options(WISHES)))
            .required()
            .holding(wishes),
        entry("Tentative", Takes::OneOf(fields::options(TENTATIVE)))
            .required()
            .holding(tentative),
    ]
}

const STRATEGIES: &[(&str, &str)] = &[
    ("occupancy", "fewest gaps"),
    ("groups", "groups together"),
    ("vips", "VIPs first"),
];
const WISHES: &[(&str, &str)] = &[("respected", "respected"), (IGNORED, "left aside")];
const TENTATIVE: &[(&str, &str)] = &[("keep", "stay as they are"), (ANEW, "planned anew")];

fn held(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Plain | Strategy::OptimizeOccupancy => "occupancy",
        Strategy::GroupByType => "groups",
        Strategy::VipFirst => "vips",
    }
}

impl Form {
    /// The question that the fields make.
    fn question(&self, view: &View) -> Result<AutoAssign, Fault> {
        let day = |label| {
            self.day(label, view.today())?.ok_or(Fault {
                label,
                message: "needed".into(),
            })
        };
        let (from, to) = (day("From")?, day("To")?);
        if to < from {
            return Err(Fault {
                label: "To",
                message: format!("before {}", from.spoken()),
            });
        }
        let Kind::Plan(asked) = &self.kind else {
            return Ok(AutoAssign::between(from, to));
        };
        Ok(AutoAssign {
            from,
            to,
            strategy: match self.text("Strategy")? {
                "groups" => Strategy::GroupByType,
                "vips" => Strategy::VipFirst,
                _ => Strategy::OptimizeOccupancy,
            },
            respect_preferences: self.text("Wishes")? != IGNORED,
            replan_tentative: self.text("Tentative")? == ANEW,
            ..(**asked).clone()
        })
    }

    /// The wish for the plan.
    pub(super) fn planned(&self, view: &View) -> Result<Wish, Fault> {
        self.question(view).map(ask::plan)
    }

    /// How many wait for a room on these days, as far as they are loaded.
    pub(super) fn look_at_waiting(&mut self, view: &View) {
        let question = self.question(view);
        let outlook = match question {
            Err(fault) => Outlook::Refused(format!("{}: {}.", fault.label, fault.message)),
            Ok(asked) => waiting(&asked, view).map_or(Outlook::Unknown, Outlook::Fine),
        };
        self.foresee(outlook);
    }
}

fn waiting(asked: &AutoAssign, view: &View) -> Option<String> {
    if !asked.bookings.is_empty() {
        let chosen = counted(asked.bookings.len(), "chosen booking");
        return Some(format!("Plans rooms for {chosen}. Nothing is changed yet."));
    }
    let days = Stay {
        check_in: asked.from,
        check_out: asked.to.plus(1),
    };
    if !view.knows(days) {
        return None;
    }
    let waits = planning::waiting(view.house, (asked.from, asked.to), view.now);
    let said = counted(waits, "booking");
    Some(format!(
        "{said} of these days without a room. Nothing is changed yet."
    ))
}
