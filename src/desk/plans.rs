//! Plans: thought out on a house that was read, outside of every transaction,
//! so that nobody waits for the lock meanwhile; then kept or carried out in a
//! short one.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::domain::command::{Command, Request};
use crate::domain::plan::Plan;
use crate::domain::planner::Budget;
use crate::domain::planning::{self, Proposal};
use crate::domain::{Code, Context, Day, House, Moment, Refusal, decide_seen};
use crate::store::Reader;

use super::execute::{actor, moment};
use super::question::Found;
use super::{Desk, Failure, Session};

/// What takes longer than this is cut short, with the best plan so far.
const LIMIT: Duration = Duration::from_secs(5);

/// Whether a command asks for a plan that is not thought out yet.
pub(super) fn is_to_be_made(request: &Request) -> bool {
    planning::wants_plan(&request.command)
}

/// Refuses to make a plan on what is not written yet.
pub(super) fn by_itself(index: usize) -> Refusal {
    Refusal::new(
        Code::BadCommand,
        "A plan is made on what is written, so it cannot be one of several commands in one step; make it by itself, then apply_plan it.",
    )
    .with("index", index)
}

/// A question to the planner with all it has to see.
struct Puzzle {
    house: House,
    command: Command,
    /// Until when the house is known.
    until: Option<Day>,
    now: Moment,
}

impl Puzzle {
    /// Reads what the command is about, and refuses what may not be asked.
    fn read(
        reader: &Reader,
        session: &Session,
        request: &Request,
        clock: fn() -> Moment,
    ) -> Result<Puzzle, Failure> {
        reader.read(|view| {
            let facts = view.facts(Some(session.property));
            let asks = std::slice::from_ref(request);
            let actor = actor(&facts, session, asks)?;
            let now = moment(session, asks, &actor, clock)?;
            let context = Context {
                now,
                actor,
                counters: view.counters(Some(session.property))?,
                expected_version: None,
            };
            let decided = decide_seen(&facts, &[(&request.command, request.version)], &context);
            let first = planning::days_at_first(&facts, &request.command);
            facts.sound()?;
            decided?;
            let days: Vec<_> = first.into_iter().collect();
            let mut house = view.house(session.property, &days)?;
            let mut until = None;
            if let Some(first) = first {
                let days = planning::days_in_all(&house, first);
                house = view.house(session.property, &[days])?;
                until = Some(days.check_out);
            }
            Ok(Puzzle {
                house,
                command: request.command.clone(),
                until,
                now,
            })
        })
    }

    fn solve(&self, budget: Budget) -> Result<Proposal, Failure> {
        let thought = planning::think(&self.house, &self.command, self.until, self.now, budget)?;
        Ok(thought.unwrap_or_default())
    }
}

impl Desk {
    /// Thinks out the plan that a command asks for; nothing is written. Without
    /// a limit it takes what the question is worth, and the same question has
    /// the same answer; with one, it stops there with the best plan so far.
    ///
    /// # Errors
    /// The refusal of what may not be asked, or the store cannot read.
    pub fn plan(
        &self,
        session: &Session,
        command: &Command,
        limit: Option<Duration>,
    ) -> Result<Proposal, Failure> {
        let request = Request::from(command.clone());
        let puzzle = Puzzle::read(self.reader(), session, &request, self.clock())?;
        let start = Instant::now();
        let time_is_up = || start.elapsed() >= limit.unwrap_or(LIMIT);
        puzzle.solve(match limit {
            Some(limit) => Budget::seconds(limit.as_secs_f64(), &time_is_up),
            None => Budget::worth_it(&time_is_up),
        })
    }

    /// The requests, with the plan thought out where one asks for it.
    ///
    /// # Errors
    /// As [`Desk::plan`]; `BAD_COMMAND` where it is one of several.
    pub(super) fn planned<'r>(
        &self,
        session: &Session,
        requests: &'r [Request],
    ) -> Result<Cow<'r, [Request]>, Failure> {
        let Some(index) = requests.iter().position(is_to_be_made) else {
            return Ok(Cow::Borrowed(requests));
        };
        let [request] = requests else {
            return Err(by_itself(index).into());
        };
        if self.is_answered(session, request)? {
            return Ok(Cow::Borrowed(requests));
        }
        let puzzle = Puzzle::read(self.reader(), session, request, self.clock())?;
        let start = Instant::now();
        let time_is_up = || start.elapsed() >= LIMIT;
        let proposal = puzzle.solve(Budget::worth_it(&time_is_up))?;
        let mut request = request.clone();
        request.command = planning::with_plan(request.command, proposal);
        Ok(Cow::Owned(vec![request]))
    }

    /// Whether a command with this key was carried out before: then there is
    /// nothing to think about.
    pub(super) fn is_answered(
        &self,
        session: &Session,
        request: &Request,
    ) -> Result<bool, Failure> {
        let Some(key) = &request.key else {
            return Ok(false);
        };
        self.reader()
            .read(|view| Ok(view.entry_with_key(Some(session.property), key)?.is_some()))
    }

    /// The latest plans, the newest first.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn plans(&self, session: &Session, most: u32) -> Result<Vec<Plan>, Failure> {
        self.reader()
            .read(|view| Ok(view.plans(session.property, most)?))
    }
}

/// Thinks about a plan on a thread of its own; whoever asked hears when it is
/// done, and cuts it short by no longer listening.
pub(super) fn think_aside(
    reader: &Reader,
    session: &Session,
    command: &Command,
    clock: fn() -> Moment,
    answer: oneshot::Sender<Result<Found, Failure>>,
) {
    let request = Request::from(command.clone());
    let puzzle = match Puzzle::read(reader, session, &request, clock) {
        Ok(puzzle) => puzzle,
        Err(failure) => {
            let _ = answer.send(Err(failure));
            return;
        }
    };
    super::handle::spawn("keyrack-plans", move || {
        let start = Instant::now();
        let time_is_up = || answer.is_closed() || start.elapsed() >= LIMIT;
        let solved = puzzle.solve(Budget::worth_it(&time_is_up));
        let _ = answer.send(solved.map(|proposal| Found::Plan(Box::new(proposal))));
    });
}
