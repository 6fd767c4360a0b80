//! The journal: append-only, chained, with a guest's data beside the chain.
#![allow(clippy::unwrap_used)]

mod store_support;

use keyrack::domain::{Facts, Moment};
use keyrack::store::journal::{self, NewEntry};
use keyrack::store::{Store, StoreError};
use serde_json::json;
use store_support::*;

/// A house with a few bookings in its journal.
fn busy_house() -> (Place, Store) {
    let (place, mut store) = house(3);
    for id in 500..510 {
        let stay = nights(id - 500, id - 498);
        let made = [
            new(booking(i64::from(id), stay)),
            new(segment(
                i64::from(id) + 100,
                i64::from(id),
                101 + i64::from(id % 3),
                stay,
            )),
        ];
        commit(&mut store, &format!("took Guest {id} in"), &made).unwrap();
    }
    (place, store)
}

#[test]
fn an_entry_reads_back_whole() {
    let (_place, mut store) = house(1);
    let mut guest = booking(50, nights(1, 2));
    guest.lead = "Zoë Öst".into();
    let changes = [new(guest.clone())];
    let mut transaction = store.begin().unwrap();
    transaction.write(&changes).unwrap();
    let written = NewEntry {
        command: json!({"op": "create_booking", "lead": "Zoë Öst", "adults": 2, "note": "by phone"}),
        receipt: json!({"ok": true, "booking": guest.code, "warnings": [{"code": "X", "message": "Zoë"}]}),
        summary: "Took a booking for Öst",
        undoes: Some(1),
        ..entry("made", "key-1", &changes)
    };
    let seq = transaction.append(&written).unwrap();
    transaction.commit().unwrap();
    let read = store
        .reader()
        .unwrap()
        .read(|view| view.entry(seq))
        .unwrap()
        .unwrap();
    assert_eq!(
        (read.seq, read.property, read.by, read.at),
        (2, Some(HOUSE), ANA, Moment::from_millis(1_780_000_000_000))
    );
    assert_eq!(
        (
            read.channel.as_str(),
            read.os_user.as_deref(),
            read.op.as_str()
        ),
        ("test", Some("tester"), "assign")
    );
    assert_eq!(
        (&read.command, &read.receipt),
        (&written.command, &written.receipt)
    );
    assert_eq!(
        (read.summary.as_str(), read.key.as_str(), read.undoes),
        ("Took a booking for Öst", "key-1", Some(1))
    );
    assert_eq!(read.changes, changes);
    assert!(!read.erased && !read.taken_back && read.repeats(&written));
    let first = store
        .reader()
        .unwrap()
        .read(|view| view.entry(1))
        .unwrap()
        .unwrap();
    assert!(first.taken_back);
}

#[test]
fn a_key_is_used_once_in_a_property() {
    let (_place, mut store) = house(1);
    let mut transaction = store.begin().unwrap();
    transaction.append(&entry("one", "same", &[])).unwrap();
    let error = transaction.append(&entry("two", "same", &[])).unwrap_err();
    assert!(
        matches!(&error, StoreError::KeyExists(key) if key == "same"),
        "{error}"
    );
    transaction
        .append(&NewEntry {
            property: None,
            ..entry("three", "same", &[])
        })
        .unwrap();
    let found = transaction
        .view()
        .entry_with_key(Some(HOUSE), "same")
        .unwrap()
        .unwrap();
    assert_eq!(found.summary, "one");
    assert!(found.repeats(&entry("one", "same", &[])));
    assert!(
        !found.repeats(&entry("two", "same", &[])),
        "other content under the same key"
    );
    assert_eq!(
        transaction
            .view()
            .entry_with_key(None, "same")
            .unwrap()
            .unwrap()
            .summary,
        "three"
    );
    assert_eq!(
        transaction
            .view()
            .entry_with_key(Some(HOUSE), "other")
            .unwrap(),
        None
    );
}

#[test]
fn the_latest_steps_and_who_changed_a_row_since_are_found() {
    let (_place, store) = busy_house();
    store
        .reader()
        .unwrap()
        .read(|view| {
            let facts = view.facts(Some(HOUSE));
            let steps = facts.steps_of(ANA);
            assert_eq!(steps.len(), 11);
            assert_eq!(
                (steps[0].seq, steps[0].summary.as_str()),
                (11, "took Guest 509 in")
            );
            assert!(steps.windows(2).all(|pair| pair[0].seq > pair[1].seq));
            let (head, changes) = facts.step(5).unwrap();
            assert_eq!((head.seq, changes.len()), (5, 2));
            assert_eq!(facts.step(99), None);
            let last_change = |id, seq| {
                facts
                    .changed_since(keyrack::domain::Table::Booking, id, seq)
                    .map(|head| head.seq)
            };
            assert_eq!(last_change(503, 0), Some(5));
            assert_eq!(last_change(503, 5), None);
            assert_eq!(last_change(50, 0), None, "not to be taken for 500 or 501");
            assert_eq!(view.latest_seq()?, 11);
            let since = view.entries_since(8, Some(HOUSE), 2)?;
            assert_eq!(
                since.iter().map(|entry| entry.seq).collect::<Vec<_>>(),
                [9, 10]
            );
            facts.sound()
        })
        .unwrap();
}

#[test]
fn nothing_in_it_can_be_changed_by_sql() {
    let (place, store) = busy_house();
    drop(store);
    let raw = raw(&place.path);
    // An entry like the last one, but for what is given here.
    let like_the_last = |how: &str, seq: i64, key: &str, previous: &str| {
        format!(
            "INSERT {how} INTO journal (seq, at, property_id, by_id, channel, os_user, op, idempotency_key, undoes_seq,
                 previous_hash, hash, personal, answer, command, changes)
             SELECT {seq}, at, property_id, by_id, channel, os_user, op, {key}, undoes_seq,
                 {previous}, hash, personal, answer, command, changes FROM journal WHERE seq = 11"
        )
    };
    for sql in [
        "UPDATE journal SET at = at + 1 WHERE seq = 3",
        "UPDATE journal SET seq = 99 WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 11",
        "DELETE FROM journal",
        "UPDATE OR REPLACE journal SET idempotency_key = 'x' WHERE seq = 3",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 3",
        &like_the_last("", 13, "'fresh'", "hash"),
        &like_the_last("OR IGNORE", 12, "'fresh'", "previous_hash"),
        &like_the_last("OR REPLACE", 12, "idempotency_key", "hash"),
        "DELETE FROM journal_personal",
        "UPDATE journal_personal SET data = '[\"Somebody else\"]' WHERE seq = 3",
        "UPDATE journal_personal SET part = 9 WHERE seq = 3",
        "INSERT OR REPLACE INTO journal_personal SELECT * FROM journal_personal WHERE seq = 3",
    ] {
        let refusal = raw.execute_batch(sql).unwrap_err().to_string();
        assert!(
            refusal.contains("JOURNAL_IS_APPEND_ONLY") || refusal.contains("KEY_EXISTS"),
            "{sql}: {refusal}"
        );
    }
    assert_eq!(journal::verify(&raw).unwrap().0, []);
    raw.execute_batch(&like_the_last("", 12, "'fresh'", "hash"))
        .unwrap();
    assert!(
        !journal::verify(&raw).unwrap().0.is_empty(),
        "what gets past the guards breaks the chain"
    );
}

#[test]
fn a_guests_name_stands_beside_the_chain_and_can_be_erased() {
    let (place, store) = busy_house();
    drop(store);
    let raw = raw(&place.path);
    let chained: String = raw
        .query_row("SELECT group_concat(command || changes || answer || coalesce(personal, '')) FROM journal", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert!(
        !chained.contains("Guest"),
        "no name in what is kept for ever"
    );
    assert!(chained.contains("BK-2026-000503"), "but everything else");

    raw.execute_batch("UPDATE journal_personal SET salt = NULL, data = NULL WHERE seq = 5")
        .unwrap();
    assert_eq!(
        journal::verify(&raw).unwrap().0,
        [],
        "the chain still holds"
    );
    let store = Store::open(&place.path).unwrap();
    let entry = store
        .reader()
        .unwrap()
        .read(|view| view.entry(5))
        .unwrap()
        .unwrap();
    assert!(entry.erased && entry.changes.is_empty() && entry.summary.is_empty());
    let step = store.reader().unwrap().read(|view| {
        let facts = view.facts(Some(HOUSE));
        let step = facts.step(5);
        facts.sound().map(|()| step)
    });
    assert_eq!(step.unwrap(), None, "it cannot be undone by halves");
}

/// Takes the guards away, as damage would, and changes something.
fn tampered(sql: &str) -> Vec<i64> {
    let (place, store) = busy_house();
    drop(store);
    let raw = raw(&place.path);
    let guards: Vec<String> = raw
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for guard in guards {
        raw.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
    }
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    raw.execute_batch(sql).unwrap();
    journal::verify(&raw)
        .unwrap()
        .0
        .into_iter()
        .map(|flaw| flaw.seq)
        .collect()
}

#[test]
fn every_tampering_breaks_the_chain() {
    assert!(
        tampered("SELECT 1").is_empty(),
        "the proof must be able to fail"
    );
    for column in [
        "at = at + 1",
        "by_id = by_id + 1",
        "property_id = NULL",
        "channel = 'job'",
        "os_user = NULL",
        "op = 'undo'",
        "command = '{}'",
        "changes = '[]'",
        "answer = '{}'",
        "idempotency_key = 'other'",
        "undoes_seq = 1",
        "personal = NULL",
        "hash = zeroblob(32)",
        "previous_hash = zeroblob(32)",
    ] {
        let found = tampered(&format!("UPDATE journal SET {column} WHERE seq = 5"));
        assert!(
            found.contains(&5) || found.contains(&6),
            "{column}: {found:?}"
        );
    }
    assert!(tampered("DELETE FROM journal WHERE seq = 5").contains(&6));
    assert!(tampered("DELETE FROM journal WHERE seq = 1").contains(&2));
    assert!(!tampered("UPDATE journal SET seq = 50 - seq WHERE seq IN (5, 6); UPDATE journal SET seq = seq - 39 WHERE seq > 40").is_empty(), "reordered");
    assert!(
        tampered(
            "UPDATE journal_personal SET data = replace(data, 'Guest', 'Ghost') WHERE seq = 5"
        )
        .contains(&5)
    );
    assert!(tampered("DELETE FROM journal_personal WHERE seq = 5").contains(&5));
    assert!(!tampered("INSERT INTO journal_personal VALUES (1, 7, zeroblob(16), '[]')").is_empty());
    assert!(!tampered("UPDATE file_identity SET chain_id = zeroblob(16)").is_empty());
}
