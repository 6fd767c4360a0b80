//! Drawing the alerts and what would settle the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::AlertList;
use crate::console::look::row;
use crate::console::screen::list_parts::ListParts;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::{Filter, View};
use crate::domain::alert_mark::Severity;
use crate::domain::alerts::{Alert, AlertState, Offer};
use crate::domain::rate::signed;

/// Columns before the text that grows: mark and severity, hours, subject.
const SEVERITY: u16 = 5;
const HOURS: u16 = 5;
const SUBJECT: u16 = 20;
const STEP: u16 = 20;
/// From this width on, names and next steps have more columns.
const WIDE: u16 = 120;

/// Divides the body.
pub fn parts(area: Rect) -> ListParts {
    ListParts::of(area, 8, 5)
}

/// Draws the whole screen.
pub fn draw(screen: &AlertList, area: Rect, buffer: &mut Buffer, view: &View) {
    let parts = parts(area);
    summary(screen, parts.summary, buffer, view);
    heads(parts.heads, buffer, view);
    view.look.rule(buffer, row(area, 2));
    let alerts = screen.shown(view);
    let window = screen
        .choice
        .window(alerts.len(), usize::from(parts.list.height));
    for (nth, index) in window.enumerate() {
        let here = index == screen.choice.at;
        let marked = screen.marks.has(&alerts[index].alert.to_string());
        line(
            alerts[index],
            row(parts.list, nth as u16),
            (here, marked),
            buffer,
            view,
        );
    }
    if alerts.is_empty() {
        let said = " Nothing needs anyone now. 1 shows the month, 2 the turnover board.";
        view.look.write(
            buffer,
            row(parts.list, 0),
            said,
            view.look.style(Meaning::Good),
        );
    }
    view.look.rule(buffer, parts.rule);
    if let Some(alert) = screen.chosen(view) {
        told(screen, alert, parts.told, buffer, view);
    }
}

fn summary(screen: &AlertList, area: Rect, buffer: &mut Buffer, view: &View) {
    let sum = view.figures.summary;
    let filter = match &screen.filter {
        Filter::All => "all".to_owned(),
        filter => format!("{} (Esc: all)", filter.label()),
    };
    let mut said = format!(
        " critical {}  warnings {}  to know {}  put off {}  settled {}  show {filter}",
        sum.critical, sum.warning, sum.info, sum.snoozed, sum.resolved
    );
    said.push_str(if view.rings {
        "  bell on"
    } else {
        "  bell off"
    });
    if sum.thresholds.unassigned || sum.thresholds.critical || sum.thresholds.conflicts {
        said.push_str("  ! more than usual");
    }
    view.look
        .write(buffer, area, &said, view.look.style(Meaning::Muted));
}

/// The columns of one line, cut to the frame.
fn columns(area: Rect) -> [Rect; 5] {
    let subject = if area.width >= WIDE {
        SUBJECT + 14
    } else {
        SUBJECT
    };
    let step = if area.width >= WIDE { STEP + 4 } else { STEP };
    let step = step.min(area.width.saturating_sub(SEVERITY + HOURS + subject) / 2);
    let why = area.width.saturating_sub(SEVERITY + HOURS + subject + step);
    let mut x = area.x;
    [SEVERITY, HOURS, subject, why, step].map(|width| {
        let width = width.min(area.right().saturating_sub(x));
        let rect = Rect { x, width, ..area };
        x += width;
        rect
    })
}

fn heads(area: Rect, buffer: &mut Buffer, view: &View) {
    for (place, text) in
        columns(area)
            .into_iter()
            .zip([" Sev", "Left", "Who", "Why it matters", "Next step"])
    {
        view.look
            .write(buffer, place, text, view.look.style(Meaning::Heading));
    }
}

fn line(alert: &Alert, area: Rect, (here, marked): (bool, bool), buffer: &mut Buffer, view: &View) {
    let own = meaning(alert.severity);
    let style = |meaning| {
        let over = match (here, marked) {
            (true, _) => Meaning::Cursor,
            (false, true) => Meaning::Selection,
            (false, false) => meaning,
        };
        view.look.style(over)
    };
    let mark = match (here, marked) {
        (true, true) => "*",
        (true, false) => ">",
        (false, true) => "+",
        (false, false) => " ",
    };
    let state = match alert.state {
        AlertState::Open => "",
        AlertState::Acknowledged => "seen: ",
        AlertState::Snoozed => "put off: ",
        AlertState::Resolved => "settled: ",
    };
    let texts = [
        (format!("{mark}{}", sign(alert.severity)), own),
        (hours(alert.hours_left), own),
        (who(alert, columns(area)[2].width, view), Meaning::Text),
        (format!("{state}{}", alert.message), Meaning::Text),
        (format!(" {}", alert.action.label()), Meaning::Key),
    ];
    for (place, (text, meaning)) in columns(area).into_iter().zip(texts) {
        view.look.write(buffer, place, &text, style(meaning));
    }
}

fn who(alert: &Alert, columns: u16, view: &View) -> String {
    let booking = alert.booking_id.and_then(|id| view.house.bookings.get(&id));
    let (name, tail) = match (&alert.ticket, &alert.guest) {
        (Some(ticket), _) => (ticket, " ".to_owned()),
        (None, guest) => {
            let nights = booking.map_or(0, |booking| booking.stay.nights());
            let kind = alert.room_type.as_deref().unwrap_or_default();
            let guest = guest.as_ref().unwrap_or(&alert.message);
            (guest, format!(" {kind} {nights}n "))
        }
    };
    let guest = text::shown(name, view.look.ascii);
    let room = usize::from(columns).saturating_sub(text::width(&tail));
    format!("{}{tail}", text::shorten(&guest, room))
}

/// Severity without colour.
fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "!!!",
        Severity::Warning => "!!",
        Severity::Info => "i",
    }
}

fn meaning(severity: Severity) -> Meaning {
    match severity {
        Severity::Critical => Meaning::Critical,
        Severity::Warning => Meaning::Warning,
        Severity::Info => Meaning::Info,
    }
}

/// `25m`, `6h`, `4d`; with a minus when past.
fn hours(left: f64) -> String {
    let sign = if left < 0.0 { "-" } else { "" };
    let left = left.abs();
    if left < 1.0 {
        format!("{sign}{:.0}m", (left * 60.0).floor())
    } else if left < 48.0 {
        format!("{sign}{:.0}h", left.floor())
    } else {
        format!("{sign}{:.0}d", (left / 24.0).floor())
    }
}

fn told(screen: &AlertList, alert: &Alert, area: Rect, buffer: &mut Buffer, view: &View) {
    let text = view.look.style(Meaning::Text);
    view.look.write(
        buffer,
        row(area, 0),
        &format!(" {}  {}", alert.alert.subject, alert.message),
        text,
    );
    let offers = &screen.offers;
    let head = match (offers.nights, offers.rooms.is_empty()) {
        (None, _) => String::new(),
        (Some(_), true) => format!(
            " No {} is free for these nights, nor any other room.",
            alert.room_type.as_deref().unwrap_or_default()
        ),
        (Some(_), false) => LABEL.to_owned(),
    };
    view.look.write(
        buffer,
        row(area, 1),
        &head,
        view.look.style(Meaning::Heading),
    );
    for (index, place) in offer_places(screen, area) {
        let here = screen.offered == Some(index);
        let meaning = if here {
            Meaning::Cursor
        } else {
            Meaning::Available
        };
        view.look.write(
            buffer,
            place,
            &offer_text(&offers.rooms[index]),
            view.look.style(meaning),
        );
    }
    let told = who_was_told(alert, view);
    let last = area.height.saturating_sub(1);
    view.look.write(
        buffer,
        row(area, last),
        &told,
        view.look.style(Meaning::Muted),
    );
    let reasons: Vec<String> = offers
        .others
        .iter()
        .map(|other| format!("{}: {}.", other.room, other.reason))
        .collect();
    if reasons.is_empty() {
        return;
    }
    let said = format!("Why not the others?  {}", reasons.join("  "));
    let columns = usize::from(area.width.saturating_sub(2));
    for (nth, line) in text::wrap(&text::shown(&said, view.look.ascii), columns)
        .iter()
        .enumerate()
        .take(usize::from(last.saturating_sub(2)))
    {
        view.look.write(
            buffer,
            row(area, nth as u16 + 2),
            &format!(" {line}"),
            view.look.style(Meaning::Muted),
        );
    }
}

/// Who has a message about it, and since when: `Told: Ana 09:12, Mia 09:12`.
fn who_was_told(alert: &Alert, view: &View) -> String {
    let mark = view.house.alert_marks.get(&alert.alert.to_string());
    let told = mark.map_or(&[][..], |mark| mark.told.as_slice());
    let people: Vec<String> = told
        .iter()
        .filter_map(|told| {
            let person = view.house.staff.get(&told.staff)?;
            let first = person.name.split_whitespace().next().unwrap_or_default();
            Some(format!(
                "{} {}",
                text::shown(first, view.look.ascii),
                view.when(told.at)
            ))
        })
        .collect();
    if people.is_empty() {
        return " Nobody was told yet.".to_owned();
    }
    format!(" Told: {}.", people.join(", "))
}

const LABEL: &str = " Rooms (Tab): ";

fn offer_text(offer: &Offer) -> String {
    let price = offer
        .difference
        .map_or_else(String::new, |difference| format!(" {}", signed(difference)));
    let dirty = if offer.is_bookable {
        ""
    } else {
        " not ready yet"
    };
    format!("[{} {}{price}{dirty}]", offer.room, offer.room_type)
}

fn offer_places(screen: &AlertList, told: Rect) -> Vec<(usize, Rect)> {
    let line = row(told, 1);
    let label = LABEL.len() as u16;
    let mut x = line.x + label;
    let mut places = Vec::new();
    for (index, offer) in screen.offers.rooms.iter().enumerate() {
        let width = text::width(&offer_text(offer)) as u16;
        if line.is_empty() || x + width > line.right() {
            break;
        }
        places.push((index, Rect { x, width, ..line }));
        x += width + 1;
    }
    places
}

/// The offered room at this place of the frame.
pub fn offer_at(screen: &AlertList, area: Rect, at: Position) -> Option<usize> {
    let places = offer_places(screen, parts(area).told);
    places
        .into_iter()
        .find(|(_, place)| place.contains(at))
        .map(|(index, _)| index)
}
