//! Numbers, months and amounts as strangers write them.

use crate::domain::money::{Currency, Money};

/// `8`, `08`, `August` or `aug`.
pub fn month_number(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if let Ok(number) = word.parse::<u32>() {
        return Some(number);
    }
    let word = word.trim_end_matches('.').to_lowercase();
    let found = NAMES
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(&word))?;
    u32::try_from(found + 1).ok()
}

/// `2`, and `2.0` as data frames write a column that once had a gap.
pub fn whole_number(word: &str) -> Option<u32> {
    let whole = word.split_once('.').map_or(word, |(whole, part)| {
        if !part.is_empty() && part.bytes().all(|digit| digit == b'0') {
            whole
        } else {
            word
        }
    });
    whole.parse().ok()
}

/// An amount with any number of decimals, rounded half away from zero to what
/// the currency has.
pub fn amount(word: &str, decimal: char, currency: Currency) -> Option<Money> {
    let plain: String = word
        .chars()
        .map(|letter| if letter == decimal { '.' } else { letter })
        .collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let keep = currency.decimals() as usize;
    if part.len() <= keep || !part.bytes().all(|digit| digit.is_ascii_digit()) {
        return Money::parse(&plain, currency).ok();
    }
    let kept = if keep == 0 {
        whole.to_owned()
    } else {
        format!("{whole}.{}", part.get(..keep)?)
    };
    let mut money = Money::parse(&kept, currency).ok()?;
    if part
        .as_bytes()
        .get(keep)
        .is_some_and(|digit| *digit >= b'5')
    {
        money.minor = money
            .minor
            .checked_add(if whole.starts_with('-') { -1 } else { 1 })?;
    }
    Some(money)
}
