//! The practice hotel: 60 rooms, three months of bookings on either side of
//! today, made only through commands, the same every time for the same day.
//!
//! A `plan` is a calendar counted in days from today, partly staged
//! (`scenes`), else left to `chance` with the `figures` of a real
//! resort. `living`, `today` and `upkeep` turn it into commands with their moments,
//! so the house has a past in its journal like any other. It decides no rule:
//! a command that the house refuses would be a fault of the plan, and a test
//! plays all of them.

mod chance;
mod diary;
mod faults;
mod figures;
mod house;
mod living;
mod money;
mod names;
mod plan;
mod scenes;
mod today;
mod troubles;
mod upkeep;

use std::collections::BTreeSet;

use chrono::Datelike;
use chrono_tz::Tz;

pub use self::house::SLUG;

use self::chance::Chance;
use self::diary::{Diary, clock};
use self::plan::{DAYS_BACK, Plan};
use crate::domain::command::{
    CreateProperty, CreateRoom, CreateRoomType, CreateRule, CreateStaff, Request,
};
use crate::domain::day::Day;
use crate::domain::moment::Moment;
use crate::domain::money::Price;

/// The seed from which the shipped practice hotel grows.
pub const SEED: u64 = 78;

/// Every command that makes the practice hotel as it stands on the morning of
/// `today`, in order of moment; the last are from half past nine. Where the
/// clock is earlier than that, the morning is in the future.
pub fn practice_hotel(seed: u64, today: Day, timezone: Tz) -> Vec<Request> {
    let mut chance = Chance::new(seed);
    let mut plan = Plan::new();
    scenes::stage(&mut plan, &mut chance);
    plan.fill(&mut chance);
    plan.add_lost(&mut chance);
    plan.stays.sort_by_key(|planned| planned.booked);
    money::better_rooms(&mut plan);

    let mut diary = Diary::new(today, timezone, chance);
    set_up(&mut diary, &plan, timezone);
    let codes = codes(&diary, &plan);
    today::blocks(&mut diary);
    living::live(&mut diary, &plan, &codes);
    money::pay(&mut diary, &plan, &codes);
    today::shares(&mut diary, &plan);
    today::departures(&mut diary, &plan, &codes);
    today::faults(&mut diary);
    upkeep::live(&mut diary, &plan, &codes, Chance::new(seed.wrapping_add(1)));
    diary.finish()
}

/// Codes in the order of booking, as the house itself would give them: by the
/// year of its business date.
fn codes(diary: &Diary, plan: &Plan) -> Vec<String> {
    let year = |planned: &plan::Planned| diary.day(planned.booked.max(-DAYS_BACK)).date().year();
    (1..)
        .zip(&plan.stays)
        .map(|(number, planned)| format!("BK-{}-{number:06}", year(planned)))
        .collect()
}

fn set_up(diary: &mut Diary, plan: &Plan, timezone: Tz) {
    let first = plan
        .stays
        .iter()
        .map(|planned| planned.booked)
        .min()
        .unwrap_or(0)
        .min(-DAYS_BACK)
        - 1;
    let at: Moment = diary.moment(first, clock(9, 0));
    let property = CreateProperty {
        name: house::NAME.to_owned(),
        slug: house::SLUG.to_owned(),
        currency: house::CURRENCY.to_owned(),
        timezone: timezone.name().to_owned(),
        business_date: Some(diary.day(-DAYS_BACK)),
        administrator: Some("Clara Duarte".to_owned()),
    };
    diary.set_up(at, property);
    for (rank, kind) in (1..).zip(&house::KINDS) {
        let room_type = CreateRoomType {
            code: kind.code.to_owned(),
            name: kind.name.to_owned(),
            capacity: kind.capacity,
            rate: Price::Plain(format!("{}.00", kind.rate)),
            rank: Some(rank),
            minutes: Some(kind.minutes),
        };
        diary.set_up(at, room_type);
    }
    for door in &plan.doors {
        let room = CreateRoom {
            number: door.number.clone(),
            room_type: door.kind.to_owned(),
            floor: Some(door.floor),
            capacity: None,
            features: door
                .features
                .iter()
                .map(|feature| (*feature).to_owned())
                .collect::<BTreeSet<String>>(),
            active: None,
        };
        diary.set_up(at, room);
    }
    for (name, kind, conditions, actions, priority) in house::RULES {
        let rule = CreateRule {
            name: name.to_owned(),
            kind: kind.to_owned(),
            conditions: Some(conditions.into()),
            actions: Some(actions.into()),
            priority: Some(priority),
            active: None,
        };
        diary.set_up(at, rule);
    }
    for person in &house::PEOPLE {
        let spoken = person.languages.iter();
        let staff = CreateStaff {
            languages: Some(spoken.map(|language| (*language).to_owned()).collect()),
            on_duty: Some(person.employee != house::DESK_NIGHT),
            round_the_clock: house::ROUND_THE_CLOCK
                .contains(&person.employee)
                .then_some(true),
            ..CreateStaff::new(person.employee, person.name, person.role)
        };
        diary.set_up(at, staff);
    }
    upkeep::set_up(diary, at);
}
