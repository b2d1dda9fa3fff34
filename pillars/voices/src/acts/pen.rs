//! Whether someone still holds a pen: what was begun in their name outlives the day on which they could.

use griot_db::{Conn, DbError};
use griot_kernel::PersonId;
use griot_web::Section;

use crate::{
    model::{Blog, may_write},
    store::blogs,
    web::EDIT_ALL,
};

/// Whether this person still takes part, and writes in the blog.
pub async fn writes(
    section: &Section,
    db: &mut Conn,
    person: Option<PersonId>,
    blog: &Blog,
) -> Result<bool, DbError> {
    let (Some(person), Some(door)) = (person, section.house.doorkeeper.as_ref()) else { return Ok(false) };
    let Some(member) = door.member(db, person).await? else { return Ok(false) };
    let role = blogs::role_of(db, blog.id, person).await?;
    Ok(may_write(role, true, member.may_within(&EDIT_ALL, blog.id.as_uuid())))
}
