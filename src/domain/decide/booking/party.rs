//! The party: who comes, and how many.

use crate::domain::decide::check;
use crate::domain::error::Refusal;

/// Heads in a party.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heads {
    /// Adults.
    pub adults: u32,
    /// Children.
    pub children: u32,
    /// Infants.
    pub infants: u32,
}

impl Heads {
    /// The same heads, if they make a party.
    ///
    /// # Errors
    /// `INVALID_VALUE` for nobody at all, or more than any room takes.
    pub fn checked(self) -> Result<Heads, Refusal> {
        check::number("adults", self.adults, 0, 500)?;
        check::number("children", self.children, 0, 500)?;
        check::number("infants", self.infants, 0, 500)?;
        if self.adults + self.children == 0 {
            return Err(check::invalid(
                "adults",
                "A party has at least one adult or child; say how many come.",
            ));
        }
        Ok(self)
    }

    /// Everyone, infants too.
    fn all(self) -> usize {
        (self.adults + self.children + self.infants) as usize
    }
}

/// The lead guest and every name of the party, the lead guest among them.
///
/// # Errors
/// `INVALID_VALUE` for a name that is too long, or more names than heads.
pub fn names(
    lead: Option<&str>,
    guests: &[String],
    heads: Heads,
) -> Result<(String, Vec<String>), Refusal> {
    let mut named: Vec<String> = Vec::new();
    for guest in guests {
        named.extend(check::optional("guests", Some(guest), check::NAME)?);
    }
    let lead = check::optional("lead", lead, check::NAME)?
        .or_else(|| named.first().cloned())
        .unwrap_or_default();
    if !lead.is_empty() && !named.contains(&lead) {
        named.insert(0, lead.clone());
    }
    if named.len() > heads.all() {
        return Err(check::invalid(
            "guests",
            format!(
                "{} names are too many for a party of {}; correct the names or the party.",
                named.len(),
                heads.all()
            ),
        )
        .with("names", named.len())
        .with("party", heads.all()));
    }
    Ok((lead, named))
}
