//! People who write comments until the line breaks.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use anyhow::{Result, ensure};
use tokio::time::sleep;

use super::{Acknowledged, locked};
use crate::{chance::Dice, html, http::Visitor};

/// What was sent and what was acknowledged.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    acknowledged: Mutex<Acknowledged>,
    troubles: Mutex<Vec<String>>,
}

impl Ledger {
    pub fn acknowledged(&self) -> Acknowledged {
        locked(&self.acknowledged).clone()
    }

    pub fn troubles(&self) -> Vec<String> {
        locked(&self.troubles).clone()
    }
}

/// Every comment of a soak begins so.
pub(crate) const MARK: &str = "Soak";

#[derive(Debug)]
pub(crate) struct Writer {
    pub visitor: Visitor,
    posts: Vec<String>,
    number: usize,
    written: u64,
    dice: Dice,
    /// Words that were sent and not acknowledged, and where.
    waits: Option<(String, String)>,
}

impl Writer {
    pub fn new(visitor: Visitor, posts: Vec<String>, number: usize, seed: u64) -> Self {
        let dice = Dice::new(seed ^ u64::try_from(number + 1).unwrap_or(0).wrapping_mul(0x1_0001));
        Self { visitor, posts, number, written: 0, dice, waits: None }
    }

    /// Writes until the server is gone, and comes back with what was on its way.
    pub async fn write(mut self, ledger: Arc<Ledger>) -> Self {
        // The line breaks when the server is killed: that is how a life ends.
        let _broken = self.until_the_line_breaks(&ledger).await;
        self
    }

    /// Sends once more what nobody acknowledged.
    pub async fn send_what_waits(&mut self, ledger: &Ledger) -> Result<()> {
        if self.waits.is_some() {
            let csrf = self.mark_of_forms().await?;
            while self.waits.is_some() {
                self.one(&csrf, ledger).await?;
            }
        }
        Ok(())
    }

    async fn until_the_line_breaks(&mut self, ledger: &Ledger) -> Result<()> {
        let csrf = self.mark_of_forms().await;
        if let Err(trouble) = &csrf
            && trouble.to_string().contains(LOST)
        {
            locked(&ledger.troubles).push(trouble.to_string());
        }
        let csrf = csrf?;
        loop {
            self.one(&csrf, ledger).await?;
        }
    }

    /// The hidden field of the forms of this session, from a page of a post.
    async fn mark_of_forms(&mut self) -> Result<String> {
        let post = self.a_post();
        let page = self.visitor.get(&post).await?;
        ensure!(page.status == 200, "{LOST}: {post} answers {}", page.status);
        html::field(&page.text(), "csrf").ok_or_else(|| anyhow::anyhow!("{LOST}: {post} knows nobody"))
    }

    async fn one(&mut self, csrf: &str, ledger: &Ledger) -> Result<()> {
        let (words, post) = match self.waits.take() {
            Some(waiting) => waiting,
            None => {
                self.written += 1;
                let words = format!(
                    "{MARK} {}-{:06}. Merci pour ce billet, il dit tout haut.",
                    self.number, self.written
                );
                (words, self.a_post())
            }
        };
        self.waits = Some((words.clone(), post.clone()));
        // Each comment comes from another net, so that what is tried is not the limit.
        self.visitor.net =
            Some(format!("10.{}.{}.{}", self.number, self.dice.below(256), self.dice.below(256)));
        let fields = [("csrf", csrf), ("body", words.as_str())];
        let answer = self.visitor.post(&format!("{post}/comments"), &fields).await?;
        match answer.status {
            303 => {
                self.waits = None;
                locked(&ledger.acknowledged).insert(words, post);
            }
            429 | 503 => sleep(Duration::from_millis(100)).await,
            other => {
                self.waits = None;
                locked(&ledger.troubles).push(format!("{post} answered {other} to “{words}”"));
            }
        }
        Ok(())
    }

    fn a_post(&mut self) -> String {
        let all: Vec<&str> = self.posts.iter().map(String::as_str).collect();
        self.dice.one_of(&all).unwrap_or("/").to_owned()
    }
}

const LOST: &str = "the session did not outlive a kill";
