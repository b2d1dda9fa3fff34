//! A consent that ends on its day.

use std::time::Duration;

use griot_channels::{jobs::end_consents, store::pictures};

use crate::{
    house::{home, to},
    pages::{add_channel, approve_with_care, page, write},
};

#[tokio::test]
async fn a_consent_that_ends_takes_the_texts_back_on_its_day_and_once() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 40).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let said = [
        ("alt", "Rose à l’atelier"),
        ("language", "fr"),
        ("consent", "given"),
        ("consent_who", "Rose Kinda"),
        ("consent_until", "2013-02-16"),
    ];
    let answer = fatou.upload("/desk/pictures", &said, &[("file", "p.png", png.get_ref())]).await;
    let picture = to(&answer).split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let path = write(&fatou, "Rose", "Voici Rose.", &[&group], &[("picture", &picture)]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve_with_care(&home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    let today = page(&fatou, "/desk/today").await;
    let hand = today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap();
    fatou.post(&format!("/desk/hand/{hand}"), &[("act", "out")]).await;

    let section = home.house.section.clone();
    let ended = async || {
        pictures::ended(&mut section.db.read().await.unwrap(), section.clock.now(), 10).await.unwrap()
    };
    end_consents(section.clone()).await.unwrap();
    assert!(page(&fatou, &path).await.contains("Publié"), "until its day it stands");
    home.house.clock.advance(Duration::from_secs(3 * 86_400));
    assert_eq!(ended().await.len(), 1);
    for _ in 0..2 {
        end_consents(section.clone()).await.unwrap();
    }
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Retiré") && shown.contains("arrivé à sa fin"), "{shown}");
    assert_eq!(shown.matches("arrivé à sa fin").count(), 1, "{shown}");
    assert!(ended().await.is_empty());
}
