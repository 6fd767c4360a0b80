//! What an import says at its end: every row of the file accounted for.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// A row that was not written, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The line of the file on which the row begins.
    pub line: u64,
    /// The code of the refusal, where the house refused it; nothing where the
    /// row itself makes no sense.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// One phrase or sentence.
    pub reason: String,
}

impl Refused {
    /// A row that makes no sense by itself.
    pub fn row(line: u64, reason: impl Into<String>) -> Self {
        Self {
            line,
            code: None,
            reason: reason.into(),
        }
    }
}

/// The account of an import. `rows` is always the sum of `written`,
/// `repeated`, `passed_over` and `refused`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Rows in the file, the header not counted.
    pub rows: u64,
    /// Rows that became a booking (or a room).
    pub written: u64,
    /// Rows that were written by an earlier run.
    pub repeated: u64,
    /// Rows that are in order and not for this mode, by reason.
    pub passed_over: BTreeMap<String, u64>,
    /// Rows that were refused.
    pub refused: Vec<Refused>,
    /// What was set right in rows that were written, by kind.
    pub corrections: BTreeMap<String, u64>,
    /// Warnings the house gave for rows that were written, by code.
    pub warnings: BTreeMap<String, u64>,
    /// Written bookings by what became of them.
    pub by_status: BTreeMap<String, u64>,
    /// Commands carried out, or written for a replay.
    pub commands: u64,
}

impl ImportReport {
    /// Whether each row is in exactly one of the counts.
    pub fn adds_up(&self) -> bool {
        self.rows
            == self.written
                + self.repeated
                + self.passed_over.values().sum::<u64>()
                + self.refused.len() as u64
    }

    /// Counts one more of a kind.
    pub fn count(kinds: &mut BTreeMap<String, u64>, kind: &str) {
        match kinds.get_mut(kind) {
            Some(count) => *count += 1,
            None => {
                kinds.insert(kind.to_owned(), 1);
            }
        }
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} rows: {} written, {} already there, {} passed over, {} refused.",
            self.rows,
            self.written,
            self.repeated,
            self.passed_over.values().sum::<u64>(),
            self.refused.len()
        )?;
        for (status, count) in &self.by_status {
            writeln!(f, "  written      {count:>7}  {status}")?;
        }
        for (reason, count) in &self.passed_over {
            writeln!(f, "  passed over  {count:>7}  {reason}")?;
        }
        for (kind, count) in &self.corrections {
            writeln!(f, "  set right    {count:>7}  {kind}")?;
        }
        for (code, count) in &self.warnings {
            writeln!(f, "  warned       {count:>7}  {code}")?;
        }
        for refused in &self.refused {
            let code = refused
                .code
                .as_deref()
                .map(|code| format!("{code}: "))
                .unwrap_or_default();
            writeln!(
                f,
                "  refused      line {}: {code}{}",
                refused.line, refused.reason
            )?;
        }
        Ok(())
    }
}
