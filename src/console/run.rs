//! The loop: events in, effects out, a frame when something has changed.
//!
//! Owns the waiting. It drains what has come in, hands it to the state, passes
//! the effects on, and draws once. Nothing in it blocks: commands are answered
//! when they are safe on the disk, snapshots come when there are newer ones.

use std::io;
use std::time::Duration;

use crossterm::event::EventStream;
use futures_util::{FutureExt, StreamExt};

use super::ears::Ears;
use super::frame;
use super::state::{Effect, Event, State, Ticket};
use super::terminal::Screen;
use crate::desk::{Also, Question, SignIn};
use crate::domain::PropertyId;
use crate::domain::command::Request;
use crate::domain::day::Day;
use crate::domain::jobs::Job;
use crate::domain::moment::Moment;
use crate::exchange::sheet::Sheet;

/// How often the time is looked at: messages go away, minutes pass.
const TICK: Duration = Duration::from_millis(500);

/// What stands behind the console: carries out commands and tells what is new.
pub trait Backstage {
    /// Carries a command out; the answer comes as an event with the ticket.
    fn submit(&mut self, ticket: Ticket, request: Request);
    /// Carries several commands out as one step.
    fn submit_all(&mut self, ticket: Ticket, requests: Vec<Request>);
    /// Prints a sheet; what came of it comes as an event.
    fn print(&mut self, sheet: Sheet);
    /// Has a job of the house done; how it ended comes as an event.
    fn run_job(&mut self, job: Job);
    /// Asks whether someone may come in; the answer comes as an event.
    fn sign_in(&mut self, ask: SignIn);
    /// Asks whether the owner of the file may go over to another property.
    fn go_over(&mut self, to: PropertyId);
    /// Reads everything anew.
    fn refresh(&mut self);
    /// Reads these days too from now on.
    fn look(&mut self, from: Day, to: Day);
    /// Keeps these days and bookings loaded beside them.
    fn look_also(&mut self, also: Also);
    /// Looks something up; what is found comes as an event.
    fn ask(&mut self, question: Question);
    /// Thinks no longer about the plan that was asked for last.
    fn call_off(&mut self);
    /// The next answer or snapshot. Waits as long as there is none.
    fn next(&mut self) -> impl Future<Output = Event>;
    /// The moment on the clock.
    fn now(&self) -> Moment;
}

/// Why the loop ended, other than by a person's wish.
#[derive(Debug, thiserror::Error)]
pub enum LoopError {
    /// The terminal is gone, or refuses.
    #[error("the terminal is gone: {0}")]
    Terminal(#[from] io::Error),
}

/// Runs the console until the person quits, or a signal ends it.
///
/// # Errors
/// When the terminal is gone.
pub async fn run(
    screen: &mut Screen,
    state: &mut State,
    behind: &mut impl Backstage,
) -> Result<(), LoopError> {
    let mut reports = EventStream::new();
    let mut ears = Ears::default();
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut ending = Ending::new()?;
    loop {
        if state.take_changed() {
            draw(screen, state)?;
        }
        let event = tokio::select! {
            report = reports.next() => match report {
                Some(report) => ears.hear(report?, behind.now()),
                None => return Ok(()),
            },
            event = behind.next() => Some(event),
            _ = ticks.tick() => Some(Event::Tick),
            () = ending.asked() => return Ok(()),
        };
        let mut waiting = event;
        // Everything that is there already is followed before the one drawing.
        loop {
            if let Some(event) = waiting.take()
                && follow(event, screen, state, behind)?
            {
                return Ok(());
            }
            match reports.next().now_or_never() {
                Some(Some(report)) => waiting = ears.hear(report?, behind.now()),
                Some(None) => return Ok(()),
                None => break,
            }
        }
    }
}

/// Lets the state follow one event; answers whether it is time to leave.
fn follow(
    event: Event,
    screen: &mut Screen,
    state: &mut State,
    behind: &mut impl Backstage,
) -> Result<bool, LoopError> {
    state.set_time(behind.now());
    let effects = state.handle(event);
    carry_out(effects, screen, behind)
}

/// Carries effects out; answers whether it is time to leave.
///
/// # Errors
/// When the terminal is gone.
pub fn carry_out(
    effects: Vec<Effect>,
    screen: &mut Screen,
    behind: &mut impl Backstage,
) -> Result<bool, LoopError> {
    for effect in effects {
        match effect {
            Effect::Submit(ticket, request) => behind.submit(ticket, *request),
            Effect::SubmitAll(ticket, requests) => behind.submit_all(ticket, requests),
            Effect::Print(sheet) => behind.print(sheet),
            Effect::RunJob(job) => behind.run_job(job),
            Effect::SignIn(ask) => behind.sign_in(*ask),
            Effect::GoOver(to) => behind.go_over(to),
            Effect::Refresh => behind.refresh(),
            Effect::Need(from, to) => behind.look(from, to),
            Effect::Also(also) => behind.look_also(also),
            Effect::Ask(question) => behind.ask(*question),
            Effect::CallOff => behind.call_off(),
            Effect::UseMouse(on) => screen.use_mouse(on)?,
            Effect::Redraw => screen.forget()?,
            Effect::Ring => screen.ring()?,
            Effect::Notify(sequence) => screen.send(&sequence)?,
            Effect::Quit => return Ok(true),
        }
    }
    Ok(false)
}

fn draw(screen: &mut Screen, state: &State) -> Result<(), LoopError> {
    screen.draw(|frame| {
        let area = frame.area();
        if let Some(cursor) = frame::draw(state, area, frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(())
}

/// The signals that ask the program to end.
#[cfg(unix)]
struct Ending {
    terminate: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Ending {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn asked(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.hang_up.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Ending;

#[cfg(not(unix))]
impl Ending {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn asked(&mut self) {
        // A console that is closed ends the process by itself.
        let _ = tokio::signal::ctrl_c().await;
    }
}
