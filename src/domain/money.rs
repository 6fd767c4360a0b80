//! Money: a whole count of minor units and a currency. No floating point.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::error::{Code, Refusal};

/// An ISO 4217 currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The currency with this three-letter code, in any case.
    ///
    /// # Errors
    /// `INVALID_VALUE` for a code that ISO 4217 does not have.
    pub fn from_code(code: &str) -> Result<Currency, Refusal> {
        iso_currency::Currency::from_code(&code.to_ascii_uppercase())
            .map(Currency)
            .ok_or_else(|| {
                Refusal::new(
                    Code::InvalidValue,
                    format!("\"{code}\" is not a currency; write its three letters, such as EUR."),
                )
                .with("field", "currency")
            })
    }

    /// Its three letters: `EUR`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for TND.
    pub fn decimals(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(0))
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        let code = String::deserialize(deserializer)?;
        Currency::from_code(&code).map_err(|refusal| serde::de::Error::custom(refusal.message))
    }
}

/// An amount of money. Stored and sent as `{"amount":"129.00","currency":"EUR"}`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Money {
    /// Count of minor units (cents); may be negative.
    pub minor: i64,
    /// What they are units of.
    pub currency: Currency,
}

impl Money {
    /// No money at all.
    pub fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    /// `129.00` or `-6.5` in this currency.
    ///
    /// # Errors
    /// `INVALID_VALUE` for what is not a number, or has more decimals than the
    /// currency, or is too large.
    pub fn parse(text: &str, currency: Currency) -> Result<Money, Refusal> {
        parse_minor(text.trim(), currency.decimals())
            .map(|minor| Money { minor, currency })
            .ok_or_else(|| {
                Refusal::new(
                    Code::InvalidValue,
                    format!(
                        "\"{text}\" is not an amount in {}; write it as {}.",
                        currency.code(),
                        Money {
                            minor: 12_900,
                            currency
                        }
                        .amount()
                    ),
                )
                .with("field", "amount")
            })
    }

    /// The number alone: `129.00`.
    pub fn amount(self) -> String {
        let decimals = self.currency.decimals() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!(
            "{:0>width$}",
            self.minor.unsigned_abs(),
            width = decimals + 1
        );
        let (whole, part) = digits.split_at(digits.len() - decimals);
        if decimals == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part}")
        }
    }

    /// This and that together; held at the largest amount there is. Both are
    /// of one currency: a house reckons in one.
    #[must_use]
    pub fn plus(self, other: Money) -> Money {
        Money {
            minor: self.minor.saturating_add(other.minor),
            currency: self.currency,
        }
    }

    /// This less that; held at the largest amount there is.
    #[must_use]
    pub fn minus(self, other: Money) -> Money {
        Money {
            minor: self.minor.saturating_sub(other.minor),
            currency: self.currency,
        }
    }

    /// The same amount, whichever way it goes.
    #[must_use]
    pub fn size(self) -> Money {
        Money {
            minor: self.minor.saturating_abs(),
            currency: self.currency,
        }
    }

    /// This much, so many times; held at the largest amount there is.
    #[must_use]
    pub fn times(self, count: i64) -> Money {
        Money {
            minor: self.minor.saturating_mul(count),
            currency: self.currency,
        }
    }
}

fn parse_minor(text: &str, decimals: u32) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(part) || part.len() > decimals as usize
    {
        return None;
    }
    let mut minor: i64 = whole.parse().ok()?;
    minor = minor.checked_mul(10_i64.checked_pow(decimals)?)?;
    if !part.is_empty() {
        let scale = 10_i64.checked_pow(decimals - part.len() as u32)?;
        minor = minor.checked_add(part.parse::<i64>().ok()?.checked_mul(scale)?)?;
    }
    Some(if negative { -minor } else { minor })
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency.code(), self.amount())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    amount: String,
    currency: Currency,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            amount: self.amount(),
            currency: self.currency,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        let written = Written::deserialize(deserializer)?;
        Money::parse(&written.amount, written.currency)
            .map_err(|refusal| serde::de::Error::custom(refusal.message))
    }
}

/// Money as a person or a file writes it: `"129.00"` in the property's
/// currency, or with its own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Price {
    /// A number alone.
    Plain(String),
    /// A number with its currency.
    Full(Money),
}

impl Price {
    /// The amount, read in the property's currency.
    ///
    /// # Errors
    /// `INVALID_VALUE` for what is not an amount, or is in another currency.
    pub fn in_currency(&self, currency: Currency) -> Result<Money, Refusal> {
        match self {
            Price::Plain(text) => Money::parse(text, currency),
            Price::Full(money) if money.currency == currency => Ok(*money),
            Price::Full(money) => Err(Refusal::new(
                Code::InvalidValue,
                format!(
                    "This house reckons in {}; {money} cannot be entered.",
                    currency.code()
                ),
            )
            .with("field", "currency")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_back_as_written() {
        let euro = Currency::from_code("eur").unwrap();
        for text in ["129.00", "-6.38", "0.05", "-0.05", "92233720368547758.07"] {
            assert_eq!(Money::parse(text, euro).unwrap().amount(), text);
        }
        assert_eq!(Money::parse("5", euro).unwrap().minor, 500);
        assert_eq!(Money::parse("5.5", euro).unwrap().minor, 550);
        for text in [
            "",
            "-",
            ".5",
            "1.234",
            "1e3",
            "12,50",
            "92233720368547758.08",
            "--1",
        ] {
            assert_eq!(
                Money::parse(text, euro).unwrap_err().code,
                Code::InvalidValue,
                "{text}"
            );
        }
    }

    #[test]
    fn a_currency_without_cents_has_none() {
        let yen = Currency::from_code("JPY").unwrap();
        assert_eq!(Money::parse("12000", yen).unwrap().to_string(), "JPY 12000");
        assert!(Money::parse("1.5", yen).is_err());
    }
}
