//! Gathers what the doctor looks at, and carries out what is safe to mend.

use std::path::Path;

use crate::domain::command::Request;
use crate::domain::doctor::places::Place;
use crate::domain::doctor::running::{self, Running};
use crate::domain::doctor::{Check, Finding, Mend, bookings, people, rooms, work};
use crate::domain::jobs::Job;
use crate::domain::{Day, House, PropertyId};
use crate::store;

use super::{Also, Desk, Failure, Session, Window};

/// Messages on their way that are looked at.
const LETTERS: u32 = 1_000;

/// What is wrong with the file, from its pages up to the last journal entry.
pub fn damage(path: &Path) -> Vec<Finding> {
    let shown = path.display().to_string();
    let report = match store::check(path) {
        Ok(report) => report,
        Err(error) => return vec![Finding::new(Check::Unopened, shown, error.to_string())],
    };
    let damaged = report.findings.into_iter().map(|found| {
        let message = format!(
            "{}; restore the latest backup with \"keyrack restore FILE\".",
            found.what.trim_end_matches('.')
        );
        Finding::new(Check::Damaged, &shown, message)
    });
    let remarks = report
        .remarks
        .into_iter()
        .map(|remark| Finding::new(Check::Unguarded, &shown, remark));
    damaged.chain(remarks).collect()
}

/// The files of a database, with the rights on them.
pub fn places(path: &Path) -> Vec<Place> {
    let own_folder = path.parent() == Some(&super::data_folder());
    store::free_of_strangers(path, own_folder)
}

/// One file, with the rights on it, if it is there.
pub fn place(path: &Path, what: &'static str, most: u32) -> Vec<Place> {
    store::place_at(path, what, most).into_iter().collect()
}

/// Takes rights on a file away; answers what was done, in words.
///
/// # Errors
/// The file system refuses.
pub fn tighten(path: &str, mode: u32) -> Result<String, Failure> {
    store::tighten(Path::new(path), mode)?;
    Ok(format!("{path} has mode {mode:o}"))
}

impl Desk {
    /// Looks a property over: people, work, rooms, every booking and request
    /// there ever was, jobs and post.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn examine(&self, property: PropertyId) -> Result<Vec<Finding>, Failure> {
        let now = self.now();
        let (house, mut found) = self.examine_rows(property)?;
        let Some(known) = &house.property else {
            return Ok(found);
        };
        found.extend(people::examine(&house));
        found.extend(work::examine(&house));
        found.extend(rooms::examine(&house, now));
        let running = self.running(property)?;
        found.extend(running::examine(known, &running, now));
        Ok(found)
    }

    /// The house of today, and what is wrong with single bookings and requests.
    fn examine_rows(&self, property: PropertyId) -> Result<(House, Vec<Finding>), Failure> {
        let today = self
            .properties()?
            .into_iter()
            .find(|one| one.id == property)
            .map_or(Day::FIRST, |one| one.business_date);
        let window = Window {
            from: today,
            days: 1,
        };
        let mut found = Vec::new();
        // One moment for all of it: a booking is looked at with its own rooms.
        let house = self.reader().read(|view| {
            let house = super::look::load(view, property, window, &Also::default())?;
            view.each_booking(property, &mut |booking, segments| {
                found.extend(bookings::examine(&house, booking, segments));
            })?;
            view.each_request(property, &mut |request| {
                // Those that were loaded are looked at with the rest of the work.
                if !house.requests.contains_key(&request.id) {
                    found.extend(work::stamps(request));
                }
            })?;
            Ok::<_, Failure>(house)
        })?;
        Ok((house, found))
    }

    fn running(&self, property: PropertyId) -> Result<Running, Failure> {
        self.reader().read(|view| {
            let mut last = Vec::new();
            for job in Job::ALL {
                last.push((*job, view.last_run(property, *job)?));
            }
            let mut letters = view.dead_letters(property)?;
            letters.extend(view.due_deliveries(property, self.now(), LETTERS)?);
            Ok(Running {
                lease: view.lease(property)?,
                last,
                unfinished: view.unfinished_runs(property)?,
                letters,
            })
        })
    }

    /// Puts a finding right: by its command, in the session's name and to be
    /// taken back like any other, or by taking rights on a file away. Answers
    /// what was done, in words.
    ///
    /// # Errors
    /// The rules refuse the command, or the file system the rights.
    pub fn mend(&mut self, session: &Session, mend: &Mend) -> Result<String, Failure> {
        match mend {
            Mend::Order(command) => {
                let request = Request {
                    note: Some("keyrack doctor --fix".to_owned()),
                    ..Request::from((**command).clone())
                };
                let receipt = self.execute(session, &request)?;
                Ok(format!(
                    "{}, as journal entry {}, which can be undone",
                    receipt.summary, receipt.seq
                ))
            }
            Mend::Mode(path, mode) => tighten(path, *mode),
        }
    }
}
