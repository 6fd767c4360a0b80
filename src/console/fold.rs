//! Folding for search: what a person types without accents finds what was
//! written with them.
//!
//! Owns the fuzzy ranking; knows nothing of rooms or guests.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};

pub use crate::domain::fold::fold;

/// Ranks texts against what a person has typed.
pub struct Finder {
    matcher: Matcher,
    pattern: Pattern,
    wanted: String,
}

impl Finder {
    /// A finder for `typed`; folded, so accents and case make no difference.
    pub fn new(typed: &str) -> Self {
        let wanted = fold(typed.trim());
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            pattern: Pattern::new(
                &wanted,
                CaseMatching::Ignore,
                Normalization::Smart,
                AtomKind::Fuzzy,
            ),
            wanted,
        }
    }

    /// How well `text` fits, higher is better; `None` when it does not fit.
    ///
    /// The very text comes before a beginning, that before a part, and that
    /// before scattered letters.
    pub fn score(&mut self, text: &str) -> Option<u32> {
        let folded = fold(text);
        let bonus = if folded == self.wanted {
            3_000_000
        } else if folded.starts_with(&self.wanted) {
            2_000_000
        } else if folded.contains(&self.wanted) {
            1_000_000
        } else {
            0
        };
        let haystack = Utf32String::from(folded);
        let score = self.pattern.score(haystack.slice(..), &mut self.matcher)?;
        Some(score.min(999_999) + bonus)
    }

    /// The `items` that fit, best first; equals keep their order.
    pub fn rank<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        text: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let mut found: Vec<(u32, T)> = items
            .into_iter()
            .filter_map(|item| self.score(&text(&item)).map(|score| (score, item)))
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, item)| item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("muller", "Müller, Eva")]
    #[case("lodz", "Łódź Tours")]
    #[case("strasse", "Straße")]
    #[case("MULLER", "müller")]
    #[case("müller", "Muller")]
    #[case("soren", "Sørensen")]
    fn plain_letters_find_accented_names(#[case] typed: &str, #[case] name: &str) {
        assert!(
            Finder::new(typed).score(name).is_some(),
            "{typed} should find {name}"
        );
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(Finder::new("xyz").score("Müller"), None);
    }

    #[test]
    fn the_very_text_comes_first() {
        let ranked = Finder::new("101").rank(["1101", "1010", "101", "1x0x1"], ToString::to_string);
        assert_eq!(ranked, ["101", "1010", "1101", "1x0x1"]);
    }
}
