//! `griot verify` on a certificate: whether a house signed exactly this. It needs no network, no house, no folder.

use std::path::Path;

use anyhow::bail;

use crate::{
    compose::{CertificateStatement, CheckedCertificate},
    say::say,
    verify::shown,
};

/// A longer file is no certificate.
const LONGEST: u64 = 1_000_000;

/// What somebody brought, if it speaks of a certificate: the text itself, an address that ends in it, or a file that
/// holds either.
pub fn found(brought: &Path) -> Option<String> {
    let text = brought.to_string_lossy();
    if CertificateStatement::is_in(&text) {
        return Some(text.into_owned());
    }
    let is_small = std::fs::metadata(brought).is_ok_and(|what| what.is_file() && what.len() <= LONGEST);
    let read = if is_small { std::fs::read(brought).ok() } else { None };
    let text = String::from_utf8_lossy(&read?).into_owned();
    CertificateStatement::is_in(&text).then_some(text)
}

/// Says whether its signature is good, and of which house; with a key, whether it is that house.
pub fn run(brought: &str, wanted: Option<&str>) -> anyhow::Result<()> {
    let Some(checked) = CertificateStatement::check(brought) else {
        bail!(say(
            "ce texte d’attestation n’est pas entier, ou il a été mal copié\u{202f}; relisez le code QR et reprenez tout le texte",
            "this text of a certificate is not whole, or it was badly copied; read the QR code again and take all of the text",
        ));
    };
    if !checked.is_good {
        bail!(say(
            "la signature est fausse\u{a0}: ce texte a été changé ou mal copié\u{202f}; relisez le code QR, et si la réponse est la même, ne vous y fiez pas",
            "the signature is false: this text was changed or badly copied; read the QR code again, and if the answer is the same, do not rely on it",
        ));
    }
    let fingerprint = checked.key.fingerprint();
    if let Some(wanted) = wanted
        && !is_key(&checked, wanted)
    {
        bail!(
            "{} {fingerprint}",
            say(
                "ce n’est pas cette maison qui a signé\u{202f}; l’empreinte de la clé de cette attestation est",
                "it was not this house that signed; the fingerprint of the key of this certificate is",
            )
        );
    }
    let one = &checked.statement;
    println!("{} {}", say("Attestation", "Certificate"), shown(&one.number));
    for (label, value) in [
        (say("Nom\u{a0}:", "Name:"), &one.holder),
        (say("Formation\u{a0}:", "Training:"), &one.title),
        (say("Donnée par\u{a0}:", "Given by:"), &one.section),
        (say("Le\u{a0}:", "On:"), &one.day),
        (say("Heures\u{a0}:", "Hours:"), &one.hours.to_string()),
        (say("Empreinte de la clé\u{a0}:", "Fingerprint of the key:"), &fingerprint),
    ] {
        println!("  {label} {}", shown(value));
    }
    println!(
        "✓ {}",
        if wanted.is_some() {
            say(
                "La signature est bonne, et c’est la clé donnée.",
                "The signature is good, and the key is the one given.",
            )
        } else {
            say(
                "La signature est bonne. Comparez l’empreinte avec celle de la section, sur sa page /certificates, ou donnez-la avec --key\u{a0}: n’importe qui peut écrire son nom.",
                "The signature is good. Compare the fingerprint with that of the section, on its page /certificates, or give it with --key: anybody can write its name.",
            )
        }
    );
    println!(
        "  {}",
        say(
            "Sans réseau, on ne sait pas si l’attestation a été retirée depuis.",
            "Without a network nobody knows whether the certificate was taken back since.",
        )
    );
    Ok(())
}

/// Whether somebody gave this key: its fingerprint as it is said, or the whole key.
fn is_key(checked: &CheckedCertificate, wanted: &str) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let wanted = bare(wanted);
    wanted == bare(&checked.key.fingerprint()) || wanted == checked.key.text()
}
