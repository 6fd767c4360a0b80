//! No two holders of one room-night, whatever SQL is thrown at the tables:
//! a brute-force oracle over many thousands of random statements, and the
//! proof that it bites when one of the guards is taken away.
#![allow(clippy::unwrap_used)]

mod store_support;

use rusqlite::Connection;
use store_support::Random;

const SCHEMA: &str = include_str!("../assets/migrations/0001/holds.sql");
const STATEMENTS: usize = 20_000;

/// The tables alone, without their neighbours.
fn tables(schema: &str) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch("PRAGMA foreign_keys = OFF")
        .unwrap();
    connection.execute_batch(schema).unwrap();
    connection
}

#[derive(Debug, Clone, PartialEq)]
struct Hold {
    id: i64,
    room: i64,
    from: i64,
    to: i64,
    holder: (Option<i64>, Option<i64>),
    active: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct DayUse {
    id: i64,
    room: i64,
    day: i64,
    active: bool,
}

fn holds(connection: &Connection) -> Vec<Hold> {
    let mut statement = connection
        .prepare_cached("SELECT id, room_id, from_day, to_day, segment_id, block_id, active FROM holds ORDER BY id")
        .unwrap();
    let rows = statement.query_map([], |row| {
        Ok(Hold {
            id: row.get(0)?,
            room: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            holder: (row.get(4)?, row.get(5)?),
            active: row.get(6)?,
        })
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn day_uses(connection: &Connection) -> Vec<DayUse> {
    let mut statement = connection
        .prepare_cached("SELECT id, room_id, day, active FROM day_uses ORDER BY id")
        .unwrap();
    let rows = statement.query_map([], |row| {
        Ok(DayUse {
            id: row.get(0)?,
            room: row.get(1)?,
            day: row.get(2)?,
            active: row.get(3)?,
        })
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// What is wrong, found the slow and certain way.
fn wrong(holds: &[Hold], day_uses: &[DayUse]) -> Option<String> {
    let active: Vec<&Hold> = holds.iter().filter(|hold| hold.active).collect();
    for (at, one) in active.iter().enumerate() {
        if one.from >= one.to {
            return Some(format!("an active hold of nothing: {one:?}"));
        }
        if let Some(other) = active[at + 1..]
            .iter()
            .find(|other| other.room == one.room && other.from < one.to && one.from < other.to)
        {
            return Some(format!("two holders: {one:?} and {other:?}"));
        }
    }
    let used: Vec<&DayUse> = day_uses.iter().filter(|used| used.active).collect();
    for (at, one) in used.iter().enumerate() {
        if used[at + 1..]
            .iter()
            .any(|other| other.room == one.room && other.day == one.day)
        {
            return Some(format!("twice by day: {one:?}"));
        }
        if active
            .iter()
            .any(|hold| hold.room == one.room && hold.from < one.day && one.day < hold.to)
        {
            return Some(format!("by day inside a stay: {one:?}"));
        }
    }
    None
}

const RESOLUTIONS: [&str; 4] = ["", "OR REPLACE", "OR IGNORE", "OR FAIL"];

/// One random statement; most collide with something.
fn statement(random: &mut Random) -> String {
    let how = RESOLUTIONS[random.below(4) as usize];
    let (room, from) = (1 + random.below(3), random.below(20));
    let to = from + random.below(6) - 1;
    let (holder, active) = (1 + random.below(15), random.below(4).min(1));
    let column = ["segment_id", "block_id"][random.below(2) as usize];
    // Someone who holds something already, and an identity that may be taken.
    let who = format!("{column} = {}", 1 + random.below(15));
    let id = 1 + random.below(60);
    // Also values that only become numbers, or never do.
    let text = ["'", ""][random.below(2) as usize];
    match random.below(16) {
        0..=3 => format!(
            "INSERT {how} INTO holds ({column}, room_id, from_day, to_day, active)
             VALUES ({holder}, {room}, {text}{from}{text}, {to}, {active})"
        ),
        4 => format!(
            "INSERT {how} INTO holds (id, {column}, room_id, from_day, to_day, active)
             VALUES ({id}, {holder}, {room}, {from}, {to}, {active})"
        ),
        5 => format!(
            "INSERT INTO holds ({column}, room_id, from_day, to_day, active) VALUES ({holder}, {room}, {from}, {to}, 1)
             ON CONFLICT DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day, active = 1"
        ),
        6 => format!("UPDATE {how} holds SET from_day = {from}, to_day = {to}, active = 1 WHERE {who}"),
        7 => format!("UPDATE {how} holds SET room_id = {room} WHERE {who}"),
        8 => format!("UPDATE {how} holds SET active = {active} WHERE {who}"),
        9 => format!("UPDATE {how} holds SET from_day = from_day + 1, to_day = to_day + 1 WHERE room_id = {room}"),
        10 => format!("UPDATE {how} holds SET id = {id} WHERE {who}"),
        11 => format!("UPDATE {how} holds SET room_id = {room}, active = 1 WHERE to_day > {from} AND id % 3 = 0"),
        12 => format!("DELETE FROM holds WHERE {who}"),
        13 => format!(
            "INSERT {how} INTO day_uses (segment_id, room_id, day, active) VALUES ({holder}, {room}, {from}, {active})"
        ),
        14 => format!(
            "UPDATE {how} day_uses SET room_id = {room}, day = {from}, active = {active} WHERE segment_id = {holder}"
        ),
        _ => format!("DELETE FROM day_uses WHERE segment_id = {holder}"),
    }
}

#[derive(Default, Debug)]
struct Tally {
    accepted: usize,
    refused: usize,
}

/// Throws random statements at the tables; answers the first wrong state.
fn pelt(schema: &str, seed: u64) -> Result<Tally, String> {
    let connection = tables(schema);
    let mut random = Random(seed);
    let mut tally = Tally::default();
    let mut before = (holds(&connection), day_uses(&connection));
    for _ in 0..STATEMENTS {
        let sql = statement(&mut random);
        let accepted = connection.execute_batch(&sql).is_ok();
        let after = (holds(&connection), day_uses(&connection));
        if accepted && after != before {
            tally.accepted += 1;
        } else {
            tally.refused += 1;
        }
        if let Some(wrong) = wrong(&after.0, &after.1) {
            return Err(format!("{wrong} after {sql}"));
        }
        let deletes = sql.starts_with("DELETE");
        let lost = before
            .0
            .iter()
            .any(|old| !after.0.iter().any(|new| new.id == old.id))
            || before
                .1
                .iter()
                .any(|old| !after.1.iter().any(|new| new.id == old.id));
        if lost && !deletes {
            return Err(format!("a row vanished after {sql}"));
        }
        before = after;
    }
    Ok(tally)
}

/// The schema with one trigger left out.
fn without(trigger: &str) -> String {
    let start = SCHEMA.find(&format!("CREATE TRIGGER {trigger}")).unwrap();
    let end = start + SCHEMA[start..].find("END;").unwrap() + "END;".len();
    format!("{}{}", &SCHEMA[..start], &SCHEMA[end..])
}

#[test]
fn random_statements_never_make_two_holders() {
    for seed in [1, 0x00DE_C0DE, 0x00C0_FFEE] {
        let tally = pelt(SCHEMA, seed).unwrap();
        assert!(
            tally.accepted > 3_000 && tally.refused > 3_000,
            "both must happen: {tally:?}"
        );
    }
}

#[test]
fn each_guard_is_needed() {
    for trigger in [
        "holds_insert_is_free",
        "holds_update_is_free",
        "holds_insert_is_new",
        "holds_update_keeps_its_names",
        "day_uses_insert_is_free",
        "day_uses_update_is_free",
        "holds_insert_spares_day_uses",
        "holds_update_spares_day_uses",
        "day_uses_insert_is_new",
    ] {
        let found = pelt(&without(trigger), 7).unwrap_err();
        println!("without {trigger}: {found}");
    }
}

#[test]
fn an_active_hold_of_nothing_could_hide_a_longer_one() {
    let check = "CHECK (active = 0 OR from_day < to_day)\n";
    let loose = SCHEMA.replace(check, "CHECK (1)\n");
    assert_ne!(loose, SCHEMA);
    pelt(&loose, 7).unwrap_err();
}

/// Plain inserts are accepted exactly when nothing is in the way: the rule is
/// not stricter than it must be.
#[test]
fn what_is_free_can_be_taken() {
    let connection = tables(SCHEMA);
    let mut random = Random(99);
    let mut seen = [0; 2];
    for holder in 1..4_000 {
        let (room, from) = (random.below(3), random.below(3_000));
        let to = from + 1 + random.below(9);
        let free = !holds(&connection)
            .iter()
            .any(|hold| hold.active && hold.room == room && hold.from < to && from < hold.to);
        let sql = format!(
            "INSERT INTO holds (segment_id, room_id, from_day, to_day, active) VALUES ({holder}, {room}, {from}, {to}, 1)"
        );
        assert_eq!(connection.execute_batch(&sql).is_ok(), free, "{sql}");
        seen[usize::from(free)] += 1;
        if random.below(4) == 0 {
            let id = 1 + random.below(holder as u64);
            connection
                .execute_batch(&format!("UPDATE holds SET active = 0 WHERE id = {id}"))
                .unwrap();
        }
    }
    assert!(seen[0] > 500 && seen[1] > 500, "{seen:?}");
}

/// The trigger looks at one row of the index, however long the history.
#[test]
fn the_guard_is_one_step_into_the_index() {
    let connection = tables(SCHEMA);
    let plan: Vec<String> = connection
        .prepare(
            "EXPLAIN QUERY PLAN SELECT to_day FROM holds INDEXED BY holds_by_room
             WHERE room_id = 1 AND active = 1 AND from_day < 9 ORDER BY from_day DESC LIMIT 1",
        )
        .unwrap()
        .query_map([], |row| row.get(3))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        plan,
        ["SEARCH holds USING COVERING INDEX holds_by_room (room_id=? AND from_day<?)"]
    );
}
