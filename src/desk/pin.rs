//! Hashing and checking PINs. The one place that knows how.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::domain::secret::Secret;
use crate::domain::{Code, Refusal};

use super::Failure;

/// Memory in KiB, passes, lanes: what guides for a public server ask at least,
/// and well under a tenth of a second on a cheap PC.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// The salted hash of a PIN, as text that carries its own parameters.
///
/// # Errors
/// The machine has no randomness to give.
pub fn hash(pin: &Secret) -> Result<String, Failure> {
    let hashed = hasher()
        .and_then(|hasher| hasher.hash_password(pin.reveal().as_bytes()))
        .map_err(|_| {
            Refusal::new(
                Code::InvalidValue,
                "The PIN could not be hashed: this machine gives no randomness; nothing was changed.",
            )
        })?;
    Ok(hashed.to_string())
}

/// Whether a PIN is the one with this hash. Takes as long where there is no
/// hash, so that nobody learns from the clock who has a PIN.
pub fn fits(pin: &Secret, hash: Option<&str>) -> bool {
    static NOBODYS: OnceLock<Option<String>> = OnceLock::new();
    let nobodys = || {
        NOBODYS
            .get_or_init(|| self::hash(&Secret::new("nobody's")).ok())
            .as_deref()
    };
    let Some(against) = hash.or_else(nobodys) else {
        return false;
    };
    let fits = PasswordHash::new(against).is_ok_and(|known| {
        Argon2::default()
            .verify_password(pin.reveal().as_bytes(), &known)
            .is_ok()
    });
    fits && hash.is_some()
}

fn hasher() -> Result<Argon2<'static>, argon2::password_hash::Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_fits_its_own_pin_only_and_is_salted() {
        let (right, wrong) = (Secret::new("4711"), Secret::new("4712"));
        let first = hash(&right).unwrap();
        assert!(
            first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{first}"
        );
        assert!(!first.contains("4711"));
        assert_ne!(first, hash(&right).unwrap(), "a salt of its own");
        assert!(fits(&right, Some(&first)));
        assert!(!fits(&wrong, Some(&first)));
    }

    #[test]
    fn nobody_comes_in_without_a_hash_or_with_an_odd_one() {
        assert!(!fits(&Secret::new("nobody's"), None));
        assert!(!fits(&Secret::new(""), Some("")));
        assert!(!fits(&Secret::new("x"), Some("$argon2id$nonsense")));
    }
}
