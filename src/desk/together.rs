//! Carrying many commands out together: each a step of its own, all of them
//! or none.

use crate::domain::Refusal;
use crate::domain::command::Request;

use super::execute::{carry_out, fresh_key};
use super::{Desk, Failure, Receipt, Session};

impl Desk {
    /// Carries many commands out in one transaction, each with an entry of its
    /// own. It is kept only if `keep` and none was refused; else it was a
    /// trial, and nothing is changed. Answers one for each command.
    ///
    /// # Errors
    /// The failure of the store; nothing was changed then.
    pub fn execute_together(
        &mut self,
        session: &Session,
        requests: &[Request],
        keep: bool,
    ) -> Result<Vec<Result<Receipt, Refusal>>, Failure> {
        let clock = self.clock();
        let mut transaction = self.begin()?;
        let mut answers = Vec::with_capacity(requests.len());
        for request in requests {
            if super::plans::is_to_be_made(request) {
                answers.push(Err(super::plans::by_itself(0)));
                continue;
            }
            let key = request.key.clone().unwrap_or_else(fresh_key);
            let only = std::slice::from_ref(request);
            match carry_out(&mut transaction, session, only, &key, clock) {
                Ok(receipt) => answers.push(Ok(receipt)),
                Err(Failure::Refused(refusal)) => answers.push(Err(refusal)),
                Err(failure) => return Err(failure),
            }
        }
        if keep && answers.iter().all(Result::is_ok) {
            transaction.commit()?;
        }
        Ok(answers)
    }
}
