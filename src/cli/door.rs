//! Comes in at the desk's door: the database the call names, the property,
//! and the person who acts.

use super::arguments::Global;
use super::fault::Fault;
use crate::desk::{Channel, Desk, Session, Window};
use crate::domain::property::Property;
use crate::domain::{Day, House, Stay};

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
    /// There is none, it cannot be used, or it holds no such property or person.
    pub fn open(global: &Global, channel: Channel) -> Result<Door, Fault> {
        let desk = Desk::open(&global.path())?;
        let session = desk.session(
            global.property.as_deref(),
            global.employee.as_deref(),
            channel,
        )?;
        Ok(Door { desk, session })
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

/// One day, as a range.
pub fn day_and_next(day: Day) -> Stay {
    Stay {
        check_in: day,
        check_out: day.plus(1),
    }
}
