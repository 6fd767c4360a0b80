//! Carrying a command out: one transaction that loads, decides, writes and
//! journals.

use std::hash::{BuildHasher, Hasher};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::domain::command::{Command, Needs, Request};
use crate::domain::decide::denied;
use crate::domain::instead;
use crate::domain::staff::{Permission, Staff};
use crate::domain::{
    Actor, Code, Context, Facts, Moment, Outcome, PropertyId, Refusal, StaffId, decide_seen,
};
use crate::store::journal::NewEntry;
use crate::store::{Reader, Store, StoreError, Transaction};

use super::plans;
use super::session::may_act;
use super::{Failure, Receipt, Session, pin};

/// How many commands share a transaction when many are carried out.
const CHUNK: usize = 500;

/// Who hears of each of many commands: its place, itself, and its answer.
pub type Answered<'a> = dyn FnMut(usize, &Request, Result<Receipt, Refusal>) + 'a;

/// The open database with its door. One desk is owned by one thread; several
/// desks, in one process or many, may share a file.
pub struct Desk {
    store: Store,
    reader: Reader,
    clock: fn() -> Moment,
}

impl Desk {
    /// Opens an existing database.
    ///
    /// # Errors
    /// Every way in which the file is not a sound keyrack database.
    pub fn open(path: &Path) -> Result<Desk, Failure> {
        let store = Store::open(path)?;
        let reader = store.reader()?;
        Ok(Desk {
            store,
            reader,
            clock: now,
        })
    }

    /// The same desk with another clock, for tests.
    #[must_use]
    pub fn with_clock(mut self, clock: fn() -> Moment) -> Desk {
        self.clock = clock;
        self
    }

    /// The moment on the desk's clock.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    pub(super) fn clock(&self) -> fn() -> Moment {
        self.clock
    }

    pub(super) fn another_reader(&self) -> Result<Reader, Failure> {
        Ok(self.store.reader()?)
    }

    pub(super) fn begin(&mut self) -> Result<Transaction<'_>, Failure> {
        Ok(self.store.begin()?)
    }

    pub(super) fn reader(&self) -> &Reader {
        &self.reader
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Carries one command out.
    ///
    /// # Errors
    /// The refusal of the rules, or the failure of the store; nothing was
    /// changed then.
    pub fn execute(&mut self, session: &Session, request: &Request) -> Result<Receipt, Failure> {
        self.step(session, std::slice::from_ref(request))
    }

    /// Carries several commands out as one step: all, or none. They share one
    /// receipt, and one undo takes them all back.
    ///
    /// # Errors
    /// As [`Desk::execute`]; the details name the place of the one refused.
    pub fn execute_atomic(
        &mut self,
        session: &Session,
        requests: &[Request],
    ) -> Result<Receipt, Failure> {
        self.step(session, requests)
    }

    /// Carries many commands out, each a step of its own, many to a
    /// transaction; a refused one does not stop the others. `answered` hears
    /// of each as soon as its transaction is safe on the disk.
    ///
    /// # Errors
    /// The failure of the store; what was answered for is safe.
    pub fn execute_many(
        &mut self,
        session: &Session,
        requests: &mut dyn Iterator<Item = Request>,
        answered: &mut Answered<'_>,
    ) -> Result<(), Failure> {
        let clock = self.clock;
        let mut first = 0;
        let mut requests = requests.peekable();
        loop {
            // A plan is thought out on what is written, outside of any
            // transaction: so it has one to itself.
            if let Some(alone) = requests.next_if(plans::is_to_be_made) {
                let answer = match self.step(session, std::slice::from_ref(&alone)) {
                    Ok(receipt) => Ok(receipt),
                    Err(Failure::Refused(refusal)) => Err(refusal),
                    Err(failure) => return Err(failure),
                };
                answered(first, &alone, answer);
                first += 1;
                continue;
            }
            let mut chunk: Vec<Request> = Vec::new();
            while chunk.len() < CHUNK
                && let Some(request) = requests.next_if(|next| !plans::is_to_be_made(next))
            {
                chunk.push(request);
            }
            if chunk.is_empty() {
                return Ok(());
            }
            let mut transaction = self.store.begin()?;
            let mut answers = Vec::with_capacity(chunk.len());
            for request in &chunk {
                let key = request.key.clone().unwrap_or_else(fresh_key);
                let carried = carry_out(
                    &mut transaction,
                    session,
                    std::slice::from_ref(request),
                    &key,
                    clock,
                );
                answers.push(match carried {
                    Ok(receipt) => Ok(receipt),
                    Err(Failure::Refused(refusal)) => Err(refusal),
                    Err(failure) => return Err(failure),
                });
            }
            transaction.commit()?;
            for (index, (request, answer)) in chunk.iter().zip(answers).enumerate() {
                answered(first + index, request, answer);
            }
            first += chunk.len();
        }
    }

    fn step(&mut self, session: &Session, requests: &[Request]) -> Result<Receipt, Failure> {
        let key = requests
            .iter()
            .find_map(|request| request.key.clone())
            .unwrap_or_else(fresh_key);
        let clock = self.clock;
        let planned = self.planned(session, requests)?;
        let requests = planned.as_ref();
        let mut transaction = self.store.begin()?;
        let receipt = carry_out(&mut transaction, session, requests, &key, clock)?;
        match transaction.commit() {
            Ok(()) => Ok(receipt),
            Err(error) if error.outcome_unknown() => self.find_out(session, &key, error),
            Err(error) => Err(refused_by_schema(error)),
        }
    }

    /// After a commit of unknown outcome: the journal knows, once reopened.
    fn find_out(
        &mut self,
        session: &Session,
        key: &str,
        error: StoreError,
    ) -> Result<Receipt, Failure> {
        let path = self.store.path().to_owned();
        self.store = Store::open(&path)?;
        self.reader = self.store.reader()?;
        let transaction = self.store.begin()?;
        match transaction
            .view()
            .entry_with_key(Some(session.property), key)?
        {
            Some(entry) => Ok(answer_again(entry.seq, entry.receipt, false)),
            None => Err(error.into()),
        }
    }
}

/// The moment on the system's clock.
fn now() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// An idempotency key nobody else has: every command gets one, so that a
/// retry after an unknown outcome cannot apply twice.
pub(super) fn fresh_key() -> String {
    let random = || {
        std::collections::hash_map::RandomState::new()
            .build_hasher()
            .finish()
    };
    format!("auto-{:016x}{:016x}", random(), random())
}

pub(super) fn carry_out(
    transaction: &mut Transaction<'_>,
    session: &Session,
    requests: &[Request],
    key: &str,
    clock: fn() -> Moment,
) -> Result<Receipt, Failure> {
    let property = property_of(session, requests);
    let facts = transaction.view().facts(property);
    let command = written(requests);
    let op = op_of(requests);
    if requests.iter().any(|request| request.key.is_some())
        && let Some(entry) = transaction.view().entry_with_key(property, key)?
    {
        return if entry.op == op && (entry.erased || entry.command == command) {
            Ok(answer_again(entry.seq, entry.receipt, true))
        } else {
            Err(key_reused(key).into())
        };
    }
    one_step(requests)?;
    may_found(transaction, session, requests)?;
    let actor = actor(&facts, session, requests)?;
    let at = moment(session, requests, &actor, clock)?;
    let by = actor.id;
    let context = Context {
        now: at,
        actor,
        counters: transaction.view().counters(property)?,
        expected_version: None,
    };
    let commands: Vec<(&Command, Option<i64>)> = requests
        .iter()
        .map(|request| (&request.command, request.version))
        .collect();
    let decided = decide_seen(&facts, &commands, &context)
        .map_err(|refusal| with_offers(&facts, requests, refusal, &context));
    facts.sound()?;
    drop(facts);
    let outcome = decided?;
    if outcome.changes.is_empty() {
        return Ok(receipt_of(&outcome, transaction.view().latest_seq()?));
    }
    write(transaction, &outcome, property)?;
    let receipt = receipt_of(&outcome, 0);
    let entry = NewEntry {
        at,
        property: owner(&outcome, property),
        by: author(&outcome, by),
        channel: session.channel.as_str(),
        os_user: session.os_user.as_deref(),
        op: &op,
        command,
        changes: &outcome.changes,
        receipt: serde_json::to_value(&receipt).unwrap_or(Value::Null),
        summary: &outcome.summary,
        key,
        undoes: outcome.undoes,
    };
    let seq = transaction.append(&entry)?;
    Ok(Receipt { seq, ..receipt })
}

/// Whoever is refused one command is told what would do instead.
fn with_offers(
    facts: &dyn Facts,
    requests: &[Request],
    refusal: Refusal,
    context: &Context,
) -> Refusal {
    match requests {
        [only] => instead::offered(facts, &only.command, refusal, context),
        _ => refusal,
    }
}

/// Refuses several commands as one step that are not one person's, or do not
/// happen at one moment: the journal keeps one of each.
fn one_step(requests: &[Request]) -> Result<(), Refusal> {
    let [first, rest @ ..] = requests else {
        return Ok(());
    };
    for (field, place) in [
        ("by", rest.iter().position(|other| other.by != first.by)),
        ("at", rest.iter().position(|other| other.at != first.at)),
    ] {
        if let Some(place) = place {
            let message = format!(
                "Commands carried out as one step have one \"{field}\"; give all of them the same, or none."
            );
            return Err(Refusal::new(Code::BadCommand, message)
                .with("field", field)
                .with("index", place + 1));
        }
    }
    Ok(())
}

/// A property being made is nobody's yet.
fn property_of(session: &Session, requests: &[Request]) -> Option<PropertyId> {
    (!makes_property(requests)).then_some(session.property)
}

fn makes_property(requests: &[Request]) -> bool {
    requests
        .iter()
        .any(|request| matches!(request.command, Command::CreateProperty(_)))
}

/// Who makes a property: nobody is on its staff yet.
fn founder() -> Actor {
    Actor {
        id: StaffId(0),
        employee: String::new(),
        name: "set-up".into(),
        permissions: crate::domain::staff::Role::Administrator.defaults(),
    }
}

/// Refuses a further property to whoever does not administer the one they are
/// signed in at. Setting up from outside has asked for the file's owner.
fn may_found(
    transaction: &Transaction<'_>,
    session: &Session,
    requests: &[Request],
) -> Result<(), Failure> {
    if !makes_property(requests) || session.staff == StaffId(0) {
        return Ok(());
    }
    let facts = transaction.view().facts(Some(session.property));
    let own = facts.staff(session.staff);
    let everyone = facts.all_staff();
    facts.sound()?;
    if own.as_ref().is_some_and(Staff::is_administrator) {
        return Ok(());
    }
    let name = own.map_or_else(|| "You".to_owned(), |own| own.name);
    let what = format!("{name} may not make a property (it needs admin)");
    Err(denied(&what, Needs::All(&[Permission::Admin]), &everyone).into())
}

/// The property an entry belongs to: the session's, or the one just made.
fn owner(outcome: &Outcome, property: Option<PropertyId>) -> Option<PropertyId> {
    property.or_else(|| {
        outcome
            .changes
            .iter()
            .find_map(|change| match &change.after {
                Some(crate::domain::Row::Property(made)) => Some(made.id),
                _ => None,
            })
    })
}

/// The person an entry names: who acted, or the administrator just made.
fn author(outcome: &Outcome, by: StaffId) -> StaffId {
    let made = outcome
        .changes
        .iter()
        .find_map(|change| match (&change.before, &change.after) {
            (None, Some(crate::domain::Row::Staff(person))) => Some(person.id),
            _ => None,
        });
    if by == StaffId(0) {
        made.unwrap_or(by)
    } else {
        by
    }
}

fn write(
    transaction: &mut Transaction<'_>,
    outcome: &Outcome,
    property: Option<PropertyId>,
) -> Result<(), Failure> {
    transaction
        .write(&outcome.changes)
        .map_err(refused_by_schema)?;
    if let Some(property) = owner(outcome, property) {
        transaction.save_counters(property, &outcome.counters)?;
    }
    for (whose, secret) in &outcome.secrets {
        transaction.set_pin_hash(*whose, &pin::hash(secret)?)?;
    }
    Ok(())
}

/// What the rules should have found first; the schema is the last guard.
fn refused_by_schema(error: StoreError) -> Failure {
    match error {
        StoreError::NightTaken | StoreError::DayTaken => {
            Refusal::new(Code::RoomOverlapConflict, error.to_string()).into()
        }
        StoreError::StillUsed => Refusal::new(Code::UndoBlocked, error.to_string()).into(),
        other => Failure::Store(other),
    }
}

/// Who acts: the session's person, or the one the command names.
pub(super) fn actor(
    facts: &dyn Facts,
    session: &Session,
    requests: &[Request],
) -> Result<Actor, Refusal> {
    if makes_property(requests) {
        return Ok(founder());
    }
    let own = facts.staff(session.staff).ok_or_else(|| {
        Refusal::new(
            Code::PermissionDenied,
            "You are not on the staff of this property; sign in again.",
        )
    })?;
    may_act(&own)?;
    let Some(named) = requests.iter().find_map(|request| request.by.as_deref()) else {
        return Ok(Actor::of(&own));
    };
    let other = facts
        .all_staff()
        .into_iter()
        .find(|person| person.employee == named)
        .ok_or_else(|| {
            Refusal::new(
                Code::NotFound,
                format!("Nobody here has the employee number \"{named}\"; check \"by\"."),
            )
            .with("by", named)
        })?;
    may_act(&other)?;
    let needs = Needs::All(&[Permission::Admin]);
    if other.id != own.id && !needs.met_by(&own.permissions) {
        let what = format!(
            "{} may not act for {} (it needs admin)",
            own.name, other.name
        );
        return Err(denied(&what, needs, &facts.all_staff()));
    }
    Ok(Actor::of(&other))
}

/// When it happens: now, or, in a replay, when the command says.
pub(super) fn moment(
    session: &Session,
    requests: &[Request],
    actor: &Actor,
    clock: fn() -> Moment,
) -> Result<Moment, Refusal> {
    let Some(at) = requests.iter().find_map(|request| request.at) else {
        return Ok(clock());
    };
    if session.replay || actor.id == StaffId(0) {
        return Ok(at);
    }
    Err(Refusal::new(
        Code::BadCommand,
        "The field \"at\" is only for a replay; leave it out, or run the batch with --replay.",
    )
    .with("field", "at"))
}

fn op_of(requests: &[Request]) -> String {
    match requests {
        [only] => only.command.op().to_owned(),
        _ => "batch".to_owned(),
    }
}

/// The command as the journal keeps it; several are an array.
fn written(requests: &[Request]) -> Value {
    let value = |request: &Request| {
        let mut kept = request.clone();
        kept.key = None;
        serde_json::to_value(&kept).unwrap_or(Value::Null)
    };
    match requests {
        [only] => value(only),
        several => Value::Array(several.iter().map(value).collect()),
    }
}

fn key_reused(key: &str) -> Refusal {
    Refusal::new(
        Code::KeyReused,
        format!(
            "The key \"{key}\" was used for another command; take a new key for a new command."
        ),
    )
    .with("key", key)
}

fn receipt_of(outcome: &Outcome, seq: i64) -> Receipt {
    Receipt {
        ok: true,
        seq,
        repeated: false,
        summary: outcome.summary.clone(),
        warnings: outcome.warnings.clone(),
        parts: outcome.parts.clone(),
        touched: outcome.receipt.clone(),
    }
}

/// The receipt that was given before.
fn answer_again(seq: i64, stored: Value, repeated: bool) -> Receipt {
    let stored: Option<Receipt> = serde_json::from_value(stored).ok();
    let empty = Receipt {
        ok: true,
        seq,
        repeated,
        summary: String::new(),
        warnings: Vec::new(),
        parts: Vec::new(),
        touched: serde_json::Map::new(),
    };
    Receipt {
        seq,
        repeated,
        ..stored.unwrap_or(empty)
    }
}
