//! Who may come in: the owner of the file where the house trusts them, else
//! whoever has a name and a PIN that go together.
//!
//! Wrong tries are counted before the PIN is looked at, in the database: so
//! neither two consoles nor many tries at once get round the wait.

use crate::domain::property::Property;
use crate::domain::secret::Secret;
use crate::domain::sign_in::{self, Failures};
use crate::domain::staff::Staff;
use crate::domain::{Actor, Code, Moment, PropertyId, Refusal, StaffId};

use super::session::os_user;
use super::{Channel, Desk, Failure, Session, pin};

/// What the door asks of whoever comes in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Door {
    /// Nothing: they own the file, and the house trusts its owner.
    Open,
    /// A name and a PIN.
    Locked,
}

/// Who wants to come in, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignIn {
    /// The property.
    pub property: PropertyId,
    /// Name or employee number.
    pub who: String,
    /// What goes with it.
    pub pin: Secret,
}

/// Someone has come in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entered {
    /// Who acts, where.
    pub session: Session,
    /// What they may do.
    pub actor: Actor,
    /// The property.
    pub property: Property,
    /// Whether they came in as the owner of the file, without a PIN.
    pub trusted: bool,
}

impl Desk {
    /// Lets whoever gives a name and PIN that go together come in.
    ///
    /// # Errors
    /// As [`Desk::sign_in`].
    pub fn let_in(&mut self, ask: &SignIn, channel: Channel) -> Result<Entered, Failure> {
        let session = self.sign_in(ask.property, &ask.who, &ask.pin, channel)?;
        self.entered(session, false)
    }

    /// Lets the owner of the file go over to another property, as the same
    /// person where they are on its staff, else as its first administrator.
    ///
    /// # Errors
    /// `PERMISSION_DENIED` where the property does not trust the owner.
    pub fn go_over(&self, to: PropertyId, from: &Session) -> Result<Entered, Failure> {
        let property = self.properties()?.into_iter().find(|one| one.id == to);
        let Some(property) = property.filter(|property| self.door(property) == Door::Open) else {
            return Err(sign_in::wrong(0).into());
        };
        let own = self.with_facts(from.property, |facts| facts.staff(from.staff))?;
        let everyone = self.with_facts(to, |facts| facts.all_staff())?;
        let same = own.filter(|own| {
            everyone.iter().any(|other| {
                other.may_act() && other.employee == own.employee && other.name == own.name
            })
        });
        let number = same.as_ref().map(|own| own.employee.as_str());
        let session = self.session(Some(&property.slug), number, from.channel)?;
        self.entered(session, true)
    }

    fn entered(&self, session: Session, trusted: bool) -> Result<Entered, Failure> {
        let property = self.property(&session)?;
        let person = self.with_facts(session.property, |facts| facts.staff(session.staff))?;
        let person = person.ok_or_else(|| sign_in::wrong(0))?;
        Ok(Entered {
            actor: Actor::of(&person),
            session,
            property,
            trusted,
        })
    }

    /// What the door of a property asks of whoever runs this program.
    pub fn door(&self, property: &Property) -> Door {
        if property.policies.owner_is_admin && self.store().is_own() {
            Door::Open
        } else {
            Door::Locked
        }
    }

    /// The property a call means: the one of this short name, else the only one.
    ///
    /// # Errors
    /// `NOT_FOUND`, naming those there are.
    pub fn property_called(&self, slug: Option<&str>) -> Result<Property, Failure> {
        let properties = self.properties()?;
        let found = match slug {
            Some(slug) => properties.iter().find(|property| property.slug == slug),
            None if properties.len() == 1 => properties.first(),
            None => None,
        };
        if let Some(property) = found {
            return Ok(property.clone());
        }
        let slugs: Vec<&str> = properties
            .iter()
            .map(|property| property.slug.as_str())
            .collect();
        let listed = slugs.join(", ");
        let message = match slug {
            _ if slugs.is_empty() => {
                "There is no property in this database yet; \"keyrack init\" makes one.".to_owned()
            }
            Some(slug) => format!("There is no property \"{slug}\" here; there are: {listed}."),
            None => format!("Which property? Name one with --property: {listed}."),
        };
        Err(Refusal::new(Code::NotFound, message)
            .with("properties", slugs)
            .into())
    }

    /// Opens a session for whoever gives a name, or employee number, and the
    /// PIN that goes with it.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`: the two do not go together, whichever is wrong; or
    /// there were too many wrong tries, and how long to wait.
    pub fn sign_in(
        &mut self,
        property: PropertyId,
        who: &str,
        secret: &Secret,
        channel: Channel,
    ) -> Result<Session, Failure> {
        let now = self.now();
        let everyone = self.with_facts(property, |facts| facts.all_staff())?;
        let meant = meant(&everyone, who);
        let name = meant.map_or_else(|| made_up(who), |person| person.employee.clone());
        let before = self.count_one(property, &name, now)?;
        let known = match meant {
            Some(person) => self.pin_hash(person.id)?,
            None => None,
        };
        let fits = pin::fits(secret, known.as_deref());
        let allowed = meant.filter(|person| fits && person.may_act());
        let Some(person) = allowed else {
            tracing::info!(channel = channel.as_str(), "a sign-in was refused");
            return Err(sign_in::wrong(before.and_one(now).wait(now)).into());
        };
        self.forget(property, &name, now)?;
        Ok(Session {
            property,
            staff: person.id,
            channel,
            os_user: os_user(),
            replay: false,
        })
    }

    /// Counts a try as a wrong one, to be forgotten if it is not. Answers what
    /// there was before.
    fn count_one(
        &mut self,
        property: PropertyId,
        who: &str,
        now: Moment,
    ) -> Result<Failures, Failure> {
        let transaction = self.begin()?;
        let before = transaction.view().sign_in_failures(property, who)?;
        let wait = before.wait(now);
        if wait > 0 {
            return Err(sign_in::too_soon(wait).into());
        }
        let forgotten = sign_in::forgotten_before(now);
        transaction.keep_sign_in_failures(property, who, before.and_one(now), forgotten)?;
        transaction.commit()?;
        Ok(before)
    }

    fn forget(&mut self, property: PropertyId, who: &str, now: Moment) -> Result<(), Failure> {
        let transaction = self.begin()?;
        let forgotten = sign_in::forgotten_before(now);
        transaction.keep_sign_in_failures(property, who, Failures::default(), forgotten)?;
        Ok(transaction.commit()?)
    }

    fn pin_hash(&self, whose: StaffId) -> Result<Option<String>, Failure> {
        self.reader().read(|view| Ok(view.pin_hash(whose)?))
    }
}

/// Whom this number or name means; a name that two people have means neither.
fn meant<'s>(everyone: &'s [Staff], who: &str) -> Option<&'s Staff> {
    let who = who.trim();
    let by_number = everyone.iter().find(|person| person.employee == who);
    by_number.or_else(|| {
        let folded = folded(who);
        let mut named = everyone
            .iter()
            .filter(|person| person.may_act() && self::folded(&person.name) == folded);
        let first = named.next();
        first.filter(|_| named.next().is_none())
    })
}

/// Without case and accents, as people type their own name.
fn folded(name: &str) -> String {
    deunicode::deunicode(name.trim()).to_lowercase()
}

/// What a name that is nobody's is counted under; no longer than a name is.
fn made_up(who: &str) -> String {
    let short: String = folded(who).chars().take(60).collect();
    format!("?{short}")
}
