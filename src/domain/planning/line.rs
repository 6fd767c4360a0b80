//! Lines of a plan: who goes where, and who stays without a room.

use serde::{Deserialize, Serialize};

use crate::domain::booking::Booking;
use crate::domain::command::{Assign, Command, PreAssign};
use crate::domain::day::Stay;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::moment::Moment;
use crate::domain::placing::may_be_firm;
use crate::domain::property::Property;
use crate::domain::rate::RateChoice;
use crate::domain::room::Room;
use crate::domain::segment::AssignmentType;

/// One part of a stay and the room it is to have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// Whose stay.
    pub booking: BookingId,
    /// Its code.
    pub code: String,
    /// The guest, for people.
    pub guest: String,
    /// The version the plan was made on.
    pub version: i64,
    /// Which nights.
    pub part: Stay,
    /// Whether that is all of the stay.
    pub whole: bool,
    /// Which room.
    pub room: RoomId,
    /// What stands on its door.
    pub number: String,
    /// Firm, or tentative.
    pub firm: bool,
    /// The score, part by part.
    pub points: Vec<(String, i32)>,
    /// The room it leaves, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves: Option<RoomId>,
    /// What stands on that room's door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves_number: Option<String>,
    /// The type of the room where it is not the one booked: what is to be done
    /// with the difference in price is to be said when it is carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_type: Option<String>,
}

/// A part of a stay for which there is no room.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Left {
    /// Whose stay.
    pub booking: BookingId,
    /// Its code.
    pub code: String,
    /// The guest, for people.
    pub guest: String,
    /// The version the plan was made on.
    pub version: i64,
    /// Which nights.
    pub part: Stay,
    /// Why, in a sentence's second half.
    #[serde(rename = "reason")]
    pub why: String,
    /// The room it would lose to others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loses: Option<RoomId>,
}

impl Line {
    pub(super) fn new(
        property: &Property,
        booking: &Booking,
        part: Stay,
        room: &Room,
        now: Moment,
    ) -> Line {
        let arrives = part.check_in == booking.stay.check_in && !booking.is_in_house();
        Line {
            booking: booking.id,
            code: booking.code.clone(),
            guest: booking.family_name().to_owned(),
            version: booking.version,
            part,
            whole: part == booking.stay,
            room: room.id,
            number: room.number.clone(),
            firm: arrives && may_be_firm(property, booking, part, room, now),
            points: Vec::new(),
            leaves: None,
            leaves_number: None,
            other_type: (room.room_type != booking.room_type).then(|| room.room_type.clone()),
        }
    }

    /// The same line of a stay that leaves this room for it.
    pub(super) fn leaving(mut self, room: Option<&Room>) -> Line {
        self.leaves = room.map(|room| room.id);
        self.leaves_number = room.map(|room| room.number.clone());
        self
    }

    /// The score of the room for the guest.
    pub fn score(&self) -> i32 {
        self.points.iter().map(|(_, points)| points).sum()
    }

    /// Whether anything changes by it.
    pub fn changes(&self) -> bool {
        self.firm || self.leaves != Some(self.room)
    }

    /// Whether the stay changes rooms by it.
    pub fn moves(&self) -> bool {
        self.leaves.is_some_and(|room| room != self.room)
    }

    /// The command that carries it out; `rate` is for a room of another type
    /// than was booked.
    pub fn command(&self, rate: RateChoice) -> Command {
        let part = |day| (!self.whole).then_some(day);
        let rate = match self.other_type {
            Some(_) => rate,
            None => RateChoice::default(),
        };
        // A room of another type says by itself how it came about.
        let assignment_type = self.other_type.is_none().then_some(AssignmentType::Auto);
        let (booking, room) = (self.code.clone(), self.number.clone());
        let (from, to) = (part(self.part.check_in), part(self.part.check_out));
        if self.firm {
            Assign {
                booking,
                room,
                from,
                to,
                assignment_type,
                rate: rate.decision,
                approved_by_guest: rate.approved_by_guest,
                ..Assign::default()
            }
            .into()
        } else {
            PreAssign {
                booking,
                room,
                from,
                to,
                assignment_type,
                rate: rate.decision,
                approved_by_guest: rate.approved_by_guest,
                ..PreAssign::default()
            }
            .into()
        }
    }
}

impl Left {
    pub(super) fn new(booking: &Booking, part: Stay, why: String) -> Left {
        Left {
            booking: booking.id,
            code: booking.code.clone(),
            guest: booking.family_name().to_owned(),
            version: booking.version,
            part,
            why,
            loses: None,
        }
    }
}
