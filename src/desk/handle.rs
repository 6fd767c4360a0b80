//! A console's handle on the desk: it never blocks. One thread writes, one
//! reads; the screens are drawn from the newest snapshot.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, atomic::AtomicU64, atomic::Ordering};
use std::thread;
use std::time::Duration;

use tokio::sync::{oneshot, watch};

use crate::domain::command::Request;
use crate::domain::{Moment, PropertyId};
use crate::store::Reader;

use super::plans;
use super::question::{self, Found, Question};
use super::trial::{self, TrialWanted};
use super::{Also, Desk, Entered, Failure, Receipt, Session, SignIn, Snapshot, Window};

/// How often another process's commits are looked for. Half of what a person
/// at another terminal may wait.
const GLANCE: Duration = Duration::from_millis(250);

/// What the door answered.
pub type Entry = Result<Entered, Failure>;

/// What a command answered.
pub type Answer = Result<Receipt, Failure>;

enum Job {
    /// Carry these out as one step.
    Do {
        session: Session,
        requests: Vec<Request>,
        answer: oneshot::Sender<Answer>,
    },
    /// Someone wants to come in.
    LetIn(SignIn, Session, oneshot::Sender<Entry>),
    /// The owner of the file wants to go over to another property.
    GoOver(PropertyId, Session, oneshot::Sender<Entry>),
}

enum Look {
    /// The screen shows other days now, or another person looks.
    At(Session, Window),
    /// A form asks about other days, or a person looks at these bookings.
    Also(Also),
    /// This console has written something.
    Again,
    /// A page or a history is wanted; the screens stay as they are.
    Ask(Question, oneshot::Sender<Result<Found, Failure>>),
}

/// A console's handle on the desk. Dropping it ends both threads once what was
/// submitted is carried out.
#[derive(Debug)]
pub struct Handle {
    session: Session,
    window: Window,
    database: PathBuf,
    jobs: Sender<Job>,
    looks: Sender<Look>,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    prefix: String,
    count: AtomicU64,
}

impl Handle {
    /// Starts the threads over an open desk, with a first snapshot read.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn start(desk: Desk, session: Session, window: Window) -> Result<Handle, Failure> {
        let prefix = format!("{}-", super::execute::fresh_key());
        let reader = desk.another_reader()?;
        let clock = desk.clock();
        let first = Snapshot::read(
            &reader,
            &session,
            (window, &Also::default()),
            None,
            &prefix,
            clock(),
        )?;
        let database = desk.store().path().to_owned();
        let (publish, snapshots) = watch::channel(Arc::new(first));
        let (jobs, to_do) = channel();
        let (looks, to_see) = channel();
        let nudge = looks.clone();
        let eyes = Eyes {
            reader,
            session: session.clone(),
            window,
            also: Also::default(),
            prefix: prefix.clone(),
            clock,
            publish,
        };
        spawn("keyrack-writes", move || write_all(desk, &to_do, &nudge));
        spawn("keyrack-reads", move || eyes.watch(&to_see));
        Ok(Handle {
            session,
            window,
            database,
            jobs,
            looks,
            snapshots,
            prefix,
            count: AtomicU64::new(0),
        })
    }

    /// Who acts through this handle.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The file of the database.
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// Hands the console to another person, or another property.
    pub fn switch(&mut self, session: Session) {
        self.session = session;
        self.look(self.window);
    }

    /// Submits a command; the answer comes when it is safe on the disk.
    pub fn submit(&self, request: Request) -> oneshot::Receiver<Answer> {
        self.submit_as_one(vec![request])
    }

    /// Submits several commands as one step: all, or none.
    pub fn submit_as_one(&self, mut requests: Vec<Request>) -> oneshot::Receiver<Answer> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        if let Some(first) = requests.first_mut() {
            first
                .key
                .get_or_insert_with(|| format!("{}{number}", self.prefix));
        }
        let (answer, receiver) = oneshot::channel();
        // A closed channel drops the answer's sender, which the receiver sees.
        let _ = self.jobs.send(Job::Do {
            session: self.session.clone(),
            requests,
            answer,
        });
        receiver
    }

    /// Asks whether someone may come in. Nothing changes until
    /// [`Handle::switch`].
    pub fn let_in(&self, ask: SignIn) -> oneshot::Receiver<Entry> {
        let (answer, receiver) = oneshot::channel();
        let _ = self
            .jobs
            .send(Job::LetIn(ask, self.session.clone(), answer));
        receiver
    }

    /// Asks whether the owner of the file may go over to another property.
    pub fn go_over(&self, to: PropertyId) -> oneshot::Receiver<Entry> {
        let (answer, receiver) = oneshot::channel();
        let _ = self
            .jobs
            .send(Job::GoOver(to, self.session.clone(), answer));
        receiver
    }

    /// Asks for other days to be loaded.
    pub fn look(&mut self, window: Window) {
        self.window = window;
        let _ = self.looks.send(Look::At(self.session.clone(), window));
    }

    /// Asks for other days and bookings to be loaded beside the window.
    pub fn look_also(&self, also: Also) {
        let _ = self.looks.send(Look::Also(also));
    }

    /// Asks for a page or a history; answered when it has been read.
    pub fn ask(&self, question: Question) -> oneshot::Receiver<Result<Found, Failure>> {
        let (answer, receiver) = oneshot::channel();
        let _ = self.looks.send(Look::Ask(question, answer));
        receiver
    }

    /// Asks for everything to be read anew.
    pub fn refresh(&self) {
        let _ = self.looks.send(Look::Again);
    }

    /// The newest snapshot, and word of newer ones.
    pub fn snapshots(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshots.clone()
    }
}

pub(super) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    // Without a thread there is no console; the channels' ends are dropped and
    // every submit answers that the writing part has stopped.
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(work) {
        tracing::error!(%error, "could not start {name}");
    }
}

fn write_all(mut desk: Desk, to_do: &Receiver<Job>, nudge: &Sender<Look>) {
    for job in to_do {
        match job {
            Job::Do {
                session,
                requests,
                answer,
            } => {
                let carried = carry_out(&mut desk, &session, &requests);
                let _ = nudge.send(Look::Again);
                let _ = answer.send(carried);
            }
            Job::LetIn(ask, from, answer) => {
                let _ = answer.send(desk.let_in(&ask, from.channel));
            }
            Job::GoOver(to, from, answer) => {
                let _ = answer.send(desk.go_over(to, &from));
            }
        }
    }
}

fn carry_out(desk: &mut Desk, session: &Session, requests: &[Request]) -> Answer {
    let answer = match requests {
        [only] => desk.execute(session, only),
        several => desk.execute_atomic(session, several),
    };
    if let Err(Failure::Store(error)) = &answer {
        tracing::error!(%error, "a command failed");
    }
    answer
}

/// The thread that reads.
struct Eyes {
    reader: Reader,
    session: Session,
    window: Window,
    also: Also,
    prefix: String,
    clock: fn() -> Moment,
    publish: watch::Sender<Arc<Snapshot>>,
}

impl Eyes {
    fn watch(mut self, to_see: &Receiver<Look>) {
        let mut seen = self.reader.data_version().ok();
        loop {
            let mut wanted = match to_see.recv_timeout(GLANCE) {
                Ok(look) => self.take(look),
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            while let Ok(look) = to_see.try_recv() {
                wanted |= self.take(look);
            }
            let present = self.reader.data_version().ok();
            if wanted || present != seen {
                seen = present;
                self.publish_anew();
            }
        }
    }

    /// Follows one wish; answers whether the house is to be read anew for it.
    fn take(&mut self, look: Look) -> bool {
        match look {
            Look::At(session, window) => {
                if session.property != self.session.property {
                    self.also = Also::default();
                }
                self.session = session;
                self.window = window;
            }
            Look::Also(also) if also == self.also => return false,
            Look::Also(also) => self.also = also,
            Look::Ask(Question::Plan(command), answer) => {
                plans::think_aside(&self.reader, &self.session, &command, self.clock, answer);
                return false;
            }
            Look::Ask(Question::Trial(wanted), answer) => {
                self.try_rule(&wanted, answer);
                return false;
            }
            Look::Ask(question, answer) => {
                let now = (self.clock)();
                let found = question::answer(&self.reader, &self.session, &question, now);
                // Whoever asked may have gone meanwhile.
                let _ = answer.send(found);
                return false;
            }
            Look::Again => {}
        }
        true
    }

    /// Reads what a trial takes, and leaves the planning to a thread of its own.
    fn try_rule(&self, wanted: &TrialWanted, answer: oneshot::Sender<Result<Found, Failure>>) {
        let prepared = trial::prepare(&self.reader, self.session.property, wanted);
        let answered = match prepared {
            Ok(Some(prepared)) => {
                // Whoever asked may have gone by the time it is answered.
                spawn("keyrack-tries", move || {
                    let trial = prepared.run(&|| answer.is_closed());
                    let _ = answer.send(Ok(Found::Trial(trial.map(Box::new))));
                });
                return;
            }
            Ok(None) => Ok(Found::Trial(None)),
            Err(failure) => Err(failure),
        };
        let _ = answer.send(answered);
    }

    fn publish_anew(&self) {
        let last = self.publish.borrow().clone();
        let read = Snapshot::read(
            &self.reader,
            &self.session,
            (self.window, &self.also),
            Some(last.head),
            &self.prefix,
            (self.clock)(),
        );
        let next = match read {
            Ok(snapshot) => snapshot,
            Err(failure) => {
                tracing::error!(%failure, "could not read the house");
                Snapshot {
                    trouble: Some(failure.message()),
                    news: Vec::new(),
                    ..(*last).clone()
                }
            }
        };
        let _ = self.publish.send(Arc::new(next));
    }
}
