//! The desk behind the console.
//!
//! Owns the waiting for answers and snapshots, and the turning of the desk's
//! words into the console's events. The one file of the console that talks to
//! the desk's handle.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::{oneshot, watch};

use super::printing::Printing;
use super::run::Backstage;
use super::state::{Answer, Arrival, CameIn, Event, LookedUp, Ticket};
use crate::desk::{
    self, Also, Desk, Entry, Failure, Handle, Question, Session, SignIn, Snapshot, Window,
};
use crate::domain::PropertyId;
use crate::domain::command::Request;
use crate::domain::day::Day;
use crate::domain::jobs::{Job, Run};
use crate::domain::moment::Moment;
use crate::exchange::post::Post;
use crate::exchange::sheet::Sheet;

/// Days loaded on either side of what is looked at, so that a step does not
/// have to wait.
const MARGIN: i32 = 40;
/// Days on either side of today that are always loaded: board and alerts are
/// about these, whatever month the grid shows.
const TODAY: (i32, i32) = (-3, 35);

/// So long a plan may take before anything is said about it.
const A_MOMENT: Duration = Duration::from_millis(300);

type AtTheDoor = Pin<Box<dyn Future<Output = Entry>>>;
type Waiting = Pin<Box<dyn Future<Output = Event>>>;

type LookUp = Pin<Box<dyn Future<Output = LookedUp>>>;
type Patience = Pin<Box<tokio::time::Sleep>>;

/// The desk's handle, as the loop wants it.
pub struct OverDesk {
    handle: Handle,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    answers: FuturesUnordered<Waiting>,
    printing: Printing,
    /// Someone who waits at the door.
    entries: Option<AtTheDoor>,
    lookups: FuturesUnordered<LookUp>,
    /// A plan that is being thought out; dropped, it is thought of no more.
    planning: Option<LookUp>,
    /// When it will have taken longer than a moment.
    patience: Option<Patience>,
}

impl OverDesk {
    /// Over a handle that has been started.
    pub fn new(handle: Handle, printing: Printing) -> Self {
        let snapshots = handle.snapshots();
        Self {
            handle,
            snapshots,
            answers: FuturesUnordered::new(),
            printing,
            entries: None,
            lookups: FuturesUnordered::new(),
            planning: None,
            patience: None,
        }
    }

    /// The newest snapshot; it counts as seen.
    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        self.snapshots.borrow_and_update().clone()
    }

    /// Hands the console over to whoever came in.
    fn let_in(&mut self, entry: Entry) -> CameIn {
        let entered = entry.map_err(|failure| failure.message())?;
        self.handle.switch(entered.session);
        Ok(Arrival {
            actor: entered.actor,
            property: entered.property,
            trusted: entered.trusted,
        })
    }

    fn today(&self) -> Option<Day> {
        let snapshot = self.snapshots.borrow();
        snapshot
            .house
            .property
            .as_ref()
            .map(|property| property.business_date)
    }
}

/// The window that shows these days, and today whatever they are.
pub fn window(from: Day, to: Day, today: Day) -> Window {
    let first = from.plus(-MARGIN).min(today.plus(TODAY.0));
    let last = to.plus(MARGIN).max(today.plus(TODAY.1));
    Window {
        from: first,
        days: last.since(first).max(0) as u32 + 1,
    }
}

impl Backstage for OverDesk {
    fn submit(&mut self, ticket: Ticket, request: Request) {
        self.submit_all(ticket, vec![request]);
    }

    fn submit_all(&mut self, ticket: Ticket, requests: Vec<Request>) {
        let answer = self.handle.submit_as_one(requests);
        self.answers.push(Box::pin(async move {
            // A dropped sender means that the thread that writes is gone.
            let answer = told(answer.await.unwrap_or(Err(Failure::Stopped)));
            Event::Answer(ticket, Box::new(answer))
        }));
    }

    fn print(&mut self, sheet: Sheet) {
        let printing = self.printing.clone();
        let (done, answer) = oneshot::channel();
        // A printer may think for long; the screen does not wait for it.
        let work = move || {
            let _ = done.send(printing.print(&sheet));
        };
        if let Err(fault) = std::thread::Builder::new()
            .name("keyrack-prints".to_owned())
            .spawn(work)
        {
            tracing::error!(%fault, "could not start the printing thread");
        }
        self.answers.push(Box::pin(async move {
            let lost = || Err("Not printed: the system starts no more threads.".to_owned());
            Event::Printed(answer.await.unwrap_or_else(|_| lost()))
        }));
    }

    fn run_job(&mut self, job: Job) {
        let (database, session) = (
            self.handle.database().to_owned(),
            self.handle.session().clone(),
        );
        let (done, answer) = oneshot::channel();
        // A report may be long, and a backup too; the screen waits for neither.
        let work = move || {
            let _ = done.send(do_now(&database, &session, job));
        };
        if let Err(fault) = std::thread::Builder::new()
            .name("keyrack-job".to_owned())
            .spawn(work)
        {
            tracing::error!(%fault, "could not start the thread of a job");
        }
        self.answers.push(Box::pin(async move {
            let lost = || Err("Not done: the job broke off.".to_owned());
            Event::JobRan(Box::new(answer.await.unwrap_or_else(|_| lost())))
        }));
    }

    fn sign_in(&mut self, ask: SignIn) {
        self.entries = Some(Box::pin(entered(self.handle.let_in(ask))));
    }

    fn go_over(&mut self, to: PropertyId) {
        self.entries = Some(Box::pin(entered(self.handle.go_over(to))));
    }

    fn refresh(&mut self) {
        self.handle.refresh();
    }

    fn look(&mut self, from: Day, to: Day) {
        let today = self.today().unwrap_or(from);
        self.handle.look(window(from, to, today));
    }

    fn look_also(&mut self, also: Also) {
        self.handle.look_also(also);
    }

    fn ask(&mut self, question: Question) {
        let property = self.handle.session().property;
        let found = self.handle.ask(question.clone());
        let plans = matches!(question, Question::Plan(_));
        let lookup: LookUp = Box::pin(async move {
            let found = found.await.unwrap_or(Err(Failure::Stopped));
            (
                property,
                question,
                found.map_err(|failure| failure.message()),
            )
        });
        if plans {
            self.planning = Some(lookup);
            self.patience = Some(Box::pin(tokio::time::sleep(A_MOMENT)));
        } else {
            self.lookups.push(lookup);
        }
    }

    fn call_off(&mut self) {
        self.planning = None;
        self.patience = None;
    }

    async fn next(&mut self) -> Event {
        tokio::select! {
            Some(event) = self.answers.next(), if !self.answers.is_empty() => event,
            Some(entry) = whichever(&mut self.entries) => {
                self.entries = None;
                Event::CameIn(Box::new(self.let_in(entry)))
            }
            Some(found) = self.lookups.next(), if !self.lookups.is_empty() => {
                Event::Found(Box::new(found))
            }
            Some(planned) = whichever(&mut self.planning) => {
                self.call_off();
                Event::Found(Box::new(planned))
            }
            Some(()) = whichever(&mut self.patience) => {
                self.patience = None;
                Event::StillPlanning
            }
            Ok(()) = self.snapshots.changed() => Event::Snapshot(self.snapshot()),
            // Nothing can come any more; the loop lives on its other ears.
            else => std::future::pending().await,
        }
    }

    fn now(&self) -> Moment {
        now()
    }
}

/// Does a job on a desk of its own.
fn do_now(database: &Path, session: &Session, job: Job) -> Result<Run, String> {
    let words = |failure: Failure| failure.message();
    let desk = Desk::open(database).map_err(words)?;
    let stop = Arc::new(AtomicBool::new(false));
    Post::new(desk, database, session.property, stop)
        .do_now(session, job)
        .map_err(words)
}

/// The moment on the system's clock.
pub fn now() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A dropped sender means that the thread that writes is gone.
async fn entered(answer: oneshot::Receiver<Entry>) -> Entry {
    answer.await.unwrap_or(Err(Failure::Stopped))
}

/// What is waited for, once it comes; nothing ever while nothing is.
async fn whichever<T: Future + Unpin>(waiting: &mut Option<T>) -> Option<T::Output> {
    match waiting {
        Some(one) => Some(one.await),
        None => std::future::pending().await,
    }
}

fn told(answer: desk::Answer) -> Answer {
    match answer {
        Ok(receipt) => Answer::Done {
            summary: receipt.summary,
            warnings: receipt
                .warnings
                .into_iter()
                .map(|warning| warning.message)
                .collect(),
        },
        Err(Failure::Refused(refusal)) => Answer::Refused(refusal),
        Err(failure) => Answer::Failed(failure.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_always_in_the_window() {
        let today: Day = "2026-03-16".parse().expect("a day");
        for offset in [-400, -10, 0, 10, 400] {
            let (from, to) = (today.plus(offset), today.plus(offset + 31));
            let range = window(from, to, today).range();
            for day in [today, from, to] {
                assert!(range.covers(day), "{day} at {offset}");
            }
        }
    }
}
