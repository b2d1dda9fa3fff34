//! What members may let their programs do with blogs.

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_web::{
    Capability, Member, Role,
    tokens::{Power, Powers},
};

use crate::{MODERATE, Voices, store::blogs};

/// Reads the posts on which its owner may work, drafts too.
pub const READ_OWN: Capability = Capability { name: "voices.posts.read-own", roles: &[Role::Member] };
/// Begins and changes posts that are not shown, and brings files to them.
pub const WRITE: Capability = Capability { name: "voices.posts.write", roles: &[Role::Member] };
/// Shows posts, now or later, takes them back, and changes what is shown.
pub const PUBLISH: Capability = Capability { name: "voices.posts.publish", roles: &[Role::Member] };
/// Comments.
pub const COMMENT: Capability = Capability { name: "voices.comments.write", roles: &[Role::Member] };

#[async_trait]
impl Powers for Voices {
    async fn powers(&self, db: &mut Conn, member: &Member) -> Result<Vec<Power>, DbError> {
        let mut all = vec![
            Power { capability: &READ_OWN, key: "voices-power-read-own" },
            Power { capability: &WRITE, key: "voices-power-write" },
            Power { capability: &PUBLISH, key: "voices-power-publish" },
            Power { capability: &COMMENT, key: "voices-power-comment" },
        ];
        all.retain(|power| member.may(power.capability));
        // Whoever edits a blog judges its comments, by no right over other blogs.
        if member.may(&MODERATE) || blogs::edits_any(db, member.id).await? {
            all.push(Power { capability: &MODERATE, key: "voices-power-moderate" });
        }
        Ok(all)
    }
}
