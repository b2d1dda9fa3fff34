//! The inventory of accounts on other networks.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    strategy::Said,
    view::{Choice, Names, chosen_person, id_of, lead, note, people, said},
};
use crate::{
    model::{Account, AccountState, AccountWords, Refusal},
    store::accounts,
};

struct Row {
    href: Option<String>,
    network: String,
    address: String,
    state: String,
    tone: &'static str,
    owners: String,
    recovery: String,
    lacks: Vec<String>,
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    rows: Vec<Row>,
    lacking: usize,
    may_keep: bool,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AccountForm {
    network: String,
    address: String,
    state: String,
    owner: String,
    second: String,
    recovery: String,
    notes: String,
    revision: i64,
}

impl AccountForm {
    fn of(account: &Account) -> Self {
        let words = &account.words;
        Self {
            network: words.network.clone(),
            address: words.address.clone(),
            state: words.state.as_str().to_owned(),
            owner: words.owner.map(|id| id.to_string()).unwrap_or_default(),
            second: words.second.map(|id| id.to_string()).unwrap_or_default(),
            recovery: words.recovery.clone(),
            notes: words.notes.clone(),
            revision: account.revision,
        }
    }

    async fn judged(
        &self,
        section: &Section,
        db: &mut Conn,
    ) -> Result<Result<AccountWords, Refusal>, WebError> {
        let owner = chosen_person(section, db, &self.owner).await?;
        let second = chosen_person(section, db, &self.second).await?;
        let (Ok(owner), Ok(second), Ok(state)) = (owner, second, self.state.parse::<AccountState>()) else {
            return Ok(Err(Refusal::BadChoice));
        };
        let words = AccountWords {
            network: self.network.clone(),
            address: self.address.clone(),
            state,
            owner,
            second,
            recovery: self.recovery.clone(),
            notes: self.notes.clone(),
        };
        Ok(words.judged())
    }
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage<'a> {
    v: &'a Visitor,
    /// The address of the account, once it is kept.
    at: Option<String>,
    action: String,
    form: &'a AccountForm,
    states: Vec<Choice>,
    owners: Vec<Choice>,
    seconds: Vec<Choice>,
    theirs: Option<AccountForm>,
    refusal: Option<String>,
    done: Option<String>,
}

/// All accounts, with what they lack.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let all = accounts::list(&mut db).await?;
    let owners = all.iter().flat_map(|one| [one.words.owner, one.words.second]).flatten();
    let names = Names::of(&section, &mut db, owners.collect()).await?;
    let may_keep = v.may(&super::KEEP);
    let rows: Vec<Row> = all.iter().map(|one| row(&v, &names, one, may_keep)).collect();
    let lacking = rows.iter().filter(|row| !row.lacks.is_empty()).count();
    ListPage { v: &v, rows, lacking, may_keep, done: said(&v, &asked.done) }.answer()
}

fn row(v: &Visitor, names: &Names, one: &Account, may_keep: bool) -> Row {
    let words = &one.words;
    let owners: Vec<String> =
        [words.owner, words.second].into_iter().flatten().map(|id| names.name(v, Some(id))).collect();
    let lacks =
        [(one.lacks_owner(), "account-lacks-owner"), (one.lacks_recovery(), "account-lacks-recovery")];
    Row {
        href: may_keep.then(|| v.href(&one.desk())),
        network: words.network.clone(),
        address: words.address.clone(),
        state: v.words.t(words.state.key()),
        tone: match words.state {
            AccountState::Ours => "ok",
            AccountState::Claim => "wait",
            AccountState::Lost | AccountState::Fake => "bad",
        },
        owners: if owners.is_empty() { v.words.t("campaigns-nobody") } else { owners.join(", ") },
        recovery: words.recovery.clone(),
        lacks: lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, key)| v.words.t(key)).collect(),
    }
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    account: Option<&Account>,
    form: &'a AccountForm,
) -> Result<AccountPage<'a>, WebError> {
    let at = account.map(Account::desk);
    let state = |state: &AccountState| Choice {
        value: state.as_str().to_owned(),
        label: v.words.t(state.key()),
        current: state.as_str() == form.state,
    };
    Ok(AccountPage {
        v,
        action: v.href(&format!("{}#refusal", at.as_deref().unwrap_or("/desk/accounts/new"))),
        at,
        states: AccountState::ALL.iter().map(state).collect(),
        owners: people(section, db, form.owner.parse().ok()).await?,
        seconds: people(section, db, form.second.parse().ok()).await?,
        form,
        theirs: None,
        refusal: None,
        done: None,
    })
}

/// The form for an account.
pub(super) async fn new(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    page(&section, &mut db, &v, None, &AccountForm::default()).await?.answer()
}

/// Adds an account.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<AccountForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::KEEP)?;
    let mut tx = section.db.begin().await?;
    let words = match form.judged(&section, &mut tx).await? {
        Ok(words) => words,
        Err(refusal) => {
            let mut page = page(&section, &mut tx, &v, None, &form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let now = section.clock.now();
    let account = Account {
        id: Id::secret(section.random.as_ref()),
        ours_at: Some(now).filter(|_| words.state == AccountState::Ours),
        words,
        revision: 1,
        changed_at: now,
    };
    accounts::insert(&mut tx, &account).await?;
    let (owner, thing) = (account.words.owner, account.words.network.as_str());
    note(&section, &mut tx, member, "campaigns-log-account", owner, thing).await?;
    tx.commit().await?;
    lead(&v, "/desk/accounts?done=added")
}

async fn of_path(db: &mut Conn, id: &str) -> Result<Account, WebError> {
    accounts::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)
}

/// One account.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let account = of_path(&mut db, &id).await?;
    let form = AccountForm::of(&account);
    let mut page = page(&section, &mut db, &v, Some(&account), &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Changes what is noted of an account, or shows both when someone else was faster.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(mut form): Form<AccountForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::KEEP)?;
    let mut tx = section.db.begin().await?;
    let account = of_path(&mut tx, &id).await?;
    let words = match form.judged(&section, &mut tx).await? {
        Ok(words) => words,
        Err(refusal) => {
            let mut page = page(&section, &mut tx, &v, Some(&account), &form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let now = section.clock.now();
    // It becomes ours on one day; what was lost and found again is ours since the second.
    let ours_at = match (words.state, account.words.state) {
        (AccountState::Ours, AccountState::Ours) => account.ours_at,
        (AccountState::Ours, _) => Some(now),
        _ => None,
    };
    if !accounts::save(&mut tx, account.id, form.revision, &words, ours_at, now).await? {
        form.revision = account.revision;
        let mut page = page(&section, &mut tx, &v, Some(&account), &form).await?;
        page.theirs = Some(AccountForm::of(&account));
        return page.answer_with(StatusCode::CONFLICT);
    }
    let owner = words.owner.or(account.words.owner);
    note(&section, &mut tx, member, "campaigns-log-account", owner, &words.network).await?;
    tx.commit().await?;
    lead(&v, "/desk/accounts?done=saved")
}

/// Forgets an account that is none.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<AccountForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::KEEP)?;
    let mut tx = section.db.begin().await?;
    let account = of_path(&mut tx, &id).await?;
    accounts::remove(&mut tx, account.id).await?;
    let (owner, thing) = (account.words.owner, account.words.network.as_str());
    note(&section, &mut tx, member, "campaigns-log-account-removed", owner, thing).await?;
    tx.commit().await?;
    lead(&v, "/desk/accounts?done=removed")
}
