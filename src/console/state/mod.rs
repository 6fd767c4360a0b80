//! All that the console remembers, and the one way it changes.
//!
//! [`State::handle`] takes one event and answers the effects it wants. It is
//! synchronous and touches nothing but itself, so tests drive it with written
//! keys. What screens and overlays want is granted in one place (`grant`).

mod door;
mod find;
mod grant;
mod input;
mod lists;
mod overlay;
mod planning;

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::action::{Action, Context};
use super::alarm::{Alarm, Bell, Loudness, Rise};
use super::figures::Figures;
use super::frame;
use super::grid::GridState;
use super::keymap::Keymap;
use super::keys::Key;
use super::look::Look;
use super::plan::PlanScreen;
use super::screen::Panel;
use super::screen::alerts::AlertList;
use super::screen::bookings::BookingList;
use super::screen::cleanings::CleaningScreen;
use super::screen::costs::CostScreen;
use super::screen::page::Page;
use super::screen::requests::RequestList;
use super::screen::rooms::RoomList;
use super::screen::rules::RuleList;
use super::screen::staff::StaffList;
use super::screen::team::TeamScreen;
use super::screen::turnover::Board;
use super::view::{Mouse, View};
use super::widget::toast::{Toast, Tone};
use crate::desk::{Also, Found, Question, SignIn, Snapshot};
use crate::domain::command::{Command, Request};
use crate::domain::day::Day;
use crate::domain::error::Refusal;
use crate::domain::facts::Actor;
use crate::domain::id::{BookingId, PropertyId};
use crate::domain::jobs::{Job, Run};
use crate::domain::moment::Moment;
use crate::domain::property::Property;
use crate::exchange::sheet::Sheet;

pub use door::{Arrival, Seat, nobody};
pub use overlay::Overlay;
use planning::Planning;

/// Which screen is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Screen {
    /// The month grid, or the list of rooms where the frame is narrow.
    Grid,
    /// The turnover board.
    Turnover,
    /// The alerts.
    Alerts,
    /// The list of bookings.
    Bookings,
    /// Requests for repair or service.
    Requests,
    /// The people of the house.
    Staff,
    /// The team and its work.
    Team,
    /// What repairs cost.
    Costs,
    /// The allocation rules.
    Rules,
    /// What was cleaned.
    Cleanings,
}

impl Screen {
    /// Every screen with the action that opens it, in the order of the tabs.
    pub const ALL: [(Self, Action); 10] = [
        (Self::Grid, Action::ShowGrid),
        (Self::Turnover, Action::ShowTurnover),
        (Self::Alerts, Action::ShowAlerts),
        (Self::Bookings, Action::ShowBookings),
        (Self::Requests, Action::ShowRequests),
        (Self::Staff, Action::ShowStaff),
        (Self::Team, Action::ShowTeam),
        (Self::Costs, Action::ShowCosts),
        (Self::Rules, Action::ShowRules),
        (Self::Cleanings, Action::ShowCleanings),
    ];
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The frame has this size now.
    Resize(u16, u16),
    /// The house has been read again.
    Snapshot(Arc<Snapshot>),
    /// Someone came in, or was not let in.
    CameIn(Box<CameIn>),
    /// A command was answered.
    Answer(Ticket, Box<Answer>),
    /// A sheet was printed: where it went, or why it went nowhere.
    Printed(Result<String, String>),
    /// A plan takes longer than a moment.
    StillPlanning,
    /// Something that was looked up.
    Found(Box<LookedUp>),
    /// A job that a person asked for has ended, or could not be done, in words.
    JobRan(Box<Result<Run, String>>),
    /// Time has passed.
    Tick,
}

/// Who came in, or why nobody did, in words.
pub type CameIn = Result<Arrival, String>;

/// What was looked up, in which property, and what was found or why nothing.
pub type LookedUp = (PropertyId, Question, Result<Found, String>);

/// Tells the answers to commands apart.
pub type Ticket = u64;

/// What came of a command.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It was carried out.
    Done {
        /// What was done, in words.
        summary: String,
        /// What the person should still know.
        warnings: Vec<String>,
    },
    /// It was refused.
    Refused(Refusal),
    /// It could not be tried: a fault below, in words.
    Failed(String),
}

/// Something to be done outside of the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Carry this out and answer with the ticket.
    Submit(Ticket, Box<Request>),
    /// Carry all of this out as one step and answer with the ticket.
    SubmitAll(Ticket, Vec<Request>),
    /// Print this.
    Print(Sheet),
    /// Have this job done, and tell how it ended.
    RunJob(Job),
    /// Ask whether this person may come in.
    SignIn(Box<SignIn>),
    /// Ask whether the owner of the file may go over to this property.
    GoOver(PropertyId),
    /// Read the house again.
    Refresh,
    /// Read the house for these days too.
    Need(Day, Day),
    /// Keep this loaded beside the days.
    Also(Also),
    /// Look this up.
    Ask(Box<Question>),
    /// What is being planned is wanted no more.
    CallOff,
    /// Take the mouse, or give it back to the terminal.
    UseMouse(bool),
    /// Send the whole frame again.
    Redraw,
    /// Ring the bell.
    Ring,
    /// Send the terminal this, which asks for a notification of the desktop.
    Notify(String),
    /// Leave.
    Quit,
}

/// What all screens look at, apart from the screens themselves.
#[derive(Clone, Debug)]
pub struct Common {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) property: Property,
    pub(super) figures: Figures,
    pub(super) look: Look,
    pub(super) keymap: Keymap,
    pub(super) actor: Actor,
    pub(super) now: Moment,
    pub(super) frame: Rect,
    pub(super) loudness: Loudness,
}

impl Common {
    /// What screens are drawn from.
    pub fn view(&self) -> View<'_> {
        View {
            house: &self.snapshot.house,
            property: &self.property,
            head: self.snapshot.head,
            days: (self.snapshot.window, self.snapshot.also.days),
            figures: &self.figures,
            now: self.now,
            actor: &self.actor,
            look: &self.look,
            keymap: &self.keymap,
            body: frame::regions(self.frame).body,
            rings: self.loudness.bell != Bell::Off,
        }
    }
}

/// What was typed into a form that was left.
#[derive(Clone, Debug)]
struct Draft {
    values: Vec<String>,
    /// When it was left.
    at: Moment,
}

/// A command that was sent and not answered yet.
#[derive(Clone, Debug)]
struct Sent {
    ticket: Ticket,
    /// The command; of several, the first.
    command: Command,
    from_form: bool,
    /// What several commands as one step are called.
    called: Option<String>,
    /// The booking that was selected when it was sent.
    about: Option<BookingId>,
}

/// All that the console remembers.
#[derive(Clone, Debug)]
pub struct State {
    pub(super) common: Common,
    pub(super) screen: Screen,
    pub(super) grid: GridState,
    pub(super) rooms: RoomList,
    pub(super) turnover: Board,
    pub(super) alerts: AlertList,
    pub(super) bookings: BookingList,
    /// The page of one booking, room or block, over whichever screen.
    pub(super) page: Option<Page>,
    /// A plan that is looked at, over whichever screen.
    pub(super) plan: Option<Box<PlanScreen>>,
    planning: Option<Planning>,
    also: Also,
    pub(super) requests: RequestList,
    pub(super) staff: StaffList,
    pub(super) team: TeamScreen,
    pub(super) costs: CostScreen,
    pub(super) rules: RuleList,
    pub(super) cleanings: CleaningScreen,
    pub(super) overlay: Option<Overlay>,
    pub(super) toast: Option<Toast>,
    alarm: Alarm,
    seat: Seat,
    drafts: BTreeMap<String, Draft>,
    sent: Vec<Sent>,
    next_ticket: Ticket,
    mouse: bool,
    wanted_days: Option<(Day, Day)>,
    followed: Option<Action>,
    /// A stay that was given another room from here: the cursor goes along.
    moved: Option<BookingId>,
    changed: bool,
}

/// What the console opens with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The house.
    pub snapshot: Arc<Snapshot>,
    /// The property; every answer is about it.
    pub property: Property,
    /// Who is signed in.
    pub actor: Actor,
    /// Theme and signs.
    pub look: Look,
    /// The keys.
    pub keymap: Keymap,
    /// The moment.
    pub now: Moment,
    /// Columns and rows of the frame.
    pub size: (u16, u16),
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// The bell and the desktop's notifications.
    pub loudness: Loudness,
}

impl State {
    /// The console as it opens, and what it wants at once.
    pub fn new(opening: Opening) -> (Self, Vec<Effect>) {
        let today = opening.property.business_date;
        let figures = Figures::of(&opening.snapshot.house, opening.now);
        let alarm = Alarm::silent(&figures.alerts);
        let mut state = Self {
            common: Common {
                figures,
                look: opening.look,
                keymap: opening.keymap,
                actor: opening.actor,
                now: opening.now,
                frame: Rect::new(0, 0, opening.size.0, opening.size.1),
                loudness: opening.loudness,
                snapshot: opening.snapshot,
                property: opening.property,
            },
            screen: Screen::Grid,
            grid: GridState::new(today),
            rooms: RoomList::default(),
            turnover: Board::default(),
            alerts: AlertList::default(),
            bookings: BookingList::default(),
            page: None,
            plan: None,
            planning: None,
            also: Also::default(),
            requests: RequestList::default(),
            staff: StaffList::default(),
            team: TeamScreen::default(),
            costs: CostScreen::default(),
            rules: RuleList::default(),
            cleanings: CleaningScreen::default(),
            overlay: None,
            toast: None,
            alarm,
            seat: Seat::new(opening.now),
            drafts: BTreeMap::new(),
            sent: Vec::new(),
            next_ticket: 1,
            mouse: opening.mouse,
            wanted_days: None,
            followed: None,
            moved: None,
            changed: true,
        };
        let name = state.common.actor.name.clone();
        state.say(
            Tone::Note,
            format!("Signed in as {name}.  ? shows all keys."),
        );
        let effects = state.settle();
        (state, effects)
    }

    /// What is looked at.
    pub fn view(&self) -> View<'_> {
        self.common.view()
    }

    /// Which screen is open.
    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// What lies over the screen.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// What is selected on the open screen.
    pub fn subject(&self) -> super::view::Subject {
        self.panel().subject(&self.view())
    }

    /// The action that was followed last, whatever it was chosen with.
    pub fn followed(&self) -> Option<Action> {
        self.followed
    }

    /// The message that shows, if one does.
    pub fn message(&self) -> Option<&Toast> {
        self.toast.as_ref()
    }

    /// Whether something has changed since this was last asked; then, and
    /// only then, a frame is worth drawing.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// The rectangle of the whole frame.
    pub fn frame(&self) -> Rect {
        self.common.frame
    }

    /// The time, before an event of that moment is handled.
    pub fn set_time(&mut self, now: Moment) {
        self.common.now = now;
    }

    /// The part of the screen that is open. On a narrow frame the list of
    /// rooms stands in for the grid.
    pub(super) fn panel(&self) -> &dyn Panel {
        if let Some(page) = &self.page {
            return page;
        }
        if let Some(plan) = &self.plan {
            return &**plan;
        }
        match self.screen {
            Screen::Grid if frame::is_narrow(self.common.frame) => &self.rooms,
            Screen::Grid => &self.grid,
            Screen::Turnover => &self.turnover,
            Screen::Alerts => &self.alerts,
            Screen::Bookings => &self.bookings,
            Screen::Requests => &self.requests,
            Screen::Staff => &self.staff,
            Screen::Team => &self.team,
            Screen::Costs => &self.costs,
            Screen::Rules => &self.rules,
            Screen::Cleanings => &self.cleanings,
        }
    }

    /// The open screen, to be changed, with what it looks at.
    fn panel_mut(&mut self) -> (&mut dyn Panel, View<'_>) {
        let view = self.common.view();
        if let Some(page) = &mut self.page {
            return (page, view);
        }
        if let Some(plan) = &mut self.plan {
            return (&mut **plan, view);
        }
        let panel: &mut dyn Panel = match self.screen {
            Screen::Grid if frame::is_narrow(self.common.frame) => &mut self.rooms,
            Screen::Grid => &mut self.grid,
            Screen::Turnover => &mut self.turnover,
            Screen::Alerts => &mut self.alerts,
            Screen::Bookings => &mut self.bookings,
            Screen::Requests => &mut self.requests,
            Screen::Staff => &mut self.staff,
            Screen::Team => &mut self.team,
            Screen::Costs => &mut self.costs,
            Screen::Rules => &mut self.rules,
            Screen::Cleanings => &mut self.cleanings,
        };
        (panel, view)
    }

    /// The contexts whose keys apply now, the nearest first.
    pub fn contexts(&self) -> Vec<Context> {
        match &self.overlay {
            Some(Overlay::List(_)) => vec![Context::List],
            Some(Overlay::Form(_)) => vec![Context::Form],
            None => match self.panel().context() {
                // While a stay is in the hand, other keys wait.
                Context::Carry => vec![Context::Carry],
                context => vec![context, Context::Everywhere],
            },
        }
    }

    /// Takes one event; answers what is to be done outside.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.changed |= !matches!(event, Event::Tick);
        let mut effects = self.follow(event);
        effects.extend(self.keep_loaded());
        effects
    }

    /// What is looked at outside of the loaded days is loaded too, as long as
    /// it is looked at.
    fn keep_loaded(&mut self) -> Option<Effect> {
        let view = self.common.view();
        let mut also = self.panel().keeps(&view);
        if let Some(Overlay::Form(form)) = &self.overlay {
            also.days = form.days(&view).or(also.days);
        }
        if also == self.also {
            return None;
        }
        self.also = also.clone();
        Some(Effect::Also(also))
    }

    fn follow(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(_) | Event::Paste(_) | Event::Mouse(_) if self.lock().is_none() => {
                self.touch();
                self.follow_person(event)
            }
            Event::Key(key) => self.press_locked(key),
            Event::Paste(text) => {
                self.paste_locked(&text);
                Vec::new()
            }
            Event::Mouse(_) => Vec::new(),
            Event::CameIn(answer) => self.came_in(*answer),
            Event::Snapshot(snapshot) if self.is_foreign(&snapshot) => {
                self.look_elsewhere(snapshot)
            }
            Event::Found(found) => self.found(*found),
            Event::StillPlanning => {
                self.still_planning();
                Vec::new()
            }
            Event::JobRan(ran) => self.job_ran(*ran),
            Event::Resize(width, height) => {
                self.common.frame = Rect::new(0, 0, width, height);
                self.settle()
            }
            Event::Snapshot(snapshot) => self.look_at(snapshot),
            Event::Answer(ticket, answer) => self.answered(ticket, *answer),
            Event::Printed(said) => {
                match said {
                    Ok(place) => self.say(Tone::Done, format!("{place}.")),
                    Err(fault) => self.say(Tone::Refused, fault),
                }
                Vec::new()
            }
            Event::Tick => self.pass_time(),
        }
    }

    /// What a person does, where the console is not locked.
    fn follow_person(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.press(key),
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.follow_mouse(mouse),
            _ => Vec::new(),
        }
    }

    /// A newer snapshot takes the place of the one before.
    fn look_at(&mut self, snapshot: Arc<Snapshot>) -> Vec<Effect> {
        let told = news(&snapshot);
        // What has risen by the clock alone is heard before the news.
        let mut heard = self.reckon_anew();
        let own_doing = !snapshot.news.is_empty() && snapshot.news.iter().all(|news| news.ours);
        self.common.figures = Figures::of(&snapshot.house, self.common.now);
        if let Some(property) = snapshot.house.property.clone() {
            self.common.property = property;
        }
        self.common.snapshot = snapshot;
        self.look_at_oneself();
        if let Some(text) = told {
            self.say(Tone::Colleague, text);
        }
        if let Some(trouble) = self.common.snapshot.trouble.clone() {
            self.say(Tone::Refused, format!("What you see may be old: {trouble}"));
        }
        let mut effects = self.settle();
        effects.extend(self.go_along());
        self.keep_list_true();
        let rise = self.alarm.hear(&self.common.figures.alerts);
        if let Some(rise) = rise.filter(|_| !own_doing) {
            heard.extend(self.cry_out(&rise));
        }
        effects.extend(heard);
        effects
    }

    /// The figures once more where a minute has passed, and what is to be
    /// heard of it.
    fn reckon_anew(&mut self) -> Vec<Effect> {
        let now = self.common.now;
        if now.millis() / 60_000 == self.common.figures.at.millis() / 60_000 {
            return Vec::new();
        }
        self.common.figures = Figures::of(&self.common.snapshot.house, now);
        self.changed = true;
        match self.alarm.hear(&self.common.figures.alerts) {
            Some(rise) => self.cry_out(&rise),
            None => Vec::new(),
        }
    }

    /// The bell and the desktop's notification, as far as they are wanted.
    fn cry_out(&self, rise: &Rise) -> Vec<Effect> {
        let loudness = self.common.loudness;
        let locked = self.lock().is_some();
        let ring = rise.rings(loudness.bell).then_some(Effect::Ring);
        let notify = rise
            .notification(&self.common.property.name, locked)
            .sequence(loudness.desktop, loudness.in_tmux)
            .map(Effect::Notify);
        ring.into_iter().chain(notify).collect()
    }

    /// Switches the bell off, or on again.
    pub(super) fn toggle_bell(&mut self) {
        let bell = &mut self.common.loudness.bell;
        *bell = match bell {
            Bell::Off => Bell::default(),
            _ => Bell::Off,
        };
        let said = match bell {
            Bell::Off => "The bell is off.",
            _ => "The bell is on.",
        };
        self.say(Tone::Note, said);
    }

    /// Minutes change what is urgent; messages go away.
    fn pass_time(&mut self) -> Vec<Effect> {
        self.lock_when_idle();
        let now = self.common.now;
        if self.toast.as_ref().is_some_and(|toast| toast.is_over(now)) {
            self.toast = None;
            self.changed = true;
        }
        self.reckon_anew()
    }

    /// Every screen finds its place again.
    fn settle(&mut self) -> Vec<Effect> {
        let view = self.common.view();
        let panels: [&mut dyn Panel; 11] = [
            &mut self.grid,
            &mut self.rooms,
            &mut self.turnover,
            &mut self.alerts,
            &mut self.bookings,
            &mut self.requests,
            &mut self.staff,
            &mut self.team,
            &mut self.costs,
            &mut self.rules,
            &mut self.cleanings,
        ];
        let page = self.page.as_mut().map(|page| page as &mut dyn Panel);
        let plan = self.plan.as_mut();
        let plan = plan.map(|plan| &mut **plan as &mut dyn Panel);
        let wishes = panels
            .into_iter()
            .chain(plan)
            .chain(page)
            .flat_map(|panel| panel.settle(&view))
            .collect();
        if let Some(Overlay::Form(form)) = &mut self.overlay {
            form.look_ahead(&view);
        }
        self.grant(wishes)
    }

    fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.toast = Some(Toast::new(tone, text, self.common.now));
    }
}

/// What colleagues did since the snapshot before, in one line.
fn news(snapshot: &Snapshot) -> Option<String> {
    let mut others = snapshot.news.iter().rev().filter(|news| !news.ours);
    let latest = others.next()?;
    let more = others.count();
    let rest = if more == 0 {
        String::new()
    } else {
        format!("  (and {more} more)")
    };
    Some(format!("{}: {}{rest}", latest.name, latest.summary))
}
