//! The page of one request: all there is to know of it, who suits, what it
//! cost, and everything that was done to it, field by field.
//!
//! It lies over the list and gives way to it again; what can be done with a
//! request can be done on its page by the same keys. Its updates are looked
//! up: of what is done with the screens' house does not hold them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::about_request::{about_with, update_lines};
use crate::console::action::Action;
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::console::widget::scroll::scrolled;
use crate::console::wish::Wish;
use crate::desk::{Found, Question};
use crate::domain::id::RequestId;
use crate::domain::money::Money;
use crate::domain::rate::signed;
use crate::domain::request::{Request, RequestUpdate};
use crate::domain::view::requests::suited;

/// People who suit that are named.
const SUITED: usize = 3;

/// About which request, how far one has read, and its updates.
#[derive(Clone, Debug)]
pub struct RequestPage {
    pub(super) request: RequestId,
    top: usize,
    updates: Option<Vec<RequestUpdate>>,
    awaited: Option<Question>,
    /// The entry of the journal up to which they are known.
    head: Option<i64>,
}

type Told = (Meaning, String);

impl RequestPage {
    /// The page of this request, from its top.
    pub fn new(request: RequestId) -> RequestPage {
        RequestPage {
            request,
            top: 0,
            updates: None,
            awaited: None,
            head: None,
        }
    }

    /// Asks for the updates, where those that are known have grown old.
    pub fn refresh(&mut self, view: &View) -> Vec<Wish> {
        if self.head == Some(view.head) {
            return Vec::new();
        }
        self.head = Some(view.head);
        let question = Question::Updates(self.request);
        self.awaited = Some(question.clone());
        vec![Wish::LookUp(Box::new(question))]
    }

    /// Takes what was looked up.
    pub fn found(&mut self, question: &Question, found: &Found) {
        if let Found::Updates(updates) = found
            && self.awaited.as_ref() == Some(question)
        {
            self.awaited = None;
            self.updates = Some(updates.clone());
        }
    }

    /// Scrolls; answers whether the action was that.
    pub fn scroll(&mut self, action: Action, view: &View) -> bool {
        let height = usize::from(view.body.height);
        let top = scrolled(action, self.top, self.told(view).len(), height);
        self.top = top.unwrap_or(self.top);
        top.is_some()
    }

    fn told(&self, view: &View) -> Vec<Told> {
        let Some(request) = view.house.requests.get(&self.request) else {
            return vec![(Meaning::Muted, "This request is gone.".to_owned())];
        };
        let mut said: Vec<Told> = about_with(request, &[], view)
            .into_iter()
            .enumerate()
            .map(|(nth, line)| {
                let meaning = if nth == 0 {
                    Meaning::Heading
                } else {
                    Meaning::Text
                };
                (meaning, line)
            })
            .collect();
        said.extend(compared(request).map(|line| (Meaning::Text, line)));
        said.extend(
            stamps(request, view)
                .into_iter()
                .map(|line| (Meaning::Muted, line)),
        );
        said.extend(who_suits(request, view));
        said.push((Meaning::Text, String::new()));
        said.push((Meaning::Heading, "HISTORY, the latest first".to_owned()));
        match &self.updates {
            None => said.push((Meaning::Muted, "Reading ...".to_owned())),
            Some(updates) => {
                let lines = update_lines(updates.iter().rev(), view);
                said.extend(lines.into_iter().map(|line| (Meaning::Text, line)));
            }
        }
        let columns = usize::from(view.body.width.saturating_sub(2));
        said.into_iter()
            .flat_map(|(meaning, line)| {
                fitted(&text::shown(&line, view.look.ascii), columns, meaning)
            })
            .collect()
    }

    /// Draws the page.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        let lines = self.told(view);
        let shown = lines.iter().skip(self.top).take(usize::from(area.height));
        for (nth, (meaning, said)) in shown.enumerate() {
            let style = view.look.style(*meaning);
            let place = row(area, nth as u16);
            view.look.write(buffer, place, &format!(" {said}"), style);
        }
    }
}

/// A line, or as many as it takes; what belongs beneath another keeps its
/// place there.
fn fitted(line: &str, columns: usize, meaning: Meaning) -> Vec<Told> {
    if text::width(line) <= columns {
        return vec![(meaning, line.to_owned())];
    }
    let indent = line.len() - line.trim_start().len();
    let room = columns.saturating_sub(indent + 2).max(10);
    text::wrap(line.trim_start(), room)
        .into_iter()
        .enumerate()
        .map(|(nth, part)| {
            let more = if nth == 0 { 0 } else { 2 };
            (meaning, format!("{}{part}", " ".repeat(indent + more)))
        })
        .collect()
}

/// The cost against its estimate.
fn compared(request: &Request) -> Option<String> {
    let (estimated, actual) = (request.estimated_cost?, request.actual_cost?);
    let above: Money = actual.minus(estimated);
    Some(format!("{} against the estimate", signed(above)))
}

/// Who took which step, and when.
fn stamps(request: &Request, view: &View) -> Vec<String> {
    let steps = [
        ("Reported", Some(request.created)),
        ("Acknowledged", request.acknowledged),
        ("Assigned", request.assigned.map(|assigned| assigned.stamp)),
        ("Started", request.started),
        ("Resolved", request.resolved),
        ("Closed", request.closed),
        ("Called off", request.cancelled),
    ];
    steps
        .into_iter()
        .filter_map(|(what, stamp)| {
            let stamp = stamp?;
            let by = view.house.staff.get(&stamp.by);
            let by = by.map_or("someone", |person| person.name.as_str());
            let at = stamp.at.stamp(view.property.timezone);
            Some(format!("{} {at}  {by}", text::pad(what, 13)))
        })
        .collect()
}

/// Who suits best while nobody has it, and to whom it is offered.
fn who_suits(request: &Request, view: &View) -> Vec<Told> {
    let mut said = Vec::new();
    let offered = request.offered_to.and_then(|id| view.house.staff.get(&id));
    if let Some(person) = offered {
        let line = format!(
            "It is late, and offered to {}; a takes it over.",
            person.name
        );
        said.push((Meaning::Warning, line));
    }
    if !request.is_open() || request.assigned.is_some() {
        return said;
    }
    let people = suited(view.house, request, view.now);
    said.extend(people.into_iter().take(SUITED).map(|one| {
        let line = format!("Suits: {} ({}), {}", one.name, one.role, one.why);
        (Meaning::Good, line)
    }));
    said
}
