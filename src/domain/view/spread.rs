//! Spreading work evenly: which attendant cleans which rooms, by minutes, with
//! floors kept together.
//!
//! A plan, nothing more: it becomes true when someone gives the command it
//! comes to. Rooms are walked floor by floor, and each goes to the attendant
//! in whose share of the minutes its middle falls. So nobody gets more than
//! one room's minutes above the level, and the rooms of each lie side by side.

use std::collections::BTreeMap;

use serde::Serialize;

use super::worklist::{Chore, ChoreState, Worklist};
use crate::domain::command::{AssignAttendant, ShareOut};
use crate::domain::house::{House, room_order};
use crate::domain::id::StaffId;

/// Whose work is spread.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// What is nobody's yet.
    Unassigned,
    /// All that nobody has begun, whoever has it now.
    Anew,
    /// What this person has and will not do.
    Of(StaffId),
}

/// A room to be given to somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Job<K> {
    /// Which.
    pub room: K,
    /// Which floor.
    pub floor: i32,
    /// How long it takes.
    pub minutes: u32,
}

/// What one attendant gets.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Share {
    /// Their employee number.
    pub employee: String,
    /// Their name.
    pub name: String,
    /// The rooms that become theirs, by number.
    pub rooms: Vec<String>,
    /// Minutes they had before.
    pub before: u32,
    /// Minutes they have then.
    pub after: u32,
}

/// What a spread comes to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Plan {
    /// One per attendant, by employee number, those who get nothing too.
    pub shares: Vec<Share>,
}

impl Plan {
    /// Rooms that are given to somebody.
    pub fn rooms(&self) -> usize {
        self.shares.iter().map(|share| share.rooms.len()).sum()
    }

    /// The command that makes it true, if there is anything to do.
    pub fn command(&self) -> Option<ShareOut> {
        let shares: Vec<AssignAttendant> = self
            .shares
            .iter()
            .filter(|share| !share.rooms.is_empty())
            .map(|share| AssignAttendant {
                rooms: share.rooms.clone(),
                employee: Some(share.employee.clone()),
            })
            .collect();
        (!shares.is_empty()).then_some(ShareOut { shares })
    }
}

/// Spreads the work in `scope` among these people. What they have already and
/// what is not spread counts for them; what someone has begun stays with them.
pub fn plan(house: &House, work: &Worklist, scope: Scope, among: &[StaffId]) -> Plan {
    let mut people: Vec<_> = among
        .iter()
        .filter(|staff| scope != Scope::Of(**staff))
        .filter_map(|staff| house.staff.get(staff))
        .collect();
    people.sort_by(|one, other| one.employee.cmp(&other.employee));
    people.dedup_by_key(|person| person.id);
    let (mut jobs, kept): (Vec<&Chore>, Vec<&Chore>) = work
        .chores
        .iter()
        .filter(|chore| chore.state != ChoreState::Withheld)
        .partition(|chore| is_spread(chore, scope));
    jobs.sort_by_cached_key(|chore| (chore.card.floor, room_order(&chore.card.number)));
    let had: Vec<u32> = people
        .iter()
        .map(|person| {
            let own = kept.iter().filter(|chore| chore.whose() == Some(person.id));
            own.map(|chore| chore.card.minutes).sum()
        })
        .collect();
    let listed: Vec<Job<usize>> = jobs
        .iter()
        .enumerate()
        .map(|(index, chore)| Job {
            room: index,
            floor: chore.card.floor,
            minutes: chore.card.minutes,
        })
        .collect();
    let order = by_floor(&people.iter().map(|it| it.id).collect::<Vec<_>>(), &kept);
    let base: Vec<u32> = order.iter().map(|at| had[*at]).collect();
    let mut shares: Vec<Share> = people
        .iter()
        .zip(&had)
        .map(|(person, had)| Share {
            employee: person.employee.clone(),
            name: person.name.clone(),
            rooms: Vec::new(),
            before: *had,
            after: *had,
        })
        .collect();
    for (job, place) in listed.iter().zip(spread(&listed, &base)) {
        let share = &mut shares[order[place]];
        share.rooms.push(jobs[job.room].card.number.clone());
        share.after += job.minutes;
    }
    Plan { shares }
}

/// Whether this chore goes to somebody else. What someone has begun stays with
/// them, unless it is they who will not do it.
fn is_spread(chore: &Chore, scope: Scope) -> bool {
    let whose = chore.whose();
    match scope {
        Scope::Unassigned => whose.is_none(),
        Scope::Anew => whose.is_none() || chore.state != ChoreState::InProgress,
        Scope::Of(staff) => whose == Some(staff),
    }
}

/// The people in the order of the floors they are on already, so that more of
/// the same floor comes to them; who is nowhere keeps their place.
fn by_floor(people: &[StaffId], kept: &[&Chore]) -> Vec<usize> {
    let mut floors: BTreeMap<StaffId, (i64, i64)> = BTreeMap::new();
    for chore in kept {
        if let Some(staff) = chore.whose() {
            let sum = floors.entry(staff).or_default();
            sum.0 += i64::from(chore.card.floor);
            sum.1 += 1;
        }
    }
    let mut order: Vec<usize> = (0..people.len()).collect();
    let (all, count) = floors
        .values()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let middle = if count == 0 { 0 } else { all * 100 / count };
    order.sort_by_key(|at| {
        floors
            .get(&people[*at])
            .map_or(middle, |(sum, count)| sum * 100 / count)
    });
    order
}

/// Who gets each of the jobs, which come floor by floor; `base` is what each
/// person has already. Empty without people.
///
/// Nobody who gets a room ends with more than one room's minutes above the
/// level to which the work would fill the people up if it were water.
pub fn spread<K>(jobs: &[Job<K>], base: &[u32]) -> Vec<usize> {
    if base.is_empty() {
        return Vec::new();
    }
    let widths = widths(jobs, base);
    let scale = widths.scale;
    let mut place = 0;
    let mut end = widths.of[0];
    let mut at = 0_i128;
    let mut given = Vec::with_capacity(jobs.len());
    for job in jobs {
        let long = i128::from(job.minutes) * scale;
        // The middle of the job, counted twice so that halves stay whole.
        while place + 1 < base.len() && 2 * at + long > 2 * end {
            place += 1;
            end += widths.of[place];
        }
        given.push(place);
        at += long;
    }
    let most = i128::from(jobs.iter().map(|job| job.minutes).max().unwrap_or(0)) * scale;
    keep_floors(jobs, base, &mut given, widths.level + most, scale);
    given
}

/// How much of the work each person takes, and up to which level.
struct Widths {
    of: Vec<i128>,
    level: i128,
    scale: i128,
}

/// Fills the people up like water: to one level, those above it get nothing.
/// All figures are minutes times `scale`, so that they stay whole.
fn widths<K>(jobs: &[Job<K>], base: &[u32]) -> Widths {
    let total: i128 = jobs.iter().map(|job| i128::from(job.minutes)).sum();
    let mut sorted: Vec<i128> = base.iter().map(|had| i128::from(*had)).collect();
    sorted.sort_unstable();
    let (mut sum, mut scale) = (0, 1);
    for (count, had) in (1..).zip(&sorted) {
        // One more is filled up too where the water reaches them.
        if count > 1 && had * (count - 1) - sum >= total {
            break;
        }
        sum += had;
        scale = count;
    }
    let level = total + sum;
    Widths {
        of: base
            .iter()
            .map(|had| (level - i128::from(*had) * scale).max(0))
            .collect(),
        level,
        scale,
    }
}

/// Moves a border between two people by one room where that keeps a floor
/// whole and leaves nobody above `most`.
fn keep_floors<K>(jobs: &[Job<K>], base: &[u32], given: &mut [usize], most: i128, scale: i128) {
    let floor_ends = |at: usize| at > 0 && at < jobs.len() && jobs[at - 1].floor != jobs[at].floor;
    let loads = |given: &[usize]| {
        let mut loads: Vec<i128> = base.iter().map(|had| i128::from(*had) * scale).collect();
        for (job, place) in jobs.iter().zip(given) {
            loads[*place] += i128::from(job.minutes) * scale;
        }
        loads
    };
    for at in 1..given.len() {
        let (left, right) = (given[at - 1], given[at]);
        if left == right || floor_ends(at) {
            continue;
        }
        let shifts = [
            (at, left, floor_ends(at + 1)),
            (at - 1, right, floor_ends(at - 1)),
        ];
        for (moved, to, whole) in shifts {
            let from = std::mem::replace(&mut given[moved], to);
            if whole && loads(given)[to] <= most {
                break;
            }
            given[moved] = from;
        }
    }
}
