//! The one table of what leads a request from one status to another.
//!
//! The check of a command, the key hints, the menu and the documentation are
//! all drawn from it: what is not here is not possible.

use super::{Request, RequestStatus};
use crate::domain::error::{Code, Refusal};

use RequestStatus::{Acknowledged, Assigned, Cancelled, Closed, InProgress, Resolved, Submitted};

/// What can be done to a request.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RequestStep {
    /// Take note of it; or give it back, if it was assigned.
    Acknowledge,
    /// Give it to someone, or to someone else.
    Assign,
    /// Begin.
    Start,
    /// Let it wait, for a part or for someone.
    Hold,
    /// Go on with what waited.
    Resume,
    /// Say that it is done.
    Resolve,
    /// Say that it is done with.
    Close,
    /// Begin again what was thought done.
    Reopen,
    /// Call it off.
    Cancel,
    /// Say how content whoever asked is.
    Rate,
    /// Change its particulars.
    Edit,
}

/// Who may take a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Those who assign requests.
    Assigner,
    /// Those who assign requests, and whoever sees to this one.
    AssignerOrAssignee,
    /// Those who close requests, and whoever sees to this one.
    CloserOrAssignee,
    /// Whoever sees it.
    Viewer,
}

/// Where a step leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leads {
    /// To this status.
    To(RequestStatus),
    /// The status stays.
    Stays,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The step.
    pub step: RequestStep,
    /// What it is, as people say it: `Assign`.
    pub label: &'static str,
    /// The command that takes it.
    pub op: &'static str,
    /// The statuses it is possible from.
    pub from: &'static [RequestStatus],
    /// Where it leads.
    pub leads: Leads,
    /// Who may.
    pub who: Who,
}

const OPEN: &[RequestStatus] = &[Submitted, Acknowledged, Assigned, InProgress];

/// Every step there is, one line each.
pub const TABLE: &[Line] = &[
    Line {
        step: RequestStep::Acknowledge,
        label: "Acknowledge",
        op: "acknowledge_request",
        // From assigned: whoever had it gives it back.
        from: &[Submitted, Assigned],
        leads: Leads::To(Acknowledged),
        who: Who::AssignerOrAssignee,
    },
    Line {
        step: RequestStep::Assign,
        label: "Assign",
        op: "assign_request",
        // A submitted one is acknowledged on the way.
        from: OPEN,
        leads: Leads::To(Assigned),
        who: Who::Assigner,
    },
    Line {
        step: RequestStep::Start,
        label: "Start",
        op: "start_request",
        from: &[Acknowledged, Assigned],
        leads: Leads::To(InProgress),
        who: Who::AssignerOrAssignee,
    },
    Line {
        step: RequestStep::Hold,
        label: "Put on hold",
        op: "hold_request",
        from: OPEN,
        leads: Leads::Stays,
        who: Who::AssignerOrAssignee,
    },
    Line {
        step: RequestStep::Resume,
        label: "Resume",
        op: "resume_request",
        from: OPEN,
        leads: Leads::Stays,
        who: Who::AssignerOrAssignee,
    },
    Line {
        step: RequestStep::Resolve,
        label: "Resolve",
        op: "resolve_request",
        from: &[InProgress],
        leads: Leads::To(Resolved),
        who: Who::AssignerOrAssignee,
    },
    Line {
        step: RequestStep::Close,
        label: "Close",
        op: "close_request",
        from: &[Resolved],
        leads: Leads::To(Closed),
        who: Who::CloserOrAssignee,
    },
    Line {
        step: RequestStep::Reopen,
        label: "Reopen",
        op: "reopen_request",
        from: &[Resolved],
        leads: Leads::To(InProgress),
        who: Who::AssignerOrAssignee,
    },
    Line {
        step: RequestStep::Cancel,
        label: "Cancel",
        op: "cancel_request",
        from: OPEN,
        leads: Leads::To(Cancelled),
        who: Who::AssignerOrAssignee,
    },
    Line {
        step: RequestStep::Rate,
        label: "Rate",
        op: "rate_request",
        from: &[Resolved, Closed],
        leads: Leads::Stays,
        who: Who::Viewer,
    },
    Line {
        step: RequestStep::Edit,
        label: "Change",
        op: "update_request",
        from: &[Submitted, Acknowledged, Assigned, InProgress, Resolved],
        leads: Leads::Stays,
        who: Who::Viewer,
    },
];

impl RequestStep {
    /// Every step.
    pub const ALL: [RequestStep; 11] = [
        RequestStep::Acknowledge,
        RequestStep::Assign,
        RequestStep::Start,
        RequestStep::Hold,
        RequestStep::Resume,
        RequestStep::Resolve,
        RequestStep::Close,
        RequestStep::Reopen,
        RequestStep::Cancel,
        RequestStep::Rate,
        RequestStep::Edit,
    ];

    /// Its line of the table.
    pub fn line(self) -> &'static Line {
        // The table has a line for each step; a test says so.
        TABLE
            .iter()
            .find(|line| line.step == self)
            .unwrap_or(&TABLE[0])
    }

    /// Whether a request that stands like this may take it.
    pub fn is_possible(self, request: &Request) -> bool {
        let suits = match self {
            RequestStep::Hold => request.waiting.is_none(),
            RequestStep::Resume => request.waiting.is_some(),
            _ => true,
        };
        suits && self.line().from.contains(&request.status)
    }
}

/// Where this step leads the request.
///
/// # Errors
/// `INVALID_TRANSITION` where the table has no line.
pub fn next_status(request: &Request, step: RequestStep) -> Result<RequestStatus, Refusal> {
    if step.is_possible(request) {
        return Ok(match step.line().leads {
            Leads::To(status) => status,
            Leads::Stays => request.status,
        });
    }
    Err(invalid(request, step))
}

fn invalid(request: &Request, step: RequestStep) -> Refusal {
    let line = step.line();
    let (ticket, current) = (&request.ticket, request.status.as_str());
    let requested = match line.leads {
        Leads::To(status) => status.as_str(),
        Leads::Stays => line.label,
    };
    let from: Vec<&str> = line.from.iter().map(|status| status.as_str()).collect();
    let message = match step {
        RequestStep::Hold if request.waiting.is_some() => {
            format!("{ticket} is on hold already; resume it when it can go on.")
        }
        RequestStep::Resume if request.is_open() => {
            format!("{ticket} is not on hold; there is nothing to resume.")
        }
        _ if request.status.is_final() => {
            format!("{ticket} is {current}, which is final; report it anew if it is still wrong.")
        }
        _ => format!(
            "{ticket} is {current} and cannot become {}; it would have to be {} first.",
            requested.to_lowercase(),
            from.join(" or ")
        ),
    };
    Refusal::new(Code::InvalidTransition, message)
        .with("ticket", ticket)
        .with("current", current)
        .with("requested", requested)
}
