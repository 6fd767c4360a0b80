//! Solves one file of the room-assignment benchmark and writes the plan, so that
//! anybody can check it with a program of their own:
//!
//! ```text
//! cargo run --release --example solve_instance FILE [--budget 5s]
//! cargo run --release --example solve_instance --make-room makeroom.json [--budget 1s]
//! ```
//!
//! Without a budget it takes what the console would: in step with the number of
//! bookings, two seconds at most, and the same plan every time.

#![allow(clippy::print_stdout)]

#[path = "../benches/support/assign.rs"]
mod assign;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use assign::{AssignFile, RoomCase, RoomCases};
use keyrack::domain::planner::{Budget, RoomMade, RoomWanted, make_room, plan};
use serde_json::{Value, json};

/// What was asked on the command line.
struct Asked {
    file: PathBuf,
    budget: Option<Duration>,
    make_room: bool,
}

fn main() -> ExitCode {
    let Some(asked) = asked(std::env::args().skip(1)) else {
        eprintln!("usage: solve_instance FILE [--budget 5s] [--make-room]");
        return ExitCode::from(2);
    };
    let answer = if asked.make_room {
        rooms_made(&asked)
    } else {
        solved(&asked)
    };
    match answer {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", asked.file.display());
            ExitCode::FAILURE
        }
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Option<Asked> {
    let (mut file, mut budget, mut make_room) = (None, None, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--make-room" => make_room = true,
            "--budget" => budget = Some(duration(&arguments.next()?)?),
            _ => file = Some(PathBuf::from(argument)),
        }
    }
    Some(Asked {
        file: file?,
        budget,
        make_room,
    })
}

/// `5s`, `500ms`, `2.5s` or plain seconds.
fn duration(text: &str) -> Option<Duration> {
    let seconds = match text.strip_suffix("ms") {
        Some(number) => number.parse::<f64>().ok()? / 1000.0,
        None => text.trim_end_matches('s').parse().ok()?,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

/// The plan of one instance.
fn solved(asked: &Asked) -> std::io::Result<Value> {
    let file: AssignFile = assign::read(&asked.file)?;
    let start = Instant::now();
    let instance = file.instance();
    let limit = asked.budget.unwrap_or(Duration::MAX);
    let time_is_up = || start.elapsed() >= limit;
    let budget = match asked.budget {
        // The clock decides, not the steps that are usual in that time.
        Some(limit) => Budget::seconds(limit.as_secs_f64() * 4.0, &time_is_up),
        None => Budget::usual(&instance),
    };
    let plan = plan(&instance, budget);
    let seconds = start.elapsed().as_secs_f64();
    let assigned = plan
        .placed
        .iter()
        .map(|placed| (file.bookings[placed.stay].0, file.rooms[placed.room].id));
    Ok(json!({
        "name": file.name,
        "assigned": assigned.collect::<Vec<_>>(),
        "count": plan.count(),
        "score": plan.score(),
        "count_bound": plan.count_bound(),
        "score_bound": plan.score_bound(),
        "seconds": (seconds * 1000.0).round() / 1000.0,
    }))
}

/// Every question of a file about making room; the instances lie beside it.
fn rooms_made(asked: &Asked) -> std::io::Result<Value> {
    let cases: RoomCases = assign::read(&asked.file)?;
    let folder = asked.file.parent().unwrap_or(Path::new("."));
    let limit = asked.budget.unwrap_or(Duration::from_secs(1));
    let mut answers = serde_json::Map::new();
    for case in &cases.cases {
        let file: AssignFile = assign::read(&folder.join(format!("{}.json.gz", case.instance)))?;
        let queries = case
            .queries
            .iter()
            .map(|&query| answer(&file, case, query, limit));
        answers.insert(case.instance.clone(), queries.collect());
    }
    Ok(Value::Object(answers))
}

/// One question: its own type first, then up the ladder.
fn answer(file: &AssignFile, case: &RoomCase, query: i64, limit: Duration) -> Value {
    let Some(&booking) = file.ids().0.get(&query) else {
        return Value::Null;
    };
    let own = &file.bookings[booking].1;
    let mut tried = Vec::new();
    let mut found = json!({"type": null, "moves": null});
    for room_type in case.ladder.iter().skip_while(|room_type| *room_type != own) {
        let (mut instance, mut now, mut who) = file.placed(case);
        instance.stays.push(file.stay(booking, room_type));
        now.push(None);
        who.push(query);
        let start = Instant::now();
        let time_is_up = || start.elapsed() >= limit;
        let wanted = RoomWanted {
            instance: &instance,
            now: &now,
            asked: now.len() - 1,
        };
        let made = make_room(&wanted, Budget::seconds(limit.as_secs_f64(), &time_is_up));
        let seconds = start.elapsed().as_secs_f64();
        let (status, moves) = match &made {
            RoomMade::Moves { chain, at_least } if chain.len() - 1 == *at_least => {
                ("optimal", Some(*at_least))
            }
            RoomMade::Moves { chain, .. } => ("feasible", Some(chain.len() - 1)),
            RoomMade::None(_) => ("none", None),
            RoomMade::Unknown { .. } => ("unknown", None),
        };
        let chain: Option<Vec<(i64, i64)>> = match &made {
            RoomMade::Moves { chain, .. } => Some(
                chain
                    .iter()
                    .map(|&(stay, room)| (who[stay], file.rooms[room].id))
                    .collect(),
            ),
            _ => None,
        };
        let why = if let RoomMade::None(why) = made {
            Some(format!("{why:?}"))
        } else {
            None
        };
        tried.push(json!({"type": room_type, "status": status, "moves": moves, "chain": chain, "why": why, "seconds": seconds}));
        if moves.is_some() {
            found = json!({"type": room_type, "moves": moves});
            break;
        }
    }
    json!({"id": query, "tried": tried, "answer": found})
}
