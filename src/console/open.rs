//! Opening the console over a desk: settings, terminal, state, loop.

use super::backstage::{OverDesk, now, window};
use super::crash;
use super::run::{self, LoopError};
use super::settings::{Asked, Settings, SettingsError};
use super::state::{Opening, State, nobody};
use super::terminal::{self, NoTerminal, Screen};
use crate::desk::{Desk, Failure, Handle, Session};
use crate::domain::StaffId;
use crate::domain::facts::Actor;
use crate::domain::staff::Role;

/// Why the console did not open, or ended by a fault.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A person's settings are wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// There is no terminal to open on.
    #[error(transparent)]
    Terminal(#[from] NoTerminal),
    /// The house cannot be read.
    #[error("{}", .0.message())]
    Desk(#[from] Failure),
    /// The terminal went away.
    #[error(transparent)]
    Loop(#[from] LoopError),
    /// The property or the person is not there any more.
    #[error("this property, or the person who signs in, is not in the database any more")]
    Nobody,
    /// The system gives no event loop.
    #[error("the console cannot start: {0}")]
    Runtime(#[from] std::io::Error),
}

/// Who sits down at a console that opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Seated {
    /// The session's person, as the owner of the file.
    Trusted,
    /// The session's person, who gave a PIN.
    WithPin,
    /// Nobody yet; this is who will most likely come.
    Nobody(String),
}

/// Opens the console and stays in it until the person quits.
///
/// # Errors
/// Why it did not open, or why it ended. The terminal is as it was before.
pub fn open(desk: Desk, session: Session, seated: Seated, asked: &Asked) -> Result<(), OpenError> {
    let settings = Settings::load(asked)?;
    terminal::present()?;
    let properties = desk.properties()?;
    let property = properties
        .into_iter()
        .find(|it| it.id == session.property)
        .ok_or(OpenError::Nobody)?;
    let today = property.business_date;
    let staff = session.staff;
    let handle = Handle::start(desk, session, window(today, today, today))?;
    let mut behind = OverDesk::new(handle, settings.printing.clone());
    let snapshot = behind.snapshot();
    let is_named = snapshot
        .house
        .staff
        .get(&staff)
        .is_some_and(|person| person.role != Role::Administrator);
    let actor = match snapshot.house.staff.get(&staff) {
        Some(person) => Actor::of(person),
        None if staff == StaffId(0) => nobody(),
        None => return Err(OpenError::Nobody),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    crash::install(crash::default_folder());
    let mut screen = Screen::take(settings.mouse)?;
    let size = screen.size().map_err(LoopError::from)?;
    let Settings {
        look,
        keymap,
        mouse,
        loudness,
        printing: _,
    } = settings;
    let opening = Opening {
        snapshot,
        property,
        actor,
        look,
        keymap,
        now: now(),
        size,
        mouse,
        loudness,
    };
    let (mut state, mut effects) = State::new(opening);
    state = match seated {
        // The owner of the file is wherever the house is looked at from; who
        // is named is where their own work is.
        Seated::Trusted if !is_named => state,
        Seated::Trusted => {
            let (landed, more) = state.at_own_work();
            effects.extend(more);
            landed
        }
        Seated::WithPin => {
            let (landed, more) = state.with_pin_given().at_own_work();
            effects.extend(more);
            landed
        }
        Seated::Nobody(name) => state.waiting_for(&name),
    };
    runtime.block_on(async {
        run::carry_out(effects, &mut screen, &mut behind)?;
        run::run(&mut screen, &mut state, &mut behind).await
    })?;
    Ok(())
}
