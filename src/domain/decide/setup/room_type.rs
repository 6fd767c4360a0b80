//! Room types: what guests book.

use super::capacity;
use crate::domain::cleaning::Chores;
use crate::domain::command::{CreateRoomType, EditRoomType};
use crate::domain::decide::{Decide, check, find};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::property::RoomType;

fn rank(given: u32) -> Result<u32, Refusal> {
    check::number("rank", given, 0, 1000)
}

fn minutes(given: u32) -> Result<u32, Refusal> {
    check::number("minutes", given, 0, 24 * 60)
}

impl Decide for CreateRoomType {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let code = check::code("code", &self.code, 20)?;
        if draft.room_type(&code).is_some() {
            return Err(check::exists(
                "code",
                &code,
                format!("There is a room type {code} already; edit it or choose another code."),
            ));
        }
        let made = RoomType {
            id: draft.fresh_id(),
            property: draft.property().id,
            name: check::text("name", &self.name, check::NAME)?,
            capacity: capacity(self.capacity)?,
            rate: check::rate(draft, &self.rate)?,
            rank: rank(self.rank.unwrap_or(0))?,
            minutes: minutes(self.minutes.unwrap_or(30))?,
            chores: Chores::default(),
            code,
            version: 0,
        };
        draft.tell("room_type", &made.code);
        draft.summarise(format!("Made room type {} ({})", made.code, made.name));
        draft.save(made);
        Ok(())
    }
}

impl Decide for EditRoomType {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut changed = find::room_type(draft, &self.code)?;
        find::fresh(
            draft,
            &format!("Room type {}", changed.code),
            changed.version,
        )?;
        if let Some(name) = &self.name {
            changed.name = check::text("name", name, check::NAME)?;
        }
        if let Some(given) = self.capacity {
            changed.capacity = capacity(given)?;
        }
        if let Some(given) = &self.rate {
            changed.rate = check::rate(draft, given)?;
        }
        if let Some(given) = self.rank {
            changed.rank = rank(given)?;
        }
        if let Some(given) = self.minutes {
            changed.minutes = minutes(given)?;
        }
        changed.chores = self.chores(changed.chores)?;
        draft.tell("room_type", &changed.code);
        draft.summarise(format!("Changed room type {}", changed.code));
        draft.save(changed);
        Ok(())
    }
}

/// Lines of a checklist: short enough to be read on one's feet.
const LINES: usize = 9;
/// Characters of such a line.
const LINE: usize = 40;

impl EditRoomType {
    /// How the rooms are cleaned: what is said replaces what was.
    fn chores(&self, was: Chores) -> Result<Chores, Refusal> {
        let said = |given: Option<u32>, was: Option<u32>| match given {
            Some(given) => minutes(given).map(Some),
            None => Ok(was),
        };
        Ok(Chores {
            stayover_minutes: said(self.stayover_minutes, was.stayover_minutes)?,
            touch_up_minutes: said(self.touch_up_minutes, was.touch_up_minutes)?,
            deep_minutes: said(self.deep_minutes, was.deep_minutes)?,
            checklist: match &self.checklist {
                Some(given) => checklist(given)?,
                None => was.checklist,
            },
        })
    }
}

/// The lines of a checklist, each once.
fn checklist(given: &[String]) -> Result<Vec<String>, Refusal> {
    check::number("checklist", given.len(), 0, LINES)?;
    let mut lines: Vec<String> = Vec::new();
    for line in given {
        let line = check::text("checklist", line, LINE)?;
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Ok(lines)
}
