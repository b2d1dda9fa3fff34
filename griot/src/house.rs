//! Opens a section from its configuration, and says what is wrong where it cannot.

use std::{fs, path::Path, sync::Arc};

use anyhow::{Context, anyhow, bail, ensure};
use griot_config::{Config, Origin, Overrides, Remedy};
use griot_crypto::{Keys, Passphrases, Purpose};
use griot_db::{Db, DbError, FolderLock, Schema, Standing, change, on};
use griot_delivery::{
    BadSmtp, KeptPost, Mailbox, Post, ReturnAddress, SmtpPost,
    sms::{BadGateway, SmsPost},
};
use griot_fetch::{FetchPolicy, Fetcher};
use griot_files::Files;
use griot_jobs::Queue;
use griot_kernel::{Clock, Random, SystemClock, SystemRandom};
use griot_mailroom::Outgoing;
use griot_web::{Parts, Section};

use crate::{
    archive,
    commands::Cli,
    compose::{self, Pillars},
    erased,
    say::{language, say},
};

/// An open house: the section, its rooms, and the folder that is held for it.
#[derive(Debug)]
pub struct House {
    pub section: Section,
    pub pillars: Pillars,
    _lock: Option<FolderLock>,
}

/// Reads the configuration, or says in one sentence what is wrong with it.
pub fn configuration(cli: &Cli) -> anyhow::Result<Config> {
    let overrides = Overrides { data: cli.data.clone(), listen: cli.listen.clone() };
    Config::load(cli.config.as_deref(), overrides)
        .map_err(|error| anyhow!(error.sentence(language().as_str())))
}

/// What becomes of tables that are not as this program wants them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// They are brought up to date, as servers do.
    BringUp,
    /// They are made where there are none; others are refused.
    Make,
    /// They are refused and left as they are: a server of another version may be using them.
    AsTheyAre,
}

/// Opens the house for serving or working: on SQLite nobody else may serve the same folder.
pub async fn open(
    config: &Config,
    clock: Arc<dyn Clock>,
    demo: bool,
    tables: Tables,
) -> anyhow::Result<House> {
    make_folder(&config.data)?;
    let lock = hold(config)?;
    let (section, pillars) = enter_with(config, clock, demo, tables).await?;
    if lock.is_some() {
        // The folder is ours alone, so whoever was working in it is dead.
        section.ask::<Queue>()?.take_back().await?;
    }
    let gone = erased::replay(config, &section, &pillars).await?;
    if gone > 0 {
        println!(
            "{} {gone}",
            say(
                "Des personnes effacées étaient revenues avec une ancienne copie\u{202f}; elles sont effacées de nouveau\u{a0}:",
                "Erased people had come back with an older copy; they are erased again:"
            )
        );
    }
    Ok(House { section, pillars, _lock: lock })
}

/// Holds the data folder, where the section lives in one: no other server does.
fn hold(config: &Config) -> anyhow::Result<Option<FolderLock>> {
    if config.database_url.is_some() {
        return Ok(None);
    }
    let lock = FolderLock::take(&config.data)?.ok_or_else(|| {
        anyhow!(
            "{} {}",
            say(
                "un autre serveur Griot tient déjà ce dossier. Arrêtez-le, ou choisissez un autre dossier avec --data\u{a0}:",
                "another Griot server already holds this folder. Stop it, or choose another folder with --data:"
            ),
            config.data.display()
        )
    })?;
    Ok(Some(lock))
}

/// Opens the section with its tables brought up to date.
pub async fn enter(config: &Config, clock: Arc<dyn Clock>, demo: bool) -> anyhow::Result<(Section, Pillars)> {
    enter_with(config, clock, demo, Tables::BringUp).await
}

/// The same, with tables that must be so already, or may be brought there.
pub(crate) async fn enter_with(
    config: &Config,
    clock: Arc<dyn Clock>,
    demo: bool,
    tables: Tables,
) -> anyhow::Result<(Section, Pillars)> {
    archive::must_be_whole(config)?;
    make_folder(&config.data)?;
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let keys = open_keys(config)?;
    let db = open_db(config).await?;
    let pillars = compose::pillars(&clock, &random);
    fit(&db, &pillars.schemas(), tables).await?;
    must_be_its_key(config, &db, &keys).await?;

    let mut house = pillars.house();
    let files = open_files(config)?;
    let from = sender(config)?;
    let folder = config.data.join("mail");
    let keep = || {
        KeptPost::open(&folder, &from).context(say(
            "le dossier des courriels gardés ne s’ouvre pas\u{a0}: vérifiez ses droits et la place sur le disque",
            "the folder of kept mails cannot be opened: check its rights and the room on the disk",
        ))
    };
    let post: Arc<dyn Post> = match open_smtp(config)? {
        Some(smtp) => {
            let smtp = Arc::new(smtp);
            house.provide::<SmtpPost>(Arc::clone(&smtp));
            if folder.is_dir() {
                // Letters from before the mail server are swept out like any others.
                house.provide::<KeptPost>(Arc::new(keep()?));
            }
            smtp
        }
        None => {
            let kept = Arc::new(keep()?);
            house.provide::<KeptPost>(Arc::clone(&kept));
            kept
        }
    };
    let returns = returns(config)?;
    if let Some(address) = &returns {
        house.provide::<ReturnAddress>(Arc::new(address.clone()));
    }
    let post = Arc::new(Outgoing::new(post, db.clone(), keys.clone(), Arc::clone(&clock), returns));
    house.provide::<Queue>(Arc::new(Queue::new(db.clone(), Arc::clone(&clock))));
    house.provide::<Config>(Arc::new(config.clone()));
    let fetcher =
        Fetcher::new(FetchPolicy { allow_private: config.allow_private_fetch, ..FetchPolicy::default() })?;

    let section = Section::open(Parts {
        db,
        files,
        keys,
        passphrases: Passphrases::new(),
        words: pillars.words()?,
        post,
        sms: open_sms(config)?,
        fetcher,
        clock,
        random,
        base_url: config.base_url.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
        demo,
        house,
    })
    .await?;
    Ok((section, pillars))
}

/// Sees to it that the tables are as this program wants them, or says what to do.
async fn fit(db: &Db, schemas: &[Schema], tables: Tables) -> anyhow::Result<()> {
    let standing = db.standing(schemas).await?;
    let may_change = match tables {
        Tables::BringUp => true,
        Tables::Make => standing == Standing::Empty,
        Tables::AsTheyAre => false,
    };
    match standing {
        Standing::Current => Ok(()),
        Standing::Newer => bail!(say(
            "la base de cette maison est plus récente que ce programme, et rien n’y a été changé\u{202f}; installez le programme plus récent, ou rétablissez la sauvegarde faite avant lui",
            "the database of this house is newer than this program, and nothing in it was changed; install the newer program, or put back the backup that was made before it",
        )),
        Standing::Empty | Standing::Older if may_change => db.migrate(schemas).await.context(say(
            "les tables n’ont pas pu être mises à jour\u{202f}; vérifiez la place sur le disque et les droits, et recommencez, ou rétablissez la sauvegarde",
            "the tables could not be brought up to date; check the room on the disk and the rights, and do it again, or put back the backup",
        )),
        Standing::Empty => bail!(say(
            "il n’y a pas de maison dans cette base\u{202f}; ouvrez-en une avec «\u{a0}griot serve\u{a0}», ou donnez la bonne avec GRIOT_DATABASE_URL",
            "there is no house in this database; open one with “griot serve”, or give the right one with GRIOT_DATABASE_URL",
        )),
        Standing::Older => bail!(say(
            "les tables de cette maison sont plus anciennes que ce programme, et rien n’y a été changé\u{202f}; arrêtez le serveur, lancez «\u{a0}griot migrate\u{a0}», puis redémarrez-le",
            "the tables of this house are older than this program, and nothing in them was changed; stop the server, run “griot migrate”, then start it again",
        )),
    }
}

/// Opens the place of the files.
pub fn open_files(config: &Config) -> anyhow::Result<Files> {
    let Some(url) = &config.files_url else {
        return Files::open(&config.data.join("files").to_string_lossy()).context(say(
            "le dossier des fichiers ne s’ouvre pas\u{a0}: vérifiez ses droits et la place sur le disque",
            "the folder of the files cannot be opened: check its rights and the room on the disk",
        ));
    };
    let remedy = if url.starts_with("s3:") { Remedy::S3Access } else { Remedy::WritableFolder };
    Files::open(url).map_err(|cause| {
        anyhow::Error::new(cause).context(config.refuse("files_url", remedy).sentence(lang()))
    })
}

/// Opens the way to the mail server, if there is one.
pub fn open_smtp(config: &Config) -> anyhow::Result<Option<SmtpPost>> {
    let Some(url) = &config.smtp_url else { return Ok(None) };
    let opened = SmtpPost::open(url, &sender(config)?).map_err(|bad| {
        let remedy = match bad {
            BadSmtp::Unreadable => Remedy::Smtp,
            BadSmtp::Tls => Remedy::SmtpTls,
            BadSmtp::OpenPassword => Remedy::SmtpOpen,
        };
        anyhow!(config.refuse("smtp_url", remedy).sentence(lang()))
    })?;
    Ok(Some(opened))
}

/// Opens the way to telephones, if there is one.
fn open_sms(config: &Config) -> anyhow::Result<Option<Arc<dyn SmsPost>>> {
    let Some(url) = &config.sms_url else { return Ok(None) };
    let opened = griot_delivery::sms::open(url).map_err(|bad| match bad {
        BadGateway::Setup(cause) => anyhow::Error::new(cause),
        BadGateway::Unreadable => anyhow!(config.refuse("sms_url", Remedy::Gateway).sentence(lang())),
        BadGateway::OpenPassword => anyhow!(config.refuse("sms_url", Remedy::GatewayOpen).sentence(lang())),
    })?;
    Ok(Some(opened))
}

fn lang() -> &'static str {
    say("fr", "en")
}

/// Opens the database alone, as it is: nothing in it is made or brought up to date.
pub async fn open_db(config: &Config) -> anyhow::Result<Db> {
    match &config.database_url {
        Some(url) => Db::open_postgres(url).await.context(say(
            "la base PostgreSQL de GRIOT_DATABASE_URL ne répond pas\u{a0}: vérifiez qu’elle tourne et que l’adresse est juste",
            "the PostgreSQL database of GRIOT_DATABASE_URL does not answer: check that it runs and that the address is right",
        )),
        None => Db::open_sqlite(&config.data.join("griot.db")).await.context(say(
            "la base de données du dossier ne s’ouvre pas\u{a0}: vérifiez les droits et la place sur le disque",
            "the database of the folder cannot be opened: check the rights and the room on the disk",
        )),
    }
}

/// The first key that opens a house leaves its mark there. Under another one no address is found
/// again and nothing that was sealed opens, so that it is better not to begin.
async fn must_be_its_key(config: &Config, db: &Db, keys: &Keys) -> anyhow::Result<()> {
    const MARK: &str = "insert into setting (key, value) values ('keys', $1) on conflict (key) do nothing";
    const KNOWN: &str = "select value from setting where key = 'keys'";

    let mark = keys.digest(Purpose("house.keys"), "").text();
    let known = || async {
        let mut read = db.read().await?;
        on!(read, conn => query_scalar::<_, String>(KNOWN).fetch_optional(conn))
    };
    let mut found: Option<String> = known().await?;
    while found.is_none() {
        let mut tx = db.begin().await?;
        let marked = async {
            change!(tx, conn => query(MARK).bind(mark.as_str()).execute(conn))?;
            tx.commit().await
        };
        match marked.await {
            // Two machines may open the house for the first time at once.
            Ok(()) | Err(DbError::Conflict(_)) => found = known().await?,
            Err(error) => return Err(error.into()),
        }
    }
    ensure!(
        found.as_deref() == Some(mark.as_str()),
        "{} {}",
        say(
            "cette clé n’est pas celle de cette maison\u{202f}; remettez celle que vous gardez à part, ou copiez celle de l’autre machine\u{a0}:",
            "this key is not the key of this house; put the one back that you keep apart, or copy the one of the other machine:"
        ),
        config.key_file.display()
    );
    Ok(())
}

/// Says so where the key file is missing, and the house needs the one it had.
pub fn must_have_key(config: &Config) -> anyhow::Result<()> {
    ensure!(
        config.key_file.exists(),
        "{} {}",
        say(
            "la clé de la section manque\u{202f}; remettez d’abord le fichier gardé à part à sa place\u{a0}:",
            "the key of the section is missing; first put the file that was kept apart back in its place:"
        ),
        config.key_file.display()
    );
    Ok(())
}

fn open_keys(config: &Config) -> anyhow::Result<Keys> {
    let sealed_already = config.database_url.is_none() && config.data.join("griot.db").exists();
    if sealed_already {
        must_have_key(config)?;
    }
    let opened = if sealed_already {
        Keys::open_existing(&config.key_file)
    } else {
        Keys::open_or_create(&config.key_file, &SystemRandom)
    };
    opened.map_err(|error| anyhow!(error.sentence(language().as_str())))
}

/// Who letters come from.
pub fn sender(config: &Config) -> anyhow::Result<Mailbox> {
    let default = || {
        let host = config.base_url.host_str().filter(|host| host.contains('.') && !host.contains(':'));
        let named = host.filter(|host| host.parse::<std::net::IpAddr>().is_err());
        format!("griot@{}", named.unwrap_or("griot.invalid"))
    };
    let text = config.mail_from.clone().unwrap_or_else(default);
    text.parse().map_err(|_| {
        anyhow!(
            "{} {text}",
            say(
                "GRIOT_MAIL_FROM n’est pas une adresse de courriel\u{a0}:",
                "GRIOT_MAIL_FROM is not an e-mail address:"
            )
        )
    })
}

fn returns(config: &Config) -> anyhow::Result<Option<ReturnAddress>> {
    let Some(text) = &config.mail_bounce else { return Ok(None) };
    let address = ReturnAddress::parse(text).map_err(|_| {
        anyhow!(
            "{} {text}",
            say(
                "GRIOT_MAIL_BOUNCE n’est pas une adresse de retour\u{a0}:",
                "GRIOT_MAIL_BOUNCE is not a return address:"
            )
        )
    })?;
    Ok(Some(address))
}

/// Makes the data folder, for its owner only.
pub fn make_folder(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt;

    if folder.is_dir() {
        return Ok(());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).with_context(|| {
        format!(
            "{} {}",
            say(
                "le dossier de données ne peut pas être créé\u{202f}; choisissez-en un autre avec --data\u{a0}:",
                "the data folder cannot be made; choose another with --data:"
            ),
            folder.display()
        )
    })
}

/// Opens the house that is there already, and makes none where there is none.
pub async fn beside(config: &Config) -> anyhow::Result<(Section, Pillars)> {
    must_be_there(config)?;
    enter_with(&as_served(config), Arc::new(SystemClock), false, Tables::AsTheyAre).await
}

/// Where the last server of a data folder could be found.
const SERVED_AT: &str = "served-at";

/// Notes where the house is served. Only links of the command line need it: where it cannot be
/// noted, they name the address that is set.
pub fn note_address(config: &Config) {
    let _ = fs::write(config.data.join(SERVED_AT), config.base_url.as_str());
}

/// Whether a server of this house should be running: it holds the folder of a SQLite house, and
/// leaves a note beside a PostgreSQL one.
pub fn is_served(config: &Config) -> bool {
    match config.database_url {
        None => FolderLock::take(&config.data).is_ok_and(|lock| lock.is_none()),
        Some(_) => config.data.join(SERVED_AT).exists(),
    }
}

/// The configuration with the address under which the house was last served, unless one is chosen:
/// whoever serves with `--listen` gets links that lead there without saying so again.
pub fn as_served(config: &Config) -> Config {
    let chosen = |key| config.describe().iter().any(|s| s.key == key && s.origin != Origin::Default);
    let mut config = config.clone();
    if !chosen("base_url") && !chosen("listen") {
        let kept = fs::read_to_string(config.data.join(SERVED_AT)).ok();
        if let Some(url) = kept.and_then(|text| text.trim().parse().ok()) {
            config.base_url = url;
        }
    }
    config
}

/// Says so where there is no house.
pub fn must_be_there(config: &Config) -> anyhow::Result<()> {
    archive::must_be_whole(config)?;
    if config.database_url.is_none() && !config.data.join("griot.db").exists() {
        bail!(
            "{} {}",
            say(
                "il n’y a pas de maison dans ce dossier\u{202f}; donnez le bon avec --data, ou ouvrez-en une avec «\u{a0}griot serve\u{a0}»\u{a0}:",
                "there is no house in this folder; give the right one with --data, or open one with “griot serve”:"
            ),
            config.data.display()
        );
    }
    Ok(())
}

/// Brings the tables up to date, where no server is using them.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    make_folder(&config.data)?;
    let _lock = hold(config)?;
    enter(config, Arc::new(SystemClock), false).await?;
    println!("{}", say("Les tables sont à jour.", "The tables are up to date."));
    Ok(())
}

pub fn show_configuration(config: &Config) -> anyhow::Result<()> {
    for setting in config.describe() {
        let value = setting.value.as_deref().unwrap_or("–");
        println!("{:<20} {:<40} {}", setting.key, value, setting.origin.label(language().as_str()));
    }
    Ok(())
}
