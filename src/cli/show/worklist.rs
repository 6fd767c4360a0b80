//! `show worklist` and `show sheets`: the day's work, whose it is, and how it
//! could be shared out.

use clap::Args;
use serde::Serialize;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::command::{Command, ShareOut};
use crate::domain::view::spread::{Plan, Scope, plan};
use crate::domain::view::worklist::{Chore, Load, Worklist, is_attendant, worklist};
use crate::domain::{Code, House, Moment, Refusal, StaffId};
use crate::exchange::sheet;

/// Today's rooms to be cleaned, the most urgent first, and whose they are.
#[derive(Args, Debug)]
pub struct WorkToDo {
    /// Only what this attendant has
    #[arg(long, value_name = "EMPLOYEE")]
    of: Option<String>,
    /// Show how the rooms that are nobody's would be shared out
    #[arg(long)]
    spread: bool,
    /// Show how all rooms would be shared out anew
    #[arg(long, conflicts_with = "spread")]
    anew: bool,
    /// Show how the rooms of this attendant, who is gone, would be shared out
    #[arg(long, value_name = "EMPLOYEE", conflicts_with_all = ["spread", "anew"])]
    without: Option<String>,
}

/// The sheets that attendants take along, to be printed.
#[derive(Args, Debug)]
pub struct Sheets {
    /// Only this attendant's
    #[arg(long, value_name = "EMPLOYEE")]
    of: Option<String>,
}

/// A chore as data.
#[derive(Serialize)]
struct ChoreData<'a> {
    room: &'a str,
    room_type: &'a str,
    floor: i32,
    kind: &'static str,
    state: &'static str,
    minutes: u32,
    attendant: Option<&'a str>,
    guest: Option<&'a str>,
    next_guest: Option<&'a str>,
    next_arrival_at: Option<Moment>,
    rush: bool,
    guest_waiting: bool,
    is_vip: bool,
    make_up: bool,
    discrepancy: Option<&'static str>,
}

impl<'a> ChoreData<'a> {
    fn of(house: &'a House, chore: &'a Chore) -> ChoreData<'a> {
        let card = &chore.card;
        let next = card.next.as_ref().filter(|next| next.today);
        ChoreData {
            room: &card.number,
            room_type: &card.room_type,
            floor: card.floor,
            kind: chore.kind.as_str(),
            state: match chore.state {
                crate::domain::view::worklist::ChoreState::InProgress => "in_progress",
                crate::domain::view::worklist::ChoreState::Waiting => "waiting",
                crate::domain::view::worklist::ChoreState::Expected => "expected",
                crate::domain::view::worklist::ChoreState::Withheld => "withheld",
            },
            minutes: card.minutes,
            attendant: chore
                .whose()
                .and_then(|staff| house.staff.get(&staff))
                .map(|person| person.employee.as_str()),
            guest: card.guest.as_ref().map(|guest| guest.guest.name.as_str()),
            next_guest: next.map(|next| next.guest.name.as_str()),
            next_arrival_at: next.map(|next| next.at),
            rush: card.rush,
            guest_waiting: next.is_some_and(|next| next.waiting),
            is_vip: next.is_some_and(|next| next.guest.vip),
            make_up: card.make_up,
            discrepancy: card
                .discrepancy
                .map(crate::domain::care::Discrepancy::as_str),
        }
    }
}

/// The member of staff with this number.
fn person(house: &House, employee: &str) -> Result<StaffId, Refusal> {
    house
        .staff
        .values()
        .find(|person| person.employee == employee.trim())
        .map(|person| person.id)
        .ok_or_else(|| {
            Refusal::new(
                Code::NotFound,
                format!("Nobody here has the employee number {employee}; \"keyrack show staff\" lists them."),
            )
            .with("employee", employee)
        })
}

impl WorkToDo {
    /// Shows it.
    ///
    /// # Errors
    /// `NOT_FOUND` for an unknown attendant, or the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let work = worklist(&house);
        if let Some(scope) = self.scope(&house)? {
            return show_plan(&house, &work, scope, voice);
        }
        let of = match &self.of {
            Some(employee) => Some(person(&house, employee)?),
            None => None,
        };
        let chores: Vec<&Chore> = work
            .chores
            .iter()
            .filter(|chore| of.is_none() || chore.whose() == of)
            .collect();
        if voice.is_json() {
            #[derive(Serialize)]
            struct Data<'a> {
                date: crate::domain::Day,
                chores: Vec<ChoreData<'a>>,
                loads: &'a [Load],
            }
            return voice.data(&Data {
                date: work.date,
                chores: chores
                    .into_iter()
                    .map(|chore| ChoreData::of(&house, chore))
                    .collect(),
                loads: &work.loads,
            });
        }
        tell(&house, &work, &chores, voice)
    }

    /// What is to be spread, if anything.
    fn scope(&self, house: &House) -> Result<Option<Scope>, Refusal> {
        Ok(match &self.without {
            Some(employee) => Some(Scope::Of(person(house, employee)?)),
            None if self.anew => Some(Scope::Anew),
            None if self.spread => Some(Scope::Unassigned),
            None => None,
        })
    }
}

fn tell(house: &House, work: &Worklist, chores: &[&Chore], voice: &mut Voice) -> Result<(), Fault> {
    voice.say(&format!(
        "{}  {} rooms, {} minutes",
        work.date.spoken(),
        work.left.count,
        work.left.minutes
    ))?;
    let mut table = Table::new([
        "Room",
        "Type",
        ">Floor",
        "What",
        "State",
        ">Minutes",
        "Attendant",
        "Notes",
    ]);
    for chore in chores {
        let data = ChoreData::of(house, chore);
        let notes = [
            (data.rush, "rush"),
            (data.guest_waiting, "guest waits"),
            (data.is_vip, "VIP"),
            (data.make_up, "make up"),
        ];
        let mut said: Vec<&str> = notes
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, word)| word)
            .collect();
        said.extend(data.discrepancy);
        table.row([
            data.room.to_owned(),
            data.room_type.to_owned(),
            data.floor.to_string(),
            chore.kind.label().to_owned(),
            chore.state.label().to_owned(),
            data.minutes.to_string(),
            data.attendant.unwrap_or_default().to_owned(),
            said.join(", "),
        ]);
    }
    voice.table(&table)?;
    for load in &work.loads {
        voice.say(&format!(
            "{}: {} rooms, {} minutes left; {} done",
            load.name, load.left.count, load.left.minutes, load.done.count
        ))?;
    }
    Ok(())
}

/// How work would be shared out among the attendants on duty, and the command
/// that does it.
fn show_plan(house: &House, work: &Worklist, scope: Scope, voice: &mut Voice) -> Result<(), Fault> {
    let among: Vec<StaffId> = house
        .staff
        .values()
        .filter(|person| person.on_duty && is_attendant(person))
        .map(|person| person.id)
        .collect();
    let plan = plan(house, work, scope, &among);
    if voice.is_json() {
        #[derive(Serialize)]
        struct Data<'a> {
            #[serde(flatten)]
            plan: &'a Plan,
            command: Option<Command>,
        }
        let command = plan.command().map(ShareOut::into);
        return voice.data(&Data {
            plan: &plan,
            command,
        });
    }
    if plan.shares.is_empty() {
        return voice.say("No attendant is on duty; nothing can be shared out.");
    }
    let mut table = Table::new(["Attendant", ">Before", ">After", "Rooms"]);
    for share in &plan.shares {
        table.row([
            share.name.clone(),
            share.before.to_string(),
            share.after.to_string(),
            share.rooms.join(" "),
        ]);
    }
    voice.table(&table)?;
    voice.say("Nothing is changed yet; with --json comes the command for \"keyrack batch\".")
}

impl Sheets {
    /// Prints them, one after the other.
    ///
    /// # Errors
    /// `NOT_FOUND` for an unknown attendant, or the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let work = worklist(&house);
        let by = house
            .staff
            .get(&door.session.staff)
            .map_or_else(String::new, |person| person.name.clone());
        let now = door.desk.now();
        let sheets = match &self.of {
            Some(employee) => {
                let staff = person(&house, employee)?;
                sheet::attendant(&house, &work, Some(staff), &by, now)
                    .into_iter()
                    .collect()
            }
            None => sheet::attendants(&house, &work, &by, now),
        };
        if voice.is_json() {
            #[derive(Serialize)]
            struct Data {
                name: String,
                text: String,
            }
            let sheets: Vec<Data> = sheets
                .into_iter()
                .map(|sheet| Data {
                    name: sheet.name,
                    text: sheet.text,
                })
                .collect();
            return voice.data(&sheets);
        }
        if sheets.is_empty() {
            return voice.say("There is no work today.");
        }
        for (nth, sheet) in sheets.iter().enumerate() {
            if nth > 0 {
                voice.say("")?;
            }
            voice.say_lines(&sheet.text)?;
        }
        Ok(())
    }
}
