//! Housekeeping's day, in words.

use super::rooms::did;
use super::told::{Told, because};
use crate::domain::cleaning::CleaningKind;
use crate::domain::command::{
    AssignAttendant, Inspect, MarkCleaned, ReportFound, SetMakeUp, SetOnDuty, ShareOut,
};

pub fn cleaned(told: &Told, it: &MarkCleaned) -> String {
    let what = match it.kind {
        None | Some(CleaningKind::Departure | CleaningKind::Stayover) => "cleaned",
        Some(CleaningKind::TouchUp) => "touched up",
        Some(CleaningKind::Deep) => "deep-cleaned",
    };
    did(what, told, &it.room, it.notes.as_deref())
}

pub fn inspected(told: &Told, it: &Inspect) -> String {
    let how = if it.passed { "passed" } else { "failed" };
    let lines = if it.failed.is_empty() {
        String::new()
    } else {
        format!(" ({})", it.failed.join(", "))
    };
    format!(
        "{how} {} at inspection{lines}{}",
        told.the_room(&it.room),
        because(it.notes.as_deref())
    )
}

pub fn make_up(told: &Told, it: &SetMakeUp) -> String {
    let room = told.the_room(&it.room);
    if it.on {
        format!("noted that {room} is to be made up now")
    } else {
        format!("noted that {room} need not be made up now")
    }
}

pub fn whose(it: &AssignAttendant, told: &Told) -> String {
    let whom = it
        .employee
        .as_deref()
        .map_or_else(|| "nobody".to_owned(), |employee| named(employee, told));
    format!("made {} the work of {whom}", rooms(&it.rooms))
}

pub fn shared(it: &ShareOut, told: &Told) -> String {
    let shares: Vec<String> = it
        .shares
        .iter()
        .map(|share| {
            let whom = share
                .employee
                .as_deref()
                .map_or_else(|| "nobody".to_owned(), |employee| named(employee, told));
            format!("{} to {whom}", rooms(&share.rooms))
        })
        .collect();
    format!("shared out {}", shares.join(", "))
}

pub fn on_duty(it: &SetOnDuty, told: &Told) -> String {
    let whom = named(&it.employee, told);
    if it.on {
        format!("noted that {whom} is at work")
    } else {
        format!("noted that {whom} has gone")
    }
}

pub fn found(told: &Told, it: &ReportFound) -> String {
    let how = match (it.occupied, it.heads) {
        (false, _) => "empty".to_owned(),
        (true, None) => "occupied".to_owned(),
        (true, Some(heads)) => format!("occupied by {heads}"),
    };
    format!(
        "found {} {how}{}",
        told.the_room(&it.room),
        because(it.notes.as_deref())
    )
}

fn named(employee: &str, told: &Told) -> String {
    let all = told.facts.all_staff();
    all.into_iter()
        .find(|person| person.employee == employee.trim())
        .map_or_else(|| employee.to_owned(), |person| person.name)
}

/// Few rooms by number, many by count.
fn rooms(numbers: &[String]) -> String {
    match numbers {
        [only] => format!("room {only}"),
        few if few.len() <= 6 => format!("rooms {}", few.join(", ")),
        many => format!("{} rooms", many.len()),
    }
}
