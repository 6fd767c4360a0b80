//! Allocation rules: made, changed, given up. What is wrong with one is told
//! with its place.

use super::{Decide, check, find};
use crate::domain::booking::Booking;
use crate::domain::command::{CreateRule, DeleteRule, EditRule};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::room::Room;
use crate::domain::row::Table;
use crate::domain::rule::{
    self, AllocationRule, Asked, Fault, Known, MOST_PRIORITY, MOST_RULES, RuleKind,
};

/// Rooms and types that a warning names at most.
const NAMED: usize = 4;
/// The name of the warning that a room was given against a rule.
const AGAINST_RULE: &str = "AGAINST_RULE";

/// The rule of this name.
///
/// # Errors
/// `NOT_FOUND`.
fn by_name(draft: &Draft, name: &str) -> Result<AllocationRule, Refusal> {
    let rules = draft.rules();
    if let Some(rule) = rules.iter().find(|rule| rule.is_called(name)) {
        return Ok(rule.clone());
    }
    let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
    let there = if names.is_empty() {
        "there is none yet".to_owned()
    } else {
        format!("there are: {}", names.join(", "))
    };
    Err(Refusal::new(
        Code::NotFound,
        format!("There is no rule \"{}\" here; {there}.", name.trim()),
    )
    .with("rule", name.trim()))
}

/// What a rule may name in this house.
fn known(draft: &Draft) -> Known {
    let rooms = draft.rooms();
    Known {
        rooms: rooms
            .into_iter()
            .map(|room| (room.number, room.floor))
            .collect(),
        room_types: draft
            .room_types()
            .into_iter()
            .map(|kind| kind.code)
            .collect(),
        sources: draft.sources(),
    }
}

/// The refusal of a rule: the first fault in words, all of them in the details.
fn refused(faults: &[Fault]) -> Result<(), Refusal> {
    let Some(first) = faults.first() else {
        return Ok(());
    };
    let each = |fault: &Fault| {
        let mut told =
            serde_json::json!({"place": fault.place, "message": fault.message, "what": fault.what});
        if let Some((line, column)) = fault.at {
            told["line"] = line.into();
            told["column"] = column.into();
        }
        told
    };
    let all: Vec<_> = faults.iter().map(each).collect();
    let mut refusal = Refusal::new(Code::RuleInvalid, &first.message)
        .with("place", &first.place)
        .with("field", &first.place)
        .with("faults", all);
    if let Some((line, column)) = first.at {
        refusal = refusal.with("line", line).with("column", column);
    }
    Err(refusal)
}

/// A rule's name, which no other rule may have.
fn name(draft: &Draft, given: &str, own: Option<i64>) -> Result<String, Refusal> {
    let name = check::text("name", given, check::NAME)?;
    let taken = |rule: &AllocationRule| rule.is_called(&name) && Some(rule.id) != own;
    if draft.rules().iter().any(taken) {
        return Err(check::exists(
            "name",
            &name,
            format!("There is a rule \"{name}\" already; change it or choose another name."),
        ));
    }
    Ok(name)
}

fn priority(given: i32, faults: &mut Vec<Fault>) -> i32 {
    if given.abs() > MOST_PRIORITY {
        faults.push(Fault {
            place: "priority".to_owned(),
            message: format!(
                "In the rule, priority is {given}; write a whole number from -{MOST_PRIORITY} to {MOST_PRIORITY}."
            ),
            what: format!("a whole number from -{MOST_PRIORITY} to {MOST_PRIORITY}"),
            at: None,
        });
    }
    given
}

fn kind(given: &str, faults: &mut Vec<Fault>) -> Option<RuleKind> {
    let read = rule::read_kind(given);
    faults.extend(read.faults);
    read.value
}

impl Decide for CreateRule {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let name = name(draft, &self.name, None)?;
        if draft.rules().len() >= MOST_RULES {
            return Err(check::invalid(
                "name",
                format!("There are {MOST_RULES} rules already; give one up first."),
            ));
        }
        let known = known(draft);
        let conditions = rule::read_conditions(self.conditions.as_ref(), &known);
        let actions = rule::read_actions(self.actions.as_ref(), &known);
        let mut faults = conditions.faults;
        faults.extend(actions.faults);
        let priority = priority(self.priority.unwrap_or(0), &mut faults);
        let kind = kind(&self.kind, &mut faults);
        refused(&faults)?;
        let Some(kind) = kind else {
            return Ok(());
        };
        let made = AllocationRule {
            id: draft.fresh_id(),
            property: draft.property().id,
            name,
            kind,
            conditions: conditions.value,
            actions: actions.value,
            priority,
            active: self.active.unwrap_or(true),
            version: 0,
        };
        keep(draft, &made, &known, "Made");
        Ok(())
    }
}

impl Decide for EditRule {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut changed = by_name(draft, &self.name)?;
        find::fresh(
            draft,
            &format!("The rule \"{}\"", changed.name),
            changed.version,
        )?;
        if let Some(given) = &self.new_name {
            changed.name = name(draft, given, Some(changed.id))?;
        }
        let known = known(draft);
        let mut faults = Vec::new();
        if self.conditions.is_some() {
            let read = rule::read_conditions(self.conditions.as_ref(), &known);
            changed.conditions = read.value;
            faults.extend(read.faults);
        }
        if self.actions.is_some() {
            let read = rule::read_actions(self.actions.as_ref(), &known);
            changed.actions = read.value;
            faults.extend(read.faults);
        }
        if let Some(given) = self.priority {
            changed.priority = priority(given, &mut faults);
        }
        let said = self.kind.as_deref().unwrap_or(changed.kind.as_str());
        if let Some(kind) = kind(said, &mut faults) {
            changed.kind = kind;
        }
        refused(&faults)?;
        if let Some(active) = self.active {
            changed.active = active;
        }
        let only_switched = self.active.is_some()
            && EditRule {
                name: self.name.clone(),
                active: self.active,
                ..EditRule::default()
            } == *self;
        let did = match (only_switched, changed.active) {
            (true, true) => "Switched on",
            (true, false) => "Switched off",
            (false, _) => "Changed",
        };
        keep(draft, &changed, &known, did);
        Ok(())
    }
}

impl Decide for DeleteRule {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let rule = by_name(draft, &self.name)?;
        find::fresh(draft, &format!("The rule \"{}\"", rule.name), rule.version)?;
        draft.tell("rule", &rule.name);
        draft.summarise(format!("Gave up the rule \"{}\"", rule.name));
        draft.remove(Table::AllocationRule, rule.id);
        Ok(())
    }
}

fn keep(draft: &mut Draft, rule: &AllocationRule, known: &Known, did: &str) {
    draft.tell("rule", &rule.name);
    draft.summarise(format!("{did} the rule \"{}\"", rule.name));
    let others = draft.rules();
    draft.save(rule.clone());
    warn_of_slips(draft, rule, known);
    if rule.active && rule.actions.filters() {
        warn_of_no_room(draft, rule, &others);
    }
}

/// Says what may be meant but is likelier a slip: a source nobody came through
/// yet, a kind that nothing in the rule is of.
fn warn_of_slips(draft: &mut Draft, rule: &AllocationRule, known: &Known) {
    if let Some(source) = &rule.conditions.booking_source {
        let all = known.all_sources();
        if !all.iter().any(|one| rule::same_source(one, source)) {
            let named: Vec<&str> = all.into_iter().take(NAMED).collect();
            draft.warn(
                Code::RuleInvalid,
                format!(
                    "No booking came from \"{source}\" yet, so the rule \"{}\" is about nobody so far; they come from {} …",
                    rule.name,
                    named.join(", ")
                ),
            );
        }
    }
    if !rule::is_of_kind(rule.kind, &rule.conditions, &rule.actions) {
        draft.warn(
            Code::RuleInvalid,
            format!(
                "The rule \"{}\" is of the kind {} but says nothing of {}; another kind may fit it better.",
                rule.name,
                rule.kind.as_str(),
                rule.kind.label()
            ),
        );
    }
}

/// Says where the filter leaves no room of a type, alone or together with
/// another one: whoever it is about would be left without a room.
fn warn_of_no_room(draft: &mut Draft, rule: &AllocationRule, others: &[AllocationRule]) {
    let rooms: Vec<Room> = draft
        .rooms()
        .into_iter()
        .filter(|room| room.active)
        .collect();
    let mut kinds: Vec<&str> = rooms.iter().map(|room| room.room_type.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if let Some(only) = &rule.conditions.room_type {
        kinds.retain(|kind| kind == only);
    }
    let left = |kind: &str, filters: &[&AllocationRule]| {
        rooms.iter().any(|room| {
            room.room_type == kind && filters.iter().all(|filter| filter.lets_through(room))
        })
    };
    let (some, none): (Vec<&str>, Vec<&str>) =
        kinds.into_iter().partition(|kind| left(kind, &[rule]));
    if !none.is_empty() {
        let named: Vec<&str> = none.iter().take(NAMED).copied().collect();
        draft.warn(
            Code::RuleInvalid,
            format!(
                "The rule \"{}\" {}, and no {} is so: whoever it is about and booked one gets no room by itself.",
                rule.name,
                rule.asks(),
                named.join(" and no "),
            ),
        );
    }
    for other in others {
        let meets = other.id != rule.id
            && other.active
            && other.actions.filters()
            && other.conditions.may_meet(&rule.conditions);
        let clash = meets
            .then(|| {
                some.iter()
                    .find(|kind| left(kind, &[other]) && !left(kind, &[rule, other]))
            })
            .flatten();
        if let Some(kind) = clash {
            let (first, second) = if other.priority > rule.priority {
                (other, rule)
            } else {
                (rule, other)
            };
            draft.warn(
                Code::RuleInvalid,
                format!(
                    "The rules \"{}\" and \"{}\" leave no {kind} between them: whoever both are about gets no room by itself.",
                    first.name, second.name,
                ),
            );
        }
    }
}

/// Says which rules of the house are against a room that somebody gives a
/// booking all the same: the person at the desk knows best, but should know.
pub(super) fn warn_against(draft: &mut Draft, booking: &Booking, room: &Room) {
    let rules = draft.rules_for(&Asked::of(booking));
    for it in rules.against(room) {
        draft.warn(
            AGAINST_RULE,
            format!(
                "Room {} is against the rule \"{}\", which {}; {} has it all the same.",
                room.number,
                it.rule.name,
                it.why,
                booking.family_name()
            ),
        );
    }
}
