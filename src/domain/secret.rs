//! A secret on its way from a person's keys to the one place that may know
//! it. Never printed, never written, wiped when it is dropped.

use std::fmt;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use zeroize::Zeroizing;

/// A PIN or password as it was typed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes what was typed.
    pub fn new(typed: impl Into<String>) -> Secret {
        Secret(Zeroizing::new(typed.into()))
    }

    /// What was typed, for those who check it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(...)")
    }
}

/// What is refused is not repeated: an error may end up in a log.
impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Secret::new(text)),
            _ => Err(serde::de::Error::custom(
                "field `pin` is text; put it in quotes",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_never_shown() {
        let secret = Secret::new("4711");
        assert!(!format!("{secret:?}").contains("4711"));
        let fault = serde_json::from_str::<Secret>("4711").unwrap_err();
        assert!(!fault.to_string().contains("4711"), "{fault}");
        assert_eq!(serde_json::from_str::<Secret>("\"4711\"").unwrap(), secret);
    }
}
