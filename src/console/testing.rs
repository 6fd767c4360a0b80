//! For tests of the console: a robot that presses written keys, clicks and
//! looks, against a house in memory in the place of the desk.
//!
//! The robot's desk decides each command on its house as the real one does on
//! the database, so a test sees what a person would. Snapshots of the frame
//! come with a legend of styles, because status is also colour.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};

use super::alarm::Loudness;
use super::frame;
use super::keymap::Keymap;
use super::keys::written;
use super::look::Look;
use super::state::{Answer, Arrival, CameIn, Effect, Event, Opening, State};
use super::theme::Theme;
use super::view::{Gesture, Mouse};
use crate::desk::{
    Also, CleanedWanted, Found, History, JobLine, News, Question, SignIn, Snapshot, Window,
};
use crate::domain::alerts::told_lines;
use crate::domain::cleaning::Cleaning;
use crate::domain::command::{Command, Request};
use crate::domain::day::Day;
use crate::domain::decide::decide_seen;
use crate::domain::facts::{Actor, Context, Facts, StepHead};
use crate::domain::history::{About, Step, line};
use crate::domain::house::House;
use crate::domain::jobs::{Job, next_due};
use crate::domain::listing::{BookingLine, Page, stretch};
use crate::domain::moment::Moment;
use crate::domain::planner::Budget;
use crate::domain::planning::{self, month_of, try_rule};
use crate::domain::request::{self as maintenance, Viewer, category};
use crate::domain::secret::Secret;
use crate::domain::staff::Staff;
use crate::domain::tally::{self, Wanted};
use crate::domain::telling::Message;
use crate::domain::view::cleanings::cleaned;

/// Steps of thought that a plan of a test is worth.
const ENOUGH: u64 = 5_000_000;

/// A console with a house in memory behind it.
#[derive(Clone, Debug)]
pub struct Robot {
    /// The console.
    pub state: State,
    /// The house behind it.
    pub house: House,
    /// The moment at which everything happens.
    pub now: Moment,
    /// Effects other than commands, in order.
    pub effects: Vec<Effect>,
    /// Commands that were sent, in order.
    pub sent: Vec<Request>,
    /// PINs, by employee number.
    pub pins: BTreeMap<String, Secret>,
    /// What was done, as the journal keeps it.
    pub journal: Vec<Step>,
    /// While set, nothing that is looked up is answered: the disk is slow.
    pub slow: bool,
    /// What waits to be answered.
    pub asked: Vec<Question>,
}

/// How a robot's console looks.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Columns and rows.
    pub size: (u16, u16),
    /// Theme and signs.
    pub look: Look,
    /// How loud it is.
    pub loudness: Loudness,
}

impl Setting {
    /// A dark terminal of this size.
    ///
    /// # Errors
    /// Never, while the built-in theme is whole.
    pub fn dark(width: u16, height: u16) -> Result<Self, super::theme::ThemeError> {
        let look = Look {
            theme: Theme::built_in("dark")?,
            ascii: false,
        };
        Ok(Self {
            size: (width, height),
            look,
            loudness: Loudness::default(),
        })
    }

    /// A terminal of this size without colour, and in ASCII.
    pub fn plain(width: u16, height: u16) -> Self {
        Self {
            size: (width, height),
            look: Look {
                theme: Theme::without_colour(),
                ascii: true,
            },
            loudness: Loudness::default(),
        }
    }
}

impl Robot {
    /// Opens the console on `house` at `now`, with the first person signed in;
    /// `None` for a house without property or staff.
    pub fn open(house: House, now: Moment, setting: Setting) -> Option<Self> {
        let actor = Actor::of(house.staff.values().next()?);
        let property = house.property.clone()?;
        let snapshot = snapshot(&house, now, Vec::new());
        let keymap = Keymap::built_in().ok()?;
        let Setting {
            size,
            look,
            loudness,
        } = setting;
        let opening = Opening {
            snapshot,
            property,
            actor,
            look,
            keymap,
            now,
            size,
            mouse: true,
            loudness,
        };
        let (state, effects) = State::new(opening);
        Some(Self {
            state,
            house,
            now,
            effects,
            sent: Vec::new(),
            pins: BTreeMap::new(),
            journal: Vec::new(),
            slow: false,
            asked: Vec::new(),
        })
    }

    /// Presses keys written in a row: `"2 j > y 'typed text' enter"`.
    ///
    /// # Errors
    /// The first word that is no key.
    pub fn press(&mut self, keys: &str) -> Result<&mut Self, super::keys::NoSuchKey> {
        for key in written(keys)? {
            self.event(Event::Key(key));
        }
        Ok(self)
    }

    /// Makes a gesture at a column and row of the frame.
    pub fn gesture(&mut self, gesture: Gesture, x: u16, y: u16) -> &mut Self {
        self.event(Event::Mouse(Mouse {
            gesture,
            at: Position::new(x, y),
            ctrl: false,
        }))
    }

    /// Clicks where `text` is first seen on the frame, on its first letter;
    /// answers whether it was seen.
    pub fn click_text(&mut self, text: &str) -> bool {
        let Some((x, y)) = self.find(text) else {
            return false;
        };
        self.gesture(Gesture::Press, x, y)
            .gesture(Gesture::Release, x, y);
        true
    }

    /// The column and row where `text` is first seen.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        let buffer = self.buffer();
        rows(&buffer).into_iter().enumerate().find_map(|(y, line)| {
            let at = line.find(text)?;
            Some((super::text::width(&line[..at]) as u16, y as u16))
        })
    }

    /// Lets the console take one event, and carries out what it wants.
    pub fn event(&mut self, event: Event) -> &mut Self {
        let effects = self.state.handle(event);
        for effect in effects {
            match effect {
                Effect::Submit(ticket, request) => {
                    self.sent.push((*request).clone());
                    let answer = self.carry_out(std::slice::from_ref(&request));
                    self.event(Event::Answer(ticket, Box::new(answer)));
                }
                Effect::SubmitAll(ticket, requests) => {
                    self.sent.extend(requests.iter().cloned());
                    let answer = self.carry_out(&requests);
                    self.event(Event::Answer(ticket, Box::new(answer)));
                }
                Effect::SignIn(ask) => {
                    let answer = self.door(&ask);
                    self.event(Event::CameIn(Box::new(answer)));
                }
                Effect::Ask(question) => {
                    self.asked.push(*question);
                }
                Effect::CallOff => {
                    self.asked.retain(|it| !matches!(it, Question::Plan(_)));
                    self.effects.push(Effect::CallOff);
                }
                other => self.effects.push(other),
            }
        }
        if !self.slow && !self.asked.is_empty() {
            self.answer_questions();
        }
        self
    }

    /// Answers what was looked up, from the house in memory.
    pub fn answer_questions(&mut self) -> &mut Self {
        for question in std::mem::take(&mut self.asked) {
            let found = self.look_up(&question);
            let property = self.state.view().property.id;
            self.event(Event::Found(Box::new((property, question, found))));
        }
        self
    }

    fn look_up(&self, question: &Question) -> Result<Found, String> {
        Ok(match question {
            Question::Plan(command) => self.think(command)?,
            Question::Plans(most) => {
                let latest = self.house.plans.values().rev().take(*most as usize);
                Found::Plans(latest.cloned().collect())
            }
            Question::Told(alert) => {
                let mark = self.house.alert_marks.get(alert);
                let about = |message: &&Message| message.about.as_deref() == Some(alert);
                let messages = self.house.messages.values().filter(about).cloned();
                Found::Told(told_lines(&self.house, mark, messages.collect()))
            }
            Question::Jobs => Found::Jobs(self.job_lines(), Vec::new()),
            Question::Page(wanted) => {
                let (found, before, total) = stretch(self.house.bookings.values(), wanted);
                let today = self.house.property.as_ref().map(|it| it.business_date);
                let lines = found.into_iter().filter_map(|booking| {
                    Some(BookingLine::of(&self.house, booking.clone(), today?))
                });
                Found::Page(Page {
                    lines: lines.collect(),
                    before,
                    total,
                })
            }
            Question::History {
                about,
                before,
                most,
            } => {
                let own: Vec<&Step> = self
                    .journal
                    .iter()
                    .filter(|step| before.is_none_or(|before| step.seq < before))
                    .filter(|step| step.changes.iter().any(|it| About::of(it).contains(about)))
                    .collect();
                let gone = own.len().saturating_sub(*most as usize);
                let lines = own[gone..]
                    .iter()
                    .map(|step| line(step, *about, &self.house));
                Found::History(History {
                    lines: lines.collect(),
                    earlier: gone > 0,
                })
            }
            Question::Trial(wanted) => {
                let mut rules = self.house.rules.values();
                let rule = rules.find(|rule| rule.is_called(&wanted.rule));
                let (days, budget) = (month_of(wanted.month), Budget::steps(2_000_000));
                let trial = rule.and_then(|it| try_rule(&self.house, it, days, self.now, budget));
                Found::Trial(trial.map(Box::new))
            }
            Question::Updates(request) => {
                let all = self.house.request_updates.values();
                let mut own: Vec<_> = all.filter(|one| one.request == *request).cloned().collect();
                own.sort_by_key(|one| one.number);
                Found::Updates(own)
            }
            Question::Team(wanted) => {
                let staff: Vec<Staff> = self.house.staff.values().cloned().collect();
                let own = self.house.staff.get(&wanted.who);
                let permissions = own.map(|own| own.permissions.clone()).unwrap_or_default();
                let viewer = Viewer::of(wanted.who, &permissions, &staff);
                let wanted = Wanted {
                    viewer: &viewer,
                    period: wanted.period,
                    now: wanted.now,
                };
                let property = &self.state.view().property.clone();
                Found::Team(Box::new(tally::team(
                    property,
                    &staff,
                    &self.requests(),
                    wanted,
                )))
            }
            Question::Cleanings(wanted) => {
                let rows: Vec<Cleaning> = self.cleanings(wanted);
                let most = wanted.most as usize;
                Found::Cleanings(Box::new(cleaned(&self.house, &rows, most)))
            }
            Question::Costs { period, .. } => {
                let property = &self.state.view().property.clone();
                let categories = category::all(property.id, &self.house.categories());
                Found::Costs(Box::new(tally::costs(
                    property,
                    &categories,
                    &self.house.rooms(),
                    &self.requests(),
                    *period,
                )))
            }
        })
    }

    /// A plan, thought out at leisure.
    fn think(&self, command: &Command) -> Result<Found, String> {
        let budget = Budget::steps(ENOUGH);
        let thought = planning::think(&self.house, command, None, self.now, budget);
        let plan = thought.map_err(|refusal| refusal.message)?;
        Ok(Found::Plan(Box::new(plan.unwrap_or_default())))
    }

    fn cleanings(&self, wanted: &CleanedWanted) -> Vec<Cleaning> {
        let rows = self.house.cleanings.values();
        let wanted = rows.filter(|one| {
            wanted.room.is_none_or(|room| room == one.room)
                && wanted
                    .days
                    .is_none_or(|(from, to)| from <= one.day && one.day <= to)
        });
        wanted.cloned().collect()
    }

    fn requests(&self) -> Vec<maintenance::Request> {
        self.house.requests.values().cloned().collect()
    }

    /// The jobs of a house in which none was ever done.
    fn job_lines(&self) -> Vec<JobLine> {
        let jobs = Job::ALL.iter().map(|job| {
            let property = self.house.property.as_ref();
            JobLine {
                job: *job,
                does: job.does(),
                due: None,
                next: property.and_then(|property| next_due(*job, property, self.now)),
                last: None,
            }
        });
        jobs.collect()
    }

    /// Keeps what was just done, as the journal would.
    fn remember(&mut self, requests: &[Request]) {
        let command = match requests {
            [only] => serde_json::to_value(only),
            several => serde_json::to_value(several),
        };
        if let Some((head, changes)) = self.house.steps.last() {
            self.journal.push(Step {
                seq: head.seq,
                at: head.at,
                by: head.by,
                channel: "console".to_owned(),
                command: command.unwrap_or_default(),
                changes: changes.clone(),
                summary: head.summary.clone(),
                taken_back: false,
            });
        }
    }

    /// Lets time pass on the console's clock, with somebody there who now and
    /// then touches a key.
    pub fn pass_minutes(&mut self, minutes: i64) -> &mut Self {
        self.now = self.now.plus_minutes(minutes);
        self.state.set_time(self.now);
        self.event(Event::Paste(String::new()));
        self.event(Event::Tick)
    }

    /// Lets time pass with nobody there.
    pub fn leave_alone(&mut self, minutes: i64) -> &mut Self {
        self.now = self.now.plus_minutes(minutes);
        self.state.set_time(self.now);
        self.event(Event::Tick)
    }

    /// The door, without its waits: it knows the PINs that were set here.
    fn door(&self, ask: &SignIn) -> CameIn {
        let property = self.house.property.clone();
        let known = self.house.staff.values().find(|person| {
            person.may_act() && (person.employee == ask.who || person.name == ask.who)
        });
        let fits = known.filter(|person| self.pins.get(&person.employee) == Some(&ask.pin));
        match (fits, property) {
            (Some(person), Some(property)) => Ok(Arrival {
                actor: Actor::of(person),
                property,
                trusted: false,
            }),
            _ => Err(crate::domain::sign_in::wrong(0).message),
        }
    }

    fn keep_pins(&mut self, requests: &[Request], by: &Actor) {
        for request in requests {
            if let Command::SetPin(set) = &request.command {
                let whose = set.employee.clone().unwrap_or(by.employee.clone());
                self.pins.insert(whose, set.pin.clone());
            }
        }
    }

    /// Has the console give a command, as if a key had led to it.
    pub fn gives(&mut self, command: Command) -> &mut Self {
        let request = Request::from(command);
        self.sent.push(request.clone());
        self.carry_out(std::slice::from_ref(&request));
        self
    }

    fn carry_out(&mut self, requests: &[Request]) -> Answer {
        let by = self.state.view().actor.clone();
        match act_all(&mut self.house, requests, by.clone(), self.now) {
            Err(refusal) => Answer::Refused(refusal),
            Ok((summary, warnings)) => {
                self.keep_pins(requests, &by);
                self.remember(requests);
                let op = requests.first().map_or("", |first| first.command.op());
                self.look_again(vec![self.news(&by, op, &summary, true)]);
                Answer::Done { summary, warnings }
            }
        }
    }

    /// Lets a colleague do something, which the console then sees.
    ///
    /// # Errors
    /// The refusal the colleague met.
    pub fn colleague(
        &mut self,
        staff: &Staff,
        command: &Command,
    ) -> Result<(), crate::domain::error::Refusal> {
        let (summary, _) = act(&mut self.house, command, None, Actor::of(staff), self.now)?;
        self.remember(&[Request::from(command.clone())]);
        self.look_again(vec![self.news(
            &Actor::of(staff),
            command.op(),
            &summary,
            false,
        )]);
        Ok(())
    }

    /// Word of the latest step.
    fn news(&self, by: &Actor, op: &str, summary: &str, ours: bool) -> News {
        News {
            seq: self.house.steps.len() as i64,
            at: self.now,
            by: by.id,
            name: by.name.clone(),
            op: op.to_owned(),
            summary: summary.to_owned(),
            ours,
        }
    }

    /// Lets the console see the house as it is now, and what colleagues did.
    pub fn look_again(&mut self, news: Vec<News>) {
        let snapshot = snapshot(&self.house, self.now, news);
        self.event(Event::Snapshot(snapshot));
    }

    /// The frame as it is drawn now.
    pub fn buffer(&self) -> Buffer {
        let area = self.state.frame();
        let mut buffer = Buffer::empty(area);
        frame::draw(&self.state, area, &mut buffer);
        buffer
    }

    /// The frame as lines of text, trailing spaces cut.
    pub fn screen(&self) -> String {
        let lines: Vec<String> = rows(&self.buffer())
            .iter()
            .map(|line| line.trim_end().to_owned())
            .collect();
        lines.join("\n")
    }

    /// The frame as text, then the same frame as letters of styles, then what
    /// each letter means.
    pub fn styled(&self) -> String {
        styled(&self.buffer())
    }
}

fn snapshot(house: &House, now: Moment, news: Vec<News>) -> Arc<Snapshot> {
    Arc::new(Snapshot {
        house: house.clone(),
        window: Window {
            from: house
                .property
                .as_ref()
                .map_or(Day::FIRST, |it| it.business_date.plus(-1000)),
            days: 2_000,
        },
        also: Also::default(),
        head: house.steps.len() as i64,
        loaded_at: now,
        news,
        properties: Vec::new(),
        trouble: None,
    })
}

/// Decides a command on a house and carries it out, journal and all; answers
/// the summary and the warnings.
///
/// # Errors
/// The refusal; the house is then as before.
pub fn act(
    house: &mut House,
    command: &Command,
    version: Option<i64>,
    actor: Actor,
    now: Moment,
) -> Result<(String, Vec<String>), crate::domain::error::Refusal> {
    let request = Request {
        version,
        ..Request::from(command.clone())
    };
    act_all(house, std::slice::from_ref(&request), actor, now)
}

/// As [`act`], of several commands as one step.
///
/// # Errors
/// The refusal of one of them; the house is then as before.
pub fn act_all(
    house: &mut House,
    requests: &[Request],
    actor: Actor,
    now: Moment,
) -> Result<(String, Vec<String>), crate::domain::error::Refusal> {
    let by = actor.id;
    let context = Context {
        now,
        actor,
        counters: house.counters,
        expected_version: None,
    };
    let commands: Vec<(&Command, Option<i64>)> = requests
        .iter()
        .map(|request| (&request.command, request.version))
        .collect();
    let outcome = decide_seen(house, &commands, &context)?;
    house.apply(&outcome);
    if let Some(undone) = outcome.undoes {
        for (head, _) in &mut house.steps {
            head.taken_back |= head.seq == undone;
        }
    }
    let seq = house.steps.len() as i64 + 1;
    let op = match requests {
        [only] => only.command.op(),
        _ => "batch",
    };
    let (op, summary) = (op.to_owned(), outcome.summary.clone());
    let head = StepHead {
        seq,
        at: now,
        by,
        op,
        summary: summary.clone(),
        undoes: outcome.undoes,
        taken_back: false,
    };
    house.steps.push((head, outcome.changes));
    let warnings = outcome
        .warnings
        .into_iter()
        .map(|warning| warning.message)
        .collect();
    Ok((summary, warnings))
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    area.rows()
        .map(|row| {
            let mut line = String::new();
            let mut covered = 0;
            for x in row.x..row.right() {
                let symbol = buffer[(x, row.y)].symbol();
                // The second half of a wide letter is not a cell of its own.
                if covered == 0 {
                    line.push_str(symbol);
                }
                covered = covered.max(super::text::width(symbol)).saturating_sub(1);
            }
            line
        })
        .collect()
}

/// A frame as text, as letters of styles, and the legend of these.
pub fn styled(buffer: &Buffer) -> String {
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut order: Vec<(char, String)> = Vec::new();
    let mut text = String::new();
    let mut styles = String::new();
    for (row, line) in buffer.area.rows().zip(rows(buffer)) {
        let _ = writeln!(text, "|{line}|");
        let shown: String = (row.x..row.right())
            .map(|x| letter_of(&buffer[(x, row.y)].style(), &mut letters, &mut order))
            .collect();
        let _ = writeln!(styles, "|{shown}|");
    }
    let mut legend = String::new();
    for (letter, style) in order {
        let _ = writeln!(legend, "{letter} {style}");
    }
    format!("{text}\n{styles}\n{legend}")
}

fn letter_of(
    style: &Style,
    letters: &mut BTreeMap<String, char>,
    order: &mut Vec<(char, String)>,
) -> char {
    let told = tell(style);
    if told.is_empty() {
        return '.';
    }
    if let Some(letter) = letters.get(&told) {
        return *letter;
    }
    let next = ('a'..='z')
        .chain('A'..='Z')
        .chain('0'..='9')
        .nth(order.len())
        .unwrap_or('?');
    letters.insert(told.clone(), next);
    order.push((next, told));
    next
}

fn tell(style: &Style) -> String {
    let mut parts = Vec::new();
    for (name, colour) in [("on", style.bg), ("", style.fg)] {
        match colour {
            None | Some(Color::Reset) => {}
            Some(colour) => parts.push(format!(
                "{name}{}{colour}",
                if name.is_empty() { "" } else { " " }
            )),
        }
    }
    let named = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ];
    for (modifier, name) in named {
        if style.add_modifier.contains(modifier) {
            parts.push(name.to_owned());
        }
    }
    parts.join(", ")
}
