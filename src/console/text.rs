//! Text from outside, made safe to stand in a frame.
//!
//! Owns what happens to guest names, notes and free text before they reach the
//! terminal: control characters are replaced, invisible and direction-changing
//! characters dropped, widths measured and cut by whole graphemes. Nothing in
//! the console writes foreign text without passing through here.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// More marks than this on one letter are dropped: no script needs them, and a
/// pile of them grows over the neighbouring rows.
const MARKS_PER_LETTER: usize = 3;

/// What to do with one character of foreign text.
enum Fate {
    Keep,
    Drop,
    Become(char),
}

/// Makes `text` safe to print: no control character survives, nothing
/// invisible and nothing that changes the direction of its neighbours.
///
/// Line breaks and tabs become spaces, other control characters `?`.
pub fn sanitise(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in text.chars() {
        let shown = match fate(letter) {
            Fate::Keep => letter,
            Fate::Drop => continue,
            Fate::Become(other) => other,
        };
        marks = if is_mark(shown) { marks + 1 } else { 0 };
        // A mark needs a letter to stand on, or it would sit on the border.
        if marks > 0 && (safe.is_empty() || safe.ends_with(' ')) {
            continue;
        }
        if marks <= MARKS_PER_LETTER {
            safe.push(shown);
        }
    }
    Cow::Owned(safe)
}

/// Decides about one character; the ranges are those Unicode calls format,
/// default-ignorable, control, private use.
fn fate(letter: char) -> Fate {
    match letter {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Fate::Become(' ')
        }
        _ if letter.is_control() => Fate::Become('?'),
        // Direction marks, embeddings, overrides, isolates.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => {
            Fate::Drop
        }
        // Joiners, fillers, variation selectors, tags: their width is whatever
        // each terminal thinks it is.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0000}'..='\u{e0fff}' => Fate::Drop,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Fate::Become('?'),
        _ => Fate::Keep,
    }
}

/// A character that takes no column of its own.
fn is_mark(letter: char) -> bool {
    unicode_width::UnicodeWidthChar::width(letter) == Some(0)
}

/// Guest text as the frame shows it: sanitised, and in plain ASCII where the
/// terminal can show nothing else.
pub fn shown(text: &str, ascii: bool) -> Cow<'_, str> {
    let safe = sanitise(text);
    if ascii && !safe.is_ascii() {
        return Cow::Owned(to_ascii(&safe));
    }
    safe
}

/// The nearest ASCII spelling; what has none becomes `?`.
pub fn to_ascii(text: &str) -> String {
    deunicode::deunicode_with_tofu(text, "?")
        .chars()
        .map(|letter| {
            if (' '..='~').contains(&letter) {
                letter
            } else {
                '?'
            }
        })
        .collect()
}

/// Columns `text` takes in the frame, grapheme by grapheme as it is drawn.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The longest beginning of `text` that fits into `columns`, never splitting a
/// letter from its marks nor a wide letter in two.
pub fn clip(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        used += UnicodeWidthStr::width(grapheme);
        if used > columns {
            return &text[..start];
        }
    }
    text
}

/// `text` cut to `columns` with a mark where something was left out.
pub fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    match columns {
        0 => String::new(),
        1 => clip(text, 1).to_owned(),
        _ => format!("{}~", clip(text, columns - 1).trim_end()),
    }
}

/// `text` in exactly `columns`: shortened, or filled with spaces on the right.
pub fn pad(text: &str, columns: usize) -> String {
    let mut cut = shorten(text, columns);
    let missing = columns.saturating_sub(width(&cut));
    cut.extend(std::iter::repeat_n(' ', missing));
    cut
}

/// `text` in exactly `columns`, filled with spaces on the left.
pub fn pad_left(text: &str, columns: usize) -> String {
    let cut = shorten(text, columns);
    let missing = columns.saturating_sub(width(&cut));
    format!("{}{cut}", " ".repeat(missing))
}

/// Breaks `text` into lines of at most `columns`, at spaces where there are any.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let gap = usize::from(!line.is_empty());
        if width(&line) + gap + width(word) > columns && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        while width(&line) > columns {
            // A letter wider than the line still has to go somewhere.
            let first = line.graphemes(true).next().map_or(0, str::len);
            let cut = clip(&line, columns).len().max(first);
            let rest = line.split_off(cut);
            if rest.is_empty() {
                break;
            }
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_lose_their_teeth() {
        assert_eq!(sanitise("\x1b[31mBob\x07\u{9b}2J"), "?[31mBob??2J");
        assert_eq!(
            sanitise("two\nlines\tand\u{2028}more"),
            "two lines and more"
        );
    }

    #[test]
    fn invisible_and_turning_characters_are_dropped() {
        assert_eq!(
            sanitise("A\u{202e}B\u{2066}C\u{200d}D\u{fe0f}E\u{feff}"),
            "ABCDE"
        );
        assert_eq!(sanitise("\u{e0b0}x"), "?x");
    }

    #[test]
    fn marks_stay_on_their_letter_but_do_not_pile_up() {
        let zalgo = format!("e{}x", "\u{301}".repeat(40));
        assert_eq!(sanitise(&zalgo), format!("e{}x", "\u{301}".repeat(3)));
        assert_eq!(sanitise("\u{301}x"), "x");
    }

    #[test]
    fn cutting_respects_wide_letters_and_marks() {
        assert_eq!(clip("王小明", 5), "王小");
        assert_eq!(pad("王小明", 5), "王小~");
        assert_eq!(pad("王小明", 4), "王~ ");
        assert_eq!(clip("e\u{301}a", 1), "e\u{301}");
        assert_eq!(shorten("Dubois", 4), "Dub~");
        assert_eq!(pad_left("7", 3), "  7");
    }

    #[test]
    fn ascii_is_ascii() {
        assert_eq!(shown("Łódź Straße", true), "Lodz Strasse");
        assert!(shown("王小明 \u{10fff0}", true).is_ascii());
    }

    #[test]
    fn wrapping_keeps_words() {
        assert_eq!(
            wrap("move the guest first", 8),
            ["move the", "guest", "first"]
        );
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
    }

    proptest! {
        #[test]
        fn any_text_pads_to_exactly_its_columns(text in any::<String>(), columns in 0usize..40) {
            let safe = sanitise(&text);
            prop_assert!(!safe.chars().any(char::is_control));
            prop_assert_eq!(width(&pad(&safe, columns)), columns);
            prop_assert_eq!(width(&pad_left(&safe, columns)), columns);
            let again = sanitise(&safe).into_owned();
            prop_assert_eq!(&again, safe.as_ref());
            let widest = safe.graphemes(true).map(UnicodeWidthStr::width).max().unwrap_or(1).max(1);
            for line in wrap(&safe, columns) {
                prop_assert!(width(&line) <= columns.max(widest));
            }
            prop_assert!(shown(&text, true).chars().all(|letter| (' '..='~').contains(&letter)));
        }
    }
}
