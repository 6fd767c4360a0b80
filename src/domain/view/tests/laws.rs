//! Laws of the views, shown any house.

use proptest::prelude::*;

use super::monday;
use crate::domain::house::House;
use crate::domain::sample::Sample;
use crate::domain::view::bar::Bar;
use crate::domain::view::calendar::{Month, month_report};
use crate::domain::view::grid::{Filter, Grouping, month};
use crate::domain::view::turnover::{Lane, board};

fn overlap(bars: &[Bar]) -> bool {
    bars.windows(2).any(|pair| pair[1].from < pair[0].to)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bars_of_a_row_or_lane_never_overlap(rooms in 1_usize..40, days in 1_u32..60, shift in -20_i32..30) {
        let sample = Sample::busy(monday(), rooms, 60);
        let from = monday().plus(shift);
        for grouping in [Grouping::Type, Grouping::Floor, Grouping::None] {
            let grid = month(sample.house(), from, days, grouping, &Filter::default());
            prop_assert_eq!(grid.rows().count(), rooms);
            for row in grid.rows() {
                prop_assert!(!overlap(&row.bars), "{}: {:?}", row.number, row.bars);
                prop_assert!(row.bars.iter().all(|bar| bar.reaches >= from && bar.from < grid.end()));
            }
            prop_assert!(grid.tray.iter().all(|lane| !overlap(lane)));
        }
    }

    #[test]
    fn groupings_agree_on_the_house(rooms in 1_usize..40, shift in -20_i32..30) {
        let sample = Sample::busy(monday(), rooms, 60);
        let from = monday().plus(shift);
        let counts = |grouping| month(sample.house(), from, 31, grouping, &Filter::default()).counts;
        prop_assert_eq!(counts(Grouping::Type), counts(Grouping::Floor));
        prop_assert_eq!(counts(Grouping::Type), counts(Grouping::None));
        let grid = month(sample.house(), from, 31, Grouping::Type, &Filter::default());
        for (day, count) in grid.counts.iter().enumerate() {
            let sum: i32 = grid.groups.iter().map(|group| group.sellable[day]).sum();
            prop_assert_eq!(sum, count.sellable);
            let parts = count.in_service - count.held - count.blocked - count.unassigned;
            prop_assert_eq!(count.sellable, parts);
        }
    }

    #[test]
    fn every_room_is_one_thing_a_day(rooms in 1_usize..40) {
        let sample = Sample::busy(monday(), rooms, 60);
        let report = month_report(sample.house(), Month::of(monday()));
        let grid = month(sample.house(), report.month.first(), 31, Grouping::Type, &Filter::default());
        for (day, count) in report.summary.iter().zip(&grid.counts) {
            let sum = day.occupied + day.available + day.blocked;
            prop_assert_eq!(sum as usize, rooms);
            prop_assert_eq!(day.occupied as i32, count.occupied);
        }
    }

    #[test]
    fn every_active_room_stands_in_its_own_column(rooms in 1_usize..40) {
        let sample = Sample::busy(monday(), rooms, 30);
        let house: &House = sample.house();
        let board = board(house);
        let own: usize = board.columns.iter()
            .flat_map(|column| column.cards.iter().map(move |card| (column.lane, card)))
            .filter(|(lane, card)| (*lane == Lane::Occupied) == (card.status == crate::domain::room::RoomStatus::Occupied))
            .count();
        prop_assert_eq!(own, rooms);
        for column in &board.columns {
            prop_assert_eq!(column.total.count, column.cards.len());
        }
    }
}
