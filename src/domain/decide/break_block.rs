//! Cutting nights out of a block that an assignment breaks.

use crate::domain::block::{Block, Released};
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::id::BlockId;
use crate::domain::note::NoteSubject;

/// Takes these nights out of the block: what is before and after stays, so it
/// may become two, or end. The room's history says by whom and why.
pub fn cut_out(draft: &mut Draft, block: &Block, nights: Stay, why: &str) {
    let before = block.stay.check_in < nights.check_in;
    let after = nights.check_out < block.stay.check_out;
    if after {
        let rest = Stay {
            check_in: nights.check_out,
            check_out: block.stay.check_out,
        };
        if before {
            let id = BlockId(draft.fresh_id());
            let code = next_code(draft);
            draft.save(Block {
                id,
                code,
                stay: rest,
                version: 0,
                ..block.clone()
            });
        } else {
            draft.save(Block {
                stay: rest,
                ..block.clone()
            });
        }
    }
    if before {
        let rest = Stay {
            check_in: block.stay.check_in,
            check_out: nights.check_in,
        };
        draft.save(Block {
            stay: rest,
            ..block.clone()
        });
    }
    if !before && !after {
        let released = Released {
            stamp: draft.stamp(),
            reason: why.to_owned(),
        };
        draft.save(Block {
            released: Some(released),
            ..block.clone()
        });
    }
    draft.note(
        NoteSubject::Room(block.room),
        format!("Block {} broken for {} - {why}", block.code, nights),
    );
}

/// The code of the next block: `BL-0007`.
pub fn next_code(draft: &mut Draft) -> String {
    let counters = draft.counters_mut();
    counters.next_block += 1;
    format!("BL-{:04}", counters.next_block - 1)
}
