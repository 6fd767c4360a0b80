//! Housekeeping's own actions: whose work a room is, sharing the day out, what
//! was found, and inspections by the checklist.
//!
//! Choices that grow step by step (which lines failed, who takes part) are
//! lists that lead to the next list; nothing is remembered between them.

use super::{Order, give, give_all};
use crate::console::action::Action;
use crate::console::form::{Form, Kind};
use crate::console::view::{Place, Subject, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::care::{Discrepancy, heads};
use crate::domain::cleaning::CleaningKind;
use crate::domain::command::{
    AssignAttendant, Command, CreateRequest, Inspect, MarkCleaned, ReportFound, ResolveDiscrepancy,
    SetMakeUp, SetOnDuty,
};
use crate::domain::facts::Facts;
use crate::domain::id::{RoomId, StaffId};
use crate::domain::request::category;
use crate::domain::room::Room;
use crate::domain::staff::{Permission, Staff};
use crate::domain::view::spread::{Plan, Scope, plan};
use crate::domain::view::worklist::is_attendant;

/// Letters that choose a line of the checklist.
const NUMBERS: [char; 9] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// What one of housekeeping's actions comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    match action {
        Action::ShareOut => return Some(share_out(view)),
        Action::Discrepancies => return Some(differing(view)),
        _ => {}
    }
    let room = subject.room.and_then(|id| view.house.rooms.get(&id))?;
    let number = room.number.clone();
    let cleaned = |kind| -> Order {
        Order::Give(
            MarkCleaned {
                room: number.clone(),
                kind: Some(kind),
                notes: None,
            }
            .into(),
        )
    };
    Some(match action {
        Action::AssignAttendant => whose(subject, room, view),
        Action::TouchUp => cleaned(CleaningKind::TouchUp),
        Action::DeepClean => cleaned(CleaningKind::Deep),
        Action::MakeUp => Order::Give(
            SetMakeUp {
                room: number,
                on: !room.asks_to_be_made_up(view.today()),
            }
            .into(),
        ),
        Action::ReportFound => found(&number, view),
        Action::SettleDiscrepancy => {
            let command: Command = ResolveDiscrepancy {
                room: number,
                notes: None,
            }
            .into();
            Order::Ask(
                Kind::reason("Settle what was found", "How", command.clone()),
                Some(command),
            )
        }
        _ => return None,
    })
}

/// Whose work the selected rooms are to be.
fn whose(subject: &Subject, room: &Room, view: &View) -> Order {
    let ids: Vec<RoomId> = if subject.rooms.is_empty() {
        vec![room.id]
    } else {
        subject.rooms.clone()
    };
    let rooms: Vec<String> = ids
        .iter()
        .filter_map(|id| view.house.rooms.get(id))
        .map(|room| room.number.clone())
        .collect();
    let title = match rooms.as_slice() {
        [only] => format!("Whose work is {only} today?"),
        many => format!("Whose work are these {} rooms today?", many.len()),
    };
    let to = |employee: Option<String>| -> Command {
        AssignAttendant {
            rooms: rooms.clone(),
            employee,
        }
        .into()
    };
    let mut people: Vec<&Staff> = view
        .house
        .staff
        .values()
        .filter(|person| person.active && person.permissions.may(Permission::Rooms))
        .collect();
    people.sort_by_key(|person| (!person.on_duty, !is_attendant(person), person.name.clone()));
    let mut items: Vec<Item<Wish>> = people
        .iter()
        .map(|person| {
            let wish = give(to(Some(person.employee.clone())), view.house);
            Item::new(person.name.clone(), wish).detail(load_of(person, view))
        })
        .collect();
    items.push(Item::new("Nobody", give(to(None), view.house)).detail("taken from whoever has it"));
    let example = people
        .first()
        .map(|person| to(Some(person.employee.clone())));
    Order::Choose(Picker::searchable(title, items), example)
}

/// What somebody has to do already, in words.
fn load_of(person: &Staff, view: &View) -> String {
    let load = view
        .figures
        .work
        .loads
        .iter()
        .find(|load| load.staff == Some(person.id));
    let off = if person.on_duty { "" } else { "off duty, " };
    match load {
        Some(load) if load.left.count > 0 => {
            format!(
                "{off}{} rooms, {} minutes",
                load.left.count, load.left.minutes
            )
        }
        _ => format!("{off}nothing yet"),
    }
}

/// Sharing out begins with what is nobody's, among the attendants on duty.
fn share_out(view: &View) -> Order {
    let people = candidates(view);
    if people.is_empty() {
        return Order::Not("the house has no room attendants; take someone on first".to_owned());
    }
    let on_duty = people.iter().filter(|person| person.on_duty);
    let among: Vec<StaffId> = on_duty.map(|person| person.id).collect();
    let first = plan(view.house, &view.figures.work, Scope::Unassigned, &among);
    let scope = if first.rooms() > 0 {
        Scope::Unassigned
    } else {
        Scope::Anew
    };
    Order::Choose(sharing(scope, &among, view), None)
}

/// Who can be given work: attendants, and whoever has some today.
fn candidates<'v>(view: &View<'v>) -> Vec<&'v Staff> {
    let has_work = |person: &Staff| {
        let loads = &view.figures.work.loads;
        loads
            .iter()
            .any(|load| load.staff == Some(person.id) && load.left.count > 0)
    };
    let mut people: Vec<&Staff> = view
        .house
        .staff
        .values()
        .filter(|person| is_attendant(person) || has_work(person))
        .collect();
    people.sort_by(|one, other| one.employee.cmp(&other.employee));
    people
}

/// The plan with its switches: who takes part, and what is shared out.
pub fn sharing(scope: Scope, among: &[StaffId], view: &View) -> Picker<Wish> {
    let plan = plan(view.house, &view.figures.work, scope, among);
    let mut items = Vec::new();
    if let Some(command) = plan.command() {
        items.push(do_it(scope, &plan, command.into(), view));
    }
    for person in candidates(view) {
        items.push(taking_part(person, among, &plan, view));
    }
    for (letter, wanted, label) in [
        ('u', Scope::Unassigned, "Only what is nobody's"),
        ('a', Scope::Anew, "Everything anew, but what is begun"),
    ] {
        if scope != wanted {
            items.push(Item::new(label, Wish::Share(wanted, among.to_vec())).letter(letter));
        }
    }
    let foot = match plan.rooms() {
        0 => "Nothing is to be shared out this way.",
        _ => "y does it: one step, one undo. Esc leaves all as it is.",
    };
    Picker::menu(heading(scope, view), items)
        .head(told(&plan))
        .foot(foot)
}

/// The line that makes the plan true. Whoever has gone is then off duty too.
fn do_it(scope: Scope, plan: &Plan, command: Command, view: &View) -> Item<Wish> {
    let rooms = plan.rooms();
    let gone = match scope {
        Scope::Of(staff) => view.house.staff.get(&staff).filter(|it| it.on_duty),
        _ => None,
    };
    let Some(person) = gone else {
        return Item::new(format!("Do it: {rooms} rooms"), give(command, view.house))
            .letter('y')
            .detail("one step, one undo");
    };
    let off: Command = SetOnDuty {
        employee: person.employee.clone(),
        on: false,
    }
    .into();
    let called = format!("{} has gone: {rooms} rooms shared out", person.name);
    Item::new(
        format!("Do it: {rooms} rooms"),
        give_all(called, vec![off, command], view.house),
    )
    .letter('y')
    .detail(format!("{} goes off duty", person.name))
}

fn heading(scope: Scope, view: &View) -> String {
    match scope {
        Scope::Unassigned => "Share out what is nobody's".to_owned(),
        Scope::Anew => "Share everything out anew".to_owned(),
        Scope::Of(staff) => {
            let name = view
                .house
                .staff
                .get(&staff)
                .map_or("?", |person| person.name.as_str());
            format!("Share out what {name} has")
        }
    }
}

/// Each share in a line: `Mia 75m > 115m  101 102 103`.
fn told(plan: &Plan) -> Vec<String> {
    plan.shares
        .iter()
        .map(|share| {
            format!(
                "{:<12} {:>3}m > {:>3}m  {}",
                crate::console::text::pad(&share.name, 12),
                share.before,
                share.after,
                share.rooms.join(" ")
            )
        })
        .collect()
}

/// One person in the list: choosing one who takes part shares out what they
/// have among the others, as when they have gone sick.
fn taking_part(person: &Staff, among: &[StaffId], plan: &Plan, view: &View) -> Item<Wish> {
    let has_work = view.figures.work.of(Some(person.id)).next().is_some();
    let (mark, detail, wish) = if among.contains(&person.id) {
        let others: Vec<StaffId> = among
            .iter()
            .copied()
            .filter(|id| *id != person.id)
            .collect();
        if has_work {
            let detail = "gone: share out what they have";
            ("[x]", detail, Wish::Share(Scope::Of(person.id), others))
        } else {
            ("[x]", "takes part", Wish::Share(Scope::Unassigned, others))
        }
    } else {
        let all: Vec<StaffId> = among.iter().copied().chain([person.id]).collect();
        ("[ ]", "does not", Wish::Share(Scope::Unassigned, all))
    };
    let rooms = plan
        .shares
        .iter()
        .find(|share| share.employee == person.employee)
        .map_or(0, |share| share.rooms.len());
    Item::new(format!("{mark} {} +{rooms}", person.name), wish).detail(detail)
}

/// Rooms in which something else was found than the book says, each until it
/// is settled; choosing one goes to it on the board.
fn differing(view: &View) -> Order {
    let rooms = &view.figures.discrepancies;
    if rooms.is_empty() {
        return Order::Not("what was found is what the book says".to_owned());
    }
    let items = rooms.iter().filter_map(|(id, differs)| {
        let room = view.house.rooms.get(id)?;
        let found = room.care.found?;
        let name = view.house.staff.get(&found.stamp.by);
        let booked = found.booking.and_then(|id| view.house.bookings.get(&id));
        let what = match (differs, found.heads, booked) {
            (Discrepancy::Person, Some(counted), Some(booking)) => {
                format!("{counted} counted, {} booked", heads(booking))
            }
            _ => differs.says().to_owned(),
        };
        let name = name.map_or("?", |person| person.name.as_str());
        let first = name.split_whitespace().next().unwrap_or(name);
        let detail = format!("{what}  {first} {}", view.when(found.stamp.at));
        let wish = Wish::Both(
            Box::new(Wish::Run(Action::ShowTurnover)),
            Box::new(Wish::Go(Place::Room(*id))),
        );
        let label = format!("{}  {}", room.number, differs.as_str());
        Some(Item::new(label, wish).detail(detail))
    });
    let list = Picker::searchable("Found otherwise than the book says", items.collect())
        .foot("Enter goes to the room; settle it there once it is cleared up.");
    Order::Choose(list, None)
}

/// What was found: nobody, somebody, or so many.
fn found(number: &str, view: &View) -> Order {
    let say = |occupied, heads| -> Command {
        ReportFound {
            room: number.to_owned(),
            occupied,
            heads,
            notes: None,
        }
        .into()
    };
    let mut items = vec![
        Item::new("Empty", give(say(false, None), view.house)).letter('e'),
        Item::new("Occupied", give(say(true, None), view.house))
            .letter('o')
            .detail("nobody was counted"),
    ];
    for (heads, letter) in (1..).zip(NUMBERS).take(6) {
        let label = if heads == 1 {
            "1 person".to_owned()
        } else {
            format!("{heads} people")
        };
        items.push(Item::new(label, give(say(true, Some(heads)), view.house)).letter(letter));
    }
    Order::Choose(
        Picker::menu(format!("What was found in {number}?"), items),
        Some(say(false, None)),
    )
}

fn inspect(room: &str, passed: bool, failed: &[String]) -> Command {
    Inspect {
        room: room.to_owned(),
        passed,
        failed: failed.to_vec(),
        notes: None,
    }
    .into()
}

/// Passed or failed, with the lines of the checklist to be marked first.
pub fn inspection(room: &Room, view: &View) -> Order {
    let passed = inspect(&room.number, true, &[]);
    Order::Choose(checklist(room, &[], view), Some(passed))
}

/// The checklist with the lines that failed so far.
fn checklist(room: &Room, failed: &[String], view: &View) -> Picker<Wish> {
    let lines = view
        .house
        .room_types
        .get(&room.room_type)
        .map_or_else(Vec::new, crate::domain::property::RoomType::checklist);
    let mut items = Vec::new();
    if failed.is_empty() {
        let passed = give(inspect(&room.number, true, &[]), view.house);
        items.push(Item::new("Passed", passed).letter('y').detail("ready"));
    }
    items.push(failing(room, failed, view));
    if !failed.is_empty() {
        items.push(reporting(room, failed, view));
    }
    for (line, letter) in lines.iter().zip(NUMBERS) {
        let mark = if failed.contains(line) { "[!]" } else { "[ ]" };
        let wish = Wish::Mark(room.id, failed.to_vec(), line.clone());
        items.push(Item::new(format!("{mark} {line}"), wish).letter(letter));
    }
    let foot = match failed.len() {
        0 => "A number marks what is not in order.".to_owned(),
        1 => "1 line is not in order.".to_owned(),
        many => format!("{many} lines are not in order."),
    };
    Picker::menu(format!("Inspection of {}", room.number), items).foot(foot)
}

fn failing(room: &Room, failed: &[String], view: &View) -> Item<Wish> {
    if failed.is_empty() {
        let kind = Kind::reason(
            "Inspection failed",
            "What is wrong",
            inspect(&room.number, false, &[]),
        );
        return Item::new("Failed", Wish::Ask(Box::new(Form::open(kind, view))))
            .letter('n')
            .detail("clean again");
    }
    let command = inspect(&room.number, false, failed);
    Item::new("Failed", give(command, view.house))
        .letter('n')
        .detail("clean again")
}

/// Failed, and reported for repair in the same step.
fn reporting(room: &Room, failed: &[String], view: &View) -> Item<Wish> {
    let known = category::all(view.property.id, &view.house.categories());
    let mut items = Vec::new();
    for (heading, sold) in [
        ("THE ROOM STAYS IN SALE", None),
        ("NOT TO BE SOLD MEANWHILE", Some(false)),
    ] {
        for category in &known {
            let report = CreateRequest {
                title: title_of(&room.number, failed),
                category: category.name.clone(),
                room: Some(room.number.clone()),
                may_be_sold: sold,
                ..CreateRequest::default()
            };
            let commands = vec![inspect(&room.number, false, failed), report.into()];
            let called = format!("{}: failed and reported ({})", room.number, category.name);
            let wish = give_all(called, commands, view.house);
            let mut item = Item::new(category.name.clone(), wish);
            item.heading = heading;
            items.push(item);
        }
    }
    let list = Picker::searchable(format!("Report {} for repair", room.number), items);
    Item::new("Failed, and report it", Wish::Choose(Box::new(list)))
        .letter('m')
        .detail("for repair")
}

/// What a request is called that a failed inspection opens.
fn title_of(number: &str, failed: &[String]) -> String {
    let all = format!("{number}: {}", failed.join(", "));
    if all.chars().count() <= 100 {
        return all;
    }
    all.chars().take(97).chain("...".chars()).collect()
}

/// The checklist once a line of it was marked, or no longer is.
pub fn marked(room: RoomId, failed: &[String], line: &str, view: &View) -> Option<Picker<Wish>> {
    let room = view.house.rooms.get(&room)?;
    let mut failed = failed.to_vec();
    match failed.iter().position(|known| known == line) {
        Some(at) => drop(failed.remove(at)),
        None => failed.push(line.to_owned()),
    }
    let mut list = checklist(room, &failed, view);
    list.choose(|wish| matches!(wish, Wish::Mark(_, _, marked) if marked == line));
    Some(list)
}
