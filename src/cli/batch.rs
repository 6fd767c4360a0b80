//! `keyrack batch`: commands in, one JSON object a line; answers out, one a
//! line, in order.
//!
//! Each command is a transaction of its own and is answered when it is safe
//! on the disk; `--atomic` makes all of them one step. A malformed line is
//! answered in its place, blank lines are passed over.

use std::path::PathBuf;

use clap::Args;
use serde_json::Map;

use super::answer::{Done, NotDone};
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use super::lines::Lines;
use super::voice::Voice;
use super::{Ending, replay};
use crate::desk::{Channel, Failure, Receipt};
use crate::domain::command::Request;
use crate::domain::{Code, Refusal};

/// Carry out commands, one JSON object a line.
#[derive(Args, Debug)]
pub struct Batch {
    /// The file; - or nothing: standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Let commands say when they happened ("at"); needs admin
    #[arg(long)]
    replay: bool,
    /// All or none, as one step that one undo takes back
    #[arg(long)]
    atomic: bool,
}

/// A line of the input that is not blank.
pub(super) struct Order {
    /// Which line, from 1.
    pub line: usize,
    /// What it asks for, or what is wrong with it.
    pub request: Result<Request, Refusal>,
}

impl Batch {
    /// Carries the commands out.
    ///
    /// # Errors
    /// The input cannot be read, the database fails, or a replay is not
    /// allowed; what was answered for is safe.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let mut lines = Lines::open(self.file.as_deref())?;
        let mut door = Door::open(global, Channel::Batch)?;
        if self.replay {
            replay::allow(&mut door)?;
        }
        let mut orders = Orders::new(&mut lines, self.replay);
        let ending = if self.atomic {
            all_or_none(&mut door, &mut orders, voice)?
        } else {
            one_by_one(&mut door, &mut orders, voice)?
        };
        if lines.nothing_but_blanks() && !lines.is_stream() {
            let message = format!("{} holds no command; nothing was done.", lines.name());
            return Err(Fault::File(message));
        }
        Ok(ending)
    }
}

/// The lines of the input as orders.
pub(super) struct Orders<'a> {
    lines: &'a mut Lines,
    clock: Option<replay::Clock>,
}

impl<'a> Orders<'a> {
    fn new(lines: &'a mut Lines, replay: bool) -> Orders<'a> {
        Orders {
            lines,
            clock: replay.then(replay::Clock::default),
        }
    }

    /// The next line that is not blank.
    fn next(&mut self) -> Result<Option<Order>, Fault> {
        let Some(read) = self.lines.next()? else {
            return Ok(None);
        };
        let line = read.number;
        let request = read
            .text
            .map_err(|reason| Refusal::new(Code::BadCommand, reason))
            .and_then(|text| Request::read(&text))
            .and_then(|request| match &mut self.clock {
                Some(clock) => clock.follow(request),
                None => Ok(request),
            })
            .map_err(|refusal| placed(refusal, line));
        Ok(Some(Order { line, request }))
    }
}

/// A refusal of a line that could not be read, naming the line and, where it
/// is known, the field.
fn placed(refusal: Refusal, line: usize) -> Refusal {
    let field = refusal.message.split('`').nth(1).map(str::to_owned);
    // Each line is a text of its own to whoever reads the JSON in it.
    let said = refusal.message.replace(" at line 1 column", " at column");
    let mut placed = Refusal {
        message: format!("Line {line}: {}", uncapitalised(&said)),
        ..refusal
    }
    .with("line", line);
    if let (Some(field), false) = (field, placed.details.contains_key("field")) {
        placed = placed.with("field", field);
    }
    placed
}

/// A sentence to stand after a colon.
fn uncapitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

fn one_by_one(door: &mut Door, orders: &mut Orders, voice: &mut Voice) -> Result<Ending, Fault> {
    let mut ending = Ending::Done;
    while let Some(order) = orders.next()? {
        let answer = match order.request {
            Ok(request) => door.desk.execute(&door.session, &request),
            Err(refusal) => Err(Failure::Refused(refusal)),
        };
        match answer {
            Ok(receipt) => voice.data_now(&Done(&receipt))?,
            Err(Failure::Refused(refusal)) => {
                ending = Ending::NotAll;
                voice.data_now(&NotDone::from(&refusal))?;
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(ending)
}

fn all_or_none(door: &mut Door, orders: &mut Orders, voice: &mut Voice) -> Result<Ending, Fault> {
    let mut all = Vec::new();
    while let Some(order) = orders.next()? {
        all.push(order);
    }
    let requests: Vec<Request> = all
        .iter()
        .filter_map(|order| order.request.clone().ok())
        .collect();
    if requests.is_empty() && all.is_empty() {
        return Ok(Ending::Done);
    }
    if requests.len() < all.len() {
        return refuse_all(&all, None, voice);
    }
    match door.desk.execute_atomic(&door.session, &requests) {
        Ok(receipt) => {
            for request in &requests {
                voice.data(&Done(&part_of(&receipt, request)))?;
            }
            Ok(Ending::Done)
        }
        Err(Failure::Refused(refusal)) => {
            let index = refusal
                .details
                .get("index")
                .and_then(serde_json::Value::as_u64);
            let at = usize::try_from(index.unwrap_or(0)).unwrap_or(0);
            refuse_all(&all, Some(&(at, refusal)), voice)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The part of a common receipt that is about one of the commands.
fn part_of(receipt: &Receipt, request: &Request) -> Receipt {
    let told = serde_json::to_value(&request.command).unwrap_or_default();
    let mut touched = Map::new();
    for name in ["booking", "with", "room", "rooms", "block", "alert"] {
        if let Some(value) = told.get(name) {
            touched.insert(name.to_owned(), value.clone());
        }
    }
    Receipt {
        touched,
        ..receipt.clone()
    }
}

/// Answers every line of a batch of which none is carried out: the refusal in
/// its own place, and at the others why they were not either.
fn refuse_all(
    all: &[Order],
    refused: Option<&(usize, Refusal)>,
    voice: &mut Voice,
) -> Result<Ending, Fault> {
    let own = |at: usize, order: &Order| match (&order.request, refused) {
        (Err(refusal), _) => Some(refusal.clone()),
        (Ok(_), Some((place, refusal))) if *place == at => Some(refusal.clone()),
        _ => None,
    };
    let first = all.iter().enumerate().find_map(|(at, order)| {
        let refusal = own(at, order)?;
        Some((order.line, refusal.code))
    });
    for (at, order) in all.iter().enumerate() {
        match (own(at, order), first) {
            (Some(refusal), _) => voice.data(&NotDone::from(&refusal))?,
            (None, Some((line, code))) => {
                let message = format!(
                    "Not carried out, because line {line} was refused; correct that line and send all of them again."
                );
                let details = Refusal::new(code, "")
                    .with("line", line)
                    .with("because", code)
                    .details;
                voice.data(&NotDone {
                    code: "NOT_CARRIED_OUT",
                    message: &message,
                    details: &details,
                })?;
            }
            (None, None) => {}
        }
    }
    Ok(Ending::NotAll)
}
