//! A link by which a reader without an account reads a draft.

use griot_crypto::{Keys, Purpose};
use griot_db::{Conn, DbError};
use griot_kernel::WorkId;

use crate::{model::Post, store::posts};

const PREVIEW: Purpose = Purpose("voices.preview");

/// The link of a post whose salt is this, from the root of the site.
pub fn link(keys: &Keys, post: WorkId, salt: &[u8]) -> String {
    format!("/preview/{}.{}", post.as_uuid().simple(), keys.signature_text(PREVIEW, &message(post, salt)))
}

/// The post behind a token, if the token still opens it.
pub async fn opened(db: &mut Conn, keys: &Keys, token: &str) -> Result<Option<Post>, DbError> {
    let Some((id, signature)) = token.split_once('.') else { return Ok(None) };
    let Ok(id) = id.parse::<WorkId>() else { return Ok(None) };
    let Some(salt) = posts::preview_salt(db, id).await? else { return Ok(None) };
    if !keys.verify_text(PREVIEW, &message(id, &salt), signature) {
        return Ok(None);
    }
    posts::by_id(db, id).await
}

fn message(post: WorkId, salt: &[u8]) -> Vec<u8> {
    [post.as_uuid().as_bytes().as_slice(), salt].concat()
}
