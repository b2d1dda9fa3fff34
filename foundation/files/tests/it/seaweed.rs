//! A real S3 server on loopback, for as long as a test lasts.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use griot_files::Files;
use tempfile::TempDir;

const KEY: &str = "griot-test";
const SECRET: &str = "griot-test-secret";
const NAMES_OF_PORTS: [&str; 8] = [
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port.grpc",
    "s3.port",
];

/// An S3 server to test against; a server started here ends with the value.
pub struct S3 {
    address: String,
    _running: Option<Running>,
}

struct Running {
    child: Child,
    ports: Vec<u16>,
    _folder: TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        // It leaves sockets behind, named after its ports, in a folder that no
        // option moves.
        let Ok(entries) = std::fs::read_dir("/tmp") else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let ours = |port: &u16| name.ends_with(&format!("-{port}.sock"));
            if name.starts_with("seaweedfs-") && self.ports.iter().any(ours) {
                let _ = std::fs::remove_file(&path);
            }
        }
    }
}

impl S3 {
    /// The server that `GRIOT_TEST_S3` names, or one started now. `None` when
    /// there is none to start, which in CI is a failure.
    pub async fn find() -> Option<Self> {
        if let Ok(address) = std::env::var("GRIOT_TEST_S3") {
            return Some(Self { address, _running: None });
        }
        let Some(weed) = find_weed() else {
            let ci = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!ci, "CI needs SeaweedFS: see the README of griot-files");
            println!("skipped: no S3 server; see the README of griot-files");
            return None;
        };
        let server = start(&weed);
        server.wait_until_ready().await;
        Some(server)
    }

    /// A store of its own on this server.
    pub fn files(&self, prefix: &str) -> Files {
        Files::open(&self.url(prefix)).unwrap()
    }

    /// Its address, as an operator writes it.
    pub fn url(&self, prefix: &str) -> String {
        let mut url = url::Url::parse(&self.address).unwrap();
        url.set_path(&format!("{}/{prefix}", url.path().trim_end_matches('/')));
        url.to_string()
    }

    /// The same server asked with a secret that it does not know.
    pub fn files_with_wrong_secret(&self) -> Files {
        let mut url = url::Url::parse(&self.address).unwrap();
        let kept: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        url.query_pairs_mut()
            .clear()
            .extend_pairs(kept.iter().filter(|(name, _)| name != "key" && name != "secret"))
            .append_pair("key", KEY)
            .append_pair("secret", "wrong");
        Files::open(url.as_str()).unwrap()
    }

    async fn wait_until_ready(&self) {
        let files = self.files("ready");
        let mut last = None;
        for _ in 0..120 {
            match files.check().await {
                Ok(()) => return,
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        panic!("the S3 server did not become ready: {last:?}");
    }
}

fn find_weed() -> Option<PathBuf> {
    let named = std::env::var_os("GRIOT_WEED").map(PathBuf::from);
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let tools = above.map(|folder| folder.join("target/tools/seaweedfs/bin/weed"));
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&paths).map(|folder| folder.join("weed"));
    named.into_iter().chain(in_path).chain(tools).find(|path| path.is_file())
}

fn start(weed: &Path) -> S3 {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name).display().to_string();
    let identities = serde_json::json!({ "identities": [{
        "name": "griot",
        "credentials": [{ "accessKey": KEY, "secretKey": SECRET }],
        "actions": ["Admin", "Read", "List", "Tagging", "Write"],
    }]});
    std::fs::write(inside("s3.json"), identities.to_string()).unwrap();
    std::fs::create_dir(inside("data")).unwrap();

    // All eight are held at once, so that no two are the same.
    let held: Vec<TcpListener> =
        NAMES_OF_PORTS.iter().map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
    let ports: Vec<u16> = held.iter().map(|one| one.local_addr().unwrap().port()).collect();
    drop(held);

    let mut command = Command::new(weed);
    command
        .args(["server", "-filer", "-s3", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"])
        .args(["-master.telemetry=false", "-master.volumeSizeLimitMB=64"])
        .args(["-volume.max=8", "-s3.port.iceberg=0", "-s3.port.lance=0"])
        .arg(format!("-dir={}", inside("data")))
        .arg(format!("-s3.config={}", inside("s3.json")))
        .arg(format!("-filer.localSocket={}", inside("filer.sock")))
        .arg(format!("-s3.localSocket={}", inside("s3.sock")))
        .env("HOME", folder.path())
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    for (name, port) in NAMES_OF_PORTS.iter().zip(&ports) {
        command.arg(format!("-{name}={port}"));
    }
    let s3 = ports.last().unwrap();
    S3 {
        address: format!("s3://griot-test/files?endpoint=http://127.0.0.1:{s3}&key={KEY}&secret={SECRET}"),
        _running: Some(Running { child: command.spawn().unwrap(), ports, _folder: folder }),
    }
}
