//! A visitor: pages and forms, one connection for each, a cookie once signed in.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, Result, ensure};
use memchr::memmem;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

const PATIENCE: Duration = Duration::from_secs(60);

/// A whole answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// 200, 303, …
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// As it came, packed or not.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Somebody with a browser.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The server.
    pub address: SocketAddr,
    /// `name=value`, once signed in.
    pub cookie: Option<String>,
    /// Where they say they come from, as a proxy on this machine would.
    pub net: Option<String>,
}

impl Visitor {
    /// Somebody who comes for the first time.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookie: None, net: None }
    }

    /// A page, not packed.
    pub async fn get(&self, path: &str) -> Result<Answer> {
        self.ask("GET", path, "accept: text/html\r\n", b"").await
    }

    /// A page as it goes over the line, in the encoding that the server prefers.
    pub async fn get_packed(&self, path: &str) -> Result<Answer> {
        self.ask("GET", path, "accept-encoding: gzip, deflate, br, zstd\r\n", b"").await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let code = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", code(name), code(value))).collect();
        let kind = "content-type: application/x-www-form-urlencoded\r\nsec-fetch-site: same-origin\r\n";
        self.ask("POST", path, kind, pairs.join("&").as_bytes()).await
    }

    /// Sends a form with a file, after its fields.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Result<Answer> {
        const LINE: &str = "----a-line-that-no-file-holds-7d1f";
        let mut body = Vec::with_capacity(file.2.len() + 1_000);
        for (name, value) in fields {
            let field =
                format!("--{LINE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(field.as_bytes());
        }
        let head = format!(
            "--{LINE}\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
             content-type: application/octet-stream\r\n\r\n",
            file.0, file.1
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file.2);
        body.extend_from_slice(format!("\r\n--{LINE}--\r\n").as_bytes());
        let kind =
            format!("content-type: multipart/form-data; boundary={LINE}\r\nsec-fetch-site: same-origin\r\n");
        self.ask("POST", path, &kind, &body).await
    }

    /// Signs in as somebody of the invented section.
    pub async fn enter(&mut self, who: &str) -> Result<()> {
        let answer = self.post("/demo/enter", &[("as", who)]).await?;
        ensure!(answer.status == 303, "the demo lets no {who} in: {}", answer.status);
        let cookie = answer.header("set-cookie").and_then(|set| set.split(';').next());
        self.cookie = Some(cookie.context("no cookie came with the entrance")?.to_owned());
        Ok(())
    }

    async fn ask(&self, method: &str, path: &str, more: &str, body: &[u8]) -> Result<Answer> {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\naccept-language: fr\r\n{more}",
            self.address
        );
        if let Some(cookie) = &self.cookie {
            request.push_str(&format!("cookie: {cookie}\r\n"));
        }
        if let Some(net) = &self.net {
            request.push_str(&format!("x-forwarded-for: {net}\r\n"));
        }
        request.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        let mut request = request.into_bytes();
        request.extend_from_slice(body);

        let come = async {
            let mut stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            stream.write_all(&request).await?;
            let mut all = Vec::new();
            stream.read_to_end(&mut all).await?;
            anyhow::Ok(all)
        };
        let all = timeout(PATIENCE, come).await.context("no answer came in a minute")??;
        read(&all)
    }
}

fn read(all: &[u8]) -> Result<Answer> {
    let end = memmem::find(all, b"\r\n\r\n").context("the answer broke off")?;
    let (head, body) = all.split_at_checked(end + 4).context("the answer broke off")?;
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let answer = Answer { status: status.context("no HTTP")?, headers, body: body.to_vec() };
    if let Some(length) = answer.header("content-length") {
        ensure!(length.parse::<usize>()? == body.len(), "the answer broke off in its body");
    }
    ensure!(answer.header("transfer-encoding").is_none(), "the answer came in chunks");
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn an_answer_that_broke_off_is_none() {
        let whole = b"HTTP/1.1 303 See Other\r\nLocation: /me\r\ncontent-length: 2\r\n\r\nok";
        let answer = read(whole).unwrap();
        assert_eq!((answer.status, answer.header("location")), (303, Some("/me")));
        assert!(read(&whole[..whole.len() - 1]).is_err());
        assert!(read(&whole[..30]).is_err());
    }
}
