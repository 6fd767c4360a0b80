//! `show blocks` and `show block CODE`: nights of rooms that are kept from
//! sale.

use clap::Args;
use serde::Serialize;

use super::{history, name_of};
use crate::cli::door::{Door, day_and_next};
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::block::{Block, BlockType};
use crate::domain::history::{About, HistoryLine};
use crate::domain::staff::OverrideLevel;
use crate::domain::{Code, Day, House, Moment, Refusal};

/// The blocks that stand.
#[derive(Args, Debug)]
pub struct Blocks {
    /// Only of this room
    #[arg(long, value_name = "NUMBER")]
    room: Option<String>,
    /// Only those that are not over on this day [else the business date]
    #[arg(long, value_name = "DATE")]
    from: Option<Day>,
    /// Only those that begin before this day
    #[arg(long, value_name = "DATE")]
    to: Option<Day>,
}

/// One block, whether it still stands or not.
#[derive(Args, Debug)]
pub struct OneBlock {
    /// Its code, such as BL-0001
    code: String,
    /// With everything that was done to it
    #[arg(long)]
    history: bool,
}

/// A block as data.
#[derive(Serialize)]
struct BlockData<'a> {
    block: &'a str,
    room: &'a str,
    room_type: &'a str,
    from: Day,
    to: Day,
    nights: i32,
    #[serde(rename = "type")]
    kind: BlockType,
    reason: &'a str,
    can_override: bool,
    override_level: Option<OverrideLevel>,
    created_at: Moment,
    created_by: Option<String>,
    version: i64,
}

/// The blocks as data.
#[derive(Serialize)]
struct BlocksData<'a> {
    blocks: Vec<BlockData<'a>>,
}

impl Blocks {
    /// Shows the blocks.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let first = match self.from {
            Some(day) => day,
            None => door.property()?.business_date,
        };
        let house = door.house(day_and_next(first))?;
        let mut blocks: Vec<BlockData> = house
            .blocks
            .values()
            .filter(|block| block.holds() && block.stay.check_out > first)
            .filter(|block| self.to.is_none_or(|to| block.stay.check_in < to))
            .filter_map(|block| data(&house, block))
            .filter(|block| self.room.as_ref().is_none_or(|wanted| wanted == block.room))
            .collect();
        blocks.sort_by_key(|block| (block.from, block.block));
        if voice.is_json() {
            return voice.data(&BlocksData { blocks });
        }
        if blocks.is_empty() {
            return voice.say("No room is blocked.");
        }
        let mut table = Table::new([
            "Block",
            "Room",
            "From",
            "To",
            ">Nights",
            "Type",
            "May be broken by",
            "Reason",
        ]);
        for block in blocks {
            table.row([
                block.block.to_owned(),
                block.room.to_owned(),
                block.from.to_string(),
                block.to.to_string(),
                block.nights.to_string(),
                block.kind.as_str().to_owned(),
                block
                    .override_level
                    .map_or("nobody", OverrideLevel::as_str)
                    .to_owned(),
                block.reason.to_owned(),
            ]);
        }
        voice.table(&table)
    }
}

impl OneBlock {
    /// Shows the block.
    ///
    /// # Errors
    /// `NOT_FOUND`, or the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let code = self.code.trim();
        let found = door
            .desk
            .with_facts(door.session.property, |facts| facts.block_coded(code))?;
        let block = found.ok_or_else(|| {
            let message =
                format!("There is no block {code} here; \"keyrack show blocks\" lists them.");
            Refusal::new(Code::NotFound, message).with("block", code)
        })?;
        let house = door.house_today()?;
        let done = if self.history {
            Some(history::history(door, About::Block(block.id))?)
        } else {
            None
        };
        if voice.is_json() {
            #[derive(Serialize)]
            struct WithHistory<'a> {
                #[serde(flatten)]
                block: Option<BlockData<'a>>,
                released: bool,
                #[serde(skip_serializing_if = "Option::is_none")]
                history: Option<Vec<HistoryLine>>,
            }
            return voice.data(&WithHistory {
                block: data(&house, &block),
                released: !block.holds(),
                history: done,
            });
        }
        let room = house.rooms.get(&block.room);
        voice.say(&format!(
            "{}  room {}  {} > {}  {}{}",
            block.code,
            room.map_or("?", |room| room.number.as_str()),
            block.stay.check_in,
            block.stay.check_out,
            block.kind.as_str(),
            if block.holds() { "" } else { "  released" }
        ))?;
        if !block.reason.is_empty() {
            voice.say(&block.reason)?;
        }
        history::tell(&done.unwrap_or_default(), &door.property()?, voice)
    }
}

fn data<'a>(house: &'a House, block: &'a Block) -> Option<BlockData<'a>> {
    let room = house.rooms.get(&block.room)?;
    Some(BlockData {
        block: &block.code,
        room: &room.number,
        room_type: &room.room_type,
        from: block.stay.check_in,
        to: block.stay.check_out,
        nights: block.stay.nights(),
        kind: block.kind,
        reason: &block.reason,
        can_override: block.override_level.is_some(),
        override_level: block.override_level,
        created_at: block.created.at,
        created_by: name_of(house, block.created.by),
        version: block.version,
    })
}
