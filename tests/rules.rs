//! The rules hold whatever people do: random sequences of every command,
//! against a plain model that knows nothing of how decisions are made.
//!
//! * No two holders of a room-night.
//! * A room is occupied exactly while one guest is in it.
//! * Bookable means what it says.
//! * A version grows by exactly one with each command that changes the thing.
//! * `needs_room` is true to what is covered.
//! * A refusal changes nothing; a promise is kept unless it is overridden.
//! * Undo restores the rows exactly, redo brings them back.

#[path = "rules/model.rs"]
mod model;
#[path = "rules/script.rs"]
mod script;

use std::collections::BTreeMap;

use keyrack::domain::command::{Command, RedoStep, UndoStep};
use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{TestCaseResult, TestRunner};

use model::{Rows, rows};
use script::{Deed, closes_the_day, deeds, is_about_the_journal, overrides};

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(200), max_shrink_iters: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_house_stays_sound_whatever_is_done(deeds in deeds(120)) {
        let mut hotel = SmallHouse::new();
        let mut told = Vec::new();
        for deed in &deeds {
            one_deed(&mut hotel, deed, &mut told).map_err(|fault| after(&told, &fault))?;
        }
    }

    #[test]
    fn a_whole_day_is_taken_back_step_by_step(deeds in deeds(60)) {
        let mut hotel = SmallHouse::new();
        let mut told = Vec::new();
        let mut states: Vec<Rows> = Vec::new();
        for deed in &deeds {
            let before = rows(&hotel.house);
            let Some(command) = deed.command(&hotel) else { continue };
            if is_about_the_journal(&command) || closes_the_day(&command) {
                continue;
            }
            let said = json(&command);
            if hotel.attempt(command).is_ok_and(|outcome| !outcome.changes.is_empty()) {
                states.push(before);
                told.push(said);
                model::sound(&hotel.house).map_err(|fault| after(&told, &fault))?;
            }
        }
        while let Some(state) = states.pop() {
            let undone = told.pop();
            let words = format!("undo of {}", undone.unwrap_or_default());
            hotel
                .attempt(UndoStep::default())
                .map_err(|refusal| after(&told, &TestCaseError::fail(format!("{words}: {refusal}"))))?;
            model::same_but_versions(&state, &rows(&hotel.house), &words)
                .map_err(|fault| after(&told, &fault))?;
        }
    }
}

/// How many sequences to try: this many, or as many as `PROPTEST_CASES` says.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

/// The scripts above would prove little if some command were always refused.
#[test]
fn every_command_is_carried_out_by_some_script() {
    let mut runner = TestRunner::deterministic();
    let mut carried_out: BTreeMap<&'static str, u32> = BTreeMap::new();
    let mut refused: BTreeMap<Code, u32> = BTreeMap::new();
    for _ in 0..400 {
        let script = deeds(120).new_tree(&mut runner).unwrap().current();
        let mut hotel = SmallHouse::new();
        for deed in &script {
            let Some(command) = deed.command(&hotel) else {
                continue;
            };
            let op = command.op();
            match hotel.attempt(command) {
                Ok(outcome) if outcome.changes.is_empty() => {}
                Ok(_) => *carried_out.entry(op).or_default() += 1,
                Err(refusal) => *refused.entry(refusal.code).or_default() += 1,
            }
        }
    }
    println!("{carried_out:#?}\n{refused:#?}");
    let never: Vec<&str> = script::OPS
        .iter()
        .filter(|op| !carried_out.contains_key(*op))
        .copied()
        .collect();
    assert!(never.is_empty(), "never carried out: {never:?}");
}

fn json(command: &Command) -> String {
    serde_json::to_string(command).unwrap_or_default()
}

/// The fault, with what was carried out before it.
fn after(told: &[String], fault: &TestCaseError) -> TestCaseError {
    TestCaseError::fail(format!("after\n{}\n{fault}", told.join("\n")))
}

fn one_deed(hotel: &mut SmallHouse, deed: &Deed, told: &mut Vec<String>) -> TestCaseResult {
    let Some(command) = deed.command(hotel) else {
        return Ok(());
    };
    hotel.wait(7);
    let before = hotel.clone();
    let rows_before = rows(&hotel.house);
    let said = json(&command);
    match hotel.attempt(command.clone()) {
        Err(refusal) => {
            prop_assert_eq!(&rows_before, &rows(&hotel.house), "refused: {}", said);
            prop_assert!(
                refusal.message.ends_with('.') && refusal.message.len() > 10,
                "{}",
                refusal
            );
            model::refusal_is_true(&before.house, &command, &refusal)?;
        }
        Ok(outcome) => {
            let rows_after = rows(&hotel.house);
            let fault = |what: TestCaseError| TestCaseError::fail(format!("{said}\n  {what}"));
            model::sound(&hotel.house).map_err(fault)?;
            model::versions(&rows_before, &rows_after, is_about_the_journal(&command))
                .map_err(fault)?;
            model::promises(&before.house, &hotel.house, overrides(&command)).map_err(fault)?;
            if !outcome.changes.is_empty() {
                told.push(said.clone());
            }
            prop_assert!(!outcome.summary.is_empty(), "{} says what it did", said);
            if outcome.changes.is_empty() {
                prop_assert_eq!(&rows_before, &rows_after);
            } else if !closes_the_day(&command) && !is_about_the_journal(&command) {
                back_and_forth(hotel, &rows_before, &rows_after).map_err(fault)?;
            }
        }
    }
    Ok(())
}

/// Undo leads to the rows as they were, redo to the rows as they are.
fn back_and_forth(hotel: &SmallHouse, before: &Rows, after: &Rows) -> TestCaseResult {
    let mut twin = hotel.clone();
    twin.attempt(UndoStep::default())
        .map_err(|refusal| TestCaseError::fail(format!("undo: {refusal}")))?;
    model::same_but_versions(before, &rows(&twin.house), "undo")?;
    model::sound(&twin.house)?;
    twin.attempt(RedoStep::default())
        .map_err(|refusal| TestCaseError::fail(format!("redo: {refusal}")))?;
    model::same_but_versions(after, &rows(&twin.house), "redo")?;
    model::sound(&twin.house)
}
