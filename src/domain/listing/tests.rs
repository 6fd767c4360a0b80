//! What a list has, and in which order.

use super::*;
use crate::domain::testing::SmallHouse;

fn codes(hotel: &SmallHouse, wanted: &PageWanted) -> Vec<String> {
    let (found, _, _) = stretch(hotel.house.bookings.values(), wanted);
    found.into_iter().map(|it| it.lead.clone()).collect()
}

fn hotel() -> SmallHouse {
    let mut hotel = SmallHouse::new();
    hotel.book("DBL", 3, 2, "Müller, Eva");
    hotel.book("SGL", 0, 5, "ape, Ann");
    hotel.book("DBL", 0, 1, "Bee, Bob");
    hotel
}

fn wanted(sort: Sort) -> PageWanted {
    PageWanted {
        sort,
        most: 10,
        ..PageWanted::default()
    }
}

#[test]
fn every_order_stands_both_ways() {
    let hotel = hotel();
    for (by, rising) in [
        (SortBy::Arrival, ["ape, Ann", "Bee, Bob", "Müller, Eva"]),
        (SortBy::Departure, ["Bee, Bob", "Müller, Eva", "ape, Ann"]),
        (SortBy::Guest, ["ape, Ann", "Bee, Bob", "Müller, Eva"]),
        (SortBy::Code, ["Müller, Eva", "ape, Ann", "Bee, Bob"]),
    ] {
        let mut listed = codes(
            &hotel,
            &wanted(Sort {
                by,
                descending: false,
            }),
        );
        if by == SortBy::Departure {
            // Two leave on the same day: the older booking stands first.
            assert_eq!(listed[0], rising[0]);
            listed.sort();
            let mut all = rising.to_vec();
            all.sort_unstable();
            assert_eq!(listed, all);
        } else {
            assert_eq!(listed, rising, "{by:?}");
        }
        let mut falling = codes(
            &hotel,
            &wanted(Sort {
                by,
                descending: true,
            }),
        );
        falling.reverse();
        assert_eq!(
            falling,
            codes(
                &hotel,
                &wanted(Sort {
                    by,
                    descending: false
                })
            )
        );
    }
}

#[test]
fn pages_meet_without_gap_or_overlap() {
    let hotel = hotel();
    for descending in [false, true] {
        let sort = Sort {
            by: SortBy::Guest,
            descending,
        };
        let all = codes(&hotel, &wanted(sort));
        let mut page = PageWanted {
            most: 1,
            ..wanted(sort)
        };
        let mut walked = Vec::new();
        loop {
            let (found, before, total) = stretch(hotel.house.bookings.values(), &page);
            let Some(one) = found.first() else { break };
            assert_eq!((before, total), (walked.len() as u64, 3));
            walked.push(one.lead.clone());
            page.stretch = Stretch::After(sort.place(one));
        }
        assert_eq!(walked, all);
        page.stretch = Stretch::Last;
        let mut back = Vec::new();
        loop {
            let (found, _, _) = stretch(hotel.house.bookings.values(), &page);
            let Some(one) = found.first() else { break };
            back.push(one.lead.clone());
            page.stretch = Stretch::Before(sort.place(one));
        }
        back.reverse();
        assert_eq!(back, all);
    }
}

#[test]
fn accents_and_case_do_not_matter_to_a_search() {
    let hotel = hotel();
    let find = |search: Search| {
        let filter = search.filter(hotel.today());
        codes(
            &hotel,
            &PageWanted {
                filter,
                most: 9,
                ..PageWanted::default()
            },
        )
    };
    let text = |text: &str| Search {
        text: Some(text.into()),
        ..Search::default()
    };
    assert_eq!(find(text("MULLER")), ["Müller, Eva"]);
    assert_eq!(find(text("%")), Vec::<String>::new());
    let today = Search {
        arriving_today: true,
        ..Search::default()
    };
    assert_eq!(find(today.clone()), ["ape, Ann", "Bee, Bob"]);
    let doubles = Search {
        room_type: Some("DBL".into()),
        ..today
    };
    assert_eq!(find(doubles.clone()), ["Bee, Bob"]);
    assert_eq!(doubles.words(), "arriving today, DBL");
    let later = Search {
        from: Some(hotel.today().plus(2)),
        ..Search::default()
    };
    assert_eq!(find(later), ["ape, Ann", "Müller, Eva"]);
    assert_eq!(Search::default().words(), "all");
    assert!(Search::default().is_all());
}

#[test]
fn a_key_goes_round_every_order() {
    let mut sort = Sort::default();
    let mut seen = Vec::new();
    for _ in 0..8 {
        seen.push(sort);
        sort = sort.next();
    }
    assert_eq!(sort, Sort::default());
    seen.dedup();
    assert_eq!(seen.len(), 8);
}
