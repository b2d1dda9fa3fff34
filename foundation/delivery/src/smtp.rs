//! Letters over SMTP. Connections are kept between letters and are never
//! shared by two dialogues: one that was cut short is closed, not reused.

use std::fmt;
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use futures::{StreamExt, stream};
use lettre::transport::smtp;
use smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use smtp::client::{AsyncSmtpConnection, TlsParameters};
use smtp::commands::{Data, Mail, Noop, Rcpt, Rset};
use smtp::extension::ClientId;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::post::{Post, PostError};
use crate::server::{Encryption, Server};
use crate::{BadSmtp, Fault, Letter, Mailbox, mime, status};

/// Connections at work at once.
const AT_ONCE: usize = 4;
/// How long a connection may rest before a new one is safer.
const REST: Duration = Duration::from_secs(30);
/// Letters after which a connection is closed, as some servers ask.
const LETTERS: u32 = 100;
/// How long one answer of the server may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// After nobody answered, letters wait this long without each asking again: a server that is
/// silent would else hold every hand that also has other work.
const SILENCE: Duration = Duration::from_secs(15);

/// What is said where nothing more is known.
const UNREACHED: &str = "the mail server could not be reached or hung up";

/// Hands letters to a mail server.
pub struct SmtpPost {
    server: Server,
    from: Mailbox,
    patience: Duration,
    places: Semaphore,
    resting: Mutex<Vec<Line>>,
    silent: Mutex<Option<Instant>>,
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
            silent: Mutex::default(),
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
        let connection = self.within(self.connect()).await.and_then(|done| done);
        *self.silent.lock().unwrap_or_else(PoisonError::into_inner) = connection.is_err().then(Instant::now);
        let (since, letters) = (Instant::now(), 0);
        Ok(Line { connection: connection?, since, letters })
    }

    fn was_silent(&self) -> bool {
        let silent = self.silent.lock().unwrap_or_else(PoisonError::into_inner);
        silent.is_some_and(|since| since.elapsed() < SILENCE)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, PostError> {
        let server = &self.server;
        let hello = ClientId::Domain(server.hello.clone());
        let tls = || TlsParameters::new(server.host.clone()).map_err(retry);
        let address = (server.host.as_str(), server.port);
        let mut connection = if server.encryption == Encryption::Whole {
            let (patience, wrapper) = (Some(self.patience), Some(tls()?));
            AsyncSmtpConnection::connect_tokio1(address, patience, &hello, wrapper, None)
                .await
                .map_err(retry)?
        } else {
            // A letter ends in a few bytes of their own, which are not to wait for an answer to the
            // others: that is 40 ms for each letter to a server nearby.
            let stream = TcpStream::connect(address).await;
            let stream = stream.and_then(|stream| stream.set_nodelay(true).map(|()| stream));
            let stream = stream.map_err(|_| PostError::Retry(String::from(UNREACHED)))?;
            AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await.map_err(retry)?
        };
        if server.encryption == Encryption::Start {
            connection.starttls(tls()?, &hello).await.map_err(retry)?;
        }
        if let Some((user, password)) = &server.login {
            let login = Credentials::new(user.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &login).await.map_err(retry)?;
        }
        Ok(connection)
    }

    /// One letter on one connection. What fails before the recipient is named
    /// is never the recipient's fault.
    async fn dialogue(&self, line: &mut Line, letter: &Letter) -> Result<(), Failure> {
        let mail = mime::bytes(letter, &self.from).map_err(Failure::Letter)?;
        let envelope = mime::envelope(letter, &self.from).map_err(Failure::Letter)?;
        let connection = &mut line.connection;

        let sender = Mail::new(envelope.from().cloned(), vec![]);
        let answer = self.within(connection.command(sender)).await;
        answer.map_err(Failure::Line)?.map_err(|e| Failure::Line(retry(e)))?;

        let recipient = Rcpt::new(letter.to.address(), vec![]);
        let answer = self.within(connection.command(recipient)).await;
        answer.map_err(Failure::Line)?.map_err(Failure::recipient)?;

        let answer = self.within(connection.command(Data)).await;
        answer.map_err(Failure::Line)?.map_err(Failure::recipient)?;
        // From here on the server may have the whole letter, whatever becomes of its answer.
        let answer = self.within(connection.message(&mail)).await;
        answer.map_err(|e| Failure::Line(e).unsure())?.map_err(|e| Failure::recipient(e).unsure())?;
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
enum Failure {
    Letter(PostError),
    Recipient(PostError),
    Line(PostError),
}

impl Failure {
    fn recipient(error: smtp::Error) -> Self {
        match (error.status(), fault(&error)) {
            // A 5xx may also speak of the sender, of a password or of a server that relays for
            // nobody: the letter waits until someone has put that right.
            (Some(_), Some(fault)) if fault != Fault::Sender => {
                Self::Recipient(PostError::Refused { fault, cause: cause(&error) })
            }
            (Some(_), _) => Self::Recipient(retry(error)),
            (None, _) => Self::Line(retry(error)),
        }
    }

    /// The same after the letter itself went over the line: without an answer nothing is known.
    fn unsure(self) -> Self {
        match self {
            Self::Line(PostError::Retry(cause)) => Self::Line(PostError::Unsure(cause)),
            known => known,
        }
    }
}

#[async_trait]
impl Post for SmtpPost {
    async fn send(&self, letter: &Letter) -> Result<(), PostError> {
        let closed = |_| PostError::Retry(String::from("the post is closed"));
        let _place = self.places.acquire().await.map_err(closed)?;
        if self.was_silent() {
            return Err(PostError::Retry(String::from("the mail server did not answer a moment ago")));
        }
        let mut line = self.line().await?;
        line.letters += 1;

        match self.dialogue(&mut line, letter).await {
            Ok(()) => {
                self.rest(line);
                Ok(())
            }
            Err(Failure::Letter(error)) => {
                self.rest(line);
                Err(error)
            }
            Err(Failure::Recipient(error)) => {
                if let Ok(Ok(_)) = self.within(line.connection.command(Rset)).await {
                    self.rest(line);
                }
                Err(error)
            }
            Err(Failure::Line(error)) => Err(error),
        }
    }

    async fn send_all(&self, letters: &[Letter], at_once: usize) -> Vec<Result<(), PostError>> {
        let sent: Vec<_> = letters.iter().map(|letter| self.send(letter)).collect();
        stream::iter(sent).buffered(at_once.max(1)).collect().await
    }
}

/// Whose fault it is that the server will never take this; `None` when it may later.
fn fault(error: &smtp::Error) -> Option<Fault> {
    let code = error.status().filter(|_| error.is_permanent())?.to_string();
    let said = answer(error);
    let status = status::find(&said);
    // The others speak of commands, logins and whole servers.
    let speaks_of_recipients = matches!(code.as_str(), "550" | "551" | "552" | "553" | "556");
    Some(match status {
        None if !speaks_of_recipients => Fault::Sender,
        status => status::fault(status.as_deref(), &said),
    })
}

fn answer(error: &smtp::Error) -> String {
    let source = std::error::Error::source(error);
    source.map(ToString::to_string).unwrap_or_default()
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
        None => String::from(UNREACHED),
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
