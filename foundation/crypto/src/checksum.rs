use std::io::{self, Read};

use sha2::{Digest, Sha256};

const AT_ONCE: usize = 64 * 1024;

/// How many bytes are read, and their SHA-256 digest as `sha256sum` writes it. It takes little
/// memory, however much there is to read.
pub fn checksum(mut from: impl Read) -> io::Result<(u64, String)> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0_u8; AT_ONCE];
    let mut all = 0_u64;
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(buffer.get(..read).unwrap_or_default());
        all += u64::try_from(read).unwrap_or_default();
    }
    let digest = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((all, digest))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::checksum;

    #[test]
    fn the_digest_is_the_one_that_everybody_computes() {
        let (bytes, digest) = checksum(&b"abc"[..]).unwrap();
        assert_eq!(bytes, 3);
        assert_eq!(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(checksum(std::io::repeat(7).take(200_001)).unwrap().0, 200_001);
    }
}
