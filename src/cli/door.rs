//! Comes in at the desk's door: the database the call names, the property,
//! and the person who acts.

use super::arguments::Global;
use super::fault::Fault;
use super::pin;
use crate::console::open::Seated;
use crate::desk::{Channel, Desk, Door as Way, Session, Window};
use crate::domain::property::Property;
use crate::domain::{Code, Day, House, Refusal, Stay};

/// An open desk and the session at it.
pub struct Door {
    /// The desk.
    pub desk: Desk,
    /// Who acts, where.
    pub session: Session,
}

impl Door {
    /// Opens the database the call names.
    ///
    /// # Errors
    /// There is none, it cannot be used, or it holds no such property or
    /// person; `PERMISSION_DENIED` for whoever is neither trusted as the
    /// file's owner nor gives a name and PIN that go together.
    pub fn open(global: &Global, channel: Channel) -> Result<Door, Fault> {
        let mut desk = Desk::open(&global.path())?;
        let property = desk.property_called(global.property.as_deref())?;
        let who = global.employee.as_deref();
        let session = match (desk.door(&property), who) {
            (Way::Open, who) => desk.session(Some(&property.slug), who, channel)?,
            (Way::Locked, Some(who)) => {
                desk.sign_in(property.id, who, &pin::of_caller()?, channel)?
            }
            (Way::Locked, None) => return Err(who_are_you()),
        };
        Ok(Door { desk, session })
    }

    /// Opens the database for a console: where nobody is trusted and no PIN
    /// was given beforehand, the console itself asks.
    ///
    /// # Errors
    /// As [`Door::open`].
    pub fn for_console(global: &Global) -> Result<(Door, Seated), Fault> {
        let channel = Channel::Console;
        let desk = Desk::open(&global.path())?;
        let property = desk.property_called(global.property.as_deref())?;
        let who = global.employee.as_deref();
        if desk.door(&property) == Way::Open {
            let session = desk.session(Some(&property.slug), who, channel)?;
            return Ok((Door { desk, session }, Seated::Trusted));
        }
        if who.is_some() && pin::is_given() {
            drop(desk);
            return Ok((Door::open(global, channel)?, Seated::WithPin));
        }
        let session = Session::nobody(property.id, channel);
        let name = who.unwrap_or_default().to_owned();
        Ok((Door { desk, session }, Seated::Nobody(name)))
    }

    /// The property.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn property(&self) -> Result<Property, Fault> {
        Ok(self.desk.property(&self.session)?)
    }

    /// The house for these days.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn house(&self, days: Stay) -> Result<House, Fault> {
        let window = Window {
            from: days.check_in,
            days: days.nights().unsigned_abs().max(1),
        };
        Ok(self.desk.house(&self.session, window)?)
    }

    /// The house as it stands today.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn house_today(&self) -> Result<House, Fault> {
        let today = self.property()?.business_date;
        self.house(day_and_next(today))
    }
}

fn who_are_you() -> Fault {
    Refusal::new(
        Code::PermissionDenied,
        "This house wants to know who you are; name yourself with --as EMPLOYEE and give your PIN.",
    )
    .into()
}

/// One day, as a range.
pub fn day_and_next(day: Day) -> Stay {
    Stay {
        check_in: day,
        check_out: day.plus(1),
    }
}
