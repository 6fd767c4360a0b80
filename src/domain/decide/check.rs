//! Fields of commands: read, trimmed and held to what makes sense, or refused
//! with the field's name.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::money::{Money, Price};

/// Characters of a person's or thing's name.
pub const NAME: usize = 120;
/// Characters of a reason.
pub const REASON: usize = 500;
/// Characters of a note.
pub const NOTE: usize = 4000;
/// Characters of a code, a number on a door, an employee number.
pub const CODE: usize = 40;

/// A refusal of one field's value.
pub fn invalid(field: &str, message: impl Into<String>) -> Refusal {
    Refusal::new(Code::InvalidValue, message).with("field", field)
}

/// A refusal of something whose name is taken.
pub fn exists(field: &str, value: impl Serialize, message: impl Into<String>) -> Refusal {
    Refusal::new(Code::AlreadyExists, message)
        .with("field", field)
        .with(field, value)
}

/// Text that may be empty, trimmed.
///
/// # Errors
/// `INVALID_VALUE` for more than `most` characters.
pub fn any_text(field: &str, text: &str, most: usize) -> Result<String, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if length > most {
        return Err(invalid(
            field,
            format!(
                "The {} is {length} characters long; {most} is the most.",
                spoken(field)
            ),
        )
        .with("length", length)
        .with("most", most));
    }
    Ok(text.to_owned())
}

/// Text that says something, trimmed.
///
/// # Errors
/// `INVALID_VALUE` for an empty one, or one of more than `most` characters.
pub fn text(field: &str, text: &str, most: usize) -> Result<String, Refusal> {
    let text = any_text(field, text, most)?;
    if text.is_empty() {
        return Err(invalid(
            field,
            format!("The {} is empty; write one.", spoken(field)),
        ));
    }
    Ok(text)
}

/// Text that may be left out; an empty one counts as left out.
///
/// # Errors
/// `INVALID_VALUE` for more than `most` characters.
pub fn optional(field: &str, given: Option<&str>, most: usize) -> Result<Option<String>, Refusal> {
    let text = any_text(field, given.unwrap_or_default(), most)?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// A reason that says something and is no novel.
///
/// # Errors
/// `REASON_REQUIRED` for an empty one, `INVALID_VALUE` for a novel.
pub fn reason(given: Option<&str>, what_for: &str) -> Result<String, Refusal> {
    any_text("reason", super::find::reason(given, what_for)?, REASON)
}

/// Something people type and programs compare: letters, digits and a few
/// signs, without spaces.
///
/// # Errors
/// `INVALID_VALUE` for an empty one, a longer one than `most`, or other characters.
pub fn code(field: &str, given: &str, most: usize) -> Result<String, Refusal> {
    let code = text(field, given, most)?;
    let fits = |c: char| c.is_alphanumeric() || "-_./#+&".contains(c);
    match code.chars().find(|c| !fits(*c)) {
        None => Ok(code),
        Some(odd) => Err(invalid(
            field,
            format!(
                "The {} cannot have {} in it; use letters, digits and - _ . / only.",
                spoken(field),
                if odd == ' ' {
                    "a space".to_owned()
                } else {
                    format!("{odd:?}")
                },
            ),
        )),
    }
}

/// A whole number within these bounds, both included.
///
/// # Errors
/// `INVALID_VALUE` outside of them.
pub fn number<N: PartialOrd + std::fmt::Display + Serialize + Copy>(
    field: &str,
    given: N,
    least: N,
    most: N,
) -> Result<N, Refusal> {
    if given < least || given > most {
        return Err(invalid(
            field,
            format!(
                "The {} cannot be {given}; it is from {least} to {most}.",
                spoken(field)
            ),
        )
        .with("least", least)
        .with("most", most));
    }
    Ok(given)
}

/// Tags of a room or a wish: trimmed, lower case, without empty ones.
///
/// # Errors
/// `INVALID_VALUE` for too many, or one that is too long or has odd characters.
pub fn features(given: &BTreeSet<String>) -> Result<BTreeSet<String>, Refusal> {
    number("features", given.len(), 0, 60)?;
    given
        .iter()
        .filter(|feature| !feature.trim().is_empty())
        .map(|feature| {
            let feature = feature.trim().to_lowercase().replace(' ', "_");
            match feature.split_once(':') {
                Some((kind, other)) => Ok(format!(
                    "{}:{}",
                    code("features", kind, CODE)?,
                    code("features", other, CODE)?
                )),
                None => code("features", &feature, CODE),
            }
        })
        .collect()
}

/// A price per night in the house's currency: not negative, and not more than
/// any house asks.
///
/// # Errors
/// `INVALID_VALUE`.
pub fn rate(draft: &Draft, given: &Price) -> Result<Money, Refusal> {
    // A thousand nights of it still fit many times into what can be counted.
    const MOST_MINOR: i64 = 1_000_000_000_000;
    let money = given
        .in_currency(draft.property().currency)
        .map_err(|refusal| refusal.with("field", "rate"))?;
    if money.minor < 0 {
        return Err(invalid(
            "rate",
            format!("A rate of {money} is less than nothing; enter it without the sign."),
        ));
    }
    if money.minor > MOST_MINOR {
        return Err(invalid(
            "rate",
            format!("A rate of {money} per night cannot be meant; check the digits."),
        ));
    }
    Ok(money)
}

/// A cost in the house's currency: not negative, and not more than any house
/// pays.
///
/// # Errors
/// `INVALID_VALUE`.
pub fn cost(draft: &Draft, field: &str, given: &Price) -> Result<Money, Refusal> {
    const MOST_MINOR: i64 = 1_000_000_000_000;
    let money = given
        .in_currency(draft.property().currency)
        .map_err(|refusal| refusal.with("field", field))?;
    if (0..=MOST_MINOR).contains(&money.minor) {
        return Ok(money);
    }
    let why = if money.minor < 0 {
        "less than nothing; enter it without the sign"
    } else {
        "more than can be meant; check the digits"
    };
    Err(invalid(
        field,
        format!("A {} of {money} is {why}.", spoken(field)),
    ))
}

/// Notes that came with a step, where they say something.
///
/// # Errors
/// `INVALID_VALUE` for a novel.
pub fn notes(given: Option<&str>) -> Result<Option<String>, Refusal> {
    optional("notes", given, NOTE)
}

/// `room_type` as a person says it.
fn spoken(field: &str) -> String {
    field.replace('_', " ")
}
