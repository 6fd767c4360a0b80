//! Who acts, on which property, through which door.

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

impl Desk {
    /// Opens a session. Without a slug the only property is meant; without an
    /// employee number, its first administrator.
    ///
    /// # Errors
    /// `NOT_FOUND` for an unknown property or person, or where the slug is
    /// needed and missing.
    pub fn session(
        &self,
        slug: Option<&str>,
        employee: Option<&str>,
        channel: Channel,
    ) -> Result<Session, Failure> {
        let properties = self.properties()?;
        let property = match slug {
            Some(slug) => properties.iter().find(|property| property.slug == slug),
            None if properties.len() == 1 => properties.first(),
            None => None,
        };
        let Some(property) = property else {
            let slugs: Vec<&str> = properties
                .iter()
                .map(|property| property.slug.as_str())
                .collect();
            let message = match slug {
                _ if slugs.is_empty() => {
                    "There is no property in this database yet; \"keyrack init\" makes one."
                        .to_owned()
                }
                Some(slug) => format!(
                    "There is no property \"{slug}\" here; there are: {}.",
                    slugs.join(", ")
                ),
                None => format!(
                    "Which property? Name one with --property: {}.",
                    slugs.join(", ")
                ),
            };
            return Err(Refusal::new(Code::NotFound, message)
                .with("properties", slugs)
                .into());
        };
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
            Some(number) => everyone
                .iter()
                .find(|person| person.active && person.employee == number),
            None => everyone.iter().find(|person| {
                person.active
                    && person
                        .permissions
                        .may(crate::domain::staff::Permission::Admin)
            }),
        };
        found.map(|person| person.id).ok_or_else(|| {
            let known: Vec<&str> = everyone
                .iter()
                .filter(|person| person.active)
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
            .into()
        })
    }
}

/// The operating system's name for whoever runs this.
fn os_user() -> Option<String> {
    ["LOGNAME", "USER"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .filter(|name| !name.is_empty())
}
