//! Drawing the team: what needs somebody, one line each, and what the chosen
//! one has in hand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::TeamScreen;
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::booking::BookingStatus;
use crate::domain::id::StaffId;
use crate::domain::request::Request;
use crate::domain::staff::Permission;
use crate::domain::tally::{Team, TeamLine, words};

/// From this width on every figure shows.
const WIDE: u16 = 104;
/// Rows above the list.
const HEAD: u16 = 5;

/// How the body is divided.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    house: Rect,
    standing: Rect,
    figures: Rect,
    heads: Rect,
    rule: Rect,
    /// The people.
    pub list: Rect,
    below: Rect,
    told: Rect,
}

/// Divides the body.
pub fn parts(area: Rect) -> Parts {
    let told = if area.height >= 30 {
        14
    } else {
        6.min(area.height / 3)
    };
    let list = Rect {
        y: area.y + HEAD.min(area.height),
        height: area.height.saturating_sub(HEAD + told + 1),
        ..area
    };
    Parts {
        house: row(area, 0),
        standing: row(area, 1),
        figures: row(area, 2),
        heads: row(area, 3),
        rule: row(area, 4),
        list,
        below: Rect {
            y: list.bottom(),
            height: u16::from(list.bottom() < area.bottom()),
            ..area
        },
        told: Rect {
            y: (list.bottom() + 1).min(area.bottom()),
            height: area.bottom().saturating_sub(list.bottom() + 1),
            ..area
        },
    }
}

/// Draws the whole screen.
pub fn draw(screen: &TeamScreen, area: Rect, buffer: &mut Buffer, view: &View) {
    let parts = parts(area);
    let text = view.look.style(Meaning::Text);
    let muted = view.look.style(Meaning::Muted);
    view.look.write(buffer, parts.house, &house(view), text);
    view.look.rule(buffer, parts.rule);
    view.look.rule(buffer, parts.below);
    let Some(team) = &screen.team.found else {
        let said = " Reading the figures ...";
        view.look.write(buffer, parts.standing, said, muted);
        return;
    };
    let urgent = team.now.overdue > 0 || team.now.emergencies > 0;
    let meaning = if urgent {
        Meaning::Warning
    } else {
        Meaning::Text
    };
    let style = view.look.style(meaning);
    view.look
        .write(buffer, parts.standing, &standing(team), style);
    let said = figures(team, screen.days, area.width);
    view.look.write(buffer, parts.figures, &said, muted);
    let heads = format!("  {}", cells(HEADS, area.width));
    let heading = view.look.style(Meaning::Heading);
    view.look.write(buffer, parts.heads, &heads, heading);
    let window = screen
        .choice
        .window(team.people.len(), usize::from(parts.list.height));
    for (nth, index) in window.enumerate() {
        let here = index == screen.choice.at;
        line(
            &team.people[index],
            row(parts.list, nth as u16),
            here,
            buffer,
            view,
        );
    }
    told(screen, parts.told, buffer, view);
}

/// What the rest of the house needs: ` House: 2 alerts critical, 1 warning ...`.
fn house(view: &View) -> String {
    let summary = &view.figures.summary;
    let today = view.today();
    let coming = view.house.bookings.values().filter(|booking| {
        booking.status == BookingStatus::Confirmed
            && booking.checked_in_at.is_none()
            && booking.stay.check_in <= today
    });
    let board = &view.figures.work;
    let rooms = board
        .loads
        .iter()
        .map(|load| load.left.count)
        .sum::<usize>();
    let roomless = if view.actor.permissions.may(Permission::Bookings) {
        format!("   no room {}", summary.total_unassigned)
    } else {
        String::new()
    };
    format!(
        " House      !!!{} !!{}   to come {}   to clean {rooms}{roomless}",
        summary.critical,
        summary.warning,
        coming.count(),
    )
}

fn standing(team: &Team) -> String {
    let now = &team.now;
    format!(
        " Requests   late {}  emergencies {}  nobody's {}  in hand {}  on hold {}  to close {}",
        now.overdue, now.emergencies, now.unassigned, now.in_hand, now.on_hold, now.to_close
    )
}

fn figures(team: &Team, days: i32, width: u16) -> String {
    let all = &team.in_all;
    let money = if width >= WIDE {
        format!(
            "  estimated {}  cost {}",
            all.estimated_cost, all.actual_cost
        )
    } else {
        String::new()
    };
    format!(
        " {days} days{}reported {}  done {}  in time {}  takes {}  rating {}{money}",
        " ".repeat(6_usize.saturating_sub(days.to_string().len())),
        all.total,
        words::share(all.completion_rate),
        words::share(all.on_time_share),
        words::hours(all.average_hours),
        words::rating(all.average_rating),
    )
}

const HEADS: [&str; 10] = [
    "Name", "Role", "In hand", "Late", "Total", "Done", "In time", "Takes", "Rating", "Est/cost",
];

/// The cells of one line, each in its columns; where the frame is narrow, the
/// role and the money give way.
fn cells(cells: [&str; 10], width: u16) -> String {
    let [name, role, rest @ ..] = cells;
    let mut said = text::pad(name, 17);
    if width >= 78 {
        said.push_str(&text::pad(role, if width >= WIDE { 24 } else { 10 }));
    }
    let widths = [8, 5, 6, 8, 8, 8, 7, 9];
    let most = if width >= WIDE { 8 } else { 7 };
    for (cell, width) in rest.into_iter().zip(widths).take(most) {
        said.push_str(&text::pad_left(cell, width));
    }
    said
}

fn line(person: &TeamLine, area: Rect, here: bool, buffer: &mut Buffer, view: &View) {
    let one = &person.figures;
    let name = text::shown(&person.name, view.look.ascii);
    let name = text::shorten(&name, 16);
    let role = text::shorten(person.role.label(), if area.width >= WIDE { 23 } else { 9 });
    let duty = if person.on_duty { "+" } else { " " };
    let done = format!("{} {}", one.completed, words::share(one.completion_rate));
    let said = format!(
        "{}{duty}{}",
        if here { ">" } else { " " },
        cells(
            [
                &name,
                &role,
                &person.in_hand.to_string(),
                &person.overdue.to_string(),
                &one.total.to_string(),
                &done,
                &words::share(one.on_time_share),
                &words::hours(one.average_hours),
                &words::rating(one.average_rating),
                &words::ratio(one.cost_efficiency),
            ],
            area.width
        )
    );
    let meaning = match () {
        () if here => Meaning::Cursor,
        () if person.overdue > 0 => Meaning::Warning,
        () if person.on_duty => Meaning::Text,
        () => Meaning::Muted,
    };
    view.look
        .write(buffer, area, &said, view.look.style(meaning));
}

/// What the chosen person has in hand, the most urgent first.
fn told(screen: &TeamScreen, area: Rect, buffer: &mut Buffer, view: &View) {
    let Some(person) = screen.chosen else {
        return;
    };
    let name = view.house.staff.get(&person);
    let name = name.map_or("", |person| person.name.as_str());
    let all = in_hand(person, view);
    let said = match all.len() {
        0 => format!(" {name} has nothing in hand.   + on duty"),
        count => format!(" {name} has {count} in hand; Enter shows them.   + on duty"),
    };
    let heading = view.look.style(Meaning::Heading);
    view.look.write(buffer, row(area, 0), &said, heading);
    let rows = usize::from(area.height.saturating_sub(1));
    for (nth, request) in all.into_iter().take(rows).enumerate() {
        let late = request.is_overdue(view.now);
        let state = match (&request.waiting, late) {
            (Some(_), _) => "on hold",
            (None, true) => "late",
            (None, false) => request.status.label(),
        };
        let room = request.room.and_then(|id| view.house.rooms.get(&id));
        let place = room
            .map(|room| room.number.as_str())
            .or(request.location.as_deref())
            .unwrap_or_default();
        let said = format!(
            " {}  {}  {}  {}  {}",
            request.ticket,
            request.priority,
            text::pad(&text::shorten(place, 8), 8),
            text::pad(state, 11),
            request.title
        );
        let meaning = if late {
            Meaning::Warning
        } else {
            Meaning::Text
        };
        let style = view.look.style(meaning);
        view.look
            .write(buffer, row(area, nth as u16 + 1), &said, style);
    }
}

fn in_hand<'v>(person: StaffId, view: &View<'v>) -> Vec<&'v Request> {
    let mut found: Vec<&Request> = view
        .house
        .requests
        .values()
        .filter(|one| one.assignee() == Some(person) && one.status.is_in_hand())
        .collect();
    found.sort_by_key(|one| {
        (
            std::cmp::Reverse(one.priority),
            !one.is_overdue(view.now),
            one.id,
        )
    });
    found
}
