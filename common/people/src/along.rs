//! What people show of themselves to everyone, for a section that takes it elsewhere.

use std::io::Write;

use griot_files::{FileKey, FilesError};
use griot_kernel::PageRequest;
use griot_pillar::{Bundle, NotTaken};
use griot_web::{Section, WebError};
use serde_json::json;

use crate::{model::person::Person, store::persons};

const AT_ONCE: u32 = 200;

/// Puts the profiles that their owners opened into the bundle, with their pictures.
pub(crate) async fn profiles(section: &Section, bundle: &mut Bundle) -> Result<(), NotTaken> {
    let mut open = Vec::new();
    for number in 1.. {
        let mut db = section.db.read().await?;
        let page = persons::members(&mut db, PageRequest::new(number, AT_ONCE)).await?;
        drop(db);
        for person in page.items.into_iter().filter(|person| person.open_profile) {
            let picture = picture(section, &person, bundle).await?;
            open.push(json!({
                "name": person.name,
                "handle": person.handle,
                "about": person.about,
                "page": section.url(&format!("/people/{}", person.handle)),
                "picture": picture,
            }));
        }
        if !page.more {
            break;
        }
    }
    let list = serde_json::to_string_pretty(&open).map_err(WebError::internal)?;
    Ok(bundle.text("people.json", &format!("{list}\n")).await?)
}

/// Puts someone's picture into the bundle. Returns where it lies, if there is one.
async fn picture(
    section: &Section,
    person: &Person,
    bundle: &mut Bundle,
) -> Result<Option<String>, NotTaken> {
    let Some(key) = person.picture.as_deref().and_then(|key| FileKey::parse(key).ok()) else {
        return Ok(None);
    };
    let bytes = match section.files.get(&key).await {
        Ok(bytes) => bytes,
        // A file that is lost must not keep the rest from being saved.
        Err(FilesError::NotFound) => return Ok(None),
        Err(error) => return Err(WebError::from(error).into()),
    };
    let name = format!("people/{}.{}", person.handle, key.extension());
    let mut file = bundle.create(&name)?;
    file.write_all(&bytes)?;
    bundle.seal(&name, file).await?;
    Ok(Some(name))
}
