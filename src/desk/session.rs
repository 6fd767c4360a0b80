//! Who acts, on which property, through which door.

use crate::domain::staff::Staff;
use crate::domain::{Code, PropertyId, Refusal, StaffId};

use super::Failure;
use super::execute::Desk;

/// Through which door a command came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Channel {
    /// The terminal console.
    Console,
    /// The command line.
    Cli,
    /// `keyrack batch`.
    Batch,
    /// An import.
    Import,
    /// A job.
    Job,
}

impl Channel {
    /// As the journal keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Channel::Console => "console",
            Channel::Cli => "cli",
            Channel::Batch => "batch",
            Channel::Import => "import",
            Channel::Job => "job",
        }
    }
}

/// Who acts, on which property, through which door.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Which property.
    pub property: PropertyId,
    /// Who.
    pub staff: StaffId,
    /// Through which door.
    pub channel: Channel,
    /// The operating system's name for them.
    pub os_user: Option<String>,
    /// Whether commands may say when they happen.
    pub replay: bool,
}

impl Session {
    /// A session of nobody, for a console that waits for someone to sign in:
    /// it can be looked through, but every command is refused.
    pub fn nobody(property: PropertyId, channel: Channel) -> Session {
        Session {
            property,
            staff: StaffId(0),
            channel,
            os_user: os_user(),
            replay: false,
        }
    }
}

impl Desk {
    /// Opens a session without asking for a PIN, for whoever [`Desk::door`]
    /// lets in, and for those who act in the house's name. Without a slug the
    /// only property is meant; without an employee number, its first
    /// administrator.
    ///
    /// # Errors
    /// `NOT_FOUND` for an unknown property or person, or where the slug is
    /// needed and missing; `PERMISSION_DENIED` for a person who may not act.
    pub fn session(
        &self,
        slug: Option<&str>,
        employee: Option<&str>,
        channel: Channel,
    ) -> Result<Session, Failure> {
        let property = self.property_called(slug)?;
        let staff = self.person(property.id, employee)?;
        Ok(Session {
            property: property.id,
            staff,
            channel,
            os_user: os_user(),
            replay: false,
        })
    }

    fn person(&self, property: PropertyId, employee: Option<&str>) -> Result<StaffId, Failure> {
        let everyone = self.with_facts(property, |facts| facts.all_staff())?;
        let found = match employee {
            Some(number) => everyone.iter().find(|person| person.employee == number),
            None => everyone.iter().find(|person| person.is_administrator()),
        };
        match found {
            Some(person) => {
                may_act(person)?;
                Ok(person.id)
            }
            None => Err(nobody(&everyone, employee).into()),
        }
    }
}

/// Refuses a person who may not act now.
///
/// # Errors
/// `PERMISSION_DENIED`, saying why.
pub(super) fn may_act(person: &Staff) -> Result<(), Refusal> {
    let Some(why) = person.why_not() else {
        return Ok(());
    };
    let message = format!(
        "{} is {why} and cannot act here; an administrator can change that.",
        person.name
    );
    Err(Refusal::new(Code::PermissionDenied, message).with("employee", &person.employee))
}

fn nobody(everyone: &[Staff], employee: Option<&str>) -> Refusal {
    let known: Vec<&str> = everyone
        .iter()
        .filter(|person| person.may_act())
        .map(|person| person.employee.as_str())
        .collect();
    Refusal::new(
        Code::NotFound,
        format!(
            "Nobody here has the employee number \"{}\"; there are: {}.",
            employee.unwrap_or("of an administrator"),
            known.join(", ")
        ),
    )
    .with("employees", known)
}

/// The operating system's name for whoever runs this.
pub(super) fn os_user() -> Option<String> {
    ["LOGNAME", "USER"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .filter(|name| !name.is_empty())
}
