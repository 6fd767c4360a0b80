//! How guests behave, as shares in a thousand.
//!
//! Counted from the 28,938 stays and 10,831 cancellations of one resort hotel
//! in the public "hotel booking demand" data set (Antonio, Almeida and Nunes,
//! Data in Brief 22, 2019; CC BY 4.0). Sums only; no booking of it is here.

use super::chance::Chance;

/// Nights and how many stays in a thousand have them; longer ones left out.
const NIGHTS: [(i32, u32); 14] = [
    (1, 231),
    (2, 157),
    (3, 134),
    (4, 116),
    (5, 67),
    (6, 42),
    (7, 155),
    (8, 18),
    (9, 14),
    (10, 25),
    (11, 8),
    (12, 3),
    (13, 3),
    (14, 22),
];

/// The first day of each class of lead time, and one past the last.
const LEAD_FROM: [i32; 13] = [0, 1, 2, 4, 8, 15, 31, 61, 91, 151, 241, 366, 500];

/// Lead time by length of stay: 1 night, 2–3, 4–6, 7, more.
const LEAD: [[u32; 12]; 5] = [
    [313, 140, 119, 129, 84, 79, 55, 26, 26, 23, 6, 1],
    [85, 53, 70, 100, 104, 140, 140, 78, 82, 107, 30, 12],
    [25, 11, 21, 58, 69, 115, 170, 117, 144, 172, 89, 10],
    [6, 3, 7, 12, 27, 74, 136, 115, 217, 246, 149, 9],
    [4, 4, 6, 11, 14, 62, 98, 110, 205, 327, 147, 12],
];

/// How many bookings in a thousand are cancelled, by class of lead time.
const CANCELLED: [u32; 12] = [36, 45, 70, 72, 154, 242, 301, 343, 393, 362, 431, 464];

/// What is left of the lead time when a booking is cancelled, in hundredths;
/// each tenth of the cancellations.
const LEFT_AT_CANCELLATION: [u32; 10] = [0, 11, 24, 39, 54, 70, 82, 91, 97, 100];

/// Adults, children, infants.
const PARTIES: [((u32, u32, u32), u32); 10] = [
    ((2, 0, 0), 681),
    ((1, 0, 0), 201),
    ((2, 1, 0), 33),
    ((3, 0, 0), 29),
    ((2, 2, 0), 29),
    ((2, 0, 1), 12),
    ((3, 1, 0), 7),
    ((2, 1, 1), 3),
    ((1, 1, 0), 2),
    ((1, 2, 0), 1),
];

/// Through whom bookings come.
const SOURCES: [(&str, u32); 4] = [
    ("Online agency", 443),
    ("Travel agency", 187),
    ("Direct", 163),
    ("Company", 58),
];

/// How many nights.
pub fn nights(chance: &mut Chance) -> i32 {
    NIGHTS[chance.weighted(NIGHTS.iter().map(|(_, share)| *share))].0
}

/// How many days before arrival a stay of so many nights is booked.
pub fn lead_days(chance: &mut Chance, nights: i32) -> i32 {
    let row = match nights {
        ..=1 => 0,
        2..=3 => 1,
        4..=6 => 2,
        7 => 3,
        _ => 4,
    };
    let class = chance.weighted(LEAD[row].iter().copied());
    chance.between(LEAD_FROM[class], LEAD_FROM[class + 1] - 1)
}

/// Whether beside a booking that was kept another with this lead time was
/// cancelled, and if so how many days before arrival.
pub fn cancelled_days_before(chance: &mut Chance, lead_days: i32) -> Option<i32> {
    let class = LEAD_FROM
        .iter()
        .rposition(|from| *from <= lead_days)
        .unwrap_or(0)
        .min(CANCELLED.len() - 1);
    let cancelled = CANCELLED[class];
    if !chance.per_mille(cancelled * 1000 / (1000 - cancelled)) {
        return None;
    }
    let left = *chance.pick(&LEFT_AT_CANCELLATION) as i32;
    Some(lead_days * left / 100)
}

/// Adults, children and infants of a party that needs no more than this many
/// beds, and at least so many.
pub fn party(chance: &mut Chance, at_least: u32, at_most: u32) -> (u32, u32, u32) {
    let fits = |(adults, children, _): (u32, u32, u32)| {
        (at_least..=at_most).contains(&(adults + children))
    };
    let place = chance.weighted(
        PARTIES
            .iter()
            .map(|(party, share)| if fits(*party) { *share } else { 0 }),
    );
    PARTIES[place].0
}

/// Through whom a booking comes.
pub fn source(chance: &mut Chance) -> &'static str {
    SOURCES[chance.weighted(SOURCES.iter().map(|(_, share)| *share))].0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_are_as_long_as_the_resort_s() {
        let mut chance = Chance::new(3);
        let mean = (0..20_000)
            .map(|_| f64::from(nights(&mut chance)))
            .sum::<f64>()
            / 20_000.0;
        assert!((3.9..4.4).contains(&mean), "{mean}");
    }

    #[test]
    fn short_stays_are_booked_late_and_long_ones_early() {
        let mut chance = Chance::new(4);
        let mut late = |nights| {
            (0..5_000)
                .filter(|_| lead_days(&mut chance, nights) <= 1)
                .count()
        };
        let (short, long) = (late(1), late(7));
        assert!(short > 2_000 && long < 100, "{short} {long}");
    }

    #[test]
    fn a_cancellation_lies_between_booking_and_arrival() {
        let mut chance = Chance::new(5);
        for lead in 0..400 {
            if let Some(before) = cancelled_days_before(&mut chance, lead) {
                assert!((0..=lead).contains(&before));
            }
        }
    }

    #[test]
    fn a_party_fits_its_room() {
        let mut chance = Chance::new(6);
        for _ in 0..500 {
            let (adults, children, _) = party(&mut chance, 3, 4);
            assert!(adults >= 1 && (3..=4).contains(&(adults + children)));
        }
    }
}
