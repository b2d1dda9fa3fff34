//! Returned letters in the shapes that mail servers give them.

use std::time::{Duration, Instant};

use griot_delivery::{Fault, News, Returned};

/// A delivery report in several parts, as most servers write it.
fn report(head: &str, status: &str, returned: &str) -> Vec<u8> {
    let text = format!(
        "Return-Path: <>\n{head}\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"b1\"\n\n\
         This is a MIME-encapsulated message.\n\n\
         --b1\nContent-Type: text/plain; charset=utf-8\n\nThe letter came back. 4.9.9\n\n\
         --b1\nContent-Type: message/delivery-status\n\n{status}\n\n\
         --b1\n{returned}\n\n--b1--\n"
    );
    text.replace('\n', "\r\n").into_bytes()
}

fn whole_letter(sender: &str) -> String {
    format!(
        "Content-Type: message/rfc822\n\n\
         Return-Path: <{sender}>\nFrom: Griot <lettres@griot.example>\n\
         To: awa@example.org\nSubject: Nouveau commentaire\n\nBonjour."
    )
}

type Seen = (Option<String>, Fault, Option<String>);

/// The surest token of a bounce, whose fault it is, and its status code.
fn seen(raw: &[u8]) -> Option<Seen> {
    let Returned { news: News::Bounce(failed), tokens } = Returned::read(raw) else { return None };
    Some((tokens.into_iter().next(), failed.fault, failed.status))
}

fn verdict(token: &str, fault: Fault, status: &str) -> Option<Seen> {
    Some((Some(token.into()), fault, Some(status.into())))
}

#[test]
fn postfix_names_an_unknown_mailbox() {
    let raw = report(
        "From: MAILER-DAEMON@mail.example.net (Mail Delivery System)\n\
         Subject: Undelivered Mail Returned to Sender\n\
         To: bounce+k3v9@griot.example",
        "Reporting-MTA: dns; mail.example.net\nX-Postfix-Queue-ID: 4ABCD1234\n\
         Arrival-Date: Sat,  8 Mar 2025 12:00:00 +0000 (UTC)\n\n\
         Final-Recipient: rfc822; awa@example.org\nAction: failed\nStatus: 5.1.1\n\
         Remote-MTA: dns; mx.example.org\n\
         Diagnostic-Code: smtp; 550 5.1.1 <awa@example.org>: Recipient address\n    rejected",
        &whole_letter("bounce+k3v9@griot.example"),
    );
    assert_eq!(seen(&raw), verdict("k3v9", Fault::Address, "5.1.1"));
}

#[test]
fn a_delay_is_not_the_end() {
    let raw = report(
        "From: Mail Delivery Subsystem <mailer-daemon@mail.example.net>\n\
         Subject: Delivery Status Notification (Delay)\nTo: bounce+k3v9@griot.example",
        "Reporting-MTA: dns; mail.example.net\n\n\
         Final-Recipient: rfc822; awa@example.org\nAction: delayed\nStatus: 4.4.1\n\
         Will-Retry-Until: Mon, 10 Mar 2025 12:00:00 +0000",
        &whole_letter("bounce+k3v9@griot.example"),
    );
    assert_eq!(Returned::read(&raw).news, News::Delay);
}

#[test]
fn gmail_says_a_mailbox_is_full_or_the_sender_unwelcome() {
    for (status, said, fault) in [
        ("5.2.2", "552-5.2.2 The recipient's inbox is full", Fault::Mailbox),
        ("5.7.26", "550-5.7.26 This mail has been blocked", Fault::Sender),
    ] {
        let raw = report(
            "From: Mail Delivery Subsystem <mailer-daemon@mail.example.net>\n\
             X-Failed-Recipients: awa@example.org\n\
             Subject: Delivery Status Notification (Failure)\n\
             Delivered-To: bounce+k3v9@griot.example\nTo: undisclosed-recipients:;",
            &format!(
                "Reporting-MTA: dns; mail.example.net\nArrival-Date: Sat, 08 Mar 2025 04:00:00 -0800 (PST)\n\
                 X-Original-Message-ID: <comment-12.awa@griot.example>\n\n\
                 Final-Recipient: rfc822; awa@example.org\nAction: failed\nStatus: {status}\n\
                 Remote-MTA: dns; mx.example.org. (192.0.2.5, the server for the domain example.org.)\n\
                 Diagnostic-Code: smtp; {said}\nLast-Attempt-Date: Sat, 08 Mar 2025 04:00:01 -0800 (PST)"
            ),
            &whole_letter("bounce+other@griot.example"),
        );
        assert_eq!(seen(&raw), verdict("k3v9", fault, status));
    }
}

#[test]
fn exim_is_vague_and_its_diagnosis_is_not() {
    let raw = report(
        "From: Mail Delivery System <Mailer-Daemon@mail.example.net>\n\
         X-Failed-Recipients: awa@example.org\nTo: lettres@griot.example\n\
         Subject: Mail delivery failed: returning message to sender",
        "Reporting-MTA: dns; mail.example.net\n\n\
         Action: failed\nFinal-Recipient: rfc822;awa@example.org\nStatus: 5.0.0\n\
         Remote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; 550 5.1.1 no such user",
        "Content-Type: text/rfc822-headers\n\n\
         Return-path: <bounce+k3v9@griot.example>\nReceived: from griot.example\n\tby mail.example.net\n\
         To: awa@example.org",
    );
    assert_eq!(seen(&raw), verdict("k3v9", Fault::Address, "5.1.1"));
}

#[test]
fn exim_in_plain_words_is_understood() {
    let plain = |words: &str| {
        format!(
            "Return-path: <>\r\nEnvelope-to: Bounce+k3v9@Griot.example\r\n\
             From: Mail Delivery System <Mailer-Daemon@mail.example.net>\r\n\
             To: Bounce+k3v9@Griot.example\r\nX-Failed-Recipients: awa@example.org\r\n\
             Auto-Submitted: auto-replied\r\n\
             Subject: Mail delivery failed: returning message to sender\r\n\r\n\
             This message was created automatically by mail delivery software.\r\n\r\n\
             A message that you sent could not be delivered to one or more of its\r\n\
             recipients. This is a permanent error.\r\n\r\n  awa@example.org\r\n    {words}\r\n"
        )
    };
    let unknown = plain("host mx.example.org [192.0.2.5]: 550 5.1.1 unknown user");
    assert_eq!(seen(unknown.as_bytes()), verdict("k3v9", Fault::Address, "5.1.1"));
    let unrouteable = plain("Unrouteable address");
    assert_eq!(seen(unrouteable.as_bytes()), Some((Some("k3v9".into()), Fault::Address, None)));
    let expired = plain("retry timeout exceeded");
    assert_eq!(seen(expired.as_bytes()), Some((Some("k3v9".into()), Fault::Mailbox, None)));
    let unwelcome = plain("host mx.example.org [192.0.2.5]: 550 relay not permitted");
    assert_eq!(seen(unwelcome.as_bytes()), Some((Some("k3v9".into()), Fault::Sender, None)));
}

#[test]
fn qmail_in_plain_words_is_understood() {
    let raw = "Return-Path: <>\r\nDelivered-To: griot-bounce+k3v9@griot.example\r\n\
        From: MAILER-DAEMON@mail.example.net\r\nTo: bounce+k3v9@griot.example\r\n\
        Subject: failure notice\r\n\r\n\
        Hi. This is the qmail-send program at mail.example.net.\r\n\
        I'm afraid I wasn't able to deliver your message.\r\n\r\n\
        <awa@example.org>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n";
    assert_eq!(seen(raw.as_bytes()), verdict("k3v9", Fault::Address, "5.1.1"));
}

/// As OpenSMTPD 6.8 writes them: not `multipart/report`, with a status that says nothing,
/// no diagnosis, and what happened only in the words for people.
fn opensmtpd(said: &str) -> Vec<u8> {
    format!(
        "Delivered-To: bounce+k3v9@griot.example\n\
         Received: from mail.griot.example (mail [local])\n\tby mail (OpenSMTPD) with ESMTPA id dd27e808\n\
         Subject: Delivery status notification: failed\n\
         From: Mailer Daemon <MAILER-DAEMON@mail.griot.example>\nTo: bounce+k3v9@griot.example\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed;boundary=\"61072/mail.griot.example\"\n\n\
         This is a MIME-encapsulated message.\n\n\
         --61072/mail.griot.example\nContent-Description: Notification\n\
         Content-Type: text/plain; charset=us-ascii\n\n    Hi!\n\n\
         \x20   This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n\
         {said}\n\n    Below is a copy of the original message:\n\n\
         --61072/mail.griot.example\nContent-Description: Delivery Report\n\
         Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.griot.example\n\n\
         Final-Recipient: rfc822; awa@example.org\nAction: failed\nStatus: 5.0.0\n\n\
         --61072/mail.griot.example\nContent-Description: Message headers\n\
         Content-Type: text/rfc822-headers\n\nTo: <awa@example.org>\nSubject: Nouveau commentaire\n\n\
         --61072/mail.griot.example--\n"
    )
    .replace('\n', "\r\n")
    .into_bytes()
}

#[test]
fn opensmtpd_says_the_cause_to_people_only() {
    let full = opensmtpd("awa@example.org: 552 5.2.2 mailbox full");
    assert_eq!(seen(&full), verdict("k3v9", Fault::Mailbox, "5.2.2"));
    let gone = opensmtpd("awa@example.org: 550 no such mailbox");
    assert_eq!(seen(&gone), verdict("k3v9", Fault::Address, "5.0.0"));
    let silent = opensmtpd("");
    assert_eq!(seen(&silent), verdict("k3v9", Fault::Mailbox, "5.0.0"));
}

#[test]
fn a_report_names_the_addresses_that_failed() {
    let raw = report(
        "From: MAILER-DAEMON@mail.example.net\nTo: bounce+k3v9@griot.example",
        "Original-Recipient: rfc822; Awa@example.org\nFinal-Recipient: rfc822; <awa.d@example.net>\n\
         Action: failed\nStatus: 5.1.1",
        &whole_letter("bounce+k3v9@griot.example"),
    );
    let News::Bounce(failed) = Returned::read(&raw).news else { panic!("a bounce") };
    let named: Vec<_> = failed.recipients.iter().map(griot_delivery::Email::as_str).collect();
    assert_eq!(named, ["Awa@example.org", "awa.d@example.net"]);
    assert!(!format!("{failed:?}").contains("example"));
}

#[test]
fn other_mail_is_no_bounce() {
    let delivered = report(
        "From: postmaster@mail.example.net\nSubject: Successful Mail Delivery Report\n\
         To: bounce+k3v9@griot.example",
        "Reporting-MTA: dns; mail.example.net\n\n\
         Final-Recipient: rfc822; awa@example.org\nAction: delivered\nStatus: 2.0.0",
        &whole_letter("bounce+k3v9@griot.example"),
    );
    assert_eq!(Returned::read(&delivered).news, News::Other);

    let holiday = "Return-Path: <>\r\nFrom: Awa <awa@example.org>\r\n\
        To: bounce+k3v9@griot.example\r\nAuto-Submitted: auto-replied\r\n\
        Subject: Absente : delivery status\r\n\r\nJe reviens lundi. 5.1.1\r\n";
    assert_eq!(Returned::read(holiday.as_bytes()).news, News::Other);

    let receipt = "From: MAILER-DAEMON@example.org\r\nTo: bounce+k3v9@griot.example\r\n\
        Subject: Undeliverable? No: read\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/report; report-type=disposition-notification; boundary=\"b1\"\r\n\r\n\
        --b1\r\nContent-Type: text/plain\r\n\r\nLu. 5.1.1\r\n\
        --b1\r\nContent-Type: message/disposition-notification\r\n\r\n\
        Final-Recipient: rfc822; awa@example.org\r\n\
        Disposition: automatic-action/MDN-sent-automatically; displayed\r\n\r\n--b1--\r\n";
    assert_eq!(Returned::read(receipt.as_bytes()).news, News::Other);

    let without_token = report(
        "From: MAILER-DAEMON@mail.example.net\nSubject: Undelivered\nTo: lettres@griot.example",
        "Final-Recipient: rfc822; awa@example.org\nAction: failed\nStatus: 5.1.1",
        &whole_letter("lettres@griot.example"),
    );
    assert_eq!(Returned::read(&without_token).tokens, Vec::<String>::new());
}

#[test]
fn broken_mail_says_nothing_and_breaks_nothing() {
    let whole = report(
        "From: MAILER-DAEMON@mail.example.net\nTo: bounce+k3v9@griot.example",
        "Final-Recipient: rfc822; awa@example.org\nAction: failed\nStatus: 5.1.1",
        &whole_letter("bounce+k3v9@griot.example"),
    );
    for end in 0..whole.len() {
        let _ = Returned::read(&whole[..end]);
    }
    for raw in [&b""[..], b"\r\n", b"\xff\xfe\x00", b"To: bounce+@x\r\n\r\n", b"To: bounce+"] {
        assert_eq!(Returned::read(raw), Returned { news: News::Other, tokens: vec![] });
    }
}

#[test]
fn a_mail_made_to_be_slow_is_read_in_a_moment() {
    let nested = |inner: &str| -> String {
        (0..2_000)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\r\n\r\n--b{n}\r\n"))
            .collect::<String>()
            + inner
    };
    let letters: String = "Content-Type: message/rfc822\r\n\r\n".repeat(20_000);
    let addresses = format!("To: {}\r\n\r\n", "a+b@c,".repeat(150_000));
    let signs = format!("Delivered-To: {}\r\n\r\n", "@".repeat(900_000));
    let fields = format!(
        "From: mailer-daemon@x.org\r\nContent-Type: message/delivery-status\r\n\r\n{}",
        "Action: failed\r\nFinal-Recipient: rfc822; a@b.org\r\n\r\n".repeat(20_000)
    );
    for (what, mail) in [
        ("nested parts", nested("x")),
        ("nested letters", letters),
        ("addresses", addresses),
        ("signs", signs),
        ("fields", fields),
    ] {
        let start = Instant::now();
        let returned = Returned::read(mail.as_bytes());
        assert!(start.elapsed() < Duration::from_secs(5), "{what} took {:?}", start.elapsed());
        assert!(returned.tokens.len() < 100, "{what}");
    }
}

fn feedback(kind: &str, sender: &str) -> Vec<u8> {
    format!(
        "From: <feedback@provider.example>\nTo: abuse@griot.example\nSubject: FW: commentaire\n\
         MIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary=\"b1\"\n\n\
         --b1\nContent-Type: text/plain\n\nThis is an email abuse report.\n\n\
         --b1\nContent-Type: message/feedback-report\n\n\
         Feedback-Type: {kind}\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n{sender}\
         Arrival-Date: Sat, 8 Mar 2025 12:00:00 GMT\n\n--b1\n{}\n\n--b1--\n",
        whole_letter("bounce+k3v9@griot.example")
    )
    .replace('\n', "\r\n")
    .into_bytes()
}

fn complaint(raw: &[u8]) -> Option<String> {
    let Returned { news, tokens } = Returned::read(raw);
    (news == News::Complaint).then(|| tokens.into_iter().next()).flatten()
}

#[test]
fn a_complaint_names_its_letter() {
    let told = feedback("abuse", "Original-Mail-From: <bounce+m7@griot.example>\n");
    assert_eq!(complaint(&told).as_deref(), Some("m7"));
    assert_eq!(complaint(&feedback("Abuse", "")).as_deref(), Some("k3v9"));
    assert_eq!(complaint(&feedback("not-spam", "")), None);
    assert_eq!(Returned::read(&feedback("not-spam", "")).news, News::Other);
}

#[test]
fn a_complaint_without_an_envelope_is_known_by_a_header() {
    let told = feedback("abuse", "");
    let told = String::from_utf8(told).unwrap().replace(
        "Return-Path: <bounce+k3v9@griot.example>",
        "CFBL-Address: bounce+m8@griot.example; report=arf",
    );
    assert_eq!(complaint(told.as_bytes()).as_deref(), Some("m8"));
}

#[test]
fn nothing_personal_shows_in_debug() {
    let shown = format!("{:?}", Returned::read(&feedback("abuse", "")));
    assert!(!shown.contains("k3v9") && !shown.contains("awa"), "{shown}");
}
