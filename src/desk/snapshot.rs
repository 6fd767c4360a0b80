//! What a console's screens are drawn from: the house at one moment, and what
//! happened since the last one.

use super::post::INBOX;
use crate::domain::facts::StepHead;
use crate::domain::{Change, Facts, House, Moment, PropertyId, StaffId, Table};
use crate::store::journal::Entry;
use crate::store::{Reader, View};

use super::{Also, Failure, Session, Window};

/// How many of the latest journal entries a house on screen carries: enough
/// for undo and redo to be previewed.
const STEPS: i64 = 40;

/// Something that happened since the last snapshot.
#[derive(Clone, PartialEq, Debug)]
pub struct News {
    /// The journal entry.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: StaffId,
    /// Their name.
    pub name: String,
    /// The operation.
    pub op: String,
    /// What was done, in words.
    pub summary: String,
    /// Whether this very console did it.
    pub ours: bool,
}

/// The house at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The house, for the window and whatever else is alive.
    pub house: House,
    /// The days it was loaded for.
    pub window: Window,
    /// What was loaded beside them.
    pub also: Also,
    /// The latest journal entry it knows of.
    pub head: i64,
    /// When it was read.
    pub loaded_at: Moment,
    /// What happened since the snapshot before, oldest first.
    pub news: Vec<News>,
    /// Every property of the file: identity and name.
    pub properties: Vec<(PropertyId, String)>,
    /// Why it could not be read anew, if it could not: it is the last good one.
    pub trouble: Option<String>,
}

impl Snapshot {
    /// Reads the house anew. `head` is the latest entry the screen knows of;
    /// `ours` is what this console's idempotency keys begin with.
    ///
    /// # Errors
    /// The store cannot read.
    pub(super) fn read(
        reader: &Reader,
        session: &Session,
        (window, also): (Window, &Also),
        head: Option<i64>,
        ours: &str,
        now: Moment,
    ) -> Result<Snapshot, Failure> {
        // One moment for everything: what comes after it will be news next time.
        let (latest, entries, properties, mut house) = reader.read(|view| {
            let latest = view.latest_seq()?;
            let known = (latest - STEPS).max(0);
            let entries = view.entries_since(known, Some(session.property), STEPS as u32 * 2)?;
            let properties = view.properties()?;
            let mut house = super::look::load(view, session.property, window, also)?;
            load_messages(view, session, &mut house)?;
            Ok::<_, Failure>((latest, entries, properties, house))
        })?;
        let properties = properties
            .into_iter()
            .map(|property| (property.id, property.name))
            .collect();
        let news = entries
            .iter()
            .filter(|entry| head.is_some_and(|head| entry.seq > head))
            .filter(|entry| !is_quiet(entry))
            .map(|entry| news(&house, entry, ours))
            .collect();
        // What a job did in a person's name is not theirs to take back.
        let own = |entry: &Entry| entry.channel != "job" || entry.op == "night_audit";
        house.steps = entries.into_iter().filter(own).map(step).collect();
        Ok(Snapshot {
            house,
            window,
            also: also.clone(),
            head: latest,
            loaded_at: now,
            news,
            properties,
            trouble: None,
        })
    }
}

/// What the session's person was told, and the letters that were given up.
fn load_messages(view: View<'_>, session: &Session, house: &mut House) -> Result<(), Failure> {
    for message in view.inbox(session.property, session.staff, INBOX)? {
        house.put(message.into());
    }
    let facts = view.facts(Some(session.property));
    for delivery in view.dead_letters(session.property)? {
        if let Some(message) = facts.row(Table::Message, delivery.message.0) {
            house.put(message);
        }
        house.put(delivery.into());
    }
    Ok(facts.sound()?)
}

/// What jobs write about messages is seen in the inbox, and is no news of the
/// house.
fn is_quiet(entry: &Entry) -> bool {
    let about_messages = [
        "tell_alerts",
        "record_delivery",
        "send_report",
        "escalate_requests",
    ];
    entry.channel == "job" && about_messages.contains(&entry.op.as_str())
}

fn news(house: &House, entry: &Entry, ours: &str) -> News {
    News {
        seq: entry.seq,
        at: entry.at,
        by: entry.by,
        name: house
            .staff
            .get(&entry.by)
            .map_or_else(|| "Someone".to_owned(), |person| person.name.clone()),
        op: entry.op.clone(),
        summary: entry.summary.clone(),
        ours: entry.key.starts_with(ours),
    }
}

fn step(entry: Entry) -> (StepHead, Vec<Change>) {
    let head = StepHead {
        seq: entry.seq,
        at: entry.at,
        by: entry.by,
        op: entry.op,
        summary: entry.summary,
        undoes: entry.undoes,
        taken_back: entry.taken_back,
    };
    (head, entry.changes)
}
