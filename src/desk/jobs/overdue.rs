//! The hourly look at requests that are late: the managers are told, once for
//! as many hours as the house says.

use super::work::{Ended, Work};
use crate::desk::{Failure, RequestFilter};
use crate::domain::command::EscalateRequests;
use crate::domain::request::RequestStatus;

/// Requests looked at, at most; whoever has more open has other worries.
const MOST: u32 = 10_000;
/// Requests escalated in one step, so that no entry of the journal grows too
/// long.
const AT_ONCE: usize = 50;

impl Work<'_> {
    /// Tells the managers of every late request they are to be told of.
    pub fn overdue_maintenance(&mut self) -> Result<Ended, Failure> {
        let property = self.desk.property_of(self.session.property)?;
        let now = self.desk.now();
        let in_hand = RequestFilter {
            statuses: vec![RequestStatus::Assigned, RequestStatus::InProgress],
            ..RequestFilter::default()
        };
        let mut late: Vec<String> = self
            .desk
            .requests(&self.session, &in_hand, None, MOST)?
            .into_iter()
            .filter(|request| request.escalation_is_due(&property.policies, now))
            .map(|request| request.ticket)
            .collect();
        if late.is_empty() {
            return Ok(Ended::nothing("No late request is news to the managers."));
        }
        // The oldest first.
        late.reverse();
        let (mut escalated, mut told) = (0, 0);
        for tickets in late.chunks(AT_ONCE) {
            self.step()?;
            let first = tickets.first().cloned().unwrap_or_default();
            let command = EscalateRequests {
                tickets: tickets.to_vec(),
            };
            let receipt = self.execute(&format!("late:{first}"), command)?;
            let count = |name: &str| receipt.touched.get(name);
            escalated += count("escalated")
                .and_then(serde_json::Value::as_array)
                .map_or(0, Vec::len);
            told += count("told")
                .and_then(serde_json::Value::as_u64)
                .unwrap_or(0);
        }
        Ok(Ended::done(format!(
            "{escalated} late requests, {told} messages written."
        )))
    }
}
