//! What trying a rule found: which bookings it would touch, and how the plan
//! would differ. Nothing of it is written.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::tell;
use crate::console::look::row;
use crate::console::screen::list_parts::ListParts;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::console::widget::choice::Choice;
use crate::desk::Question;
use crate::domain::planning::{Touched, Trial};

/// Rows that the chosen booking is told in, in a high frame and in a low one.
const TOLD: (u16, u16) = (8, 6);

/// A trial that was asked for, and what was found once it has come.
#[derive(Clone, Debug)]
pub struct Tried {
    question: Question,
    /// The journal's entry that was known when it was asked.
    head: i64,
    found: Answer,
    /// The chosen line.
    pub choice: Choice,
}

/// What is known of it.
#[derive(Clone, Debug)]
enum Answer {
    /// Nothing yet.
    Awaited,
    /// The rule is no longer there.
    Gone,
    /// What it would do.
    Here(Trial),
}

/// How the body is divided: a line more above than in other lists.
pub fn parts(area: Rect) -> ListParts {
    let below = Rect {
        y: area.y + 1.min(area.height),
        height: area.height.saturating_sub(1),
        ..area
    };
    ListParts::of(below, TOLD.0, TOLD.1)
}

impl Tried {
    /// Asked just now.
    pub fn asked(question: Question, head: i64) -> Tried {
        Tried {
            question,
            head,
            found: Answer::Awaited,
            choice: Choice::default(),
        }
    }

    /// What was found, if it is what was asked for.
    pub fn answer(&mut self, question: &Question, found: Option<&Trial>) {
        if *question == self.question {
            self.found = found.cloned().map_or(Answer::Gone, Answer::Here);
        }
    }

    fn trial(&self) -> Option<&Trial> {
        match &self.found {
            Answer::Here(trial) => Some(trial),
            Answer::Awaited | Answer::Gone => None,
        }
    }

    /// How many bookings show.
    pub fn count(&self) -> usize {
        self.trial().map_or(0, |trial| trial.bookings.len())
    }

    /// One of the bookings that show.
    pub fn touched(&self, nth: usize) -> Option<&Touched> {
        self.trial()?.bookings.get(nth)
    }

    /// The booking under the keyboard.
    pub fn chosen(&self) -> Option<&Touched> {
        self.touched(self.choice.at)
    }

    /// Draws it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        let parts = parts(area);
        let say = |buffer: &mut Buffer, place: Rect, said: &str, meaning: Meaning| {
            view.look
                .write(buffer, place, said, view.look.style(meaning));
        };
        let trial = match &self.found {
            Answer::Awaited => {
                let said = " Trying: planning the month twice, without the rule and with it ...";
                say(buffer, row(area, 0), said, Meaning::Info);
                return;
            }
            Answer::Gone => {
                let said = " The rule is no longer there. Esc goes back to the list.";
                say(buffer, row(area, 0), said, Meaning::Warning);
                return;
            }
            Answer::Here(trial) => trial,
        };
        say(
            buffer,
            row(area, 0),
            &self.about(trial, view),
            Meaning::Heading,
        );
        say(buffer, row(area, 1), &effect(trial), Meaning::Text);
        let heads = columns(
            area.width,
            [
                "Guest",
                "Nights",
                "Type",
                "Has",
                "Without > with",
                "What the rule does",
            ],
        );
        say(
            buffer,
            row(area, 2),
            &format!("  {heads}"),
            Meaning::Heading,
        );
        view.look.rule(buffer, row(area, 3));
        let window = self
            .choice
            .window(trial.bookings.len(), usize::from(parts.list.height));
        for (nth, index) in window.enumerate() {
            let here = index == self.choice.at;
            let place = row(parts.list, nth as u16);
            line(&trial.bookings[index], place, here, buffer, view);
        }
        if trial.bookings.is_empty() {
            let said = " It would touch nobody this month. Esc goes back to the list.";
            say(buffer, row(parts.list, 0), said, Meaning::Muted);
            return;
        }
        view.look.rule(buffer, parts.rule);
        if let Some(one) = self.chosen() {
            tell(&told(one), parts.told, buffer, view);
        }
    }

    fn about(&self, trial: &Trial, view: &View) -> String {
        let old = if view.head > self.head {
            "  (the house has changed since; t tries again)"
        } else {
            ""
        };
        format!(
            " '{}' on arrivals {} to {}; nothing is written{old}",
            trial.rule,
            trial.from.spoken(),
            trial.to.spoken()
        )
    }
}

/// What it comes to: about how many, and how the plan differs.
fn effect(trial: &Trial) -> String {
    let changed = match trial.changed() {
        1 => "1 changes room".to_owned(),
        more => format!("{more} change rooms"),
    };
    let proved = if trial.proved { "" } else { " (unproved)" };
    format!(
        " For {} of {} not firm yet; {changed}; rooms for {} without it, for {} with{proved}",
        trial.about(),
        trial.looked_at,
        trial.placed_without,
        trial.placed_with,
    )
}

/// One booking in a line.
fn line(one: &Touched, area: Rect, here: bool, buffer: &mut Buffer, view: &View) {
    let mark = if here { ">" } else { " " };
    let nights = format!("{} {}n", one.nights.check_in.spoken(), one.nights.nights());
    let has = one.has.as_deref().unwrap_or("-");
    let said = columns(
        area.width,
        [
            &one.guest,
            &nights,
            &one.room_type,
            has,
            &becomes(one),
            &does(one),
        ],
    );
    let meaning = match (here, one.changes(), &one.with) {
        (true, ..) => Meaning::Cursor,
        (_, true, None) => Meaning::Warning,
        (_, true, _) => Meaning::Text,
        _ => Meaning::Muted,
    };
    let style = view.look.style(meaning);
    view.look
        .write(buffer, area, &format!("{mark} {said}"), style);
}

/// The rooms that the two plans give: `201 > 203`, `203 as before`.
fn becomes(one: &Touched) -> String {
    let room = |room: &Option<String>| room.clone().unwrap_or_else(|| "none".to_owned());
    if one.changes() {
        format!("{} > {}", room(&one.without), room(&one.with))
    } else {
        format!("{} both", room(&one.with))
    }
}

/// What the rule does to the rooms: `not 201, 202; +15 in 204`.
fn does(one: &Touched) -> String {
    let mut parts = Vec::new();
    if !one.about {
        parts.push("makes way for another".to_owned());
    }
    if !one.forbidden.is_empty() {
        parts.push(format!("not {}", one.forbidden.join(", ")));
    }
    let mut worths: Vec<i32> = one.points.iter().map(|it| it.points).collect();
    worths.sort_unstable_by(|a, b| b.cmp(a));
    worths.dedup();
    for worth in worths {
        let rooms = one.points.iter().filter(|it| it.points == worth);
        let rooms: Vec<&str> = rooms.map(|it| it.room.as_str()).collect();
        parts.push(format!("{worth:+} in {}", rooms.join(", ")));
    }
    if parts.is_empty() {
        parts.push("nothing".to_owned());
    }
    parts.join("; ")
}

/// All about one booking, in words.
fn told(one: &Touched) -> Vec<(Meaning, String)> {
    let mut lines = vec![
        (
            Meaning::Heading,
            format!(
                "{}  {}  {} > {}  {}",
                one.guest,
                one.booking,
                one.nights.check_in.spoken(),
                one.nights.check_out.spoken(),
                one.room_type
            ),
        ),
        (Meaning::Text, format!("The rule: {}", does(one))),
    ];
    let room = |room: &Option<String>| match room {
        Some(number) => format!("room {number}"),
        None => "no room".to_owned(),
    };
    let plans = format!(
        "Without the rule the plan gives {}, with it {}",
        room(&one.without),
        room(&one.with)
    );
    match &one.why {
        Some(why) => lines.push((Meaning::Warning, format!("{plans}: {why}."))),
        None => lines.push((Meaning::Text, format!("{plans}."))),
    }
    lines
}

/// The cells of a line, each in its columns.
fn columns(width: u16, cells: [&str; 6]) -> String {
    let [guest, nights, kind, has, becomes, does] = cells.map(text::sanitise);
    let wide = width >= 120;
    format!(
        "{} {} {} {} {} {does}",
        text::pad(&guest, if wide { 24 } else { 13 }),
        text::pad(&nights, 14),
        text::pad(&kind, 4),
        text::pad(&has, 5),
        text::pad(&becomes, 14),
    )
}
