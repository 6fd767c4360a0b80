//! `show availability --type T --from D --to D`: which rooms a stay could
//! have, and what can still be sold each night.

use clap::Args;
use serde::Serialize;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::availability::{Available, Night, availability, sellable};
use crate::domain::booking::Preferences;
use crate::domain::reading::look;
use crate::domain::rule::Asked;
use crate::domain::score::{Wishes, score};
use crate::domain::{Code, Day, Draft, Refusal, Stay};

/// Which rooms a stay could have, and what can still be sold each night.
#[derive(Args, Debug)]
pub struct Availability {
    /// Of this room type
    #[arg(long = "type", value_name = "TYPE")]
    room_type: String,
    /// From this night
    #[arg(long, value_name = "DATE")]
    from: Day,
    /// To this day of departure
    #[arg(long, value_name = "DATE")]
    to: Day,
    /// The best first for a guest who would like this floor
    #[arg(long, allow_hyphen_values = true)]
    floor: Option<i32>,
    /// … a quiet room
    #[arg(long)]
    quiet: bool,
    /// … a room near the lift
    #[arg(long)]
    near_elevator: bool,
    /// … and is to be looked after
    #[arg(long)]
    vip: bool,
}

/// What is free, as data.
#[derive(Serialize)]
struct AvailabilityData<'a> {
    rooms: &'a [Available],
    nights: &'a [Night],
}

impl Availability {
    /// Shows what is free.
    ///
    /// # Errors
    /// `INVALID_DATES` for a reversed stay, `NOT_FOUND` for an unknown type, or
    /// the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let stay = Stay::new(self.from, self.to)?;
        let now = door.desk.now();
        let asked = door.desk.with_facts(door.session.property, |facts| {
            look(facts, now, |draft| self.ask(draft, stay))
        })?;
        let (rooms, nights) = asked.unwrap_or_else(|| Err(unknown(&self.room_type, &[])))?;
        if voice.is_json() {
            return voice.data(&AvailabilityData {
                rooms: &rooms,
                nights: &nights,
            });
        }
        let mut table = Table::new([
            "Night",
            ">In service",
            ">Held",
            ">Blocked",
            ">Unassigned",
            ">Sellable",
        ]);
        for night in &nights {
            table.row([
                night.date.to_string(),
                night.in_service.to_string(),
                night.held.to_string(),
                night.blocked.to_string(),
                night.unassigned.to_string(),
                night.sellable.to_string(),
            ]);
        }
        voice.table(&table)?;
        if rooms.is_empty() {
            return voice.say("No room is free for the whole stay.");
        }
        let mut table = Table::new(["Room", "Ready now", ">Score", "Against the rule"]);
        for room in &rooms {
            let ready = if room.is_bookable { "yes" } else { "no" };
            let score = room.score.map(|score| score.to_string());
            table.row([
                room.number.clone(),
                ready.to_owned(),
                score.unwrap_or_default(),
                room.against.join(", "),
            ]);
        }
        voice.table(&table)
    }

    /// Who is asked for, as far as rules of the house can tell.
    fn asked(&self, code: &str, stay: Stay) -> Asked {
        Asked {
            is_vip: self.vip,
            nights: stay.nights(),
            room_type: code.to_owned(),
            heads: 1,
            arrival: Some(stay.check_in),
            ..Asked::default()
        }
    }

    fn ask(&self, draft: &Draft, stay: Stay) -> Result<(Vec<Available>, Vec<Night>), Refusal> {
        let code = self.room_type.trim();
        if draft.room_type(code).is_none() {
            let known: Vec<String> = draft
                .facts()
                .room_types()
                .into_iter()
                .map(|kind| kind.code)
                .collect();
            return Err(unknown(code, &known));
        }
        let wishes = Wishes {
            preferences: Preferences {
                floor: self.floor,
                quiet: self.quiet,
                near_elevator: self.near_elevator,
                ..Preferences::default()
            },
            is_vip: self.vip,
            nights: stay.nights(),
            rules: draft.rules_for(&self.asked(code, stay)),
        };
        let any_wish = self.vip || wishes.preferences != Preferences::default();
        let mut rooms = availability(draft, code, stay, any_wish.then_some(&wishes), &[]);
        // Without a wish they stand by number, and still say what they are worth.
        for found in &mut rooms {
            if found.score.is_none() {
                let room = draft.room(found.room);
                found.score = room.as_ref().map(|room| score(room, &wishes));
                found.against =
                    room.map_or_else(Vec::new, |room| wishes.rules.named_against(&room));
            }
        }
        Ok((rooms, sellable(draft, code, stay)))
    }
}

fn unknown(code: &str, known: &[String]) -> Refusal {
    let message = format!(
        "There is no room type {code} here; there are: {}.",
        known.join(", ")
    );
    Refusal::new(Code::NotFound, message)
        .with("room_type", code)
        .with("room_types", known)
}
