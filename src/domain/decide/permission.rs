//! Who may give which command.

use crate::domain::command::{Command, Needs};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::staff::{OverrideLevel, Permission, Permissions, Staff};

impl Needs {
    /// Whether these permissions are enough.
    pub fn met_by(self, permissions: &Permissions) -> bool {
        match self {
            Needs::SignedIn => true,
            Needs::All(all) => all.iter().all(|one| permissions.may(*one)),
            Needs::Any(any) => any.iter().any(|one| permissions.may(*one)),
            Needs::Or(one, level) => permissions.may(one) || permissions.override_level >= level,
            Needs::And(one, level) => {
                permissions.may(Permission::Admin)
                    || (permissions.may(one) && permissions.override_level >= level)
            }
        }
    }

    /// What is needed, in words.
    pub fn words(self) -> String {
        let list = |all: &[Permission], joint: &str| {
            all.iter()
                .map(|one| one.as_str())
                .collect::<Vec<_>>()
                .join(joint)
        };
        match self {
            Needs::SignedIn => "being signed in".into(),
            Needs::All(all) => list(all, " and "),
            Needs::Any(any) => list(any, " or "),
            Needs::Or(one, level) => {
                format!("{} or override level {}", one.as_str(), level.as_str())
            }
            Needs::And(one, level) => format!(
                "{} with override level {}, or admin",
                one.as_str(),
                level.as_str()
            ),
        }
    }
}

/// Refuses a command that the person may not give.
///
/// # Errors
/// `PERMISSION_DENIED`, naming who on duty may.
pub fn check(draft: &Draft, command: &Command) -> Result<(), Refusal> {
    let spec = command.spec();
    require(draft, spec.needs, spec.does)
}

/// Refuses where the person's permissions do not meet the need.
///
/// # Errors
/// `PERMISSION_DENIED`, naming who on duty may.
pub fn require(draft: &Draft, needs: Needs, what: &str) -> Result<(), Refusal> {
    let actor = &draft.context().actor;
    if needs.met_by(&actor.permissions) {
        return Ok(());
    }
    let may = who_may(&draft.facts().all_staff(), needs);
    let way_out = if may.is_empty() {
        "nobody on duty may; ask an administrator".to_owned()
    } else {
        format!("ask {}", may.join(", "))
    };
    Err(Refusal::new(
        Code::PermissionDenied,
        format!(
            "{} may not {what} (it needs {}); {way_out}.",
            actor.name,
            needs.words()
        ),
    )
    .with("needs", needs.words())
    .with("who_may", may))
}

/// Refuses where the person's word does not count for so much.
///
/// # Errors
/// `PERMISSION_DENIED`, naming who on duty may.
pub fn require_level(draft: &Draft, level: OverrideLevel, what: &str) -> Result<(), Refusal> {
    require(draft, Needs::Or(Permission::Admin, level), what)
}

/// Names of those on duty whose permissions meet the need.
pub fn who_may(staff: &[Staff], needs: Needs) -> Vec<String> {
    staff
        .iter()
        .filter(|person| person.active && person.on_duty && needs.met_by(&person.permissions))
        .map(|person| person.name.clone())
        .collect()
}
