//! Any gateway over HTTP, from the contract that `griot_delivery::sms::Gateway` writes down.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use griot_delivery::sms::{self, BadGateway, Phone, Sms, SmsError};

/// What a call was: its line, what it showed as its key, its body.
struct Asked {
    line: String,
    key: String,
    body: String,
}

/// Answers each call with the next of these; where there is none, the line is cut.
fn gateway(answers: &[&str]) -> (u16, Receiver<Asked>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answers: Vec<String> = answers.iter().map(|&answer| answer.to_owned()).collect();
    let (tell, told) = channel();
    thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut line, mut key, mut length) = (String::new(), String::new(), 0);
            reader.read_line(&mut line).unwrap();
            loop {
                let mut header = String::new();
                reader.read_line(&mut header).unwrap();
                if header.trim().is_empty() {
                    break;
                }
                let (name, value) = header.split_once(':').unwrap();
                match name.to_lowercase().as_str() {
                    "authorization" => value.trim().clone_into(&mut key),
                    "content-length" => length = value.trim().parse().unwrap(),
                    _ => {}
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            tell.send(Asked { line, key, body: String::from_utf8(body).unwrap() }).unwrap();
            if !answer.is_empty() {
                let head = format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                stream.write_all(head.as_bytes()).unwrap();
            }
        }
    });
    (port, told)
}

fn message() -> Sms {
    let to = Phone::parse("+22670000001", "").unwrap();
    Sms { to, text: "Écrivez {to} & OUI".to_owned(), name: "n1".to_owned(), report: None }
}

#[tokio::test]
async fn an_address_with_places_is_asked_for_with_them_filled_in() {
    let (port, told) = gateway(&["200 OK"]);
    let address = format!("http://moi:mot@127.0.0.1:{port}/send?dst={{to}}&msg={{text}}&ref={{name}}");
    sms::open(&address).unwrap().send(&message()).await.unwrap();
    let asked = told.recv().unwrap();
    assert!(
        asked.line.starts_with("GET /send?dst=%2B22670000001&msg=%C3%89crivez+%7Bto%7D+%26+OUI&ref=n1 "),
        "{}",
        asked.line
    );
    assert_eq!(asked.key, "Basic bW9pOm1vdA==");
}

#[tokio::test]
async fn any_other_address_gets_the_message_as_json_and_the_token_in_a_header() {
    let (port, told) = gateway(&["202 Accepted"]);
    let address = format!("http://127.0.0.1:{port}/v1/messages?token=secret&from=Section");
    sms::open(&address).unwrap().send(&message()).await.unwrap();
    let asked = told.recv().unwrap();
    assert!(asked.line.starts_with("POST /v1/messages?from=Section "), "{}", asked.line);
    assert_eq!(asked.key, "Bearer secret");
    let body: serde_json::Value = serde_json::from_str(&asked.body).unwrap();
    assert_eq!((&body["to"], &body["name"]), (&"+22670000001".into(), &"n1".into()));
}

#[tokio::test]
async fn only_what_was_certainly_not_taken_may_be_sent_again() {
    let answers = [
        "400 Bad Request",
        "401 Unauthorized",
        "429 Too Many Requests",
        "503 Service Unavailable",
        "500 Oops",
        "",
    ];
    let (port, _told) = gateway(&answers);
    let gateway = sms::open(&format!("http://127.0.0.1:{port}/v1/messages")).unwrap();
    let mut outcomes = Vec::new();
    for _ in answers {
        outcomes.push(gateway.send(&message()).await.unwrap_err());
    }
    assert!(matches!(outcomes.first(), Some(SmsError::Refused(_))));
    assert!(outcomes.iter().skip(1).take(3).all(|error| matches!(error, SmsError::Retry(_))), "{outcomes:?}");
    assert_eq!(outcomes.split_off(4), [SmsError::Unknown, SmsError::Unknown]);
}

#[test]
fn a_password_does_not_travel_in_the_open() {
    for address in ["http://a:b@sms.example/send", "http://sms.example/send?token=t"] {
        assert!(matches!(sms::open(address), Err(BadGateway::OpenPassword)), "{address}");
    }
    assert!(matches!(sms::open("ftp://sms.example"), Err(BadGateway::Unreadable)));
    assert!(sms::open("https://a:b@sms.example/send").is_ok());
    let shown = format!("{:?}", sms::open("https://a:b@sms.example/cgi-bin/sendsms").unwrap());
    assert_eq!(shown, "Kannel(sms.example)");
}
