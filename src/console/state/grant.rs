//! Wishes granted: what screens and overlays want becomes overlays, messages
//! and effects here, and nowhere else.

use super::{Answer, Draft, Effect, LookedUp, Overlay, Screen, Sent, State, Ticket};
use crate::console::action::Action;
use crate::console::form::{Form, Outlook};
use crate::console::order::{alert, day, housekeeping, next, way_out};
use crate::console::screen::Panel;
use crate::console::screen::page::Page;
use crate::console::view::Place;
use crate::console::widget::picker::Item;
use crate::console::widget::toast::Tone;
use crate::console::wish::Wish;
use crate::desk::{Found, Question};
use crate::domain::command::{Command, Request};
use crate::domain::day::Day;
use crate::domain::error::{Code, Refusal};
use crate::domain::history::About;
use crate::domain::id::BookingId;
use crate::domain::jobs::{Run, RunOutcome};

impl State {
    pub(super) fn grant(&mut self, wishes: Vec<Wish>) -> Vec<Effect> {
        wishes
            .into_iter()
            .flat_map(|wish| self.grant_one(wish))
            .collect()
    }

    fn grant_one(&mut self, wish: Wish) -> Vec<Effect> {
        match wish {
            Wish::Give(request) => self.submit(*request, false),
            Wish::GiveAll(called, requests) => self.submit_all(called, requests, false),
            Wish::Ask(form) => self.open_form(*form),
            Wish::Choose(list) => {
                self.overlay = Some(Overlay::List(list));
                Vec::new()
            }
            Wish::Run(action) => self.update(action),
            Wish::Go(place) => self.go(place),
            Wish::GoOver(property) => self.go_over(property),
            Wish::Say(tone, text) => {
                self.say(tone, text);
                Vec::new()
            }
            Wish::Narrow(filter) => {
                let (panel, view) = self.panel_mut();
                panel.narrow(filter, &view);
                self.settle()
            }
            Wish::Need(from, to) => self.need(from, to),
            Wish::Mark(room, failed, line) => {
                let view = self.common.view();
                if let Some(list) = housekeeping::marked(room, &failed, &line, &view) {
                    self.overlay = Some(Overlay::List(Box::new(list)));
                }
                Vec::new()
            }
            Wish::Share(scope, among) => {
                let list = housekeeping::sharing(scope, &among, &self.common.view());
                self.overlay = Some(Overlay::List(Box::new(list)));
                Vec::new()
            }
            Wish::Plan(asked) => self.ask_for_plan(*asked),
            Wish::LookAtPlan(code) => self.look_at_kept(&code),
            Wish::LookUp(question) => vec![Effect::Ask(question)],
            Wish::Page(about) => self.open_page(about),
            Wish::Search(search) => {
                self.page = None;
                self.bookings.search(*search);
                if self.screen != Screen::Bookings {
                    return self.show(Screen::Bookings);
                }
                let wishes = self.bookings.appear(true, &self.common.view());
                self.grant(wishes)
            }
            Wish::Arrange(arrangement) => {
                let (panel, view) = self.panel_mut();
                let wishes = panel.arrange(&arrangement, &view).unwrap_or_default();
                let mut effects = self.grant(wishes);
                effects.extend(self.settle());
                effects
            }
            Wish::RunJob(job) => {
                self.say(Tone::Note, format!("{}: being done ...", job.label()));
                vec![Effect::RunJob(job)]
            }
            Wish::Both(first, then) => self.grant(vec![*first, *then]),
            Wish::Nothing => Vec::new(),
        }
    }

    /// Asks for days that are not loaded; each span only once.
    fn need(&mut self, from: Day, to: Day) -> Vec<Effect> {
        let loaded = self.common.snapshot.window.range();
        if (loaded.check_in <= from && to < loaded.check_out)
            || self.wanted_days == Some((from, to))
        {
            return Vec::new();
        }
        self.wanted_days = Some((from, to));
        vec![Effect::Need(from, to)]
    }

    fn submit(&mut self, request: Request, from_form: bool) -> Vec<Effect> {
        let ticket = self.sends(request.command.clone(), None, from_form);
        vec![Effect::Submit(ticket, Box::new(request))]
    }

    /// Remembers what is on its way to the desk; answers the ticket by which
    /// the answer will be known.
    fn sends(&mut self, command: Command, called: Option<String>, from_form: bool) -> Ticket {
        let about = self.one_booking();
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.toast = None;
        self.sent.push(Sent {
            ticket,
            command,
            from_form,
            called,
            about,
        });
        ticket
    }

    /// The booking that is selected, where it is not one of several.
    fn one_booking(&self) -> Option<BookingId> {
        let subject = self.subject();
        subject.booking.filter(|_| !subject.is_many())
    }

    /// Several commands as one step, which one undo takes back.
    fn submit_all(
        &mut self,
        called: String,
        mut requests: Vec<Request>,
        from_form: bool,
    ) -> Vec<Effect> {
        if requests.len() == 1 {
            return requests
                .pop()
                .map_or_else(Vec::new, |only| self.submit(only, from_form));
        }
        let Some(first) = requests.first() else {
            return Vec::new();
        };
        let ticket = self.sends(first.command.clone(), Some(called), from_form);
        vec![Effect::SubmitAll(ticket, requests)]
    }

    fn open_form(&mut self, mut form: Form) -> Vec<Effect> {
        if let Some(draft) = self.drafts.get(&form.kind.draft_name()) {
            form.offer(&draft.values, self.common.view().clock(draft.at));
        }
        self.begin(&mut form);
        form.look_ahead(&self.common.view());
        self.overlay = Some(Overlay::Form(Box::new(form)));
        Vec::new()
    }

    /// Sends the form that is open, or shows what is wrong with it.
    pub(super) fn send_form(&mut self) -> Vec<Effect> {
        let view = self.common.view();
        let Some(Overlay::Form(form)) = &mut self.overlay else {
            return Vec::new();
        };
        if form.saving {
            return Vec::new();
        }
        if form.take_up() || form.find_faults(view.today()) {
            return Vec::new();
        }
        match form.wish(&view) {
            Err(fault) => {
                form.blame(fault);
                Vec::new()
            }
            Ok(Wish::Give(request)) => {
                form.saving = true;
                self.submit(*request, true)
            }
            Ok(Wish::GiveAll(called, requests)) => {
                form.saving = true;
                self.submit_all(called, requests, true)
            }
            Ok(wish) => {
                self.overlay = None;
                self.grant_one(wish)
            }
        }
    }

    /// What is typed is kept when a form is left.
    pub(super) fn close_overlay(&mut self) {
        let Some(Overlay::Form(form)) = self.overlay.take() else {
            return;
        };
        let name = form.kind.draft_name();
        if form.is_offered() {
            return;
        }
        if form.is_changed_at_all() {
            let draft = Draft {
                values: form.values(),
                at: self.common.now,
            };
            self.drafts.insert(name, draft);
        } else {
            self.drafts.remove(&name);
        }
    }

    /// A line of a list was chosen.
    pub(super) fn choose(&mut self, item: Item<Wish>) -> Vec<Effect> {
        self.overlay = None;
        if let Some(reason) = item.why_not {
            self.say(Tone::Refused, reason);
            return Vec::new();
        }
        self.grant_one(item.leads)
    }

    /// Opens the page of one booking, room or block over the screen.
    pub(super) fn open_page(&mut self, about: About) -> Vec<Effect> {
        let mut page = Page::new(about);
        let wishes = page.appear(true, &self.common.view());
        self.page = Some(page);
        self.toast = None;
        self.grant(wishes)
    }

    /// What was looked up comes to the page and the list, which know what
    /// they asked for.
    pub(super) fn found(&mut self, (property, question, found): LookedUp) -> Vec<Effect> {
        // What was asked before one went over to this house is not shown in it.
        if property != self.common.property.id {
            return Vec::new();
        }
        let awaited = self.ends_planning(&question);
        let found = match found {
            Ok(Found::Plan(plan)) => {
                return match question {
                    Question::Plan(asked) if awaited => self.look_at_plan(*asked, *plan),
                    _ => Vec::new(),
                };
            }
            Ok(found) => found,
            Err(trouble) => {
                let again = self.found_further(&question, None);
                self.say(Tone::Refused, format!("That could not be read: {trouble}"));
                return again;
            }
        };
        let mut effects = match &found {
            Found::Page(page) => self.found_further(&question, Some(page)),
            Found::History(_)
            | Found::Updates(_)
            | Found::Team(_)
            | Found::Costs(_)
            | Found::Cleanings(_)
            | Found::Plan(_)
            | Found::Plans(_)
            | Found::Trial(_) => Vec::new(),
            Found::Told(_) | Found::Jobs(..) => return self.show_found(&question, &found),
        };
        let view = self.common.view();
        let mut wishes = self.bookings.found(&question, &found, &view);
        wishes.extend(self.requests.found(&question, &found, &view));
        wishes.extend(self.team.found(&question, &found, &view));
        wishes.extend(self.costs.found(&question, &found, &view));
        wishes.extend(self.rules.found(&question, &found, &view));
        wishes.extend(self.cleanings.found(&question, &found, &view));
        if let Some(page) = &mut self.page {
            wishes.extend(page.found(&question, &found, &view));
        }
        effects.extend(self.grant(wishes));
        effects
    }

    /// What was looked up to be read in a list, unless something else was begun
    /// meanwhile.
    fn show_found(&mut self, question: &Question, found: &Found) -> Vec<Effect> {
        let view = self.common.view();
        let list = match (question, found) {
            (Question::Told(name), Found::Told(lines)) => alert::told_list(name, lines, &view),
            (_, Found::Jobs(lines, runs)) => day::jobs_list(lines, runs, &view),
            _ => return Vec::new(),
        };
        if self.overlay.is_none() {
            self.overlay = Some(Overlay::List(Box::new(list)));
        }
        Vec::new()
    }

    /// A job that a person asked for has ended.
    pub(super) fn job_ran(&mut self, ran: Result<Run, String>) -> Vec<Effect> {
        match ran {
            Ok(run) => {
                let words = run.words.as_deref().unwrap_or_default();
                let first = words.lines().next().unwrap_or_default();
                let tone = match run.outcome {
                    Some(RunOutcome::Failed) => Tone::Refused,
                    _ => Tone::Done,
                };
                self.say(tone, format!("{}: {first}", run.job.label()));
            }
            Err(fault) => self.say(Tone::Refused, fault),
        }
        vec![Effect::Refresh]
    }

    /// A list that tells how the house stands stays true while it is open.
    pub(super) fn keep_list_true(&mut self) {
        let view = self.common.view();
        if let Some(Overlay::List(list)) = &self.overlay
            && list.title == day::closing_title(&view)
        {
            let list = day::closing_list(&view);
            self.overlay = Some(Overlay::List(Box::new(list)));
        }
    }

    /// Coming back after another property: what was asked is asked again.
    pub(super) fn ask_again(&mut self) {
        self.also = crate::desk::Also::default();
        self.bookings.forget();
        self.requests.forget();
        self.team.forget();
        self.costs.forget();
        self.rules.forget();
        self.cleanings.forget();
        if let Some(page) = &mut self.page {
            page.forget();
        }
    }

    fn go(&mut self, place: Place) -> Vec<Effect> {
        self.page = None;
        let (panel, view) = self.panel_mut();
        if panel.go(place, &view) {
            return self.settle();
        }
        self.plan = None;
        self.screen = match place {
            Place::Request(_) => Screen::Requests,
            _ => Screen::Grid,
        };
        let (panel, view) = self.panel_mut();
        panel.go(place, &view);
        self.settle()
    }

    pub(super) fn answered(&mut self, ticket: Ticket, answer: Answer) -> Vec<Effect> {
        let Some(at) = self.sent.iter().position(|sent| sent.ticket == ticket) else {
            return Vec::new();
        };
        let sent = self.sent.remove(at);
        match answer {
            Answer::Done { summary, warnings } => self.done(&sent, &summary, &warnings),
            Answer::Refused(refusal) => self.refused(&sent, refusal),
            Answer::Failed(fault) => {
                if let Some(form) = self.saving_form(&sent) {
                    form.foresee(Outlook::Refused(fault.clone()));
                }
                self.say(Tone::Refused, fault);
                Vec::new()
            }
        }
    }

    fn done(&mut self, sent: &Sent, summary: &str, warnings: &[String]) -> Vec<Effect> {
        if sent.from_form
            && let Some(Overlay::Form(form)) = &self.overlay
            && form.saving
        {
            let name = form.kind.draft_name();
            self.drafts.remove(&name);
            self.seat.begun.remove(&name);
            self.overlay = None;
        }
        if gives_a_room(&sent.command) {
            self.moved = sent.about;
        }
        let mut along = self.plan_done(&sent.command);
        along.extend(self.go_along());
        let way_back = match sent.command {
            Command::UndoStep(_) => Action::Redo,
            _ => Action::Undo,
        };
        let hint = self
            .common
            .keymap
            .hint(&[crate::console::action::Context::Everywhere], way_back);
        let hint = hint.map_or_else(String::new, |key| {
            format!("  {key} {}", way_back.entry().name)
        });
        let mut warned = String::new();
        for warning in warnings {
            warned.push_str("  ! ");
            warned.push_str(warning);
        }
        let summary = sent.called.as_deref().unwrap_or(summary);
        if let Command::SetPin(set) = &sent.command {
            self.offer_to_ask_for_pins(set.employee.as_deref());
        }
        let summary = summary.trim_end_matches('.');
        if sent.called.is_some() {
            let (panel, _) = self.panel_mut();
            panel.unmark();
        }
        self.say(Tone::Done, format!("{summary}.{hint}{warned}"));
        self.offer_next(sent);
        along
    }

    /// Offers what follows on what was done, unless the person is at something
    /// else already.
    fn offer_next(&mut self, sent: &Sent) {
        if self.overlay.is_some() || sent.called.is_some() {
            return;
        }
        // On the board the room is in front of the person, with its next step.
        let here = matches!(sent.command, Command::CompleteMaintenance(_))
            && self.screen == Screen::Turnover;
        if here {
            return;
        }
        if let Some(list) = next::offer(&sent.command, &self.common.view()) {
            self.overlay = Some(Overlay::List(Box::new(list)));
        }
    }

    /// The cursor goes along with a stay that was given another room from
    /// here, as soon as the console sees it there.
    pub(super) fn go_along(&mut self) -> Vec<Effect> {
        let Some(booking) = self.moved else {
            return Vec::new();
        };
        let elsewhere = self.screen != Screen::Grid || self.page.is_some();
        if elsewhere || self.subject().booking == Some(booking) {
            return Vec::new();
        }
        self.moved = None;
        self.go(Place::Booking(booking))
    }

    fn refused(&mut self, sent: &Sent, refusal: Refusal) -> Vec<Effect> {
        let stale = matches!(
            refusal.code,
            Code::Stale | Code::PlanStale | Code::UndoBlocked | Code::RoomOverlapConflict
        );
        if let Some(form) = self.saving_form(sent) {
            form.refuse(&refusal);
        }
        let offered = if self.plan_refused(&sent.command, &refusal) {
            None
        } else {
            way_out::offer(&sent.command, &refusal, &self.common.view())
        };
        self.say(Tone::Refused, refusal.message);
        if let Some(list) = offered {
            self.close_overlay();
            self.overlay = Some(Overlay::List(Box::new(list)));
        }
        // The snapshot may be what misled the person.
        if stale {
            vec![Effect::Refresh]
        } else {
            Vec::new()
        }
    }

    /// The form that sent this, to be typed into again.
    fn saving_form(&mut self, sent: &Sent) -> Option<&mut Form> {
        match &mut self.overlay {
            Some(Overlay::Form(form)) if sent.from_form && form.saving => {
                form.saving = false;
                Some(form)
            }
            _ => None,
        }
    }

    /// Whether a command is on its way.
    pub fn is_saving(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Opens another screen, from board and alerts with the same thing selected
    /// where it has it.
    pub(super) fn show(&mut self, screen: Screen) -> Vec<Effect> {
        let view = self.common.view();
        let subject = self.panel().subject(&view);
        let from_page = self.page.take().is_some() | self.plan.take().is_some();
        if self.screen == screen {
            return Vec::new();
        }
        let (panel, view) = self.panel_mut();
        panel.appear(false, &view);
        let from = std::mem::replace(&mut self.screen, screen);
        // The grid's cursor is always on some room; that is no reason to open
        // the others anywhere but at the most urgent.
        let (panel, view) = self.panel_mut();
        let wishes = panel.appear(true, &view);
        let effects = self.grant(wishes);
        if from == Screen::Grid && !from_page {
            return effects;
        }
        let places = [
            subject.request.map(Place::Request),
            subject.booking.map(Place::Booking),
            subject.room.map(Place::Room),
        ];
        let (panel, view) = self.panel_mut();
        let _found = places
            .into_iter()
            .flatten()
            .any(|place| panel.go(place, &view));
        effects
    }
}

/// Whether a command puts a stay into a room.
fn gives_a_room(command: &Command) -> bool {
    matches!(
        command,
        Command::Assign(_)
            | Command::PreAssign(_)
            | Command::Move(_)
            | Command::CheckIn(_)
            | Command::ChangeStay(_)
            | Command::AutoAssign(_)
            | Command::MakeRoom(_)
            | Command::ResolveConflict(_)
            | Command::ApplyPlan(_)
    )
}

impl State {
    /// The panel's own hints, those that cannot be done now left out.
    pub fn hints(&self) -> Vec<Action> {
        let view = self.view();
        let subject = self.panel().subject(&view);
        let possible =
            |action: &Action| crate::console::order::why_not(*action, &subject, &view).is_none();
        self.panel()
            .hints(&view)
            .into_iter()
            .filter(possible)
            .collect()
    }
}
