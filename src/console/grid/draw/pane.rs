//! What is selected, below the grid; on large frames with today and the alerts
//! beside it.

use ratatui::layout::Rect;

use super::Drawing;
use crate::console::about;
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;

/// What the signs mean.
const LEGEND: &str = " {in house= [confirmed- (tentative. |departed| #blocked# \
d=dirty c=cleaning";
/// The same, with what only wide frames have space for.
const MORE_LEGEND: &str = " i=inspect m=maintenance x=out of order   *VIP !do not move L long & group \" notes   \
X..X conflict  !!! overstay";

impl Drawing<'_> {
    /// The rule and what stands below it.
    pub(super) fn pane(&mut self) {
        let (rule, pane) = (self.parts.rule, self.parts.pane);
        if pane.height == 0 {
            return;
        }
        self.view.look.rule(self.buffer, rule);
        if self.state.is_carrying() {
            self.preview(pane);
        } else if self.parts.about.height > 0 {
            self.panels(rule, pane);
        } else {
            let lines = super::super::detail::short(self.state, self.view);
            self.text(pane, &lines);
        }
    }

    /// Lines of text, one below the other; the first stands out.
    fn text(&mut self, area: Rect, lines: &[String]) {
        let mut lines = lines.to_vec();
        // The last line has the rows below it to itself.
        if lines.len() < usize::from(area.height)
            && let Some(last) = lines.pop()
        {
            let columns = usize::from(area.width).saturating_sub(2);
            let shown = text::shown(&last, self.view.look.ascii);
            lines.extend(text::wrap(&shown, columns));
        }
        for (nth, line) in lines.iter().take(usize::from(area.height)).enumerate() {
            let meaning = if nth == 0 {
                Meaning::Text
            } else {
                Meaning::Muted
            };
            let at = row(area, nth as u16);
            let style = self.style(meaning);
            self.view
                .look
                .write(self.buffer, at, &format!(" {line}"), style);
        }
    }

    /// Three panels side by side.
    fn panels(&mut self, rule: Rect, pane: Rect) {
        let third = pane.width / 3;
        let view = self.view;
        let subject = crate::console::screen::Panel::subject(self.state, view);
        let mut selected = about::about(&subject, view);
        if subject.booking.is_none() && subject.block.is_none() {
            selected = super::super::detail::short(self.state, view);
            selected.extend(
                subject
                    .room
                    .and_then(|id| view.house.rooms.get(&id))
                    .map_or_else(Vec::new, |room| {
                        about::about_room(room, view).into_iter().skip(1).collect()
                    }),
            );
        }
        let panels = [
            ("Selected", selected),
            ("Today", self.state.today.clone()),
            ("Alerts", super::super::detail::alerts(view)),
        ];
        for (nth, (title, lines)) in panels.into_iter().enumerate() {
            let x = pane.x + third * nth as u16;
            let width = if nth == 2 { pane.right() - x } else { third };
            self.put(
                x + 2,
                rule.y,
                width,
                &format!(" {title} "),
                Meaning::Heading,
            );
            let down = self.view.look.lines().down;
            for y in pane.rows().map(|row| row.y).filter(|_| nth > 0) {
                self.put(x, y, 1, down, Meaning::Border);
            }
            let inside = Rect {
                x: x + 1,
                width: width.saturating_sub(1),
                ..pane
            };
            self.text(inside, &lines);
        }
    }

    /// What the signs mean.
    pub(super) fn legend(&mut self) {
        let area = self.parts.legend;
        let said = if self.shows_plan() {
            super::shades::LEGEND.to_owned()
        } else if area.width > 150 {
            format!("{LEGEND}{MORE_LEGEND}")
        } else {
            LEGEND.to_owned()
        };
        let style = self.style(Meaning::Muted);
        self.view.look.write(self.buffer, area, &said, style);
    }
}
