//! The property itself, and its policies.

use chrono_tz::Tz;

use crate::domain::command::{Command, CreateProperty, SetPolicy};
use crate::domain::day::Day;
use crate::domain::decide::{Decide, check, find, permission};
use crate::domain::draft::{Draft, Outcome};
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::{Context, Facts};
use crate::domain::id::{PropertyId, StaffId};
use crate::domain::money::Currency;
use crate::domain::policy::Policies;
use crate::domain::property::Property;
use crate::domain::staff::{Role, Staff};

/// Makes a property and its first administrator, employee `admin`.
///
/// There is no property to draft over yet, so this one does not go through
/// [`Decide`].
///
/// # Errors
/// `ALREADY_EXISTS` for a taken short name; `INVALID_VALUE` for a field.
pub fn found(
    facts: &dyn Facts,
    command: &CreateProperty,
    context: &Context,
) -> Result<Outcome, Refusal> {
    let property = new_property(facts, command, context)?;
    let mut draft = Draft::for_property(facts, context, property);
    permission::check(&draft, &Command::CreateProperty(command.clone()))?;
    let id = PropertyId(draft.fresh_id());
    let property = Property {
        id,
        ..draft.property().clone()
    };
    draft.tell("property", &property.slug);
    draft.summarise(format!("Made the property {}", property.name));
    draft.save(property);
    let name = match &command.administrator {
        Some(name) => check::text("administrator", name, check::NAME)?,
        None => "Administrator".to_owned(),
    };
    let staff = StaffId(draft.fresh_id());
    draft.save(Staff {
        on_duty: true,
        ..Staff::new(staff, id, "admin", name, Role::Administrator)
    });
    draft.tell("employee", "admin");
    Ok(draft.finish())
}

fn new_property(
    facts: &dyn Facts,
    command: &CreateProperty,
    context: &Context,
) -> Result<Property, Refusal> {
    let slug = check::code("slug", &command.slug.to_lowercase(), check::CODE)?;
    if facts.property_slugs().contains(&slug) {
        return Err(check::exists(
            "slug",
            &slug,
            format!("There is a property {slug} already; choose another short name."),
        ));
    }
    let timezone: Tz = command.timezone.trim().parse().map_err(|_| {
        check::invalid(
            "timezone",
            format!(
                "\"{}\" is not a time zone; write one such as Europe/Rome.",
                command.timezone
            ),
        )
    })?;
    let business_date = command
        .business_date
        .unwrap_or_else(|| context.now.calendar_day(timezone));
    if business_date >= Day::LAST {
        return Err(check::invalid(
            "business_date",
            format!("The house cannot open on {business_date}; give an earlier day."),
        ));
    }
    Ok(Property {
        id: PropertyId(0),
        slug,
        name: check::text("name", &command.name, check::NAME)?,
        currency: Currency::from_code(command.currency.trim())?,
        timezone,
        business_date,
        policies: Policies::default(),
        version: 0,
    })
}

impl Decide for CreateProperty {
    fn decide(&self, _: &mut Draft) -> Result<(), Refusal> {
        Err(Refusal::new(
            Code::BadCommand,
            "A property is made by a command of its own; send create_property alone.",
        ))
    }
}

impl Decide for SetPolicy {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut property = draft.property().clone();
        find::fresh(draft, "The property", property.version)?;
        property.policies = property
            .policies
            .with(self.name.trim(), self.value.trim())?;
        draft.tell("policy", self.name.trim());
        draft.tell("value", self.value.trim());
        draft.summarise(format!(
            "Set policy {} to {}",
            self.name.trim(),
            self.value.trim()
        ));
        draft.save(property);
        Ok(())
    }
}
