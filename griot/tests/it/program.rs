//! The real program in a folder of its own, and people who visit it.

use std::{
    fs::{self, File},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use reqwest::{Client, RequestBuilder, Response, redirect::Policy};

/// Who opens a new section: a name and an address.
pub const ADMIN: (&str, &str) = ("Salimata", "salimata@example.org");
/// A passphrase that the house takes.
pub const PASSPHRASE: &str = "baobab rivière lampe";

/// A server that runs; it is killed when it is dropped.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    pub folder: PathBuf,
}

/// The program with these words, in this folder, with nothing around it but `environment`.
pub fn command(words: &[&str], folder: &Path, environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command
        .args(words)
        .arg("--data")
        .arg(folder.join("data"))
        .current_dir(folder)
        .env_clear()
        .env("GRIOT_KEY_FILE", folder.join("griot.key"))
        .env("GRIOT_LOG", "warn")
        .env("LANG", "fr_BF.UTF-8")
        .envs(environment.iter().copied())
        .stdin(Stdio::null());
    command
}

/// What a command of the command line says, standard output and error together.
pub fn says(words: &[&str], folder: &Path, environment: &[(&str, &str)]) -> String {
    let Output { stdout, stderr, .. } = command(words, folder, environment).output().unwrap();
    format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr))
}

impl Program {
    /// Starts it with `serve` or `demo`, and waits until it is ready.
    pub async fn start(how: &str, folder: &Path, environment: &[(&str, &str)]) -> Self {
        // The visitors' client wants to know whose cryptography it uses, even where it uses none.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = File::create(folder.join("said")).unwrap();
        let child = command(&[how, "--listen", &address.to_string()], folder, environment)
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut program = Self { child, address, folder: folder.to_owned() };
        let start = Instant::now();
        while !program.is_ready().await {
            let ended = program.child.try_wait().unwrap();
            assert!(ended.is_none() && start.elapsed() < Duration::from_secs(120), "{}", program.said());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        program
    }

    /// Whether it says that it can answer.
    pub async fn is_ready(&self) -> bool {
        let asked = reqwest::get(format!("http://{}/health/ready", self.address)).await;
        asked.is_ok_and(|answer| answer.status() == 200)
    }

    /// What it has said since it started.
    pub fn said(&self) -> String {
        fs::read_to_string(self.folder.join("said")).unwrap()
    }

    /// Whether it still runs.
    pub fn lives(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub retry_after: Option<String>,
    pub text: String,
}

/// Somebody with a browser; each of their acts comes from another net, so that no
/// allowance runs out.
pub struct Person {
    client: Client,
    site: String,
    cookie: Option<String>,
    acts: std::cell::Cell<u8>,
}

impl Person {
    /// Somebody who comes for the first time.
    pub fn new(program: &Program) -> Self {
        let client =
            Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(60)).build().unwrap();
        Self { client, site: format!("http://{}", program.address), cookie: None, acts: 0.into() }
    }

    /// Somebody of the invented section, signed in: at this machine, since the demo's doors open
    /// to nobody whose address a proxy hands over.
    pub async fn enter(program: &Program, who: &str) -> Self {
        let mut person = Self::new(program);
        let door = person.client.post(person.at("/demo/enter")).header("sec-fetch-site", "same-origin");
        let answer = door
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("as={who}"))
            .send()
            .await
            .unwrap();
        let set = answer.headers().get("set-cookie").expect("the demo lets them in").to_str().unwrap();
        person.cookie = set.split(';').next().map(str::to_owned);
        person
    }

    /// The first administrator of a new section, who followed the link that its start printed.
    pub async fn open_section(program: &Program) -> Self {
        let said = program.said();
        let link = said.split_whitespace().find(|word| word.contains("/setup/")).expect("a link");
        let (_, token) = link.split_once("/setup/").unwrap();
        let mut person = Self::new(program);
        let (name, address) = ADMIN;
        let fields = [
            ("section", "Section de Kaya"),
            ("language", "fr"),
            ("name", name),
            ("address", address),
            ("passphrase", PASSPHRASE),
        ];
        let done = person.come_in(&format!("/setup/{token}"), &fields).await;
        assert_eq!(done.location, "/me?done=set-up", "{}", done.text);
        person
    }

    /// Signs in with a passphrase.
    pub async fn sign_in(&mut self, address: &str, passphrase: &str) -> Answer {
        self.come_in("/sign-in", &[("address", address), ("passphrase", passphrase)]).await
    }

    /// Sends a form, and goes on as whoever it let in.
    async fn come_in(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = serde_html_form::to_string(fields).unwrap();
        let answer = self.send(self.client.post(self.at(path)).body(form)).await;
        // The mark of a known browser may come beside the session.
        let mut set = answer.headers().get_all("set-cookie").iter().map(|set| set.to_str().unwrap());
        if let Some(session) = set.find(|set| set.starts_with("__Host-griot=")) {
            self.cookie = session.split(';').next().map(str::to_owned);
        }
        read(answer).await
    }

    /// Goes on at another server, with the same cookie.
    pub fn go_to(&mut self, program: &Program) {
        self.site = format!("http://{}", program.address);
    }

    /// Where a path is.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    /// A page.
    pub async fn get(&self, path: &str) -> Answer {
        read(self.send(self.client.get(self.at(path))).await).await
    }

    /// The bytes of a file, and its content type.
    pub async fn file(&self, path: &str) -> (String, Vec<u8>) {
        let answer = self.send(self.client.get(self.at(path))).await;
        assert_eq!(answer.status(), 200, "{path}");
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (kind, answer.bytes().await.unwrap().to_vec())
    }

    /// The hidden field of the forms on a page.
    pub async fn csrf(&self, page: &str) -> String {
        field(&self.get(page).await.text, "csrf")
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = serde_html_form::to_string(fields).unwrap();
        read(self.send(self.client.post(self.at(path)).body(form)).await).await
    }

    /// Sends a form with a file, after its fields.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], bytes: &[u8]) -> Answer {
        self.send_parts(path, fields, Some(bytes)).await
    }

    async fn send_parts(&self, path: &str, fields: &[(&str, &str)], file: Option<&[u8]>) -> Answer {
        const LINE: &str = "a-line-that-no-file-holds-7d1f";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{LINE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        if let Some(bytes) = file {
            let head = format!(
                "--{LINE}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"file\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{LINE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={LINE}");
        let request = self.client.post(self.at(path)).header("content-type", kind).body(body);
        read(self.send(request).await).await
    }

    /// Opens a blog of one's own. Its address is the title’s.
    pub async fn open_blog(&self, csrf: &str, title: &str) {
        let fields = [
            ("csrf", csrf),
            ("title", title),
            ("kind", "person"),
            ("language", "fr"),
            ("theme", "1"),
            ("comments", "members"),
            ("moderation", "newcomers"),
        ];
        let begun = self.post("/me/blogs/new", &fields).await;
        assert_eq!(begun.status, 303, "{}", begun.text);
    }

    /// Sends the editor’s form of a fresh draft: `act` is `save` or `publish`.
    pub async fn save(&self, csrf: &str, draft: &str, title: &str, act: &str) -> Answer {
        let fields = [
            ("csrf", csrf),
            ("revision", "1"),
            ("title", title),
            ("body", "L’eau est revenue."),
            ("language", "fr"),
            ("act", act),
        ];
        self.send_parts(draft, &fields, None).await
    }

    /// Begins a draft in the first blog where they may write. Returns its path in the editor.
    pub async fn draft(&self, csrf: &str, title: &str) -> String {
        let page = self.get("/me/posts/new").await.text;
        let (_, after) = page.split_once("name=\"blog\"").expect("they may write somewhere");
        let blog = after.split_once("value=\"").unwrap().1.split('"').next().unwrap();
        let begun = self.post("/me/posts/new", &[("csrf", csrf), ("blog", blog), ("title", title)]).await;
        assert_eq!(begun.status, 303, "{}", begun.text);
        begun.location.split('?').next().unwrap().to_owned()
    }

    async fn send(&self, request: RequestBuilder) -> Response {
        self.acts.set(self.acts.get().wrapping_add(1));
        let mut request = request
            .header("accept-language", "fr")
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", format!("192.0.2.{}", self.acts.get()));
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let mut request = request.build().unwrap();
        let form = http::HeaderValue::from_static("application/x-www-form-urlencoded");
        if request.method() == "POST" {
            request.headers_mut().entry("content-type").or_insert(form);
        }
        self.client.execute(request).await.unwrap()
    }
}

async fn read(answer: Response) -> Answer {
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (location, retry_after) = (header("location").unwrap_or_default(), header("retry-after"));
    Answer { status: answer.status().as_u16(), location, retry_after, text: answer.text().await.unwrap() }
}

/// The value of a field in a page.
pub fn field(page: &str, name: &str) -> String {
    let (_, after) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the page has the field");
    after.split('"').next().unwrap().to_owned()
}
