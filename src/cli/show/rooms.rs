//! `show rooms` and `show room N`.

use clap::Args;
use serde::Serialize;

use super::{cleanings, history, name_of};
use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::history::{About, HistoryLine};
use crate::domain::note::NoteSubject;
use crate::domain::room::{MaintenanceHold, NotBookable, OutOfOrder, Room, RoomStatus, Service};
use crate::domain::{Code, Day, Facts, House, Moment, Refusal};

/// Every room and how it stands.
#[derive(Args, Debug)]
pub struct Rooms {
    /// Only of this type
    #[arg(long = "type", value_name = "TYPE")]
    room_type: Option<String>,
    /// Only on this floor
    #[arg(long, allow_hyphen_values = true)]
    floor: Option<i32>,
    /// Only in this status, such as `CHECKOUT_DIRTY`
    #[arg(long, value_parser = status)]
    status: Option<RoomStatus>,
    /// Only those that can be handed out now
    #[arg(long)]
    bookable: bool,
    /// Those not in use too
    #[arg(long)]
    inactive: bool,
}

/// One room, with its notes.
#[derive(Args, Debug)]
pub struct OneRoom {
    /// What stands on its door
    number: String,
    /// Who cleaned it, who inspected it, how long it took, what was wrong
    #[arg(long)]
    history: bool,
    /// That history from this date on [else since ever]
    #[arg(long, value_name = "DATE", requires = "history")]
    from: Option<Day>,
    /// That history up to this date, included [else today]
    #[arg(long, value_name = "DATE", requires = "history")]
    to: Option<Day>,
    /// With everything that was done to it, in words
    #[arg(long, conflicts_with = "history")]
    done: bool,
}

/// Reads a status in any case, with spaces or underscores.
fn status(text: &str) -> Result<RoomStatus, String> {
    let wanted = text.trim().to_uppercase().replace([' ', '-'], "_");
    RoomStatus::ALL
        .into_iter()
        .find(|status| status.as_str() == wanted)
        .ok_or_else(|| {
            let all: Vec<&str> = RoomStatus::ALL
                .into_iter()
                .map(RoomStatus::as_str)
                .collect();
            format!("there are {}", all.join(", "))
        })
}

/// A room as data.
#[derive(Serialize)]
struct RoomData<'a> {
    number: &'a str,
    room_type: &'a str,
    floor: i32,
    capacity: u32,
    features: Vec<&'a str>,
    status: &'static str,
    status_since: Moment,
    active: bool,
    is_occupied: bool,
    is_out_of_order: bool,
    out_of_order: Option<Withdrawn<'a>>,
    maintenance_required: bool,
    maintenance: Option<Repair<'a>>,
    service: Service,
    rush: bool,
    is_bookable: bool,
    why_not_bookable: Option<&'static str>,
    last_checkout_at: Option<Moment>,
    last_cleaned_at: Option<Moment>,
    cleaned_by: Option<String>,
    last_inspected_at: Option<Moment>,
    inspected_by: Option<String>,
    version: i64,
}

#[derive(Serialize)]
struct Repair<'a> {
    priority: &'static str,
    notes: &'a str,
    since: Moment,
    by: Option<String>,
    until: Option<crate::domain::Day>,
}

#[derive(Serialize)]
struct Withdrawn<'a> {
    reason: &'a str,
    since: Moment,
    by: Option<String>,
    until: Option<crate::domain::Day>,
}

impl<'a> RoomData<'a> {
    fn of(house: &House, room: &'a Room) -> RoomData<'a> {
        let repair = |hold: &'a MaintenanceHold| Repair {
            priority: hold.priority.as_str(),
            notes: &hold.notes,
            since: hold.since,
            by: name_of(house, hold.by),
            until: hold.until,
        };
        let withdrawn = |out: &'a OutOfOrder| Withdrawn {
            reason: &out.reason,
            since: out.stamp.at,
            by: name_of(house, out.stamp.by),
            until: out.until,
        };
        let cleaned = room.last_cleaned;
        let inspected = room.last_inspected;
        RoomData {
            number: &room.number,
            room_type: &room.room_type,
            floor: room.floor,
            capacity: room.capacity,
            features: room.features.iter().map(String::as_str).collect(),
            status: room.status.as_str(),
            status_since: room.status_since,
            active: room.active,
            is_occupied: room.is_occupied(),
            is_out_of_order: room.is_out_of_order(),
            out_of_order: room.out_of_order.as_ref().map(withdrawn),
            maintenance_required: room.maintenance.is_some(),
            maintenance: room.maintenance.as_ref().map(repair),
            service: service(house, room),
            rush: room.rush,
            is_bookable: room.is_bookable(),
            why_not_bookable: room.why_not_bookable().map(NotBookable::as_str),
            last_checkout_at: room.last_checkout_at,
            last_cleaned_at: cleaned.map(|stamp| stamp.at),
            cleaned_by: cleaned.and_then(|stamp| name_of(house, stamp.by)),
            last_inspected_at: inspected.map(|stamp| stamp.at),
            inspected_by: inspected.and_then(|stamp| name_of(house, stamp.by)),
            version: room.version,
        }
    }
}

/// Today's service of a room: due while its guest stays over.
fn service(house: &House, room: &Room) -> Service {
    let Some(today) = house
        .property
        .as_ref()
        .map(|property| property.business_date)
    else {
        return Service::NotDue;
    };
    let stays_over = house
        .locked_in(room.id)
        .first()
        .is_some_and(|segment| segment.stay.goes_on_over(today));
    room.service_on(today, stays_over)
}

/// The rooms as data.
#[derive(Serialize)]
struct RoomsData<'a> {
    rooms: Vec<RoomData<'a>>,
}

impl Rooms {
    /// Shows the rooms.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let rooms: Vec<&Room> = house
            .rooms_in_order()
            .into_iter()
            .filter(|room| self.wants(room))
            .collect();
        if voice.is_json() {
            let rooms: Vec<RoomData> = rooms
                .iter()
                .map(|room| RoomData::of(&house, room))
                .collect();
            return voice.data(&RoomsData { rooms });
        }
        if rooms.is_empty() {
            return voice.say("No room is like that; \"keyrack show rooms\" lists all.");
        }
        let mut table = Table::new([
            "Room", "Type", ">Floor", ">Beds", "Status", "Bookable", "Notes",
        ]);
        for room in rooms {
            table.row([
                room.number.clone(),
                room.room_type.clone(),
                room.floor.to_string(),
                room.capacity.to_string(),
                room.status.label().to_owned(),
                room.why_not_bookable()
                    .map_or("yes", |why| why.as_str())
                    .to_owned(),
                remarks(room),
            ]);
        }
        voice.table(&table)
    }

    fn wants(&self, room: &Room) -> bool {
        (self.inactive || room.active)
            && self
                .room_type
                .as_ref()
                .is_none_or(|wanted| *wanted == room.room_type)
            && self.floor.is_none_or(|wanted| wanted == room.floor)
            && self.status.is_none_or(|wanted| wanted == room.status)
            && (!self.bookable || room.is_bookable())
    }
}

/// What else there is to say of a room, in short.
fn remarks(room: &Room) -> String {
    let mut said = Vec::new();
    if !room.active {
        said.push("not in use".to_owned());
    }
    if room.rush {
        said.push("rush".to_owned());
    }
    if let Some(hold) = &room.maintenance {
        said.push(format!("repair {}: {}", hold.priority.as_str(), hold.notes));
    }
    if let Some(out) = &room.out_of_order {
        said.push(out.reason.clone());
    }
    said.extend(room.features.iter().cloned());
    said.join(", ")
}

impl OneRoom {
    /// Shows the room.
    ///
    /// # Errors
    /// `ROOM_NOT_FOUND`, or the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        let number = self.number.trim();
        let room = house.room_numbered(number).ok_or_else(|| {
            Refusal::new(
                Code::RoomNotFound,
                format!("There is no room {number} here; \"keyrack show rooms\" lists them."),
            )
            .with("room", number)
        })?;
        if self.history {
            let wanted = cleanings::Wanted {
                room: Some(room.id),
                from: self.from,
                to: self.to,
            };
            return cleanings::show(door, &house, &wanted, voice);
        }
        let data = RoomData::of(&house, &room);
        let notes = notes(door, &house, &room)?;
        let done = if self.done {
            Some(history::history(door, About::Room(room.id))?)
        } else {
            None
        };
        if voice.is_json() {
            #[derive(Serialize)]
            struct WithHistory<'a> {
                #[serde(flatten)]
                room: RoomData<'a>,
                history: Vec<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                done: Option<Vec<HistoryLine>>,
            }
            return voice.data(&WithHistory {
                room: data,
                history: notes,
                done,
            });
        }
        voice.say(&format!(
            "Room {}  {}  floor {}  {}",
            room.number,
            room.room_type,
            room.floor,
            room.status.label()
        ))?;
        voice.say(&match room.why_not_bookable() {
            None => "It can be handed out now.".to_owned(),
            Some(why) => format!("It cannot be handed out now: {}.", why.as_str()),
        })?;
        let remarks = remarks(&room);
        if !remarks.is_empty() {
            voice.say(&remarks)?;
        }
        for line in notes {
            voice.say(&line)?;
        }
        history::tell(&done.unwrap_or_default(), &door.property()?, voice)
    }
}

/// The room's notes as people read them, oldest first.
fn notes(door: &Door, house: &House, room: &Room) -> Result<Vec<String>, Fault> {
    let zone = house
        .property
        .as_ref()
        .map(|property| property.timezone)
        .unwrap_or_default();
    let notes = door.desk.notes(NoteSubject::Room(room.id))?;
    let line = |note: crate::domain::note::Note| {
        let who = name_of(house, note.by).unwrap_or_else(|| "Someone".to_owned());
        format!("[{}] {who}: {}", note.at.stamp(zone), note.text)
    };
    Ok(notes.into_iter().map(line).collect())
}
