//! Tells file systems on which a shared database is not safe: their locks and
//! shared memory do not reach every host that has them mounted.

use std::path::Path;

use super::error::{Result, StoreError};

/// Refuses a path on a network file system. `named` is what the message says.
///
/// # Errors
/// [`StoreError::NetworkFileSystem`] with the kind.
pub fn refuse(existing: &Path, named: &Path) -> Result<()> {
    match kind_at(existing) {
        Some(kind) => Err(StoreError::NetworkFileSystem {
            path: named.into(),
            kind,
        }),
        None => Ok(()),
    }
}

#[cfg(target_os = "linux")]
fn kind_at(path: &Path) -> Option<String> {
    let magic = rustix::fs::statfs(path).ok()?.f_type as u64 & 0xFFFF_FFFF;
    let fuse = match magic {
        FUSE => fuse_name(path),
        _ => None,
    };
    kind_of(magic, fuse.as_deref())
}

/// Elsewhere the user is trusted to know.
#[cfg(not(target_os = "linux"))]
fn kind_at(_path: &Path) -> Option<String> {
    None
}

const FUSE: u64 = 0x6573_5546;

/// Magic numbers of `statfs(2)` and the names people know.
const NETWORK: &[(u64, &str)] = &[
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFF53_4D42, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0x564C, "NCP"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00C3_6400, "Ceph"),
    (0x0102_1997, "9P"),
    (0x0BD0_0BD0, "Lustre"),
    (0x4750_4653, "GPFS"),
    (0x7461_636F, "OCFS2"),
    (0x0116_1970, "GFS2"),
    (0xAAD7_AAEA, "PanFS"),
    (0x2003_0528, "OrangeFS"),
];

/// FUSE file systems that only pass on a disk of this host.
const LOCAL_FUSE: &[&str] = &[
    "fuseblk",
    "fuse.ntfs",
    "fuse.ntfs-3g",
    "fuse.exfat",
    "fuse.ext2",
    "fuse.gocryptfs",
    "fuse.encfs",
    "fuse.cryfs",
    "fuse.bindfs",
    "fuse.mergerfs",
    "fuse.fuse-overlayfs",
    "fuse.zfs",
    "fuse.apfs",
];

/// The kind of network file system, `None` for a local one.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
fn kind_of(magic: u64, fuse: Option<&str>) -> Option<String> {
    if magic == FUSE {
        return match fuse {
            Some(name) if LOCAL_FUSE.contains(&name) => None,
            Some(name) => Some(name.to_owned()),
            None => Some("FUSE".to_owned()),
        };
    }
    NETWORK
        .iter()
        .find(|(known, _)| *known == magic)
        .map(|(_, name)| (*name).to_owned())
}

/// The type under which a FUSE file system is mounted, by its device number.
#[cfg(target_os = "linux")]
fn fuse_name(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let device = std::fs::metadata(path).ok()?.dev();
    let number = format!(
        "{}:{}",
        rustix::fs::major(device),
        rustix::fs::minor(device)
    );
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    type_in_mounts(&mounts, &number)
}

/// Reads `36 35 0:50 / /mnt rw shared:1 - fuse.sshfs host: rw`.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
fn type_in_mounts(mounts: &str, number: &str) -> Option<String> {
    let line = mounts
        .lines()
        .find(|line| line.split(' ').nth(2) == Some(number))?;
    line.split(" - ")
        .nth(1)?
        .split(' ')
        .next()
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_kinds_are_named_and_local_ones_pass() {
        assert_eq!(kind_of(0x6969, None).as_deref(), Some("NFS"));
        assert_eq!(kind_of(0xFF53_4D42, None).as_deref(), Some("SMB"));
        assert_eq!(kind_of(0xEF53, None), None, "ext4");
        assert_eq!(kind_of(0x0102_1994, None), None, "tmpfs");
        assert_eq!(
            kind_of(FUSE, Some("fuse.sshfs")).as_deref(),
            Some("fuse.sshfs")
        );
        assert_eq!(kind_of(FUSE, Some("fuseblk")), None);
        assert_eq!(kind_of(FUSE, None).as_deref(), Some("FUSE"));
    }

    #[test]
    fn the_mount_table_is_read_by_device_number() {
        let mounts = "25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
                      90 25 0:50 / /mnt/x rw,nosuid - fuse.sshfs me@host:/ rw,user_id=0\n";
        assert_eq!(
            type_in_mounts(mounts, "0:50").as_deref(),
            Some("fuse.sshfs")
        );
        assert_eq!(type_in_mounts(mounts, "9:9"), None);
    }

    #[test]
    fn the_message_gives_the_reason() {
        let error = StoreError::NetworkFileSystem {
            path: "/mnt/hotel.db".into(),
            kind: "NFS".into(),
        };
        assert!(error.to_string().contains("network file system (NFS)"));
    }
}
