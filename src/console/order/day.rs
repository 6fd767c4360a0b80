//! Closing the day, and the jobs of the house: the lists that lead there.
//!
//! What stands open before a day is closed is told by the domain
//! ([`closing`]); each line is decided for itself, by its own command, and can
//! be undone. The closing itself is the night audit, done by the desk with its
//! backup, as it is at night.

use super::{Order, give, give_all};
use crate::console::action::Action;
use crate::console::form::{Form, Kind};
use crate::console::selection::counted;
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::desk::JobLine;
use crate::domain::closing::{Closing, Missing, Staying, closing};
use crate::domain::command::{ChangeStay, CheckOut, Command, NightAudit, SetGuestWaiting};
use crate::domain::decide::denied;
use crate::domain::facts::Facts;
use crate::domain::history::About;
use crate::domain::jobs::audit::{Awaited, no_show};
use crate::domain::jobs::{Job, Run, RunOutcome};
use crate::domain::reading::look;

/// What an action about the day comes to; `None` for other actions.
pub fn order(action: Action, view: &View) -> Option<Order> {
    let audit = NightAudit {
        closes: view.today(),
        confirm_no_shows: true,
    };
    match action {
        Action::CloseDay => Some(Order::Choose(closing_list(view), Some(audit.into()))),
        _ => None,
    }
}

/// What stands open, line by line, and the closing itself.
pub fn closing_list(view: &View) -> Picker<Wish> {
    let day = view.today();
    let open = look(view.house, view.now, |draft| closing(draft, day)).unwrap_or_default();
    // The key that asked must not be the one that closes.
    let mut items = vec![Item::new("Leave the day open", Wish::Nothing)];
    if let Some(item) = decide_all(&open, view) {
        items.push(item);
    }
    let missing = open.missing.iter().map(|one| missing_item(one, view));
    items.extend(headed("STILL AWAITED", missing));
    let staying = open.staying.iter().map(|one| staying_item(one, view));
    items.extend(headed("SHOULD HAVE LEFT", staying));
    let owing = open.owing.iter().map(|(booking, balance)| {
        let label = format!("{} ({})", booking.family_name(), booking.code);
        let words = match balance.minor {
            minor if minor > 0 => format!("left owing {balance}"),
            _ => format!("left having paid {} too much", balance.size()),
        };
        Item::new(label, Wish::Page(About::Booking(booking.id))).detail(words)
    });
    items.extend(headed("OPEN ACCOUNTS", owing));
    let undecided = open.missing.len();
    let why_not = (!open.is_decided()).then(|| {
        format!(
            "{} still awaited; decide each first",
            counted(undecided, "guest")
        )
    });
    let close = Item::new(
        format!("Close {}", day.spoken()),
        Wish::RunJob(Job::NightAudit),
    )
    .letter('C')
    .detail("backup, figures, and the date rolls; cannot be undone")
    .unless(why_not);
    items.extend(headed("THEN", std::iter::once(close)));
    let head = vec![format!(
        "{} awaited, {} should have left, {} open.",
        counted(undecided, "guest"),
        counted(open.staying.len(), "guest"),
        counted(open.owing.len(), "account")
    )];
    Picker::menu(closing_title(view), items)
        .head(head)
        .foot("Enter decides a line. What is listed below the awaited may stay as it is.")
}

/// What the list is called, by which it is known again.
pub fn closing_title(view: &View) -> String {
    format!("Close {}?", view.today().spoken())
}

fn headed(
    heading: &'static str,
    items: impl Iterator<Item = Item<Wish>>,
) -> impl Iterator<Item = Item<Wish>> {
    items.map(move |item| Item { heading, ..item })
}

/// All that can be decided without a person, in one step.
fn decide_all(open: &Closing, view: &View) -> Option<Item<Wish>> {
    let (mut commands, mut no_shows) = (Vec::new(), 0);
    for one in &open.missing {
        if let Awaited::Becomes(command) = &one.becomes {
            no_shows += usize::from(matches!(**command, Command::MarkNoShow(_)));
            commands.push((**command).clone());
        }
    }
    if commands.len() < 2 {
        return None;
    }
    let kept = commands.len() - no_shows;
    let words = format!("{no_shows} no-shows, {kept} kept for tomorrow");
    let wish = give_all(format!("Decided: {words}"), commands, view.house);
    let item = Item::new("As proposed, all at once", and_back(wish)).detail(words);
    Some(Item {
        heading: "STILL AWAITED",
        ..item.letter('A')
    })
}

/// This, and then the list again.
fn and_back(wish: Wish) -> Wish {
    Wish::Both(Box::new(wish), Box::new(Wish::Run(Action::CloseDay)))
}

fn missing_item(one: &Missing, view: &View) -> Item<Wish> {
    let booking = &one.booking;
    let label = format!("{} ({})", booking.family_name(), booking.code);
    let proposed = match &one.becomes {
        Awaited::Ask(why) => why.clone(),
        Awaited::Becomes(command) => match **command {
            Command::ChangeStay(_) => "proposed: kept for tomorrow".to_owned(),
            _ => "proposed: no-show".to_owned(),
        },
    };
    let gives = |command: Command| and_back(give(command, view.house));
    let tomorrow: Command = ChangeStay {
        booking: booking.code.clone(),
        check_in: Some(view.today().plus(1)),
        override_do_not_move: true,
        reason: Some("expected tomorrow".to_owned()),
        ..ChangeStay::default()
    }
    .into();
    let why_not = |command: &Command| view.preview(command).err().map(|refusal| refusal.message);
    let mut choices = vec![
        Item::new("No-show", gives(no_show(booking)))
            .detail("the nights are free; can be reinstated")
            .letter('n'),
        Item::new("Comes tomorrow", gives(tomorrow.clone()))
            .detail("the stay begins a day later")
            .letter('t')
            .unless(why_not(&tomorrow)),
        Item::new(
            "Is here: open the booking",
            Wish::Page(About::Booking(booking.id)),
        )
        .detail("to check in")
        .letter('i'),
    ];
    if booking.guest_waiting {
        let waits_not = SetGuestWaiting {
            booking: booking.code.clone(),
            on: false,
        };
        choices.insert(
            0,
            Item::new("Waits no longer", gives(waits_not.into())).letter('w'),
        );
    }
    let menu = Picker::menu(format!("{label} has not come"), choices);
    Item::new(label, Wish::Choose(Box::new(menu))).detail(proposed)
}

fn staying_item(one: &Staying, view: &View) -> Item<Wish> {
    let booking = &one.booking;
    let room = one.room.as_deref().unwrap_or("the house");
    let label = format!("{room} {} ({})", booking.family_name(), booking.code);
    let balance = match one.balance.minor {
        0 => String::new(),
        _ => format!(", balance {}", one.balance),
    };
    let out: Command = CheckOut {
        booking: booking.code.clone(),
    }
    .into();
    let why_not = view.preview(&out).err().map(|refusal| refusal.message);
    let dates = Kind::ChangeStay {
        booking: booking.code.clone(),
    };
    let choices = vec![
        Item::new(
            "Stays on: other dates",
            Wish::Ask(Box::new(Form::open(dates, view))),
        )
        .letter('d'),
        Item::new("Check out", and_back(give(out, view.house)))
            .letter('o')
            .unless(why_not),
        Item::new("Open the booking", Wish::Page(About::Booking(booking.id))).letter('b'),
    ];
    let menu = Picker::menu(format!("{label} should have left"), choices);
    let detail = format!("was to leave {}{balance}", booking.stay.check_out.spoken());
    Item::new(label, Wish::Choose(Box::new(menu))).detail(detail)
}

/// The jobs of the house: when each was done and how, when it is due next.
pub fn jobs_list(lines: &[JobLine], runs: &[Run], view: &View) -> Picker<Wish> {
    let mut items: Vec<Item<Wish>> = Vec::new();
    for line in lines {
        let last = line.last.as_ref();
        let done = last.map_or_else(
            || "never done".to_owned(),
            |run| format!("{} {}", view.when(run.started_at), how(run)),
        );
        let next = match (line.due, line.next) {
            (Some(due), _) => format!("due since {}", view.when(due)),
            (None, Some(next)) => format!("next {}", view.when(next)),
            (None, None) => "switched off".to_owned(),
        };
        let wish = Wish::Choose(Box::new(one_job(line, runs, view)));
        items.push(Item::new(line.job.label(), wish).detail(format!("{next}; {done}")));
    }
    Picker::menu("Jobs of the house", items)
        .foot("Enter shows a job's runs, and does it at once.  Esc closes.")
}

/// One job: what it does, its latest runs, and doing it now.
fn one_job(line: &JobLine, runs: &[Run], view: &View) -> Picker<Wish> {
    let job = line.job;
    let mut items = vec![
        Item::new("Do it now", run_now(job))
            .letter('r')
            .unless(why_not_now(job, view)),
    ];
    let own = runs.iter().filter(|run| run.job == job);
    items.extend(own.take(8).map(|run| {
        let words = run.words.as_deref().unwrap_or_default();
        let item = Item::new(
            format!("{:<12} {}", view.when(run.due_at), outcome(run)),
            Wish::Nothing,
        );
        Item {
            heading: "LATEST RUNS",
            ..item.detail(words.lines().next().unwrap_or_default())
        }
    }));
    Picker::menu(job.label(), items).head(vec![format!("It {}.", job.does())])
}

/// The night audit asks before it closes the day; the others just run.
fn run_now(job: Job) -> Wish {
    match job {
        Job::NightAudit => Wish::Run(Action::CloseDay),
        job => Wish::RunJob(job),
    }
}

/// Why this person may not have it done.
fn why_not_now(job: Job, view: &View) -> Option<String> {
    let needs = job.needs();
    (!needs.met_by(&view.actor.permissions)).then(|| {
        let what = format!("it needs {}", needs.words());
        denied(&what, needs, &view.house.all_staff()).message
    })
}

fn outcome(run: &Run) -> &'static str {
    run.outcome.map_or("at work", RunOutcome::as_str)
}

/// How a run ended, in its first line.
fn how(run: &Run) -> String {
    let words = run.words.as_deref().unwrap_or_default();
    let first = words.lines().next().unwrap_or_default();
    format!("{}: {first}", outcome(run))
}
