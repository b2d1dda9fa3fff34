//! `griot setup` and `griot user`: the first account, and what whoever sits at the machine does for others.

use std::sync::Arc;

use anyhow::{anyhow, bail};
use griot_config::Config;
use griot_kernel::SystemClock;
use griot_people::commands as people;
use griot_web::{Role, Section};

use crate::{
    house::{Tables, as_served, beside, enter_with},
    say::{language, say},
};

/// Prints a fresh link by which the section is named and its first account made.
pub async fn setup_link(config: &Config) -> anyhow::Result<()> {
    let (section, _) = enter_with(&as_served(config), Arc::new(SystemClock), false, Tables::Make).await?;
    match people::setup_link(&section).await? {
        Some(link) => println!("{}\n{link}", setup_sentence()),
        None => bail!(say(
            "la section a déjà une administratrice\u{202f}; «\u{a0}griot user reset-link\u{a0}» donne un lien à une personne",
            "the section has an administrator already; “griot user reset-link” gives someone a link",
        )),
    }
    Ok(())
}

/// What stands above the link of the first start.
pub fn setup_sentence() -> &'static str {
    say(
        "Ouvrez ce lien dans les 30 minutes pour nommer la section et créer le premier compte\u{a0}:",
        "Open this link within 30 minutes to name the section and create the first account:",
    )
}

/// Adds someone, and prints the link by which they choose a passphrase.
pub async fn add_person(config: &Config, name: &str, email: &str) -> anyhow::Result<()> {
    let (section, _) = beside(config).await?;
    people::add_person(&section, name, email, section.settings().language)
        .await
        .map_err(|e| refused(&section, e))?;
    let link = people::reset_link(&section, email).await.map_err(|e| refused(&section, e))?;
    println!(
        "{}\n{link}",
        say(
            "La personne est ajoutée. Donnez-lui ce lien pour choisir sa phrase de passe\u{a0}:",
            "The person is added. Give them this link to choose a passphrase:"
        )
    );
    Ok(())
}

/// Gives someone a role, or takes it back.
pub async fn set_role(config: &Config, who: &str, role: &str, give: bool) -> anyhow::Result<()> {
    let (section, _) = beside(config).await?;
    let words = section.words(language());
    let named = |role: Role| words.t(&format!("people-role-{role}"));
    // By the word of the command line, or as the pages call it.
    let typed = role.trim().to_lowercase();
    let found =
        Role::ALL.into_iter().find(|one| one.as_str() == typed || named(*one).to_lowercase() == typed);
    let Some(role) = found else {
        let all: String =
            Role::ALL.into_iter().map(|role| format!("\n  {:<16} {}", role.as_str(), named(role))).collect();
        bail!(
            "{}{all}",
            say(
                "il n’y a pas ce rôle\u{202f}; les rôles sont\u{a0}:",
                "there is no such role; the roles are:"
            )
        );
    };
    people::set_role(&section, who, role, give).await.map_err(|e| refused(&section, e))?;
    let done = if give {
        say("Rôle donné\u{a0}:", "Role given:")
    } else {
        say("Rôle repris\u{a0}:", "Role taken back:")
    };
    println!("{done} {}", named(role));
    Ok(())
}

/// Prints a link by which someone chooses another passphrase.
pub async fn reset_link(config: &Config, who: &str) -> anyhow::Result<()> {
    let (section, _) = beside(config).await?;
    println!("{}", people::reset_link(&section, who).await.map_err(|e| refused(&section, e))?);
    Ok(())
}

/// Takes away codes and passkeys of someone who lost them.
pub async fn clear_second_factor(config: &Config, who: &str) -> anyhow::Result<()> {
    let (section, _) = beside(config).await?;
    people::clear_second_factor(&section, who).await.map_err(|e| refused(&section, e))?;
    println!(
        "{}",
        say(
            "Codes et clés d’accès retirés\u{a0}: la phrase de passe suffit. Un courriel l’annonce à la personne.",
            "Codes and passkeys taken away: the passphrase opens alone. A mail tells them."
        )
    );
    Ok(())
}

fn refused(section: &Section, error: people::CommandError) -> anyhow::Error {
    match error.said(&section.words(language())) {
        Some(said) => anyhow!(said),
        None => error.into(),
    }
}
