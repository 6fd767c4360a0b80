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
    Err(denied(
        &format!("{} may not {what} (it needs {})", actor.name, needs.words()),
        needs,
        &draft.facts().all_staff(),
    ))
}

/// Refuses where the person's word does not count for so much.
///
/// # Errors
/// `PERMISSION_DENIED`, naming who on duty may.
pub fn require_level(draft: &Draft, level: OverrideLevel, what: &str) -> Result<(), Refusal> {
    require(draft, Needs::Or(Permission::Admin, level), what)
}

/// A refusal for want of permission: what is refused, and who may do it. The
/// one way in which any is said.
pub fn denied(what: &str, needs: Needs, staff: &[Staff]) -> Refusal {
    let who = WhoMay::of(staff, needs);
    Refusal::new(
        Code::PermissionDenied,
        format!("{what}; {}.", who.way_out()),
    )
    .with("needs", needs.words())
    .with("who_may", who.on_duty)
    .with("who_may_off_duty", who.off_duty)
}

/// Who may give a command: on duty now, and else.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WhoMay {
    /// Names of those on duty.
    pub on_duty: Vec<String>,
    /// Names of those who are not.
    pub off_duty: Vec<String>,
}

/// Names told in a sentence at most; the details hold all.
const TOLD: usize = 4;

impl WhoMay {
    /// Those of the staff who may act and whose permissions meet the need.
    pub fn of(staff: &[Staff], needs: Needs) -> WhoMay {
        let (on_duty, off_duty): (Vec<&Staff>, Vec<&Staff>) = staff
            .iter()
            .filter(|person| person.may_act() && needs.met_by(&person.permissions))
            .partition(|person| person.on_duty);
        let names = |people: Vec<&Staff>| people.into_iter().map(|one| one.name.clone()).collect();
        WhoMay {
            on_duty: names(on_duty),
            off_duty: names(off_duty),
        }
    }

    /// Whom to ask, as the end of a sentence.
    pub fn way_out(&self) -> String {
        let list = |names: &[String]| match names.len().saturating_sub(TOLD) {
            0 => names.join(", "),
            more => format!("{} or {more} more", names[..TOLD].join(", ")),
        };
        match (self.on_duty.as_slice(), self.off_duty.as_slice()) {
            ([], []) => "nobody here may; ask an administrator".to_owned(),
            ([], off) => format!("nobody on duty may, ask {} (off duty)", list(off)),
            (on, _) => format!("ask {}", list(on)),
        }
    }
}
