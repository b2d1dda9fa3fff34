//! Returned letters in the shapes that mail servers give them.

use griot_delivery::{Bounce, bounce, complaint};

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

fn seen(raw: &[u8]) -> Option<(String, bool, Option<String>)> {
    bounce(raw).map(|Bounce { token, permanent, status }| (token, permanent, status))
}

fn verdict(token: &str, permanent: bool, status: &str) -> Option<(String, bool, Option<String>)> {
    Some((token.into(), permanent, Some(status.into())))
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
    assert_eq!(seen(&raw), verdict("k3v9", true, "5.1.1"));
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
    assert_eq!(seen(&raw), verdict("k3v9", false, "4.4.1"));
}

#[test]
fn gmail_says_a_mailbox_is_full_or_the_sender_unwelcome() {
    for (status, said) in [("5.2.2", "552-5.2.2 The recipient's inbox is full"), ("5.7.26", "550-5.7.26")] {
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
        assert_eq!(seen(&raw), verdict("k3v9", false, status));
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
    assert_eq!(seen(&raw), verdict("k3v9", true, "5.1.1"));
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
    assert_eq!(seen(unknown.as_bytes()), verdict("k3v9", true, "5.1.1"));
    let unrouteable = plain("Unrouteable address");
    assert_eq!(seen(unrouteable.as_bytes()), Some(("k3v9".into(), true, None)));
    let expired = plain("retry timeout exceeded");
    assert_eq!(seen(expired.as_bytes()), Some(("k3v9".into(), false, None)));
}

#[test]
fn qmail_in_plain_words_is_understood() {
    let raw = "Return-Path: <>\r\nDelivered-To: griot-bounce+k3v9@griot.example\r\n\
        From: MAILER-DAEMON@mail.example.net\r\nTo: bounce+k3v9@griot.example\r\n\
        Subject: failure notice\r\n\r\n\
        Hi. This is the qmail-send program at mail.example.net.\r\n\
        I'm afraid I wasn't able to deliver your message.\r\n\r\n\
        <awa@example.org>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n";
    assert_eq!(seen(raw.as_bytes()), verdict("k3v9", true, "5.1.1"));
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
    assert_eq!(bounce(&delivered), None);

    let holiday = "Return-Path: <>\r\nFrom: Awa <awa@example.org>\r\n\
        To: bounce+k3v9@griot.example\r\nAuto-Submitted: auto-replied\r\n\
        Subject: Absente : delivery status\r\n\r\nJe reviens lundi. 5.1.1\r\n";
    assert_eq!(bounce(holiday.as_bytes()), None);

    let without_token = report(
        "From: MAILER-DAEMON@mail.example.net\nSubject: Undelivered\nTo: lettres@griot.example",
        "Final-Recipient: rfc822; awa@example.org\nAction: failed\nStatus: 5.1.1",
        &whole_letter("lettres@griot.example"),
    );
    assert_eq!(bounce(&without_token), None);
}

#[test]
fn broken_mail_is_no_bounce_and_no_panic() {
    let whole = report(
        "From: MAILER-DAEMON@mail.example.net\nTo: bounce+k3v9@griot.example",
        "Final-Recipient: rfc822; awa@example.org\nAction: failed\nStatus: 5.1.1",
        &whole_letter("bounce+k3v9@griot.example"),
    );
    for end in 0..whole.len() {
        let _ = (bounce(&whole[..end]), complaint(&whole[..end]));
    }
    for raw in [&b""[..], b"\r\n", b"\xff\xfe\x00", b"To: bounce+@x\r\n\r\n", b"To: bounce+"] {
        assert_eq!(bounce(raw), None);
        assert_eq!(complaint(raw), None);
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

#[test]
fn a_complaint_names_its_letter() {
    let told = complaint(&feedback("abuse", "Original-Mail-From: <bounce+m7@griot.example>\n")).unwrap();
    assert_eq!((told.token.as_str(), told.kind.as_str()), ("m7", "abuse"));
    let silent = complaint(&feedback("Abuse", "")).unwrap();
    assert_eq!((silent.token.as_str(), silent.kind.as_str()), ("k3v9", "abuse"));
    assert_eq!(complaint(&feedback("not-spam", "")), None);
    assert_eq!(bounce(&feedback("abuse", "")), None);
}

#[test]
fn tokens_do_not_show_in_debug() {
    let told = complaint(&feedback("abuse", "")).unwrap();
    assert!(!format!("{told:?}").contains("k3v9"));
}
