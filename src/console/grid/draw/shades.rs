//! The shades of a plan over a row of the grid.

use ratatui::style::{Modifier, Style};

use super::super::shades::{self, Shade, Standing};
use super::super::sheet::Spot;
use super::Drawing;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::domain::view::bar::Bar;

/// What the signs of a plan mean.
pub const LEGEND: &str =
    " ~planned~  >looked at<  .leaves.  XfailsX   {in house= [confirmed- (tentative. #blocked#";

impl Drawing<'_> {
    /// The shades of a row, the one that is looked at on top.
    pub(super) fn shades(&mut self, y: u16, spot: &Spot) {
        let Some(shades) = &self.state.shades else {
            return;
        };
        for shade in shades.in_row(spot) {
            let nights = shade.nights;
            let Some(span) = self.parts.columns.stay(nights.check_in, nights.check_out) else {
                continue;
            };
            let said = shades::text(shade, span, self.view.look.ascii);
            let style = self.shade_style(shade);
            self.stamp(span.start, y, span.width(), &said, style);
        }
    }

    fn shade_style(&self, shade: &Shade) -> Style {
        let style = self.style(match shade.standing {
            Standing::Kept => Meaning::GhostFits,
            Standing::LeftOut => Meaning::Dim,
            Standing::Fails => Meaning::GhostRefused,
        });
        if shade.chosen {
            return style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        }
        style
    }

    /// A stay that leaves by the plan keeps its name, between dots.
    pub(super) fn leaving(&mut self, y: u16, bar: &Bar) -> bool {
        let Some(shades) = &self.state.shades else {
            return false;
        };
        if !shades.leaves(bar) {
            return false;
        }
        let Some(span) = self.parts.columns.stay(bar.from, bar.reaches) else {
            return true;
        };
        let columns = usize::from(span.width());
        let name = text::shown(&bar.label, self.view.look.ascii);
        let name = text::clip(&name, columns.saturating_sub(2)).to_owned();
        let dots = columns.saturating_sub(text::width(&name) + 1);
        let said = match columns {
            0 | 1 => ".".repeat(columns),
            _ => format!(".{name}{}", ".".repeat(dots)),
        };
        let style = self.style(Meaning::Muted);
        self.stamp(span.start, y, span.width(), &said, style);
        true
    }

    /// Whether a plan lies over the grid.
    pub(super) fn shows_plan(&self) -> bool {
        self.state.shades.is_some()
    }

    /// Whether the plan gives somebody this room.
    pub(super) fn is_given(&self, spot: &Spot) -> bool {
        let shades = self.state.shades.as_ref();
        shades.is_some_and(|shades| {
            let row = shades.in_row(spot);
            row.iter().any(|shade| shade.standing == Standing::Kept)
        })
    }
}
