//! A list of telephones through a real Kannel, with the stand-in for an operator that comes with it: a
//! telephone joins, a text goes to three, and the operator says that they have it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use griot_channels::{SCHEMA, WORDS, store};
use griot_delivery::sms::{self, Sms, SmsError, SmsPost};
use griot_web::testing::TestHouse;

use crate::{
    factory::{calling, start},
    house::{answers, furnished},
    pages::{approve, page, write},
    sms_desk::{gateway, sms_list, writing},
};

const OPERATOR: &str = "/usr/lib/kannel/test/fakesmsc";
const PATIENCE: Duration = Duration::from_secs(40);

/// Lines that something said so far.
type Lines = Arc<Mutex<Vec<String>>>;

/// Two boxes, an operator, and a page that gateways call. All end with the test.
struct Kannel {
    children: Vec<Child>,
    _folder: tempfile::TempDir,
    port: u16,
    page: u16,
    given: Lines,
    asked: Lines,
}

impl Drop for Kannel {
    fn drop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Kannel, whose reports go to a page of this test instead of to a section that is nowhere.
#[derive(Debug)]
struct Through {
    kannel: Arc<dyn SmsPost>,
    page: u16,
}

#[async_trait]
impl SmsPost for Through {
    async fn send(&self, sms: &Sms) -> Result<(), SmsError> {
        let path = sms.report.as_ref().map(|report| report.path().to_owned());
        let here = path.map(|path| format!("http://127.0.0.1:{}{path}", self.page).parse().unwrap());
        self.kannel.send(&Sms { report: here, ..sms.clone() }).await
    }
}

fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn lines(from: impl Read + Send + 'static) -> Lines {
    let said = Lines::default();
    let kept = Arc::clone(&said);
    thread::spawn(move || {
        let (mut from, mut line) = (BufReader::new(from), Vec::new());
        while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            kept.lock().unwrap().push(String::from_utf8_lossy(&line).into_owned());
            line.clear();
        }
    });
    said
}

/// A page that answers nothing and remembers what it was asked.
fn listening() -> (u16, Lines) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Lines::default();
    let kept = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut line = String::new();
            let _ = BufReader::new(stream.try_clone().unwrap()).read_line(&mut line);
            kept.lock().unwrap().push(line);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (port, asked)
}

impl Kannel {
    /// Starts it, or says that the test is skipped. In CI it must start.
    fn start(brings: &str) -> Option<Self> {
        if !std::path::Path::new(OPERATOR).exists() {
            assert!(std::env::var("CI").is_err(), "kannel and kannel-extras are not installed");
            println!("skipped: Debian's kannel and kannel-extras are not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let (admin, boxes, operator, port) = (free(), free(), free(), free());
        let (page, asked) = listening();
        let config = format!(
            "group = core\nadmin-port = {admin}\nadmin-password = a\nsmsbox-port = {boxes}\n\
             admin-interface = 127.0.0.1\nbox-allow-ip = 127.0.0.1\n\n\
             group = smsc\nsmsc = fake\nsmsc-id = operator\nport = {operator}\nconnect-allow-ip = 127.0.0.1\n\n\
             group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {port}\n\
             sendsms-interface = 127.0.0.1\n\n\
             group = sendsms-user\nusername = griot\npassword = a\n\n\
             group = sms-service\nkeyword = default\nmax-messages = 0\n\
             get-url = \"http://127.0.0.1:{page}/in?from=%p&text=%a&id=%I\"\n"
        );
        let path = folder.path().join("kannel.conf");
        std::fs::write(&path, config).unwrap();
        let begin = |program: &str, options: &[&str], stderr: Stdio| {
            let mut command = Command::new(program);
            command.args(options).current_dir(folder.path());
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(stderr).spawn().unwrap()
        };
        let config = path.to_str().unwrap();
        let wait = |port: u16| {
            let until = Instant::now() + PATIENCE;
            while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
                assert!(Instant::now() < until, "nobody listens on {port}");
                thread::sleep(Duration::from_millis(50));
            }
        };
        let mut children = vec![begin("/usr/sbin/bearerbox", &[config], Stdio::null())];
        wait(admin);
        children.push(begin("/usr/sbin/smsbox", &[config], Stdio::null()));
        wait(port);
        let number = operator.to_string();
        let options = ["-H", "127.0.0.1", "-r", &number, "-i", "0.1", "-m", "1", brings];
        let mut telephone = begin(OPERATOR, &options, Stdio::piped());
        let given = lines(telephone.stderr.take().unwrap());
        children.push(telephone);
        Some(Self { children, _folder: folder, port, page, given, asked })
    }

    fn through(&self) -> Through {
        let address = format!("http://griot:a@127.0.0.1:{}/cgi-bin/sendsms?from=1234", self.port);
        Through { kannel: sms::open(&address).unwrap(), page: self.page }
    }
}

/// Waits until so many lines hold these words.
fn wait_for(list: &Lines, words: &str, many: usize) -> Vec<String> {
    let until = Instant::now() + PATIENCE;
    loop {
        let found: Vec<String> =
            list.lock().unwrap().iter().filter(|line| line.contains(words)).cloned().collect();
        if found.len() >= many {
            return found;
        }
        assert!(Instant::now() < until, "not {many} times: {words} in {:?}", list.lock().unwrap());
        thread::sleep(Duration::from_millis(50));
    }
}

/// What was asked of the page, as a path.
fn path(line: &str) -> String {
    line.split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn a_list_is_joined_written_to_and_reported_of_through_kannel() {
    let Some(kannel) = Kannel::start("+22600000041 1234 text eau") else { return };
    let (log, mut rooms) = answers();
    rooms.provide::<dyn SmsPost>(Arc::new(kannel.through()));
    let home = furnished(log, TestHouse::open(&[SCHEMA], &[griot_i18n::WORDS, WORDS], rooms).await).await;
    let fatou = home.fatou().await;
    let (_, id) = sms_list(&fatou, "Points d’eau", "EAU").await;
    let channel = writing(&home, id).await;

    let asked = path(&wait_for(&kannel.asked, "/in?", 1)[0]);
    let query = asked.split_once('?').unwrap().1;
    assert_eq!(home.visitor().get(&format!("{}?{query}", gateway(&home).await)).await.status(), 200);
    home.work().await;
    let told = wait_for(&kannel.given, "recevrez", 1);
    assert!(told[0].contains("22600000041"), "{told:?}");

    let db = &home.house.section.db;
    let mut tx = db.begin().await.unwrap();
    let list = store::audiences::by_id(&mut tx, id).await.unwrap().unwrap();
    for n in [42, 43] {
        let coming = calling(&home.house.section, &list, n);
        assert!(store::subscribers::add(&mut tx, &coming, start()).await.unwrap());
    }
    tx.commit().await.unwrap();
    let item = write(&fatou, "Le puits", "Samedi 8 h: nettoyage du puits.", &[&channel], &[]).await;
    fatou.post(&item, &[("act", "submit")]).await;
    approve(&home, &item).await;
    assert_eq!(fatou.post(&item, &[("act", "now")]).await.status(), 303);
    home.minutes(2).await;
    let given = wait_for(&kannel.given, "puits", 3);
    for number in ["22600000041", "22600000042", "22600000043"] {
        assert_eq!(given.iter().filter(|line| line.contains(number)).count(), 1, "{number} in {given:?}");
    }
    for report in wait_for(&kannel.asked, "/sms/report/m-", 3) {
        assert_eq!(home.visitor().get(&path(&report)).await.status(), 200);
    }
    let at = item.rsplit('/').next().unwrap().parse().unwrap();
    let delivery = store::deliveries::of(&mut db.read().await.unwrap(), at).await.unwrap().remove(0);
    let shown = page(&fatou, &format!("/desk/newsletter/letters/{}", delivery.id)).await;
    assert!(shown.contains("3 téléphones ont confirmé la remise"), "{shown}");
}
