//! What people of the section can do, and what they lack.

use griot_web::Routes;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
}
