//! Keys, pasted text and the mouse: who gets them.

use ratatui::layout::Position;

use super::{Effect, Overlay, State};
use crate::console::action::{Action, Context};
use crate::console::filters;
use crate::console::frame;
use crate::console::keys::Key;
use crate::console::order;
use crate::console::view::{Gesture, Mouse, Target};
use crate::console::views;
use crate::console::widget::toast::Tone;
use crate::domain::history::About;

impl State {
    /// A key is first what it is bound to where the keyboard is. In a list or
    /// a form, keys that type go to the field.
    pub(super) fn press(&mut self, key: Key) -> Vec<Effect> {
        // Locking is never in the way of anything, and nothing of it.
        if self.common.keymap.action(Context::Everywhere, key) == Some(Action::Lock) {
            return self.update(Action::Lock);
        }
        let contexts = self.contexts();
        let typing = key.typed().is_some() && self.overlay.is_some();
        let bound = contexts
            .iter()
            .filter(|context| !typing || **context != Context::Form)
            .find_map(|context| self.common.keymap.action(*context, key));
        match bound {
            Some(action) => self.update(action),
            None if key == Key::letter('c').with_ctrl() => {
                // What ends other programs must not look like a dead key.
                self.say(
                    Tone::Note,
                    "Ctrl+Q leaves keyrack; everything is saved already.",
                );
                Vec::new()
            }
            None => self.type_key(key),
        }
    }

    fn type_key(&mut self, key: Key) -> Vec<Effect> {
        let view = self.common.view();
        match &mut self.overlay {
            Some(Overlay::Form(form)) => {
                if form.press(key) {
                    form.look_ahead(&view);
                }
                Vec::new()
            }
            Some(Overlay::List(list)) => match list.press(key).cloned() {
                Some(item) => self.choose(item),
                None => self.look_further(),
            },
            None => Vec::new(),
        }
    }

    /// Pasted text goes into a field or nowhere: it never fires an action.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let view = self.common.view();
        match &mut self.overlay {
            Some(Overlay::Form(form)) => {
                form.paste(text);
                form.look_ahead(&view);
            }
            Some(Overlay::List(list)) => {
                list.paste(text);
                return self.look_further();
            }
            None => {}
        }
        Vec::new()
    }

    pub(super) fn follow_mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        if frame::is_too_small(self.common.frame) {
            return Vec::new();
        }
        if self.overlay.is_some() {
            return self.mouse_in_overlay(mouse);
        }
        if let Some(action) = frame::action_at(self, mouse.at) {
            return if mouse.gesture == Gesture::Press {
                self.update(action)
            } else {
                Vec::new()
            };
        }
        let (panel, view) = self.panel_mut();
        let area = view.body;
        let wishes = panel.mouse(mouse, area, &view);
        self.grant(wishes)
    }

    fn mouse_in_overlay(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse.gesture {
            Gesture::WheelUp => self.update(Action::Up),
            Gesture::WheelDown => self.update(Action::Down),
            Gesture::Press | Gesture::DoublePress => self.click_overlay(mouse.at),
            Gesture::Menu => self.update(Action::Back),
            Gesture::Drag | Gesture::Release => Vec::new(),
        }
    }

    fn click_overlay(&mut self, at: Position) -> Vec<Effect> {
        let area = self.common.frame;
        match &mut self.overlay {
            Some(Overlay::List(list)) => match list.click(area, at) {
                Some(true) => self.update(Action::Accept),
                Some(false) => Vec::new(),
                None => self.update(Action::Back),
            },
            Some(Overlay::Form(form)) => {
                form.click(area, at);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// What lies at this place of the frame, and is no overlay.
    pub fn target_at(&self, at: Position) -> Option<Target> {
        if self.overlay.is_some() {
            return None;
        }
        if let Some(action) = frame::action_at(self, at) {
            return Some(Target::Action(action));
        }
        let view = self.view();
        self.panel().hit_test(view.body, at, &view)
    }

    /// Does as an action says, whatever it was chosen with.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        self.changed = true;
        self.followed = Some(action);
        self.moved = None;
        if action == Action::Lock {
            return self.about_the_seat(action).unwrap_or_default();
        }
        if self.overlay.is_some() {
            return self.in_overlay(action);
        }
        if let Some(effects) = self.everywhere(action) {
            return effects;
        }
        let (panel, view) = self.panel_mut();
        if let Some(wishes) = panel.update(action, &view) {
            return self.grant(wishes);
        }
        let list = match action {
            Action::Filter => filters::filters(&view),
            Action::Open => match panel.subject(&view).booking {
                Some(booking) => return self.open_page(About::Booking(booking)),
                None => self.details(),
            },
            Action::Views => match panel.arrangement() {
                Some(arrangement) => views::views(&arrangement, &view),
                None => return Vec::new(),
            },
            Action::RoomHistory | Action::BlockHistory => return self.open_history(action),
            Action::PrintRegistration => return self.print_registration(),
            Action::PrintRooms => return self.print_rooms(),
            Action::WhoWasTold => {
                let subject = panel.subject(&view);
                return self.grant(order::alert::who_was_told(&subject).into_iter().collect());
            }
            _ => {
                let wish = order::wish(action, &panel.subject(&view), &view);
                return self.grant(wish.into_iter().collect());
            }
        };
        self.overlay = Some(Overlay::List(Box::new(list)));
        Vec::new()
    }

    /// Actions of the list or form that lies on top.
    fn in_overlay(&mut self, action: Action) -> Vec<Effect> {
        match (&mut self.overlay, action) {
            (_, Action::Back) => self.close_overlay(),
            (Some(Overlay::List(list)), Action::Accept) => {
                if let Some(item) = list.chosen().cloned() {
                    return self.choose(item);
                }
            }
            (Some(Overlay::List(list)), other) => {
                list.follow(other);
            }
            (Some(Overlay::Form(_)), Action::Accept) => return self.send_form(),
            (Some(Overlay::Form(form)), other) => {
                form.follow(other);
                if other == Action::Discard {
                    self.drafts.remove(&form.kind.draft_name());
                    form.look_ahead(&self.common.view());
                }
            }
            (None, _) => {}
        }
        Vec::new()
    }

    /// Why an action cannot be done now, or `None` if it can.
    pub fn why_not(&self, action: Action) -> Option<String> {
        let view = self.view();
        order::why_not(action, &self.panel().subject(&view), &view)
    }
}
