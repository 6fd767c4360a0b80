//! The sheet an attendant takes along: the rooms of the day, in the order in
//! which they are wanted, with a place for what was done and found.

use std::fmt::Write as _;

use super::{COLUMNS, Sheet, clean, file_name};
use crate::domain::house::House;
use crate::domain::id::StaffId;
use crate::domain::moment::Moment;
use crate::domain::property::Property;
use crate::domain::view::turnover::Card;
use crate::domain::view::worklist::{Chore, ChoreState, Load, Worklist};

/// Letters of a guest's name that fit.
const NAME: usize = 16;
/// Letters of the remarks that fit.
const REMARKS: usize = 16;

/// The sheets of everybody who has work, by employee number; what is nobody's
/// last. `by` prints them at `now`.
pub fn attendants(house: &House, work: &Worklist, by: &str, now: Moment) -> Vec<Sheet> {
    work.loads
        .iter()
        .filter_map(|load| attendant(house, work, load.staff, by, now))
        .collect()
}

/// The sheet of one attendant; of what is nobody's, without one. Nothing where
/// there is no work.
pub fn attendant(
    house: &House,
    work: &Worklist,
    staff: Option<StaffId>,
    by: &str,
    now: Moment,
) -> Option<Sheet> {
    let property = house.property.as_ref()?;
    let load = work.loads.iter().find(|load| load.staff == staff)?;
    let mut chores = work.of(staff).peekable();
    chores.peek()?;
    let mut text = String::new();
    head(&mut text, property, load);
    for chore in chores {
        row(&mut text, property, chore);
    }
    foot(&mut text, property, by, now);
    let whose = load.employee.as_deref().unwrap_or("nobody");
    Some(Sheet {
        name: file_name("rooms", &format!("{}-{whose}", work.date)),
        text,
    })
}

fn line(text: &mut String, said: &str) {
    let _ = writeln!(text, "{}", said.trim_end());
}

fn rule(text: &mut String) {
    line(text, &"-".repeat(COLUMNS));
}

fn head(text: &mut String, property: &Property, load: &Load) {
    let title = property
        .business_date
        .date()
        .format("%A %-d %B %Y")
        .to_string();
    let name = clean(&property.name);
    let gap = COLUMNS
        .saturating_sub(name.chars().count() + title.chars().count())
        .max(2);
    line(text, &format!("{name}{}{title}", " ".repeat(gap)));
    rule(text);
    let whose = match load.staff {
        Some(_) => clean(&load.name),
        None => "Nobody's rooms".to_owned(),
    };
    let (rooms, minutes) = (load.left.count, load.left.minutes);
    line(
        text,
        &format!(
            "{whose}   {rooms} rooms, {}h{:02}",
            minutes / 60,
            minutes % 60
        ),
    );
    line(text, "");
    line(
        text,
        &format!(
            "{:<7}{:<6}{:<11}{:>4}  {:<NAME$}  {:<REMARKS$} Done",
            "Room", "Type", "What", "Min", "Guest", "Remarks"
        ),
    );
    rule(text);
}

fn row(text: &mut String, property: &Property, chore: &Chore) {
    let card = &chore.card;
    let what = match chore.state {
        ChoreState::Expected => "due out",
        ChoreState::Withheld => "not today",
        ChoreState::InProgress | ChoreState::Waiting => chore.kind.label(),
    };
    let minutes = match chore.state {
        ChoreState::Withheld => String::new(),
        _ => card.minutes.to_string(),
    };
    line(
        text,
        &format!(
            "{:<7}{:<6}{what:<11}{minutes:>4}  {:<NAME$}  {:<REMARKS$} [  ]",
            short(&card.number, 6),
            short(&card.room_type, 5),
            short(&guest(card, property), NAME),
            short(&remarks(chore), REMARKS),
        ),
    );
}

/// Who is in it, else who comes today.
fn guest(card: &Card, property: &Property) -> String {
    if let Some(guest) = &card.guest {
        let until = guest.check_out.date().format("%-d.%-m.");
        return format!("{} to {until}", clean(&guest.guest.family_name));
    }
    match card.next.as_ref().filter(|next| next.today) {
        Some(next) => format!(
            "in {} {}",
            next.at.local(property.timezone).format("%H:%M"),
            clean(&next.guest.family_name)
        ),
        None => String::new(),
    }
}

fn remarks(chore: &Chore) -> String {
    let card = &chore.card;
    let mut said = Vec::new();
    let next = card.next.as_ref().filter(|next| next.today);
    if card.rush || next.is_some_and(|next| next.waiting) {
        said.push("RUSH");
    }
    if next.is_some_and(|next| next.guest.vip) {
        said.push("VIP");
    }
    if card.make_up {
        said.push("MAKE UP");
    }
    if chore.state == ChoreState::Withheld {
        said.push(match card.service {
            Some(crate::domain::room::Service::DoNotDisturb) => "do not disturb",
            _ => "no service",
        });
    }
    if card.maintenance.is_some() {
        said.push("repair");
    }
    said.join(" ")
}

/// The text, cut to this many letters.
fn short(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= most {
        return text;
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{kept}~")
}

fn foot(text: &mut String, property: &Property, by: &str, now: Moment) {
    rule(text);
    line(text, "");
    line(
        text,
        "Found, where it is not as it should be (room: empty, or how many):",
    );
    line(text, "");
    line(text, &".".repeat(COLUMNS));
    line(text, "");
    line(
        text,
        &format!("Printed {} by {}", now.stamp(property.timezone), clean(by)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Day;
    use crate::domain::room::RoomStatus;
    use crate::domain::sample::{MIA, Sample};
    use crate::domain::segment::AssignmentStatus::Assigned;
    use crate::domain::view::worklist::worklist;

    #[test]
    fn a_sheet_has_a_line_for_each_room_and_nothing_that_commands_a_printer() {
        let monday = Day::from_ymd(2026, 3, 16).expect("a day");
        let mut sample = Sample::on(monday);
        sample.room_type("STD", "Standard", 1);
        let (dirty, lived) = (sample.room("101", "STD"), sample.room("102", "STD"));
        sample.edit_room(dirty, |room| {
            room.status = RoomStatus::CheckoutDirty;
            room.rush = true;
        });
        let comes = sample.booking("\u{1b}[2JEvil\u{7}, Bob", "STD", monday, 1);
        sample.place(comes, dirty, Assigned);
        sample.edit(comes, |row| row.is_vip = true);
        let before = monday.plus(-1);
        let stays = sample.booking("A name far too long for any sheet", "STD", before, 4);
        sample.check_in(stays, lived);
        let house = sample.house();
        let work = worklist(house);
        let sheets = attendants(house, &work, "Mia", sample.at(8, 0));
        assert_eq!(sheets.len(), 1, "all is nobody's");
        let text = &sheets[0].text;
        assert!(
            text.lines().all(|line| line.chars().count() <= COLUMNS),
            "{text}"
        );
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{7}'),
            "{text:?}"
        );
        let of = |number: &str| text.lines().find(|line| line.starts_with(number));
        let dirty = of("101").expect("a line");
        assert!(
            dirty.contains("departure") && dirty.contains("RUSH VIP"),
            "{text}"
        );
        assert!(
            of("102").is_some_and(|line| line.contains("stay-over")),
            "{text}"
        );
        assert!(attendant(house, &work, Some(MIA), "Mia", sample.at(8, 0)).is_none());
    }
}
