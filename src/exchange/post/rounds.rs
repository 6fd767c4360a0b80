//! The rounds: at regular times, whoever holds the lease does the jobs that
//! are due, tells people of alerts, and takes the post out.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::files::ReportFiles;
use super::mail::Mailer;
use super::settings::{Outgoing, file_beside};
use super::sms;
use crate::desk::{Desk, Failure, Outgoing as Letter, Session};
use crate::domain::jobs::{Job, Run};
use crate::domain::property::Property;
use crate::domain::telling::Way;
use crate::domain::{Code, PropertyId};

/// How long after the start the first round begins: a console that opens has
/// better things to do.
const FIRST: Duration = Duration::from_secs(4);
/// Between two rounds.
const PAUSE: Duration = Duration::from_secs(15);
/// How long the end of the program waits for a round to stop.
const FAREWELL: Duration = Duration::from_millis(1_500);
/// Letters taken out in one round.
const AT_ONCE: u32 = 50;

/// How a round of the post went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sent {
    /// Handed over.
    pub sent: usize,
    /// Not handed over; tried again later, or given up.
    pub failed: usize,
}

/// What was done in one round.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Done {
    /// Jobs that ended.
    pub runs: Vec<Run>,
    /// Messages written about alerts.
    pub told: u64,
    /// Letters.
    pub post: Sent,
}

/// The post of one database, as one console does it.
pub struct Post {
    desk: Desk,
    property: PropertyId,
    holder: String,
    secrets: PathBuf,
    files: ReportFiles,
}

impl Post {
    /// The post of this database; `stop` ends a round between two steps.
    pub fn new(desk: Desk, database: &Path, property: PropertyId, stop: Arc<AtomicBool>) -> Post {
        Post {
            desk,
            property,
            holder: holder(),
            secrets: file_beside(database),
            files: ReportFiles::beside(database, stop),
        }
    }

    /// One round, if nobody else does them; nothing where somebody does.
    ///
    /// # Errors
    /// The store failed, or the program is ending.
    pub fn round(&mut self) -> Result<Option<Done>, Failure> {
        if !self.desk.take_lease(self.property, &self.holder)? {
            return Ok(None);
        }
        let runs = self
            .desk
            .do_due_jobs(self.property, &self.holder, &mut self.files)?;
        let told = self.desk.tell_alerts(self.property)?;
        let post = self.take_out()?;
        Ok(Some(Done { runs, told, post }))
    }

    /// Does one job now, because this person asks for it.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`, or the store failed.
    pub fn do_now(&mut self, asks: &Session, job: Job) -> Result<Run, Failure> {
        self.desk.do_job(asks, job, &self.holder, &mut self.files)
    }

    /// Takes out what is due to go.
    ///
    /// # Errors
    /// The store failed.
    pub fn take_out(&mut self) -> Result<Sent, Failure> {
        let session = self.desk.job_session(self.property)?;
        let letters = self.desk.due_post(&session, AT_ONCE)?;
        let mut done = Sent::default();
        if letters.is_empty() {
            return Ok(done);
        }
        let property = self.desk.property(&session)?;
        let outgoing = Outgoing::load(&self.secrets);
        let mailer = outgoing
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|outgoing| Mailer::of(&property, outgoing));
        for letter in letters {
            // Each may take its time; another must not begin meanwhile.
            if !self.desk.take_lease(self.property, &self.holder)? {
                break;
            }
            let tried = hand_over(&property, &outgoing, &mailer, &letter);
            if tried.is_ok() {
                done.sent += 1;
            } else {
                done.failed += 1;
            }
            self.note(&session, &letter, tried.err())?;
        }
        Ok(done)
    }

    /// Notes how it went. That someone undid or noted it meanwhile is no fault.
    fn note(
        &mut self,
        session: &Session,
        letter: &Letter,
        failed: Option<String>,
    ) -> Result<(), Failure> {
        let failed = failed.map(|why| why.chars().take(300).collect());
        match self.desk.note_try(session, &letter.delivery, failed) {
            Ok(_) => Ok(()),
            Err(Failure::Refused(refusal))
                if matches!(
                    refusal.code,
                    Code::Stale | Code::InvalidTransition | Code::NotFound
                ) =>
            {
                Ok(())
            }
            Err(failure) => Err(failure),
        }
    }

    /// Lets another console do the rounds.
    pub fn leave(&mut self) {
        if let Err(error) = self.desk.give_lease_back(self.property, &self.holder) {
            tracing::warn!(%error, "the lease of the jobs could not be given back");
        }
    }
}

fn hand_over(
    property: &Property,
    outgoing: &Result<Outgoing, String>,
    mailer: &Result<Mailer, String>,
    letter: &Letter,
) -> Result<(), String> {
    let to = &letter.delivery.address;
    match letter.delivery.way {
        Way::Email => mailer
            .as_ref()
            .map_err(Clone::clone)?
            .send(to, &letter.message),
        Way::Sms => {
            let outgoing = outgoing.as_ref().map_err(Clone::clone)?;
            sms::send(property.policies.sms_by, outgoing, to, &letter.message)
        }
    }
}

/// A name for this console that no other has.
fn holder() -> String {
    use std::hash::{BuildHasher, Hasher};
    let random = std::collections::hash_map::RandomState::new()
        .build_hasher()
        .finish();
    format!("{}-{random:016x}", std::process::id())
}

/// The rounds of a console, on a thread of their own.
pub struct Rounds {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Rounds {
    /// Begins the rounds of a property's database.
    pub fn start(database: &Path, property: PropertyId) -> Rounds {
        let stop = Arc::new(AtomicBool::new(false));
        let (path, ending) = (database.to_owned(), Arc::clone(&stop));
        let thread = thread::Builder::new()
            .name("keyrack-rounds".to_owned())
            .spawn(move || walk(&path, property, &ending));
        if let Err(error) = &thread {
            tracing::error!(%error, "the jobs are not done by this console");
        }
        Rounds {
            stop,
            thread: thread.ok(),
        }
    }
}

impl Drop for Rounds {
    /// Asks the thread to end. One that is waiting for a mail server is left
    /// to it: what it has sent but not noted is sent again.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let Some(thread) = self.thread.take() else {
            return;
        };
        let asked = Instant::now();
        while !thread.is_finished() && asked.elapsed() < FAREWELL {
            thread::sleep(Duration::from_millis(10));
        }
        if thread.is_finished() && thread.join().is_err() {
            tracing::error!("the thread of the jobs broke down");
        }
    }
}

fn walk(database: &Path, property: PropertyId, stop: &Arc<AtomicBool>) {
    if !wait(FIRST, stop) {
        return;
    }
    let desk = match Desk::open(database) {
        Ok(desk) => desk,
        Err(error) => {
            tracing::error!(%error, "the jobs are not done by this console");
            return;
        }
    };
    let mut post = Post::new(desk, database, property, Arc::clone(stop));
    loop {
        match post.round() {
            Ok(_) | Err(Failure::Stopped) => {}
            Err(error) => tracing::error!(%error, "a round was not finished"),
        }
        if !wait(PAUSE, stop) {
            post.leave();
            return;
        }
    }
}

/// Waits; answers whether the program goes on.
fn wait(time: Duration, stop: &AtomicBool) -> bool {
    let until = Instant::now() + time;
    while Instant::now() < until {
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        thread::sleep(Duration::from_millis(100));
    }
    !stop.load(Ordering::Relaxed)
}
