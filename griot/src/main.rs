//! The command line of `griot`.

use std::process::ExitCode;

use clap::Parser;

use griot::{
    archive,
    bounce::{self, At},
    bring,
    commands::{Cli, Command, ConfigCommand, KeysCommand, UserCommand},
    demo, doctor, export, house, keys,
    say::say,
    serve, users, verify,
};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(other) => {
            // What was asked for, such as the help, is no mistake.
            if other.use_stderr() {
                eprintln!(
                    "griot : {}\n",
                    say(
                        "cette commande n’existe pas, ou il lui manque quelque chose\u{202f}; «\u{a0}griot --help\u{a0}» les montre toutes.",
                        "there is no such command, or something is missing in it; “griot --help” shows them all."
                    )
                );
            }
            other.exit();
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let done = match runtime {
        Ok(runtime) => match &cli.command {
            // A mail server reads the exit code.
            Command::Bounce { to } => {
                return runtime.block_on(bounce::run(house::configuration(&cli), At::Returns, to)).into();
            }
            Command::Inbox { to } => {
                return runtime.block_on(bounce::run(house::configuration(&cli), At::Section, to)).into();
            }
            _ => runtime.block_on(obey(cli)),
        },
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One sentence for people; what lies beneath it, for whoever wants to know more.
            eprintln!("griot : {error}");
            for cause in error.chain().skip(1) {
                eprintln!("  ← {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn obey(cli: Cli) -> anyhow::Result<()> {
    let config = || house::configuration(&cli);
    match &cli.command {
        Command::Serve => serve::serve(config()?, false).await,
        Command::Demo => serve::serve(demo::configuration(&cli)?, true).await,
        Command::Work => serve::work(config()?).await,
        Command::Migrate => house::migrate(&config()?).await,
        Command::Setup => users::setup_link(&config()?).await,
        Command::Doctor { clock_is_right } => doctor::run(&config()?, *clock_is_right).await,
        Command::Backup { file } => archive::backup(&config()?, file).await,
        Command::Restore { file } => archive::restore(&config()?, file).await,
        Command::Export { folder, drafts } => export::run(&config()?, folder, *drafts).await,
        Command::Import(wanted) => bring::run(&config()?, wanted).await,
        Command::Verify { file, key } => verify::run(file, key.as_deref()),
        Command::Bounce { .. } | Command::Inbox { .. } => Ok(()),
        Command::Config(ConfigCommand::Check) => house::show_configuration(&config()?),
        Command::Keys { what } => match what {
            None => keys::list(&config()?).await,
            Some(KeysCommand::Rotate) => keys::rotate(&config()?).await,
            Some(KeysCommand::Reseal) => keys::reseal(&config()?).await,
            Some(KeysCommand::Forget { id }) => keys::forget(&config()?, *id).await,
        },
        Command::User(UserCommand::Add { name, email }) => users::add_person(&config()?, name, email).await,
        Command::User(UserCommand::Role { who, role, take }) => {
            users::set_role(&config()?, who, role, !take).await
        }
        Command::User(UserCommand::ResetLink { who }) => users::reset_link(&config()?, who).await,
        Command::User(UserCommand::ClearSecondFactor { who }) => {
            users::clear_second_factor(&config()?, who).await
        }
    }
}
