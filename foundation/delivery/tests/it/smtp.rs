//! Letters that leave through a real server.

use std::time::{Duration, Instant};

use griot_delivery::{Attachment, Fault, Letter, Mailbox, Post, PostError, SmtpPost};

use crate::server::Server;
use crate::{comment_letter, email, sender, url};

fn post(server: &Server) -> SmtpPost {
    SmtpPost::open(&server.address(), &sender()).unwrap()
}

async fn error(post: &SmtpPost, to: &str) -> PostError {
    post.send(&comment_letter(to)).await.unwrap_err()
}

#[tokio::test]
async fn a_letter_arrives_readable_in_both_parts() {
    let Some(server) = Server::start(&[]) else { return };
    let letter = comment_letter("awa@example.org");

    post(&server).send(&letter).await.unwrap();

    let taken = server.taken().remove(0);
    let mail = taken.mail();
    assert_eq!(mail.subject(), Some(letter.subject.as_str()));
    assert_eq!(mail.from().unwrap().first().unwrap().name(), Some("Griot – Sénégal"));
    assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("lettres@griot.example"));
    assert_eq!(mail.to().unwrap().first().unwrap().address(), Some("awa@example.org"));
    assert_eq!(taken.header("Date").unwrap(), "Sat, 08 Mar 2025 12:00:00 +0000");
    assert_eq!(taken.header("Content-Language").unwrap(), "fr");
    assert_eq!(taken.header("Auto-Submitted").unwrap(), "auto-generated");
    let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
    assert!(text.contains("> Merci pour ce texte, il m’a rappelé mon enfance là-bas.\n"));
    assert!(text.contains("\nhttps://griot.example/blogs/awa/ete?a=1&b=2#c12\n"));
    let html = mail.body_html(0).unwrap().replace("\r\n", "\n");
    assert_eq!(html, letter.light_html());
    assert!(taken.raw.is_ascii());
    assert!(taken.raw.lines().all(|line| line.len() <= 200));
}

#[tokio::test]
async fn a_file_arrives_beside_both_parts() {
    let Some(server) = Server::start(&[]) else { return };
    let bytes: std::sync::Arc<[u8]> = (0..=255_u8).cycle().take(90_000).collect();
    let file = Attachment { name: "communique-2013-04.pdf".into(), kind: "application/pdf", bytes };

    post(&server).send(&comment_letter("awa@example.org").attach(file.clone())).await.unwrap();

    let taken = server.taken().remove(0);
    let mail = taken.mail();
    let arrived = mail.attachment(0).unwrap();
    assert_eq!((mail.attachment_count(), arrived.contents()), (1, &*file.bytes));
    assert_eq!(mail_parser::MimeHeaders::attachment_name(arrived), Some(file.name.as_str()));
    assert!(mail.body_text(0).unwrap().contains("Lire et répondre") && mail.body_html(0).is_some());
    assert!(taken.raw.is_ascii() && taken.raw.lines().all(|line| line.len() <= 200));
}

#[tokio::test]
async fn the_envelope_carries_the_token() {
    let Some(server) = Server::start(&[]) else { return };
    let post = post(&server);
    let mut letter = comment_letter("awa@example.org");
    post.send(&letter).await.unwrap();
    letter.returns_to = None;
    post.send(&letter).await.unwrap();

    let senders: Vec<_> = server.taken().iter().map(|t| t.about["from"].clone()).collect();
    assert_eq!(senders, ["bounce+k3v9@griot.example", "lettres@griot.example"]);
    let loops: Vec<_> = server.taken().iter().map(|t| t.header("CFBL-Address")).collect();
    assert_eq!(loops, [Some("bounce+k3v9@griot.example; report=arf".to_owned()), None]);
    assert!(server.taken().iter().all(|t| t.about["to"] == serde_json::json!(["awa@example.org"])));
}

#[tokio::test]
async fn one_click_ends_the_letters() {
    let Some(server) = Server::start(&[]) else { return };
    let post = post(&server);
    let long = format!("https://griot.example/stop/{}?a=é&b=>", "x".repeat(200));
    let mut letter = comment_letter("awa@example.org").unsubscribe(&url(&long));
    post.send(&letter).await.unwrap();
    letter.unsubscribe = Some(url("http://griot.example/stop"));
    post.send(&letter).await.unwrap();
    letter.unsubscribe = None;
    post.send(&letter).await.unwrap();

    let taken = server.taken();
    let header = taken[0].header("List-Unsubscribe").unwrap();
    assert_eq!(header, format!("<{}>", url(&long)));
    assert_eq!(taken[0].header("List-Unsubscribe-Post").unwrap(), "List-Unsubscribe=One-Click");
    assert_eq!(taken[0].header("List-Id").unwrap(), "<comments.griot.example>");
    assert_eq!(taken[1].header("List-Unsubscribe").unwrap(), "<http://griot.example/stop>");
    assert_eq!(taken[1].header("List-Unsubscribe-Post"), None);
    assert_eq!(taken[2].header("List-Unsubscribe"), None);
}

#[tokio::test]
async fn letters_thread_and_the_same_letter_is_the_same() {
    let Some(server) = Server::start(&[]) else { return };
    let post = post(&server);
    let mut letter = comment_letter("awa@example.org");
    post.send(&letter).await.unwrap();
    post.send(&letter).await.unwrap();
    letter.references = (1..50).map(|n| format!("post-{n}")).collect();
    letter.message_id = String::new();
    post.send(&letter).await.unwrap();
    post.send(&letter).await.unwrap();

    let taken = server.taken();
    assert_eq!(taken[0].raw, taken[1].raw);
    assert_eq!(taken[0].header("Message-ID").unwrap(), "<comment-12.awa@griot.example>");
    assert_eq!(taken[0].header("In-Reply-To").unwrap(), "<comment-11.awa@griot.example>");
    assert_eq!(
        taken[0].header("References").unwrap(),
        "<post-1@griot.example> <comment-11.awa@griot.example>"
    );
    let thread = taken[2].header("References").unwrap();
    let ids: Vec<&str> = thread.split(' ').collect();
    assert_eq!(ids.len(), 10);
    assert_eq!((ids[0], ids[9]), ("<post-1@griot.example>", "<comment-11.awa@griot.example>"));
    assert_eq!(taken[2].header("Message-ID"), taken[3].header("Message-ID"));
    assert_ne!(taken[2].header("Message-ID"), taken[0].header("Message-ID"));
}

#[tokio::test]
async fn nobody_slips_a_header_in() {
    let Some(server) = Server::start(&[]) else { return };
    let evil = "x\r\nBcc: all@example.org\r\n\r\n<script>\n.\r\nQUIT\u{0}\u{1b}";
    let from = Mailbox { name: evil.into(), email: email("lettres@griot.example") };
    let post = SmtpPost::open(&server.address(), &from).unwrap();
    let mut letter = Letter::new(email("awa@example.org"), evil)
        .paragraph("Bonjour.\n.\r\n..\nFrom nobody\n--=_x")
        .button(evil, &url("https://griot.example/"))
        .language(evil)
        .message_id(evil)
        .reference(evil)
        .in_reply_to(evil)
        .list_id(evil);
    post.send(&letter).await.unwrap();
    letter.subject = format!("{} {}", "é".repeat(500), "a".repeat(3000));
    post.send(&letter).await.unwrap();

    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    for taken in &taken {
        let mail = taken.mail();
        assert!(mail.bcc().is_none());
        assert_eq!(mail.parts.len(), 3);
        let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(text.contains("Bonjour.\n.\n..\n From nobody\n--=_x\n"), "{text}");
        let head = taken.raw.split("\r\n\r\n").next().unwrap();
        assert!(head.lines().all(|line| line.len() < 998));
        assert!(!head.contains(['\0', '\u{1b}']));
        for line in head.split("\r\n") {
            let name = line.split(':').next().unwrap();
            assert!(line.starts_with([' ', '\t']) || !name.contains(' '), "{line}");
            assert!(!line.starts_with("Bcc"), "{line}");
        }
    }
    assert!(taken[0].mail().subject().unwrap().starts_with("x Bcc: all@example.org"));
    assert_eq!(taken[1].mail().subject().unwrap().chars().count(), 201);
}

#[tokio::test]
async fn a_refused_recipient_is_never_written_to_again() {
    let Some(server) = Server::start(&[]) else { return };
    let post = post(&server);

    let refused = error(&post, "refuse-awa@example.org").await;

    let never = |fault, cause: &str| PostError::Refused { fault, cause: cause.into() };
    assert_eq!(refused, never(Fault::Address, "the mail server answered 550 5.1.1"));
    let plain = error(&post, "plain-awa@example.org").await;
    assert_eq!(plain, never(Fault::Address, "the mail server answered 550"));
    let full = error(&post, "full-awa@example.org").await;
    assert_eq!(full, never(Fault::Mailbox, "the mail server answered 552 5.2.2"));
    // The connection that heard the refusal carries the next letter.
    post.send(&comment_letter("awa@example.org")).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn what_is_not_the_recipient_s_fault_is_tried_again() {
    let Some(server) = Server::start(&[]) else { return };
    let post = post(&server);

    for (to, cause) in [
        ("later-awa@example.org", "the mail server answered 451 4.3.0"),
        ("relay-awa@example.org", "the mail server answered 554 5.7.1"),
        ("closed-awa@example.org", "the mail server answered 521"),
        ("spam-awa@example.org", "the mail server answered 554 5.7.1"),
    ] {
        assert_eq!(error(&post, to).await, PostError::Retry(cause.into()), "{to}");
    }
    post.send(&comment_letter("awa@example.org")).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn nobody_knows_what_became_of_a_letter_whose_answer_is_lost() {
    let Some(server) = Server::start(&[]) else { return };
    let lost = PostError::Unsure("the mail server could not be reached or hung up".into());
    assert_eq!(error(&post(&server), "drop-awa@example.org").await, lost);
}

#[tokio::test]
async fn of_many_letters_each_has_its_own_outcome_in_their_order() {
    let Some(server) = Server::start(&[]) else { return };
    let words = ["awa", "refuse-awa", "later-awa", "drop-awa", "binta"];
    let letters: Vec<_> = words.map(|word| comment_letter(&format!("{word}@example.org"))).into();
    let outcomes = post(&server).send_all(&letters, 2).await;
    assert!(matches!(
        outcomes[..],
        [Ok(()), Err(PostError::Refused { .. }), Err(PostError::Retry(_)), Err(PostError::Unsure(_)), Ok(())]
    ));
    assert_eq!(server.taken().len(), 2);
}

#[tokio::test]
async fn no_server_is_a_reason_to_try_again() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let post = SmtpPost::open(&format!("smtp://127.0.0.1:{port}"), &sender()).unwrap();

    let error = error(&post, "awa@example.org").await;
    assert!(matches!(error, PostError::Retry(_)), "{error}");
}

#[tokio::test]
async fn a_silent_server_is_not_waited_for() {
    // Takes the connection and never says a word.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("smtp://{}", silent.local_addr().unwrap());
    let post = SmtpPost::open(&address, &sender()).unwrap();
    let post = post.patience(Duration::from_millis(300));
    let start = Instant::now();

    let late = PostError::Retry("the mail server did not answer in time".into());
    assert_eq!(error(&post, "awa@example.org").await, late);
    assert!(start.elapsed() < Duration::from_secs(5));

    // The letters behind it do not each wait as long: the hands that hold them have other work.
    let start = Instant::now();
    for _ in 0..20 {
        let cause = "the mail server did not answer a moment ago";
        assert_eq!(error(&post, "awa@example.org").await, PostError::Retry(cause.into()));
    }
    assert!(start.elapsed() < Duration::from_millis(250));
}

#[tokio::test]
async fn a_dialogue_cut_short_never_answers_for_the_next_letter() {
    let Some(server) = Server::start(&[]) else { return };
    let slow = post(&server).patience(Duration::from_millis(500));
    let late = PostError::Retry("the mail server did not answer in time".into());
    assert_eq!(error(&slow, "slow-awa@example.org").await, late);
    slow.send(&comment_letter("awa@example.org")).await.unwrap();

    // The same when the caller itself stops waiting.
    let post = post(&server);
    let letter = comment_letter("slow-awa@example.org");
    let cut = tokio::time::timeout(Duration::from_millis(500), post.send(&letter)).await;
    assert!(cut.is_err());
    post.send(&comment_letter("binta@example.org")).await.unwrap();

    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[1].about["to"], serde_json::json!(["binta@example.org"]));
}

#[tokio::test]
async fn letters_share_a_connection_and_many_leave_at_once() {
    let Some(server) = Server::start(&[]) else { return };
    let post = std::sync::Arc::new(post(&server));
    for _ in 0..3 {
        post.send(&comment_letter("awa@example.org")).await.unwrap();
    }
    let peers: Vec<_> = server.taken().iter().map(|t| t.about["peer"].clone()).collect();
    assert!(peers.iter().all(|peer| *peer == peers[0]));
    assert_eq!(server.taken()[0].about["hello"], "griot.example");

    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..20 {
        let post = post.clone();
        let letter = comment_letter(&format!("a{number}@example.org"));
        tasks.spawn(async move { post.send(&letter).await });
    }
    while let Some(sent) = tasks.join_next().await {
        sent.unwrap().unwrap();
    }
    let mut to: Vec<String> = server.taken().iter().map(|t| t.about["to"].to_string()).collect();
    to.sort();
    to.dedup();
    assert_eq!(to.len(), 21);
}

#[tokio::test]
async fn a_server_that_asks_for_a_password_gets_it() {
    let Some(server) = Server::start(&["--login"]) else { return };
    let open = |login: &str| {
        let address = format!("smtp://{login}127.0.0.1:{}", server.port);
        SmtpPost::open(&address, &sender()).unwrap()
    };

    open("griot:p%40ss@").send(&comment_letter("awa@example.org")).await.unwrap();
    assert_eq!(server.taken().len(), 1);

    let wrong = open("griot:wrong@");
    assert_eq!(
        error(&wrong, "awa@example.org").await,
        PostError::Retry("the mail server answered 535 5.7.8".into())
    );
    assert!(!format!("{wrong:?}").contains("wrong"));
    let none = error(&open(""), "awa@example.org").await;
    assert!(matches!(none, PostError::Retry(_)), "{none}");
}

#[tokio::test]
async fn nothing_is_sent_in_the_open_when_tls_is_asked_for() {
    let Some(server) = Server::start(&[]) else { return };
    for address in
        [format!("{}?tls=required", server.address()), format!("smtps://127.0.0.1:{}", server.port)]
    {
        let post = SmtpPost::open(&address, &sender()).unwrap();
        let post = post.patience(Duration::from_secs(2));
        let error = post.check().await.unwrap_err();
        assert!(matches!(error, PostError::Retry(_)), "{error}");
    }
    assert!(server.taken().is_empty());
    post(&server).check().await.unwrap();
}
