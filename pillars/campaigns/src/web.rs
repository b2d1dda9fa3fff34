//! The pages of the strategy, the campaigns and the internal room.

mod accounts;
mod ambassadors;
mod campaign;
mod campaign_edit;
mod campaign_parts;
mod campaigns;
mod entry;
mod entry_acts;
mod evaluation;
mod files;
mod handover;
mod homeward;
mod kit_in;
mod kits;
mod line;
mod monday;
mod public;
mod roadmap;
mod room;
mod shared;
mod step;
mod strategy;
mod tasks;
mod translate;
mod versions;
mod view;

pub(crate) use public::summary;

use griot_web::{Access, Capability, Drawer, Entry, Place, Role, Routes};

/// Works on the draft of the strategy and its roadmap.
pub const EDIT: Capability = Capability {
    name: "campaigns.strategy.edit",
    roles: &[Role::Campaigner, Role::Director, Role::Administrator],
};
/// Adopts a version of the strategy and the steps of its roadmap.
pub const ADOPT: Capability =
    Capability { name: "campaigns.strategy.adopt", roles: &[Role::Director, Role::Administrator] };
/// Leads campaigns.
pub const LEAD: Capability = Capability {
    name: "campaigns.campaign.lead",
    roles: &[Role::Campaigner, Role::Editor, Role::Director, Role::Administrator],
};
/// Keeps the inventory of accounts and of blogs to bring home.
pub const KEEP: Capability = Capability {
    name: "campaigns.accounts.keep",
    roles: &[Role::ChannelOwner, Role::Director, Role::Administrator],
};
/// Writes to all members in the internal room, and takes away what others wrote there.
pub const ANNOUNCE: Capability = Capability {
    name: "campaigns.room.announce",
    roles: &[Role::Editor, Role::Campaigner, Role::Director, Role::Administrator],
};

/// Reads what is written for the staff, and gets its letters.
pub const STAFF: Capability = Capability {
    name: "campaigns.room.staff",
    roles: &[
        Role::Editor,
        Role::Approver,
        Role::SafetyReviewer,
        Role::Publisher,
        Role::ChannelOwner,
        Role::Campaigner,
        Role::Monitor,
        Role::Trainer,
        Role::Analyst,
        Role::Director,
        Role::Administrator,
    ],
};

/// Gives a campaign away as a kit, and chooses its licence.
pub const GIVE: Capability =
    Capability { name: "campaigns.kit.give", roles: &[Role::Director, Role::Administrator] };

/// What not everyone may do with the strategy and its campaigns.
pub const RIGHTS: &[&Capability] = &[&EDIT, &ADOPT, &LEAD, &KEEP, &ANNOUNCE, &STAFF, &GIVE];

/// The form around a file.
const FORM_BYTES: usize = 64 << 10;

const PUBLIC_CAMPAIGNS: Access = Access::Public("campaigns speak to everyone");
const PUBLIC_STRATEGY: Access = Access::Public("the section says in public what it is after");

/// The ways in.
pub const MENU: &[Entry] = &[
    Entry::new("/campaigns", "campaigns-menu-public", Place::Main, PUBLIC_CAMPAIGNS, 25),
    Entry::new("/strategy", "campaigns-menu-strategy-public", Place::Foot, PUBLIC_STRATEGY, 12),
    Entry::new("/me/room", "campaigns-menu-room", Place::Me, Access::Member, 12),
    Entry::new("/me/kits", "ambassador-kits", Place::Me, Access::Member, 13),
    Entry::new("/desk/room", "campaigns-menu-room", Place::Desk(Drawer::Day), Access::Staff, 4),
    Entry::new("/desk/monday", "campaigns-menu-monday", Place::Desk(Drawer::Day), Access::Staff, 5),
    Entry::new("/desk/strategy", "campaigns-menu-strategy", Place::Desk(Drawer::Strategy), Access::Staff, 4),
    Entry::new(
        "/desk/strategy/roadmap",
        "campaigns-menu-roadmap",
        Place::Desk(Drawer::Strategy),
        Access::Staff,
        5,
    ),
    Entry::new(
        "/desk/campaigns",
        "campaigns-menu-campaigns",
        Place::Desk(Drawer::Strategy),
        Access::Staff,
        6,
    ),
    Entry::new("/desk/accounts", "campaigns-menu-accounts", Place::Desk(Drawer::Strategy), Access::Staff, 8),
];

/// The routes of this pillar.
pub fn routes() -> Routes {
    public_routes()
        .merge(strategy_routes())
        .merge(campaign_routes())
        .merge(account_routes())
        .merge(ambassador_routes())
        .merge(room_routes("/desk/room", Access::Staff))
        .merge(room_routes("/me/room", Access::Member))
        .get("/desk/monday", Access::Staff, monday::show)
}

fn public_routes() -> Routes {
    Routes::new()
        .get("/strategy", PUBLIC_STRATEGY, public::strategy)
        .get("/campaigns", PUBLIC_CAMPAIGNS, public::list)
        .get("/campaigns/{slug}", PUBLIC_CAMPAIGNS, public::campaign)
}

fn strategy_routes() -> Routes {
    Routes::new()
        .get("/desk/strategy", Access::Staff, strategy::show)
        .post("/desk/strategy/adopt", Access::Needs(&ADOPT), strategy::adopt)
        .get("/desk/strategy/languages", Access::Needs(&ADOPT), translate::strategy)
        .post("/desk/strategy/languages", Access::Needs(&ADOPT), translate::save_strategy)
        .get("/desk/strategy/versions/{number}", Access::Staff, versions::show)
        .get("/desk/strategy/lines/new", Access::Needs(&EDIT), line::new)
        .post("/desk/strategy/lines/new", Access::Needs(&EDIT), line::add)
        .get("/desk/strategy/lines/{line}", Access::Staff, line::show)
        .post("/desk/strategy/lines/{line}", Access::Needs(&EDIT), line::save)
        .post("/desk/strategy/lines/{line}/remove", Access::Needs(&EDIT), line::remove)
        .post("/desk/strategy/lines/{line}/restore", Access::Needs(&EDIT), line::restore)
        .post("/desk/strategy/lines/{line}/measure", Access::Needs(&EDIT), line::measure)
        .get("/desk/strategy/roadmap", Access::Staff, roadmap::show)
        .post("/desk/strategy/roadmap", Access::Needs(&EDIT), roadmap::add)
        .get("/desk/strategy/roadmap/{step}", Access::Staff, step::show)
        .post("/desk/strategy/roadmap/{step}", Access::Needs(&EDIT), step::save)
        .post("/desk/strategy/roadmap/{step}/adopt", Access::Needs(&ADOPT), step::adopt)
        .post("/desk/strategy/roadmap/{step}/close", Access::Needs(&EDIT), step::close)
        .post("/desk/strategy/roadmap/{step}/drop", Access::Needs(&EDIT), step::drop_it)
        .post("/desk/strategy/roadmap/{step}/take-up", Access::Needs(&EDIT), step::take_up)
}

fn campaign_routes() -> Routes {
    let lead = Access::Needs(&LEAD);
    Routes::new()
        .get("/desk/campaigns", Access::Staff, campaigns::show)
        .post("/desk/campaigns", lead, campaigns::begin)
        .get("/desk/campaigns/kits", lead, kit_in::ask)
        .upload("/desk/campaigns/kits", lead, crate::kit::MOST_BYTES + FORM_BYTES, kit_in::bring)
        .get("/desk/campaigns/kits/{kit}", lead, kit_in::show)
        .post("/desk/campaigns/kits/{kit}", lead, kit_in::take)
        .post("/desk/campaigns/kits/{kit}/forget", lead, kit_in::forget)
        .get("/desk/campaigns/{campaign}/kit", Access::Needs(&GIVE), kits::show)
        .get("/desk/campaigns/{campaign}/kit.zip", Access::Needs(&GIVE), kits::give)
        .get("/desk/campaigns/{campaign}", Access::Staff, campaign::show)
        .get("/desk/campaigns/{campaign}/edit", lead, campaign_edit::show)
        .post("/desk/campaigns/{campaign}/edit", lead, campaign_edit::save)
        .post("/desk/campaigns/{campaign}/move", lead, campaign::go)
        .post("/desk/campaigns/{campaign}/forget", lead, campaign::forget)
        .post("/desk/campaigns/{campaign}/team", lead, campaign_parts::join_team)
        .post("/desk/campaigns/{campaign}/team/remove", lead, campaign_parts::leave_team)
        .post("/desk/campaigns/{campaign}/ambassadors", lead, shared::name_club)
        .post("/desk/campaigns/{campaign}/ways", lead, campaign_parts::add_way)
        .post("/desk/campaigns/{campaign}/ways/remove", lead, campaign_parts::remove_way)
        .post("/desk/campaigns/{campaign}/objectives", lead, campaign_parts::add_objective)
        .post("/desk/campaigns/{campaign}/objectives/measure", lead, campaign_parts::measure)
        .post("/desk/campaigns/{campaign}/objectives/remove", lead, campaign_parts::remove_objective)
        .post("/desk/campaigns/{campaign}/costs", lead, campaign_parts::add_cost)
        .post("/desk/campaigns/{campaign}/costs/remove", lead, campaign_parts::remove_cost)
        .get("/desk/campaigns/{campaign}/evaluation", Access::Staff, evaluation::show)
        .post("/desk/campaigns/{campaign}/evaluation", lead, evaluation::save)
        .get("/desk/campaigns/{campaign}/languages", lead, translate::campaign)
        .post("/desk/campaigns/{campaign}/languages", lead, translate::save_campaign)
}

fn ambassador_routes() -> Routes {
    Routes::new()
        .get("/me/kits", Access::Member, ambassadors::list)
        .get("/me/kits/{campaign}", Access::Member, ambassadors::show)
        .post("/me/kits/{campaign}/join", Access::Member, ambassadors::volunteer)
        .post("/me/kits/{campaign}/leave", Access::Member, ambassadors::leave)
        .post("/me/kits/{campaign}/share", Access::Member, ambassadors::shared)
}

fn account_routes() -> Routes {
    let keep = Access::Needs(&KEEP);
    Routes::new()
        .get("/desk/accounts", Access::Staff, accounts::list)
        .get("/desk/accounts/new", keep, accounts::new)
        .post("/desk/accounts/new", keep, accounts::add)
        .get("/desk/accounts/handover", keep, handover::show)
        .post("/desk/accounts/handover", keep, handover::hand_over)
        .get("/desk/accounts/blogs", Access::Staff, homeward::show)
        .post("/desk/accounts/blogs", keep, homeward::add)
        .post("/desk/accounts/blogs/move", keep, homeward::go)
        .post("/desk/accounts/blogs/remove", keep, homeward::remove)
        .get("/desk/accounts/{account}", keep, accounts::show)
        .post("/desk/accounts/{account}", keep, accounts::save)
        .post("/desk/accounts/{account}/remove", keep, accounts::remove)
}

/// The internal room, at the desk and among one's own pages: each reads what is for them.
fn room_routes(base: &str, access: Access) -> Routes {
    let at = |rest: &str| format!("{base}{rest}");
    Routes::new()
        .get(base, access, room::show)
        .post(base, access, room::write)
        .post(&at("/tasks"), access, tasks::add)
        .post(&at("/tasks/done"), access, tasks::done)
        .post(&at("/tasks/due"), access, tasks::postpone)
        .post(&at("/tasks/remove"), access, tasks::remove)
        .post(&at("/digest"), access, room::choose_pace)
        .get(&at("/files"), access, files::list)
        .get(&at("/{entry}"), access, entry::show)
        .upload(&at("/{entry}/files"), access, files::MOST_BYTES + FORM_BYTES, files::add)
        .get(&at("/{entry}/files/{file}"), access, files::give)
        .post(&at("/{entry}/files/remove"), access, files::remove)
        .post(&at("/{entry}/read"), access, entry_acts::read)
        .post(&at("/{entry}/reply"), access, entry_acts::reply)
        .post(&at("/{entry}/reply/remove"), access, entry_acts::remove_reply)
        .post(&at("/{entry}/remove"), access, entry_acts::remove)
        .post(&at("/{entry}/announce"), Access::Staff, entry_acts::announce)
        .post(&at("/{entry}/make"), Access::Staff, entry_acts::make)
}
