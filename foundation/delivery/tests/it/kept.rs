use std::{fs, os::unix::fs::PermissionsExt, time::Duration};

use griot_delivery::{Attachment, KeptPost, Letter, Post};
use griot_kernel::Timestamp;

use crate::{comment_letter, email, sender};

fn numbered(number: u32) -> Letter {
    Letter::new(email("awa@example.org"), format!("Lettre {number}")).paragraph("Bonjour.")
}

#[tokio::test]
async fn a_kept_letter_reads_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let post = KeptPost::open(folder.path().join("data/mail"), &sender()).unwrap();
    let letter = comment_letter("awa@example.org");

    post.send(&letter).await.unwrap();

    let kept = post.list(10, None).await.unwrap().remove(0);
    assert_eq!(kept.to, "awa@example.org");
    assert_eq!(kept.subject, letter.subject);
    assert_eq!(kept.written.unwrap().day().to_string(), "2025-03-08");
    assert_eq!(kept.text, letter.text);
    assert_eq!(kept.html.replace("\r\n", "\n"), letter.light_html());
    assert_eq!(post.read(&kept.id).await.unwrap(), Some(kept.clone()));
    assert!(!format!("{kept:?}").contains("awa"));
}

#[tokio::test]
async fn letters_are_listed_newest_first_page_by_page() {
    let folder = tempfile::tempdir().unwrap();
    let post = KeptPost::open(folder.path(), &sender()).unwrap();
    for number in 1..=5 {
        post.send(&numbered(number)).await.unwrap();
    }
    // A restart goes on counting where it stopped.
    let post = KeptPost::open(folder.path(), &sender()).unwrap();
    post.send(&numbered(6)).await.unwrap();

    let subjects = |letters: &[griot_delivery::KeptLetter]| {
        letters.iter().map(|kept| kept.subject.clone()).collect::<Vec<_>>()
    };
    let first = post.list(4, None).await.unwrap();
    assert_eq!(subjects(&first), ["Lettre 6", "Lettre 5", "Lettre 4", "Lettre 3"]);
    let rest = post.list(4, Some(&first[3].id)).await.unwrap();
    assert_eq!(subjects(&rest), ["Lettre 2", "Lettre 1"]);
}

#[tokio::test]
async fn two_posts_on_one_folder_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let one = KeptPost::open(folder.path(), &sender()).unwrap();
    let two = KeptPost::open(folder.path(), &sender()).unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..40 {
        let post = if number % 2 == 0 { one.clone() } else { two.clone() };
        tasks.spawn(async move { post.send(&numbered(number)).await });
    }
    while let Some(sent) = tasks.join_next().await {
        sent.unwrap().unwrap();
    }

    let mut subjects: Vec<String> =
        one.list(100, None).await.unwrap().into_iter().map(|kept| kept.subject).collect();
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 40);
}

#[tokio::test]
async fn files_are_whole_and_for_the_owner_s_eyes_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mail");
    let post = KeptPost::open(&path, &sender()).unwrap();
    post.send(&numbered(1)).await.unwrap();
    // What a crash in the middle of a write leaves behind is no letter.
    std::fs::write(path.join(".unfinished-1-1"), "To: half").unwrap();

    assert_eq!(post.list(10, None).await.unwrap().len(), 1);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
    let file = path.join("000000000001.eml");
    assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn an_id_is_no_path() {
    let folder = tempfile::tempdir().unwrap();
    let post = KeptPost::open(folder.path().join("mail"), &sender()).unwrap();
    post.send(&numbered(1)).await.unwrap();
    std::fs::write(folder.path().join("secret.eml"), "To: a@example.org\r\n\r\nx").unwrap();

    for id in ["../secret", "1", "000000000001.eml", "000000000009", "", "+00000000001"] {
        assert_eq!(post.read(id).await.unwrap(), None, "{id}");
    }
    assert!(post.list(10, Some("../secret")).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_folder_that_is_gone_is_a_reason_to_try_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mail");
    let post = KeptPost::open(&path, &sender()).unwrap();
    std::fs::remove_dir(&path).unwrap();

    let error = post.send(&numbered(1)).await.unwrap_err();
    assert!(matches!(error, griot_delivery::PostError::Retry(_)), "{error}");
}

#[tokio::test]
async fn a_letter_goes_when_it_is_old_by_its_own_day_or_by_that_of_the_disk() {
    const MONTH: Duration = Duration::from_secs(30 * 86_400);

    let folder = tempfile::tempdir().unwrap();
    let post = KeptPost::open(folder.path(), &sender()).unwrap();
    let now: Timestamp = "2025-04-01T09:00:00Z".parse().unwrap();
    for at in ["2025-03-01T09:00:00Z", "2025-03-03T09:00:00Z", "2025-03-31T09:00:00Z"] {
        let at: Timestamp = at.parse().unwrap();
        post.send(&numbered(1).written_at(at.as_millisecond())).await.unwrap();
    }
    let age = |name: &str| {
        let file = fs::File::options().write(true).open(folder.path().join(name)).unwrap();
        let written = file.metadata().unwrap().modified().unwrap();
        file.set_modified(written - MONTH - Duration::from_secs(60)).unwrap();
    };
    fs::write(folder.path().join(".unfinished-1-1"), "To: half").unwrap();
    assert_eq!(post.sweep(MONTH, now).await.unwrap(), 1, "of the first of March");
    age("000000000003.eml");
    age(".unfinished-1-1");
    assert_eq!(post.sweep(MONTH, now).await.unwrap(), 1);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["000000000002.eml"]);
    // Numbers are not given twice while the house is open.
    post.send(&numbered(2)).await.unwrap();
    assert_eq!(post.list(1, None).await.unwrap()[0].id, "000000000004");
}

#[tokio::test]
async fn the_letters_to_one_address_go_and_those_to_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    let post = KeptPost::open(folder.path(), &sender()).unwrap();
    for to in ["awa@example.org", "AWA@Example.org", "binta@example.org"] {
        post.send(&Letter::new(email(to), "Bonjour").paragraph("awa@example.org")).await.unwrap();
    }
    let awa = email("awa@example.org");
    assert_eq!(post.forget(move |to| to.key() == awa.key()).await.unwrap(), 2);
    let left = post.list(10, None).await.unwrap();
    assert_eq!(left.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["binta@example.org"]);
}

#[tokio::test]
async fn a_file_goes_with_the_letter_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let post = KeptPost::open(folder.path(), &sender()).unwrap();
    let bytes: std::sync::Arc<[u8]> = (0..=255_u8).cycle().take(9_000).collect();
    let file = Attachment { name: "communiqué \"1\".pdf".into(), kind: "application/pdf", bytes };
    let letter = comment_letter("awa@example.org").attach(file.clone());
    assert!(!format!("{letter:?} {file:?}").contains("communiqué"));
    post.send(&letter).await.unwrap();

    let path = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let raw = fs::read(path).unwrap();
    assert!(raw.is_ascii() && raw.split(|byte| *byte == b'\n').all(|line| line.len() <= 998));
    let mail = mail_parser::MessageParser::default().parse(&raw).unwrap();
    let kept = mail.attachment(0).unwrap();
    assert_eq!((mail.attachment_count(), kept.contents()), (1, &*file.bytes));
    assert_eq!(mail_parser::MimeHeaders::attachment_name(kept), Some("communiqu---1-.pdf"));
    assert!(mail.body_text(0).unwrap().contains("Lire et répondre") && mail.body_html(0).is_some());
}
