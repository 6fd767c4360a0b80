//! Commands about requests for repair or service, their categories, and
//! residents.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::booking::Contact;
use crate::domain::moment::Moment;
use crate::domain::money::Price;
use crate::domain::request::{Priority, ResidentKind};
use crate::domain::staff::Role;

/// Make a category of requests.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateCategory {
    /// Its name.
    pub name: String,
    /// Roles that suit.
    pub roles: BTreeSet<Role>,
    /// The most urgent a request of it may be; else an emergency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_priority: Option<Priority>,
    /// Hours it usually takes; else 24.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_hours: Option<u32>,
    /// What may be spent on it in a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Price>,
    /// Whether what a guest asks for goes along to another room; else not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows_guest: Option<bool>,
}

/// Change a category of requests.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditCategory {
    /// Which, by name.
    pub name: String,
    /// Roles that suit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<BTreeSet<Role>>,
    /// The most urgent a request of it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_priority: Option<Priority>,
    /// Hours it usually takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_hours: Option<u32>,
    /// What may be spent on it in a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Price>,
    /// Whether what a guest asks for goes along to another room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows_guest: Option<bool>,
}

/// Report something for repair or service.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRequest {
    /// What is wrong, in a line.
    pub title: String,
    /// Name of its category.
    pub category: String,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// In which room, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Where else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The booking whose guest asks for it, by code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<String>,
    /// Who asks for it: an employee number or a resident's code; else whoever
    /// reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requester: Option<String>,
    /// How urgent; else medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// What it should cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_cost: Option<Price>,
    /// Whether the room may be sold meanwhile. A *no* lays a repair on it, or
    /// asks someone who may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_be_sold: Option<bool>,
}

macro_rules! about_one_request {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Which request.
            pub ticket: String,
            /// What there is to say about it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub notes: Option<String>,
        }
    )*};
}

about_one_request! {
    /// Take note of a request; one that was assigned is given back.
    AcknowledgeRequest,
    /// Begin. A request that nobody has becomes that of whoever begins.
    StartRequest,
    /// Let it wait; the notes say for what.
    HoldRequest,
    /// Go on with what waited.
    ResumeRequest,
    /// Begin again what was thought done.
    ReopenRequest,
    /// Call it off.
    CancelRequest,
    /// Say that it is done with.
    CloseRequest,
}

/// Give a request to someone.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignRequest {
    /// Which request.
    pub ticket: String,
    /// To whom, by employee number; else to whoever suits best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee: Option<String>,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Give several requests to someone, all or none.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BulkAssignRequests {
    /// Which requests.
    pub tickets: Vec<String>,
    /// To whom, by employee number; else each to whoever suits best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee: Option<String>,
}

/// Tell the managers of requests that are late. One that is not late, or of
/// which they were told lately, is passed over.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscalateRequests {
    /// Which requests.
    pub tickets: Vec<String>,
}

/// Say that the work is done.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolveRequest {
    /// Which request.
    pub ticket: String,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What it has cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual_cost: Option<Price>,
    /// Who was called in from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
}

/// Say how content whoever asked is.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRequest {
    /// Which request.
    pub ticket: String,
    /// 1 to 5.
    pub rating: u8,
    /// What they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

/// Add to a request, or change its particulars.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateRequest {
    /// Which request.
    pub ticket: String,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What is wrong, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Name of its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// In which room, by number; empty takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Where else; empty takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// How urgent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// When it should be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_completion: Option<Moment>,
    /// What it should cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_cost: Option<Price>,
    /// What it has cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual_cost: Option<Price>,
    /// Who was called in from outside; empty takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
}

/// Take down a resident.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateResident {
    /// Who it is.
    pub full_name: String,
    /// In what right they live here.
    pub kind: ResidentKind,
    /// In which room, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Or in which flat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flat: Option<String>,
    /// How to reach them.
    #[serde(default)]
    pub contact: Contact,
}

/// Change a resident.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditResident {
    /// Which, by code.
    pub resident: String,
    /// Who it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// In what right they live here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ResidentKind>,
    /// In which room, by number; empty takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Or in which flat; empty takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flat: Option<String>,
    /// How to reach them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Whether they live here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}
