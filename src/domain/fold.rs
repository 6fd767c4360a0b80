//! Folding for search: what is typed without accents finds what was written
//! with them. Owns nothing else.

/// `text` as it is compared: ASCII letters where there are any, lower case.
///
/// `Müller` becomes `muller`, `Łódź` `lodz`, `Straße` `strasse`.
pub fn fold(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}
