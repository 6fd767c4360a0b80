//! What is marked in a list, so that one action is about many.
//!
//! Owns which lines are marked and how a range grows; what a line is belongs
//! to whoever draws it. Esc clears, and what has gone is marked no more.

use std::collections::BTreeSet;

use super::action::Action;
use super::widget::choice::Choice;

/// The marked lines of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection<T: Ord> {
    marked: BTreeSet<T>,
    /// Where a range began, while one grows with each step.
    anchor: Option<T>,
    /// What was marked before the range began.
    before: BTreeSet<T>,
}

impl<T: Ord> Default for Selection<T> {
    fn default() -> Self {
        Self {
            marked: BTreeSet::new(),
            anchor: None,
            before: BTreeSet::new(),
        }
    }
}

impl<T: Ord + Clone> Selection<T> {
    /// Marks the line, or takes its mark away.
    pub fn toggle(&mut self, line: T) {
        self.anchor = None;
        if !self.marked.remove(&line) {
            self.marked.insert(line);
        }
    }

    /// Begins a range at this line, or ends the one that grows.
    pub fn sweep(&mut self, line: T) {
        if self.anchor.take().is_none() {
            self.before = self.marked.clone();
            self.marked.insert(line.clone());
            self.anchor = Some(line);
        }
    }

    /// The keyboard has come to the line at `at` of `lines`: a growing range
    /// reaches there.
    pub fn reach(&mut self, lines: &[T], at: usize) {
        let Some(anchor) = &self.anchor else { return };
        let Some(from) = lines.iter().position(|line| line == anchor) else {
            return;
        };
        let between = lines.iter().take(from.max(at) + 1).skip(from.min(at));
        self.marked = self.before.clone();
        self.marked.extend(between.cloned());
    }

    /// Marks both ends of a step made with Shift held.
    pub fn step(&mut self, from: Option<T>, to: Option<T>) {
        self.marked.extend(from.into_iter().chain(to));
    }

    /// Marks as `action` says: the chosen line, or a range that grows from it;
    /// answers whether the action was about that. `lines` are all there are.
    pub fn follow(
        &mut self,
        action: Action,
        lines: &[T],
        chosen: Option<T>,
        choice: &mut Choice,
    ) -> bool {
        let mut step = |by| choice.follow(by, lines.len(), 1);
        match (action, chosen) {
            (Action::Mark, Some(line)) => {
                step(Action::Down);
                self.toggle(line);
            }
            (Action::SelectRange, Some(line)) => self.sweep(line),
            (Action::ExtendUp, here) => {
                step(Action::Up);
                self.step(here, lines.get(choice.at).cloned());
            }
            (Action::ExtendDown, here) => {
                step(Action::Down);
                self.step(here, lines.get(choice.at).cloned());
            }
            (Action::Back, _) => return self.clear(),
            _ => return false,
        }
        true
    }

    /// Only what `is_there` stays marked.
    pub fn keep(&mut self, is_there: impl Fn(&T) -> bool) {
        self.marked.retain(&is_there);
        self.before.retain(&is_there);
    }

    /// Marks nothing any more; answers whether anything was.
    pub fn clear(&mut self) -> bool {
        let any = !self.marked.is_empty();
        *self = Self::default();
        any
    }

    /// Whether this line is marked.
    pub fn has(&self, line: &T) -> bool {
        self.marked.contains(line)
    }

    /// How many are marked.
    pub fn len(&self) -> usize {
        self.marked.len()
    }

    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    /// Those of `lines` that are marked, in their order.
    pub fn among(&self, lines: &[T]) -> Vec<T> {
        lines
            .iter()
            .filter(|line| self.has(line))
            .cloned()
            .collect()
    }
}

/// `1 room`, `3 rooms`.
pub fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [u8; 6] = [1, 2, 3, 4, 5, 6];

    #[test]
    fn lines_are_marked_one_by_one() {
        let mut selection = Selection::default();
        selection.toggle(4);
        selection.toggle(2);
        selection.toggle(4);
        selection.toggle(6);
        assert_eq!(selection.among(&LINES), [2, 6]);
        assert!(selection.clear() && !selection.clear());
    }

    #[test]
    fn a_range_grows_and_shrinks_until_it_is_ended() {
        let mut selection = Selection::default();
        selection.toggle(6);
        selection.sweep(2);
        selection.reach(&LINES, 4);
        assert_eq!(selection.among(&LINES), [2, 3, 4, 5, 6]);
        selection.reach(&LINES, 2);
        assert_eq!(selection.among(&LINES), [2, 3, 6]);
        selection.sweep(3);
        selection.reach(&LINES, 5);
        assert_eq!(selection.among(&LINES), [2, 3, 6]);
    }

    #[test]
    fn what_has_gone_is_marked_no_more() {
        let mut selection = Selection::default();
        selection.step(Some(1), Some(2));
        selection.keep(|line| *line != 1);
        assert_eq!(selection.len(), 1);
    }
}
