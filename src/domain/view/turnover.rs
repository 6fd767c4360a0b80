//! The turnover board: every active room as a card in the column of its
//! status, the most urgent first.

use serde::Serialize;

use super::nights::{Presence, StayIn, stays_in};
use super::stats::{Stats, stats};
use super::upkeep;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::care::{Discrepancy, discrepancy};
use crate::domain::cleaning::CleaningKind;
use crate::domain::day::Day;
use crate::domain::house::House;
use crate::domain::id::{BookingId, RoomId, StaffId};
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::property::Property;
use crate::domain::room::{MaintenancePriority, NotBookable, Room, RoomStatus, Service};

/// Minutes an inspection is expected to take.
pub const INSPECTION_MINUTES: u32 = 10;

/// A column of the board.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// To be cleaned; daily service that is due, too.
    Dirty,
    /// Being cleaned; daily service in progress, too.
    Cleaning,
    /// Cleaned and not yet inspected.
    Inspect,
    /// A guest may come, unless a repair lies on the room.
    Ready,
    /// Waiting for a repair.
    Maintenance,
    /// Withdrawn from sale.
    OutOfOrder,
    /// Lived in: the strip above the board.
    Occupied,
}

impl Lane {
    /// Every column, the strip last.
    pub const ALL: [Lane; 7] = [
        Lane::Dirty,
        Lane::Cleaning,
        Lane::Inspect,
        Lane::Ready,
        Lane::Maintenance,
        Lane::OutOfOrder,
        Lane::Occupied,
    ];

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Lane::Dirty => "Dirty",
            Lane::Cleaning => "Cleaning",
            Lane::Inspect => "Inspect",
            Lane::Ready => "Ready",
            Lane::Maintenance => "Maintenance",
            Lane::OutOfOrder => "Out of order",
            Lane::Occupied => "Occupied",
        }
    }

    /// Whether its cards are work for housekeeping.
    pub fn is_to_do(self) -> bool {
        matches!(self, Lane::Dirty | Lane::Cleaning | Lane::Inspect)
    }

    fn of_status(status: RoomStatus) -> Lane {
        match status {
            RoomStatus::CheckoutDirty => Lane::Dirty,
            RoomStatus::CleaningInProgress => Lane::Cleaning,
            RoomStatus::CleanedUninspected => Lane::Inspect,
            RoomStatus::Available | RoomStatus::ReadyForGuest => Lane::Ready,
            RoomStatus::MaintenanceRequired => Lane::Maintenance,
            RoomStatus::OutOfOrder => Lane::OutOfOrder,
            RoomStatus::Occupied => Lane::Occupied,
        }
    }
}

/// A guest on a card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CardGuest {
    /// Which booking.
    pub booking: BookingId,
    /// Its code.
    pub code: String,
    /// The lead guest.
    pub name: String,
    /// The lead guest's family name.
    pub family_name: String,
    /// Someone to be looked after.
    pub vip: bool,
}

impl CardGuest {
    fn of(booking: &Booking) -> CardGuest {
        CardGuest {
            booking: booking.id,
            code: booking.code.clone(),
            name: booking.lead.clone(),
            family_name: booking.family_name().to_owned(),
            vip: booking.is_vip,
        }
    }
}

/// The guest a room waits for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NextGuest {
    /// Who.
    #[serde(flatten)]
    pub guest: CardGuest,
    /// The day they come.
    pub day: Day,
    /// When they expect to come, if they said so.
    pub arrival_time: Option<TimeOfDay>,
    /// When they expect to come, else when rooms are promised.
    pub at: Moment,
    /// They come today.
    pub today: bool,
    /// They are here and wait.
    pub waiting: bool,
}

/// The guest who lives in a room.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GuestIn {
    /// Who.
    #[serde(flatten)]
    pub guest: CardGuest,
    /// The day they are to leave.
    pub check_out: Day,
    /// When they expect to leave, if they said so.
    pub departure_time: Option<TimeOfDay>,
    /// They leave today.
    pub due_out: bool,
    /// They should have left before today.
    pub overstay: bool,
}

/// Who is at work in a room.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Cleaner {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Since when.
    pub since: Moment,
}

/// Whose work a room is today.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Attendant {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
}

/// One room on the board.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Card {
    /// Which room.
    pub room: RoomId,
    /// What stands on the door.
    pub number: String,
    /// Code of its type.
    pub room_type: String,
    /// Which floor.
    pub floor: i32,
    /// Where it stands between two guests.
    pub status: RoomStatus,
    /// Since when.
    pub since: Moment,
    /// Why it may not be handed out now.
    pub why_not_bookable: Option<&'static str>,
    /// What sort of cleaning it wants: in the columns of work, and where a
    /// ready room wants to be gone over again.
    pub work: Option<CleaningKind>,
    /// Minutes of work expected.
    pub minutes: u32,
    /// Whose work it is today.
    pub attendant: Option<Attendant>,
    /// The guest asks to have it made up now.
    pub make_up: bool,
    /// What was found in it is not what the front desk's book says.
    pub discrepancy: Option<Discrepancy>,
    /// Daily service, while a guest lives in it.
    pub service: Option<Service>,
    /// Who is at work in it.
    pub cleaner: Option<Cleaner>,
    /// Who cleaned it last, while that waits for an inspection.
    pub cleaned_by: Option<String>,
    /// The guest in it.
    pub guest: Option<GuestIn>,
    /// The guest who left last.
    pub last_guest: Option<CardGuest>,
    /// The guest it waits for.
    pub next: Option<NextGuest>,
    /// To be done first.
    pub rush: bool,
    /// The repair on it.
    pub maintenance: Option<MaintenancePriority>,
    /// What is wrong, or why it is out of order.
    pub reason: Option<String>,
    #[serde(skip)]
    pub(super) urgency: Urgency,
}

/// Rush and guest waiting, VIP arrivals, arrivals by time, other departures,
/// stayovers, those who ask for it first, ready rooms to go over; among equals the repair's priority, the next guest, then who has
/// waited longest.
pub(super) type Urgency = (
    Rank,
    std::cmp::Reverse<Option<MaintenancePriority>>,
    Moment,
    Moment,
);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Rank {
    Waiting,
    VipArrival,
    Arrival,
    Departure,
    MadeUpOnRequest,
    Stayover,
    Upkeep,
}

/// A count of rooms and the minutes of work they want.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Total {
    /// Rooms.
    pub count: usize,
    /// Minutes.
    pub minutes: u32,
}

impl Total {
    fn of<'c>(cards: impl IntoIterator<Item = &'c Card>) -> Total {
        cards
            .into_iter()
            .fold(Total::default(), |total, card| Total {
                count: total.count + 1,
                minutes: total.minutes + card.minutes,
            })
    }
}

/// One column.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Column {
    /// Which.
    pub lane: Lane,
    /// As people say it.
    pub label: &'static str,
    /// What it comes to.
    pub total: Total,
    /// Its rooms, the most urgent first.
    pub cards: Vec<Card>,
}

/// The whole house between guests.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Board {
    /// The business date.
    pub date: Day,
    /// One per [`Lane`], in that order, empty ones too; the last is the strip
    /// of rooms lived in. A room whose daily service is to be done stands in
    /// the strip *and* in a column of work.
    pub columns: Vec<Column>,
    /// What is still to be done.
    pub to_do: Total,
    /// The figures of the house, whatever is shown.
    pub stats: Stats,
}

impl Board {
    /// The column of this lane.
    pub fn column(&self, lane: Lane) -> Option<&Column> {
        self.columns.iter().find(|column| column.lane == lane)
    }

    /// Keeps the cards for which `keep` says so, and reckons the totals anew.
    pub fn retain(&mut self, keep: impl Fn(&Card) -> bool) {
        for column in &mut self.columns {
            column.cards.retain(&keep);
        }
        self.total_up();
    }

    fn total_up(&mut self) {
        for column in &mut self.columns {
            column.total = Total::of(&column.cards);
        }
        let work = self.columns.iter().filter(|column| column.lane.is_to_do());
        self.to_do = Total::of(work.flat_map(|column| &column.cards));
    }
}

/// The board of this house; empty before there is a property.
pub fn board(house: &House) -> Board {
    let mut columns: Vec<Column> = Lane::ALL
        .into_iter()
        .map(|lane| Column {
            lane,
            label: lane.label(),
            total: Total::default(),
            cards: Vec::new(),
        })
        .collect();
    let mut date = Day::FIRST;
    if let Some(property) = &house.property {
        date = property.business_date;
        for room in house
            .rooms_in_order()
            .into_iter()
            .filter(|room| room.active)
        {
            for (lane, card) in cards(house, property, room) {
                columns[lane as usize].cards.push(card);
            }
        }
    }
    for column in &mut columns {
        // Stable: equals stay in the order of their numbers.
        column.cards.sort_by_key(|card| card.urgency);
    }
    let mut board = Board {
        date,
        columns,
        to_do: Total::default(),
        stats: stats(house),
    };
    board.total_up();
    board
}

/// The card of one room, in its column; and once more in the column of its
/// daily service, if that is to be done.
fn cards(house: &House, property: &Property, room: &Room) -> Vec<(Lane, Card)> {
    let lane = Lane::of_status(room.status);
    let card = card(house, property, room, lane);
    let service_lane = match card.service {
        Some(Service::Due) => Some(Lane::Dirty),
        Some(Service::InProgress) => Some(Lane::Cleaning),
        _ => None,
    };
    let Some(service_lane) = service_lane else {
        return vec![(lane, card)];
    };
    let mut service = card.clone();
    service.work = Some(CleaningKind::Stayover);
    service.minutes = minutes_of(house, room, CleaningKind::Stayover);
    service.urgency.0 = if card.make_up {
        Rank::MadeUpOnRequest
    } else {
        Rank::Stayover
    };
    vec![(lane, card), (service_lane, service)]
}

fn card(house: &House, property: &Property, room: &Room, lane: Lane) -> Card {
    let today = property.business_date;
    let stays = stays_in(house, room, today);
    let here = stays.iter().find(|stay| stay.presence == Presence::Here);
    let next = next_guest(property, &stays);
    let service = room.is_occupied().then(|| {
        room.service_on(
            today,
            here.is_some_and(|stay| stay.segment.stay.goes_on_over(today)),
        )
    });
    let expected_today = next.as_ref().is_some_and(|next| next.today);
    let work = work(property, room, lane, expected_today);
    let minutes = match (lane, work) {
        (Lane::Inspect, _) => INSPECTION_MINUTES,
        (_, Some(kind)) => minutes_of(house, room, kind),
        (_, None) => 0,
    };
    let mut urgency = urgency(
        room,
        lane,
        here.map(|stay| stay.booking),
        next.as_ref(),
        property,
    );
    if lane == Lane::Ready && work.is_some() && !expected_today {
        urgency.0 = Rank::Upkeep;
    }
    Card {
        room: room.id,
        number: room.number.clone(),
        room_type: room.room_type.clone(),
        floor: room.floor,
        status: room.status,
        since: room.status_since,
        why_not_bookable: room.why_not_bookable().map(NotBookable::as_str),
        work,
        minutes,
        attendant: attendant(house, room, today),
        make_up: room.asks_to_be_made_up(today),
        discrepancy: discrepancy(room, here.map(|stay| stay.booking)),
        service,
        cleaner: cleaner(house, room, service),
        cleaned_by: room
            .last_cleaned
            .filter(|_| lane == Lane::Inspect)
            .map(|stamp| name_of(house, stamp.by)),
        guest: here.map(|stay| guest_in(stay.booking, today)),
        last_guest: last_guest(&stays),
        rush: room.rush,
        maintenance: room.maintenance.as_ref().map(|hold| hold.priority),
        reason: reason(room),
        urgency,
        next,
    }
}

/// What sort of cleaning a room in this column wants. A deep cleaning has to
/// wait where a guest is expected today.
fn work(
    property: &Property,
    room: &Room,
    lane: Lane,
    expected_today: bool,
) -> Option<CleaningKind> {
    match lane {
        Lane::Dirty | Lane::Cleaning if !expected_today && upkeep::deep_is_due(property, room) => {
            Some(CleaningKind::Deep)
        }
        Lane::Dirty | Lane::Cleaning | Lane::Inspect => Some(CleaningKind::Departure),
        Lane::Ready if !expected_today => upkeep::of_ready_room(property, room),
        _ => None,
    }
}

fn minutes_of(house: &House, room: &Room, kind: CleaningKind) -> u32 {
    house
        .room_types
        .get(&room.room_type)
        .map_or(0, |room_type| room_type.minutes_for(kind))
}

fn name_of(house: &House, staff: StaffId) -> String {
    house
        .staff
        .get(&staff)
        .map_or_else(String::new, |person| person.name.clone())
}

/// Who is at work in it: cleaning, or at the daily service.
fn cleaner(house: &House, room: &Room, service: Option<Service>) -> Option<Cleaner> {
    let serving = room
        .care
        .serving
        .filter(|_| service == Some(Service::InProgress));
    let stamp = room.cleaning.or(serving)?;
    Some(Cleaner {
        staff: stamp.by,
        name: name_of(house, stamp.by),
        since: stamp.at,
    })
}

fn attendant(house: &House, room: &Room, today: Day) -> Option<Attendant> {
    let staff = house.duty_on(room.id, today)?.attendant?;
    Some(Attendant {
        staff,
        name: name_of(house, staff),
    })
}

fn reason(room: &Room) -> Option<String> {
    match (&room.out_of_order, &room.maintenance) {
        (Some(out), _) => Some(out.reason.clone()),
        (None, Some(hold)) => Some(hold.notes.clone()),
        (None, None) => None,
    }
}

fn guest_in(booking: &Booking, today: Day) -> GuestIn {
    GuestIn {
        guest: CardGuest::of(booking),
        check_out: booking.stay.check_out,
        departure_time: booking.departure_time,
        due_out: booking.is_due_out(today),
        overstay: booking.is_overstay(today),
    }
}

fn last_guest(stays: &[StayIn]) -> Option<CardGuest> {
    stays
        .iter()
        .filter(|stay| stay.presence == Presence::Left)
        .max_by_key(|stay| (stay.nights.check_out, stay.booking.checked_out_at))
        .map(|stay| CardGuest::of(stay.booking))
}

fn next_guest(property: &Property, stays: &[StayIn]) -> Option<NextGuest> {
    let today = property.business_date;
    let stay = stays
        .iter()
        .filter(|stay| stay.presence == Presence::Expected)
        .filter(|stay| stay.booking.status == BookingStatus::Confirmed)
        .find(|stay| stay.segment.stay.check_out > today || stay.segment.stay.covers(today))?;
    let booking = stay.booking;
    // Someone who moves in from another room comes when rooms are promised.
    let arrival_time = booking
        .arrival_time
        .filter(|_| stay.segment.stay.check_in == booking.stay.check_in);
    Some(NextGuest {
        guest: CardGuest::of(booking),
        day: stay.segment.stay.check_in,
        arrival_time,
        at: property.arrival(stay.segment.stay, arrival_time),
        today: stay.segment.stay.check_in <= today,
        waiting: booking.guest_waiting && !booking.is_in_house(),
    })
}

fn urgency(
    room: &Room,
    lane: Lane,
    here: Option<&Booking>,
    next: Option<&NextGuest>,
    property: &Property,
) -> Urgency {
    let rank = match next {
        _ if room.rush => Rank::Waiting,
        Some(next) if next.waiting => Rank::Waiting,
        Some(next) if next.today && next.guest.vip => Rank::VipArrival,
        Some(next) if next.today => Rank::Arrival,
        _ => match here {
            Some(booking) if booking.stay.check_out > property.business_date => Rank::Stayover,
            _ => Rank::Departure,
        },
    };
    let repair = match lane {
        Lane::Maintenance => room.maintenance.as_ref().map(|hold| hold.priority),
        _ => None,
    };
    let awaited = next.map_or(Moment::from_millis(i64::MAX), |next| next.at);
    (rank, std::cmp::Reverse(repair), awaited, room.status_since)
}
