use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Griot : la maison numérique d’une section / the digital house of a section
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    /// Fichier de configuration (par défaut griot.toml) / configuration file (default griot.toml)
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Dossier de données / data folder (serve: ./griot-data, demo: ./griot-demo)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Adresse d’écoute / address to listen on (127.0.0.1:8080)
    #[arg(long, global = true, value_name = "ADDR")]
    pub listen: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Ouvre la maison ; crée ce qui manque / opens the house; creates what is missing
    Serve,
    /// La même, sur une section inventée / the same on an invented section
    Demo,
    /// Donne le lien qui crée la première administratrice / gives the link that creates the first administrator
    Setup,
    /// Ajoute une personne, un rôle, un lien / adds a person, a role, a link
    #[command(subcommand)]
    User(UserCommand),
    /// Montre la configuration / shows the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Les clés de la section, et ce qu’elles scellent / the keys of the section, and what they seal
    Keys {
        #[command(subcommand)]
        what: Option<KeysCommand>,
    },
    /// Vérifie la maison et dit quoi faire / checks the house and says what to do
    Doctor {
        /// L’horloge est juste : ce qui est programmé reprend / the clock is right: what is planned goes on
        #[arg(long)]
        clock_is_right: bool,
    },
    /// Lit un courriel revenu, que le serveur de courriel lui donne / reads a mail that came back,
    /// as the mail server hands it over
    Bounce {
        /// L’adresse où il est arrivé / the address that it came to
        #[arg(value_name = "ADDRESS")]
        to: Vec<String>,
    },
    /// Lit un courriel écrit à la section, que le serveur de courriel lui donne / reads a mail
    /// written to the section, as the mail server hands it over
    Inbox {
        /// L’adresse où il est arrivé / the address that it came to
        #[arg(value_name = "ADDRESS")]
        to: Vec<String>,
    },
    /// Sauvegarde dans un seul fichier / backs up into one file
    Backup {
        /// Le fichier à écrire / the file to write
        file: PathBuf,
    },
    /// Rétablit une sauvegarde dans un dossier vide / restores a backup into an empty folder
    Restore {
        /// La sauvegarde / the backup
        file: PathBuf,
    },
    /// Écrit ce que la section a publié dans un dossier vide, en formats ouverts / writes what the
    /// section published into an empty folder, in open formats
    Export {
        /// Le dossier, vide ou à créer / the folder, empty or to be made
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Emporte aussi brouillons et blogs dépubliés : le dossier n’est plus à montrer / takes drafts
        /// and withdrawn blogs along: the folder is not for everyone any more
        #[arg(long)]
        drafts: bool,
    },
    /// Apporte un blog tenu ailleurs, ou un export de Griot ; montre d’abord ce qui viendrait / brings
    /// a blog kept elsewhere, or an export of Griot; first shows what would come
    Import(Import),
    /// Vérifie un export ou une attestation, sans réseau ni maison / checks an export or a certificate, without a
    /// network or a house
    Verify {
        /// Le dossier de l’export, ou le texte du code QR ou un fichier qui le contient / the folder of the export,
        /// or the text of the QR code or a file that holds it
        file: PathBuf,
        /// La clé de la section, ou son empreinte, pour une attestation / the key of the section, or its fingerprint,
        /// for a certificate
        #[arg(long)]
        key: Option<String>,
    },
    /// Met les tables à jour, sans servir / brings the tables up to date, without serving
    Migrate,
    /// Fait les travaux seulement (plusieurs machines) / does the jobs only (several machines)
    Work,
}

#[derive(Debug, Args)]
pub struct Import {
    /// Un fichier exporté (WordPress, Blogger, Ghost, ZIP), l’adresse d’un blog, ou le dossier d’un
    /// export / an exported file, the address of a blog, or the folder of an export
    pub source: String,
    /// Le blog d’arrivée / the blog to bring it into
    #[arg(long, value_name = "BLOG")]
    pub blog: Option<String>,
    /// Commence un blog de ce titre / begins a blog of this title
    #[arg(long, value_name = "TITLE")]
    pub new_blog: Option<String>,
    /// Pour qui : identifiant ou adresse / for whom: handle or address
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// Les billets arrivent comme brouillons / posts come as drafts
    #[arg(long)]
    pub drafts: bool,
    /// Le fait, au lieu de le montrer / does it instead of showing it
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Ajoute un membre / adds a member
    Add {
        /// Le nom public / the public name
        name: String,
        /// L’adresse de courriel / the e-mail address
        email: String,
    },
    /// Donne un rôle, ou le reprend / gives a role, or takes it back
    Role {
        /// Identifiant ou adresse / handle or address
        who: String,
        /// member, author, editor, …, administrator
        role: String,
        /// Reprend le rôle / takes the role back
        #[arg(long)]
        take: bool,
    },
    /// Donne un lien pour choisir une phrase de passe / gives a link to choose a passphrase
    ResetLink {
        /// Identifiant ou adresse / handle or address
        who: String,
    },
    /// Retire les codes et les clés d’accès d’une personne qui ne peut plus entrer / takes codes and
    /// passkeys away from someone who cannot come in any more
    ClearSecondFactor {
        /// Identifiant ou adresse / handle or address
        who: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Montre chaque valeur et d’où elle vient / shows each value and where it comes from
    Check,
}

#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Ajoute une nouvelle clé ; les anciennes ouvrent encore / adds a new key; older ones still open
    Rotate,
    /// Scelle de nouveau, sous la clé actuelle, ce que les anciennes ont scellé / seals anew, under the
    /// current key, what older ones sealed
    Reseal,
    /// Retire une ancienne clé qui ne scelle plus rien / takes out an older key that seals nothing more
    Forget {
        /// Le numéro de la clé / the number of the key
        id: u32,
    },
}
