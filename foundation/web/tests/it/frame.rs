//! The frame around every page.

use griot_web::{
    Access, Asset, Drawer, Entry, House, Place, Role, Routes,
    testing::{TestHouse, text},
};

use crate::rooms::{EVERYONE, Rooms, WEAVING};

const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];

/// Every tag that opens is closed in its turn, and every id is there once.
fn well_formed(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let inside = tag.split('>').next().unwrap();
        let name = inside.split_whitespace().next().unwrap();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {page}");
        } else if !name.starts_with('!') && !VOID.contains(&name) {
            open.push(name);
        }
        ids.extend(inside.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()));
    }
    assert!(open.is_empty(), "{open:?}");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id is there twice");
}

#[tokio::test]
async fn the_frame_is_well_formed_for_everyone() {
    let rooms = Rooms::open().await;
    let staff = rooms.client.as_member(TestHouse::member("Awa <b>", &[Role::Editor])).await;
    let member = rooms.client.as_member(TestHouse::member("Issa", &[])).await;
    for client in [&rooms.client, &staff, &member] {
        for path in ["/hello", "/hello?lang=en&light=1", "/missing"] {
            well_formed(&text(client.get(path).await).await);
        }
    }
    assert!(text(staff.get("/hello").await).await.contains("Awa &#60;b&#62;"));
}

#[tokio::test]
async fn the_frame_of_a_visitor_stays_as_it_is() {
    let rooms = Rooms::open().await;
    let page = text(rooms.client.get("/missing").await).await;
    let page = [Asset::path("griot.css"), Asset::path("griot.svg")].iter().fold(page, |page, file| {
        let (stem, extension) = (file.split('.').next().unwrap(), file.rsplit('.').next().unwrap());
        page.replace(file, &format!("{stem}.{extension}"))
    });
    insta::assert_snapshot!(page);
}

#[tokio::test]
async fn a_way_in_is_shown_to_those_whom_it_lets_in() {
    let entry = |path, key, place, access| Entry::new(path, key, place, access, 1);
    let mut house = House::default();
    house.menu = vec![
        entry("/hello", "frame-nav", Place::Main, EVERYONE),
        entry("/", "frame-skip", Place::Main, EVERYONE),
        entry("/member", "frame-sign-out", Place::Main, Access::Member),
        entry("/weave", "frame-demo", Place::Main, Access::Needs(&WEAVING)),
        entry("/staff", "frame-desk", Place::Foot, Access::Staff),
    ];
    let house = TestHouse::open(&[], &[], house).await;
    let ways = |visitor: griot_web::Visitor| async move {
        let items = visitor.main_menu().into_iter().chain(visitor.foot_menu());
        items.map(|i| format!("{}{}", i.href, if i.current { "*" } else { "" })).collect::<Vec<_>>().join(" ")
    };
    let routes = Routes::new()
        .get("/hello", EVERYONE, ways)
        .get("/hello/you", EVERYONE, ways)
        .get("/hellos", EVERYONE, ways);
    let client = house.client(routes);
    assert_eq!(text(client.get("/hello").await).await, "/hello* /");
    assert_eq!(text(client.get("/hello/you").await).await, "/hello* /");
    assert_eq!(text(client.get("/hellos").await).await, "/hello /");
    let member = client.as_member(TestHouse::member("Awa", &[])).await;
    assert_eq!(text(member.get("/hellos").await).await, "/hello / /member");
    let weaver = client.as_member(TestHouse::able("Issa", &WEAVING)).await;
    assert_eq!(text(weaver.get("/hellos").await).await, "/hello / /member /weave /staff");
}

#[tokio::test]
async fn the_desk_is_read_by_its_drawers() {
    let entry =
        |path, drawer, access, order| Entry::new(path, "frame-nav", Place::Desk(drawer), access, order);
    let mut house = House::default();
    house.menu = vec![
        entry("/plan/road", Drawer::Strategy, Access::Staff, 2),
        entry("/plan", Drawer::Strategy, Access::Staff, 1).with(&["/hello"]),
        entry("/weave", Drawer::Day, Access::Needs(&WEAVING), 1),
        entry("/sign", Drawer::House, Access::Staff, 1),
    ];
    let house = TestHouse::open(&[], &[], house).await;
    let drawers = |visitor: griot_web::Visitor| async move {
        let mark =
            |item: &griot_web::MenuItem| format!("{}{}", item.href, if item.current { "*" } else { "" });
        let drawer = |drawer: griot_web::DrawerItem| {
            let pages: Vec<_> = drawer.pages.iter().map(mark).collect();
            format!("{} [{}]", mark(&drawer.way), pages.join(" "))
        };
        visitor.desk_menu().into_iter().map(drawer).collect::<Vec<_>>().join(", ")
    };
    let routes = Routes::new()
        .get("/hello", EVERYONE, drawers)
        .get("/plan/road/2", EVERYONE, drawers)
        .get("/sign", EVERYONE, drawers);
    let client = house.client(routes);
    assert_eq!(text(client.get("/hello").await).await, "", "visitors have no desk");
    let weaver = client.as_member(TestHouse::able("Issa", &WEAVING)).await;
    // A page of the drawer at another address, a page below another page, a drawer of one page.
    assert_eq!(text(weaver.get("/hello").await).await, "/weave [], /plan* [/plan* /plan/road], /sign []");
    assert_eq!(
        text(weaver.get("/plan/road/2").await).await,
        "/weave [], /plan* [/plan /plan/road*], /sign []"
    );
    assert_eq!(text(weaver.get("/sign").await).await, "/weave [], /plan [/plan /plan/road], /sign* []");
}
