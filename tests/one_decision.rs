//! One decision: what the screen previews is what the transaction does.
//!
//! The same random scripts are lived through in memory and at a real desk.
//! Before each command the house a console would show is read from the
//! database and asked what would happen; then the command is carried out. The
//! preview, the memory and the desk must say the same, refusal or summary, and
//! at the end hold the same rows.

#![allow(clippy::unwrap_used)]

#[path = "rules/model.rs"]
#[allow(dead_code)]
mod model;
#[path = "rules/script.rs"]
#[allow(dead_code, unused_imports)]
mod script;

use std::path::Path;

use keyrack::desk::{Channel, Desk, Failure, Session, Sharing, Window};
use keyrack::domain::command::{Command, Request};
use keyrack::domain::facts::Context;
use keyrack::domain::instead;
use keyrack::domain::planner::Budget;
use keyrack::domain::planning::{think, wants_plan, with_plan};
use keyrack::domain::testing::SmallHouse;
use keyrack::domain::{Change, Code, House, Refusal, Row, decide};
use keyrack::store::{Store, create};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use script::{deeds, is_about_the_journal};

/// What someone says of a command.
type Word = Result<String, Refusal>;

struct Mirror {
    hotel: SmallHouse,
    desk: Desk,
    session: Session,
    _folder: TempDir,
}

/// A small house in memory, and the same rows in a database. The journal
/// begins here for both.
fn mirror() -> Mirror {
    let mut hotel = SmallHouse::new();
    hotel.house.steps.clear();
    hotel.house.notes.clear();
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        TempDir::new_in(memory)
    } else {
        TempDir::new()
    }
    .unwrap();
    let path = folder.path().join("house.db");
    create(&path, Sharing::default()).unwrap();
    let mut store = Store::open(&path).unwrap();
    let transaction = store.begin().unwrap();
    let rows: Vec<Change> = every_row(&hotel.house)
        .into_iter()
        .map(|row| Change {
            before: None,
            after: Some(row),
        })
        .collect();
    transaction.write(&rows).unwrap();
    let property = hotel.house.property.as_ref().unwrap().id;
    transaction
        .save_counters(property, &hotel.house.counters)
        .unwrap();
    transaction.commit().unwrap();
    let session = Session {
        property,
        staff: hotel.actor.id,
        channel: Channel::Console,
        os_user: None,
        replay: true,
    };
    Mirror {
        hotel,
        desk: Desk::open(&path).unwrap(),
        session,
        _folder: folder,
    }
}

fn every_row(house: &House) -> Vec<Row> {
    let mut rows: Vec<Row> = house.property.iter().cloned().map(Row::from).collect();
    rows.extend(house.room_types.values().cloned().map(Row::from));
    rows.extend(house.staff.values().cloned().map(Row::from));
    rows.extend(house.rooms.values().cloned().map(Row::from));
    rows
}

impl Mirror {
    /// What the console's house says would happen.
    fn preview(&self, command: &Command) -> Word {
        let window = Window {
            from: self.hotel.today().plus(-60),
            days: 400,
        };
        let mut shown = self.desk.house(&self.session, window).unwrap();
        shown.steps.clone_from(&self.hotel.house.steps);
        let context = Context {
            counters: shown.counters,
            ..self.hotel.context()
        };
        let thought = || {
            let decided = decide(&shown, command, &context)?;
            if !wants_plan(command) {
                return Ok(decided);
            }
            let budget = Budget::worth_it(&|| false);
            let plan = think(&shown, command, None, self.hotel.now, budget)?;
            let command = with_plan(command.clone(), plan.unwrap_or_default());
            decide(&shown, &command, &context)
        };
        thought()
            .map(|outcome| outcome.summary)
            .map_err(|refusal| instead::offered(&shown, command, refusal, &context))
    }

    /// What memory would offer instead of a refused command.
    fn with_offers(&self, command: &Command, refusal: Refusal) -> Refusal {
        let hotel = &self.hotel;
        instead::offered(&hotel.house, command, refusal, &hotel.context())
    }

    fn carry_out(&mut self, command: &Command) -> Word {
        let request = Request {
            at: Some(self.hotel.now),
            ..Request::from(command.clone())
        };
        match self.desk.execute(&self.session, &request) {
            Ok(receipt) => Ok(receipt.summary),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(other) => panic!("{command:?}: {other}"),
        }
    }
}

/// A screen shows no cancelled bookings and no released blocks, so nobody can
/// point at one there.
fn is_out_of_sight(word: &Word) -> bool {
    word.as_ref()
        .is_err_and(|refusal| matches!(refusal.code, Code::BookingNotFound | Code::NotFound))
}

#[test]
fn the_preview_the_memory_and_the_desk_say_the_same() {
    let mut runner = TestRunner::deterministic();
    let (mut done, mut refused) = (0, 0);
    for round in 0..40 {
        let script = deeds(90).new_tree(&mut runner).unwrap().current();
        let mut mirror = mirror();
        for deed in &script {
            let Some(command) = deed.command(&mirror.hotel) else {
                continue;
            };
            mirror.hotel.wait(7);
            let previewed = mirror.preview(&command);
            // Who is refused is told what would do instead, the same everywhere.
            let remembered = mirror
                .hotel
                .attempt(command.clone())
                .map(|outcome| outcome.summary)
                .map_err(|refusal| mirror.with_offers(&command, refusal));
            let carried_out = mirror.carry_out(&command);
            let said = serde_json::to_string(&command).unwrap();
            assert_eq!(carried_out, remembered, "round {round}: {said}");
            if !is_about_the_journal(&command) && !is_out_of_sight(&previewed) {
                assert_eq!(previewed, carried_out, "round {round}, previewed: {said}");
            }
            if carried_out.is_ok() {
                done += 1;
            } else {
                refused += 1;
            }
        }
        let window = Window {
            from: mirror.hotel.today().plus(-200),
            days: 1_000,
        };
        let stored = mirror.desk.house(&mirror.session, window).unwrap();
        assert_eq!(stored.rooms, mirror.hotel.house.rooms, "round {round}");
        for (id, booking) in &stored.bookings {
            assert_eq!(
                Some(booking),
                mirror.hotel.house.bookings.get(id),
                "round {round}"
            );
        }
        for (id, plan) in &stored.plans {
            assert_eq!(
                Some(plan),
                mirror.hotel.house.plans.get(id),
                "round {round}"
            );
        }
        for (id, line) in &stored.account_lines {
            assert_eq!(
                Some(line),
                mirror.hotel.house.account_lines.get(id),
                "round {round}"
            );
        }
        for (id, segment) in &stored.segments {
            assert_eq!(
                Some(segment),
                mirror.hotel.house.segments.get(id),
                "round {round}"
            );
        }
    }
    println!("{done} carried out, {refused} refused, all alike");
    assert!(
        done > 500 && refused > 300,
        "{done} carried out, {refused} refused: too few to show anything"
    );
}
