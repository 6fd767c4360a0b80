//! Attempting one of several commands: what it has edited before it was
//! refused is taken back, and the others go on.

use super::Draft;
use crate::domain::error::Refusal;
use crate::domain::row::{Row, Table};

/// A row's key, and what the draft held for it before.
pub(super) type Before = ((Table, i64), Option<Option<Row>>);

impl Draft<'_> {
    /// Puts a row, or that it is gone, into the overlay.
    pub(super) fn touch(&mut self, key: (Table, i64), row: Option<Row>) {
        let before = self.touched.insert(key, row);
        if let Some(trail) = &mut self.trail {
            trail.push((key, before));
        }
    }

    /// Decides something. Where it is refused, the draft is as it was before.
    /// Attempts do not nest.
    ///
    /// # Errors
    /// The reason why it is refused.
    pub fn attempt<T>(
        &mut self,
        decide: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let (told, warned) = (self.told(), self.warnings.len());
        let (counters, property) = (self.counters, self.property.clone());
        let (undoes, secrets) = (self.undoes, self.secrets.len());
        self.trail = Some(Vec::new());
        let decided = decide(self);
        let trail = self.trail.take().unwrap_or_default();
        if decided.is_err() {
            for (key, before) in trail.into_iter().rev() {
                match before {
                    Some(row) => self.touched.insert(key, row),
                    None => self.touched.remove(&key),
                };
            }
            self.retell(told);
            self.warnings.truncate(warned);
            (self.counters, self.property) = (counters, property);
            self.undoes = undoes;
            self.secrets.truncate(secrets);
        }
        decided
    }
}
