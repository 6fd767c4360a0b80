//! The hash that ties each entry to the one before it. Every field is written
//! with its kind and length, so no two different entries read the same.

use sha2::{Digest, Sha256};

/// The stored fields of one entry, in the order they are hashed.
#[derive(Debug)]
pub struct Fields<'a> {
    pub seq: i64,
    pub at: i64,
    pub property_id: Option<i64>,
    pub by_id: i64,
    pub channel: &'a str,
    pub os_user: Option<&'a str>,
    pub op: &'a str,
    pub command: &'a str,
    pub changes: &'a str,
    pub answer: &'a str,
    pub idempotency_key: &'a str,
    pub undoes_seq: Option<i64>,
    pub personal: Option<&'a str>,
}

/// The hash before the first entry of a file.
pub fn seed(chain_id: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"keyrack journal 1");
    hasher.update(chain_id);
    hasher.finalize().into()
}

/// The hash of an entry that follows `previous`.
pub fn link(previous: &[u8; 32], fields: &Fields<'_>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    let mut number = |value: Option<i64>| match value {
        None => hasher.update([0]),
        Some(value) => {
            hasher.update([1]);
            hasher.update(value.to_le_bytes());
        }
    };
    number(Some(fields.seq));
    number(Some(fields.at));
    number(fields.property_id);
    number(Some(fields.by_id));
    number(fields.undoes_seq);
    let mut text = |value: Option<&str>| match value {
        None => hasher.update([2]),
        Some(value) => {
            hasher.update([3]);
            hasher.update((value.len() as u64).to_le_bytes());
            hasher.update(value.as_bytes());
        }
    };
    text(Some(fields.channel));
    text(fields.os_user);
    text(Some(fields.op));
    text(Some(fields.command));
    text(Some(fields.changes));
    text(Some(fields.answer));
    text(Some(fields.idempotency_key));
    text(fields.personal);
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields<'static> {
        Fields {
            seq: 1,
            at: 2,
            property_id: Some(1),
            by_id: 1,
            channel: "batch",
            os_user: None,
            op: "assign",
            command: "{}",
            changes: "[]",
            answer: "{}",
            idempotency_key: "k",
            undoes_seq: None,
            personal: None,
        }
    }

    #[test]
    fn every_field_counts_and_so_does_what_came_before() {
        let zero = [0; 32];
        let base = link(&zero, &fields());
        assert_ne!(link(&[1; 32], &fields()), base);
        let changed = [
            Fields { seq: 2, ..fields() },
            Fields { at: 3, ..fields() },
            Fields {
                property_id: None,
                ..fields()
            },
            Fields {
                by_id: 2,
                ..fields()
            },
            Fields {
                channel: "batc",
                os_user: Some("h"),
                ..fields()
            },
            Fields {
                os_user: Some(""),
                ..fields()
            },
            Fields { op: "", ..fields() },
            Fields {
                command: "[]",
                ..fields()
            },
            Fields {
                changes: "{}",
                command: "[]",
                ..fields()
            },
            Fields {
                answer: "[]",
                ..fields()
            },
            Fields {
                idempotency_key: "K",
                ..fields()
            },
            Fields {
                undoes_seq: Some(0),
                ..fields()
            },
            Fields {
                personal: Some(""),
                ..fields()
            },
        ];
        let mut seen = vec![base];
        for entry in changed {
            let hash = link(&zero, &entry);
            assert!(!seen.contains(&hash), "{entry:?}");
            seen.push(hash);
        }
    }
}
