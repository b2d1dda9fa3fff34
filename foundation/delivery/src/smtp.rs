//! Letters over SMTP. Connections are kept between letters and are never
//! shared by two dialogues: one that was cut short is closed, not reused.

use std::fmt;
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp;
use smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use smtp::client::{AsyncSmtpConnection, TlsParameters};
use smtp::commands::{Data, Mail, Noop, Rcpt, Rset};
use smtp::extension::ClientId;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::post::{Post, PostError};
use crate::server::{Encryption, Server};
use crate::{BadSmtp, Letter, Mailbox, mime, status};

/// Connections at work at once.
const AT_ONCE: usize = 4;
/// How long a connection may rest before a new one is safer.
const REST: Duration = Duration::from_secs(30);
/// Letters after which a connection is closed, as some servers ask.
const LETTERS: u32 = 100;
/// How long one answer of the server may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Hands letters to a mail server.
pub struct SmtpPost {
    server: Server,
    from: Mailbox,
    patience: Duration,
    places: Semaphore,
    resting: Mutex<Vec<Line>>,
}

/// An open connection that is between two letters.
struct Line {
    connection: AsyncSmtpConnection,
    since: Instant,
    letters: u32,
}

impl SmtpPost {
    /// Reads `smtp[s]://user:password@host:port/ehlo-name?tls=…`. Nothing is
    /// sent yet.
    ///
    /// `smtps` speaks TLS from the start (port 465); `smtp` starts it with
    /// STARTTLS (587) and never goes on without it, except on this machine (25)
    /// or with `tls=none`, which takes no password.
    pub fn open(smtp_url: &str, from: &Mailbox) -> Result<Self, BadSmtp> {
        Ok(Self {
            server: Server::read(smtp_url, from.email.domain())?,
            from: from.clone(),
            patience: PATIENCE,
            places: Semaphore::new(AT_ONCE),
            resting: Mutex::default(),
        })
    }

    /// Sets how long one answer of the server may take (a minute otherwise).
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Connects and says hello, to find out whether letters could leave.
    pub async fn check(&self) -> Result<(), PostError> {
        let line = self.line().await?;
        self.rest(line);
        Ok(())
    }

    async fn line(&self) -> Result<Line, PostError> {
        while let Some(mut line) = self.rested() {
            let alive = self.within(line.connection.command(Noop)).await;
            if line.since.elapsed() < REST && matches!(alive, Ok(Ok(_))) {
                return Ok(line);
            }
        }
        let connection = self.within(self.connect()).await?.map_err(retry)?;
        let (since, letters) = (Instant::now(), 0);
        Ok(Line { connection, since, letters })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, smtp::Error> {
        let server = &self.server;
        let hello = ClientId::Domain(server.hello.clone());
        let tls = || TlsParameters::new(server.host.clone());
        let wrapper = match server.encryption {
            Encryption::Whole => Some(tls()?),
            _ => None,
        };
        let address = (server.host.as_str(), server.port);
        let patience = Some(self.patience);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, patience, &hello, wrapper, None).await?;
        if server.encryption == Encryption::Start {
            connection.starttls(tls()?, &hello).await?;
        }
        if let Some((user, password)) = &server.login {
            let login = Credentials::new(user.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &login).await?;
        }
        Ok(connection)
    }

    /// One letter on one connection. What fails before the recipient is named
    /// is never the recipient's fault.
    async fn dialogue(&self, line: &mut Line, letter: &Letter) -> Result<(), Fault> {
        let mail = mime::bytes(letter, &self.from).map_err(Fault::Letter)?;
        let envelope = mime::envelope(letter, &self.from).map_err(Fault::Letter)?;
        let connection = &mut line.connection;

        let sender = Mail::new(envelope.from().cloned(), vec![]);
        let answer = self.within(connection.command(sender)).await;
        answer.map_err(Fault::Line)?.map_err(|e| Fault::Line(retry(e)))?;

        let recipient = Rcpt::new(letter.to.address(), vec![]);
        let answer = self.within(connection.command(recipient)).await;
        answer.map_err(Fault::Line)?.map_err(Fault::recipient)?;

        let answer = self.within(connection.command(Data)).await;
        answer.map_err(Fault::Line)?.map_err(Fault::recipient)?;
        let answer = self.within(connection.message(&mail)).await;
        answer.map_err(Fault::Line)?.map_err(Fault::recipient)?;
        Ok(())
    }

    async fn within<F: Future>(&self, act: F) -> Result<F::Output, PostError> {
        let late = |_| PostError::Retry(String::from("the mail server did not answer in time"));
        tokio::time::timeout(self.patience, act).await.map_err(late)
    }

    fn rested(&self) -> Option<Line> {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.pop()
    }

    fn rest(&self, mut line: Line) {
        line.since = Instant::now();
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.retain(|line| line.since.elapsed() < REST);
        if line.letters < LETTERS {
            resting.push(line);
        }
    }
}

/// What went wrong, and whether the connection is still between two letters.
enum Fault {
    Letter(PostError),
    Recipient(PostError),
    Line(PostError),
}

impl Fault {
    fn recipient(error: smtp::Error) -> Self {
        match error.status() {
            Some(_) if is_about_recipient(&error) => Self::Recipient(refused(&error)),
            Some(_) => Self::Recipient(retry(error)),
            None => Self::Line(retry(error)),
        }
    }
}

#[async_trait]
impl Post for SmtpPost {
    async fn send(&self, letter: &Letter) -> Result<(), PostError> {
        let closed = |_| PostError::Retry(String::from("the post is closed"));
        let _place = self.places.acquire().await.map_err(closed)?;
        let mut line = self.line().await?;
        line.letters += 1;

        match self.dialogue(&mut line, letter).await {
            Ok(()) => {
                self.rest(line);
                Ok(())
            }
            Err(Fault::Letter(error)) => {
                self.rest(line);
                Err(error)
            }
            Err(Fault::Recipient(error)) => {
                if let Ok(Ok(_)) = self.within(line.connection.command(Rset)).await {
                    self.rest(line);
                }
                Err(error)
            }
            Err(Fault::Line(error)) => Err(error),
        }
    }
}

/// A 5xx may also speak of the sender, of a password or of a server that
/// relays for nobody: the letter waits until someone has put that right.
fn is_about_recipient(error: &smtp::Error) -> bool {
    if !error.is_permanent() {
        return false;
    }
    match status::find(&answer(error)) {
        Some(status) => status::is_final_for_recipient(&status),
        None => {
            let code = error.status().map(|code| code.to_string());
            matches!(code.as_deref(), Some("550" | "551" | "553" | "556"))
        }
    }
}

fn answer(error: &smtp::Error) -> String {
    let source = std::error::Error::source(error);
    source.map(ToString::to_string).unwrap_or_default()
}

fn refused(error: &smtp::Error) -> PostError {
    PostError::Refused(cause(error))
}

fn retry(error: smtp::Error) -> PostError {
    PostError::Retry(cause(&error))
}

/// Codes only: what a server writes beside them often names the recipient.
fn cause(error: &smtp::Error) -> String {
    match error.status() {
        Some(code) => match status::find(&answer(error)) {
            Some(status) => format!("the mail server answered {code} {status}"),
            None => format!("the mail server answered {code}"),
        },
        None if error.is_tls() => String::from("no safe connection to the mail server"),
        None if error.is_timeout() => String::from("the mail server did not answer in time"),
        None if error.is_client() => String::from("the mail server lacks what its address asks for"),
        None => String::from("the mail server could not be reached or hung up"),
    }
}

impl fmt::Debug for SmtpPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpPost")
            .field("host", &self.server.host)
            .field("port", &self.server.port)
            .finish_non_exhaustive()
    }
}
