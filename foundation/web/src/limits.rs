//! How often an act may be done from one net, without keeping from where it was done.
//!
//! **Who is counted.** What is counted is a digest of the net under a seed that lives in memory. A
//! new seed is drawn each hour. The counts of the hour before stay beside it for ten minutes, so
//! that an allowance which was used up is not won back by the turn of the hour; then they and their
//! seed go. Whoever takes the memory can try addresses against the last seventy minutes at most.
//!
//! **How much.** Each act names a `burst`, which one net may do at once, and how soon one comes back.
//! A net may be a whole campus, so while the house is quiet the burst is given in full. The house
//! also sees how many nets begin an act: when these are unusually many, more than a hundred in ten
//! minutes and more than four times what the last days brought, each net's allowance shrinks in the
//! same measure, down to an eighth, and comes back that much slower. When the crowd is gone it grows
//! back by itself, half of the way in about seven minutes. What is counted by account instead of by
//! net never shrinks.
//!
//! With several servers each counts for itself.

mod crowd;

use std::{
    collections::HashMap,
    fmt, mem,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{extract::ConnectInfo, http::request::Parts};
use griot_kernel::{Random, Timestamp};
use ipnet::IpNet;

use crate::Section;
use crowd::Crowd;

/// How often each act may be done from one net, or by one account.
pub struct Limits {
    random: Arc<dyn Random>,
    state: Mutex<State>,
}

struct State {
    hour: Option<i64>,
    now: Table,
    /// The counts of the hour before, for its first minutes.
    before: Option<Table>,
    crowds: HashMap<String, Crowd>,
}

struct Table {
    seed: [u8; 32],
    counts: HashMap<[u8; 16], Used>,
}

/// How much of an allowance is used up.
#[derive(Clone, Copy)]
struct Used {
    acts: f64,
    at: Timestamp,
}

/// Too often in a short time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// When the next try may work.
    pub after: Duration,
}

const KEPT: usize = 100_000;
const HOUR: i64 = 3_600_000;
/// So long into an hour the counts of the one before are still known.
const CARRIED: i64 = 600_000;

impl Limits {
    pub(crate) fn new(random: Arc<dyn Random>) -> Self {
        let now = Table::new(random.as_ref());
        let state = State { hour: None, now, before: None, crowds: HashMap::new() };
        Self { random, state: Mutex::new(state) }
    }

    /// Counts one `act` of `account`; more than `burst` at once are refused, and one comes back
    /// every `every`.
    pub fn check(
        &self,
        act: &str,
        account: &str,
        burst: u32,
        every: Duration,
        now: Timestamp,
    ) -> Result<(), TooMany> {
        let mut state = self.at(now);
        let key = state.meet(act, account).0;
        state.count(key, f64::from(burst), every.as_secs_f64(), now)
    }

    /// The same for whoever comes from `net`; less is allowed while unusually many nets do the act.
    pub fn check_net(
        &self,
        act: &str,
        net: &str,
        burst: u32,
        every: Duration,
        now: Timestamp,
    ) -> Result<(), TooMany> {
        let mut state = self.at(now);
        let (key, is_new) = state.meet(act, net);
        let crowd = state.crowds.entry(act.to_owned()).or_insert_with(|| Crowd::new(now));
        let share = crowd.share(is_new, now);
        state.count(key, (f64::from(burst) * share).max(1.0), every.as_secs_f64() / share, now)
    }

    /// Draws a new seed when the hour turned, and lets go of what is too old to be known.
    pub fn turn(&self, now: Timestamp) {
        drop(self.at(now));
    }

    fn at(&self, now: Timestamp) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (hour, into) = (now.as_millisecond().div_euclid(HOUR), now.as_millisecond().rem_euclid(HOUR));
        if state.hour.is_some_and(|known| known != hour) {
            let old = mem::replace(&mut state.now, Table::new(self.random.as_ref()));
            state.before = (state.hour == Some(hour - 1)).then_some(old);
        }
        state.hour = Some(hour);
        if into >= CARRIED {
            state.before = None;
        }
        state
    }
}

impl fmt::Debug for Limits {
    /// The seed and what was counted are nobody's to read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").finish_non_exhaustive()
    }
}

impl Table {
    fn new(random: &dyn Random) -> Self {
        Self { seed: random.bytes(), counts: HashMap::new() }
    }

    fn key(&self, act: &str, who: &str) -> [u8; 16] {
        let digest = blake3::keyed_hash(&self.seed, format!("{act}\0{who}").as_bytes());
        let mut key = [0_u8; 16];
        key.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        key
    }
}

impl State {
    /// The key of this net or account, with what it used up before the hour turned; and whether it
    /// was not known before.
    fn meet(&mut self, act: &str, who: &str) -> ([u8; 16], bool) {
        let key = self.now.key(act, who);
        if self.now.counts.contains_key(&key) {
            return (key, false);
        }
        let carried = self.before.as_mut().and_then(|before| before.counts.remove(&before.key(act, who)));
        if let Some(used) = carried {
            self.now.counts.insert(key, used);
        }
        (key, carried.is_none())
    }

    fn count(&mut self, key: [u8; 16], full: f64, every: f64, now: Timestamp) -> Result<(), TooMany> {
        if self.now.counts.len() >= KEPT {
            make_room(&mut self.now.counts, now);
        }
        let used = self.now.counts.entry(key).or_insert(Used { acts: 0.0, at: now });
        used.acts = (used.acts - seconds(used.at, now) / every).max(0.0);
        used.at = now;
        if used.acts + 1.0 > full {
            return Err(TooMany { after: Duration::from_secs_f64((used.acts + 1.0 - full) * every) });
        }
        used.acts += 1.0;
        Ok(())
    }
}

/// How long it is from one moment to the other; a clock that was set back stands still.
fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    let millis = to.as_millisecond().saturating_sub(from.as_millisecond());
    Duration::from_millis(u64::try_from(millis).unwrap_or(0)).as_secs_f64()
}

/// Forgets old counts, and if that is not enough the half that used least of their allowance:
/// whoever comes from very many nets must not win back what one of them used up.
fn make_room(counts: &mut HashMap<[u8; 16], Used>, now: Timestamp) {
    counts.retain(|_, used| seconds(used.at, now) < 600.0);
    if counts.len() < KEPT {
        return;
    }
    let mut acts: Vec<f64> = counts.values().map(|used| used.acts).collect();
    let middle = acts.len() / 2;
    let (_, median, _) = acts.select_nth_unstable_by(middle, f64::total_cmp);
    let median = *median;
    let mut to_go = counts.len() / 2;
    counts.retain(|_, used| {
        let goes = to_go > 0 && used.acts <= median;
        to_go -= usize::from(goes);
        !goes
    });
}

impl Section {
    /// Counts one `act` from whoever sent the request; see [`Limits::check_net`].
    pub fn limit(&self, parts: &Parts, act: &str, burst: u32, every: Duration) -> Result<(), TooMany> {
        self.limits.check_net(act, &self.net(parts), burst, every, self.clock.now())
    }

    /// The net from which a request came. It is for counting: what keeps it keeps a digest.
    pub fn net(&self, parts: &Parts) -> String {
        net_of(parts, &self.trusted_proxies)
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
    use std::{sync::Arc, time::Duration};

    use griot_kernel::{SeededRandom, Timestamp};

    use super::Limits;

    const MINUTE: Duration = Duration::from_secs(60);

    fn limits() -> Limits {
        Limits::new(Arc::new(SeededRandom::new(1)))
    }

    /// This many minutes after the beginning of some hour.
    fn at(minutes: u32) -> Timestamp {
        Timestamp::from_millisecond(3_600_000) + MINUTE * minutes
    }

    /// How many joins at once the net may still do.
    fn given(limits: &Limits, net: &str, now: Timestamp) -> usize {
        (0..1_000).take_while(|_| limits.check_net("join", net, 40, MINUTE, now).is_ok()).count()
    }

    #[test]
    fn an_allowance_runs_out_and_grows_back() {
        let limits = limits();
        for _ in 0..3 {
            assert!(limits.check_net("join", "campus", 3, MINUTE, at(0)).is_ok());
        }
        let refused = limits.check_net("join", "campus", 3, MINUTE, at(0)).unwrap_err();
        assert_eq!(refused.after, MINUTE);
        assert!(limits.check_net("join", "elsewhere", 3, MINUTE, at(0)).is_ok());
        assert!(limits.check_net("comment", "campus", 3, MINUTE, at(0)).is_ok());
        assert!(limits.check_net("join", "campus", 3, MINUTE, at(1)).is_ok());
    }

    #[test]
    fn a_crowd_of_nets_does_not_give_back_what_one_used_up() {
        let limits = limits();
        for _ in 0..3 {
            assert!(limits.check_net("join", "campus", 3, MINUTE, at(0)).is_ok());
        }
        for net in 0..super::KEPT * 2 {
            assert!(limits.check_net("join", &net.to_string(), 3, MINUTE, at(0)).is_ok());
        }
        assert!(limits.check_net("join", "campus", 3, MINUTE, at(0)).is_err());
    }

    #[test]
    fn the_turn_of_the_hour_gives_nothing_back() {
        let limits = limits();
        assert_eq!(given(&limits, "campus", at(59)), 40);
        assert_eq!(given(&limits, "campus", at(60)), 1, "the one that grew back in a minute");
        assert_eq!(given(&limits, "campus", at(61)), 1);
    }

    #[test]
    fn each_hour_has_a_seed_of_its_own_and_the_old_one_goes_with_its_counts() {
        let limits = limits();
        given(&limits, "192.0.2.1", at(30));
        let seed = limits.state.lock().unwrap().now.seed;
        limits.turn(at(60));
        {
            let state = limits.state.lock().unwrap();
            assert_ne!(state.now.seed, seed);
            assert!(state.now.counts.is_empty());
            assert!(state.before.is_some());
        }
        limits.turn(at(70));
        assert!(limits.state.lock().unwrap().before.is_none());
        // Nobody came for hours: what is older than the hour before is not kept at all.
        limits.turn(at(200));
        assert!(limits.state.lock().unwrap().before.is_none());
    }

    #[test]
    fn a_campus_is_not_refused_while_the_house_is_quiet() {
        let limits = limits();
        for net in 0..90 {
            given(&limits, &format!("192.0.2.{net}"), at(0));
        }
        assert_eq!(given(&limits, "campus", at(1)), 40);
    }

    #[test]
    fn an_allowance_shrinks_while_unusually_many_nets_come_and_grows_back() {
        let limits = limits();
        for net in 0..400 {
            assert!(limits.check_net("join", &net.to_string(), 40, MINUTE, at(0)).is_ok());
        }
        let crowded = given(&limits, "late", at(0));
        assert!((5..=12).contains(&crowded), "{crowded}");
        for net in 400..5_000 {
            assert!(limits.check_net("join", &net.to_string(), 40, MINUTE, at(0)).is_ok());
        }
        assert_eq!(given(&limits, "later", at(0)), 5, "an eighth, not nothing");
        // Another act has a crowd of its own, and what is counted by account knows no crowd.
        assert!((0..40).all(|_| limits.check_net("reset", "late", 40, MINUTE, at(0)).is_ok()));
        assert!((0..40).all(|_| limits.check("join", "account", 40, MINUTE, at(0)).is_ok()));

        let shared: Vec<_> = [20, 40, 58].map(|m| given(&limits, &format!("at {m}"), at(m))).into();
        assert!(shared.is_sorted(), "{shared:?}");
        assert_eq!(shared.last(), Some(&40), "{shared:?}");
    }

    #[test]
    fn what_comes_every_day_is_not_unusual() {
        let limits = limits();
        let mut last = 0;
        // For two days, two hundred new nets in each ten minutes.
        for ten_minutes in 0..288 {
            for net in 0..200 {
                let net = format!("{ten_minutes} {net}");
                assert!(limits.check_net("join", &net, 40, MINUTE, at(ten_minutes * 10)).is_ok());
            }
            last = ten_minutes * 10;
        }
        assert_eq!(given(&limits, "campus", at(last)), 40);
    }
}
