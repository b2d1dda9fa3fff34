use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{extract::ConnectInfo, http::request::Parts};
use griot_kernel::{Random, Timestamp};
use ipnet::IpNet;

use crate::Section;

/// How often each act may be done from one net. Addresses are not kept: what is
/// counted is a digest under a key that lives in memory and is made anew each hour.
///
/// One address may be a whole campus, so an allowance is generous and grows back;
/// with several servers each counts for itself.
#[derive(Debug)]
pub struct Limits {
    seed: [u8; 32],
    counts: Mutex<HashMap<[u8; 16], Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Timestamp,
}

/// Too often in a short time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// When the next try may work.
    pub after: Duration,
}

const KEPT: usize = 100_000;

impl Limits {
    pub(crate) fn new(random: &dyn Random) -> Self {
        Self { seed: random.bytes(), counts: Mutex::default() }
    }

    /// Counts one `act` from `net`; more than `burst` at once are refused, and one comes
    /// back every `every`.
    pub fn check(
        &self,
        act: &str,
        net: &str,
        burst: u32,
        every: Duration,
        now: Timestamp,
    ) -> Result<(), TooMany> {
        let hour = now.as_millisecond() / 3_600_000;
        let digest = blake3::keyed_hash(&self.seed, format!("{hour}\0{act}\0{net}").as_bytes());
        let mut key = [0_u8; 16];
        key.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);

        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= KEPT {
            make_room(&mut counts, now);
        }
        let full = f64::from(burst);
        let bucket = counts.entry(key).or_insert(Bucket { left: full, at: now });
        let waited = Duration::from_millis(
            u64::try_from(now.as_millisecond().saturating_sub(bucket.at.as_millisecond())).unwrap_or(0),
        );
        bucket.left = (bucket.left + waited.as_secs_f64() / every.as_secs_f64()).min(full);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(TooMany { after: every.mul_f64(1.0 - bucket.left) });
        }
        bucket.left -= 1.0;
        Ok(())
    }
}

/// Forgets old counts, and if that is not enough the half that used least of their allowance:
/// whoever comes from very many nets must not win back what one of them used up.
fn make_room(counts: &mut HashMap<[u8; 16], Bucket>, now: Timestamp) {
    counts.retain(|_, bucket| now.as_millisecond() - bucket.at.as_millisecond() < 600_000);
    if counts.len() < KEPT {
        return;
    }
    let mut left: Vec<f64> = counts.values().map(|bucket| bucket.left).collect();
    let middle = left.len() / 2;
    let (_, median, _) = left.select_nth_unstable_by(middle, f64::total_cmp);
    let median = *median;
    let mut to_go = counts.len() / 2;
    counts.retain(|_, bucket| {
        let goes = to_go > 0 && bucket.left >= median;
        to_go -= usize::from(goes);
        !goes
    });
}

impl Section {
    /// Counts one `act` from whoever sent the request; see [`Limits::check`].
    pub fn limit(&self, parts: &Parts, act: &str, burst: u32, every: Duration) -> Result<(), TooMany> {
        self.limits.check(act, &net_of(parts, &self.trusted_proxies), burst, every, self.clock.now())
    }
}

/// The net behind a request: the IPv4 address, or the /64 of an IPv6 one.
fn net_of(parts: &Parts, proxies: &[IpNet]) -> String {
    match address_of(parts, proxies) {
        Some(IpAddr::V4(ip)) => ip.to_string(),
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        None => "local".to_owned(),
    }
}

/// Whence a request came. Each proxy adds to the list whom it heard, so the list is read
/// from its end, as long as the one who speaks is a proxy of the operator.
fn address_of(parts: &Parts, proxies: &[IpNet]) -> Option<IpAddr> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
    let lists = parts.headers.get_all("x-forwarded-for").into_iter().rev();
    let said = lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.rsplit(','));
    let mut speaker = peer;
    for address in said {
        if !proxies.iter().any(|net| net.contains(&speaker)) {
            break;
        }
        let Ok(heard) = address.trim().parse::<IpAddr>() else { break };
        speaker = heard.to_canonical();
    }
    Some(speaker)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use griot_kernel::{SeededRandom, Timestamp};

    use super::Limits;

    #[test]
    fn an_allowance_runs_out_and_grows_back() {
        let limits = Limits::new(&SeededRandom::new(1));
        let start = Timestamp::from_millisecond(3_600_000);
        let minute = Duration::from_secs(60);
        for _ in 0..3 {
            assert!(limits.check("join", "campus", 3, minute, start).is_ok());
        }
        let refused = limits.check("join", "campus", 3, minute, start).unwrap_err();
        assert_eq!(refused.after, minute);
        assert!(limits.check("join", "elsewhere", 3, minute, start).is_ok());
        assert!(limits.check("comment", "campus", 3, minute, start).is_ok());
        assert!(limits.check("join", "campus", 3, minute, start + minute).is_ok());
    }

    #[test]
    fn a_crowd_of_nets_does_not_give_back_what_one_used_up() {
        let limits = Limits::new(&SeededRandom::new(1));
        let start = Timestamp::from_millisecond(3_600_000);
        let minute = Duration::from_secs(60);
        for _ in 0..3 {
            assert!(limits.check("join", "campus", 3, minute, start).is_ok());
        }
        for net in 0..super::KEPT * 2 {
            assert!(limits.check("join", &net.to_string(), 3, minute, start).is_ok());
        }
        assert!(limits.check("join", "campus", 3, minute, start).is_err());
    }
}
