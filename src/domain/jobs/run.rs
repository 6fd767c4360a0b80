//! Runs and leases: what is kept so that each due time is done once.

use serde::{Deserialize, Serialize};

use super::Job;
use crate::domain::id::PropertyId;
use crate::domain::moment::Moment;

/// How long a lease is good for, in milliseconds: longer than the longest
/// step of a job, shorter than anyone would wait for a report.
pub const HEALTHY: i64 = 90_000;
/// How often a job is begun for one due time.
pub const TRIES: u32 = 3;
/// Minutes before a failed run is begun again.
pub const RETRY_MINUTES: i64 = 10;

/// Who does the jobs of a property at present.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lease {
    /// Which console.
    pub holder: String,
    /// When it was taken, or last renewed.
    pub taken_at: Moment,
    /// Until when it is good.
    pub expires_at: Moment,
    /// Since when the jobs are done at all.
    pub since: Moment,
}

impl Lease {
    /// Whether another console may take it: it has run out, or it was taken
    /// on a clock that has been set back since.
    pub fn is_free(&self, now: Moment) -> bool {
        self.expires_at <= now || self.taken_at > now
    }
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// It did something.
    Done,
    /// There was nothing to do.
    Nothing,
    /// It could not be done.
    Failed,
}

impl RunOutcome {
    /// As it is printed: `failed`.
    pub fn as_str(self) -> &'static str {
        match self {
            RunOutcome::Done => "done",
            RunOutcome::Nothing => "nothing",
            RunOutcome::Failed => "failed",
        }
    }
}

/// One due time of one job, begun and perhaps ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Run {
    /// Identity.
    #[serde(skip)]
    pub id: i64,
    /// Whose house.
    #[serde(skip)]
    pub property: PropertyId,
    /// Which job.
    pub job: Job,
    /// The time it was due.
    pub due_at: Moment,
    /// Which console did it.
    #[serde(skip)]
    pub holder: String,
    /// When it was begun, last time.
    pub started_at: Moment,
    /// How often it was begun.
    pub begun: u32,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// How it ended.
    pub outcome: Option<RunOutcome>,
    /// What there is to say about it.
    pub words: Option<String>,
}

/// Whether a due time may be begun by whoever holds the lease: nobody has
/// begun it; or who began it is gone; or it failed, and some time has passed.
pub fn may_begin(run: Option<&Run>, holder: &str, now: Moment) -> bool {
    let Some(run) = run else {
        return true;
    };
    match (run.ended_at, run.outcome) {
        (Some(ended), Some(RunOutcome::Failed)) => {
            run.begun < TRIES && now.since(ended) >= RETRY_MINUTES * 60_000
        }
        (Some(_), _) => false,
        (None, _) => run.holder != holder,
    }
}
