//! What became of it, thirty and ninety days later.

use griot_web::Routes;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
}
