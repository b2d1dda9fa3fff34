//! Courses, as trainers work on them.

use griot_web::Routes;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
}
