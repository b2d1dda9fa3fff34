//! One contract, kept by a folder and by S3.

use std::collections::BTreeSet;
use std::io::{Read, Write};

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};
use griot_files::{FileKey, Files, FilesError, Limits, picture};

use crate::samples;
use crate::seaweed::S3;

/// Makes of each promise a test on a folder, and of all together one test on S3,
/// whose server takes seconds to start.
macro_rules! promises {
    ($($(#[$note:meta])* async fn $name:ident($files:ident: &Files) $body:block)*) => {
        mod promised {
            use super::*;
            $($(#[$note])* pub async fn $name($files: &Files) $body)*
        }

        mod a_folder {
            use super::*;
            $(#[tokio::test]
            async fn $name() {
                let folder = tempfile::tempdir().unwrap();
                let files = Files::open(folder.path().to_str().unwrap()).unwrap();
                promised::$name(&files).await;
            })*
        }

        #[tokio::test]
        async fn an_s3_server_keeps_the_same_promises() {
            let Some(s3) = S3::find().await else { return };
            $({
                println!("{}", stringify!($name));
                let files = s3.files(&format!("{}-{}", std::process::id(), stringify!($name)));
                promised::$name(&files).await;
                clear(&files).await;
            })*
            assert!(matches!(s3.files_with_wrong_secret().check().await, Err(FilesError::Refused(_))));
        }
    };
}

async fn clear(files: &Files) {
    for key in all(files).await {
        files.delete(&key).await.unwrap();
    }
}

async fn all(files: &Files) -> BTreeSet<FileKey> {
    files.list_all().try_collect().await.unwrap()
}

promises! {
    async fn what_is_put_is_what_is_read(files: &Files) {
        let sent = Bytes::from_static("Tô be là bɛ ye".as_bytes());
        let key = files.put(sent.clone(), "txt").await.unwrap();
        assert_eq!(files.get(&key).await.unwrap(), sent);
        assert_eq!(files.size(&key).await.unwrap(), u64::try_from(sent.len()).unwrap());
        assert!(files.exists(&key).await.unwrap());
    }

    async fn a_file_of_any_size_is_kept_as_it_is(files: &Files) {
        for size in [0, 1_000, 11_000_003] {
            let bytes: Vec<u8> = (0..size).map(|n: u32| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&bytes).unwrap();
            let key = files.put_file(file, "zip").await.unwrap();
            assert_eq!(key, FileKey::of(&bytes, "zip").unwrap());
            assert_eq!(files.get(&key).await.unwrap(), bytes);
        }
        let refused = files.put_file(tempfile::tempfile().unwrap(), "Z").await;
        assert!(matches!(refused, Err(FilesError::Refused(_))));
    }

    async fn an_empty_file_is_a_file(files: &Files) {
        let key = files.put(Bytes::new(), "txt").await.unwrap();
        assert_eq!(files.get(&key).await.unwrap(), Bytes::new());
        assert_eq!(files.size(&key).await.unwrap(), 0);
    }

    async fn a_file_that_comes_in_pieces_is_the_same_file(files: &Files) {
        // In one piece and in several.
        for length in [0, 7, 8 << 20, (8 << 20) + 1, 11_000_000] {
            let whole: Vec<u8> = (0..length).map(|n: u32| u8::try_from(n % 251).unwrap()).collect();
            let mut incoming = files.receive().unwrap();
            for piece in whole.chunks(70_001) {
                incoming.add(piece).await.unwrap();
            }
            assert_eq!(incoming.length(), u64::from(length));
            assert_eq!(incoming.start(), &whole[..whole.len().min(65_536)]);
            let key = files.put_incoming(incoming, "import").await.unwrap();
            assert_eq!(key, FileKey::of(&whole, "import").unwrap());
            assert!(files.get(&key).await.unwrap() == whole);
            let mut read = Vec::new();
            files.open_local(&key).await.unwrap().read_to_end(&mut read).unwrap();
            assert!(read == whole);
        }
        assert_eq!(all(files).await.len(), 5);
        let unknown = FileKey::of(b"unknown", "import").unwrap();
        assert!(matches!(files.open_local(&unknown).await, Err(FilesError::NotFound)));
    }

    async fn putting_twice_keeps_one_file(files: &Files) {
        let first = files.put(Bytes::from_static(b"twice"), "bin").await.unwrap();
        let second = files.put(Bytes::from_static(b"twice"), "bin").await.unwrap();
        assert_eq!(first, second);
        assert_eq!(all(files).await, BTreeSet::from([first]));
    }

    async fn many_may_put_the_same_bytes_at_once(files: &Files) {
        let bytes = Bytes::from(vec![7; 300_000]);
        let puts = (0..8).map(|_| files.put(bytes.clone(), "bin"));
        let keys: BTreeSet<FileKey> = futures::future::try_join_all(puts).await.unwrap().into_iter().collect();
        assert_eq!(keys.len(), 1);
        assert_eq!(all(files).await, keys);
        assert_eq!(files.get(keys.first().unwrap()).await.unwrap(), bytes);
    }

    async fn a_file_that_was_never_put_is_not_found(files: &Files) {
        let key = FileKey::of(b"never", "bin").unwrap();
        assert_eq!(files.get(&key).await, Err(FilesError::NotFound));
        assert_eq!(files.size(&key).await, Err(FilesError::NotFound));
        assert!(matches!(files.stream(&key).await, Err(FilesError::NotFound)));
        assert!(!files.exists(&key).await.unwrap());
    }

    async fn deleting_twice_is_deleting_once(files: &Files) {
        let key = files.put(Bytes::from_static(b"gone"), "bin").await.unwrap();
        files.delete(&key).await.unwrap();
        assert!(!files.exists(&key).await.unwrap());
        files.delete(&key).await.unwrap();
    }

    async fn a_large_file_comes_in_pieces(files: &Files) {
        let bytes: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
        let key = files.put(Bytes::from(bytes.clone()), "bin").await.unwrap();
        let mut pieces = files.stream(&key).await.unwrap();
        let mut read = Vec::new();
        while let Some(piece) = pieces.next().await {
            read.extend_from_slice(&piece.unwrap());
        }
        assert_eq!(read, bytes);
    }

    async fn every_file_is_listed(files: &Files) {
        let mut put = BTreeSet::new();
        for number in 0..40_u8 {
            put.insert(files.put(Bytes::from(vec![number]), "bin").await.unwrap());
        }
        assert_eq!(all(files).await, put);
    }

    async fn a_check_leaves_nothing(files: &Files) {
        files.check().await.unwrap();
        assert_eq!(all(files).await, BTreeSet::new());
        let (one, other) = futures::join!(files.check(), files.check());
        one.unwrap();
        other.unwrap();
    }

    async fn an_extension_that_leads_elsewhere_is_refused(files: &Files) {
        let put = files.put(Bytes::from_static(b"x"), "../../x").await;
        assert!(matches!(put, Err(FilesError::Refused(_))));
    }

    async fn a_picture_is_kept_with_all_its_renditions(files: &Files) {
        let photo = samples::jpeg(&samples::landscape(1000, 500));
        let picture = picture(photo, &Limits::default()).await.unwrap();
        let stored = files.put_picture(&picture).await.unwrap();
        assert_eq!((stored.width, stored.height), (1000, 500));
        let sizes: Vec<_> = stored.renditions.iter().map(|one| (one.width, one.height)).collect();
        assert_eq!(sizes, [(320, 160), (800, 400), (1000, 500)]);
        for (kept, made) in stored.renditions.iter().zip(&picture.renditions) {
            assert_eq!(files.get(&kept.key).await.unwrap(), made.bytes);
            assert_eq!(files.size(&kept.key).await.unwrap(), kept.bytes);
        }
        assert_eq!(stored.fitting(321).unwrap().width, 800);
        assert_eq!(stored.fitting(4000).unwrap().width, 1000);

        let json = serde_json::to_string(&stored).unwrap();
        assert_eq!(serde_json::from_str::<griot_files::StoredPicture>(&json).unwrap(), stored);
    }
}
