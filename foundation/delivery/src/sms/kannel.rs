//! Kannel's `sendsms`: <https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html>.

use async_trait::async_trait;
use griot_fetch::{Call, Called, Fetcher};
use url::Url;

use super::{Alphabet, Sms, SmsError, SmsPost, Weight, login, unanswered};

/// Of what Kannel shall tell: delivered, not delivered, refused by the centre.
const REPORTS: &str = "19";

/// Speaks to Kannel's SMS box.
pub struct Kannel {
    url: Url,
    user: String,
    password: String,
    fetcher: Fetcher,
}

/// The password is in the address: of that only the server is shown.
impl std::fmt::Debug for Kannel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kannel({})", self.url.host_str().unwrap_or_default())
    }
}

/// What Kannel says became of a message (`%d`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// It is on the telephone.
    Delivered,
    /// It never will be.
    Failed,
    /// It is on its way.
    OnItsWay,
}

impl Report {
    /// Reads the number that Kannel gives.
    pub fn read(number: &str) -> Option<Self> {
        match number.trim() {
            "1" => Some(Self::Delivered),
            "2" | "16" => Some(Self::Failed),
            "4" | "8" => Some(Self::OnItsWay),
            _ => None,
        }
    }
}

impl Kannel {
    /// The SMS box at this address, which holds user and password; its `from` is the sender.
    pub fn new(mut url: Url, fetcher: Fetcher) -> Self {
        let (user, password) = login(&url);
        // Whether this can be taken out of an address of http is no question.
        let _always = url.set_username("").and_then(|()| url.set_password(None));
        Self { url, user, password, fetcher }
    }

    fn call(&self, sms: &Sms) -> Url {
        let mut url = self.url.clone();
        {
            let mut query = url.query_pairs_mut();
            query
                .append_pair("username", &self.user)
                .append_pair("password", &self.password)
                .append_pair("to", sms.to.as_str())
                .append_pair("text", &sms.text)
                .append_pair("charset", "UTF-8")
                .append_pair(
                    "coding",
                    if Weight::of(&sms.text).alphabet == Alphabet::Ucs2 { "2" } else { "0" },
                );
            if let Some(report) = &sms.report {
                query.append_pair("dlr-mask", REPORTS).append_pair("dlr-url", &with_number(report));
            }
        }
        url
    }
}

/// The address with the place where Kannel writes its number, which it finds by `%d`.
fn with_number(report: &Url) -> String {
    // A `%` of the address itself would be read as a place, too.
    let plain = report.as_str().replace('%', "%%");
    let sign = if report.query().is_some() { '&' } else { '?' };
    format!("{plain}{sign}state=%d")
}

#[async_trait]
impl SmsPost for Kannel {
    async fn send(&self, sms: &Sms) -> Result<(), SmsError> {
        let answer = self.fetcher.call(Call::get(self.call(sms))).await.map_err(unanswered)?;
        judged(&answer)
    }
}

/// Kannel answers 202 for what it took and for what it keeps for later, 403 where the password is
/// wrong, 4xx for what it will not take, and 503 where it is full.
fn judged(answer: &Called) -> Result<(), SmsError> {
    match answer.status {
        200 | 202 => match answer.bytes.first() {
            Some(b'0' | b'3') => Ok(()),
            _ => Err(SmsError::Unknown),
        },
        // A wrong password is the house's fault, not this message's.
        401 | 403 => Err(SmsError::Retry(format!("HTTP {}: user or password", answer.status))),
        429 | 503 => Err(SmsError::Retry(format!("HTTP {}", answer.status))),
        400..500 => Err(SmsError::Refused(format!("HTTP {}", answer.status))),
        _ => Err(SmsError::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use griot_fetch::{FetchPolicy, Fetcher};
    use url::Url;

    use super::{Kannel, Sms};
    use crate::sms::Phone;

    #[test]
    fn the_address_says_all_that_kannel_wants_to_know() {
        let url = Url::parse("http://griot:p%40ss@127.0.0.1:13013/cgi-bin/sendsms?from=1234").unwrap();
        let kannel = Kannel::new(url, Fetcher::new(FetchPolicy::default()).unwrap());
        let report = Url::parse("https://section.example/sms/report/k?n=a%20b").unwrap();
        let sms = Sms {
            to: Phone::parse("70000001", "226").unwrap(),
            text: "L'eau est un droit".to_owned(),
            name: "n".to_owned(),
            report: Some(report),
        };
        let called = kannel.call(&sms);
        let asked: Vec<(String, String)> = called.query_pairs().into_owned().collect();
        let value = |name: &str| asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        assert_eq!(value("username"), Some("griot"));
        assert_eq!(value("password"), Some("p@ss"));
        assert_eq!(value("from"), Some("1234"));
        assert_eq!(value("to"), Some("+22670000001"));
        assert_eq!(value("coding"), Some("0"));
        assert_eq!(value("dlr-url"), Some("https://section.example/sms/report/k?n=a%%20b&state=%d"));
        assert!(called.username().is_empty() && called.password().is_none());
        assert!(!format!("{kannel:?} {sms:?}").contains("p@ss"));
        let call = kannel.call(&Sms { text: "ça".to_owned(), ..sms });
        assert!(
            call.query().unwrap().contains("coding=2"),
            "what the cheap alphabet lacks goes in the other"
        );
    }
}
