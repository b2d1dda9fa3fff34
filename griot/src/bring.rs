//! `griot import`: brings blogs from elsewhere, as the page does it.

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    sync::Arc,
    time::Duration,
};

use anyhow::{anyhow, bail, ensure};
use griot_config::Config;
use griot_db::FolderLock;
use griot_i18n::Words;
use griot_kernel::{PersonId, SystemClock};
use griot_people::commands as people;
use griot_web::Section;
use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

use crate::{
    commands::Import,
    compose::blogs::{self, Blog, CommandError, ImportId, ImportState, NewBlog, Preview, Source},
    house::{self, Tables},
    say::{language, say},
    serve, verify,
};

/// How often is looked how far it is.
const LOOK: Duration = Duration::from_millis(200);
/// When nothing moved for so long, whoever waits is told that they need not.
const LONG: Duration = Duration::from_secs(45);
/// Titles that are shown of what would come.
const TITLES: usize = 5;

/// What comes from where, into which blog and for whom.
struct Plan {
    source: Source,
    into: Target,
    by: PersonId,
    /// Said when it is here.
    note: Option<&'static str>,
}

enum Target {
    Known(Box<Blog>),
    New(NewBlog),
}

impl Target {
    fn title(&self) -> &str {
        match self {
            Self::Known(blog) => &blog.title,
            Self::New(blog) => &blog.title,
        }
    }

    fn known(&self) -> Option<&Blog> {
        match self {
            Self::Known(blog) => Some(blog),
            Self::New(_) => None,
        }
    }
}

/// Shows what would come and, when that is wanted, brings it.
pub async fn run(config: &Config, wanted: &Import) -> anyhow::Result<()> {
    house::must_be_there(config)?;
    serve::log(config);
    // A server that holds the folder does its own work; otherwise it is done here.
    let served = config.database_url.is_none() && FolderLock::take(&config.data)?.is_none();
    if !wanted.yes || served {
        let (section, _) = house::beside(config).await?;
        let done = obey(&section, wanted).await;
        section.db.close().await;
        return done;
    }
    let house =
        house::open(&house::as_served(config), Arc::new(SystemClock), false, Tables::AsTheyAre).await?;
    let (stop, stopped) = watch::channel(false);
    let behind = serve::behind(config, &house, &stopped);
    let done = obey(&house.section, wanted).await;
    stop.send_replace(true);
    behind.await;
    house.section.db.close().await;
    done
}

async fn obey(section: &Section, wanted: &Import) -> anyhow::Result<()> {
    let plans = plans(section, wanted).await.map_err(|error| said(section, error))?;
    let words = section.words(language());
    for plan in plans {
        let looked = blogs::look(section, &plan.source, plan.into.known())
            .await
            .map_err(|error| said(section, error.into()))?;
        show(section, &plan, &looked.preview, wanted.drafts).await?;
        if let Some(key) = looked.preview.refusal() {
            bail!(words.t(key));
        }
        if let (Some(feed), Some(blog)) = (&looked.feed, plan.into.known())
            && blogs::is_followed(section, feed, blog).await?
        {
            println!(
                "{}",
                say(
                    "Ce blog est déjà suivi\u{a0}: ce qu’on y écrit vient tout seul.",
                    "This blog is followed already: what is written there comes by itself."
                )
            );
        } else if wanted.yes {
            bring(section, &plan, looked.feed, wanted.drafts).await.map_err(|error| said(section, error))?;
        }
    }
    if !wanted.yes {
        println!(
            "\n{}",
            say(
                "Rien n’a été écrit. La même commande avec --yes le fait.",
                "Nothing was written. The same command with --yes does it."
            )
        );
    }
    Ok(())
}

/// The sentence of a refusal, or what failed.
fn said(section: &Section, error: anyhow::Error) -> anyhow::Error {
    let key = error.downcast_ref::<CommandError>().and_then(CommandError::key);
    let key =
        key.or_else(|| error.downcast_ref::<people::CommandError>().and_then(people::CommandError::key));
    key.map_or(error, |key| anyhow!(section.words(language()).t(key)))
}

async fn plans(section: &Section, wanted: &Import) -> anyhow::Result<Vec<Plan>> {
    let owner = match &wanted.owner {
        Some(who) => Some(people::named(section, who).await?),
        None => None,
    };
    let path = Path::new(&wanted.source);
    if path.is_dir() {
        ensure!(
            wanted.blog.is_none() && wanted.new_blog.is_none(),
            say(
                "un export dit lui-même quels blogs il contient\u{202f}; ôtez --blog et --new-blog, ou donnez un de ses ZIP",
                "an export itself says which blogs are in it; leave --blog and --new-blog out, or give one of its ZIPs"
            )
        );
        return packed(section, path, owner).await;
    }
    let (into, by) = match (&wanted.blog, &wanted.new_blog, owner) {
        (Some(name), None, owner) => {
            let blog = blogs::blog(section, name).await?;
            let by = blogs::bringer(section, &blog, owner).await?;
            (Target::Known(Box::new(blog)), by)
        }
        (None, Some(title), Some(owner)) => {
            let new = NewBlog::titled(section, title, owner);
            if let Some(blog) = new.known(section).await? {
                bail!(
                    "{} --blog {}",
                    say(
                        "cette personne a déjà un blog de ce titre\u{202f}; pour y apporter ceci\u{a0}:",
                        "this person has a blog of this title already; to bring this into it:"
                    ),
                    blog.slug
                );
            }
            (Target::New(new), owner)
        }
        (None, Some(_), None) => bail!(say(
            "dites avec --owner de qui sera le nouveau blog",
            "say with --owner whose the new blog will be"
        )),
        _ => bail!(say(
            "dites dans quel blog\u{a0}: --blog ADRESSE, ou --new-blog TITRE --owner PERSONNE",
            "say into which blog: --blog ADDRESS, or --new-blog TITLE --owner PERSON"
        )),
    };
    Ok(vec![Plan { source: Source::of(section, &wanted.source)?, into, by, note: None }])
}

/// Every blog of an export comes home: into the blog of its title in which its owner writes, or
/// into a new one.
async fn packed(section: &Section, folder: &Path, owner: Option<PersonId>) -> anyhow::Result<Vec<Plan>> {
    let checked = verify::look(folder)?;
    if !checked.is_whole() {
        verify::name(&checked);
        bail!(say(
            "cet export est abîmé\u{202f}; reprenez-en une copie intacte, ou apportez un de ses ZIP avec --blog",
            "this export is harmed; take an unharmed copy, or bring one of its ZIPs with --blog",
        ));
    }
    let mut plans = Vec::new();
    for one in blogs::packed(folder)? {
        let known = match &one.owner {
            Some(name) => blogs::bearer(section, name).await?,
            None => None,
        };
        let Some(by) = known.or(owner) else {
            bail!(
                "{} «\u{a0}{}\u{a0}»{} {}",
                say("la personne qui tient", "whoever keeps"),
                one.title,
                one.owner.as_ref().map(|name| format!(" ({name})")).unwrap_or_default(),
                say(
                    "n’est pas connue ici sous ce nom\u{202f}; dites avec --owner de qui il sera",
                    "is not known here under that name; say with --owner whose it will be"
                )
            );
        };
        let new = NewBlog::packed(&one, by);
        let into = match new.known(section).await? {
            Some(blog) if !blog.is_open() => {
                println!(
                    "{}\u{a0}: {}",
                    one.title,
                    say("fermé ici, laissé tel quel.", "closed here, left as it is.")
                );
                continue;
            }
            Some(blog) => Target::Known(Box::new(blog)),
            None => Target::New(new),
        };
        let note = one.was_closed().then(|| {
            say(
                "Il était fermé là-bas\u{202f}; fermez-le ici dans ses réglages si c’est toujours voulu.",
                "It was closed there; close it here in its settings if that is still wanted.",
            )
        });
        plans.push(Plan { source: one.source(folder)?, into, by, note });
    }
    Ok(plans)
}

/// Says what would come.
async fn show(section: &Section, plan: &Plan, preview: &Preview, drafts: bool) -> anyhow::Result<()> {
    let words = section.words(language());
    let new = match plan.into {
        Target::New(_) => say(" (nouveau blog)", " (new blog)"),
        Target::Known(_) => "",
    };
    let owner = blogs::name_of(section, plan.by).await?;
    println!("\n{} {}{new} · {owner}", words.t("import-into"), plan.into.title());
    for (key, count) in [
        ("import-count-posts", preview.posts),
        ("import-count-drafts", preview.drafts),
        ("import-count-here", preview.here),
        ("import-count-comments", preview.comments),
        ("import-count-pictures", preview.pictures),
        ("import-count-problems", preview.problem_count),
    ] {
        if count > 0 {
            println!("  {}", words.count(key, count));
        }
    }
    if let (Some(oldest), Some(newest)) = (preview.oldest, preview.newest) {
        println!("  {} – {}", words.day(oldest), words.day(newest));
    }
    for line in preview.first.iter().take(TITLES) {
        println!("  · {}", line.title);
    }
    for (place, key) in &preview.problems {
        println!("  ✗ {place} {}", words.t(key));
    }
    if preview.posts > 0 {
        println!("  {}", words.t(if drafts { "import-will-be-drafts" } else { "import-will-be-published" }));
        if plan.source.is_feed() {
            println!("  {}", words.t("import-will-follow"));
        }
    }
    Ok(())
}

/// Brings it, and says how that went and how to take it back.
async fn bring(section: &Section, plan: &Plan, feed: Option<String>, drafts: bool) -> anyhow::Result<()> {
    let blog = match &plan.into {
        Target::Known(blog) => blog.as_ref().clone(),
        Target::New(new) => new.begin(section).await?,
    };
    let source = feed.map_or_else(|| plan.source.clone(), Source::Address);
    let id = blogs::begin(section, &source, &blog, plan.by, drafts).await?;
    let words = section.words(language());
    let mut import = until_it_rests(section, id, &words).await?;
    if import.state == ImportState::Proposed {
        blogs::go_on(section, &import).await?;
        import = until_it_rests(section, id, &words).await?;
    }
    if let Some(key) = &import.problem {
        bail!(words.t(key));
    }
    let nothing = import.made + import.changed + import.kept == 0;
    if nothing && !import.is_feed {
        blogs::take_back(section, &import).await?;
        let import = until_it_rests(section, id, &words).await?;
        blogs::forget(section, &import).await?;
        println!(
            "{}",
            say("Tout est déjà là\u{202f}; rien n’a changé.", "All is here already; nothing changed.")
        );
        return Ok(());
    }
    println!("{}", words.count("import-count-made", import.made));
    for (key, count) in [("import-count-changed", import.changed), ("import-count-kept", import.kept)] {
        if count > 0 {
            println!("{}", words.count(key, count));
        }
    }
    for (place, key) in blogs::problems(section, id).await? {
        println!("✗ {place} {}", words.t(&key));
    }
    println!("{}", section.url(&format!("/blogs/{}", blog.slug)));
    if let Some(note) = plan.note {
        println!("{note}");
    }
    println!(
        "{} {} ({})",
        say("Pour retirer ce qui est venu\u{a0}:", "To take back what came:"),
        section.url(&format!("/me/imports/{id}/undo")),
        say(
            "la personne pour qui c’est venu, ou qui règle ce blog",
            "the person for whom it came, or who keeps this blog"
        )
    );
    Ok(())
}

/// Waits until nothing is being done for an import, and says how far it is meanwhile.
async fn until_it_rests(section: &Section, id: ImportId, words: &Words) -> anyhow::Result<blogs::Import> {
    let terminal = io::stdout().is_terminal();
    let (mut before, mut since, mut told) = (None, Instant::now(), false);
    loop {
        let Some(import) = blogs::standing(section, id).await? else {
            bail!(say("cet import a été oublié entre-temps", "this import was forgotten meanwhile"));
        };
        let now = (import.state, import.done, import.total, import.updated_at);
        if before != Some(now) {
            let same_state = before.is_some_and(|(state, ..)| state == import.state);
            (before, since) = (Some(now), Instant::now());
            progress(&import, words, terminal, same_state)?;
        }
        if !import.state.is_moving() {
            if terminal {
                println!();
            }
            return Ok(import);
        }
        if !told && since.elapsed() > LONG {
            told = true;
            println!(
                "\n{}",
                say(
                    "Cela dure. Vous pouvez interrompre (Ctrl-C)\u{a0}: la maison ouverte continue seule.",
                    "This takes long. You may interrupt it (Ctrl-C): the open house goes on by itself."
                )
            );
        }
        sleep(LOOK).await;
    }
}

/// One line that is written over at a terminal; elsewhere one line for each state.
fn progress(import: &blogs::Import, words: &Words, terminal: bool, same_state: bool) -> io::Result<()> {
    let state = words.t(import.state.key());
    let total = import.total.max(import.done);
    let count = words.with("import-progress-count", [("done", import.done.into()), ("total", total.into())]);
    let mut out = io::stdout().lock();
    if terminal {
        write!(out, "\r\u{1b}[K{state} · {count}")?;
    } else if !same_state {
        writeln!(out, "{state}")?;
    }
    out.flush()
}
