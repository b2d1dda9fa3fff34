//! Messages to telephones and from them, through a real Kannel with the stand-in for an operator that
//! comes with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use griot_delivery::sms::{self, Phone, Report, Sms, SmsError, SmsPost};
use url::Url;

const OPERATOR: &str = "/usr/lib/kannel/test/fakesmsc";
const PATIENCE: Duration = Duration::from_secs(40);

/// Two boxes, an operator, and a page that gateways call. All end with the test.
struct Kannel {
    children: Vec<Child>,
    _folder: tempfile::TempDir,
    port: u16,
    page: u16,
    /// What the operator was given, line by line.
    given: Arc<Mutex<Vec<String>>>,
    /// What was asked of the page.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Drop for Kannel {
    fn drop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn lines(from: impl Read + Send + 'static) -> Arc<Mutex<Vec<String>>> {
    let said = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&said);
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            kept.lock().unwrap().push(String::from_utf8_lossy(&line).into_owned());
            line.clear();
        }
    });
    said
}

/// A page that answers nothing and remembers what it was asked.
fn page() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut line = String::new();
            let _ = BufReader::new(stream.try_clone().unwrap()).read_line(&mut line);
            kept.lock().unwrap().push(line);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (port, asked)
}

impl Kannel {
    /// Starts it, or says that the test is skipped. In CI it must start.
    fn start(brings: &[&str]) -> Option<Self> {
        if !std::path::Path::new(OPERATOR).exists() {
            assert!(std::env::var("CI").is_err(), "kannel and kannel-extras are not installed");
            println!("skipped: Debian's kannel and kannel-extras are not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let (admin, boxes, operator, port) = (free(), free(), free(), free());
        let (page, asked) = page();
        let config = format!(
            "group = core\nadmin-port = {admin}\nadmin-password = a\nsmsbox-port = {boxes}\n\
             admin-interface = 127.0.0.1\nbox-allow-ip = 127.0.0.1\n\n\
             group = smsc\nsmsc = fake\nsmsc-id = operator\nport = {operator}\nconnect-allow-ip = 127.0.0.1\n\n\
             group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {port}\n\
             sendsms-interface = 127.0.0.1\n\n\
             group = sendsms-user\nusername = griot\npassword = \"p@ss\"\n\n\
             group = sms-service\nkeyword = default\nmax-messages = 0\n\
             get-url = \"http://127.0.0.1:{page}/sms/in/key?from=%p&text=%a&id=%I\"\n"
        );
        let path = folder.path().join("kannel.conf");
        std::fs::write(&path, config).unwrap();
        let start = |program: &str, options: &[&str], stderr: Stdio| {
            Command::new(program)
                .args(options)
                .current_dir(folder.path())
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(stderr)
                .spawn()
                .unwrap()
        };
        let config = path.to_str().unwrap();
        let wait = |port: u16| {
            let until = Instant::now() + PATIENCE;
            while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
                assert!(Instant::now() < until, "nobody listens on {port}");
                thread::sleep(Duration::from_millis(50));
            }
        };
        let mut children = vec![start("/usr/sbin/bearerbox", &[config], Stdio::null())];
        wait(admin);
        let smsbox = start("/usr/sbin/smsbox", &[config], Stdio::null());
        children.push(smsbox);
        wait(port);
        let number = operator.to_string();
        let many = brings.len().to_string();
        let mut options = vec!["-H", "127.0.0.1", "-r", &number, "-i", "0.1", "-m", &many];
        options.extend(brings);
        let mut telephone = start(OPERATOR, &options, Stdio::piped());
        let given = lines(telephone.stderr.take().unwrap());
        children.push(telephone);
        Some(Self { children, _folder: folder, port, page, given, asked })
    }

    fn gateway(&self, password: &str) -> Arc<dyn SmsPost> {
        let port = self.port;
        sms::open(&format!("http://griot:{password}@127.0.0.1:{port}/cgi-bin/sendsms?from=1234")).unwrap()
    }

    /// Waits until a line holds these words.
    fn wait_for(list: &Mutex<Vec<String>>, words: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let found = list.lock().unwrap().iter().find(|line| line.contains(words)).cloned();
            if let Some(found) = found {
                return found;
            }
            assert!(Instant::now() < until, "never: {words} in {:?}", list.lock().unwrap());
            thread::sleep(Duration::from_millis(50));
        }
    }
}

fn message(text: &str, report: Option<Url>) -> Sms {
    Sms { to: Phone::parse("70000001", "226").unwrap(), text: text.to_owned(), name: "n1".to_owned(), report }
}

#[tokio::test]
async fn a_message_reaches_the_operator_and_its_report_comes_back() {
    let Some(kannel) = Kannel::start(&["+22670000009 1234 text nop"]) else { return };
    let report = Url::parse(&format!("http://127.0.0.1:{}/sms/report/n1/secret", kannel.page)).unwrap();
    let gateway = kannel.gateway("p%40ss");
    gateway.send(&message("L'été est à nous: écrivez OUI", Some(report))).await.unwrap();
    let line = Kannel::wait_for(&kannel.given, "nous");
    assert!(line.contains("22670000001"), "{line}");
    let told = Kannel::wait_for(&kannel.asked, "/sms/report/n1/secret");
    let state = told.split("state=").nth(1).unwrap().split([' ', '&']).next().unwrap().to_owned();
    assert_eq!(Report::read(&state), Some(Report::Delivered), "{told}");
    let wrong = kannel.gateway("faux").send(&message("Bonjour", None)).await;
    assert!(matches!(wrong, Err(SmsError::Retry(_))), "a wrong password loses no message: {wrong:?}");
}

#[tokio::test]
async fn what_a_telephone_sends_is_brought_with_its_number_and_a_name() {
    let Some(kannel) = Kannel::start(&["+22670000009 1234 text eau sale depuis lundi"]) else { return };
    let asked = Kannel::wait_for(&kannel.asked, "/sms/in/key");
    let url = Url::parse(&format!("http://a{}", asked.split(' ').nth(1).unwrap())).unwrap();
    let said: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let value = |name: &str| said.iter().find(|(key, _)| key == name).unwrap().1.clone();
    assert_eq!(value("from"), "+22670000009");
    assert_eq!(value("text"), "eau sale depuis lundi");
    assert!(!value("id").is_empty());
}

#[tokio::test]
async fn a_gateway_that_is_not_there_has_taken_nothing() {
    let gateway = sms::open(&format!("http://griot:a@127.0.0.1:{}/cgi-bin/sendsms", free())).unwrap();
    assert!(matches!(gateway.send(&message("Bonjour", None)).await, Err(SmsError::Retry(_))));
}
