//! Setting a house up: the property, its policies, room types, rooms, staff.

use chrono_tz::Tz;

use super::{Decide, check, find, permission, stranded};
use crate::domain::command::{
    Command, CreateProperty, CreateRoom, CreateRoomType, CreateStaff, EditRoom, EditRoomType,
    SetPolicy,
};
use crate::domain::day::Day;
use crate::domain::draft::{Draft, Outcome};
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::{Context, Facts};
use crate::domain::id::{PropertyId, RoomId, StaffId};
use crate::domain::money::Currency;
use crate::domain::policy::Policies;
use crate::domain::property::{Property, RoomType};
use crate::domain::room::{Room, RoomStatus};
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
        id: staff,
        property: id,
        employee: "admin".to_owned(),
        name,
        role: Role::Administrator,
        permissions: Role::Administrator.defaults(),
        phone: None,
        email: None,
        languages: Vec::new(),
        on_duty: true,
        active: true,
        version: 0,
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

/// Heads a room or type may take.
fn capacity(given: u32) -> Result<u32, Refusal> {
    check::number("capacity", given, 1, 100)
}

fn rank(given: u32) -> Result<u32, Refusal> {
    check::number("rank", given, 0, 1000)
}

fn minutes(given: u32) -> Result<u32, Refusal> {
    check::number("minutes", given, 0, 24 * 60)
}

impl Decide for CreateRoomType {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let code = check::code("code", &self.code, 20)?;
        if draft.room_type(&code).is_some() {
            return Err(check::exists(
                "code",
                &code,
                format!("There is a room type {code} already; edit it or choose another code."),
            ));
        }
        let made = RoomType {
            id: draft.fresh_id(),
            property: draft.property().id,
            name: check::text("name", &self.name, check::NAME)?,
            capacity: capacity(self.capacity)?,
            rate: check::rate(draft, &self.rate)?,
            rank: rank(self.rank.unwrap_or(0))?,
            minutes: minutes(self.minutes.unwrap_or(30))?,
            code,
            version: 0,
        };
        draft.tell("room_type", &made.code);
        draft.summarise(format!("Made room type {} ({})", made.code, made.name));
        draft.save(made);
        Ok(())
    }
}

impl Decide for EditRoomType {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut changed = find::room_type(draft, &self.code)?;
        find::fresh(
            draft,
            &format!("Room type {}", changed.code),
            changed.version,
        )?;
        if let Some(name) = &self.name {
            changed.name = check::text("name", name, check::NAME)?;
        }
        if let Some(given) = self.capacity {
            changed.capacity = capacity(given)?;
        }
        if let Some(given) = &self.rate {
            changed.rate = check::rate(draft, given)?;
        }
        if let Some(given) = self.rank {
            changed.rank = rank(given)?;
        }
        if let Some(given) = self.minutes {
            changed.minutes = minutes(given)?;
        }
        draft.tell("room_type", &changed.code);
        draft.summarise(format!("Changed room type {}", changed.code));
        draft.save(changed);
        Ok(())
    }
}

fn floor(given: i32) -> Result<i32, Refusal> {
    check::number("floor", given, -20, 200)
}

/// The floor that a room number tells: its leading digits without the last two.
fn floor_of(number: &str) -> i32 {
    let digits: String = number
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let leading = &digits[..digits.len().saturating_sub(2)];
    leading
        .parse()
        .ok()
        .filter(|floor| *floor <= 200)
        .unwrap_or(0)
}

impl Decide for CreateRoom {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let number = check::code("number", &self.number, 20)?;
        if draft.room_numbered(&number).is_some() {
            return Err(check::exists(
                "number",
                &number,
                format!("There is a room {number} already; choose another number."),
            ));
        }
        let kind = find::room_type(draft, &self.room_type)?;
        let made = Room {
            id: RoomId(draft.fresh_id()),
            property: draft.property().id,
            room_type: kind.code,
            floor: floor(self.floor.unwrap_or_else(|| floor_of(&number)))?,
            capacity: capacity(self.capacity.unwrap_or(kind.capacity))?,
            features: check::features(&self.features)?,
            number,
            status: RoomStatus::Available,
            status_since: draft.context().now,
            status_before_guest: None,
            active: self.active.unwrap_or(true),
            maintenance: None,
            out_of_order: None,
            service: None,
            rush: false,
            requires_inspection: true,
            cleaning: None,
            last_checkout_at: None,
            last_cleaned: None,
            last_inspected: None,
            version: 0,
        };
        draft.tell("room", &made.number);
        draft.summarise(format!("Made room {}", made.number));
        draft.save(made);
        Ok(())
    }
}

impl Decide for EditRoom {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = find::room(draft, &self.room)?;
        find::fresh(draft, &format!("Room {}", before.number), before.version)?;
        let mut changed = before.clone();
        if let Some(code) = &self.room_type {
            changed.room_type = find::room_type(draft, code)?.code;
        }
        if let Some(given) = self.floor {
            changed.floor = floor(given)?;
        }
        if let Some(given) = self.capacity {
            changed.capacity = capacity(given)?;
        }
        if let Some(given) = &self.features {
            changed.features = check::features(given)?;
        }
        if let Some(given) = self.requires_inspection {
            changed.requires_inspection = given;
        }
        if let Some(active) = self.active {
            switch(&mut changed, active)?;
        }
        draft.tell("room", &changed.number);
        draft.summarise(format!("Changed room {}", changed.number));
        draft.save(changed.clone());
        if before.active && !changed.active {
            stranded::warn(draft, &changed, "is no longer in use");
        }
        warn_of_misfits(draft, &before, &changed);
        Ok(())
    }
}

fn switch(room: &mut Room, active: bool) -> Result<(), Refusal> {
    if !active && room.is_occupied() {
        return Err(Refusal::new(
            Code::RoomOccupied,
            format!(
                "Room {} is occupied; move the guest first, then take it out of use.",
                room.number
            ),
        )
        .with("room", &room.number));
    }
    if !active {
        room.rush = false;
    }
    room.active = active;
    Ok(())
}

/// Says which stays to come fit the changed room no more.
fn warn_of_misfits(draft: &mut Draft, before: &Room, after: &Room) {
    let smaller = after.capacity < before.capacity;
    let other_type = after.room_type != before.room_type;
    if !smaller && !other_type {
        return;
    }
    for booking in stranded::bookings_to_come(draft, after.id) {
        if smaller && booking.heads() > after.capacity {
            draft.warn(
                Code::RoomCapacityExceeded,
                format!(
                    "{} ({}) is a party of {} in room {}, which now takes {}; give them another room.",
                    booking.code, booking.lead, booking.heads(), after.number, after.capacity
                ),
            );
        }
        if other_type && booking.room_type != after.room_type {
            draft.warn(
                Code::RoomTypeMismatch,
                format!(
                    "{} ({}) booked {} and holds room {}, which is now {}; look whether it still suits.",
                    booking.code, booking.lead, booking.room_type, after.number, after.room_type
                ),
            );
        }
    }
}

impl Decide for CreateStaff {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let employee = check::code("employee", &self.employee, check::CODE)?;
        if draft.all_staff().iter().any(|one| one.employee == employee) {
            return Err(check::exists(
                "employee",
                &employee,
                format!("Employee number {employee} is taken; choose another."),
            ));
        }
        let email = check::optional("email", self.email.as_deref(), check::NAME)?;
        if let Some(email) = email.as_ref().filter(|email| !email.contains('@')) {
            return Err(check::invalid(
                "email",
                format!("\"{email}\" is not an e-mail address; it lacks the @."),
            ));
        }
        check::number("languages", self.languages.len(), 0, 30)?;
        let languages: Result<Vec<String>, Refusal> = self
            .languages
            .iter()
            .map(|language| check::text("languages", language, check::CODE))
            .collect();
        let made = Staff {
            id: StaffId(draft.fresh_id()),
            property: draft.property().id,
            employee,
            name: check::text("name", &self.name, check::NAME)?,
            role: self.role,
            permissions: self.role.defaults(),
            phone: check::optional("phone", self.phone.as_deref(), check::CODE)?,
            email,
            languages: languages?,
            on_duty: self.on_duty,
            active: true,
            version: 0,
        };
        draft.tell("employee", &made.employee);
        draft.summarise(format!("Took on {} ({})", made.name, made.role.label()));
        draft.save(made);
        Ok(())
    }
}
