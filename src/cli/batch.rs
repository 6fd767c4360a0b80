//! `keyrack batch`: commands in, one JSON object a line; answers out, one a
//! line, in order.
//!
//! Each command is a transaction of its own and is answered when it is safe
//! on the disk; `--atomic` makes all of them one step. A malformed line is
//! answered in its place, blank lines are passed over.

use std::path::PathBuf;

use clap::Args;

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

/// How many commands of a replay are carried out with one save on the disk.
const AT_ONCE: usize = 500;

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
            all_or_none(&mut door, &mut orders, self.replay, voice)?
        } else if self.replay && orders.lines.is_at_hand() {
            many_at_once(&mut door, &mut orders, voice)?
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

    /// So many of the next lines that are not blank, or as many as there are.
    fn take(&mut self, most: usize) -> Result<Vec<Order>, Fault> {
        let mut taken = Vec::new();
        while taken.len() < most
            && let Some(order) = self.next()?
        {
            taken.push(order);
        }
        Ok(taken)
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

/// The past is long: a file of it is carried out many commands to a save on
/// the disk. Each is a step of its own all the same, and answered when safe.
fn many_at_once(door: &mut Door, orders: &mut Orders, voice: &mut Voice) -> Result<Ending, Fault> {
    let mut ending = Ending::Done;
    loop {
        let some = orders.take(AT_ONCE)?;
        if some.is_empty() {
            return Ok(ending);
        }
        let mut answers = Vec::with_capacity(some.len());
        let mut readable = some.iter().filter_map(|order| order.request.clone().ok());
        door.desk
            .execute_many(&door.session, &mut readable, &mut |_, _, answer| {
                answers.push(answer);
            })?;
        if tell(&some, answers, voice)? == Ending::NotAll {
            ending = Ending::NotAll;
        }
    }
}

/// Answers each line in its place; `answers` are those of the lines that
/// could be read.
fn tell(
    orders: &[Order],
    answers: Vec<Result<Receipt, Refusal>>,
    voice: &mut Voice,
) -> Result<Ending, Fault> {
    let mut ending = Ending::Done;
    let mut answers = answers.into_iter();
    for order in orders {
        let answer = match &order.request {
            Ok(_) => answers.next(),
            Err(refusal) => Some(Err(refusal.clone())),
        };
        match answer {
            Some(Ok(receipt)) => voice.data(&Done(&receipt))?,
            Some(Err(refusal)) => {
                ending = Ending::NotAll;
                voice.data(&NotDone::from(&refusal))?;
            }
            None => {}
        }
    }
    voice.finish()?;
    Ok(ending)
}

fn all_or_none(
    door: &mut Door,
    orders: &mut Orders,
    replay: bool,
    voice: &mut Voice,
) -> Result<Ending, Fault> {
    let all = orders.take(usize::MAX)?;
    let requests: Vec<Request> = all
        .iter()
        .filter_map(|order| order.request.clone().ok())
        .collect();
    let refusals = if all.is_empty() {
        return Ok(Ending::Done);
    } else if requests.len() < all.len() {
        // A line that cannot be read: nothing is tried.
        all.iter()
            .map(|order| order.request.clone().err())
            .collect()
    } else {
        match together(door, &requests, replay)? {
            Ok(receipts) => {
                let answers = receipts.into_iter().map(Ok).collect();
                return tell(&all, answers, voice);
            }
            Err(refusals) => refusals,
        }
    };
    refuse_all(&all, &refusals, voice)
}

/// What each of several commands answered, or why some of them were refused.
type AllOrNone = Result<Vec<Receipt>, Vec<Option<Refusal>>>;

/// Carries all of them out, or none. As one step, which has one moment; of a
/// replay, where each has its own, as steps that are kept together.
fn together(door: &mut Door, requests: &[Request], replay: bool) -> Result<AllOrNone, Fault> {
    if replay {
        let answers = door.desk.execute_together(&door.session, requests, true)?;
        if answers.iter().all(Result::is_ok) {
            return Ok(Ok(answers.into_iter().flatten().collect()));
        }
        return Ok(Err(answers.into_iter().map(Result::err).collect()));
    }
    match door.desk.execute_atomic(&door.session, requests) {
        Ok(receipt) => Ok(Ok((0..requests.len())
            .map(|at| part_of(&receipt, at))
            .collect())),
        Err(Failure::Refused(mut refusal)) => {
            let index = refusal.details.remove("index").and_then(|at| at.as_u64());
            let mut refusals = vec![None; requests.len()];
            let place = usize::try_from(index.unwrap_or(0)).unwrap_or(0);
            if let Some(own) = refusals.get_mut(place) {
                *own = Some(refusal);
            }
            Ok(Err(refusals))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The part of a common receipt that is about one of the commands. A single
/// command is the whole step.
fn part_of(receipt: &Receipt, at: usize) -> Receipt {
    let Some(part) = receipt.parts.get(at) else {
        return receipt.clone();
    };
    Receipt {
        touched: part.receipt.clone(),
        warnings: part.warnings.clone(),
        ..receipt.clone()
    }
}

/// Answers every line of a batch of which none is carried out: the refusal in
/// its own place, and at the others why they were not either.
fn refuse_all(
    all: &[Order],
    refusals: &[Option<Refusal>],
    voice: &mut Voice,
) -> Result<Ending, Fault> {
    let first = all
        .iter()
        .zip(refusals)
        .find_map(|(order, refusal)| Some((order.line, refusal.as_ref()?.code)));
    for refusal in refusals {
        match (refusal, first) {
            (Some(refusal), _) => voice.data(&NotDone::from(refusal))?,
            (None, Some((line, code))) => voice.data(&NotDone {
                code: "NOT_CARRIED_OUT",
                message: &format!(
                    "Not carried out, because line {line} was refused; correct that line and send all of them again."
                ),
                details: &Refusal::new(code, "")
                    .with("line", line)
                    .with("because", code)
                    .details,
            })?,
            (None, None) => {}
        }
    }
    Ok(Ending::NotAll)
}
