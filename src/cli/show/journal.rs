//! `show journal`: what was done, when, by whom; as data one entry a line.

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::desk::JournalLine;
use crate::domain::{Change, Moment, StaffId};

/// How many entries are asked for at a time.
const PAGE: u32 = 500;
/// How many of the latest entries people are shown unless they ask for more.
const LATEST: i64 = 50;

/// What was done, oldest first.
#[derive(Args, Debug)]
pub struct Journal {
    /// Only entries after this one
    #[arg(long, value_name = "SEQ")]
    since: Option<i64>,
    /// Only so many of the latest [else 50; with --json, all]
    #[arg(long, value_name = "COUNT", conflicts_with = "since")]
    last: Option<i64>,
    /// Only this operation, such as assign
    #[arg(long)]
    op: Option<String>,
    /// Only by this member of staff
    #[arg(long, value_name = "EMPLOYEE")]
    by: Option<String>,
}

/// An entry as data.
#[derive(Serialize)]
struct EntryData<'a> {
    seq: i64,
    at: Moment,
    by: Option<&'a str>,
    name: Option<&'a str>,
    channel: &'a str,
    os_user: Option<&'a str>,
    property: &'a str,
    op: &'a str,
    summary: &'a str,
    command: &'a Value,
    changes: &'a [Change],
    receipt: &'a Value,
    key: &'a str,
    undoes: Option<i64>,
    taken_back: bool,
    erased: bool,
}

/// Who acts in a property: identity, employee number, name.
type People = Vec<(StaffId, String, String)>;

impl Journal {
    /// Shows the journal.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let property = door.property()?;
        let people: People = door.desk.with_facts(door.session.property, |facts| {
            let all = facts.all_staff().into_iter();
            all.map(|person| (person.id, person.employee, person.name))
                .collect()
        })?;
        let mut after = self.first(door, voice.is_json())?;
        let mut table = Table::new([">Seq", "When", "Who", "Through", "What"]);
        loop {
            let page = door.desk.journal(&door.session, after, PAGE)?;
            let Some(last) = page.last() else {
                break;
            };
            after = last.seq;
            for entry in page.iter().filter(|entry| self.wants(entry, &people)) {
                if voice.is_json() {
                    voice.data(&data(entry, &people, &property.slug))?;
                } else {
                    table.row(row(entry, &people, property.timezone));
                }
            }
        }
        if voice.is_json() {
            return Ok(());
        }
        if table.is_empty() {
            return voice.say("Nothing like that was done.");
        }
        voice.table(&table)
    }

    /// The entry after which to begin.
    fn first(&self, door: &Door, all: bool) -> Result<i64, Fault> {
        let last = match (self.since, self.last) {
            (Some(seq), _) => return Ok(seq.max(0)),
            (None, Some(last)) => last,
            (None, None) if all => return Ok(0),
            (None, None) => LATEST,
        };
        Ok((door.desk.latest_seq()? - last.max(0)).max(0))
    }

    fn wants(&self, entry: &JournalLine, people: &People) -> bool {
        let employee = person(people, entry.by).map(|(_, employee, _)| employee.as_str());
        self.op.as_ref().is_none_or(|wanted| *wanted == entry.op)
            && self
                .by
                .as_ref()
                .is_none_or(|wanted| Some(wanted.as_str()) == employee)
    }
}

fn person(people: &People, id: StaffId) -> Option<&(StaffId, String, String)> {
    people.iter().find(|(known, _, _)| *known == id)
}

fn data<'a>(entry: &'a JournalLine, people: &'a People, property: &'a str) -> EntryData<'a> {
    let who = person(people, entry.by);
    EntryData {
        seq: entry.seq,
        at: entry.at,
        by: who.map(|(_, employee, _)| employee.as_str()),
        name: who.map(|(_, _, name)| name.as_str()),
        channel: &entry.channel,
        os_user: entry.os_user.as_deref(),
        property,
        op: &entry.op,
        summary: &entry.summary,
        command: &entry.command,
        changes: &entry.changes,
        receipt: &entry.receipt,
        key: &entry.key,
        undoes: entry.undoes,
        taken_back: entry.taken_back,
        erased: entry.erased,
    }
}

fn row(entry: &JournalLine, people: &People, zone: chrono_tz::Tz) -> [String; 5] {
    let undone = if entry.taken_back {
        " (taken back)"
    } else {
        ""
    };
    [
        entry.seq.to_string(),
        entry.at.stamp(zone),
        person(people, entry.by).map_or_else(|| "Someone".to_owned(), |(_, _, name)| name.clone()),
        entry.channel.clone(),
        format!("{}{undone}", entry.summary),
    ]
}
