//! Drawing the requests, as a list or as a board, and the chosen one below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{COLUMNS, RequestList};
use crate::console::about;
use crate::console::look::row;
use crate::console::order::telling;
use crate::console::screen::list_parts::ListParts;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::{Filter, View};
use crate::domain::request::{Priority, Request, RequestStatus};

/// Columns before the text that grows: mark and priority, ticket, place.
const PRIORITY: u16 = 4;
const TICKET: u16 = 13;
const PLACE: u16 = 8;
/// Columns behind it: status, person, due.
const STATUS: u16 = 12;
const PERSON: u16 = 12;
const DUE: u16 = 8;
/// Rows of one card of the board.
const CARD: u16 = 2;

/// Divides the body.
pub fn parts(area: Rect) -> ListParts {
    ListParts::of(area, 12, 6)
}

/// Draws the whole screen.
pub fn draw(screen: &RequestList, area: Rect, buffer: &mut Buffer, view: &View) {
    let parts = parts(area);
    summary(screen, parts.summary, buffer, view);
    view.look.rule(buffer, row(area, 2));
    if screen.board {
        board(screen, parts, buffer, view);
    } else {
        list(screen, parts, buffer, view);
    }
    if screen.shown.is_empty() {
        let said = match screen.filter {
            Filter::All => " Nothing is to be repaired or brought. Q reports something.",
            _ => " No request of this kind. Esc shows all.",
        };
        let style = view.look.style(Meaning::Good);
        view.look.write(buffer, row(parts.list, 0), said, style);
        notices(parts.list, buffer, view);
    }
    view.look.rule(buffer, parts.rule);
    if let Some(request) = screen.here(view) {
        told(request, parts.told, buffer, view);
    }
}

/// Where there is nothing to do there is room for what hangs on the wall.
fn notices(area: Rect, buffer: &mut Buffer, view: &View) {
    let lines = telling::wall(view);
    for (nth, line) in lines.iter().enumerate() {
        let place = row(area, nth as u16 + 2);
        let style = view.look.style(Meaning::Text);
        view.look.write(buffer, place, &format!(" {line}"), style);
    }
}

fn summary(screen: &RequestList, area: Rect, buffer: &mut Buffer, view: &View) {
    let shown = || {
        screen
            .shown
            .iter()
            .filter_map(|id| view.house.requests.get(id))
    };
    let count = |counts: &dyn Fn(&Request) -> bool| shown().filter(|one| counts(one)).count();
    let filter = match &screen.filter {
        Filter::All => "all".to_owned(),
        filter => format!("{} (Esc: all)", filter.label()),
    };
    let said = format!(
        " late {}  emergencies {}  nobody's {}  on hold {}  mine {}   showing {filter}",
        count(&|one| one.is_overdue(view.now)),
        count(&|one| one.priority == Priority::Emergency),
        count(&|one| one.is_open() && one.assigned.is_none()),
        count(&|one| one.waiting.is_some()),
        count(&|one| one.assignee() == Some(view.actor.id)),
    );
    let style = view.look.style(Meaning::Muted);
    view.look.write(buffer, area, &said, style);
}

/// The columns of one line, cut to the frame: where it is narrow, the person
/// and the hour give way to what is wrong.
fn columns(area: Rect) -> [Rect; 7] {
    let narrow = area.width < 70;
    let (person, due) = if narrow { (0, 0) } else { (PERSON, DUE) };
    let fixed = PRIORITY + TICKET + PLACE + STATUS + person + due;
    let what = area.width.saturating_sub(fixed);
    let mut x = area.x;
    [PRIORITY, TICKET, PLACE, what, STATUS, person, due].map(|width| {
        let width = width.min(area.right().saturating_sub(x));
        let rect = Rect { x, width, ..area };
        x += width;
        rect
    })
}

fn list(screen: &RequestList, parts: ListParts, buffer: &mut Buffer, view: &View) {
    let heads = [" P", "Ticket", "Where", "What", "Status", "Who", "Due"];
    for (place, text) in columns(parts.heads).into_iter().zip(heads) {
        let style = view.look.style(Meaning::Heading);
        view.look.write(buffer, place, text, style);
    }
    let count = screen.shown.len();
    let window = screen.choice.window(count, usize::from(parts.list.height));
    for (nth, index) in window.enumerate() {
        if let Some(request) = screen.request(index, view) {
            let state = (index == screen.choice.at, screen.marks.has(&request.id));
            line(request, row(parts.list, nth as u16), state, buffer, view);
        }
    }
}

fn line(
    request: &Request,
    area: Rect,
    (here, marked): (bool, bool),
    buffer: &mut Buffer,
    view: &View,
) {
    let own = meaning(request, view);
    let person = request
        .assignee()
        .and_then(|id| view.house.staff.get(&id))
        .map_or("", |person| person.name.as_str());
    let due = request
        .due_at(view.now)
        .filter(|_| request.is_open())
        .map_or_else(String::new, |due| view.when(due));
    let mark = match (here, marked) {
        (true, true) => "*",
        (true, false) => ">",
        (false, true) => "+",
        (false, false) => " ",
    };
    let cell = |text: &str, columns: u16| {
        let safe = text::shown(text, view.look.ascii);
        text::shorten(&safe, usize::from(columns).saturating_sub(1))
    };
    let places = columns(area);
    let texts = [
        (format!("{mark}{}", sign(request)), own),
        (request.ticket.clone(), Meaning::Text),
        (cell(&place(request, view), PLACE), Meaning::Text),
        (cell(&request.title, places[3].width), Meaning::Text),
        (status(request, view).to_owned(), own),
        (cell(person, PERSON), Meaning::Text),
        (due, own),
    ];
    for (place, (text, meaning)) in places.into_iter().zip(texts) {
        let meaning = match (here, marked) {
            (true, _) => Meaning::Cursor,
            (false, true) => Meaning::Selection,
            (false, false) => meaning,
        };
        view.look
            .write(buffer, place, &text, view.look.style(meaning));
    }
}

/// Number of the room, else the place.
fn place(request: &Request, view: &View) -> String {
    let room = request.room.and_then(|id| view.house.rooms.get(&id));
    match (room, &request.location) {
        (Some(room), _) => room.number.clone(),
        (None, Some(location)) => location.clone(),
        (None, None) => String::new(),
    }
}

/// Priority without colour: `4!` an emergency, `2`.
fn sign(request: &Request) -> String {
    let loud = if request.priority == Priority::Emergency {
        "!"
    } else {
        ""
    };
    format!("{}{loud}", request.priority)
}

/// How far it has come; waiting and late are said in its place.
fn status(request: &Request, view: &View) -> &'static str {
    if request.waiting.is_some() {
        "On hold"
    } else if request.is_overdue(view.now) {
        "Late"
    } else {
        request.status.label()
    }
}

fn meaning(request: &Request, view: &View) -> Meaning {
    if request.is_open() && request.priority == Priority::Emergency {
        Meaning::Critical
    } else if request.is_overdue(view.now) {
        Meaning::Warning
    } else if request.status == RequestStatus::Resolved {
        Meaning::Good
    } else if request.waiting.is_some() {
        Meaning::Muted
    } else {
        Meaning::Text
    }
}

/// The columns of the board that fit.
fn board_columns(area: Rect) -> Vec<(RequestStatus, Rect)> {
    let width = area.width / COLUMNS.len() as u16;
    COLUMNS
        .into_iter()
        .enumerate()
        .map(|(nth, status)| {
            let x = area.x + nth as u16 * width;
            (status, Rect { x, width, ..area })
        })
        .collect()
}

/// Every card that shows: its place among the requests, and in the frame.
fn cards(screen: &RequestList, area: Rect, view: &View) -> Vec<(usize, Rect)> {
    let mut found = Vec::new();
    let rows = usize::from(area.height / CARD);
    for (status, column) in board_columns(area) {
        let own: Vec<usize> = (0..screen.shown.len())
            .filter(|at| {
                let request = screen.request(*at, view);
                request.is_some_and(|request| request.status == status)
            })
            .collect();
        let here = own.iter().position(|at| *at == screen.choice.at);
        let choice = crate::console::widget::choice::Choice {
            at: here.unwrap_or(0),
        };
        let window = choice.window(own.len(), rows);
        for (nth, index) in window.enumerate() {
            let place = Rect {
                y: area.y + nth as u16 * CARD,
                width: column.width.saturating_sub(1),
                height: CARD,
                ..column
            };
            found.push((own[index], place));
        }
    }
    found
}

fn board(screen: &RequestList, parts: ListParts, buffer: &mut Buffer, view: &View) {
    for (status, column) in board_columns(parts.heads) {
        let count = screen
            .shown
            .iter()
            .filter_map(|id| view.house.requests.get(id))
            .filter(|request| request.status == status)
            .count();
        let said = format!(" {} {count}", status.label());
        let style = view.look.style(Meaning::Heading);
        view.look.write(buffer, column, &said, style);
    }
    for (index, area) in cards(screen, parts.list, view) {
        if let Some(request) = screen.request(index, view) {
            let state = (index == screen.choice.at, screen.marks.has(&request.id));
            card(request, area, state, buffer, view);
        }
    }
}

fn card(
    request: &Request,
    area: Rect,
    (here, marked): (bool, bool),
    buffer: &mut Buffer,
    view: &View,
) {
    let meaning = match (here, marked) {
        (true, _) => Meaning::Cursor,
        (false, true) => Meaning::Selection,
        (false, false) => meaning(request, view),
    };
    let mark = match (here, marked) {
        (true, true) => "*",
        (true, false) => ">",
        (false, true) => "+",
        (false, false) => " ",
    };
    // The year says nothing on a card.
    let short = request.ticket.rsplit('-').next().unwrap_or_default();
    let flag = if request.waiting.is_some() {
        " hold"
    } else if request.is_overdue(view.now) {
        " late"
    } else {
        ""
    };
    let head = format!(
        "{mark}{} {short} {}{flag}",
        sign(request),
        place(request, view)
    );
    let style = view.look.style(meaning);
    view.look.write(buffer, row(area, 0), &head, style);
    let title = format!(" {}", request.title);
    view.look.write(buffer, row(area, 1), &title, style);
}

/// The request at this place of the frame, by its place among those shown.
pub fn request_at(screen: &RequestList, area: Rect, at: Position, view: &View) -> Option<usize> {
    let list = parts(area).list;
    if screen.board {
        return cards(screen, list, view)
            .into_iter()
            .find(|(_, place)| place.contains(at))
            .map(|(index, _)| index);
    }
    let window = screen
        .choice
        .window(screen.shown.len(), usize::from(list.height));
    let mut rows = window
        .enumerate()
        .map(|(nth, index)| (row(list, nth as u16), index));
    rows.find(|(place, _)| place.contains(at))
        .map(|(_, index)| index)
}

fn told(request: &Request, area: Rect, buffer: &mut Buffer, view: &View) {
    let columns = usize::from(area.width.saturating_sub(2));
    let lines = about::about_request(request, view);
    let wrapped = lines
        .iter()
        .flat_map(|line| text::wrap(&text::shown(line, view.look.ascii), columns));
    for (nth, line) in wrapped.take(usize::from(area.height)).enumerate() {
        let style = view.look.style(if nth == 0 {
            Meaning::Heading
        } else {
            Meaning::Text
        });
        view.look
            .write(buffer, row(area, nth as u16), &format!(" {line}"), style);
    }
}
