//! The course that comes with the program.

use griot_kernel::Language;

use super::{BadText, Bundle, Order};

/// Names it in every house.
pub const MARK: &str = "griot-social-media";
/// Names its page.
pub const SLUG: &str = "les-medias-sociaux-au-service-des-droits-humains";
/// From whom it comes.
pub const SOURCE: &str = "griot";

const ORDER: &str = include_str!("../../course/course.json");
const GUIDE: [&str; 2] = [include_str!("../../course/fr/guide.md"), include_str!("../../course/en/guide.md")];
const TEXTS: [(&str, &str); 24] = [
    ("fr/01-pourquoi.md", include_str!("../../course/fr/01-pourquoi.md")),
    ("en/01-why.md", include_str!("../../course/en/01-why.md")),
    ("fr/02-publics.md", include_str!("../../course/fr/02-publics.md")),
    ("en/02-audiences.md", include_str!("../../course/en/02-audiences.md")),
    ("fr/03-message.md", include_str!("../../course/fr/03-message.md")),
    ("en/03-message.md", include_str!("../../course/en/03-message.md")),
    ("fr/04-court.md", include_str!("../../course/fr/04-court.md")),
    ("en/04-short.md", include_str!("../../course/en/04-short.md")),
    ("fr/05-images.md", include_str!("../../course/fr/05-images.md")),
    ("en/05-pictures.md", include_str!("../../course/en/05-pictures.md")),
    ("fr/06-description.md", include_str!("../../course/fr/06-description.md")),
    ("en/06-description.md", include_str!("../../course/en/06-description.md")),
    ("fr/07-calendrier.md", include_str!("../../course/fr/07-calendrier.md")),
    ("en/07-calendar.md", include_str!("../../course/en/07-calendar.md")),
    ("fr/08-comptes.md", include_str!("../../course/fr/08-comptes.md")),
    ("en/08-accounts.md", include_str!("../../course/en/08-accounts.md")),
    ("fr/09-personnes.md", include_str!("../../course/fr/09-personnes.md")),
    ("en/09-people.md", include_str!("../../course/en/09-people.md")),
    ("fr/10-rumeurs.md", include_str!("../../course/fr/10-rumeurs.md")),
    ("en/10-rumours.md", include_str!("../../course/en/10-rumours.md")),
    ("fr/11-attaques.md", include_str!("../../course/fr/11-attaques.md")),
    ("en/11-attacks.md", include_str!("../../course/en/11-attacks.md")),
    ("fr/12-mesurer.md", include_str!("../../course/fr/12-mesurer.md")),
    ("en/12-measuring.md", include_str!("../../course/en/12-measuring.md")),
];

/// The course with all its texts.
pub fn shipped() -> Result<Bundle, BadText> {
    let order: Order = serde_json::from_str(ORDER).map_err(|_| BadText::Head)?;
    order.bundle(|path| {
        let found = TEXTS.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| (*text).to_owned()).ok_or(BadText::Absent)
    })
}

/// The guide of who gives it for a day, in Markdown: in this language, or in the first.
pub fn guide(language: Language) -> &'static str {
    let [french, english] = GUIDE;
    if language == Language::ENGLISH { english } else { french }
}
